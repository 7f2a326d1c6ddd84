"""Styles that offices use and words alone do not tell: contents, praise before problems, lines below labels, 有的…有的."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.kinds import ClosureItemStatus, Origin, SectionKind, Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract


def read(text: str) -> Extraction:
    return extract(PlainText(text, "utf-8", "0" * 64))


BODY = """一、主要工作
一是抓学习。全年组织中心组学习12次。
二、存在问题
一是理论学习不够深入。以会代学多，联系实际少。
二是村级后备力量不足。35岁以下村干部只有4名。
三、下一步打算
一是抓学习。每季度开展一次集中研讨。
二是抓队伍。年底前选拔后备干部20名。
"""
CONTENTS = {
    "lines": "目录\n一、主要工作\n二、存在问题\n三、下一步打算\n",
    "dots": "目录\n一、主要工作 ………… 1\n二、存在问题 ………… 4\n三、下一步打算 ………… 6\n",
    "pages": "一、主要工作 ....... 1\n二、存在问题 ....... 4\n三、下一步打算 ....... 6\n现将工作情况报告如下。\n",
}


@pytest.mark.parametrize("contents", CONTENTS)
def test_contents_at_the_head_open_no_section(contents: str) -> None:
    text = f"柳河镇党委书记2022年度抓基层党建工作述职报告\n{CONTENTS[contents]}{BODY}"
    found = read(text)
    body = text.index(BODY)
    told = {SectionKind.PROBLEMS, SectionKind.NEXT_STEPS}
    assert [one.kind for one in found.sections if one.span.start < body and one.kind in told] == []
    assert [problem.title for problem in found.problems] == ["理论学习不够深入", "村级后备力量不足"]
    assert [commitment.title for commitment in found.commitments] == ["抓学习", "抓队伍"]


REPORT = """青山镇党委2022年度抓基层党建述职报告
一、主要工作
{done}
二、存在问题
{lacking}
三、下一步打算
{ahead}
"""
LACKING = "一是学习不深。学得少。\n二是活动不多。形式单一。"
AHEAD = "一是抓学习。每月学习一次。\n二是抓活动。开展活动4次。"


@pytest.mark.parametrize(
    "praise",
    [
        "成绩有目共睹：党员队伍更有活力，群众满意度达到98%。肯定成绩的同时，也清醒看到不足。",
        "支部工作上了一个台阶，党员精神面貌焕然一新。但对照上级要求，还存在一些差距。",
    ],
)
def test_praise_before_the_problems_is_none_of_them(praise: str) -> None:
    lacking = "党建与业务融合不深，开会各说各的。年轻党员培养慢，三年只发展了2名。品牌意识不强，没有叫得响的做法。"
    found = read(REPORT.format(done="开展了工作。", lacking=praise + lacking, ahead=AHEAD))
    assert [problem.title for problem in found.problems] == ["党建与业务融合不深", "年轻党员培养慢", "品牌意识不强"]


@pytest.mark.parametrize("bullet", ["- ", "· ", "● ", ""])
def test_lines_below_labels_are_the_problems_and_promises(bullet: str) -> None:
    lacking = (
        f"（一）思想建设方面\n{bullet}理论学习系统性不强，学得零散。\n{bullet}学用结合不紧，解决问题办法少。\n"
        f"（二）作风建设方面\n{bullet}下沉社区次数少，听意见不主动。"
    )
    ahead = (
        f"（一）思想建设方面\n{bullet}每月组织一次集中学习。\n{bullet}制定学用转化清单。\n"
        f"（二）作风建设方面\n{bullet}每周下沉社区一次，收集意见。"
    )
    found = read(REPORT.format(done="开展了工作。", lacking=lacking, ahead=ahead))
    assert [problem.title for problem in found.problems] == ["理论学习系统性不强", "学用结合不紧", "下沉社区次数少"]
    assert [commitment.title for commitment in found.commitments] == [
        "每月组织一次集中学习",
        "制定学用转化清单",
        "每周下沉社区一次",
    ]


OPEN: tuple[tuple[str, list[str]], ...] = (
    ("有的干部工作劲头松了；有的村账目公开不及时。", ["有的干部工作劲头松了", "有的村账目公开不及时"]),
    ("有的支部搞起板凳课堂，群众爱听；有的支部办起代购点，帮老人买药。", []),
    ("督导中发现，有的支部记录不全，有的书记对党务不熟悉，均当场反馈。", []),
    ("有的支部记录不全；有的党员长期不参加活动。针对这些情况，约谈书记4人。", []),
    ("由于资金缺口较大，北山组2公里入户路一直没有硬化。", ["北山组2公里入户路一直没有硬化"]),
    ("因征地补偿没有谈拢，李村活动室始终没有开建。", ["李村活动室始终没有开建"]),
    ("受疫情影响，庙会一直没有停办。大家劲头很足。", []),
)


@pytest.mark.parametrize("done, open_matters", OPEN)
def test_what_is_left_among_deeds(done: str, open_matters: list[str]) -> None:
    found = read(REPORT.format(done=f"新修道路12公里。{done}", lacking=LACKING, ahead=AHEAD))
    assert [one.title for one in found.problems if one.where is Where.INLINE] == open_matters


def test_a_text_without_a_heading_may_tell_of_each_problem_what_became_of_it() -> None:
    text = (
        "关于“学习抓得不紧”的问题。制定学习计划，全年学习24次，已完成整改。\n"
        "关于“党费收缴不规范”的问题。开展专项清理，补缴党费1.2万元，已完成整改。\n"
        "关于“阵地建设滞后”的问题。新建活动室已封顶，正在装修，预计明年3月投用。\n"
    )
    found = read(text)
    assert [(item.title, item.status) for item in found.closures[0].items] == [
        ("学习抓得不紧", ClosureItemStatus.DONE),
        ("党费收缴不规范", ClosureItemStatus.DONE),
        ("阵地建设滞后", ClosureItemStatus.IN_PROGRESS),
    ]
    assert not found.problems


def test_a_heading_of_results_opens_the_problems_put_right() -> None:
    text = (
        "三、整改成效\n（一）反馈问题：党委会议事规则不完善。\n整改情况：修订议事规则，已整改完成。\n"
        "（二）反馈问题：支部组织生活不正常。\n整改情况：每月检查通报，持续整改中。\n"
    )
    found = read(text)
    assert [item.status for item in found.closures[0].items] == [
        ClosureItemStatus.DONE,
        ClosureItemStatus.IN_PROGRESS,
    ]
    assert not found.problems


def test_the_column_of_deadlines_reaches_what_is_to_be_done() -> None:
    rows = (
        "序号\t存在问题\t整改措施\t责任人\t完成时限\n"
        "1\t学习不深入\t制定学习计划，4月底前举办读书班\t张三\t2023年6月底\n"
        "2\t阵地老旧\t改造活动室2处\t李四\t2023年9月底\n"
    )
    found = read(f"青山镇党委2022年度述职报告\n一、主要工作\n学习12次。\n二、存在问题及整改措施\n{rows}")
    assert [[action.deadline for action in one.actions] for one in found.commitments] == [
        [date(2023, 6, 30), date(2023, 4, 30)],
        [date(2023, 9, 30)],
    ]


LISTS = {
    "what is said to follow below a label": (
        (
            "1.党员队伍建设\n尽管取得了一定成效，但仍存在以下问题：\n- 党员老龄化：六十岁以上占七成，缺少新人。\n"
            "- 能力不足：不会用手机办事，带富没有办法。\n2.产业发展困境\n发展产业面临以下挑战：\n"
            "- 品种单一：十户有九户种柑橘，一样难卖。\n- 抗风险弱：一场霜冻，半年白干。"
        ),
        ["党员老龄化", "能力不足", "品种单一", "抗风险弱"],
    ),
    "labels with a gist of their own": (
        (
            "（一）关于政治引领方面，主要是核心作用不强：\n一是学习不扎实。走过场。\n二是谋划不够。办法少。\n"
            "（二）关于服务群众方面，主要是办法不多：\n一是走访少。一年才两次。\n二是听意见不主动。等人上门。"
        ),
        ["学习不扎实", "谋划不够", "走访少", "听意见不主动"],
    ),
    "kinds": (
        (
            "2.1组织设置类\n问题1：网格和支部对不上，6名党员没有纳入管理。\n问题2：支委年龄老化，平均54岁。\n"
            "2.2队伍建设类\n问题3：述职走形式，业务讲得多。"
        ),
        ["网格和支部对不上", "支委年龄老化", "述职走形式"],
    ),
}


@pytest.mark.parametrize("shape", LISTS)
def test_groups_give_way_to_the_matters_below(shape: str) -> None:
    lacking, titles = LISTS[shape]
    found = read(REPORT.format(done="开展了工作。", lacking=lacking, ahead=AHEAD))
    assert [problem.title for problem in found.problems] == titles


def test_what_takes_the_problems_up_opens_no_problems() -> None:
    text = (
        "关于办学条件的整改报告\n6月，我校组织自查，发现还存在以下问题：\n1.教室灯光不足，照度不够；\n2.厕所蹲位少，卫生差。\n"
        "针对检查中发现的以上问题，我校成立整改小组，现将整改情况报告如下：\n"
        "1.总务处加装灯管，2018年7月底完成整改；\n2.新建水冲厕所一座，2018年10月底完成整改。\n"
    )
    assert [problem.title for problem in read(text).problems] == ["教室灯光不足", "厕所蹲位少"]


def test_the_title_says_whose_problems_were_put_right() -> None:
    text = (
        "关于2020年度预算执行审计查出问题整改情况的报告\n现将有关情况报告如下：\n一、财政部门预算执行问题的整改情况\n"
        "财政部门预算执行问题6项，涉及金额200万元，已整改4项，正在整改2项。\n"
    )
    (closure,) = read(text).closures
    assert (closure.origin, closure.total, closure.done, closure.items) == (Origin.AUDIT, 6, 4, ())
