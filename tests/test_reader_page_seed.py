"""A saved page as a seed: the same document as from Markdown, or one clear line why not."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from everyform.canonical import from_json, to_json
from everyform.cli.commands import app
from everyform.diagnostics import Location, PipelineError, Severity
from everyform.document import Document
from everyform.editions import load_translation, messages
from everyform.inline import CrossReference, Term
from everyform.production import (
    Settings,
    Terms,
    beside,
    conclude,
    distinct,
    distinct_paths,
    find_seeds,
    plan,
    read_seed,
    run,
    verify_folder,
    write_canonical,
)
from everyform.publisher import Publisher
from everyform.reader import Source, read
from everyform.walk import document_segments, inlines, plain_text, sections
from everyform.writers import FORMATS
from everyform.writers.format import Narrated
from tests.catalogs import copied, translate
from tests.reading import tree

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = FIXTURES / "page"
SMALL = (PAGES / "small.en.html").read_text("utf-8")
SAVED = (PAGES / "saved.en.html").read_text("utf-8")
HEADER = (PAGES / "small.en.toml").read_text("utf-8")


def document(name: str) -> Document:
    return read_seed(PAGES / name).value.document


def noticed(page: str, header: str = HEADER) -> list[tuple[str, str, int]]:
    """Severity, code and line of what is found, whether or not there is a document."""
    beside = Source("x.en.toml", header)
    try:
        found = read(Source("x.en.html", page), header=beside).diagnostics
    except PipelineError as error:
        found = error.diagnostics
    return [(f.severity.value, f.code, f.location.line) for f in found]


def errors(page: str, header: str = HEADER) -> list[tuple[str, int]]:
    return [(code, line) for severity, code, line in noticed(page, header) if severity == "error"]


def changed(old: str, new: str, page: str = SMALL) -> str:
    assert old in page
    return page.replace(old, new, 1)


# What it becomes


def test_equal_words_make_an_equal_document() -> None:
    markdown = read_seed(FIXTURES / "small.en.md").value.document
    page = document("small.en.html")
    plain = [re.sub(r'"(line": \d+|path": "[^"]*")', "", to_json(d)) for d in (markdown, page)]
    assert plain[0] == plain[1]
    assert [m.msgid for m in messages(page)] == [m.msgid for m in messages(markdown)]


def test_a_translation_of_the_markdown_holds_for_the_page(tmp_path: Path) -> None:
    locales = copied(tmp_path)
    markdown = read_seed(FIXTURES / "small.en.md").value.document
    translate(markdown, "fr", locales)
    ours, found = load_translation(document("small.en.html"), "fr", locales)
    theirs, also = load_translation(markdown, "fr", locales)
    assert [f.code for f in found] == [f.code for f in also]
    said = [[plain_text(s.content) for s in document_segments(d.document)] for d in (ours, theirs)]
    assert said[0] == said[1]
    assert said[0] != [plain_text(s.content) for s in document_segments(markdown)]


@pytest.mark.parametrize("name", ["small.en", "saved.en", "saved.es"])
def test_every_segment_knows_its_line(name: str) -> None:
    """Its first word of some length stands on that line, or on the next."""
    lines = (PAGES / f"{name}.html").read_text("utf-8").split("\n")
    for segment in document_segments(document(f"{name}.html")):
        (word, *_) = [*re.findall(r"\w{4,}", plain_text(segment.content)), ""]
        at = segment.origin.line
        assert word in "\n".join(lines[at - 1 : at + 1])


def test_a_whole_saved_page_is_its_summary() -> None:
    found = document("saved.en.html")
    assert tree(found) == (
        "h2 General Information About Elbow Tumors\n"
        "  h3 Key Points [key-points]\n"
        "    - = An elbow tumor is a lump in the elbow.\n"
        "    - = There are two stages:\n"
        "      - = Stage A\n"
        "      - = Stage B\n"
        "  h3 An elbow tumor is a lump in the elbow.\n"
        "    p The elbow bends the arm; an x-ray shows it. See Stage B."
        " Its Latin name is cubitus.\n"
        "    figure Elbow; drawing shows an elbow from the side."
        " <https://nci-media.cancer.gov/pdq/media/images/2.jpg>\n"
        "      caption Elbow. The arm is bent.\n"
        "    p Lumps come from:\n"
        "    - Hard work, such as:\n"
        "      - lifting\n"
        "        2. boxes\n"
        "        3. beds\n"
        "      - throwing\n"
        "      p Rest helps then.\n"
        "    - An old injury.\n"
        "  h3 There are two stages:\n"
        "    h4 Stage A\n"
        "      p In stage A the lump is smaller than 2 cm. It does not hurt.\n"
        "    h4 Stage B\n"
        "      table Table 1. Treatment of stage B\n"
        "        | Age | First | Then |\n"
        "        | = Adults | Surgery | Rest |\n"
        "        | = Adults | Cold packs, 5 × 102 seconds | Cold packs, 5 × 102 seconds |\n"
        "        | = Children | Rest | Play |\n"
        "h2 About This PDQ Summary [about]\n"
        "  h3 Permission to Use This Summary [permission]\n"
        "    p PDQ is a registered trademark.\n"
        "    p PDQ® Elbow Editorial Board. PDQ Elbow Tumor Treatment. Bethesda, MD: National"
        " Cancer Institute. Updated . Available at: https://www.cancer.gov/types/elbow/patient/"
        "elbow-treatment-pdq. Accessed . [PMID: 12345678]\n"
    )


def test_a_saved_page_in_spanish() -> None:
    shown = tree(document("saved.es.html"))
    assert shown[: shown.index("h2 Información sobre")] == (
        "h2 Información general\n"
        "  p El codo dobla el brazo.\n"
        "  - Estadio A\n"
        "    p El bulto es pequeño.\n"
        "  - Estadio B\n"
        "    p El bulto es grande.\n"
        "  quote\n"
        "    p No espere.\n"
        "  figure Codo; el dibujo muestra un codo."
        " <https://nci-media.cancer.gov/pdq/media/images/3.jpg>\n"
    )
    assert shown.endswith("Fecha de acceso: .\n")


def test_each_part_of_the_site_inside_the_summary_is_named() -> None:
    found = read_seed(PAGES / "saved.en.html").diagnostics
    assert [f.location.line for f in found if f.code == "page-site"] == [21, 23, 24, 26, 27, 64, 65]
    assert [f.location.line for f in found if f.code == "navigation"] == [31]


def test_a_place_that_lacks_a_part_of_the_summary_is_not_the_place() -> None:
    header = Source("x.toml", HEADER)
    for split in ("<h2>Treatment of Knee Tumors</h2>", "<h2>About This PDQ Summary</h2>"):
        page = changed(split, f"</article><hr>{split}", f"<article>{SMALL}")
        found = read(Source("x.en.html", page), header=header).value
        assert tree(found) == tree(document("small.en.html"))
    start, end = SMALL.index("<h2>Treatment"), SMALL.index("<h2>About")
    moved = f"{SMALL[start:end]}<article>{SMALL[:start]}{SMALL[end:]}</article>"
    assert "Small Tumors" in tree(read(Source("x.en.html", moved), header=header).value)


def test_tables_stay_as_the_page_has_them() -> None:
    """No head is guessed, no row taken for one that lost cells, and no note is lost."""
    table = """<table><tfoot><tr><td colspan="2">* In mice.</td></tr></tfoot><tbody>
        <tr><td>Alpha</td><td>1</td></tr><tr><td>Beta</td><td>&nbsp;</td></tr>
        <tr><td colspan="2"><ul><li>Gamma</li></ul></td></tr>
        <tr><td colspan="2">* In men.</td></tr></tbody></table>
        <table><tr><th>Drug</th><th>Dose</th></tr><tr><td>Delta</td><td>2</td></tr>
        <tr><td><strong>Zeta</strong></td><td>3</td></tr></table>"""
    page = changed(SMALL[SMALL.index("<table") : SMALL.index("</table>") + 8], table)
    found = read(Source("x.en.html", page), header=Source("x.toml", HEADER)).value
    shown = tree(found)
    assert shown[shown.index("table") : shown.index("h2 Treatment")] == (
        "table\n"
        "      | Alpha | 1 |\n"
        "      | Beta |  |\n"
        "      | - Gamma |  |\n"
        "      | * In men. |  |\n"
        "      footer | * In mice. |  |\n"
        "    table\n"
        "      | Drug | Dose |\n"
        "      | = Delta | 2 |\n"
        "      | = Zeta | 3 |\n"
    )


@pytest.mark.parametrize("name", ["small.en", "saved.en", "saved.es"])
def test_no_page_of_right_words_is_warned_of(name: str) -> None:
    found = read_seed(PAGES / f"{name}.html").diagnostics
    assert [f for f in found if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("name", ["small.en", "saved.en", "saved.es"])
def test_its_canonical_form_is_the_identity(name: str) -> None:
    found = document(f"{name}.html")
    assert from_json(to_json(found)) == found


def test_dictionary_words_keep_their_numbers() -> None:
    terms = [
        (node.cdr_id, node.language)
        for name in ("small.en.html", "saved.en.html", "saved.es.html")
        for segment in document_segments(document(name))
        for node in inlines(segment.content)
        if isinstance(node, Term)
    ]
    assert terms == [("45001", "en"), ("45002", "en"), ("45003", "en"), ("45002", "es")]


def test_links_into_the_page_lead_to_the_place_they_name() -> None:
    """Whatever their words say; and a question's number is known by its place, too."""
    page = changed('<a href="#_2b">Stage B</a>', '<a href="#_2b">that page</a>', SAVED)
    header = Source("x.toml", (PAGES / "saved.en.toml").read_text("utf-8"))
    found, diagnostics = read(Source("x.en.html", page), header=header)
    titles = {s.title.id: plain_text(s.title.content) for s in sections(found.blocks)}
    ties = [
        (plain_text((node,)), titles[node.target])
        for segment in document_segments(found)
        for node in inlines(segment.content)
        if isinstance(node, CrossReference)
    ]
    assert ties == [("that page", "Stage B")]
    assert "reference-unresolved" not in [f.code for f in diagnostics]


