"""The history kept append-only by the database itself, whatever program is at work on it.

On PostgreSQL only the owner of the tables can lift the guard, and the people who work in the ledger own nothing. A
SQLite file belongs to whoever can write it: there the guard stops programs and slips of the hand, and what a person
does who takes it away on purpose is found afterwards by ``tracker.services.verifying``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

SAYING = "历史只能追加，不能改、不能删"
"""What the database answers to whoever tries."""

_SQLITE = {
    "event_stays_as_it_is": f"BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, '{SAYING}'); END",
    "event_is_not_removed": f"BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, '{SAYING}'); END",
    # INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
    "event_is_not_replaced": (
        "BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) "  # noqa: S608 - our own words
        f"BEGIN SELECT RAISE(ABORT, '{SAYING}'); END"
    ),
}

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION tracker_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'insufficient_privilege';
END $$
"""

_POSTGRES_TRIGGER = "event_only_grows"


def install(connection: Connection) -> None:
    """Put the guards up, within the transaction that ``connection`` is in; those that stand are left."""
    if connection.dialect.name == "sqlite":
        for name, body in _SQLITE.items():
            connection.exec_driver_sql(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")
        return
    connection.exec_driver_sql(_POSTGRES_FUNCTION)
    connection.exec_driver_sql(
        f"CREATE OR REPLACE TRIGGER {_POSTGRES_TRIGGER} BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION tracker_refuse_rewriting()"
    )


def lift(connection: Connection) -> None:
    """Take the guards down, for a migration that has to rebuild the table. Undone with the transaction."""
    names = _SQLITE if connection.dialect.name == "sqlite" else (_POSTGRES_TRIGGER,)
    where = "" if connection.dialect.name == "sqlite" else " ON event"
    for name in names:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{where}")


@contextmanager
def lifted(connection: Connection) -> Iterator[None]:
    """The guards are down for as long as the body runs, for nobody but this transaction."""
    lift(connection)
    yield
    install(connection)


def standing(connection: Connection) -> bool:
    """True where every guard is up."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
        ).scalars()
        return set(found) >= set(_SQLITE)
    enabled = connection.exec_driver_sql(
        "SELECT tgenabled FROM pg_trigger WHERE tgrelid = 'event'::regclass AND tgname = 'event_only_grows'"
    ).scalar_one_or_none()
    # Not 'R' (replica) nor 'D' (disabled): fires in ordinary sessions.
    return enabled in ("O", "A", b"O", b"A")
