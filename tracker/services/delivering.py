"""Writing a year's report into a folder, step by step: wholly or not at all, and never over another file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.domain.errors import UsageError
from tracker.domain.kinds import LabelledEnum, Status
from tracker.ledger.store import Ledger
from tracker.profile.model import Counting
from tracker.reporting.blocks import Document
from tracker.services.closing import closure_report
from tracker.services.issuing import Issue, issue_report
from tracker.services.overview import overview

__all__ = ["FileForm", "Written", "write_year_report"]


class FileForm(LabelledEnum):
    """What a report is written as."""

    WORD = "docx", "Word 文档"
    PAGE = "html", "网页"


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written."""

    paths: tuple[Path, ...]
    issue: Issue | None = None
    """What was issued with them."""
    repeated: bool = False
    """True where nothing had changed since the last issue, which was written again."""


def write_year_report(
    ledger: Ledger,
    *,
    org: str | None,
    year: int,
    forms: Sequence[FileForm],
    folder: Path,
    today: date,
    actor: str,
    now: datetime,
    counting: Counting | None = None,
    states: Mapping[Status, str] | None = None,
    issue: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> Written:
    """Write the closure report of a unit's year, or the overview of all units.

    Args:
        ledger: the ledger.
        org: the unit; ``None`` for all.
        year: the year reported on.
        forms: what it is written as.
        folder: where to; a file that is there already is left and another name is taken.
        today: the day the report is made.
        actor: who issues it.
        now: when, aware.
        counting: the office's rule of counting; the usual one unless told.
        states: what the office calls the states; the usual names unless told.
        issue: freeze it under the next number as well; of a single unit only.
        progress: told before each step how many are done, of how many, and what comes next; what it raises ends it.

    Raises:
        UsageError: the folder is missing or may not be written, or all units are to be issued.
        NotFoundError: no such unit, or no report of it for that year.
        AmbiguousError: several units fit the name.
        LedgerError: the database fails.
    """
    if not folder.is_dir():
        raise UsageError(f"没有“{folder}”这个文件夹", "请先建好，或另写一个")
    if issue and org is None:
        raise UsageError("全部单位的汇总不印发", "请先选一个单位")
    steps = 2 + len(forms)

    def step(done: int, what: str) -> None:
        if progress is not None:
            progress(done, steps, what)

    step(0, "读台账")
    issued, repeated, suffix = None, False, ""
    if org is None:
        from tracker.reporting.overview import compose_overview  # noqa: PLC0415 - words are made where they are wanted

        found = overview(ledger, year=year, today=today, counting=counting, states=states)
        step(1, "成文")
        document, name = compose_overview(found), f"{year}年度问题整改情况汇总"
    elif issue:
        made = issue_report(
            ledger, org=org, year=year, today=today, actor=actor, now=now, counting=counting, states=states
        )
        step(1, "成文")
        issued, repeated, suffix, document = made.issue, made.repeated, f"（{made.issue.name}）", made.document
        name = f"{made.report.unit}{year}年度整改情况报告"
    else:
        from tracker.reporting.composing import compose  # noqa: PLC0415 - the same

        report = closure_report(ledger, org=org, year=year, today=today, counting=counting, states=states)
        step(1, "成文")
        document, name = compose(report), f"{report.unit}{year}年度整改情况报告"
    rendered = []
    for done, form in enumerate(forms, start=2):
        step(done, f"写 {form.label}")
        rendered.append((form, _rendered(document, form, today)))
    from tracker.reporting.files import free_path, write_whole  # noqa: PLC0415 - the same

    paths = []
    for form, content in rendered:
        path = free_path(folder, f"{name}{suffix}", f".{form.value}")
        write_whole(content, path)
        paths.append(path)
    return Written(tuple(paths), issued, repeated)


def _rendered(document: Document, form: FileForm, made_on: date) -> bytes:
    if form is FileForm.WORD:
        from tracker.reporting.word import docx_bytes  # noqa: PLC0415 - python-docx only where Word is wanted

        return docx_bytes(document, made_on=made_on)
    from tracker.reporting.html import html_page  # noqa: PLC0415 - the same

    return html_page(document).encode()