def test_questions_of_a_page_have_their_own_places() -> None:
    asked = """<p>See <a href="#_q2">how</a>.</p><ol><li id="_q1"><strong>What is it?</strong>
        <p>A lump.</p></li><li id="_q2"><strong>How is it treated?</strong><p>By rest.</p></li></ol>
        """
    page = changed("<h2>Treatment", f"<h2>Questions</h2>{asked}<h2>Treatment")
    found = read(Source("x.en.html", page), header=Source("x.toml", HEADER)).value
    (second,) = (s.title.id for s in sections(found.blocks) if s.number == 2)
    targets = [
        node.target
        for segment in document_segments(found)
        for node in inlines(segment.content)
        if isinstance(node, CrossReference) and plain_text((node,)) == "how"
    ]
    assert targets == [second]


# Where it stands


def test_pages_are_seeds_like_others(tmp_path: Path) -> None:
    for name in ("small.en.html", "small.en.toml", "saved.es.html"):
        shutil.copy(PAGES / name, tmp_path)
    (tmp_path / "old.en.htm").write_text(SMALL, encoding="utf-8")
    assert [path.name for path in find_seeds([tmp_path])] == [
        "saved.es.html",
        "small.en.html",
        "old.en.htm",
    ]
    assert document("small.en.html").name == "small"


