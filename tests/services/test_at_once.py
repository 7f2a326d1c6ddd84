"""Many at work in one ledger at the same time: nothing is lost, nothing is done twice, nobody overwrites another."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.ledger.samples import NOW, plan, store
from tracker.domain.errors import LedgerError, MoveError
from tracker.domain.kinds import Status
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.services.items import list_items, show_item
from tracker.services.units import list_units
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item

PROCESSES = 8
YEARS = (2020, 2021, 2022)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger is, on each engine in turn."""
    if request.param == "sqlite":
        return str(tmp_path / "台账.db")
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


def at_once(count: int, work: Callable[[int], None]) -> None:
    """Do ``work`` in so many processes; what goes wrong in one is told of."""
    children = []
    for number in range(count):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            said = "ended early"
            with suppress(BaseException):
                try:
                    work(number)
                    said = ""
                except Exception as error:  # noqa: BLE001 - carried to the parent
                    said = repr(error)
            os.write(writing, said.encode()[:4000])
            os._exit(0)
        os.close(writing)
        children.append((child, reading))
    told = []
    for child, reading in children:
        with os.fdopen(reading, "rb") as stream:
            told.append(stream.read().decode())
        os.waitpid(child, 0)
    assert told == [""] * count


def patiently(work: Callable[[], None]) -> None:
    """What the program asks of people where others are at work too long: to try again."""
    for _ in range(20):
        try:
            return work()
        except LedgerError as error:
            if "占用" not in error.message:
                raise
    raise AssertionError("never had its turn")


def test_eight_processes_importing_and_moving_lose_nothing(place: str) -> None:
    """Each takes in the reports of a unit of its own and moves items of it, and all of them those of one they share."""
    with open_ledger(place) as ledger:
        store(ledger, plan("共用", 2019, [f"共用的问题{number}" for number in range(PROCESSES)], []))

    def work(number: int) -> None:
        with open_ledger(place) as ledger:
            for year in YEARS:

                def take_in(year: int = year) -> None:
                    (outcome,) = store(ledger, plan(f"单位{number}", year, claimed=2))
                    if outcome.error is not None:
                        raise LedgerError(outcome.error)

                def move(status: Status, item: str) -> None:
                    move_item(ledger, item, status, note=f"第 {number} 个", actor=f"人{number}", now=NOW)

                patiently(take_in)
                mine = list_items(ledger, ItemFilter(unit=f"单位{number}", year=year)).rows[0].number
                patiently(lambda mine=mine: move(Status.REJECTED, mine))  # type: ignore[misc]
                back = f"01-2019-{number + 1:02}"
                patiently(lambda back=back: move(Status.REJECTED, back))  # type: ignore[misc]
                patiently(lambda back=back: move(Status.PROPOSED, back))  # type: ignore[misc]

    at_once(PROCESSES, work)
    with open_ledger(place) as ledger:
        assert verify(ledger).faults == ()
        assert sorted((unit.name, unit.years) for unit in list_units(ledger)) == [
            ("共用", (2019,)),
            *((f"单位{number}", YEARS) for number in range(PROCESSES)),
        ]
        items = list_items(ledger, ItemFilter())
        assert items.total == PROCESSES * len(YEARS) * 3 + PROCESSES
        assert len({row.number for row in items.rows}) == items.total
        assert sum(row.status is Status.REJECTED for row in items.rows) == PROCESSES * len(YEARS)
        for number in range(PROCESSES):
            events = show_item(ledger, f"01-2019-{number + 1:02}").events
            assert [event.actor for event in events[1:]] == [f"人{number}"] * 2 * len(YEARS)


def test_the_same_report_from_eight_processes_is_taken_in_once(place: str) -> None:
    open_ledger(place).close()

    def work(_number: int) -> None:
        def take_in() -> None:
            (outcome,) = store(ledger, plan("甲", 2021))
            if outcome.error is not None:
                raise LedgerError(outcome.error)

        with open_ledger(place) as ledger:
            patiently(take_in)

    at_once(PROCESSES, work)
    with open_ledger(place) as ledger:
        assert verify(ledger).faults == ()
        assert list_items(ledger, ItemFilter()).total == 3
        assert [unit.code for unit in list_units(ledger)] == [1]


def test_of_eight_who_move_one_item_one_does_and_seven_are_told(ledger: Ledger) -> None:
    """All have seen the same state; only one of them can have moved it."""
    store(ledger, plan("甲", 2021))
    moved, refused = [], []
    gate = threading.Barrier(PROCESSES)

    def work(number: int) -> None:
        gate.wait()
        try:
            move_item(
                ledger,
                "01-2021-01",
                Status.REJECTED if number % 2 else Status.OPEN,
                note="看过",
                actor=f"人{number}",
                now=NOW,
                expected=Status.PROPOSED,
            )
            moved.append(number)
        except MoveError as error:
            refused.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(PROCESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(moved), len(refused)) == (1, PROCESSES - 1)
    assert all("别人" in error.message and error.hint for error in refused)
    assert len(show_item(ledger, "01-2021-01").events) == 2
    assert verify(ledger).faults == ()
