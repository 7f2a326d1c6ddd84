"""``tracker import``: reports go in, and what became of last year's items comes out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseCommand
from tracker.cli.layout import shown
from tracker.cli.parameters import PATH, YEAR, actor_option, ledger_options, lexicon_option
from tracker.cli.settings import Settings, is_terminal, system_clock

if TYPE_CHECKING:
    from rich.progress import Progress as ProgressBar

Advance = Callable[[int, int, Path], None]
"""Told how many steps of how many are done, and with which file."""

STEPS_PER_FILE = 2
"""Reading and writing."""

FAILED = 2
"""Exit status where any file was not imported."""


@click.command("import", cls=ChineseCommand)
@click.argument(
    "paths",
    type=PATH,
    metavar="路径…",
    nargs=-1,
    required=True,
    help="报告（Word、WPS、PDF、OFD、网页、纯文本等），或放报告的文件夹",
)
@click.option("--org", metavar="单位", help="报告的单位，不写则从文中、文件名或文件夹找")
@click.option("--year", type=YEAR, metavar="年度", help="报告的年度，不写则从文中、文件名或文件夹找")
@click.option("--dry-run", is_flag=True, help="只看会怎样，什么都不写入")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@lexicon_option
@actor_option
@ledger_options
@click.pass_obj
def import_command(
    settings: Settings, *, paths: tuple[Path, ...], org: str | None, year: int | None, dry_run: bool, as_json: bool
) -> int:
    """导入述职报告，并同上一年的对账。

    找出问题、承诺、整改说法、清单数和指标，记入台账。台账里有同一单位上一年的报告时，逐项说明新报告怎么说。
    可以一次导入多个文件和文件夹，不论年度先后；同一文件再导入，台账不变。
    文件夹里取 .docx、.doc、.wps、.pdf、.ofd、.rtf、.html、.txt 和 .md 文件；是什么格式看内容，不看扩展名。
    不知道单位和年度时，把文件放成“单位/年度.docx”。
    """
    from tracker.reading import find_reports, read_report

    if len(paths) == 1 and len(files := find_reports(paths)) == 1:
        read_report(files[0])  # a single bad file is refused before a ledger is made or opened

    from tracker.lexicon.loader import office_words

    office_words()  # a word list that does not hold together stops everything, not every file by itself

    from tracker.cli import outcomes
    from tracker.ledger import open_ledger, open_rehearsal
    from tracker.services.importing import import_reports

    with (open_rehearsal if dry_run else open_ledger)(settings.db) as ledger, _progress() as advance:
        outcome = import_reports(
            ledger,
            paths,
            org=org,
            year=year,
            dry_run=dry_run,
            actor=settings.acting(),
            now=system_clock(),
            progress=advance,
        )
        place = ledger.url_for_people
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(outcomes.document(outcome, place=place))
    else:
        outcomes.show(outcome, place=place, db=settings.db)
    if outcome.failed:
        outcomes.complain(outcome)
        return FAILED
    return 0


@contextmanager
def _progress() -> Iterator[Advance | None]:
    """A progress bar on standard error, drawn where several files are imported and a person looks on."""
    if not is_terminal(sys.stderr):
        yield None
        return
    with ExitStack() as stack:
        bar: ProgressBar | None = None

        def advance(done: int, total: int, path: Path) -> None:
            nonlocal bar
            if total <= STEPS_PER_FILE:
                return
            if bar is None:
                bar = stack.enter_context(_bar())
                bar.add_task("导入", total=total, file="")
            files = f"{done // STEPS_PER_FILE}/{total // STEPS_PER_FILE}"
            bar.update(bar.task_ids[0], completed=done, file=f"{files}  {shown(str(Path(*path.parts[-2:])))}")

        yield advance


def _bar() -> ProgressBar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    file = TextColumn("{task.fields[file]}", markup=False)
    return Progress(TextColumn("{task.description}"), BarColumn(), file, console=Console(stderr=True), transient=True)
