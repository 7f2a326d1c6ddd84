"""``tracker serve``: the terminal UI in a browser, for those who only look."""

from __future__ import annotations

import os
import sys

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import say
from tracker.cli.parameters import actor_option, ledger_options, profile_option
from tracker.cli.settings import Settings
from tracker.domain.errors import UsageError

PORT = 8765


@click.command("serve", cls=ChineseCommand)
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, metavar="端口", help=f"不写为 {PORT}")
@click.option("--host", default="127.0.0.1", metavar="地址", help="不写为 127.0.0.1，只有这台机器打得开")
@click.option("--allow-changes", is_flag=True, help="在浏览器里也能办事；不写只能看")
@click.option("--no-login", is_flag=True, help="让别的机器也能打开。没有登录，连得上这个地址的人都看得到台账")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def serve_command(settings: Settings, *, port: int, host: str, allow_changes: bool, no_login: bool) -> None:
    """在浏览器里看台账：不用终端，点得开每一项，看得到原文。

    只看不改，除非写明 --allow-changes；由数据库守着，不只是不给按键。每开一页另起一个程序。按 ctrl+c 结束。

    没有登录：默认只有这台机器上的浏览器打得开。要让别人看，更稳妥的办法是各人用 SSH 转发端口，或放在带登录的
    反向代理后面。
    """
    from tracker.tui.serving import is_loopback, serve

    open_to_others = not is_loopback(host)
    if open_to_others and not no_login:
        raise UsageError(
            f"{host} 别的机器也连得上，而这里没有登录", "确实要这样，加 --no-login；不然用 127.0.0.1 加 SSH 转发"
        )
    settings.look = not allow_changes
    with settings.ledger() as ledger:  # what is wrong with it is told now and not in the browser
        place = ledger.place
    handed: dict[str, str | None] = {
        "TRACKER_DB": str(place.file.absolute()) if place.file else place.url.render_as_string(hide_password=False),
        "TRACKER_ACTOR": settings.actor,
        "TRACKER_PROFILE": settings.profile_file,
    }
    os.environ.update({name: value for name, value in handed.items() if value})
    command = [sys.executable, "-m", "tracker", *([] if allow_changes else ["--look"])]
    shown = f"[{host}]" if ":" in host else host

    def ready() -> None:
        say(f"在浏览器里打开 http://{shown}:{port}/ ，按 ctrl+c 结束", err=True)
        say("只看不改" if not allow_changes else f"可以办事，都记在“{settings.acting()}”名下", err=True)
        if open_to_others:
            say("注意：没有登录，连得上这个地址的人都看得到整个台账，内容不加密", err=True)

    serve(command, host=host, port=port, title="整改跟踪", ready=ready)
