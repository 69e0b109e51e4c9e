"""The readers of foreign bytes, each with right input to start from, and what it may raise."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from everyform.canonical import from_json, to_json
from everyform.cli.surroundings import load_publisher
from everyform.diagnostics import PipelineError
from everyform.document import Document
from everyform.editions import from_xliff, messages, read_content, to_xliff
from everyform.editions.names import read_names
from everyform.production import manifest as manifests
from everyform.production import read_seed
from everyform.proof import read_card
from everyform.reader import Source, decode, read
from everyform.writers import FORMATS

FIXTURES = Path(__file__).parents[1] / "fixtures"
SMALL = FIXTURES / "small.en.md"
ROOT = Path(__file__).parents[2]

HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
HEADER += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@dataclass(frozen=True, slots=True)
class Target:
    """`feed` gives bytes to a reader; what is in `allowed` is its way to refuse them."""

    name: str
    feed: Callable[[bytes], object]
    examples: Callable[[], tuple[bytes, ...]]
    allowed: tuple[type[Exception], ...] = (PipelineError,)
    words: tuple[bytes, ...] = ()


@cache
def small() -> Document:
    return read_seed(SMALL).value.document


def in_file(name: str, feed: Callable[[Path], object]) -> Callable[[bytes], object]:
    """A reader of a file at a path."""

    def write(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            return feed(place)

    return write


def beside(name: str) -> Callable[[bytes], object]:
    """A file beside a seed that is right."""

    def feed(place: Path) -> object:
        seed = place.with_name("small.en.md")
        seed.write_bytes(SMALL.read_bytes())
        return read_seed(seed)

    return in_file(name, feed)


def page(data: bytes) -> object:
    """A saved page, with its metadata beside it."""
    header = FIXTURES / "page/small.en.toml"

    def feed(place: Path) -> object:
        place.with_suffix(".toml").write_bytes(header.read_bytes())
        return read_seed(place)

    return in_file("x.en.html", feed)(data)


@cache
def finished(name: str) -> tuple[bytes, ...]:
    """A right file of a format that needs no sound."""
    from tests.publications import para, publication, section

    # Words that the faces of paper have.
    blocks = (section("h-1", "Knee", 2, para("Some words."), para("And some more.")),)
    (format,) = (format for format in FORMATS if format.name == name)
    return tuple(file.data for file in format.write(publication(blocks=blocks), None))[:1]


def sound() -> tuple[bytes, ...]:
    from tests.fuzz.sound import tagged

    return (tagged(),)


def catalog() -> bytes:
    entries = (f'msgid "{m.msgid}"\nmsgstr ""\n\n' for m in messages(small()) if '"' not in m.msgid)
    return (HEADER + "".join(entries)).encode()


def xliff() -> bytes:
    return to_xliff("small", "en", "es", messages(small()), {})


def _manifest() -> bytes:
    return manifests.to_json(manifests.Manifest()).encode()


WORDS = SMALL.read_bytes().split(b"\n")[41].strip(b"- ")[:20]
MARKS = (b"[", b'<g id="1">', b"**", b"\n- ", b"|", b"`", b"\x00", b"\xff", b"9" * 40, b"&#x0;")

TARGETS = (
    Target(
        "seed",
        lambda d: read(Source("x.en.md", decode("x.en.md", d).text)),
        lambda: (SMALL.read_bytes(),),
        words=MARKS,
    ),
    Target(
        "page",
        page,
        lambda: ((FIXTURES / "page/small.en.html").read_bytes(),),
        words=(*MARKS, b"<table>", b"<td colspan=9999>", b"<li>", b"<!--", b"</p>"),
    ),
    Target(
        "fixes",
        beside("small.en.fixes.yaml"),
        lambda: (b"lists:\n- line: 42\n  words: %s\n  under: 40\n" % WORDS,),
        words=(b"&a ", b"*a", b"!!python/object:os.system", b"[", b"{", b"? ", b"9" * 5_000),
    ),
    Target(
        "glossary",
        beside("glossary.en.json"),
        lambda: (
            b'[{"termId": 99, "language": "en", "termName": "bone", "definition": {"text": "x"}}]',
        ),
        words=(b"[", b"{", b'"\\ud800"', b"9" * 5_000, b"1e999", b"NaN"),
    ),
    Target(
        "catalog",
        in_file("es/LC_MESSAGES/small.po", lambda p: read_content(p, small(), "es")),
        lambda: (catalog(),),
        words=(b'"', b"\\", b"#, fuzzy\n", b"# waive: ", b"msgid "),
    ),
    Target(
        "xliff",
        lambda d: from_xliff("x.xlf", d, "es", messages(small())),
        lambda: (xliff(),),
        words=(b"<g id='9'>", b"<!DOCTYPE x>", b"</target>", b"&amp;"),
    ),
    Target(
        "names",
        in_file("names.tsv", read_names),
        lambda: (b"bone\thueso\n# x\n",),
        words=(b"\t", b"\n", b"|", b"\xff"),
    ),
    Target(
        "publisher",
        in_file("publisher.toml", load_publisher),
        lambda: (b'name = "x"\nsigning_key = "y"\n',),
        words=(b"[", b"=", b'"""', b"9" * 5_000),
    ),
    Target(
        "canonical",
        lambda d: from_json(d.decode(), "x.json"),
        lambda: (to_json(small()).encode(),),
        (PipelineError, UnicodeDecodeError),
        (b"[", b"{", b'"\\ud800"', b"9" * 5_000, b"null", b"-1"),
    ),
    Target(
        "manifest",
        lambda d: manifests.from_json(d.decode(), "m.json"),
        lambda: (_manifest(),),
        (PipelineError, UnicodeDecodeError),
        (b"[", b'"\\ud800"', b"9" * 5_000, b"null"),
    ),
    Target(
        "web",
        lambda d: read_card("page", d),
        lambda: finished("web"),
        (ValueError,),
        (b"<script>", b"<!--", b"<div>" * 400, b"&#0;", b"</html>", b"{"),
    ),
    Target(
        "book",
        lambda d: read_card("book", d),
        lambda: finished("epub"),
        (ValueError,),
        (b"PK\x01\x02", b"PK\x03\x04", b"\xff" * 4),
    ),
    Target(
        "pdf",
        lambda d: read_card("paper", d),
        lambda: finished("large-print"),
        (ValueError,),
        (b"stream\n", b"<<", b"/Filter", b"9" * 30, b"endobj", b"/Kids"),
    ),
    Target(
        "sound",
        lambda d: read_card("sound", d),
        sound,
        (ValueError,),
        (b"ID3", b"\xff\xfb", b"CHAP", b"\x00" * 8, b"\x7f" * 4),
    ),
)
