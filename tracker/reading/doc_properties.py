"""Formatting of a Word 97–2003 document, so far as it changes the text: what was deleted, what is numbered.

Character and paragraph properties stand in pages of 512 bytes ([MS-DOC] 2.9.33, 2.9.175); each ends with the number of
its runs and begins with the places of them in the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

_CHARACTER_PAGES = 0x00FA
_PARAGRAPH_PAGES = 0x0102
"""Where the lists of pages are told in the file information block."""

_PAGE = 512
_PAGES_AT_MOST = 20_000

_DELETED = 0x0800
_HIDDEN = 0x083C
_LIST = 0x460B
_LEVEL = 0x260A
_ROW_END = 0x2417
"""Property modifiers ([MS-DOC] 2.6): deleted by a tracked change, hidden, list and level, end of a row."""

_STYLES = 0x00A2
_PARAGRAPH_STYLE = 1
_STYLES_DEEP = 32

_OPERAND_BYTES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
"""By the highest three bits of a modifier; 6 is of variable length."""


class Stretch(Protocol):
    """A piece of the text; see ``doc.Piece``."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def length(self) -> int: ...  # noqa: D102
    @property
    def offset(self) -> int: ...  # noqa: D102
    @property
    def width(self) -> int: ...  # noqa: D102


def deleted_ranges(word: bytes, table: bytes, pieces: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Half-open ranges of the text that a tracked change deleted or that are hidden."""
    found: list[tuple[int, int]] = []
    for page in _pages(word, table, _CHARACTER_PAGES):
        count = page[511]
        for number in range(count):
            at = 2 * page[4 * (count + 1) + number]
            if not at or at >= 511:
                continue
            modifiers = dict(_modifiers(page[at + 1 : at + 1 + page[at]]))
            if modifiers.get(_DELETED, b"\0")[0] == 1 or modifiers.get(_HIDDEN, b"\0")[0] == 1:
                found += _in_text(struct.unpack_from("<II", page, 4 * number), pieces)
    return found


@dataclass(frozen=True, slots=True)
class ParagraphFacts:
    """What the formatting of paragraphs says of the text."""

    numbered: dict[int, tuple[int, int]]
    """List and level of the paragraphs that Word draws a number before, by where they start."""
    row_ends: frozenset[int]
    """Where the marks stand that end the rows of tables."""


def paragraph_facts(word: bytes, table: bytes, pieces: Sequence[Stretch]) -> ParagraphFacts:
    """What is numbered and where rows end."""
    numbered: dict[int, tuple[int, int]] = {}
    row_ends: list[int] = []
    styles = styles_in_lists(word, table)
    for page in _pages(word, table, _PARAGRAPH_PAGES):
        count = page[511]
        for number in range(count):
            at = 2 * page[4 * (count + 1) + 13 * number]
            if not at or at >= 510:
                continue
            words, start = page[at], at + 1
            size = 2 * words - 1
            if not words:
                words, start = page[at + 1], at + 2
                size = 2 * words
            style = int.from_bytes(page[start : start + 2], "little")
            modifiers = dict(_modifiers(page[start + 2 : start + size]))
            places = _in_text(struct.unpack_from("<II", page, 4 * number), pieces)
            list_number, level = styles.get(style, (0, 0))
            if _LIST in modifiers:
                list_number = int.from_bytes(modifiers[_LIST], "little")
            if _LEVEL in modifiers:
                level = modifiers[_LEVEL][0]
            if list_number:
                numbered |= {begin: (list_number, level) for begin, _ in places}
            if modifiers.get(_ROW_END, b"\0")[0]:
                row_ends += [end - 1 for _, end in places]
    return ParagraphFacts(numbered, frozenset(row_ends))


def styles_in_lists(word: bytes, table: bytes) -> dict[int, tuple[int, int]]:
    """List and level of the paragraph styles ([MS-DOC] 2.9.271) whose paragraphs are in a list, by number."""
    start, length = struct.unpack_from("<II", word, _STYLES)
    sheet = table[start : start + length]
    if len(sheet) < 6:
        return {}
    head, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + head
    said: dict[int, tuple[int, int]] = {}
    parent: dict[int, int] = {}
    for number in range(count):
        size = int.from_bytes(sheet[at : at + 2], "little")
        style, at = sheet[at + 2 : at + 2 + size], at + 2 + size + size % 2
        if len(style) < base + 2 or style[2] & 0xF != _PARAGRAPH_STYLE:
            continue
        parent[number] = int.from_bytes(style[2:4], "little") >> 4
        # Behind the fixed part stands the name with its length and a closing zero, then the paragraph properties.
        place = base + 2 + 2 * int.from_bytes(style[base : base + 2], "little") + 2
        size = int.from_bytes(style[place : place + 2], "little")
        modifiers = dict(_modifiers(style[place + 4 : place + 2 + size]))
        if _LIST in modifiers:
            said[number] = int.from_bytes(modifiers[_LIST], "little"), modifiers.get(_LEVEL, b"\0")[0]
    found = {number: _inherited(number, said, parent) for number in parent}
    return {number: (list_number, level) for number, (list_number, level) in found.items() if list_number}


def _inherited(number: int, said: dict[int, tuple[int, int]], parent: dict[int, int]) -> tuple[int, int]:
    for _ in range(_STYLES_DEEP):
        if number in said:
            return said[number]
        if number not in parent:
            break
        number = parent[number]
    return 0, 0


def _pages(word: bytes, table: bytes, place: int) -> Iterator[bytes]:
    start, length = struct.unpack_from("<II", word, place)
    plc = table[start : start + length]
    count = (len(plc) - 4) // 8
    for number in range(min(max(count, 0), _PAGES_AT_MOST)):
        at = _PAGE * (int.from_bytes(plc[4 * (count + 1) + 4 * number :][:4], "little") & 0x3F_FFFF)
        page = word[at : at + _PAGE]
        if len(page) == _PAGE and 4 * (page[511] + 1) < 511:
            yield page


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(data):
        code = int.from_bytes(data[at : at + 2], "little")
        size = _OPERAND_BYTES.get(code >> 13)
        at += 2
        if size is None:
            size = data[at]
            at += 1
        yield code, data[at : at + size] or b"\0"
        at += size


def _in_text(places: tuple[int, ...], pieces: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Ranges of the text that stand between two places of the file."""
    first, last = places
    found = []
    for piece in pieces:
        begin = max(0, (first - piece.offset) // piece.width)
        end = min(piece.length, -(-(last - piece.offset) // piece.width))
        if begin < end:
            found.append((piece.start + begin, piece.start + end))
    return found
