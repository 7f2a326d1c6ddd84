"""The problems that several units have (共性问题) as a document: by theme, then problem by problem with every quote.

Which problems are the same is proposed from their words; whether they are is for a person to say. Every figure keeps
what it was counted from: items by number, units by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tracker.domain.kinds import Status, Theme
from tracker.domain.lines import inside_quotes
from tracker.domain.status import OUTSTANDING
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
    naming,
    said,
)
from tracker.reporting.model import USUAL_COUNTING, USUAL_NAMES, CountingRule, Passage, StateNames
from tracker.reporting.particulars import SHORT_QUOTE_LIMIT, TITLE_LIMIT, quoted
from tracker.reporting.wording import chinese_date, chinese_number, shortened

_DRAWN = 12
"""Problems that the chart shows, the widest."""
_UNIT_LIMIT = 30
_RULE = (
    "归类口径：说法相近、要紧的词相同的归为一类，相似度是与该类第一条比的；是不是一回事由人判断。"
    "一个单位的几条算一个单位；不含并入、拆分和不纳入的问题。"
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A unit's problem, as far as it is counted."""

    number: str
    unit: str
    year: int
    """Of the report that raised it."""
    status: Status
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class Shared:
    """One unit's problem in a group."""

    number: str
    unit: str
    year: int
    """Of the report that raised it."""
    title: str
    status: Status
    quote: Passage
    likeness: float
    """0 to 1: how like it is to the first of its group."""


@dataclass(frozen=True, slots=True)
class Group:
    """One problem that several units have."""

    title: str
    """Of the item that all others are like."""
    theme: Theme | None
    words: tuple[str, ...]
    """What tells most of it."""
    items: tuple[Shared, ...]
    """The one that all others are like first."""

    @property
    def units(self) -> tuple[str, ...]:
        """Names of the units that have it."""
        return units_of(self.items)

    @property
    def years(self) -> tuple[int, ...]:
        """Years whose reports raise it."""
        return tuple(sorted({one.year for one in self.items}))


