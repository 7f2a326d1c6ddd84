"""Who a connection works as, where several people share a ledger on PostgreSQL. See ``team``."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from tracker.domain.kinds import Role

RULES = 2
"""Which edition of the rules for teams this program has: one more with every change to what ``team`` puts up."""

NOT_YOUR_MOVE = "这一步不是你这个角色办的，也不是撤销你自己走的上一步"
"""What the database answers to whoever makes a move of another role, or takes back what another person did."""

OWN_CLOSURE = "申请或审核过的人销号，要标自验"
"""What it answers to whoever closes what he applied for as if another had checked it."""

NOT_A_NEW_ITEM = "新登记的事项只能是待确认或待整改，编号要是它责任单位的"
"""What it answers to whoever enters an item as if it had come a long way, or under the number of another unit."""

NOT_YOUR_ROUND = "轮次里由谁申请、审核、验收，只能由办那一步的人照实记"
"""What it answers to whoever writes into a round what he did not do."""

OTHER_FILE = "文件的内容和写明的校验码对不上"
"""What it answers to whoever puts in a file under the hash of another."""

NOT_YOUR_FILE = "留存的佐证，只能由有这份文件的人附上"
"""What it answers to whoever names a file that he can neither see nor has put in."""


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
    owner, person, sees_all = connection.exec_driver_sql(
        "SELECT tracker_team.is_owner(), tracker_team.person(), tracker_team.sees_all()"
    ).one()
    if owner:
        return None
    held = connection.exec_driver_sql(
        "SELECT DISTINCT role FROM tracker_team.role WHERE pg_has_role(session_user, name, 'MEMBER')"
    ).scalars()
    return SignedIn(person or "", bound=not sees_all, roles=frozenset(Role(value) for value in held))


def to_bring_up(connection: Connection) -> bool:
    """True where there is a team under older rules than ours, and the connection is that of the owner of the tables."""
    if not is_there(connection):
        return False
    told, owns = connection.exec_driver_sql(
        "SELECT obj_description('tracker_team'::regnamespace, 'pg_namespace'), "
        "pg_get_userbyid(relowner) = session_user FROM pg_class WHERE oid = 'event'::regclass"
    ).one()
    edition = (told or "").rpartition(" ")[2]
    return owns and (int(edition) if edition.isdecimal() else 1) < RULES
