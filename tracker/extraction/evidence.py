"""How sure an item is: the share of items with the same evidence that turned out right when it was measured.

The evidence is threefold: what told that the section begins, what parts the entry from its neighbours, and whether the
entry itself sounds like what it is taken for. The shares are measured by ``python -m benchmarks.reliability`` over the
annotated reports, as they stand and damaged in the ways in which real files are.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tracker.domain.kinds import ItemKind
from tracker.extraction.enumerations import Entry
from tracker.extraction.scope import Basis
from tracker.extraction.shares import SHARES
from tracker.extraction.tone import tone_in


class Sound(StrEnum):
    """Whether an entry sounds like what it is taken for."""

    FITS = "fits"
    SILENT = "silent"
    CONTRADICTS = "contradicts"


def sound_of(kind: ItemKind, text: str, start: int, end: int) -> Sound:
    """How a stretch of the view sounds for a problem or a commitment."""
    tone = tone_in(text, start, end)
    wanted, other = (tone.lacking, tone.ahead) if kind is ItemKind.PROBLEM else (tone.ahead, tone.lacking)
    if (other >= _MUCH and other > wanted) or (tone.settled >= _MUCH and tone.settled >= wanted):
        return Sound.CONTRADICTS
    return Sound.FITS if wanted >= _SOME else Sound.SILENT


_SOME, _MUCH = 0.8, 1.6
"""Words in a hundred characters."""
_BODY = 24
"""How long what stands behind the headline must be to be listened to alone: 关于X不够的问题。3月出台… tells of none."""
_TITLE = 4
"""How many characters say what an entry is about at the least."""
_LONG, _TIMES = 160, 2.5
"""An entry so long, and so many times longer than its neighbours, has probably swallowed something."""


def evidence_of(
    kind: ItemKind, basis: Basis, entries: Sequence[Entry], which: int, text: str, *, title: tuple[int, int]
) -> str:
    """The evidence for one of a section's entries as words: ``problem heading marker fits``."""
    entry = entries[which]
    start, end = entry.start, entry.end
    body = title[1] + 1
    sound = sound_of(kind, text, body if end - body >= _BODY else start, end)
    if title[1] - title[0] < _TITLE:
        # 问题, 责任人: a heading or a label, and what stands below it was not told apart.
        parted = "uneven"
    elif end - start > _LONG and end - start > _TIMES * _usual_length(entries):
        parted = "uneven"
    elif entry.how == "marker" and len(entries) > 1:
        parted = "marker"
    else:
        # 存在A、B等问题 names problems that nothing else sets apart.
        parted = "named" if entry.how == "named" else "other"
    return f"{kind} {basis} {parted} {sound}"


def _usual_length(entries: Sequence[Entry]) -> int:
    lengths = sorted(one.end - one.start for one in entries)
    return lengths[len(lengths) // 2]


INLINE = "problem inline"
"""The evidence for an open matter told outside the sections."""
UNMEASURED = 0.5
"""The confidence where nobody measured how often such an item is right."""


def confidence(evidence: str) -> float:
    """The share of items with this evidence that were right, 0 to 1."""
    return SHARES.get(evidence, UNMEASURED)
