"""The reference of all commands in ``docs/cli.md``, written from the commands themselves.

Brought up to date with ``python -m tracker.cli.reference docs/cli.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tracker.cli.app import cli

BEGIN = "<!-- commands: begin -->"
END = "<!-- commands: end -->"


def commands(group: click.Group = cli, path: str = "tracker") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, groups before what they hold."""
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def updated(page: str) -> str:
    """The page with what stands between the two marks written anew.

    Raises:
        ValueError: a mark is missing.
    """
    before, _, rest = page.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"the page needs {BEGIN} and {END}")
    sections = "\n".join(_section(path, command) for path, command in commands())
    return f"{before}{BEGIN}\n\n{sections}\n{END}{after}"


def _section(path: str, command: click.Command) -> str:
    context = command.make_context(path, [], resilient_parsing=True)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    told = "\n".join(line.strip() for line in (command.help or "").strip().split("\n"))
    records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    rows = "".join(f"| `{record[0]}` | {record[1]} |\n" for record in records if record)
    return f"## `{path}`\n\n```\n{usage}\n```\n\n{told}\n\n| 参数、选项 | 意思 |\n|:--|:--|\n{rows}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(updated(target.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
