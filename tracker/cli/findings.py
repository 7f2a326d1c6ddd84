"""How what was found in a report looks on the page, before any of it is in a ledger."""

from __future__ import annotations

from tracker.cli.layout import Column
from tracker.cli.page import Page
from tracker.cli.showing import flat, verdict_counts, verdict_table
from tracker.domain.following import FollowUp
from tracker.domain.kinds import ItemKind
from tracker.domain.report import Closure, Extraction, Metric, PlainText, Tally


def extraction_page(page: Page, source: PlainText, found: Extraction) -> None:
    """All that one report yields."""
    page.heading(_whose(found))
    page.text(f"文件 {source.path}，{len(source.text)} 字，编码 {source.encoding}")
    _problems(page, found)
    _commitments(page, source, found)
    if found.closures:
        page.title(f"整改说法（{len(found.closures)}）")
        columns = [
            Column("谁提的"),
            Column("说法"),
            Column("总数", right=True),
            Column("完成", right=True),
            Column("原文"),
        ]
        page.table(columns, [_closure(source, closure) for closure in found.closures])
    if found.tallies:
        page.title(f"清单数（{len(found.tallies)}）")
        columns = [Column("总数", right=True), Column("完成", right=True), Column("原文")]
        page.table(columns, [_tally(source, tally) for tally in found.tallies])
    if found.metrics:
        page.title(f"指标（{len(found.metrics)}）")
        columns = [Column("数值", right=True), Column("单位"), Column("指标")]
        page.table(columns, [_metric(metric) for metric in found.metrics])


def comparison_page(
    page: Page, older: PlainText, older_found: Extraction, newer: PlainText, newer_found: Extraction, result: FollowUp
) -> None:
    """The older report's items with what the newer report says of them. Counts that disagree come first."""
    page.heading(f"旧：{_whose(older_found)}  {older.path}")
    page.heading(f"新：{_whose(newer_found)}  {newer.path}")
    for line in result.reconciliation:
        if not line.match:
            claimed = f"新报告说{line.origin.label}问题有 {line.claimed_total} 个"
            page.alarm(f"数目对不上：{claimed}，旧报告列出 {line.ledger_total} 个")
    if not result.items:
        page.text("旧报告里没有问题，也没有承诺")
        return
    titles: dict[tuple[ItemKind, str], str] = {
        (ItemKind.PROBLEM, problem.id): problem.title for problem in older_found.problems
    }
    titles |= {(ItemKind.COMMITMENT, promise.id): promise.title for promise in older_found.commitments}
    page.text(f"共 {len(result.items)} 项：{verdict_counts(item.verdict for item in result.items)}")
    verdict_table(
        page,
        [
            (item.item_id, item.kind.label, item.verdict, titles[item.kind, item.item_id], item.reason)
            for item in result.items
        ],
    )


def _whose(found: Extraction) -> str:
    identity = found.identity
    year = f"{identity.year} 年度" if identity.year else "年度不明"
    return f"{identity.org or '单位不明'}  {year}"


def _problems(page: Page, found: Extraction) -> None:
    page.title(f"问题（{len(found.problems)}）")
    if found.problems:
        page.table(
            [Column("序号"), Column("出处"), Column("把握", right=True), Column("标题")],
            [
                (problem.id, problem.where.label, f"{problem.confidence:.0%}", problem.title)
                for problem in found.problems
            ],
        )


def _commitments(page: Page, source: PlainText, found: Extraction) -> None:
    page.title(f"承诺（{len(found.commitments)}）")
    rows = []
    for promise in found.commitments:
        lines = [promise.title]
        for action in promise.actions:
            deadline = f"（时限 {action.deadline.isoformat()}）" if action.deadline else ""
            lines.append(f"  · {flat(action.span.of(source.text))}{deadline}")
        rows.append((promise.id, "、".join(promise.addresses) or "-", f"{promise.confidence:.0%}", "\n".join(lines)))
    if rows:
        page.table([Column("序号"), Column("回应"), Column("把握", right=True), Column("标题和措施")], rows)


def _closure(source: PlainText, closure: Closure) -> tuple[str, ...]:
    return (
        closure.origin.label,
        closure.status.label,
        _count(closure.total),
        _count(closure.done),
        flat(closure.span.of(source.text)),
    )


def _tally(source: PlainText, tally: Tally) -> tuple[str, ...]:
    return _count(tally.total), _count(tally.done), flat(tally.span.of(source.text))


def _metric(metric: Metric) -> tuple[str, ...]:
    return f"{'约 ' if metric.approx else ''}{metric.value:,.10g}", metric.unit, metric.label


def _count(number: int | None) -> str:
    return "-" if number is None else str(number)
