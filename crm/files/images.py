"""Whether a picture is whole and nothing but a picture: its parts follow each other from the first byte to the last.

What is hidden behind a picture's end (a page, an archive) would make one file two; it is refused.
Sources: PNG third edition (W3C 2025) chapter 5, ITU T.81 annex B, RFC 9649.
"""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

_MOST_PIXELS = 200_000_000
_MOST_FURTHER = 4
_NOT_ZERO = re.compile(rb"[^\x00]")
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers of a JPEG without a length
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def is_whole_image(path: Path, kind: str) -> bool:
    """Whether the file is one sound picture of that kind ("png", "jpg" or "webp") of a sensible size."""
    data = path.read_bytes()
    try:
        return {"png": _png, "jpg": _jpeg, "webp": _webp}[kind](data)
    except (struct.error, IndexError):
        return False


def _png(data: bytes) -> bool:
    place, seen = 8, []
    while place < len(data):
        length, name = struct.unpack_from(">I4s", data, place)
        body = data[place + 4 : place + 8 + length]
        (given,) = struct.unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(body) != given:
            return False
        seen.append(name)
        place += 12 + length
        if name == b"IEND":
            break
    width, height = struct.unpack_from(">II", data, 16)
    whole = seen[0] == b"IHDR" and b"IDAT" in seen and seen[-1] == b"IEND"
    return whole and place == len(data) and _sensible(width, height)


def _sensible(width: int, height: int) -> bool:
    return 0 < width * height <= _MOST_PIXELS


def _jpeg(data: bytes) -> bool:
    """Cameras leave zeros, and further pictures for depth or preview, after the first: nothing else may follow."""
    place = 0
    for _picture in range(1 + _MOST_FURTHER):
        found = _picture_end(data, place + 2)
        if found is None:
            return False
        found = _after_zeros(data, found)
        if found == len(data):
            return True
        if not data.startswith(b"\xff\xd8\xff", found):
            return False
        place = found
    return False


def _picture_end(data: bytes, place: int) -> int | None:
    """Where the picture whose first marker stands there ends; None when it is none of a sensible size."""
    size = (0, 0)
    while True:
        while data[place] == 0xFF and data[place + 1] == 0xFF:
            place += 1
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        place += 2
        if marker == 0xD9:
            return place if _sensible(*size) else None
        if marker in _ALONE:
            continue
        (length,) = struct.unpack_from(">H", data, place)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 3)
            size = (width, height or 1)
        place += length
        if marker == 0xDA:
            place = _after_scan(data, place)


def _after_zeros(data: bytes, place: int) -> int:
    found = _NOT_ZERO.search(data, place)
    return found.start() if found else len(data)


def _after_scan(data: bytes, place: int) -> int:
    """Where the next marker stands; within the picture's data a 0xFF is followed by 0 or by a restart."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0:
            raise IndexError
        if data[place + 1] == 0 or 0xD0 <= data[place + 1] <= 0xD7:
            place += 2
        else:
            return place


def _webp(data: bytes) -> bool:
    (size,) = struct.unpack_from("<I", data, 4)
    return data[12:16] in {b"VP8 ", b"VP8L", b"VP8X"} and len(data) in {size + 8, size + 9}
