"""A team on a real PostgreSQL server: what each role sees and may do, asked of the database itself, not of the program."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from tests.ledger.samples import NOW, plan, store
from tracker.domain.errors import LedgerError, MoveError, NotFoundError, UsageError
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import CheckMethod, Role, Status
from tracker.domain.status import MOVES, Given
from tracker.ledger import guards, open_ledger, open_rehearsal, team
from tracker.ledger.access import APPENDED, BY_HASH, SHARED, UNDYING, WORK, access_of
from tracker.ledger.store import Ledger
from tracker.ledger.tables import metadata
from tracker.services.filling import fill_in
from tracker.services.items import list_items, show_item
from tracker.services.proving import add_evidence, remove_evidence
from tracker.services.safekeeping import backup
from tracker.services.team import add_member, init_team, list_members, remove_member
from tracker.services.undoing import redo, undo
from tracker.services.units import list_units, merge_units
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item


@dataclass
class Team:
    """A ledger with two units and one person for each role."""

    url: str
    logins: dict[str, str] = field(default_factory=dict)

    def url_of(self, name: str) -> str:
        if not name:
            return self.url
        login = self.logins[name]
        return make_url(self.url).set(username=login, password=None).render_as_string(hide_password=False)

    @contextmanager
    def signed_in(self, name: str) -> Iterator[Ledger]:
        with open_ledger(self.url_of(name)) as ledger:
            yield ledger

    @contextmanager
    def by_hand(self, name: str) -> Iterator[Connection]:
        """Somebody who goes at the database with a program of his own."""
        url = make_url(self.url_of(name)).set(drivername="postgresql+psycopg")
        engine = create_engine(url)
        with engine.connect() as connection:
            yield connection
        engine.dispose()

    def add(self, name: str, *roles: Role, units: tuple[str, ...] = ()) -> None:
        login = f"{name}{uuid.uuid4().hex[:8]}"
        self.logins[name] = login
        with open_ledger(self.url) as ledger:
            add_member(ledger, login, roles=roles, units=units, person=name)


PEOPLE = {
    "经办": ((Role.CLERK,), ()),
    "甲办": ((Role.UNIT,), ("甲",)),
    "乙办": ((Role.UNIT,), ("乙",)),
    "审核": ((Role.REVIEWER,), ()),
    "验收": ((Role.VERIFIER,), ()),
    "只读": ((Role.READER,), ()),
    "甲经办": ((Role.CLERK,), ("甲",)),
}


def set_up(url: str) -> Team:
    made = Team(url)
    with open_ledger(url) as ledger:
        store(ledger, plan("甲", 2021), plan("甲", 2022, claimed=2))
        store(ledger, plan("乙", 2021), plan("乙", 2022, claimed=2))
        init_team(ledger)
    for name, (roles, units) in PEOPLE.items():
        made.add(name, *roles, units=units)
    return made


@pytest.fixture(scope="module")
def people(new_postgres_url: Callable[[], str]) -> Team:
    """A team that the tests share: what they try is refused, or taken back."""
    return set_up(new_postgres_url())


@pytest.fixture
def new_people(new_postgres_url: Callable[[], str]) -> Team:
    """A team of one test's own."""
    return set_up(new_postgres_url())


def bring_to(people: Team, number: str, status: Status) -> None:
    """Have an item in a state, by the administrator."""
    with open_ledger(people.url) as ledger, ledger.write() as session:
        put(session.connection(), number, status)


def put(connection: Connection, number: str, status: Status) -> None:
    code, year, sequence = map(int, number.split("-"))
    connection.execute(
        text("UPDATE item SET status = :s WHERE unit_code = :c AND year = :y AND sequence = :q"),
        {"s": status.value, "c": code, "y": year, "q": sequence},
    )


