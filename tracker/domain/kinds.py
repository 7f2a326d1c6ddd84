"""The enumerations of the trade. Values are what the database and JSON hold; ``label`` is what people read."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class LabelledEnum(StrEnum):
    """A string enumeration whose members also carry a Chinese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """A member whose value is ``value`` and whose label is ``label``; looking one up takes the value alone."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ItemKind(LabelledEnum):
    """What is tracked."""

    PROBLEM = "problem", "问题"
    COMMITMENT = "commitment", "承诺"


class Where(LabelledEnum):
    """Where a problem stands: an entry of the problems section, or an open matter told elsewhere."""

    LIST = "list", "问题清单"
    INLINE = "inline", "文中提及"


class SectionKind(LabelledEnum):
    """The parts of a duty report."""

    OPENING = "opening", "开头"
    ACHIEVEMENTS = "achievements", "主要工作"
    RECTIFICATION = "rectification", "上年问题整改"
    PROBLEMS = "problems", "存在问题"
    NEXT_STEPS = "next_steps", "下一步打算"
    CLOSING = "closing", "结尾"


class Origin(LabelledEnum):
    """Who raised the problems that a closure statement speaks of."""

    SUPERIOR_REVIEW = "superior_review", "上级点评"
    SELF_REVIEW = "self_review", "述职查摆"
    INSPECTION = "inspection", "巡视巡察"
    AUDIT = "audit", "审计"
    DEMOCRATIC_LIFE = "democratic_life", "民主生活会"
    THEME_EDUCATION = "theme_education", "主题教育"
    SUPERVISION = "supervision", "日常监督"
    OTHER = "other", "其他"


class ClosureStatus(LabelledEnum):
    """What a closure statement says of its problems. A claim, not a proof."""

    DONE = "done", "已完成"
    PARTIAL = "partial", "部分完成"
    IN_PROGRESS = "in_progress", "推进中"
    NOT_APPLICABLE = "not_applicable", "不涉及"


class ClosureItemStatus(LabelledEnum):
    """What a closure statement says of one problem that it names."""

    DONE = "done", "已完成"
    PARTIAL = "partial", "部分完成"
    IN_PROGRESS = "in_progress", "推进中"
    OPEN = "open", "未完成"


class Verdict(LabelledEnum):
    """What the newer report says of an older item. Order of members is order of precedence."""

    CONTESTED = "contested", "称已整改但再次出现"
    RECURRING = "recurring", "再次出现"
    IN_PROGRESS = "in_progress", "称正在推进"
    RECTIFIED = "rectified", "称已整改"
    EVIDENCED = "evidenced", "有工作未表态"
    SILENT = "silent", "未提及"


class ActionStanding(LabelledEnum):
    """What the newer report says of one thing that a commitment said would be done. A claim, not a proof."""

    DONE = "done", "已做"
    UNDER_WAY = "under_way", "在做"
    NO_TRACE = "no_trace", "没有下文"


class Theme(LabelledEnum):
    """What an item is about. Source: the twenty matters that reports on party building keep coming back to."""

    STUDY = "study", "理论学习"
    RESPONSIBILITY = "responsibility", "责任传导"
    FUSION = "fusion", "党建业务融合"
    BRANCH_LIFE = "branch_life", "组织生活"
    MEMBERS = "members", "党员教育管理"
    BRANCH = "branch", "支部规范化"
    WEAK_BRANCH = "weak_branch", "软弱涣散"
    TEAM = "team", "队伍与后备"
    ABILITY = "ability", "能力素质"
    EXAMPLE = "example", "作用发挥"
    INNOVATION = "innovation", "创新与品牌"
    COLLECTIVE = "collective", "集体经济"
    GOVERNANCE = "governance", "基层治理"
    SITE = "site", "阵地经费"
    STYLE = "style", "作风形式主义"
    INTEGRITY = "integrity", "廉政监督"
    IDEOLOGY = "ideology", "意识形态"
    APPRAISAL = "appraisal", "考核激励"
    NEW_SECTORS = "new_sectors", "两新组织"
    RECTIFICATION = "rectification", "整改不彻底"


class Severity(LabelledEnum):
    """How a report weighs a problem by its words. A hedge changes this, never whether it is a problem."""

    SEVERE = "severe", "较重"
    LIMITED = "limited", "部分存在"
    MILD = "mild", "有待改进"


class PassageKind(LabelledEnum):
    """What a passage inside an item tells of it."""

    EXAMPLE = "example", "举例"
    CAUSE = "cause", "产生原因"
    LEADER = "leader", "责任领导"
    RESPONSIBLE = "responsible", "责任人"
    LEAD_UNIT = "lead_unit", "牵头单位"
    SUPPORT_UNIT = "support_unit", "配合单位"
    DEADLINE = "deadline", "完成时限"
    HEDGE = "hedge", "程度用语"


class Missing(LabelledEnum):
    """What a promise leaves unsaid."""

    WHO = "who", "谁来做"
    WHEN = "when", "何时完成"
    WHAT = "what", "做到什么"


class Status(LabelledEnum):
    """The state of an item in the ledger. 逾期 is computed from dates and never stored."""

    PROPOSED = "proposed", "待确认"
    OPEN = "open", "待整改"
    IN_PROGRESS = "in_progress", "整改中"
    CONTINUING = "continuing", "持续整改"
    IN_REVIEW = "in_review", "待审核"
    IN_VERIFICATION = "in_verification", "待验收"
    CLOSED = "closed", "已销号"
    MERGED = "merged", "并入"
    REJECTED = "rejected", "不纳入"
    SPLIT = "split", "已拆分"


class Term(LabelledEnum):
    """How long putting an item right may take (整改类型). A class of its own, beside the state and the deadline."""

    AT_ONCE = "at_once", "立行立改"
    BY_DATE = "by_date", "限期整改"
    LONG = "long", "长期整改"


class Role(LabelledEnum):
    """What a person does in the ledger. On a team's database it is a role of the database."""

    CLERK = "clerk", "经办"
    UNIT = "unit", "责任单位"
    REVIEWER = "reviewer", "审核"
    VERIFIER = "verifier", "验收"
    READER = "reader", "只读"


class CheckMethod(LabelledEnum):
    """How a verifier looked at what was done (检查方式)."""

    DOCUMENTS = "documents", "查阅资料"
    ON_SITE = "on_site", "现场查看"
    INTERVIEW = "interview", "谈话了解"
    VISIT = "visit", "走访群众"


class EvidenceKind(LabelledEnum):
    """What a piece of evidence is (佐证类别)."""

    DOCUMENT = "paper", "文件资料"
    PHOTO = "photo", "照片影像"
    MINUTES = "minutes", "会议记录"
    RULES = "rules", "制度文件"
    REGISTER = "register", "台账清单"
    OTHER = "other", "其他材料"


class DocumentKind(LabelledEnum):
    """What the text is that an item stands in."""

    REPORT = "report", "述职报告"
    SHEET = "sheet", "台账表格"
    ENTRY = "entry", "手工登记"
