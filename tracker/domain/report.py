"""What reading gives and what extraction finds: plain values, every one of them tied to its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.kinds import (
    ClosureItemStatus,
    ClosureStatus,
    Missing,
    Origin,
    PassageKind,
    SectionKind,
    Severity,
    Theme,
    Where,
)
from tracker.domain.spans import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """What a stored text was before it was text, so that a person finds a place again in the file."""

    format: str = "txt"
    """The format that its content gave away: ``txt``, ``docx``, ``pdf``, ``doc`` …"""
    pages: tuple[int, ...] = ()
    """Where each page starts, code points into the text, ascending; empty where the file fixes no pages."""
    paragraphs: tuple[int, ...] = ()
    """Where each paragraph that holds words starts; empty where the file knows lines only."""

    def page_at(self, place: int) -> int | None:
        """The page, counted from 1, that a code point of the text stands on."""
        return max(1, bisect_right(self.pages, place)) if self.pages else None

    def paragraph_at(self, place: int) -> int | None:
        """The paragraph, counted from 1 and without empty ones, that a code point of the text stands in."""
        return max(1, bisect_right(self.paragraphs, place)) if self.paragraphs else None


UNSURE = 0.7
"""An item of less confidence is put before a person first."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A report as decoded: ``text`` is what is stored and what every span refers to."""

    text: str
    """The words of the file in reading order, lines and paragraphs parted by LF. Of a text file it is the content with
    CRLF and CR turned into LF and a byte order mark removed, nothing else changed (NUL, which PostgreSQL cannot store,
    is replaced one for one by U+FFFD)."""
    encoding: str
    """The encoding the characters stood in, as a Python codec name such as ``utf-8`` or ``gb18030``; empty for PDF."""
    sha256: str
    """Hexadecimal SHA-256 of the file's bytes."""
    path: str = ""
    """The path the file was read from, as given; empty for text that came from no file."""
    layout: Layout = Layout()
    """What the file was and where its pages or paragraphs start."""
    warnings: tuple[str, ...] = field(default=(), compare=False)
    """What stood in the file and could not be read, each one Chinese sentence; extraction hands them on."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report it is and for which year, and how that is known."""

    org: str | None
    """The organisation's name, or ``None`` where neither text nor file name nor folder gives it."""
    year: int | None
    """The year reported on."""
    org_in_text: str | None = None
    year_in_text: int | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the report with one purpose. Sections do not overlap; text between them belongs to none."""

    kind: SectionKind
    span: Span
    heading: str = ""
    """The heading's words without enumerator and closing punctuation; empty where the section opens without one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch inside an item that tells something of it. What announces it (比如, 责任人：) stands outside."""

    kind: PassageKind
    span: Span
    words: str
    """What it says, breaks of lines left out: a name, a cause, an example."""
    deadline: date | None = None
    """The last day of a term, where its words give one."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What an item says of itself beyond its headline. Told by ``tracker.extraction.particulars``, from words alone."""

    theme: Theme | None = None
    """``None`` where it is about none of the twenty matters, or too little is said."""
    severity: Severity | None = None
    """For problems: ``None`` where the report states the matter without weighing it."""
    passages: tuple[Passage, ...] = ()
    """In order of place; all inside the item's span."""
    missing: tuple[Missing, ...] = ()
    """For commitments: what none of its words say."""

    @property
    def vague(self) -> bool:
        """True for a promise with nothing in it that could be checked."""
        return Missing.WHAT in self.missing

    def of(self, kind: PassageKind) -> tuple[Passage, ...]:
        """The passages of one kind."""
        return tuple(passage for passage in self.passages if passage.kind is kind)


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem the organisation says it still has."""

    id: str
    """``p1``, ``p2`` … in order of their place in the text; unique within the report."""
    title: str
    span: Span
    where: Where = Where.LIST
    confidence: float = 1.0
    particulars: Particulars | None = None
    """``None`` until ``tracker.extraction.particulars`` has been asked."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a commitment says will be done."""

    span: Span
    deadline: date | None = None
    checkable: bool = True
    """True where next year's report could show it done or not: a thing to be built, written, trained, counted."""
    missing: tuple[Missing, ...] = ()
    """What its words leave unsaid; filled together with the particulars of its commitment."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One entry of the next-steps section."""

    id: str
    """``c1``, ``c2`` … in order of their place in the text; unique within the report."""
    title: str
    span: Span
    actions: tuple[Action, ...] = ()
    addresses: tuple[str, ...] = ()
    """Ids of the problems of the same report that it answers."""
    confidence: float = 1.0
    particulars: Particulars | None = None
    """``None`` until ``tracker.extraction.particulars`` has been asked."""


@dataclass(frozen=True, slots=True)
class ClosureItem:
    """A problem named inside a closure statement."""

    title: str
    status: ClosureItemStatus
    span: Span


@dataclass(frozen=True, slots=True)
class Closure:
    """A statement about problems raised earlier or by others: how many, and what became of them."""

    origin: Origin
    status: ClosureStatus
    span: Span
    total: int | None = None
    done: int | None = None
    measures: tuple[Span, ...] = ()
    items: tuple[ClosureItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted list of matters of the year with how many of them are done."""

    label: str
    span: Span
    total: int | None = None
    done: int | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """A counted result: ``6.2万斤`` is 62000 斤, ``95％`` is 95 %."""

    label: str
    value: float
    unit: str
    span: Span
    approx: bool = False
    """True where the text says 余, 多, 近, 约 or the like."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A stretch of the problems or the plans that nothing found there covers: a person should look at it."""

    section: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report yields. Tuples are in order of their place in the text."""

    identity: Identity
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    closures: tuple[Closure, ...] = ()
    tallies: tuple[Tally, ...] = ()
    metrics: tuple[Metric, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    """What a person should know about this reading, each one Chinese sentence."""
    raised_by: Origin | None = Origin.SELF_REVIEW
    """Who raised the listed problems: the organisation itself in its report, others in a list kept beside reports.
    Counts that a newer report claims for problems of that origin are held against them; none where it is ``None``."""
