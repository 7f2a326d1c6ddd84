from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.ledger.samples import plan, store
from tracker.domain.errors import LedgerError, LedgerTooNewError
from tracker.ledger import engine, open_ledger, open_rehearsal
from tracker.ledger.engine import find_place
from tracker.ledger.schema import SCHEMA_HEAD
from tracker.ledger.store import Ledger, read_only_engine
from tracker.services.items import list_items
from tracker.services.units import list_units
from tracker.services.views import ItemFilter


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


# ------------------------------------------------------------------------------------------------------------- places


def test_a_bare_path_is_a_sqlite_file(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "新 文件夹" / "100%台账.db")) as ledger:
        assert ledger.url_for_people == str(tmp_path / "新 文件夹" / "100%台账.db")
        assert list_units(ledger) == ()
    assert (tmp_path / "新 文件夹" / "100%台账.db").is_file()


def test_the_environment_names_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "env.db"))
    with open_ledger() as ledger:
        assert ledger.url_for_people == str(tmp_path / "env.db")
    with open_ledger(str(tmp_path / "given.db")) as ledger:
        assert ledger.url_for_people == str(tmp_path / "given.db")


def test_without_a_name_it_is_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_kwargs: tmp_path / "data" / "tracker")
    with open_ledger() as ledger:
        assert ledger.url_for_people == str(tmp_path / "data" / "tracker" / "ledger.db")


@pytest.mark.parametrize(
    "url, shown",
    [
        ("postgresql://a:secret@host/db", "postgresql://a:***@host/db"),
        ("postgres://a:secret@host:5433/db", "postgresql://a:***@host:5433/db"),
        ("postgresql+psycopg://a:secret@host/db", "postgresql://a:***@host/db"),
        ("sqlite:////tmp/x.db", "/tmp/x.db"),
        ("sqlite:///x.db", "x.db"),
        ("台账.db", "台账.db"),
    ],
)
def test_places_as_people_see_them(url: str, shown: str) -> None:
    assert find_place(url).for_people == shown


@pytest.mark.parametrize("url", ["mysql://a@b/c", ":memory:", "sqlite://", "http://x/y", "."])
def test_places_that_cannot_be(url: str) -> None:
    with pytest.raises(LedgerError) as caught:
        find_place(url)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match="psycopg"):
        open_ledger("postgresql://nobody@localhost/none")


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="连不上") as caught:
        open_ledger(f"postgresql://a:secret@/none?host={tmp_path}")
    assert "secret" not in str(caught.value)


# ------------------------------------------------------------------------------------------------------ what is refused


def write_garbage(file: Path) -> None:
    file.write_bytes(b"this is no database at all\n" * 100)


