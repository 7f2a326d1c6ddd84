"""click in Chinese: help pages laid out by cells, usage errors as one Chinese line.

Only wording and layout are ours; parsing is click's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import click

from tracker.cli.layout import GAP, padded, width_of, wrapped

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}

_FIRST_COLUMN_AT_MOST = 28


class ChineseFormatter(click.HelpFormatter):
    """Lays out help pages by cells where click counts characters."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how the command is called."""
        first, *more = wrapped(f"{prefix or '用法：'}{prog} {args}".rstrip(), self.width)
        self.write("\n".join([first, *(f"    {line}" for line in more)]) + "\n")

    def write_heading(self, heading: str) -> None:
        """Write the title of a section."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs; line breaks of the source are kept, longer lines are broken."""
        indent = " " * self.current_indent
        for line in wrapped(text, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(
        self,
        rows: Iterable[tuple[str, str]],
        col_max: int = _FIRST_COLUMN_AT_MOST,
        col_spacing: int = len(GAP),
    ) -> None:
        """Write names and what they mean in two columns."""
        rows = list(rows)
        fitting = [width_of(name) for name, _ in rows if width_of(name) <= col_max]
        first = max(fitting, default=col_max)
        indent = " " * self.current_indent
        for name, meaning in rows:
            lines = wrapped(meaning, max(self.width - self.current_indent - first - col_spacing, 20))
            if width_of(name) > first:
                self.write(f"{indent}{name}\n")
                name = ""  # noqa: PLW2901 (its meaning follows on the next line)
            for number, line in enumerate(lines):
                self.write(f"{indent}{padded('' if number else name, first + col_spacing)}{line}".rstrip() + "\n")


class ChineseContext(click.Context):
    """A context whose help pages are in Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help page is in Chinese."""

    context_class = ChineseContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows this help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助"
        return option

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (click's signature; lines are broken, not cut)
        """What stands beside the command's name: the first sentence of its help."""
        return (self.short_help or self.help or "").strip().split("\n")[0].split("。")[0]


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands whose help page is in Chinese."""

    command_class = ChineseCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands in the order they were added, which is the order of work."""
        return list(self.commands)


_OTHER_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"Got unexpected extra arguments? \((.*)\)", r"多出来的参数：\1"),
    (r"Missing command\.", "没有写要做什么"),
    (r"Argument '(.*)' takes (\d+) values\.", r"参数 \1 要写 \2 个值"),
)
"""What click says where it has no exception of its own for a mistake, and what we say."""


def mistake(error: click.UsageError) -> tuple[str, str]:
    """What is wrong with the command line and what to do about it, both in Chinese."""
    path = error.ctx.command_path if error.ctx is not None else "tracker"
    return _what_is_wrong(error), f"用法见 {path} --help"


def _what_is_wrong(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项" + _did_you_mean(error.possibilities)
        case click.NoSuchCommand():
            return f"没有 {error.command_name} 这个命令" + _did_you_mean(error.possibilities)
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面" + ("不跟值" if "not take" in error.message else "要写一个值")
        case click.MissingParameter():
            return f"没有写{_name_of(error.param)}"
        case click.BadParameter():
            return f"{_name_of(error.param)}：{error.message}" if error.param else error.message
    for pattern, saying in _OTHER_MISTAKES:
        if found := re.fullmatch(pattern, error.message):
            return found.expand(saying)
    return f"用法不对（{error.message}）"


def _name_of(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "参数"
    if isinstance(parameter, click.Argument):
        return f"参数 {parameter.metavar or parameter.human_readable_name}"
    return f"选项 {max(parameter.opts, key=len)}"


def _did_you_mean(names: Sequence[str] | None) -> str:
    return f"，是不是想写 {'、'.join(names)}？" if names else ""