def test_a_page_is_built_proved_and_verified(tmp_path: Path) -> None:
    seed = read_seed(PAGES / "saved.en.html").value
    formats = [format for format in FORMATS if format.narrated is Narrated.NEVER]
    settings = Settings(tmp_path / "out", tmp_path / "clips", Terms(date(2026, 1, 2), Publisher()))
    tasks, _ = plan([seed], formats, ["en"])
    write_canonical(seed, settings.output)
    outcomes = list(run(tasks, settings, 1))
    assert [d for outcome in outcomes for d in outcome.diagnostics] == []
    assert all(outcome.proof and outcome.proof.holds for outcome in outcomes)
    conclude([seed], settings.output)
    found, results, total = verify_folder(settings.output, settings.clips, date(2026, 1, 2), 1)
    assert (found, total) == ((), len(outcomes))
    assert [finding for result in results for finding in result.findings] == []


def test_a_page_is_the_counterpart_of_markdown_in_another_language(tmp_path: Path) -> None:
    page, markdown = tmp_path / "x.en.html", tmp_path / "x.es.md"
    page.touch()
    markdown.touch()
    assert beside([markdown]) == (page,)
    assert beside([page]) == (markdown,)


def test_markdown_and_page_of_one_name_are_one_error(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for path in (FIXTURES / "small.en.md", PAGES / "small.en.html", PAGES / "saved.es.html"):
        shutil.copy(path, seeds)
    done = CliRunner().invoke(app, ["check", str(seeds)])
    assert done.exit_code == 2
    said = [line for line in done.stderr.splitlines() if "error[" in line]
    assert len(said) == 1
    assert "small.en.html: error[document-duplicate]: is the same document as" in said[0]
    assert "saved.es.html" in done.stdout
    assert "small" not in done.stdout
    done = CliRunner().invoke(app, ["extract", str(seeds), "--locales", str(tmp_path)])
    assert isinstance(done.exception, PipelineError)
    assert not list(tmp_path.glob("*.pot"))


def test_of_one_document_under_two_names_none_is_built() -> None:
    seed = read_seed(PAGES / "small.en.html").value
    other = replace(seed, path=Path("elsewhere/small.en.md"))
    third = read_seed(PAGES / "saved.en.html").value
    kept, found = distinct([seed, other, third])
    assert [seed.document.name for seed in kept] == ["saved"]
    assert [(f.code, f.location.path) for f in found] == [
        ("document-duplicate", "elsewhere/small.en.md")
    ]
    assert distinct_paths([Path("a/x.md"), Path("b/x.html")]).diagnostics == ()


def test_a_fixes_file_has_nothing_to_settle(tmp_path: Path) -> None:
    for name in ("small.en.html", "small.en.toml"):
        shutil.copy(PAGES / name, tmp_path)
    (tmp_path / "small.fixes.yaml").write_text("lists: []\n", encoding="utf-8")
    found = read_seed(tmp_path / "small.en.html").diagnostics
    assert [f.code for f in found if f.severity is not Severity.NOTE] == ["fixes-needless"]


# Its metadata


def test_metadata_may_stand_at_the_head_of_the_page() -> None:
    lines = (FIXTURES / "small.en.md").read_text("utf-8").split("\n")
    front = lines[: lines.index("---", 1) + 1]
    source = Source("small.en.html", "\n".join([*front, SMALL]))
    found = read(source).value
    assert found.metadata == document("small.en.html").metadata
    assert found.title.origin == Location("small.en.html", len(front) + 1)
    assert errors(source.text) == [("metadata-twice", 1)]


def test_a_page_needs_metadata() -> None:
    with pytest.raises(PipelineError) as caught:
        read(Source("seeds/small.en.html", SMALL))
    (finding,) = caught.value.diagnostics
    assert finding.code == "front-matter-missing"
    assert "small.en.toml" in finding.hint


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('language = "en"', "language = en", "header-syntax", 4),
        ('version = "v1"', 'version = "v1"\nversion = "v2"', "header-syntax", 15),
        ('version = "v1"', "version = [", "header-syntax", 14),
        ('version = "v1"', "version = " + "[" * 9_000, "header-syntax", 14),
        ('version = "v1"', "version = 1", "metadata-type", 14),
        ('title = "Knee Tumors - NCI"\n', "", "metadata-missing", 1),
        ("lastReviewed = 2025-12-30", 'lastReviewed = "soon"', "metadata-date", 5),
        ("www.cancer.gov", "example.org", "metadata-url", 13),
        ('"patient"', '"professional"', "metadata-audience", 1),
    ],
)
def test_metadata_are_judged_at_their_line(old: str, new: str, code: str, line: int) -> None:
    header = changed(old, new, HEADER)
    with pytest.raises(PipelineError) as caught:
        read(Source("x.en.html", SMALL), header=Source("x.en.toml", header))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.location) == (code, Location("x.en.toml", line))


