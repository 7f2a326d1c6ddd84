from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tracker.services.histories import HistoryFilter
from tracker.tui.history_query import HistoryQuery, parse_history

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2024, 3, 4, 1, 30, tzinfo=BEIJING)
ACTORS = ("李红", "王敏", "王小敏")


def at(month: int, day: int, year: int = 2024) -> datetime:
    return datetime(year, month, day, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "line, wanted",
    [
        ("", HistoryFilter()),
        ("03-2022-07", HistoryFilter(number="03-2022-07")),
        ("０３－２０２２－０７", HistoryFilter(number="03-2022-07")),
        ("@李红", HistoryFilter(actor="李红")),
        ("李", HistoryFilter(actor="李红")),
        ("＠王敏", HistoryFilter(actor="王敏")),
        ("今天", HistoryFilter(since=at(3, 4), until=at(3, 5))),
        ("昨天", HistoryFilter(since=at(3, 3), until=at(3, 4))),
        ("2024-02-29", HistoryFilter(since=at(2, 29), until=at(3, 1))),
        ("2024年2月29日", HistoryFilter(since=at(2, 29), until=at(3, 1))),
        ("2月1日", HistoryFilter(since=at(2, 1), until=at(2, 2))),
        ("2023-12", HistoryFilter(since=at(12, 1, 2023), until=at(1, 1))),
        ("本月", HistoryFilter(since=at(3, 1), until=at(4, 1))),
        ("2023", HistoryFilter(since=at(1, 1, 2023), until=at(1, 1))),
        (
            "李红 03-2022-07 本月",
            HistoryFilter(number="03-2022-07", actor="李红", since=at(3, 1), until=at(4, 1)),
        ),
    ],
)
def test_what_is_typed_is_understood(line: str, wanted: HistoryFilter) -> None:
    query = parse_history(line, actors=ACTORS, now=NOW)
    assert (query.wanted, query.trouble) == (wanted, "")


@pytest.mark.parametrize(
    "line, trouble",
    [
        ("@", "@ 后面写经办人"),
        ("@王", "@王 可以是王敏、王小敏"),
        ("赵六", "没有“赵六”这个经办人、编号或日期"),
        ("2024-02-30", "没有“2024-02-30”这个经办人、编号或日期"),
    ],
)
def test_what_is_not_understood_is_said_and_what_was_asked_before_stays(line: str, trouble: str) -> None:
    query = parse_history(line, actors=ACTORS, now=NOW)
    assert query.trouble == trouble
    before = HistoryQuery(HistoryFilter(actor="李红"))
    assert query.following(before) == HistoryQuery(before.wanted, f"{trouble}，列表没变")
