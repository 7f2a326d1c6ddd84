"""``tracker trace``: one matter over the years, in the words of each year's report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.layout import Column
from tracker.cli.naming import state_name
from tracker.cli.page import Page
from tracker.cli.parameters import NUMBER, ledger_options
from tracker.cli.settings import Settings

if TYPE_CHECKING:
    from tracker.services.tracing import Trace, TraceYear


@click.command("trace", cls=ChineseCommand)
@click.argument("number", type=NUMBER, metavar="编号", help="事项的编号，如 03-2022-07；哪一年的编号都行")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def trace_command(settings: Settings, *, number: str, as_json: bool) -> None:
    """看一件事历年怎么说：头一次列出、称已整改、又再次出现，逐年的原文、判断和状态。

    同一件事各年的编号不同，从哪一个编号查都是同一串。
    """
    from tracker.services.tracing import trace

    with settings.ledger() as ledger:
        found = trace(ledger, number)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json(
            {
                "schema": "tracker.trace/1",
                "number": found.asked.number,
                "first_year": found.first_year,
                "age": found.age,
                "times": found.times,
                "outstanding": found.outstanding,
                "items": plain(found.items),
                "years": [
                    {
                        "year": one.year,
                        "nth": one.nth,
                        "document": plain(one.document),
                        "said": [{"number": row.number, **plain(view)} for row, view in one.said],
                        "raised": [{"number": row.number, "quote": plain(quote)} for row, quote in one.raised],
                    }
                    for one in found.years
                ],
                "events": [{"number": number, **plain(event)} for number, event in found.events],
            }
        )
        return
    trace_page(Page(), found)


def trace_page(page: Page, found: Trace) -> None:
    """The matter, then year by year what is said of it and in which words it stands again."""
    last = found.items[-1]
    page.heading(f"{last.title}（{last.unit}）")
    again = f"，在 {found.times} 个年度列出" if found.times > 1 else ""
    state = "还没有了结" if found.outstanding else "已经了结"
    page.text(f"{found.first_year} 年度头一次列出，到 {found.years[-1].year} 年度是第 {found.age} 年{again}，{state}")
    for one in found.years:
        _year(page, one)
    if found.events:
        page.title("办理经过")
        page.table(
            [Column("时间"), Column("编号"), Column("经办人", most=16), Column("事情"), Column("说明")],
            [
                (event.at.astimezone().strftime("%Y-%m-%d %H:%M"), number, event.actor, event.what, event.note)
                for number, event in found.events
            ],
        )


def _year(page: Page, one: TraceYear) -> None:
    from tracker.cli.showing import passages_of_follow_up, place

    page.title(f"{one.year} 年度（第 {one.nth} 年）")
    for row, view in one.said:
        verdict = page.word(view.verdict.label)
        page.write([f"  {row.number} {verdict}" + ("（人工认定）" if view.judgement else "")])
        page.text(view.reason, indent=4)
        passages_of_follow_up(page, view)
    for row, quote in one.raised:
        again = "再次列出" if one.said else "列出"
        page.write([f"  {again} {row.number} {row.kind.label} {page.word(state_name(row.status))}"])
        page.text(f"原文（{place(quote)}）：“{''.join(quote.text.split())}”", indent=4)