def refused(people: Team, name: str, statement: str) -> str:
    """What the database says to somebody who tries that by hand."""
    with people.by_hand(name) as connection, pytest.raises(DBAPIError) as caught:
        connection.exec_driver_sql(statement)
    assert getattr(caught.value.orig, "sqlstate", "") == "42501", caught.value
    return str(caught.value.orig)


# ----------------------------------------------------------------------------------------------- what the metadata says


def test_every_table_has_a_decision() -> None:
    undecided = [table.name for table in metadata.sorted_tables if access_of(table) is None]
    assert undecided == [], "say in tracker/ledger/access.py whose the rows of these tables are"


def test_no_decision_speaks_of_a_table_that_is_gone() -> None:
    assert metadata.tables.keys() >= SHARED | WORK | APPENDED | UNDYING | {*BY_HASH.values()}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_decision_stands_in_the_database(people: Team, table: object) -> None:
    name = table.name  # type: ignore[attr-defined]
    with people.by_hand("经办") as connection:
        secured = connection.exec_driver_sql(
            f"SELECT relrowsecurity FROM pg_class WHERE oid = '{name}'::regclass"
        ).scalar_one()
        policies = connection.exec_driver_sql(
            f"SELECT count(*) FROM pg_policy WHERE polrelid = '{name}'::regclass"
        ).scalar_one()
        rights = {
            right: connection.exec_driver_sql(f"SELECT has_table_privilege('{name}', '{right}')").scalar_one()
            for right in ("SELECT", "INSERT", "DELETE", "TRUNCATE", "TRIGGER")
        }
    assert secured
    assert policies >= 2
    assert rights["SELECT"]
    assert rights["DELETE"] == (name not in APPENDED | UNDYING)
    assert not rights["TRUNCATE"]
    assert not rights["TRIGGER"]
    with people.by_hand("只读") as connection:
        for right in ("INSERT", "UPDATE", "DELETE"):
            assert not connection.exec_driver_sql(f"SELECT has_any_column_privilege('{name}', 'UPDATE')").scalar_one()
            assert not connection.exec_driver_sql(f"SELECT has_table_privilege('{name}', '{right}')").scalar_one()


def test_setting_up_again_changes_nothing(people: Team) -> None:
    def catalog() -> list[object]:
        with people.by_hand("经办") as connection:
            return [
                connection.exec_driver_sql(query).all()
                for query in (
                    "SELECT relname, relacl::text, relrowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
                    "SELECT attrelid::regclass::text, attname, attacl::text FROM pg_attribute WHERE attacl IS NOT NULL AND attrelid > 16000 ORDER BY 1, 2",
                    "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2",
                    "SELECT proname, proacl::text FROM pg_proc WHERE pronamespace = 'tracker_team'::regnamespace ORDER BY 1",
                )
            ]

    before = catalog()
    with open_ledger(people.url) as ledger:
        init_team(ledger)
    assert catalog() == before
    with people.signed_in("甲办") as ledger:
        assert list_items(ledger, ItemFilter()).total == 6


# ------------------------------------------------------------------------------------------------------ what is seen


def test_a_unit_sees_its_own_rows_and_no_others(people: Team) -> None:
    tables = [table.name for table in metadata.sorted_tables]
    with people.signed_in("甲办") as ledger:
        assert {row.unit for row in list_items(ledger, ItemFilter()).rows} == {"甲"}
        assert [unit.name for unit in list_units(ledger)] == ["甲", "乙"]
        with pytest.raises(NotFoundError):
            show_item(ledger, "02-2021-01")
    with people.by_hand("甲办") as ours, people.by_hand("乙办") as theirs, people.by_hand("验收") as everybody:
        for name in tables:
            count = f'SELECT count(*) FROM "{name}"'
            seen = [connection.exec_driver_sql(count).scalar_one() for connection in (ours, theirs, everybody)]
            if name in SHARED:
                assert seen[0] == seen[1] == seen[2], name
            else:
                assert seen[0] + seen[1] == seen[2], name
        assert ours.exec_driver_sql("SELECT DISTINCT owner_code FROM item").scalars().all() == [1]
        assert ours.exec_driver_sql("SELECT DISTINCT unit_code FROM document").scalars().all() == [1]


