"""``tracker form``: the lists and forms that an office fills in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import say
from tracker.cli.parameters import PATH, YEAR, actor_option, labelled, ledger_options, profile_option
from tracker.cli.settings import Settings, system_clock
from tracker.cli.writing import write
from tracker.domain.errors import UsageError
from tracker.domain.forms import FIELDS, Form

if TYPE_CHECKING:
    from tracker.services.forms import MadeForm
    from tracker.services.views import ItemFilter

_ORG = click.option("--org", metavar="单位", help="只要这个单位的（名称、名称的一部分或代码）")
_YEAR = click.option("--year", type=YEAR, metavar="年度", help="只要这一年度提出的")
_OUTPUT = click.option("-o", "--output", type=PATH, metavar="路径", help="写到哪个文件或文件夹，不写则写到当前文件夹")


@click.group("form", cls=ChineseGroup)
def form_group() -> None:
    """出清单和表单：问题清单、任务清单、责任清单、销号申请单、督办单、逾期通报、回头看清单。"""


@form_group.command("list")
@click.argument("name", metavar="清单", help="问题清单、任务清单、责任清单，或本地做法里自己的清单")
@_ORG
@_YEAR
@_OUTPUT
@actor_option
@profile_option
@ledger_options
@click.pass_obj
def list_command(settings: Settings, *, name: str, org: str | None, year: int | None, output: Path | None) -> None:
    """把一张清单写成 Excel，列照本地做法；可以离线填写，用 tracker excel read 读回。"""
    from tracker.reporting.files import target
    from tracker.services.forms import list_form

    path = target(output, name, ".xlsx")
    profile, wanted = settings.profile(), _wanted(org, year)
    choice = "，".join(filter(None, (org, f"{year} 年度" if year else None)))
    with settings.ledger() as ledger:
        made = list_form(
            ledger, name, wanted, profile=profile, choice=choice, actor=settings.acting(), now=system_clock()
        )
    write(settings, made.content, path)
    say(f"已写出 {path}，{made.count} 项")


@form_group.command("application")
@click.argument("numbers", metavar="编号...", nargs=-1, required=True, help="要申请销号的事项")
@_OUTPUT
@profile_option
@ledger_options
@click.pass_obj
def application_command(settings: Settings, *, numbers: tuple[str, ...], output: Path | None) -> None:
    """出销号申请单：事项、措施、本轮佐证和签批栏，一项一份。"""
    from tracker.services.forms import closure_application

    profile, today = settings.profile(), system_clock().astimezone().date()
    with settings.ledger() as ledger:
        made = [closure_application(ledger, number, profile=profile, today=today) for number in numbers]
    _write(settings, made, output)
    for number, one in zip(numbers, made, strict=True):
        if one.lacks:
            say(f"{number} {one.lacks}，申请单上有空着的栏，补齐了再报", err=True)


@form_group.command("supervise")
@_ORG
@_YEAR
@_OUTPUT
@profile_option
@ledger_options
@click.pass_obj
def supervise_command(settings: Settings, *, org: str | None, year: int | None, output: Path | None) -> None:
    """出督办单：按本地做法的级别，哪些单位的哪些事项该督办，一个单位一级一份。"""
    from tracker.services.forms import supervision_slips

    profile, today = settings.profile(), system_clock().astimezone().date()
    with settings.ledger() as ledger:
        made = supervision_slips(ledger, _wanted(org, year), profile=profile, today=today)
    if not made:
        say("今天没有要督办的事项", err=True)
    _write(settings, made, output)


@form_group.command("notice")
@_ORG
@_YEAR
@_OUTPUT
@profile_option
@ledger_options
@click.pass_obj
def notice_command(settings: Settings, *, org: str | None, year: int | None, output: Path | None) -> None:
    """出逾期通报：所有逾期未办结的事项，逾期多的单位在前。"""
    from tracker.services.forms import overdue_notice

    profile, today = settings.profile(), system_clock().astimezone().date()
    with settings.ledger() as ledger:
        made = overdue_notice(ledger, _wanted(org, year), profile=profile, today=today)
    _write(settings, [made], output)


@form_group.command("recheck")
@click.option("--share", type=click.IntRange(1, 100), default=10, metavar="百分比", help="抽百分之几，不写为 10")
@click.option("--seed", type=click.IntRange(min=0), metavar="种子", help="同一种子抽到的相同，不写用当天日期")
@_ORG
@_YEAR
@_OUTPUT
@profile_option
@ledger_options
@click.pass_obj
def recheck_command(
    settings: Settings, *, share: int, seed: int | None, org: str | None, year: int | None, output: Path | None
) -> None:
    """抽取回头看清单：自查有疑点的已销号事项全部列入，其余随机抽，写明各缺什么。"""
    from tracker.services.forms import recheck

    profile, today = settings.profile(), system_clock().astimezone().date()
    lots = int(f"{today:%Y%m%d}") if seed is None else seed
    with settings.ledger() as ledger:
        made = recheck(ledger, _wanted(org, year), share=share / 100, seed=lots, profile=profile, today=today)
    _write(settings, [made], output)


@form_group.command("template")
@click.argument("form", type=labelled(Form), metavar="表单", help="、".join(one.label for one in Form))
@_OUTPUT
@click.pass_obj
def template_command(settings: Settings, *, form: Form, output: Path | None) -> None:
    """取一份自带的 Word 模板来改；改好后把路径写进本地做法的 [templates]。"""
    from tracker.reporting.files import target
    from tracker.reporting.form_templates import default_template

    path = target(output, form.label, ".docx")
    write(settings, default_template(form), path)
    say(f"已写出 {path}")
    say(f'改好后写进本地做法：[templates] 下 {form.value} = "{path.name}"', err=True)


@form_group.command("fields")
@click.argument("form", type=labelled(Form), metavar="表单", help="、".join(one.label for one in Form))
def fields_command(*, form: Form) -> None:
    """列出一种表单的模板可以用的字段。"""
    for name, meaning in FIELDS[form].items():
        say(f"{{{{ {name} }}}}  {meaning}")


def _wanted(org: str | None, year: int | None) -> ItemFilter:
    from tracker.services.views import ItemFilter

    return ItemFilter(unit=org, year=year)


def _write(settings: Settings, made: Iterable[MadeForm], output: Path | None) -> None:
    """Each form to its own file.

    Raises:
        UsageError: several forms are to go into one file, or into one that is not named as a Word document.
    """
    from tracker.reporting.files import is_folder, target

    forms = list(made)
    if len(forms) > 1 and output is not None and not is_folder(output):
        raise UsageError(f"有 {len(forms)} 份，写不进一个文件", "请用 --output 写明文件夹，文件夹要先建好")
    for one in forms:
        path = target(output, one.name, ".docx")
        write(settings, one.content, path)
        say(f"已写出 {path}，{one.count} 项")
