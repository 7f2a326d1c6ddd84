"""The checks of a ledger against what inspectors call 虚假整改, 纸面整改 and 会议整改: what they are called."""

from __future__ import annotations

from tracker.domain.kinds import LabelledEnum


class Weight(LabelledEnum):
    """How grave a finding is."""

    ALARM = "alarm", "疑点"
    GAP = "gap", "缺项"
    HINT = "hint", "提醒"


class Check(LabelledEnum):
    """The checks, gravest first. The value is what an office writes to switch one off."""

    EVIDENCE_TOO_EARLY = "evidence-too-early", "佐证早于反馈日"
    EVIDENCE_OUTSIDE_ROUND = "evidence-outside-round", "佐证不在本轮之内"
    CAME_BACK = "came-back", "说改好了又出现"
    COPIED_TEXT = "copied-text", "销号说法雷同"
    SAME_DAY = "same-day", "集中在一天销号"
    SAME_EVIDENCE = "same-evidence", "一份佐证多处使用"
    NO_EVIDENCE = "no-evidence", "没有佐证就报完成"
    MEETINGS_ONLY = "meetings-only", "措施只有开会发文"
    VAGUE_MEASURES = "vague-measures", "措施空泛"
    OVERDUE = "overdue", "逾期未了结"
    REVIEW_OVERDUE = "review-overdue", "持续整改没有按期复核"
    NO_DEADLINE = "no-deadline", "没有时限"
    NO_PERSON = "no-person", "没有责任人"
    SELF_VERIFIED = "self-verified", "自己验收自己"
    NO_COMMITMENT = "no-commitment", "有问题没有承诺或措施"
    NO_PROBLEM = "no-problem", "承诺对不上问题"
