"""Handing a file to the program that the desktop has for it.

The file is a copy in a folder that nobody else can enter. Its name ends as its content says and not as the report was
called, so that nothing is started that only pretends to be a document.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

from tracker.domain.errors import LedgerError, reason_of
from tracker.services.originals import OriginalFile
from tracker.tui.cells import drawn

_FORBIDDEN = frozenset('<>:"/\\|?*')
_LONGEST = 60


def file_name(original: OriginalFile) -> str:
    """A name for the copy: what the report was called, without what a file system or a shell might mind."""
    stem = Path(original.name).stem
    kept = "".join(
        character
        for character in drawn(stem)
        if character not in _FORBIDDEN and not "\u2400" <= character <= "\u2426" and character.isprintable()
    )
    ending = "".join(character for character in original.format if character.isascii() and character.isalnum())
    return f"{kept.strip(' .-')[:_LONGEST] or '报告'}.{ending or 'txt'}"


def download_name(name: str) -> str:
    """The same for the head of an answer to a browser, where a blank or a semicolon would end it."""
    return "".join(character if character.isalnum() or character in ".-_" else "_" for character in name)


def write_copy(original: OriginalFile) -> Path:
    """Write the file into a fresh folder of this person's alone; read-only, as changes in it would go nowhere.

    Raises:
        OSError: it cannot be written.
    """
    path = Path(tempfile.mkdtemp(prefix="tracker-")) / file_name(original)
    path.write_bytes(original.content)
    path.chmod(0o400)
    return path


def opener(environment: Mapping[str, str], platform: str = sys.platform) -> tuple[str, ...] | None:
    """The command that opens a file on this desktop; empty where the system is asked directly, ``None`` where there is
    no desktop, as over SSH or on a server.
    """
    if platform == "win32":
        return ()
    if platform == "darwin":
        return None if "SSH_CONNECTION" in environment else ("open",)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return None
    program = shutil.which("xdg-open", path=environment.get("PATH"))
    return (program,) if program else None


def hand_over(original: OriginalFile, place: str, environment: Mapping[str, str] = os.environ) -> str:
    """Write a copy and open it with the desktop's program.

    Args:
        original: the file.
        place: where in it one looks, such as 第 3 页; may be empty.
        environment: of the process.

    Returns:
        What was done, one sentence: where to look, and without a desktop where the copy lies.

    Raises:
        LedgerError: the copy cannot be written or the program cannot be started.
    """
    try:
        path = write_copy(original)
    except OSError as error:
        raise LedgerError(
            f"原件写不到临时文件夹（{reason_of(error)}）", "请检查磁盘，或用 tracker original 存到别处"
        ) from error
    look = f"，看{place}" if place else ""
    try:
        opened = open_file(path, environment)
    except OSError as error:
        raise LedgerError(f"桌面上的程序打不开（{reason_of(error)}）", f"原件已写到 {path}{look}") from error
    if opened:
        return f"已打开原件{look}。这是只读的副本：{path}"
    return f"这里没有桌面，打不开。原件已写到 {path}{look}"


def open_file(path: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """Open a file with the desktop's program and go on at once; ``False`` where there is no desktop.

    Raises:
        OSError: the program cannot be started.
    """
    command = opener(environment)
    if command is None:
        return False
    if not command:
        os.startfile(path)  # type: ignore[attr-defined]  # noqa: S606 - what Windows has for it
        return True
    program = subprocess.Popen(  # noqa: S603 - the desktop's own opener, with a path of ours
        [*command, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=program.wait, daemon=True).start()  # or it would stay behind as a zombie
    return True
