from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting.blocks import Document, Paragraph, Run, Table, counted, said
from tracker.reporting.composing import compose
from tracker.reporting.html import html_page
from tracker.reporting.masking import masked, masked_list
from tracker.reporting.model import ClosureReport


def shown(words: str, *people: str) -> str:
    copy, _ = masked(Document("题", "副题", (Paragraph(said(words)),)), people=people)
    (block,) = copy.blocks
    assert isinstance(block, Paragraph)
    return "".join(run.text for run in block.line)


@pytest.mark.parametrize(
    "words, expected",
    [
        ("责令王建国同志作出检讨", "责令王××同志作出检讨"),
        ("由欧阳雪主任牵头", "由欧阳×主任牵头"),
        ("责任人：李四，每周调度", "责任人：李×，每周调度"),
        ("收缴违规补贴12.6万元", "收缴违规补贴××万元"),
        ("清退三千元", "清退××元"),
        ("投入2,300余万元", "投入××万元"),
        ("处置问题线索17件，立案3件", "处置问题线索×件，立案3件"),
        ("移交8条线索", "移交×条线索"),
        ("联系电话13800001234", "联系电话×××××××××××"),
        ("身份证号11010119900307123X", "身份证号××××××××××××××××××"),
    ],
)
def test_what_identifies_is_masked(words: str, expected: str) -> None:
    assert shown(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "镇党委书记亲自抓，纪委书记监督，纪检委员列席",
        "常务副主任和文化站站长参加，关工委主任到会",
        "组织中心组学习12次，培训党员300人次",
        "责任人：党委办公室",
        "01-2022-03第3年出现，2023年度报告第701—740字",
        "6月底前完成两个村党群服务中心改扩建",
    ],
)
def test_offices_counts_and_places_are_not(words: str) -> None:
    assert shown(words) == words


def test_known_people_are_masked_wherever_they_stand() -> None:
    assert shown("周小禾看过，周小禾说已翻修", "周小禾") == "周××看过，周××说已翻修"


def test_the_list_says_what_was_masked_and_how_often(report: ClosureReport) -> None:
    document = compose(report)
    copy, found = masked(document, people=["周小禾"])
    assert {(one.rule, one.text, one.shown) for one in found} == {
        ("人名", "周小禾", "周××"),
        ("金额", "12万元", "××万元"),
    }
    page = html_page(copy)
    assert "周小禾" not in page
    assert "12万元" not in page
    listed = masked_list(document, found)
    table = next(block for block in listed.blocks if isinstance(block, Table))
    assert ["".join(run.text for run in row[1][0]) for row in table.rows] == [one.text for one in found]


def test_figures_and_numbers_stay(report: ClosureReport) -> None:
    runs = (counted(["01-2022-01"] * 12), Run("01-2022-03", items=("01-2022-03",)))
    copy, found = masked(Document("题", "副题", (Paragraph(runs),)))
    assert copy.blocks == (Paragraph(runs),)
    assert found == ()


@given(st.text(alphabet=st.sampled_from("王李张同志书记主任0123456789万元件线索问题。，由×"), max_size=40))
def test_masking_again_changes_nothing(words: str) -> None:
    once = shown(words)
    assert shown(once) == once


def test_nothing_to_mask_is_said() -> None:
    (only,) = masked_list(Document("题", "副题", ()), ()).blocks
    assert isinstance(only, Paragraph)
