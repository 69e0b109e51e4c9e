"""How long the seed takes to read, first and warm, and how that grows with the text."""

from __future__ import annotations

import resource
import time

from pipeline.reader import Source, from_json, read, to_json
from tests.bench.seed import SEED

_WARM = 5
_TIMES = 10


def main() -> None:
    """Print processor seconds (first, best of later, JSON both ways), the growth, and peak MB."""
    text = SEED.read_text("utf-8")
    first = _seconds(text)
    warm = min(_seconds(text) for _ in range(_WARM))
    document = read(Source(str(SEED), text)).value
    began = time.process_time()
    from_json(to_json(document))
    json_s = time.process_time() - began
    growth = min(_seconds(_longer(text)) for _ in range(2)) / warm
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(
        f"first {first:.3f} s, then {warm:.3f} s, to JSON and back {json_s:.3f} s, "
        f"{_TIMES} times the text: {growth:.1f} times the seconds, peak {peak:.0f} MB"
    )


def _seconds(text: str) -> float:
    # Of the processor, so that a busy machine does not bend the growth.
    began = time.process_time()
    read(Source(str(SEED), text))
    return time.process_time() - began


def _longer(text: str) -> str:
    """The seed at ten times its length: its first chapter said again and again."""
    head, chapter, *rest = text.split("\n## ")
    again = 1 + round((_TIMES - 1) * len(text) / len(chapter))
    return "\n## ".join([head, *[chapter] * again, *rest])


if __name__ == "__main__":
    main()
