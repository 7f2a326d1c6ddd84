"""``tracker verify``, ``backup`` and ``restore``: what keeps a ledger from being lost, and shows that it is whole."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import Page, say
from tracker.cli.parameters import PATH, actor_option, ledger_options
from tracker.cli.settings import Settings, system_clock
from tracker.domain.errors import LedgerError


@click.command("verify", cls=ChineseCommand)
@click.option(
    "--code", "codes", metavar="校验码", multiple=True, help="以前抄下的校验码，看它以前的经过变没变；可写多次"
)
@click.option("--keep", metavar="文件", type=PATH, help="核对这个文件里记着的校验码，没有问题就把这次的也记进去")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def verify_command(settings: Settings, *, codes: tuple[str, ...], keep: Path | None, as_json: bool) -> None:
    """核验台账：经过、原文、佐证有没有被改动、删去或插入。

    逐条重算校验码，再把台账现在的样子和经过对一遍，说出哪一处不对。
    连同最后一条一起改写的，只有拿存在台账以外的校验码才看得出：报告末尾的校验码，
    或用 --keep 记在别处的文件里。
    """
    from tracker.services.verifying import keep_code, kept_codes, verify

    kept = kept_codes(keep) if keep is not None else ()
    with settings.ledger() as ledger:
        found = verify(ledger, codes=(*codes, *kept))
        place = ledger.url_for_people
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.verification/1", **plain(found), "sound": found.sound})
    else:
        page = Page()
        counts = f"单位 {found.units} 个，报告 {found.documents} 份，事项 {found.items} 项"
        page.text(f"经过 {found.head.entries} 条，{counts}")
        if found.head.entries:
            page.text(f"校验码 {found.head.hash}")
        for fault in found.faults:
            page.alarm(f"{fault.place}{fault.kind.label}：{fault.what}")
    if not found.sound:
        raise LedgerError(
            f"核验没有通过，{len(found.faults)} 处不对",
            "请先不要再写，照下来交给管台账的人，必要时用 tracker restore 恢复备份",
        )
    if keep is not None:
        keep_code(keep, found.head, place=place, now=system_clock())
    if not as_json:
        say("核验通过", err=True)


@click.command("backup", cls=ChineseCommand)
@click.argument(
    "target", metavar="[位置]", required=False, type=PATH, help="备份写到哪个文件或文件夹，默认写在台账旁边"
)
@ledger_options
@click.pass_obj
def backup_command(settings: Settings, *, target: Path | None) -> None:
    """备份台账：别人正在用也行，备份写完当场核验。

    备份总是一个 SQLite 台账文件，原文和佐证都在里面，用 --db 指着它就能直接打开。
    """
    from tracker.services.safekeeping import backup

    with settings.ledger() as ledger:
        made = backup(ledger, target, now=system_clock())
    found = made.verification
    say(f"已备份到 {made.file}（{_size(made.size)}，经过 {found.head.entries} 条）")
    if not found.sound:
        raise LedgerError(
            f"备份是全的，但台账核验没有通过，{len(found.faults)} 处不对", "请运行 tracker verify 看是哪里"
        )
    say(f"备份核验通过，校验码 {found.head.hash}", err=True)


@click.command("restore", cls=ChineseCommand)
@click.argument("file", metavar="备份", type=PATH, help="备份文件")
@click.option("--replace", is_flag=True, help="换下现有的台账；换下的另存一份")
@actor_option
@ledger_options
@click.pass_obj
def restore_command(settings: Settings, *, file: Path, replace: bool) -> None:
    """用备份恢复台账。

    备份先升级、核验，没有问题才换上。换下的台账另存在旁边，恢复这件事记入经过。
    """
    from tracker.services.safekeeping import restore

    done = restore(file, settings.db, replace=replace, actor=settings.acting(), now=system_clock())
    found = done.verification
    say(f"已恢复到 {done.place}：报告 {found.documents} 份，事项 {found.items} 项，经过 {found.head.entries} 条")
    if done.kept is not None:
        say(f"换下的台账存在 {done.kept}", err=True)


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(count // 1000, 1)} KB"


@click.command("doctor", cls=ChineseCommand)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def doctor_command(settings: Settings, *, as_json: bool) -> None:
    """体检：台账、磁盘、权限、字体等有没有毛病，怎么治。

    只看不动：不建台账、不升级、不写任何东西。
    """
    from tracker.services.checkup import Health, check_up

    found = check_up(settings.db, now=system_clock())
    bad = [one for one in found if one.health is Health.BAD]
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.checkup/1", "findings": plain(found), "fine": not bad})
    else:
        page = Page()
        for one in found:
            line = f"{one.health.label}  {one.subject}：{one.told}"
            if one.health is Health.BAD:
                page.alarm(line)
            else:
                page.text(line)
            if one.mend:
                page.text(f"→ {one.mend}", indent=6)
    if bad:
        raise LedgerError(f"体检有 {len(bad)} 处不好", "请照上面写的办")