@dataclass(frozen=True, slots=True)
class CommonReport:
    """What the units of a ledger have in common."""

    year: int | None
    """Only problems that reports of this year raise; of all years where ``None``."""
    outstanding: bool
    """Only problems that are not finished."""
    at_least: int
    """How many units have to have a problem."""
    made_on: date
    raised: tuple[Raised, ...]
    """All problems that were held against one another."""
    groups: tuple[Group, ...]
    """The widest first."""
    counting: CountingRule = USUAL_COUNTING
    names: StateNames = USUAL_NAMES
    ledger_hash: str | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Names of the units that have problems at all."""
        return units_of(self.raised)

    @property
    def items(self) -> tuple[Shared, ...]:
        """Everything that is in a group."""
        return tuple(one for group in self.groups for one in group.items)

    @property
    def themes(self) -> tuple[tuple[Theme | None, tuple[Group, ...]], ...]:
        """The themes of all problems, those of most problems first and what has none last, each with its groups."""
        counts = Counter(one.theme for one in self.raised)
        order = sorted((*Theme, None), key=lambda theme: (theme is None, -counts[theme]))
        found = ((theme, tuple(one for one in self.groups if one.theme is theme)) for theme in order)
        return tuple((theme, groups) for theme, groups in found if groups or counts[theme])


_Any = Sequence[Raised] | Sequence[Shared]
_One = TypeVar("_One", Raised, Shared)


def numbers(items: _Any) -> tuple[str, ...]:
    """Numbers of items."""
    return tuple(one.number for one in items)


def open_items(items: Sequence[_One]) -> tuple[_One, ...]:
    """Those that are not finished."""
    return tuple(one for one in items if one.status in OUTSTANDING)


def done_items(items: Sequence[_One], rule: CountingRule) -> tuple[_One, ...]:
    """Those that the office counts as done."""
    return tuple(one for one in items if one.status in rule.done)


def units_of(items: _Any) -> tuple[str, ...]:
    """Names of the units that have them."""
    return tuple(sorted({one.unit for one in items}))


def theme_label(theme: Theme | None) -> str:
    """A theme as people read it."""
    return theme.label if theme else "未归类"


def title_of(report: CommonReport) -> str:
    """What the document is called."""
    return f"{f'{report.year}年度' if report.year else '历年'}共性问题分析"


def compose_common(report: CommonReport) -> Document:
    """The report as a document. The same report always gives the same one."""
    day = f"（{len(report.units)}个单位，截至{chinese_date(report.made_on)}）"
    if not report.groups:
        words = f"没有{report.at_least}个以上单位共有的问题。"
        return Document(title_of(report), day, (Paragraph(said(words)), Paragraph(said(_RULE))))
    blocks: list[Block] = [Heading(1, "一、总体情况"), _whole(report), Paragraph(said(_RULE))]
    if report.counting.done:
        blocks.append(Paragraph(said(f"计数口径：{report.counting.statement}")))
    blocks += [_on_themes(report), _on_years(report), _chart(report), _glance(report)]
    table = 4
    shared = [one for one in report.themes if one[1]]
    for place, (theme, groups) in enumerate(shared, start=2):
        blocks.append(Heading(1, f"{chinese_number(place)}、{theme_label(theme)}"))
        for group in groups:
            rank = report.groups.index(group) + 1
            blocks += [Heading(2, f"共性问题{rank}　{shortened(group.title, TITLE_LIMIT)}"), _about(group, report)]
            blocks.append(_quotes(group, report, f"表{table}"))
            table += 1
    notes = (f"台账校验码：{report.ledger_hash}",) if report.ledger_hash else ()
    blocks.append(Signature(("编制", "审核", "签发"), "汇总单位（盖章）", chinese_date(report.made_on), notes))
    return Document(title_of(report), day, tuple(blocks))


def _whole(report: CommonReport) -> Paragraph:
    items = report.items
    what = f"{report.year}年度报告" if report.year else "历年报告"
    line: Line = (
        _named(report.units),
        Run(f"个单位的{what}提出{'、没有了结的' if report.outstanding else ''}问题"),
        counted(numbers(report.raised)),
        Run(f"个，{report.at_least}个以上单位都有的归为"),
        _named([group.title for group in report.groups]),
        Run("类，涉及单位"),
        _named(units_of(items)),
        Run("个、问题"),
        counted(numbers(items)),
        Run(f"个，其中{report.counting.done_label}"),
        counted(numbers(done_items(items, report.counting))),
        Run("个、未办结"),
        counted(numbers(open_items(items))),
        Run("个。"),
    )
    return Paragraph(line)


def _named(names: Sequence[str]) -> Run:
    """How many there are, opening into their names."""
    return Run(str(len(names)), items=tuple(names))


def _figure(items: _Any) -> tuple[Line, ...]:
    return ((counted(numbers(items)),),)


def _on_themes(report: CommonReport) -> Table:
    rows = tuple(
        (cell(theme_label(theme)), *_counts([one for one in report.raised if one.theme is theme], groups))
        for theme, groups in report.themes
    )
    return Table("表1　问题的主题", (Column("主题", 46), *_COUNTS), rows)


def _on_years(report: CommonReport) -> Table:
    rows = []
    for year in sorted({one.year for one in report.raised}):
        groups = tuple(group for group in report.groups if year in group.years)
        rows.append((cell(f"{year}年度"), *_counts([one for one in report.raised if one.year == year], groups, year)))
    return Table("表2　问题的年度", (Column("提出年度", 46), *_COUNTS), tuple(rows))


_COUNTS = tuple(
    Column(label, 22, centred=True)
    for label in ("单位（个）", "问题（个）", "未办结（个）", "共性问题（类）", "所含问题（个）")
)


def _counts(raised: Sequence[Raised], groups: Sequence[Group], year: int | None = None) -> tuple[tuple[Line, ...], ...]:
    within = [one for group in groups for one in group.items if year is None or one.year == year]
    return (
        ((_named(units_of(raised)),),),
        _figure(raised),
        _figure(open_items(raised)),
        ((_named([group.title for group in groups]),),),
        _figure(within),
    )


def _chart(report: CommonReport) -> Chart:
    series = (
        Series(report.counting.done_label, Tone.CLOSED),
        Series("其余", Tone.UNSAID),
    )
    bars = tuple(
        Bar(
            group.title,
            (
                numbers(done_items(group.items, report.counting)),
                numbers([one for one in group.items if one.status not in report.counting.done]),
            ),
        )
        for group in report.groups[:_DRAWN]
    )
    return Chart("图1　涉及单位最多的共性问题（问题数）", "共性问题", series, bars)


def _glance(report: CommonReport) -> Table:
    columns = (
        Column("序号", 14, centred=True),
        Column("共性问题", 46),
        Column("主题", 26, centred=True),
        Column("年度", 16, centred=True),
        Column("单位数", 18, centred=True),
        Column("问题数", 18, centred=True),
        Column("未办结", 18, centred=True),
    )
    rows = tuple(
        (
            cell(str(rank)),
            cell(shortened(group.title, TITLE_LIMIT)),
            cell(theme_label(group.theme)),
            tuple(said(str(year)) for year in group.years),
            ((_named(group.units),),),
            _figure(group.items),
            _figure(open_items(group.items)),
        )
        for rank, group in enumerate(report.groups, start=1)
    )
    return Table("表3　共性问题一览", columns, rows)


def _about(group: Group, report: CommonReport) -> Paragraph:
    runs = [_named(group.units), Run("个单位"), counted(numbers(group.items)), Run("条")]
    for place, year in enumerate(group.years):
        of_year = [one for one in group.items if one.year == year]
        runs += [Run(f"{'，' if place else '：'}{year}年度"), counted(numbers(of_year)), Run("条")]
    runs.append(Run(f"。都说到{'、'.join(group.words)}。" if group.words else "。"))
    for status in Status:
        of_state = [one for one in group.items if one.status is status]
        if of_state:
            runs += [Run(f"{report.names.of(status)}"), counted(numbers(of_state)), Run("条，")]
    runs[-1] = Run("条。")
    return Paragraph(tuple(runs))


def _quotes(group: Group, report: CommonReport, place: str) -> Table:
    columns = (
        Column("编号", 28, centred=True),
        Column("单位", 28),
        Column("原文", 64),
        Column("状态", 18, centred=True),
        Column("相似度", 18, centred=True),
    )
    rows = tuple(
        (
            (naming(one.number, one.number),),
            cell(shortened(one.unit, _UNIT_LIMIT)),
            (quoted(one.quote, SHORT_QUOTE_LIMIT),),
            cell(report.names.of(one.status)),
            cell(f"{one.likeness:.2f}"),
        )
        for one in group.items
    )
    return Table(f"{place}　“{inside_quotes(shortened(group.title, TITLE_LIMIT))}”各单位原文", columns, rows)
