"""What each item is about: its features by title, by body and by the single things promised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from tracker.domain.kinds import ItemKind, Where
from tracker.domain.report import Commitment, Extraction, PlainText, Problem
from tracker.followup.features import Bag, Describer, Rarity, Weighed, alike, merged
from tracker.followup.matters import NOTHING, About, about
from tracker.followup.passages import Reading, read
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load

_Item = TypeVar("_Item", Problem, Commitment)

_TITLE = 1.6
_PARTNER = 0.5
_NAME = 3
_ANSWERS = 0.06
"""From this likeness on a commitment is taken to answer a problem that none is said to answer."""
_NAMELESS, _HEADED = 0.5, 0.8
"""A thing promised whose words tell less than this is named by its headline, whose words count so much."""
_SETTING, _ASIDE = ("在", "为", "给", "对", "向", "于", "依托", "围绕", "面向"), 0.5
_FRAME_OF, _FRAME_SHARE, _FRAME = 3, 0.6, 0.3
"""What stands in so great a share of at least so many problems is the frame they are told in (具体表现在…, 究其原因…),
or the trade of the house: it counts so much less."""


@dataclass(frozen=True, slots=True, eq=False)
class Promise:
    """One thing a commitment says will be done."""

    start: int
    """Half-open range of its report's view."""
    end: int
    bag: Bag
    text: str
    stated: bool
    """True for an action; False for another clause that begins like one."""
    checkable: bool
    """True for an action of which one can tell whether it was done."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What a problem or commitment is about, as far as its own report tells."""

    id: str
    kind: ItemKind
    title: str
    start: int
    """Half-open range of its report's view."""
    end: int
    title_bag: Bag
    body: Bag
    own: Bag
    """Title and body, the title counting more."""
    names: tuple[str, ...]
    """What a commitment names that no dictionary has: runs of three single characters or more."""
    about: About
    """What a problem is about; for a commitment nothing."""
    promises: tuple[Promise, ...]
    listed: bool
    """False for a problem told in mid-text."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A report made ready to be held against others: worked out once, whatever it is held against."""

    reading: Reading
    problems: Mapping[str, Sketch]
    """By id, in order of place."""
    commitments: Mapping[str, Sketch]
    addresses: Mapping[str, tuple[str, ...]]
    """For each problem the commitments that the extraction says answer it, in order of place."""
    frame: frozenset[str]
    """The features, that most of the listed problems share."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A thing promised, weighed."""

    bag: Weighed
    promise: Promise

    @property
    def text(self) -> str:
        """Its words."""
        return self.promise.text

    @property
    def stated(self) -> bool:
        """See :class:`Promise`."""
        return self.promise.stated


