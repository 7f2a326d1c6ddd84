"""The passages of the newer report that tell of work answering an older item, ranked."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.domain.likeness import settled
from tracker.domain.report import Closure
from tracker.followup.features import Bag, covered, figure, mass, merged, whole_words
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone, still_open
from tracker.followup.portraits import FIELDS, Part, Portrait, Promise
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

ENOUGH = 0.42
"""How much of a thing promised a passage must cover to answer it."""

_LEAST_MASS = 0.35
_WORDS, _TELLING, _NEARLY_ALL = 2, 0.1, 0.8
"""How many words must be shared, how telling each must be, and what share of a promise makes one enough."""
_FAIR = 0.2
_LONG, _SURE, _MOSTLY = 4, 0.3, 0.55
"""One word is enough, too: a quoted name, or so long and so telling, or the chief word of what it mostly covers."""
_ABOUT = 0.7
_ABOUT_MASS = 0.7
_COUNTED = 0.3
"""So much of what a passage with a figure says must be what the problem speaks of."""
_DOES_TO = ("把", "将", "给", "找", "送")
_LONGEST = 3
_FAINT = 0.2
"""Clauses that together say less of a thing promised say nothing of it."""
_GAIN = 0.12
"""What another clause must add to be taken into a passage."""
_DIRECT = 0.5
_THING = 0.45
_BESIDE = 0.5
_MOST = 5
_BESIDE_BEST = 0.5
"""What scores less than this much of the best passage is not shown beside it."""


@dataclass(frozen=True, slots=True)
class Work:
    """A passage of reported work."""

    clauses: tuple[Clause, ...]
    score: float
    parts: tuple[Part, ...] = ()
    """The things promised that it answers, where it does so by way of a promise; the one it answers best first."""


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    return {
        "figure": figure(),
        # Under whose lead work was done is no work: 在市直机关工委的指导下.
        "led_by": compiled(
            "的?(?:正确|坚强|统一|精心|悉心|具体|有力|大力)?(?:领导|指导|带领|关心|关怀|支持|帮助|统领)下(?=[，。；])"
        ),
    }


Segment = Sequence[Clause]
"""Clauses between semicolons or full stops."""


@dataclass(frozen=True, slots=True)
class Told:
    """Segments that tell of work, and where in them each clause stands."""

    segments: tuple[Segment, ...]
    places: Mapping[int, tuple[Segment, int]]
    """Clause number to its segment and its place there."""
    kept: dict[Part, list[tuple[float, Segment]]] = field(default_factory=dict)
    """What :func:`passages` has found for things promised."""

    @classmethod
    def of(cls, segments: Iterable[Segment], only_behind: Collection[int] = ()) -> Told:
        """Number the clauses of some segments; those of ``only_behind`` may follow in a passage and not begin one."""
        kept = tuple(segments)
        places = {
            clause.number: (one, at)
            for one in kept
            for at, clause in enumerate(one)
            if clause.number not in only_behind
        }
        return cls(kept, places)

    def without(self, numbers: Collection[int]) -> Told:
        """The same without some clauses."""
        segments = ([clause for clause in one if clause.number not in numbers] for one in self.segments)
        return Told.of(segments, {clause.number for one in self.segments for clause in one} - self.places.keys())


def told_work(pair: Pair, *, without: Container[int] = ()) -> Told:
    """The segments that may tell of work: outside counted claims, and not saying that something is still open.

    Args:
        pair: the two reports.
        without: numbers of clauses that tell of none.
    """
    newer = pair.newer
    claims = [place for closure in newer.found.closures for place in _claim(pair, closure)]
    segments: dict[int, list[Clause]] = {}
    named: set[int] = set()
    no_work = newer.holding(still_open()) | newer.saying(_wording()["led_by"])
    for clause in pair.told():
        if clause.number in without or clause.number in no_work:
            continue
        if claims and any(low < clause.end and clause.start < high for low, high in claims):
            named.add(clause.number)
        segments.setdefault(clause.segment, []).append(clause)
    return Told.of(segments.values(), named)


def _claim(pair: Pair, closure: Closure) -> list[tuple[int, int]]:
    """The ranges of a closure that name or count what is claimed; its measures are work, and so is what follows."""
    ranged = pair.newer.view.range
    if closure.total is None or closure.items:
        return [ranged(item.span) for item in closure.items]
    low, high = ranged(closure.span)
    places = []
    for start, end in sorted(ranged(measure) for measure in closure.measures):
        places.append((low, start))
        low = max(low, end)
    return [*places, (low, high)]


def passages(pair: Pair, part: Part, told: Told) -> list[tuple[float, Segment]]:
    """From each clause on that says something of a thing promised the clauses that say it, no more than needed."""
    kept = told.kept.get(part)
    if kept is None:
        kept = told.kept[part] = list(_passages(pair, part, told))
    return kept


def _passages(pair: Pair, part: Part, told: Told) -> Iterator[tuple[float, Segment]]:
    said = pair.part_said(part)
    for number in sorted(said.keys() & told.places.keys()):
        segment, first = told.places[number]
        score, taken = said[number], 1
        if settled(sum([said.get(one.number, 0.0) for one in segment[first : first + _LONGEST]])) < _FAINT:
            continue
        bag: Bag | None = None
        for following in segment[first + 1 : first + _LONGEST]:
            if following.number not in said:
                break
            bag = merged(bag or pair.clause_bag(number), pair.clause_bag(following.number))
            more = covered(part.bag, bag)
            if more < score + _GAIN:
                break
            score, taken = more, taken + 1
        yield score, segment[first : first + taken]


def answers(pair: Pair, parts: Iterable[Part], told: Told) -> list[Work]:
    """The passages that answer things promised."""
    return [
        Work(tuple(clauses), score, (part,))
        for part in parts
        for score, clauses in passages(pair, part, told)
        if score >= ENOUGH and _weighty(pair, part, clauses, score)
    ]


def headline_answered(pair: Pair, item: Portrait, told: Told) -> list[Work]:
    """The passages that answer the headline of a promise, taken for a thing promised."""
    if not _names_a_deed(item.title):
        return []
    promise = Promise(item.start, item.start, item.sketch.title_bag, item.title, stated=False, checkable=False)
    return [replace(work, parts=()) for work in answers(pair, [Part(item.title_bag, promise)], told)]


def _names_a_deed(title: str) -> bool:
    """Whether a headline says what will be done with what: 把偏远站的党员编成联合支部, 找年轻人回来."""
    return not title.endswith(FIELDS) and (title[:1] in _DOES_TO or title.startswith(_deeds()))


@derived
def _deeds() -> tuple[str, ...]:
    return tuple(load("actions")["verbs.concrete"])


def _weighty(pair: Pair, part: Part, clauses: Segment, score: float) -> bool:
    """Whether what is shared is more than one word, or one that is nearly all there is."""
    bag = pair.bag_of(clauses)
    if settled(sum(weight for feature, weight in part.bag.items() if feature in bag)) < _LEAST_MASS:
        return False
    whole = shared_telling(part.bag, bag)
    if len(whole) >= _WORDS or (score >= _NEARLY_ALL and any(part.bag[word] >= 0.2 for word in whole)):
        return True
    chief = max((weight for word, weight in part.bag.items() if word[0] not in "@#"), default=0.0)
    return any(
        word[0] == "“"
        or (len(word) >= _LONG and part.bag[word] >= _SURE)
        or (score >= _MOSTLY and part.bag[word] >= max(chief, _FAIR) and _counts(pair, clauses))
        for word in whole
    )


def _counts(pair: Pair, clauses: Segment) -> bool:
    return bool(_wording()["figure"].search(pair.newer.quote(clauses[0].start, clauses[-1].end)))


def shared_telling(wanted: Bag, found: Bag) -> list[str]:
    """The telling words that both hold, none of them part of another."""
    return whole_words([word for word in wanted if word in found and word[0] != "@" and wanted[word] >= _TELLING])


def direct_work(pair: Pair, problem: Portrait, told: Told) -> list[Work]:
    """The work that answers a problem by itself, with figures, whatever was promised."""
    found = []
    said = {
        number: share
        for number, share in pair.said_of(problem.title_bag).items()
        if share >= _DIRECT and number in told.places
    }
    if not said:
        return []
    about = pair.about(problem.own_bag, said)
    for number, share in sorted(said.items()):
        score = min(share, 2 * about.get(number, 0.0), 1.0)
        if score < _DIRECT:
            continue
        segment, at = told.places[number]
        clause = segment[at]
        if len(shared_telling(problem.own_bag, pair.clause_bag(number))) >= _WORDS and _wording()["figure"].search(
            _without_years(pair, (clause,))
        ):
            found.append(Work((clause,), score))
    return found


def counted_work(pair: Pair, problem: Portrait, told: Told) -> list[Work]:
    """What counts something and speaks mostly of what the problem speaks of: 新增车位420个，停车投诉少了六成."""
    found = []
    shares = pair.about(problem.own_bag, told.places)
    for number in sorted(shares):
        if number not in told.places:
            continue
        segment, at = told.places[number]
        for clauses in (segment[at : at + 1], segment[at : at + 2]):
            bag = pair.bag_of(clauses)
            words = shared_telling(problem.own_bag, bag)
            named = len(words) >= _WORDS or (words and covered(problem.title_bag, bag) >= _NEARLY_ALL)
            share = covered(bag, problem.own_bag)
            if named and share >= _COUNTED and _wording()["figure"].search(_without_years(pair, clauses)):
                found.append(Work(tuple(clauses), share * _COUNTED))
                break
    return found


def _without_years(pair: Pair, clauses: Segment) -> str:
    """The text without its years: 2022年度述职报告 counts nothing."""
    return _YEAR.sub("", pair.newer.quote(clauses[0].start, clauses[-1].end))


_YEAR = compiled("20[0-9]{2}年?")


def work_about(pair: Pair, item: Portrait, told: Told) -> list[Work]:
    """The clauses that speak of nothing but what the item speaks of."""
    found = []
    least = _ABOUT * _ABOUT_MASS * _ABOUT_MASS
    for number, score in sorted(pair.about(item.own_bag, told.places, least).items()):
        if score < _ABOUT:
            continue
        bag = pair.clause_bag(number)
        if mass(bag) >= _ABOUT_MASS and len(shared_telling(item.own_bag, bag)) >= _WORDS:
            segment, at = told.places[number]
            found.append(Work((segment[at],), 0.9 * score))
    return found


def work_on(clauses: Iterable[Clause], told: Told) -> list[Work]:
    """The clauses among those given that tell of work, with what stands behind them in their segment."""
    found = []
    for clause in clauses:
        if clause.number in told.places:
            segment, at = told.places[clause.number]
            found.append(Work(tuple(segment[at : at + _LONGEST]), _THING))
    return found


def beside(pair: Pair, clauses: Sequence[Clause], limit: int = 4) -> list[Work]:
    """What is told right after a claim in the same segment, with figures or not: what the claim rests on."""
    last = clauses[-1]
    following = [
        clause
        for clause in pair.newer.sentences[last.sentence]
        if clause.number > last.number and clause.segment == last.segment and clause.zone is Zone.REPORTED
    ][:limit]
    return [Work(tuple(following), _BESIDE)] if following else []


def ranked(found: Iterable[Work], without: Iterable[Clause] = ()) -> list[Work]:
    """Neighbouring passages of a segment joined, the few surest, and none of the clauses of ``without``."""
    left_out = {clause.number for clause in without}
    here: dict[int, list[Work]] = {}
    for work in found:
        for clause in work.clauses:
            if clause.number not in left_out:
                here.setdefault(clause.number, []).append(work)
    at = {clause.number: clause for works in here.values() for work in works for clause in work.clauses}
    runs: list[list[int]] = []
    for number in sorted(here):
        if runs and runs[-1][-1] == number - 1 and at[number - 1].segment == at[number].segment:
            runs[-1].append(number)
        else:
            runs.append([number])
    joined = []
    for run in runs:
        works = sorted((work for number in run for work in here[number]), key=lambda work: -work.score)
        parts = tuple(dict.fromkeys(part.text for work in works for part in work.parts))
        by_text = {part.text: part for work in works for part in work.parts}
        joined.append(Work(tuple(at[number] for number in run), works[0].score, tuple(by_text[text] for text in parts)))
    joined.sort(key=lambda work: (-work.score, work.clauses[0].start))
    return [work for work in joined if work.score >= _BESIDE_BEST * joined[0].score][:_MOST]
