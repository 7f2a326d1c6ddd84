"""Files and folders: taking in bytes within bounds, handing them to the reader of their format, finding reports."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from tracker.domain.errors import ReadingError, reason_of
from tracker.domain.report import Layout, PlainText
from tracker.reading.content import Content
from tracker.reading.limits import Limits, limits_from, over, size_for_people
from tracker.reading.recognising import DOC, DOCX, HTML, OFD, PDF, RTF, TEXT, FileKind, recognise

REPORT_SUFFIXES = frozenset({".txt", ".md", ".docx", ".doc", ".wps", ".pdf", ".ofd", ".rtf", ".html", ".htm"})
"""What is taken from a folder. A file that is named outright is read whatever it is called."""

NOT_REPORTS = frozenset(
    {"readme", "license", "licence", "changelog", "contributing", "notice", "authors", "requirements", "cmakelists"}
    | {"说明", "使用说明", "自述", "目录", "授权"}
)
"""Stems (in lower case) of files that stand in folders but are no reports."""

READERS: Mapping[FileKind, str] = {
    TEXT: "text",
    DOCX: "docx",
    PDF: "pdf",
    HTML: "html",
    RTF: "rtf",
    DOC: "doc",
    OFD: "ofd",
}
"""The module of this package that reads each format; imported when a file of that format is first met."""


class Reader(Protocol):
    """What such a module has as ``read``."""

    def __call__(self, data: bytes, *, limits: Limits) -> Content:
        """The text of a file.

        Raises:
            ReadingError: it cannot be read, or is over the limits.
        """


def reader_of(kind: FileKind) -> Reader:
    """The reader of a format among ``READERS``."""
    module = import_module(f"tracker.reading.{READERS[kind]}")
    reader: Reader = module.read
    return reader


def read_report(path: Path, *, limits: Limits | None = None) -> PlainText:
    """The report in the file at ``path``, whatever its name: its content decides.

    Args:
        path: the file.
        limits: bounds on it; what the environment says unless given.

    Raises:
        ReadingError: the file is missing, a folder, not to be read, empty, over the limits, damaged, encrypted, of a
            format that cannot be read, or in an encoding that cannot be told. The message names the file.
        UsageError: the environment sets a limit that is none.
    """
    limits = limits_from() if limits is None else limits
    try:
        data = take_in(path, limits.file_bytes)
        kind, content = _content_of(data, limits)
    except ReadingError as error:
        raise ReadingError(f"读不了“{path}”：{error.message}", error.hint) from error
    return PlainText(
        text=content.text,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        path=str(path),
        layout=Layout(kind.format, content.pages, content.paragraphs),
        warnings=content.warnings,
    )


def _content_of(data: bytes, limits: Limits) -> tuple[FileKind, Content]:
    """What the content is, and its text by the reader of that format."""
    kind = recognise(data)
    if kind not in READERS:
        raise ReadingError(f"这是{kind.name}，不能读", kind.advice)
    content = reader_of(kind)(data, limits=limits)
    if len(content.text) > limits.chars:
        raise over("文字", f"{limits.chars} 字", "chars")
    return kind, content


def take_in(path: Path, max_bytes: int) -> bytes:
    """The bytes of the file; never more than ``max_bytes`` and one are read.

    Raises:
        ReadingError: it is missing, a folder, not to be read, or larger.
    """
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
        reason = reason_of(error) if isinstance(error, OSError) else "路径里有不能用的字符"
        raise ReadingError(f"打不开文件（{reason}）", "请检查路径、磁盘和网络") from error
    if oversized or len(data) > max_bytes:
        raise over("文件", size_for_people(max_bytes), "file_bytes")
    return data


def _folder_instead(path: Path) -> ReadingError:
    if os.access(path, os.R_OK | os.X_OK):
        return ReadingError("这是文件夹，不是文件", "请给出文件夹里的报告，或者整个文件夹一起导入")
    return ReadingError("没有权限打开文件夹", "请检查文件夹的权限，或者换一个账号")


def find_reports(paths: Sequence[Path]) -> list[Path]:
    """The files to read for ``paths``: files as they are given, folders searched through for files of
    ``REPORT_SUFFIXES``.

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
        raise ReadingError(
            f"文件夹“{folder}”里没有报告", "请放入报告（Word、WPS、PDF、OFD、网页或纯文本），或者直接给出文件名"
        )
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
