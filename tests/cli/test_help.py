from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest
from rich.cells import cell_len

from tracker import __version__
from tracker.cli.app import cli
from tracker.cli.commands import COMMANDS
from tracker.cli.reference import BEGIN, commands, updated

from .conftest import ROOT, Tracker

PAGE = ROOT / "docs" / "cli.md"
EVERY = list(commands())
ENGLISH_OF_CLICK = re.compile(r"Usage|Options|Commands|arguments|Show this|exit|required|default|TEXT|INTEGER")


@pytest.mark.parametrize("path, command", EVERY, ids=[path for path, _ in EVERY])
def test_every_command_explains_itself_in_chinese(tracker: Tracker, path: str, command: click.Command) -> None:
    result = tracker(*path.split()[1:], "--help")
    assert result.code == 0
    assert result.err == ""
    assert result.out.startswith(f"用法：{path}")
    assert not ENGLISH_OF_CLICK.search(result.out)
    assert all(cell_len(line) <= 80 for line in result.out.splitlines())
    assert tracker(*path.split()[1:], "-h").out == result.out


@pytest.mark.parametrize("path, command", EVERY, ids=[path for path, _ in EVERY])
def test_every_parameter_has_a_chinese_help_and_name(path: str, command: click.Command) -> None:
    context = command.make_context(path, [], resilient_parsing=True)
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        assert record is not None
        assert re.search(r"[\u4e00-\u9fff]", record[1]), parameter.name
        if isinstance(parameter, click.Argument) or not getattr(parameter, "is_flag", False):
            assert re.search(r"[\u4e00-\u9fff]", record[0]), parameter.name


def test_help_lists_the_commands_in_order_of_work(tracker: Tracker) -> None:
    listed = re.findall(r"^  ([a-z]+)  ", tracker("--help").out.partition("命令：")[2], flags=re.MULTILINE)
    assert listed == [
        "import",
        "list",
        "show",
        "trace",
        "review",
        "confirm",
        "judge",
        "add",
        "set",
        "move",
        "evidence",
        "extend",
        "handover",
        "merge",
        "split",
        "log",
        "undo",
        "redo",
        "due",
        "check",
        "common",
        "excel",
        "report",
        "form",
        "serve",
        "extract",
        "compare",
        "unit",
        "document",
        "profile",
        "lexicon",
        "keys",
        "original",
        "verify",
        "backup",
        "restore",
        "doctor",
        "db",
    ]


def test_the_first_page_says_what_each_command_says_of_itself() -> None:
    assert {name: entry.what for name, entry in COMMANDS.items()} == {
        name: command.get_short_help_str() for name, command in cli.commands.items()
    }
    assert all(name == command.name for name, command in cli.commands.items())


def test_a_run_imports_no_other_command() -> None:
    program = (
        "import sys\nfrom tracker.cli.app import run\nrun(['unit', 'list', '--help'])\n"
        "print(*sorted({name for name in sys.modules if name.startswith('tracker.cli.')} & set(sys.argv[1:])))"
    )
    modules = [f"tracker.cli.{entry.module}" for entry in COMMANDS.values()]
    done = subprocess.run(
        [sys.executable, "-c", program, *modules], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "tracker.cli.units"


def test_the_reference_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert updated(page) == page, "run: python -m tracker.cli.reference docs/cli.md"
    assert all(f"## `{path}`" in page for path, _ in EVERY)


def test_the_reference_needs_its_marks() -> None:
    with pytest.raises(ValueError, match="commands: begin"):
        updated(f"x {BEGIN} y")


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["--debug", "--version"]])
def test_version(tracker: Tracker, arguments: list[str]) -> None:
    result = tracker(*arguments)
    assert (result.code, result.out) == (0, f"tracker {__version__}\n")


@pytest.mark.parametrize(
    "arguments", ["--help", "--version", "-V", "-h", "import --help", "report closure --help", "nonsense"]
)
def test_help_and_version_load_nothing_heavy(arguments: str) -> None:
    heavy = ("sqlalchemy", "alembic", "textual", "jieba", "rjieba", "docx", "rich.console", "rapidfuzz", "platformdirs")
    program = (
        "import sys, runpy\n"
        f"sys.argv = ['tracker', *{arguments.split()!r}]\n"
        "try:\n    runpy.run_module('tracker', run_name='__main__')\n"
        "except SystemExit: pass\n"
        f"print('loaded:', *(name for name in {heavy!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert done.stderr.splitlines()[-1] == "loaded:"
