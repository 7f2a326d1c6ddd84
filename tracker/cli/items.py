"""``tracker list`` and ``show``: the worklist, and one item with all that is known of it."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.naming import STATE
from tracker.cli.page import Page, say
from tracker.cli.parameters import COUNT, NUMBER, YEAR, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.domain.kinds import ItemKind, Status, Theme, Verdict
from tracker.domain.order import Order

LIST_AT_MOST = 100
"""Items listed for people where no number is asked for."""


@click.command("list", cls=ChineseCommand)
@click.option("--org", metavar="单位", help="只列这个单位的（名称、名称的一部分或代码）")
@click.option("--year", type=YEAR, metavar="年度", help="只列这一年度报告提出的")
@click.option("--kind", type=labelled(ItemKind), metavar="类别", help="问题 或 承诺")
@click.option("--status", type=STATE, metavar="状态", help="待确认、待整改、整改中、已销号等")
@click.option(
    "--verdict", type=labelled(Verdict), metavar="判断", help="下一年的报告怎么说它：再次出现、称已整改、未提及等"
)
@click.option("--theme", type=labelled(Theme), metavar="主题", help="说的是哪方面的事：理论学习、责任传导、集体经济等")
@click.option("--vague", is_flag=True, help="只列空泛的承诺：没有写明做到什么")
@click.option("--open", "outstanding", is_flag=True, help="只列没有了结的")
@click.option("--overdue", is_flag=True, help="只列逾期的：确认了、没有了结、过了时限的")
@click.option(
    "--light", default="", metavar="提示", help="只列今天显示这种提示的，如 临期；有哪些见 tracker profile show"
)
@click.option("--returned", is_flag=True, help="只列后来的报告里又出现的")
@click.option("--waiting", is_flag=True, help="只列等人看的：把握不大的提议、报上来待审核待验收的")
@click.option(
    "--order", type=labelled(Order), default=Order.UNIT, metavar="排列", help="按单位（不写时）、按时限、按年份"
)
@click.option("--text", default="", metavar="词", help="标题或原文里有这些词（空格隔开，都要有）")
@click.option(
    "--limit",
    type=COUNT,
    metavar="条数",
    help=f"最多列多少条，0 为全部；不写时列 {LIST_AT_MOST} 条，--json 列全部",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@profile_option
@ledger_options
@click.pass_obj
def list_command(
    settings: Settings,
    *,
    org: str | None,
    year: int | None,
    kind: ItemKind | None,
    status: Status | None,
    verdict: Verdict | None,
    theme: Theme | None,
    vague: bool,
    outstanding: bool,
    overdue: bool,
    light: str,
    returned: bool,
    waiting: bool,
    order: Order,
    text: str,
    limit: int | None,
    as_json: bool,
) -> None:
    """列出台账里的事项。

    按单位、年度（新的在前）和编号排列，除非写明 --order。条件可以并用。
    """
    from tracker.services.items import Occasion, list_items
    from tracker.services.views import ItemFilter

    wanted = ItemFilter(
        unit=org,
        year=year,
        kind=kind,
        status=status,
        verdict=verdict,
        theme=theme,
        vague=vague,
        outstanding=outstanding,
        text=text,
        overdue=overdue,
        light=light,
        returned=returned,
        waiting=waiting,
    )
    occasion = None
    if overdue or light:
        occasion = Occasion(settings.profile(), system_clock().astimezone().date())
    if limit is None:
        limit = 0 if as_json else LIST_AT_MOST
    with settings.ledger() as ledger:
        found = list_items(ledger, wanted, limit=limit or None, order=order, occasion=occasion)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.items/1", "total": found.total, "items": plain(found.rows)})
        return
    from tracker.cli.showing import items_table

    if found.rows:
        items_table(Page(), found.rows)
    say(_closing_line(len(found.rows), found.total, filtered=wanted != ItemFilter()), err=True)


def _closing_line(listed: int, total: int, *, filtered: bool) -> str:
    """What stands below the list: how much there is, and what to do where nothing or not everything is shown."""
    if listed < total:
        return f"列出 {listed} 项，共 {total} 项。加 --limit 0 列出全部"
    if total:
        return f"共 {total} 项。看某一项：tracker show 编号"
    return "没有符合条件的事项" if filtered else "台账里还没有事项。先导入报告：tracker import 报告.txt"


@click.command("show", cls=ChineseCommand)
@click.argument("number", type=NUMBER, metavar="编号", help="事项的编号，如 03-2022-07")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def show_command(settings: Settings, *, number: str, as_json: bool) -> None:
    """看一个事项：原文、措施、相关事项、后来的报告怎么说、经过。"""
    from tracker.services.items import show_item

    with settings.ledger() as ledger:
        detail = show_item(ledger, number)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.item/1", **plain(detail)})
        return
    from tracker.cli.showing import item_page

    item_page(Page(), detail, today=system_clock().astimezone().date())
