"""``tracker report``: what an office hands in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import say
from tracker.cli.parameters import PATH, YEAR, ledger_options, words
from tracker.cli.settings import Settings, system_clock
from tracker.domain.errors import TrackerError, UsageError

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.reporting.model import ClosureReport

FORMATS = {".docx": "docx", ".md": "md", ".html": "html", ".json": "json"}
"""Suffix of a file and the format that is written to it."""

_USUAL = ("docx", "md")
"""What is written where nothing is asked for."""


_NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


@click.group("report", cls=ChineseGroup)
def report_group() -> None:
    """出报告。"""


@report_group.command("closure")
@click.option("--org", metavar="单位", help="哪个单位（名称、名称的一部分或代码）；台账里只有一个单位时可不写")
@click.option("--year", type=YEAR, metavar="年度", help="哪一年度；不写则用最近一年")
@click.option(
    "--format",
    "form",
    type=words(*FORMATS.values()),
    metavar="格式",
    help="docx、md、html 或 json，不写则出 docx 和 md",
)
@click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="路径",
    help="写到哪个文件或文件夹，不写则写到当前文件夹；- 为输出到屏幕（Markdown，或 --format 写明的 html、json）",
)
@ledger_options
@click.pass_obj
def closure_command(
    settings: Settings, *, org: str | None, year: int | None, form: str | None, output: Path | None
) -> None:
    """出整改情况报告：上年的问题和承诺，今年整改得怎么样。

    不写 --output 时，在当前文件夹写出 Word 和 Markdown 各一份；已有同名文件的，另取文件名，不覆盖。
    网页（html）里每个数字都能点开，看是由哪些事项数出来的；json 供别的程序读取。
    """
    to_screen = output is not None and str(output) == "-"
    if to_screen and form == "docx":
        raise UsageError("Word 文档不能输出到屏幕", "请用 --output 写明文件名，或改用 --format md、html、json")
    from tracker.services.closing import closure_report

    with settings.ledger() as ledger:
        unit, of_year = _whose_report(ledger, org, year)
        report = closure_report(ledger, org=unit, year=of_year, today=system_clock().astimezone().date())
    if to_screen:
        click.echo(_rendered(report, form or "md"), nl=False)
        return
    stem = f"{unit}{of_year}年度整改情况报告".translate(_NOT_IN_FILE_NAMES)
    for path, kind in _targets(output, form, stem):
        _write_safely(report, kind, path)
        say(f"已写出 {path}")


def _whose_report(ledger: Ledger, org: str | None, year: int | None) -> tuple[str, int]:
    """The full name of the unit and the year that are meant.

    Raises:
        UsageError: several units could be meant, or there is no report at all.
    """
    from tracker.services.units import find_unit, list_units

    if org is not None:
        unit = find_unit(ledger, org)
    else:
        units = [row for row in list_units(ledger) if row.years]
        if not units:
            raise UsageError("台账里还没有报告", "先导入：tracker import 报告.txt")
        if len(units) > 1:
            listed = "、".join(row.name for row in units[:5]) + ("等" if len(units) > 5 else "")
            raise UsageError(f"台账里有 {len(units)} 个单位，要写明是哪一个", f"用 --org 写明，现有：{listed}")
        unit = units[0]
    if year is None and not unit.years:
        raise UsageError(f"“{unit.name}”还没有报告", "先导入：tracker import 报告.txt")
    return unit.name, unit.years[-1] if year is None else year


def _targets(output: Path | None, form: str | None, stem: str) -> list[tuple[Path, str]]:
    """Which files to write in which format.

    Raises:
        UsageError: name and format of the file do not go together.
    """
    kinds = [form] if form else list(_USUAL)
    if output is None or output.is_dir():
        return [(_free(output or Path(), stem, kind), kind) for kind in kinds]
    kind = form or FORMATS.get(output.suffix.lower())
    if kind is None:
        raise UsageError(
            f"看不出“{output}”要哪种格式", "文件名请用 .docx、.md、.html 或 .json 结尾，或者加 --format；文件夹要先建好"
        )
    return [(output, kind)]


def _free(folder: Path, stem: str, kind: str) -> Path:
    """A file name in the folder that is not taken yet."""
    path = folder / f"{stem}.{kind}"
    number = 2
    while path.exists():
        path = folder / f"{stem}（{number}）.{kind}"
        number += 1
    return path


def _write(report: ClosureReport, kind: str, path: Path) -> None:
    if kind == "docx":
        from tracker.reporting.word import write_docx

        write_docx(report, path)
    else:
        path.write_bytes(_rendered(report, kind).encode())


def _rendered(report: ClosureReport, kind: str) -> str:
    """The report in one of the formats that are text."""
    if kind == "html":
        from tracker.reporting.html import render_html

        return render_html(report)
    if kind == "json":
        from tracker.reporting.as_json import render_json

        return render_json(report)
    from tracker.reporting.markdown import render_markdown

    return render_markdown(report)


def _write_safely(report: ClosureReport, kind: str, path: Path) -> None:
    """Write beside the target first, so that a failure leaves neither half a file nor a damaged old one.

    Raises:
        TrackerError: the file cannot be written.
    """
    beside = path.with_name(f".tracker-{os.getpid()}{path.suffix}")
    try:
        try:
            _write(report, kind, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise TrackerError(
            f"写不了“{path}”（{error.strerror or error}）", "请换一个文件夹，或检查权限和磁盘空间"
        ) from error
