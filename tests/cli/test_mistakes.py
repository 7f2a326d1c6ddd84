from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import ChainMap
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tracker.cli import app
from tracker.domain.errors import LedgerError

from .conftest import Process, Result, Tracker


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["lst"], "没有 lst 这个命令，是不是想写 list"),
        (["unit", "remove"], "没有 remove 这个命令"),
        (["list", "--yeer", "2022"], "没有 --yeer 这个选项，是不是想写 --year"),
        (["list", "--year", "二二年"], "选项 --year：“二二年”不是年份"),
        (["list", "--year", "22"], "“22”不是年份"),
        (["list", "--kind", "意见"], "没有“意见”这个说法，可用的有：问题、承诺"),
        (["list", "--limit", "-1"], "“-1”不是数目"),
        (["list", "--json=1"], "选项 --json 后面不跟值"),
        (["list", "--org"], "选项 --org 后面要写一个值"),
        (["list", "多余"], "多出来的参数：多余"),
        (["list", "--db", ""], "选项 --db：不能是空的"),
        (["show"], "没有写参数 编号"),
        (["show", "第三项"], "“第三项”不是事项编号"),
        (["move", "01-2022-01", "办结", "--note", "x"], "没有“办结”这个说法，可用的有：待确认、待整改"),
        (["import"], "没有写参数 路径…"),
        (["extract", "--format", "xml", "a.txt"], "可用的有：table、json"),
        (["report", "closure", "--format", "docx", "-o", "-"], "Word 文档不能输出到屏幕"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_chinese_line(tracker: Tracker, arguments: list[str], said: str) -> None:
    result = tracker(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("错误：")
    assert result.err.count("\n") == 1
    assert said in result.err
    assert not re.search(r"Try|Error|Invalid|Missing", result.err)


def test_a_group_alone_shows_what_it_can_do(tracker: Tracker) -> None:
    result = tracker("unit")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("用法：tracker unit")


def _failing(error: BaseException) -> click.Command:
    def fail() -> None:
        raise error

    return click.Command("fail", callback=fail)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Give the command line one more command, which fails."""
    return lambda error: monkeypatch.setattr(app.cli, "commands", ChainMap({"fail": _failing(error)}, app.cli.commands))


def test_errors_of_the_trade_are_one_line_with_what_to_do(
    tracker: Tracker, failing: Callable[[BaseException], None]
) -> None:
    failing(LedgerError("台账打不开\n（坏了）", "请换用备份。"))
    assert tracker("fail") == Result(2, "", "错误：台账打不开 （坏了）。请换用备份。\n")
    debugged = tracker("--debug", "fail")
    assert debugged.code == 2
    assert "Traceback" in debugged.err
    assert debugged.err.endswith("错误：台账打不开 （坏了）。请换用备份。\n")


def test_faults_of_the_program_are_owned_up_to_and_kept(
    tracker: Tracker, failing: Callable[[BaseException], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "state"))
    monkeypatch.setenv("HOME", str(tmp_path / "state"))
    failing(ZeroDivisionError("divided"))
    result = tracker("fail")
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "程序的毛病" in result.err
    (kept,) = (tmp_path / "state").rglob("fault-*.txt")
    assert str(kept) in result.err
    assert "ZeroDivisionError: divided" in kept.read_text(encoding="utf-8")


def test_where_details_cannot_be_kept_debug_is_pointed_to(
    tracker: Tracker, failing: Callable[[BaseException], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_, **__: str(blocked / "log"))
    failing(ZeroDivisionError("divided"))
    assert "--debug" in tracker("fail").err
    debugged = tracker("--debug", "fail")
    assert debugged.code == 1
    assert "ZeroDivisionError: divided" in debugged.err
    assert "程序的毛病" in debugged.err.splitlines()[-1]


def test_an_interrupt_ends_with_130(tracker: Tracker, failing: Callable[[BaseException], None]) -> None:
    failing(KeyboardInterrupt())
    result = tracker("fail")
    assert result.code == 130
    assert "已中断" in result.err
    assert "Traceback" not in result.err


def test_a_reader_that_has_gone_is_no_error(process: Process) -> None:
    program = (
        "import os, sys, subprocess\n"
        "tracker = subprocess.Popen([sys.executable, '-m', 'tracker', 'extract', sys.argv[1]],"
        " stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
        "tracker.stdout.close()\n"
        "print(tracker.wait(), tracker.stderr.read().decode())"
    )
    report = Path(__file__).resolve().parents[2] / "seeds" / "云溪口镇党委" / "2022.txt"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", program, str(report)], capture_output=True, encoding="utf-8", check=True, env=environment
    )
    assert done.stdout.split() == ["141"]


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8", "latin-1"])
def test_any_console_encoding_will_do(process: Process, encoding: str) -> None:
    done = process("--help", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert done.stderr == b""
    shown = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)
    assert shown.startswith("??" if encoding == "latin-1" else "用法")


def test_json_loses_nothing_on_a_console_that_is_not_unicode(process: Process) -> None:
    report = Path(__file__).resolve().parents[2] / "seeds" / "云溪口镇党委" / "2022.txt"
    plain = process("extract", "--format", "json", report, env={"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"})
    unicode = process("extract", "--format", "json", report, env={"PYTHONIOENCODING": "utf-8"})
    assert json.loads(plain.stdout.decode("ascii")) == json.loads(unicode.stdout.decode("utf-8"))
    assert "云溪口镇党委".encode() in unicode.stdout
