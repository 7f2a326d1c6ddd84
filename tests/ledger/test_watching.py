"""A ledger that stays open: what others write is noticed, and a file that goes away or is replaced."""

from __future__ import annotations

import select
import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.conftest import OwnServer
from tests.ledger.samples import NOW, counted_queries, plan, store
from tracker.domain.errors import LedgerError
from tracker.domain.kinds import Status
from tracker.ledger import history, open_ledger
from tracker.ledger.kinds import EventKind
from tracker.ledger.store import Ledger
from tracker.ledger.watching import Watch
from tracker.services.items import list_items
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item


def url_of(ledger: Ledger) -> str:
    return ledger.place.url.set(drivername=ledger.place.url.drivername.partition("+")[0]).render_as_string(
        hide_password=False
    )


def count(ledger: Ledger) -> int:
    return list_items(ledger, ItemFilter()).total


def test_what_others_write_is_noticed_once(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2021))
    with open_ledger(url_of(ledger)) as here:
        watch = Watch(here)
        assert [watch.moved() for _ in range(3)] == [False] * 3
        move_item(
            ledger, list_items(ledger, ItemFilter()).rows[0].number, Status.OPEN, note="属实", actor="甲", now=NOW
        )
        assert [watch.moved() for _ in range(3)] == [True, False, False]
        store(ledger, plan("乙村", 2021))
        assert watch.moved()
        watch.close()


def think_better_of_it(ledger: Ledger) -> None:
    with ledger.write() as session:
        history.append(session, [history.Entry(NOW, "甲", EventKind.UNIT_MERGED)])
        raise RuntimeError


def test_what_was_written_through_the_same_ledger_is_no_news(ledger: Ledger) -> None:
    with open_ledger(url_of(ledger)) as other:
        watch = Watch(ledger)
        watch.moved()
        store(ledger, plan("甲镇", 2021))
        store(ledger, plan("甲镇", 2022))
        assert [watch.moved() for _ in range(2)] == [False] * 2
        store(ledger, plan("乙村", 2021))
        store(other, plan("乙村", 2022))
        store(ledger, plan("乙村", 2023))
        assert [watch.moved() for _ in range(2)] == [True, False]
        with pytest.raises(RuntimeError):
            think_better_of_it(ledger)
        store(other, plan("丙乡", 2021))
        assert [watch.moved() for _ in range(2)] == [True, False]
        store(ledger, plan("丙乡", 2022))
        assert not watch.moved()
        watch.close()


def test_a_look_costs_at_most_one_query(ledger: Ledger) -> None:
    watch = Watch(ledger)
    watch.moved()
    with counted_queries() as queries:
        watch.moved()
    assert len([one for one in queries if one.startswith("SELECT")]) <= 1
    watch.close()


def test_a_file_that_goes_away_is_told_and_not_made_anew(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    store(sqlite_ledger, plan("甲镇", 2021))
    before = count(sqlite_ledger)
    watch = Watch(sqlite_ledger)
    watch.moved()
    file = tmp_path / "台账.db"
    away = tmp_path / "别处"
    away.mkdir()
    parts = list(tmp_path.glob("台账.db*"))
    for part in parts:
        part.rename(away / part.name)
    for _ in range(2):
        with pytest.raises(LedgerError, match="不见了"):
            watch.moved()
        with pytest.raises(LedgerError, match="不见了"):
            count(sqlite_ledger)
        with pytest.raises(LedgerError, match="不见了"), sqlite_ledger.write():
            pass
    assert not file.exists()
    for part in parts:
        (away / part.name).rename(part)
    assert count(sqlite_ledger) == before
    watch.moved()
    assert not watch.moved()


def test_a_file_put_in_its_place_is_gone_over_to(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    other = tmp_path / "新的.db"
    watch = Watch(sqlite_ledger)
    watch.moved()
    with open_ledger(str(other)) as made:
        store(made, plan("甲镇", 2021))
    for part in tmp_path.glob("台账.db-*"):
        part.unlink()
    other.replace(tmp_path / "台账.db")
    assert watch.moved()
    assert count(sqlite_ledger) == 3
    store(sqlite_ledger, plan("乙村", 2021))
    with open_ledger(str(tmp_path / "台账.db")) as again:
        assert count(again) == 6
    watch.close()


def test_a_file_of_another_version_in_its_place_is_refused(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    copy = tmp_path / "旧的.db"
    shutil.copy(tmp_path / "台账.db", copy)
    with open_ledger(str(copy)) as older, older.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    copy.replace(tmp_path / "台账.db")
    with pytest.raises(LedgerError, match="别的版本"):
        count(sqlite_ledger)


def test_only_looking_is_held_by_the_database_itself(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2021))
    with open_ledger(url_of(ledger), only_looking=True) as here:
        assert count(here) == 3
        assert not here.writable
        with pytest.raises(LedgerError, match="只看不改"), here.write():
            pass
        with here.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text("UPDATE item SET title = ''"))
        store(ledger, plan("乙村", 2021))
        assert count(here) == 6


def test_looking_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="还没有台账"):
        open_ledger(str(tmp_path / "没有.db"), only_looking=True)
    assert list(tmp_path.iterdir()) == []


def readable(ear: int | None, seconds: float) -> bool:
    assert ear is not None
    return bool(select.select([ear], [], [], seconds)[0])


@pytest.mark.skipif(sys.platform == "win32", reason="waits at a file descriptor")
def test_a_server_calls_out_when_something_is_committed(postgres_ledger: Ledger) -> None:
    store(postgres_ledger, plan("甲镇", 2021))
    with open_ledger(url_of(postgres_ledger)) as here:
        watch = Watch(here)
        assert watch.ear is None
        watch.moved()
        assert not readable(watch.ear, 0)
        store(postgres_ledger, plan("乙村", 2021))
        assert readable(watch.ear, 20)
        assert watch.moved()
        assert not readable(watch.ear, 0)
        with pytest.raises(RuntimeError), postgres_ledger.write():
            raise RuntimeError("thought better of it")
        assert not watch.moved()
        assert not readable(watch.ear, 0)
        watch.close()
        assert watch.ear is None


def test_a_call_that_is_broken_off_is_taken_up_again(postgres_ledger: Ledger) -> None:
    watch = Watch(postgres_ledger)
    watch.moved()
    with postgres_ledger.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'"))
        connection.commit()
    for _ in range(2):
        assert not watch.moved()
    with open_ledger(url_of(postgres_ledger)) as other:
        store(other, plan("丙乡", 2021))
    assert readable(watch.ear, 20)
    assert watch.moved()
    watch.close()


def test_a_file_calls_nobody(sqlite_ledger: Ledger) -> None:
    watch = Watch(sqlite_ledger)
    watch.moved()
    assert watch.ear is None
    watch.close()


def test_a_server_that_goes_away_is_told_and_found_again(own_postgres: OwnServer) -> None:
    with open_ledger(own_postgres.url) as here:
        store(here, plan("甲镇", 2021))
        before = count(here)
        watch = Watch(here)
        watch.moved()
        own_postgres.stop()
        for _ in range(2):
            with pytest.raises(LedgerError) as caught:
                watch.moved()
            assert caught.value.hint
            assert watch.ear is None
        own_postgres.start()
        watch.moved()
        assert count(here) == before
        with open_ledger(own_postgres.url) as other:
            store(other, plan("乙村", 2021))
        assert readable(watch.ear, 20)
        assert watch.moved()
        watch.close()
