"""What changed between two issues of a closure report: figure by figure and item by item, the earlier value first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reporting.blocks import Column, Document, Heading, Line, Paragraph, Run, Table, cell, naming, said
from tracker.reporting.counting import Figure, Picture, pictures, standing_label
from tracker.reporting.model import ClosureReport, Item, StateNames
from tracker.reporting.particulars import TITLE_LIMIT, judgement_words, verdict_label
from tracker.reporting.wording import chinese_date, shortened


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was."""

    number: str
    """Number of the item; empty for what is said of the whole report."""
    what: str
    before: str
    after: str


def differences(before: ClosureReport, after: ClosureReport) -> tuple[Change, ...]:
    """What changed: the whole report first, then the items by number. The day it was made on is no change."""
    return (*_of_whole(before, after), *_of_items(before, after))


def _of_whole(before: ClosureReport, after: ClosureReport) -> Iterator[Change]:
    for what, one, other in (
        ("单位名称", before.unit, after.unit),
        ("本年报告文件", before.newer.sha256, after.newer.sha256),
        ("上年报告文件", _sha256(before), _sha256(after)),
        ("整改表述（处）", str(len(before.statements)), str(len(after.statements))),
        ("本年新提出事项（项）", str(len(before.new_items)), str(len(after.new_items))),
        ("更早未办结事项（项）", str(len(before.earlier)), str(len(after.earlier))),
    ):
        if one != other:
            yield Change("", what, one, other)
    if before.counting != after.counting:
        yield Change("", "计数口径", before.counting.statement, after.counting.statement)
    for noun, was, is_now in zip(("问题", "承诺"), pictures(before), pictures(after), strict=True):
        for label, one, other in _figures(was, is_now, rate=after.counting.rate_label):
            if one != other:
                yield Change("", f"{noun}：{label}", one, other)


def _sha256(report: ClosureReport) -> str:
    return report.older.sha256 if report.older else "没有"


def _figures(before: Picture, after: Picture, *, rate: str) -> Iterator[tuple[str, str, str]]:
    pairs: list[tuple[Figure, Figure]] = [
        (before.total, after.total),
        (before.due, after.due),
        *zip(before.by_verdict, after.by_verdict, strict=True),
        *zip(before.by_status, after.by_status, strict=True),
        (before.self_verified, after.self_verified),
    ]
    if after.closed.label not in {one.label for one in after.by_status}:
        pairs.append((before.closed, after.closed))
    yield from ((one.label, str(one.count), str(other.count)) for one, other in pairs)
    yield rate, str(before.closure_rate), str(after.closure_rate)


def _of_items(before: ClosureReport, after: ClosureReport) -> Iterator[Change]:
    old, new = ({item.number: item for item in report.items} for report in (before, after))
    for number in sorted(old.keys() | new.keys()):
        one, other = old.get(number), new.get(number)
        if one is None or other is None:
            title = shortened((one or other).title, TITLE_LIMIT)  # type: ignore[union-attr]
            yield Change(number, "事项", title if one else "没有", title if other else "没有")
            continue
        for (what, was), (_, is_now) in zip(_said_of(one, before.names), _said_of(other, after.names), strict=True):
            if was != is_now:
                yield Change(number, what, was, is_now)


def _said_of(item: Item, names: StateNames) -> tuple[tuple[str, str], ...]:
    """What two issues may tell differently of an item."""
    done = item.verification
    return (
        ("标题", shortened(item.title, TITLE_LIMIT)),
        ("原文", shortened(item.quote.text, TITLE_LIMIT)),
        ("台账状态", names.of(item.status)),
        ("轮次", f"第{item.round}轮"),
        ("报告说法", verdict_label(item.verdict)),
        ("人工认定", judgement_words(item) or "没有"),
        ("报告所称", shortened(item.claim.text, TITLE_LIMIT) if item.claim else "没有"),
        ("所述工作（处）", str(len(item.evidence))),
        ("承诺事项", "；".join(standing_label(one.standing) for one in item.actions) or "没有"),
        ("验收", f"{done.by}，{chinese_date(done.on)}{'（自验）' if done.self_verified else ''}" if done else "没有"),
        ("并入", item.merged_into or "没有"),
        ("再次提出", item.recurs_as.number if item.recurs_as else "没有"),
    )


def difference_document(before: ClosureReport, after: ClosureReport, *, names: tuple[str, str]) -> Document:
    """What changed, as a document. ``names`` are what the two issues are called: 第1期, 现在."""
    earlier, later = names
    changes = differences(before, after)
    title = f"{shortened(after.unit, 60)}{after.year}年度整改情况报告变化"
    day = f"（{earlier}，{chinese_date(before.made_on)}；{later}，{chinese_date(after.made_on)}）"
    if not changes:
        return Document(title, day, (Paragraph(said(f"{later}与{earlier}相比没有变化。")),))
    columns = (Column("事项", 30), Column("内容", 36), Column(earlier, 45), Column(later, 45))
    rows = tuple((_subject(one), cell(one.what), cell(one.before), cell(one.after)) for one in changes)
    items = len({one.number for one in changes if one.number})
    words = (Run(f"{later}与{earlier}相比，有变化的{len(changes)}处，涉及事项{items}项。"),)
    return Document(title, day, (Paragraph(words), Heading(1, "逐处变化"), Table("变化", columns, rows)))


def _subject(change: Change) -> tuple[Line, ...]:
    return (naming(change.number, change.number),) if change.number else cell("总体")
