"""Every column that a command changed, before and after, as people read it: for looking at one change in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo
from enum import Enum
from typing import Any

from tracker.domain.fields import Field
from tracker.domain.kinds import CheckMethod, LabelledEnum, Missing
from tracker.ledger.changes import Change
from tracker.services.views import QUOTE_LABEL, FieldChange

_LABELS: Mapping[str, Mapping[str, str]] = {
    "unit": {"name": "单位名称", "placeholder": "名称待核实", "merged_into": "并入单位（代码）"},
    "unit_name": {"name": "报告用名", "unit_code": "归入单位（代码）"},
    "document": {
        "unit_code": "报告单位（代码）",
        "year": "报告年度",
        "path": "报告文件",
        "superseded_at": "报告停用时间",
        "withdrawn": "报告已撤下",
    },
    "item": {
        **{field.value: field.label for field in Field},
        "owner_code": "责任单位（代码）",
        "status": "状态",
        "round": "轮次",
        "self_verified": "自验",
        "merged_into_id": "并入",
        "parent_id": "拆自",
        "kind": "类别",
        "title": "标题",
        "quote": QUOTE_LABEL,
        "where": "出处",
        "theme": "主题",
        "severity": "程度",
        "missing": "没写明",
        "in_source": "报告原文里有",
        "due_original": "原定时限",
        "void": "已作废",
    },
    "item_action": {"deadline": "措施时限", "checkable": "措施可核对"},
    "item_address": {"problem_id": "回应的问题", "commitment_id": "回应它的承诺"},
    "item_passage": {"kind": "文中所写", "words": "文字", "deadline": "文中时限"},
    "item_round": {
        "number": "第几轮",
        "opened_at": "本轮开始时间",
        "opened_by": "本轮开始人",
        "reason": "重新打开的原因",
        "basis": "重新打开的依据",
        "applied_at": "申请时间",
        "applied_by": "申请人",
        "reviewed_at": "审核时间",
        "reviewed_by": "审核人",
        "closed_at": "验收时间",
        "closed_by": "验收人",
        "methods": "检查方式",
        "opinion": "验收意见",
        "self_verified": "自验",
    },
    "item_extension": {
        "old_on": "原时限",
        "new_on": "延到",
        "reason": "延期理由",
        "approved_by": "批准人",
    },
    "evidence": {
        "round": "佐证轮次",
        "kind": "佐证类别",
        "title": "佐证名称",
        "dated": "佐证日期",
        "path": "佐证文件",
        "sha256": "佐证校验值",
        "kept": "存入台账",
        "note": "佐证说明",
        "void": "佐证已撤下",
    },
    "judgement": {
        "year": "报告年度",
        "verdict": "认定",
        "proposed": "机器的判断",
        "again_id": "再现为",
        "note": "认定理由",
    },
}
"""What people call the columns. Those without a name say nothing to them: places in a text, keys,
copies, who and when, which the entry itself tells."""

_ITEMS = frozenset({"merged_into_id", "parent_id", "again_id", "problem_id", "commitment_id"})
"""Columns that point to an item."""

_LISTS: Mapping[str, type[LabelledEnum]] = {"missing": Missing, "methods": CheckMethod}
"""Columns that hold values parted by commas."""


def pointed_to(changes: Iterable[Change]) -> set[int]:
    """Ids of the items that changes point to, whose numbers ``change_texts`` wants."""
    return {
        value
        for change in changes
        for values in (change.before, change.after)
        for name, value in (values or {}).items()
        if name in _ITEMS and value is not None
    }


def change_texts(
    changes: Iterable[Change], *, numbers: Mapping[int, str], zone: tzinfo | None
) -> tuple[FieldChange, ...]:
    """All that changes did to the ledger, in their order; empty columns of new rows are left out.

    Args:
        changes: as an entry of the history keeps them.
        numbers: of the items that they point to, by id.
        zone: the time zone in which instants are told; ``None`` is that of this machine.
    """
    return tuple(one for change in changes for one in _texts(change, numbers, zone))


def _texts(change: Change, numbers: Mapping[int, str], zone: tzinfo | None) -> Iterator[FieldChange]:
    before, after = change.before or {}, change.after or {}
    for name, label in _LABELS.get(change.table, {}).items():
        if name in before or name in after:
            told = [_shown(name, values.get(name), numbers, zone) for values in (before, after)]
            if told[0] != told[1]:
                yield FieldChange(label, told[0], told[1])


def _shown(name: str, value: Any, numbers: Mapping[int, str], zone: tzinfo | None) -> str:
    if value is None or value == "":
        return ""
    if name in _ITEMS:
        return numbers.get(value, str(value))
    if name in _LISTS:
        known = {member.value: member.label for member in _LISTS[name]}
        return "、".join(known.get(one, one) for one in str(value).split(","))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value.label if isinstance(value, LabelledEnum) else str(value.value if isinstance(value, Enum) else value)
