"""The columns that a ledger on paper can have. Which of them an office uses, under which titles, is in its profile."""

from __future__ import annotations

from tracker.domain.kinds import LabelledEnum


class Field(LabelledEnum):
    """What one column of the office's ledger holds. The label is its usual title."""

    SEQUENCE = "sequence", "序号"
    NUMBER = "number", "编号"
    UNIT = "unit", "单位"
    YEAR = "year", "年度"
    KIND = "kind", "类别"
    ORIGIN = "origin", "问题来源"
    TITLE = "title", "问题"
    QUOTE = "quote", "具体表现"
    GOAL = "goal", "整改目标"
    MEASURES = "measures", "整改措施"
    LEADER = "leader", "责任领导"
    LEAD_UNIT = "lead_unit", "牵头单位"
    SUPPORT_UNITS = "support_units", "配合单位"
    OWNER = "owner", "责任人"
    DEADLINE = "deadline", "整改时限"
    ORIGINAL_DEADLINE = "original_deadline", "原定时限"
    DAYS_LEFT = "days_left", "剩余天数"
    LIGHT = "light", "提示"
    STATUS = "status", "状态"
    PROGRESS = "progress", "本次进展"
    STAGE_GOAL = "stage_goal", "阶段目标"
    NEXT_REVIEW = "next_review", "下次复核日"
    EVIDENCE = "evidence", "佐证材料"
    CLOSED_ON = "closed_on", "销号日期"
    VERIFIER = "verifier", "验收人"
    SELF_VERIFIED = "self_verified", "自验"
    ROUND = "round", "轮次"
    VERDICT = "verdict", "新报告怎么说"
    NOTES = "notes", "备注"


DATES = frozenset({Field.DEADLINE, Field.ORIGINAL_DEADLINE, Field.NEXT_REVIEW, Field.CLOSED_ON})
"""Columns whose cells are days."""

COUNTS = frozenset({Field.SEQUENCE, Field.YEAR, Field.DAYS_LEFT, Field.ROUND})
"""Columns whose cells are whole numbers."""

FILLED_IN = frozenset(
    {
        Field.GOAL,
        Field.MEASURES,
        Field.LEADER,
        Field.LEAD_UNIT,
        Field.SUPPORT_UNITS,
        Field.OWNER,
        Field.DEADLINE,
        Field.STATUS,
        Field.PROGRESS,
        Field.STAGE_GOAL,
        Field.NEXT_REVIEW,
        Field.NOTES,
    }
)
"""Columns that people fill in and that are read back. The others are told by the ledger and stay as it tells them."""