def test_whoever_is_no_member_sees_nothing(people: Team) -> None:
    """Even one who was given the role on the server by hand: the ledger does not know the person."""
    login = f"fremd{uuid.uuid4().hex[:8]}"
    people.logins["外人"] = login
    with open_ledger(people.url) as ledger, ledger.write() as session:
        connection = session.connection()
        role = team.role_name(connection, Role.CLERK)
        connection.exec_driver_sql(f'CREATE ROLE "{login}" LOGIN IN ROLE "{role}"')
    with people.by_hand("外人") as connection:
        for name in ("item", "document", "event", "evidence"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() == 0


def test_a_unit_follows_its_merger(new_people: Team) -> None:
    with new_people.signed_in("甲办") as ledger:
        assert list_items(ledger, ItemFilter()).total == 6
    with open_ledger(new_people.url) as ledger:
        store(ledger, plan("丙", 2019))
        merge_units(ledger, "丙", "甲", actor="管理员", now=NOW)
    with new_people.signed_in("甲办") as ledger:
        assert list_items(ledger, ItemFilter()).total == 9


# ----------------------------------------------------------------------------------------------------- what is allowed


def test_each_works_and_the_chain_holds(new_people: Team) -> None:
    with new_people.signed_in("经办") as ledger:
        assert ledger.signed_in is not None
        assert ledger.signed_in.person == "经办"
        (outcome,) = store(ledger, plan("乙", 2023), actor="经办")
        assert outcome.error is None
        move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="经办", now=NOW)
    with new_people.signed_in("甲经办") as ledger:
        # What is hidden is not taken for free: keys and the end of the chain are those of the whole ledger.
        (outcome,) = store(ledger, plan("甲", 2023, ("新问题",)), actor="甲经办")
        assert outcome.error is None
        move_item(ledger, "01-2021-02", Status.REJECTED, note="不是问题", actor="甲经办", now=NOW)
        (refused_one,) = store(ledger, plan("乙", 2024), actor="甲经办")
        assert refused_one.error is not None
        assert "数据库没有让写" in refused_one.error
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()
        assert len(list_units(ledger)) == 2


def test_an_item_goes_all_the_way_through_the_team(new_people: Team, tmp_path: Path) -> None:
    """Each by his own login, under the rules of the office, with undoing on the way; the chain holds throughout."""
    number, proof = "01-2021-01", tmp_path / "会议记录.txt"
    proof.write_text("开了会", encoding="utf-8")
    values: dict[Field, FieldValue] = {
        Field.LEADER: "王书记", Field.PERSON: "李四", Field.MEASURES: "每月学习一次",
        Field.DUE_ON: date(2024, 6, 30), Field.GOAL: "学习制度落实",
    }  # fmt: skip

    def move(ledger: Ledger, target: Status, actor: str, **more: Any) -> None:
        given = Given(**more)
        move_item(ledger, number, target, note="学习制度已建立，按月学习", actor=actor, now=NOW, given=given)

    with new_people.signed_in("经办") as ledger:
        move(ledger, Status.OPEN, "经办")
    with new_people.signed_in("甲办") as ledger:
        fill_in(ledger, [number], values, actor="甲办", now=NOW)
        move(ledger, Status.IN_PROGRESS, "甲办")
        undo(ledger, actor="甲办", now=NOW)
        redo(ledger, actor="甲办", now=NOW)
        (added,) = add_evidence(ledger, [number], proof, dated=date(2024, 1, 5), actor="甲办", now=NOW)
        remove_evidence(ledger, added.id, note="附错了", actor="甲办", now=NOW)
        add_evidence(ledger, [number], proof, dated=date(2024, 1, 5), actor="甲办", now=NOW)
        move(ledger, Status.IN_REVIEW, "甲办")
        with pytest.raises(NotFoundError):
            fill_in(ledger, ["02-2021-01"], values, actor="甲办", now=NOW)
    with new_people.signed_in("乙办") as ledger, pytest.raises(NotFoundError):
        add_evidence(ledger, [number], proof, dated=date(2024, 1, 5), actor="乙办", now=NOW)
    with new_people.signed_in("审核") as ledger:
        move(ledger, Status.IN_VERIFICATION, "审核")
    with new_people.signed_in("验收") as ledger:
        move(ledger, Status.CLOSED, "验收", methods=(CheckMethod.ON_SITE,))
        undo(ledger, actor="验收", now=NOW)
        redo(ledger, actor="验收", now=NOW)
        move(ledger, Status.OPEN, "验收", basis="回头看通报")
    with new_people.signed_in("乙办") as ledger:
        # The same file as another unit's evidence: hidden from this one, kept once all the same.
        with new_people.signed_in("经办") as clerk:
            move_item(clerk, "02-2021-01", Status.OPEN, note="核对过", actor="经办", now=NOW)
        add_evidence(ledger, ["02-2021-01"], proof, dated=date(2024, 1, 5), actor="乙办", now=NOW)
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()
        shown = show_item(ledger, number)
        assert (shown.row.status, shown.row.round, shown.rounds[0].closed_by) == (Status.OPEN, 2, "验收")
        assert not shown.rounds[0].self_verified


