"""A process that is killed at any moment leaves a ledger that opens, is whole, and says either all of it or nothing."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from tests.ledger.samples import NOW, plan, store
from tests.services.killing import everywhere
from tracker.domain.kinds import Status
from tracker.ledger import copies, guards, open_ledger, schema, transfer
from tracker.ledger.engine import connect, find_place
from tracker.ledger.schema import SCHEMA_HEAD, driver_connection
from tracker.services.items import show_item
from tracker.services.safekeeping import backup, move, restore
from tracker.services.verifying import verify
from tracker.services.workflow import move_item

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")

State = dict[str, transfer.Content]


def state(place: str) -> State:
    """What a ledger holds once it was opened, seen to be whole and verified."""
    with open_ledger(place) as ledger:
        found = verify(ledger)
        assert found.faults == ()
        with ledger.read() as session:
            assert guards.standing(session.connection())
            held = transfer.contents(session.connection())
    if "://" not in place:
        copies.require_whole(Path(place))
    return held


def fill(place: str) -> None:
    with open_ledger(place) as ledger:
        store(ledger, plan("甲", 2021), plan("甲", 2023))
        move_item(ledger, "01-2021-01", Status.OPEN, note="核对过", actor="李四", now=NOW)


def import_one(place: str) -> None:
    """A report between two others: both pairs of years are made anew."""
    with open_ledger(place) as ledger:
        (outcome,) = store(ledger, plan("甲", 2022, ("学习不够深入", "新的问题"), claimed=2))
        assert outcome.error is None


def correct_one(place: str) -> None:
    with open_ledger(place) as ledger:
        (outcome,) = store(ledger, plan("甲", 2023, ("改过的问题",), path="改.txt"))
        assert outcome.error is None


def move_one(place: str) -> None:
    with open_ledger(place) as ledger:
        move_item(ledger, "01-2021-02", Status.REJECTED, note="不是问题", actor="李四", now=NOW)


WORKS: dict[str, Callable[[str], None]] = {"import": import_one, "correction": correct_one, "move": move_one}


@pytest.fixture
def filled(empty_ledger_file: Path, tmp_path: Path) -> Path:
    file = tmp_path / "模板" / "台账.db"
    file.parent.mkdir()
    shutil.copy(empty_ledger_file, file)
    fill(str(file))
    return file


def fresh(filled: Path, folder: Path) -> str:
    """A copy of a ledger in a folder of its own."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    shutil.copy(filled, folder / "台账.db")
    return str(folder / "台账.db")


def before_and_after(filled: Path, folder: Path, work: Callable[[str], None]) -> tuple[State, State]:
    place = fresh(filled, folder)
    before = state(place)
    work(place)
    after = state(place)
    assert before != after
    return before, after


@pytest.mark.parametrize("name", WORKS)
@pytest.mark.parametrize("within", [False, True], ids=["between statements", "within statements"])
def test_a_killed_writer_leaves_all_or_nothing(name: str, within: bool, filled: Path, tmp_path: Path) -> None:
    work = WORKS[name]
    before, after = before_and_after(filled, tmp_path / "done", work)
    place = str(tmp_path / "at work" / "台账.db")

    def put_back() -> None:
        fresh(filled, tmp_path / "at work")

    put_back()
    seen = []
    for _ in everywhere(lambda: work(place), put_back, within_statements=within):
        held = state(place)
        assert held in (before, after)
        seen.append(held == after)
        if held == before:
            work(place)
            assert state(place) == after, "what was cut off can be done again"
        put_back()
    # Nothing for a good while, then everything: the only place between is the commit.
    assert seen == sorted(seen)
    assert seen[0] is False
    assert seen[-1] is True


@pytest.mark.parametrize("name", WORKS)
def test_a_killed_writer_leaves_all_or_nothing_on_a_server(name: str, empty_postgres_url: str) -> None:
    """Here nothing can be put back by copying a file: each time the work is another year's, or the way back."""
    fill(empty_postgres_url)
    turn = itertools.count(1900)
    year = next(turn)

    def work() -> None:
        with open_ledger(empty_postgres_url) as ledger:
            if name == "move":
                away = show_item(ledger, "01-2021-02").row.status is Status.PROPOSED
                target = Status.REJECTED if away else Status.PROPOSED
                move_item(ledger, "01-2021-02", target, note="再看看", actor="李四", now=NOW)
            else:
                (outcome,) = store(ledger, plan("甲", year if name == "import" else 2023, (f"{year}年的问题",)))
                assert outcome.error is None

    def another() -> None:
        nonlocal year
        year = next(turn)

    before = state(empty_postgres_url)
    seen = set()
    for _ in everywhere(work, another, places=8):
        held = state(empty_postgres_url)
        seen.add(held == before)
        if held != before:
            assert held["event"].rows > before["event"].rows
            before = held
        another()
    assert seen == {True, False}


