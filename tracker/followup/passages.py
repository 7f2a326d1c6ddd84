"""A report as follow-up reads it: the cleaned text, its words, and clauses that know what they are part of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto

from tracker.domain.kinds import SectionKind, Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction.view import View, clean
from tracker.followup.segmentation import Segmenter

_SENTENCE = re.compile(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）】]*|(?=\n)|$)")
_CLAUSE = re.compile(r"[^，；：,;:]+")
_EDGE = " 　，。；：、！？,;:!?\n"
_ENUMERATOR = re.compile(
    r"(?:[（(〔][一二三四五六七八九十\d]{1,3}[）)〕]|[一二三四五六七八九十]{1,2}(?:是|、)|\d{1,2}[.、．](?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,2}[，、])+[ 、]?"
)


class Zone(Enum):
    """What a stretch of a report is, seen from follow-up."""

    REPORTED = auto()
    """Work told: everything that is none of the others."""
    PROBLEM = auto()
    """An entry of the problems, listed or in mid-text."""
    COMMITMENT = auto()
    ASIDE = auto()
    """Inside the sections of problems or next steps, but no entry: causes, introductions, closing words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, with its half-open range of the view."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
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
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its cleaned view, words and clauses."""

    found: Extraction
    view: View
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    sentences: tuple[tuple[Clause, ...], ...]
    """The clauses, sentence by sentence."""

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that lie wholly in a half-open range of the view."""
        low = bisect_left(self.words, start, key=lambda word: word.start)
        high = low
        while high < len(self.words) and self.words[high].end <= end:
            high += 1
        return self.words[low:high]

    def quote(self, start: int, end: int) -> str:
        """The text of a half-open range of the view."""
        return self.view.text[start:end]


def read(source: PlainText, found: Extraction, segmenter: Segmenter) -> Reading:
    """Cut a report into words and clauses and tell each clause what it is part of."""
    view = clean(source.text)
    words: list[Word] = []
    at = 0
    for piece in segmenter.words(view.text):
        words.append(Word(piece, at, at + len(piece)))
        at += len(piece)
    hosts = sorted(
        [(*view.range(problem.span), Zone.PROBLEM, problem.id) for problem in found.problems]
        + [(*view.range(commitment.span), Zone.COMMITMENT, commitment.id) for commitment in found.commitments],
        key=lambda host: (host[1] - host[0], host[0], host[3]),
    )
    asides = [
        view.range(section.span)
        for section in found.sections
        if section.kind in (SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.CLOSING)
    ]
    listed = [view.at(problem.span.start) for problem in found.problems if problem.where is Where.LIST]
    if not asides and listed:
        asides = [(min(listed), len(view.text))]
    clauses: list[Clause] = []
    sentences: list[tuple[Clause, ...]] = []
    cursor = segment = 0
    for sentence in _SENTENCE.finditer(view.text):
        inside: list[Clause] = []
        segment += 1
        for match in _CLAUSE.finditer(view.text, sentence.start(), sentence.end()):
            if view.text[match.start() - 1 : match.start()] in ("；", ";"):
                segment += 1
            start, end = _trim(view.text, match.start(), match.end())
            if start >= end:
                continue
            middle = (start + end) // 2
            zone, host = Zone.REPORTED, None
            for host_start, host_end, host_zone, host_id in hosts:
                if host_start <= middle < host_end:
                    zone, host = host_zone, host_id
                    break
            else:
                if any(low <= middle < high for low, high in asides):
                    zone = Zone.ASIDE
            while cursor < len(words) and words[cursor].start < start:
                cursor += 1
            last = cursor
            while last < len(words) and words[last].end <= end:
                last += 1
            number = len(clauses) + len(inside)
            inside.append(Clause(number, start, end, len(sentences), segment, zone, host, tuple(words[cursor:last])))
        if inside:
            sentences.append(tuple(inside))
            clauses += inside
    return Reading(found, view, tuple(words), tuple(clauses), tuple(sentences))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    enumerator = _ENUMERATOR.match(text, start, end)
    if enumerator is not None and enumerator.end() < end:
        start = enumerator.end()
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
