"""What each item is about: its features by title, by body and by the single things promised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from tracker.domain.kinds import ItemKind, Where
from tracker.domain.report import Commitment, Problem
from tracker.followup.features import Bag, Describer, Rarity, alike, letter_pairs, merged, names
from tracker.followup.passages import Reading
from tracker.lexicon.loader import load

_Item = TypeVar("_Item", Problem, Commitment)

_TITLE = 1.6
_PARTNER = 0.5
_ANSWERS = 0.06
"""From this likeness on a commitment is taken to answer a problem that none is said to answer."""
_SETTING, _ASIDE = ("在", "为", "给", "对", "向", "于", "依托", "围绕", "面向"), 0.5
_FRAME_OF, _FRAME_SHARE, _FRAME = 3, 0.6, 0.3
"""What stands in so great a share of at least so many problems is the frame they are told in (具体表现在…, 究其原因…),
or the trade of the house: it counts so much less."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a commitment says will be done."""

    start: int
    """Half-open range of its report's view."""
    end: int
    bag: Bag
    text: str
    stated: bool
    """True for an action; False for another clause that begins like one."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A problem or commitment with its weighed features."""

    id: str
    kind: ItemKind
    title: str
    start: int
    """Half-open range of its report's view."""
    end: int
    title_bag: Bag
    own_bag: Bag
    """Title and body, the title counting more."""
    full_bag: Bag
    """The same with, counting less, what its partners say."""
    partner_bag: Bag
    """What the commitments that answer a problem say."""
    partners: tuple[str, ...]
    """For a problem the ids of the commitments that answer it, for a commitment those of the problems it answers."""
    parts: tuple[Part, ...]
    """The things promised; for a problem none."""
    listed: bool
    """False for a problem told in mid-text."""
    letters: Bag
    """Its pairs of neighbouring characters, weighed like the words."""


def portray(reading: Reading, describer: Describer, rarity: Rarity, letter_rarity: Rarity) -> dict[str, Portrait]:
    """The portraits of all items of a report, by id: problems, then commitments, each in order of place."""
    problems, commitments = _in_place(reading.found.problems), _in_place(reading.found.commitments)
    said = {commitment.id: _bag(reading, describer, *reading.view.range(commitment.span)) for commitment in commitments}
    answers = _answers(reading, describer, rarity, said)
    portraits: dict[str, Portrait] = {}
    ranges = [reading.view.range(problem.span) for problem in problems if problem.where is Where.LIST]
    weigh = _Weigher(
        rarity,
        letter_rarity,
        _frame([_bag(reading, describer, *one) for one in ranges])
        | _frame([letter_pairs(reading.quote(*one)) for one in ranges]),
    )
    for problem in problems:
        partners = merged(*(said[commitment_id] for commitment_id in answers[problem.id]))
        portraits[problem.id] = _portrait(reading, describer, weigh, problem, partners, answers[problem.id])
    weigh = _Weigher(rarity, letter_rarity, frozenset())
    for commitment in commitments:
        answered = tuple(problem_id for problem_id, by in answers.items() if commitment.id in by)
        portraits[commitment.id] = _portrait(reading, describer, weigh, commitment, {}, answered)
    return portraits


@dataclass(frozen=True, slots=True)
class _Weigher:
    """Weighs the features of an item by how rare they are, and those of the frame that its siblings share less."""

    rarity: Rarity
    letter_rarity: Rarity
    frame: frozenset[str]

    def words(self, plain: Bag) -> dict[str, float]:
        return self._framed(self.rarity.weighed(plain))

    def letters(self, text: str) -> dict[str, float]:
        return self._framed(self.letter_rarity.weighed(letter_pairs(text)))

    def _framed(self, bag: dict[str, float]) -> dict[str, float]:
        return {feature: weight * (_FRAME if feature in self.frame else 1.0) for feature, weight in bag.items()}


def _frame(siblings: Sequence[Bag]) -> frozenset[str]:
    """The features that stand in most of the siblings."""
    if len(siblings) < _FRAME_OF:
        return frozenset()
    counts = Counter(feature for bag in siblings for feature in bag)
    return frozenset(feature for feature, count in counts.items() if count >= _FRAME_SHARE * len(siblings))


def _in_place(items: Sequence[_Item]) -> list[_Item]:
    return sorted(items, key=lambda item: (item.span, item.id))


