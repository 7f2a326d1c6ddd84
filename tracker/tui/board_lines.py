"""A year's figures as lines of a list: a label, its numbers, a bar. Pure; ``bar_cells`` is all the drawing there is.

Numbers stand before the bar and the bar comes last: some Chinese terminals draw its signs two cells wide, and what
stands to the right of it would then be out of line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker.reporting.year_board import Part, Returning, Share, YearBoard
from tracker.tui.cells import one_line, width_of
from tracker.tui.labels import Tone


class Stretch(NamedTuple):
    """One part of a bar."""

    share: float
    """0 to 1 of the room."""
    sign: str
    """One cell wide; parts are told apart by it where there is no colour."""
    tone: Tone


DONE, LEFT = "█", "░"
_STACK = (("█", Tone.GOOD), ("▓", Tone.BAD), ("▒", Tone.WARN), ("░", Tone.INFO), ("-", Tone.MUTED))
"""The parts of a year: done, back again, called done, under way, not mentioned."""

_SHORT = ("再现", "称已改", "在推进", "未提及")
"""What the parts but the first are called where room is short."""

_TITLE = 60
"""Characters of a title that are looked at."""


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line of the screen of a year."""

    label: str
    figures: str = ""
    bar: tuple[Stretch, ...] = ()
    of: Part | None = None
    """The figure with the items that it counts: what Enter opens."""
    parts: tuple[Part, ...] = ()
    """What it can be taken apart into."""
    heading: bool = False
    tone: Tone = Tone.PLAIN


def _heading(label: str, aside: str = "") -> BoardLine:
    return BoardLine(label, aside, heading=True)


def _figure(part: Part, tone: Tone = Tone.PLAIN) -> BoardLine:
    return BoardLine(part.label, f"{part.count:,}", of=part, tone=tone if part.count else Tone.MUTED)


def _share(share: Share) -> BoardLine:
    due, done = share.due.count, share.done.count
    filled = done / due if due else 0.0
    return BoardLine(
        share.label,
        f"{done:,}/{due:,} {share.rate!s:>7}" if due else f"{'—':>7}",
        bar=(Stretch(filled, DONE, Tone.GOOD), Stretch(1.0 - filled, LEFT, Tone.MUTED)) if due else (),
        of=share.due,
        parts=(share.due, share.done, share.left),
    )


def whole_lines(board: YearBoard) -> tuple[BoardLine, ...]:
    """The whole in a few figures, and what waits today."""
    due, done, *others = board.figures
    filled = board.rate.part / board.rate.whole if board.rate.whole else 0.0
    tones = {"再次出现": Tone.BAD, "未提及未办结": Tone.WARN, "更早未办结": Tone.WARN}
    rate = BoardLine(
        board.counting.rate_label,
        str(board.rate),
        bar=(Stretch(filled, DONE, Tone.GOOD), Stretch(1.0 - filled, LEFT, Tone.MUTED)) if due.count else (),
        of=done,
        parts=(due, done),
        tone=Tone.STRONG,
    )
    waiting = [_figure(part, Tone.BAD if "逾期" in part.label else Tone.PLAIN) for part in board.waiting]
    most = max((part.count for part in board.waiting), default=0)
    return (
        _heading(f"{board.base_year} 年度提出的问题"),
        rate,
        _figure(due),
        _figure(done, Tone.GOOD),
        *(_figure(part, tones.get(part.label, Tone.PLAIN)) for part in others),
        _heading("现在等着办"),
        *(_measured(line, most) for line in waiting),
    )


def _measured(line: BoardLine, most: int) -> BoardLine:
    tone = line.tone if line.tone is not Tone.PLAIN else Tone.INFO
    bar = (Stretch(line.of.count / most, DONE, tone),) if most and line.of is not None else ()
    return replace(line, bar=bar)


def share_lines(title: str, shares: Sequence[Share]) -> tuple[BoardLine, ...]:
    """Rates side by side; nothing where there are none."""
    return (_heading(title), *map(_share, shares)) if shares else ()


def year_lines(board: YearBoard) -> tuple[BoardLine, ...]:
    """Where the problems of each year stand."""
    if not board.years:
        return ()
    most = max(stack.whole.count for stack in board.years)
    names = (board.counting.done_label, *_SHORT)
    signs = "  ".join(f"{sign}{name}" for (sign, _), name in zip(_STACK, names, strict=True))
    lines = [_heading("历年问题现在怎样"), BoardLine(signs, heading=True, tone=Tone.MUTED)]
    for stack in board.years:
        bar = tuple(
            Stretch(part.count / most, sign, tone) for (sign, tone), part in zip(_STACK, stack.parts, strict=True)
        )
        figures = f"{stack.parts[0].count:,}/{stack.whole.count:,}"
        parts = tuple(part for part in stack.parts if part.count)
        lines.append(BoardLine(f"{stack.year} 年度", figures, bar, stack.whole, parts))
    return tuple(lines)


def return_lines(board: YearBoard) -> tuple[BoardLine, ...]:
    """What returns: how often, then the longest by name."""
    if not board.times:
        return ()
    most = max(part.count for part in board.times)
    counted = (
        BoardLine(part.label, f"{part.count:,}", (Stretch(part.count / most, DONE, Tone.BAD),), part)
        for part in board.times
    )
    named = (
        BoardLine(
            f"{one.years[0]}–{one.years[-1]}",
            "" if board.unit else one_line(one.unit, _TITLE),
            of=_items(one),
            bar=(Stretch(1.0, one_line(one.title, _TITLE), Tone.PLAIN),),
        )
        for one in board.returning
    )
    return (_heading("屡次提出、又再现的"), *counted, *named)


def _items(one: Returning) -> Part:
    return Part(one.title, len(one.ids), one.ids)


Halves = tuple[tuple[BoardLine, ...], tuple[BoardLine, ...]]


def halves(board: YearBoard) -> Halves:
    """All lines, for two columns; one column shows the one half below the other."""
    left = (*whole_lines(board), *share_lines("按来源", board.origins), *year_lines(board))
    right = (*share_lines("按单位", board.units), *share_lines("按主题", board.themes), *return_lines(board))
    return left, right


# Drawing


def is_words(line: BoardLine) -> bool:
    """True where words stand in the place of the bar."""
    return len(line.bar) == 1 and width_of(line.bar[0].sign) > 1


def bar_cells(bar: Sequence[Stretch], width: int) -> Iterator[tuple[str, Tone]]:
    """A bar in at most ``width`` cells. The parts are rounded together, so that equal sums are equally long."""
    reached, told = 0.0, 0
    for part in bar:
        reached = min(reached + part.share, 1.0)
        upto = round(reached * width)
        if upto == told and part.share > 0 and told < width:
            upto = told + 1  # what there is shows
        if upto > told:
            yield part.sign * (upto - told), part.tone
        told = max(told, upto)


def measure(lines: Sequence[BoardLine], width: int) -> tuple[int, int]:
    """The cells for labels and for figures in a list ``width`` cells wide."""
    shown = [line for line in lines if not line.heading and not is_words(line)]
    figures = max((width_of(line.figures) for line in shown), default=0)
    labels = max((width_of(line.label) for line in shown), default=0)
    return min(labels, max(width - figures - 8, 8)), figures
