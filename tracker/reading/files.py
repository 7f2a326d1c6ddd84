"""Files and folders: taking in bytes within bounds, handing them to the reader of their format, finding reports."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tracker.domain.errors import ReadingError
from tracker.domain.report import PlainText
from tracker.reading.decoding import decode
from tracker.reading.recognising import TEXT, FileKind, recognise

MAX_BYTES = 20 * 1024 * 1024
"""The largest file taken for a report by default; a report of a hundred pages is some 200 KiB of text."""

REPORT_SUFFIXES = frozenset({".txt", ".md"})
"""What is taken from a folder. A file that is named outright is read whatever it is called."""

NOT_REPORTS = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "notice", "authors", "requirements", "cmakelists"}
    | {"说明", "使用说明", "自述", "目录", "授权"}
)
"""Stems (in lower case) of files that stand in folders but are no reports."""

Reader = Callable[[bytes], tuple[str, str]]
"""Turns a file's bytes into text and the name of the encoding."""

READERS: Mapping[FileKind, Reader] = {TEXT: decode}
"""The reader of each format."""


def read_report(path: Path, *, max_bytes: int = MAX_BYTES) -> PlainText:
    """The report in the file at ``path``, whatever its name: its content decides.

    Raises:
        ReadingError: the file is missing, a folder, not to be read, empty, over ``max_bytes`` bytes, of a format
            that cannot be read, or in an encoding that cannot be told. The message names the file.
    """
    try:
        data = _take_in(path, max_bytes)
        text, encoding = _text_of(data)
    except ReadingError as error:
        raise ReadingError(f"读不了“{path}”：{error.message}", error.hint) from error
    return PlainText(text=text, encoding=encoding, sha256=hashlib.sha256(data).hexdigest(), path=str(path))


def _text_of(data: bytes) -> tuple[str, str]:
    """The text and its encoding, by the reader of the format."""
    kind = recognise(data)
    if kind not in READERS:
        raise ReadingError(f"这是{kind.name}，不是纯文本", kind.advice)
    return READERS[kind](data)


def _take_in(path: Path, max_bytes: int) -> bytes:
    """The bytes of the file; never more than ``max_bytes`` and one are read."""
    try:
        # A folder cannot be opened as a file; Windows reports that as a missing permission.
        if path.is_dir():
            raise _folder_instead(path)
        with path.open("rb") as file:
            oversized = os.fstat(file.fileno()).st_size > max_bytes
            data = b"" if oversized else file.read(max_bytes + 1)
    except FileNotFoundError:
        raise ReadingError("没有这个文件", "请检查路径和文件名") from None
    except PermissionError:
        raise ReadingError("没有读取权限", "请检查文件的权限，或者换一个账号") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadingError(f"打不开文件（{reason}）", "请检查路径、磁盘和网络") from error
    if oversized or len(data) > max_bytes:
        limit = f"{max_bytes / 1024 / 1024:g} MB" if max_bytes >= 1024 * 1024 else f"{max_bytes} 字节"
        raise ReadingError(f"文件超过 {limit}，不像一份报告", "请检查是不是选错了文件")
    return data


def _folder_instead(path: Path) -> ReadingError:
    if os.access(path, os.R_OK | os.X_OK):
        return ReadingError("这是文件夹，不是文件", "请给出文件夹里的报告，或者整个文件夹一起导入")
    return ReadingError("没有权限打开文件夹", "请检查文件夹的权限，或者换一个账号")


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """The files to read for ``paths``: files as they are given, folders searched through for ``*.txt`` and ``*.md``.

    Hidden files and folders, README and the like are passed over in folders; a linked folder is entered once. A file
    comes once, where it is first met; inside a folder files are in order of their path. A path that does not exist is
    kept, so that reading it says so, and so is a folder inside that may not be looked into.

    Raises:
        ReadingError: a folder holds no report, or may not be looked into.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _reports_below(path) if _is_folder(path) else (path,):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def _is_folder(path: Path) -> bool:
    """False also where that cannot be known; reading the path then says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _reports_below(folder: Path) -> list[Path]:
    """The reports in a folder and the folders in it, in order of their path."""
    try:
        reports = sorted(_walk(folder, set()), key=lambda path: path.parts)
    except OSError as error:
        raise ReadingError(f"打不开文件夹“{folder}”", "请检查文件夹的权限，或者换一个账号") from error
    if not reports:
        raise ReadingError(f"文件夹“{folder}”里没有报告", "请放入 .txt 或 .md 格式的报告，或者直接给出文件名")
    return reports


def _walk(folder: Path, entered: set[str]) -> Iterator[Path]:
    """Every report below ``folder``; ``entered`` keeps the real paths that were visited, against links in a circle."""
    real = os.path.realpath(folder)
    if real in entered:
        return
    entered.add(real)
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if not _is_folder(path):
            if path.suffix.lower() in REPORT_SUFFIXES and path.stem.lower() not in NOT_REPORTS:
                yield path
            continue
        try:
            yield from _walk(path, entered)
        except PermissionError:
            yield path
