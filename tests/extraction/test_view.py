from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.spans import Span
from tracker.extraction.view import clean


def test_wraps_page_numbers_and_stray_spaces_are_left_out_and_mapped_back() -> None:
    line = "全年召开党委会十八次研究基层党建议题三十一个"
    text = f"　　{line}\n{line}\n— １ —\n{line}\n{line}\n第２页\n{line}共计 12 次，\n　　下一段。"
    view = clean(text)

    assert "\n" in view.text
    assert view.text.split("\n") == [line * 5 + "共计12次，", "下一段。"]
    start = view.text.index("共计12次")
    assert view.span(start, start + len("共计12次")).of(text) == "共计 12 次"


def test_whole_paragraphs_keep_their_breaks() -> None:
    text = "一、主要工作\n今年修路。\n二、存在问题\n路灯坏得多，晚上出门不方便，老人小孩都有意见，去年也提过。"

    assert clean(text).text == text


def test_digits_and_marks_are_made_alike_without_changing_the_length() -> None:
    text = "２０２３年,学习１２次;(一)抓班子:３.５％"
    view = clean(text)

    assert view.text == "2023年，学习12次；（一）抓班子：3.5%"
    assert len(view.text) == len(text)


def test_letters_keep_the_space_between_words() -> None:
    assert clean("SCI 论文和 open data 平台").text == "SCI论文和open data平台"


def test_a_thousands_comma_stays() -> None:
    assert clean("发放1,300元").text == "发放1,300元"


@given(st.text(alphabet=st.sampled_from("学习 整改\n　ab12，,。;—-（一） \r\u200b第页"), max_size=200))
def test_every_character_of_the_view_has_its_place(text: str) -> None:
    view = clean(text)

    assert len(view.origin) == len(view.text)
    assert all(one < other for one, other in zip(view.origin, view.origin[1:], strict=False))
    assert all(0 <= place < len(text) for place in view.origin)
    if view.text:
        span = view.span(0, len(view.text))
        assert view.range(span) == (0, len(view.text))


def test_a_range_of_the_stored_text_finds_its_place_in_the_view() -> None:
    text = "共 计 12 次"
    view = clean(text)

    assert view.range(Span(2, 6)) == (1, 4)
    assert view.text[1:4] == "计12"
