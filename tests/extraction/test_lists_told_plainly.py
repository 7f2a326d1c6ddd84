"""Four problems and four plans, told in ways that count nothing or add a last one behind the list."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import Where
from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract

HEAD = "云汀镇党委2023年度抓基层党建工作述职报告\n主要工作开展情况\n组织中心组学习12次，培训党员260人次。\n"
PROBLEMS = (
    "理论学习不够系统，研讨时念稿子的多，联系实际谈体会的少",
    "村干部年龄偏大，五个村的支书平均58岁，后备人选没有着落",
    "集体经济家底薄，三个村年收入不足5万元",
    "党员教育方式单一，外出党员一年难得参加一次活动",
)
PLANS = (
    "把理论学习抓实，每月开展一次专题研讨，年底组织一次测试",
    "把接班人备好，每个村物色2名后备干部，6月底前送县委党校轮训",
    "把集体经济做起来，新建冷库1座，9月底前投用",
    "把外出党员管起来，建立流动党员台账，每季度通一次电话",
)
COUNTED_PROBLEMS = "存在的主要问题\n" + "".join(f"{n}. {one}。\n" for n, one in enumerate(PROBLEMS, 1))
COUNTED_PLANS = "下一步打算\n" + "".join(f"{n}. {one}。\n" for n, one in enumerate(PLANS, 1))


def lines(entries: tuple[str, ...], mark: str = "") -> str:
    """A line for each entry, all behind the same mark."""
    return "".join(f"{mark}{one}。\n" for one in entries)


def read(body: str) -> tuple[PlainText, Extraction]:
    """What is read of a report of 2023 with such a body."""
    source = PlainText(f"{HEAD}{body}以上报告，请予评议。\n", "utf-8", "")
    return source, extract(source, year=2023)


SENTENCES = "。".join(PLANS) + "。\n"
CLAUSES = "；".join(PLANS) + "。\n"


@pytest.mark.parametrize(
    "plans",
    [
        f"下一步，要把下面这些事办好。{SENTENCES}",
        f"2024年主要抓好以下工作。{SENTENCES}",
        f"来年怎么干，我心里有本账。{SENTENCES}",
        f"下一步，镇党委将重点做好：{CLAUSES}",
        f"下步，{CLAUSES}",
        "下步打算\n" + lines(PLANS, "一件，"),
        "下一步打算\n" + "".join(f"{n}. {one}。\n" for n, one in enumerate(PLANS[:3], 1)) + f"此外，{PLANS[3]}。\n",
        f"下一步，一是{PLANS[0]}。二是{PLANS[1]}。三是{PLANS[2]}。另外，{PLANS[3]}。\n",
        f"{COUNTED_PLANS}以上四件，说到就做到，请大家监督。\n",
    ],
)
def test_plans(plans: str) -> None:
    source, found = read(COUNTED_PROBLEMS + plans)

    assert [one.title.split("，", maxsplit=1)[0] for one in found.commitments] == [
        one.split("，", maxsplit=1)[0] for one in PLANS
    ]
    assert [one.span.of(source.text).rstrip("。；") for one in found.commitments] == list(PLANS)
    assert len(found.problems) == len(PROBLEMS)


@pytest.mark.parametrize(
    "problems",
    [
        "存在问题\n" + lines(PROBLEMS, "一条，"),
        "存在的主要问题\n"
        + "".join(f"{n}. {one}。\n" for n, one in enumerate(PROBLEMS[:3], 1))
        + f"此外，{PROBLEMS[3]}。\n",
        f"存在的问题：一是{PROBLEMS[0]}；二是{PROBLEMS[1]}；三是{PROBLEMS[2]}。此外，{PROBLEMS[3]}。\n",
    ],
)
def test_problems(problems: str) -> None:
    source, found = read(problems + COUNTED_PLANS)

    assert [one.span.of(source.text).rstrip("。；") for one in found.problems] == list(PROBLEMS)
    assert len(found.commitments) == len(PLANS)


def test_what_a_line_adds_to_problems_with_their_measures_is_a_plan_of_its_own() -> None:
    merged = "".join(f"（{n}）{a}。\n改进措施：{b}。\n" for n, a, b in zip("一二三四", PROBLEMS, PLANS, strict=True))
    source, found = read(f"存在问题及改进措施\n{merged}同时，办好党员之家这件实事，5月底前配齐桌椅，年底前装上暖气。\n")

    assert [one.span.of(source.text) for one in found.commitments][4:] == [
        "办好党员之家这件实事，5月底前配齐桌椅，年底前装上暖气。"
    ]
    assert [one.addresses for one in found.commitments][:4] == [("p1",), ("p2",), ("p3",), ("p4",)]


def test_measures_may_begin_with_duici() -> None:
    merged = "".join(f"（{n}）{a}。对此，{b}。\n" for n, a, b in zip("一二三四", PROBLEMS, PLANS, strict=True))
    source, found = read(f"存在问题及下一步措施\n{merged}")

    assert [one.span.of(source.text) for one in found.commitments] == [f"{one}。" for one in PLANS]
    assert [one.span.of(source.text).rstrip("。") for one in found.problems] == list(PROBLEMS)


@pytest.mark.parametrize(
    "matter",
    [
        "北片17个老院子的水管改造，因产权说不清，全年一处也没能动工，仍未破题",
        "渡口党小组活动室仍借用旧仓库，面积不到30平方米，镇里先后两次打报告，至今没有落实新址",
        "后山26户村民的搬迁协议尚未签订，补偿标准分歧较大",
    ],
)
def test_an_open_matter_begins_with_what_it_is_about(matter: str) -> None:
    source, found = read(f"为群众办实事31件。{matter}。\n{COUNTED_PROBLEMS}{COUNTED_PLANS}")

    assert [one.span.of(source.text).rstrip("。") for one in found.problems if one.where is Where.INLINE] == [matter]


def test_a_paragraph_that_announces_lines_opens_what_it_begins_with() -> None:
    told = "".join(f"第{n}条，{one}。\n" for n, one in zip("一二三四", PROBLEMS, strict=True))
    planned = "".join(f"第{n}件，{one}。\n" for n, one in zip("一二三四", PLANS, strict=True))
    source, found = read(
        f"再说没做好的。我自己想了想，也请大家提了提，主要有四条。\n{told}最后说说明年打算。不喊口号，就说四件事。\n{planned}"
    )

    assert [one.span.of(source.text).rstrip("。") for one in found.problems] == list(PROBLEMS)
    assert [one.span.of(source.text).rstrip("。") for one in found.commitments] == list(PLANS)


def test_problems_may_begin_with_a_word_in_quotation_marks_behind_what_became_of_the_old_ones() -> None:
    first = "“两个覆盖”还有死角，一些小厂没有建立党组织"
    source, found = read(
        "【存在不足】\n上年度述职自查的3个问题已整改完毕。但对照群众期盼，仍有一些短板，突出表现在："
        f"{'；'.join((first, *PROBLEMS))}。\n【2024年打算】\n"
        + "".join(f"{n}. {one}。\n" for n, one in enumerate(PLANS, 1))
    )

    assert [one.span.of(source.text).rstrip("；。") for one in found.problems] == [first, *PROBLEMS]
    assert [(one.total, one.done) for one in found.closures] == [(3, 3)]


def test_what_leads_up_to_an_open_matter_is_no_part_of_it() -> None:
    text = (
        HEAD
        + "不过话要说全，图纸是报了，油坊巷改造的钱还没有着落，到现在尚未动工。\n"
        + COUNTED_PROBLEMS
        + COUNTED_PLANS
    )
    found = extract(PlainText(text, "utf-8", ""), year=2023)
    (matter,) = [one for one in found.problems if one.where is Where.INLINE]

    assert matter.title == "油坊巷改造的钱还没有着落"
    assert matter.span.of(text) == "油坊巷改造的钱还没有着落，到现在尚未动工"


def test_a_heading_that_asks_what_is_wrong_and_how_to_mend_it_opens_both() -> None:
    entries = "".join(
        f"{n}、{one}。明年，{plan}。\n" for n, (one, plan) in enumerate(zip(PROBLEMS, PLANS, strict=True), 1)
    )
    text = HEAD.replace("主要工作开展情况", "一、这一年干成的") + "二、毛病在哪，怎么改\n" + entries
    found = extract(PlainText(text, "utf-8", ""), year=2023)

    assert len(found.problems) == len(PROBLEMS)
    assert len(found.commitments) == len(PLANS)
