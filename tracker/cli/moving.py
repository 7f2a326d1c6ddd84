"""``tracker move``, ``merge``, ``split``: items on their way through the states."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.naming import STATE, state_name
from tracker.cli.page import say
from tracker.cli.parameters import NUMBER, Needed, actor_option, labelled, ledger_options, profile_option
from tracker.cli.selecting import Conditions, chosen, confirm, selection_options, set_option
from tracker.cli.settings import Settings, system_clock
from tracker.domain.errors import UsageError
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import CheckMethod, ItemKind, Status, Verdict


@click.command("move", cls=ChineseCommand)
@click.argument("numbers", nargs=-1, type=NUMBER, metavar="编号…", help="事项的编号，如 03-2022-07，可以写几个")
@click.argument("status", type=STATE, metavar="状态", help="改成的状态，如 待整改、整改中、待审核、待验收、已销号")
@click.option("--note", default="", metavar="说明", help="为什么改、依据是什么，记入经过；必须写")
@set_option
@click.option("--method", "methods", type=labelled(CheckMethod), multiple=True, metavar="方式", help="销号时：检查方式")
@click.option("--approved-by", default="", metavar="姓名", help="转持续整改时：谁批准的")
@click.option("--basis", default="", metavar="依据", help="重新打开时：依据是什么")
@click.option("--into", type=NUMBER, metavar="编号", help="改为“并入”时：并入哪一项")
@selection_options
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def move_command(
    settings: Settings,
    *,
    numbers: tuple[str, ...],
    status: Status,
    note: str,
    assignments: tuple[tuple[Field, FieldValue], ...],
    methods: tuple[CheckMethod, ...],
    approved_by: str,
    basis: str,
    into: str | None,
    org: str | None,
    year: int | None,
    kind: ItemKind | None,
    where_status: Status | None,
    verdict: Verdict | None,
    text: str,
    yes: bool,
) -> None:
    """改事项的状态，一项或几项一起。

    待确认 → 待整改 → 整改中 → 待审核 → 待验收 → 已销号；整改中可转持续整改，退回时回到整改中。
    每一步都记下谁、何时、为什么。程序自己从不改状态。改错了：tracker undo。
    """
    from tracker.domain.status import Given
    from tracker.services.workflow import move_items

    conditions = Conditions(
        org=org, year=year, kind=kind, where_status=where_status, verdict=verdict, text=text, yes=yes
    )
    given = Given(note=note, basis=basis, methods=methods, approved_by=approved_by, into=into, fields=dict(assignments))
    with settings.ledger() as ledger:
        wanted = chosen(ledger, numbers, conditions)
        confirm(ledger, wanted, f"改为“{state_name(status)}”", yes=yes)
        rows = move_items(
            ledger, wanted, status, given=given, actor=settings.acting(), now=system_clock(), rules=settings.rules()
        )
    for row in rows[:1] if len(rows) == 1 else ():
        say(f"{row.number} 现在是“{state_name(row.status)}”：{row.title}")
    if len(rows) > 1:
        say(f"{len(rows)} 项现在是“{state_name(status)}”。一起撤销：tracker undo")


@click.command("merge", cls=ChineseCommand)
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="编号…", help="要并过去的事项，可以写几个")
@click.option("--into", type=NUMBER, cls=Needed, metavar="编号", help="保留的那一项")
@click.option("--note", default="", metavar="说明", help="为什么是一回事")
@click.option("--duplicate", is_flag=True, help="是重复登记的同一件事，说明可以不写")
@click.option("--yes", is_flag=True, help="几项一起并时不再询问")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def merge_command(
    settings: Settings, *, numbers: tuple[str, ...], into: str, note: str, duplicate: bool, yes: bool
) -> None:
    """把几项并入一项：是一回事，或者重复登记了。

    并过去的事项编号留着，随保留的那一项一起办。
    """
    from tracker.domain.status import Given
    from tracker.services.workflow import move_items

    reason = "：".join(part for part in (f"与 {into} 重复" if duplicate else "", note.strip()) if part)
    with settings.ledger() as ledger:
        wanted = list(dict.fromkeys(numbers))
        confirm(ledger, wanted, f"并入 {into}", yes=yes)
        rows = move_items(
            ledger,
            wanted,
            Status.MERGED,
            given=Given(note=reason, into=into),
            actor=settings.acting(),
            now=system_clock(),
            rules=settings.rules(),
        )
    say(f"{'、'.join(row.number for row in rows)} 已并入 {into}")


@click.command("split", cls=ChineseCommand)
@click.argument("number", type=NUMBER, metavar="编号", help="要拆分的事项")
@click.option("--part", "parts", multiple=True, metavar="内容", help="拆出的一项：标题，或照抄原文里的一段；至少写两次")
@click.option("--note", default="", metavar="说明", help="为什么拆分；必须写")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def split_command(settings: Settings, *, number: str, parts: tuple[str, ...], note: str) -> None:
    """把一项拆成几项，分别办理。

    拆出的各项接着往下编号，栏目照抄原来那一项；原编号留着，指向拆出的各项。
    """
    from tracker.services.entering import split_item

    if len(parts) < 2:
        raise UsageError("至少要拆成两项", "请用 --part 写明每一项，写两次以上")
    with settings.ledger() as ledger:
        rows = split_item(
            ledger, number, parts, note=note, actor=settings.acting(), now=system_clock(), rules=settings.rules()
        )
    say(f"{number} 已拆分为 {len(rows)} 项：")
    for row in rows:
        say(f"  {row.number}  {state_name(row.status)}  {row.title}")
