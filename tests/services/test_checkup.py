from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text

from tests.ledger.migrating import to_revision
from tests.ledger.samples import NOW, plan, store
from tests.ledger.test_opening import contents
from tracker.ledger import condition, guards, open_ledger
from tracker.ledger import tables as t
from tracker.ledger.condition import network_kind
from tracker.ledger.engine import connect, find_place
from tracker.ledger.store import Ledger
from tracker.services import checkup
from tracker.services.checkup import Finding, Health, check_up
from tracker.services.safekeeping import backup
from tracker.services.team import init_team


def found(place: str, subject: str) -> list[Finding]:
    return [one for one in check_up(place, now=NOW) if one.subject == subject]


def health(place: str, subject: str) -> list[Health]:
    return [one.health for one in found(place, subject)]


def closed(ledger: Ledger) -> str:
    """The place of a ledger in which nobody is at work."""
    ledger.close()
    return ledger.url_for_people


def test_looking_changes_nothing(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    store(sqlite_ledger, plan("甲", 2021))
    place = closed(sqlite_ledger)
    before = contents(tmp_path)
    findings = check_up(place, now=NOW)
    assert contents(tmp_path) == before
    assert [one.subject for one in findings if one.health is Health.BAD] == []
    assert all(one.mend for one in findings if one.health is not Health.FINE), "each with how to mend"
    nowhere = str(tmp_path / "没有" / "台账.db")
    assert health(nowhere, "内容") == [Health.NOTE]
    assert contents(tmp_path) == before


def test_an_older_and_a_newer_schema_are_told_of(sqlite_ledger: Ledger) -> None:
    place = closed(sqlite_ledger)
    engine = connect(find_place(place))
    to_revision(engine, "0002")
    engine.dispose()
    (older,) = found(place, "版本")
    assert (older.health, "0002" in older.told) == (Health.NOTE, True)
    raw = sqlite3.connect(place)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    assert health(place, "版本") == [Health.BAD]


def test_damage_is_told_of(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    store(sqlite_ledger, plan("甲", 2021))
    place = closed(sqlite_ledger)
    raw = sqlite3.connect(place)
    raw.execute("DELETE FROM unit")
    raw.commit()
    assert "unit" in found(place, "完整")[0].told
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_document_sha256'").fetchone()
    raw.close()
    data = bytearray(Path(place).read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\xff" * 200
    Path(place).write_bytes(data)
    assert Health.BAD in (health(place, "完整") or health(place, "打开"))
    Path(place).write_bytes(b"nothing" * 100)
    assert health(place, "打开") == [Health.BAD]


def test_guards_taken_down_are_told_of(ledger: Ledger, postgres_url: str) -> None:
    place = ledger.url_for_people if ledger.place.file else postgres_url
    assert health(place, "历史") == [Health.FINE]
    with ledger.write() as session:
        guards.lift(session.connection())
    try:
        assert health(place, "历史") == [Health.BAD]
    finally:
        with ledger.write() as session:
            guards.install(session.connection())


def test_evidence_without_its_file_and_files_without_evidence(
    ledger: Ledger, postgres_url: str, tmp_path: Path
) -> None:
    place = ledger.url_for_people if ledger.place.file else postgres_url
    store(ledger, plan("甲", 2021))
    assert health(place, "佐证") == [Health.FINE]
    row: dict[str, Any] = {
        "item_id": 1, "round": 1, "kind": "other", "title": "会议记录", "dated": NOW.date(), "added_at": NOW, "added_by": "张三",
    }  # fmt: skip
    with ledger.write() as session:
        session.execute(insert(t.evidence_file).values(sha256="a" * 64, size=1, content=b"x"))
        session.execute(insert(t.evidence).values(id=1, path="x", sha256="b" * 64, size=1, kept=True, **row))
        gone = str(tmp_path / "没有了.jpg")
        session.execute(insert(t.evidence).values(id=2, path=gone, sha256="c" * 64, size=1, kept=False, **row))
    told = {one.told for one in found(place, "佐证")}
    assert told == {
        "1 件佐证说存在台账里，内容却不在",
        "1 件只记了位置的佐证，原处已经没有：会议记录",
        "1 个文件没有哪一项用到",
    }


def test_room_rights_and_what_was_left(sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    place = closed(sqlite_ledger)
    Path(place).with_name("台账.db.part").touch()
    assert health(place, "残留") == [Health.NOTE]
    usage = shutil.disk_usage(Path(place).parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    assert health(place, "空间") == [Health.BAD]
    monkeypatch.setattr(os, "access", lambda *_args, **_more: False)
    assert health(place, "权限") == [Health.NOTE]


def test_backups_grow_old(sqlite_ledger: Ledger) -> None:
    place = sqlite_ledger.url_for_people
    assert health(place, "备份") == [Health.NOTE]
    made = backup(sqlite_ledger, None, now=NOW).file
    for days, expected in ((1, Health.FINE), (40, Health.NOTE)):
        moment = (NOW - timedelta(days=days)).timestamp()
        os.utime(made, (moment, moment))
        (one,) = found(place, "备份")
        assert (one.health, f"{days} 天前" in one.told) == (expected, True)


MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/share nfs4 rw 0 0\n//pc/d /mnt/\\345\\205\\261\\344\\272\\253 cifs rw 0 0\n"
    "/dev/sdb1 /mnt/share/local xfs rw 0 0\ntmpfs /tmp tmpfs rw 0 0\nbroken\n"
)


@pytest.mark.parametrize(
    "file, kind",
    [
        ("/srv/台账.db", None),
        ("/mnt/share/台账.db", "nfs4"),
        ("/mnt/share2/台账.db", None),
        ("/mnt/共享/台账.db", "cifs"),
        ("/mnt/share/local/台账.db", None),
    ],
)
def test_a_disk_of_another_computer_is_known(file: str, kind: str | None) -> None:
    assert network_kind(MOUNTS, Path(file)) == kind


def test_a_ledger_on_a_network_is_told_of(sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "on_a_network", lambda _: True)
    (one,) = found(closed(sqlite_ledger), "磁盘")
    assert one.health is Health.BAD
    assert "move-to" in one.mend


@pytest.mark.parametrize(
    "families, expected",
    [("Noto Sans CJK SC\n", Health.NOTE), ("", Health.NOTE), ("FangSong_GB2312,仿宋_GB2312\nSimHei\n", Health.FINE)],
)
def test_fonts(families: str, expected: Health, sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess(["fc-list"], 0, families.encode(), b"")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_more: done)
    assert health(closed(sqlite_ledger), "字体") == [expected]


def test_what_is_not_installed_is_told_of(
    sqlite_ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRACKER_OFFICE", "")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(checkup, "cache_folder", lambda: tmp_path / "cache" / "tracker")
    place = closed(sqlite_ledger)
    assert health(place, "LibreOffice") == [Health.NOTE]
    assert health(place, "字体") == [Health.NOTE]
    assert "第一次" in found(place, "词典")[0].told


def test_a_server(empty_postgres_url: str) -> None:
    assert health(empty_postgres_url, "内容") == [Health.NOTE]
    with open_ledger(empty_postgres_url) as ledger:
        assert health(empty_postgres_url, "多人使用") == [Health.NOTE]
        init_team(ledger)
    assert health(empty_postgres_url, "多人使用") == [Health.FINE]
    assert "PostgreSQL" in found(empty_postgres_url, "服务器")[0].told
    assert health(empty_postgres_url, "时间") == [Health.NOTE], "the tests' clock is not the server's"


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    (one,) = found(f"postgresql://a:secret@/none?host={tmp_path}", "打开")
    assert (one.health, "secret" in one.told) == (Health.BAD, False)


def test_a_server_of_another_program(empty_postgres_url: str) -> None:
    engine = connect(find_place(empty_postgres_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE item (id integer)"))
    engine.dispose()
    assert health(empty_postgres_url, "打开") == [Health.BAD]
