"""All units of a ledger side by side for one year: counts, league table, themes. Every figure keeps its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.kinds import ItemKind, Status, Theme, Verdict
from tracker.domain.status import OUTSTANDING, is_overdue
from tracker.reporting.blocks import (
    Bar,
    Block,
    Chart,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Run,
    Series,
    Signature,
    Table,
    Tone,
    cell,
    counted,
    said,
)
from tracker.reporting.counting import NOT_DUE, Rate
from tracker.reporting.model import USUAL_COUNTING, CountingRule
from tracker.reporting.wording import chinese_date, shortened

_CAME_BACK = frozenset({Verdict.CONTESTED, Verdict.RECURRING})
_UNIT_LIMIT = 30
_DRAWN = 15
"""Themes and units that a chart shows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item, as far as units are compared by it."""

    number: str
    kind: ItemKind
    year: int
    status: Status
    verdict: Verdict | None
    theme: Theme | None
    due_by: date | None
    """The day that it waits for: its deadline in force, else what was promised; its review where it goes on."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's year. Counts are of problems of the report before, unless said otherwise."""

    unit: str
    due: tuple[str, ...]
    closed: tuple[str, ...]
    claimed: tuple[str, ...]
    """The report of the year calls them put right; nobody has closed them."""
    came_back: tuple[str, ...]
    silent: tuple[str, ...]
    """Outstanding and not mentioned."""
    older: tuple[str, ...]
    """Still outstanding problems of reports further back."""
    overdue: tuple[str, ...]
    """Items of either kind and any year before that are overdue."""

    @property
    def rate(self) -> Rate:
        """Closed problems in proportion to those that have to be put right."""
        return Rate(len(self.closed), len(self.due))


@dataclass(frozen=True, slots=True)
class Overview:
    """What became, in one year, of what all units had raised before it."""

    year: int
    made_on: date
    lines: tuple[UnitLine, ...]
    """In order of rank; units with nothing due stand last."""
    themes: tuple[tuple[Theme | None, tuple[str, ...], tuple[str, ...]], ...]
    """Theme, outstanding problems that came back, outstanding problems that did not; the most frequent first."""
    ledger_hash: str | None = None
    counting: CountingRule = USUAL_COUNTING

    def all_of(self, name: str) -> tuple[str, ...]:
        """One figure over all units."""
        return tuple(number for line in self.lines for number in getattr(line, name))


def unit_line(
    unit: str, entries: Sequence[Entry], *, year: int, today: date, rule: CountingRule = USUAL_COUNTING
) -> UnitLine:
    """One unit's counts for a year from its items raised before it, by the office's rule of counting."""
    problems = [one for one in entries if one.kind is ItemKind.PROBLEM]
    last = [one for one in problems if one.year == year - 1 and one.status not in rule.left_out]
    left = [one for one in last if one.status is not Status.CLOSED and one.status not in NOT_DUE]
    return UnitLine(
        unit=unit,
        due=_numbers(last),
        closed=_numbers(one for one in last if one.status in rule.done),
        claimed=_numbers(one for one in left if one.verdict is Verdict.RECTIFIED),
        came_back=_numbers(one for one in last if one.verdict in _CAME_BACK),
        silent=_numbers(one for one in left if one.verdict is Verdict.SILENT),
        older=_numbers(one for one in problems if one.year < year - 1 and one.status in OUTSTANDING),
        overdue=_numbers(one for one in entries if is_overdue(one.status, one.due_by, today=today)),
    )


