"""A label that stands in every entry begins its measures, whatever it is called; every report is made up."""

from __future__ import annotations

import pytest

from benchmarks.short_pairs import reading

ENTRIES = (
    ("仓库漏雨没有人管", "先把东墙的瓦换掉，6月底前做完防水"),
    ("夜班补贴发得不齐", "每月5日前把补贴打到卡上"),
    ("新来的徒弟没有人带", "给8名徒弟每人定一名师傅"),
)


def _report(label: str) -> str:
    entries = "".join(
        f"{place}、{trouble}，大家意见不少，年年说年年拖。{label}{plan}。\n"
        for place, (trouble, plan) in enumerate(ENTRIES, start=1)
    )
    return f"某厂2023年度述职报告\n一、主要工作\n全年生产电机1600台。\n二、问题和改法\n{entries}以上报告，请评议。\n"


@pytest.mark.parametrize("label", ["咋改：", "接下来这么补：", "我们的法子：", "改进措施：", "这样办："])
def test_measures(label: str) -> None:
    found = reading(_report(label), 2023)[1]
    assert [problem.title for problem in found.problems] == [trouble for trouble, _ in ENTRIES]
    assert [_report(label)[one.span.start : one.span.end].rstrip("。") for one in found.commitments] == [
        plan for _, plan in ENTRIES
    ]
    assert [one.addresses for one in found.commitments] == [("p1",), ("p2",), ("p3",)]


@pytest.mark.parametrize("label", ["咋改：", "接下来这么补：", "解决路径："])
def test_measures_on_lines_of_their_own(label: str) -> None:
    entries = "".join(f"{trouble}。大家意见不少，年年说年年拖。\n{label}{plan}。\n" for trouble, plan in ENTRIES)
    text = f"某厂2023年度述职报告\n一、主要工作\n全年生产电机1600台。\n二、问题和改法\n{entries}以上报告，请评议。\n"
    found = reading(text, 2023)[1]
    assert [problem.title for problem in found.problems] == [trouble for trouble, _ in ENTRIES]
    assert [one.addresses for one in found.commitments] == [("p1",), ("p2",), ("p3",)]


@pytest.mark.parametrize("label", ["具体表现：", "原因在于：", "造成的后果："])
def test_what_belongs_to_the_problem(label: str) -> None:
    entries = "".join(
        f"{place}、{trouble}。{label}年年说年年拖，大家意见不少。\n"
        for place, (trouble, _) in enumerate(ENTRIES, start=1)
    )
    text = f"某厂2023年度述职报告\n一、主要工作\n全年生产电机1600台。\n二、存在的问题\n{entries}以上报告，请评议。\n"
    found = reading(text, 2023)[1]
    assert len(found.problems) == len(ENTRIES)
    assert not found.commitments


@pytest.mark.parametrize(
    "lead",
    [
        "针对存在的问题，下一步主要做好以下工作：",
        "为解决上述问题，拟采取以下措施：",
        "下一步，重点抓好以下几个方面：",
    ],
)
@pytest.mark.parametrize("admits", ["对照先进找差距，主要有以下不足：", "工作中也暴露出一些问题，主要有："])
def test_sentences_that_open_problems_and_plans(admits: str, lead: str) -> None:
    troubles = "".join(f"（{place}）{trouble}。年年说年年拖。\n" for place, (trouble, _) in enumerate(ENTRIES, start=1))
    plans = "".join(f"（{place}）{plan}。\n" for place, (_, plan) in enumerate(ENTRIES, start=1))
    text = f"某厂2023年度述职报告\n全年生产电机1600台。\n{admits}\n{troubles}{lead}\n{plans}以上报告，请评议。\n"
    found = reading(text, 2023)[1]
    assert [problem.title for problem in found.problems] == [trouble for trouble, _ in ENTRIES]
    assert len(found.commitments) == len(ENTRIES)


@pytest.mark.parametrize("heading", ["怎么补短板", "工作举措", "推进措施", "补短板的办法", "我的承诺"])
def test_headings_of_plans(heading: str) -> None:
    troubles = "".join(f"（{place}）{trouble}。年年说年年拖。\n" for place, (trouble, _) in enumerate(ENTRIES, start=1))
    plans = "".join(f"（{place}）{plan}。\n" for place, (_, plan) in enumerate(ENTRIES, start=1))
    text = (
        f"某厂2023年度述职报告\n一、主要工作\n全年生产电机1600台。\n二、存在的问题\n{troubles}三、{heading}\n{plans}"
        "以上报告，请评议。\n"
    )
    found = reading(text, 2023)[1]
    assert len(found.problems) == len(found.commitments) == len(ENTRIES)
