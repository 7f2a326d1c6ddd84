"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.tui.days import past_day, typed_day

TODAY = date(2024, 5, 20)


@pytest.mark.parametrize(
    "typed, day",
    [
        ("2024-06-30", (2024, 6, 30)),
        (" 2024年6月30日 ", (2024, 6, 30)),
        ("２０２４．６．３０", (2024, 6, 30)),
        ("20240630", (2024, 6, 30)),
        ("6月30日", (2024, 6, 30)),
        ("6.30", (2024, 6, 30)),
        ("5/20", (2024, 5, 20)),
        ("3-15", (2025, 3, 15)),
        ("6月底", (2024, 6, 30)),
        ("六月底前", (2024, 6, 30)),
        ("2月底", (2025, 2, 28)),
        ("明年2月底", (2025, 2, 28)),
        ("今年年底", (2024, 12, 31)),
        ("年底", (2024, 12, 31)),
        ("年底前", (2024, 12, 31)),
        ("上半年", (2024, 6, 30)),
        ("三季度末", (2024, 9, 30)),
        ("2025年三季度", (2025, 9, 30)),
        ("2023年6月底", (2023, 6, 30)),
        ("月底", (2024, 5, 31)),
        ("下月底", (2024, 6, 30)),
        ("今天", (2024, 5, 20)),
        ("30天后", (2024, 6, 19)),
        ("3个月", (2024, 8, 20)),
        ("两周", None),
        ("2周后", (2024, 6, 3)),
        ("尽快", None),
        ("2024-02-30", None),
        ("13.40", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, day: tuple[int, int, int] | None) -> None:
    assert typed_day(typed, TODAY) == (date(*day) if day else None)


@pytest.mark.parametrize("typed, day", [("6.30", (2023, 6, 30)), ("5月20日", (2024, 5, 20)), ("昨天", (2024, 5, 19))])
def test_days_of_evidence_have_been(typed: str, day: tuple[int, int, int]) -> None:
    assert past_day(typed, TODAY) == date(*day)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_a_day_written_in_full_is_that_day_whenever(day: date, today: date) -> None:
    assert typed_day(day.isoformat(), today) == day
    assert typed_day(f"{day.year}年{day.month}月{day.day}日", today) == day


@given(st.text(max_size=12), st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_nothing_that_is_typed_breaks_it(text: str, today: date) -> None:
    assert typed_day(text, today) is None or isinstance(typed_day(text, today), date)
