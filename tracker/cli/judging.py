"""``tracker confirm`` and ``judge``: what a person decides of what an import proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.naming import state_name
from tracker.cli.page import Page, say
from tracker.cli.parameters import NUMBER, YEAR, OneOf, actor_option, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.domain.errors import UsageError
from tracker.domain.kinds import Origin, Status, Verdict

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.services.judging import Confirmed

_WHAT = OneOf({"纳入": (True, False), "判断": (False, True), "全部": (True, True)}, "纳入、判断、全部")


class Score(click.ParamType[float]):
    """How sure: 0.9 or 90%."""

    name = "score"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The score from 0 to 1."""
        text = str(value).strip().replace("％", "%")
        try:
            score = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        except ValueError:
            score = -1.0
        if not 0 <= score <= 1:
            self.fail(f"“{value}”应写成 0 到 1 之间的数，如 0.9 或 90%", param, ctx)
        return score


@click.command("confirm", cls=ChineseCommand)
@click.argument("numbers", nargs=-1, type=NUMBER, metavar="编号…", help="事项的编号，如 03-2022-07，可以写几个")
@click.option("--above", type=Score(), metavar="把握", help="不写编号时：把握到这个数的一起确认，如 0.9")
@click.option(
    "--origin",
    type=labelled(Origin),
    metavar="来源",
    help="不写编号时：报告按数目说到的这一来源的问题，判断整批认可，如 述职查摆",
)
@click.option("--org", metavar="单位", help="和 --above、--origin 一起用：这个单位的")
@click.option(
    "--year", type=YEAR, metavar="年度", help="和 --above、--origin 一起用：这一年度报告提出的，和它说到的旧事项"
)
@click.option("--only", "what", type=_WHAT, default="全部", metavar="什么", help="纳入、判断，默认全部")
@click.option("--note", default="", metavar="说明", help="怎么核对的，记入经过")
@click.option("--yes", is_flag=True, help="几项一起确认时不再询问")
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def confirm_command(
    settings: Settings,
    *,
    numbers: tuple[str, ...],
    above: float | None,
    origin: Origin | None,
    org: str | None,
    year: int | None,
    what: tuple[bool, bool],
    note: str,
    yes: bool,
) -> None:
    """确认机器提出的：待确认的事项纳入台账，对旧事项的判断认可。

    逐项确认写编号；有把握的一起确认用 --above；报告说“……个问题已完成整改”的，用 --origin 整批认可它所说的那些。
    没有提到的（未提及）从不一起认可。
    确认不等于销号：称已整改的，仍要审核、验收。确认错了：tracker undo。
    """
    from tracker.services.judging import confirm_above, confirm_items

    items, verdicts = what
    along: dict[str, Any] = {
        "actor": settings.acting(),
        "now": system_clock(),
        "note": note,
        "items": items,
        "verdicts": verdicts,
        "rules": settings.rules(),
    }
    with settings.ledger() as ledger:
        if origin is not None:
            if above is not None or numbers or not org or year is None:
                raise UsageError(
                    "--origin 要写明是哪个单位、哪一年度的报告，不和编号、--above 一起用",
                    "例如 tracker confirm --origin 述职查摆 --org 单位 --year 2023",
                )
            done = _accept_origin(ledger, origin, org, year, along, yes=yes)
        elif above is None:
            if org or year:
                raise UsageError("--org、--year 要和 --above 或 --origin 一起用", "请写编号，或加 --above 0.9")
            done = confirm_items(ledger, numbers, **along)
        elif numbers or not org or year is None:
            raise UsageError(
                "--above 要写明是哪个单位、哪一年度的报告", "例如 tracker confirm --above 0.9 --org 单位 --year 2023"
            )
        else:
            with ledger.rehearsal() as rehearsal:
                found = confirm_above(rehearsal, above, org=org, year=year, **along)
            count = len(found.taken_up) + len(found.accepted)
            if count:
                from tracker.cli.selecting import EXAMPLES, agree

                both = (*found.taken_up, *(one.item for one in found.accepted))
                rows = list({row.number: row for row in both}.values())
                doing = f"纳入 {len(found.taken_up)} 项、认可判断 {len(found.accepted)} 项"
                agree(count, rows[:EXAMPLES], doing, yes=yes)
            done = confirm_above(ledger, above, org=org, year=year, **along)
    if done.taken_up:
        listed = f"（{done.taken_up[0].title}）" if len(done.taken_up) == 1 else ""
        say(f"纳入台账 {len(done.taken_up)} 项{listed}，现在是“{state_name(Status.OPEN)}”")
    if done.accepted:
        from tracker.cli.showing import verdict_counts

        say(f"认可判断 {len(done.accepted)} 项：{verdict_counts(one.verdict for one in done.accepted)}")
    for row in done.left:
        say(f"{row.number} 没有要确认的：{state_name(row.status)}", err=True)
    if not (done.taken_up or done.accepted):
        say("没有可确认的", err=True)
        return
    again = [one for one in done.accepted if one.verdict in (Verdict.CONTESTED, Verdict.RECURRING)]
    closed = [one.item.number for one in again if one.item.status is Status.CLOSED]
    if closed:
        listed = "、".join(closed[:5])
        say(f"已销号又再次出现的 {len(closed)} 项（{listed}）：属实的请用 tracker move 重新打开", err=True)
    say("确认错了可以一起撤销：tracker undo", err=True)


