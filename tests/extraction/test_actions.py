"""Clauses of promises as people say them: who does it or what it is done to stands first; made up for this table."""

from __future__ import annotations

import pytest

from tracker.domain.report import PlainText
from tracker.extraction import extract

REPORT = """石榴沟村党支部2022年度述职报告
一、主要工作
开展党员活动12次，入户走访200户。
二、存在的问题
一是活动太少。形式单一。二是账目公开慢。群众有意见。
三、明年打算
一是抓好头一件事。{clause}。二是把账晒出来。每月10日前公开上月收支。
"""

ACTIONS = (
    "公开栏贴到村口的墙上去",
    "群众的话原样记进台账",
    "零散党员编进附近小组",
    "党员每人包一段河堤",
    "每名支委联系五户老人",
    "我带头查自己的账",
    "全员签字",
    "让年轻党员轮流上台讲一课",
    "欠的租金挨户去收",
    "多占的公房限期退回",
    "老合同请律师看",
    "七个小组都建微信群",
    "临时工与正式工同考核、同奖惩",
    "跑水利局、跑财政局",
    "余下的钱从办公经费里挤",
    "在巷口装三盏灯",
)
NO_ACTIONS = (
    "让支部活起来",
    "由组织办牵头",
    "由会计和文书具体负责",
    "每月一次",
    "一年不少于4次",
    "满意率不低于90%",
    "让党员心里有底",
    "把好事办到群众心坎上",
    "落实到行动中",
    "坚决杜绝此类现象",
)


@pytest.mark.parametrize("clause", ACTIONS)
def test_what_is_to_be_done_is_an_action_in_whatever_order_it_is_said(clause: str) -> None:
    assert clause in _actions(clause)


@pytest.mark.parametrize("clause", NO_ACTIONS)
def test_who_how_often_and_what_for_are_none(clause: str) -> None:
    assert clause not in _actions(clause)


def _actions(clause: str) -> list[str]:
    text = REPORT.format(clause=clause)
    found = extract(PlainText(text, "utf-8", ""))
    return [action.span.of(text) for promise in found.commitments for action in promise.actions]
