"""Up from every earlier revision and down again with data in place, on either engine; a new revision is covered at once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from tests.ledger.migrating import contents, counts, fill_empty_tables, put_first_ledger, revision_of, to_revision
from tests.ledger.samples import NOW, plan, store
from tracker.domain.kinds import Status
from tracker.ledger import guards, open_ledger
from tracker.ledger.engine import connect, find_place
from tracker.ledger.schema import REVISIONS, SCHEMA_HEAD
from tracker.ledger.tables import metadata
from tracker.services.items import list_items, show_item
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made that nobody else has."""
    if request.param == "sqlite":
        return str(tmp_path / "台账.db")
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    made = connect(find_place(place))
    yield made
    made.dispose()


@pytest.fixture
def filled(place: str, engine: Engine) -> Engine:
    """A ledger of the present revision with something in every table."""
    with open_ledger(place) as ledger:
        store(ledger, plan("甲", 2021), plan("甲", 2022, claimed=2), plan("甲", 2021, ("学习不够深入",), path="改.txt"))
        move_item(ledger, "01-2021-02", Status.OPEN, note="核对过", actor="李四", now=NOW)
        move_item(ledger, "01-2022-01", Status.MERGED, note="同一件事", actor="李四", now=NOW, into="01-2021-02")
        fill_empty_tables(ledger)
    assert [name for name, number in counts(engine).items() if number == 0] == []
    return engine


def history(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(
            connection.execute(text("SELECT id, actor, kind, note, payload, hash FROM event ORDER BY id")).all()
        )


def test_down_and_up_through_every_revision_keeps_every_row(filled: Engine) -> None:
    before, events = counts(filled), history(filled)
    for revision in reversed(REVISIONS[:-1]):
        to_revision(filled, revision)
        left = counts(filled)
        assert left == {name: before[name] for name in left}
        assert history(filled) == events
    assert set(counts(filled)) < set(before)
    for revision in REVISIONS[1:]:
        to_revision(filled, revision)
        assert history(filled) == events
    after = counts(filled)
    assert after.keys() == before.keys()
    # A table that an older program does not know comes back empty, or is made anew from the history.
    assert [name for name in before if name in left and after[name] != before[name]] == []
    with filled.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert guards.standing(connection)


@pytest.mark.parametrize("older, newer", itertools.pairwise(REVISIONS))
def test_one_step_down_and_up_changes_nothing_that_both_know(filled: Engine, older: str, newer: str) -> None:
    to_revision(filled, newer)
    before = contents(filled)
    to_revision(filled, older)
    below = contents(filled)
    to_revision(filled, newer)
    after = contents(filled)
    assert after.keys() == before.keys()
    for name in below:
        common = [column for column in before[name][0] if column in below[name][0]]
        assert columns_of(after[name], common) == columns_of(before[name], common), name


def counts_of_copy(engine: Engine, place: str, revision: str) -> dict[str, int]:
    """What is in the copy that was made before the upgrade."""
    if engine.dialect.name == "sqlite":
        copy = connect(find_place(f"{place}.{revision}.bak"))
        counted = counts(copy)
        copy.dispose()
        return counted
    with engine.connect() as connection:
        names = inspect(connection).get_table_names(schema=f"tracker_before_{revision}")
        return {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM tracker_before_{revision}."{name}"').scalar_one()
            for name in names
            if name != "alembic_version"
        }


def columns_of(rows: list[tuple[Any, ...]], wanted: list[str]) -> list[tuple[Any, ...]]:
    places = [rows[0].index(name) for name in wanted]
    return sorted((tuple(row[place] for place in places) for row in rows[1:]), key=repr)


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_ledger_of_every_older_program_opens_and_goes_on(filled: Engine, place: str, revision: str) -> None:
    events = history(filled)
    to_revision(filled, revision)
    before = counts(filled)
    filled.dispose()
    with open_ledger(place) as ledger:
        with ledger.read() as session:
            assert revision_of(session.connection()) == SCHEMA_HEAD
        assert counts_of_copy(filled, place, revision) == before
        assert history(filled) == events
        assert list_items(ledger, ItemFilter()).total >= 6
        (outcome,) = store(ledger, plan("甲", 2023))
        assert outcome.error is None
        assert not [fault for fault in verify(ledger).faults if fault.place.startswith("经过")]


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_the_first_program_wrote_comes_up_whole(engine: Engine, place: str, revision: str) -> None:
    """By way of each revision in turn: as if every program in between had opened it."""
    put_first_ledger(engine)
    events, before = history(engine), counts(engine)
    for step in REVISIONS[: REVISIONS.index(revision) + 1]:
        to_revision(engine, step)
    engine.dispose()
    with open_ledger(place) as ledger:
        assert history(engine) == events
        assert counts(engine).items() >= before.items()
        assert verify(ledger).faults == ()
        closed = show_item(ledger, "01-2021-01")
        assert (closed.row.status, closed.row.round) == (Status.OPEN, 2)
        assert [event.note for event in closed.events][-1] == "又反弹"
        assert show_item(ledger, "01-2022-01").merged_into == "01-2021-01"
        assert show_item(ledger, "01-2021-03").row.status is Status.REJECTED
        (unit,) = {row.unit for row in list_items(ledger, ItemFilter()).rows}
        assert unit == "青石镇党委（新）"
        move_item(ledger, "01-2021-03", Status.PROPOSED, note="再看看", actor="李四", now=NOW)
        assert verify(ledger).faults == ()