@pytest.mark.parametrize("name, role", [(name, roles[0]) for name, (roles, _) in PEOPLE.items() if name != "乙办"])
def test_a_role_makes_its_own_moves_and_no_others(people: Team, name: str, role: Role) -> None:
    """Tried on the table itself, from every state to every other."""
    begins = {(move.source, move.target) for move in MOVES if move.opens_round}
    allowed = {(source, target) for who, source, target in team.lawful_moves() if who is role}
    done, said = set(), set()
    with people.by_hand(name) as connection, people.by_hand("") as owner:
        for source, target in itertools.permutations(Status, 2):
            connection.rollback()
            put(owner, "01-2021-01", source)
            owner.commit()
            try:
                along = {Status.CLOSED: ", self_verified = true"}.get(target, "")
                along += {Status.CLOSED: ", round = round + 1"}.get(source, "") if (source, target) in begins else ""
                changed = connection.execute(
                    text(f"UPDATE item SET status = :s{along} WHERE id = 1"), {"s": target.value}
                )
                assert changed.rowcount == 1
                done.add((source.value, target.value))
            except ProgrammingError as error:
                said.add(str(error.orig).splitlines()[0])
    assert done == allowed
    assert all("不是你这个角色" in line or "permission denied" in line for line in said)


def test_a_move_of_another_role_is_told_of_in_plain_words(people: Team) -> None:
    bring_to(people, "01-2021-01", Status.PROPOSED)
    with people.signed_in("甲办") as ledger:
        with pytest.raises(MoveError, match="由经办办理，您是责任单位"):
            move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="甲办", now=NOW)
        # A program that takes everybody for everything meets the database.
        with pytest.raises(LedgerError, match="不是你这个角色办的"):
            move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="甲办", now=NOW, roles=frozenset(Role))
    with people.signed_in("只读") as ledger:
        with pytest.raises(MoveError, match="您是只读"):
            move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="只读", now=NOW)
        with pytest.raises(LedgerError, match="没有这个台账的权限"):
            move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="只读", now=NOW, roles=frozenset(Role))


def test_nobody_acts_under_another_name(people: Team) -> None:
    bring_to(people, "01-2021-01", Status.PROPOSED)
    with people.signed_in("经办") as ledger, pytest.raises(LedgerError, match="登录数据库的是“经办”，不能记成“验收”"):
        move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="验收", now=NOW)
    forged = (
        "INSERT INTO event (id, at, actor, kind, item_id, note, payload, hash) "
        "VALUES (9999, now(), '验收', 'item_moved', 1, '', '{}', 'x')"
    )
    assert "row-level security" in refused(people, "经办", forged)
    assert "row-level security" in refused(people, "甲办", forged.replace("验收", "甲办").replace("1, ''", "7, ''"))


