from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import UsageError
from tracker.domain.kinds import ItemKind, Missing, SectionKind, Theme
from tracker.domain.report import Commitment, PlainText, Problem
from tracker.domain.spans import Span
from tracker.extraction.at_place import read_at
from tracker.extraction.bounds import Edge, Step, bounds_of
from tracker.extraction.reader import extract

TEXT = (
    "甲镇党委2022年述职报告\n存在的问题：\n"
    "（一）理论学习不够深入。学习形式单一，多是念文件；研讨不多。\n"
    "（二）路灯维护不及时，群众说“黑灯瞎火。”反映多次。\n"
    "下一步打算：\n1.加强学习。2023年6月底前办培训班2期，每月集中学习一次。\n2.换路灯。年底前换完全部路灯。\n"
)


def source(text: str = TEXT) -> PlainText:
    return PlainText(text, "utf-8", "0" * 64, "甲镇党委/2022.txt")


def place(words: str, text: str = TEXT) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def test_a_problem_is_told_from_the_words_between_its_bounds() -> None:
    span = place("理论学习不够深入。学习形式单一，多是念文件；研讨不多。")
    found = read_at(source(), ItemKind.PROBLEM, span, id="p9", year=2022)
    assert isinstance(found, Problem)
    assert (found.id, found.title, found.span, found.confidence) == ("p9", "理论学习不够深入", span, 1.0)
    assert found.particulars is not None
    assert found.particulars.theme is Theme.STUDY


def test_a_commitment_has_the_actions_and_deadlines_of_its_own_words_only() -> None:
    whole = place("加强学习。2023年6月底前办培训班2期，每月集中学习一次。")
    found = read_at(source(), ItemKind.COMMITMENT, whole, id="c9", year=2022)
    assert isinstance(found, Commitment)
    assert [action.deadline for action in found.actions] == [date(2023, 6, 30), None]
    assert all(whole.covers(action.span) for action in found.actions)
    part = read_at(source(), ItemKind.COMMITMENT, place("每月集中学习一次。"), id="c9", year=2022)
    assert isinstance(part, Commitment)
    assert [action.span.of(TEXT) for action in part.actions] == ["每月集中学习一次"]
    assert part.particulars is not None
    assert Missing.WHO in part.particulars.missing


@pytest.mark.parametrize("words", ["\n", "：\n", "。\n（"])
def test_where_there_are_no_words_there_is_no_item(words: str) -> None:
    with pytest.raises(UsageError, match="没有文字"):
        read_at(source(), ItemKind.PROBLEM, place(words), id="p1", year=2022)


def test_what_reading_finds_is_the_same_when_read_at_its_place() -> None:
    found = extract(source())
    assert [section.kind for section in found.sections].count(SectionKind.PROBLEMS) == 1
    for problem in found.problems:
        again = read_at(source(), ItemKind.PROBLEM, problem.span, id=problem.id, year=2022)
        assert (again.title, again.span) == (problem.title, problem.span)
    for promise in found.commitments:
        read = read_at(source(), ItemKind.COMMITMENT, promise.span, id=promise.id, year=2022)
        assert isinstance(read, Commitment)
        assert read.title == promise.title
        assert [(one.span, one.deadline, one.checkable) for one in read.actions] == [
            (one.span, one.deadline, one.checkable) for one in promise.actions
        ]


# ---------------------------------------------------------------------------------------------------- where bounds go


def test_an_end_goes_from_clause_to_clause_and_from_sentence_to_sentence() -> None:
    bounds = bounds_of(source())
    span = place("理论学习不够深入。")
    clauses = []
    for _ in range(4):
        span = bounds.moved(span, Edge.END, Step.CLAUSE, 1)
        clauses.append(span.of(TEXT))
    assert clauses[:3] == [
        "理论学习不够深入。学习形式单一",
        "理论学习不够深入。学习形式单一，多是念文件",
        "理论学习不够深入。学习形式单一，多是念文件；研讨不多。",
    ]
    assert "（二）" in clauses[3]
    back = bounds.moved(place("理论学习不够深入。学习形式单一，多是念文件；研讨不多。"), Edge.END, Step.SENTENCE, -1)
    assert back.of(TEXT) == "理论学习不够深入。学习形式单一，多是念文件"


def test_a_start_goes_to_clauses_and_behind_enumerators() -> None:
    bounds = bounds_of(source())
    span = place("学习形式单一，多是念文件")
    assert bounds.moved(span, Edge.START, Step.CLAUSE, -1).of(TEXT).startswith("理论学习不够深入")
    assert bounds.moved(span, Edge.START, Step.CLAUSE, 1).of(TEXT) == "多是念文件"


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    bounds = bounds_of(source())
    assert (
        bounds.moved(place("路灯维护不及时"), Edge.END, Step.SENTENCE, 1).of(TEXT)
        == "路灯维护不及时，群众说“黑灯瞎火。”"
    )


def test_a_line_broken_inside_a_sentence_is_no_place_to_stop() -> None:
    line = "各支部学习形式单一学习内容陈旧学习效果不明显学习时间难以保证学习记录不够完整的现象在基层党组"
    text = "".join(f"{line}\n" for _ in range(8)) + "织中仍然存在。\n"
    places = bounds_of(source(text)).ends[Step.CLAUSE]
    assert text.index("\n") not in places


def test_where_an_item_may_be_parted() -> None:
    bounds = bounds_of(source())
    span = place("理论学习不够深入。学习形式单一，多是念文件；研讨不多。")
    assert [TEXT[at : at + 2] for at in bounds.inside(span)] == ["学习", "多是", "研讨"]


@given(
    text=st.text(alphabet="学习。，；：“”\n（一）1.、 　[/]👩", min_size=1, max_size=60),
    moves=st.lists(st.tuples(st.sampled_from(Edge), st.sampled_from(Step), st.sampled_from([-1, 1])), max_size=12),
    data=st.data(),
)
def test_however_bounds_are_moved_they_stay_in_the_text(
    text: str, moves: list[tuple[Edge, Step, int]], data: st.DataObject
) -> None:
    bounds = bounds_of(PlainText(text, "utf-8", "0" * 64))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for edge, step, by in moves:
        after = bounds.moved(span, edge, step, by)
        assert 0 <= after.start < after.end <= len(text)
        assert (after.end == span.end) if edge is Edge.START else (after.start == span.start)
        moved = after.start - span.start + after.end - span.end
        assert moved * by >= 0
        span = after
