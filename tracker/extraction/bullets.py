"""Lines that begin with a bullet: ● ■ ◆ -. The view leaves bullets out; where nothing counts, they part entries."""

from __future__ import annotations

from tracker.extraction.markers import Family, Marker
from tracker.extraction.stretches import lines
from tracker.extraction.view import BLANK, BULLETS, View

_MARKS = frozenset("-–*+>" + BULLETS)
_SEVERAL = 2


def bullet_marks(view: View, stored: str) -> list[Marker]:
    """The bulleted lines of a report, counted from the first; none where only one line has a bullet."""
    if _MARKS.isdisjoint(stored):
        return []
    found: list[int] = []
    for start, _ in lines(view.text, 0, len(view.text)):
        at = view.origin[start] - 1
        while at >= 0 and stored[at] in BLANK:
            at -= 1
        if at >= 0 and stored[at] in _MARKS and stored[stored.rfind("\n", 0, at) + 1 : at].strip() == "":
            found.append(start)
    if len(found) < _SEVERAL:
        return []
    return [Marker(Family.BULLET, number, start, start, True) for number, start in enumerate(found, 1)]
