"""How large a PDF may be when it is unpacked: looked at before any library unpacks it."""

from __future__ import annotations

import re
import zlib

MOST_BYTES = 64_000_000
"""The file; the largest of ours, with its Chinese faces, has 1 MB."""

MOST_STREAM = 30_000_000
"""A stream unpacked; the largest of ours, a face, has 3 MB."""

MOST_UNPACKED = 200_000_000
"""All streams unpacked; those of the longest summary have 20 MB."""

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 4_000  # bytes before a stream in which its dictionary stands
_FILTER = re.compile(rb"/Filter\s*(/\w+|.)")
_ESCAPED = re.compile(rb"/[^\s/<>\[\]()]*#")  # a name with letters by their numbers


def bounded(data: bytes) -> None:
    """Look at the packed streams of a PDF without keeping what they hold.

    Raises:
        ValueError: it is larger than any of ours, or packed in a way that ours are not.
    """
    if len(data) > MOST_BYTES:
        raise ValueError(f"the file has more than {MOST_BYTES // 1_000_000} MB")
    total = 0
    for match in _STREAM.finditer(data):
        if data[: match.start()].endswith(b"end"):
            continue
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b" obj") :]
        filters = _FILTER.findall(head)
        if _ESCAPED.search(head) or len(filters) > 1 or filters not in ([], [b"/FlateDecode"]):
            raise ValueError("a stream is packed in a way that ours are not")
        if filters:
            total += _unpacked(data, match.end())
        if total > MOST_UNPACKED:
            raise ValueError(f"holds more than {MOST_UNPACKED // 1_000_000} MB")


def _unpacked(data: bytes, start: int) -> int:
    """How many bytes the stream at `start` unpacks to; 0 where it is none.

    Raises:
        ValueError: more than any of ours.
    """
    packer, size, at = zlib.decompressobj(), 0, start
    while not packer.eof and at < len(data):
        piece = packer.unconsumed_tail or data[at : at + 65_536]
        if not packer.unconsumed_tail:
            at += 65_536
        try:
            size += len(packer.decompress(piece, 1_000_000))
        except zlib.error:
            return size
        if size > MOST_STREAM:
            raise ValueError(f"a stream holds more than {MOST_STREAM // 1_000_000} MB")
    return size
