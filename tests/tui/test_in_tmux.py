"""The whole way in a real terminal: tmux types the keys and what stands on its screen is read back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.domain.kinds import Status
from tracker.ledger import open_ledger
from tracker.services.commands import log
from tracker.services.items import list_items, show_item
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40
"""Seconds after which a screen that does not come is a failure; nothing is measured by it."""

REPORT = (
    "青石镇党委{year}年述职报告\n一、主要工作\n组织学习12次。\n{closing}二、存在的问题\n"
    "（一）理论学习不够深入。学习形式单一，多是念文件，交流研讨走过场。\n"
    "（二）路灯维护不及时。群众反映多次，没有专人去管。\n"
    "三、下一步打算\n1.加强学习。每月集中学习一次。\n"
)


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, socket: Path) -> None:
        self._tmux = ["tmux", "-u", "-f", os.devnull, "-S", str(socket)]

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self._tmux, *arguments], capture_output=True, encoding="utf-8", check=True, timeout=PATIENCE
        )
        return done.stdout

    def start(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        settings = [part for name, value in environment.items() for part in ("-e", f"{name}={value}")]
        size = ("-x", "110", "-y", "34")
        self.run("new-session", "-d", *size, "-c", str(folder), *settings, shlex.join(command))
        self.run("set-option", "-g", "escape-time", "0")

    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def sees(self, *words: str) -> str:
        """Wait until all of the words stand on the screen."""
        deadline = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if all(word in screen for word in words):
                return screen
            assert time.monotonic() < deadline, f"{words} did not come:\n{screen}"
            time.sleep(0.1)

    def press(self, *keys: str) -> None:
        """Press keys as a person does, who looks at what each has done. What begins with ``=`` is typed."""
        for key in keys:
            before = self._state()
            self.run("send-keys", *(["-l", key[1:]] if key.startswith("=") else [key]))
            self._calm(before)

    def leave(self) -> None:
        """Press q and wait until the program has ended."""
        self.run("send-keys", "q")
        deadline = time.monotonic() + PATIENCE
        while subprocess.run([*self._tmux, "has-session"], capture_output=True, check=False).returncode == 0:
            assert time.monotonic() < deadline, self.screen()
            time.sleep(0.1)

    def _state(self) -> str:
        return self.screen() + self.run("display-message", "-p", "#{cursor_x},#{cursor_y}")

    def _calm(self, before: str) -> None:
        """Wait until something has changed and changes no more; a key that changes nothing is waited for in vain."""
        last, same, changed = before, 0, False
        for _ in range(100):
            time.sleep(0.05)
            now = self._state()
            changed = changed or now != before
            same = same + 1 if now == last else 0
            last = now
            if same >= (4 if changed else 20):
                return


@pytest.fixture
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux")
    socket = tmp_path_factory.mktemp("t") / "s"
    found = Terminal(socket)
    yield found
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], capture_output=True, check=False)


def test_importing_reviewing_closing_and_undoing(terminal: Terminal, tmp_path: Path) -> None:
    reports = tmp_path / "青石镇党委"
    reports.mkdir()
    (reports / "2022.txt").write_text(REPORT.format(year=2022, closing=""), encoding="utf-8")
    (tmp_path / "签到表.txt").write_text("每月一次，附签到。", encoding="utf-8")
    ledger = tmp_path / "台账.db"
    environment = {
        "TRACKER_DB": str(ledger),
        "TRACKER_ACTOR": "周宁",
        "PYTHONPATH": str(ROOT),
        "TERM": "screen-256color",
        "LANG": "C.UTF-8",
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "TEXTUAL_ANIMATIONS": "none",
    }
    terminal.start([sys.executable, "-m", "tracker"], environment, tmp_path)
    terminal.sees("台账里还没有内容")

    terminal.press("2")
    terminal.sees("台账里还没有报告")
    terminal.press("i")
    terminal.sees("ctrl+t 选上", "签到表.txt")
    terminal.press(f"={reports.name}/")
    terminal.sees(f"{tmp_path.name}/{reports.name}/", "2022.txt")
    terminal.press("C-s")
    terminal.sees("待确认 3 / 3 项", "理论学习不够深入")

    terminal.press("a")
    terminal.sees("待确认 2 / 3 项")
    terminal.press("a")
    terminal.sees("待确认 1 / 3 项")
    terminal.press("a", "Escape")
    terminal.sees("1 份报告")

    terminal.press("1")
    terminal.sees("3 项", "待整改")
    terminal.press("s", "Enter")
    terminal.sees("责任领导")
    for words in ("赵书记", "王委员", "每月集中学习"):
        terminal.press(f"={words}", "Tab")
    terminal.press("=2030-06-30", "Tab", "=学懂弄通", "Tab", "=党委会定的", "C-s")
    terminal.sees("已改为“整改中”")
    terminal.press("E")
    terminal.sees("佐证")
    terminal.press("C-o")
    terminal.sees("签到表")
    terminal.press("=签到", "Enter")
    terminal.sees("日期")
    terminal.press("=2024-01-10", "C-s")
    terminal.sees("签到表（2024-01-10")
    terminal.press("Escape")
    for target, words in (("待审核", "都办完了"), ("待验收", "情况属实")):
        terminal.press("s", "Enter", f"={words}", "C-s")
        terminal.sees(f"已改为“{target}”")
    terminal.press("s")
    terminal.sees("检查方式")
    terminal.press("Enter", "Enter", "Tab", "Tab", "Tab", "Tab", "=看过签到表", "C-s")
    terminal.sees("已改为“已销号”")

    terminal.press("4")
    terminal.sees("2022 年度")
    terminal.press("5")
    terminal.sees("验收销号", "周宁")
    terminal.press("x")
    terminal.sees("撤销第")
    terminal.press("=看错了", "Enter")
    terminal.sees("已撤销第")
    terminal.leave()

    with open_ledger(str(ledger)) as opened:
        rows = list_items(opened, ItemFilter()).rows
        assert {row.status for row in rows} == {Status.OPEN, Status.IN_VERIFICATION}
        (worked,) = (row for row in rows if row.status is Status.IN_VERIFICATION)
        detail = show_item(opened, worked.number)
        assert (detail.fields.leader, detail.fields.goal) == ("赵书记", "学懂弄通")
        assert [one.title for one in detail.evidence] == ["签到表"]
        assert log(opened, limit=1)[0].actor == "周宁"
        assert verify(opened).sound
