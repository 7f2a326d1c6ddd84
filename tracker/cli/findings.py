"""How what was found in a report looks on the page, before any of it is in a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.cli.layout import Column
from tracker.cli.page import Page
from tracker.cli.showing import unsaid, verdict_counts, verdict_table
from tracker.cli.standings import standings_table
from tracker.domain.following import FollowUp
from tracker.domain.kinds import ItemKind, Missing, PassageKind
from tracker.domain.lines import flat
from tracker.domain.report import Closure, Extraction, Metric, Particulars, PlainText, Tally, Unplaced


def extraction_page(page: Page, source: PlainText, found: Extraction, unplaced: Sequence[Unplaced] = ()) -> None:
    """All that one report yields. What a person should look at stands first."""
    page.heading(_whose(found))
    encoding = f"，编码 {source.encoding}" if source.encoding else ""
    page.text(f"文件 {source.path}，{len(source.text)} 字{encoding}")
    if unplaced:
        page.title(f"没有归入的句子（{len(unplaced)}）")
        page.table(
            [Column("部分"), Column("位置", right=True), Column("原文")],
            [(one.section.label, f"第 {one.span.start + 1} 字", flat(one.span.of(source.text))) for one in unplaced],
        )
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
    page: Page,
    older: PlainText,
    older_found: Extraction,
    newer: PlainText,
    newer_found: Extraction,
    result: FollowUp,
    *,
    today: date,
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
    promised = {promise.id: promise for promise in older_found.commitments}
    for item in result.items:
        if item.actions:
            page.title(f"{item.item_id}  {promised[item.item_id].title}：措施逐条看")
            rows = [
                (
                    flat(action.span.of(older.text)),
                    action.deadline,
                    one.standing,
                    flat(one.span.of(newer.text)) if one.span else "",
                    one.score,
                )
                for action, one in zip(promised[item.item_id].actions, item.actions, strict=True)
            ]
            standings_table(page, rows, today=today)


def _whose(found: Extraction) -> str:
    identity = found.identity
    year = f"{identity.year} 年度" if identity.year else "年度不明"
    return f"{identity.org or '单位不明'}  {year}"


def _problems(page: Page, found: Extraction) -> None:
    page.title(f"问题（{len(found.problems)}）")
    if found.problems:
        page.table(
            [Column("序号"), Column("出处"), Column("把握", right=True), Column("主题"), Column("标题")],
            [
                (
                    problem.id,
                    problem.where.label,
                    f"{problem.confidence:.0%}",
                    _theme(problem.particulars),
                    "\n".join([problem.title, *_told(problem.particulars)]),
                )
                for problem in found.problems
            ],
        )


def _commitments(page: Page, source: PlainText, found: Extraction) -> None:
    page.title(f"承诺（{len(found.commitments)}）")
    rows = []
    for promise in found.commitments:
        lines = [promise.title]
        for action in promise.actions:
            notes = [f"时限 {action.deadline.isoformat()}"] if action.deadline else []
            notes += ["没写明做到什么"] if Missing.WHAT in action.missing else []
            lines.append(f"  · {flat(action.span.of(source.text))}" + (f"（{'，'.join(notes)}）" if notes else ""))
        lines += _told(promise.particulars)
        if promise.particulars and promise.particulars.vague:
            lines.append(f"  ！空泛：{unsaid(promise.particulars.missing)}")
        rows.append(
            (
                promise.id,
                "、".join(promise.addresses) or "-",
                f"{promise.confidence:.0%}",
                _theme(promise.particulars),
                "\n".join(lines),
            )
        )
    if rows:
        columns = [Column("序号"), Column("回应"), Column("把握", right=True), Column("主题"), Column("标题和措施")]
        page.table(columns, rows)


def _theme(particulars: Particulars | None) -> str:
    return particulars.theme.label if particulars and particulars.theme else "-"


def _told(particulars: Particulars | None) -> list[str]:
    """Examples, causes, who and until when, and how a problem is weighed, one a line."""
    if particulars is None:
        return []
    lines = [f"  程度：{particulars.severity.label}"] if particulars.severity else []
    for kind in PassageKind:
        words = "；".join(passage.words for passage in particulars.of(kind))
        if words and kind is not PassageKind.HEDGE:
            lines.append(f"  {kind.label}：{words}")
    return lines


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
