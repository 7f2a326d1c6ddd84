"""``tracker keys``: the keys of the terminal UI, and the file in which a person has others."""

from __future__ import annotations

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import Page, say


@click.command("keys", cls=ChineseCommand)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def keys_command(*, as_json: bool) -> None:
    """列出界面的全部按键；查一查自己改的按键有没有冲突。

    要换按键，写一个 keys.toml（放在哪里见最后一行，或用环境变量 TRACKER_KEYS 指明），第一行 [keys]，下面每行一个动作，
    例如 "item.move" = ["s", "F3"]；写 [] 就是不要键，只在命令面板里。

    一个画面上同一个键不能做两件事，有冲突会说明是哪两件。
    """
    from tracker.tui.own_keys import listed, own_keys_file, read_own_keys

    path = own_keys_file()
    own = read_own_keys(path)
    found = listed(own)
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(
            {
                "schema": "tracker.keys/1",
                "file": str(path),
                "actions": [
                    {
                        "id": action.id,
                        "place": action.place.value,
                        "keys": list(action.keys),
                        "label": action.label,
                        "own": changed,
                    }
                    for action, changed in found
                ],
            }
        )
        return
    from tracker.cli.layout import Column
    from tracker.tui.actions import PLACE_TITLES, key_name

    Page().table(
        [Column("代号"), Column("按键", most=18), Column("在哪里", most=16), Column("做什么")],
        [
            (
                action.id,
                ("* " if changed else "") + ("  ".join(map(key_name, action.keys)) or "命令面板"),
                PLACE_TITLES[action.place],
                action.label,
            )
            for action, changed in found
        ],
    )
    state = "带 * 的是自己改的" if own.keys else "没有改过"
    say(f"{state}。按键文件：{path}", err=True)
