"""``tracker due``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from icalendar import Calendar

from .conftest import Tracker


def test_deadlines_of_a_fresh_import(one_year: Tracker) -> None:
    shown = one_year("due", "--on", "2022-05-01")
    assert shown.code == 0
    assert "述职查摆 2021-12-31 起（台账没有写反馈日，按年度推算）" in shown.out
    assert "报告承诺的时限 2022-12-31" in shown.out
    assert "共 3 条，逾期 0 项" in shown.err
    document = one_year("due", "--on", "2022-05-01", "--json").document
    assert document["schema"] == "tracker.due/1"
    assert [(due["due"], due["days_left"], due["overdue"]) for due in document["due"]] == [
        ("2022-01-31", -90, False),
        ("2022-10-31", 183, False),
        ("2022-12-31", 244, False),
    ]
    assert document["due"][2]["numbers"] == ["01-2021-04"]


def test_narrowing_down(one_year: Tracker) -> None:
    def total(*options: object) -> int:
        found: int = one_year("due", "--on", "2022-05-01", "--json", *options).document["total"]
        return found

    assert total("--overdue") == 0
    assert total("--within", "200") == 2
    assert total("--year", "2020") == 0
    assert total("--org", "青石") == 3
    assert total("--origin", "审计") == 0
    assert total("--slips") == 0
    nothing = one_year("due", "--year", "2020")
    assert (nothing.code, nothing.out) == (0, "")
    cut = one_year("due", "--on", "2022年5月1日", "--limit", "1")
    assert "列出 1 条，共 3 条" in cut.err


def test_a_calendar_file(one_year: Tracker, tmp_path: Path) -> None:
    target = tmp_path / "时限.ics"
    written = one_year("due", "--on", "2022-05-01", "--ics", target)
    assert f"已写出 {target}" in written.out
    calendar = Calendar.from_ical(target.read_bytes())
    events: list[Any] = list(calendar.walk("VEVENT"))
    assert {event["dtstart"].dt.isoformat() for event in events} == {
        "2022-01-31",
        "2022-10-31",
        "2022-12-31",
    }
    refused = one_year("due", "--ics", tmp_path / "no" / "x.ics")
    assert refused.code == 2
    assert "写不了" in refused.err


def test_far_days_are_refused_and_those_kept_already_stop_nothing(one_year: Tracker, db: Path, tmp_path: Path) -> None:
    first = one_year("list", "--json").document["items"][0]["number"]
    for field in ("反馈日期", "整改时限"):
        refused = one_year("set", first, "来源=巡视巡察", f"{field}=9999-12-31")
        assert (refused.code, refused.out) == (2, "")
        assert "“9999-12-31”不是日期" in refused.err
        assert "2199" in refused.err
    with closing(sqlite3.connect(db)) as raw, raw:
        raw.execute("UPDATE item SET origin = 'inspection', found_on = '9999-12-31', due_on = '9999-12-31'")
    calendar = tmp_path / "时限.ics"
    for words in (
        ("due", "--ics", calendar),
        ("form", "supervise", "-o", tmp_path),
        ("form", "notice", "-o", tmp_path),
    ):
        done = one_year(*words)
        assert "意外" not in done.err
    assert "9999-12-31" in one_year("due").out
    events: list[Any] = list(Calendar.from_ical(calendar.read_bytes()).walk("VEVENT"))
    assert {event["dtstart"].dt.isoformat() for event in events} == {"9999-12-31"}


def test_local_terms_hold(one_year: Tracker, db: Path) -> None:
    db.with_name("profile.toml").write_text(
        '[[regimes]]\nsource = "self_review"\nassumed_day = "11-30"\n'
        'steps = [{ key = "close", name = "全部办结", days = 100, until = "closed" }]\n',
        encoding="utf-8",
    )
    due = one_year("due", "--json").document["due"]
    assert [(one["what"], one["due"]) for one in due if one["kind"] == "step"] == [("全部办结", "2022-03-10")]


def test_a_day_that_is_none(one_year: Tracker) -> None:
    refused = one_year("due", "--on", "明天")
    assert refused.code == 2
    assert "不是日期" in refused.err
