"""``verify`` on a real ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from .conftest import Tracker


def rewrite(db: Path, statement: str) -> None:
    """What somebody does who opens the file with another program."""
    raw = sqlite3.connect(db)
    with raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(statement)
    raw.close()


def test_verify_passes_and_says_what_to_keep(two_years: Tracker, tmp_path: Path) -> None:
    passed = two_years("verify")
    assert (passed.code, passed.err) == (0, "核验通过\n")
    told = two_years("verify", "--json").document
    assert (told["schema"], told["sound"], told["faults"]) == ("tracker.verification/1", True, [])
    assert f"校验码 {told['head']['hash']}" in passed.out
    assert two_years("verify", "--code", told["head"]["hash"][:16]).code == 0
    kept = tmp_path / "校验码.txt"
    for _ in range(2):
        assert two_years("verify", "--keep", kept).code == 0
    assert kept.read_text(encoding="utf-8").count(told["head"]["hash"]) == 1


def test_verify_names_what_was_meddled_with(two_years: Tracker, db: Path, tmp_path: Path) -> None:
    kept = tmp_path / "校验码.txt"
    assert two_years("verify", "--keep", kept).code == 0
    before = kept.read_text(encoding="utf-8")
    rewrite(db, "UPDATE event SET actor = '别人' WHERE id = 3")
    found = two_years("verify", "--keep", kept)
    assert found.code == 2
    assert "！经过第 3 条被改动：与校验码对不上：" in found.out
    assert found.err.startswith("错误：核验没有通过，2 处不对。")
    assert kept.read_text(encoding="utf-8") == before
    told = two_years("verify", "--json")
    assert (told.code, told.document["sound"]) == (2, False)
    assert [fault["kind"] for fault in told.document["faults"]] == ["changed", "unguarded"]


def test_an_empty_ledger_is_sound(tracker: Tracker) -> None:
    assert tracker("verify").out == "经过 0 条，单位 0 个，报告 0 份，事项 0 项\n"


def test_a_code_that_is_none(one_year: Tracker) -> None:
    refused = one_year("verify", "--code", "不是")
    assert (refused.code, refused.out) == (2, "")
    assert "不是校验码" in refused.err


def test_a_backup_is_made_and_restored(two_years: Tracker, db: Path, tmp_path: Path) -> None:
    made = two_years("backup", tmp_path / "盘")
    assert made.code == 0
    file = tmp_path / "盘"
    assert made.out.startswith(f"已备份到 {file}（")
    assert "备份核验通过，校验码" in made.err
    assert two_years("list", "--db", file, "--json").document["total"] == two_years("list", "--json").document["total"]
    assert two_years("unit", "rename", "1", "改了名").code == 0
    refused = two_years("restore", file)
    assert (refused.code, refused.out) == (2, "")
    assert "--replace" in refused.err
    done = two_years("restore", file, "--replace", "--actor", "李四")
    assert done.out == f"已恢复到 {db}：报告 2 份，事项 6 项，经过 10 条\n"
    assert "换下的台账存在" in done.err
    assert "青石镇党委" in two_years("unit", "list").out
    assert two_years("verify").code == 0
    assert two_years("backup", file).code == 2


def test_a_backup_of_a_ledger_meddled_with_is_made_and_told_of(two_years: Tracker, db: Path, tmp_path: Path) -> None:
    rewrite(db, "UPDATE event SET actor = '别人' WHERE id = 3")
    made = two_years("backup", tmp_path / "盘.db")
    assert made.code == 2
    assert made.out.startswith("已备份到")
    assert "核验没有通过，2 处不对" in made.err


def test_a_ledger_is_moved(two_years: Tracker, db: Path, tmp_path: Path) -> None:
    target = tmp_path / "新.db"
    moved = two_years("db", "move-to", target)
    assert moved.code == 0
    assert "逐表核对一致，核验通过" in moved.out
    assert f"原来的 {db} 没有动" in moved.err
    assert two_years("list", "--db", target, "--json").document == two_years("list", "--json").document
    assert two_years("db", "move-to", target).code == 2


def test_the_doctor_looks_and_tells(two_years: Tracker, db: Path) -> None:
    told = two_years("doctor")
    assert (told.code, told.err) == (0, "")
    assert f"正常  台账：{db}\n" in told.out
    assert "提醒  备份：台账旁边没有备份\n      → 请运行 tracker backup" in told.out
    rewrite(db, "UPDATE event SET actor = '别人' WHERE id = 3")
    ill = two_years("doctor")
    assert ill.code == 2
    assert "！不好  历史：防改防删的触发器不在了" in ill.out
    assert ill.err == "错误：体检有 1 处不好。请照上面写的办。\n"
    document = two_years("doctor", "--json").document
    assert (document["schema"], document["fine"]) == ("tracker.checkup/1", False)
