"""What an import did: for people, as JSON, and what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

import click

from tracker.cli.as_json import plain, year_on_year
from tracker.cli.layout import Column, shown
from tracker.cli.page import Page
from tracker.cli.showing import UNIT_COLUMN_AT_MOST, items_table, mismatches, pair_page, verdict_counts
from tracker.domain.errors import ReadingError, TrackerError
from tracker.domain.kinds import Verdict
from tracker.domain.report import Extraction
from tracker.services.importing import FileOutcome, ImportOutcome
from tracker.services.views import YearOnYear

PAIRS_IN_FULL = 6
"""Pairs of years shown item by item; of more only the counts and what needs a person first."""

URGENT = (Verdict.CONTESTED, Verdict.RECURRING)
"""What a person should look at first: what has come back."""

STATUS_LABELS = {"imported": "已入账", "corrected": "已更正", "unchanged": "没有变化", "failed": "未导入"}


def show(outcome: ImportOutcome, *, place: str, dry_run: bool) -> None:
    """Print what was found and what became of last year's items; what to do next goes to standard error."""
    page = Page()
    done = [file for file in outcome.files if file.status != "failed"]
    if not done:
        return
    if dry_run:
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
            click.echo(shown(f"提醒：{file.path}：{warning}"), err=True)
    pairs = final_pairs(outcome)
    _show_pairs(page, pairs)
    if not dry_run:
        _next_steps(done, pairs, place)


def _file_row(file: FileOutcome) -> tuple[str, ...]:
    document, found = file.document, file.extraction
    counts = [str(number) for number in _found(found).values()] if found else ["-"] * 5
    unit, year = (document.unit, str(document.year)) if document else ("-", "-")
    return unit, year, STATUS_LABELS[file.status], *counts, str(file.path)


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
        [Column("单位", most=UNIT_COLUMN_AT_MOST), Column("年度"), Column("项数", right=True), Column("新报告的说法")],
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


def _next_steps(done: Sequence[FileOutcome], pairs: Sequence[YearOnYear], place: str) -> None:
    """Say where everything is kept and which commands come next, with names from this very import."""
    steps: list[tuple[str, str]] = []
    example = next((row.number for pair in pairs for row, _ in pair.items), None)
    if example:
        steps.append((f"tracker show {example}", "看一项的原文、说法和经过"))
    else:
        steps.append(("tracker list", "看找到的问题和承诺"))
    steps.append(("tracker", "打开界面，逐项核对、确认"))
    last = pairs[-1].newer if pairs else next((file.document for file in reversed(done) if file.document), None)
    if last:
        steps.append((f"tracker report closure --org {shlex.quote(last.unit)} --year {last.year}", "出整改情况报告"))
    click.echo(f"\n台账：{place}\n下一步：", err=True)
    for command, purpose in steps:
        click.echo(f"  {command}    {purpose}", err=True)


def failures(outcome: ImportOutcome) -> list[TrackerError]:
    """What went wrong with the files that were not imported."""
    return [
        ReadingError(file.error or f"{file.path} 没有导入", file.hint or "")
        for file in outcome.files
        if file.status == "failed"
    ]


def complain(failed: Sequence[TrackerError], *, total: int) -> None:
    """Say on standard error which files failed and why, one line each."""
    if not failed:
        return
    done = total - len(failed)
    click.echo(
        f"错误：{total} 个里有 {len(failed)} 个没有导入" + (f"，其余 {done} 个已处理：" if done else "："), err=True
    )
    for error in failed:
        click.echo(shown(f"  {error}".replace("\n", " ")), err=True)


def document(outcome: ImportOutcome, refused: Sequence[TrackerError], *, place: str, dry_run: bool) -> dict[str, Any]:
    """The JSON document of an import."""
    return {
        "schema": "tracker.import/1",
        "ledger": place,
        "dry_run": dry_run,
        "files": [_file_document(file) for file in outcome.files],
        "refused": [{"error": error.message, "hint": error.hint} for error in refused],
        "follow_ups": [year_on_year(pair) for pair in final_pairs(outcome)],
    }


def _file_document(file: FileOutcome) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "status": str(file.status),
        "document": plain(file.document),
        "found": _found(file.extraction) if file.extraction else None,
        "warnings": list(file.warnings),
        "error": file.error,
        "hint": file.hint,
    }
