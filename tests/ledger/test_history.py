from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from tests.ledger.samples import NOW, broken_links, plan, store, tampering
from tracker.domain.kinds import Status
from tracker.ledger import tables as t
from tracker.ledger.history import Entry, append, entries_of_item
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger


def broken(ledger: Ledger) -> list[str]:
    with ledger.read() as session:
        return broken_links(session)


def test_an_empty_history_holds(ledger: Ledger) -> None:
    assert broken(ledger) == []


def test_every_entry_is_sealed_with_the_one_before(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2021), plan("甲", 2022))
    assert broken(ledger) == []
    with ledger.read() as session:
        hashes = session.execute(select(t.event.c.hash)).scalars().all()
    assert len(set(hashes)) == len(hashes) == 9


@pytest.mark.parametrize(
    "change",
    [
        {"note": "改过"},
        {"actor": "别人"},
        {"at": NOW.replace(year=2020)},
        {"target": Status.CLOSED},
        {"payload": {"number": "99-2021-01"}},
        {"item_id": 2},
        {"kind": EventKind.ITEM_MOVED},
    ],
)
def test_a_changed_entry_is_found(ledger: Ledger, change: dict[str, Any]) -> None:
    store(ledger, plan("甲", 2021))
    with tampering(ledger) as session:
        session.connection().execute(update(t.event).where(t.event.c.id == 3).values(**change))
    assert broken(ledger) == ["经过第 3 条"]


def test_a_removed_entry_is_found(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2021))
    with tampering(ledger) as session:
        session.connection().execute(delete(t.event).where(t.event.c.id == 4))
    assert broken(ledger) == ["经过第 4 条"]


def test_odd_words_do_not_break_the_chain(ledger: Ledger) -> None:
    with ledger.write() as session:
        for words in ("有\x00空", "\ud800", "𠮷“”…", "\u2028", "a\nb"):
            append(session, [Entry(NOW, words, EventKind.UNIT_ADDED, note=words, payload={words: [words, 1, None]})])
    assert broken(ledger) == []


def test_appending_nothing_writes_nothing(ledger: Ledger) -> None:
    with ledger.write() as session:
        append(session, [])
        assert session.execute(select(t.event.c.id)).first() is None


def test_the_history_of_one_item(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2021))
    with ledger.write() as session:
        for actor in ("李四", "王五"):
            append(session, [Entry(NOW, actor, EventKind.ITEM_MOVED, item_id=2, target=Status.OPEN, note=actor)])
        assert [(entry.kind, entry.actor) for entry in entries_of_item(session, 2)] == [
            (EventKind.ITEM_RAISED, "张三"),
            (EventKind.ITEM_MOVED, "李四"),
            (EventKind.ITEM_MOVED, "王五"),
        ]