def test_a_day_to_come_is_named_in_the_file_of_the_metadata(tmp_path: Path) -> None:
    shutil.copy(PAGES / "small.en.html", tmp_path)
    header = tmp_path / "small.en.toml"
    header.write_text(HEADER, encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        read_seed(tmp_path / "small.en.html", as_of=date(2025, 1, 1))
    found = [
        (f.code, f.location.path) for f in caught.value.diagnostics if f.severity is Severity.ERROR
    ]
    assert found == [("date-future", str(header))]


def test_doubts_about_metadata_name_their_file() -> None:
    header = changed('["knee"]', '["skin"]', HEADER)
    found = read(Source("x.en.html", SMALL), header=Source("x.en.toml", header)).diagnostics
    doubts = [f for f in found if f.code == "metadata-cancer-types"]
    assert [f.location for f in doubts] == [Location("x.en.toml", 2)]


# What it is not


def test_pages_of_others_are_refused() -> None:
    header = (PAGES / "saved.en.toml").read_text("utf-8")
    assert errors(SAVED, header) == []
    canonical = 'rel="canonical" href="https://www.cancer.gov'
    other = changed(canonical, canonical.replace("www.cancer.gov", "www.example.org"), SAVED)
    assert errors(other, header) == [("page-publisher", 0)]
    assert errors("<h1>Soup</h1><p>Boil water.</p>") == [("page-not-summary", 0)]
    assert errors("just words") == [("page-not-summary", 0)]
    assert errors(" \n") == [("empty", 0)]
    professional = changed("–Patient Version", "–Health Professional Version")
    assert errors(professional) == [("title-professional", 1)]
    brief = professional[: professional.index("<h2>About")]
    assert errors(brief) == [("title-professional", 1)]
    translated = changed('class="js-enabled"', 'class="translated-ltr"', SAVED)
    assert errors(translated, header) == [("page-translated", 3)]
    assert errors("<frameset><frame src=a></frameset>") == [("page-frames", 1)]


def test_the_address_of_another_summary_is_doubted() -> None:
    assert ("warning", "page-address", 0) in noticed(SAVED)


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8, 0.97])
@pytest.mark.parametrize("page", [SMALL, SAVED], ids=["sections", "whole"])
def test_a_page_cut_off_anywhere_is_refused(page: str, share: float) -> None:
    end = page.index("</article>") if "</article>" in page else len(page)
    cut = page[: int(end * share)]
    assert errors(cut) == [("page-cut-off", cut.rstrip().count("\n") + 1)]


