"""The fixes file: entries for items and paragraphs, and the text of one with entries added."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyform.diagnostics import Location
from everyform.reader import Source, read, with_glossary
from everyform.reader.fixes import Fix, read_fixes, stale
from everyform.reader.fixes_file import first_words, with_fixes
from everyform.reader.markdown import parse
from tests.reading import framed, tree

PATH = "seeds/small.en.fixes.yaml"


def fix(line: int, words: str, under: int | None = None) -> Fix:
    return Fix(line, words, under, Location(PATH))


def entries(text: str) -> list[tuple[int, str, int | None]]:
    return [(f.line, f.words, f.under) for f in read_fixes(Source(PATH, text)).values()]


@pytest.mark.parametrize(
    ("line", "words", "gone"),
    [
        (1, "a lump", False),
        (3, "that grows", False),
        (5, "See a doctor", False),
        (5, "See another doctor", True),
        (4, "See a doctor", True),
        (7, "Help", True),  # a heading is neither an item nor a paragraph
        (9, "Deep inside", False),
        (10, "and below it", False),
        (12, "of the second", False),
    ],
)
def test_a_fix_of_an_item_or_a_paragraph_goes_stale_with_its_words(
    line: int, words: str, gone: bool
) -> None:
    body = (
        "- a lump\n\n- that grows\n\nSee a doctor.\n\n# Help\n\n"
        "- Deep inside\n  - and below it\n\n    of the second\n"
    )
    found = stale({line: fix(line, words)}, parse(body, "seeds/x.md").value)
    assert [d.code for d in found] == ["fix-stale"] * gone
    assert all(f"line {line} has no list item or paragraph" in d.message for d in found)


@pytest.mark.parametrize("under", ["top", "item"])
def test_a_paragraph_lies_where_a_fix_says(under: str) -> None:
    source, before = framed("## Tests\n\n- Scan\n- X-ray\n\nThe doctor reads it.\n")
    place = "top" if under == "top" else before + 4
    said = f"lists:\n- line: {before + 6}\n  words: The doctor\n  under: {place}\n"
    document, found = read(source, Source(PATH, said))
    pad = "  " if under == "top" else "    "
    assert f"  - X-ray\n{pad}p The doctor reads it.\n" in tree(document)
    assert "fix-applied" in {d.code for d in found}
    assert "item-end-unsure" not in {d.code for d in found}


def test_a_new_file_names_the_items_over_its_own() -> None:
    text = with_fixes(None, [fix(9, "grows", 3), fix(5, "Rest: now")], {3: "a lump that:"})
    assert text == (
        "lists:\n"
        "- line: 5\n  words: 'Rest: now'\n  under: top\n"
        "- line: 9\n  words: grows\n  under: 3  # a lump that:\n"
    )


MINE = """# Ana, 3 May

lists:
  # she asked
  - line: 20
    words: rest  # of the day

    under: top

  # and this
  - under: 4
    line: 10
    words: "walk"
# done
"""


def test_an_editors_words_stay_where_they_are() -> None:
    text = with_fixes(Source(PATH, MINE), [fix(15, "sleep", 4)], {4: "Ways to rest:"})
    assert text == (
        "# Ana, 3 May\n\nlists:\n"
        "\n  # and this\n  - under: 4\n    line: 10\n"
        '    words: "walk"\n'
        "  - line: 15\n    words: sleep\n    under: 4  # Ways to rest:\n"
        "  # she asked\n  - line: 20\n    words: rest  # of the day\n\n    under: top\n"
        "# done\n"
    )


def test_an_entry_goes_with_its_remark() -> None:
    text = with_fixes(Source(PATH, MINE), [fix(15, "sleep")], {}, dropped=[20])
    assert "she asked" not in text
    assert entries(text) == [(10, "walk", 4), (15, "sleep", None)]


@pytest.mark.parametrize(
    "mine",
    [
        "lists: [{line: 20, words: rest, under: top}]\n",
        "lists:\n-\n  line: 20\n  words: rest\n  under: top\n",
        "lists:\n- line: 20\n  words: >\n    rest\n  under: top\n",
        "lists:\n- {line: 20, words: rest,\n   under: top}\n",
        "lists:\r\n- line: 20\r\n  words: rest\r\n  under: top",
    ],
)
def test_a_file_of_any_layout_keeps_its_entries(mine: str) -> None:
    text = with_fixes(Source(PATH, mine), [fix(5, "sleep")], {})
    assert [(n, words.strip(), u) for n, words, u in entries(text)] == [
        (5, "sleep", None),
        (20, "rest", None),
    ]


def test_an_empty_list_is_filled() -> None:
    assert entries(with_fixes(Source(PATH, "lists: []\n"), [fix(5, "sleep")], {})) == [
        (5, "sleep", None)
    ]


def test_a_file_may_come_to_say_nothing() -> None:
    text = with_fixes(Source(PATH, MINE), (), {}, dropped=[10, 20])
    assert text == "# Ana, 3 May\n\nlists: []\n# done\n"
    assert entries(text) == []


def test_words_are_cut_between_words() -> None:
    assert first_words("short words") == "short words"
    assert first_words("one " * 30).split() == ["one"] * 17
    assert first_words("x" * 90) == "x" * 70


README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_the_readmes_example_is_a_fixes_file() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert entries(example) == [(112, "Hot flashes", 66)]


def test_the_readmes_example_is_a_glossary() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    document = read(framed("## Knees\n\nThey bend.\n")[0]).value
    _, found = with_glossary(document, Source("seeds/glossary.en.json", example))
    assert [d.code for d in found] == ["glossary"]


PRINTED = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)


@given(
    st.dictionaries(
        st.integers(1, 99), st.tuples(PRINTED.filter(str.strip), st.none() | st.integers(1, 99))
    ),
    st.dictionaries(st.integers(1, 99), st.tuples(PRINTED, st.none() | st.integers(1, 99))),
    PRINTED,
)
def test_whatever_is_written_is_read_again(
    first: dict[int, tuple[str, int | None]],
    second: dict[int, tuple[str, int | None]],
    over: str,
) -> None:
    words = dict.fromkeys(range(1, 100), over)
    text = with_fixes(None, [fix(n, *entry) for n, entry in first.items()], words)
    if first:
        text = with_fixes(Source(PATH, text), [fix(n, *e) for n, e in second.items()], words)
        wanted = {**first, **second}
        assert entries(text) == [(n, *wanted[n]) for n in sorted(wanted)]
