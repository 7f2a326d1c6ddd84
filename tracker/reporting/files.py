"""Writing a report to a file: wholly or not at all, and never over a ledger."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tracker.domain.errors import UsageError, reason_of

_SQLITE = b"SQLite format 3\0"
"""What a ledger that is a file begins with, and every backup of one."""

_LONGEST = 220
"""Bytes of the longest name that is given to a file. Most systems hold 255; what is put beside it is named after it."""


def write_whole(content: bytes, path: Path) -> None:
    """Write ``content`` to ``path``; a file that stands there is replaced, and stays as it was where writing fails.

    Raises:
        UsageError: a ledger stands there; or the folder is missing or may not be written, the name is too long, or
            the file is open in another program.
    """
    half = path.with_name(f".{_shortened(path.name, _LONGEST)}.{os.getpid()}.part")
    try:
        if path.is_file() and _begins(path) == _SQLITE:
            raise UsageError(f"“{path}”是台账或台账的备份，没有覆盖", "请换一个文件名")
        try:
            half.write_bytes(content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        hint = "请确认文件夹存在、有写入的权限，文件名不太长，并关闭已经打开的同名文件"
        raise UsageError(f"写不了“{path}”（{reason_of(error)}）", hint) from error


def is_folder(path: Path) -> bool:
    """True where ``path`` is a folder.

    Raises:
        UsageError: the system takes no such path: its name is too long, or the way there is closed.
    """
    try:
        return path.is_dir()
    except OSError as error:
        raise UsageError(f"“{path}”用不了（{reason_of(error)}）", "请换一个短些的文件名，或另选文件夹") from error


def target(output: Path | None, stem: str, suffix: str) -> Path:
    """Where a file of one format goes: under a free name into the folder that was asked for, or to that very path.

    Args:
        output: what was asked for; ``None`` for the current folder.
        stem: what the file is called in a folder.
        suffix: that of the format, with its dot.

    Raises:
        UsageError: the file asked for has another suffix, or the system takes no such path.
    """
    if output is None or is_folder(output):
        return free_path(output or Path(), stem, suffix)
    if output.suffix.lower() != suffix:
        raise UsageError(f"写出的是 {suffix} 文件，“{output}”不是", f"文件名请用 {suffix} 结尾；写到文件夹的，要先建好")
    return output


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A file in ``folder`` that is not there yet, named for ``stem``.

    What no file name may hold is replaced, and what is too long for one is left out of its middle.

    Raises:
        UsageError: the system takes no such path.
    """
    stem = re.sub(r'[\\/:*?"<>|\n\r\t]', "_", stem)
    number, mark = 1, ""
    while True:
        path = folder / f"{_shortened(stem, _LONGEST - _size(mark + suffix))}{mark}{suffix}"
        try:
            if not path.exists():
                return path
        except OSError as error:
            raise UsageError(f"“{folder}”用不了：路径太长，或者没有权限", "请另选文件夹") from error
        number += 1
        mark = f"（{number}）"


def _shortened(name: str, most: int) -> str:
    """``name`` in at most so many bytes, its beginning and its end kept: reports of many years begin alike."""
    if _size(name) <= most:
        return name
    head, tail = len(name) // 2, len(name) // 2
    while _size(short := f"{name[:head]}…{name[len(name) - tail :]}") > most:
        if head >= tail:
            head -= 1
        else:
            tail -= 1
    return short


def _size(name: str) -> int:
    return len(name.encode(errors="replace"))


def _begins(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(len(_SQLITE))
