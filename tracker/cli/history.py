"""``tracker log``, ``undo``, ``redo``: what people did, command by command, and taking it back."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.layout import Column
from tracker.cli.page import Page, say
from tracker.cli.parameters import COUNT, NUMBER, actor_option, ledger_options
from tracker.cli.settings import Settings, system_clock

LOGGED_AT_MOST = 30
"""Commands listed for people where no number is asked for."""


@click.command("log", cls=ChineseCommand)
@click.argument("number", required=False, type=NUMBER, metavar="编号", help="只看这一项的，如 03-2022-07")
@click.option(
    "--limit", type=COUNT, metavar="条数", help=f"最多列多少条，0 为全部；不写时列 {LOGGED_AT_MOST} 条，--json 列全部"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def log_command(settings: Settings, *, number: str | None, limit: int | None, as_json: bool) -> None:
    """看做过什么：谁、何时、改了哪些事项，新的在前。

    一次命令一行，几项一起改的也是一行。撤销某一次：tracker undo 号。
    """
    from tracker.services.commands import log

    if limit is None:
        limit = 0 if as_json else LOGGED_AT_MOST
    with settings.ledger() as ledger:
        found = log(ledger, number, limit=limit or None)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.log/1", "commands": plain(found)})
        return
    if not found:
        say("还没有可以列出的操作", err=True)
        return
    from tracker.cli.kept import command_items

    Page().table(
        [
            Column("号", right=True),
            Column("时间"),
            Column("经办人", most=12),
            Column("做了什么", most=24),
            Column("事项", most=24),
            Column("说明"),
        ],
        [
            (
                str(one.number),
                one.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                one.actor,
                one.what + ("（已撤销）" if one.undone else ""),
                command_items(one),
                one.note,
            )
            for one in found
        ],
    )
    if limit and len(found) == limit:
        say(f"只列了最近 {limit} 条。加 --limit 0 列出全部", err=True)


@click.command("undo", cls=ChineseCommand)
@click.argument("command", required=False, type=COUNT, metavar="号", help="tracker log 里的号，不写则撤销自己最近做的")
@click.option("--note", default="", metavar="说明", help="为什么撤销")
@actor_option
@ledger_options
@click.pass_obj
def undo_command(settings: Settings, *, command: int | None, note: str) -> None:
    """撤销一次命令，几项一起改的整个撤销。

    不写号就撤销自己最近做的一次，重开程序以后也行。后来有人又在上面办过的，不能撤销，会说明是谁、哪一次。
    撤销也记入经过，可以用 tracker redo 重做。
    """
    from tracker.cli.kept import command_line
    from tracker.services.undoing import undo

    with settings.ledger() as ledger:
        done = undo(ledger, command, note=note, actor=settings.acting(), now=system_clock())
    say(f"已撤销第 {done.command.number} 号：{command_line(done.command)}")


@click.command("redo", cls=ChineseCommand)
@click.argument("command", required=False, type=COUNT, metavar="号", help="撤销了的那次的号，不写则重做自己最近撤销的")
@click.option("--note", default="", metavar="说明", help="为什么重做")
@actor_option
@ledger_options
@click.pass_obj
def redo_command(settings: Settings, *, command: int | None, note: str) -> None:
    """重做撤销了的命令。"""
    from tracker.cli.kept import command_line
    from tracker.services.undoing import redo

    with settings.ledger() as ledger:
        done = redo(ledger, command, note=note, actor=settings.acting(), now=system_clock())
    say(f"已重做第 {done.command.number} 号：{command_line(done.command)}")