def test_a_page_cut_off_between_its_sections_is_refused() -> None:
    cut = SMALL[: SMALL.index("<h2>About This PDQ Summary</h2>")]
    assert errors(cut) == [("page-cut-off", 10)]
    assert errors(cut + "<p>More <a href='") == [("page-cut-off", 12)]


def test_only_utf_8_is_read() -> None:
    header = (PAGES / "saved.en.toml").read_text("utf-8")
    other = changed("charset=UTF-8", "charset=windows-1252", SAVED)
    assert errors(other, header) == [("encoding", 5)]
    plain = re.sub(r"[^\x00-\x7f]", lambda match: f"&#{ord(match[0])};", other)
    assert errors(plain, header) == []


def test_a_folded_part_of_the_summary_is_refused() -> None:
    folded = changed('id="_section_15" class', 'id="_section_15" hidden class')
    assert errors(folded) == [("page-folded", 10)]


def test_key_points_in_the_older_markup() -> None:
    page = changed('do-not-show="toc">Key Points<', ">Key Points for This Section<")
    page = changed("<li>Tests show", '<li><a href="#_9">Tests show', page)
    page = changed("lump it is.</li>", "lump it is.</a></li>", page)
    found = read(Source("x.en.html", page), header=Source("x.toml", HEADER)).value
    expected = tree(document("small.en.html")).replace("Key Points", "Key Points for This Section")
    assert tree(found) == expected
    assert "[key-points]" in expected


def test_lost_and_odd_characters_are_named() -> None:
    assert ("warning", "character-lost", 3) in noticed(changed("lump that", "l\ufffdmp that"))
    assert errors(changed("lump that", "l&#x1F;mp that")) in ([], [("control-character", 3)])
    assert errors(changed("lump that", "l\x85mp that")) == [("control-character", 3)]
    assert ("warning", "bidi-character", 3) in noticed(changed("lump that", "l&#x202E;mp that"))


def test_words_outside_of_the_sections_are_kept_and_doubted() -> None:
    found = noticed(changed("<h2>Treatment", "<p>Rate this page.</p><h2>Treatment"))
    assert [f for f in found if f[0] == "warning"] == [("warning", "page-outside", 9)]


def test_every_size_has_its_limit() -> None:
    assert errors(SMALL + " " * 20_000_000) == [("too-large", 0)]


def test_a_page_may_be_one_long_line() -> None:
    line = SMALL.replace("\n", " ") + "<!--" + "x" * 250_000 + "-->"
    assert errors(line) == []
    assert tree(read(Source("x.en.html", line), header=Source("x.toml", HEADER)).value) == tree(
        document("small.en.html")
    )