def write_short(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00\x10\x00")


def write_foreign(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY)")
    connection.commit()
    connection.close()


def write_foreign_with_alembic(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.executescript(
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('1f2e');"
        "CREATE TABLE recipe (id INTEGER PRIMARY KEY)"
    )
    connection.close()


def write_folder(file: Path) -> None:
    file.mkdir()


REFUSED: dict[str, Callable[[Path], None]] = {
    "garbage": write_garbage,
    "short": write_short,
    "foreign": write_foreign,
    "foreign with alembic": write_foreign_with_alembic,
    "folder": write_folder,
}


@pytest.mark.parametrize("opening", [open_ledger, open_rehearsal])
@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_ledger_is_refused_and_left_alone(
    kind: str, opening: Callable[[str], Ledger], tmp_path: Path
) -> None:
    file = tmp_path / "ledger.db"
    REFUSED[kind](file)
    before = contents(tmp_path)
    with pytest.raises(LedgerError) as caught:
        opening(str(file))
    assert not isinstance(caught.value, LedgerTooNewError)
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("keep", [100, 4096, 20_000, -4096, -1])
def test_a_half_written_ledger_is_refused_and_left_alone(keep: int, empty_ledger_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.write_bytes(empty_ledger_file.read_bytes()[:keep])
    before = contents(tmp_path)
    with pytest.raises(LedgerError, match=r"不完整|损坏"):
        open_ledger(str(file))
    assert contents(tmp_path) == before


def test_a_ledger_with_its_tables_overwritten_is_refused(empty_ledger_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    data = bytearray(empty_ledger_file.read_bytes())
    data[100:8192] = b"\xff" * (8192 - 100)
    file.write_bytes(data)
    with pytest.raises(LedgerError, match="损坏"):
        open_ledger(str(file))
    assert file.read_bytes() == bytes(data)


def test_a_newer_ledger_is_refused_and_left_alone(empty_ledger_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    shutil.copy(empty_ledger_file, file)
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    data = file.read_bytes()
    for opening in (open_ledger, open_rehearsal):
        with pytest.raises(LedgerTooNewError, match="9999"):
            opening(str(file))
    assert file.read_bytes() == data
    assert not list(tmp_path.glob("*.bak"))


def test_a_newer_ledger_on_a_server_is_refused(postgres_ledger: Ledger, postgres_url: str) -> None:
    with postgres_ledger.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(LedgerTooNewError):
            open_ledger(postgres_url)
    finally:
        with postgres_ledger.write() as session:
            session.execute(text(f"UPDATE alembic_version SET version_num = '{SCHEMA_HEAD}'"))


def test_a_place_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(LedgerError):
        open_ledger(str(tmp_path / "file" / "ledger.db"))
    assert contents(tmp_path) == {"file": b"x"}


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.touch()
    with open_ledger(str(file)) as ledger:
        assert list_units(ledger) == ()


def test_a_ledger_that_cannot_be_made_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.ledger.schema.migrations_folder", lambda: tmp_path / "none")
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever goes wrong
        open_ledger(str(tmp_path / "ledger.db"))
    assert contents(tmp_path) == {}


# ---------------------------------------------------------------------------------------------------------- read only


def test_a_read_only_ledger_can_be_read(sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    store(sqlite_ledger, plan("甲", 2022))
    sqlite_ledger.close()
    monkeypatch.setattr(os, "access", lambda *_args: False)
    before = contents(Path(sqlite_ledger.url_for_people).parent)
    with open_ledger(sqlite_ledger.url_for_people) as ledger:
        assert not ledger.writable
        assert list_items(ledger, ItemFilter()).total == 3
        with pytest.raises(LedgerError, match="只读"), ledger.write():
            pass
        with ledger.rehearsal() as copy:
            store(copy, plan("乙", 2022))
            assert list_items(copy, ItemFilter()).total == 6
        assert list_items(ledger, ItemFilter()).total == 3
    after = contents(Path(sqlite_ledger.url_for_people).parent)
    assert {name: data for name, data in after.items() if name in before} == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_a_ledger_in_a_folder_of_another_user_can_be_read(empty_ledger_file: Path) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.db"
        shutil.copy(empty_ledger_file, file)
        Path(folder).chmod(0o555)
        file.chmod(0o444)
        code = (
            "import os, sys\n"
            "from sqlalchemy import text\n"
            "from tracker.ledger import open_ledger, open_rehearsal\n"
            "from tracker.domain.errors import LedgerError\n"
            "import tracker.ledger.store, tracker.services.units\n"
            "os.setgid(65534); os.setuid(65534)\n"
            f"ledger = open_ledger({str(file)!r})\n"
            "print(ledger.writable, tracker.services.units.list_units(ledger))\n"
            "ledger.close()\n"
            f"open_rehearsal({str(file)!r}).close()\n"
            "try:\n"
            f"    open_ledger({str(Path(folder) / 'new.db')!r})\n"
            "except LedgerError as error:\n"
            "    print(error)\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        first, second = done.stdout.strip().splitlines()
        assert first == "False ()"
        assert "建台账（没有权限）" in second
        assert sorted(path.name for path in Path(folder).iterdir()) == ["ledger.db"]
        Path(folder).chmod(0o755)


def test_a_damaged_file_opened_for_reading_says_so(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(LedgerError, match="损坏"):
        read_only_engine(file)


# ------------------------------------------------------------------------------------------------------- transactions


def test_what_raises_inside_a_write_is_undone(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022))

    def work() -> None:
        with ledger.write() as session:
            session.execute(text("DELETE FROM reading_warning"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    with ledger.read() as session:
        assert session.execute(text("SELECT count(*) FROM reading_warning")).scalar_one() == 1


def test_our_own_mistakes_are_not_dressed_up(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022))
    with pytest.raises(IntegrityError), ledger.write() as session:
        session.execute(text("INSERT INTO unit_name (name, unit_code) VALUES ('乙', 999)"))


def test_foreign_keys_hold_on_every_connection(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.read() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert session.execute(text("PRAGMA busy_timeout")).scalar_one() == 5000


def test_a_reader_sees_one_state_throughout(ledger: Ledger) -> None:
    with ledger.read() as session:
        before = session.execute(text("SELECT count(*) FROM item")).scalar_one()
        store(ledger, plan("甲", 2022))
        assert session.execute(text("SELECT count(*) FROM item")).scalar_one() == before


def test_writers_wait_for_each_other(ledger: Ledger) -> None:
    """Four writers who read first and write later: none fails, none sees half of another's work."""
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for year in (2020, 2021, 2022):
                (outcome,) = store(ledger, plan(name, year))
                assert outcome.error is None
        except BaseException as error:  # noqa: BLE001 - carried to the main thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("甲", "乙", "丙", "丁")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(unit.code for unit in list_units(ledger)) == [1, 2, 3, 4]
    assert list_items(ledger, ItemFilter()).total == 4 * 3 * 3


def test_a_ledger_kept_by_another_program_says_so(sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_BUSY_TIMEOUT_MS", 20)
    other = sqlite3.connect(sqlite_ledger.url_for_people, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with open_ledger(sqlite_ledger.url_for_people) as impatient:
            (outcome,) = store(impatient, plan("甲", 2022))
            assert outcome.error is not None
            assert "占用" in outcome.error
    finally:
        other.close()


def test_a_rehearsal_leaves_no_trace(ledger: Ledger) -> None:
    store(ledger, plan("甲", 2022))
    with ledger.rehearsal() as copy:
        store(copy, plan("乙", 2022), plan("甲", 2023))
        assert [unit.name for unit in list_units(copy)] == ["甲", "乙"]
        with copy.rehearsal() as again:
            assert len(list_units(again)) == 2
    assert [unit.name for unit in list_units(ledger)] == ["甲"]
    (outcome,) = store(ledger, plan("丙", 2022))
    assert outcome.document is not None
    assert outcome.document.unit_code == 2


def test_a_rehearsal_on_a_server(postgres_ledger: Ledger, postgres_url: str) -> None:
    with open_rehearsal(postgres_url) as copy:
        store(copy, plan("乙", 2022))
        assert len(list_units(copy)) == 1
    assert list_units(postgres_ledger) == ()


def test_a_server_database_that_cannot_hold_chinese_is_refused(postgres_url: str) -> None:
    from sqlalchemy import create_engine, make_url

    from tracker.ledger.engine import find_place

    place = find_place(postgres_url)
    admin = create_engine(place.url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS latin")
        connection.exec_driver_sql(
            "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
    admin.dispose()
    latin = make_url(postgres_url).set(database="latin").render_as_string(hide_password=False)
    with pytest.raises(LedgerError, match="LATIN1"):
        open_ledger(latin)


def test_many_processes_may_make_a_ledger_at_once(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    code = (
        "import sys; from tracker.ledger import open_ledger; from tracker.services.units import list_units\n"
        f"print(list_units(open_ledger({str(file)!r})))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = [process.communicate() for process in running]
    assert [out.strip() for out, _ in told] == ["()"] * 3, told


def test_a_rehearsal_beside_the_ledger_touches_no_file(sqlite_ledger: Ledger) -> None:
    store(sqlite_ledger, plan("甲", 2022))
    sqlite_ledger.close()
    folder = Path(sqlite_ledger.url_for_people).parent
    before = contents(folder)
    with open_rehearsal(sqlite_ledger.url_for_people) as copy:
        assert [unit.name for unit in list_units(copy)] == ["甲"]
        store(copy, plan("乙", 2022))
    assert contents(folder) == before


def test_a_rehearsal_sees_what_another_process_has_just_written(sqlite_ledger: Ledger) -> None:
    store(sqlite_ledger, plan("甲", 2022))
    with sqlite_ledger.read() as session:
        session.execute(text("SELECT 1 FROM item"))
        store(sqlite_ledger, plan("乙", 2022))
        with open_rehearsal(sqlite_ledger.url_for_people) as copy:
            assert [unit.name for unit in list_units(copy)] == ["甲", "乙"]