def _numbers(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(one.number for one in entries)


class Themes:
    """Outstanding problems by theme, taken in unit by unit."""

    def __init__(self) -> None:
        self._back: dict[Theme | None, list[str]] = defaultdict(list)
        self._else: dict[Theme | None, list[str]] = defaultdict(list)

    def take(self, entries: Iterable[Entry]) -> None:
        """Count a unit's items in."""
        for one in entries:
            if one.kind is ItemKind.PROBLEM and one.status in OUTSTANDING:
                (self._back if one.verdict in _CAME_BACK else self._else)[one.theme].append(one.number)

    def counts(self) -> tuple[tuple[Theme | None, tuple[str, ...], tuple[str, ...]], ...]:
        """See ``Overview.themes``."""
        found = [
            (theme, tuple(self._back.get(theme, ())), tuple(self._else.get(theme, ())))
            for theme in (*Theme, None)
            if theme in self._back or theme in self._else
        ]
        return tuple(sorted(found, key=lambda one: -len(one[1]) - len(one[2])))


def ranked(lines: Iterable[UnitLine]) -> tuple[UnitLine, ...]:
    """The lines in order of rank: by closure rate, then by what came back, then by what went unmentioned."""
    return tuple(sorted(lines, key=lambda line: (not line.due, _place(line), line.unit)))


def _place(line: UnitLine) -> tuple[float, int, int]:
    share = len(line.closed) / len(line.due) if line.due else 0.0
    return (-share, len(line.came_back), len(line.silent))


def compose_overview(overview: Overview) -> Document:
    """The overview as a document."""
    if not overview.lines:
        blocks: tuple[Block, ...] = (Paragraph(said(f"台账中没有{overview.year}年度以前的问题和承诺。")),)
    else:
        blocks = (
            *_whole(overview),
            Heading(1, "二、各单位情况"),
            Paragraph(
                said(
                    f"按{overview.counting.rate_label}排列；相同的，再次出现的少、未提及的少的在前。没有应整改问题的排在最后，不列名次。"
                )
            ),
            _league(overview),
            Heading(1, "三、未办结问题的主题"),
            *_on_themes(overview),
            _signature(overview),
        )
    return Document(
        f"{overview.year}年度问题整改情况汇总",
        f"（{len(overview.lines)}个单位，截至{chinese_date(overview.made_on)}）",
        blocks,
    )


_USUAL_RULE = (
    "计数口径：销号率＝已销号÷应整改数；应整改数不含并入、拆分和不纳入的；持续整改和报告自称的整改不计入已销号。"
)


def _whole(overview: Overview) -> tuple[Block, ...]:
    due, closed = overview.all_of("due"), overview.all_of("closed")
    rate = Rate(len(closed), len(due))
    line: Line = (
        Run(f"{len(overview.lines)}个单位{overview.year - 1}年度报告所提问题应整改"),
        counted(due),
        Run(f"个，{overview.counting.done_label}"),
        counted(closed),
        Run(
            f"个，{overview.counting.rate_label}{rate}。报告称已整改、尚未{overview.counting.closed_name.removeprefix('已')}的"
        ),
        counted(overview.all_of("claimed")),
        Run("个；再次出现的"),
        counted(overview.all_of("came_back")),
        Run("个；未提及、未办结的"),
        counted(overview.all_of("silent")),
        Run("个。更早年度提出、至今未办结的"),
        counted(overview.all_of("older")),
        Run(f"个。{overview.year}年度以前提出的问题和承诺中，已逾期的"),
        counted(overview.all_of("overdue")),
        Run("项。"),
    )
    usual = overview.counting == USUAL_COUNTING
    rule = _USUAL_RULE if usual else f"计数口径：{overview.counting.statement}"
    return (Heading(1, "一、总体情况"), Paragraph(line), Paragraph(said(rule)))


def _league(overview: Overview) -> Table:
    columns = (
        Column("名次", 12, centred=True),
        Column("单位", 28),
        Column("应整改", 14, centred=True),
        Column(overview.counting.done_label, 14, centred=True),
        Column(overview.counting.rate_label, 22, centred=True),
        Column("称已整改", 14, centred=True),
        Column("再次出现", 14, centred=True),
        Column("未提及", 12, centred=True),
        Column("更早未结", 14, centred=True),
        Column("逾期", 12, centred=True),
    )
    places: dict[tuple[float, int, int], int] = {}
    rows = []
    for number, line in enumerate(overview.lines, start=1):
        place = places.setdefault(_place(line), number) if line.due else None
        figures = (line.claimed, line.came_back, line.silent, line.older, line.overdue)
        rows.append(
            (
                cell(str(place) if place else "—"),
                cell(shortened(line.unit, _UNIT_LIMIT)),
                _figure(line.due),
                _figure(line.closed),
                cell(str(line.rate)),
                *map(_figure, figures),
            )
        )
    return Table("表1　各单位整改情况", columns, tuple(rows))


def _figure(numbers: tuple[str, ...]) -> tuple[Line, ...]:
    return ((counted(numbers),),)


def _on_themes(overview: Overview) -> tuple[Block, ...]:
    if not overview.themes:
        return (Paragraph(said("没有未办结的问题。")),)
    bars = tuple(
        Bar(theme.label if theme else "未归类", (back, other)) for theme, back, other in overview.themes[:_DRAWN]
    )
    series = (Series("再次出现", Tone.CAME_BACK), Series("其他未办结", Tone.UNSAID))
    rows = tuple(
        (cell(theme.label if theme else "未归类"), _figure((*back, *other)), _figure(back))
        for theme, back, other in overview.themes
    )
    columns = (
        Column("主题", 76),
        Column("未办结（个）", 40, centred=True),
        Column("其中再次出现（个）", 40, centred=True),
    )
    return (
        Table("表2　未办结问题的主题", columns, rows),
        Chart("图1　未办结问题最多的主题", "主题", series, bars),
    )


def _signature(overview: Overview) -> Signature:
    notes = (f"台账校验码：{overview.ledger_hash}",) if overview.ledger_hash else ()
    return Signature(("编制", "审核", "签发"), "汇总单位（盖章）", chinese_date(overview.made_on), notes)
