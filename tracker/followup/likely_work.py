"""Work that answers a promise in words of its own: told by what else it could answer, where nothing else was found.

No thing promised is covered by what is told, but a passage is more like the promise, and the problem that it answers,
than any other passage is, and more than like any other promise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from heapq import nlargest
from types import MappingProxyType
from typing import NamedTuple

from tracker.domain.kinds import Theme
from tracker.domain.likeness import settled
from tracker.extraction.themes import theme_of
from tracker.followup.characters import likenesses
from tracker.followup.evidence import Segment, Told, Work, shared_telling
from tracker.followup.features import Weighed, alike, covered, merged
from tracker.followup.headed_work import is_headline
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Portrait
from tracker.followup.weighing import Weights, likelihood
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived

LIKELY = 0.6
"""From this score on a passage is taken to answer a promise."""
LIKELY_HERE = 0.18
"""The same a year later, in a paragraph that is not about another theme, where the promise is not made again: few are
dropped without a word, and what shares words with one under another theme is mostly about something else."""
_TELLS = 0.51
"""So much a single clause of it must tell of the promise then."""
_CLEAR = 0.11
"""Or so clearly by its characters it must be that of no other promise, and this promise's of no other passage."""
_HEAD = 20
"""So much of a paragraph weighs as its headline."""
_TROUBLES = ("问题", "难题", "毛病", "短板", "不足")
_MANY = 4
"""So many telling words in common are many."""
_AHEAD = 0.1
"""So much more like one promise than like any other, unfinished work is work on it."""
_TELLING = 2.0
"""Words in common that tell so much together tell enough."""
_AT_ALL, _CANDIDATES = 0.02, 4
"""What is less like a promise by its characters is not like it at all; and so many of the likest are looked at."""
_LONGEST = 4
"""Clauses of a passage that are shown."""
FITTED: Weights = MappingProxyType(
    {"base": -3.5, "best": 3.2, "shared": 1.4, "telling": 2.4, "ahead": 4.7, "lead": 7.2}
)
"""Fitted by ``python -m benchmarks.likely_work``, which also says how well they do for organisations left out."""


class Measures(NamedTuple):
    """How surely a passage answers a promise, seen from several sides; each near 1 where most surely."""

    best: float
    """How much it says of the thing promised of which it says most."""
    shared: float
    """How many telling words it shares with the promise and the problems that it answers."""
    telling: float
    """How much the words tell that it shares with these."""
    ahead: float
    """How much more like the promise it is by its characters than like any other; below 0 where another is more so."""
    lead: float
    """How much more like the promise it is by its characters than any other passage is."""


MEASURES = Measures._fields
"""The names of the measures, in order."""


@derived
def _work_on_troubles() -> re.Pattern[str]:
    """What work was about, or what it counted: 围绕定额核定等难题各自蹲点, 互查案卷328册，纠正问题76处."""
    return compiled(
        "(?:围绕|聚焦|就)[^，。；]*(?:难题|问题)[^，。；]*[一-龥]{2}|(?:纠正|发现|查出|排查|核查)[^，。；]{0,4}(?:问题|隐患)[0-9]"
    )


def likely_work(
    pair: Pair, told: Told, wanted: Collection[str], again: Collection[str] = (), weights: Weights = FITTED
) -> dict[str, list[Work]]:
    """For each of some older commitments the passage that likely answers it, if there is one.

    Args:
        pair: the two reports.
        told: what tells of work.
        wanted: ids of commitments for which nothing else was found.
        again: ids of commitments that are made again.
        weights: how much each measure counts.
    """
    best: dict[str, tuple[float, Segment]] = {}
    about = _about(pair) if wanted else {}
    for item, segment, measures in compare(pair, told, wanted, weights):
        likelihood = score(measures, weights)
        if item.id in best and likelihood <= best[item.id][0]:
            continue
        enough = likelihood >= LIKELY or (
            pair.consecutive
            and item.id not in again
            and (_says_it(pair, about[item.id], segment) or min(measures.ahead, measures.lead) >= _CLEAR)
            and not _elsewhere(pair, item, segment)
        )
        if enough:
            best[item.id] = (likelihood, segment)
    return {item_id: [Work(tuple(segment[:_LONGEST]), likelihood)] for item_id, (likelihood, segment) in best.items()}


def _says_it(pair: Pair, about: Weighed, segment: Segment) -> bool:
    """Whether a clause of a passage tells enough of a promise by itself, and the older report does not tell it, too.

    What stands under a headline is told by :func:`headed_work`.
    """
    if len(segment) == 1 and is_headline(pair, segment[0]):
        return False
    before = pair.older.view.text
    return any(
        sum([about[word] for word in shared_telling(about, pair.clause_bag(clause.number))]) >= _TELLS
        and pair.newer.quote(clause.start, clause.end) not in before
        for clause in segment
    )


