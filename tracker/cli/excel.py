"""``tracker excel``: the ledger as a workbook, filled in offline and read back; ledgers of other layouts taken in."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.naming import STATE
from tracker.cli.page import say
from tracker.cli.parameters import DAY, PATH, YEAR, actor_option, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, is_terminal, system_clock
from tracker.cli.writing import write
from tracker.domain.columns import FIELDS, LedgerColumn
from tracker.domain.errors import UsageError
from tracker.domain.kinds import ItemKind, Origin, Status

MISTAKE = 2
"""Exit status where a person has to say first that the columns were understood."""

IMPORTED = FIELDS | {
    LedgerColumn.UNIT,
    LedgerColumn.QUOTE,
    LedgerColumn.SEQUENCE,
    LedgerColumn.NUMBER,
    LedgerColumn.STATUS,
    LedgerColumn.CLOSED_ON,
    LedgerColumn.EVIDENCE,
}
"""What a column of a foreign ledger can be."""

NOT_ALL = 3
"""Exit status where something in a sheet was not taken and has to be looked at."""


@click.group("excel", cls=ChineseGroup)
def excel_group() -> None:
    """Excel 台账：导出填写、读回、导入自己的表格。"""


@excel_group.command("write")
@click.argument("file", type=PATH, metavar="文件", required=False, help="写到哪里，不写则按台账名称写到当前文件夹")
@click.option("--org", metavar="单位", help="只要这个单位的（名称、名称的一部分或代码）")
@click.option("--year", type=YEAR, metavar="年度", help="只要这一年度提出的")
@click.option("--kind", type=labelled(ItemKind), metavar="类别", help="问题 或 承诺")
@click.option("--status", type=STATE, metavar="状态", help="只要这个状态的；不写则除并入、已拆分、不纳入外都要")
@click.option("--open", "outstanding", is_flag=True, help="只要没有了结的")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def write_command(
    settings: Settings,
    *,
    file: Path | None,
    org: str | None,
    year: int | None,
    kind: ItemKind | None,
    status: Status | None,
    outstanding: bool,
) -> None:
    """把台账写成 Excel，列和叫法照本地做法，可以离线填写再读回。

    灰底的列由台账写出，改了不算；其余可以填写，填好用 tracker excel read 读回。可以排序、筛选、删行，不要改编号和表头。
    """
    from tracker.reporting.files import target
    from tracker.services.sheets import export_sheet
    from tracker.services.views import ItemFilter

    profile = settings.profile()
    path = target(_with_suffix(file), profile.sheet.title, ".xlsx")
    wanted = ItemFilter(unit=org, year=year, kind=kind, status=status, outstanding=outstanding)
    parts = (org, f"{year} 年度" if year else None, kind and kind.label, status and profile.states[status])
    choice = "，".join([*filter(None, parts), *(["没有了结的"] if outstanding else [])])
    with settings.ledger() as ledger:
        made = export_sheet(ledger, wanted, profile=profile, choice=choice, actor=settings.acting(), now=system_clock())
    write(settings, made.content, path)
    say(f"已写出 {path}，{made.count} 项")
    if not made.count:
        say("没有符合条件的事项，写出的是空表", err=True)


def _with_suffix(file: Path | None) -> Path | None:
    """The file asked for; one without a suffix is a workbook."""
    from tracker.reporting.files import is_folder

    return file if file is None or file.suffix or is_folder(file) else file.with_suffix(".xlsx")


@excel_group.command("read")
@click.argument("file", type=PATH, metavar="文件", help="tracker excel write 导出、填好的表")
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么都不写入")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def read_command(settings: Settings, *, file: Path, dry_run: bool, as_json: bool) -> int:
    """读回填好的表：逐格和导出时、和台账现在比，台账没动过的才读。

    两边都改了又不一样的是冲突，三方的内容都列出来，台账不动。改状态照样受规矩约束，不合的逐行说明缺什么、怎么办。
    一次读回是一条命令，可以一次撤销。有冲突、不能读的行时，退出状态是 3。
    """
    from tracker.cli import sheet_pages
    from tracker.services.sheet_reading import read_sheet

    profile = settings.profile()
    with settings.ledger() as ledger:
        found = read_sheet(ledger, file, profile=profile, actor=settings.acting(), now=system_clock(), dry_run=dry_run)
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(sheet_pages.document(found))
    else:
        sheet_pages.show(found)
    return 0 if found.clean else NOT_ALL


@excel_group.command("import")
@click.argument("file", type=PATH, metavar="文件", help="自己的 Excel 台账（.xlsx、.xls、.et、.ods）")
@click.option("--org", metavar="单位", help="哪个单位的；表里有单位一列的可不写")
@click.option("--year", type=YEAR, metavar="年度", help="编在哪一年度，不写则用反馈日期的年份")
@click.option(
    "--map",
    "wishes",
    multiple=True,
    metavar="项=列",
    help="改认列，如 --map 责任领导=G、--map 备注=J,K、--map 状态=-（不读）；列写字母或表头",
)
@click.option("--sheet", "sheets", multiple=True, metavar="工作表", help="只读这张工作表，可以写几次")
@click.option("--kind", type=labelled(ItemKind), default=ItemKind.PROBLEM, metavar="类别", help="问题（默认）或 承诺")
@click.option("--origin", type=labelled(Origin), metavar="来源", help="表里没有写的，都算这个来源：巡视巡察、审计等")
@click.option("--channel", default="", metavar="渠道", help="表里没有写的，都算这个渠道，如 县委第二巡察组")
@click.option("--found-on", type=DAY, metavar="日期", help="表里没有写反馈日期的，都算这一天；时限从它起算")
@click.option("--new-units", is_flag=True, help="台账里没有的单位，新建")
@click.option("--confirmed", is_flag=True, help="不经核对，直接算待整改；不写则为待确认")
@click.option("--yes", is_flag=True, help="认得对，直接导入")
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么都不写入")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON；要写入还得加 --yes")
@actor_option
@ledger_options
@click.pass_obj
def import_command(
    settings: Settings,
    *,
    file: Path,
    org: str | None,
    year: int | None,
    wishes: tuple[str, ...],
    sheets: tuple[str, ...],
    kind: ItemKind,
    origin: Origin | None,
    channel: str,
    found_on: date | None,
    new_units: bool,
    confirmed: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """导入自己的 Excel 台账：认表头，列出对应关系，由人确认后登记。

    几行的表头、合并的单元格、几张工作表都认。原表的“已销号”不照抄，原话留在备注：销号要有佐证、经过验收。
    同一份表格导入两次，台账不变。一次导入是一条命令，可以一次撤销。
    """
    from tracker.cli import sheet_pages
    from tracker.services.foreign import look_into
    from tracker.services.foreign_import import Wanted, import_foreign, plan

    foreign = look_into(file, wishes=[_wish(text) for text in wishes], sheets=sheets)
    wanted = Wanted(
        unit=org,
        year=year,
        kind=kind,
        origin=origin,
        channel=channel,
        found_on=found_on,
        new_units=new_units,
        confirmed=confirmed,
    )
    if not as_json:
        sheet_pages.show_layout(foreign)
    items = plan(foreign, wanted)
    sheet_pages.warn_of_deadlines(items)
    sure = yes or dry_run
    if not sure and not as_json and is_terminal(sys.stdin):
        sure = click.confirm(f"认得对吗？要登记 {len(items)} 项", default=False, err=True)
    with settings.ledger() as ledger:
        found = import_foreign(
            ledger,
            items,
            wanted,
            path=str(file),
            actor=settings.acting(),
            now=system_clock(),
            dry_run=dry_run or not sure,
        )
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(sheet_pages.import_document(foreign, items, found))
    else:
        sheet_pages.show_import(items, found)
    if not sure:
        say("还没有写入。对应关系认得对，就加 --yes 再运行；不对的用 --map 改", err=True)
        return MISTAKE
    return 0


def _wish(text: str) -> tuple[LedgerColumn, list[str]]:
    """What one ``--map`` asks for.

    Raises:
        UsageError: it is not written as 项=列, or there is no such field.
    """
    name, equals, columns = text.replace("＝", "=").partition("=")
    if not equals or not columns.strip():
        raise UsageError(f"--map 后面的“{text}”写法不对", "写作 项=列，如 --map 责任领导=G")
    field = _field_named(name.strip())
    if columns.strip() in {"-", "－", "不读"}:
        return field, []
    return field, [part.strip() for part in columns.replace("，", ",").replace("、", ",").split(",") if part.strip()]


def _field_named(name: str) -> LedgerColumn:
    from tracker.domain.fields import find_field

    for column in IMPORTED:
        if name in (column.label, column.value):
            return column
    field = find_field(name)
    if field is None:
        listed = "、".join(column.label for column in LedgerColumn if column in IMPORTED)
        raise UsageError(f"没有“{name}”这一项", f"可以写的有：{listed}")
    return LedgerColumn(field.value)
