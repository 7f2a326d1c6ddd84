"""Papers near to a report (notices, accounts of a meeting, papers on rectification): sections opened in mid-sentence."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import SectionKind
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract


def read(text: str) -> Extraction:
    return extract(PlainText(text, "utf-8", "0" * 64))


def titles(found: Extraction) -> list[str]:
    return [problem.title for problem in found.problems]


def promised(found: Extraction) -> list[str]:
    return [commitment.title for commitment in found.commitments]


MET = "1月8日，水磨头镇召开支部书记述职会，12名书记逐一上台，镇党委班子成员到会。\n"


def test_what_was_solved_before_the_turn_hides_no_list_of_problems() -> None:
    found = read(
        "白沙滩乡河道治理督查情况\n经过半年整治，一批拖了多年的排污难题得到了解决，但各村治理工作仍然存在一些薄弱环节。\n"
        "一是工程进度滞后。两处护岸开工就停。\n二是管护责任不实。巡河本子是补的。\n三是群众投诉办得慢。有的信件压了一个月。"
    )

    assert titles(found) == ["工程进度滞后", "管护责任不实", "群众投诉办得慢"]


@pytest.mark.parametrize("asked", ["意见", "具体要求", "三点希望"])
def test_what_a_review_demands_of_others_is_neither_problem_nor_plan(asked: str) -> None:
    found = read(
        f"{MET}镇党委书记韩立柱逐一点评，指出了存在的问题和不足，并对下一步工作提出{asked}："
        "一要抓实理论学习，别念稿子；二要管好党员队伍，别放羊；三要守住纪律，别出事。"
    )

    assert titles(found) == promised(found) == []


def test_a_list_below_the_words_that_admit_faults_holds_no_plans() -> None:
    found = read(
        f"{MET}会上也指出了书记们述职的一些不足。一是有的书记念稿子，讲不出自己做了什么。"
        "二是目前支部工作存在的突出问题：（1）学习制度有待进一步规范。（2）党务骨干缺乏。（3）书记的业务水平要进一步提高。\n"
        "会后，大家填写了测评表。"
    )

    assert promised(found) == []
    assert titles(found) == ["有的书记念稿子", "目前支部工作存在的突出问题"]


def test_problems_that_something_is_done_about_are_not_admitted() -> None:
    found = read(
        "3月5日，县里回访组到石桥坪镇看整改。\n回访组查了台账，走了4个村，问了60名群众。\n"
        "回访是一次体检，对支部存在的问题起到了把脉的作用，帮助大家把账理清。\n镇里表示，要把整改当成机会，把村里的事办好。"
    )

    assert titles(found) == []


@pytest.mark.parametrize(
    "lead, title",
    [
        ("下一步，我县将", "把督查办到村口"),
        ("在今后的工作中，我们将", "把督查办到村口"),
        ("接下来，支部将", "把督查办到村口"),
    ],
)
def test_a_last_paragraph_goes_over_to_its_plans(lead: str, title: str) -> None:
    found = read(
        "青柳县2023年督查工作情况\n全年督查36次，走访村社区118个，发函催办25件。\n"
        f"督查有了声势，群众也认可，成果还不稳固。{lead}{title}，每月公开一次办理结果。"
    )

    assert promised(found) == [title]
    assert [section.kind for section in found.sections][-1] is SectionKind.NEXT_STEPS


def test_below_a_heading_that_promises_both_the_last_paragraph_holds_the_plans() -> None:
    found = read(
        "一、主要工作\n全年讲党课4次，培训教师60人次。\n二、存在的问题及今后工作目标\n"
        "1.党员教师结对帮带少。\n2.支部活动形式老套。\n支部是大家的主心骨。在今后的工作中，我们将办好名师课堂，每学期评一次示范岗。"
    )

    assert titles(found) == ["党员教师结对帮带少", "支部活动形式老套"]
    assert promised(found) == ["办好名师课堂"]
