"""A draft of the paragraph that the next duty report owes on last year's problems (去年问题整改情况).

Sentence by sentence, each with the items it speaks of. It says 销号 only of what people closed, repeats no claim as a
fact, and leaves a gap to be filled, marked 【待补】, where the ledger has nothing that could be written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.lines import inside_quotes
from tracker.reporting.blocks import Column, Document, Heading, Paragraph, Run, Table, cell, naming, said
from tracker.reporting.counting import NOT_DUE, carried_over
from tracker.reporting.model import ClosureReport, Item, StateNames
from tracker.reporting.particulars import closing_of
from tracker.reporting.wording import chinese_date, flowing, shortened

NAMED = 6
"""Items named in one sentence; more are counted."""
_TITLE_LIMIT = 40
_WORK_LIMIT = 60
_CAME_BACK = frozenset({Verdict.CONTESTED, Verdict.RECURRING})
_AT_WORK = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the draft and the items it rests on."""

    text: str
    numbers: tuple[str, ...]
    gap: bool = False
    """True where a person has to fill in or check before it may be used."""


def draft(report: ClosureReport) -> tuple[Sentence, ...]:
    """The sentences of the draft, in order; none where the ledger has no report before the year's."""
    if report.older is None:
        return ()
    problems = [item for item in report.problems if item.status not in NOT_DUE]
    commitments = [item for item in report.commitments if item.status not in NOT_DUE]
    closed = [item for item in problems if item.status is Status.CLOSED]
    left = [item for item in problems if item.status is not Status.CLOSED]
    came_back = [item for item in left if item.verdict in _CAME_BACK]
    long_term = [item for item in left if item.status is Status.CONTINUING and item not in came_back]
    at_work = [item for item in left if item.status in _AT_WORK and item not in came_back]
    told = [item for item in at_work if item.evidence or item.claim]
    untold = [item for item in at_work if item not in told]
    sentences = [
        Sentence(
            f"{report.older.year}年度述职查摆问题{len(problems)}个，作出承诺{len(commitments)}项。",
            _numbers([*problems, *commitments]),
        ),
        *_on_closed(closed, report.names),
        *(_on_work(item) for item in (*closed, *told) if item.evidence),
        *_on(told, lambda named, count: f"{named}{count}个问题正在整改，尚未验收。"),
        *_on(long_term, lambda named, count: f"{named}{count}个问题需要长期坚持，已列入持续整改。"),
        *_on(came_back, lambda named, count: f"{named}{count}个问题整改还不彻底，本年仍有表现。"),
        *_on(untold, lambda named, count: f"【待补】{named}{count}个问题的进展（本年报告没有提及）。", gap=True),
        *_on_commitments(commitments),
        *_on_counts(report),
    ]
    carried = carried_over(report)
    if carried:
        sentences.append(
            Sentence(
                f"未办结的{len(carried)}项按原编号结转，继续整改，整改不到位不{closing_of(report.names)}。",
                tuple(one.item.number for one in carried),
            )
        )
    return tuple(sentences)


def draft_document(report: ClosureReport) -> Document:
    """The draft as one paragraph, then sentence by sentence with the items each rests on."""
    sentences = draft(report)
    title = f"{shortened(report.unit, 60)}上年问题整改情况（草稿）"
    day = f"（供{report.year}年度述职报告参考，截至{chinese_date(report.made_on)}）"
    if not sentences:
        words = f"台账中没有{report.year}年度以前的报告，没有可以起草的内容。"
        return Document(title, day, (Paragraph(said(words)),))
    rows = tuple(
        (
            cell(str(place)),
            cell(sentence.text),
            tuple(naming(number, number) for number in sentence.numbers) or cell("—"),
            cell("须核实补充" if sentence.gap else "—"),
        )
        for place, sentence in enumerate(sentences, start=1)
    )
    columns = (
        Column("句", 12, centred=True),
        Column("内容", 88),
        Column("所据事项", 34, centred=True),
        Column("提示", 22, centred=True),
    )
    return Document(
        title,
        day,
        (
            Paragraph(tuple(Run(sentence.text) for sentence in sentences)),
            Heading(1, "逐句所据"),
            Table("表1　逐句所据", columns, rows),
            Paragraph(
                said(
                    f"草稿由台账生成。{report.names.closed}的以验收为准；引用的工作取自本年报告，写入前请核对佐证。"
                    "计数口径：问题、承诺的个数不含并入、拆分和不纳入的。"
                )
            ),
        ),
    )


def _numbers(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.number for item in items)


def _named(items: Sequence[Item]) -> str:
    names = "".join(f"“{_title(item)}”" for item in items[:NAMED])
    return names + ("等" if len(items) > NAMED else "")


def _title(item: Item) -> str:
    """The title to stand in quotation marks: those inside it become single."""
    return inside_quotes(shortened(item.title, _TITLE_LIMIT))


def _on(items: Sequence[Item], words: Callable[[str, int], str], *, gap: bool = False) -> tuple[Sentence, ...]:
    return (Sentence(words(_named(items), len(items)), _numbers(items), gap),) if items else ()


def _on_closed(closed: Sequence[Item], names: StateNames) -> tuple[Sentence, ...]:
    if not closed:
        return (Sentence(f"截至目前，尚没有问题通过验收{closing_of(names)}。", ()),)
    alone = [item for item in closed if item.verification is not None and item.verification.self_verified]
    own = f"，其中{len(alone)}个由承办人自行验收" if alone else ""
    return (Sentence(f"经验收，{_named(closed)}{len(closed)}个问题{names.closed}{own}。", _numbers(closed)),)


def _on_work(item: Item) -> Sentence:
    """What the report of the year tells of work on the item, in its own words."""
    best = max(item.evidence, key=lambda one: (one.score or 0.0, -one.span.start))
    work = flowing(best.text).strip("。；;，, ")
    cut = len(work) > _WORK_LIMIT
    return Sentence(f"针对“{_title(item)}”，{shortened(work, _WORK_LIMIT)}。", (item.number,), gap=cut)


def _on_commitments(commitments: Sequence[Item]) -> tuple[Sentence, ...]:
    if not commitments:
        return ()
    done = [item for item in commitments if item.status is Status.CLOSED]
    left = [item for item in commitments if item.status is not Status.CLOSED]
    again = [item for item in left if item.verdict in _CAME_BACK]
    told = [item for item in left if item not in again and item.verdict not in (None, Verdict.SILENT)]
    untold = [item for item in left if item not in again and item not in told]
    parts = [f"已办结{len(done)}项"] if done else []
    parts += [f"本年报告讲到进展的{len(told)}项"] if told else []
    parts += [f"没有落实到位、本年再次提出的{len(again)}项"] if again else []
    words = f"{len(commitments)}项承诺中，{'，'.join(parts)}。" if parts else ""
    found = [Sentence(words, _numbers([*done, *told, *again]))] if words else []
    if untold:
        text = f"【待补】{_named(untold)}{len(untold)}项承诺的落实情况（本年报告没有提及）。"
        found.append(Sentence(text, _numbers(untold), gap=True))
    return tuple(found)


def _on_counts(report: ClosureReport) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            f"【核对】本年报告称{check.origin.label}问题{check.claimed_total}个，台账为{check.ledger_total}个，请核实后统一口径。",
            _numbers([item for item in report.items if item.kind is ItemKind.PROBLEM]),
            gap=True,
        )
        for check in report.count_checks
        if not check.match
    )
