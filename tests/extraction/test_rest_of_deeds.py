"""Open matters that are the rest of what was done: where in their sentence they begin."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import Where
from tracker.domain.report import PlainText
from tracker.extraction import extract

HEAD = "榆树沟镇党委2022年度抓党建工作述职报告\n一、主要工作\n"
TAIL = "\n二、存在的问题\n一是学习不深。二是督查不够。\n三、下一步打算\n一是每月学习1次。\n"


@pytest.mark.parametrize(
    "told, matter",
    [
        ("街边多了9座小房子，微波炉、饮水机样样有，", "还有3座因为选址没谈拢，留到明年"),
        ("修好了6条路，群众走得舒心，", "还有2条因征地没谈妥，没能开工"),
        ("新建公厕8座，干净亮堂，", "另有2座因为没有地块至今没有动工"),
        ("建成食堂5个，老人都说好，", "剩下1个卡在消防验收，还没开张"),
        ("装了路灯200盏，夜里亮堂堂，", "东岭组的电线至今没架通"),
        ("", "进村的路修了四年，群众不满意，至今没有通车"),
    ],
)
def test_it_begins_behind_what_is_done(told: str, matter: str) -> None:
    text = f"{HEAD}{told}{matter}。{TAIL}"
    found = extract(PlainText(text, "utf-8", "0" * 64)).problems
    assert [one.span.of(text) for one in found if one.where is Where.INLINE] == [matter]
