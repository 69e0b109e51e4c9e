"""The seeds that a command of the desk works on, read one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from everyform.diagnostics import PipelineError

if TYPE_CHECKING:
    from everyform.production import Seed


def each_seed(paths: list[Path] | None) -> Iterator[Seed]:
    """The seeds of files and folders, by default of `seeds/`.

    Raises:
        PipelineError: there is none, two have one name, or one cannot be read.
    """
    from everyform.production import distinct_paths, find_seeds, read_seed

    single, twice = distinct_paths(find_seeds(paths or [Path("seeds")]))
    if twice:
        raise PipelineError(*twice)
    for path in single:
        yield read_seed(path).value
