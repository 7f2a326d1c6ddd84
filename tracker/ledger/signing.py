"""Who a connection works as, where several people share a ledger on PostgreSQL. See ``team``."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from tracker.domain.kinds import Role

NOT_YOUR_MOVE = "这一步不是你这个角色办的"
"""What the database answers to whoever makes a move of another role."""

OWN_CLOSURE = "申请或审核过的人销号，要标自验"
"""What it answers to whoever closes what he applied for as if another had checked it."""


class SignedIn(NamedTuple):
    """Who a connection works as, where there is a team."""

    person: str
    bound: bool
    """True where rows of other units are hidden."""
    roles: frozenset[Role] = frozenset()


def is_there(connection: Connection) -> bool:
    """True where a team was set up in this database."""
    return bool(connection.exec_driver_sql("SELECT to_regclass('tracker_team.member') IS NOT NULL").scalar_one())


def signed_in(connection: Connection) -> SignedIn | None:
    """Who the connection works as; ``None`` where there is no team, or it is the owner of the tables."""
    if connection.dialect.name == "sqlite" or not is_there(connection):
        return None
    if not connection.exec_driver_sql("SELECT has_schema_privilege('tracker_team', 'USAGE')").scalar_one():
        return SignedIn("", bound=True)
    person, sees_all = connection.exec_driver_sql("SELECT tracker_team.person(), tracker_team.sees_all()").one()
    if person is None:
        return None
    held = connection.exec_driver_sql(
        "SELECT DISTINCT role FROM tracker_team.role WHERE pg_has_role(session_user, name, 'MEMBER')"
    ).scalars()
    return SignedIn(person, bound=not sees_all, roles=frozenset(Role(value) for value in held))
