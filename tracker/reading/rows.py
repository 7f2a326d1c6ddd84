"""Which rows of a table are one line each, whatever paragraphs their cells hold: Word documents and web pages alike.

A table may hold a list, row by row, or a whole article laid out in its cells. It is a list where its first row names
three columns or more, one of them of problems and another of what is done about them or became of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMN, _FEWEST = 14, 3
"""So long at the most is the name of a column, and so many at the least has a list of problems."""
_PROBLEMS = ("问题", "不足", "短板", "差距")
_ANSWERS = ("情况", "进展", "状态", "结果", "成效", "进度", "措施", "举措", "打算", "对策", "办法", "思路")
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）、．.]|[一二三四五六七八九]是")


@dataclass(slots=True)
class Rows:
    """The rows of one table, taken in from the first."""

    _begun: bool = False
    _problems: int | None = None
    """Place of the column of problems; ``None`` where the table is no list of problems."""

    def line(self, cells: Sequence[Sequence[str]]) -> str | None:
        """The next row as one line, its cells parted by tabs; ``None`` where its paragraphs are lines of their own.

        Args:
            cells: the paragraphs of each cell; an empty cell holds its place.
        """
        if not self._begun and sum(map(bool, cells)) > 1:
            self._begun = True
            self._problems = _column_of_problems(["".join(cell).strip() for cell in cells])
        if self._problems is None or _several(cells, self._problems):
            return None
        return "\t".join(" ".join(cell) for cell in cells).rstrip("\t")


def _column_of_problems(names: Sequence[str]) -> int | None:
    if sum(map(bool, names)) < _FEWEST or any(len(name) > _COLUMN for name in names):
        return None
    at = next((at for at, name in enumerate(names) if any(word in name for word in _PROBLEMS)), None)
    if at is None or not any(name.endswith(_ANSWERS) for name in names[at + 1 :]):
        return None
    return at


def _several(cells: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the cell of problems holds a list of them."""
    told = cells[at] if at < len(cells) else ()
    return len(told) > 1 and all(_NUMBERED.match(one.strip()) for one in told)