def _elsewhere(pair: Pair, item: Portrait, segment: Segment) -> bool:
    """Whether the paragraph of a passage is about another theme than a promise."""
    text = pair.newer.view.text
    start, end = text.rfind("\n", 0, segment[0].start) + 1, text.find("\n", segment[-1].end)
    about = _theme(text[start:] if end < 0 else text[start:end])
    return about is not None and about is not _theme(pair.older.quote(item.start, item.end))


def _theme(text: str) -> Theme | None:
    return theme_of(text, text[:_HEAD])


def compare(
    pair: Pair, told: Told, wanted: Collection[str], weights: Weights | None = None
) -> Iterator[tuple[Portrait, Segment, Measures]]:
    """Each of some older commitments held against each passage that is at all like it.

    With ``weights`` those pairs are left out that cannot be likely by them, whatever the other promises are like.
    """
    if not wanted:
        return
    about = _about(pair)
    # What counts or names troubles put right is a claim, and what names a trouble otherwise a wish: neither is work.
    troubles = pair.newer.holding(_TROUBLES) - pair.newer.saying(_work_on_troubles())
    headings = {section.heading for section in pair.newer.found.sections}
    work = [
        kept
        for segment in told.segments
        if segment and all(one.number in told.places for one in segment)
        if pair.newer.quote(segment[0].start, segment[-1].end) not in headings
        if (kept := [one for one in segment if one.number not in troubles])
    ]
    alike_to = likenesses(
        {item.id: pair.older.quote(item.start, item.end) for item in pair.old_commitments},
        [pair.newer.quote(segment[0].start, segment[-1].end) for segment in work],
        [
            pair.older.quote(sentence[0].start, sentence[-1].end)
            for sentence in pair.older.sentences
            if sentence[0].zone is Zone.REPORTED
        ],
        pair.house,
        _AT_ALL,
    )
    said: dict[int, Weighed] = {}
    """What the segments say that are at all like one of the commitments wanted."""
    for item in pair.old_commitments:
        if item.id not in wanted:
            continue
        own = alike_to[item.id]
        first, second = (*sorted(own.values(), reverse=True)[:2], 0.0, 0.0)[:2]
        for at, likeness in nlargest(_CANDIDATES, own.items(), key=_likest):
            segment = work[at]
            if at not in said:
                said[at] = pair.bag_of(segment)
            words = shared_telling(about[item.id], said[at])
            rivals = (found.get(at, 0.0) for item_id, found in alike_to.items() if item_id != item.id)
            measures = Measures(
                best=max((covered(part.bag, said[at]) for part in item.parts), default=0.0),
                shared=min(1.0, len(words) / _MANY),
                telling=settled(min(1.0, sum([about[item.id][word] for word in words]) / _TELLING)),
                ahead=likeness - max(rivals, default=0.0),
                lead=likeness - (second if likeness == first else first),
            )
            if weights is None or score(measures, weights) >= LIKELY_HERE:
                yield item, segment, measures


def _likest(place: tuple[int, float]) -> tuple[float, int]:
    return place[1], -place[0]


def likely_under_way(
    pair: Pair, windows: Sequence[Sequence[Clause]], wanted: Collection[str]
) -> dict[str, tuple[Clause, ...]]:
    """For each of some older commitments the unfinished work that is clearly more like it than like any other promise.

    Args:
        pair: the two reports.
        windows: stretches of clauses that tell of unfinished work which nothing is known to be answered by.
        wanted: ids of commitments of which nothing is said to be kept or under way.
    """
    about = _about(pair)
    found: dict[str, tuple[float, tuple[Clause, ...]]] = {}
    for clauses in windows:
        said = pair.bag_of(clauses)
        likenesses = [(alike(bag, said), item_id) for item_id, bag in about.items()]
        first, second = sorted([(0.0, ""), (0.0, ""), *likenesses], reverse=True)[:2]
        ahead = first[0] - second[0]
        if first[1] in wanted and ahead >= _AHEAD and (first[1] not in found or ahead > found[first[1]][0]):
            found[first[1]] = ahead, tuple(clauses)
    return {item_id: clauses for item_id, (_, clauses) in found.items()}


def _about(pair: Pair) -> dict[str, Weighed]:
    """What each older commitment and the problems that it answers are about."""
    return {
        item.id: Weighed(merged(item.own_bag, *(pair.old_items[problem].own_bag for problem in item.partners)))
        for item in pair.old_commitments
    }


def score(found: Measures, weights: Weights = FITTED) -> float:
    """0 to 1: how surely a passage answers a promise."""
    return likelihood(MEASURES, found, weights)