def test_an_own_closure_cannot_be_passed_off_as_checked(people: Team) -> None:
    people.add("两用", Role.UNIT, Role.VERIFIER, units=("甲",))
    bring_to(people, "01-2021-01", Status.IN_VERIFICATION)
    with open_ledger(people.url) as ledger, ledger.write() as session:
        session.execute(
            text(
                "INSERT INTO item_round (item_id, number, opened_at, opened_by, applied_at, applied_by) "
                "VALUES (1, 1, now(), '经办', now(), '两用')"
            )
        )
    closing = "UPDATE item SET status = 'closed', self_verified = {} WHERE id = 1"
    assert "自验" in refused(people, "两用", closing.format("false"))
    for name, marked in (("两用", "true"), ("验收", "false")):
        with people.by_hand(name) as connection:
            assert connection.exec_driver_sql(closing.format(marked)).rowcount == 1
            connection.rollback()


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET note = '改'",
        "DELETE FROM event",
        "TRUNCATE event CASCADE",
        "ALTER TABLE event DISABLE TRIGGER ALL",
        "DROP TRIGGER event_only_grows ON event",
        "SET session_replication_role = replica",
        "ALTER TABLE item DISABLE ROW LEVEL SECURITY",
        "DROP POLICY team_sees ON item",
        "DELETE FROM item",
        "DELETE FROM document",
        "UPDATE item SET sequence = 99",
        "UPDATE document SET text = '改'",
        "INSERT INTO tracker_team.member VALUES ('x', 'x', true)",
        "UPDATE tracker_team.member SET all_units = true",
        "DELETE FROM tracker_team.lawful_move",
        "CREATE TABLE item_round2 (id integer)",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_nobody_of_the_team_can_rewrite_or_unlock(people: Team, name: str, statement: str) -> None:
    refused(people, name, statement)


@pytest.mark.parametrize("name", ["甲办", "审核", "验收"])
def test_what_stands_in_the_report_is_not_theirs_to_change(people: Team, name: str) -> None:
    for column, value in (("quote", "'改'"), ("owner_code", "2"), ("document_id", "2"), ("kind", "'commitment'")):
        refused(people, name, f"UPDATE item SET {column} = {value} WHERE id = 1")
    for table in ("unit", "document", "section", "item_action", "follow_up"):
        refused(people, name, f"DELETE FROM {table}")


def test_a_unit_cannot_reach_the_rows_of_another(people: Team) -> None:
    with people.by_hand("甲办") as connection:
        touched = connection.exec_driver_sql("UPDATE item SET title = '改' WHERE owner_code = 2").rowcount
        assert touched == 0
    added = (
        "INSERT INTO evidence (id, item_id, round, kind, title, dated, path, kept, added_at, added_by) "
        "VALUES (1, {}, 1, 'other', '会议记录', '2024-01-01', 'x', false, now(), '甲办')"
    )
    with open_ledger(people.url) as ledger:
        other = show_item(ledger, "02-2021-01").row.number
        assert other
    assert "row-level security" in refused(people, "甲办", added.format(7))
    with people.by_hand("甲办") as connection:
        assert connection.exec_driver_sql(added.format(1)).rowcount == 1


def test_a_part_is_not_taken_for_the_whole(people: Team, tmp_path: Path) -> None:
    with people.signed_in("甲办") as ledger, pytest.raises(LedgerError, match=r"数据库没有让|权限"):
        backup(ledger, tmp_path / "备份.db", now=NOW)
    assert list(tmp_path.iterdir()) == []
    with open_ledger(people.url) as ledger:
        assert backup(ledger, tmp_path / "备份.db", now=NOW).verification.items == 12


