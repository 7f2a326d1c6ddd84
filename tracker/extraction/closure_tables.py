"""Tables that tell of each problem what became of it: 序号 | 反馈问题 | 整改措施 | 整改情况."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus
from tracker.extraction.closure_clauses import clauses, without_enumerator
from tracker.extraction.closure_draft import ITEM_STATUS, Item
from tracker.extraction.closure_names import entry_measures, entry_title
from tracker.extraction.closure_outcome import read_words
from tracker.extraction.stretches import Stretch, trim
from tracker.extraction.tables import CELL, Columns, layout, parted_cells
from tracker.lexicon.compiling import compiled

_STOPS = "。；：，"
_FRAMED = compiled("(?:关于)?“[^”]+”(?:的|等|方面)*(?:问题)?。?|关于[^，。；]+?问题。?")


class ToldTable(NamedTuple):
    """A table, half-open in the view from its first row on, with what its rows tell."""

    start: int
    end: int
    items: tuple[Item, ...]
    measures: tuple[Stretch, ...]


def told_tables(text: str, start: int, end: int) -> list[ToldTable]:
    """The tables in a stretch of the view that name problems and what became of them; none without such rows.

    A table ends with the first line that is no row.
    """
    found: list[ToldTable] = []
    at = start
    while (at := text.find(CELL, at, end)) >= 0:
        begin = max(start, text.rfind("\n", start, at) + 1)
        stop = _line_end(text, begin, end)
        told = layout([words for _, words in parted_cells(begin, text[begin:stop])])
        if told is None or told.state is None:
            at = stop
            continue
        items: list[Item] = []
        measures: list[Stretch] = []
        last = stop
        while last < end and CELL in text[last + 1 : (following := _line_end(text, last + 1, end))]:
            _read(text, parted_cells(last + 1, text[last + 1 : following]), told, items, measures)
            last = following
        if items:
            found.append(ToldTable(begin, last, tuple(items), tuple(measures)))
        at = last
    return found


def opens_table(text: str, line: Stretch) -> bool:
    """Whether a line is the first row of such a table."""
    told = layout([words for _, words in parted_cells(line.start, text[line.start : line.end])])
    return told is not None and told.state is not None


def _line_end(text: str, start: int, end: int) -> int:
    stop = text.find("\n", start, end)
    return end if stop < 0 else stop


def _read(
    text: str, cells: Sequence[tuple[int, str]], told: Columns, items: list[Item], measures: list[Stretch]
) -> None:
    """Add what a row tells; a row without a problem goes on with the one above."""
    problem, state = _cell(cells, told.problem), _cell(cells, told.state)
    if problem is not None:
        begin = without_enumerator(text, *problem)
        stop = min([at for mark in _STOPS if (at := text.find(mark, begin, problem.end)) >= 0], default=problem.end)
        framed = _FRAMED.fullmatch(text, begin, problem.end) is not None
        title = entry_title(text, begin, problem.end) if framed else Stretch(begin, stop)
        items.append(Item(title, ClosureItemStatus.OPEN))
    if state is not None and items:
        parts = [part for sentence in _sentences(text, state) for part in clauses(text, *sentence)]
        said = read_words(text, parts[:1]) or read_words(text, parts)
        items[-1].status = ITEM_STATUS[said or ClosureStatus.IN_PROGRESS]
        if told.measures is None:
            measures.extend(entry_measures(text, parts[1:]))
    taken = _cell(cells, told.measures)
    for sentence in _sentences(text, taken) if taken is not None and items else ():
        measures.extend(entry_measures(text, clauses(text, *sentence)))


def _sentences(text: str, cell: Stretch) -> list[Stretch]:
    """The sentences of a cell without their numbers; what stands in brackets behind an outcome is one of its own."""
    edges = [cell.start - 1, *(at for at in range(*cell) if text[at] in "。（"), cell.end]
    pieces = [trim(text, low + 1, high, " ）") for low, high in pairwise(edges)]
    return [Stretch(without_enumerator(text, *piece), piece[1]) for piece in pieces if piece[0] < piece[1]]


def _cell(cells: Sequence[tuple[int, str]], at: int | None) -> Stretch | None:
    if at is None or at >= len(cells) or len(cells[at][1]) < 2:
        return None
    start, words = cells[at]
    return Stretch(start, start + len(words))
