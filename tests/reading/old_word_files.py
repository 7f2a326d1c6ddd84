"""Word 97 documents and the compound files they stand in, written byte by byte: no program here makes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALL = 4096
"""Shorter streams would stand in a stream of their own; they are filled up instead."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) of these streams."""
    bodies = {
        name: data.ljust(max(_SMALL, -(-len(data) // _SECTOR) * _SECTOR), b"\0") for name, data in streams.items()
    }
    starts, sectors = {}, 0
    chain: list[int] = []
    for name, data in bodies.items():
        count = len(data) // _SECTOR
        starts[name] = sectors
        chain += [*range(sectors + 1, sectors + count), _END]
        sectors += count
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    names = list(bodies)
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, starts[name], len(bodies[name]), right=right))
    directory = b"".join(entries).ljust(-(-128 * len(entries) // _SECTOR) * _SECTOR, b"\0")
    directory_at = sectors
    chain += [*range(sectors + 1, sectors + len(directory) // _SECTOR), _END]
    sectors += len(directory) // _SECTOR
    tables = 1
    while (sectors + tables) * 4 > tables * _SECTOR:
        tables += 1
    chain += [_FAT] * tables
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    places = [sectors + number for number in range(tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory_at, 0, _SMALL, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    return header + b"".join(bodies.values()) + directory + fat


def _entry(name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", written, len(written) + 2, kind, 1, _FREE, right, child, start if kind == 2 else _END, size
    )


def doc(text: str, *, behind: str = "", western: str = "", flags: int = 0x0200, version: int = 0x00C1) -> bytes:
    """A Word 97 document.

    Args:
        text: the main text; CR ends a paragraph.
        behind: what stands behind the main text, as headers and footnotes do.
        western: text that comes first, in a piece of one byte a character.
        flags: of the file information block.
        version: of the format.
    """
    first, rest = western.encode("cp1252"), (text + behind).encode("utf-16-le")
    place = 0x600
    units = len(rest) // 2
    main = len(western) + len(text.encode("utf-16-le")) // 2
    ends = [0, len(western), len(western) + units] if western else [0, units]
    places = [place * 2 | 0x40000000, place + len(first)] if western else [place]
    plc = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<HIH", 0, at, 0) for at in places)
    table = b"\x02" + struct.pack("<I", len(plc)) + plc
    head = bytearray(place)
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 0x0A, flags)
    struct.pack_into("<I", head, 0x4C, main)
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    return compound({"WordDocument": bytes(head) + first + rest, "1Table": table})
