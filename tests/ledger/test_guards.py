from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from tests.ledger.samples import plan, store, tampering
from tracker.domain.errors import LedgerError
from tracker.ledger import guards
from tracker.ledger import tables as t
from tracker.ledger.store import Ledger


def rewrite(ledger: Ledger, statement: object) -> None:
    with ledger.write() as session:
        session.connection().execute(statement)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "statement",
    [
        update(t.event).where(t.event.c.id == 2).values(note="改过"),
        update(t.event).values(actor="别人"),
        delete(t.event).where(t.event.c.id == 2),
        delete(t.event),
    ],
    ids=["change one", "change all", "remove one", "remove all"],
)
def test_the_database_refuses_to_rewrite_the_history(ledger: Ledger, statement: object) -> None:
    store(ledger, plan("甲", 2021))
    with ledger.read() as session:
        before = session.execute(select(t.event)).all()
    with pytest.raises((DatabaseError, LedgerError), match="只能追加"):
        rewrite(ledger, statement)
    with ledger.read() as session:
        assert [row.hash for row in session.execute(select(t.event))] == [row.hash for row in before]


def test_replacing_is_no_way_round_on_sqlite(sqlite_ledger: Ledger) -> None:
    store(sqlite_ledger, plan("甲", 2021))
    with sqlite_ledger.read() as session:
        row = dict(session.execute(select(t.event).where(t.event.c.id == 2)).mappings().one())
    with pytest.raises(DatabaseError, match="只能追加"):
        rewrite(sqlite_ledger, insert(t.event).prefix_with("OR REPLACE").values(**(row | {"note": "改过"})))


def test_truncating_is_no_way_round_on_postgresql(postgres_ledger: Ledger) -> None:
    store(postgres_ledger, plan("甲", 2021))
    with pytest.raises(LedgerError, match="只能追加"):
        rewrite(postgres_ledger, text("TRUNCATE event CASCADE"))


def test_guards_that_were_taken_down_are_missed(ledger: Ledger) -> None:
    with ledger.write() as session:
        assert guards.standing(session.connection())
        guards.lift(session.connection())
        assert not guards.standing(session.connection())
        guards.install(session.connection())
        guards.install(session.connection())
        assert guards.standing(session.connection())


def test_guards_lifted_for_a_while_stand_again(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2021))
    with tampering(ledger) as session:
        session.connection().execute(update(t.event).values(note="改过"))
    with ledger.read() as session:
        assert guards.standing(session.connection())
    with pytest.raises((DatabaseError, LedgerError)):
        rewrite(ledger, delete(t.event))


def test_a_disabled_guard_is_missed_on_postgresql(postgres_ledger: Ledger) -> None:
    with postgres_ledger.write() as session:
        session.execute(text("ALTER TABLE event DISABLE TRIGGER event_only_grows"))
        assert not guards.standing(session.connection())
        session.execute(text("ALTER TABLE event ENABLE TRIGGER event_only_grows"))
        assert guards.standing(session.connection())
