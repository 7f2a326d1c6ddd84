"""``tracker profile``."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Tracker


def test_the_default_is_shown(tracker: Tracker, db: Path) -> None:
    shown = tracker("profile", "show")
    assert shown.code == 0
    assert "通行做法" in shown.out
    assert "巡视巡察反馈" in shown.out
    document = tracker("profile", "show", "--json").document
    assert document["schema"] == "tracker.profile/1"
    assert document["path"] is None
    assert document["states"]["closed"] == "已销号"
    assert not db.exists()


def test_a_file_of_its_own_is_begun_beside_the_ledger_changed_and_followed(tracker: Tracker, db: Path) -> None:
    made = tracker("profile", "init")
    file = db.with_name("profile.toml")
    assert (made.code, made.out) == (0, f"已写出 {file}\n")
    assert tracker("profile", "show", "--json").document["path"] == str(file)
    again = tracker("profile", "init")
    assert (again.code, again.out) == (2, "")
    assert "已经有了" in again.err
    file.write_text(file.read_text(encoding="utf-8").replace('name = "通行做法"', 'name = "本镇"'), encoding="utf-8")
    assert "没有问题：本镇" in tracker("profile", "check").out


def test_a_mistake_names_file_key_and_line(tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "本地.toml"
    file.write_text('name = "x"\n\n[checks]\nsimlar = 90\n', encoding="utf-8")
    for arguments in (["profile", "check", file], ["--profile", file, "profile", "show"], ["profile", "show"]):
        monkeypatch.setenv("TRACKER_PROFILE", str(file))
        refused = tracker(*arguments)
        assert (refused.code, refused.out) == (2, "")
        assert f"设定文件“{file}”第 4 行 checks simlar：没有这一项。是不是想写 similar？" in refused.err


def test_a_missing_file_is_not_passed_over(tracker: Tracker, tmp_path: Path) -> None:
    refused = tracker("--profile", tmp_path / "no.toml", "profile", "show")
    assert refused.code == 2
    assert "打不开" in refused.err


def test_states_go_by_their_local_names(one_year: Tracker, db: Path) -> None:
    db.with_name("profile.toml").write_text('[states]\nproposed = "待核实"\nopen = "已立账"\n', encoding="utf-8")
    assert "待核实" in one_year("list").out
    assert "待确认" not in one_year("list").out
    moved = one_year("move", "01-2021-01", "已立账", "--note", "与原文一致")
    assert (moved.code, "现在是“已立账”" in moved.out) == (0, True)
    assert one_year("list", "--status", "已立账", "--json").document["total"] == 1
    assert one_year("list", "--status", "待整改", "--json").document["items"][0]["status"] == "open"
    assert "待核实 → 已立账" in one_year("show", "01-2021-01").out
    unknown = one_year("list", "--status", "无此状态")
    assert (unknown.code, "已立账" in unknown.err) == (2, True)


def test_a_file_that_does_not_hold_together_stops_everything_before_it_begins(one_year: Tracker, db: Path) -> None:
    db.with_name("profile.toml").write_text("[stats]\n", encoding="utf-8")
    refused = one_year("list")
    assert (refused.code, refused.out) == (2, "")
    assert "第 1 行 stats" in refused.err
