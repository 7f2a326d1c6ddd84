"""What is due, in which order, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tracker.domain.kinds import Origin, Status
from tracker.domain.status import is_overdue
from tracker.profile.loading import default_profile, parse
from tracker.reminding.due import Due, DueKind, Tracked, due_list
from tracker.reminding.ics import calendar_file

PROFILE = default_profile()
TODAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 2, tzinfo=UTC)


def item(number: str = "01-2026-01", **what: Any) -> Tracked:
    standard: dict[str, Any] = {
        "number": number,
        "unit": "青石镇党委",
        "title": "压力传导不够深入",
        "year": 2026,
        "status": Status.OPEN,
        "origin": Origin.INSPECTION,
        "found_on": date(2026, 3, 15),
        "responsible": "李四",
    }
    return Tracked(**{**standard, **what})


def told(*items: Tracked, today: date = TODAY) -> list[tuple[str, str, int]]:
    return [
        (due.kind.value, due.due.isoformat(), due.days_left)
        for due in due_list(items, PROFILE, today=today)
        if due.kind is not DueKind.REMINDER
    ]


def test_an_inspection_sets_all_its_days() -> None:
    dues = due_list([item()], PROFILE, today=TODAY)
    assert [(d.what, d.due.isoformat(), d.kind) for d in dues] == [
        ("制定并上报整改方案", "2026-04-15", DueKind.STEP),
        ("集中整改", "2026-09-15", DueKind.STEP),
        ("报送集中整改进展情况报告", "2026-09-15", DueKind.REMINDER),
        ("接受整改评估", "2026-10-15", DueKind.REMINDER),
        ("全部整改销号", "2027-03-15", DueKind.STEP),
    ]
    first = dues[0]
    assert (first.passed, first.overdue) == (True, False)
    assert first.days_left == -16
    assert first.light is not None
    assert first.light.name == "逾期"
    assert first.slip is not None
    assert first.slip.name == "督办单"
    assert first.reason == "巡视巡察反馈 2026-03-15 起，1个月内，依据：反馈后 1 个月内；1 项还没有做到"


@pytest.mark.parametrize(
    "status, steps",
    [
        (Status.PROPOSED, ["plan", "concentrated", "close"]),
        (Status.OPEN, ["plan", "concentrated", "close"]),
        (Status.IN_PROGRESS, ["concentrated", "close"]),
        (Status.IN_REVIEW, ["close"]),
        (Status.IN_VERIFICATION, ["close"]),
        (Status.CONTINUING, []),
        (Status.CLOSED, []),
        (Status.MERGED, []),
        (Status.REJECTED, []),
    ],
)
def test_a_step_is_done_once_the_item_has_moved_on(status: Status, steps: list[str]) -> None:
    dues = due_list([item(status=status)], PROFILE, today=TODAY)
    assert [due.key.split("-")[1] for due in dues if due.kind is DueKind.STEP] == steps


def test_what_the_ledger_cannot_see_is_reminded_of_and_never_overdue() -> None:
    late = date(2027, 1, 1)
    dues = due_list([item()], PROFILE, today=late)
    assert DueKind.REMINDER not in {due.kind for due in dues}
    early = due_list([item()], PROFILE, today=TODAY)
    assert all(due.slip is None and not due.passed for due in early if due.kind is DueKind.REMINDER)


def test_items_of_one_source_and_day_are_one_entry() -> None:
    dues = due_list(
        [
            item("01-2026-01"),
            item("01-2026-02", responsible="王五、李四"),
            item("01-2026-03", found_on=date(2026, 3, 16)),
            item("02-2026-01", unit="赤水乡党委"),
        ],
        PROFILE,
        today=TODAY,
    )
    plans = [due for due in dues if due.key.startswith("inspection-plan")]
    assert [(due.unit, due.numbers) for due in plans] == [
        ("赤水乡党委", ("02-2026-01",)),
        ("青石镇党委", ("01-2026-01", "01-2026-02")),
        ("青石镇党委", ("01-2026-03",)),
    ]
    assert [due.responsible for due in plans] == ["李四", "2 项中 2 项写了，见各项", "李四"]
    assert len({due.key for due in dues}) == len(dues)


@pytest.mark.parametrize(
    "people,told",
    [
        (("李四", "李四"), "李四"),
        (("李四、王五", "王五、李四"), "李四、王五"),
        (("", ""), ""),
        (("", "李四", ""), "3 项中 1 项写了，见各项"),
    ],
)
def test_a_person_is_named_for_a_group_only_where_all_have_the_same(people: tuple[str, ...], told: str) -> None:
    items = [item(f"01-2026-{place:02d}", responsible=name) for place, name in enumerate(people, start=1)]
    steps = [due for due in due_list(items, PROFILE, today=TODAY) if due.kind is DueKind.STEP]
    assert {due.responsible for due in steps} == {told}


def test_a_deadline_of_its_own_goes_before_the_end_of_the_source() -> None:
    own = item(
        status=Status.IN_REVIEW, due_on=date(2027, 6, 30), due_original=date(2026, 12, 31), found_on=date(2026, 3, 15)
    )
    (due,) = (due for due in due_list([own], PROFILE, today=TODAY) if due.kind is not DueKind.REMINDER)
    assert (due.kind, due.due) == (DueKind.ITEM, date(2027, 6, 30))
    assert due.reason == ("台账写的整改时限 2027-06-30，原定 2026-12-31，已延期；比巡视巡察反馈规定的 2027-03-15 晚")


def test_what_a_report_promised_is_due_until_the_ledger_says_another_day() -> None:
    promised = item(origin=None, found_on=None, year=2025, promised_on=date(2026, 6, 30), status=Status.IN_PROGRESS)
    due = next(due for due in due_list([promised], PROFILE, today=TODAY) if due.kind is DueKind.ITEM)
    assert (due.due, due.reason) == (date(2026, 6, 30), "报告承诺的时限 2026-06-30")
    decided = item(found_on=None, due_on=date(2026, 9, 30), promised_on=date(2026, 6, 30))
    assert told(decided) == [("item", "2026-09-30", 152)]


def test_nobody_is_sent_a_slip_for_an_assumed_day() -> None:
    late = due_list([item(origin=None, found_on=None, year=2020)], PROFILE, today=TODAY)
    assert late
    assert all(due.passed and due.slip is None for due in late)


@pytest.mark.parametrize("status", Status)
def test_only_a_confirmed_item_that_is_not_finished_is_overdue(status: Status) -> None:
    day = date(2026, 4, 30)
    found = due_list([item(status=status, due_on=day, review_on=day)], PROFILE, today=TODAY)
    own = [due for due in found if due.kind in {DueKind.ITEM, DueKind.REVIEW}]
    waits = status in {
        Status.OPEN, Status.IN_PROGRESS, Status.CONTINUING, Status.IN_REVIEW, Status.IN_VERIFICATION,
    }  # fmt: skip
    assert any(due.overdue for due in own) is waits
    assert is_overdue(status, day, today=TODAY) is waits
    assert not is_overdue(status, day, today=day)
    if status is Status.PROPOSED:
        (due,) = own
        assert (due.passed, due.light, due.slip) == (False, None, None)
        assert due.reason.endswith("；还没有确认，不算逾期")
        assert not any(due.passed or due.slip for due in found)


def test_continuing_items_wait_for_their_review_only() -> None:
    assert told(item(status=Status.CONTINUING, due_on=date(2026, 1, 1), review_on=date(2026, 6, 1))) == [
        ("review", "2026-06-01", 31)
    ]
    assert told(item(status=Status.CONTINUING)) == []


def test_an_unknown_day_is_assumed_only_where_the_profile_says_so_and_said_to_be() -> None:
    assert told(item(found_on=None)) == []
    report = item(origin=None, found_on=None, year=2025)
    dues = due_list([report], PROFILE, today=TODAY)
    assert [(due.due.isoformat(), due.kind) for due in dues] == [
        ("2026-01-31", DueKind.STEP),
        ("2026-10-31", DueKind.STEP),
    ]
    assert "台账没有写反馈日，按年度推算" in dues[0].reason


def test_the_most_urgent_comes_first() -> None:
    days = [days for _, _, days in told(item(), item("01-2026-02", due_on=date(2026, 4, 20)), item("01-2025-09"))]
    assert days == sorted(days)
    assert days[0] < 0


def test_working_days_of_the_profiles_calendar() -> None:
    own = parse("[calendar]\nholidays = [2026-05-01, 2026-05-04, 2026-05-05]", name="x", base=PROFILE)
    asked = item(origin=Origin.SUPERVISION, found_on=date(2026, 4, 20))
    plain, holidays = (
        next(due.due for due in due_list([asked], profile, today=TODAY) if "措施" in due.what)
        for profile in (PROFILE, own)
    )
    assert (plain, holidays) == (date(2026, 5, 11), date(2026, 5, 14))


def dues() -> tuple[Due, ...]:
    return due_list([item(), item("01-2026-02", title="逗号,分号;换行\n\\", due_on=TODAY)], PROFILE, today=TODAY)


def test_a_calendar_other_programs_can_read() -> None:
    content = calendar_file(dues(), name="整改时限", ledger="a1", now=NOW)
    calendar = Calendar.from_ical(content)
    events: list[Any] = list(calendar.walk("VEVENT"))
    assert len(events) == len(dues())
    assert calendar["x-wr-calname"] == "整改时限"
    own = next(event for event in events if "逗号" in str(event["summary"]))
    assert str(own["summary"]) == "青石镇党委：逗号,分号;换行\n\\"
    assert own["dtstart"].dt == TODAY
    assert own["dtend"].dt == TODAY + timedelta(days=1)
    assert [alarm["trigger"].dt for alarm in own.walk("VALARM")] == [timedelta(days=-7)]
    assert "01-2026-02" in str(own["description"])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_an_event_keeps_its_identity() -> None:
    def uids(ledger: str, today: date) -> set[str]:
        found = due_list([item()], PROFILE, today=today)
        calendar = Calendar.from_ical(calendar_file(found, name="x", ledger=ledger, now=NOW))
        return {str(event["uid"]) for event in calendar.walk("VEVENT")}

    assert uids("a", TODAY) == uids("a", TODAY + timedelta(days=3))
    assert uids("a", TODAY).isdisjoint(uids("b", TODAY))
