from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.conftest import REPORT
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.status import OUTSTANDING
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.model import ClosureReport, Record
from tracker.reporting.over_years import ages, chains, standings


def test_each_year_stands_where_people_put_it_first_and_reports_second(report: ClosureReport) -> None:
    found = {one.year: {part.label: part.numbers for part in one.parts} for one in standings(report)}
    assert list(found) == [2021, 2022]
    assert found[2021]["已销号"] == ("03-2021-02",)
    assert found[2021]["再次出现"] == ("03-2021-04",)
    assert found[2022]["已销号"] == ("03-2022-02",)
    assert found[2022]["再次出现"] == ("03-2022-01",)
    assert found[2022]["在推进或有工作"] == ("03-2022-03",)
    assert found[2022]["未提及或未对照"] == ("03-2022-04",)


def test_ages_run_without_gaps_and_count_the_outstanding_only(report: ClosureReport) -> None:
    found = [(one.years, one.problems.numbers, one.commitments.numbers) for one in ages(report)]
    assert found == [
        (2, ("03-2022-01", "03-2022-03", "03-2022-04"), ("03-2022-06",)),
        (3, ("03-2021-04",), ()),
    ]


def test_chains_are_followed_to_the_end_the_longest_first(report: ClosureReport) -> None:
    assert [chain.numbers for chain in chains(report)] == [
        ("03-2021-02", "03-2022-01", "03-2023-01"),
        ("03-2021-04", "03-2022-05"),
        ("03-2022-06", "03-2023-02"),
    ]


records = st.builds(
    Record,
    number=st.from_regex(r"03-202[0-3]-0[1-5]", fullmatch=True),
    kind=st.sampled_from(ItemKind),
    year=st.integers(2020, 2023),
    title=st.just("某问题"),
    status=st.sampled_from(Status),
    verdict=st.none() | st.sampled_from(Verdict),
    again_as=st.none() | st.from_regex(r"03-202[0-3]-0[1-5]", fullmatch=True),
)


@given(st.lists(records, max_size=12, unique_by=lambda one: one.number))
def test_nothing_is_counted_twice_or_lost_whatever_points_where(found: list[Record]) -> None:
    report = replace(REPORT, records=tuple(found))
    counted = [number for one in standings(report) for part in one.parts for number in part.numbers]
    due = [
        one.number
        for one in found
        if one.kind is ItemKind.PROBLEM and one.year < report.year and one.status not in NOT_DUE
    ]
    assert sorted(counted) == sorted(due)
    aged = [number for one in ages(report) for figure in (one.problems, one.commitments) for number in figure.numbers]
    assert sorted(aged) == sorted(one.number for one in found if one.year < report.year and one.status in OUTSTANDING)
    for chain in chains(report):
        years = [one.year for one in chain.records]
        assert len(years) > 1
        assert years == sorted(set(years))


def test_a_claim_is_no_closing() -> None:
    claimed = Record("03-2022-01", ItemKind.PROBLEM, 2022, "某问题", Status.IN_PROGRESS, Verdict.RECTIFIED)
    (only,) = standings(replace(REPORT, records=(claimed,)))
    assert {part.label: part.count for part in only.parts if part.count} == {"称已整改未销号": 1}
