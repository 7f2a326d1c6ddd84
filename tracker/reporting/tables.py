"""The tables of the yearly closure report. Widths are millimetres of a type area 156 mm wide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.kinds import ClosureStatus, ItemKind, Status, Where
from tracker.reporting.blocks import Column, Line, Run, Table, cell, counted, naming, said
from tracker.reporting.counting import (
    NOT_DUE,
    Carried,
    Figure,
    Picture,
    action_name,
    by_origin,
    by_source,
    claimed_elsewhere,
    late,
    standing_label,
    statement_name,
)
from tracker.reporting.model import (
    Action,
    ClosureReport,
    CountCheck,
    EarlierItem,
    Item,
    Linked,
    NewItem,
    Statement,
    StateNames,
)
from tracker.reporting.particulars import (
    NOTE_LIMIT,
    SHORT_QUOTE_LIMIT,
    TITLE_LIMIT,
    action_lines,
    held_label,
    linked_lines,
    quoted,
    titled,
    verdict_label,
)
from tracker.reporting.wording import chinese_date, shortened

_NUMBER = Column("编号", 28, centred=True)
_NOTHING = cell("—")


def verdict_table(report: ClosureReport, problems: Picture, commitments: Picture) -> Table:
    """Counts by what the report of the year says."""
    assert report.older is not None
    rows = [
        _counts(of_problems, of_commitments)
        for of_problems, of_commitments in zip(problems.by_verdict, commitments.by_verdict, strict=True)
        if of_problems.label != verdict_label(None) or of_problems.count or of_commitments.count
    ]
    return Table(
        f"{report.older.year}年度事项在{report.year}年度报告中的说法",
        (Column("报告说法", 76), Column("问题（个）", 40, centred=True), Column("承诺（项）", 40, centred=True)),
        (*rows, _counts(Figure("合计", problems.total.numbers), commitments.total)),
    )


def status_table(report: ClosureReport, problems: Picture, commitments: Picture) -> Table:
    """Counts by state in the ledger; states without items are left out, 已销号 never is."""
    assert report.older is not None
    rows = [
        _counts(of_problems, of_commitments)
        for of_problems, of_commitments in zip(problems.by_status, commitments.by_status, strict=True)
        if of_problems.count or of_commitments.count or of_problems.label == report.names.closed
    ]
    label = f"{report.counting.rate_label}（{report.counting.done_label}÷应整改数）"
    rates = (cell(label), _rate(problems), _rate(commitments))
    return Table(
        f"{report.older.year}年度事项的台账状态",
        (Column("台账状态", 76), Column("问题（个）", 40, centred=True), Column("承诺（项）", 40, centred=True)),
        (*rows, _counts(Figure("合计", problems.total.numbers), commitments.total), rates),
    )


def _counts(of_problems: Figure, of_commitments: Figure) -> tuple[tuple[Line, ...], ...]:
    return (cell(of_problems.label), _figure(of_problems), _figure(of_commitments))


def _figure(figure: Figure) -> tuple[Line, ...]:
    return ((counted(figure.numbers),),)


def _number(number: str) -> tuple[Line, ...]:
    return (naming(number, number),)


def _rate(counts: Picture) -> tuple[Line, ...]:
    if not counts.due.count:
        return _NOTHING
    closed, due = counted(counts.closed.numbers), counted(counts.due.numbers)
    return ((Run(f"{counts.closure_rate}（"), closed, Run("÷"), due, Run("）")),)


def source_table(report: ClosureReport) -> Table:
    """Last year's problems by who raised them, and how many of them are done."""
    assert report.older is not None
    rows = []
    for one in by_source(report):
        due, closed = counted(one.due.numbers), counted(one.closed.numbers)
        rate = ((Run(f"{one.closure_rate}（"), closed, Run("÷"), due, Run("）")),) if one.due.count else _NOTHING
        rows.append((cell(one.origin.label), _figure(one.total), rate, _figure(one.outstanding)))
    return Table(
        f"{report.older.year}年度问题的来源",
        (
            Column("问题来源", 50),
            Column("问题（个）", 28, centred=True),
            Column(f"{report.counting.rate_label}（{report.counting.done_label}÷应整改数）", 50, centred=True),
            Column("未办结（个）", 28, centred=True),
        ),
        tuple(rows),
    )


def origin_table(report: ClosureReport) -> Table:
    """What the report of the year states, by whose problems it speaks of, and which ledger items it covers."""
    rows = [
        (
            cell(one.origin.label),
            _figure(one.stated),
            _claimed(one.claimed_total, one.stated),
            _claimed(one.claimed_done, one.stated),
            _figure(one.covered),
        )
        for one in by_origin(report)
    ]
    elsewhere = claimed_elsewhere(report)
    if elsewhere.count:
        rows.append((cell(elsewhere.label), _NOTHING, _NOTHING, _NOTHING, _figure(elsewhere)))
    return Table(
        f"{report.year}年度报告整改表述的问题来源",
        (
            Column("问题来源", 32),
            Column("表述（处）", 26, centred=True),
            Column("称涉及（个）", 31, centred=True),
            Column("称完成（个）", 31, centred=True),
            Column("涉及台账（项）", 36, centred=True),
        ),
        tuple(rows),
    )


