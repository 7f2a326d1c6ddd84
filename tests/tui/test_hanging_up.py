"""The terminal is taken away, the browser or its server goes: the program ends by itself and leaves all in order."""

from __future__ import annotations

import asyncio
import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.fakes import FakeGateway, clock
from tests.tui.windows import PATIENCE, Window
from tracker.ledger import open_ledger
from tracker.services.documents import list_documents
from tracker.services.verifying import verify
from tracker.tui.app import TrackerApp
from tracker.tui.hanging_up import LastingStream, end_at_last, leave, status_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends what runs in a closed window itself")

HANG_UP = 129
SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a ledger for as long as somebody has it open."""

_KEEPS_THE_SIGNAL = """
import signal, subprocess, sys
signal.signal(signal.SIGHUP, lambda *_: None)
sys.exit(subprocess.call(sys.argv[1:]))
"""
"""What ``make`` does: it stays where its terminal hangs up, and waits for what it has started."""

_BEGINS_ONCE_IT_HAS_GONE = """
import os, sys, time
while os.isatty(1):
    time.sleep(0.02)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def ledger_file(filled_ledger_file: Path, tmp_path: Path) -> Path:
    file = tmp_path / "台账.db"
    shutil.copy(filled_ledger_file, file)
    return file


def in_order(file: Path) -> None:
    """Nobody has the ledger open any more, and it is sound."""
    assert [side for side in SIDE_FILES if file.with_name(file.name + side).exists()] == []
    with open_ledger(str(file)) as ledger:
        assert verify(ledger).sound


def no_faults(tmp_path: Path) -> None:
    """No fault was written down."""
    assert list(tmp_path.rglob("fault-*")) == []