def _answers(
    reading: Reading, describer: Describer, rarity: Rarity, said: dict[str, dict[str, float]]
) -> dict[str, tuple[str, ...]]:
    """For each problem the commitments that answer it.

    Those that the extraction says, save one that has nothing of the problem beside one that has; where it says none,
    the one most like it, if it is like it.
    """
    found = reading.found
    answers: dict[str, tuple[str, ...]] = {}
    weighed = {commitment_id: rarity.weighed(bag) for commitment_id, bag in said.items()}
    for problem in found.problems:
        bag = rarity.weighed(_bag(reading, describer, *reading.view.range(problem.span)))
        likeness = {commitment_id: alike(bag, said_bag) for commitment_id, said_bag in weighed.items()}
        told = [commitment.id for commitment in _in_place(found.commitments) if problem.id in commitment.addresses]
        best = max((likeness[commitment_id] for commitment_id in told), default=0.0)
        answers[problem.id] = tuple(one for one in told if likeness[one] >= min(_ANSWERS / 2, best / 4))
        if not told and weighed:
            likest = max(weighed, key=lambda commitment_id: (likeness[commitment_id], commitment_id))
            answers[problem.id] = (likest,) if likeness[likest] >= _ANSWERS else ()
    return answers


def _portrait(
    reading: Reading,
    describer: Describer,
    weigh: _Weigher,
    item: Problem | Commitment,
    partners: Bag,
    partner_ids: tuple[str, ...],
) -> Portrait:
    start, end = reading.view.range(item.span)
    title_bag = _bag(reading, describer, start, _title_end(reading, start, end, item.title))
    body = _bag(reading, describer, start, end)
    own = merged(body, {feature: weight * _TITLE for feature, weight in title_bag.items()})
    full = merged(own, {feature: weight * _PARTNER for feature, weight in partners.items()})
    promised = item if isinstance(item, Commitment) else None
    return Portrait(
        item.id,
        ItemKind.COMMITMENT if promised else ItemKind.PROBLEM,
        item.title,
        start,
        end,
        weigh.words(title_bag),
        weigh.words(own),
        weigh.words(full),
        weigh.words(partners),
        partner_ids,
        _parts(reading, describer, weigh.rarity, promised) if promised else (),
        promised is not None or (isinstance(item, Problem) and item.where is Where.LIST),
        weigh.letters(reading.quote(start, end)),
    )


def _bag(reading: Reading, describer: Describer, start: int, end: int) -> dict[str, float]:
    return merged(describer.bag(reading.words_between(start, end)), names(reading.quote(start, end)))


def _title_end(reading: Reading, start: int, end: int, title: str) -> int:
    """Where the title ends in the view: at its own length, the view holding no more than the stored text."""
    at = reading.view.text.find(title, start, end)
    return at + len(title) if at >= 0 else min(end, start + len(title))


def _parts(reading: Reading, describer: Describer, rarity: Rarity, commitment: Commitment) -> tuple[Part, ...]:
    """The actions and, so that none that was overlooked is lost, the other clauses that begin like one."""
    stated = {reading.view.range(action.span) for action in commitment.actions}
    ranges = list(stated)
    title_end = _title_end(reading, *reading.view.range(commitment.span), commitment.title)
    for clause in reading.clauses:
        if clause.host != commitment.id or any(clause.start < end and start < clause.end for start, end in ranges):
            continue
        if commitment.actions and (
            clause.start < title_end or _slogan().match(reading.quote(clause.start, clause.end))
        ):
            continue
        ranges.append((clause.start, clause.end))
    return tuple(
        Part(
            start,
            end,
            rarity.weighed(_promised(reading, describer, start, end)),
            reading.quote(start, end),
            (start, end) in stated,
        )
        for start, end in sorted(ranges)
        if start < end
    )


def _promised(reading: Reading, describer: Describer, start: int, end: int) -> dict[str, float]:
    """The features of a thing promised; what only says where or for whom (在…, 为…) counts less than the rest."""
    bag = _bag(reading, describer, start, end)
    words = reading.words_between(start, end)
    verbs = load("actions")["verbs.concrete"]
    if not words or words[0].text not in _SETTING:
        return bag
    verb = next((number for number, word in enumerate(words) if number > 1 and word.text in verbs), None)
    if verb is None:
        return bag
    act = describer.bag(words[verb:])
    return {feature: weight if feature in act else weight * _ASIDE for feature, weight in bag.items()}


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(load("followup_claims").pattern("slogan"))
