"""A report as follow-up reads it: the cleaned text, its words, and clauses that know what they are part of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias, TypeVar

from tracker.domain.kinds import SectionKind, Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction.identity import title_end
from tracker.extraction.view import View, view_of
from tracker.followup.features import NAME, Bag, Describer, Spread, Term, quoted_names
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.neighbours import neighbours, number_of

_SENTENCE = compiled(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）】]*|(?=\n)|$)")
_CLAUSE = compiled(r"[^，；：,;:]+")
_EDGE = " 　，。；：、！？,;:!?\n"
_ENUMERATOR = compiled(
    r"(?:[（(〔][一二三四五六七八九十\d]{1,3}[）)〕]|[一二三四五六七八九十]{1,2}(?:是|、)|\d{1,2}[.、．](?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,2}[，、])+[ 、]?"
)
_OPENS_ENUMERATOR = frozenset("（(〔一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳第")

_Told = TypeVar("_Told")


class Zone(Enum):
    """What a stretch of a report is, seen from follow-up."""

    REPORTED = auto()
    """Work told: everything that is none of the others."""
    PROBLEM = auto()
    """An entry of the problems, listed or in mid-text."""
    COMMITMENT = auto()
    ASIDE = auto()
    """Inside the sections of problems or next steps, but no entry: causes, introductions, closing words."""


class Clause(NamedTuple):
    """A piece up to a comma, semicolon, colon or full stop; the range of the view leaves them out."""

    number: int
    """Its place among the clauses of the report."""
    start: int
    end: int
    sentence: int
    """The number of its sentence in the report."""
    segment: int
    """The number of its segment, a stretch between semicolons or full stops, in the report."""
    zone: Zone
    host: str | None
    """The id of the problem or commitment that it is part of."""


@derived
def still_open() -> tuple[str, ...]:
    """The words by which a report says that a matter is still open."""
    return tuple(load("followup_claims")["still_open"])


@derived
def _by_head(words: tuple[str, ...]) -> tuple[frozenset[int], Sequence[str], Mapping[int, Sequence[str]]]:
    """The numbers of the first two characters of some words, the words of one character, and the others by number."""
    by_head: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 1:
            by_head[number_of(word)].append(word)
    return frozenset(by_head), [word for word in words if len(word) == 1], by_head


_start = attrgetter("start")
_NOT_WORK = (SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.CLOSING)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A report with its cleaned view, words and clauses, and what they are about: all that needs no other report."""

    found: Extraction
    view: View
    describer: Describer
    terms: Sequence[Term]
    starts: Sequence[int]
    """Where in the view each word starts and, at the end, where the last one ends."""
    clauses: tuple[Clause, ...]
    sentences: tuple[tuple[Clause, ...], ...]
    """The clauses, sentence by sentence."""
    quoted: Sequence[tuple[int, int, str]]
    """The quoted names: half-open range and feature."""
    bags: Sequence[Bag]
    """What each clause is about, quoted names left out."""
    spread: Spread
    """In how many sentences each feature stands."""
    places: Mapping[str, Sequence[tuple[int, float]]]
    """For each feature the numbers of the clauses that hold it, quoted names among them, with its plain weight."""
    _kept: dict[tuple[int, int], Bag] = field(default_factory=dict)
    _saying: dict[re.Pattern[str], frozenset[int]] = field(default_factory=dict)
    _holding: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict)
    _told: dict[tuple[Callable[[str], Any], str], Any] = field(default_factory=dict)

    def clause_bag(self, number: int) -> Bag:
        """What a clause is about, quoted names among it."""
        clause = self.clauses[number]
        return self._with_names(self.bags[number], clause.start, clause.end)

    def holding(self, words: tuple[str, ...]) -> frozenset[int]:
        """The numbers of the clauses in which one of some words begins: far sooner known than a pattern is found."""
        kept = self._holding.get(words)
        if kept is None:
            text, places = self.view.text, set()
            # Most words stand nowhere in a report: their first two characters say so at once.
            beginnings = neighbours(text)
            heads, short, by_head = _by_head(words)
            for word in [*short, *[word for head in heads & beginnings for word in by_head[head]]]:
                place = text.find(word)
                while place >= 0:
                    places.add(place)
                    place = text.find(word, place + 1)
            at = (bisect_right(self.clauses, place, key=_start) - 1 for place in places)
            kept = self._holding[words] = frozenset(number for number in at if number >= 0)
        return kept

    def saying(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """The numbers of the clauses in which a pattern is found."""
        kept = self._saying.get(pattern)
        if kept is None:
            found = set()
            for match in pattern.finditer(self.view.text):
                at = bisect_right(self.clauses, match.start(), key=_start) - 1
                clause = self.clauses[max(0, at)]
                if match.end() <= clause.end or pattern.search(self.view.text, clause.start, clause.end):
                    found.add(clause.number)
            kept = self._saying[pattern] = frozenset(found)
        return kept

    def told_of(self, tell: Callable[[str], _Told], text: str) -> _Told:
        """What a function tells of a text that has to do with the report; kept with the report."""
        if (tell, text) not in self._told:
            self._told[tell, text] = tell(text)
        told: _Told = self._told[tell, text]
        return told

    def terms_between(self, start: int, end: int) -> Sequence[Term]:
        """The words that lie wholly in a half-open range of the view."""
        return self.terms[bisect_left(self.starts, start) : bisect_right(self.starts, end) - 1]

    def bag(self, start: int, end: int) -> Bag:
        """What a half-open range of the view is about."""
        kept = self._kept.get((start, end))
        if kept is None:
            plain = self.describer.bag(self.terms_between(start, end))
            kept = self._kept[start, end] = self._with_names(plain, start, end)
        return kept

    def _with_names(self, plain: Bag, start: int, end: int) -> Bag:
        first = bisect_left(self.quoted, (start,))
        named: dict[str, float] = {}
        for low, high, name in self.quoted[first:]:
            if low >= end:
                break
            if high <= end:
                named[name] = NAME
        return {**plain, **named} if named else plain

    def clauses_at(self, start: int, end: int) -> Sequence[Clause]:
        """The clause that holds the whole of a half-open range of the view, alone or not at all."""
        at = bisect_right(self.clauses, start, key=_start) - 1
        return self.clauses[at : at + 1] if at >= 0 and end <= self.clauses[at].end else ()

    def clauses_about(self, start: int, end: int) -> tuple[Clause, ...]:
        """The clauses of which anything lies in a half-open range of the view."""
        low = bisect_left(self.clauses, start, key=_start)
        if low and self.clauses[low - 1].end > start:
            low -= 1
        return self.clauses[low : bisect_left(self.clauses, end, low, key=_start)]

    def clauses_in(self, start: int, end: int) -> tuple[Clause, ...]:
        """The clauses that lie wholly in a half-open range of the view."""
        low = bisect_left(self.clauses, start, key=_start)
        high = bisect_left(self.clauses, end, low, key=_start)
        if high > low and self.clauses[high - 1].end > end:
            high -= 1
        return self.clauses[low:high]

    def quote(self, start: int, end: int) -> str:
        """The text of a half-open range of the view."""
        return self.view.text[start:end]


def read(source: PlainText, found: Extraction, describer: Describer) -> Reading:
    """Cut a report into words and clauses, tell each clause what it is part of and what it is about."""
    view = view_of(source)
    words = describer.words(view.text)
    terms = describer.terms(words)
    starts = [0, *accumulate(map(len, words))]
    sentences = _sentences(view, found)
    clauses = tuple(clause for sentence in sentences for clause in sentence)
    bags = [
        describer.bag(terms[bisect_left(starts, clause.start) : bisect_right(starts, clause.end) - 1])
        for clause in clauses
    ]
    quoted = quoted_names(view.text)
    places = _places(bags)
    return Reading(
        found,
        view,
        describer,
        terms,
        starts,
        clauses,
        sentences,
        quoted,
        bags,
        Spread(_spread(clauses, places), len(sentences)),
        places | _named_places(clauses, quoted),
    )


_Places: TypeAlias = "dict[str, list[tuple[int, float]]]"


def _places(bags: Sequence[Bag]) -> _Places:
    places: _Places = {}
    for number, bag in enumerate(bags):
        for feature, weight in bag.items():
            # Most features stand in one clause only.
            if feature in places:
                places[feature].append((number, weight))
            else:
                places[feature] = [(number, weight)]
    return places


def _named_places(clauses: Sequence[Clause], quoted: Sequence[tuple[int, int, str]]) -> _Places:
    places: _Places = {}
    for low, high, name in quoted:
        at = bisect_right(clauses, low, key=_start) - 1
        if at >= 0 and high <= clauses[at].end and (at, NAME) not in places.setdefault(name, []):
            places[name].append((at, NAME))
    return places


def _spread(clauses: Sequence[Clause], places: _Places) -> dict[str, float]:
    """In how many sentences each feature stands; in each it counts once, as much as it weighs most."""
    sums = {feature: stands[0][1] for feature, stands in places.items()}
    for feature, stands in places.items():
        if len(stands) > 1:
            before, most, total = clauses[stands[0][0]].sentence, stands[0][1], 0.0
            for number, weight in stands[1:]:
                sentence = clauses[number].sentence
                if sentence == before:
                    most = max(most, weight)
                else:
                    total += most
                    before, most = sentence, weight
            sums[feature] = most + total
    return sums


def _causes(view: View, found: Extraction) -> list[tuple[int, int]]:
    """What stands under no heading of its own between the problems and the next steps: it says what they come from."""
    sections = sorted(found.sections, key=lambda section: section.span)
    return [
        (view.range(before.span)[1], view.range(after.span)[0])
        for before, after in pairwise(sections)
        if before.kind is SectionKind.PROBLEMS and after.kind is SectionKind.NEXT_STEPS
        if not any(before.span.end <= closure.span.start < after.span.start for closure in found.closures)
    ]


def _headings(view: View, found: Extraction) -> Iterator[tuple[int, int]]:
    """The title and the headings of sections with what stands before them: they announce, and tell of nothing."""
    yield 0, title_end(view.text)
    for section in found.sections:
        if section.heading:
            low, high = view.range(section.span)
            at = view.text.find(section.heading, low, min(low + _HEADING_MAX, high))
            if at >= 0:
                yield low, at + len(section.heading)


_HEADING_MAX = 60


def _sentences(view: View, found: Extraction) -> tuple[tuple[Clause, ...], ...]:
    hosts = sorted(
        [(*view.range(problem.span), Zone.PROBLEM, problem.id) for problem in found.problems]
        + [(*view.range(commitment.span), Zone.COMMITMENT, commitment.id) for commitment in found.commitments],
        key=lambda host: (host[1] - host[0], host[0], host[3]),
    )
    asides = [view.range(section.span) for section in found.sections if section.kind in _NOT_WORK]
    asides += _causes(view, found)
    listed = [view.at(problem.span.start) for problem in found.problems if problem.where is Where.LIST]
    if not asides and listed:
        asides = [(min(listed), len(view.text))]
    sentences: list[tuple[Clause, ...]] = []
    number = segment = 0
    text = view.text
    # What each character is part of: the smallest item around it, else the section.
    part_of: list[tuple[Zone, str | None]] = [(Zone.REPORTED, None)] * len(text)
    for low, high in chain(asides, _headings(view, found)):
        part_of[low:high] = [(Zone.ASIDE, None)] * (high - low)
    for low, high, zone, host in reversed(hosts):
        part_of[low:high] = [(zone, host)] * (high - low)
    for sentence in _SENTENCE.finditer(text):
        inside: list[Clause] = []
        segment += 1
        for match in _CLAUSE.finditer(text, *sentence.span()):
            start, end = match.span()
            if start and text[start - 1] in "；;":
                segment += 1
            start, end = _trim(text, start, end)
            if start >= end:
                continue
            inside.append(Clause(number, start, end, len(sentences), segment, *part_of[(start + end) // 2]))
            number += 1
        if inside:
            sentences.append(tuple(inside))
    return tuple(sentences)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    if start < end and text[start] in _OPENS_ENUMERATOR:
        enumerator = _ENUMERATOR.match(text, start, end)
        if enumerator is not None and enumerator.end() < end:
            start = enumerator.end()
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
