"""The next key of a table. The program gives the keys, and must not take one for free because its row is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from tracker.domain.kinds import Role
from tracker.ledger import tables as t

SIGNED_IN = "signed_in"
"""Under this name a session knows who works in it, where the database knows that."""


def next_key(session: Session, key: Any) -> int:
    """One more than the greatest value of a key column, ``id`` of a table or the code of a unit."""
    if is_bound(session):
        query = text("SELECT tracker_team.last_key(:table)").bindparams(table=key.table.name)
        return (session.execute(query).scalar_one() or 0) + 1
    return (session.execute(select(func.max(key))).scalar_one() or 0) + 1


def put_once(session: Session, table: Table, row: Mapping[str, Any]) -> None:
    """Add a row unless one of its key is there, be it one that the session may not see."""
    if session.get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as add  # noqa: PLC0415 - at no other start

        session.connection().execute(add(table).on_conflict_do_nothing(), [dict(row)])
        return
    key = [column == row[column.name] for column in table.primary_key]
    if session.execute(select(1).select_from(table).where(*key)).first() is None:
        session.connection().execute(insert(table), [dict(row)])


def last_entry(session: Session) -> Any:
    """Id and hash of the last entry of the history, whoever may see it; ``None`` for an empty history."""
    if is_bound(session):
        row = session.execute(text("SELECT id, hash FROM tracker_team.last_entry()")).one()
        return None if row.id is None else row
    return session.execute(select(t.event.c.id, t.event.c.hash).order_by(t.event.c.id.desc()).limit(1)).one_or_none()


def roles_of(session: Session) -> frozenset[Role] | None:
    """What whoever signed in may do; ``None`` where the database does not tell people apart."""
    who = session.info.get(SIGNED_IN)
    return None if who is None else who.roles


def is_bound(session: Session) -> bool:
    """True where rows of other units are hidden from the session."""
    who = session.info.get(SIGNED_IN)
    return who is not None and bool(who.bound)
