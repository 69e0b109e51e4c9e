"""What holds for every format there is or will be: registered is tested.

Each law reads the finished file back through `proof`, which shares nothing with
the writers; and each is shown to fail on a planted fault.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen.id3
import pytest

from everyform.diagnostics import Location
from everyform.document import Document, Paragraph, Section, Segment
from everyform.editions import load_edition
from everyform.inline import SegmentId, Text
from everyform.labels import Facts, NoticeId, label
from everyform.narration import script
from everyform.proof.book import book_passages
from everyform.proof.docx import docx_passages
from everyform.proof.pages import page_passages
from everyform.proof.passage import Passage, bare
from everyform.proof.pdf import passages as pdf_passages
from everyform.publication import Publication, compose, source_segments
from everyform.publisher import Publisher
from everyform.reader import decode, read
from everyform.sheets import sheets
from everyform.voices import record
from everyform.walk import map_segments, plain_text, segments
from everyform.writers import FORMATS
from everyform.writers.format import File, Format, Narrated
from tests.walls import SEARCH

HERE = Path(__file__).parent
SMALL = HERE / "fixtures/small.en.md"

every_format = pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
every_label = pytest.mark.parametrize("tag", ["en", "es"])


@pytest.fixture(scope="module")
def document() -> Document:
    return read(decode("small.en.md", SMALL.read_bytes())).value


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clips")


def publications(
    document: Document, format: Format, tag: str = "en", *, stale: bool = True
) -> tuple[Publication, ...]:
    facts = Facts(whole=format.whole, translated=False, adapted=False, stale=stale)
    whole = compose(
        document,
        edition=load_edition(tag),
        source=load_edition(document.language),
        label=label(facts, voiced=format.narrated is Narrated.ALWAYS),
        publisher=Publisher(),
    )
    return (whole,) if format.whole else sheets(whole, document)


def written(publication: Publication, format: Format, clips: Path) -> list[File]:
    recording = (
        record(script(publication).value, clips).value
        if format.narrated is Narrated.ALWAYS
        else None
    )
    return list(format.write(publication, recording))


# How to read each format back. A new format says here how it is read.


def from_pages(read_page: Callable[[bytes], Iterable[Passage]]) -> Callable[..., str]:
    def words(files: list[File], publication: Publication) -> str:
        return " ".join(p.text for file in files for p in read_page(file.data))

    return words


def from_sound(files: list[File], publication: Publication) -> str:
    """The words of a recording are those of its script; its tags hold the notices."""
    said = " ".join(u.shown for u in script(publication).value.utterances)
    tags: Any = mutagen.id3.ID3(io.BytesIO(files[0].data))  # type: ignore[no-untyped-call]
    return said + " ".join(str(frame) for frame in tags.getall("COMM"))


READERS: Mapping[str, Callable[[list[File], Publication], str]] = {
    "large-print": from_pages(pdf_passages),
    "handout": from_pages(pdf_passages),
    "handout-large": from_pages(pdf_passages),
    "handout-two": from_pages(pdf_passages),
    "handout-docx": from_pages(docx_passages),
    "epub": from_pages(book_passages),
    "web": from_pages(page_passages),
    "audiobook": from_sound,
}


def lost(publication: Publication, words: str) -> list[str]:
    """The units of the publication that do not follow one another in `words`."""
    rest = bare(words)
    missing: list[str] = []
    for segment in source_segments(publication):
        wanted = bare(plain_text(segment.content))
        before, found, after = rest.partition(wanted)
        if found:
            rest = after
        else:
            missing.append(segment.id)
            rest = before
    return missing


def uncredited(publication: Publication, words: str) -> list[str]:
    """The notices of the label's row that do not stand in `words`."""
    held = bare(words)
    return [
        notice.id.value
        for notice in publication.notices
        if bare(plain_text(notice.segment.content)) not in held
    ]


@pytest.fixture(scope="module")
def outputs(
    document: Document, clips: Path
) -> Callable[[Format, str], list[tuple[Publication, str]]]:
    made: dict[tuple[str, str], list[tuple[Publication, str]]] = {}

    def outputs(format: Format, tag: str) -> list[tuple[Publication, str]]:
        key = (format.name, tag)
        if key not in made:
            made[key] = [
                (p, READERS[format.name](written(p, format, clips), p))
                for p in publications(document, format, tag)
            ]
        return made[key]

    return outputs


Outputs = Callable[[Format, str], list[tuple[Publication, str]]]


def test_every_format_can_be_read_back() -> None:
    assert set(READERS) == {format.name for format in FORMATS}


@every_label
@every_format
def test_no_segment_is_lost(format: Format, tag: str, outputs: Outputs) -> None:
    assert outputs(format, tag)
    for publication, words in outputs(format, tag):
        assert lost(publication, words) == []


@every_label
@every_format
def test_the_source_is_credited_and_each_notice_of_the_row_is_there(
    format: Format, tag: str, outputs: Outputs
) -> None:
    for publication, words in outputs(format, tag):
        assert uncredited(publication, words) == []
        assert bare(plain_text(publication.citation)) in bare(words)


