"""``tracker db``: the database that the ledger is in."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import Page, say
from tracker.cli.parameters import labelled, ledger_options
from tracker.cli.settings import Settings
from tracker.domain.kinds import Role


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


@database_group.command("init-team")
@ledger_options
@click.pass_obj
def init_team_command(settings: Settings) -> None:
    """设成多人使用：建角色、授权、按单位隔开。

    用建库的账号运行；再运行一次也没有害处。以后谁能看什么、改什么，由数据库自己守着。
    """
    from tracker.services.team import init_team

    with settings.ledger() as ledger:
        init_team(ledger)
    say("已设成多人使用。下一步：tracker db add-user 登录名 --role 经办 --db 地址")


@database_group.command("add-user")
@click.argument("login", metavar="登录名", help="数据库的登录名")
@click.option("--role", "roles", metavar="角色", type=labelled(Role), multiple=True, help="担任的角色；可写多次")
@click.option("--unit", "units", metavar="单位", multiple=True, help="只看、只办这个单位的；可写多次，不写为所有单位")
@click.option("--name", "person", metavar="姓名", default="", help="记在经过里的姓名，默认与登录名相同")
@ledger_options
@click.pass_obj
def add_user_command(
    settings: Settings, *, login: str, roles: tuple[Role, ...], units: tuple[str, ...], person: str
) -> None:
    """加一个人，或改他的角色和单位。

    新建的登录名得到一个随机密码，只显示这一次。
    """
    from tracker.services.team import add_member

    with settings.ledger() as ledger:
        added = add_member(ledger, login, roles=roles, units=units, person=person)
    bound = f"，只限{'、'.join(added.units)}" if added.units else "，所有单位"
    say(f"{added.login}（{added.person}）：{'、'.join(role.label for role in added.roles)}{bound}")
    if added.password is not None:
        say(f"密码 {added.password}")
        say("密码只显示这一次，请当面交给本人", err=True)


@database_group.command("remove-user")
@click.argument("login", metavar="登录名", help="数据库的登录名")
@ledger_options
@click.pass_obj
def remove_user_command(settings: Settings, *, login: str) -> None:
    """让一个人不再能用台账。他办过的事仍在经过里。"""
    from tracker.services.team import remove_member

    with settings.ledger() as ledger:
        remove_member(ledger, login)
    say(f"{login} 不能再用这个台账了")


@database_group.command("users")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def users_command(settings: Settings, *, as_json: bool) -> None:
    """列出能用台账的人。"""
    from tracker.services.team import list_members

    with settings.ledger() as ledger:
        members = list_members(ledger)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.team/1", "members": plain(members)})
        return
    if not members:
        say("还没有人。加一个：tracker db add-user 登录名 --role 经办", err=True)
        return
    from tracker.cli.layout import Column

    rows = [
        (one.login, one.person, "、".join(role.label for role in one.roles), "、".join(one.units) or "所有单位")
        for one in members
    ]
    Page().table([Column("登录名"), Column("姓名"), Column("角色"), Column("单位")], rows)
