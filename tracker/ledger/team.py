"""A ledger of several people on PostgreSQL: roles, grants, row-level security, and who is who.

All of it stands in a schema of its own and can be put up again at any time; what was decided about each table comes
from ``access``. The owner of the tables is the administrator: nothing here holds the owner back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from tracker.domain.kinds import Role
from tracker.domain.status import MOVES
from tracker.ledger import signing, team_sql
from tracker.ledger.access import Access, access_of
from tracker.ledger.schema import driver_connection
from tracker.ledger.signing import RULES, is_there
from tracker.ledger.tables import metadata

_LONGEST_NAME = 63
"""Bytes of a name on PostgreSQL."""

_SAYINGS = {
    "not_your_move": signing.NOT_YOUR_MOVE,
    "own_closure": signing.OWN_CLOSURE,
    "not_new": signing.NOT_A_NEW_ITEM,
    "not_your_round": signing.NOT_YOUR_ROUND,
    "other_file": signing.OTHER_FILE,
    "not_your_file": signing.NOT_YOUR_FILE,
}

WRITING = (Role.CLERK, Role.UNIT, Role.REVIEWER, Role.VERIFIER)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team."""

    login: str
    person: str
    """The name that stands in the history."""
    roles: tuple[Role, ...]
    units: tuple[int, ...]
    """Codes of the units that the person is bound to; none for all units."""


def role_name(connection: Connection, role: Role) -> str:
    """What a role of this ledger is called on the server, where names are shared by all databases."""
    database = str(connection.exec_driver_sql("SELECT current_database()").scalar_one())
    name = f"tracker_{database}_{role.value}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"tracker_{hashlib.sha256(database.encode()).hexdigest()[:16]}_{role.value}"


def lawful_moves() -> set[tuple[Role, str, str]]:
    """Which role may give an item which state after which. Taking back a step of one's own is lawful besides."""
    return {(move.role, move.source.value, move.target.value) for move in MOVES}


def put_up(connection: Connection) -> None:
    """Make, or bring up to date, roles, grants, policies and triggers. Running it again changes nothing.

    Args:
        connection: of the owner of the tables, who may create roles.
    """
    names = {role: role_name(connection, role) for role in Role}
    quote = connection.dialect.identifier_preparer.quote
    known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    for name in names.values():
        if name not in known:
            connection.exec_driver_sql(f"CREATE ROLE {quote(name)} NOLOGIN")
    everybody = ", ".join(map(quote, names.values()))
    schema = quote(str(connection.exec_driver_sql("SELECT current_schema()").scalar_one()))
    _run(connection, team_sql.TABLES)
    keyed = ", ".join(f"'{table.name}'" for table in metadata.sorted_tables if {"id", "code"} & {*table.c.keys()})
    if connection.exec_driver_sql("SELECT to_regclass('tracker_team.step') IS NULL").scalar_one():
        _run(connection, team_sql.STEPS)
    _run(connection, team_sql.FUNCTIONS.format(schema=schema, keyed=keyed, **_SAYINGS))
    for role, name in names.items():
        connection.execute(
            text(
                "INSERT INTO tracker_team.role VALUES (:role, :name) "
                "ON CONFLICT (role) DO UPDATE SET name = excluded.name"
            ),
            {"role": role.value, "name": name},
        )
    connection.exec_driver_sql("DELETE FROM tracker_team.lawful_move")
    rows = sorted({(names[role], source, target) for role, source, target in lawful_moves()})
    adding = text("INSERT INTO tracker_team.lawful_move VALUES (:role, :source, :target)")
    connection.execute(adding, [dict(zip(("role", "source", "target"), row, strict=True)) for row in rows])
    for statement in (
        f"GRANT USAGE ON SCHEMA {schema}, tracker_team TO {everybody}",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tracker_team FROM PUBLIC",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tracker_team TO {everybody}",
        f"GRANT SELECT ON alembic_version, tracker_team.role TO {everybody}",
        f"COMMENT ON SCHEMA tracker_team IS 'rules {RULES}'",
    ):
        connection.exec_driver_sql(statement)
    for table in metadata.sorted_tables:
        _decide(connection, table.name, access_of(table), names, [column.name for column in table.columns])


