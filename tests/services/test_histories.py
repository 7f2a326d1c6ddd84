"""The history as lists and screens want it: filtered, by the page, one change in full."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.ledger.samples import NOW, counted_queries, plan, store
from tests.services.moving import move
from tracker.domain.errors import NotFoundError
from tracker.domain.fields import Field
from tracker.domain.kinds import Status, Verdict
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.services.filling import extend, fill_in
from tracker.services.histories import (
    HistoryFilter,
    actors,
    command_numbers,
    command_view,
    commands_by_number,
    entries_by_id,
    entry_ids,
    first_commands,
)
from tracker.services.judging import judge
from tracker.services.undoing import undo
from tracker.services.units import rename_unit

BEIJING = timezone(timedelta(hours=8))
ITEM, OTHER = "01-2022-01", "01-2022-02"
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲", 2021, ["学习不深"], ["修路"]), plan("甲", 2022, ["学习不深", "考核缺位"], ["修路"]))
    return ledger


def changed(ledger: Ledger, command: int) -> list[tuple[str, str, str, str]]:
    found = entries_by_id(ledger, entry_ids(ledger, command), zone=BEIJING)
    return [(one.number, change.label, change.before, change.after) for one in found for change in one.changes]


def last(ledger: Ledger) -> int:
    return command_numbers(ledger, HistoryFilter())[0]


def test_commands_are_found_by_item_person_and_day(stocked: Ledger) -> None:
    move(stocked, ITEM, Status.OPEN, actor="李四", now=NEXT_DAY)
    move(stocked, OTHER, Status.OPEN, actor="王五", now=NEXT_DAY + timedelta(hours=1))
    everything = command_numbers(stocked, HistoryFilter())
    assert list(everything) == [one.number for one in log(stocked)]
    by_item = command_numbers(stocked, HistoryFilter(number=ITEM))
    assert [one.what for one in commands_by_number(stocked, by_item)] == ["确认纳入", "导入报告"]
    (only,) = commands_by_number(stocked, command_numbers(stocked, HistoryFilter(actor="王五")))
    assert (only.numbers, only.actor, only.id) == ((OTHER,), "王五", only.number)
    day = HistoryFilter(since=NEXT_DAY - timedelta(hours=2), until=NEXT_DAY + timedelta(minutes=1))
    assert [one.actor for one in first_commands(stocked, day, limit=5)] == ["李四"]
    assert len(command_numbers(stocked, HistoryFilter(number=ITEM, actor="王五"))) == 0
    assert actors(stocked) == ("张三", "李四", "王五")
    with pytest.raises(NotFoundError):
        command_numbers(stocked, HistoryFilter(number="01-2022-99"))


def test_a_page_of_commands_costs_the_same_however_long_it_is(stocked: Ledger) -> None:
    for number in range(4):
        fill_in(stocked, [ITEM], {Field.NOTES: f"第{number}次"}, actor="李四", now=NOW)
    numbers = command_numbers(stocked, HistoryFilter())
    with counted_queries() as few:
        commands_by_number(stocked, numbers[:1])
    with counted_queries() as many:
        commands_by_number(stocked, numbers[:4])
    assert len(few) == len(many)


def test_a_long_command_is_told_by_its_beginning(ledger: Ledger) -> None:
    plans = [plan("甲", year, [f"问题{number}号" for number in range(30)], ["修路"]) for year in (2020, 2021, 2022)]
    store(ledger, *plans)
    (only,) = log(ledger)
    assert (only.what, only.items, only.places) == ("导入报告", 93, ("甲 2020", "甲 2021", "甲 2022"))
    assert len(entry_ids(ledger, only.number)) > 93


def test_undone_commands_say_so_and_are_told_in_full(stocked: Ledger) -> None:
    move(stocked, ITEM, Status.OPEN)
    done = last(stocked)
    undo(stocked, actor="张三", now=NOW)
    assert [one.undone for one in commands_by_number(stocked, [done, last(stocked)])] == [True, False]
    assert (ITEM, "状态", "待整改", "待确认") in changed(stocked, last(stocked))
    assert command_view(stocked, done).undone
    with pytest.raises(NotFoundError, match="没有第 999 号"):
        command_view(stocked, 999)


def test_every_change_is_told_as_people_read_it(stocked: Ledger) -> None:
    move(stocked, ITEM, Status.OPEN, note="属实")
    assert (ITEM, "状态", "待确认", "待整改") in changed(stocked, last(stocked))
    assert (ITEM, "本轮开始时间", "", NOW.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")) in changed(
        stocked, last(stocked)
    )
    fill_in(stocked, [ITEM], {Field.PERSON: "王委员", Field.DUE_ON: date(2024, 5, 1)}, actor="张三", now=NOW)
    assert changed(stocked, last(stocked)) == [
        (ITEM, "责任人", "", "王委员"),
        (ITEM, "整改时限", "", "2024-05-01"),
        (ITEM, "原定时限", "", "2024-05-01"),
    ]
    move(stocked, ITEM, Status.IN_PROGRESS)
    extend(stocked, [ITEM], date(2024, 9, 1), reason="雨季", approved_by="县委", actor="张三", now=NOW)
    told = changed(stocked, last(stocked))
    assert (ITEM, "整改时限", "2024-05-01", "2024-09-01") in told
    assert (ITEM, "延期理由", "", "雨季") in told
    judge(stocked, "01-2021-01", Verdict.RECURRING, note="没改", again=ITEM, actor="张三", now=NOW)
    told = changed(stocked, last(stocked))
    assert ("01-2021-01", "再现为", "", ITEM) in told
    assert ("01-2021-01", "认定", "", "再次出现") in told
    move(stocked, OTHER, Status.MERGED, into=ITEM)
    assert (OTHER, "并入", "", ITEM) in changed(stocked, last(stocked))
    rename_unit(stocked, "甲", "甲镇", actor="张三", now=NOW)
    assert ("", "单位名称", "甲", "甲镇") in changed(stocked, last(stocked))


def test_entries_name_what_they_are_about(stocked: Ledger) -> None:
    first = command_numbers(stocked, HistoryFilter())[-1]
    found = entries_by_id(stocked, entry_ids(stocked, first), zone=UTC)
    assert [one.title for one in found if one.event.what == "导入报告"] == ["甲 2021 年度", "甲 2022 年度"]
    assert (ITEM, "学习不深") in [(one.number, one.title) for one in found]
    assert datetime(2024, 1, 8, tzinfo=UTC) < found[0].event.at
