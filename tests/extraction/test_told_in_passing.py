"""Papers near to a report (notices, accounts of a meeting, papers on rectification): sections opened in mid-sentence."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import ClosureStatus, Origin, SectionKind
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


SURVEY = "青柳县2022年督查整改工作情况\n一年来，全县上下抓整改，走访群众260户，开会12次。\n"


@pytest.mark.parametrize(
    "told, status, total, done",
    [
        (
            "省督察组反馈意见后，我县马上行动，将督察意见分解为54项整改任务，截至目前，54项整改任务已整改完成31项，其余正在推进。",
            ClosureStatus.PARTIAL,
            54,
            31,
        ),
        ("县委巡察组共发现问题76个，其中移交立行立改问题14个。", ClosureStatus.IN_PROGRESS, 76, None),
        ("县委巡察组反馈问题26个，立行立改问题14个已完成整改，其余12个正在推进。", ClosureStatus.PARTIAL, 26, 14),
    ],
)
def test_what_is_worked_off_and_what_is_only_handed_on(
    told: str, status: ClosureStatus, total: int, done: int | None
) -> None:
    (closure,) = read(SURVEY + told).closures

    assert (closure.status, closure.total, closure.done) == (status, total, done)
    assert not closure.items


def test_steps_taken_against_problems_say_that_they_are_in_hand() -> None:
    found = read(
        "关于河道专项审计发现问题整改情况的报告\n一、总体情况\n本次审计发现问题涉及我县的共五类18个具体问题，均已积极采取措施整改。\n"
        "二、下一步打算\n一是盯住进度，每月调度一次。"
    )
    (closure,) = found.closures

    assert (closure.origin, closure.status) == (Origin.AUDIT, ClosureStatus.IN_PROGRESS)
    assert (closure.total, closure.done, closure.items) == (18, None, ())


def test_the_means_tell_whose_problem_was_put_right() -> None:
    (closure,) = read(SURVEY + "各村在账目管理方面曾经存在的混乱问题，通过巡察整改基本都得到了有效解决。").closures

    assert (closure.origin, closure.status) == (Origin.INSPECTION, ClosureStatus.PARTIAL)


@pytest.mark.parametrize(
    "told",
    [
        "巡察反馈意见下达后，党委迅速开会，认真学习领会巡察组反馈意见。为确保整改工作有序推进，成立了专班。",
        "有些单位对审计发现问题开展专项整治，督促下属单位边查边改。",
        "对已整改完成尚未销号的问题，县里将尽快按程序验收、复核。",
        "今年亟待解决的突出环境问题涉及我县7项，已完成整改1项，未完成但达到序时进度6项。",
    ],
)
def test_what_claims_nothing_of_any_problem_in_particular(told: str) -> None:
    found = read(SURVEY + told)

    assert (found.closures, found.problems) == ((), ())


def test_what_is_put_off_is_no_tally_of_what_is_done() -> None:
    found = read(SURVEY + "巡察共反馈问题90个，已整改销号81个，占90%；申请延期整改问题9个，占10%。")

    assert [(closure.total, closure.done) for closure in found.closures] == [(90, 81)]
    assert found.tallies == ()


def test_a_year_since_which_something_was_found_is_not_the_reports() -> None:
    found = read("会上，县委办通报2016年以来巡察发现的普遍性问题。\n各单位要抓好整改。")

    assert found.identity.year is None


def test_what_a_paper_is_about_is_no_part_of_the_name() -> None:
    found = read("关于柳林镇党委全面落实党建责任的报告\n按照要求，现将有关情况报告如下。\n一、主要工作\n开会12次。")

    assert found.identity.org == "柳林镇党委"


@pytest.mark.parametrize("subject", ["县安委办将", "支部继续", "全体党员要"])
def test_a_last_paragraph_may_say_of_anybody_what_is_to_come(subject: str) -> None:
    found = read(SURVEY + f"督查动了真格，群众拍手叫好。下一步，{subject}盯紧没有改到位的两家，每月回访一次。")

    assert len(found.commitments) == 1


def test_why_a_survey_was_made_admits_nothing() -> None:
    found = read(
        "青柳县支部建设调研\n为了弄清支部建设的家底，发现存在的问题，我们开展了这次调研。\n"
        "一、调研经过\n走访支部36个，发问卷200份。\n二、主要做法\n办培训班5期，建阵地12处。"
    )

    assert titles(found) == []


def test_a_title_that_names_problems_is_no_heading_of_its_own() -> None:
    found = read(
        "村级支部存在问题和解决的建议\n近年来，镇里抓支部，面貌有了变化，老问题也慢慢露了头。\n一、存在的问题\n"
        "（一）活动场所缺乏。42个支部只有9个有活动室。\n（二）发展党员难。年轻人大多在外打工。"
    )

    assert titles(found) == ["活动场所缺乏", "发展党员难"]


def test_a_line_that_heads_others_is_no_problem() -> None:
    found = read(
        "县委巡察组向2家党组织反馈了意见。\n柳林镇党委存在的主要问题：\n"
        "镇党委落实乡村振兴部署还有差距，质效不明显。作风建设不够扎实，公款吃喝仍有发生。\n"
        "水务局党组存在的主要问题：\n局党组落实部署不够到位，项目推进还有短板。党的领导弱化，议事规则形同虚设。"
    )

    assert all("存在的主要问题" not in title for title in titles(found))
    assert titles(found)[-2:] == ["局党组落实部署不够到位", "党的领导弱化"]


def test_a_heading_may_name_any_work_that_problems_stand_in() -> None:
    found = read(
        "一、派驻组履行监督职责中存在的主要问题及原因\n（一）监督制约不力\n一是不想监督。怕伤和气。二是不会监督。看不懂账。\n"
        "（二）监督权力落空\n重要会议不通知派驻组参加，事后才补签字。"
    )

    assert titles(found) == ["监督制约不力", "监督权力落空"]


def test_what_was_asked_of_others_in_answer_is_no_plan() -> None:
    found = read(
        "检查发现，共性问题主要有：一是部分企业责任不落实，自查流于形式；二是一些乡镇推进力度不足。\n"
        "对此，县安委办逐家印发督促函，列出清单，要求有关部门落实整改责任，并对典型问题公开曝光。"
    )

    assert promised(found) == []
    assert len(titles(found)) == 2


def test_what_is_left_to_others_to_mend_is_no_claim() -> None:
    found = read(
        SURVEY + "检查组正在针对检查中发现的各乡镇存在的隐患形成清单，并发出整改通知，督促其立行立改，及时消除隐患。"
    )

    assert found.closures == ()


def test_the_clause_before_says_of_how_many() -> None:
    found = read(SURVEY + "全县走访企业800家，复查隐患411项，已整改隐患372项。")

    assert [(tally.total, tally.done) for tally in found.tallies] == [(411, 372)]