def _decide(
    connection: Connection, table: str, access: Access | None, names: dict[Role, str], columns: Sequence[str]
) -> None:
    quote = connection.dialect.identifier_preparer.quote
    name, everybody = quote(table), ", ".join(map(quote, names.values()))
    statements = [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {name} FROM PUBLIC, {everybody}",
        f"REVOKE ALL ({', '.join(map(quote, columns))}) ON {name} FROM {everybody}",
        *(f"DROP POLICY IF EXISTS team_{kind} ON {name}" for kind in ("sees", "adds", "changes", "removes")),
    ]
    if access is not None:
        adders = ", ".join(quote(names[role]) for role in WRITING if role in access.added_by)
        writers = ", ".join(quote(names[role]) for role in WRITING if role in access.written_by)
        statements += [
            f"GRANT SELECT ON {name} TO {everybody}",
            f"CREATE POLICY team_sees ON {name} FOR SELECT TO {everybody} USING ({access.visible})",
            f"GRANT INSERT ON {name} TO {adders}",
            f"CREATE POLICY team_adds ON {name} FOR INSERT TO {adders} WITH CHECK ({access.added})",
        ]
        if access.changed:
            statements.append(f"CREATE POLICY team_changes ON {name} FOR UPDATE TO {writers} USING ({access.own})")
        for role in WRITING:
            if free := ", ".join(map(quote, access.free(role, columns))):
                statements.append(f"GRANT UPDATE ({free}) ON {name} TO {quote(names[role])}")
        if access.removed:
            statements += [
                f"GRANT DELETE ON {name} TO {writers}",
                f"CREATE POLICY team_removes ON {name} FOR DELETE TO {writers} USING ({access.own})",
            ]
    for statement in statements:
        connection.exec_driver_sql(statement)


def refresh(connection: Connection) -> None:
    """Bring a team that is there up to date with the tables and the rules, after an upgrade."""
    if is_there(connection):
        put_up(connection)


def administers(connection: Connection, login: str) -> bool:
    """True where a login owns the tables, itself or through others: nothing of a team's rules holds it."""
    found = connection.execute(
        text(
            "SELECT u.rolname = session_user OR pg_has_role(u.oid, t.relowner, 'MEMBER') "
            "FROM pg_roles AS u, pg_class AS t WHERE u.rolname = :login AND t.oid = 'event'::regclass"
        ),
        {"login": login},
    ).scalar_one_or_none()
    return bool(found)


def put_member(
    connection: Connection, login: str, *, person: str, roles: Sequence[Role], units: Sequence[int], password: str
) -> bool:
    """Give a person roles and units, exactly these; a login that is not there yet is made.

    Returns:
        True where the login was made, with the password; one that was there keeps its own.
    """
    quote = connection.dialect.identifier_preparer.quote
    there = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :login"), {"login": login}).first()
    if there is None:
        literal = connection.execute(text("SELECT quote_literal(:password)"), {"password": password}).scalar_one()
        connection.exec_driver_sql(f"CREATE ROLE {quote(login)} LOGIN PASSWORD {literal}")
    for role in Role:
        verb = "GRANT {} TO {}" if role in roles else "REVOKE {} FROM {}"
        connection.exec_driver_sql(verb.format(quote(role_name(connection, role)), quote(login)))
    connection.execute(
        text(
            "INSERT INTO tracker_team.member VALUES (:login, :person, :all) "
            "ON CONFLICT (login) DO UPDATE SET person = excluded.person, all_units = excluded.all_units"
        ),
        {"login": login, "person": person, "all": not units},
    )
    connection.execute(text("DELETE FROM tracker_team.member_unit WHERE login = :login"), {"login": login})
    for code in units:
        connection.execute(
            text("INSERT INTO tracker_team.member_unit VALUES (:login, :code)"), {"login": login, "code": code}
        )
    return there is None


def drop_member(connection: Connection, login: str) -> bool:
    """Take a person out of the team; the login itself stays on the server. ``False`` where it is no member."""
    result: Any = connection.execute(text("DELETE FROM tracker_team.member WHERE login = :login"), {"login": login})
    if not result.rowcount:
        return False
    quote = connection.dialect.identifier_preparer.quote
    for role in Role:
        connection.exec_driver_sql(f"REVOKE {quote(role_name(connection, role))} FROM {quote(login)}")
    return True


def members(connection: Connection) -> tuple[Member, ...]:
    """The people of the team, by login."""
    names = {role_name(connection, role): role for role in Role}
    found = []
    listed = connection.exec_driver_sql("SELECT login, person FROM tracker_team.member ORDER BY login").all()
    for login, person in listed:
        held = connection.execute(
            text(
                "SELECT g.rolname FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid "
                "JOIN pg_roles AS u ON u.oid = m.member WHERE u.rolname = :login"
            ),
            {"login": login},
        ).scalars()
        units = connection.execute(
            text("SELECT unit_code FROM tracker_team.member_unit WHERE login = :login ORDER BY unit_code"),
            {"login": login},
        ).scalars()
        roles = {names[name] for name in held if name in names}
        found.append(Member(login, person, tuple(role for role in Role if role in roles), tuple(units)))
    return tuple(found)


def _run(connection: Connection, script: str) -> None:
    # With no parameters the driver takes several statements at once, and leaves percent signs alone.
    with driver_connection(connection).cursor() as cursor:
        cursor.execute(script)
