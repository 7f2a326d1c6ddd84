"""``tracker document``: the reports in the ledger, and taking out one that was imported by mistake."""

from __future__ import annotations

import sys

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.layout import Column
from tracker.cli.page import Page, say
from tracker.cli.parameters import YEAR, actor_option, ledger_options
from tracker.cli.settings import Settings, is_terminal, system_clock
from tracker.domain.errors import UsageError


@click.group("document", cls=ChineseGroup)
def document_group() -> None:
    """导入的报告：列出、撤下、改年度。"""


@document_group.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def list_documents_command(settings: Settings, *, as_json: bool) -> None:
    """列出台账里的报告。"""
    from tracker.services.documents import list_documents

    with settings.ledger() as ledger:
        found = list_documents(ledger)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.documents/1", "documents": plain(found)})
        return
    if not found:
        say("台账里还没有报告。先导入：tracker import 报告.txt", err=True)
        return
    Page().table(
        [
            Column("单位", most=24),
            Column("年度"),
            Column("问题", right=True),
            Column("承诺", right=True),
            Column("文件"),
        ],
        [(one.unit, str(one.year), str(one.problems), str(one.commitments), one.path) for one in found],
    )


@document_group.command("remove")
@click.argument("unit", metavar="单位", help="名称或代码")
@click.argument("year", type=YEAR, metavar="年度", help="哪一年度的报告")
@click.option("--note", default="", metavar="理由", help="为什么撤下，如“导错了单位”；必须写")
@click.option("--yes", is_flag=True, help="不再询问")
@actor_option
@ledger_options
@click.pass_obj
def remove_document_command(settings: Settings, *, unit: str, year: int, note: str, yes: bool) -> None:
    """撤下导错的报告，它提出的事项一起撤下。

    编号不再给别的事项。撤错了：tracker undo，原样恢复。
    """
    from tracker.services.withdrawing import to_withdraw, withdraw_report

    with settings.ledger() as ledger:
        plan = to_withdraw(ledger, unit, year)
        worked_on = f"，其中 {len(plan.worked_on)} 项已有人办过" if plan.worked_on else ""
        say(f"撤下“{plan.unit}”{plan.year} 年度的报告（{plan.path}）和 {len(plan.numbers)} 项事项{worked_on}", err=True)
        if not yes:
            if not is_terminal(sys.stdin):
                raise UsageError("撤下报告需要确认", "看清楚以后加 --yes")
            click.confirm("确定吗？", default=False, abort=True, err=True)
        done = withdraw_report(ledger, unit, year, note=note, actor=settings.acting(), now=system_clock())
    say(f"已撤下“{done.unit}”{done.year} 年度的报告和 {len(done.numbers)} 项事项。恢复：tracker undo")


@document_group.command("year")
@click.argument("unit", metavar="单位", help="名称或代码")
@click.argument("year", type=YEAR, metavar="年度", help="现在记的年度")
@click.argument("to", type=YEAR, metavar="新年度", help="应该是哪一年度")
@click.option("--note", default="", metavar="理由", help="为什么改；必须写")
@actor_option
@ledger_options
@click.pass_obj
def change_year_command(settings: Settings, *, unit: str, year: int, to: int, note: str) -> None:
    """改报告的年度：导入时认错了年度。

    事项按新年度编号，旧编号不再使用；相邻年度重新对账。事项已有人办过的不能改。
    """
    from tracker.services.withdrawing import change_year

    with settings.ledger() as ledger:
        done = change_year(ledger, unit, year, to, note=note, actor=settings.acting(), now=system_clock())
    say(f"“{done.unit}”的报告已由 {year} 年度改为 {done.year} 年度，事项重新编号")
