"""A server for the download page: this machine only, and nothing beside the files of a folder."""

from __future__ import annotations

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from everyform.writers import FORMATS

_TYPES = {kind.suffix: kind.media_type for format in FORMATS for kind in format.kinds}


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder that is ready to run; port 0 takes any that is free.

    Raises:
        OSError: the port cannot be had.
    """
    handler = partial(_Handler, directory=str(folder.resolve()))
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def translate_path(self, path: str) -> str:
        """Nothing hidden, and nothing that a link leads to outside of the folder."""
        place = os.path.realpath(super().translate_path(path))
        home = os.path.realpath(self.directory)
        parts = os.path.relpath(place, home).split(os.sep)
        if parts != ["."] and any(part.startswith(".") for part in parts):  # ".." too
            return os.path.join(home, "no such file")
        return place

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A folder without a page of its own shows nothing."""
        self.send_error(404)

    def log_message(self, format: str, *words: object) -> None:
        """Requests are nobody's business."""
