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


def test_a_summing_up_goes_over_to_what_ought_to_be() -> None:
    found = read(
        "企业支部存在问题\n支部建设有了进步，但在实践中仍存在一些问题，需要加以解决。\n"
        "首先，覆盖面不够广。小厂党员少，组织建不起来。\n其次，活动形式单一。年轻人不爱来。\n最后，参与度不高。倒班的凑不齐。\n"
        "综上所述，支部建设存在问题，需要加以解决。首先，应扩大覆盖面，联建支部。其次，应丰富活动，办技能赛。最后，应错时开会，方便倒班党员。"
    )

    assert titles(found) == ["覆盖面不够广", "活动形式单一", "参与度不高"]
    assert promised(found) == ["应扩大覆盖面", "应丰富活动", "应错时开会"]


def test_for_instance_begins_no_headline() -> None:
    found = read(
        "某地企业党建\n现状\n全县有企业支部56个，党员812名。\n"
        "然而，推进中也存在着一些问题。比如，一些企业组织建设不够完善，管理松散；一些党员作用发挥不够，群众不满意。\n"
        "解决方法\n为了解决这些问题，需要采取一系列措施。\n加强组织建设。6月底前新建支部4个。\n加强党员管理。每季度培训一次。"
    )

    assert titles(found) == ["一些企业组织建设不够完善", "一些党员作用发挥不够"]
    assert promised(found) == ["加强组织建设", "加强党员管理"]


def test_what_a_sentence_names_behind_such_as_is_parted() -> None:
    found = read(
        "一、工作情况\n全年公开信息260条。\n二、存在问题\n公开工作虽有成效，但由于起步晚，还存在一些问题如培训不足，人员业务不熟，宣传力度不够等等，有待改进。"
    )

    assert titles(found) == ["培训不足", "人员业务不熟", "宣传力度不够"]


def test_the_headline_of_a_whole_stands_behind_what_announces_it() -> None:
    found = read(
        "上半年走访企业36家，办培训5期。\n在肯定成绩的同时，也要清醒地看到，公司支部建设还存在一些突出问题：组织机构不健全，3个支部没有配书记。"
    )

    assert titles(found) == ["组织机构不健全"]


@pytest.mark.parametrize("lead", ["并就抓好下半年支部工作提出三点要求：", "我提以下四点希望："])
def test_demands_in_a_sentence_of_their_own_are_no_plans(lead: str) -> None:
    found = read(
        f"{MET}副书记肯定了上半年的成效，讲评了各村的亮点。{lead}一是要把学习抓实，提升水平。二是要把支部建强，发挥作用。三是要把共建做深。"
    )

    assert (titles(found), promised(found)) == ([], [])


def test_a_chapter_may_say_in_what_work_problems_are_left() -> None:
    found = read(
        "一、关于机关青年学习存在的问题\n青年学习总体不错，同时也还存在一些需要提升的地方。具体表现为：\n"
        "（一）学用脱节。学得多，用得少。\n（二）时紧时松。忙起来就停。\n二、下一步打算\n（一）每月读一本书。"
    )

    assert titles(found) == ["学用脱节", "时紧时松"]


def test_entries_that_tell_why_are_no_problems() -> None:
    found = read(
        "（一）不敢放手的原因是顾虑多。怕得罪人，怕影响团结，怕担责任。\n"
        "（二）创新不够的原因在于学习不深。平时心浮气躁，学不进去，跟不上形势，缺少钻研。\n"
        "（三）服务不到位的根源在于宗旨意识淡薄。总觉得差不多就行，不愿下村，不会做群众工作。"
    )

    assert titles(found) == []


def test_what_announces_the_matters_below_is_none_itself() -> None:
    found = read(
        "学用见实效\n活动开展以来，各支部一起抓。但是，一些党员仍然没有认识到学习的重要性，在学、用方面还存在劲头不够的问题。\n"
        "学的劲头不够足。把学习当软指标，抄抄笔记了事，缺乏系统学习，有的党员半年没翻过书，自满情绪重。\n"
        "用的办法不够多。学归学、做归做，遇到难题还是老一套，不会把学到的用到工作上，成效不明显。"
    )

    assert [problem.title for problem in found.problems if "问题" in problem.title] == []
    assert titles(found)[-2:] == ["学的劲头不够足", "用的办法不够多"]


def test_what_was_pointed_out_is_called_by_its_own_words() -> None:
    found = read(
        f"{MET}副书记肯定了成效，但同时也指出目前仍然存在党员作用发挥不够，支部工作不平衡等问题。会后，大家填了测评表。"
    )

    assert titles(found) == ["党员作用发挥不够"]


