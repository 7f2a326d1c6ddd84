"""Problems that a formula sums up, “一个不够、两个不足”, and that are told below, a line for each part of it."""

from __future__ import annotations

from tracker.extraction.quantities import chinese_number
from tracker.extraction.stretches import Stretch, lines, trim
from tracker.lexicon.compiling import compiled

_PART = compiled(r"(?P<count>[一两二三四五六])个[^，。；：—\n]{1,6}(?:[：，]|——?)")
_EACH = compiled(r"(?<=[，。；：—])(?:[一二三四五六]是|其[一二三四五六]是?，?)")


def summed_up(text: str, start: int, end: int) -> list[Stretch]:
    """The matters of a section whose lines, behind those that open it, are the parts of one formula; else none.

    一个不够：…。 is one matter; 两个不足：一是…。二是…。 holds two.
    """
    found: list[Stretch] = []
    parts = 0
    for begin, stop in lines(text, start, end):
        part = _PART.match(text, begin, stop)
        if part is None:
            if parts:
                return []
            continue
        parts += 1
        marks = [mark.span() for mark in _EACH.finditer(text, part.end() - 1, stop)]
        count = chinese_number(part["count"]) or 1
        if count > 1 and len(marks) != count:
            return []
        starts = [after for _, after in marks] if count > 1 else [part.end()]
        ends = [*(before for before, _ in marks[1:count]), stop] if count > 1 else [stop]
        found += [Stretch(*trim(text, *place)) for place in zip(starts, ends, strict=True)]
    return found if parts > 1 else []


def is_part(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins as the part of such a formula does: 两个不足：. It opens no section."""
    return _PART.match(text, start, end) is not None
