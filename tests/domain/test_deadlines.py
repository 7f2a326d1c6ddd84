"""Terms, working days, schedules, lights and slips."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.deadlines import (
    Count,
    Light,
    Period,
    Regime,
    Slip,
    Step,
    Trigger,
    WorkCalendar,
    light_of,
    months_after,
    schedule,
    slip_of,
)
from tracker.domain.kinds import Origin, Status

PLAIN = WorkCalendar()
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "start, months, expected",
    [
        (date(2026, 3, 15), 1, date(2026, 4, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int, expected: date) -> None:
    assert months_after(start, months) == expected


@given(DAYS, st.integers(1, 60))
def test_months_never_spill_into_the_month_after(start: date, months: int) -> None:
    end = months_after(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


def test_the_day_of_the_findings_is_not_counted() -> None:
    assert Period(60, Count.DAYS).end(date(2026, 1, 1), PLAIN) == date(2026, 3, 2)


@pytest.mark.parametrize(
    "calendar, expected",
    [
        (PLAIN, date(2026, 10, 2)),
        (WorkCalendar(off=frozenset(date(2026, 10, d) for d in (1, 2))), date(2026, 10, 6)),
        (
            WorkCalendar(off=frozenset(date(2026, 10, d) for d in (1, 2, 5, 6, 7)), on=frozenset({date(2026, 10, 10)})),
            date(2026, 10, 9),
        ),
        (WorkCalendar(on=frozenset({date(2026, 9, 27)})), date(2026, 10, 1)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays_and_count_days_worked_instead(
    calendar: WorkCalendar, expected: date
) -> None:
    assert Period(5, Count.WORKING_DAYS).end(date(2026, 9, 25), calendar) == expected


def test_a_last_day_rolls_only_where_the_rule_says_so() -> None:
    saturday = date(2026, 11, 21)
    start = saturday - timedelta(days=10)
    assert Period(10, Count.DAYS).end(start, PLAIN) == saturday
    assert Period(10, Count.DAYS, rolls=True).end(start, PLAIN) == date(2026, 11, 23)


@given(DAYS, st.integers(1, 80), st.frozensets(DAYS, max_size=5))
def test_working_days_are_what_a_count_by_hand_gives(start: date, amount: int, off: frozenset[date]) -> None:
    calendar = WorkCalendar(off=off)
    end = Period(amount, Count.WORKING_DAYS).end(start, calendar)
    counted = [day for n in range(1, (end - start).days + 1) if calendar.worked(day := start + timedelta(days=n))]
    assert len(counted) == amount
    assert counted[-1] == end


@pytest.mark.parametrize("count", list(Count))
def test_a_term_ends_with_the_calendar_at_the_latest(count: Count) -> None:
    assert Period(60, count, rolls=True).end(date(9999, 12, 1), PLAIN) == date.max


def test_a_regime_sets_all_days_from_the_day_of_the_findings() -> None:
    regime = Regime(
        Origin.INSPECTION,
        "巡察反馈",
        (
            Step("plan", "方案", Period(1, Count.MONTHS), waits_in=frozenset({Status.OPEN})),
            Step("concentrated", "集中整改", Period(6, Count.MONTHS)),
            Step("assessment", "评估", Period(1, Count.MONTHS), after="concentrated"),
        ),
    )
    found = schedule(regime, date(2026, 3, 31), PLAIN)
    assert [(m.step.key, m.start, m.due) for m in found] == [
        ("plan", date(2026, 3, 31), date(2026, 4, 30)),
        ("concentrated", date(2026, 3, 31), date(2026, 9, 30)),
        ("assessment", date(2026, 9, 30), date(2026, 10, 30)),
    ]


LIGHTS = (
    Light("正常", "FFFFFF", Trigger()),
    Light("临期", "FFFF00", Trigger(share_left=0.3)),
    Light("紧急", "FF9900", Trigger(days_left=3)),
    Light("逾期", "FF0000", Trigger(days_over=1)),
)
SLIPS = (Slip("督办单", Trigger(days_over=1), "发单", 7), Slip("约谈", Trigger(days_over=30), "约谈", 5))


@pytest.mark.parametrize(
    "today, light, slip",
    [
        (date(2026, 1, 1), "正常", None),
        (date(2026, 3, 11), "正常", None),
        (date(2026, 3, 12), "临期", None),
        (date(2026, 4, 8), "紧急", None),
        (date(2026, 4, 11), "紧急", None),
        (date(2026, 4, 12), "逾期", "督办单"),
        (date(2026, 5, 10), "逾期", "督办单"),
        (date(2026, 5, 11), "逾期", "约谈"),
    ],
)
def test_lights_and_slips_follow_the_days_left(today: date, light: str, slip: str | None) -> None:
    start, due = date(2026, 1, 1), date(2026, 4, 11)
    shown = light_of(LIGHTS, start=start, due=due, today=today)
    assert shown is not None
    assert shown.name == light
    issued = slip_of(SLIPS, start=start, due=due, today=today)
    assert (issued and issued.name) == slip


def test_a_share_of_an_unknown_term_is_not_guessed() -> None:
    due = date(2026, 4, 11)
    light = light_of(LIGHTS[:2], start=None, due=due, today=due)
    assert light is not None
    assert light.name == "正常"
    assert light_of(LIGHTS[1:2], start=None, due=due, today=due + timedelta(days=1)) == LIGHTS[1]
    assert light_of((), start=None, due=due, today=due) is None


@pytest.mark.parametrize(
    "trigger, words",
    [
        (Trigger(), "总是"),
        (Trigger(days_left=7), "剩 7 天以内"),
        (Trigger(share_left=0.15), "剩余时间不足 15%"),
        (Trigger(days_over=1), "已超期"),
        (Trigger(days_over=30), "超期 30 天以上"),
    ],
)
def test_triggers_speak_for_themselves(trigger: Trigger, words: str) -> None:
    assert str(trigger) == words
