"""Which older problem stands again among the newer report's problems, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from tracker.domain.kinds import ItemKind
from tracker.followup.features import Bag, Weighed, alike, covered
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Portrait
from tracker.lexicon.loader import derived, load

CERTAIN = 0.38
"""From this score on an older problem is taken to have come back."""

_SECOND = 0.7
"""What it takes where another older problem is more like the same trouble."""
_CAP = 0.4
_OWN = 0.04
"""From this likeness of their own words on, what the commitments that answer two problems share counts in full."""
_CHANCE = 0.25
"""So like a thing promised a clause may be by chance."""
_BASE = -9.2
_WEIGHTS = {
    "alike": 4.2,
    "titles": 1.4,
    "promises": 5.6,
    "remedy": 5.0,
    "shared": 1.3,
    "persists": 1.9,
    "best_of_old": 2.3,
    "best_of_new": 2.7,
    "letters": 12.6,
    "elsewhere": -0.8,
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem of the newer report, or a sentence of it that says a matter is still open."""

    id: str | None
    """``None`` for a sentence that is no item."""
    start: int
    """Half-open range of the newer view."""
    end: int
    title_bag: Weighed
    own_bag: Weighed
    full_bag: Weighed
    partner_bag: Weighed
    letters: Weighed
    listed: bool
    """True for an entry of the list of problems."""
    persists: bool
    """Whether its words say that it is an old matter."""
    clauses: tuple[Clause, ...]
    """Those that lie in it."""


@dataclass(frozen=True, slots=True)
class Comeback:
    """An older problem with the newer trouble that is the same one."""

    trouble: Trouble
    score: float
    """0 to 1: how sure it is."""
    shared: tuple[str, ...]
    """The words that both share, the most telling first."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How like an older problem and a newer trouble are, seen from several sides; each near 1 where most alike."""

    alike: float
    """Their words, those of the commitments that answer them counting less."""
    titles: float
    """How much of each one's title the other says."""
    promises: float
    """The commitments that answer them."""
    remedy: float
    """How like a thing promised against the older one is to what the newer one names as not done or of no avail."""
    shared: float
    """The words both say, no single one counting for much."""
    persists: float
    """1 where the newer one's words say that it is an old matter."""
    best_of_old: float
    """1 where no newer trouble is more like the older problem."""
    best_of_new: float
    """1 where no older problem is more like the newer trouble."""
    letters: float
    """Their pairs of characters, the rare ones counting more: what is shared where words are cut differently."""
    elsewhere: float
    """1 where one stands in the list of problems and the other in mid-text."""


@derived
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile(load("followup_claims").pattern(group))


def troubles(pair: Pair) -> list[Trouble]:
    """The newer report's problems, and its sentences outside them that say something is still open."""
    found = [
        _trouble(
            pair,
            item.id,
            (item.start, item.end),
            (item.title_bag, item.own_bag, item.full_bag),
            item.partner_bag,
            item.letters,
            listed=item.listed,
        )
        for item in pair.new_items.values()
        if item.kind is ItemKind.PROBLEM
    ]
    for sentence in pair.newer.sentences:
        told = [clause for clause in sentence if clause.zone is Zone.REPORTED]
        if not told:
            continue
        for segment in sorted({clause.segment for clause in told}):
            clauses = [clause for clause in told if clause.segment == segment]
            start, end = clauses[0].start, clauses[-1].end
            if _pattern("still_open").search(pair.newer.quote(start, end)):
                bag = pair.bag_of(clauses)
                letters = pair.letters(start, end)
                found.append(_trouble(pair, None, (start, end), (bag, bag, bag), Weighed(), letters, listed=False))
    return found


def _trouble(
    pair: Pair,
    item_id: str | None,
    place: tuple[int, int],
    bags: tuple[Weighed, Weighed, Weighed],
    partner_bag: Weighed,
    letters: Weighed,
    *,
    listed: bool,
) -> Trouble:
    newer, (start, end) = pair.newer, place
    return Trouble(
        item_id,
        start,
        end,
        *bags,
        partner_bag,
        letters,
        listed,
        bool(_pattern("came_back").search(newer.quote(start, end))),
        tuple(clause for clause in newer.clauses if start <= clause.start and clause.end <= end),
    )


