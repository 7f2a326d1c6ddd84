"""The next thing to check about an item: rules as data, chosen by its state, then by what the report says of it.

The advice never closes anything; it tells a person what to ask for before deciding.
"""

from __future__ import annotations

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.reporting.model import USUAL_NAMES, Item, StateNames

_CAME_BACK = frozenset({Verdict.CONTESTED, Verdict.RECURRING})

_PROBLEM_SAID: dict[Verdict | None, str] = {
    Verdict.CONTESTED: "一面称已整改、一面仍列为问题：调阅当时的整改佐证，到现场核实，查清是没改到位还是反弹",
    Verdict.RECURRING: "查清上年措施是否落实、为什么又出现，重新明确责任人、措施和时限",
    Verdict.IN_PROGRESS: "要阶段目标和预计完成时间，到期复核",
    Verdict.RECTIFIED: "要佐证材料（注意材料日期），由申请人以外的人验收；验收前不销号",
    Verdict.EVIDENCED: "请单位明确所报工作是否就是对本问题的整改、改到什么程度，并附佐证",
    Verdict.SILENT: "请单位书面说明进展；未提及不等于已解决",
    None: "尚未与本年报告对照，先核对本年报告",
}

_COMMITMENT_SAID: dict[Verdict | None, str] = {
    Verdict.CONTESTED: "一面称已兑现、一面又说没有做到：逐条核对承诺事项，以佐证为准",
    Verdict.RECURRING: "又作了同样的承诺：查清上年为什么没有落实，要具体举措和完成时限",
    Verdict.IN_PROGRESS: "要完成时限和已做部分的佐证，到期复核",
    Verdict.RECTIFIED: "逐条核对承诺事项的佐证，由申请人以外的人验收；验收前不销号",
    Verdict.EVIDENCED: "核对所报工作与承诺事项是否一致、是否做完，并附佐证",
    Verdict.SILENT: "请单位书面说明是否落实；未提及不等于已落实",
    None: "尚未与本年报告对照，先核对本年报告",
}

_STATE: dict[Status, str] = {
    Status.PROPOSED: "先核对原文，确认是否纳入",
    Status.IN_REVIEW: "已申请审核：核对佐证后给出审核意见",
    Status.IN_VERIFICATION: "待验收：由申请人以外的人查资料、看现场后给出验收意见",
    Status.CONTINUING: "按期复核持续整改的阶段目标",
}


def ask_next(kind: ItemKind, verdict: Verdict | None) -> str:
    """What to ask of an item for what the report of the year says of it, without closing punctuation."""
    return (_PROBLEM_SAID if kind is ItemKind.PROBLEM else _COMMITMENT_SAID)[verdict]


def next_check(item: Item, names: StateNames = USUAL_NAMES) -> str:
    """What a person should look at next for this item, in one Chinese sentence without closing punctuation."""
    if item.status is Status.REJECTED:
        return "不再跟踪；不纳入的理由见台账"
    if item.status is Status.MERGED:
        return f"随{item.merged_into}一并跟踪" if item.merged_into else "随并入的事项一并跟踪"
    if item.status is Status.SPLIT:
        return "已拆分为几项，按拆分后的各项跟踪"
    if item.status is Status.CLOSED:
        return _after_closing(item, names)
    said = ask_next(item.kind, item.verdict)
    state = _STATE.get(item.status)
    return f"{state}；{said}" if state else said


def _after_closing(item: Item, names: StateNames) -> str:
    if item.verdict in _CAME_BACK:
        return f"{names.closed}但本年报告又提出：核实是否反弹，属实的重新打开，开始新一轮整改"
    if item.verification is None:
        return "台账没有验收记录：补查验收人、验收时间和意见"
    if item.verification.self_verified:
        return "由本人自验：请他人复验，并列入“回头看”"
    return "列入“回头看”，抽查是否反弹"
