"""The README's map of the house is the house: every module, in its own first line's words."""

from __future__ import annotations

import ast
import re

import pytest

from tests.walls import MAY_IMPORT, ROOT, Module, modules

README = ROOT / "README.md"
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


def test_every_module_is_on_the_map(updating: bool) -> None:
    text = README.read_text(encoding="utf-8")
    plan = house_plan(modules())
    if updating:
        text = PLAN.sub(lambda _: plan, text)
        README.write_text(text, encoding="utf-8")
    found = PLAN.search(text)
    assert found, "the README has no house plan"
    assert found[0].splitlines() == plan.splitlines(), "run `make golden`, then read the diff"
    assert all(f"`{_file(module)}`" in plan for module in modules())


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


def test_the_readme_is_finished() -> None:
    unfinished = re.findall(r"TODO|FIXME|TBD|HOUSEPLAN", README.read_text(encoding="utf-8"))
    assert unfinished == []


def test_every_picture_and_file_it_links_is_there() -> None:
    prose = PLAN.sub("", README.read_text(encoding="utf-8"))
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", prose)
    assert [link for link in links if not (ROOT / link).exists()] == []
