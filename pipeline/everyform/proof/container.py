"""A ZIP container (OCF 3.3, ISO/IEC 29500-2): the files that it should have, nothing beside."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

MOST_FILES = 10_000
"""Files in a container; a book of the longest summary has 40."""

MOST_BYTES = 64_000_000
"""All files of a container unpacked; those of the longest summary have 1.5 MB."""

_TYPE = "mimetype"
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL_BYTES = 30  # of the header before each file, without its name (APPNOTE 4.3.7)
_CENTRAL_BYTES = 46  # of its entry in the directory (4.3.12)
_END_BYTES = 22  # of the end of the directory (4.3.16)


def opened(data: bytes) -> dict[str, bytes]:
    """The files of a container by name, in their order.

    Raises:
        ValueError: it is damaged, or larger unpacked than any book of ours.
        zipfile.BadZipFile: it is no ZIP file.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_FILES:
            raise ValueError(f"holds {len(entries)} files")
        if sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise ValueError(f"holds more than {MOST_BYTES // 1_000_000} MB")
        held: dict[str, bytes] = {}
        for entry in entries:
            if entry.flag_bits & 1 or entry.compress_type not in _PLAIN:
                raise ValueError(f"{entry.filename} is packed in a way that readers do not know")
            with archive.open(entry) as file:
                # No more than was declared: what is declared was counted above.
                held[entry.filename] = file.read(entry.file_size + 1)
            if len(held[entry.filename]) != entry.file_size:
                raise ValueError(f"{entry.filename} is damaged")
        return held


def foreign(data: bytes, listed: frozenset[str], first: str = _TYPE) -> Iterator[str]:
    """What in a container is not ours, in words. `listed` are the files that it should hold.

    `first` is the one that tells what it is; where that is a book's, it is not packed.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries, comment = archive.infolist(), archive.comment
    names = [entry.filename for entry in entries]
    for name in sorted(set(names) - listed):
        yield f"the file {name!r}"
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"the file {name!r} twice"
    stored = first != _TYPE or (entries[:1] and entries[0].compress_type == zipfile.ZIP_STORED)
    if names[:1] != [first] or not stored:
        yield "a container that does not begin with its media type"
    if comment or any(entry.comment or entry.extra for entry in entries):
        yield "a remark in the container"
    if any(entry.external_attr >> 16 not in (0, 0o644, 0o100644) for entry in entries):
        yield "a file in the container that is no ordinary one"
    if _gaps(data, entries):
        yield "bytes in the container that belong to no file"


def _gaps(data: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Is the container anything but its files, end to end, and their directory?"""
    place = 0
    for entry in entries:
        if entry.header_offset != place:
            return True
        name, extra = struct.unpack("<HH", data[place + 26 : place + _LOCAL_BYTES])
        typed = data[place + _LOCAL_BYTES : place + _LOCAL_BYTES + name]
        sums = struct.unpack("<LLL", data[place + 14 : place + 26])
        if extra or typed != entry.orig_filename.encode():
            return True
        if sums != (entry.CRC, entry.compress_size, entry.file_size):
            return True
        place += _LOCAL_BYTES + name + entry.compress_size
    place += sum(_CENTRAL_BYTES + len(entry.orig_filename.encode()) for entry in entries)
    return place + _END_BYTES != len(data)
