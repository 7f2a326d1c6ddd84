"""The columns that a ledger on paper can have. Which of them an office uses, under which titles, is in its profile."""

from __future__ import annotations

from tracker.domain.kinds import LabelledEnum


class LedgerColumn(LabelledEnum):
    """What one column of the office's ledger holds. The label is its usual title."""

    SEQUENCE = "sequence", "序号"
    NUMBER = "number", "编号"
    UNIT = "unit", "单位"
    YEAR = "year", "年度"
    KIND = "kind", "问题或承诺"
    ORIGIN = "origin", "来源"
    CHANNEL = "channel", "来源渠道"
    FOUND_ON = "found_on", "反馈日期"
    CATEGORY = "category", "分类"
    TERM = "term", "整改类型"
    TITLE = "title", "问题"
    QUOTE = "quote", "具体表现"
    CAUSE = "cause", "原因分析"
    GOAL = "goal", "整改目标"
    MEASURES = "measures", "整改措施"
    LEADER = "leader", "责任领导"
    LEAD_UNIT = "lead_unit", "牵头单位"
    SUPPORT_UNITS = "support_units", "配合单位"
    POST = "post", "责任岗位"
    PERSON = "person", "责任人"
    DUE_ON = "due_on", "整改时限"
    DUE_ORIGINAL = "due_original", "原定时限"
    DAYS_LEFT = "days_left", "剩余天数"
    LIGHT = "light", "提示"
    STATUS = "status", "状态"
    MOVE_NOTE = "move_note", "变更说明"
    PROGRESS = "progress", "整改进展"
    STAGE_GOAL = "stage_goal", "阶段目标"
    REVIEW_ON = "review_on", "下次复核日"
    EXPECTED_ON = "expected_on", "预计完成"
    EVIDENCE = "evidence", "佐证材料"
    CLOSED_ON = "closed_on", "销号日期"
    VERIFIER = "verifier", "验收人"
    SELF_VERIFIED = "self_verified", "自验"
    ROUND = "round", "轮次"
    VERDICT = "verdict", "新报告怎么说"
    NOTES = "notes", "备注"


C = LedgerColumn

DAYS = frozenset({C.FOUND_ON, C.DUE_ON, C.DUE_ORIGINAL, C.REVIEW_ON, C.EXPECTED_ON, C.CLOSED_ON})
"""Columns whose cells are days."""

COUNTS = frozenset({C.SEQUENCE, C.YEAR, C.DAYS_LEFT, C.ROUND})
"""Columns whose cells are whole numbers."""

FIELDS = frozenset(
    {
        C.TITLE,
        C.ORIGIN,
        C.CHANNEL,
        C.FOUND_ON,
        C.CATEGORY,
        C.TERM,
        C.CAUSE,
        C.GOAL,
        C.MEASURES,
        C.LEADER,
        C.LEAD_UNIT,
        C.SUPPORT_UNITS,
        C.POST,
        C.PERSON,
        C.DUE_ON,
        C.PROGRESS,
        C.STAGE_GOAL,
        C.REVIEW_ON,
        C.EXPECTED_ON,
        C.NOTES,
    }
)
"""Columns that are fields of an item: people fill them in. The value of the column is the name of the field."""

FILLED_IN = FIELDS | {C.STATUS, C.MOVE_NOTE}
"""Columns that are read back. The others are told by the ledger and stay as it tells them."""
