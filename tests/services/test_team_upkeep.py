"""The administrator of a team on PostgreSQL, and bringing a team that stands up to the rules of a newer program."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.ledger.samples import NOW, plan, store
from tests.services.test_team import Team, new_people, refused
from tests.services.test_team_rules import NUMBER, copied, one, to_verification
from tracker.domain.errors import UsageError
from tracker.domain.kinds import Role, Status
from tracker.ledger import open_ledger, team, team_sql
from tracker.ledger.access import access_of
from tracker.ledger.signing import RULES
from tracker.ledger.tables import metadata
from tracker.services.items import list_items, show_item
from tracker.services.team import add_member, init_team, list_members, remove_member
from tracker.services.undoing import undo
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter

__all__ = ["new_people"]


def test_another_edition_of_the_rules_has_another_number() -> None:
    """A team that stands is brought up to date by this number alone; a changed rule without a new one never arrives."""
    decided = [
        (
            *(one.table, one.visible, one.own, one.added, one.changed, one.removed),
            *(sorted(one.added_by), sorted(one.written_by), [one.free(role, table.columns.keys()) for role in Role]),
        )
        for table in metadata.sorted_tables
        if (one := access_of(table)) is not None
    ]
    told = repr((team_sql.TABLES, team_sql.STEPS, team_sql.FUNCTIONS, decided, sorted(team.lawful_moves())))
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    assert (RULES, digest) == (2, "ba3d04491b5eaf3e"), "raise RULES in tracker/ledger/signing.py, and write both here"


@pytest.fixture
def owned(new_postgres_url: Callable[[], str]) -> str:
    """A ledger whose owner is no superuser, as the manual has it."""
    login = f"zg{uuid.uuid4().hex[:8]}"
    url = make_url(new_postgres_url())
    admin = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {login} LOGIN CREATEROLE")
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} OWNER TO {login}")
        connection.exec_driver_sql(f"CREATE ROLE {login}2 LOGIN IN ROLE {login}")
    admin.dispose()
    return url.set(username=login, password=None).render_as_string(hide_password=False)


def test_the_administrator_is_no_member(owned: str) -> None:
    login = str(make_url(owned).username)
    with open_ledger(owned) as ledger:
        store(ledger, plan("甲", 2021))
        init_team(ledger)
        for own in (login, f"{login}2"):
            with pytest.raises(UsageError, match="管理员的账号"):
                add_member(ledger, own, roles=[Role.CLERK], person="主人")
        assert list_members(ledger) == ()
        # One who became a member all the same still manages the team.
        with ledger.write() as session:
            session.execute(text("INSERT INTO tracker_team.member VALUES (:l, '主人', true)"), {"l": login})
    with open_ledger(owned) as ledger:
        assert ledger.signed_in is None
        remove_member(ledger, login)
        add_member(ledger, f"{login}3", roles=[Role.CLERK], person="经办")
    with open_ledger(str(make_url(owned).set(username=f"{login}3"))) as ledger:
        assert list_items(ledger, ItemFilter()).total == 3


def test_a_team_under_older_rules_is_brought_up_when_its_owner_opens_it(new_people: Team) -> None:
    to_verification(new_people)
    with new_people.by_hand("") as connection:
        connection.exec_driver_sql("DROP TABLE tracker_team.step, tracker_team.held CASCADE")
        connection.exec_driver_sql("DROP TRIGGER item_begins_as_new ON item")
        connection.exec_driver_sql("COMMENT ON SCHEMA tracker_team IS NULL")
        role = team.role_name(connection, Role.VERIFIER)
        connection.execute(text("INSERT INTO tracker_team.lawful_move VALUES (:r, 'open', 'closed')"), {"r": role})
        connection.commit()
    asked = "SELECT obj_description('tracker_team'::regnamespace, 'pg_namespace')"
    new_people.signed_in("验收").__enter__().close()
    assert one(new_people, asked) is None
    open_ledger(new_people.url).close()
    assert one(new_people, asked) == f"rules {RULES}"
    assert one(new_people, "SELECT count(*) FROM tracker_team.lawful_move WHERE source || target = 'openclosed'") == 0
    assert "新登记" in refused(new_people, "经办", copied(9999, 77, status="'closed'"))
    # What was done before is known from the history: the last step of each item can still be taken back.
    refused(new_people, "甲办", "UPDATE item SET status = 'in_progress' WHERE id = 1")
    with new_people.signed_in("审核") as ledger:
        undo(ledger, actor="审核", now=NOW)
        shown = show_item(ledger, NUMBER)
        assert (shown.row.status, shown.rounds[0].applied_by, shown.rounds[0].reviewed_by) == (
            Status.IN_REVIEW, "甲办", "",
        )  # fmt: skip
    with open_ledger(new_people.url) as ledger:
        assert verify(ledger).faults == ()