@every_format
def test_the_open_dates_are_never_printed_as_they_stand(format: Format, outputs: Outputs) -> None:
    for _, words in outputs(format, "en"):
        assert "MM/DD" not in words


@every_format
def test_the_stale_notice_comes_before_the_text(format: Format, outputs: Outputs) -> None:
    for publication, words in outputs(format, "en"):
        (stale,) = (n.segment for n in publication.notices if n.id is NoticeId.STALE)
        first = next(segments(publication.body))
        text = bare(words)
        assert text.index(bare(plain_text(stale.content))) < text.rindex(
            bare(plain_text(first.content))
        )


@every_format
def test_writing_twice_gives_the_same_bytes(
    format: Format, document: Document, clips: Path
) -> None:
    for publication in publications(document, format):
        assert written(publication, format, clips) == written(publication, format, clips)


PRINT_HASHES = """
import hashlib, sys
from pathlib import Path
from typing import Any
from tests.test_laws import FORMATS, SMALL, publications, written
from everyform.reader import decode, read
document = read(decode("small.en.md", SMALL.read_bytes())).value
for format in FORMATS:
    for publication in publications(document, format, "es"):
        for file in written(publication, format, Path(sys.argv[1])):
            print(format.name, file.name, hashlib.sha256(file.data).hexdigest())
"""


def test_the_bytes_depend_on_nothing_around(clips: Path, tmp_path: Path) -> None:
    """Not on the time zone, the locale, the hash seed, the folder or the process."""
    surroundings = (
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Adak", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
    )
    printed = []
    for number, around in enumerate(surroundings):
        folder = tmp_path / str(number)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", PRINT_HASHES, str(clips)],
            env={**os.environ, **around, "PYTHONPATH": SEARCH},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        printed.append(done.stdout.splitlines())
    assert {line.split()[0] for line in printed[0]} == {format.name for format in FORMATS}
    assert printed[0] == printed[1]


# The laws can fail: a fault planted in the words is found.


def planted(document: Document, change: Callable[[str], str]) -> Document:
    """The document with the words of its paragraphs changed, as a faulty writer would."""

    def words(segment: Segment) -> Segment:
        changed = change(plain_text(segment.content))
        return replace(segment, content=(Text(changed),))

    return map_segments(document, words)


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words.replace(" not", ""),
        lambda words: words.replace("100,000", "10,000"),
        lambda words: words.replace("surgery", "surgeries"),
        lambda words: words.replace("before", "after"),
    ],
)
def test_a_changed_word_is_found(
    document: Document, change: Callable[[str], str], clips: Path
) -> None:
    (web,) = (f for f in FORMATS if f.name == "web")
    (wrong,) = publications(planted(document, change), web)
    (right,) = publications(document, web)
    words = READERS["web"](written(wrong, web, clips), wrong)
    assert lost(wrong, words) == []
    assert lost(right, words)


def test_swapped_and_dropped_units_are_found(document: Document, clips: Path) -> None:
    (web,) = (f for f in FORMATS if f.name == "web")
    (right,) = publications(document, web)
    first, *rest = right.body
    for body in ((*rest, first), tuple(rest)):
        wrong = replace(right, body=body)
        assert lost(right, READERS["web"](written(wrong, web, clips), wrong))


@every_format
def test_a_missing_notice_is_found(format: Format, document: Document, clips: Path) -> None:
    publication = publications(document, format)[0]
    silenced = replace(
        publication,
        credits=tuple(n for n in publication.credits if n.id is not NoticeId.ADVICE),
    )
    words = READERS[format.name](written(silenced, format, clips), silenced)
    assert uncredited(publication, words) == [NoticeId.ADVICE.value]


def hostile() -> Iterator[str]:
    yield "</script><script>alert(1)</script>"
    yield "{{ 7 * 7 }} {% raw %} {# x #}"
    yield "<MM/DD/YYYY> & &amp; ]]> <!-- --> <?php ?>"
    yield "[[h@l'oU]] <speak>loud</speak> [x](y) 'quoted' \"twice\""
    yield "file:///etc/passwd url(//example.org/x) @import 'x'"
    yield "a\u00a0b \u200bc \u00ad d \u2028 e ﬁ ½ H₂O 10⁻³ 日本 العربية"


@every_format
def test_hostile_words_come_out_as_words(format: Format, document: Document, clips: Path) -> None:
    place = Location("small.en.md", 1)
    bad = tuple(
        Paragraph(Segment(SegmentId(f"p-bad{n}"), (Text(words),), "en", place))
        for n, words in enumerate(hostile())
    )
    first = document.blocks[0]
    assert isinstance(first, Section)
    sheet = replace(first, blocks=(*bad, *first.blocks))
    attacked = replace(document, blocks=(sheet, *document.blocks[1:]))
    for publication in publications(attacked, format):
        words = READERS[format.name](written(publication, format, clips), publication)
        assert lost(publication, words) == []