def _claimed(number: int | None, stated: Figure) -> tuple[Line, ...]:
    """What the report itself counts, opening into the statements that say so."""
    return cell(_stated(number)) if number is None else ((Run(str(number), items=stated.numbers),),)


def _stated(number: int | None) -> str:
    return "未写明" if number is None else str(number)


def overview_table(items: Sequence[Item], names: StateNames) -> Table:
    """The problems of last year at a glance."""
    return _overview(items, "上年问题一览", "问题", names)


def commitments_table(items: Sequence[Item], names: StateNames) -> Table:
    """The commitments of last year at a glance."""
    return _overview(items, "上年承诺一览", "承诺", names)


def actions_table(report: ClosureReport) -> Table:
    """The single things that last year's commitments said would be done, with what the report of the year says."""
    columns = (
        Column("编号", 28, centred=True),
        Column("承诺事项", 32),
        Column("期限", 24, centred=True),
        Column("落实", 16, centred=True),
        Column("本年报告原文", 56),
    )
    return Table(
        "承诺事项落实情况",
        columns,
        tuple(
            (
                _number(action_name(item.number, place)),
                cell(shortened(action.text, NOTE_LIMIT)),
                _until(item, action, report.made_on),
                cell(standing_label(action.standing)),
                _NOTHING if action.said is None else (quoted(action.said, SHORT_QUOTE_LIMIT),),
            )
            for item in report.commitments
            if item.status not in NOT_DUE
            for place, action in enumerate(item.actions, start=1)
        ),
    )


def _until(item: Item, action: Action, made_on: date) -> tuple[Line, ...]:
    if action.deadline is None:
        return cell("未写明")
    day = said(chinese_date(action.deadline))
    return (day, said("已过期限")) if late(item, action, on=made_on) else (day,)


def _overview(items: Sequence[Item], caption: str, noun: str, names: StateNames) -> Table:
    return Table(
        caption,
        (_NUMBER, Column(noun, 50), Column("报告说法", 43, centred=True), Column("台账状态", 35, centred=True)),
        tuple(
            (
                _number(item.number),
                cell(shortened(item.title, TITLE_LIMIT)),
                cell(held_label(item)),
                cell(_state(item, names)),
            )
            for item in items
        ),
    )


def _state(item: Item, names: StateNames) -> str:
    own = item.verification is not None and item.verification.self_verified and item.status is Status.CLOSED
    return names.of(item.status) + ("（自验）" if own else "")


def returned_table(items: Sequence[Item], names: StateNames) -> Table:
    """What came back, last year's words beside this year's."""
    return Table(
        "再次出现的事项",
        (_NUMBER, Column("上年原文", 49), Column("本年原文", 49), Column("报告说法和状态", 30)),
        tuple(
            (
                _number(item.number),
                (quoted(item.quote, SHORT_QUOTE_LIMIT),),
                _again(item),
                (said(held_label(item)), said(f"台账：{_state(item, names)}")),
            )
            for item in items
        ),
    )


def _again(item: Item) -> tuple[Line, ...]:
    """What the report of the year says again: the problem, else the commitment, else what it claims."""
    again: Linked | None = item.recurs_as or item.repeated_as
    if again is not None and again.passage is not None:
        return (naming(titled(again.number, again.title), again.number), quoted(again.passage, SHORT_QUOTE_LIMIT))
    passages = [item.claim] if item.claim else list(item.evidence[:1])
    return tuple(quoted(one, SHORT_QUOTE_LIMIT) for one in passages) or _NOTHING


def unmentioned_table(items: Sequence[Item], names: StateNames) -> Table:
    """The items of which the report of the year says nothing."""
    return Table(
        "未提及的事项",
        (_NUMBER, Column("类别", 18, centred=True), Column("事项", 82), Column("台账状态", 28, centred=True)),
        tuple(
            (
                _number(item.number),
                cell(item.kind.label),
                cell(shortened(item.title, TITLE_LIMIT)),
                cell(_state(item, names)),
            )
            for item in items
        ),
    )


def count_table(checks: Sequence[CountCheck]) -> Table:
    """Counts claimed by the report of the year held against the ledger's."""
    return Table(
        "数量核对",
        (
            Column("问题来源", 46),
            Column("报告所称（个）", 38, centred=True),
            Column("台账所列（个）", 38, centred=True),
            Column("核对结果", 34, centred=True),
        ),
        tuple(
            (
                cell(check.origin.label),
                cell(str(check.claimed_total)),
                ((Run(str(check.ledger_total), items=check.items),),),
                cell(_difference(check)),
            )
            for check in checks
        ),
    )


