"""Which items a command is about: numbers, or conditions as for ``tracker list``; several are confirmed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tracker.cli.naming import STATE, state_name
from tracker.cli.page import say
from tracker.cli.parameters import YEAR, labelled
from tracker.cli.settings import is_terminal
from tracker.domain.errors import NotFoundError, UsageError
from tracker.domain.fields import Field, FieldValue, find_field, parse_value
from tracker.domain.kinds import ItemKind, Status, Verdict

if TYPE_CHECKING:
    from tracker.ledger.store import Ledger
    from tracker.services.views import ItemRow

Function = TypeVar("Function", bound=Callable[..., Any])

EXAMPLES = 3
"""How many items are shown before many are changed."""

_EQUALS = ("=", "＝")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The conditions given on the command line."""

    org: str | None
    year: int | None
    kind: ItemKind | None
    where_status: Status | None
    verdict: Verdict | None
    text: str
    yes: bool

    @property
    def given(self) -> bool:
        """True where there is one."""
        return any((self.org, self.year, self.kind, self.where_status, self.verdict, self.text))


def selection_options(function: Function) -> Function:
    """Add the conditions by which many items are chosen, and ``--yes``."""
    options = (
        click.option("--org", metavar="单位", help="不写编号时：这个单位的事项"),
        click.option("--year", type=YEAR, metavar="年度", help="不写编号时：这一年度提出的事项"),
        click.option("--kind", type=labelled(ItemKind), metavar="类别", help="不写编号时：问题 或 承诺"),
        click.option("--where", "where_status", type=STATE, metavar="状态", help="不写编号时：现在这个状态的"),
        click.option("--verdict", type=labelled(Verdict), metavar="判断", help="不写编号时：下一年的报告这样说的"),
        click.option("--text", default="", metavar="词", help="不写编号时：标题或原文里有这些词的"),
        click.option("--yes", is_flag=True, help="几项一起改时不再询问"),
    )
    for option in reversed(options):
        function = option(function)
    return function


def chosen(ledger: Ledger, numbers: Sequence[str], conditions: Conditions) -> list[str]:
    """The numbers of the items that are meant.

    Raises:
        UsageError: both numbers and conditions are given, or neither.
        NotFoundError: no item fits the conditions.
    """
    from tracker.services.items import list_items
    from tracker.services.views import ItemFilter

    if numbers and conditions.given:
        raise UsageError("编号和条件只能用一样", "写编号就不写 --org、--year 等条件")
    if numbers:
        return list(dict.fromkeys(numbers))
    if not conditions.given:
        raise UsageError("没有指明事项", "请写编号，或用 --org、--year、--where 等条件选出事项")
    wanted = ItemFilter(
        unit=conditions.org,
        year=conditions.year,
        kind=conditions.kind,
        status=conditions.where_status,
        verdict=conditions.verdict,
        text=conditions.text,
    )
    found = [row.number for row in list_items(ledger, wanted).rows]
    if not found:
        raise NotFoundError("没有符合条件的事项", "先用 tracker list 加同样的条件看看")
    return found


def confirm(ledger: Ledger, numbers: Sequence[str], doing: str, *, yes: bool) -> None:
    """Show how many items are about to be changed and the first of them, and ask; one alone needs no asking.

    Raises:
        UsageError: nobody is there to answer and ``--yes`` was not given.
        click.Abort: the answer is no.
    """
    from tracker.services.items import rows_by_number

    if len(numbers) < 2:
        return
    shown = rows_by_number(ledger, numbers[:EXAMPLES])
    agree(len(numbers), shown, doing, yes=yes)


def agree(count: int, shown: Sequence[ItemRow], doing: str, *, yes: bool) -> None:
    """See ``confirm``, for items that are at hand."""
    if not yes and not is_terminal(sys.stdin):
        raise UsageError(f"要改 {count} 项，需要确认", "先用 tracker list 核对，再加 --yes")
    say(f"{doing}，共 {count} 项：", err=True)
    for row in shown:
        say(f"  {row.number}  {state_name(row.status)}  {row.title}", err=True)
    if count > len(shown):
        say(f"  ……还有 {count - len(shown)} 项", err=True)
    if not yes:
        click.confirm("确定吗？", default=False, abort=True, err=True)


class Assignment(click.ParamType[tuple[Field, FieldValue]]):
    """A column of the ledger with what it is to hold, written ``责任人=张三``."""

    name = "assignment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Field, FieldValue]:
        """The column and its value."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]  # click converts twice where a value is a default
        found = assignment(value)
        if found is None:
            self.fail(f"“{value}”应写成 栏目=内容，如 责任人=张三", param, ctx)
        return found


def assignment(text: str) -> tuple[Field, FieldValue] | None:
    """What ``栏目=内容`` says; ``None`` where there is no such mark in it.

    Raises:
        UsageError: there is no such column, or the content does not fit it.
    """
    for mark in _EQUALS:
        name, found, content = text.partition(mark)
        if found:
            field = find_field(name)
            if field is None:
                known = "、".join(one.label for one in Field)
                raise UsageError(f"没有“{name.strip()}”这一栏", f"可用的栏目：{known}")
            return field, parse_value(field, content)
    return None


ASSIGNMENT = Assignment()


def set_option(function: Function) -> Function:
    """Add ``--set``, for commands that fill in columns along the way."""
    return click.option(
        "--set",
        "assignments",
        type=ASSIGNMENT,
        multiple=True,
        metavar="栏目=内容",
        help="顺带填写台账的一栏，可以写几次",
    )(function)