@dataclass(frozen=True, eq=False)
class Portrait:
    """A problem or commitment held against another report; its features are weighed when they are asked for."""

    sketch: Sketch
    partners: tuple[str, ...]
    """For a problem the ids of the commitments that answer it, for a commitment those of the problems it answers."""
    _said: tuple[Bag, ...]
    """What the commitments that answer a problem say."""
    _weigh: _Weigher

    @property
    def id(self) -> str:
        """Its id within its report."""
        return self.sketch.id

    @property
    def kind(self) -> ItemKind:
        """Problem or commitment."""
        return self.sketch.kind

    @property
    def title(self) -> str:
        """Its headline."""
        return self.sketch.title

    @property
    def start(self) -> int:
        """Where it starts in its report's view."""
        return self.sketch.start

    @property
    def end(self) -> int:
        """Where it ends in its report's view."""
        return self.sketch.end

    @property
    def listed(self) -> bool:
        """False for a problem told in mid-text."""
        return self.sketch.listed

    @cached_property
    def title_bag(self) -> Weighed:
        """The title alone."""
        return self._weigh.words(self.sketch.title_bag)

    @cached_property
    def own_bag(self) -> Weighed:
        """Title and body, the title counting more."""
        return self._weigh.words(self.sketch.own)

    @cached_property
    def full_bag(self) -> Weighed:
        """The same with, counting less, what its partners say."""
        if not self._said:
            return self.own_bag
        partners = {feature: weight * _PARTNER for feature, weight in self.partner_bag.items()}
        return Weighed(merged(self.own_bag, partners))

    @cached_property
    def partner_bag(self) -> Weighed:
        """What the commitments that answer a problem say."""
        return self._weigh.words(merged(*self._said))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The things promised; for a problem none."""
        return tuple(Part(self._weigh.rarity.weighed(one.bag), one) for one in self.sketch.promises)


def prepare(source: PlainText, found: Extraction, describer: Describer) -> Prepared:
    """Read a report and sketch its items."""
    reading = read(source, found, describer)
    problems, commitments = _in_place(found.problems), _in_place(found.commitments)
    sketches = {problem.id: _sketch(reading, problem) for problem in problems}
    listed = [sketch for sketch in sketches.values() if sketch.listed]
    return Prepared(
        reading,
        sketches,
        {commitment.id: _sketch(reading, commitment) for commitment in commitments},
        {
            problem.id: tuple(commitment.id for commitment in commitments if problem.id in commitment.addresses)
            for problem in problems
        },
        _frame([sketch.body for sketch in listed]),
    )


def _sketch(reading: Reading, item: Problem | Commitment) -> Sketch:
    start, end = reading.view.range(item.span)
    title_bag = reading.bag(start, _title_end(reading, start, end, item.title))
    body = reading.bag(start, end)
    promised = item if isinstance(item, Commitment) else None
    return Sketch(
        item.id,
        ItemKind.COMMITMENT if promised else ItemKind.PROBLEM,
        item.title,
        start,
        end,
        title_bag,
        body,
        merged(body, {feature: weight * _TITLE for feature, weight in title_bag.items()}),
        _names(reading, start, end) if promised else (),
        NOTHING if promised else about(reading.quote(start, end), item.title),
        _promises(reading, promised) if promised else (),
        promised is not None or (isinstance(item, Problem) and item.where is Where.LIST),
    )


def _names(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    names: list[str] = []
    run = ""
    for term in reading.terms_between(start, end):
        if len(term.text) == 1 and term.text.isalpha() and not term.text.isascii():
            run += term.text
            continue
        if len(run) >= _NAME:
            names.append(run)
        run = ""
    return (*names, run) if len(run) >= _NAME else tuple(names)


def portray(prepared: Prepared, rarity: Rarity) -> dict[str, Portrait]:
    """The portraits of all items of a report, by id: problems, then commitments, each in order of place."""
    answers = _answers(prepared, rarity)
    portraits: dict[str, Portrait] = {}
    weigh = _Weigher(rarity, prepared.frame)
    for problem in prepared.problems.values():
        said = tuple(prepared.commitments[one].body for one in answers[problem.id])
        portraits[problem.id] = Portrait(problem, answers[problem.id], said, weigh)
    weigh = _Weigher(rarity, frozenset())
    for commitment in prepared.commitments.values():
        answered = tuple(problem_id for problem_id, by in answers.items() if commitment.id in by)
        portraits[commitment.id] = Portrait(commitment, answered, (), weigh)
    return portraits


@dataclass(frozen=True, slots=True)
class _Weigher:
    """Weighs the features of an item by how rare they are, and those of the frame that its siblings share less."""

    rarity: Rarity
    frame: frozenset[str]

    def words(self, plain: Bag) -> Weighed:
        return self._framed(self.rarity.weighed(plain))

    def _framed(self, bag: Weighed) -> Weighed:
        for feature in self.frame:
            if feature in bag:
                bag[feature] *= _FRAME
        return bag


def _frame(siblings: Sequence[Bag]) -> frozenset[str]:
    """The features that stand in most of the siblings."""
    if len(siblings) < _FRAME_OF:
        return frozenset()
    counts = Counter(feature for bag in siblings for feature in bag)
    return frozenset(feature for feature, count in counts.items() if count >= _FRAME_SHARE * len(siblings))


def _in_place(items: Sequence[_Item]) -> list[_Item]:
    return sorted(items, key=lambda item: (item.span, item.id))


def _answers(prepared: Prepared, rarity: Rarity) -> dict[str, tuple[str, ...]]:
    """For each problem the commitments that answer it.

    Those that the extraction says, save one that has nothing of the problem beside one that has; where it says none,
    the one most like it, if it is like it.
    """
    answers: dict[str, tuple[str, ...]] = {}
    weighed: dict[str, Weighed] = {}
    for problem in prepared.problems.values():
        told = prepared.addresses[problem.id]
        if len(told) == 1:
            answers[problem.id] = told
            continue
        if not weighed:
            weighed = {one.id: rarity.weighed(one.body) for one in prepared.commitments.values()}
        bag = rarity.weighed(problem.body)
        likeness = {one: alike(bag, weighed[one]) for one in told or weighed}
        if told:
            best = max(likeness.values())
            answers[problem.id] = tuple(one for one in told if likeness[one] >= min(_ANSWERS / 2, best / 4))
        elif weighed:
            likest = max(weighed, key=lambda commitment_id: (likeness[commitment_id], commitment_id))
            answers[problem.id] = (likest,) if likeness[likest] >= _ANSWERS else ()
        else:
            answers[problem.id] = ()
    return answers


def _title_end(reading: Reading, start: int, end: int, title: str) -> int:
    """Where the title ends in the view: at its own length, the view holding no more than the stored text."""
    at = reading.view.text.find(title, start, end)
    return at + len(title) if at >= 0 else min(end, start + len(title))


def _promises(reading: Reading, commitment: Commitment) -> tuple[Promise, ...]:
    """The actions and, so that none that was overlooked is lost, the other clauses that begin like one."""
    stated = {reading.view.range(action.span) for action in commitment.actions}
    checkable = {reading.view.range(action.span) for action in commitment.actions if action.checkable}
    ranges = list(stated)
    low, high = reading.view.range(commitment.span)
    title_end = _title_end(reading, low, high, commitment.title)
    labelled = -1
    for clause in reading.clauses_about(low, high):
        if clause.host != commitment.id or any(clause.start < end and start < clause.end for start, end in ranges):
            continue
        text = reading.quote(clause.start, clause.end)
        if _label().match(text):
            labelled = clause.sentence
        if labelled == clause.sentence or _points().fullmatch(text):
            continue
        heads = reading.quote(clause.end, clause.end + 1) in ("：", ":")
        headline = clause.start < title_end and not _MAKES.match(text)
        slogan = _slogan().match(text) and not any(map(str.isdigit, text))
        if commitment.actions and (heads or headline or slogan):
            continue
        ranges.append((clause.start, clause.end))
    titled = reading.bag(low, title_end)
    return tuple(
        Promise(
            start,
            end,
            _with_thing(_promised(reading, start, end), titled)
            if _SHARE.search(reading.quote(start, end))
            else _promised(reading, start, end),
            reading.quote(start, end),
            (start, end) in stated,
            (start, end) in checkable,
        )
        for start, end in sorted(ranges)
        if start < end
    )


FIELDS = ("队伍", "阵地", "机制", "氛围", "环境", "体系", "格局", "作风", "责任", "水平", "能力", "文化")
"""A headline that ends so names a field of work, and nothing of which one can tell whether it was done."""
_MAKES = compiled(
    "(?:组建|成立|新建|修建|扩建|改建|翻建|建设|设立|开设|创办|举办|编写|编印|制定|出台|修订|聘请|招聘|配备|购置|开通|上线|整修|翻修|硬化)"
    rf"(?![^，。；]*(?:{'|'.join(FIELDS)})$)[^，。；]{{3,}}$"
)
"""组建党员科研攻关队。 A headline that names a thing to be made promises it, whatever else is promised."""
_SHARE = compiled(r"比例|占比|比重|[^，。；]率|\d%|翻番|成以上")


def _with_thing(bag: Bag, titled: Bag) -> Bag:
    """What is promised with the thing of its headline where it names none itself: 年内比例提高到80%以上."""
    names = max((weight for feature, weight in bag.items() if feature[0] not in "#@"), default=0.0)
    return merged(bag, {feature: weight * _HEADED for feature, weight in titled.items()}) if names < _NAMELESS else bag


def _promised(reading: Reading, start: int, end: int) -> Bag:
    """The features of a thing promised; what only says where or for whom (在…, 为…) counts less than the rest."""
    bag = reading.bag(start, end)
    terms = reading.terms_between(start, end)
    if not terms or terms[0].text not in _SETTING:
        return bag
    verbs = _verbs()
    verb = next((number for number, term in enumerate(terms) if number > 1 and term.text in verbs), None)
    if verb is None:
        return bag
    act = reading.describer.bag(terms[verb:])
    return {feature: weight if feature in act else weight * _ASIDE for feature, weight in bag.items()}


@derived
def _verbs() -> frozenset[str]:
    return frozenset(load("actions")["verbs.concrete"])


@derived
def _label() -> re.Pattern[str]:
    """Who answers for it and until when: the rest of the sentence promises nothing."""
    labels = load("particulars").table("label").values()
    return compiled(rf"[（(]?{alternatives(word for group in labels for word in group)}")


@derived
def _points() -> re.Pattern[str]:
    """What only says which problem is answered."""
    return compiled(
        load("followup_claims").pattern("answering")
        + r"?(?:上述|以上|前述)?(?:的)?第?[一二三四五六七八九十\d]+[个项条类]?(?:方面)?(?:的)?(?:问题|不足|短板)"
    )


@derived
def _slogan() -> re.Pattern[str]:
    return compiled(load("followup_claims").pattern("slogan"))
