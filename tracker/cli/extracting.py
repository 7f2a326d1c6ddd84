"""``tracker extract`` and ``compare``: what an import would find, without the ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import Page, say
from tracker.cli.parameters import PATH, YEAR, debug_option, lexicon_option, words
from tracker.cli.settings import Settings, system_clock
from tracker.cli.writing import write
from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from tracker.domain.report import Extraction

format_option = click.option(
    "--format", "form", type=words("table", "json"), default="table", metavar="格式", help="table（默认）或 json"
)


@click.command("extract", cls=ChineseCommand)
@click.argument("path", type=PATH, metavar="文件", help="报告：Word、WPS、PDF、OFD、RTF、网页或纯文本")
@click.option(
    "--format",
    "form",
    type=words("table", "json", "html"),
    default="table",
    metavar="格式",
    help="table（默认）、json，或 html：一页网页，原文逐项标色，没有归入的句子单列",
)
@click.option("-o", "--output", type=PATH, metavar="路径", help="写到哪个文件或文件夹（html、json）；不写则输出到屏幕")
@click.option("--year", type=YEAR, metavar="年度", help="报告的年度，不写则从文中、文件名或文件夹找")
@click.option("--org", metavar="单位", help="报告的单位，不写则从文中、文件名或文件夹找")
@lexicon_option
@debug_option
@click.pass_obj
def extract_command(
    settings: Settings, *, path: Path, form: str, output: Path | None, year: int | None, org: str | None
) -> None:
    """看一份报告里有什么：问题、承诺、整改说法、清单数、指标。

    不动台账。结果和导入时找到的一样。问题和打算两部分里没有归入任何一项的句子也列出来，一看就知道漏没漏。
    """
    from tracker.extraction import extract
    from tracker.extraction.particulars import with_particulars
    from tracker.extraction.uncovered import uncovered
    from tracker.reading import read_report

    if output is not None and form == "table":
        raise UsageError("table 只输出到屏幕", "写到文件请加 --format html 或 --format json")
    source = read_report(path)
    found = with_particulars(source, extract(source, org=org, year=year))
    unplaced = uncovered(source, found)
    if form == "table":
        from tracker.cli.findings import extraction_page

        extraction_page(Page(), source, found, unplaced)
    elif form == "json":
        from tracker.extraction.as_json import extraction_document

        _put_json(settings, extraction_document(source, found, unplaced), path, output)
    else:
        from tracker.reporting.reading_page import reading_page

        _put_page(settings, reading_page(source, found, unplaced), path, output)
    _warn(found)


def _put_json(settings: Settings, document: dict[str, Any], path: Path, output: Path | None) -> None:
    from tracker.cli.as_json import print_json, written

    if output is None:
        print_json(document)
    else:
        _write(settings, written(document), output, path, ".json")


def _put_page(settings: Settings, page: str, path: Path, output: Path | None) -> None:
    if output is not None:
        _write(settings, page, output, path, ".html")
        return
    # A page says of itself that it is UTF-8, whatever the terminal is set to.
    sys.stdout.flush()
    sys.stdout.buffer.write(page.encode())


def _write(settings: Settings, content: str, output: Path, path: Path, suffix: str) -> None:
    from tracker.reporting.files import is_folder

    target = output / f"{path.stem}{suffix}" if is_folder(output) else output
    if target.exists() and target.samefile(path):
        raise UsageError(f"“{target}”就是要读的报告，没有覆盖", "请用 --output 另写一个文件名")
    write(settings, content.encode(), target)
    say(f"已写出 {target}")


@click.command("compare", cls=ChineseCommand)
@click.argument("old", type=PATH, metavar="旧报告", help="上一年的报告")
@click.argument("new", type=PATH, metavar="新报告", help="下一年的报告")
@format_option
@click.option("--org", metavar="单位", help="两份报告的单位")
@lexicon_option
@debug_option
def compare_command(*, old: Path, new: Path, form: str, org: str | None) -> None:
    """拿新报告对旧报告的账：每个问题、每项承诺，新报告怎么说。

    不动台账。说法只看新报告，是不是真的由人判断。
    """
    from tracker.extraction import extract
    from tracker.followup import follow_up
    from tracker.reading import read_report

    older, newer = read_report(old), read_report(new)
    older_found, newer_found = extract(older, org=org), extract(newer, org=org)
    result = follow_up(older, older_found, newer, newer_found)
    today = system_clock().astimezone().date()
    if form == "json":
        from tracker.cli.as_json import print_json
        from tracker.followup.as_json import comparison_document

        print_json(comparison_document(older, older_found, newer, newer_found, result, today=today))
    else:
        from tracker.cli.findings import comparison_page

        comparison_page(Page(), older, older_found, newer, newer_found, result, today=today)
    _warn(older_found, newer_found)


def _warn(*found: Extraction) -> None:
    for warning in (warning for extraction in found for warning in extraction.warnings):
        say(f"提醒：{warning}", err=True)
