from __future__ import annotations

import pytest

from tests.reading.web_files import web_page
from tracker.reading.html import read
from tracker.reading.limits import Limits


def text_of(body: str, *, head: str = "") -> str:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), limits=Limits()).text


def test_the_article_and_its_heading_and_nothing_round_them() -> None:
    lines = ["一、存在问题", "（一）学习不够深入。学得不多，用得不多，有的党员一年没有参加一次学习。"]
    assert read(web_page("\n".join(lines), heading="青石镇述职报告").encode(), limits=Limits()).text.split("\n") == [
        "青石镇述职报告", *(f"\u3000\u3000{line}" for line in lines),
    ]  # fmt: skip


def test_a_page_without_a_heading_takes_its_title() -> None:
    prose = "学习不够深入，学得不多，用得不多，有的党员一年没有参加一次学习。"
    assert text_of(f"<p>{prose}</p>", head="<title>述职报告 - 某某网</title>") == f"述职报告\n{prose}"
    assert text_of(f"<p>{prose}</p>", head="<title>述职报告_某某网</title>").startswith("述职报告\n")


def test_sections_of_their_own_stay_together() -> None:
    prose = "学习不够深入，学得不多，用得不多，有的党员一年没有参加一次学习。"
    sections = "".join(
        f"<div><h3>{word}、标题</h3><p>{prose * length}</p></div>"
        for word, length in zip("一二三", (30, 2, 1), strict=True)
    )
    found = text_of(f'<div class="a">{sections}</div>')
    assert [line[:4] for line in found.split("\n")] == [
        "一、标题",
        "学习不够",
        "二、标题",
        "学习不够",
        "三、标题",
        "学习不够",
    ]


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<p>甲<br>乙</p>丙", "甲\n乙\n丙"),
        ("<p>甲\n  乙&nbsp;&emsp;丙</p>", "甲 乙 \u2003丙"),
        ("<p>旧<del>删</del><ins>新</ins><s>废</s></p>", "旧新"),
        ("<p>见<span style='display: none'>隐</span><b hidden>藏</b>面</p>", "见面"),
        ("<table><tr><td>问题</td><td>措施</td></tr><tr><td>甲</td><td><p>一</p><p>二</p></td></tr></table>", "问题\t措施\n甲\n一\n二"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("<ol><li>甲<li>乙</ol>", "1.甲\n2.乙"),
        ('<ol start="3"><li><p>甲</p><p>续</p><li value="9">乙<li>丙</ol>', "3.甲\n续\n9.乙\n10.丙"),
        ("<ol start=5><li value=10>甲<li>乙<li value=x>丙</ol>", "10.甲\n11.乙\n12.丙"),
        ("<ol><li>甲<li style='display:none'>藏<li hidden>藏<li>乙</ol>", "1.甲\n2.乙"),
        ("<ul><li>甲<li class='footer'>版权<li hidden><p>藏</p></ul>", "甲"),
        ("<table><tr><th>甲<th hidden>藏<tr><td style='display:none'>藏<td>乙</table>", "甲\n乙"),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>', "一、甲\n二、乙"),
        ('<ol type="a"><li><h2>甲</h2></ol>', "a.甲"),
        ("<ul><li>甲<li></ul>", "甲"),
        ('<p>正文</p><p><a href="/">上一篇</a> <a href="/">下一篇</a></p>', "正文"),
        ('<p>见<a href="/">附件</a>和其他材料</p>', "见附件和其他材料"),
        ("<script>一</script><style>二</style><nav>三</nav><noscript>四</noscript><p>五</p>", "五"),
    ],
)  # fmt: skip
def test_words_as_a_browser_shows_them(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_very_deep_pages_keep_their_words() -> None:
    assert "正文" in text_of("<div>" * 2000 + "<p>正文</p>" + "</div>" * 2000)


def test_encodings_are_told_by_content_whatever_the_page_says() -> None:
    page = web_page("学习不够深入，学得不多，用得不多，有的党员一年没有参加一次学习。")
    assert read(page.encode("gb18030"), limits=Limits()).text == read(page.encode(), limits=Limits()).text


LIST = "<table><tr><th>序号<th>存在问题<th>整改<br>措施<th>时限"


@pytest.mark.parametrize(
    "rows, lines",
    [
        (
            "<tr><td>1<td>责任没有压实。<td><p>开例会。</p><p>建制度。</p><td>6月底前",
            ["1\t责任没有压实。\t开例会。 建制度。\t6月底前"],
        ),
        ("<tr><td>1<td><p>甲。</p><p>乙。</p><td><td>6月底前", ["1\t甲。 乙。\t\t6月底前"]),
        (
            "<tr><td rowspan=2>1<td rowspan=2>甲。<td>开会。<td>6月<tr><td>办班。<td>9月<tr><td>2<td>乙。<td>督办。<td>长期",
            ["1\t甲。\t开会。\t6月", "\t\t办班。\t9月", "2\t乙。\t督办。\t长期"],
        ),
        ("<tr><td colspan=2>甲。<td>开会。<td>6月", ["甲。\t\t开会。\t6月"]),
        ("<tr><td>1<td><p>1. 甲。</p><p>2. 乙。</p><td>开会。<td>6月", ["1", "1. 甲。", "2. 乙。", "开会。\t6月"]),
        ("<tr><td>1<td hidden>藏<td>甲。<td><p>一</p><p>二</p><td>6月", ["1\t甲。\t一 二\t6月"]),
    ],
)
def test_a_row_of_a_list_of_problems_is_one_line(rows: str, lines: list[str]) -> None:
    told = text_of(f"{LIST}{rows}</table>").split("\n")
    assert told == ["序号\t存在问题\t整改 措施\t时限", *lines]


def test_a_title_above_the_names_of_the_columns_changes_nothing() -> None:
    title = "<table><tr><td colspan=4>问题清单"
    rows = "<tr><td>1<td>甲。<td><p>一。</p><p>二。</p><td>6月</table>"
    assert text_of(LIST.replace("<table>", title) + rows).split("\n")[-1] == "1\t甲。\t一。 二。\t6月"


def test_an_article_laid_out_in_a_table_keeps_its_paragraphs() -> None:
    page = "<table><tr><td>首页<td>问题反映<td>联系<tr><td><p>存在问题。</p><p>整改措施。</p><td><td></table>"
    assert text_of(page).split("\n")[1:] == ["存在问题。", "整改措施。"]


def test_cells_that_reach_very_far_cost_nothing() -> None:
    wide = "<td rowspan=99999 colspan=99999>甲"
    assert "乙" in text_of(f"{LIST}<tr>{wide * 50}<tr>{wide * 50}{'<tr><td>乙' * 500}</table>")
