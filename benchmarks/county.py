"""What the reports over all units cost: time against a bare read of the same rows, memory as the county grows.

    python -m benchmarks.county

Ledgers of 50 and of 500 units are made, thirty items a unit. Memory is what Python holds at its most while the overview
is made, without what the report itself is; it has to stay what it was when the county has ten times the units. What the
units have in common is found by holding their problems against one another, all at hand: there the memory may grow with
the problems and no faster, and the time is told a problem, which has to stay about what it was.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.ledger.samples import plan, store
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.services.overview import overview
from tracker.services.shared_problems import common_report

YEARS = (2021, 2022, 2023)
SMALL, LARGE = 50, 500
ROUNDS = 7
AT_MOST = 6.0
"""How many times a bare read of the rows, in SQLite's own words, the report may cost."""
SLOWER = 3.0
"""How many times as long a problem may take to be held against ten times as many others."""
ROOM_IN_COMMON = 120_000
"""Bytes of working memory for each unit, eighteen problems of which are held against all others."""
ROOM = 2_000
"""Bytes for each unit that the working memory may grow by: the lines of the units are put in order at the end."""


MATTERS = (
    "理论学习", "组织生活", "后备力量", "集体经济", "流动党员管理", "阵地建设", "作风纪律", "基层减负", "网格治理",
    "品牌创建", "发展党员质量", "廉政风险防控", "档案资料", "民主评议", "信访化解", "环境整治", "项目推进", "干部培训",
    "党费收缴", "志愿服务",
)  # fmt: skip
LACKS = ("不够深入", "还有短板", "成效不明显", "抓得不紧", "流于形式", "办法不多", "责任没有压实")
PLACES = "东南西北上下前后河山坪湾岭沟桥塘"


def problem(unit: int, year: int, place: int) -> str:
    """A problem that many units have, in the words of one."""
    at = unit * 7 + year * 3 + place * 5
    where = f"{PLACES[at % 16]}{PLACES[at // 16 % 16]}村"
    return f"{MATTERS[at % 20]}{LACKS[at // 20 % 7]}：{where}全年只办了{at % 9 + 1}次，{where}的台账没有更新"


def make(file: Path, units: int) -> None:
    """A ledger with three reports of each unit."""
    with open_ledger(str(file)) as ledger:
        for unit in range(units):
            store(
                ledger,
                *(
                    plan(
                        f"第{unit}镇党委",
                        year,
                        [problem(unit, year, n) for n in range(6)],
                        [f"抓工作{n}" for n in range(4)],
                    )
                    for year in YEARS
                ),
            )


def seconds(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The median of several rounds, in CPU time."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def bare_read(file: Path) -> int:
    """The same rows without anything of ours."""
    with sqlite3.connect(file) as connection:
        return len(connection.execute("SELECT * FROM item ORDER BY owner_code, year, sequence").fetchall())


def made(ledger: Ledger) -> object:
    """The report."""
    return overview(ledger, year=YEARS[-1] + 1, today=date(2024, 1, 1))


def common(ledger: Ledger) -> object:
    """What the units have in common."""
    return common_report(ledger, today=date(2024, 1, 1))


def peak(ledger: Ledger, made: Callable[[Ledger], object]) -> int:
    """Bytes held at the most while a report is made, without the report."""
    made(ledger)
    tracemalloc.start()
    report = made(ledger)
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert report is not None
    return most - held


def main() -> int:
    """Print the figures; 1 where one is over."""
    with tempfile.TemporaryDirectory() as name:
        files = {units: Path(name) / f"{units}.db" for units in (SMALL, LARGE)}
        for units, file in files.items():
            make(file, units)
        with open_ledger(str(files[SMALL])) as small, open_ledger(str(files[LARGE])) as large:
            items = bare_read(files[LARGE])
            times = seconds(lambda: made(large)) / seconds(lambda: bare_read(files[LARGE]))
            grown = (peak(large, made) - peak(small, made)) / (LARGE - SMALL)
            few, many = (seconds(lambda ledger=ledger: common(ledger), rounds=1) for ledger in (small, large))  # type: ignore[misc]
            held = peak(large, common) / LARGE
    print(f"{LARGE} units, {items} items: {times:.1f} times a bare read (at most {AT_MOST:.0f})")
    print(f"working memory grows by {grown:.0f} bytes a unit (at most {ROOM})")
    slower = many / few / (LARGE / SMALL)
    print(f"in common: {slower:.1f} times as long a problem with ten times the units (at most {SLOWER:.0f})")
    print(f"in common: {held:.0f} bytes of working memory a unit (at most {ROOM_IN_COMMON})")
    return int(times > AT_MOST or grown > ROOM or slower > SLOWER or held > ROOM_IN_COMMON)


if __name__ == "__main__":
    sys.exit(main())
