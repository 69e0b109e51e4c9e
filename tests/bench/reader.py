"""What reading costs beside its peer, bare Markdown parsing, and how it grows with the text."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

from markdown_it import MarkdownIt

from everyform.canonical import from_json, to_json
from everyform.reader import Source, read
from tests.bench.seed import SEED

MOST = 3.5
"""Times the processor seconds of bare markdown-it-py that reading may take."""

_ROUNDS = 9
_TIMES = 10


def main() -> None:
    """Print processor seconds beside the peer's, JSON both ways, growth in time and memory."""
    text = SEED.read_text("utf-8")
    longer = _longer(text)
    first = _seconds(lambda: _read(text))
    # In turns, so that a machine which slows down slows both.
    peers, mine = [], []
    for _ in range(_ROUNDS):
        peers.append(_seconds(lambda: _bare(text)))
        mine.append(_seconds(lambda: _read(text)))
    peer, warm = min(peers), min(mine)
    document = read(Source(str(SEED), text)).value
    json_s = _seconds(lambda: from_json(to_json(document)))
    growth = min(_seconds(lambda: _read(longer)) for _ in range(2)) / warm
    small, large = _peak(text), _peak(longer)
    page = _page(text)
    html = min(_seconds(lambda: _read_page(page)) for _ in range(_ROUNDS))
    print(
        f"first {first:.3f} s, then {warm:.3f} s: {warm / peer:.2f} times bare Markdown parsing "
        f"({peer:.3f} s; at most {MOST}), to JSON and back {json_s:.3f} s; "
        f"{_TIMES} times the text: {growth:.1f} times the seconds, "
        f"{large / small:.1f} times the {small / 1e6:.1f} MB\n"
        f"the same words as a page: {html:.3f} s"
    )


def _read(text: str) -> None:
    read(Source(str(SEED), text))


def _read_page(page: str) -> None:
    read(Source(f"{SEED}.html", page))


def _page(text: str) -> str:
    """The seed as HTML, its front matter at the head."""
    _, front, body = text.split("---\n", 2)
    return f"---\n{front}---\n{MarkdownIt('commonmark').enable('table').render(body)}"


def _bare(text: str) -> None:
    MarkdownIt("commonmark").enable("table").parse(text)


def _seconds(work: Callable[[], object]) -> float:
    # Of the processor, so that a busy machine does not bend the growth.
    began = time.process_time()
    work()
    return time.process_time() - began


def _peak(text: str) -> int:
    """The most bytes of memory that reading holds at a time."""
    tracemalloc.start()
    _read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _longer(text: str) -> str:
    """The seed at ten times its length: its first chapter said again and again."""
    head, chapter, *rest = text.split("\n## ")
    again = 1 + round((_TIMES - 1) * len(text) / len(chapter))
    return "\n## ".join([head, *[chapter] * again, *rest])


if __name__ == "__main__":
    main()
