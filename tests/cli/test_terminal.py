"""Where the terminal UI cannot be drawn, that is said instead of drawing it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli.app import MISTAKE
from tracker.cli.terminal import no_screen

HERE, AWAY = True, False


class Stream(io.StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    "streams, term, platform, said, next_step",
    [
        ((HERE, HERE, HERE), "xterm-256color", "linux", None, ""),
        ((HERE, HERE, HERE), None, "win32", None, ""),
        ((HERE, HERE, AWAY), "xterm", "linux", "错误输出（2>）被转到了别处", "去掉命令里的 2>"),
        ((HERE, HERE, AWAY), None, "win32", None, ""),
        ((HERE, AWAY, HERE), "xterm", "linux", "输出被转到了别处", "tracker list"),
        ((AWAY, HERE, HERE), "xterm", "darwin", "键盘输入被接到了别处", "去掉命令里的 <"),
        ((AWAY, AWAY, AWAY), "xterm", "linux", "没有终端", "tracker --help"),
        ((HERE, HERE, HERE), "dumb", "linux", "TERM=dumb", "换一个终端窗口"),
    ],
)
def test_why_the_screen_cannot_be_drawn(
    streams: tuple[bool, bool, bool], term: str | None, platform: str, said: str | None, next_step: str
) -> None:
    stdin, stdout, stderr = (Stream(terminal=one) for one in streams)
    trouble = no_screen(stdin, stdout, stderr, {"TERM": term} if term else {}, platform)
    if said is None:
        assert trouble is None
    else:
        assert trouble is not None
        assert said in trouble.message
        assert next_step in trouble.hint


def test_streams_that_are_closed_or_absent_are_no_terminals() -> None:
    closed = Stream(terminal=True)
    closed.close()
    assert no_screen(None, None, None, {}, "linux") is not None
    assert no_screen(Stream(terminal=True), Stream(terminal=True), None, {}, "linux") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "away, said",
    [("stderr", "错误输出（2>）被转到了别处"), ("stdout", "输出被转到了别处"), ("stdin", "键盘输入被接到了别处")],
)
def test_it_is_said_in_one_line_and_nothing_is_drawn(tmp_path: Path, root: Path, away: str, said: str) -> None:
    ours, theirs = os.openpty()
    other = tmp_path / "other"
    other.touch()
    with other.open("r+b") as file:
        stdin, stdout, stderr = (file.fileno() if name == away else theirs for name in ("stdin", "stdout", "stderr"))
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "--db", str(tmp_path / "台账.db")],
            env=os.environ | {"PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8", "TERM": "xterm"},
            check=False,
            timeout=60,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
        )
    os.close(theirs)
    seen = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == MISTAKE
    assert said in seen  # also where errors go elsewhere: a person sits at the terminal
    assert seen.count("\n") == 1
    assert "\x1b" not in seen
    assert other.read_text("utf-8").count(said) == (away == "stderr")
    assert not (tmp_path / "台账.db").exists()
