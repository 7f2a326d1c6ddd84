"""What an import did: for people, as JSON, and what to do next."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

from tracker.cli.as_json import plain, year_on_year
from tracker.cli.layout import Column, shown
from tracker.cli.page import Page, say
from tracker.cli.showing import UNIT_COLUMN_AT_MOST, items_table, mismatches, pair_page, unsaid, verdict_counts
from tracker.domain.errors import ReadingError
from tracker.domain.kinds import Verdict
from tracker.domain.report import UNSURE, Extraction
from tracker.services.importing import FileOutcome, ImportOutcome, ImportStatus
from tracker.services.views import ItemRow, YearOnYear

PAIRS_IN_FULL = 6
"""Pairs of years shown item by item; of more only the counts and what needs a person first."""

URGENT = (Verdict.CONTESTED, Verdict.RECURRING)
"""What a person should look at first: what has come back."""


def show(outcome: ImportOutcome, *, place: str, db: str | None = None) -> None:
    """Print what was found and what became of last year's items; what to do next goes to standard error.

    ``db`` is the ledger named on the command line: the commands that come next have to name it too.
    """
    page = Page()
    done = [file for file in outcome.files if file.status is not ImportStatus.FAILED]
    if not done:
        return
    if outcome.dry_run:
        page.text("试运行：下面是会有的结果，什么都没有写入")
    page.table(
        [
            Column("单位", most=UNIT_COLUMN_AT_MOST),
            Column("年度"),
            Column("结果"),
            *(Column(name, right=True) for name in ("问题", "承诺", "整改说法", "清单数", "指标")),
            Column("文件"),
        ],
        [_file_row(file) for file in done],
    )
    for file in done:
        for warning in file.warnings:
            say(f"提醒：{file.path}：{warning}", err=True)
    _show_doubtful(page, [row for file in done for row in file.doubtful])
    pairs = final_pairs(outcome)
    _show_pairs(page, pairs)
    unchanged = all(file.status is ImportStatus.UNCHANGED for file in done)
    if unchanged:
        page.text("这些报告以前都导入过，台账没有变化" if len(done) > 1 else "这份报告以前导入过，台账没有变化")
    if not outcome.dry_run:
        _next_steps(pairs, place, unchanged=unchanged, program=_program(db))


def _file_row(file: FileOutcome) -> tuple[str, ...]:
    document, found = file.document, file.extraction
    counts = [str(number) for number in _found(found).values()] if found else ["-"] * 5
    unit, year = (document.unit, str(document.year)) if document else ("-", "-")
    return unit, year, file.status.label, *counts, str(file.path)


def _found(found: Extraction) -> dict[str, int]:
    return {
        "problems": len(found.problems),
        "commitments": len(found.commitments),
        "closures": len(found.closures),
        "tallies": len(found.tallies),
        "metrics": len(found.metrics),
    }


def final_pairs(outcome: ImportOutcome) -> list[YearOnYear]:
    """The pairs that stand at the end. A pair that a later file of the same import came between is left out."""
    latest: dict[tuple[int, int], YearOnYear] = {}
    for file in outcome.files:
        for pair in file.follow_ups:
            latest[pair.older.unit_code, pair.older.year] = pair
    return [latest[key] for key in sorted(latest)]


def _show_pairs(page: Page, pairs: Sequence[YearOnYear]) -> None:
    if len(pairs) <= PAIRS_IN_FULL:
        for pair in pairs:
            pair_page(page, pair)
        return
    page.title(f"逐年对账：{len(pairs)} 对报告")
    for pair in pairs:
        for sentence in mismatches(pair):
            page.alarm(f"{pair.unit}：{sentence}")
    page.table(
        [Column("单位", most=UNIT_COLUMN_AT_MOST), Column("年度"), Column("项数", right=True), Column("判断")],
        [
            (
                pair.unit,
                f"{pair.older.year} → {pair.newer.year}",
                str(len(pair.items)),
                verdict_counts(view.verdict for _, view in pair.items),
            )
            for pair in pairs
        ],
    )
    urgent = [row for pair in pairs for row, view in pair.items if view.verdict in URGENT]
    if urgent:
        page.title(f"先看这 {len(urgent)} 项")
        items_table(page, urgent)


DOUBTFUL_AT_MOST = 20
"""Items to look at first that are listed one by one."""


def _show_doubtful(page: Page, rows: Sequence[ItemRow]) -> None:
    """What was hardly sure to be an item, and promises with nothing in them that could be checked."""
    if not rows:
        return
    unsure = sorted((row for row in rows if row.confidence < UNSURE), key=lambda row: row.confidence)
    ordered = [*unsure, *(row for row in rows if row.confidence >= UNSURE)]
    page.title(f"先核对这 {len(ordered)} 项：拿不准的，和没写明做到什么的承诺")
    page.table(
        [Column("编号"), Column("类别"), Column("为什么"), Column("标题")],
        [(row.number, row.kind.label, doubt_of(row), row.title) for row in ordered[:DOUBTFUL_AT_MOST]],
    )
    if len(ordered) > DOUBTFUL_AT_MOST:
        page.text(f"只列出 {DOUBTFUL_AT_MOST} 项。空泛的承诺全在这里：tracker list --vague")


def doubt_of(row: ItemRow) -> str:
    """Why a person should look at an item: ``把握只有 65%``, ``没写明谁来做、做到什么``."""
    unsure = f"把握只有 {row.confidence:.0%}" if row.confidence < UNSURE else ""
    return "；".join(part for part in (unsure, unsaid(row.missing) if row.vague else "") if part)


def _next_steps(pairs: Sequence[YearOnYear], place: str, *, unchanged: bool, program: str) -> None:
    """Say where everything is kept and which commands come next, with names from this very import."""
    items = [(view.verdict not in URGENT, row.number) for pair in pairs for row, view in pair.items]
    example = min(items)[1] if items else None
    steps = [
        (f"{program} show {example}", "看一项的原文、判断和经过") if example else (f"{program} list", "看台账里的事项"),
        (program, "打开界面，逐项核对、确认"),
    ]
    if pairs:
        last = pairs[-1].newer
        steps.append((f"{program} report closure --org {_quoted(last.unit)} --year {last.year}", "出整改情况报告"))
    elif not unchanged:
        steps.append((f"{program} import 相邻年度的报告", "同一单位有了相邻两年的报告，就逐项对账"))
    page = Page(sys.stderr)
    page.write(["", f"台账：{shown(place)}", "下一步："])
    page.pairs([(f"  {command}", purpose) for command, purpose in steps])


def _program(db: str | None) -> str:
    """The program's name as the next command begins; a URL is left out, it may hold a password."""
    return f"tracker --db {_quoted(db)}" if db and "://" not in db else "tracker"


