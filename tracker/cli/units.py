"""``tracker unit``: the organisations in the ledger."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import Page, say
from tracker.cli.parameters import actor_option, ledger_options
from tracker.cli.settings import Settings, system_clock


@click.group("unit", cls=ChineseGroup)
def unit_group() -> None:
    """单位：列出、更名、合并。"""


@unit_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def list_units_command(settings: Settings, *, as_json: bool) -> None:
    """列出台账里的单位和各有哪些年度的报告。"""
    from tracker.services.units import list_units

    with settings.ledger() as ledger:
        units = list_units(ledger)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.units/1", "units": plain(units)})
        return
    from tracker.cli.layout import Column

    if not units:
        say("台账里还没有单位。先导入报告：tracker import 报告.txt", err=True)
        return
    rows = [
        (
            f"{unit.code:02d}",
            "、".join(map(str, unit.years)) or "-",
            unit.name + ("（暂名）" if unit.placeholder else ""),
        )
        for unit in units
    ]
    Page().table([Column("代码"), Column("年度"), Column("名称")], rows)
    if any(unit.placeholder for unit in units):
        say("暂名单位：报告里看不出是谁的。更名：tracker unit rename 代码 新名称", err=True)


@unit_group.command("rename")
@click.argument("unit", metavar="单位", help="名称或代码")
@click.argument("name", metavar="新名称", help="正式的名称")
@actor_option
@ledger_options
@click.pass_obj
def rename_unit_command(settings: Settings, *, unit: str, name: str) -> None:
    """给单位更名。事项的编号不变。"""
    from tracker.services.units import find_unit, rename_unit

    with settings.ledger() as ledger:
        before = find_unit(ledger, unit)
        after = rename_unit(ledger, unit, name, actor=settings.acting(), now=system_clock())
    say(f"单位 {after.code:02d}：“{before.name}”更名为“{after.name}”")


@unit_group.command("merge")
@click.argument("unit", metavar="单位", help="要并过去的单位，名称或代码")
@click.argument("into", metavar="并入单位", help="保留的单位，名称或代码")
@actor_option
@ledger_options
@click.pass_obj
def merge_units_command(settings: Settings, *, unit: str, into: str) -> None:
    """把一个单位并入另一个单位。

    前者的报告和事项都归后者，事项的编号不变，相邻年度重新对账。
    """
    from tracker.services.units import find_unit, merge_units

    with settings.ledger() as ledger:
        before = find_unit(ledger, unit)
        after = merge_units(ledger, unit, into, actor=settings.acting(), now=system_clock())
    say(f"“{before.name}”已并入“{after.name}”（{after.code:02d}），现有年度：{'、'.join(map(str, after.years))}")
