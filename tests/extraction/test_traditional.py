"""Reports in traditional characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.extraction.traditional import TABLE, as_written, simplified

REPORT = (
    "榆樹溝村黨支部2022年度抓黨建工作述職報告\n現將2022年工作情況報告如下。\n一、主要工作\n"
    "全年召開黨員大會8次，走訪農戶260戶。去年述職查擺的3個問題已全部完成整改。\n"
    "二、存在的問題\n（一）理論學習不夠深。讀原著少，會上念文件多。\n（二）黨員教育方式單一。年輕人不愛聽。\n"
    "三、下一步打算\n（一）每月10日集中學習一次。\n（二）9月底前新建冷庫1座。\n"
)


def test_a_report_in_traditional_characters_is_read_like_any_other() -> None:
    found = extract(PlainText(REPORT, "utf-8", "0" * 64))
    assert [problem.title for problem in found.problems] == ["理論學習不夠深", "黨員教育方式單一"]
    assert [commitment.title for commitment in found.commitments] == ["每月10日集中學習一次", "9月底前新建冷庫1座"]
    assert [(closure.total, closure.done) for closure in found.closures] == [(3, 3)]
    assert found.problems[0].span.of(REPORT) == "理論學習不夠深。讀原著少，會上念文件多。"


def test_a_name_with_one_such_character_changes_nothing() -> None:
    text = "党员陳發荣会上讲了三会一课。"
    assert simplified(text) == text


def test_the_table_turns_into_simplified_characters_only() -> None:
    for new in TABLE.values():
        assert len(new) == 1
        new.encode("gb2312")
        assert ord(new) not in TABLE


@given(st.text(st.sampled_from([*map(chr, TABLE), *"党的，。1a"]), max_size=40))
def test_places_stay_and_words_can_be_shown_as_written(text: str) -> None:
    view = simplified(text)
    assert len(view) == len(text)
    assert as_written(view, text, range(len(text))) == text
