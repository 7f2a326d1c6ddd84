from __future__ import annotations

import itertools
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.ledger.samples import NOW, plan, store, tampering
from tests.services.telling import everything
from tracker.domain.errors import LedgerError, LedgerTooNewError, UsageError
from tracker.domain.kinds import Status
from tracker.ledger import copies, guards, open_ledger, schema, transfer
from tracker.ledger.store import Ledger
from tracker.ledger.tables import metadata
from tracker.services import safekeeping
from tracker.services.safekeeping import backup, move, restore
from tracker.services.units import list_units, merge_units
from tracker.services.verifying import verify
from tracker.services.workflow import move_item


def fill(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2021), plan("甲", 2022, claimed=2))
    store(ledger, plan("乙", 2021, ("𠮷“”\\\t难", "不\r\n换行")))
    store(ledger, plan("丙", 2019), plan("甲", 2021, ("学习不够深入",), path="改.txt"))
    move_item(ledger, "01-2022-02", Status.MERGED, note="同一件事", actor="李四", now=NOW, into="01-2022-01")
    merge_units(ledger, "丙", "甲", actor="李四", now=NOW)


def contents(ledger: Ledger) -> dict[str, transfer.Content]:
    with ledger.read() as session:
        return transfer.contents(session.connection())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ------------------------------------------------------------------------------------------------------------ transfer


def test_the_contents_of_a_ledger_do_not_depend_on_its_database(sqlite_ledger: Ledger, postgres_ledger: Ledger) -> None:
    for ledger in (sqlite_ledger, postgres_ledger):
        fill(ledger)
    assert contents(sqlite_ledger) == contents(postgres_ledger)
    assert set(contents(sqlite_ledger)) == set(metadata.tables)
    before = contents(sqlite_ledger)
    with sqlite_ledger.write() as session:
        session.execute(text("UPDATE item SET title = '改' WHERE id = 1"))
    changed = [name for name, content in contents(sqlite_ledger).items() if content != before[name]]
    assert changed == ["item"]


# -------------------------------------------------------------------------------------------------------------- backup


