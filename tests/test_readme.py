"""The map of the house is the house: every module in its own words, every row of the label."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

import pytest

from everyform.labels import Facts, label
from tests.walls import MAY_IMPORT, ROOT, Module, modules

README = ROOT / "README.md"
HOUSE_PLAN = ROOT / "pipeline/README.md"
TABLE = re.compile(r"(?<=<!-- label table -->\n).*(?=<!-- end of label table -->)", re.DOTALL)
PLAN = re.compile(r"(?<=<!-- house plan -->\n).*(?=<!-- end of house plan -->)", re.DOTALL)


def house_plan(house: tuple[Module, ...]) -> str:
    """The map as Markdown: single modules first, then each room with its modules."""
    lines = []
    for room in MAY_IMPORT:
        inside = [module for module in house if module.room == room]
        if [module.name for module in inside] == [room]:
            lines.append(f"- `{room}.py`: {first_sentence(inside[0])}")
    for room in MAY_IMPORT:
        inside = [module for module in house if module.name.startswith(f"{room}.")]
        if not inside:
            continue
        [door] = [module for module in inside if module.name == f"{room}.__init__"]
        lines += ["", f"**`{room}/`** {first_sentence(door)}", ""]
        lines += [
            f"- `{_file(module)}`: {first_sentence(module)}"
            for module in inside
            if module is not door
        ]
    return "\n" + "\n".join(lines) + "\n\n"


def first_sentence(module: Module) -> str:
    """What the module says of itself in the first paragraph of its docstring, as Markdown."""
    text = ast.get_docstring(module.tree)
    assert text, f"{module.name} says nothing of itself"
    words = " ".join(text.split("\n\n")[0].split())
    code_and_prose = re.split(r"(`[^`]*`)", words)
    code_and_prose[::2] = [re.sub(r"([<\[*_])", r"\\\1", prose) for prose in code_and_prose[::2]]
    return "".join(code_and_prose)


def label_table() -> str:
    """What each combination of the four facts may be called and must say, as Markdown."""
    lines = [
        "| whole | translated | adapted | stale | title | released | notices |",
        "|---" * 7 + "|",
    ]
    for values in itertools.product((True, False), repeat=4):
        facts = Facts(*values)
        if facts.whole and facts.adapted:
            continue
        row = label(facts)
        said = ["yes" if value else "no" for value in (*values, row.releasable)]
        notices = " ".join(notice.value for notice in row.notices)
        lines.append(f"| {' | '.join((*said[:4], row.title.value, said[4], notices))} |")
    return "\n" + "\n".join(lines) + "\n\n"


def agree(part: re.Pattern[str], made: str, *, updating: bool) -> None:
    text = HOUSE_PLAN.read_text(encoding="utf-8")
    if updating:
        text = part.sub(lambda _: made, text)
        HOUSE_PLAN.write_text(text, encoding="utf-8")
    found = part.search(text)
    assert found, "its place is gone"
    assert found[0].splitlines() == made.splitlines(), "run `make golden`, then read the diff"


def test_every_module_is_on_the_map(updating: bool) -> None:
    plan = house_plan(modules())
    agree(PLAN, plan, updating=updating)
    assert all(f"`{_file(module)}`" in plan for module in modules())


def test_every_row_of_the_label_is_in_the_table(updating: bool) -> None:
    agree(TABLE, label_table(), updating=updating)


def _file(module: Module) -> str:
    """The module's file below its room; a package's, below its own folder, is the folder."""
    room, _, name = module.name.partition(".")
    if name == "__init__":
        return f"{room}/"
    folder, _, last = (name or room).rpartition(".")
    file = "" if folder and last == "__init__" else f"{last}.py"
    return f"{folder}/{file}" if folder else file


def test_a_new_module_changes_the_map() -> None:
    attic = Module("reader.attic", '"""Where old `a_b`\nare kept in <x>.\n\nMore."""')
    assert "- `attic.py`: Where old `a_b` are kept in \\<x>.\n" in house_plan((*modules(), attic))


def test_a_module_without_a_word_is_caught() -> None:
    with pytest.raises(AssertionError, match=r"reader\.attic says nothing"):
        house_plan((*modules(), Module("reader.attic", "x = 1")))


@pytest.mark.parametrize("page", [README, HOUSE_PLAN], ids=lambda p: p.parent.name)
def test_the_readme_is_finished(page: Path) -> None:
    unfinished = re.findall(r"TODO|FIXME|TBD|HOUSEPLAN", page.read_text(encoding="utf-8"))
    assert unfinished == []


@pytest.mark.parametrize("page", [README, HOUSE_PLAN], ids=lambda p: p.parent.name)
def test_every_picture_and_file_it_links_is_there(page: Path) -> None:
    prose = PLAN.sub("", page.read_text(encoding="utf-8"))
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", prose)
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []
