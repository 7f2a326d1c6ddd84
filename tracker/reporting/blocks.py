"""A report as a row of blocks: what every renderer draws. Blocks hold words and their order, no layout.

Texts may hold anything a file can hold; a renderer passes each through ``wording.flowing`` before it writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words."""

    text: str
    quoted: bool = False
    """True where the words are another document's and not ours."""
    items: tuple[str, ...] = ()
    """Numbers of the items that the words name or were counted from. Where a page can be clicked they open these."""


Line = tuple[Run, ...]
"""One line of a cell, or one paragraph."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its enumerator."""

    level: int
    """1 for 一、, 2 for （一）."""
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    width: int
    """Share of the table's width."""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row names the columns. Every row has as many cells as there are columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


class Tone(Enum):
    """What a series of a chart stands for; a renderer gives each its colour."""

    PROBLEM = auto()
    COMMITMENT = auto()
    CLOSED = auto()
    CAME_BACK = auto()
    CLAIMED = auto()
    UNDER_WAY = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """One of the counts that a bar is made of."""

    label: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: one part for each series, each the items it was counted from."""

    label: str
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts as stacked bars. Every bar has as many parts as there are series."""

    caption: str
    noun: str
    """What a bar stands for: 年度, 年数."""
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]

    @property
    def table(self) -> Table:
        """The same counts as a table without caption, for readers and formats that have no pictures."""
        columns = (
            Column(self.noun, 40),
            *(Column(one.label, 100 // len(self.series), centred=True) for one in self.series),
        )
        return Table(
            "", columns, tuple((cell(bar.label), *(((counted(one),),) for one in bar.parts)) for bar in self.bars)
        )


@dataclass(frozen=True, slots=True)
class Card:
    """One item with its particulars: a title over pairs of label and lines."""

    title: str
    rows: tuple[tuple[str, tuple[Line, ...]], ...]
    number: str = ""
    """Number of the item; empty where the card is not about one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The end of the report: who signs, when, and true to what."""

    blanks: tuple[str, ...]
    """Names of the places to sign."""
    issuer: str
    day: str
    notes: tuple[str, ...]


Block = Heading | Paragraph | Table | Chart | Card | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def said(text: str) -> Line:
    """A line of our own words."""
    return (Run(text),)


def cell(text: str) -> tuple[Line, ...]:
    """A cell with one line of our own words."""
    return (said(text),)


def counted(numbers: Sequence[str]) -> Run:
    """How many items there are, opening into which."""
    return Run(str(len(numbers)), items=tuple(numbers))


def naming(text: str, number: str) -> Line:
    """A line of our own words that names one item."""
    return (Run(text, items=(number,)),)