def _difference(check: CountCheck) -> str:
    if check.match:
        return "一致"
    more = check.claimed_total - check.ledger_total
    return f"报告多{more}个" if more > 0 else f"报告少{-more}个"


def carried_table(carried: Sequence[Carried], names: StateNames) -> Table:
    """What goes on into the next year, with its age."""
    return Table(
        "结转下年的事项",
        (
            _NUMBER,
            Column("类别", 14, centred=True),
            Column("事项", 39),
            Column("台账状态", 22, centred=True),
            Column("年数", 17, centred=True),
            Column("最近说法", 36),
        ),
        tuple(
            (
                _number(one.item.number),
                cell(one.item.kind.label),
                cell(shortened(one.item.title, TITLE_LIMIT)),
                cell(names.of(one.item.status)),
                cell(f"第{one.age}年"),
                _last_said(one.item),
            )
            for one in carried
        ),
    )


def _last_said(item: Item | EarlierItem) -> tuple[Line, ...]:
    words = verdict_label(item.verdict)
    if isinstance(item, EarlierItem) and item.verdict_year is not None:
        words += f"（{item.verdict_year}年度）"
    lines = [said(words)]
    again = item.recurs_as or item.repeated_as
    if again is not None:
        lines.append(naming(f"见{again.number}", again.number))
    return tuple(lines)


def statements_table(statements: Sequence[Statement]) -> Table:
    """Every closure statement of the report of the year."""
    return Table(
        "报告中的整改表述",
        (
            Column("序号", 18, centred=True),
            Column("问题来源", 22),
            Column("称涉及", 18, centred=True),
            Column("称完成", 18, centred=True),
            Column("报告说法", 22, centred=True),
            Column("原文", 58),
        ),
        tuple(
            (
                _number(statement_name(place)),
                cell(one.origin.label),
                cell(_stated(one.total) if one.status is not ClosureStatus.NOT_APPLICABLE else "—"),
                cell(_stated(one.done) if one.status is not ClosureStatus.NOT_APPLICABLE else "—"),
                cell(one.status.label),
                (quoted(one.quote, SHORT_QUOTE_LIMIT),),
            )
            for place, one in enumerate(statements, start=1)
        ),
    )


def new_problems_table(items: Sequence[NewItem], names: StateNames) -> Table:
    """The problems that the report of the year raises."""
    return Table(
        "本年提出的问题",
        (_NUMBER, Column("问题", 34), Column("原文", 67), Column("备注", 27)),
        tuple(
            (
                _number(item.number),
                cell(shortened(item.title, TITLE_LIMIT)),
                (quoted(item.quote, SHORT_QUOTE_LIMIT),),
                _remarks(item, names),
            )
            for item in items
        ),
    )


def new_commitments_table(items: Sequence[NewItem], names: StateNames, *, made_on: date) -> Table:
    """The commitments that the report of the year makes, with what each says will be done."""
    return Table(
        "本年提出的承诺",
        (_NUMBER, Column("承诺", 40), Column("承诺事项", 48), Column("针对问题和备注", 40)),
        tuple(
            (
                _number(item.number),
                cell(shortened(item.title, TITLE_LIMIT)),
                action_lines(item.actions, made_on=made_on, outstanding=True) or _NOTHING,
                (*linked_lines(item.linked), *_remarks(item, names, empty=not item.linked)),
            )
            for item in items
        ),
    )


def _remarks(item: NewItem, names: StateNames, *, empty: bool = True) -> tuple[Line, ...]:
    again = "再次出现" if item.kind is ItemKind.PROBLEM else "再次承诺"
    remarks = [naming(f"{number}{again}", number) for number in item.returns]
    if not item.in_source:
        remarks.append(said("更正后的报告不再有"))
    if item.where is Where.INLINE:
        remarks.append(said("在问题清单以外提及"))
    if item.status is not Status.PROPOSED:
        remarks.append(said(f"台账：{names.of(item.status)}"))
    return tuple(remarks) or (_NOTHING if empty else ())


def sources_table(report: ClosureReport) -> Table:
    """The reports that the closure report rests on."""
    sources = [source for source in (report.older, report.newer) if source is not None]
    return Table(
        "所依据的报告",
        (Column("年度", 27, centred=True), Column("文件名", 45), Column("文件校验值（SHA-256）", 84)),
        tuple(
            (cell(f"{source.year}年度"), cell(shortened(source.name, TITLE_LIMIT)), cell(source.sha256))
            for source in sources
        ),
    )
