"""What common duty reports do that no list of layouts holds: sentences of our own in the shapes that they take."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import SectionKind, Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract

HEAD = "柳林铺镇党委2022年度抓党建工作述职报告\n现将2022年工作情况报告如下。\n"
DEEDS = "一、主要工作\n全年召开党委会12次，走访农户260户，修好机井4口，调解纠纷17起。\n"
PLANS = "三、下一步打算\n1.抓学习。每月10日集中学习一次。\n2.抓阵地。2023年6月底前建成活动室2间。\n"


def read(text: str) -> Extraction:
    return extract(PlainText(text, "utf-8", "0" * 64))


def titles(found: Extraction) -> list[str]:
    return [problem.title for problem in found.problems]


def promised(found: Extraction) -> list[str]:
    return [commitment.title for commitment in found.commitments]


def kinds(found: Extraction) -> list[SectionKind]:
    return [section.kind for section in found.sections]


def test_hardships_of_those_who_are_helped_sound_like_no_problems() -> None:
    found = read(
        f"{HEAD}一、主要工作\n1、抓学习\n全年集中学习12次，讲党课4次。\n2、帮扶困难群众\n"
        "逢年过节去看望困难党员、困难职工和困难家庭，给没钱买种子的少数民族群众垫钱，急难愁盼的事一件件办，"
        "帮扶困难户18户、困难学生6名，青少年活动站天天开门，不断把服务往前送。\n"
    )
    assert not found.problems


def test_problems_of_putting_right_stand_under_their_heading() -> None:
    found = read(
        f"{HEAD}{DEEDS}二、存在的问题\n"
        "一是整改责任压得不实。对巡察反馈、审计反馈的意见，会上部署了，会后没有人跟，两项整改拖了半年。\n"
        "二是整改措施不具体。点评指出的组织生活不规范问题，只让各村补了记录，回头看时仍有3个村走过场。\n"
        f"三是整改成果用得不够。好做法没有变成制度，同样的反馈意见第二年又出现。\n{PLANS}"
    )
    assert titles(found) == ["整改责任压得不实", "整改措施不具体", "整改成果用得不够"]
    assert SectionKind.RECTIFICATION not in kinds(found)


def test_a_deed_that_names_the_years_tasks_opens_no_plans() -> None:
    found = read(
        f"{HEAD}一、履职情况\n（一）强化政治引领，落实主体责任。召开党委会12次。\n"
        "（二）强化党建引领，落实党建重点任务。按时开展换届工作，制定全年活动计划。\n"
        f"二、存在问题\n一是学习不深。二是督查不够。\n{PLANS}"
    )
    assert promised(found) == ["抓学习", "抓阵地"]
    assert titles(found) == ["学习不深", "督查不够"]


@pytest.mark.parametrize(
    "why", ["产生以上问题的原因主要有：", "出现这些问题的根源在于：", "形成上述差距的主要原因如下："]
)
def test_a_list_of_causes_behind_a_list_without_heading(why: str) -> None:
    found = read(
        "一是对党建研究不多。全年只专门研究过两次，多数时候一带而过。\n"
        "二是党员作用发挥不好。教育培训每年只有一两次，个别党员常年不参加活动。\n"
        "三是组织生活流于形式。批评与自我批评辣味不足，会后没有人跟踪问效。\n"
        f"{why}一是认识不到位，没有把党建放在重要位置。二是创新意识不强，办法不多。三是担当精神不够，怕得罪人。\n"
        "二、下步工作思路\n一是扛牢责任。每月研究一次党建工作。\n"
    )
    assert titles(found) == ["对党建研究不多", "党员作用发挥不好", "组织生活流于形式"]


def test_a_text_cut_off_in_the_middle_of_its_problems() -> None:
    found = read(
        "四是党员作用发挥不好。教育培训每年只有一两次，个别党员常年不参加活动，宗旨意识有所淡化。\n"
        "五是组织生活流于形式。批评与自我批评辣味不足，会后没有人跟踪问效，开展得不均衡。\n"
        "三、下步工作思路\n一是扛牢责任。每月研究一次党建工作。\n"
    )
    assert titles(found) == ["党员作用发挥不好", "组织生活流于形式"]
    assert {problem.where for problem in found.problems} == {Where.LIST}


def test_a_list_of_deeds_is_no_list_of_plans_where_none_are_told() -> None:
    found = read(
        "2020年乡党委党建工作汇报\n今年以来，乡党委围绕中心工作抓党建，现将有关情况汇报如下：\n一、责任制落实情况\n"
        "1.加强班子建设，压实责任。成立了书记任组长的领导小组，做到了亲自部署、亲自推动，严格落实党要管党的要求。\n"
        "2.加强制度建设，规范运行。建立健全了议事规则，制定了工作计划，列入目标考核，每季度分析总结。\n"
        "3.加强阵地建设，夯实基础。改造了5个活动室，每月开展主题党日，按计划发展了9名党员。\n"
    )
    assert not found.commitments
    assert not found.problems


@pytest.mark.parametrize(
    "admission, title",
    [
        ("目前，机关支部还存在一些问题：在职党员少，多数行动不便。", "在职党员少"),
        ("同时，还存在集体经济路子不宽、后备干部不足等问题。", "集体经济路子不宽、后备干部不足"),
        ("虽然新建了两个活动室，但仍存在有阵地没活动的问题。", "有阵地没活动"),
    ],
)
def test_a_matter_that_a_sentence_among_deeds_admits_by_name(admission: str, title: str) -> None:
    found = read(f"{HEAD}{DEEDS}新办合作社3家。{admission}\n二、存在的问题\n一是学习不深。二是督查不够。\n{PLANS}")
    assert [(problem.title, problem.where) for problem in found.problems][:1] == [(title, Where.INLINE)]
    assert len(found.problems) == 3


@pytest.mark.parametrize(
    "general",
    [
        "党建工作仍然存在一些不容忽视的问题，亟待引起重视和解决。",
        "由于基层组织建设仍然存在一些薄弱环节，镇党委派出工作组12个。",
        "但面临的形势依然严峻，任务依然繁重，廉政风险依然存在，必须高度重视。",
        "针对村级还存在的账目不清等问题，制定了三项制度。",
        "检查发现部分支部还存在记录不规范等问题，已督促整改到位。",
    ],
)
def test_what_names_nothing_or_was_seen_to_is_no_open_matter(general: str) -> None:
    found = read(f"{HEAD}{DEEDS}{general}\n二、存在的问题\n一是学习不深。二是督查不够。\n{PLANS}")
    assert titles(found) == ["学习不深", "督查不够"]


def test_the_only_part_of_an_area_is_called_without_its_enumerator() -> None:
    found = read(
        f"{HEAD}{DEEDS}二、存在的主要问题\n主要表现在以下方面：\n1、党的领导方面。一是理论学习不深入。学习制度执行不到\n"
    )
    assert titles(found) == ["理论学习不深入"]


def test_examples_that_are_the_list_itself() -> None:
    found = read(
        f"{HEAD}{DEEDS}我们也要正视存在的问题：如三会一课制度还需落实；党务干部年龄偏大，后继无人；个别党员纪律观念淡薄。\n{PLANS}"
    )
    assert titles(found) == ["三会一课制度还需落实", "党务干部年龄偏大", "个别党员纪律观念淡薄"]


def test_a_date_right_behind_an_enumerator() -> None:
    found = read(
        f"{HEAD}{DEEDS}二、存在的问题\n一是学习不深。二是督查不够。\n三、下一步打算\n1.每月10日集中学习一次。\n"
        "2.9月底前建成冷库1座。\n3.2023年6月底前换届。\n"
    )
    assert promised(found) == ["每月10日集中学习一次", "9月底前建成冷库1座", "2023年6月底前换届"]


@pytest.mark.parametrize("answer", ["针对以上问题：", "针对上述问题，重点做好以下工作：", "对照这些不足："])
def test_plans_that_answer_the_problems_without_a_heading(answer: str) -> None:
    found = read(
        f"{HEAD}全年召开党委会12次，走访农户260户，修好机井4口。\n"
        "但也存在“三个不够”：一是理论学习不够深，读原著少；二是党员教育不够活，年轻人不爱听；三是集体经济不够强。\n"
        f"{answer}\n1.每月10日集中学习一次。\n2.开展主题党日12次。\n"
    )
    assert titles(found) == ["理论学习不够深", "党员教育不够活", "集体经济不够强"]
    assert promised(found) == ["每月10日集中学习一次", "开展主题党日12次"]


def test_areas_without_a_heading_above_them_hold_their_own_lists() -> None:
    found = read(
        "1、形式主义方面：\n（1）学风不够实。读原著少，学得零散，用得不够。\n（2）作风不够实。以会议落实会议，创造性工作不够。\n"
        "2、官僚主义方面：\n（1）调研不够。下基层少，专题调研更少，情况不清。\n（2）听意见不够。群众参与少，宣传不够广泛。\n"
    )
    assert titles(found) == ["学风不够实", "作风不够实", "调研不够", "听意见不够"]


def test_what_some_leave_undone_in_the_sentence_that_admits_it() -> None:
    found = read(
        f"{HEAD}{DEEDS}二、存在的问题\n也清醒地认识到，当前还存在一些突出问题，有的就党建抓党建，与民生割裂；有的抓落实上热下冷，制度挂在墙上；"
        f"有的以活动代替工作，应付了事。特别是内业资料不全，传达文件不及时。\n{PLANS}"
    )
    assert titles(found) == ["有的就党建抓党建", "有的抓落实上热下冷", "有的以活动代替工作", "特别是内业资料不全"]