def test_a_rehearsal_of_a_member_leaves_no_trace(people: Team) -> None:
    with open_rehearsal(people.url_of("甲经办")) as copy:
        (outcome,) = store(copy, plan("甲", 2023), actor="甲经办")
        assert outcome.error is None
    with people.signed_in("甲经办") as ledger:
        assert list_items(ledger, ItemFilter(year=2023)).total == 0


# ------------------------------------------------------------------------------------------------------- administering


def test_people_are_added_changed_and_taken_out(people: Team) -> None:
    with open_ledger(people.url) as ledger:
        login = f"zhang{uuid.uuid4().hex[:8]}"
        added = add_member(ledger, login, roles=[Role.CLERK, Role.REVIEWER], person="张三")
        assert added.password is not None
        assert len(added.password) >= 12
        again = add_member(ledger, login, roles=[Role.UNIT], units=["乙", "1"], person="张三")
        assert (again.password, again.units) == (None, ("甲", "乙"))
        (found,) = [one for one in list_members(ledger) if one.login == login]
        assert (found.person, found.roles, found.units) == ("张三", (Role.UNIT,), ("甲", "乙"))
        people.logins["张三"] = login
        with people.signed_in("张三") as theirs:
            assert list_items(theirs, ItemFilter()).total == 12
        remove_member(ledger, login)
        assert login not in [one.login for one in list_members(ledger)]
        with pytest.raises(NotFoundError):
            remove_member(ledger, login)
    with pytest.raises(LedgerError, match="权限"), people.signed_in("张三") as theirs:
        list_items(theirs, ItemFilter())


def test_what_cannot_be_added_is_refused(people: Team, sqlite_ledger: Ledger) -> None:
    with open_ledger(people.url) as ledger:
        before = list_members(ledger)
        for login in ("", "1abc", "a b", 'x"; DROP ROLE y; --', "postgres", "pg_x", "tracker_x", "x" * 60):
            with pytest.raises(UsageError, match="登录名"):
                add_member(ledger, login, roles=[Role.READER])
        with pytest.raises(UsageError, match="没有写角色"):
            add_member(ledger, "wang", roles=[])
        with pytest.raises(UsageError, match="哪个单位"):
            add_member(ledger, "wang", roles=[Role.UNIT])
        with pytest.raises(NotFoundError):
            add_member(ledger, "wang", roles=[Role.UNIT], units=["没有的"])
        with pytest.raises(UsageError, match="已是"):
            add_member(ledger, "wang", roles=[Role.READER], person="经办")
        assert list_members(ledger) == before
    with pytest.raises(UsageError, match="PostgreSQL"):
        init_team(sqlite_ledger)


def test_only_the_owner_administers(people: Team) -> None:
    with people.signed_in("经办") as ledger:
        for work in (lambda: init_team(ledger), lambda: add_member(ledger, "x", roles=[Role.READER])):
            with pytest.raises(LedgerError, match="管理员"):
                work()


def test_a_team_that_was_not_set_up(empty_postgres_url: str) -> None:
    with open_ledger(empty_postgres_url) as ledger, pytest.raises(LedgerError, match="init-team"):
        list_members(ledger)


def test_a_migration_brings_the_team_up_to_date(people: Team) -> None:
    """As if a revision had come with a new table: what was decided about it is put up with the migration."""
    with open_ledger(people.url) as ledger, ledger.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DROP POLICY team_sees ON evidence")
        connection.exec_driver_sql("REVOKE SELECT ON evidence FROM PUBLIC")
        team.refresh(connection)
        found = connection.exec_driver_sql(
            "SELECT count(*) FROM pg_policy WHERE polrelid = 'evidence'::regclass AND polname = 'team_sees'"
        ).scalar_one()
        assert (found, guards.standing(connection)) == (1, True)
