"""Ledgers of any size: made by the real migrations, filled in bulk, the same every time.

    python -m benchmarks.ledgers 1000000 台账.db

Rows go in with plain SQL: a million items take a minute instead of days. What no list reads is left out (sections,
passages, the history), so ``tracker verify`` has nothing to say about such a ledger.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tracker.domain.kinds import Origin, Status, Theme, Verdict
from tracker.ledger import open_ledger

TODAY = date(2025, 3, 10)
"""The day on which these ledgers are looked at."""
YEARS = range(2015, 2025)
_LARGEST_COUNTY = 500
_UNIT_ITEMS = 200
_BATCH = 20_000

_WHO = ("清泉", "东岭", "水文", "石桥", "双柳", "白沙", "云台", "南湖", "青龙", "红岩", "大坪", "小河")
_WHAT = ("镇党委", "街道党工委", "村党支部", "局党组", "中学党总支")
_MATTER = (
    "路灯",
    "学习",
    "党员活动室",
    "网格员队伍",
    "集体收入",
    "台账登记",
    "饮水管网",
    "发展党员",
    "值班",
    "谈心谈话",
)
_LACK = ("不够深入", "维护不及时", "长期闲置", "不稳定", "来源单一", "不规范", "覆盖不全", "把关不严", "流于形式")
_FILLER = "有的时候抓得紧，有的时候放得松，检查之前忙一阵，检查之后又放下，缺少长效的办法。"
_OVER = (Status.CLOSED,) * 12 + (Status.MERGED, Status.REJECTED)
_UNDER_WAY = (Status.OPEN, Status.IN_PROGRESS, Status.CONTINUING, Status.IN_REVIEW, Status.IN_VERIFICATION)

_TABLES: dict[str, str] = {
    "unit": "code, name, placeholder",
    "unit_name": "name, unit_code",
    "document": "id, unit_code, year, sha256, path, encoding, chars, imported_at, text",
    "comparison": "document_id, older_document_id",
    "item": 'id, unit_code, year, sequence, owner_code, kind, title, "where", confidence, status, round, self_verified,'
    " document_id, source_id, position, in_source, span_start, span_end, quote, due_on, found_on, theme, origin",
    "item_action": "item_id, position, deadline, checkable, span_start, span_end",
    "follow_up": "item_id, document_id, verdict, reason, recurs_as_id, repeated_as_id",
}


def make(file: Path, items: int) -> None:
    """Make a ledger with ``items`` items at ``file``, where nothing may be yet."""
    open_ledger(str(file)).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")  # items that return are named before their return is there
        waiting: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _TABLES}
        for table, row in _rows(items):
            waiting[table].append(row)
            if len(waiting[table]) == _BATCH:
                _put(connection, waiting)
        _put(connection, waiting)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put(connection: sqlite3.Connection, waiting: dict[str, list[tuple[Any, ...]]]) -> None:
    # In the order of the tables: each refers to those before it only.
    for table, rows in waiting.items():
        if rows:
            places = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} ({_TABLES[table]}) VALUES ({places})", rows)  # noqa: S608
            rows.clear()


@dataclass(frozen=True, slots=True)
class _Report:
    id: int
    unit: int
    year: int
    items: int


def _reports(items: int) -> Iterator[_Report]:
    units = max(1, min(_LARGEST_COUNTY, items // _UNIT_ITEMS))
    places = [(unit, year) for unit in range(1, units + 1) for year in YEARS]
    whole, over = divmod(items, len(places))
    for number, (unit, year) in enumerate(places):
        yield _Report(number + 1, unit, year, whole + (number < over))


def _rows(items: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    chance = random.Random(items)  # noqa: S311 - the same ledger every time is the point
    last = 0
    seen = 0
    for report in _reports(items):
        if report.unit != seen:
            seen = report.unit
            name = f"{_WHO[seen % len(_WHO)]}{seen}号{_WHAT[seen % len(_WHAT)]}"
            yield "unit", (seen, name, False)
            yield "unit_name", (name, seen)
        text = f"{report.year}年度述职报告\n{_FILLER}"
        said = f"{report.year + 1}-01-15 01:00:00.000000"
        place = f"{report.unit}/{report.year}.txt"
        yield "document", (
            report.id, report.unit, report.year, f"{report.id:064x}", place, "utf-8", len(text), said, text
        )  # fmt: skip
        if report.year != YEARS[0]:
            yield "comparison", (report.id, report.id - 1)
        for place_in_report in range(report.items):
            last += 1
            yield from _item(chance, report, last, place_in_report)


_THEMES = (*Theme, None)
_ORIGINS = (None, None, None, *Origin)
_AGAIN = (Verdict.CONTESTED, Verdict.RECURRING)


def _again(report: _Report, number: int, place: int, verdict: Verdict) -> int | None:
    """The item of the next report, in the same place, that is the same again: half of those that come back have one."""
    return number + report.items if verdict in _AGAIN and place % 2 == 0 and place < report.items - 1 else None


def _item(chance: random.Random, report: _Report, number: int, place: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    promise = place % 5 > 2
    matter, lack = chance.choice(_MATTER), chance.choice(_LACK)
    title = f"{'抓好' if promise else ''}{matter}{'' if promise else lack}（{chance.randrange(10_000)}）"
    newest = report.year == YEARS[-1]
    status = _status(chance, report.year)
    found_on = date(report.year + 1, 1, 10) if not promise and chance.random() < 0.2 else None
    due = date(report.year + 1, 1, 1) + timedelta(days=chance.randrange(30, 420))
    own = status is not Status.PROPOSED and chance.random() < 0.3
    yield "item", (
        number, report.unit, report.year, place + 1, report.unit, "commitment" if promise else "problem", title,
        None if promise else "list", 0.55 if chance.random() < 0.1 else 0.95, status.value, 1, False,
        report.id, f"{'c' if promise else 'p'}{place}", place, True, 0, 10, f"{title}。{_FILLER}",
        due.isoformat() if own else None, found_on.isoformat() if found_on else None,
        _THEMES[number % len(_THEMES)], None if promise else _ORIGINS[number // 7 % len(_ORIGINS)],
    )  # fmt: skip
    if promise:
        yield "item_action", (number, 0, due.isoformat() if chance.random() < 0.6 else None, True, 0, 10)
    if not newest:
        verdict = chance.choice(tuple(Verdict))
        again = _again(report, number, place, verdict)
        returns = (None, again) if promise else (again, None)
        yield "follow_up", (number, report.id + 1, verdict.value, "新报告用相近的话说到了这件事。", *returns)


def _status(chance: random.Random, year: int) -> Status:
    """Old matters are over, those of the year before under way, the newest report still has to be gone through."""
    if year == YEARS[-1]:
        return Status.PROPOSED if chance.random() < 0.8 else chance.choice(_UNDER_WAY)
    if year == YEARS[-2]:
        return chance.choice(_UNDER_WAY) if chance.random() < 0.5 else chance.choice(_OVER)
    return chance.choice(_OVER) if chance.random() < 0.97 else chance.choice(_UNDER_WAY)


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
