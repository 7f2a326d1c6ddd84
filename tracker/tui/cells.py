"""The one owner of cell widths: what a terminal may be sent, how wide it is, where a line of Chinese may break.

Imported text is data. ``drawn`` takes away every character that a terminal would obey instead of show; nothing in this
package writes imported text to the screen without it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from rich.cells import get_character_cell_size, set_cell_size

_INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180B, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
)
"""Joiners, variation selectors, marks of direction, tags: left out, as terminals disagree about their width."""


def _terminal_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys(range(0x80, 0xA0), "\u2426")
    table |= {0x7F: "\u2421", 0x2028: "\u2424", 0x2029: "\u2424", 0x09: " "}
    for first, last in _INVISIBLE:
        table |= dict.fromkeys(range(first, last + 1))
    return table


_TERMINAL = _terminal_table()


class _Widths(dict[str, int]):
    """Cells a character takes once drawn, remembered."""

    def __missing__(self, character: str) -> int:
        shown = character.translate(_TERMINAL)
        width = get_character_cell_size(shown) if shown else 0
        self[character] = width
        return width


_width = _Widths()


def drawn(text: str) -> str:
    """``text`` as it may be sent to a terminal: control characters as visible signs, invisible ones left out."""
    return text.translate(_TERMINAL)


def one_line(text: str, limit: int = 400) -> str:
    """``text`` drawn as one line, its line breaks as spaces; what lies past ``limit`` characters is not looked at."""
    return drawn(" ".join(text[:limit].split("\n")))


def width_of(text: str) -> int:
    """Cells that ``text`` takes once drawn."""
    return sum(_width[character] for character in text)


def padded(text: str, width: int) -> str:
    """``text`` (already drawn) cut or filled with spaces to exactly ``width`` cells; two dots say that it was cut."""
    if width_of(text) <= width:
        return set_cell_size(text, width)
    if width < 4:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 2).rstrip() + "..", width)


class Line(NamedTuple):
    """One line on the screen: ``text[start:end]`` after ``indent`` blank cells."""

    start: int
    end: int
    indent: int = 0


_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕］｝”’…—～·％‰℃,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈「『【〔［｛“‘￥＄([{$#")
_LOOK_BACK = 24
"""How many characters a break may move back to keep a word or a pair of marks together."""


def _in_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "-_.+/@")


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return not (_in_word(before) and _in_word(after))


def wrap(text: str, width: int, *, hanging: bool = False) -> list[Line]:
    """Break ``text`` into lines of at most ``width`` cells by the rules of Chinese typesetting.

    No line opens with a closing mark or ends with an opening one, Latin words and numbers stay whole where they fit.
    The lines refer to ``text`` by code points, so that a span of ``text`` is found again on the screen.

    Args:
        text: what is shown; a line feed ends a paragraph.
        width: cells a line may take; at least 4 is used.
        hanging: continue a paragraph under its first character, or under what follows a tab in it. For texts of our
            own; reports indent only the first line of a paragraph.
    """
    width = max(width, 4)
    lines: list[Line] = []
    start = 0
    while True:
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        _wrap_paragraph(text, start, end, width, lines, hanging=hanging)
        if end == len(text):
            return lines
        start = end + 1


def _wrap_paragraph(text: str, start: int, end: int, width: int, lines: list[Line], *, hanging: bool) -> None:
    indent = 0
    if hanging:
        while start + indent < end and text[start + indent] == " ":
            indent += 1
    start += indent
    indent = min(indent, width // 2)
    room = width - indent
    if (end - start) * 2 <= room:
        lines.append(Line(start, end, indent))
        return
    tab = text.find("\t", start, end) if hanging else -1
    hang = min(indent + width_of(text[start : tab + 1]), width // 2) if tab >= 0 else indent
    first = start
    reach = array("Q", accumulate(map(_width.__getitem__, text[start:end])))
    while start < end:
        used = reach[start - first - 1] if start > first else 0
        cut = at = first + bisect_right(reach, used + room, start - first)
        if at < end:
            lowest = max(start + 1, at - _LOOK_BACK)
            while cut > lowest and not _may_break(text, cut):
                cut -= 1
            if not _may_break(text, cut):
                cut = at
        lines.append(Line(start, cut, indent))
        while cut < end and text[cut] == " ":
            cut += 1
        start, indent, room = cut, hang, width - hang


def line_of(lines: list[Line], offset: int) -> int:
    """The number of the line that shows the code point at ``offset``; the last one for an offset past the end."""
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if lines[middle].start <= offset:
            low = middle
        else:
            high = middle - 1
    return low
