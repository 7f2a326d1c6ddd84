"""The lists of a Word 97–2003 document, put as those of .docx are, so that one count serves both ([MS-DOC] 2.9.150).

A paragraph names an override (``ilfo``) and a level; the override names a list, whose levels say how a number looks.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from tracker.reading.docx_numbering import LEVELS, Level, ListStyle

_LISTS, _OVERRIDES = 0x02E2, 0x02EA
"""Where the file information block tells of them."""

_AT_MOST = 4_000
"""Lists of a document; Word itself stops at some two thousand."""

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 15: "decimalHalfWidth", 16: "japaneseLegal",
    17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero",
    23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
    34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting",
    38: "chineseLegalSimplified", 39: "chineseCountingThousand", 255: "none",
}  # fmt: skip
"""Formats of numbers ([MS-OSHARED] 2.2.1.3) as ``w:numFmt`` names them."""

_SIMPLE = 0x01
_LEGAL, _NO_RESTART = 0x04, 0x08
_STARTS_AT, _FORMATTED = 0x10, 0x20


def read_lists(word: bytes, table: bytes) -> dict[str, ListStyle]:
    """The lists by the number that paragraphs name them by.

    Raises:
        struct.error, IndexError: the tables are cut short.
    """
    abstracts = _abstracts(word, table)
    start, length = struct.unpack_from("<II", word, _OVERRIDES)
    if not length:
        return {}
    count = min(struct.unpack_from("<I", table, start)[0], _AT_MOST)
    heads = [struct.unpack_from("<i8xB3x", table, start + 4 + 16 * number) for number in range(count)]
    at = start + 4 + 16 * count
    found: dict[str, ListStyle] = {}
    for number, (list_id, overridden) in enumerate(heads, 1):
        levels = list(abstracts.get(list_id, (Level(),) * LEVELS))
        restarts: dict[int, int] = {}
        at += 4
        for _ in range(min(overridden, LEVELS)):
            begins, flags = struct.unpack_from("<iI", table, at)
            at += 8
            level = flags & 0xF
            formatted: Level | None = None
            if flags & _FORMATTED:
                formatted, at = _level(table, at)
            if level < LEVELS:
                levels[level] = formatted or levels[level]
                if flags & _STARTS_AT:
                    restarts[level] = levels[level].start if formatted else max(begins, 0)
        if list_id in abstracts:
            found[str(number)] = ListStyle(str(list_id), tuple(levels), restarts)
    return found


def _abstracts(word: bytes, table: bytes) -> dict[int, tuple[Level, ...]]:
    start, length = struct.unpack_from("<II", word, _LISTS)
    if not length:
        return {}
    count = min(struct.unpack_from("<H", table, start)[0], _AT_MOST)
    heads = [struct.unpack_from("<i22xB", table, start + 2 + 28 * number) for number in range(count)]
    at = start + length
    found = {}
    for list_id, flags in heads:
        levels, at = _levels(table, at, 1 if flags & _SIMPLE else LEVELS)
        found[list_id] = (*levels, *[Level()] * (LEVELS - len(levels)))
    return found


def _levels(table: bytes, at: int, count: int) -> tuple[list[Level], int]:
    levels = []
    for _ in range(count):
        level, at = _level(table, at)
        levels.append(level)
    return levels, at


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """One level and where the next begins."""
    start, form, flags = struct.unpack_from("<iBB", table, at)
    characters, paragraphs, limit = struct.unpack_from("<BBB", table, at + 24)
    at += 28 + characters + paragraphs
    length = struct.unpack_from("<H", table, at)[0]
    units = struct.unpack_from(f"<{length}H", table, at + 2)
    level = Level(max(start, 0), _FORMATS.get(form, "decimal"), "".join(_drawn(units)), bool(flags & _LEGAL))
    return replace(level, restart=limit if flags & _NO_RESTART else None), at + 2 + 2 * length


def _drawn(units: tuple[int, ...]) -> Iterator[str]:
    """The characters of a number, with the levels in it written as in .docx."""
    for unit in units:
        yield f"%{unit + 1}" if unit < LEVELS else chr(unit)
