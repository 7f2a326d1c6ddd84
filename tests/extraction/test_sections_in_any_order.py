"""Reports that begin with the problems, sayings before a list of plans, and what a count leaves undone."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.extraction.test_spoken_actions import actions
from tracker.domain.kinds import ClosureStatus, Origin, SectionKind
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract

PROBLEMS = (
    "①片源跟不上口味。年轻人点的片子拿不到，场子里坐的多是老人。\n"
    "②设备“带病上岗”。两台放映机过了年限，灯泡忽明忽暗，雨天常常断电。\n"
)
WORK = "全年下乡86场，冬训请老放映员讲课4次。片库漏雨排查出问题28个，已全部改正。放映队的人心齐了，路也跑熟了。\n"
PLANS = "①每季度征集一次片单，6月底前接通数字片库。\n②8月底前购置放映机2台。\n"


def read(text: str) -> Extraction:
    """What is read of a report of 2022."""
    return extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2022)


@pytest.mark.parametrize("heading", ["【再报账】", "再说出力的事", "【放映和冬训】"])
def test_problems_that_come_first_end_at_the_next_line_of_its_own(heading: str) -> None:
    text = (
        "放映队2022年度述职\n各位领导：还是老规矩，先亮短、再报账，最后说明年。\n"
        f"【先亮短】\n想了两天，觉得下面两条最该检讨：\n{PROBLEMS}{heading}\n{WORK}【说明年】\n{PLANS}"
    )
    found = read(text)

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”"]
    assert len(found.commitments) == 2
    place = next(one.span for one in found.sections if one.kind is SectionKind.PROBLEMS)
    assert place.end <= text.index(heading) + 1
    assert [(tally.total, tally.done) for tally in found.tallies] == [(28, 28)]


@pytest.mark.parametrize(
    "saying", ["毛病摆在这里，不能光说不改。", "观众的口味就是我们的方向。", "发现是靶点，改正是处方。"]
)
def test_a_saying_before_the_plans_is_no_commitment(saying: str) -> None:
    text = (
        f"放映队2022年度述职报告\n一、主要工作\n{WORK}二、存在的问题\n{PROBLEMS}"
        f"三、明年的打算\n{saying}明年我想带着大家办好两件事：\n{PLANS}"
    )

    assert [commitment.span.of(text) for commitment in read(text).commitments] == [
        "每季度征集一次片单，6月底前接通数字片库。",
        "8月底前购置放映机2台。",
    ]


def test_what_a_count_leaves_undone_is_no_problem_of_its_own() -> None:
    count = "去年述职我讲了5个问题，今年解决了3个，片源旧、油钱贵这两个还没有解决好"
    found = read(f"放映队2022年度述职报告\n一、主要工作\n{WORK}{count}。\n二、存在的问题\n{PROBLEMS}")

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”"]
    closure = next(one for one in found.closures if one.origin is Origin.SELF_REVIEW)
    assert (closure.total, closure.done) == (5, 3)


def test_an_urging_headline_among_problems_is_a_plan() -> None:
    entries = (
        "1、片源跟不上口味。年轻人点的片子拿不到。下一步打算：每季度征集一次片单。\n"
        "2、设备“带病上岗”。两台放映机过了年限。下一步打算：8月底前购置放映机2台。\n"
        "3、把去年没顾上的片库修缮抓起来。2023年底以前换好屋顶，添置除湿机。\n"
    )
    found = read(f"放映队2022年度述职报告\n一、主要工作\n{WORK}二、存在的问题和下一步打算\n{entries}")

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”"]
    assert [commitment.title for commitment in found.commitments][-1] == "把去年没顾上的片库修缮抓起来"


@pytest.mark.parametrize(
    "said",
    [
        "去年述职提到的片库漏雨问题8月份彻底解决",
        "去年群众意见较大的片库漏雨问题，经多轮上门协商，已于8月全部解决",
        "两年都没解决的片库漏雨问题，今年3月1日解决了",
        "去年报告里说的片库漏雨问题，经过翻修屋面、加装雨棚，已经得到扭转",
        "北山放映点停电的问题经镇里协调接上专线，4月18日恢复放映，现已解决",
    ],
)
def test_a_problem_called_by_name_and_settled_at_a_time(said: str) -> None:
    found = read(
        f"放映队2022年度述职报告\n一、主要工作\n全年下乡86场。{said}。冬训讲课4次。\n二、存在的问题\n{PROBLEMS}"
    )

    assert [(one.status, one.total) for one in found.closures] == [(ClosureStatus.DONE, None)]


def test_lanes_behind_a_few_by_name_are_no_count_of_problems() -> None:
    said = "去年反映的麻石巷等3条背街小巷积水受阻问题，经协商已全部解决"
    found = read(f"放映队2022年度述职报告\n一、主要工作\n全年下乡86场。{said}。\n二、存在的问题\n{PROBLEMS}")

    assert [one.total for one in found.closures] == [None]


@pytest.mark.parametrize(
    "clause",
    [
        "让放映队承接3场露天电影",
        "在北山、南河各建一个放映点",
        "银幕统一请人维护",
        "重复的表合成一张",
    ],
)
def test_more_ways_to_say_what_will_be_done(clause: str) -> None:
    assert actions(clause) == [clause]


@pytest.mark.parametrize("clause", ["推动学习往深里走、往实里走", "让观众感到看与不看不一样"])
def test_wishes_are_no_actions(clause: str) -> None:
    assert actions(clause) == []


def test_until_when_the_thing_before_is_to_be_done() -> None:
    assert actions("放映站交给社会组织运营，2023年3月底前签约") == ["放映站交给社会组织运营，2023年3月底前签约"]


@pytest.mark.parametrize("bullet", ["● ", "- ", "◆", "※ "])
def test_bullets_part_the_problems_where_nothing_counts(bullet: str) -> None:
    lines = (
        f"{bullet}片源跟不上口味。具体表现：一是年轻人点的片子拿不到，二是老片子翻来覆去。\n打算：每季度征集一次片单。\n"
        f"{bullet}设备“带病上岗”。两台放映机过了年限，雨天常常断电。\n打算：把机器换下来。（1）8月底前购置放映机2台；（2）修好备用机。\n"
        f"{bullet}交通费年年透支。跑一趟北山油钱是队员垫的。\n打算：每月报销一次。\n"
    )
    found = read(
        f"放映队2022年度述职报告\n【主要工作】\n{WORK}【差在哪、怎么办】\n{lines}说句实在话，上面几条，根子都在我身上。\n"
    )

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”", "交通费年年透支"]
    assert [commitment.title for commitment in found.commitments] == [
        "每季度征集一次片单",
        "把机器换下来",
        "每月报销一次",
    ]
    assert [commitment.addresses for commitment in found.commitments] == [("p1",), ("p2",), ("p3",)]


def test_a_label_below_every_problem_opens_no_section() -> None:
    entries = (
        "（1）片源跟不上口味。年轻人点的片子拿不到。\n下一步打算：给点单留口子、给办法。每季度征集一次片单。\n"
        "（2）设备“带病上岗”。两台放映机过了年限。\n下一步打算：千方百计换机器。8月底前购置放映机2台。\n"
    )
    found = read(f"放映队2022年度述职报告\n主要工作\n{WORK}存在问题及下一步打算\n{entries}")

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备“带病上岗”"]
    assert [commitment.title for commitment in found.commitments] == ["给点单留口子、给办法", "千方百计换机器"]


def test_a_run_on_list_is_opened_once() -> None:
    found = read(
        f"放映队2022年度述职报告\n{WORK}对照上级要求，还存在一些问题，主要表现在：一是片源跟不上口味，年轻人点的片子拿不到；"
        "二是设备老化，去年谈过几次，人家说不知道该怎么换；三是交通费年年透支。\n下一步，我们将重点做好以下工作：一是每季度征集一次片单；二是8月底前购置放映机2台。\n"
    )

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备老化", "交通费年年透支"]
    assert len(found.commitments) == 2


def test_semicolons_part_the_problems_before_a_paragraph_of_causes() -> None:
    found = read(
        f"放映队2022年度述职报告\n主要工作\n{WORK}存在的不足\n对照要求，主要还差在三个方面：片源跟不上口味，年轻人不来；"
        "设备老化，雨天断电；交通费透支，队员自己垫。\n产生这些差距，归根结底是我到一线少了。\n"
    )

    assert [problem.title for problem in found.problems] == ["片源跟不上口味", "设备老化", "交通费透支"]


def test_no_closing_words_among_numbered_plans() -> None:
    found = read(
        f"放映队2022年度述职报告\n一、主要工作\n{WORK}二、存在的问题\n{PROBLEMS}三、下一步工作措施\n"
        "（一）把片子选好。每季度征集一次片单。\n"
        "（二）把账管好。开展专项巡查，聘请行风监督员3名，每半年向观众通报一次。\n"
        "（三）把设备换好。8月底前购置放映机2台。\n请予评议。\n"
    )

    assert [commitment.title for commitment in found.commitments] == ["把片子选好", "把账管好", "把设备换好"]


def test_names_stand_behind_their_count() -> None:
    said = "去年述职查摆的3个问题全部整改销号，分别是片源跟不上、设备老化、交通费透支"
    found = read(f"放映队2022年度述职报告\n一、主要工作\n全年下乡86场。{said}。\n二、存在的问题\n{PROBLEMS}")

    assert [[item.title for item in one.items] for one in found.closures] == [["片源跟不上", "设备老化", "交通费透支"]]


def test_names_stand_before_their_count() -> None:
    said = "去年自查的4个问题，片源、设备、片库3个已经改好，交通费1个还在改"
    found = read(f"放映队2022年度述职报告\n一、主要工作\n全年下乡86场。{said}。\n二、存在的问题\n{PROBLEMS}")

    assert [(item.title, item.status.value) for one in found.closures for item in one.items] == [
        ("片源", "done"),
        ("设备", "done"),
        ("片库", "done"),
        ("交通费", "in_progress"),
    ]


def test_how_work_is_gone_about_is_no_outcome() -> None:
    said = "对2021年度述职查摆的4个问题，队里逐条研究、逐项销号，通过添人、换机等措施，3个问题已整改到位，1个正在推进"
    found = read(f"放映队2022年度述职报告\n一、主要工作\n全年下乡86场。{said}。\n二、存在的问题\n{PROBLEMS}")

    assert [(one.status, one.total, one.done) for one in found.closures] == [(ClosureStatus.PARTIAL, 4, 3)]


def test_an_open_matter_begins_where_its_root_is_told_of() -> None:
    said = "北门放映点的电闸今年跳了5次，找人修了5次，根子上的线路老化至今没有解决"
    found = read(f"放映队2022年度述职报告\n一、主要工作\n全年下乡86场。{said}。\n二、存在的问题\n{PROBLEMS}")

    assert found.problems[0].title == "北门放映点的电闸今年跳了5次"
