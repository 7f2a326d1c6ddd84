"""Which older problem stands again among the newer report's problems, in whatever words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from math import exp
from types import MappingProxyType
from typing import NamedTuple

from tracker.domain.kinds import ItemKind
from tracker.domain.likeness import settled
from tracker.followup.features import NAME, Bag, Weighed, alike, covered, whole_words
from tracker.followup.matters import About, Matters, Telling, same_matter
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Portrait
from tracker.followup.weighing import Weights, likelihood
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.neighbours import neighbours, numbers

CERTAIN = 0.33
"""From this score on an older problem is taken to have come back."""

_LATER_ON = 2 * CERTAIN
"""What it takes over more than a year: the problems of the years between, and those settled meanwhile, are not there to
be more like the same trouble."""
RIVAL = 0.95
"""What it takes where another older problem is more like the same trouble: two hardly ever come back as one."""
FIRST = 0.11
_CLEAR = 2.0
"""What it takes for the newer problem that stands first, where no older one is surely the same: so often one of them is
that the likeliest is taken, if it is so much likelier than the next."""
_HALF = 0.4
"""Below this likeness, commitments included, fewer than half of their own words are the same."""
_OWN = 0.02
"""From this likeness of their own words on, what the commitments that answer two problems share counts in full."""
_SATURATES = 1.5
"""How soon shared words are enough: two telling ones are half of it."""
_CHANCE = 0.25
"""So like a thing promised a clause may be by chance."""
_RUN = 4
"""So many characters that stand in one problem of each report, and in no other, are a name or a thing."""
_PLACE = compiled("[一-龥]{2}[巷路街村桥坝楼站渠河塘沟湾井厂园馆库坡岭洞屯寨沱]")
"""Of places two characters and their kind are name enough: 油坊巷."""
_LINKED = bytes([True] * (_RUN - 1))
_RUNS = 3
"""How soon shared runs are enough: of so many they are two thirds of it."""
_LATE = 2
"""From this place in the list on a problem has seldom come back."""

FITTED: Weights = MappingProxyType(
    {
        "base": -5.2,
        "verbatim": 0.9,
        "promises": 5.7,
        "remedy": 3.5,
        "persists": 0.9,
        "ahead": 3.0,
        "best_of_new": 0.8,
        "runs": 2.1,
        "matters": 0.8,
        "matters_ahead": 3.4,
        "clash": -1.1,
        "troubles": 5.0,
        "troubles_ahead": 2.3,
        "mixed": -1.6,
        "first": 1.5,
        "later": -1.6,
    }
)
"""Fitted by ``python -m benchmarks.comebacks``, which also says how well they do for organisations left out, and held
towards what knows troubles told in other words again: few of the annotated pairs have any."""


class Trouble(NamedTuple):
    """A problem of the newer report."""

    id: str
    start: int
    """Half-open range of the newer view."""
    end: int
    title_bag: Weighed
    own_bag: Weighed
    full_bag: Weighed
    partner_bag: Weighed
    listed: bool
    """True for an entry of the list of problems."""
    persists: bool
    """Whether its words say that it is an old matter."""
    about: About
    clauses: tuple[Clause, ...]
    """Those that lie in it."""


class Comeback(NamedTuple):
    """An older problem with the newer trouble that is the same one."""

    trouble: Trouble
    score: float
    """0 to 1: how sure it is."""
    shared: tuple[str, ...]
    """The words that both share, the most telling first."""


class Measures(NamedTuple):
    """How like an older problem and a newer trouble are, seen from several sides; each near 1 where most alike."""

    verbatim: float
    """How far the two are told in the same words: 0 up to half the words, 1 for all."""
    promises: float
    """How many telling words the commitments that answer them share, however long those are."""
    remedy: float
    """How like a thing promised against the older one is to what the newer one names as not done or of no avail."""
    persists: float
    """1 where the newer one's words say that it is an old matter."""
    ahead: float
    """How much more the newer one's words are like the older problem's than the next older problem's; below 0 where
    those of another are more like them."""
    best_of_new: float
    """1 where no older problem is more like the newer trouble."""
    runs: float
    """How many runs of characters they share that stand in no other problem of either report."""
    matters: float
    """How like the matters are that they are about, those of most problems counting little."""
    matters_ahead: float
    """How much liker these are to the older one's than those of the next newer trouble; below 0 as above."""
    clash: float
    """1 where the matters of the two headlines are known and none is the same."""
    troubles: float
    """How like the troubles are, which are finer than matters."""
    troubles_ahead: float
    """The same as ``ahead``, of the troubles."""
    mixed: float
    """1 where one is an entry of a list of problems and the other a matter told in mid-text."""
    first: float
    """1 where the newer one stands first in its list: what has not been shaken off is mostly told first."""
    later: float
    """1 where it stands third or later."""


