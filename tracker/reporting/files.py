"""Writing a report to a file: wholly or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tracker.domain.errors import UsageError, reason_of


def write_whole(content: bytes, path: Path) -> None:
    """Write ``content`` to ``path``; a file that stands there is replaced, and stays as it was where writing fails.

    Raises:
        UsageError: the folder is missing or may not be written, or the file is open in another program.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            half.write_bytes(content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        hint = "请确认文件夹存在、有写入的权限，并关闭已经打开的同名文件"
        raise UsageError(f"写不了“{path}”（{reason_of(error)}）", hint) from error


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A file in ``folder`` that is not there yet, named for ``stem``; what no file name may hold is replaced."""
    stem = re.sub(r'[\\/:*?"<>|\n\r\t]', "_", stem)
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}（{number}）{suffix}"
        number += 1
    return path