def wait_for_children(process: subprocess.Popen[bytes]) -> None:
    """Wait until everything of the window's session has ended."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        except PermissionError:  # macOS says so of those that are dead and not yet waited for
            return
        assert time.monotonic() < deadline, "something has stayed behind"
        time.sleep(0.05)


@pytest.mark.parametrize("own_terminal", [True, False], ids=["controlling", "not-controlling"])
def test_alone_in_its_window(
    window_with: Callable[..., Window], ledger_file: Path, tmp_path: Path, own_terminal: bool
) -> None:
    """With a controlling terminal a signal comes; without one the end of input is all there is."""
    command = [sys.executable, "-m", "tracker", "--db", str(ledger_file)]
    window = window_with(command, own_terminal=own_terminal)
    window.sees("台账")
    window.sees("\x1b[?2004h")
    window.close()
    assert window.process.wait(PATIENCE) == HANG_UP
    in_order(ledger_file)
    no_faults(tmp_path)


def test_under_something_that_keeps_the_signal_to_itself(
    window_with: Callable[..., Window], ledger_file: Path, tmp_path: Path
) -> None:
    """As ``make demo`` has it: make, a shell, the program."""
    line = f"{shlex.join([sys.executable, '-m', 'tracker', '--db', str(ledger_file)])}; exit $?"
    window = window_with([sys.executable, "-c", _KEEPS_THE_SIGNAL, "/bin/sh", "-c", line])
    window.sees("台账")
    window.close()
    assert window.process.wait(PATIENCE) == HANG_UP
    wait_for_children(window.process)
    in_order(ledger_file)
    no_faults(tmp_path)


def test_under_a_shell_that_ends_at_once(window_with: Callable[..., Window], ledger_file: Path) -> None:
    line = f"{shlex.join([sys.executable, '-m', 'tracker', '--db', str(ledger_file)])}; true"
    window = window_with(["/bin/sh", "-c", line])
    window.sees("台账")
    window.close()
    window.process.wait(PATIENCE)
    wait_for_children(window.process)
    in_order(ledger_file)


def test_in_the_midst_of_a_form(window_with: Callable[..., Window], ledger_file: Path) -> None:
    """What was typed and not confirmed is not in the ledger."""
    with open_ledger(str(ledger_file)) as ledger:
        before = verify(ledger)
    window = window_with([sys.executable, "-m", "tracker", "--db", str(ledger_file)], own_terminal=False)
    window.sees("待确认")
    os.write(window.master, b"s")
    window.sees("不纳入")
    window.close()
    assert window.process.wait(PATIENCE) == HANG_UP
    in_order(ledger_file)
    with open_ledger(str(ledger_file)) as ledger:
        assert verify(ledger) == before


def test_in_the_midst_of_an_import(window_with: Callable[..., Window], tmp_path: Path, seeds: Path) -> None:
    """What has been written by then stays, whole; the rest is as if it had never been asked for."""
    file = tmp_path / "台账.db"
    window = window_with([sys.executable, "-m", "tracker", "--db", str(file)])
    window.sees("台账里还没有内容")
    os.write(window.master, b"2")
    window.sees("台账里还没有报告")
    os.write(window.master, b"i")
    window.sees("没有选上的")
    os.write(window.master, b"\x15" + f"{seeds}/".encode())
    window.sees("桐花街道党工委")
    os.write(window.master, b"\x13")
    window.sees("导入：")
    window.close()
    assert window.process.wait(PATIENCE) == HANG_UP
    in_order(file)
    no_faults(tmp_path)
    with open_ledger(str(file)) as ledger:
        documents = list_documents(ledger)
        assert len(documents) < len(list(seeds.glob("*/*.txt")))
        assert all(one.problems and one.commitments for one in documents)


def test_asked_to_end_it_puts_the_screen_back(window_with: Callable[..., Window], ledger_file: Path) -> None:
    window = window_with([sys.executable, "-m", "tracker", "--db", str(ledger_file)])
    window.sees("台账")
    window.process.send_signal(signal.SIGTERM)
    window.sees("\x1b[?1049l")
    assert window.process.wait(PATIENCE) == 128 + signal.SIGTERM
    in_order(ledger_file)


def test_a_key_that_is_no_character_is_no_fault(window_with: Callable[..., Window], ledger_file: Path) -> None:
    """A terminal set to another encoding than the program sends such bytes."""
    window = window_with([sys.executable, "-m", "tracker", "--db", str(ledger_file)])
    window.sees("待确认")
    os.write(window.master, b"\xd5\xfb\xff5")
    window.sees("历史")
    os.write(window.master, b"q")
    window.sees("\x1b[?1049l")
    assert window.process.wait(PATIENCE) == 0


def test_a_command_whose_terminal_has_gone_says_nothing_and_keeps_no_fault(
    window_with: Callable[..., Window], ledger_file: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tracker", "list", "--db", str(ledger_file)]
    window = window_with([sys.executable, "-c", _BEGINS_ONCE_IT_HAS_GONE, *command], own_terminal=False)
    window.close()
    assert window.process.wait(PATIENCE) == HANG_UP
    in_order(ledger_file)
    no_faults(tmp_path)


class Broken(io.StringIO):
    """A stream that has been taken away."""

    def write(self, text: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_a_broken_stream_is_told_of_once_and_then_quiet() -> None:
    told: list[str] = []
    stream = LastingStream(Broken(), lambda: told.append("broken"))
    assert [stream.write("台账"), stream.write("a")] == [2, 1]
    stream.flush()
    assert told == ["broken"]


def test_a_stream_that_lasts_is_written_to() -> None:
    inner, told = io.StringIO(), []
    stream = LastingStream(inner, lambda: told.append("broken"))
    stream.write("台账")
    stream.flush()
    assert inner.getvalue() == "台账"
    assert told == []


async def test_an_app_is_left_from_any_thread_as_often_as_one_likes() -> None:
    app = TrackerApp(FakeGateway(), clock=clock)
    async with app.run_test() as pilot:
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            thread = threading.Thread(target=leave, args=(app, loop, name))
            thread.start()
            thread.join()
        await pilot.pause()
    assert app.return_code == status_of("SIGHUP") == HANG_UP


def test_a_loop_that_has_been_left_is_not_disturbed() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    app = TrackerApp(FakeGateway(), clock=clock)
    leave(app, loop)
    assert app.return_code is None


def test_what_does_not_end_is_ended() -> None:
    ended: list[int] = []
    end_at_last(after=0, end=ended.append).join(PATIENCE)
    assert ended == [HANG_UP]