def _quoted(name: str) -> str:
    """A name as it can be typed on a command line, Windows included."""
    return f'"{name}"' if re.search(r"[^\w（）、·/.\\:-]", name) else name


def complain(outcome: ImportOutcome) -> None:
    """Say on standard error which files were not imported and why, one line each.

    Raises:
        ReadingError: nothing else was asked for than the one file that failed.
    """
    errors = [ReadingError(file.error or f"“{file.path}”没有导入", file.hint) for file in outcome.failed]
    total = len(outcome.files)
    if total == 1:
        raise errors[0]
    rest = f"，其余 {total - len(errors)} 个已处理" if total > len(errors) else ""
    say(f"错误：{total} 个里有 {len(errors)} 个没有导入{rest}：", err=True)
    for error in errors:
        say(f"  {error}", err=True)


def document(outcome: ImportOutcome, *, place: str) -> dict[str, Any]:
    """The JSON document of an import."""
    return {
        "schema": "tracker.import/1",
        "ledger": place,
        "dry_run": outcome.dry_run,
        "files": [_file_document(file) for file in outcome.files],
        "follow_ups": [year_on_year(pair) for pair in final_pairs(outcome)],
    }


def _file_document(file: FileOutcome) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "status": file.status.value,
        "document": plain(file.document),
        "found": _found(file.extraction) if file.extraction else None,
        "warnings": list(file.warnings),
        "doubtful": [{"why": doubt_of(row), "item": plain(row)} for row in file.doubtful],
        "error": file.error,
        "hint": file.hint,
    }
