"""The same three problems and three plans in every layout that offices give them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.domain.report import PlainText
from tracker.extraction import extract

Item = tuple[str, str]
PROBLEMS: tuple[Item, ...] = (
    ("年轻党员太少", "支部里四十岁以下的只有两人，开会靠老同志撑着，换届时人选都凑不齐。"),
    ("土地流转进展缓慢", "有的户嫌租金低不愿意签，有的地块零散没人接手。"),
    ("村务公开不及时", "公示栏里还是半年前的账，群众看不明白，难免有意见。"),
)
PLANS: tuple[Item, ...] = (
    ("给支部添新人", "明年6月底前物色入党积极分子3名，每季度开一次青年座谈会。"),
    ("把荒地种起来", "明年5月底前流转土地200亩，请农技站测一遍土。"),
    ("把账晒出来", "每月10日前公开上月收支，成立5人理财小组。"),
)
CHINESE = "〇一二三四五六七八九十"
HEAD = "榆树沟村党支部2022年度抓党建工作述职报告\n现将2022年工作情况报告如下。\n"
DEEDS = "全年召开党员大会8次，走访农户260户，修好机井4口，调解纠纷17起，党员干部值班守夜一百多天。"


def each(write: Callable[[int, str, str], str], items: tuple[Item, ...] = PROBLEMS, between: str = "\n") -> str:
    return between.join(write(number, title, body) for number, (title, body) in enumerate(items, 1))


def dotted(items: tuple[Item, ...] = PROBLEMS) -> str:
    return each(lambda n, title, body: f"{n}.{title}。{body}", items)


def marked(mark: str, items: tuple[Item, ...] = PROBLEMS, stop: str = "。", between: str = "\n") -> str:
    """``mark`` holds ``@`` for the number in digits and ``#`` for it in characters."""

    def write(number: int, title: str, body: str) -> str:
        return mark.replace("@", str(number)).replace("#", CHINESE[number]) + f"{title}{stop}{body}"

    return each(write, items, between)


def three(deeds: str, problems: str, plans: str) -> str:
    """Three headings over dotted lists."""
    return f"{HEAD}{deeds}\n{DEEDS}\n{problems}\n{dotted()}\n{plans}\n{dotted(PLANS)}"


