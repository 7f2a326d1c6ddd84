"""``tracker check``: what in the ledger looks like paper rectification."""

from __future__ import annotations

from collections import Counter
from datetime import date

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import Page, say
from tracker.cli.parameters import DAY, YEAR, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.domain.checks import Check, Weight

FOUND = 3
"""Exit status with ``--strict`` where anything was found."""

_NUMBERS_AT_MOST = 4


@click.command("check", cls=ChineseCommand)
@click.option("--org", metavar="单位", help="只查这个单位的（名称、名称的一部分或代码）；雷同仍和所有单位比")
@click.option("--year", type=YEAR, metavar="年度", help="只查这一年度提出的")
@click.option("--rule", "rules", type=labelled(Check), metavar="规则", multiple=True, help="只查这一条规则，可以写几次")
@click.option("--rules", "list_rules", is_flag=True, help="列出全部规则，不查")
@click.option("--on", "day", type=DAY, metavar="日期", help="按这一天算，不写为今天")
@click.option("--strict", is_flag=True, help=f"查出问题时退出状态为 {FOUND}，给脚本用")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@profile_option
@ledger_options
@click.pass_obj
def check_command(
    settings: Settings,
    *,
    org: str | None,
    year: int | None,
    rules: tuple[Check, ...],
    list_rules: bool,
    day: date | None,
    strict: bool,
    as_json: bool,
) -> int:
    """自查：像虚假整改、纸面整改的地方，缺佐证、缺责任人、逾期的地方。

    查出来的只是疑点和缺项，要人去核实；每一条写明规则、事项、缘由和怎么办。哪些规则不查、雷同到几成才算，由本地做法定。
    """
    if list_rules:
        _rules_page(as_json=as_json)
        return 0
    from tracker.services.scrutinising import check_ledger
    from tracker.services.views import ItemFilter

    today = day or system_clock().astimezone().date()
    with settings.ledger() as ledger:
        found = check_ledger(
            ledger, ItemFilter(unit=org, year=year), profile=settings.profile(), today=today, only=rules
        )
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(
            {
                "schema": "tracker.check/1",
                "on": today.isoformat(),
                "total": len(found),
                "warnings": [
                    {
                        "rule": warned.check.value,
                        "name": warned.check.label,
                        "weight": warned.weight.value,
                        "numbers": list(warned.numbers),
                        "why": warned.why,
                        "mend": warned.mend,
                    }
                    for warned in found
                ],
            }
        )
        return FOUND if strict and found else 0
    if not found:
        say("没有查出疑点和缺项", err=True)
        return 0
    page = Page()
    from tracker.cli.layout import Column

    for check in dict.fromkeys(warned.check for warned in found):
        group = [warned for warned in found if warned.check is check]
        page.title(f"{check.label}（{group[0].weight.label}，{check.value}）{len(group)} 处")
        page.text(f"怎么办：{group[0].mend}")
        page.table(
            [Column("事项", most=14), Column("缘由")],
            [
                (
                    "\n".join(warned.numbers[:_NUMBERS_AT_MOST])
                    + (f"\n等 {len(warned.numbers)} 项" if len(warned.numbers) > _NUMBERS_AT_MOST else ""),
                    warned.why,
                )
                for warned in group
            ],
        )
    counted = Counter(warned.weight for warned in found)
    told = "，".join(f"{weight.label} {counted[weight]} 处" for weight in Weight if counted[weight])
    say(f"{told}。看某一项：tracker show 编号", err=True)
    return FOUND if strict else 0


def _rules_page(*, as_json: bool) -> None:
    from tracker.scrutiny.table import RULES

    if as_json:
        from tracker.cli.as_json import print_json

        print_json(
            {
                "schema": "tracker.checks/1",
                "rules": [
                    {
                        "rule": rule.check.value,
                        "name": rule.check.label,
                        "weight": rule.weight.value,
                        "mend": rule.mend,
                    }
                    for rule in RULES
                ],
            }
        )
        return
    from tracker.cli.layout import Column

    Page().table(
        [Column("规则"), Column("标识"), Column("轻重"), Column("怎么办")],
        [(rule.check.label, rule.check.value, rule.weight.label, rule.mend) for rule in RULES],
    )
