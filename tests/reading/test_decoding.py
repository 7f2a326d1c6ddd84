from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import ReadingError
from tracker.reading import decode
from tracker.reading.ordinariness import SIMPLIFIED, TRADITIONAL, control_share, ordinariness

SIMPLIFIED_PROSE = "根据安排，现将本人2023年度抓基层党建工作情况报告如下。一是压力传导不够深入；二是管理力度不够强。"
TRADITIONAL_PROSE = "根據安排，現將本人2023年度抓基層黨建工作情況報告如下。一是壓力傳導不夠深入；二是管理力度不夠強。"


def _prose(table: str, rare: str) -> st.SearchStrategy[str]:
    """Running text: common characters, here and there a rare one, punctuation, digits and line ends."""
    char = st.one_of(
        *[st.sampled_from(table[:300])] * 6,
        st.sampled_from(table),
        st.sampled_from(rare),
        st.sampled_from("，。；、：“”（）"),
        st.sampled_from("0123456789 \nABC%"),
    )
    body = st.lists(char, min_size=20, max_size=200).map("".join)
    return body.map(lambda text: f"报告{text}完" if table is SIMPLIFIED else f"報告{text}完")


simplified = _prose(SIMPLIFIED, "夔彧淼垚犇骉鑫㙓")
encodable_simplified = _prose(SIMPLIFIED, "夔彧淼鑫噩")
traditional = _prose(TRADITIONAL, "夔彧鑫麤龢")


@pytest.mark.parametrize(
    "encoding, name",
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_every_encoding_of_simplified_prose_is_told_by_content(encoding: str, name: str) -> None:
    assert decode(SIMPLIFIED_PROSE.encode(encoding)) == (SIMPLIFIED_PROSE, name)


@pytest.mark.parametrize(
    "encoding, name",
    [("big5", "big5"), ("cp950", "big5"), ("utf-8", "utf-8"), ("utf-16-be", "utf-16-be"), ("gbk", "gb18030")],
)
def test_every_encoding_of_traditional_prose_is_told_by_content(encoding: str, name: str) -> None:
    assert decode(TRADITIONAL_PROSE.encode(encoding)) == (TRADITIONAL_PROSE, name)


def test_big_endian_utf_16_with_a_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + SIMPLIFIED_PROSE.encode("utf-16-be")) == (SIMPLIFIED_PROSE, "utf-16")


def test_hong_kong_characters_take_the_hong_kong_big5() -> None:
    text = TRADITIONAL_PROSE + "嘅咗啲"
    assert decode(text.encode("big5hkscs")) == (text, "big5hkscs")


def test_gb18030_mark_is_removed() -> None:
    assert decode(("\ufeff" + SIMPLIFIED_PROSE).encode("gb18030")) == (SIMPLIFIED_PROSE, "gb18030")


@given(simplified)
def test_simplified_text_comes_back_from_unicode_encodings(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"):
        assert decode(text.encode(encoding))[0] == text


@given(encodable_simplified)
def test_simplified_text_comes_back_from_gbk(text: str) -> None:
    assert decode(text.encode("gbk")) == (text, "gb18030")


@given(traditional)
def test_traditional_text_comes_back_from_big5(text: str) -> None:
    assert decode(text.encode("big5")) == (text, "big5")


@given(simplified, st.sampled_from(["\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16-le"]))
def test_line_ends_and_marks_leave_the_text_and_so_every_span_as_it_is(text: str, line_end: str, encoding: str) -> None:
    assert decode(text.replace("\n", line_end).encode(encoding))[0] == text


@given(simplified, st.data())
def test_nul_is_replaced_one_for_one(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    dirty = text[:at] + "\0" + text[at:]
    assert decode(dirty.encode())[0] == text[:at] + "\ufffd" + text[at:]


def test_mixed_line_ends() -> None:
    assert decode("甲\r\n乙\r丙\n丁\r\r\n".encode())[0] == "甲\n乙\n丙\n丁\n\n"


def test_only_one_mark_is_removed_and_other_separators_stay() -> None:
    text = "\ufeff" + SIMPLIFIED_PROSE + "\u2028乙\x85丙"
    assert decode(codecs.BOM_UTF8 + text.encode())[0] == text


@pytest.mark.parametrize("data", [b"", b" ", b"\r\n\t ", codecs.BOM_UTF8, "\u3000\u200b\n".encode(), b"\xff\xfe \x00"])
def test_no_text_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadingError) as caught:
        decode(data)
    assert "空" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [bytes(200), bytes(range(256)) * 4, b"\x00\x01\x02\x03text\x00\x00\x07\x08" * 20, codecs.BOM_UTF8 + bytes(50)],
)
def test_noise_is_no_text(data: bytes) -> None:
    with pytest.raises(ReadingError, match="不是文本"):
        decode(data)


@given(st.integers(0, 2**32).map(lambda seed: random.Random(seed).randbytes(300)))
def test_random_bytes_are_never_taken_for_a_report(data: bytes) -> None:
    with pytest.raises(ReadingError):
        decode(data)


@pytest.mark.parametrize("encoding, bad", [("utf-8", b"\xff"), ("gb18030", b"\xff"), ("utf-8-sig", b"\xff")])
def test_a_bad_byte_is_told_with_its_line(encoding: str, bad: bytes) -> None:
    text = SIMPLIFIED_PROSE.replace("。", "。\n") * 3
    cut = text.index("二是", 60)
    data = text[:cut].encode(encoding) + bad + text[cut:].encode(encoding.removesuffix("-sig"))
    with pytest.raises(ReadingError) as caught:
        decode(data)
    assert f"第 {text[:cut].count(chr(10)) + 1} 行" in caught.value.message


def test_a_text_cut_in_the_middle_of_a_character_is_an_error_and_not_taken_for_another_encoding() -> None:
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        with pytest.raises(ReadingError, match=f"像是 {encoding.upper()} 编码，但第 1 行有坏字节"):
            decode(SIMPLIFIED_PROSE.encode(encoding)[:-1])


@pytest.mark.parametrize("right, wrong", [("utf-8", "gb18030"), ("gb18030", "big5hkscs"), ("utf-16-le", "utf-16-be")])
def test_prose_is_ordinary_and_its_wrong_decoding_is_not(right: str, wrong: str) -> None:
    assert ordinariness(SIMPLIFIED_PROSE) > 0.8
    assert ordinariness(SIMPLIFIED_PROSE.encode(right).decode(wrong, "ignore")) < 0.2


def test_the_tables_of_characters_hold_each_once() -> None:
    assert len(set(SIMPLIFIED + TRADITIONAL)) == len(SIMPLIFIED) + len(TRADITIONAL)
    assert TRADITIONAL.encode("big5")
    assert SIMPLIFIED.encode("gb2312")


def test_control_share_counts_what_no_text_holds() -> None:
    assert control_share("") == 0
    assert control_share("甲\t乙\r\n") == 0
    assert control_share("甲\0乙\x01") == 0.5
