"""The forms that an office fills in: what they are called and what their templates may ask for."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.kinds import LabelledEnum


class Form(LabelledEnum):
    """A form that is laid out by a Word template."""

    CLOSURE_APPLICATION = "closure_application", "销号申请单"
    SUPERVISION = "supervision", "督办单"
    OVERDUE_NOTICE = "overdue_notice", "逾期通报"
    RECHECK = "recheck", "回头看清单"


_ITEM = {
    "number": "编号",
    "title": "问题或承诺",
    "kind": "问题或承诺",
    "unit": "单位",
    "origin": "来源",
    "found_on": "反馈日期",
    "quote": "原文",
    "goal": "整改目标",
    "measures": "整改措施",
    "leader": "责任领导",
    "lead_unit": "牵头单位",
    "support_units": "配合单位",
    "post": "责任岗位",
    "person": "责任人",
    "due_on": "整改时限",
    "progress": "整改进展",
    "status": "状态",
    "round": "轮次",
}

FIELDS: Mapping[Form, Mapping[str, str]] = {
    Form.CLOSURE_APPLICATION: {
        "today": "填表日期",
        **_ITEM,
        "applied_by": "申请人",
        "applied_on": "申请日期",
        "reviewed_by": "审核人",
        "reviewed_on": "审核日期",
        "closed_by": "验收人",
        "closed_on": "验收日期",
        "methods": "检查方式",
        "opinion": "验收意见",
        "self_verified": "自验标记，不是自验则为空",
        "evidence": "佐证，逐件：title 名称、dated 日期、kind 种类、sha256 校验值",
    },
    Form.SUPERVISION: {
        "today": "发单日期",
        "unit": "责任单位",
        "level": "督办单的级别",
        "heading": "标题，如整改督办单",
        "count": "事项数",
        "action": "这一级怎么办",
        "answer_by": "答复期限",
        "items": "事项，逐项：number 编号、title 事项、due_on 时限、days_over 逾期天数、responsible 责任人、reason",
    },
    Form.OVERDUE_NOTICE: {
        "today": "通报日期",
        "count": "逾期件数",
        "units": "单位，逐个：unit 名称、count 逾期件数、items 事项（同督办单）",
        "items": "所有逾期事项，另有 unit 单位",
    },
    Form.RECHECK: {
        "today": "抽取日期",
        "closed": "已销号事项数",
        "closed_name": "“已销号”在本地叫什么",
        "count": "抽取数",
        "seed": "抽取的种子，同一种子、同一台账抽到的相同",
        "items": "事项，逐项：number、title、unit、closed_on、closed_by、self_verified、lacks 缺什么",
    },
}
"""The names that a template of each form can use, with what they stand for."""