LAYOUTS = {
    "questions for headings": three("一、这一年干了什么", "二、哪些没干好", "三、接下来干什么"),
    "slogans in quotation marks": three("一、履职尽责“晒实绩”", "二、直面问题“亮家底”", "三、明确方向“定目标”"),
    "slogans": three("一、主要成效", "二、对标先进找差距", "三、真抓实干开新局"),
    "slogans with commas": three("一、主要做法", "二、坚持问题导向，查找薄弱环节", "三、坚持目标导向，谋划来年工作"),
    "years in the headings": three("一、2022年工作总结", "二、工作中的不足", "三、2023年工作计划"),
    "reflections": three("一、过去一年的实践", "二、深刻反思", "三、未来展望"),
    "difficulties": three("一、主要工作", "二、面临的困难和挑战", "三、对策建议"),
    "lists by name": three("一、主要工作", "二、问题清单", "三、任务清单"),
    "promises": three("一、主要工作", "二、存在问题", "三、几点承诺"),
    "headings in frames": three("【工作情况】", "【存在问题】", "【下步打算】"),
    "chapters": three("第一部分 主要工作", "第二部分 存在问题", "第三部分 下步打算"),
    "wide digits": f"{HEAD}一．主要工作\n{DEEDS}\n二．存在问题\n{marked('１．', PROBLEMS[:1])}\n{marked('２．', PROBLEMS[1:2])}\n"
    f"{marked('３．', PROBLEMS[2:])}\n三．下步打算\n{dotted(PLANS)}",
    "half a bracket": f"{HEAD}1、工作情况\n{DEEDS}\n2、存在问题\n{marked('@）')}\n3、工作计划\n{marked('@）', PLANS)}",
    "numbers of two places": f"{HEAD}1.工作情况\n{DEEDS}\n2.存在问题\n{marked('2.@ ', stop=chr(10))}\n3.下步计划\n"
    f"{marked('3.@ ', PLANS, stop=chr(10))}",
    "numbers and blanks": f"{HEAD}一 主要工作\n{DEEDS}\n二 存在问题\n{marked('@ ')}\n三 下步打算\n{marked('@ ', PLANS)}",
    "circled numbers in a line": f"{HEAD}一、主要工作\n{DEEDS}\n二、存在不足\n①{marked('', PROBLEMS[:1])}②{marked('', PROBLEMS[1:2])}"
    f"③{marked('', PROBLEMS[2:])}\n三、努力方向\n①{marked('', PLANS[:1])}②{marked('', PLANS[1:2])}③{marked('', PLANS[2:])}",
    "spoken numbers": f"{HEAD}一、主要工作\n{DEEDS}\n二、存在的主要问题\n{marked('#是')}\n三、下步工作打算\n{marked('#要', PLANS)}",
    "spoken numbers in a paragraph": f"{HEAD}{DEEDS}\n虽然取得了一定成绩，但还存在一些问题：{marked('#是', stop='，', between='')}\n"
    f"下一步，我们将重点做好以下工作：{marked('#是', PLANS, stop='，', between='')}",
    "其一": f"{HEAD}{DEEDS}\n反思过去一年，还有不少欠缺。{marked('其#，', between='')}\n"
    f"新的一年，支部将从三处着手。{marked('其#，', PLANS, between='')}",
    "problems by ordinal, plans by task": f"{HEAD}{DEEDS}\n讲完成绩讲问题。\n{marked('第#个问题是')}\n讲完问题讲打算。\n"
    f"{marked('第#项任务是', PLANS)}",
    "spoken ordinals": f"各位领导、同志们：\n我是榆树沟村的支部书记。2022年，{DEEDS}\n再说说毛病。我觉得主要有这么几条："
    f"{marked('第#条，', stop='，', between='')}\n明年怎么办呢？我想了三招：{marked('第#招，', PLANS, stop='，', between='')}\n"
    "我的话完了，谢谢大家。",
    "dashes": f"{HEAD}主要工作\n{DEEDS}\n存在问题\n{marked('——')}\n下步打算\n{marked('——', PLANS)}",
    "markup": f"# 榆树沟村党支部2022年度述职报告\n\n## 一、工作情况\n{DEEDS}\n\n## 二、存在问题\n"
    + each(lambda _n, title, body: f"- **{title}。** {body}")
    + "\n\n## 三、下一步打算\n"
    + each(lambda _n, title, body: f"- **{title}。** {body}", PLANS),
    "words alone on their lines": f"{HEAD}做法\n{DEEDS}\n不足\n{marked('')}\n打算\n{marked('', PLANS)}",
    "one paragraph": f"{HEAD}一、主要工作。{DEEDS}二、存在问题。{marked('@.', between='')}三、下步打算。{marked('@.', PLANS, between='')}",
    "plans before problems": f"{HEAD}一、主要工作\n{DEEDS}\n二、下一步怎么干\n{dotted(PLANS)}\n三、还有哪些问题\n{dotted()}",
    "last year's problems first": f"{HEAD}一、2021年度述职评议问题整改情况\n2021年度述职评议指出的3个问题，已完成整改2个，1个正在推进。\n"
    f"二、2022年工作\n{DEEDS}\n三、存在问题\n{dotted()}\n四、2023年打算\n{dotted(PLANS)}",
    "requests behind the plans": f"{three('一、主要工作', '二、存在问题', '三、下一步打算')}\n四、意见建议\n1.建议镇里统一培训会计。\n"
    "2.建议增加村级经费。",
    "causes between": f"{HEAD}一、工作回顾\n{DEEDS}\n二、存在问题和不足及原因分析\n（一）存在问题\n{dotted()}\n（二）原因分析\n"
    f"一是主观上重视不够。二是办法不多。\n三、2023年工作思路\n{dotted(PLANS)}",
    "three parts in the paragraphs of one section": f"{HEAD}一、主要工作\n{DEEDS}\n二、存在问题、原因及措施\n"
    f"1.存在问题。{marked('#是', stop='，', between='')}\n2.产生原因。一是思想松懈。二是办法不多。三是监督不严。\n"
    f"3.改进措施。{marked('#是', PLANS, stop='，', between='')}",
    "labels in a merged section": f"{HEAD}一、主要工作\n{DEEDS}\n二、存在的主要问题及下步打算\n"
    f"存在问题：{marked('（@）', stop='，', between='')}\n下步打算：{marked('（@）', PLANS, stop='，', between='')}",
    "labels and semicolons": f"{HEAD}一、主要工作\n{DEEDS}\n二、问题与打算\n问题：{'；'.join(title for title, _ in PROBLEMS)}。\n"
    f"打算：{'；'.join(title for title, _ in PLANS)}。",
    "groups with entries": f"{HEAD}一、主要工作\n{DEEDS}\n二、差距与短板\n（一）与上级要求比有差距\n{marked('1.', PROBLEMS[:1])}\n"
    f"{marked('2.', PROBLEMS[1:2])}\n（二）与群众期盼比有差距\n{marked('1.', PROBLEMS[2:])}\n三、下步打算\n{dotted(PLANS)}",
    "a label before each problem": f"{HEAD}一、主要工作\n{DEEDS}\n二、查摆问题\n（一）在队伍建设方面。主要表现为：{marked('', PROBLEMS[:1])}\n"
    f"（二）在产业发展方面。{marked('', PROBLEMS[1:2])}\n（三）在民主管理方面。突出表现在：{marked('', PROBLEMS[2:])}\n"
    f"三、整改方向\n{dotted(PLANS)}",
    "ordinal words": f"{HEAD}{DEEDS}\n当然，也有做得不到家的地方。首先是{marked('', PROBLEMS[:1])}其次是{marked('', PROBLEMS[1:2])}"
    f"最后是{marked('', PROBLEMS[2:])}\n展望2023年，要办三件事。首先，{marked('', PLANS[:1])}其次，{marked('', PLANS[1:2])}"
    f"最后，{marked('', PLANS[2:])}",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout(layout: str) -> None:
    found = extract(PlainText(LAYOUTS[layout], "utf-8", ""))

    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]
    assert [commitment.title for commitment in found.commitments] == [title for title, _ in PLANS]


