"""``tracker db``: the database that the ledger is in."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import say
from tracker.cli.parameters import ledger_options
from tracker.cli.settings import Settings


@click.group("db", cls=ChineseGroup)
def database_group() -> None:
    """数据库：搬到 PostgreSQL，多人使用。"""


@database_group.command("move-to")
@click.argument("url", metavar="地址", help="空的数据库，如 postgresql://用户@主机/库名")
@ledger_options
@click.pass_obj
def move_to_command(settings: Settings, *, url: str) -> None:
    """把台账整个搬到另一个数据库。

    报告、事项、佐证、经过都搬过去，逐表核对行数和内容，再核验一遍；有一处不对就什么都不写。
    目标里已有台账则拒绝。原来的台账不动。
    """
    from tracker.services.safekeeping import move

    with settings.ledger() as ledger:
        done = move(ledger, url)
        source = ledger.url_for_people
    say(f"已搬到 {done.place}：{done.tables} 张表 {done.rows} 行，逐表核对一致，核验通过")
    say(f"校验码 {done.verification.head.hash}")
    say(f"原来的 {source} 没有动。以后请用新地址：设 TRACKER_DB，或每次加 --db；旧的收好，不要再往里写", err=True)