def _accept_origin(
    ledger: Ledger, origin: Origin, org: str, year: int, along: dict[str, Any], *, yes: bool
) -> Confirmed:
    from tracker.services.accepting import accept_origin

    who = {name: along[name] for name in ("actor", "now", "note")}
    with ledger.rehearsal() as rehearsal:
        found = accept_origin(rehearsal, origin, org=org, year=year, **who)
    if found.accepted:
        from tracker.cli.selecting import EXAMPLES, agree

        rows = [one.item for one in found.accepted]
        agree(len(rows), rows[:EXAMPLES], f"认可{origin.label}的判断 {len(rows)} 项", yes=yes)
    return accept_origin(ledger, origin, org=org, year=year, **who)


@click.command("judge", cls=ChineseCommand)
@click.argument("number", type=NUMBER, metavar="编号", help="事项的编号，如 03-2022-07")
@click.option("--verdict", type=labelled(Verdict), metavar="判断", help="你的判断：称已整改、再次出现、未提及等")
@click.option("--note", default="", metavar="理由", help="为什么；和机器的判断不同时必须写")
@click.option("--year", type=YEAR, metavar="年度", help="针对哪一年度的报告，不写则为台账里显示的那一次")
@click.option("--as", "again", type=NUMBER, metavar="编号", help="再次出现时：以后年度里是哪一项")
@click.option("--withdraw", is_flag=True, help="撤回认定，恢复机器的判断")
@actor_option
@ledger_options
@click.pass_obj
def judge_command(
    settings: Settings,
    *,
    number: str,
    verdict: Verdict | None,
    note: str,
    year: int | None,
    again: str | None,
    withdraw: bool,
) -> None:
    """对一项另作认定：报告到底怎么说它，以人的判断为准。

    认定按年度记着，报告更正、重新导入以后仍然有效；机器的判断变了会提醒复核。
    """
    from tracker.services.judging import judge, withdraw_judgement

    if (verdict is None) is not withdraw:
        raise UsageError("没有写明判断", "请用 --verdict 写明，或用 --withdraw 撤回认定")
    with settings.ledger() as ledger:
        if verdict is None:
            row = withdraw_judgement(ledger, number, actor=settings.acting(), now=system_clock(), year=year)
        else:
            row = judge(
                ledger,
                number,
                verdict,
                note=note,
                actor=settings.acting(),
                now=system_clock(),
                year=year,
                again=again,
            )
    shown = verdict or row.verdict
    word = Page().word(shown.label) if shown else "没有判断"
    say(f"{row.number} {'恢复机器的判断' if withdraw else '认定为'}“{word}”：{row.title}")