MERGED = {
    "measures, limit and person on lines of their own": each(
        lambda n, title, body: (
            f"{n}.问题：{title}。{body}\n整改措施：{PLANS[n - 1][1]}\n整改时限：2023年{n + 5}月底前\n责任人：方晓"
        )
    ),
    "the plan at the end of each entry": each(
        lambda n, title, body: f"（{CHINESE[n]}）{title}。{body}下一步，{PLANS[n - 1][1]}"
    ),
    "what shows, whence it comes, what is done": each(
        lambda n, title, body: f"{n}.{title}\n表现：{body}\n根源：支委抓得不紧。\n对策：{PLANS[n - 1][1]}"
    ),
}


@pytest.mark.parametrize("layout", MERGED)
def test_measures_beside_each_problem(layout: str) -> None:
    text = f"{HEAD}一、主要工作\n{DEEDS}\n二、存在的问题及下一步打算\n{MERGED[layout]}"
    found = extract(PlainText(text, "utf-8", ""))

    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]
    assert [commitment.addresses for commitment in found.commitments] == [("p1",), ("p2",), ("p3",)]
    assert all(commitment.actions for commitment in found.commitments)


def test_a_line_that_happens_to_begin_with_a_number_is_no_entry() -> None:
    text = f"{HEAD}一、主要工作\n全镇共有\n3 个村没有活动室，\n4 名党员外出。\n二、存在问题\n{dotted()}\n三、下步打算\n{dotted(PLANS)}"
    found = extract(PlainText(text, "utf-8", ""))

    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]


OTHERS = {
    "groups whose entries are counted through": (
        f"{HEAD}一、主要工作\n{DEEDS}\n二、存在的主要问题\n（一）队伍建设方面\n{marked('1.', PROBLEMS[:1])}\n{marked('2.', PROBLEMS[1:2])}\n"
        f"（二）民主管理方面\n{marked('3.', PROBLEMS[2:])}\n三、努力方向\n{dotted(PLANS)}"
    ),
    "a number written twice": (
        f"{HEAD}一、主要工作\n{DEEDS}\n二、存在问题\n{marked('1.', PROBLEMS[:1])}\n{marked('2.', PROBLEMS[1:2])}\n"
        f"{marked('2.', PROBLEMS[2:])}\n三、下步打算\n{dotted(PLANS)}"
    ),
    "one shortcoming is, another is": (
        f"{HEAD}{DEEDS}\n说实话，支部的短板也不少。一个短板是{marked('', PROBLEMS[:1])}另一个短板是{marked('', PROBLEMS[1:2])}"
        f"还有一个短板是{marked('', PROBLEMS[2:])}\n明年，我想把三件事办实。一件是{marked('', PLANS[:1])}"
        f"一件是{marked('', PLANS[1:2])}一件是{marked('', PLANS[2:])}\n请大家监督。"
    ),
    "plans by quarter": (
        f"{HEAD}一、主要工作\n{DEEDS}\n二、存在问题\n{dotted()}\n三、明年安排\n一季度：{marked('', PLANS[:1])}\n"
        f"二季度：{marked('', PLANS[1:2])}\n下半年：{marked('', PLANS[2:])}"
    ),
    "brackets for headings in a merged section": (
        f"{HEAD}一、主要工作\n{DEEDS}\n二、问题、原因和改进\n支委会开了半天，大致是这些：\n（问题）\n{dotted()}\n（原因）\n1.抓得不紧。\n"
        f"2.办法不多。\n（改进）\n{dotted(PLANS)}"
    ),
}


