"""From the rows of a foreign ledger to the items it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.domain.columns import DAYS, LedgerColumn
from tracker.domain.kinds import Origin, Term
from tracker.extraction.deadlines import find_deadline
from tracker.lexicon.loader import load
from tracker.sheets.cells import day_in, text_of_cell
from tracker.sheets.layouts import Layout
from tracker.sheets.reading import Grid

C = LedgerColumn

ONE = frozenset({C.UNIT, C.ORIGIN, C.CHANNEL, C.CATEGORY, C.TERM, C.SEQUENCE, C.NUMBER, *DAYS})
"""Columns of which an item has one value: of several rows the first says it."""

KEPT_AS_NOTES = (C.NUMBER, C.STATUS, C.CLOSED_ON, C.EVIDENCE)
"""Columns that are no fields of an item here: what they say is kept in words. A state is earned, not copied."""

_SECTION = re.compile(
    r"[一二三四五六七八九十]+[、.．]|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+"
)

_TERMS = tuple(term.label for term in Term)

_AT_ONCE, _LONG = ("立行立改", "立即整改", "立整立改", "即知即改", "立行"), ("长期", "持续", "常态")


@dataclass(frozen=True, slots=True)
class GatheredItem:
    """One item of a foreign ledger."""

    lines: tuple[int, ...]
    """The rows of the sheet that tell of it, from 1."""
    cells: Mapping[LedgerColumn, str]
    """What its columns say; empty ones are left out. Days are in ISO form where they could be understood."""

    @property
    def title(self) -> str:
        """The problem, on one line."""
        return re.sub(r"\s*\n\s*", " ", self.cells[C.TITLE])


@dataclass(slots=True)
class _Draft:
    lines: list[int]
    cells: dict[LedgerColumn, list[str]] = field(default_factory=dict)


def gather(grid: Grid, layout: Layout) -> tuple[GatheredItem, ...]:
    """The items that a sheet lists, in its order.

    Rows below a problem that name none are part of it: its measures and persons stand one a row. A row that names only
    a chapter gives the rows below it their category.
    """
    return tuple(_finished(draft, layout) for draft in _drafts(grid, layout))


def _drafts(grid: Grid, layout: Layout) -> Iterator[_Draft]:
    across = {top for top, left, _, right in grid.merged if right - left + 1 >= max(len(layout.titles) * 0.6, 3)}
    draft: _Draft | None = None
    chapter = ""
    title = ""
    for y, row in enumerate(grid.rows):
        if y < layout.first or not any(text_of_cell(cell) for cell in row):
            continue
        cells = _cells(row, layout)
        first = next(text for cell in row if (text := text_of_cell(cell)))
        alone = sum(bool(text_of_cell(cell)) for cell in row) == 1
        if first.startswith(load("sheet_headers")["rows.not_items"]) or _repeats_header(row, layout):
            continue
        if y in across or (alone and _SECTION.match(first)):
            chapter = first if _SECTION.match(first) or y in across else chapter
            continue
        named = cells.get(C.TITLE)
        if named or (C.QUOTE in cells and title):
            if draft is not None:
                yield draft
            draft = _Draft([])
            title = "\n".join(named or [title])
            draft.cells[C.TITLE] = [title]
            if chapter and C.CATEGORY not in cells:
                draft.cells[C.CATEGORY] = [chapter]
        if draft is None:
            continue
        draft.lines.append(y + 1)
        for column, texts in cells.items():
            if column is not C.TITLE:
                draft.cells.setdefault(column, []).extend(texts)
    if draft is not None:
        yield draft


def _cells(row: Sequence[Any], layout: Layout) -> dict[LedgerColumn, list[str]]:
    found: dict[LedgerColumn, list[str]] = {}
    for at, column in layout.columns.items():
        text = text_of_cell(row[at] if at < len(row) else None, day=column in DAYS)
        if text:
            several = len(layout.of(column)) > 1
            found.setdefault(column, []).append(f"{layout.titles[at]}：{text}" if several else text)
    return found


def _repeats_header(row: Sequence[Any], layout: Layout) -> bool:
    """True where a header stands again, as on every printed page of some ledgers."""
    same = sum(
        bool(title) and re.sub(r"\s+", "", text_of_cell(cell)) in title.split("／")
        for cell, title in zip(row, layout.titles, strict=False)
    )
    return same >= 3


def _finished(draft: _Draft, layout: Layout) -> GatheredItem:
    cells: dict[LedgerColumn, str] = {}
    kept: list[str] = []
    for column, texts in draft.cells.items():
        distinct = list(dict.fromkeys(texts))
        text = distinct[0] if column in ONE else "\n".join(distinct)
        if column in {C.PERSON, C.LEADER, C.LEAD_UNIT, C.SUPPORT_UNITS}:
            text = "、".join(
                dict.fromkeys(part for line in distinct for part in re.split(r"[、,，;；\s]+", line) if part)
            )
        if column in KEPT_AS_NOTES:
            kept.append(f"原表“{_title(layout, column)}”：{'；'.join(distinct)}")
        elif column in DAYS and day_in(text) is None:
            day, term = _meant(text)
            kept.append(f"原表“{_title(layout, column)}”：{'；'.join(distinct)}")
            if day:
                cells[column] = day.isoformat()
            if term and column is C.DUE_ON:
                cells.setdefault(C.TERM, term)
        elif column is C.TERM:
            term = text if text in _TERMS else _meant(text)[1]
            if term:
                cells[column] = term
            else:
                kept.append(f"原表“{_title(layout, column)}”：{text}")
        elif column is C.ORIGIN:
            origin = _origin(text)
            cells[column] = origin.label
            if text != origin.label:
                cells.setdefault(C.CHANNEL, text)
        elif column is not C.SEQUENCE:
            cells[column] = text
    if kept:
        cells[C.NOTES] = "\n".join([*([cells[C.NOTES]] if C.NOTES in cells else []), *kept])
    return GatheredItem(tuple(draft.lines), cells)


def _meant(text: str) -> tuple[date | None, str | None]:
    """The day and the class of term that words such as 2026年6月底前 or 立行立改 mean."""
    if any(word in text for word in _AT_ONCE):
        return None, Term.AT_ONCE.label
    day = find_deadline(text, 0, len(text), year=None)
    if day is None and any(word in text for word in _LONG):
        return None, Term.LONG.label
    return day, None


def _origin(text: str) -> Origin:
    """Who raised it, as a cell about the source says."""
    for origin in Origin:
        if text == origin.label:
            return origin
    for name, words in load("sheet_headers").table("origins").items():
        if any(word in text for word in words):
            return Origin(name)
    return Origin.OTHER


def _title(layout: Layout, column: LedgerColumn) -> str:
    return layout.titles[layout.of(column)[0]]
