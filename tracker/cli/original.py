"""``tracker original``: the file a report came in, checked against its hash."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import Page, say
from tracker.cli.parameters import NUMBER, PATH, YEAR, ledger_options
from tracker.cli.settings import Settings
from tracker.domain.errors import UsageError


@click.command("original", cls=ChineseCommand)
@click.argument("number", type=NUMBER, metavar="编号", required=False, help="事项的编号，取它所在的那份报告")
@click.option("--org", metavar="单位", help="报告的单位，和 --year 一起写")
@click.option("--year", type=YEAR, metavar="年度", help="报告的年度")
@click.option("--output", type=PATH, metavar="路径", help="存到这个文件，或这个文件夹里用原来的名字；不写只核对")
@ledger_options
@click.pass_obj
def original_command(
    settings: Settings, *, number: str | None, org: str | None, year: int | None, output: Path | None
) -> None:
    """取回导入时的原件，先核对校验码。

    原件在导入时存进台账（太大的只记路径和校验码）。和导入时差一个字节都不给出，退出码 2。
    已有的文件不覆盖。
    """
    from tracker.services.originals import original_of_item, original_of_report

    if (number is None) == (org is None) or (org is None) != (year is None):
        raise UsageError("要写明是哪一份报告", "写事项的编号，或者同时写 --org 和 --year")
    with settings.ledger() as ledger:
        if number is not None:
            found = original_of_item(ledger, number)
        else:
            assert org is not None
            assert year is not None
            found = original_of_report(ledger, org=org, year=year)
    from tracker.reporting.files import is_folder, write_whole

    target = output / found.name if output is not None and is_folder(output) else output
    if target is not None:
        if target.exists():
            raise UsageError(f"“{target}”已经有了，没有覆盖", "请换一个文件名")
        write_whole(found.content, target)
    Page().pairs(
        [
            ("报告", f"{found.document.unit}  {found.document.year} 年度"),
            ("文件", found.document.path),
            ("格式", found.format),
            ("大小", f"{len(found.content)} 字节"),
            ("校验码", found.sha256),
            ("存放", "台账里" if found.in_ledger else "原来的地方"),
            ("已存到", str(target) if target is not None else ""),
        ]
    )
    say("和导入时一样，没有改动", err=True)