@pytest.mark.parametrize("layout", OTHERS)
def test_another_layout(layout: str) -> None:
    found = extract(PlainText(OTHERS[layout], "utf-8", ""))

    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]
    assert [commitment.title for commitment in found.commitments] == [title for title, _ in PLANS]


def test_measures_behind_a_comma_where_the_heading_promises_them() -> None:
    text = f"{HEAD}一、主要工作\n{DEEDS}\n二、不足与改进\n1.学习不深。多是念文件，今后每月研讨一次，请专家授课2次。\n2.活动不新。形式老套，下步办情景党课3堂。"
    found = extract(PlainText(text, "utf-8", ""))

    assert [problem.title for problem in found.problems] == ["学习不深", "活动不新"]
    assert [commitment.addresses for commitment in found.commitments] == [("p1",), ("p2",)]


JOINED = {
    "headings run into their text": (
        f"{HEAD}一、履职情况{DEEDS}二、存在的问题和不足对照上级要求，支部工作主要有三个方面的差距：{marked('#是', stop='，', between='')}"
        f"三、下一步工作思路{marked('@.', PLANS, between='')}"
    ),
    "framed headings in mid-paragraph": (
        f"{HEAD}【工作回顾】{DEEDS}【查摆的不足】{marked('@.', between='')}【努力方向】{marked('@.', PLANS, between='')}"
    ),
}


@pytest.mark.parametrize("layout", JOINED)
def test_a_file_that_lost_its_line_ends(layout: str) -> None:
    found = extract(PlainText(JOINED[layout].replace("\n", ""), "utf-8", ""))

    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]
    assert [commitment.title for commitment in found.commitments] == [title for title, _ in PLANS]


WORDINGS = (
    ("需要正视的问题", "努力的方向"),
    ("自我剖析", "整改承诺"),
    ("短板弱项", "明年咋办"),
    ("差距在哪里", "打算与承诺"),
    ("对照检视", "来年工作重点"),
    ("反思与检讨", "新年新打算"),
    ("不容回避的事", "接下来的活"),
    ("几点反思", "几项举措"),
)


@pytest.mark.parametrize("numbered", ["{}、", "{}.", "第{}部分 ", ""])
@pytest.mark.parametrize("words", WORDINGS, ids="/".join)
def test_headings_in_other_words(words: tuple[str, str], numbered: str) -> None:
    first, second, third = (numbered.format(CHINESE[n]) for n in (1, 2, 3))
    text = f"{HEAD}{first}主要工作\n{DEEDS}\n{second}{words[0]}\n{dotted()}\n{third}{words[1]}\n{dotted(PLANS)}"
    found = extract(PlainText(text, "utf-8", ""))

    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]
    assert [commitment.title for commitment in found.commitments] == [title for title, _ in PLANS]


@pytest.mark.parametrize(
    "heading", ["问题成因剖析", "原因分析", "存在问题的原因", "问题产生的主要原因分析", "不足之处的思想根源"]
)
def test_a_section_of_causes_holds_no_problems(heading: str) -> None:
    text = (
        f"{HEAD}一、工作情况\n{DEEDS}\n二、存在问题\n{dotted()}\n三、{heading}\n"
        "一是思想认识有偏差，抓党建的主动性不强。二是责任传导不到位，检查少、要求松。\n四、下一步打算\n" + dotted(PLANS)
    )
    found = extract(PlainText(text, "utf-8", ""))
    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]


def test_a_section_of_problems_and_their_causes_holds_problems() -> None:
    text = f"{HEAD}一、工作情况\n{DEEDS}\n二、存在问题及成因剖析\n{dotted()}\n三、下一步打算\n{dotted(PLANS)}"
    found = extract(PlainText(text, "utf-8", ""))
    assert [problem.title for problem in found.problems] == [title for title, _ in PROBLEMS]
