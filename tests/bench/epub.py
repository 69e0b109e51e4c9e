"""How long the seed takes as an EPUB, first and warm, and the most memory held on the way."""

from __future__ import annotations

import resource
import time

from everyform.writers.epub.book import write
from tests.bench.seed import publication

_WARM = 20


def main() -> None:
    """Print seconds (of the first book, and the mean of later ones), bytes and peak MB."""
    made = publication()
    began = time.perf_counter()
    (file,) = write(made)
    first = time.perf_counter() - began
    began = time.perf_counter()
    for _ in range(_WARM):
        list(write(made))
    warm = (time.perf_counter() - began) / _WARM
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"first {first:.3f} s, then {warm:.3f} s, {len(file.data)} bytes, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
