"""What takes long to answer is answered once, until something is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledger.samples import counted_queries
from tests.tui.fakes import NOW, clock
from tracker.domain.fields import Field
from tracker.domain.kinds import Status
from tracker.domain.order import Order
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.reading import find_reports
from tracker.services.filling import fill_in
from tracker.services.importing import import_reports
from tracker.services.undoing import undo
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.rooms.remembered import Remembered


@pytest.fixture
def gateway(filled_ledger: Ledger) -> LedgerGateway:
    return LedgerGateway(filled_ledger, actor="周宁", clock=clock)


def move(ledger: Ledger) -> None:
    move_item(ledger, "01-2023-01", Status.OPEN, note="核对过", actor="李红", now=NOW)


def test_all_items_are_read_once(gateway: LedgerGateway) -> None:
    found = gateway.item_ids(ItemFilter())
    with counted_queries() as queries:
        assert gateway.item_ids(ItemFilter()) is found
    assert len([one for one in queries if one.startswith("SELECT")]) == 1, "the seal of the history and nothing else"
    assert gateway.item_ids(ItemFilter(), order=Order.DEADLINE) != found
    assert len(gateway.item_ids(ItemFilter(text="路灯"))) < len(found)


def test_a_year_is_counted_once(gateway: LedgerGateway, filled_ledger: Ledger) -> None:
    def count(year: int = 2023) -> object:
        return gateway.year_board(year, None, progress=lambda _done, _of: None)

    found = count()
    assert count() is found
    assert count(2022) != found
    move(filled_ledger)
    assert count() != found


@pytest.mark.parametrize("write", ["moved", "filled in", "undone", "imported"])
def test_whatever_is_written_is_found(write: str, filled_ledger: Ledger, tmp_path: Path, seeds: Path) -> None:
    move(filled_ledger)
    writes: dict[str, Callable[[], object]] = {
        "moved": lambda: move_item(filled_ledger, "01-2023-02", Status.OPEN, note="核对过", actor="李红", now=NOW),
        "filled in": lambda: fill_in(filled_ledger, ["01-2023-01"], {Field.LEADER: "赵一"}, actor="李红", now=NOW),
        "undone": lambda: undo(filled_ledger, actor="李红", now=NOW),
        "imported": lambda: import_reports(
            filled_ledger, find_reports([seeds / "栗树坪镇党委"]), actor="李红", now=NOW
        ),
    }
    asked = 0

    def ask() -> int:
        nonlocal asked
        asked += 1
        return asked

    with open_ledger(str(tmp_path / "台账.db")) as other:
        remembered: Remembered[int] = Remembered(other)
        assert [remembered.answer("甲", ask), remembered.answer("甲", ask)] == [1, 1]
        writes[write]()
        assert remembered.answer("甲", ask) == 2
        assert remembered.answer("乙", ask) == 3
