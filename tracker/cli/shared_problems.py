"""``tracker common``: the problems that several units have, with the words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.layout import Column
from tracker.cli.naming import state_name
from tracker.cli.page import Page, say
from tracker.cli.parameters import COUNT, YEAR, ledger_options
from tracker.cli.settings import Settings

if TYPE_CHECKING:
    from tracker.services.shared_problems import CommonProblem, CommonProblems


@click.command("common", cls=ChineseCommand)
@click.option("--year", type=YEAR, metavar="年度", help="只看这一年度报告提出的，不写则各年都算")
@click.option("--open", "outstanding", is_flag=True, help="只看没有了结的")
@click.option("--units", type=COUNT, default="2", metavar="个数", help="至少几个单位都有才算，默认 2")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def common_command(settings: Settings, *, year: int | None, outstanding: bool, units: int, as_json: bool) -> None:
    """列出共性问题：几个单位都有的同一个问题，各单位的原文并排看。

    说法相近、要紧的词相同的归在一起，相似度是和第一条比的；是不是一回事由人判断。涉及单位多的在前。
    """
    from tracker.services.shared_problems import common_in

    with settings.ledger() as ledger:
        found = common_in(ledger, year=year, outstanding=outstanding, units=max(units, 2))
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json(
            {
                "schema": "tracker.common/1",
                "year": found.year,
                "units": found.units,
                "problems": found.problems,
                "groups": [
                    {
                        "title": group.title,
                        "theme": group.theme,
                        "words": list(group.words),
                        "units": list(group.units),
                        "items": [
                            {"item": plain(row), "quote": plain(quote), "likeness": score}
                            for row, quote, score in group.items
                        ],
                    }
                    for group in found.groups
                ],
            }
        )
        return
    common_page(Page(), found)
    if not found.groups:
        say("没有几个单位共有的问题", err=True)


def common_page(page: Page, found: CommonProblems) -> None:
    """What the units have in common, one problem after the other."""
    held = sum(len(group.items) for group in found.groups)
    when = f"{found.year} 年度" if found.year else "各年度"
    page.heading(
        f"{when}：{found.units} 个单位的 {found.problems} 个问题，其中 {held} 个归为 {len(found.groups)} 类共性问题"
    )
    for number, group in enumerate(found.groups, start=1):
        _group(page, number, group)


def _group(page: Page, number: int, group: CommonProblem) -> None:
    from tracker.cli.showing import UNIT_COLUMN_AT_MOST
    from tracker.domain.lines import flat

    theme = f"，主题 {group.theme.label}" if group.theme else ""
    words = f"，都说到{'、'.join(group.words)}" if group.words else ""
    page.title(f"{number}. {group.title}：{len(group.units)} 个单位 {len(group.items)} 条{theme}{words}")
    page.table(
        [
            Column("编号"),
            Column("单位", most=UNIT_COLUMN_AT_MOST),
            Column("状态", paint=page.colour_of),
            Column("相似度", right=True),
            Column("原文"),
        ],
        [
            (row.number, row.unit, state_name(row.status), f"{score:.2f}", flat(quote.text))
            for row, quote, score in group.items
        ],
    )
