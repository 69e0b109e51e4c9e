"""The engine room: what may be missing, what may be fetched, what must repeat."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import subprocess
import sys
from importlib.metadata import requires, version
from pathlib import Path

import pytest

from everyform.diagnostics import PipelineError
from everyform.writers.pdf import engine
from everyform.writers.pdf.setting import breakable, to_pdf
from tests.pdf_structure import read_structure, squeezed
from tests.publications import para, publication
from tests.walls import SEARCH

ROOT = Path(__file__).parents[1]
_STYLES = 'html { font-family: "Noto Sans" }'


def page(body: str, head: str = "") -> str:
    return f'<html lang="en"><head><title>x</title>{head}</head><body>{body}</body></html>'


def made(body: str, head: str = "", styles: str = _STYLES) -> bytes:
    return to_pdf(publication(blocks=(para("x"),)), page(body, head), styles)


def code(error: pytest.ExceptionInfo[PipelineError]) -> str:
    (found,) = error.value.diagnostics
    return found.code


def test_the_engine_is_the_one_whose_private_parts_we_know() -> None:
    """When this fails: read writers/pdf/private.py against the new version, then pin it."""
    assert version("weasyprint") == engine.VERSION
    pins = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'"weasyprint=={engine.VERSION}"' in pins
    assert requires("weasyprint")


def test_another_version_of_the_engine_is_refused() -> None:
    with pytest.raises(PipelineError, match=r"WeasyPrint 70\.1") as error:
        engine.check_version("70.1")
    assert code(error) == "engine-version"


def run(program: str, **environment: str) -> str:
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": SEARCH, **environment}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env=settings,
        cwd=environment.get("HOME", ROOT),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


_WITHOUT_LIBRARY = """
import cffi
real = cffi.FFI.dlopen
def dlopen(self, name, flags=0):
    if {name!r} in name:
        raise OSError(f"cannot load library {{name!r}}: no such file")
    return real(self, name, flags)
cffi.FFI.dlopen = dlopen
from everyform.diagnostics import PipelineError
from everyform.writers.pdf import engine
import warnings; warnings.simplefilter("ignore", DeprecationWarning)
try:
    engine.load()
except PipelineError as error:
    (found,) = error.diagnostics
    print(found.code, found.hint)
"""


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("pango-1.0", "libpango-1.0-0"),
        ("pangoft2-1.0", "libpangoft2-1.0-0"),
        ("harfbuzz-subset", "libharfbuzz-subset0"),
        ("fontconfig", "libfontconfig1"),
        ("gobject", "libglib2.0-0"),
    ],
)
def test_a_missing_library_is_one_line_that_names_its_package(library: str, package: str) -> None:
    said = run(_WITHOUT_LIBRARY.format(name=library))
    assert said == f"library-missing apt-get install {package}"


def test_a_missing_font_is_one_line_that_names_its_package(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(
        '<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>'
        f"<cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    program = """
from everyform.diagnostics import PipelineError
from everyform.writers.pdf import engine
try:
    engine.fonts((("Noto Sans", "fonts-noto-core"),))
except PipelineError as error:
    print(error)
