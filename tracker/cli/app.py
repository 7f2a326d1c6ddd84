"""The ``tracker`` command and the one boundary where errors become a Chinese line and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import click

from tracker import __version__
from tracker.cli.chinese import ChineseGroup, mistake
from tracker.cli.commands import COMMANDS, Commands
from tracker.cli.page import say
from tracker.cli.parameters import actor_option, ledger_options, lexicon_option, profile_option
from tracker.cli.settings import Settings, is_terminal, soften_streams, system_clock
from tracker.cli.terminal import hung_up, no_screen
from tracker.domain.errors import TrackerError

FAULT = 1
"""Exit status of a fault of the program."""
MISTAKE = 2
"""Exit status where something has to be put right by a person: input, options, ledger."""
INTERRUPTED = 130
READER_GONE = 141
"""Exit status where the reader of our output has gone, as the shell has it for a broken pipe."""
TERMINAL_GONE = 129
"""Exit status where the terminal was taken away, as the shell has it for a hang-up."""


class ReaderGoneError(Exception):
    """The program that read our output has ended."""


class RootGroup(ChineseGroup):
    """The command itself."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; a broken pipe is told apart from faults here, before click makes it one of its own."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGoneError from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what each command is for, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.what) for name, entry in COMMANDS.items()])


@click.group("tracker", cls=RootGroup, commands=Commands(), invoke_without_command=True)
@ledger_options
@actor_option
@profile_option
@lexicon_option
@click.option("--look", is_flag=True, help="打开界面只看不改")
@click.version_option(__version__, "-V", "--version", message="tracker %(version)s", help="显示版本")
@click.pass_context
def cli(ctx: click.Context, *, look: bool) -> int:
    """整改跟踪：读述职报告，列问题和承诺，逐年对账，出整改情况报告。

    不带命令时在终端里打开界面。先导入一份报告：tracker import 报告.txt
    """
    settings = ctx.ensure_object(Settings)
    settings.look = look
    if ctx.invoked_subcommand is not None:
        return 0
    in_browser = "TEXTUAL_DRIVER" in os.environ  # so that ``tracker serve`` starts it, through pipes
    if not in_browser:
        trouble = no_screen(sys.stdin, sys.stdout, sys.stderr, os.environ)
        if trouble is not None:
            if is_terminal(sys.stdout) and not is_terminal(sys.stderr):
                say(f"错误：{trouble}。")  # or whoever sits there would see nothing at all
            raise trouble
    from tracker.tui.app import run_app

    with settings.ledger() as ledger:
        return run_app(
            ledger,
            actor=settings.acting(),
            clock=lambda: system_clock().astimezone(),
            profile=settings.profile(),
            remember=not in_browser,
        )


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; nothing is raised, nothing exits.

    Args:
        argv: the arguments without the program's name; ``None`` takes them from the process.
    """
    soften_streams()
    try:
        return _run(argv)
    except OSError:
        if not any(map(hung_up, (sys.stdout, sys.stderr))):
            raise
        _let_go_of(sys.stdout, sys.stderr)
        return TERMINAL_GONE


def _run(argv: Sequence[str] | None) -> int:
    """The same, but for a terminal that cannot be told anything any more.

    Raises:
        OSError: that of a terminal that has gone.
    """
    settings = Settings()
    try:
        result = cli.main(None if argv is None else list(argv), "tracker", standalone_mode=False, obj=settings)
        sys.stdout.flush()
    except TrackerError as error:
        _say(error.message, error.hint, debug=settings.debug)
        return MISTAKE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return MISTAKE
    except click.UsageError as error:
        _say(*mistake(error), debug=False)
        return MISTAKE
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        return INTERRUPTED
    except (ReaderGoneError, BrokenPipeError):
        _let_go_of(sys.stdout)
        return READER_GONE
    except SystemExit as stop:  # click ends so where a help page is cut off by its reader, and after shell completion
        return stop.code if isinstance(stop.code, int) else 0
    except Exception as error:  # the boundary
        if isinstance(error, OSError) and any(map(hung_up, (sys.stdout, sys.stderr))):
            raise
        _say_fault(debug=settings.debug)
        return FAULT
    return result if isinstance(result, int) else 0


def _say(message: str, hint: str, *, debug: bool) -> None:
    """One line on standard error."""
    if debug:
        traceback.print_exc()
    sentences = [part.strip().rstrip("。") for part in (message, hint) if part.strip()]
    line = "".join(f"{sentence}。" if not sentence.endswith(("？", "！")) else sentence for sentence in sentences)
    say(f"错误：{line}", err=True)


def _say_fault(*, debug: bool) -> None:
    """One line that owns up to a fault of the program, with the details where they can be found again."""
    if debug:
        _say("程序出了意外，这是程序的毛病", "请把上面的详细信息报告给我们", debug=True)
        return
    details = traceback.format_exc()
    path = _keep(details)
    hint = f"详细信息已写入 {path}，请一并报告给我们" if path else "加 --debug 再运行一次，可看到详细信息"
    _say("程序出了意外，这是程序的毛病，台账没有写坏", hint, debug=False)


def _keep(details: str) -> Path | None:
    """Write the details of a fault into the user's log folder; ``None`` where that cannot be done."""
    with suppress(OSError):
        import platformdirs

        folder = Path(platformdirs.user_log_dir("tracker", appauthor=False))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"fault-{system_clock():%Y%m%d-%H%M%S}.txt"
        path.write_text(f"tracker {__version__}, Python {sys.version}\n\n{details}", encoding="utf-8")
        return path
    return None


def _let_go_of(*streams: TextIO) -> None:
    """Point streams at nothing, so that the interpreter's last flush does not complain."""
    for stream in streams:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
