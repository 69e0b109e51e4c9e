"""The bytes of an MP3: one ID3v2.4 tag of plain frames, then frames of sound to the end."""

from __future__ import annotations

from collections.abc import Iterator

UNREAD = "a tag that"
"""How a remark begins on a tag that must not be read any further."""

MOST_TAG_BYTES = 16_000_000
"""A tag; that of the longest recording has 0.5 MB."""

_HEADER = 10  # "ID3", version, flags, size; and of each frame: name, size, flags

# The frames that our files have (ID3v2.4.0, "native frames" and "chapter frame addendum").
_FRAMES = frozenset(
    "TALB TIT2 TPE1 TCOM TCON TLAN TDRC TCOP TRCK UFID WOAS COMM CHAP CTOC PRIV".split()  # noqa: SIM905
)

# Bit rates in kbit/s by their index, of MPEG-1 and of MPEG-2 Layer III; sampling rates in Hz.
_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLING = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000)}


def foreign(data: bytes) -> Iterator[str]:
    """What in the bytes of a file no file of ours has, in words."""
    if data[:6] != b"ID3\x04\x00\x00" or any(byte > 0x7F for byte in data[6:_HEADER]):
        yield f"{UNREAD} is not of the kind of ours"
        return
    end = _HEADER + _seven_bits(data[6:_HEADER])
    if end > min(len(data), MOST_TAG_BYTES):
        yield f"{UNREAD} is larger than any of ours"
        return
    yield from _tag(data, end)
    yield from _sound(data, end)


def _tag(data: bytes, end: int) -> Iterator[str]:
    place = _HEADER
    while place < end:
        if not any(data[place:end]):
            yield "a tag with room for more"
            return
        name = data[place : place + 4].decode("latin-1")
        size = _seven_bits(data[place + 4 : place + 8])
        if data[place + 8 : place + _HEADER] != b"\0\0":
            yield f"{UNREAD} is packed"
            return
        if name not in _FRAMES:
            yield f"{UNREAD} has the frame {name!r}" if not name.isalnum() else f"the frame {name}"
            if not name.isalnum():
                return
        place += _HEADER + size
    if place != end:
        yield f"{UNREAD} ends in the middle"


def _sound(data: bytes, place: int) -> Iterator[str]:
    """Frames of sound follow one another to the end of the file (ISO 11172-3, 2.4.1.3)."""
    count = 0
    while place < len(data):
        size = _length(data[place : place + 4])
        if size == 0:
            yield f"{len(data) - place} bytes beside the sound"
            return
        place, count = place + size, count + 1
    if place != len(data) or not count:
        yield "sound that ends in the middle"


def _length(header: bytes) -> int:
    """The bytes of a frame of MPEG Layer III by its header; 0 where there is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version not in _RATES or rate in (0, 15) or sampling == 3:
        return 0
    samples = 1_152 if version == 3 else 576
    bits = _RATES[version][rate] * 1_000
    return samples // 8 * bits // _SAMPLING[version][sampling] + (header[2] >> 1 & 1)


def _seven_bits(size: bytes) -> int:
    """A size as ID3v2 writes it: four bytes of seven bits."""
    total = 0
    for byte in size:
        total = total << 7 | byte & 0x7F
    return total
