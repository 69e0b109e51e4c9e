"""A build that is ended leaves whole files, and the next one goes on; see `tests.kills`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kills import WAYS, Stage, tree

SMALL = Path(__file__).parent / "fixtures/small.en.md"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, dict[str, bytes]]]:
    made = Stage([SMALL], ["web", "handout"], tmp_path_factory.mktemp("kills"))
    yield made, made.whole()[0]


@pytest.mark.parametrize(("way", "after_s"), list(zip(WAYS, (1.0, 1.6, 2.2, 2.8), strict=True)))
def test_a_build_that_is_ended_is_resumed_to_the_same_files(
    stage: tuple[Stage, dict[str, bytes]], way: str, after_s: float
) -> None:
    builds, whole = stage
    ended = builds.kill(way, after_s, whole)
    assert ended.right, ended


def test_two_builds_into_one_folder_make_what_one_makes(
    stage: tuple[Stage, dict[str, bytes]],
) -> None:
    builds, whole = stage
    assert builds.pair()
    assert tree(builds._home / "shared") == whole
