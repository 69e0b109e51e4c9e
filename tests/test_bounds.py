"""Files of others are refused in one line before they cost much, and cost what their size is."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from everyform.diagnostics import PipelineError
from everyform.editions.judging import _ADDRESS
from everyform.editions.names import MOST, read_names
from everyform.production import read_seed
from everyform.proof import Finished, prove, read_card, words
from everyform.proof.container import MOST_BYTES, MOST_FILES, opened
from everyform.proof.expected import Tiles
from everyform.proof.pages import read_page
from everyform.proof.passage import Passage, bare
from everyform.writers import FORMATS
from tests import publications as small
from tests.reading import framed

SMALL = Path(__file__).parent / "fixtures/small.en.md"


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(PipelineError) as caught:
        action()
    (found,) = caught.value.diagnostics
    assert "\n" not in found.message
    return found.code


def beside(tmp_path: Path, name: str, text: str) -> Path:
    seed = tmp_path / "small.en.md"
    seed.write_bytes(SMALL.read_bytes())
    (tmp_path / name).write_text(text, "utf-8")
    return seed


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("small.en.fixes.yaml", "lists: " + "[" * 100_000, "fixes-syntax"),
        (
            "small.en.fixes.yaml",
            f"lists:\n- line: {'9' * 5_000}\n  words: x\n  under: 1\n",
            "fixes-syntax",
        ),
        ("small.en.fixes.yaml", 'lists:\n- line: 3\n  words: "\\ud800"\n', "fixes-syntax"),
        ("glossary.en.json", "[" * 100_000, "glossary-syntax"),
        ("glossary.en.json", f'[{{"termId": {"9" * 5_000}}}]', "glossary-syntax"),
    ],
)
def test_a_file_beside_a_seed_is_bounded(name: str, text: str, code: str, tmp_path: Path) -> None:
    assert refused(lambda: read_seed(beside(tmp_path, name, text))) == code


def test_a_table_that_nobody_could_show_is_refused(tmp_path: Path) -> None:
    row = "|" + "a|" * 5_000
    text = framed(f"## Table\n\n{row}\n|{'-|' * 5_000}\n" + f"{row}\n" * 20)
    seed = tmp_path / "small.en.md"
    seed.write_text(text[0].text, "utf-8")
    assert refused(lambda: read_seed(seed)) == "too-large"


def test_names_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("".join(f"name{n}\tnombre{n}\n" for n in range(MOST)), "utf-8")
    assert len(read_names(path)) == MOST
    path.write_text("".join(f"name{n}\tnombre{n}\n" for n in range(MOST + 1)), "utf-8")
    assert refused(lambda: read_names(path)) == "names-syntax"


def test_a_pipe_of_names_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "names.tsv")
    assert refused(lambda: read_names(tmp_path / "names.tsv")) == "names-syntax"


def test_an_address_is_looked_for_in_one_pass() -> None:
    """The expression has no part that could be tried again from every letter."""
    assert "*" not in _ADDRESS.pattern
    assert "+" not in _ADDRESS.pattern


def _book(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_book_is_not_unpacked_beyond_its_bounds() -> None:
    bomb = _book({"mimetype": b"application/epub+zip", "EPUB/x": bytes(MOST_BYTES)})
    assert len(bomb) < 112_000
    with pytest.raises(ValueError, match="MB"):
        opened(bomb)
    many = _book({str(number): b"" for number in range(MOST_FILES + 1)})
    with pytest.raises(ValueError, match="files"):
        opened(many)


def test_a_book_of_four_thousand_chapters_is_opened() -> None:
    """A document of as many headings is made into a book, which its own proof must read."""
    assert len(opened(_book({str(number): b"" for number in range(4_020)}))) == 4_020


def test_a_book_that_says_less_than_it_holds_is_damaged() -> None:
    data = bytearray(_book({"mimetype": b"x" * 1_000}))
    at = data.rindex(b"PK\x01\x02")
    for place in (at + 24, data.index(b"PK\x03\x04") + 22):
        data[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises((ValueError, zipfile.BadZipFile)):
        opened(bytes(data))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("page", b"<p>" + b"x" * 21_000_000),
        ("page", b"<!DOCTYPE html>\n<html>" + b"<div>" * 100_000),
        ("page", b""),
        ("book", b"PK"),
        ("document", b"PK"),
        ("paper", b"%PDF-1.7\n" + b"x" * 70_000_000),
        ("sound", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(1_000)),
        ("sound", b""),
    ],
    ids=[
        "a long page",
        "a deep page",
        "no page",
        "no book",
        "no sheet",
        "a long PDF",
        "a long tag",
        "no sound",
    ],
)
def test_a_file_beyond_bounds_is_one_error(kind: str, data: bytes) -> None:
    with pytest.raises(ValueError, match="cannot be read") as caught:
        read_card(kind, data)
    assert "\n" not in str(caught.value)


def test_a_page_of_entities_is_not_expanded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY l0 "lol">{lol}]><html><body>&l9;</body></html>'
    began = time.process_time()
    with pytest.raises(ValueError, match="JSON-LD"):
        read_page(page.encode())
    assert time.process_time() >= began


@pytest.mark.parametrize("name", ["web", "epub"])
def test_twice_the_headings_are_looked_at_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Searches of a heading in other lines, which once grew with the square of their number."""
    (format,) = (format for format in FORMATS if format.name == name)
    searches: list[int] = []
    original = words._laid

    def counted(passage: Passage, tiles: Tiles) -> tuple[str, str]:
        exact = tiles.alike.get(bare(passage.text)) is not None
        searches[-1] += 1 if exact else len(tiles.all)
        return original(passage, tiles)

    monkeypatch.setattr(words, "_laid", counted)
    for count in (40, 80):
        searches.append(0)
        blocks = tuple(
            small.section(f"h-{n}", f"Heading {n}", 2, small.para(f"Words on {n}."))
            for n in range(count)
        )
        made = small.publication(blocks=blocks)
        (file,) = format.write(made, None)
        finished = [Finished(f"small/x{format.suffix}", file.data)]
        assert prove(small.document(blocks), made, format.prover, finished).held
    # What is looked for piece by piece is as many lines in both; and these are few.
    assert searches[1] < 2.6 * searches[0]
