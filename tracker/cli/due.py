"""``tracker due``: what has to be done by when, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.page import Page, say
from tracker.cli.parameters import COUNT, DAY, PATH, YEAR, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.cli.writing import write
from tracker.domain.errors import UsageError
from tracker.domain.kinds import Origin

if TYPE_CHECKING:
    from tracker.reminding.due import Due

LIST_AT_MOST = 100
_NUMBERS_AT_MOST = 3


@click.command("due", cls=ChineseCommand)
@click.option("--org", metavar="单位", help="只列这个单位的（名称、名称的一部分或代码）")
@click.option("--year", type=YEAR, metavar="年度", help="只列这一年度提出的")
@click.option("--origin", type=labelled(Origin), metavar="来源", help="只列这个来源的：巡视巡察、审计、上级点评等")
@click.option("--within", type=COUNT, metavar="天数", help="只列已逾期的和这么多天以内到期的")
@click.option("--overdue", is_flag=True, help="只列逾期的事项，和已过而没有做到的来源时限")
@click.option("--slips", is_flag=True, help="只列按规矩要发督办单的，写明级别和怎么办")
@click.option("--on", "day", type=DAY, metavar="日期", help="按这一天算，不写为今天")
@click.option("--ics", type=PATH, metavar="文件", help="把列出的时限写成日历文件（.ics），手机、电脑的日历都能打开")
@click.option(
    "--limit",
    type=COUNT,
    metavar="条数",
    help=f"最多列多少条，0 为全部；不写时列 {LIST_AT_MOST} 条，--json 列全部",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@profile_option
@ledger_options
@click.pass_obj
def due_command(
    settings: Settings,
    *,
    org: str | None,
    year: int | None,
    origin: Origin | None,
    within: int | None,
    overdue: bool,
    slips: bool,
    day: date | None,
    ics: Path | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """列出要到期的事，最急的在前，逐条写明为什么是这一天。

    时限有三种：台账里写的整改时限；持续整改的下次复核日；来源规定的时限，从反馈日起算（各来源多长时间由本地做法定，
    见 tracker profile show）。逾期和剩余天数都是现算的；没有确认的事项不算逾期。
    """
    from tracker.services.due import due_calendar, what_is_due
    from tracker.services.views import ItemFilter

    if ics is not None and ics.suffix.lower() != ".ics":
        raise UsageError(f"写出的是日历文件，“{ics}”不是", "文件名请用 .ics 结尾")
    today = day or system_clock().astimezone().date()
    profile = settings.profile()
    with settings.ledger() as ledger:
        found = what_is_due(ledger, ItemFilter(unit=org, year=year), profile=profile, today=today)
        wanted = tuple(
            due
            for due in found
            if (within is None or due.days_left <= within)
            and (not overdue or due.passed)
            and (not slips or due.slip)
            and (origin is None or due.origin is origin)
        )
        if ics is not None:
            write(settings, due_calendar(ledger, wanted, name=f"{profile.sheet.title}时限", now=system_clock()), ics)
    if as_json:
        from tracker.cli.as_json import print_json

        print_json({"schema": "tracker.due/1", "on": today.isoformat(), "total": len(wanted), "due": _document(wanted)})
    else:
        _page(wanted, LIST_AT_MOST if limit is None else limit, slips=slips, any_at_all=bool(found))
    if ics is not None:
        say(f"已写出 {ics}", err=as_json)


def _document(dues: Sequence[Due]) -> list[dict[str, Any]]:
    from tracker.cli.as_json import plain

    return [
        {
            "kind": due.kind.value,
            "what": due.what,
            "unit": due.unit,
            "numbers": list(due.numbers),
            "due": due.due.isoformat(),
            "days_left": due.days_left,
            "overdue": due.overdue,
            "passed": due.passed,
            "light": due.light.name if due.light else None,
            "slip": plain(due.slip) if due.slip else None,
            "reason": due.reason,
            "responsible": due.responsible,
        }
        for due in dues
    ]


def _page(dues: Sequence[Due], limit: int, *, slips: bool, any_at_all: bool) -> None:
    from tracker.cli.layout import Column
    from tracker.cli.showing import UNIT_COLUMN_AT_MOST

    if not dues:
        say("没有符合条件的时限" if any_at_all else "没有要到期的：事项还没有写时限，也没有写反馈日", err=True)
        return
    shown = dues[:limit] if limit else dues
    page = Page()
    page.table(
        [
            Column("到期"),
            Column("还剩", right=True),
            Column("提示", paint=lambda word: page.style(fg="red") if word == "逾期" else str),
            Column("单位", most=UNIT_COLUMN_AT_MOST),
            Column("事项", most=14),
            Column("要做的事和缘由"),
        ],
        [
            (
                due.due.isoformat(),
                f"{due.days_left} 天" if due.days_left >= 0 else f"过 {-due.days_left} 天",
                due.light.name if due.light else "-",
                due.unit,
                "\n".join(due.numbers[:_NUMBERS_AT_MOST])
                + (f"\n等 {len(due.numbers)} 项" if len(due.numbers) > _NUMBERS_AT_MOST else ""),
                _told(due, slips=slips),
            )
            for due in shown
        ],
    )
    late = sum(due.overdue for due in dues)
    steps = sum(due.passed and not due.overdue for due in dues)
    counts = f"共 {len(dues)} 条，逾期 {late} 项" + (f"，来源时限已过 {steps} 条" if steps else "")
    say(counts if len(shown) == len(dues) else f"列出 {len(shown)} 条，{counts}。加 --limit 0 列出全部", err=True)


def _told(due: Due, *, slips: bool) -> str:
    lines = [due.what, f"  {due.reason}"]
    if due.slip and slips:
        lines.append(f"  {due.slip.name}：{due.slip.action}，{due.slip.answer_days} 天内答复")
    elif due.slip:
        lines.append(f"  按规矩该到：{due.slip.name}")
    if due.responsible:
        lines.append(f"  责任人 {due.responsible}")
    return "\n".join(lines)
