"""Where the newer report says that work on an older item is under way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.domain.kinds import ItemKind
from tracker.followup.evidence import ENOUGH, best_passage
from tracker.followup.features import covered
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Portrait
from tracker.lexicon.loader import load

_BEFORE, _AFTER = 3, 1


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A passage that tells of unfinished work on an item."""

    clauses: tuple[Clause, ...]
    score: float


@cache
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    strong = [word for word in words["under_way"] if word not in words["under_way_weak"]]
    return {
        "strong": re.compile("|".join(map(re.escape, sorted(strong, key=len, reverse=True)))),
        "weak": re.compile(words.pattern("under_way_weak")),
    }


def find_under_way(pair: Pair, segments: list[list[Clause]]) -> dict[str, UnderWay]:
    """For each older item the passage that says work on it is under way; ``segments`` are those that tell of work."""
    windows = _windows(pair)
    unfinished = {clause.number for window in windows for clause in window}
    finished = [[clause for clause in segment if clause.number not in unfinished] for segment in segments]
    found: dict[str, UnderWay] = {}
    for item in pair.old_items.values():
        best: UnderWay | None = None
        for window in windows:
            score = _speaks_of(pair, item, window, finished)
            if score >= ENOUGH and (best is None or score > best.score):
                best = UnderWay(_trimmed(pair, item, window), score)
        if best is not None:
            found[item.id] = best
    return found


def _windows(pair: Pair) -> list[list[Clause]]:
    words = _wording()
    newer = pair.newer
    counted = [
        (newer.view.range(closure.span), [newer.view.range(item.span)[0] for item in closure.items])
        for closure in newer.found.closures
        if closure.total is not None
    ]
    windows = []
    for sentence in newer.sentences:
        for index, clause in enumerate(sentence):
            text = newer.quote(clause.start, clause.end)
            if clause.zone is not Zone.REPORTED or not (words["strong"].search(text) or words["weak"].search(text)):
                continue
            around = sentence[max(0, index - _BEFORE) : index + _AFTER + 1]
            window = [other for other in around if other.segment == clause.segment and other.zone is Zone.REPORTED]
            low, high = window[0].start, window[-1].end
            tally = any(span[0] <= clause.start < span[1] and not any(low <= name < high for name in names) for span, names in counted)
            if not tally:
                windows.append(window)
    return windows


def _speaks_of(pair: Pair, item: Portrait, window: list[Clause], finished: list[list[Clause]]) -> float:
    bag = pair.bag_of(window)
    if item.kind is ItemKind.PROBLEM:
        return max(covered(item.title_bag, bag), covered(bag, item.own_bag))
    best = 0.0
    for part in item.parts:
        score = covered(part.bag, bag)
        if score >= max(ENOUGH, best) and score > max((best_passage(pair, part, segment)[0] for segment in finished), default=0.0):
            best = score
    return best


def _trimmed(pair: Pair, item: Portrait, window: list[Clause]) -> tuple[Clause, ...]:
    """The window without leading clauses that say nothing of the item."""
    for first, clause in enumerate(window):
        if covered(pair.clause_bags[clause.number], item.own_bag) > 0.1:
            return tuple(window[first:])
    return tuple(window)
