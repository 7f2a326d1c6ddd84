"""``tracker profile``: the local way of an office, shown, checked and begun."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import Page, say
from tracker.cli.parameters import PATH, ledger_options, profile_option
from tracker.cli.settings import Settings
from tracker.domain.errors import TrackerError, reason_of

if TYPE_CHECKING:
    from tracker.profile.model import Profile


@click.group("profile", cls=ChineseGroup)
def profile_group() -> None:
    """本地做法：状态叫法、各来源时限、台账的列、口径等。"""


@profile_group.command("show")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@profile_option
@ledger_options
@click.pass_obj
def show_profile_command(settings: Settings, *, as_json: bool) -> None:
    """看现在照哪一套做法办，是从哪个文件来的。"""
    profile = settings.profile()
    if as_json:
        from tracker.cli.as_json import print_json

        print_json({"schema": "tracker.profile/1", **_document(profile)})
        return
    _page(Page(), profile)


@profile_group.command("check")
@click.argument("file", type=PATH, metavar="文件", required=False, help="要查的设定文件，不写则查现在用的")
@profile_option
@ledger_options
@click.pass_obj
def check_profile_command(settings: Settings, *, file: Path | None) -> None:
    """查设定文件写得对不对；写错的，说明是哪一项、在第几行、该怎么写。"""
    from tracker.profile.loading import load_profile

    profile = settings.profile() if file is None else load_profile(file)
    say(f"{profile.path or '自带的设定'} 没有问题：{profile.name}")


@profile_group.command("init")
@click.argument("file", type=PATH, metavar="文件", required=False, help="写到哪里，不写则写在台账旁边")
@ledger_options
@click.pass_obj
def init_profile_command(settings: Settings, *, file: Path | None) -> None:
    """写出一份带说明的设定文件，改成本地的做法。已有的文件不覆盖。"""
    from tracker.profile.loading import BESIDE, default_text

    path = file or _beside(settings, BESIDE)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(default_text())
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise TrackerError(f"“{path}”已经有了", "直接改它，或者另写一个文件名") from None
        raise TrackerError(f"写不了“{path}”（{reason_of(error)}）", "请换一个位置，或检查权限") from error
    say(f"已写出 {path}")
    say("改好以后查一遍：tracker profile check", err=True)


def _beside(settings: Settings, name: str) -> Path:
    from tracker.ledger.engine import find_place

    ledger = find_place(settings.db).file
    return ledger.with_name(name) if ledger else Path(name)


def _document(profile: Profile) -> dict[str, Any]:
    from tracker.cli.as_json import plain
    from tracker.domain.kinds import Status

    sheet: dict[str, Any] = plain(profile.sheet)
    return {
        "name": profile.name,
        "path": plain(profile.path),
        "states": plain(profile.states),
        "workflow": plain(profile.rules),
        "counting": {
            "done": [status.value for status in Status if status in profile.counting.done],
            "left_out": [status.value for status in Status if status in profile.counting.left_out],
            "statement": profile.counting.statement,
        },
        "calendar": {
            "holidays": plain(sorted(profile.calendar.off)),
            "workdays": plain(sorted(profile.calendar.on)),
        },
        "regimes": [
            {
                "source": regime.origin.value,
                "name": regime.name,
                "steps": [
                    {**plain(step), "waits_in": [status.value for status in Status if status in step.waits_in]}
                    for step in regime.steps
                ],
            }
            for regime in profile.regimes.values()
        ],
        "lights": plain(profile.lights),
        "slips": plain(profile.slips),
        "ledger": sheet,
        "colours": plain(profile.colours),
        "checks": {**plain(profile.checks), "off": sorted(profile.checks.off)},
    }


def _page(page: Page, profile: Profile) -> None:
    from tracker.cli.layout import Column

    page.heading(profile.name)
    page.pairs(
        [
            ("设定文件", str(profile.path or "（没有，用自带的）")),
            ("自己验收", "许可，标明“自验”" if profile.rules.self_verification else "不许"),
            ("启动整改前", "、".join(field.label for field in profile.rules.start_fields) or "不要求"),
            ("口径", profile.counting.statement),
            ("状态叫法", "、".join(profile.states.values())),
        ]
    )
    page.title("各来源的时限，从反馈日起算")
    page.table(
        [Column("来源"), Column("时限"), Column("要做的事", most=32), Column("依据")],
        [
            (
                regime.name if at == 0 else "",
                f"{step.term}" + (f"（{_named(regime.steps, step.after)}后）" if step.after else ""),
                step.name if step.waits_in else f"{step.name}（只提醒）",
                step.basis,
            )
            for regime in profile.regimes.values()
            for at, step in enumerate(regime.steps)
        ],
    )
    page.title("提示和督办单，从缓到急")
    page.table(
        [Column("名称"), Column("什么时候"), Column("怎么办")],
        [(light.name, str(light.when), "") for light in profile.lights]
        + [(slip.name, str(slip.when), f"{slip.action}，{slip.answer_days} 天内答复") for slip in profile.slips],
    )
    page.title(f"Excel 台账“{profile.sheet.title}”的列（{profile.sheet.paper.label}）")
    page.text("、".join(column.title for column in profile.sheet.columns))


def _named(steps: Any, key: str) -> str:
    return next((step.name for step in steps if step.key == key), key)
