"""Work that answers a promise in words of its own: told by what else it could answer, where nothing else was found.

No thing promised is covered by what is told, but a passage is more like the promise, and the problem that it answers,
than any other passage is, and more than like any other promise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import NamedTuple

from tracker.followup.evidence import Segment, Told, Work, shared_telling
from tracker.followup.features import Weighed, alike, covered, merged
from tracker.followup.pair import Pair
from tracker.followup.portraits import Portrait
from tracker.followup.weighing import Weights, likelihood

LIKELY = 0.6
"""From this score on a passage is taken to answer a promise."""
_TROUBLES = ("问题", "难题", "毛病", "短板", "不足")
_MANY = 4
"""So many telling words in common are many."""
_LONGEST = 4
"""Clauses of a passage that are shown."""
FITTED: Weights = MappingProxyType({"base": -5.6, "best": 4.2, "alike": 1.5, "ahead": 4.8, "lead": 3.0, "shared": 4.5})
"""Fitted by ``python -m benchmarks.likely_work``, which also says how well they do for organisations left out."""


class Measures(NamedTuple):
    """How surely a passage answers a promise, seen from several sides; each near 1 where most surely."""

    best: float
    """How much it says of the thing promised of which it says most."""
    alike: float
    """How like it is to the promise and the problems that it answers."""
    ahead: float
    """How much more it is like these than like any other promise; below 0 where another is more like it."""
    lead: float
    """How much more it is like these than any other passage is."""
    shared: float
    """How many telling words it shares with the promise."""


MEASURES = Measures._fields
"""The names of the measures, in order."""


def likely_work(pair: Pair, told: Told, wanted: Collection[str], weights: Weights = FITTED) -> dict[str, list[Work]]:
    """For each of some older commitments the passage that likely answers it, if there is one.

    Args:
        pair: the two reports.
        told: what tells of work.
        wanted: ids of commitments for which nothing else was found.
        weights: how much each measure counts.
    """
    best: dict[str, tuple[float, Segment]] = {}
    for item, segment, measures in compare(pair, told, wanted, weights):
        likelihood = score(measures, weights)
        if likelihood >= LIKELY and (item.id not in best or likelihood > best[item.id][0]):
            best[item.id] = (likelihood, segment)
    return {item_id: [Work(tuple(segment[:_LONGEST]), likelihood)] for item_id, (likelihood, segment) in best.items()}


def compare(
    pair: Pair, told: Told, wanted: Collection[str], weights: Weights | None = None
) -> Iterator[tuple[Portrait, Segment, Measures]]:
    """Each of some older commitments held against each passage that is at all like it.

    With ``weights`` those pairs are left out that cannot be likely by them, whatever the other promises are like.
    """
    if not wanted:
        return
    about = {
        item.id: Weighed(merged(item.own_bag, *(pair.old_items[problem].own_bag for problem in item.partners)))
        for item in pair.old_commitments
    }
    # What counts or names troubles put right is a claim, and what names a trouble otherwise a wish: neither is work.
    troubles = pair.newer.holding(_TROUBLES)
    work = [
        segment
        for segment in told.segments
        if segment and all(one.number in told.places and one.number not in troubles for one in segment)
    ]
    said: dict[int, Weighed] = {}
    """What the segments say that are at all like one of the commitments wanted."""
    for item in pair.old_commitments:
        if item.id not in wanted:
            continue
        sharing = pair.sharing(about[item.id])
        own = [0.0] * len(work)
        for at, segment in enumerate(work):
            if not sharing.isdisjoint([one.number for one in segment]):
                if at not in said:
                    said[at] = pair.bag_of(segment)
                own[at] = alike(about[item.id], said[at])
        first, second = (*sorted(own, reverse=True)[:2], 0.0, 0.0)[:2]
        for at, segment in enumerate(work):
            if not own[at]:
                continue
            measures = Measures(
                best=max((covered(part.bag, said[at]) for part in item.parts), default=0.0),
                alike=own[at],
                ahead=own[at],
                lead=own[at] - (second if own[at] == first else first),
                shared=min(1.0, len(shared_telling(item.own_bag, said[at])) / _MANY),
            )
            if weights is None or score(measures, weights) >= LIKELY or weights["ahead"] < 0:
                rivals = (alike(bag, said[at]) for item_id, bag in about.items() if item_id != item.id)
                yield item, segment, measures._replace(ahead=own[at] - max(rivals, default=0.0))


def score(found: Measures, weights: Weights = FITTED) -> float:
    """0 to 1: how surely a passage answers a promise."""
    return likelihood(MEASURES, found, weights)
