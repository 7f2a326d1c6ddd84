"""Whether the terminal UI can be drawn where the program was started, and whether there is a terminal still."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TextIO

from tracker.cli.settings import is_terminal
from tracker.domain.errors import UsageError


def no_screen(
    stdin: TextIO | None,
    stdout: TextIO | None,
    stderr: TextIO | None,
    environment: Mapping[str, str],
    platform: str = sys.platform,
) -> UsageError | None:
    """Why the terminal UI cannot be drawn here, with what to do; ``None`` where it can.

    Textual draws on standard error, but on Windows on standard output.
    """
    streams = (stdin, stdout) if platform == "win32" else (stdin, stdout, stderr)
    if not any(map(is_terminal, streams)):
        return UsageError("这里没有终端，界面打不开", "请在终端窗口里运行 tracker；脚本里用命令，见 tracker --help")
    if not is_terminal(stdin):
        return UsageError(
            "键盘输入被接到了别处，界面打不开", "去掉命令里的 < 或前面的 | 再运行；脚本里用命令，见 tracker --help"
        )
    if not is_terminal(stdout):
        return UsageError(
            "输出被转到了别处，界面打不开", "去掉命令里的 > 或 | 再运行；要把清单存成文件，用 tracker list"
        )
    if platform != "win32" and not is_terminal(stderr):
        return UsageError(
            "错误输出（2>）被转到了别处，而界面画在上面，打不开", "去掉命令里的 2> 再运行；出错的详情程序自己会记"
        )
    if environment.get("TERM") == "dumb":
        return UsageError(
            "这个终端（TERM=dumb）只能一行行地显示，画不了界面",
            "请换一个终端窗口运行；就在这里用命令也行，见 tracker --help",
        )
    return None


def hung_up(stream: TextIO | None) -> bool:
    """True where the stream led to a terminal that has been taken away; Windows ends such programs itself."""
    if stream is None or sys.platform == "win32":
        return False
    import termios

    with suppress(OSError, ValueError):  # closed, or not a file
        try:
            termios.tcgetattr(stream.fileno())
        except termios.error as error:
            return bool(error.args[0] == errno.EIO)
    return False
