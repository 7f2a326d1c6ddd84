"""``tracker excel``: the ledger as a workbook, filled in offline and read back; ledgers of other layouts taken in."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import say
from tracker.cli.parameters import PATH, YEAR, actor_option, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.domain.kinds import ItemKind, Status


@click.group("excel", cls=ChineseGroup)
def excel_group() -> None:
    """Excel 台账：导出填写、读回、导入自己的表格。"""


@excel_group.command("write")
@click.argument("file", type=PATH, metavar="文件", required=False, help="写到哪里，不写则按台账名称写到当前文件夹")
@click.option("--org", metavar="单位", help="只要这个单位的（名称、名称的一部分或代码）")
@click.option("--year", type=YEAR, metavar="年度", help="只要这一年度提出的")
@click.option("--kind", type=labelled(ItemKind), metavar="类别", help="问题 或 承诺")
@click.option(
    "--status", type=labelled(Status), metavar="状态", help="只要这个状态的；不写则除并入、已拆分、不纳入外都要"
)
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
    from tracker.reporting.files import write_whole
    from tracker.services.sheets import export_sheet
    from tracker.services.views import ItemFilter

    profile = settings.profile()
    wanted = ItemFilter(unit=org, year=year, kind=kind, status=status, outstanding=outstanding)
    parts = (org, f"{year} 年度" if year else None, kind and kind.label, status and profile.states[status])
    choice = "，".join([*filter(None, parts), *(["没有了结的"] if outstanding else [])])
    with settings.ledger() as ledger:
        made = export_sheet(ledger, wanted, profile=profile, choice=choice, actor=settings.acting(), now=system_clock())
    path = _target(file, profile.sheet.title)
    write_whole(made.content, path)
    say(f"已写出 {path}，{made.count} 项")
    if not made.count:
        say("没有符合条件的事项，写出的是空表", err=True)


def _target(file: Path | None, title: str) -> Path:
    """Where the workbook is written: a folder gets a free name."""
    from tracker.reporting.files import free_path

    if file is None or file.is_dir():
        return free_path(file or Path(), title, ".xlsx")
    return file if file.suffix else file.with_suffix(".xlsx")
