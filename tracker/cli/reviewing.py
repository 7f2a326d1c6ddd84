"""``tracker review``: going through what was read in a report, and putting its bounds right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.layout import Column
from tracker.cli.naming import state_name
from tracker.cli.page import Page, say
from tracker.cli.parameters import NUMBER, YEAR, Needed, actor_option, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.domain.errors import UsageError
from tracker.domain.kinds import ItemKind
from tracker.domain.spans import Span

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.services.review_views import Review
    from tracker.services.views import Quote


@click.group("review", cls=ChineseGroup)
def review_group() -> None:
    """核对一份报告里读出了什么：改起止、拆开、合起来、补录。

    确认用 tracker confirm，不是问题用 tracker move 编号 不纳入，改标题用 tracker set 编号 问题=…。
    报告的事项都不再是“待确认”，就是核对完了。
    """


@review_group.command("show")
@click.argument("unit", metavar="单位", help="名称或代码")
@click.argument("year", type=YEAR, metavar="年度", help="哪一年度的报告")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def show_review_command(settings: Settings, *, unit: str, year: int, as_json: bool) -> None:
    """列出要核对的：把握不到 70% 的在前，问题和打算里没有归入的句子在后。"""
    from tracker.services.documents import find_document
    from tracker.services.reviewing import review

    with settings.ledger() as ledger:
        found = review(ledger, find_document(ledger, unit, year).id)
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(_document(found))
    else:
        _show(found)


def _document(found: Review) -> dict[str, Any]:
    from tracker.cli.as_json import plain

    return {
        "schema": "tracker.review/1",
        "document": plain(found.document),
        "waiting": found.waiting,
        "items": plain(found.items),
        "left_out": [{"kind": one.kind.value, **plain(one)} for one in found.left_out],
    }


def _show(found: Review) -> None:
    from tracker.domain.lines import flat

    page = Page()
    row = found.document
    page.heading(f"{row.unit}  {row.year} 年度")
    waiting = f"还有 {found.waiting} 项待确认" if found.waiting else "都核对过了"
    page.text(f"{len(found.items)} 项，{waiting}")
    page.table(
        [
            Column("编号"),
            Column("把握", right=True),
            Column("类别"),
            Column("状态"),
            Column("起止", right=True),
            Column("标题"),
        ],
        [
            (
                one.row.number,
                f"{one.row.confidence:.0%}",
                one.row.kind.label,
                state_name(one.row.status),
                f"{one.quote.span.start}–{one.quote.span.end}",
                flat(one.row.title),
            )
            for one in found.items
        ],
    )
    if found.left_out:
        page.title(f"没有归入的句子（{len(found.left_out)}）")
        page.table(
            [Column("部分"), Column("起止", right=True), Column("原文")],
            [
                (one.section.label, f"{one.quote.span.start}–{one.quote.span.end}", flat(one.quote.text))
                for one in found.left_out
            ],
        )
        say("补录：tracker review add 单位 年度 --quote 原文", err=True)


@review_group.command("bounds")
@click.argument("number", type=NUMBER, metavar="编号", help="要改起止的事项")
@click.option("--quote", default="", metavar="原文", help="这一项应是报告里的哪一段，照抄")
@click.option("--from", "start", default="", metavar="开头", help="改从哪几个字起，照抄；不写则起点不动")
@click.option("--to", "end", default="", metavar="结尾", help="改到哪几个字为止，照抄；不写则终点不动")
@click.option("--note", default="", metavar="说明", help="为什么改，记入经过")
@actor_option
@ledger_options
@click.pass_obj
def bounds_command(settings: Settings, *, number: str, quote: str, start: str, end: str, note: str) -> None:
    """改一项在报告里的起止。

    原文、标题、措施和时限都照新的一段重新读；人改过的标题不动。
    """
    from tracker.domain.lines import flat
    from tracker.services.documents import place_of_words
    from tracker.services.reviewing import redraw

    if bool(quote.strip()) is bool(start.strip() or end.strip()):
        raise UsageError("没有写明改成哪一段", "请用 --quote 照抄全段，或用 --from、--to 写开头和结尾")
    with settings.ledger() as ledger:
        own = _quote_of(ledger, number)
        if quote.strip():
            span = place_of_words(ledger, own.document_id, quote)
        else:
            first = place_of_words(ledger, own.document_id, start).start if start.strip() else own.span.start
            last = place_of_words(ledger, own.document_id, end).end if end.strip() else own.span.end
            if first >= last:
                raise UsageError("开头在结尾后面", "请核对 --from 和 --to")
            span = Span(first, last)
        row = redraw(ledger, number, span, note=note, expected=own, actor=settings.acting(), now=system_clock())
        words = _quote_of(ledger, number).text
    say(f"{row.number} 的起止已改：{row.title}")
    say(f"  {flat(words)}")


@review_group.command("split")
@click.argument("number", type=NUMBER, metavar="编号", help="要拆开的事项")
@click.option("--at", "places", multiple=True, metavar="原文", help="从哪几个字起是另一项，照抄；可以写几次")
@click.option("--note", default="", metavar="说明", help="为什么拆；必须写")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def split_command(settings: Settings, *, number: str, places: tuple[str, ...], note: str) -> None:
    """在原文里拆开一项，各归各的一段。

    拆出的各项接着往下编号，标题、措施和时限照各自的一段重新读；原编号留着，指向拆出的各项。
    """
    from tracker.services.documents import place_of_words
    from tracker.services.reviewing import split_at

    if not places:
        raise UsageError("没有写明从哪里拆", "请用 --at 照抄另一项开头的几个字")
    with settings.ledger() as ledger:
        own = _quote_of(ledger, number)
        cuts = [place_of_words(ledger, own.document_id, words, inside=own.span).start for words in places]
        rows = split_at(
            ledger,
            number,
            cuts,
            note=note,
            expected=own,
            actor=settings.acting(),
            now=system_clock(),
            rules=settings.rules(),
        )
    say(f"{number} 已拆分为 {len(rows)} 项：")
    for row in rows:
        say(f"  {row.number}  {state_name(row.status)}  {row.title}")


@review_group.command("join")
@click.argument("number", type=NUMBER, metavar="编号", help="保留的那一项")
@click.argument("other", type=NUMBER, metavar="另一项", help="并过去的那一项，在报告里和它相邻")
@click.option("--note", default="", metavar="说明", help="为什么是一回事；必须写")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def join_command(settings: Settings, *, number: str, other: str, note: str) -> None:
    """把报告里相邻的两项合成一项：后一项并入，原文连成一段。

    只并不合、不在一份报告里的，用 tracker merge。
    """
    from tracker.services.reviewing import join

    with settings.ledger() as ledger:
        row = join(
            ledger,
            number,
            other,
            note=note,
            expected=(_quote_of(ledger, number), _quote_of(ledger, other)),
            actor=settings.acting(),
            now=system_clock(),
            rules=settings.rules(),
        )
    say(f"{other} 已并入 {row.number}，原文连成一段：{row.title}")


@review_group.command("add")
@click.argument("unit", metavar="单位", help="名称或代码")
@click.argument("year", type=YEAR, metavar="年度", help="哪一年度的报告")
@click.option("--quote", cls=Needed, metavar="原文", help="报告里的一段，照抄")
@click.option("--kind", type=labelled(ItemKind), default=ItemKind.PROBLEM, metavar="类别", help="问题（默认）或 承诺")
@click.option("--title", default="", metavar="标题", help="不写则照原文取")
@click.option("--note", default="", metavar="说明", help="为什么补录，记入经过")
@actor_option
@ledger_options
@click.pass_obj
def add_to_report_command(
    settings: Settings, *, unit: str, year: int, quote: str, kind: ItemKind, title: str, note: str
) -> None:
    """补录报告里写了、没有读出来的一项。

    有人看过原文，登记的就是待整改。报告以后更正，原文还在的，这一项也还在。
    """
    from tracker.services.documents import find_document, place_of_words
    from tracker.services.reviewing import add_from_report

    with settings.ledger() as ledger:
        document = find_document(ledger, unit, year)
        span = place_of_words(ledger, document.id, quote)
        row = add_from_report(
            ledger,
            document.id,
            span,
            kind=kind,
            title=title,
            note=note,
            actor=settings.acting(),
            now=system_clock(),
        )
    say(f"{row.number} 已补录，{state_name(row.status)}：{row.title}")


def _quote_of(ledger: Ledger, number: str) -> Quote:
    from tracker.services.items import show_item

    return show_item(ledger, number).quote
