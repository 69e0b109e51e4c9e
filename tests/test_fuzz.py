"""What the fuzzer found stays mended, and each of its targets reads what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.__main__ import FOUND, fuzzed, wrong
from tests.fuzz.targets import TARGETS, Target

KEPT = [(target, path) for target in TARGETS for path in sorted((FOUND / target.name).glob("*"))]


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: t.name)
def test_right_bytes_are_read(target: Target) -> None:
    for example in target.examples():
        target.feed(example)


@pytest.mark.parametrize(("target", "path"), KEPT, ids=[f"{t.name}-{p.name}" for t, p in KEPT])
def test_what_was_found_is_mended(target: Target, path: Path) -> None:
    assert wrong(target, path.read_bytes()) == ""


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: t.name)
def test_bad_bytes_are_refused_in_one_line(target: Target) -> None:
    assert fuzzed(target, 60.0, 7, most=25) == []


def test_a_reader_that_breaks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.__main__.FOUND", tmp_path)

    def feed(data: bytes) -> None:
        if b"?" in data:
            raise KeyError("what")

    broken = Target("broken", feed, lambda: (b"right",), words=(b"?",))
    assert fuzzed(broken, 5.0, 1, most=400) == ["KeyError"]
    (kept,) = (tmp_path / "broken").iterdir()
    assert b"?" in kept.read_bytes()
