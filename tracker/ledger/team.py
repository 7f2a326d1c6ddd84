"""A ledger of several people on PostgreSQL: roles, grants, row-level security, and who is who.

All of it stands in a schema of its own and can be put up again at any time; what was decided about each table comes
from ``access``. The owner of the tables is the administrator: nothing here holds the owner back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from tracker.domain.kinds import Role
from tracker.ledger.access import BY_HASH, Access, access_of
from tracker.ledger.schema import driver_connection
from tracker.ledger.signing import NOT_YOUR_MOVE, OWN_CLOSURE, is_there
from tracker.ledger.tables import metadata

_LONGEST_NAME = 63
"""Bytes of a name on PostgreSQL."""

WRITING = (Role.CLERK, Role.UNIT, Role.REVIEWER, Role.VERIFIER)

_TABLES = """
CREATE SCHEMA IF NOT EXISTS tracker_team;
CREATE TABLE IF NOT EXISTS tracker_team.member (
    login text CONSTRAINT pk_member PRIMARY KEY,
    person text NOT NULL CONSTRAINT uq_member_person UNIQUE,
    all_units boolean NOT NULL
);
CREATE TABLE IF NOT EXISTS tracker_team.member_unit (
    login text CONSTRAINT fk_member_unit_login REFERENCES tracker_team.member ON DELETE CASCADE,
    unit_code integer CONSTRAINT fk_member_unit_unit_code REFERENCES unit,
    CONSTRAINT pk_member_unit PRIMARY KEY (login, unit_code)
);
CREATE TABLE IF NOT EXISTS tracker_team.role (
    role text CONSTRAINT pk_role PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE IF NOT EXISTS tracker_team.lawful_move (
    role text, source text, target text,
    CONSTRAINT pk_lawful_move PRIMARY KEY (role, source, target)
);
"""

# session_user, not current_user: inside these functions the latter is the owner. An empty search path of their own
# keeps others from slipping tables of the same name under them.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION tracker_team.sees_all() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM tracker_team.member WHERE login = session_user AND all_units)
$$;
CREATE OR REPLACE FUNCTION tracker_team.units() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT coalesce(array_agg(coalesce(u.merged_into, u.code)), '{{}}')
    FROM tracker_team.member_unit AS m JOIN unit AS u ON u.code = m.unit_code WHERE m.login = session_user
$$;
CREATE OR REPLACE FUNCTION tracker_team.person() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT person FROM tracker_team.member WHERE login = session_user
$$;
CREATE OR REPLACE FUNCTION tracker_team.is_owner() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT pg_has_role(session_user, (SELECT relowner FROM pg_class WHERE oid = 'event'::regclass), 'MEMBER')
$$;
CREATE OR REPLACE FUNCTION tracker_team.last_key(wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE found bigint;
BEGIN
    IF wanted NOT IN ({keyed}) THEN
        RAISE EXCEPTION 'no such table' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT max(%I) FROM %I', CASE wanted WHEN 'unit' THEN 'code' ELSE 'id' END, wanted) INTO found;
    RETURN found;
END $$;
CREATE OR REPLACE FUNCTION tracker_team.last_entry(OUT id integer, OUT hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT id, hash FROM event ORDER BY id DESC LIMIT 1
$$;
CREATE OR REPLACE FUNCTION tracker_team.check_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
BEGIN
    IF tracker_team.is_owner() THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM tracker_team.lawful_move AS m
        WHERE m.source = OLD.status AND m.target = NEW.status AND pg_has_role(session_user, m.role, 'MEMBER')
    ) THEN
        RAISE EXCEPTION '{refusal}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.status = 'closed' AND NOT NEW.self_verified AND EXISTS (
        SELECT 1 FROM item_round AS r WHERE r.item_id = NEW.id AND r.number = OLD.round
        AND tracker_team.person() IN (r.applied_by, r.reviewed_by)
    ) THEN
        RAISE EXCEPTION '{own}' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER item_moves_by_role BEFORE UPDATE OF status ON item FOR EACH ROW
WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION tracker_team.check_move();
"""


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


def put_up(connection: Connection, moves: Iterable[tuple[Role, str, str]] | None = None) -> None:
    """Make, or bring up to date, roles, grants and policies. Running it again changes nothing.

    Args:
        connection: of the owner of the tables, who may create roles.
        moves: which role may give an item which state after which; ``None`` leaves what stands.
    """
    names = {role: role_name(connection, role) for role in Role}
    quote = connection.dialect.identifier_preparer.quote
    known = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    for name in names.values():
        if name not in known:
            connection.exec_driver_sql(f"CREATE ROLE {quote(name)} NOLOGIN")
    everybody = ", ".join(map(quote, names.values()))
    schema = quote(str(connection.exec_driver_sql("SELECT current_schema()").scalar_one()))
    _run(connection, _TABLES)
    keyed = ", ".join(f"'{table.name}'" for table in metadata.sorted_tables if {"id", "code"} & {*table.c.keys()})
    _run(connection, _FUNCTIONS.format(schema=schema, keyed=keyed, refusal=NOT_YOUR_MOVE, own=OWN_CLOSURE))
    for role, name in names.items():
        connection.execute(
            text(
                "INSERT INTO tracker_team.role VALUES (:role, :name) "
                "ON CONFLICT (role) DO UPDATE SET name = excluded.name"
            ),
            {"role": role.value, "name": name},
        )
    if moves is not None:
        connection.exec_driver_sql("DELETE FROM tracker_team.lawful_move")
        rows = sorted({(names[role], source, target) for role, source, target in moves})
        adding = text("INSERT INTO tracker_team.lawful_move VALUES (:role, :source, :target)")
        connection.execute(adding, [dict(zip(("role", "source", "target"), row, strict=True)) for row in rows])
    for statement in (
        f"GRANT USAGE ON SCHEMA {schema}, tracker_team TO {everybody}",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tracker_team FROM PUBLIC",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tracker_team TO {everybody}",
        f"GRANT SELECT ON alembic_version, tracker_team.role TO {everybody}",
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
        own = f"({access.visible})"
        added = f"{own} AND actor = (SELECT tracker_team.person())" if table == "event" else own
        added = "true" if table in BY_HASH else added
        statements += [
            f"GRANT SELECT ON {name} TO {everybody}",
            f"CREATE POLICY team_sees ON {name} FOR SELECT TO {everybody} USING {own}",
        ]
        writers = ", ".join(quote(names[role]) for role in WRITING if role in access.written_by)
        statements += [
            f"GRANT INSERT ON {name} TO {writers}",
            f"CREATE POLICY team_adds ON {name} FOR INSERT TO {writers} WITH CHECK ({added})",
        ]
        if access.changed:
            statements.append(f"CREATE POLICY team_changes ON {name} FOR UPDATE TO {writers} USING {own}")
            for role in WRITING:
                if role in access.written_by:
                    free = ", ".join(quote(column) for column in columns if column not in access.fixed(role))
                    statements.append(f"GRANT UPDATE ({free}) ON {name} TO {quote(names[role])}")
        if access.removed:
            statements += [
                f"GRANT DELETE ON {name} TO {writers}",
                f"CREATE POLICY team_removes ON {name} FOR DELETE TO {writers} USING {own}",
            ]
    for statement in statements:
        connection.exec_driver_sql(statement)


def refresh(connection: Connection) -> None:
    """Bring a team that is there up to date with the tables, after a migration."""
    if is_there(connection):
        put_up(connection)


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
