"""What people type: words of the trade, years and numbers, and the options that every command shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from tracker.cli.settings import Settings
from tracker.domain.fields import YEARS, YEARS_SAID, parse_day
from tracker.domain.kinds import LabelledEnum
from tracker.domain.numbering import parse_number
from tracker.lexicon.choice import choose

Value = TypeVar("Value")
Member = TypeVar("Member", bound=LabelledEnum)
Function = TypeVar("Function", bound=Callable[..., Any])


class OneOf(click.ParamType[Value]):
    """One of a few words; several words may mean the same."""

    name = "word"

    def __init__(self, meanings: Mapping[str, Value], named: str) -> None:
        self.meanings = meanings
        self.named = named
        """What the error message offers, such as ``json、table``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Value:
        """What the word means."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return]  # a default is the meaning itself
        word = value.strip()
        if word not in self.meanings:
            self.fail(f"没有“{value}”这个说法，可用的有：{self.named}", param, ctx)
        return self.meanings[word]


def words(*values: str) -> OneOf[str]:
    """A choice among words that mean themselves."""
    return OneOf({value: value for value in values}, "、".join(values))


def labelled(members: type[Member]) -> OneOf[Member]:
    """A choice among the members of an enumeration, by Chinese label or identifier."""
    meanings = {word: member for member in members for word in (member.label, member.value)}
    return OneOf(meanings, "、".join(member.label for member in members))


class Year(click.ParamType[int]):
    """A year of four digits, full-width ones and a trailing 年 or 年度 accepted."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The year as a number."""
        digits = str(value).strip().removesuffix("度").removesuffix("年").strip()
        if not (digits.isdecimal() and len(digits) == 4 and int(digits) in YEARS):
            self.fail(f"“{value}”不是年份，应写成四位数字，如 2023", param, ctx)
        return int(digits)


class Day(click.ParamType[date]):
    """A day as people write it: 2026-06-30, 2026年6月30日, 2026/6/30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        day = parse_day(str(value))
        if day is None:
            self.fail(f"“{value}”不是日期，应写成 2026-06-30 或 2026年6月30日，{YEARS_SAID}", param, ctx)
        return day


class Count(click.ParamType[int]):
    """How many; 0 and more."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The count as a number."""
        digits = str(value).strip()
        if not (digits.isdecimal() and len(digits) < 10):
            self.fail(f"“{value}”不是数目，应写成数字，如 50", param, ctx)
        return int(digits)


class Number(click.ParamType[str]):
    """The number of an item, full-width digits and missing zeros accepted; given on as the ledger writes it."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The number as the ledger writes it."""
        number = parse_number(str(value))
        if number is None:
            self.fail(f"“{value}”不是事项编号，编号的样子是 03-2022-07", param, ctx)
        return str(number)


PATH: click.Path = click.Path(path_type=Path)
YEAR = Year()
COUNT = Count()
DAY = Day()
NUMBER = Number()


class Needed(click.Option):
    """An option that has to be given; the help says so in Chinese."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, required=True, **attributes)

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        """The remark behind the help of the option."""
        extra = super().get_help_extra(ctx)
        extra["required"] = "必须写"
        return extra


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps an option's value in the settings, wherever on the command line it stood."""

    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value is None or value is False:
            return
        if value == "":
            raise click.BadParameter("不能是空的", ctx, param)
        setattr(ctx.ensure_object(Settings), name, value)

    return keep


def debug_option(function: Function) -> Function:
    """Add ``--debug``."""
    return click.option(
        "--debug", is_flag=True, expose_value=False, callback=_remember("debug"), help="出错时显示详细信息"
    )(function)


def ledger_options(function: Function) -> Function:
    """Add the options of a command that opens the ledger."""
    place = click.option(
        "--db",
        metavar="位置",
        is_eager=True,
        expose_value=False,
        callback=_remember("db"),
        help="台账的文件或数据库地址，也可用环境变量 TRACKER_DB 设定",
    )
    return place(debug_option(function))


def profile_option(function: Function) -> Function:
    """Add ``--profile``, for commands that follow the local way of an office."""
    return click.option(
        "--profile",
        metavar="文件",
        is_eager=True,
        expose_value=False,
        callback=_remember("profile_file"),
        help="本地做法的设定文件，也可用环境变量 TRACKER_PROFILE 设定，默认用台账旁边的 profile.toml",
    )(function)


def lexicon_option(function: Function) -> Function:
    """Add ``--lexicon``, for commands that read reports."""
    return click.option(
        "--lexicon",
        metavar="文件",
        expose_value=False,
        callback=_choose_words,
        help="本单位自己的词，也可用环境变量 TRACKER_LEXICON 设定；用法见 tracker lexicon --help",
    )(function)


def _choose_words(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    _remember("lexicon")(ctx, param, value)
    choose(ctx.ensure_object(Settings).lexicon)


def actor_option(function: Function) -> Function:
    """Add ``--actor``, for commands that leave an entry in the history."""
    return click.option(
        "--actor",
        metavar="姓名",
        expose_value=False,
        callback=_remember("actor"),
        help="经办人，也可用环境变量 TRACKER_ACTOR 设定，默认为系统用户名",
    )(function)
