"""Matters that nothing counts: parted by how sentences begin, and paragraphs that hold lists of their own."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.test_speech import AHEAD, LACKING, PLANS, PROBLEMS, WORK, titles
from tracker.extraction.prose import matters, sentences


def below_headings(problems: str, plans: str) -> str:
    return f"一、干了些什么\n{WORK}\n二、还有哪些不足\n{problems}\n三、下一年打算\n{plans}\n"


@pytest.mark.parametrize(
    "plans",
    [
        "先把学习抓起来，每月上一堂课。再把年轻人找回来，春节前开一次座谈会。还要把账亮出来，每月十号前贴账。",
        "先把学习抓起来，每月上一堂课。然后把年轻人找回来，春节前开一次座谈会。最后把账亮出来，每月十号前贴账。",
        "明年商量好了，先把学习抓起来，每月上一堂课。再就是把年轻人找回来，建一个群。还得把账亮出来，月月贴。",
        "要把学习抓起来，每月上一堂课。要把年轻人找回来，春节前开一次座谈会。要把账亮出来，每月十号前贴账。",
        "我心里有本账。要把学习抓起来，每月上一堂课。要把年轻人找回来，建一个群。要把账亮出来，月月贴。",
        "把学习抓起来。每月上一堂课，请老师讲两回。把年轻人找回来。建一个返乡青年的群。把账亮出来。每月十号前贴账。",
    ],
)
def test_plans_of_one_paragraph_begin_alike_or_go_on(plans: str) -> None:
    assert titles(below_headings("\n".join(PROBLEMS), plans)) == (LACKING, AHEAD)


@pytest.mark.parametrize(
    "problems, wanted",
    [
        (
            "有的支部学习抓得不紧，念念报纸就散会。有的党员一年到头不露面，党费都要上门收。有的村账公开得慢，拖到秋收才贴。",
            ("有的支部学习抓得不紧", "有的党员一年到头不露面", "有的村账公开得慢"),
        ),
        (
            "毛病当然有。比方说，学习抓得不紧，念念报纸就散会。再比方说，年轻党员留不住，到会的不过五六个。",
            ("学习抓得不紧", "年轻党员留不住"),
        ),
        (
            "学习抓得不紧。常常念念报纸就散会。年轻党员留不住。花名册上二十来个，到会的五六个。账公开得慢。拖到秋收才贴。",
            ("学习抓得不紧", "年轻党员留不住", "账公开得慢"),
        ),
        (
            "先说学习。念念报纸就散会，说不出学了啥。\n再说队伍。年轻党员留不住，到会的不过五六个。\n最后说账。公开得慢，拖到秋收才贴。",
            ("念念报纸就散会", "年轻党员留不住", "公开得慢"),
        ),
        (
            "欠账一：学习抓得不紧。念念报纸就散会。\n欠账二：年轻党员留不住。到会的不过五六个。",
            ("学习抓得不紧", "年轻党员留不住"),
        ),
        (
            "要说缺点，我不护短。学习抓得不紧。念念报纸就散会。\n年轻党员留不住。到会的不过五六个。",
            ("学习抓得不紧", "年轻党员留不住"),
        ),
    ],
)
def test_problems_begin_alike_or_stand_below_short_sentences(problems: str, wanted: tuple[str, ...]) -> None:
    assert titles(below_headings(problems, "\n".join(PLANS))) == (wanted, AHEAD)


def test_a_list_inside_one_of_several_paragraphs_is_no_list_of_them() -> None:
    problems = (
        "学习抓得不紧。一是念报纸多，二是讨论少，三是没有笔记。\n年轻党员留不住。首先是活动太闷，其次是没有岗位。\n"
        "村里的账公开得慢。上半年的账到了秋收才贴出来。"
    )
    plans = (
        "把学习抓起来。一是每月上一堂课，二是请老师来讲两回。\n把年轻人找回来。首先建一个群，其次春节前开一次座谈会。\n"
        "把账亮出来。每月十号前贴上月的账。"
    )

    assert titles(below_headings(problems, plans)) == (LACKING, AHEAD)


@pytest.mark.parametrize(
    "lead",
    [
        "转过年来，我跟大家商量好了，",
        "来年怎么弄，我心里有本账。",
        "该怎么改呢？",
        "开春以后，",
        "明年的活我排了排。",
        "新的一年怎么干，我说说。",
    ],
)
@pytest.mark.parametrize(
    "admission", ["夸完了，该挑刺了。", "要说缺点，我不护短。", "有几笔欠账，也得摊开说。", "丑话也得讲。"]
)
def test_speech_opens_its_sections_without_headings(admission: str, lead: str) -> None:
    text = f"大家好，我说说今年的事。\n{WORK}\n{admission}\n" + "\n".join(PROBLEMS) + f"\n{lead}先" + "再".join(PLANS)

    problems, plans = titles(text)

    assert problems == LACKING
    assert len(plans) == 3


def test_one_story_is_one_matter() -> None:
    text = "那天夜里下大雨。水漫到了门槛，老人睡在里屋。党员们来了。他们背着老人往外走，没有一个喊累。"

    assert matters("先生病了，后来好了。大家都高兴。再没有犯过。", 0, 22) == []
    assert len(sentences(text, 0, len(text))) == 4


@given(st.text(alphabet="先再还要有的，。“”\n修路", max_size=60))
def test_matters_stand_in_order_inside_the_stretch(text: str) -> None:
    found = matters(text, 0, len(text))

    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    "problems, wanted",
    [
        (
            "工作有成绩，也要照照镜子。大坝巡查走形式，记录一个笔迹写到底。青工队伍不稳，五年走了七个。库区垃圾没人管，汛期白花花一片。",
            ("大坝巡查走形式", "青工队伍不稳", "库区垃圾没人管"),
        ),
        (
            (
                "但在工作中，我们也发现，公墓建得慢，七个乡还是空白；社会组织有盲区，覆盖不到四成；低保管得不准，举报了才查。"
                "究其原因，主要是往下跑得少。"
            ),
            ("公墓建得慢", "社会组织有盲区", "低保管得不准"),
        ),
        (
            "夜班巡查不认真。有一回记录一个笔迹写到底。大家都没当回事，仪器三个月没有校验。",
            ("夜班巡查不认真",),
        ),
    ],
)
def test_each_sentence_may_begin_a_matter_that_is_not_well(problems: str, wanted: tuple[str, ...]) -> None:
    assert titles(below_headings(problems, "\n".join(PLANS))) == (wanted, AHEAD)


@pytest.mark.parametrize(
    "plans, wanted",
    [
        (
            "我们已经有了主意。巡查上，装打卡器二十个。留人上，修一个活动室。垃圾上，买一艘打捞船。",
            ("巡查上", "留人上", "垃圾上"),
        ),
        (
            "课堂要动手，六成的课搬进车间。师资要回炉，派二十名教师下企业。支部要亮相，每人包一个班。",
            ("课堂要动手", "师资要回炉", "支部要亮相"),
        ),
        (
            "突出抓运转，每季度评一次星。抓队伍，招聘指导员十名。抓服务，二月底前上线系统。",
            ("抓运转", "抓队伍", "抓服务"),
        ),
        (
            "今后，支部将在思想上下功夫，每学期大讨论一次。将在队伍上下功夫，发展党员三名。将在作用上下功夫，评一次岗。",
            ("将在思想上下功夫", "将在队伍上下功夫", "将在作用上下功夫"),
        ),
        (
            "我想做这样三件事。每周四开一堂情景课。给每名护士配一位导师。把支部会定在每月第一个周五。",
            ("每周四开一堂情景课", "给每名护士配一位导师", "把支部会定在每月第一个周五"),
        ),
    ],
)
def test_plans_share_a_frame(plans: str, wanted: tuple[str, ...]) -> None:
    assert titles(below_headings("\n".join(PROBLEMS), plans)) == (LACKING, wanted)
