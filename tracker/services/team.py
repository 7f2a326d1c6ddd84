"""Several people in one ledger on PostgreSQL: setting it up, and who works in it in which role."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from tracker.domain.errors import LedgerError, NotFoundError, UsageError
from tracker.domain.kinds import Role
from tracker.ledger import team
from tracker.ledger.signing import is_there
from tracker.ledger.store import Ledger
from tracker.services.units import resolve_unit

_LOGIN = re.compile(r"[^\W\d][\w.-]{0,40}")
_RESERVED = re.compile(r"(pg_|tracker_|postgres$|public$|none$)")


@dataclass(frozen=True, slots=True)
class AddedMember:
    """A person who was given roles."""

    login: str
    person: str
    roles: tuple[Role, ...]
    units: tuple[str, ...]
    """Names of the units that the person is bound to; none for all."""
    password: str | None
    """Of a login that was made; told once and kept nowhere. ``None`` where the login was there already."""


@dataclass(frozen=True, slots=True)
class TeamMember:
    """A person of the team."""

    login: str
    person: str
    roles: tuple[Role, ...]
    units: tuple[str, ...]
    """Names of the units that the person is bound to; none for all."""


def init_team(ledger: Ledger) -> None:
    """Set up roles, grants and row-level security, or bring them up to date. Running it again changes nothing.

    Raises:
        UsageError: the ledger is not on PostgreSQL.
        LedgerError: the person signed in does not own the tables or may not create roles.
    """
    with _administering(ledger, set_up=False) as (_, connection):
        team.put_up(connection)


def add_member(
    ledger: Ledger, login: str, *, roles: Sequence[Role], units: Sequence[str] = (), person: str = ""
) -> AddedMember:
    """Give a person a login, roles and units; one who is in the team already has exactly these from now on.

    Args:
        ledger: the ledger.
        login: name of the login on the server.
        roles: at least one.
        units: names or codes of the units that the person sees and works on; none for all units.
        person: the name that stands in the history; the login unless told.

    Raises:
        UsageError: the login will not do or is the administrator's, no role is given, or 责任单位 is without a unit; or
            not on PostgreSQL.
        NotFoundError: no such unit.
        LedgerError: the team is not set up, or the person signed in is not its administrator.
    """
    if not _LOGIN.fullmatch(login) or _RESERVED.match(login.lower()):
        raise UsageError(f"“{login}”不能作登录名", "请用字母或汉字开头的名字，如 zhangsan")
    if not roles:
        raise UsageError("没有写角色", f"请用 --role 写明，可用的有：{'、'.join(role.label for role in Role)}")
    if Role.UNIT in roles and not units:
        raise UsageError("责任单位的人要写明是哪个单位", "请用 --unit 写明，可写多次")
    with _administering(ledger) as (session, connection):
        if team.administers(connection, login):
            raise UsageError(f"“{login}”是管理员的账号，不受角色和单位的约束", "请另起一个登录名给这个人用")
        bound = {row.code: row.name for row in (resolve_unit(session, unit) for unit in units)}
        name = person.strip() or login
        others = {one.person: one.login for one in team.members(connection) if one.login != login}
        if name in others:
            raise UsageError(f"“{name}”已是 {others[name]} 的姓名", "姓名要分得清，请用 --name 写得不一样些")
        password = secrets.token_urlsafe(12)
        made = team.put_member(connection, login, person=name, roles=roles, units=sorted(bound), password=password)
    return AddedMember(
        login, name, tuple(roles), tuple(name for _, name in sorted(bound.items())), password if made else None
    )


def remove_member(ledger: Ledger, login: str) -> None:
    """Take a person out of the team. What the person did stays in the history.

    Raises:
        NotFoundError: no such member.
        UsageError: not on PostgreSQL.
        LedgerError: the team is not set up, or the person signed in is not its administrator.
    """
    with _administering(ledger) as (_, connection):
        if not team.drop_member(connection, login):
            raise NotFoundError(f"没有“{login}”这个人", "用 tracker db users 查看")


def list_members(ledger: Ledger) -> tuple[TeamMember, ...]:
    """The people of the team.

    Raises:
        UsageError: not on PostgreSQL.
        LedgerError: the team is not set up, or the person signed in is not its administrator.
    """
    with _administering(ledger) as (session, connection):
        return tuple(
            TeamMember(
                one.login,
                one.person,
                one.roles,
                tuple(resolve_unit(session, str(code)).name for code in one.units),
            )
            for one in team.members(connection)
        )


@contextmanager
def _administering(ledger: Ledger, *, set_up: bool = True) -> Iterator[tuple[Session, Connection]]:
    if ledger.place.file is not None:
        raise UsageError(
            "多人使用要把台账放在 PostgreSQL 上",
            "请先用 tracker db move-to 搬过去，再加 --db 地址；SQLite 文件谁能打开谁就什么都能做",
        )
    if ledger.signed_in is not None:
        raise LedgerError("只有管理员能管多人使用的设置", "请用建库的账号连接")
    with ledger.write() as session:
        connection = session.connection()
        if set_up and not is_there(connection):
            raise LedgerError("这个台账还没有设成多人使用", "请先运行 tracker db init-team")
        yield session, connection
