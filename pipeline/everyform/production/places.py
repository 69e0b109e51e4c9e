"""Paths that a manifest may name: what it names may be removed one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SHELF = re.compile(r"index(\.[A-Za-z0-9-]{2,35})?\.html")  # the download page in a language
_ABOUT = re.compile(r"report\.html|[A-Za-z0-9-]{2,35}/scores\.json")  # below a document's folder
_NAME_BYTES = 255  # of a file, on the file systems that we know
_UNNAMED = re.compile(r"[\x00-\x1f\x7f-\x9f\\/]|[\ud800-\udfff]|\A\.{1,2}\Z|\A\Z")


def misplaced(data: dict[str, Any]) -> Iterator[str]:
    """Paths in the data of a manifest that no file of ours has."""
    for row in data["sources"]:
        if row["canonical"]["path"] != f"{row['document']}/canonical.{row['language']}.json":
            yield row["canonical"]["path"]
    for row in data["outputs"]:
        start = f"{row['document']}/{row['edition']}/{row['document']}.{row['edition']}."
        for file in row["files"]:
            if not file["path"].startswith(start) or file["path"].count("/") > 3:
                yield file["path"]
    for row in data["reports"]:
        about = row["path"].partition("/")[2]
        if not _ABOUT.fullmatch(about) and not _SHELF.fullmatch(row["path"]):
            yield row["path"]
    rows = [row["canonical"] for row in data["sources"]] + data["reports"]
    rows += [file for row in data["outputs"] for file in row["files"]]
    for row in rows:
        for name in row["path"].split("/"):
            if _UNNAMED.search(name) or len(name.encode("utf-8", "replace")) > _NAME_BYTES:
                yield row["path"]
