"""What the machine has that shapes the bytes of an output, told without loading it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Where fontconfig looks on Linux (fonts.conf, as Debian has it), and XDG for the user's own.
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_SETTINGS = "/etc/fonts"

# The libraries that choose, shape and draw letters; what a link leads to names the version.
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset")
_PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib")


@cache
def fonts() -> tuple[str, ...]:
    """A line for each file of the machine's fonts, and for each library that draws with them."""
    return tuple(sorted({*_files(), *_libraries()}))


def _files() -> Iterator[str]:
    """Names and sizes: a font that changed keeps its name, and its size by chance only."""
    for root in (*_FONTS, _SETTINGS):
        for home, _, names in os.walk(os.path.expanduser(root)):
            for name in names:
                try:
                    yield f"{name} {os.stat(os.path.join(home, name)).st_size}"
                except OSError:
                    continue  # a link that leads nowhere


def _libraries() -> Iterator[str]:
    for place in _PLACES:
        for pattern in ("", "*/"):
            for name in (*_LIBRARIES, "libfontconfig"):
                for path in Path(place).glob(f"{pattern}{name}.so.?"):
                    yield path.resolve().name
