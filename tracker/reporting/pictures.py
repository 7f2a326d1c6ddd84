"""Which counts the report draws as charts. A chart that would show nothing is left out by whoever asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.kinds import Status
from tracker.reporting.blocks import Bar, Chart, Column, Series, Table, Tone, cell, naming
from tracker.reporting.counting import Picture, by_origin, by_source
from tracker.reporting.model import ClosureReport
from tracker.reporting.over_years import Age, Chain, Standing
from tracker.reporting.particulars import TITLE_LIMIT, closing_of, titled
from tracker.reporting.wording import shortened

CHAIN_LIMIT = 12
"""Chains that are drawn, the longest; the table has all."""


_KINDS = (Series("问题（个）", Tone.PROBLEM), Series("承诺（项）", Tone.COMMITMENT))
_STANDING_TONES = (Tone.CLOSED, Tone.CAME_BACK, Tone.CLAIMED, Tone.UNDER_WAY, Tone.UNSAID)


def verdict_chart(report: ClosureReport, problems: Picture, commitments: Picture) -> Chart:
    """Last year's items by what the report of the year says of them."""
    assert report.older is not None
    pairs = zip(problems.by_verdict, commitments.by_verdict, strict=True)
    bars = tuple(
        Bar(of_problems.label, (of_problems.numbers, of_commitments.numbers))
        for of_problems, of_commitments in pairs
        if of_problems.count or of_commitments.count
    )
    return Chart(f"{report.older.year}年度事项的报告说法", "报告说法", _KINDS, bars)


def source_chart(report: ClosureReport) -> Chart:
    """Last year's problems by who raised them, done or not."""
    assert report.older is not None
    bars = tuple(
        Bar(one.origin.label, (one.closed.numbers, _without(one.due.numbers, set(one.closed.numbers))))
        for one in by_source(report)
        if one.due.count
    )
    series = (Series(report.counting.done_label, Tone.CLOSED), Series("其余应整改", Tone.UNSAID))
    return Chart(f"{report.older.year}年度问题各来源的{closing_of(report.names)}情况", "问题来源", series, bars)


def origin_chart(report: ClosureReport) -> Chart:
    """The ledger items that closure statements cover, by whose problems these speak of, closed or not."""
    closed = {item.number for item in report.items if item.status is Status.CLOSED}
    bars = tuple(
        Bar(one.origin.label, (_only(one.covered.numbers, closed), _without(one.covered.numbers, closed)))
        for one in by_origin(report)
        if one.covered.count
    )
    series = (Series(report.names.closed, Tone.CLOSED), Series(report.names.not_closed, Tone.UNSAID))
    return Chart(f"整改表述所涉事项的{closing_of(report.names)}情况", "问题来源", series, bars)


def _only(numbers: Iterable[str], wanted: set[str]) -> tuple[str, ...]:
    return tuple(number for number in numbers if number in wanted)


def _without(numbers: Iterable[str], unwanted: set[str]) -> tuple[str, ...]:
    return tuple(number for number in numbers if number not in unwanted)


def standing_chart(standings: Sequence[Standing]) -> Chart:
    """Where the problems of each year stand."""
    return Chart(
        "历年问题的现状",
        "提出年度",
        tuple(Series(part.label, tone) for part, tone in zip(standings[0].parts, _STANDING_TONES, strict=True)),
        tuple(Bar(f"{one.year}年度", tuple(part.numbers for part in one.parts)) for one in standings),
    )


def age_chart(ages: Sequence[Age]) -> Chart:
    """How old what is outstanding has become."""
    return Chart(
        "未办结事项的年数",
        "年数",
        _KINDS,
        tuple(Bar(f"第{one.years}年", (one.problems.numbers, one.commitments.numbers)) for one in ages),
    )


def chain_chart(chains: Sequence[Chain]) -> Chart:
    """How often what came back has stood in the reports."""
    bars = tuple(Bar(titled(one.records[0].number, one.records[0].title), (one.numbers,)) for one in chains)
    return Chart("再次出现事项见于几份报告", "最早的事项", (Series("报告（份）", Tone.CAME_BACK),), bars[:CHAIN_LIMIT])


def chain_table(chains: Sequence[Chain]) -> Table:
    """Every item that came back, with its words in each report."""
    return Table(
        "再次出现的脉络",
        (Column("类别", 16, centred=True), Column("历年编号和标题", 116), Column("出现", 24, centred=True)),
        tuple(
            (
                cell(chain.records[0].kind.label),
                tuple(
                    naming(f"{one.year}年度：{one.number}　{shortened(one.title, TITLE_LIMIT)}", one.number)
                    for one in chain.records
                ),
                cell(f"{len(chain.records)}份报告"),
            )
            for chain in chains
        ),
    )