MEASURES = Measures._fields
"""The names of the measures, in order."""


@derived
def _pattern(group: str) -> re.Pattern[str]:
    return compiled(load("followup_claims").pattern(group))


def troubles(pair: Pair) -> list[Trouble]:
    """The newer report's problems."""
    return [_trouble(pair, item) for item in pair.new_items.values() if item.kind is ItemKind.PROBLEM]


def _trouble(pair: Pair, item: Portrait) -> Trouble:
    said = pair.newer.quote(item.start, item.end)
    return Trouble(
        item.id,
        item.start,
        item.end,
        item.title_bag,
        item.own_bag,
        item.full_bag,
        item.partner_bag,
        item.listed,
        bool(_pattern("came_back").search(said)),
        item.sketch.about,
        pair.newer.clauses_in(item.start, item.end),
    )


def find_comebacks(pair: Pair, weights: Weights = FITTED) -> dict[str, Comeback]:
    """For each older problem that has come back the newer trouble it has come back as."""
    best: dict[str, tuple[float, Trouble]] = {}
    first: list[tuple[float, str, Trouble]] = []
    for item, trouble, found_alike in compare(pair):
        likelihood = score(found_alike, weights)
        if found_alike.first and item.listed:
            first.append((likelihood, item.id, trouble))
        if item.id not in best or likelihood > best[item.id][0]:
            best[item.id] = (likelihood, trouble)
    found: dict[str, Comeback] = {}
    for item in pair.old_problems:
        if item.id not in best:
            continue
        likelihood, trouble = best[item.id]
        rivals = [other for other_id, (other, same) in best.items() if same is trouble and other_id != item.id]
        least = CERTAIN if pair.consecutive else _LATER_ON
        if any(rival > likelihood for rival in rivals):
            least = RIVAL
        if likelihood >= least:
            found[item.id] = _comeback(pair.old_items[item.id], trouble, likelihood)
    if pair.consecutive and first and not any(one.trouble is first[0][2] for one in found.values()):
        free = sorted([one for one in first if one[1] not in found], key=lambda one: -one[0])
        second = free[1][0] if len(free) > 1 else 0.0
        if free and free[0][0] >= max(FIRST, _CLEAR * second):
            likelihood, item_id, trouble = free[0]
            found[item_id] = _comeback(pair.old_items[item_id], trouble, likelihood)
    return found


def _comeback(item: Portrait, trouble: Trouble, likelihood: float) -> Comeback:
    return Comeback(trouble, likelihood, shared_words(item.own_bag, trouble.own_bag))


def compare(pair: Pair) -> Iterator[tuple[Portrait, Trouble, Measures]]:
    """Each older problem held against each newer trouble."""
    old, new = pair.old_problems, troubles(pair)
    places = _places(new)
    old_about, new_about = [item.sketch.about for item in old], [trouble.about for trouble in new]
    alikes = [[alike(item.full_bag, trouble.full_bag) for item in old] for trouble in new]
    same_troubles = _same([one.troubles for one in new_about], [one.troubles for one in old_about])
    same_matters = _same([one.matters for one in old_about], [one.matters for one in new_about])
    ahead, troubles_ahead, matters_ahead = map(_ahead, (alikes, same_troubles, same_matters))
    runs = _runs_shared(
        [pair.older.quote(item.start, item.end) for item in old],
        [pair.newer.quote(trouble.start, trouble.end) for trouble in new],
        neighbours(pair.newer.view.text),
    )
    vain = pair.newer.holding(_of_no_avail())
    for number, item in enumerate(old):
        headed = item.sketch.about.title_matters
        for at, trouble in enumerate(new):
            likeness = alikes[at][number]
            promises = _promised_alike(item.partner_bag, trouble.partner_bag)
            own = alike(item.own_bag, trouble.own_bag) if promises or likeness > _HALF else 0.0
            yield (
                item,
                trouble,
                Measures(
                    verbatim=max(0.0, 2 * own - 1),
                    promises=promises * min(1.0, own / _OWN),
                    remedy=_remedy(pair, item, trouble, vain),
                    persists=float(trouble.persists),
                    ahead=ahead[at][number],
                    best_of_new=likeness / max(alikes[at]) if likeness else 0.0,
                    runs=runs[number][at],
                    matters=same_matters[number][at],
                    matters_ahead=matters_ahead[number][at],
                    clash=float(_clash(headed, trouble.about.title_matters)),
                    troubles=same_troubles[at][number],
                    troubles_ahead=troubles_ahead[at][number],
                    mixed=float(item.listed != trouble.listed),
                    first=float(places[at] == 0),
                    later=float(places[at] >= _LATE),
                ),
            )


