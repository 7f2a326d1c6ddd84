"""What a report has to answer for beside what the report before it lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import update

from tests.ledger.samples import NOW, follow, plan, store
from tests.services.telling import assert_sound
from tracker.domain.following import FollowUp
from tracker.domain.kinds import Status, Verdict
from tracker.ledger import comparisons
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.services.comparing import year_on_year
from tracker.services.items import list_items, show_item
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item

FIRST = plan("甲", 2021, ["学习不深", "考核缺位"], [])
SILENT_YEAR = plan("甲", 2022, ["另一件事"], [])
BACK = plan("甲", 2023, ["学习不深"], [])


def told(ledger: Ledger, number: str) -> list[tuple[int, Verdict, str | None]]:
    return [(one.year, one.verdict, one.recurs_as) for one in show_item(ledger, number).follow_ups]


def test_a_silent_year_does_not_break_the_chain(ledger: Ledger) -> None:
    store(ledger, FIRST, SILENT_YEAR, BACK)
    assert told(ledger, "01-2021-01") == [(2022, Verdict.SILENT, None), (2023, Verdict.RECURRING, "01-2023-01")]
    assert told(ledger, "01-2021-02") == [(2022, Verdict.SILENT, None), (2023, Verdict.SILENT, None)]
    assert [row.number for row in show_item(ledger, "01-2023-01").previous] == ["01-2021-01"]
    assert_sound(ledger)


def test_what_has_returned_is_followed_under_its_new_number_only(ledger: Ledger) -> None:
    store(ledger, FIRST, plan("甲", 2022, ["学习不深"], []), BACK)
    assert told(ledger, "01-2021-01") == [(2022, Verdict.RECURRING, "01-2022-01")]
    assert told(ledger, "01-2022-01") == [(2023, Verdict.RECURRING, "01-2023-01")]


def test_what_did_not_return_in_between_does_not_return_as_what_did(ledger: Ledger) -> None:
    first = plan("甲", 2021, ["学习不深", "考核缺位"], [])

    def anything_returns(*reports: Any) -> FollowUp:
        told = follow(*reports)
        again = next((problem.id for problem in reports[3].problems), None)
        if reports[1].identity.year == 2021 and reports[3].identity.year == 2022:
            return told
        return FollowUp(tuple(replace(item, recurs_as=again) for item in told.items))

    store(ledger, first, plan("甲", 2022, ["另一件事"], []), plan("甲", 2023, ["换个说法"], []), rule=anything_returns)
    assert told(ledger, "01-2022-01")[-1][2] == "01-2023-01"
    assert told(ledger, "01-2021-01")[-1][2] is None


def test_what_was_closed_meanwhile_is_not_carried_on(ledger: Ledger) -> None:
    store(ledger, FIRST, SILENT_YEAR)
    with ledger.write() as session:
        session.execute(
            update(t.item).where(t.item.c.sequence == 1, t.item.c.year == 2021).values(status=Status.CLOSED)
        )
    store(ledger, BACK)
    assert [year for year, *_ in told(ledger, "01-2021-01")] == [2022]
    assert [year for year, *_ in told(ledger, "01-2021-02")] == [2022, 2023]


def test_what_was_not_taken_up_is_not_carried_on(ledger: Ledger) -> None:
    store(ledger, FIRST, SILENT_YEAR)
    move_item(ledger, "01-2021-01", Status.REJECTED, note="不归本单位", actor="张三", now=NOW)
    store(ledger, BACK)
    assert [year for year, *_ in told(ledger, "01-2021-01")] == [2022]


def test_lists_show_each_item_once_with_what_weighs_most(ledger: Ledger) -> None:
    claimed = plan("甲", 2022, ["另一件事"], [], claimed=2)
    store(ledger, FIRST, claimed, plan("甲", 2023, ["又一件事"], []))
    rows = list_items(ledger, ItemFilter(year=2021)).rows
    assert [(row.number, row.verdict, row.verdict_year) for row in rows] == [
        ("01-2021-01", Verdict.RECTIFIED, 2022),
        ("01-2021-02", Verdict.RECTIFIED, 2022),
    ]
    assert list_items(ledger, ItemFilter(verdict=Verdict.RECTIFIED)).total == 2
    assert list_items(ledger, ItemFilter(year=2021, verdict=Verdict.SILENT)).total == 0
    store(ledger, plan("甲", 2024, ["学习不深"], []))
    (row,) = list_items(ledger, ItemFilter(verdict=Verdict.RECURRING)).rows
    assert (row.number, row.verdict_year) == ("01-2021-01", 2024)


def test_a_year_that_arrives_late_takes_over(ledger: Ledger) -> None:
    store(ledger, FIRST, BACK)
    assert told(ledger, "01-2021-01") == [(2023, Verdict.RECURRING, "01-2023-01")]
    store(ledger, plan("甲", 2022, ["学习不深"], []))
    assert told(ledger, "01-2021-01") == [(2022, Verdict.RECURRING, "01-2022-01")]
    assert told(ledger, "01-2021-02") == [(2022, Verdict.SILENT, None), (2023, Verdict.SILENT, None)]


def test_a_corrected_report_is_held_against_older_items_anew(ledger: Ledger) -> None:
    store(ledger, FIRST, SILENT_YEAR, BACK)
    store(ledger, plan("甲", 2023, ["考核缺位"], [], path="甲/更正.txt"))
    assert told(ledger, "01-2021-01")[-1][:2] == (2023, Verdict.SILENT)
    assert told(ledger, "01-2021-02")[-1][:2] == (2023, Verdict.RECURRING)
    with ledger.read() as session:
        assert len(comparisons.of_unit(session, 1)) == 5
    assert_sound(ledger)


def test_the_same_report_again_asks_nothing_anew(ledger: Ledger) -> None:
    asked: list[Any] = []

    def noting(*reports: Any) -> FollowUp:
        asked.append(reports)
        return follow(*reports)

    store(ledger, FIRST, SILENT_YEAR, BACK, rule=noting)
    before = len(asked)
    store(ledger, BACK, rule=noting)
    assert len(asked) == before


def test_the_pair_of_years_shows_the_neighbours_and_the_carried_apart(ledger: Ledger) -> None:
    store(ledger, FIRST, SILENT_YEAR, BACK)
    pair = year_on_year(ledger, unit="甲", year=2023)
    assert [row.number for row, _ in pair.items] == ["01-2022-01"]
    assert [(row.number, view.verdict) for row, view in pair.carried] == [
        ("01-2021-01", Verdict.RECURRING),
        ("01-2021-02", Verdict.SILENT),
    ]
