"""``tracker report``: what an office hands in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.delivery import DOCUMENTS, FORMATS, Made, deliver, refuse_on_screen, to_screen
from tracker.cli.layout import shown
from tracker.cli.page import say
from tracker.cli.parameters import COUNT, PATH, YEAR, actor_option, ledger_options, profile_option, words
from tracker.cli.settings import Settings, system_clock
from tracker.cli.writing import refuse_source, write
from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from tracker.ledger.store import Ledger
    from tracker.profile.model import Counting
    from tracker.reporting.blocks import Document
    from tracker.reporting.model import ClosureReport


@click.group("report", cls=ChineseGroup)
def report_group() -> None:
    """出报告。"""


def _report_options(command: Callable[..., None]) -> Callable[..., None]:
    """What every report of one unit and year takes: whose, of which year, in which format, to where."""
    for option in (
        click.option(
            "-o",
            "--output",
            type=PATH,
            metavar="路径",
            help="写到哪个文件或文件夹，不写则写到当前文件夹；- 为输出到屏幕（md、html、json）",
        ),
        click.option(
            "--format",
            "form",
            type=words(*DOCUMENTS),
            metavar="格式",
            help="docx、pdf、md、html 或 json，不写则出 docx 和 md",
        ),
        click.option("--year", type=YEAR, metavar="年度", help="哪一年度；不写则用最近一年"),
        click.option("--org", metavar="单位", help="哪个单位（名称、名称的一部分或代码）；台账里只有一个单位时可不写"),
    ):
        command = option(command)
    return command


@report_group.command("closure")
@_report_options
@click.option("--masked", is_flag=True, help="出公开用的脱敏件，另附一份脱敏清单（内部留存）")
@click.option("--issue", is_flag=True, help="印发：编上期号，连同数据和校验值存进台账，以后不再变动")
@click.option("--issued", type=click.IntRange(min=1), metavar="期号", help="照印发时的样子重出某一期")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def closure_command(
    settings: Settings,
    *,
    org: str | None,
    year: int | None,
    form: str | None,
    output: Path | None,
    masked: bool,
    issue: bool,
    issued: int | None,
) -> None:
    """出整改情况报告：上年的问题和承诺，今年整改得怎么样。

    不写 --output 时，在当前文件夹写出 Word 和 Markdown 各一份；已有同名文件的，另取文件名，不覆盖。
    网页（html）里每个数字都能点开，看是由哪些事项数出来的；json 供别的程序读取。
    """
    refuse_on_screen(output, form)
    _refuse_masked(output, form, masked=masked)
    if issue and issued is not None:
        raise UsageError("--issue 和 --issued 不能一起用", "印发新的一期用 --issue，重出以前的某一期用 --issued 期号")
    if issue:
        refuse_source(settings, output)
    report, document, suffix, as_json = _closure(settings, org, year, issue=issue, issued=issued)
    if masked:
        people = {one.by for item in report.items for one in (item.verification, item.judgement) if one is not None}
        name = f"{report.unit}{report.year}年度整改情况报告{suffix}"
        _deliver_masked(settings, name, document, report.made_on, people, form, output)
        return
    deliver(
        settings,
        Made(f"{report.unit}{report.year}年度整改情况报告{suffix}", document, as_json, report.made_on),
        form,
        output,
    )


def _closure(
    settings: Settings, org: str | None, year: int | None, *, issue: bool, issued: int | None
) -> tuple[ClosureReport, Document, str, Callable[[], str]]:
    """The report, its words, what its files are called after it, and its JSON: of today, issued now or before."""
    if not issue and issued is None:
        from tracker.reporting.as_json import render_json
        from tracker.reporting.composing import compose

        report = _closure_report(settings, org, year)
        return report, compose(report), "", partial(render_json, report)
    from tracker.services.issuing import issue_report, issued_report

    with settings.ledger() as ledger:
        unit, of_year = _whose_report(ledger, org, year)
        if issued is not None:
            made = issued_report(ledger, org=unit, year=of_year, number=issued)
        else:
            now = system_clock()
            made = issue_report(
                ledger,
                org=unit,
                year=of_year,
                today=now.astimezone().date(),
                actor=settings.acting(),
                now=now,
                counting=_counting_rule(settings),
                states=settings.profile().states,
            )
            said = "没有变化，不另出一期，照出" if made.repeated else "已印发"
            say(f"{said}{made.issue.name}，校验值 {made.issue.sha256}", err=True)
    return made.report, made.document, f"（{made.issue.name}）", lambda: made.as_json


@report_group.command("issued")
@click.option("--org", metavar="单位", help="哪个单位；台账里只有一个单位时可不写")
@ledger_options
@click.pass_obj
def issued_command(settings: Settings, *, org: str | None) -> None:
    """列出印发过的各期报告。"""
    from tracker.services.issuing import list_issues

    with settings.ledger() as ledger:
        unit, _ = _whose_report(ledger, org, None)
        found = list_issues(ledger, org=unit)
    if not found:
        say(f"“{unit}”还没有印发过报告。印发：tracker report closure --org {unit} --issue")
    for one in found:
        when = one.issued_at.astimezone().strftime("%Y-%m-%d %H:%M")
        say(f"{one.year} 年度  {one.name}  {when}  {one.issued_by}  {one.sha256}")


@report_group.command("diff")
@click.option("--org", metavar="单位", help="哪个单位；台账里只有一个单位时可不写")
@click.option("--year", type=YEAR, metavar="年度", help="哪一年度；不写则用最近一年")
@click.option("--from", "before", type=click.IntRange(min=1), metavar="期号", help="从哪一期起；不写则用最近一期")
@click.option("--to", "after", type=click.IntRange(min=2), metavar="期号", help="到哪一期止；不写则与台账现在的情况比")
@click.option("--format", "form", type=words(*DOCUMENTS), metavar="格式", help="md（默认）、html、json、docx 或 pdf")
@click.option("-o", "--output", type=PATH, metavar="路径", help="写到哪个文件或文件夹；不写则输出到屏幕")
@profile_option
@ledger_options
@click.pass_obj
def diff_command(
    settings: Settings,
    *,
    org: str | None,
    year: int | None,
    before: int | None,
    after: int | None,
    form: str | None,
    output: Path | None,
) -> None:
    """比较印发过的两期报告，或者某一期与台账现在的情况，说出哪里变了。"""
    output = output or Path("-")
    refuse_on_screen(output, form)
    if before is not None and after is not None and before >= after:
        raise UsageError("--from 的期号要小于 --to 的期号", "例如 --from 1 --to 2")
    from tracker.reporting.as_json import render_differences_json
    from tracker.services.issuing import compare_issues

    with settings.ledger() as ledger:
        unit, of_year = _whose_report(ledger, org, year)
        today = system_clock().astimezone().date()
        found = compare_issues(
            ledger,
            org=unit,
            year=of_year,
            today=today,
            before=before,
            after=after,
            counting=_counting_rule(settings),
            states=settings.profile().states,
        )
    name = f"{unit}{of_year}年度整改情况报告变化"
    as_json = partial(render_differences_json, found.before, found.after, names=found.names)
    deliver(settings, Made(name, found.document, as_json, found.after.made_on), form, output)


def _refuse_masked(output: Path | None, form: str | None, *, masked: bool) -> None:
    """Ask before any work is done.

    Raises:
        UsageError: a masked copy is wanted where its list could not lie beside it, or as data.
    """
    kind = form or (FORMATS.get(output.suffix.lower()) if output else None)
    if masked and (to_screen(output) or kind in ("json", "xlsx")):
        raise UsageError(
            "脱敏件要连同清单一起写成文件，不出 json 和 xlsx", "请用 --output 写明文件或文件夹，格式用 docx、md 或 html"
        )


def _deliver_masked(
    settings: Settings,
    name: str,
    document: Document,
    made_on: date,
    people: Iterable[str],
    form: str | None,
    output: Path | None,
) -> None:
    """The copy for publication, and beside it what was masked in it."""
    from tracker.reporting.markdown import markdown
    from tracker.reporting.masking import masked, masked_list

    copy, found = masked(document, people=people)
    paths = deliver(settings, Made(f"{name}（公开）", copy, str, made_on), form, output)
    beside = paths[0].with_name(f"{paths[0].stem}脱敏清单.md")
    write(settings, markdown(masked_list(document, found)).encode(), beside)
    say(f"已写出 {beside}（内部留存，遮去 {sum(one.times for one in found)} 处，公开前请核对）")


@report_group.command("paragraph")
@_report_options
@profile_option
@ledger_options
@click.pass_obj
def paragraph_command(
    settings: Settings, *, org: str | None, year: int | None, form: str | None, output: Path | None
) -> None:
    """起草下一份述职报告里“去年问题整改情况”一段，每句注明所据事项。

    只有验收过的才写“销号”；没有进展可写的留出【待补】，数量对不上的留出【核对】。
    """
    refuse_on_screen(output, form)
    report = _closure_report(settings, org, year)
    from tracker.reporting.as_json import render_draft_json
    from tracker.reporting.draft import draft_document

    name = f"{report.unit}{report.year}年度上年问题整改情况草稿"
    deliver(
        settings, Made(name, draft_document(report), lambda: render_draft_json(report), report.made_on), form, output
    )


@report_group.command("overview")
@click.option("--year", type=YEAR, metavar="年度", help="哪一年度；不写则用台账里最近一年")
@click.option("--format", "form", type=words(*DOCUMENTS), metavar="格式", help="不写则出 docx 和 md")
@click.option(
    "-o", "--output", type=PATH, metavar="路径", help="写到哪个文件或文件夹；- 为输出到屏幕（md、html、json）"
)
@profile_option
@ledger_options
@click.pass_obj
def overview_command(settings: Settings, *, year: int | None, form: str | None, output: Path | None) -> None:
    """出各单位汇总：总体数、各单位排名、未办结问题的主题。"""
    refuse_on_screen(output, form)
    from tracker.reporting.as_json import render_overview_json
    from tracker.reporting.overview import compose_overview
    from tracker.services.overview import overview
    from tracker.services.units import list_units

    with settings.ledger() as ledger:
        years = [one for row in list_units(ledger) for one in row.years]
        if not years:
            raise UsageError("台账里还没有报告", "先导入：tracker import 报告文件或文件夹")
        today = system_clock().astimezone().date()
        with _told_so_far("已汇总单位") as told:
            found = overview(
                ledger,
                year=year or max(years),
                today=today,
                counting=_counting_rule(settings),
                states=settings.profile().states,
                progress=lambda done, name: told(f"{done}  {shown(name)[:30]}"),
            )
    made = Made(
        f"{found.year}年度问题整改情况汇总",
        compose_overview(found),
        partial(render_overview_json, found),
        found.made_on,
    )
    deliver(settings, made, form, output)


@report_group.command("common")
@click.option("--year", type=YEAR, metavar="年度", help="只看这一年度报告提出的，不写则各年都算")
@click.option("--open", "outstanding", is_flag=True, help="只看没有了结的")
@click.option("--units", type=COUNT, default="2", metavar="个数", help="至少几个单位都有才算，默认 2")
@click.option("--masked", is_flag=True, help="出公开用的脱敏件，另附一份脱敏清单（内部留存）")
@click.option(
    "--format", "form", type=words(*DOCUMENTS, "xlsx"), metavar="格式", help="docx、pdf、md、html、json 或 xlsx"
)
@click.option(
    "-o", "--output", type=PATH, metavar="路径", help="写到哪个文件或文件夹；- 为输出到屏幕（md、html、json）"
)
@profile_option
@ledger_options
@click.pass_obj
def common_command(
    settings: Settings,
    *,
    year: int | None,
    outstanding: bool,
    units: int,
    masked: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """出共性问题分析：几个单位都有的同一个问题，按主题分列，附各单位原文和状态。

    不写 --format 时出 Word 和 Markdown 各一份。只在屏幕上看，用 tracker common。
    """
    refuse_on_screen(output, form)
    _refuse_masked(output, form, masked=masked)
    from tracker.reporting.as_json import render_common_json
    from tracker.reporting.shared_problems import compose_common, title_of
    from tracker.services.shared_problems import common_report

    with settings.ledger() as ledger, _told_so_far("正在归类") as told:
        found = common_report(
            ledger,
            today=system_clock().astimezone().date(),
            year=year,
            outstanding=outstanding,
            units=max(units, 2),
            counting=_counting_rule(settings),
            states=settings.profile().states,
            progress=lambda done, steps: told(f"{100 * done // steps}%"),
        )
    document = compose_common(found)
    if masked:
        _deliver_masked(settings, title_of(found), document, found.made_on, (), form, output)
        return
    from tracker.reporting.shared_problems_sheet import common_workbook

    as_json, as_xlsx = partial(render_common_json, found), partial(common_workbook, found)
    deliver(settings, Made(title_of(found), document, as_json, found.made_on, as_xlsx), form, output)


@contextmanager
def _told_so_far(words: str) -> Iterator[Callable[[str], None]]:
    """Tells on one line of standard error how far things have got, where a person looks on."""
    shows = sys.stderr.isatty()

    def told(how_far: str) -> None:
        if shows:
            click.echo(f"\r\033[K{words} {how_far}", nl=False, err=True)

    yield told
    if shows:
        click.echo("\r\033[K", nl=False, err=True)


def _counting_rule(settings: Settings) -> Counting | None:
    """The rule of the office's own profile; ``None`` where it has none."""
    profile = settings.profile()
    return profile.counting if profile.path else None


def _closure_report(settings: Settings, org: str | None, year: int | None) -> ClosureReport:
    from tracker.services.closing import closure_report

    with settings.ledger() as ledger:
        unit, of_year = _whose_report(ledger, org, year)
        today = system_clock().astimezone().date()
        return closure_report(
            ledger,
            org=unit,
            year=of_year,
            today=today,
            counting=_counting_rule(settings),
            states=settings.profile().states,
        )


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
