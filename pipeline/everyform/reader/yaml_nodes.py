"""YAML text -> its nodes, by a loader that builds plain values only and goes no deeper than asked.

The library follows what is nested by calling itself, and a text of nothing but brackets would
end the process: so depth is counted first, on events, which nest nothing.
"""

from __future__ import annotations

from typing import Any

import yaml

SAFE_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader that builds plain values only; the one in C where it exists."""

MAX_DEPTH = 20
"""No header and no fixes file has more than three levels."""


def compose(text: str) -> yaml.Node | None:
    """The root node of a YAML text; None for an empty one.

    Raises:
        yaml.YAMLError: the text is no YAML, or nested deeper than `MAX_DEPTH`.
    """
    depth = 0
    for event in yaml.parse(text, Loader=SAFE_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            said = f"more than {MAX_DEPTH} levels, one inside another"
            place: Any = event.start_mark  # the loader in C has a class of its own for it
            raise yaml.MarkedYAMLError(problem=said, problem_mark=place)
    return yaml.compose(text, Loader=SAFE_LOADER)