def find_comebacks(pair: Pair) -> dict[str, Comeback]:
    """For each older problem that has come back the newer trouble it has come back as."""
    new = troubles(pair)
    old = pair.old_problems
    likeness = {
        (item.id, number): alike(item.full_bag, trouble.full_bag) for item in old for number, trouble in enumerate(new)
    }
    best_of_old: dict[str, float] = {}
    best_of_new: dict[int, float] = {}
    for (item_id, number), same in likeness.items():
        best_of_old[item_id] = max(same, best_of_old.get(item_id, 0.0))
        best_of_new[number] = max(same, best_of_new.get(number, 0.0))
    best: dict[str, tuple[float, int]] = {}
    for item in old:
        for number, trouble in enumerate(new):
            same = likeness[item.id, number]
            tops = (best_of_old[item.id], best_of_new[number])
            score = _score(measures(pair, item, trouble, same, tops)) if same else 0.0
            if item.id not in best or score > best[item.id][0]:
                best[item.id] = (score, number)
    found: dict[str, Comeback] = {}
    for item in old:
        score, number = best.get(item.id, (0.0, -1))
        rivals = [other for other_id, (other, same_one) in best.items() if same_one == number and other_id != item.id]
        if score >= (_SECOND if any(rival > score for rival in rivals) else CERTAIN):
            found[item.id] = Comeback(new[number], score, shared_words(item.own_bag, new[number].own_bag))
    return found


def measures(pair: Pair, item: Portrait, trouble: Trouble, same: float, tops: tuple[float, float]) -> Measures:
    """What the score of an older problem and a newer trouble is made of.

    ``same`` is how like they are, ``tops`` the most that the older one is like any trouble and the newer one like any
    older problem.
    """
    shared = sum(
        min(weight, trouble.own_bag[feature], _CAP)
        for feature, weight in item.own_bag.items()
        if feature in trouble.own_bag
    )
    own = alike(item.own_bag, trouble.own_bag)
    spread = (sum(item.own_bag.values()) * sum(trouble.own_bag.values())) ** 0.5
    return Measures(
        alike=(same + own) / 2,
        titles=(covered(item.title_bag, trouble.own_bag) + covered(trouble.title_bag, item.own_bag)) / 2,
        promises=alike(item.partner_bag, trouble.partner_bag) * min(1.0, own / _OWN),
        remedy=_remedy(pair, item, trouble),
        shared=5 * shared / spread if spread else 0.0,
        persists=float(trouble.persists),
        best_of_old=same / tops[0] if tops[0] else 0.0,
        best_of_new=same / tops[1] if tops[1] else 0.0,
        letters=alike(item.letters, trouble.letters),
        elsewhere=float(item.listed != trouble.listed),
    )


def overtaken(pair: Pair, item: Portrait, comeback: Comeback, clauses: Sequence[Clause]) -> bool:
    """Whether what is told of unfinished work is more like the older problem than an open matter told in mid-text."""
    if comeback.trouble.listed:
        return False
    return alike(item.own_bag, pair.bag_of(clauses)) > alike(item.own_bag, comeback.trouble.own_bag)


def _remedy(pair: Pair, item: Portrait, trouble: Trouble) -> float:
    """How like what was promised against the older problem is to a clause that says it was of no avail."""
    best = _CHANCE
    for part in (part for partner in item.partners for part in pair.old_items[partner].parts):
        said = pair.part_said(part)
        for clause in trouble.clauses:
            if clause.number not in said or said[clause.number] <= best * best:
                continue
            score = (said[clause.number] * covered(pair.clause_bag(clause.number), part.bag)) ** 0.5
            if score > best and _pattern("of_no_avail").search(pair.newer.quote(clause.start, clause.end)):
                best = score
    return (best - _CHANCE) / (1 - _CHANCE)


def _score(found: Measures) -> float:
    if not found.alike:
        return 0.0
    return 1 / (1 + exp(-_BASE - sum(weight * getattr(found, name) for name, weight in _WEIGHTS.items())))


def shared_words(one: Bag, other: Bag, limit: int = 3) -> tuple[str, ...]:
    """The words that stand in both bags, the most telling first, none of them part of another."""
    ranked = sorted(
        (word for word in one if word in other and word[0] not in "@#"),
        key=lambda word: (-one[word] * other[word], word),
    )
    chosen: list[str] = []
    for word in ranked:
        bare = word.removeprefix("“")
        if not any(bare in kept or kept in bare for kept in chosen):
            chosen.append(bare)
        if len(chosen) == limit:
            break
    return tuple(chosen)
