"""``tracker add``, ``set``, ``extend``, ``handover``: what stands in the columns of the ledger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.naming import state_name
from tracker.cli.page import say
from tracker.cli.parameters import (
    DAY,
    NUMBER,
    PATH,
    YEAR,
    Needed,
    actor_option,
    labelled,
    ledger_options,
    profile_option,
)
from tracker.cli.selecting import (
    ASSIGNMENT,
    EXAMPLES,
    Conditions,
    agree,
    assignment,
    chosen,
    confirm,
    selection_options,
    set_option,
)
from tracker.cli.settings import Settings, is_terminal, system_clock
from tracker.domain.errors import UsageError
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.numbering import parse_number

if TYPE_CHECKING:
    from tracker.services.entering import EntryDraft


@click.command("add", cls=ChineseCommand)
@click.option("--org", cls=Needed, metavar="单位", help="由哪个单位整改（名称或代码）")
@click.option("--year", type=YEAR, metavar="年度", help="编在哪一年度，不写则为今年")
@click.option("--title", default="", metavar="问题", help="是什么问题，一句话")
@click.option("--from-list", "listed", type=PATH, metavar="文件", help="照清单登记，一条一项；文本、Word、PDF 等都行")
@click.option("--words", default="", metavar="原话", help="反馈意见、通报里的原话，照抄")
@click.option("--from", "path", default="", metavar="出处", help="原话出自哪份文件、哪次会议")
@click.option("--kind", type=labelled(ItemKind), default=ItemKind.PROBLEM, metavar="类别", help="问题（默认）或 承诺")
@set_option
@click.option("--note", default="", metavar="依据", help="登记的依据；必须写")
@click.option("--yes", is_flag=True, help="照清单登记时不再询问")
@click.option("--new-org", is_flag=True, help="台账里还没有这个单位，新增它")
@actor_option
@ledger_options
@click.pass_obj
def add_command(
    settings: Settings,
    *,
    org: str,
    year: int | None,
    title: str,
    listed: Path | None,
    words: str,
    path: str,
    kind: ItemKind,
    yes: bool,
    assignments: tuple[tuple[Field, FieldValue], ...],
    note: str,
    new_org: bool,
) -> None:
    """手工登记一项：不是从报告里读出来的问题，如巡察反馈、通报、信访。

    接着该单位该年度往下编号，和导入的事项一样办理；登记的就是待整改。来源用 --set 来源=巡视巡察 写明：以后报告里说
    “巡察反馈的12个问题已完成整改”，就和台账里这一来源的事项逐条对照、核对数目。清单登记错了：tracker undo。
    """
    from tracker.services.entering import EntryDraft, add_items

    if bool(title.strip()) is (listed is not None):
        raise UsageError("没有写明登记什么", "请用 --title 写一条，或用 --from-list 给一个清单文件")
    now = system_clock()
    fields = dict(assignments)
    if listed is not None:
        drafts = _read_list(listed, kind, fields)
    else:
        drafts = [EntryDraft(title=title, kind=kind, words=words, fields=fields)]
    with settings.ledger() as ledger:
        if listed is not None:
            _agree(drafts, yes=yes)
        rows = add_items(
            ledger,
            drafts,
            unit=org,
            year=year or now.astimezone().year,
            note=note,
            path=path or (listed.name if listed is not None else ""),
            new_unit=new_org,
            actor=settings.acting(),
            now=now,
        )
    for row in rows:
        told = f"；{row.verdict_year} 年度报告：{row.verdict.label}" if row.verdict else ""
        say(f"{row.number} 已登记，{row.unit}，{state_name(row.status)}：{row.title}{told}")
    if listed is not None:
        say(f"共登记 {len(rows)} 项。一起撤销：tracker undo", err=True)


def _read_list(file: Path, kind: ItemKind, fields: dict[Field, FieldValue]) -> list[EntryDraft]:
    """What a list says, one draft an entry.

    Raises:
        ReadingError: the file cannot be read.
        UsageError: nothing is in it.
    """
    from tracker.reading import read_report
    from tracker.services.entering import EntryDraft
    from tracker.services.listing import entries_of

    entries = entries_of(read_report(file).text)
    if not entries:
        raise UsageError(f"“{file}”里没有读到条目", "清单里一条写一行，或用 1. 2. 3. 编号")
    return [EntryDraft(title=one.title, kind=kind, words=one.words, fields=fields) for one in entries]


def _agree(drafts: Sequence[EntryDraft], *, yes: bool) -> None:
    """Show what was read from a list, and ask."""
    if yes:
        return
    if not is_terminal(sys.stdin):
        raise UsageError(f"清单里有 {len(drafts)} 条，需要确认", "核对以后加 --yes")
    for number, draft in enumerate(drafts, start=1):
        say(f"  {number}. {draft.title}", err=True)
    click.confirm(f"登记这 {len(drafts)} 条吗？", default=False, abort=True, err=True)


@click.command("set", cls=ChineseCommand)
@click.argument(
    "words", nargs=-1, required=True, metavar="编号… 栏目=内容…", help="哪些事项、填什么，如 03-2022-07 责任人=张三"
)
@click.option("--note", default="", metavar="说明", help="为什么改，记入经过")
@click.option(
    "--expected",
    type=ASSIGNMENT,
    multiple=True,
    metavar="栏目=内容",
    help="改以前看到这一栏写着什么；已被别人改过的，一项也不改。可以写几次",
)
@selection_options
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def set_command(
    settings: Settings,
    *,
    words: tuple[str, ...],
    note: str,
    expected: tuple[tuple[Field, FieldValue], ...],
    org: str | None,
    year: int | None,
    kind: ItemKind | None,
    where_status: Status | None,
    verdict: Verdict | None,
    text: str,
    yes: bool,
) -> None:
    """填写台账的栏目：责任领导、责任人、措施、时限等，一项或几项一起。

    栏目有：问题、来源、来源渠道、反馈日期、分类、整改类型、原因分析、整改目标、整改措施、责任领导、
    牵头单位、配合单位、责任岗位、责任人、整改时限、阶段目标、下次复核日、预计完成、整改进展、备注。
    “栏目=”后面不写，就是清空。开工以后改时限要用 tracker extend。
    """
    from tracker.services.filling import fill_in

    numbers, values = _told_apart(words)
    conditions = Conditions(
        org=org, year=year, kind=kind, where_status=where_status, verdict=verdict, text=text, yes=yes
    )
    with settings.ledger() as ledger:
        wanted = chosen(ledger, numbers, conditions)
        confirm(ledger, wanted, f"填写{'、'.join(field.label for field in values)}", yes=yes)
        done = fill_in(
            ledger,
            wanted,
            values,
            note=note,
            actor=settings.acting(),
            now=system_clock(),
            expected=dict(expected),
            rules=settings.rules(),
        )
    same = len(done.rows) - done.changed
    listed = done.rows[0].number if len(done.rows) == 1 else f"{done.changed} 项"
    say(f"{listed} 已填写" if done.changed else "内容和原来一样，没有改动")
    if same and done.changed:
        say(f"另有 {same} 项和原来一样，没有改动", err=True)


def _told_apart(words: tuple[str, ...]) -> tuple[list[str], dict[Field, FieldValue]]:
    """Numbers and assignments, in whatever order they come."""
    numbers, values = [], {}
    for word in words:
        found = assignment(word)
        if found is not None:
            values[found[0]] = found[1]
        elif (number := parse_number(word)) is not None:
            numbers.append(str(number))
        else:
            raise UsageError(f"“{word}”不是编号，也不是 栏目=内容", "写作：tracker set 03-2022-07 责任人=张三")
    if not values:
        raise UsageError("没有写明填什么", "写作：tracker set 03-2022-07 责任人=张三 整改时限=2024-06-30")
    return numbers, values


@click.command("extend", cls=ChineseCommand)
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="编号…", help="要延期的事项，可以写几个")
@click.option("--to", type=DAY, cls=Needed, metavar="日期", help="延到哪一天")
@click.option("--reason", default="", metavar="理由", help="为什么到期改不完；必须写")
@click.option("--approved-by", default="", metavar="姓名", help="谁批准的；必须写")
@click.option("--yes", is_flag=True, help="几项一起延时不再询问")
@actor_option
@ledger_options
@click.pass_obj
def extend_command(
    settings: Settings, *, numbers: tuple[str, ...], to: date, reason: str, approved_by: str, yes: bool
) -> None:
    """延期：原时限、理由、谁批准的都留着。"""
    from tracker.services.filling import extend

    wanted = list(dict.fromkeys(numbers))
    with settings.ledger() as ledger:
        confirm(ledger, wanted, f"延期到 {to}", yes=yes)
        rows = extend(
            ledger,
            wanted,
            to,
            reason=reason,
            approved_by=approved_by,
            actor=settings.acting(),
            now=system_clock(),
        )
    for row in rows:
        say(f"{row.number} 延期到 {row.due_on}（原定 {row.due_original}）：{row.title}")


@click.command("handover", cls=ChineseCommand)
@click.argument("holder", metavar="岗位或姓名", help="现在写在台账里的岗位、责任人或责任领导")
@click.option("--to", cls=Needed, metavar="姓名", help="接手的人")
@click.option("--org", metavar="单位", help="只移交这个单位的")
@click.option("--note", default="", metavar="说明", help="为什么移交，如“干部调整”；必须写")
@click.option("--yes", is_flag=True, help="不再询问")
@actor_option
@ledger_options
@click.pass_obj
def handover_command(settings: Settings, *, holder: str, to: str, org: str | None, note: str, yes: bool) -> None:
    """移交：岗位换了人，名下没有了结的事项一次都交给接手的人。

    责任随岗位走。写岗位，换上新的责任人；写姓名，他在各项里的位置由接手的人顶上。已销号的不动。
    """
    from tracker.services.filling import hand_over, to_hand_over

    with settings.ledger() as ledger:
        rows = to_hand_over(ledger, holder, unit=org)
        agree(len(rows), rows[:EXAMPLES], f"由“{holder}”移交给“{to}”", yes=yes or len(rows) == 1)
        done = hand_over(ledger, holder, to, note=note, unit=org, actor=settings.acting(), now=system_clock())
    say(f"{len(done)} 项已由“{holder}”移交给“{to}”")