def _places(new: Sequence[Trouble]) -> list[int]:
    """For each trouble how many entries of the list of problems stand before it; -1 for one that is no entry."""
    starts = sorted(trouble.start for trouble in new if trouble.listed)
    return [starts.index(trouble.start) if trouble.listed else -1 for trouble in new]


def _same(one: Sequence[Matters], other: Sequence[Matters]) -> list[list[float]]:
    """For each of some problems how like its matters are to those of each of the others."""
    telling = Telling([*one, *other])
    weighed = [telling.weighed(every) for every in other]
    return [[same_matter(each, every) for every in weighed] for each in map(telling.weighed, one)]


def _runs_shared(old: Sequence[str], new: Sequence[str], said: frozenset[int]) -> list[list[float]]:
    """For each older problem and each newer one 0 to 1: how many runs of characters only these two share.

    ``said`` are the numbers of the neighbouring characters of the newer report.
    """
    older = [_runs(text, said) for text in old]
    told = Counter(run for runs in older for run in runs)
    newer = [{run for run in told if run in text} for text in new]
    told.update(run for runs in newer for run in runs)
    return [[1 - exp(-sum(told[run] == 2 for run in one & other) / _RUNS) for other in newer] for one in older]


def _runs(text: str, said: frozenset[int]) -> set[str]:
    """The runs of so many characters within a phrase that may stand in the other report."""
    linked = bytes(map(said.__contains__, numbers(text)))
    runs = set()
    at = linked.find(_LINKED)
    while at >= 0:
        run = text[at : at + _RUN]
        if _phrase().fullmatch(run):
            runs.add(run)
        at = linked.find(_LINKED, at + 1)
    runs.update(match[0] for match in _PLACE.finditer(text))
    return runs


@derived
def _phrase() -> re.Pattern[str]:
    return compiled(r"\w*")


def _ahead(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """How much greater each of the likenesses of a row is than the greatest of the others."""
    found = []
    for row in rows:
        second, best = sorted([0.0, 0.0, *row])[-2:]
        found.append([value - (second if value == best else best) for value in row])
    return found


def _promised_alike(one: Weighed, other: Weighed) -> float:
    """0 to 1: how many telling words two bags share, none of them part of another."""
    if one.keys().isdisjoint(other):
        return 0.0
    whole = whole_words([word for word in one if word in other and word[0] not in "@#"])
    return settled(1 - exp(-_SATURATES * sum([min(one[word], other[word], NAME) ** 2 for word in whole])))


def _clash(one: Matters, other: Matters) -> bool:
    return bool(one) and bool(other) and one.keys().isdisjoint(other)


def overtaken(pair: Pair, item: Portrait, comeback: Comeback, clauses: Sequence[Clause]) -> bool:
    """Whether what is told of unfinished work is more like the older problem than an open matter told in mid-text."""
    if comeback.trouble.listed:
        return False
    return alike(item.own_bag, pair.bag_of(clauses)) > alike(item.own_bag, comeback.trouble.own_bag)


@derived
def _of_no_avail() -> tuple[str, ...]:
    return tuple(load("followup_claims")["of_no_avail"])


def _remedy(pair: Pair, item: Portrait, trouble: Trouble, vain: Container[int]) -> float:
    """How like what was promised against the older problem is to a clause that says it was of no avail.

    ``vain`` are the numbers of all such clauses.
    """
    clauses = [clause.number for clause in trouble.clauses if clause.number in vain]
    best = _CHANCE
    for part in (part for partner in item.partners for part in pair.old_items[partner].parts) if clauses else ():
        said = pair.part_said(part)
        for number in clauses:
            if number in said and said[number] > best * best:
                best = max(best, (said[number] * covered(pair.clause_bag(number), part.bag)) ** 0.5)
    return (best - _CHANCE) / (1 - _CHANCE)


def score(found: Measures, weights: Weights = FITTED) -> float:
    """0 to 1: how surely an older problem and a newer trouble are the same."""
    return likelihood(MEASURES, found, weights)


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
