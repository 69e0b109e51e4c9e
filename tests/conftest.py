"""What all tests share: golden files, and the word for accepting new ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parent / "golden"

Compare = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the code makes now into the golden files; then read the diff",
    )


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Are golden files to be written and not compared?"""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(updating: bool) -> Compare:
    """Compare a text with a file of `golden/`, by its name."""
    return lambda name, text: compare(GOLDEN / name, text, updating=updating)


def compare(path: Path, text: str, *, updating: bool) -> None:
    """Fail where `text` is not what `path` holds; or have it hold `text` from now on."""
    if updating:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no golden file {path.name}; make it with --update-golden"
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()
