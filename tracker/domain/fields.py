"""The columns of a real ledger: what is kept of an item beside what its report says of it. One catalogue for all.

Source: what the 台账 in use have in common (来源·问题·原因·目标·措施·责任领导·牵头配合单位·责任人·时限·进展·备注).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import cast

from tracker.domain.errors import UsageError
from tracker.domain.kinds import LabelledEnum, Origin, Term

FieldValue = str | date | Origin | Term | None
"""What a field holds: text (``""`` where nothing is known), a day, a word of an enumeration, or ``None``."""


class Field(LabelledEnum):
    """A column of the ledger that people fill in. Its value is its name in database and JSON."""

    TITLE = "title", "问题"
    ORIGIN = "origin", "来源"
    CHANNEL = "channel", "来源渠道"
    FOUND_ON = "found_on", "反馈日期"
    CATEGORY = "category", "分类"
    TERM = "term", "整改类型"
    CAUSE = "cause", "原因分析"
    GOAL = "goal", "整改目标"
    MEASURES = "measures", "整改措施"
    LEADER = "leader", "责任领导"
    LEAD_UNIT = "lead_unit", "牵头单位"
    SUPPORT_UNITS = "support_units", "配合单位"
    POST = "post", "责任岗位"
    PERSON = "person", "责任人"
    DUE_ON = "due_on", "整改时限"
    STAGE_GOAL = "stage_goal", "阶段目标"
    REVIEW_ON = "review_on", "下次复核日"
    EXPECTED_ON = "expected_on", "预计完成"
    PROGRESS = "progress", "整改进展"
    NOTES = "notes", "备注"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFields:
    """What the ledger's columns hold for one item. Attribute names are the values of ``Field``."""

    title: str = ""
    origin: Origin | None = None
    """Who raised it."""
    channel: str = ""
    """Which one of that kind, such as 县委第二巡察组."""
    found_on: date | None = None
    """The day it was found or fed back: the day that deadlines count from."""
    category: str = ""
    term: Term | None = None
    cause: str = ""
    goal: str = ""
    """What must be so for it to count as put right: 整改目标, 验收标准."""
    measures: str = ""
    """One a line."""
    leader: str = ""
    lead_unit: str = ""
    support_units: str = ""
    """Several are parted by 、."""
    post: str = ""
    """The post that answers for it. Who holds the post changes; the post stays."""
    person: str = ""
    """Who holds that post, or is named without one."""
    due_on: date | None = None
    """The deadline in force."""
    due_original: date | None = None
    """The first deadline, kept when it is extended. Nobody edits it."""
    stage_goal: str = ""
    review_on: date | None = None
    expected_on: date | None = None
    progress: str = ""
    notes: str = ""

    def of(self, field: Field) -> FieldValue:
        """What stands in a column."""
        return cast("FieldValue", getattr(self, field.value))


DATES = frozenset({Field.FOUND_ON, Field.DUE_ON, Field.REVIEW_ON, Field.EXPECTED_ON})
"""The columns that hold a day."""

CHOICES: Mapping[Field, type[Origin | Term]] = {Field.ORIGIN: Origin, Field.TERM: Term}
"""The columns that hold a word of an enumeration."""

OTHER_NAMES: Mapping[str, Field] = {
    "标题": Field.TITLE,
    "问题描述": Field.TITLE,
    "问题来源": Field.ORIGIN,
    "渠道": Field.CHANNEL,
    "发现日期": Field.FOUND_ON,
    "反馈日": Field.FOUND_ON,
    "类别": Field.CATEGORY,
    "类型": Field.TERM,
    "原因": Field.CAUSE,
    "目标": Field.GOAL,
    "验收标准": Field.GOAL,
    "措施": Field.MEASURES,
    "牵头领导": Field.LEADER,
    "责任单位": Field.LEAD_UNIT,
    "牵头": Field.LEAD_UNIT,
    "配合": Field.SUPPORT_UNITS,
    "岗位": Field.POST,
    "时限": Field.DUE_ON,
    "完成时限": Field.DUE_ON,
    "复核日": Field.REVIEW_ON,
    "进展": Field.PROGRESS,
}
"""What else the columns are called in offices."""

YEARS = range(1949, 2200)
"""The years that anything in a ledger can be of; a day beyond them is a slip of the hand or a stand-in for 长期."""

_NUMERALS = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_DAY = re.compile(r"(\d{4})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*[日号]?")


YEARS_SAID = f"年份在 {YEARS[0]} 到 {YEARS[-1]} 之间"


def find_field(name: str) -> Field | None:
    """The column of that name: its label, its identifier, or another name that offices use."""
    wanted = name.strip()
    for field in Field:
        if wanted in (field.label, field.value):
            return field
    return OTHER_NAMES.get(wanted)


def parse_day(text: str) -> date | None:
    """The day written in ``text``: ``2024-06-30``, ``2024年6月30日``, ``2024/6/30``; full-width digits too.

    ``None`` where it is no day, or none within ``YEARS``.
    """
    found = _DAY.fullmatch(text.strip().translate(_NUMERALS))
    if found is None or int(found[1]) not in YEARS:
        return None
    try:
        return date(*(int(group) for group in found.groups()))
    except ValueError:
        return None


def parse_value(field: Field, text: str) -> FieldValue:
    """What ``text`` means in a column; empty text empties it.

    Raises:
        UsageError: it is no day, or no word of the column.
    """
    given = text.strip()
    if field in DATES:
        day = parse_day(given)
        if given and day is None:
            raise UsageError(
                f"“{field.label}”要写日期，“{text}”不是日期", f"写作 2024-06-30 或 2024年6月30日，{YEARS_SAID}"
            )
        return day
    if field in CHOICES:
        if not given:
            return None
        words = CHOICES[field]
        for word in words:
            if given in (word.label, word.value):
                return word
        raise UsageError(f"“{field.label}”没有“{text}”这个说法", f"可用的有：{'、'.join(word.label for word in words)}")
    if field is Field.TITLE and not given:
        raise UsageError("标题不能为空", "请写明是什么问题")
    return given


def shown_value(value: FieldValue) -> str:
    """What people read of a field's value; empty where there is nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value.label if isinstance(value, LabelledEnum) else value


def is_empty(value: FieldValue) -> bool:
    """True where a column holds nothing."""
    return value is None or (not isinstance(value, Enum) and value == "")
