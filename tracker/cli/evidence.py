"""``tracker evidence``: what shows that something was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import Page, say
from tracker.cli.parameters import COUNT, DAY, NUMBER, PATH, Needed, actor_option, labelled, ledger_options
from tracker.cli.settings import Settings, system_clock
from tracker.domain.errors import UsageError
from tracker.domain.kinds import EvidenceKind


@click.group("evidence", cls=ChineseGroup)
def evidence_group() -> None:
    """佐证：附上、列出、撤下、取出。"""


@evidence_group.command("add")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="编号…", help="证明哪些事项，可以写几个")
@click.argument("file", type=PATH, metavar="文件", help="佐证文件")
@click.option("--date", "dated", type=DAY, cls=Needed, metavar="日期", help="佐证本身的日期：开会、发文、拍照那天")
@click.option("--kind", type=labelled(EvidenceKind), metavar="类别", help="文件资料、照片影像、会议记录、制度文件等")
@click.option("--title", default="", metavar="名称", help="佐证的名称，不写则用文件名")
@click.option("--note", default="", metavar="说明", help="证明什么")
@click.option("--by-path", is_flag=True, help="不留存文件，只记位置和校验码")
@actor_option
@ledger_options
@click.pass_obj
def add_evidence_command(
    settings: Settings,
    *,
    numbers: tuple[str, ...],
    file: Path,
    dated: date,
    kind: EvidenceKind | None,
    title: str,
    note: str,
    by_path: bool,
) -> None:
    """给事项附上佐证，记入现在这一轮。

    文件连同校验码一起存进台账，同一份文件只存一次；一份佐证可以证明几项。
    """
    from tracker.services.proving import add_evidence

    with settings.ledger() as ledger:
        added = add_evidence(
            ledger,
            numbers,
            file,
            dated=dated,
            kind=kind,
            title=title,
            note=note,
            keep=not by_path,
            actor=settings.acting(),
            now=system_clock(),
        )
    for number, record in zip(dict.fromkeys(numbers), added, strict=True):
        how = "已留存" if record.kept else "只记位置"
        say(f"{number} 佐证 {record.id}：{record.title}（{record.dated}，{record.kind.label}，{how}）")


@evidence_group.command("list")
@click.argument("number", type=NUMBER, metavar="编号", help="事项的编号")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@ledger_options
@click.pass_obj
def list_evidence_command(settings: Settings, *, number: str, as_json: bool) -> None:
    """列出一项的佐证，各轮都列。"""
    from tracker.services.proving import list_evidence

    with settings.ledger() as ledger:
        found = list_evidence(ledger, number)
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json({"schema": "tracker.evidence/1", "number": number, "evidence": plain(found)})
        return
    from tracker.cli.kept import evidence_table

    if found:
        evidence_table(Page(), found)
    else:
        say(f"{number} 还没有佐证。附上：tracker evidence add {number} 文件 --date 日期", err=True)


@evidence_group.command("remove")
@click.argument("evidence", type=COUNT, metavar="佐证号", help="tracker evidence list 里的号")
@click.option("--note", default="", metavar="理由", help="为什么撤下；必须写")
@actor_option
@ledger_options
@click.pass_obj
def remove_evidence_command(settings: Settings, *, evidence: int, note: str) -> None:
    """撤下附错的佐证；经过里仍看得到。"""
    from tracker.services.proving import remove_evidence

    with settings.ledger() as ledger:
        record = remove_evidence(ledger, evidence, note=note, actor=settings.acting(), now=system_clock())
    say(f"佐证 {record.id} 已撤下：{record.title}")


@evidence_group.command("export")
@click.argument("evidence", type=COUNT, metavar="佐证号", help="tracker evidence list 里的号")
@click.option("-o", "--output", type=PATH, metavar="文件", help="写到哪里，不写则按原文件名写到当前文件夹")
@ledger_options
@click.pass_obj
def export_evidence_command(settings: Settings, *, evidence: int, output: Path | None) -> None:
    """取出留存的佐证文件，取出前核对校验码。"""
    from tracker.services.proving import evidence_copy

    with settings.ledger() as ledger:
        copy = evidence_copy(ledger, evidence)
    target = output or Path(copy.name)
    try:
        with target.open("xb") as stream:
            stream.write(copy.content)
    except FileExistsError as error:
        raise UsageError(f"“{target}”已经有了，没有改动它", "请用 -o 另写一个文件名") from error
    except OSError as error:
        raise UsageError(f"写不了“{target}”", "请检查位置和权限") from error
    say(f"已取出：{target}")