def test_problems_end_before_the_line_that_another_speaks_in() -> None:
    found = read(
        "6月20日，县委第二巡察组向城关中学反馈巡察情况。\n"
        "巡察组组长指出，从巡察情况看，学校存在一些问题，主要是：理论学习抓而不实，研讨走过场；从严治校不够有力，食堂采购不规范；组织生活不严。\n"
        "副县长李青强调，这次巡察是对学校的关心，学校要提高站位，扛起责任，把整改抓到底。"
    )

    assert titles(found) == ["理论学习抓而不实", "从严治校不够有力", "组织生活不严"]


@pytest.mark.parametrize(
    "told",
    ["发现后备干部队伍中存在一些不容忽视的问题，亟待解决。", "但党员管理中仍然存在不少的问题亟待研究解决。"],
)
def test_problems_in_general_that_wait_to_be_solved_are_none(told: str) -> None:
    assert (
        titles(read(f"青柳镇队伍调研\n我们走访了24个村，座谈12场，摸清了底数，{told}\n一、基本情况\n全镇有党员812名。"))
        == []
    )


def test_what_a_fault_shows_itself_in_is_no_plan() -> None:
    found = read(
        "我就流动党员管理存在的问题做了调查。存在的问题：一是底数难摸清。支部联系不上人。二是管理不规范。"
        "主要表现在三个方面，一是不能正常参加组织生活。二是不能按规定转接关系。三是不能按时交党费。"
    )

    assert promised(found) == []


def test_the_sum_counts_where_a_share_is_told_before_it() -> None:
    (tally,) = read(SURVEY + "排查安全隐患共96处，本月整改7处，累计整改61处。").tallies

    assert (tally.total, tally.done) == (96, 61)


def test_a_last_paragraph_may_name_the_year_to_come() -> None:
    found = read(
        f"{MET}副书记作了点评。当然，也存在不足之处：创新举措少，各支部大同小异；支部活动形式空泛，来的人不多。2023年，我们要办好主题党日，每月评一次好支部。"
    )

    assert titles(found) == ["创新举措少", "支部活动形式空泛"]
    assert promised(found) == ["办好主题党日"]


def test_a_lack_that_no_list_follows_stays_an_open_matter() -> None:
    found = read(
        "调研组走访村干部40名，座谈12场。近年来队伍素质明显提高，但部分村班子还存在后继乏人的问题。"
        "因此，要把后备队伍建起来，切实解决后继乏人的难题，这是当前急需办的事。\n一、基本情况\n全县有村党组织212个。"
    )

    assert any("后继乏人" in problem.title for problem in found.problems)


@pytest.mark.parametrize(
    "told",
    [
        "会议的目的，是盘点一年家底，查找存在的不足。一是会风要正。话不说满。二是记录要全。不漏一句。",
        "12位书记依次上台，总结一年的支部工作情况，存在的问题及明年打算。述职后，大家填了测评表。",
    ],
)
def test_what_a_meeting_is_for_and_what_was_reported_on_are_no_problems(told: str) -> None:
    assert titles(read(MET + told)) == []


def test_the_faults_named_as_examples_are_one_open_matter() -> None:
    found = read(
        f"{MET}述职会上，书记们依次介绍了学习情况。同时也指出了支部工作中存在的问题，例如党课讲得少、记录本不全等等，并提出了改的办法。\n会后，大家填了测评表。"
    )

    assert titles(found) == ["党课讲得少、记录本不全"]


def test_the_tasks_made_of_what_was_raised_are_counted_and_not_the_divisions() -> None:
    found = read(
        "市委第三巡察组反馈问题3个大方面18个大项，局党组将问题梳理分解整改任务74个，已完成整改61个，其余正在推进。"
    )

    (closure,) = found.closures
    assert (closure.done, closure.total) == (61, 74)


def test_the_line_that_says_faults_were_pointed_out_makes_no_problems_of_the_lines_behind() -> None:
    found = read(f"{MET}书记们也指出了支部工作中存在的问题，并提出了改的办法。\n会后，大家填了测评表。\n散会后合影。")

    assert titles(found) == []


def test_a_paragraph_goes_on_with_the_faults_it_pointed_out() -> None:
    found = read(
        f"{MET}副书记指出了支部工作中存在的问题。党课讲得少，一年才一堂。记录本补得多，笔迹都一样。\n会后，大家填了测评表。"
    )

    assert any("党课讲得少" in title for title in titles(found))


@pytest.mark.parametrize(
    "plan, title",
    [
        ("抓融合，增强支部活力，每季度办一次联学，6月底前完成轮训。", "抓融合，增强支部活力"),
        ("抓学习，每月办一次集中学习，6月底前完成轮训。", "抓学习"),
        ("抓阵地，建成3个活动室，添置图书。", "抓阵地"),
    ],
)
def test_a_catchword_goes_with_what_it_is_for(plan: str, title: str) -> None:
    found = read(
        f"水磨头镇党委2023年度述职报告\n一、主要工作\n学习12次。\n二、下一步打算\n一是{plan}二是抓作风，常敲打。"
    )

    assert promised(found)[0] == title
