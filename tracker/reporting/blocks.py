"""A report as a row of blocks: what every renderer draws. Blocks hold words and their order, no layout.

Texts may hold anything a file can hold; a renderer passes each through ``wording.flowing`` before it writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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


Block = Heading | Paragraph | Table | Card | Signature


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
