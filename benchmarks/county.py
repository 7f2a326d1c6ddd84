"""What the report over all units costs: time against a bare read of the same rows, memory as the county grows.

    python -m benchmarks.county

Ledgers of 50 and of 500 units are made, thirty items a unit. Memory is what Python holds at its most while the report
is made, without what the report itself is; it has to stay what it was when the county has ten times the units.
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

YEARS = (2021, 2022, 2023)
SMALL, LARGE = 50, 500
ROUNDS = 7
AT_MOST = 6.0
"""How many times a bare read of the rows, in SQLite's own words, the report may cost."""
ROOM = 2_000
"""Bytes for each unit that the working memory may grow by: the lines of the units are put in order at the end."""


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
                        [f"问题{n}不够到位" for n in range(6)],
                        [f"抓工作{n}" for n in range(4)],
                    )
                    for year in YEARS
                ),
            )


def seconds(work: Callable[[], object]) -> float:
    """The median of several rounds, in CPU time."""
    taken = []
    for _ in range(ROUNDS):
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


def peak(ledger: Ledger) -> int:
    """Bytes held at the most while the report is made, without the report."""
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
            grown = (peak(large) - peak(small)) / (LARGE - SMALL)
    print(f"{LARGE} units, {items} items: {times:.1f} times a bare read (at most {AT_MOST:.0f})")
    print(f"working memory grows by {grown:.0f} bytes a unit (at most {ROOM})")
    return int(times > AT_MOST or grown > ROOM)


if __name__ == "__main__":
    sys.exit(main())
