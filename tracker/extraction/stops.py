"""Where a sentence or clause stops, whatever stands between quotation marks and in brackets."""

from __future__ import annotations

import re

from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived

_OPEN, _CLOSE = "“‘（《【", "”’）》】"


@derived
def _stops(marks: str) -> re.Pattern[str]:
    return compiled(f"[{marks}{_OPEN}]")


def stop_in(text: str, start: int, end: int, marks: str) -> int:
    """The first of ``marks`` outside quotation marks and brackets; ``end`` where there is none."""
    first = _stops(marks).search(text, start, end)
    if first is None:
        return end
    if first.group() not in _OPEN:
        return first.start()
    depth = 0
    for at in range(first.start(), end):
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and (depth == 0 or char == "\n"):
            return at
    return end if depth == 0 else _plain_stop(text, start, end, marks)


def _plain_stop(text: str, start: int, end: int, marks: str) -> int:
    """The same where a quotation mark was never closed."""
    return next((at for at in range(start, end) if text[at] in marks), end)
