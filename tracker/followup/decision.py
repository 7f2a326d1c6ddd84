"""From what was found of an item to one verdict: pure functions, in the order in which verdicts take precedence."""

from __future__ import annotations

from typing import NamedTuple

from tracker.domain.kinds import ItemKind, Verdict
from tracker.followup.statements import Standing


class Signals(NamedTuple):
    """What the newer report says that bears on one older item."""

    kind: ItemKind
    claimed: Standing | None = None
    """How far a statement about the item itself says it has come."""
    came_back: bool = False
    """A problem: it stands again among the newer problems.
    A commitment: a newer problem says that the thing claimed was not done."""
    repeated: bool = False
    """A commitment: the same is promised again."""
    left_over: bool = False
    """A commitment: part of it is promised again, and neither the claim nor any work speaks of that part."""
    under_way: bool = False
    """Unfinished work on it is told of."""
    worked: bool = False
    """Work that answers it is told of."""


def decide(signals: Signals) -> Verdict:
    """The verdict that fits first: contested, recurring, in progress, rectified, evidenced, silent."""
    claimed_done = signals.claimed is Standing.DONE
    if signals.came_back:
        if claimed_done:
            return Verdict.CONTESTED
        if signals.kind is ItemKind.PROBLEM:
            return Verdict.RECURRING
    if signals.kind is ItemKind.COMMITMENT:
        return _decide_promise(signals, claimed_done=claimed_done)
    if claimed_done:
        return Verdict.RECTIFIED
    if signals.claimed is not None or signals.under_way:
        return Verdict.IN_PROGRESS
    return Verdict.EVIDENCED if signals.worked else Verdict.SILENT


def _decide_promise(signals: Signals, *, claimed_done: bool) -> Verdict:
    begun = signals.worked or signals.under_way or signals.claimed is not None
    if signals.repeated and not begun:
        return Verdict.RECURRING
    if signals.under_way or signals.left_over or (signals.claimed is not None and not claimed_done):
        return Verdict.IN_PROGRESS
    if claimed_done:
        return Verdict.RECTIFIED
    if signals.repeated:
        return Verdict.IN_PROGRESS
    return Verdict.EVIDENCED if signals.worked else Verdict.SILENT
