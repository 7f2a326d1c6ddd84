from __future__ import annotations

import pytest
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


# ---------------------------------------------------------------------------------------------------------------- dirt

REPORT = (
    "青石镇党委述职报告\n一、主要做法\n今年组织中心组学习十二次，走访困难党员三十人，修好村里的路。\n"
    "二、存在问题\n（一）压力传导不够深入。个别党支部抓党建的责任没有压实，存在上热下冷的情况。\n"
    "（二）阵地建设不够完善。两个村的党群服务中心面积不足，活动开展不起来。"
)


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：青石镇党委2020年述职报告", "当前位置：首页 > 党建", "来源网络", "责任编辑：张三", "发布时间：2023-01-05 浏览次数：31",
        "【打印】【关闭】", "更多范文 http://www.example.com/", "本文来自某某范文网，下载全文请开通会员", "字号：大 中 小", "首页",
        "扫一扫 关注公众号",
    ],
)  # fmt: skip
def test_lines_of_a_web_site_are_left_out(line: str) -> None:
    for at in range(7):
        lines = REPORT.split("\n")
        lines.insert(at, line)
        dirty = "\n".join(lines)
        view = clean(dirty)
        assert view.text == clean(REPORT).text
        assert "".join(dirty[place] for place in view.origin) == "".join(
            REPORT[place] for place in clean(REPORT).origin
        )


@pytest.mark.parametrize(
    "line",
    [
        "首页改版没有按时完成。",
        "网站www栏目更新不及时，群众查询不便，去年提出的问题今年仍然没有得到解决，群众意见很大，需要尽快整改到位，明年上半年完成。",
        "来源单一，增收渠道不多。",
        "点击率不高，宣传效果不好；形式不新。",
        "下一步打算",
    ],
)
def test_lines_of_a_report_that_speak_of_such_things_stay(line: str) -> None:
    assert line[:4] in clean(f"{REPORT}\n{line}").text


def test_a_site_line_inside_a_sentence_does_not_break_it() -> None:
    dirty = REPORT.replace("存在上热", "存\n范文网 www.example.com 收集整理\n在上热")
    assert clean(dirty).text == clean(REPORT).text


def test_running_heads_are_known_by_their_pages() -> None:
    bodies = [f"{word}组织中心组学习，走访困难党员，修好村里的路，群众都说好。" for word in "春夏秋冬"]
    pages = [f"青石镇党委　述职报告\n第{n}稿\n{body}\n内部资料\n— {n} —" for n, body in enumerate(bodies, 1)]
    text = "\n".join(pages)
    starts = [sum(len(one) + 1 for one in pages[:number]) for number in range(4)]
    assert clean(text, pages=tuple(starts)).text == "\n".join(bodies)
    beside = text.replace("第", "\n第").replace("稿", "").replace("内部资料\n", "")
    assert "内部" not in clean(beside).text


def test_running_heads_are_known_by_the_numbers_beside_them() -> None:
    page = "今年组织中心组学习十二次，走访困难党员三十人，修好村里的路。"
    text = "\n".join(f"{page}\n- {number} -\n青石镇党委述职报告" for number in range(1, 5))
    assert clean(text).text == "\n".join([page] * 4)


def test_a_line_that_merely_comes_back_stays() -> None:
    text = "存在问题\n一是不够。\n存在问题\n二是不实。\n存在问题\n三是不足。"
    assert clean(text).text == text


def test_a_title_that_stands_twice_is_taken_once() -> None:
    assert clean(f"青石镇党委 述职报告\n\n{REPORT}").text.count("述职报告") == 1


def test_numbers_of_a_viewer_inside_sentences_are_left_out() -> None:
    cut = [60, 100, 140]
    flat = REPORT.replace("\n", "") * 2
    parts = [flat[a:b] for a, b in zip([0, *cut], [*cut, None], strict=True)]
    dirty = "\n".join(f"{number}、{part}" for number, part in enumerate(parts, 1))
    assert clean(dirty).text == clean(flat).text


def test_numbers_of_a_list_stay() -> None:
    text = "存在问题\n1、学习不够深入。\n2、作风不够扎实。\n3、阵地不够完善。"
    assert clean(text).text == text