"""
    said = run(program, FONTCONFIG_FILE=str(tmp_path / "fonts.conf"))
    assert "error[font-missing]" in said
    assert '"Noto Sans" is not installed' in said
    assert "apt-get install fonts-noto-core" in said
    assert run(program) == ""


def test_a_character_no_font_can_draw_is_an_error_and_never_a_box() -> None:
    with pytest.raises(PipelineError, match=r"U\+10FFFD") as error:
        made("<p>a \U0010fffd b</p>")
    assert code(error) == "font-missing"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<p><img src="http://example.org/x.png" alt="x"/></p>', ""),
        ('<p><img src="file:///etc/hostname" alt="x"/></p>', ""),
        ('<p><a rel="attachment" href="file:///etc/hostname">x</a></p>', ""),
        ("<p>x</p>", '<link rel="stylesheet" href="file:///etc/hostname"/>'),
        ("<p>x</p>", '<link rel="attachment" href="http://example.org/x"/>'),
        ("<p>x</p>", "<style>@import url(http://example.org/x.css);</style>"),
        ('<p style="background: url(data:image/png;base64,AAAA)">x</p>', ""),
    ],
)
def test_nothing_is_fetched(body: str, head: str) -> None:
    with pytest.raises(PipelineError) as error:
        made(body, head)
    assert code(error) == "fetch-refused"


def test_styles_of_ours_cannot_fetch_either() -> None:
    with pytest.raises(PipelineError) as error:
        made("<p>x</p>", styles="@import url(file:///etc/hostname);")
    assert code(error) == "fetch-refused"


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        ("<p>x</p>", "p { colour: black }"),
        ('<p><a href="#nowhere">x</a></p>', _STYLES),
    ],
)
def test_what_the_engine_complains_of_is_an_error(body: str, styles: str) -> None:
    with pytest.raises(PipelineError) as error:
        made(body, styles=styles)
    assert code(error) == "engine-complaint"


def test_words_that_are_not_painted_are_found() -> None:
    hidden, seen = '<p class="hidden">unseen</p>', "<p>seen again</p>"
    with pytest.raises(ValueError, match="is on no page"):
        made(f"<p>seen</p>{hidden}", styles=".hidden { display: none }")
    with pytest.raises(ValueError, match="should stand"):
        made(f"<p>seen</p>{hidden}{seen}", styles=".hidden { display: none }")


def test_words_that_are_painted_as_others_are_found() -> None:
    with pytest.raises(ValueError, match="should stand"):
        made("<p>small words</p>", styles="p { text-transform: uppercase }")


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    made("<p>x</p>")
    assert gc.isenabled()
    gc.disable()
    try:
        made("<p>x</p>")
        assert not gc.isenabled()
    finally:
        gc.enable()


_FINGERPRINT = """
import hashlib
from tests.pdf_documents import large_print
print(hashlib.sha256(large_print()).hexdigest())
"""


def test_the_same_bytes_in_every_process_place_and_time_zone(tmp_path: Path) -> None:
    from tests.pdf_documents import large_print

    here = hashlib.sha256(large_print()).hexdigest()
    for seed, zone, home in (("1", "Asia/Tokyo", str(tmp_path)), ("2", "America/Lima", "/")):
        said = run(_FINGERPRINT, PYTHONHASHSEED=seed, TZ=zone, HOME=home, LC_ALL="C.UTF-8")
        assert said == here


def test_the_same_bytes_twice_in_one_process_with_other_work_between() -> None:
    first = made("<p>one</p>")
    made("<p>two <em>three</em> H<sub>2</sub>O 日本</p>".replace("日本", "Жизнь"))
    assert made("<p>one</p>") == first


@pytest.mark.parametrize(
    "words",
    [
        "10\u00a0mg and 10 mg, non\u2011breaking, soft\u200bbreak",
        "naïve café cafe\u0301 ﬁne fine office",
        "हिन्दी में कैंसर की जानकारी और क्षत्रिय",
        "Thông tin điều trị ung thư xương",
        "Жизнь и лечение",
        "5 < 6 & 7 > 3 \\ (paren) {{ braces }} %d",
        "mg/m² – µg — “quotes” … ™ ® ½ ≥ 10⁻³",
    ],
)
def test_words_come_back_as_they_were_written(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    # Twice, and over several lines, so that shared glyphs and line ends count.
    text = " ".join([words] * 12)
    body = f"<p>plain spaces</p><p>{' '.join([escaped] * 12)}</p>"
    assert squeezed(read_structure(made(body)).elements()[1].text()) == squeezed(text)


def test_separators_of_lines_are_spaces() -> None:
    top = read_structure(made("<p>one\u2028two\u2029three</p>"))
    assert top.text() == "one two three"


def test_right_to_left_words_keep_their_letters() -> None:
    words = "معلومات عن علاج السرطان"
    top = read_structure(made(f'<div lang="ar" dir="rtl"><p>{words}</p></div>'))
    found = re.sub("[^\u0600-\u06ff]", "", top.text())
    assert sorted(found) == sorted(words.replace(" ", ""))


def test_only_words_are_given_places_to_break_at() -> None:
    long = "x" * 50
    page = f'<p id="{long}"><a href="https://x.org/{long}">{long}&amp;{"骨" * 60}</a></p>'
    made = breakable(page)
    assert made.replace("\u200b", "") == page
    assert made.count("\u200b") == 2
    assert f'href="https://x.org/{long}"' in made
