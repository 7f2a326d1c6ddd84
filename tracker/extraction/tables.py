"""Tables of problems and measures that a file or a paste has flattened to text: cells parted by tabs or by ``|``.

A table is believed only where its first row names a column of problems. The view then keeps one tab between the cells;
what a finder reads of a row is a cell, never the row. Tables that tell what became of each problem hold no problems of
the report: they are read as statements (``tracker.extraction.closure_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.extraction.stretches import trim
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

CELL = "\t"
"""What stands between two cells of a row in the view."""
_BLANK = " \t\u3000\xa0\u200b\r"
_MOST = 14
"""Characters of a cell that names a column."""
_PROBLEMS = compiled(
    "(?:存在|主要|突出|具体|查摆|检视|自查|当前|党建|工作|的)*(?:问题|不足|短板|差距)(?:[和与及](?:不足|短板|差距)|表现|描述|内容|清单)?"
)
_MEASURES = compiled("(?:下一?步|整改|改进|解决|工作|具体|主要|的)*(?:措施|举措|打算|对策|办法|思路)")
_TERM = compiled(
    "(?:计划|预计|拟|整改|办结|要求|责任|工作)*(?:完成|整改|办结|落实)?的?(?:时限|时间|期限|限期|日期|时间节点|节点)(?:要求)?"
)
_STATE = compiled(
    "(?:目前|当前|整改|工作|完成|落实|办理)*(?:进展|进度|成效|结果|情况|状态|效果)(?:情况|及成效|和成效)?"
)
_RULE = compiled(r"[\s|:：+—–-]*")


class Columns(NamedTuple):
    """Which cells of a row hold the problem and its measures."""

    problem: int
    measures: int | None
    due: int | None = None
    """Until when the measures are to be taken."""
    state: int | None = None
    """What became of the problem."""


class Row(NamedTuple):
    """Half-open ranges of the view: the problem and its measures, either of them ``None`` where the cell is empty."""

    problem: tuple[int, int] | None
    measures: tuple[int, int] | None
    due: tuple[int, int] | None = None


class Cells(NamedTuple):
    """A line that is a row: its cells without blanks at either end, and the separators between them."""

    cells: tuple[tuple[int, int], ...]
    between: tuple[int, ...]


class _Names(NamedTuple):
    """What columns are called."""

    problems: frozenset[str]
    measures: frozenset[str]
    states: frozenset[str]
    closed: frozenset[str]


@derived
def _names() -> _Names:
    words = load("sheet_headers")
    return _Names(
        frozenset(words["exact.title"]),
        frozenset(words["exact.measures"]),
        frozenset([*words["exact.progress"], *words["exact.status"]]),
        frozenset(words["exact.closed_on"]),
    )


def layout(names: Sequence[str]) -> Columns | None:
    """What a first row says of the columns; ``None`` where it names no problems."""
    if len(names) < 2 or any(len(name) > _MOST for name in names):
        return None
    known = _names()
    plain = ["".join(name.split()).strip("：:") for name in names]
    named = [at for at, name in enumerate(plain) if name in known.problems or _PROBLEMS.fullmatch(name)]
    states = [at for at, name in enumerate(plain) if name in known.states or _STATE.fullmatch(name)]
    if len(named) != 1 or (not states and any(name in known.closed for name in plain)):
        return None
    answers = (at for at, name in enumerate(plain) if name in known.measures or _MEASURES.fullmatch(name))
    terms = (at for at, name in enumerate(plain) if _TERM.fullmatch(name))
    return Columns(named[0], next(answers, None), next(terms, None), states[-1] if states else None)


def columns(names: Sequence[str]) -> Columns | None:
    """The same of a table of problems; ``None`` where it tells what became of them."""
    found = layout(names)
    return found if found is not None and found.state is None else None


def table_lines(lines: Sequence[str]) -> dict[int, Cells | None]:
    """The lines of a text that are rows of such tables, by number; ``None`` for the rules that part rows."""
    found: dict[int, Cells | None] = {}
    mark, edged = "", False
    for number, line in enumerate(lines):
        if mark and mark in line:
            found[number] = None if _RULE.fullmatch(line) else _cells(line, mark, edged=edged)
            continue
        for one in ("\t", "|"):
            # | a | b |: the outer marks part nothing.
            outer = one == "|" and line.strip(_BLANK).startswith(one)
            if one in line and _names_columns(line, cells := _cells(line, one, edged=outer)):
                mark, edged = one, outer
                found[number] = cells
                break
    return found if len(found) > 1 else {}


def _names_columns(line: str, row: Cells) -> bool:
    return layout([line[start:end] for start, end in row.cells]) is not None


def _cells(line: str, mark: str, *, edged: bool) -> Cells:
    start, end = 0, len(line)
    if edged:
        start, end = trim(line, start, end, _BLANK)
        start += line.startswith(mark, start)
        end -= end > start and line[end - 1] == mark
    between = [at for at in range(start, end) if line[at] == mark]
    edges = [start, *(at + 1 for at in between)]
    return Cells(
        tuple(trim(line, a, b, _BLANK) for a, b in zip(edges, [*between, end], strict=True)),
        tuple(between),
    )


def rows(text: str, start: int, end: int) -> list[Row]:
    """The rows of the tables that stand in a stretch of the view, their first rows left out.

    A row with several paragraphs in a cell comes as lines: the problem, its measures, then a line for each cell behind.
    """
    if text.find(CELL, start, end) < 0:
        return []
    found: list[Row] = []
    stacked: list[tuple[int, int]] = []
    told: Columns | None = None
    many = 0
    for line in re.finditer(r"[^\n]+", text[start:end]):
        at, words = start + line.start(), line.group()
        if CELL not in words:
            if told is not None and not words.isdigit():
                stacked.append((at, at + len(words)))
                if _DUE.fullmatch(words):
                    found += _stacked(stacked, told, many)
                    stacked = []
            continue
        cells = parted_cells(at, words)
        if told is not None:
            found += _stacked(stacked, told, many)
        stacked = []
        if (here := layout([words for _, words in cells])) is not None:
            told, many = here, len(cells)
        elif told is not None:
            found.append(Row(_cell(cells, told.problem), _cell(cells, told.measures), _cell(cells, told.due)))
    if told is not None:
        found += _stacked(stacked, told, many)
    return [row for row in found if row.problem or row.measures]


_DUE = compiled(
    "(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:底|末|初)?(?:之?前|以前)?(?:完成)?|长期坚持|立行立改|持续推进"
)
"""What the last line of a row may say."""


def _stacked(lines: Sequence[tuple[int, int]], told: Columns, many: int) -> list[Row]:
    """The row that some lines hold; none where they are too few to be one."""
    behind = many - 1 - told.measures if told.measures is not None else 0
    if told.measures is None or len(lines) < 2 + behind:
        return []
    due = lines[told.due - many] if told.due is not None and told.due > told.measures else None
    return [Row(lines[0], (lines[1][0], lines[len(lines) - behind - 1][1]), due)]


def parted_cells(at: int, line: str) -> list[tuple[int, str]]:
    """The cells of a row that begins at a place of the view, each with its own place."""
    found = []
    for words in line.split(CELL):
        found.append((at, words))
        at += len(words) + 1
    return found


def _cell(cells: Sequence[tuple[int, str]], at: int | None) -> tuple[int, int] | None:
    if at is None or at >= len(cells) or len(cells[at][1]) < 2:
        return None
    start, words = cells[at]
    return start, start + len(words)


def header_at(text: str, start: int, end: int) -> int | None:
    """Where in a stretch of the view the first such table begins."""
    at = text.find(CELL, start, end)
    while at >= 0:
        begin = max(start, text.rfind("\n", start, at) + 1)
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if columns(text[begin:stop].split(CELL)) is not None:
            return begin
        at = text.find(CELL, stop, end)
    return None