# ---------------------------------------------------------------------------------------------------------- migrations


def down(file: Path, revision: str) -> None:
    """Take a ledger back to an older schema, as if that program had made it."""
    engine = connect(find_place(str(file)))
    config = Config()
    config.set_main_option("script_location", str(schema.migrations_folder()).replace("%", "%%"))
    with engine.connect() as connection:
        driver_connection(connection).execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            guards.lift(connection)
            config.attributes["connection"] = connection
            command.downgrade(config, revision)
    engine.dispose()
    copies.in_one_file(file)


@pytest.mark.parametrize("revision", schema.REVISIONS[:-1])
def test_a_killed_migration_leaves_the_old_ledger_or_the_new(revision: str, filled: Path, tmp_path: Path) -> None:
    down(filled, revision)
    folder = tmp_path / "at work"
    place = fresh(filled, folder)
    rows = count(place)
    seen = []
    for _ in everywhere(lambda: open_ledger(place).close(), lambda: fresh(filled, folder), places=6):
        seen.append(revision_of(place))
        assert count(place).items() >= rows.items()
        held = state(place)
        assert revision_of(place) == SCHEMA_HEAD
        assert held["event"].rows == rows["event"]
        assert not list(folder.glob("*.part*")), "what an earlier try left is cleared away"
        fresh(filled, folder)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (revision, SCHEMA_HEAD)


def count(place: str) -> dict[str, int]:
    raw = sqlite3.connect(place)
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counted = {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    raw.close()
    return counted


def revision_of(place: str) -> str:
    raw = sqlite3.connect(place)
    (revision,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    raw.close()
    return str(revision)


def test_a_ledger_killed_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    place = str(folder / "台账.db")

    def empty() -> None:
        for file in folder.iterdir():
            file.unlink()

    for _ in everywhere(lambda: open_ledger(place).close(), empty, places=6):
        assert state(place)["item"].rows == 0
        empty()


# --------------------------------------------------------------------------------------- backups, restoring and moving


@pytest.fixture
def saved(filled: Path, tmp_path: Path) -> Path:
    """A backup of the ledger."""
    with open_ledger(str(filled)) as ledger:
        return backup(ledger, tmp_path / "备份.db", now=NOW).file


def test_a_killed_restoring_leaves_the_one_or_the_other(filled: Path, saved: Path, tmp_path: Path) -> None:
    import_one(str(filled))
    copies.in_one_file(filled)

    def work(place: str) -> None:
        restore(saved, place, replace=True, actor="张三", now=NOW)

    before, after = before_and_after(filled, tmp_path / "done", work)
    folder = tmp_path / "at work"
    place = fresh(filled, folder)
    seen = []
    for _ in everywhere(lambda: work(place), lambda: fresh(filled, folder)):
        held = state(place)
        assert held in (before, after)
        seen.append(held == after)
        work(place)
        assert not list(folder.glob("*.part*"))
        fresh(filled, folder)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (False, True)


def test_a_killed_backup_leaves_no_half_one_under_its_name(filled: Path, tmp_path: Path) -> None:
    expected = state(str(filled))
    folder = tmp_path / "盘"
    folder.mkdir()

    def work() -> None:
        with open_ledger(str(filled)) as ledger:
            backup(ledger, folder / "备份.db", now=NOW)

    def tidy() -> None:
        for file in folder.iterdir():
            if not file.name.startswith("备份.db.part"):  # what was cut off stays and must not stand in the way
                file.unlink()

    finished = 0
    for _ in everywhere(work, tidy):
        if (folder / "备份.db").exists():
            finished += 1
            assert state(str(folder / "备份.db")) == expected
        assert state(str(filled)) == expected
        tidy()
    assert finished >= 1


def test_a_killed_move_to_a_server_leaves_all_or_nothing(filled: Path, new_postgres_url: Callable[[], str]) -> None:
    expected = state(str(filled))
    url = new_postgres_url()

    def work() -> None:
        with open_ledger(str(filled)) as ledger:
            move(ledger, url)

    def another() -> None:
        nonlocal url
        url = new_postgres_url()

    seen = []
    for _ in everywhere(work, another, places=6):
        assert state(str(filled)) == expected
        held = state(url)
        seen.append(held == expected)
        assert held == expected or not any(content.rows for content in held.values())
        another()
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (False, True)
