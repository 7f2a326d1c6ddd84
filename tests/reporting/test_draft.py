from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.reporting.conftest import REPORT
from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.reporting.blocks import Paragraph, Table
from tracker.reporting.draft import draft, draft_document
from tracker.reporting.model import ClosureReport


def told(report: ClosureReport) -> str:
    return "".join(sentence.text for sentence in draft(report))


def test_it_says_what_is_so_and_leaves_gaps_where_nothing_is_known(report: ClosureReport) -> None:
    words = told(report)
    assert "2022年度述职查摆问题4个，作出承诺1项。" in words
    assert "经验收，“村级阵地条件较差”1个问题已销号，其中1个由承办人自行验收。" in words
    assert "针对“村级阵地条件较差”，投入12万元翻修河湾村活动室。" in words
    assert "“支部组织生活不够经常”1个问题整改还不彻底，本年仍有表现。" in words
    assert "【待补】“流动党员管理松散”1个问题的进展" in words
    assert "1项承诺中，没有落实到位、本年再次提出的1项。" in words
    assert "【核对】本年报告称述职查摆问题4个，台账为5个" in words
    assert "未办结的5项按原编号结转" in words


def test_sentences_that_a_person_must_fill_in_are_marked(report: ClosureReport) -> None:
    for sentence in draft(report):
        assert sentence.gap or "【" not in sentence.text
        assert set(sentence.numbers) <= {one.number for one in report.items} | {one.number for one in report.earlier}


def test_without_a_report_before_there_is_nothing_to_draft(first_report: ClosureReport) -> None:
    assert draft(first_report) == ()
    (only,) = draft_document(first_report).blocks
    assert isinstance(only, Paragraph)


def test_the_document_gives_the_items_of_every_sentence(report: ClosureReport) -> None:
    table = next(block for block in draft_document(report).blocks if isinstance(block, Table))
    assert [row[1][0][0].text for row in table.rows] == [sentence.text for sentence in draft(report)]


@given(
    st.lists(
        st.tuples(st.sampled_from(ItemKind), st.sampled_from(Status), st.none() | st.sampled_from(Verdict)), max_size=8
    )
)
def test_no_claim_becomes_a_closing_and_no_open_problem_is_passed_over(
    found: list[tuple[ItemKind, Status, Verdict | None]],
) -> None:
    items = tuple(
        replace(
            REPORT.items[place % 4],
            number=f"03-2022-{place + 1:02d}",
            kind=kind,
            status=status,
            verdict=verdict,
            title=f"第{place}件",
        )
        for place, (kind, status, verdict) in enumerate(found)
    )
    report = replace(REPORT, items=items, count_checks=())
    sentences = draft(report)
    closed = {item.number for item in items if item.status is Status.CLOSED}
    for sentence in sentences:
        if "个问题已销号" in sentence.text:
            assert set(sentence.numbers) <= closed
    spoken = {number for sentence in sentences[1:] for number in sentence.numbers}
    assert {item.number for item in report.problems if item.outstanding} <= spoken
