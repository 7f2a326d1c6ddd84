"""Delivering a report: in which format, to the screen or to which file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.page import say
from tracker.cli.writing import write
from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from tracker.cli.settings import Settings
    from tracker.reporting.blocks import Document

FORMATS = {".docx": "docx", ".pdf": "pdf", ".md": "md", ".html": "html", ".json": "json", ".xlsx": "xlsx"}
"""Suffix of a file and the format that is written to it."""

DOCUMENTS = ("docx", "pdf", "md", "html", "json")
"""What every report can be written as."""

_FILES_ONLY = {"docx": "Word 文档", "pdf": "PDF", "xlsx": "Excel 工作簿"}
"""Formats that no screen shows, with what people call them."""

_USUAL = ("docx", "md")
"""What is written where nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report ready to be written."""

    name: str
    """What its files are called."""
    document: Document
    as_json: Callable[[], str]
    """The same as JSON, for reports that have that form."""
    made_on: date
    as_xlsx: Callable[[], bytes] | None = None
    """The same as a workbook, for reports that have that form."""


def refuse_on_screen(output: Path | None, form: str | None) -> None:
    """Ask before any work is done.

    Raises:
        UsageError: a format that no screen shows is wanted on the screen.
    """
    if to_screen(output) and form in _FILES_ONLY:
        raise UsageError(
            f"{_FILES_ONLY[form]}不能输出到屏幕", "请用 --output 写明文件名，或改用 --format md、html、json"
        )


def to_screen(output: Path | None) -> bool:
    """True where the report goes to standard output."""
    return output is not None and str(output) == "-"


def deliver(settings: Settings, made: Made, form: str | None, output: Path | None) -> list[Path]:
    """Write the report to the screen, or to the files that were asked for; the files written."""
    if to_screen(output):
        click.echo(_rendered(made, form or "md").decode(), nl=False)
        return []
    targets = _targets(output, form, made)
    for path, kind in targets:
        write(settings, _rendered(made, kind), path)
        say(f"已写出 {path}")
    return [path for path, _ in targets]


def _targets(output: Path | None, form: str | None, made: Made) -> list[tuple[Path, str]]:
    """Which files to write in which format.

    Raises:
        UsageError: name and format of the file do not go together.
    """
    from tracker.reporting.files import free_path, is_folder

    kinds = [form] if form else list(_USUAL)
    if output is None or is_folder(output):
        return [(free_path(output or Path(), made.name, f".{kind}"), kind) for kind in kinds]
    kind = form or FORMATS.get(output.suffix.lower())
    if kind is None:
        raise UsageError(
            f"看不出“{output}”要哪种格式",
            f"文件名请用 {_known(made)} 结尾，或者加 --format；文件夹要先建好",
        )
    return [(output, kind)]


def _known(made: Made) -> str:
    """The suffixes of the files that this report can be written to."""
    suffixes = [suffix for suffix, kind in FORMATS.items() if kind in DOCUMENTS or made.as_xlsx is not None]
    return f"{'、'.join(suffixes[:-1])} 或 {suffixes[-1]}"


def _rendered(made: Made, kind: str) -> bytes:
    """The report in one of the formats."""
    if kind == "docx":
        from tracker.reporting.word import docx_bytes

        return docx_bytes(made.document, made_on=made.made_on)
    if kind == "pdf":
        from tracker.reporting.pdf import pdf_bytes

        return pdf_bytes(made.document, made_on=made.made_on)
    if kind == "xlsx":
        if made.as_xlsx is None:
            raise UsageError(
                "这种报告不出 Excel", "格式用 docx、pdf、md、html 或 json；台账出 Excel 用 tracker excel write"
            )
        return made.as_xlsx()
    if kind == "html":
        from tracker.reporting.html import html_page

        return html_page(made.document).encode()
    if kind == "json":
        return made.as_json().encode()
    from tracker.reporting.markdown import markdown

    return markdown(made.document).encode()
