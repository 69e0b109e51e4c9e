"""Every finding the reader can make is shown by some test or fixture."""

from __future__ import annotations

import ast
import re
from pathlib import Path

READER = Path(__file__).parent.parent / "pipeline/everyform/reader"
TESTS = Path(__file__).parent
CALLS = {"note", "warn", "refuse", "failure", "report", "_error", "Diagnostic", "_wrong_encoding"}
CODE = re.compile(r"[a-z]+(-[a-z]+)+|empty|encoding")

# The parser has no rule that yields such a block; the case is there for the day it has.
UNREACHABLE = {"block-unknown"}


def codes() -> set[str]:
    """The literal codes in the reader's calls that make findings."""
    found: set[str] = set()
    for path in READER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in CALLS:
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        found |= {argument.value} if CODE.fullmatch(argument.value) else set()
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def test_every_code_has_a_test() -> None:
    texts = [
        path.read_text("utf-8")
        for path in (*TESTS.glob("test_reader*.py"), *TESTS.glob("fixtures/reader/*.md"))
        if path.name != Path(__file__).name
    ]
    found = codes()
    assert len(found) > 40
    unseen = {code for code in found if not any(code in text for text in texts)}
    assert unseen == UNREACHABLE
