"""Lists in layouts that only some offices use: each a report with the same three problems and plans."""

from __future__ import annotations

import pytest

from tracker.domain.kinds import Where
from tracker.domain.report import PlainText
from tracker.extraction import extract

PROBLEMS = ("年轻党员太少", "土地流转进展缓慢", "村务公开不及时")
LACKS = (
    "支部里四十岁以下的只有两人，开会靠老同志撑着。",
    "有的户嫌租金低不愿意签，机械开不进去。",
    "公示栏里还是半年前的账，群众看不明白。",
)
PLANS = ("给支部添新人", "把荒地种起来", "把账晒出来")
DEEDS = ("明年6月底前物色入党积极分子3名。", "流转土地200亩，请农技站测一遍土。", "每月10日前公开上月收支。")
HEAD = (
    "榆树沟村党支部2022年度述职报告\n现将2022年工作情况报告如下。\n一、主要工作\n"
    "全年召开党员大会8次，走访农户260户，修好机井4口，调解纠纷17起。\n"
)
MARKS = (
    ("——",) * 3,
    ("● ",) * 3,
    ("★",) * 3,
    ("✓ ",) * 3,
    ("01 ", "02 ", "03 "),
    ("1：", "2：", "3："),
    ("甲、", "乙、", "丙、"),
    ("A.", "B.", "C."),
    ("Ⅰ、", "Ⅱ、", "Ⅲ、"),
    ("No.1 ", "No.2 ", "No.3 "),
    ("［一］", "［二］", "［三］"),
    ("2.1.1 ", "2.1.2 ", "2.1.3 "),
    ("一方面，", "另一方面，", "再一方面，"),
    ("其1：", "其2：", "其3："),
    ("【1】", "【2】", "【3】"),
)
NAMED = ("{}1 ", "{}之一：", "{}①：", "第一个{}：")
ORDER = str.maketrans("1一①", "2二②"), str.maketrans("1一①", "3三③")
CARDS = (
    ("问题及措施", "问题：{problem}。{lack}\n原因：抓得不紧。\n措施：{plan}。{deed}\n"),
    ("问题及措施", "【问题】{problem}。{lack}\n【原因】抓得不紧。\n【措施】{plan}。{deed}\n"),
    ("问题及改进", "{n}、{problem}\n{lack}\n改进：{plan}。{deed}\n"),
    ("存在问题及下一步打算", "（{cn}）{problem}。{lack}打算：{plan}。{deed}\n"),
    ("存在问题及下一步打算", "（{cn}）{problem}。{lack}对此，我们将{plan}。{deed}\n"),
)


def _lines(marks: tuple[str, ...], titles: tuple[str, ...], bodies: tuple[str, ...]) -> str:
    return "\n".join(f"{mark}{title}。{body}" for mark, title, body in zip(marks, titles, bodies, strict=True))


def _read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = extract(PlainText(text, "utf-8", ""))
    assert all(problem.where is Where.LIST for problem in found.problems)
    return tuple(one.title for one in found.problems), tuple(one.title for one in found.commitments)


@pytest.mark.parametrize("marks", MARKS, ids=lambda marks: marks[0].strip())
def test_lines_that_count_on_are_entries(marks: tuple[str, ...]) -> None:
    text = f"{HEAD}二、存在的问题\n{_lines(marks, PROBLEMS, LACKS)}\n三、下一步打算\n{_lines(marks, PLANS, DEEDS)}"
    assert _read(text) == (PROBLEMS, PLANS)


@pytest.mark.parametrize("frame", NAMED)
def test_numbers_behind_what_they_count(frame: str) -> None:
    def marks(thing: str) -> tuple[str, ...]:
        first = frame.format(thing)
        return (first, *(first.translate(table) for table in ORDER))

    problems, plans = _lines(marks("问题"), PROBLEMS, LACKS), _lines(marks("措施"), PLANS, DEEDS)
    assert _read(f"{HEAD}二、存在的问题\n{problems}\n三、下一步打算\n{plans}") == (PROBLEMS, PLANS)


@pytest.mark.parametrize("heading, card", CARDS)
def test_cards_hold_a_problem_and_what_is_done_about_it(heading: str, card: str) -> None:
    cards = "".join(
        card.format(n=n, cn="一二三"[n - 1], problem=problem, lack=lack, plan=plan, deed=deed)
        for n, (problem, lack, plan, deed) in enumerate(zip(PROBLEMS, LACKS, PLANS, DEEDS, strict=True), 1)
    )
    assert _read(f"{HEAD}二、{heading}\n{cards}") == (PROBLEMS, PLANS)


def test_headlines_on_lines_of_their_own() -> None:
    problems = "\n".join(f"{title}\n{body}" for title, body in zip(PROBLEMS, LACKS, strict=True))
    plans = "\n".join(f"{title}\n{body}" for title, body in zip(PLANS, DEEDS, strict=True))
    assert _read(f"{HEAD}二、存在的问题\n{problems}\n三、下一步打算\n{plans}") == (PROBLEMS, PLANS)


@pytest.mark.parametrize(
    "line",
    [
        "问题3个已经整改。",
        "问题12条，销号10条。",
        "A股上市公司到村考察。",
        "甲、乙两个组的路都通了。",
        "8：30开门，中午不休息。",
    ],
)
def test_a_line_that_only_looks_counted_is_left_alone(line: str) -> None:
    text = f"{HEAD}{line}\n二、存在的问题\n一是{PROBLEMS[0]}。{LACKS[0]}二是{PROBLEMS[1]}。{LACKS[1]}"
    assert _read(text) == (PROBLEMS[:2], ())
