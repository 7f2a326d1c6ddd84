"""Tables of problems and measures that were flattened to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract
from tracker.extraction.tables import columns
from tracker.extraction.view import clean

HEAD = "榆树沟村党支部2022年度抓党建工作述职报告\n一、主要工作\n全年召开党员大会8次，走访农户260户。\n"
NAMES = ("序号", "存在问题", "整改措施", "责任人", "完成时限")
ROWS = (
    ("1", "理论学习不深入，读原著少", "每月组织集中学习一次", "张三", "2023年6月底"),
    ("", "", "建立学习台账", "张三", "2023年6月底"),
    ("2", "集体经济薄弱", "新建冷库1座", "李四", "2023年9月底"),
)


def table(mark: str, edge: str = "", rule: str = "") -> str:
    lines = [edge + mark.join(row) + edge for row in (NAMES, *ROWS)]
    return "\n".join([lines[0], *([rule] if rule else []), *lines[1:]])


def read(text: str) -> Extraction:
    return extract(PlainText(text, "utf-8", "0" * 64))


SHAPES = {
    "tabs": table("\t"),
    "bars": table(" | "),
    "a table of Markdown": table(" | ", "|", "|---|---|---|---|---|"),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("heading", ["二、存在问题及整改措施\n", "二、问题清单\n", ""])
def test_a_row_is_a_problem_and_its_measures(shape: str, heading: str) -> None:
    text = f"{HEAD}{heading}{SHAPES[shape]}\n以上报告，请批评指正。"
    found = read(text)
    assert [problem.span.of(text) for problem in found.problems] == [ROWS[0][1], ROWS[2][1]]
    assert [problem.title for problem in found.problems] == ["理论学习不深入", "集体经济薄弱"]
    assert [commitment.title for commitment in found.commitments] == [row[2] for row in ROWS]
    assert [commitment.addresses for commitment in found.commitments] == [("p1",), ("p1",), ("p2",)]


def test_a_row_with_several_paragraphs_in_a_cell_comes_as_lines() -> None:
    text = (
        f"{HEAD}二、存在问题及整改措施\n序号\t存在问题\t整改措施\t完成时限\n1\t学习不深\t每月学习一次\t2023年6月底\n"
        "2\n集体经济薄弱\n1.新建冷库1座。\n2.流转土地200亩。\n2023年9月底\n"
        "3\n党员老化\n1.发展党员3名。\n2.6月底前建后备库。\n长期坚持\n4\t阵地老旧\t新建活动室2间\t2023年11月底\n"
    )
    found = read(text)
    assert [problem.title for problem in found.problems] == ["学习不深", "集体经济薄弱", "党员老化", "阵地老旧"]
    assert [commitment.addresses for commitment in found.commitments] == [
        ("p1",),
        ("p2",),
        ("p2",),
        ("p3",),
        ("p3",),
        ("p4",),
    ]


def test_a_table_of_what_became_of_each_holds_no_problems() -> None:
    found = read(
        f"{HEAD}二、巡察反馈问题整改情况\n序号\t反馈问题\t整改措施\t整改情况\n1\t账目不清\t完善制度\t已完成\n"
        "三、存在的问题\n一是学习不深。二是督查不够。\n"
    )
    assert [problem.title for problem in found.problems] == ["学习不深", "督查不够"]


@pytest.mark.parametrize(
    "names",
    [("姓名", "职务"), ("存在问题",), ("问题", "存在问题"), ("问题", "措施", "是否完成"), ("账目不清" * 9, "问题")],
)
def test_other_first_rows_open_no_table(names: tuple[str, ...]) -> None:
    assert columns(names) is None


@given(
    st.text("序号\t存在问题措施|\n一、（）。●甲 1.-", max_size=60),
    st.sampled_from(["", "序号\t问题\t措施\n", "|问题|措施|\n"]),
)
def test_the_map_back_holds_for_any_table(rest: str, head: str) -> None:
    view = clean(head + rest)
    assert len(view.text) == len(view.origin)
    assert list(view.origin) == sorted(set(view.origin))
    assert not view.origin or view.origin[-1] < len(head + rest)


def test_bullets_in_a_line_part_the_entries() -> None:
    found = read(
        f"{HEAD}二、存在的问题\n●学习不深入，读原著少。●教育方式单一，年轻人不爱听。●集体经济薄弱，账上没钱。\n"
        "三、下一步打算\n■每月10日集中学习一次。■9月底前新建冷库1座。\n"
    )
    assert [problem.title for problem in found.problems] == ["学习不深入", "教育方式单一", "集体经济薄弱"]
    assert [commitment.title for commitment in found.commitments] == ["每月10日集中学习一次", "9月底前新建冷库1座"]


def test_a_term_in_a_line_of_its_own_opens_no_plans() -> None:
    found = read(
        f"{HEAD}二、存在的问题\n一是学习不深。\n2023年6月底\n二是督查不够。\n2023年9月底\n三、下一步打算\n1.每月10日学习一次。\n"
    )
    assert [problem.title for problem in found.problems] == ["学习不深", "督查不够"]
