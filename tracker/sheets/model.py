"""Rows of a ledger on their way into a sheet and out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.domain.columns import LedgerColumn
from tracker.sheets.cells import CellValue

Cells = Mapping[LedgerColumn, str]
"""What cells say, by column, written as ``cells.text_of`` does."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item as it is written."""

    number: str
    cells: Mapping[LedgerColumn, CellValue]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an exported sheet says of itself."""

    ledger: str
    """What tells this ledger from any other."""
    exported: str
    """When, for people."""
    by: str
    choice: str = ""
    """Which items were exported, for people; empty for all."""
    figures: str = ""
    """How much is done, with the counting rule, for people."""


@dataclass(frozen=True, slots=True)
class Base:
    """What was exported, kept in the file itself."""

    stamp: Stamp
    columns: Mapping[LedgerColumn, str]
    """The columns written, with their titles."""
    rows: Mapping[str, Cells]
    """What was written, by number."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it came back."""

    line: int
    """The row of the sheet, from 1."""
    number: str
    """As it stands in the sheet; empty where somebody added a row."""
    cells: Cells


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """An exported ledger that came back."""

    base: Base
    rows: tuple[FilledRow, ...]
    lost: tuple[str, ...] = field(default=())
    """Titles of exported columns that the sheet no longer has."""
