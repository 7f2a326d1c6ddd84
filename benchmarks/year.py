"""What counting a year costs the database, beside one pass through all items: the least that any count of them takes.

    python -m benchmarks.year 台账.db             a ledger that ``benchmarks.ledgers`` has made

CPU time of one process, both sides in turn, the least of each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from sqlalchemy import func, select

from benchmarks.ledgers import TODAY, YEARS
from tracker.ledger import open_ledger
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.services.items import Occasion
from tracker.services.year_board import items_of, year_board

_ROUNDS = 3


def _took(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _one_pass(ledger: Ledger) -> None:
    columns = (t.item.c.owner_code, t.item.c.kind, t.item.c.status)
    with ledger.read() as session:
        session.execute(select(*columns, func.count()).group_by(*columns)).all()


def main() -> None:
    """Measure and print."""
    occasion = Occasion(default_profile(), TODAY)
    least: dict[str, float] = {}
    with open_ledger(sys.argv[1]) as ledger:
        due = year_board(ledger, year=YEARS[-1], occasion=occasion).figures[0]
        works: dict[str, Callable[[], object]] = {
            "one pass": lambda: _one_pass(ledger),
            "the year, counted": lambda: year_board(ledger, year=YEARS[-1], occasion=occasion),
            f"the {due.count:,} items of a figure, found": lambda: items_of(ledger, due.which, occasion=occasion),
        }
        for _ in range(_ROUNDS):
            for name, work in works.items():
                least[name] = min(least.get(name, 1e9), _took(work))
    for name, took in least.items():
        print(f"| {name} | **{took / least['one pass']:.2f}×** |")


if __name__ == "__main__":
    main()