def test_a_backup_is_a_ledger_with_everything_in_it(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    made = backup(ledger, tmp_path / "抽屉" / "备份.db", now=NOW)
    assert made.verification == verify(ledger)
    assert made.size == made.file.stat().st_size
    assert names(made.file.parent) == ["备份.db"]
    with open_ledger(str(made.file)) as copy:
        assert contents(copy) == contents(ledger)
        assert everything(copy) == everything(ledger)


def test_a_backup_is_named_by_its_moment(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = (backup(ledger, tmp_path, now=NOW).file for _ in range(2))
    stamp = f"{NOW.astimezone():%Y%m%d-%H%M%S}"
    assert (stamp in first.name, second.name) == (True, f"{first.stem}-2.db")
    assert backup(ledger, None, now=NOW).file.exists()


def test_a_backup_overwrites_nothing_and_leaves_nothing_unfinished(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "已有.db").write_text("x", encoding="utf-8")
    with pytest.raises(LedgerError, match="已经有了"):
        backup(sqlite_ledger, tmp_path / "已有.db", now=NOW)
    assert (tmp_path / "已有.db").read_text(encoding="utf-8") == "x"
    with pytest.raises(LedgerError, match="写不了"):
        backup(sqlite_ledger, tmp_path / "已有.db" / "里面.db", now=NOW)
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_beside_people_at_work(ledger: Ledger, tmp_path: Path) -> None:
    """One reads, one has written and not finished: the copy is of what was finished."""
    store(ledger, plan("甲", 2021))
    before = contents(ledger)
    with ledger.read() as reading:
        reading.execute(text("SELECT 1 FROM item"))
        with ledger.write() as writing:
            writing.execute(text("UPDATE unit SET name = '没写完'"))
            made = backup(ledger, tmp_path / "备份.db", now=NOW)
    with open_ledger(str(made.file)) as copy:
        assert contents(copy) == before


def test_a_backup_of_a_ledger_that_was_meddled_with_says_so_and_is_there(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    with tampering(ledger) as session:
        session.execute(text("UPDATE event SET note = '改' WHERE id = 3"))
    made = backup(ledger, tmp_path / "备份.db", now=NOW)
    assert not made.verification.sound
    with open_ledger(str(made.file)) as copy:
        assert contents(copy) == contents(ledger)


def test_a_damaged_ledger_is_not_taken_for_a_backup(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    fill(sqlite_ledger)
    sqlite_ledger.close()
    file = Path(sqlite_ledger.url_for_people)
    raw = sqlite3.connect(file)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_document_sha256'").fetchone()
    raw.close()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\xff" * 200
    file.write_bytes(data)
    with open_ledger(str(file)) as ledger, pytest.raises(LedgerError, match=r"损坏|出错"):
        backup(ledger, tmp_path / "备份.db", now=NOW)
    assert names(tmp_path) == [file.name, *sorted(p.name for p in tmp_path.glob(f"{file.name}-*"))]


# ------------------------------------------------------------------------------------------------------------- restore


@pytest.fixture
def saved(sqlite_ledger: Ledger, tmp_path: Path) -> Path:
    """A backup of a ledger that has gone on since."""
    fill(sqlite_ledger)
    made = backup(sqlite_ledger, tmp_path / "saved" / "备份.db", now=NOW)
    store(sqlite_ledger, plan("丁", 2023))
    return made.file


def test_a_backup_is_restored_where_nothing_is(saved: Path, tmp_path: Path) -> None:
    target = tmp_path / "新" / "台账.db"
    done = restore(saved, str(target), actor="张三", now=NOW)
    assert (done.place, done.kept) == (str(target), None)
    with open_ledger(str(target)) as ledger, open_ledger(str(saved)) as copy:
        assert contents(ledger) == contents(copy)
        assert verify(ledger) == done.verification


def test_a_filled_ledger_is_replaced_only_when_told_and_kept(sqlite_ledger: Ledger, saved: Path) -> None:
    place = sqlite_ledger.url_for_people
    before = contents(sqlite_ledger)
    with pytest.raises(UsageError, match="--replace"):
        restore(saved, place, actor="张三", now=NOW)
    assert contents(sqlite_ledger) == before
    done = restore(saved, place, replace=True, actor="张三", now=NOW)
    assert done.kept is not None
    assert [unit.name for unit in list_units(sqlite_ledger)] == ["甲", "乙"], (
        "whoever has it open sees what was restored"
    )
    assert verify(sqlite_ledger) == done.verification
    assert done.verification.sound
    with open_ledger(str(done.kept)) as kept, open_ledger(str(saved)) as copy:
        assert contents(kept) == before
        heads = verify(kept).head, verify(copy).head
    assert done.verification.head.entries == heads[1].entries + 1
    with sqlite_ledger.read() as session:
        row = session.execute(text("SELECT kind, actor, payload FROM event ORDER BY id DESC LIMIT 1")).one()
    assert (row.kind, row.actor) == ("ledger_restored", "张三")
    assert heads[0].hash in row.payload
    assert heads[1].hash in row.payload
    assert not list(Path(place).parent.glob("*.part*"))


def test_what_a_colleague_writes_meanwhile_is_kept(
    sqlite_ledger: Ledger, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is committed before nobody can write any more is in the ledger that is kept; later nothing can be."""
    place = sqlite_ledger.url_for_people
    prepare, hold, units = copies.in_one_file, copies.copy_out, iter(("戊", "己"))
    locked: list[str] = []

    def prepared(file: Path) -> None:
        prepare(file)
        if (name := next(units, None)) is not None:
            store(sqlite_ledger, plan(name, 2023))

    def copied(file: Path, target: Path) -> None:
        hold(file, target)
        if str(file) == place:
            with closing(sqlite3.connect(place, timeout=0)) as late, pytest.raises(sqlite3.OperationalError) as found:
                late.execute("BEGIN IMMEDIATE")
            locked.append(str(found.value))

    monkeypatch.setattr(copies, "in_one_file", prepared)
    monkeypatch.setattr(copies, "copy_out", copied)
    done = restore(saved, place, replace=True, actor="张三", now=NOW)
    assert done.kept is not None
    with open_ledger(str(done.kept)) as kept:
        assert {"戊", "己"} < {unit.name for unit in list_units(kept)}
        head = verify(kept).head.hash
    assert done.verification.sound
    assert set(locked) == {"database is locked"}
    with sqlite_ledger.read() as session:
        (payload,) = session.execute(text("SELECT payload FROM event WHERE kind = 'ledger_restored'")).one()
    assert head in payload
    assert len(list(Path(place).parent.glob("*恢复前*"))) == 1


def test_a_ledger_that_others_never_stop_writing_in_is_left(
    sqlite_ledger: Ledger, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = sqlite_ledger.url_for_people
    prepare, count = copies.in_one_file, itertools.count()

    def prepared(file: Path) -> None:
        prepare(file)
        store(sqlite_ledger, plan(f"戊{next(count)}", 2023))

    monkeypatch.setattr(copies, "in_one_file", prepared)
    with pytest.raises(LedgerError, match="一直有人在写"):
        restore(saved, place, replace=True, actor="张三", now=NOW)
    assert len(list_units(sqlite_ledger)) == 3 + next(count)
    assert not list(Path(place).parent.glob("*恢复前*"))


@pytest.mark.parametrize(
    "damage", [b"", b"SQLite format 3\x00" + b"\xff" * 9000, b"nothing" * 500], ids=["empty", "pages", "other"]
)
def test_a_ledger_that_cannot_be_opened_is_replaced_and_kept(saved: Path, tmp_path: Path, damage: bytes) -> None:
    target = tmp_path / "坏.db"
    target.write_bytes(damage)
    target.with_name("坏.db-wal").write_bytes(b"a log of other pages" * 100)
    done = restore(saved, str(target), replace=True, actor="张三", now=NOW)
    assert done.verification.sound
    with open_ledger(str(target)) as ledger:
        assert verify(ledger).sound
        assert [unit.name for unit in list_units(ledger)] == ["甲", "乙"]
    if damage:
        assert done.kept is not None
        assert done.kept.read_bytes() == damage


def test_a_backup_that_does_not_hold_is_refused_and_changes_nothing(sqlite_ledger: Ledger, saved: Path) -> None:
    place = sqlite_ledger.url_for_people
    before = contents(sqlite_ledger)

    def refused(kind: type[Exception], match: str) -> None:
        with pytest.raises(kind, match=match):
            restore(saved, place, replace=True, actor="张三", now=NOW)
        assert contents(sqlite_ledger) == before
        assert not list(Path(place).parent.glob("*.part*"))

    whole = saved.read_bytes()
    raw = sqlite3.connect(saved)
    raw.execute("DROP TRIGGER event_stays_as_it_is")
    raw.execute("UPDATE event SET note = '改' WHERE id = 3")
    raw.commit()
    raw.close()
    refused(LedgerError, "核验没有通过")
    saved.write_bytes(whole)
    raw = sqlite3.connect(saved)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    refused(LedgerTooNewError, "9999")
    saved.write_bytes(whole[: len(whole) // 2])
    refused(LedgerError, "不完整")
    saved.write_bytes(b"nothing" * 1000)
    refused(LedgerError, "不是台账")
    saved.unlink()
    refused(UsageError, "没有")
    with pytest.raises(UsageError, match="同一个"):
        restore(Path(place), place, replace=True, actor="张三", now=NOW)


def test_a_restored_ledger_can_be_worked_with(sqlite_ledger: Ledger, saved: Path) -> None:
    restore(saved, sqlite_ledger.url_for_people, replace=True, actor="张三", now=NOW)
    store(sqlite_ledger, plan("戊", 2023))
    assert verify(sqlite_ledger).sound
    with sqlite_ledger.read() as session:
        assert guards.standing(session.connection())
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"


def test_a_backup_is_restored_to_a_server(saved: Path, empty_postgres_url: str) -> None:
    done = restore(saved, empty_postgres_url, actor="张三", now=NOW)
    assert done.verification.sound
    with open_ledger(empty_postgres_url) as ledger, open_ledger(str(saved)) as copy:
        assert contents(ledger) == contents(copy)
    with pytest.raises(LedgerError, match="已有台账"):
        restore(saved, empty_postgres_url, replace=True, actor="张三", now=NOW)


# ---------------------------------------------------------------------------------------------------------------- move


def test_a_ledger_moves_to_a_server_with_everything(sqlite_ledger: Ledger, empty_postgres_url: str) -> None:
    fill(sqlite_ledger)
    before = contents(sqlite_ledger)
    done = move(sqlite_ledger, empty_postgres_url)
    assert (done.tables, done.rows) == (len(metadata.tables), sum(content.rows for content in before.values()))
    with open_ledger(empty_postgres_url) as there:
        assert contents(there) == contents(sqlite_ledger) == before
        assert everything(there) == everything(sqlite_ledger)
        assert verify(there) == verify(sqlite_ledger) == done.verification
        store(there, plan("戊", 2023))
        assert verify(there).sound
        with there.read() as session:
            assert guards.standing(session.connection())


def test_a_filled_database_is_refused(sqlite_ledger: Ledger, empty_postgres_url: str, tmp_path: Path) -> None:
    fill(sqlite_ledger)
    with open_ledger(empty_postgres_url) as there:
        store(there, plan("别的", 2020))
        before = contents(there)
        with pytest.raises(LedgerError, match="已有台账"):
            move(sqlite_ledger, empty_postgres_url)
        assert contents(there) == before
    with pytest.raises(LedgerError, match="已经有了"):
        move(sqlite_ledger, sqlite_ledger.url_for_people)


def test_an_empty_ledger_on_a_server_takes_one_in(sqlite_ledger: Ledger, empty_postgres_url: str) -> None:
    fill(sqlite_ledger)
    open_ledger(empty_postgres_url).close()
    assert move(sqlite_ledger, empty_postgres_url).verification.sound


def test_a_move_that_fails_leaves_nothing(
    sqlite_ledger: Ledger, empty_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_ledger)
    found = transfer.contents

    def one_short(connection: object) -> dict[str, transfer.Content]:
        arrived = found(connection)  # type: ignore[arg-type]
        return arrived | {"item": transfer.Content(arrived["item"].rows - 1, arrived["item"].digest)}

    monkeypatch.setattr(transfer, "contents", one_short)
    with pytest.raises(LedgerError, match="“item”表送出 12 行，收到 11 行"):
        move(sqlite_ledger, empty_postgres_url)
    monkeypatch.undo()
    with open_ledger(empty_postgres_url) as there:
        assert list_units(there) == ()


def test_a_ledger_that_does_not_verify_is_not_moved(sqlite_ledger: Ledger, empty_postgres_url: str) -> None:
    fill(sqlite_ledger)
    with tampering(sqlite_ledger) as session:
        session.execute(text("UPDATE event SET note = '改' WHERE id = 3"))
    with pytest.raises(LedgerError, match="没有搬"):
        move(sqlite_ledger, empty_postgres_url)


def test_a_ledger_moves_back_from_a_server(postgres_ledger: Ledger, tmp_path: Path) -> None:
    fill(postgres_ledger)
    file = tmp_path / "回来.db"
    move(postgres_ledger, str(file))
    with open_ledger(str(file)) as back:
        assert contents(back) == contents(postgres_ledger)


def test_a_backup_of_an_older_program_is_restored(saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = schema.SCHEMA_HEAD
    following = f"{int(head) + 1:04}"
    folder = tmp_path / "migrations"
    shutil.copytree(schema.migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{following}_later.py").write_text(
        f"from alembic import op\nrevision = '{following}'\ndown_revision = '{head}'\n"
        "def upgrade():\n    op.execute('CREATE INDEX later ON unit (placeholder)')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(schema, "migrations_folder", lambda: folder)
    for module in (schema, safekeeping, "tracker.ledger.store"):
        if isinstance(module, str):
            monkeypatch.setattr(f"{module}.SCHEMA_HEAD", following)
        else:
            monkeypatch.setattr(module, "SCHEMA_HEAD", following)
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, following))
    target = tmp_path / "新" / "台账.db"
    restore(saved, str(target), actor="张三", now=NOW)
    raw = sqlite3.connect(target)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(following,)]
    raw.close()
    assert names(target.parent) == ["台账.db"]
