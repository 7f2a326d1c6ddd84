from __future__ import annotations

import pytest

from tests.reading.word_files import abstract, concrete, docx, level, paragraph, run, zipped
from tracker.domain.errors import ReadingError
from tracker.reading.docx import read
from tracker.reading.limits import Limits

LIMITS = Limits()


def text_of(body: str, *, numbering: str = "", styles: str = "") -> str:
    return read(docx(body, numbering=numbering, styles=styles), limits=LIMITS).text


# ------------------------------------------------------------------------------------------------ automatic numbers

CHINESE = abstract(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)


def test_numbers_that_word_draws_stand_in_the_text() -> None:
    body = "".join(
        paragraph(text, number_id=1, level=at)
        for at, text in [
            (0, "做法"),
            (0, "存在问题"),
            (1, "学习不够"),
            (2, "甲"),
            (2, "乙"),
            (1, "作风不实"),
            (2, "丙"),
            (0, "打算"),
            (1, "丁"),
        ]
    )
    assert text_of(body, numbering=CHINESE + concrete(1, 0)).split("\n") == [
        "一、做法", "二、存在问题", "（一）学习不够", "1.甲", "2.乙", "（二）作风不实", "1.丙", "三、打算", "（一）丁",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_through_the_one_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", style="a") + paragraph("乙", style="b") + paragraph("丙", style="c")
    assert text_of(body, numbering=CHINESE + concrete(1, 0), styles=styles) == "一、甲\n二、乙\n（一）丙"


def test_a_list_says_which_level_belongs_to_a_style() -> None:
    numbering = abstract(
        0, level(0, "decimal", "%1."), level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="s"/>')
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert text_of(paragraph("甲", style="s"), numbering=numbering + concrete(1, 0), styles=styles) == "（一）甲"


def test_the_default_style_may_number_and_a_paragraph_may_take_its_number_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="n">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲") + paragraph("乙", number_id=0) + paragraph("丙")
    assert text_of(body, numbering=CHINESE + concrete(1, 0), styles=styles) == "一、甲\n乙\n二、丙"


def test_lists_of_one_abstract_list_count_on_together_unless_one_restarts() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = CHINESE + concrete(1, 0) + concrete(2, 0) + concrete(3, 0, again)
    body = "".join(
        paragraph("", number_id=number, level=0) + paragraph(str(number), number_id=number, level=0)
        for number in (1, 2, 3, 3)
    )
    assert [line for line in text_of(body, numbering=numbering).split("\n") if line] == [
        "一、1",
        "二、2",
        "一、3",
        "二、3",
    ]


def test_a_list_may_change_a_level_and_begin_elsewhere() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1", start=3)}</w:lvlOverride>'
    assert text_of(paragraph("甲", number_id=1), numbering=CHINESE + concrete(1, 0, override)) == "③甲"


def test_a_linked_list_style_is_followed() -> None:
    real = abstract(5, level(0, "chineseCounting", "第%1，"), more='<w:styleLink w:val="L"/>')
    linking = abstract(6, more='<w:numStyleLink w:val="L"/>')
    assert text_of(paragraph("甲", number_id=1), numbering=real + linking + concrete(1, 6)) == "第一，甲"


def test_a_lower_level_shows_the_numbers_above_it_and_legal_numbering_turns_them_to_digits() -> None:
    numbering = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    body = paragraph("甲", number_id=1, level=0) + paragraph("乙", number_id=1, level=1)
    assert text_of(body, numbering=numbering + concrete(1, 0)) == "一、甲\n1.1 乙"


def test_a_level_that_never_restarts_counts_through() -> None:
    numbering = abstract(
        0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    )
    body = "".join(paragraph(str(at), number_id=1, level=at) for at in (0, 1, 0, 1))
    assert text_of(body, numbering=numbering + concrete(1, 0)) == "一、0\n1.1\n二、0\n2.1"


@pytest.mark.parametrize("text, drawn", [("\uf0b7", "●"), ("\uf0fc", "✓"), ("●", "●"), ("\uf123", "●"), ("—", "—")])
def test_bullets_are_characters_that_everyone_can_read(text: str, drawn: str) -> None:
    assert (
        text_of(paragraph("甲", number_id=1), numbering=abstract(0, level(0, "bullet", text)) + concrete(1, 0))
        == f"{drawn}甲"
    )


def test_an_empty_paragraph_takes_no_number() -> None:
    body = paragraph("甲", number_id=1) + paragraph("", number_id=1) + paragraph("乙", number_id=1)
    assert text_of(body, numbering=CHINESE + concrete(1, 0)) == "一、甲\n\n二、乙"


@pytest.mark.parametrize("number_id, at", [(7, 0), (1, 99), (1, 8)])
def test_a_list_that_is_not_there_numbers_nothing(number_id: int, at: int) -> None:
    assert text_of(paragraph("甲", number_id=number_id, level=at), numbering=CHINESE + concrete(1, 0)) == "甲"


# -------------------------------------------------------------------------------------------- what stands in the body


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p>{run('2023年')}<w:del><w:r><w:delText>6</w:delText></w:r></w:del><w:ins>{run('9')}</w:ins>{run('月底前')}</w:p>"
        f"<w:moveFrom><w:p>{run('旧')}</w:p></w:moveFrom>"
        f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo></w:p>"
        f"<w:ins><w:p>{run('新段')}</w:p></w:ins>"
    )
    assert text_of(body) == "2023年9月底前\n新\n新段"


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p><w:p>{run('后半')}</w:p>"
    assert text_of(body) == "前半后半"
    assert text_of(body + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('末')}</w:p>") == "前半后半\n末"


def test_wrappers_are_read_through() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
        f'<w:p><w:hyperlink r:id="x">{run("链接")}</w:hyperlink><w:smartTag>{run("标记")}</w:smartTag></w:p>'
        f"<w:customXml><w:p>{run('自定义')}</w:p></w:customXml>"
        "<w:p><m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath></w:p>"
        f"<w:p><w:r><w:ruby><w:rt>{run('bù')}</w:rt><w:rubyBase>{run('部')}</w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert text_of(body) == "控件\n链接标记\n自定义\n95%\n部"


def test_a_text_box_is_read_once_and_behind_its_paragraph() -> None:
    inside = f"<w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(f"<w:p>{run('正文')}{box}{run('完')}</w:p><w:p>{box}</w:p>") == "正文完\n框内\n框内"


def test_what_is_not_drawn_in_the_body_is_left_out() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不藏</w:t></w:r>'
    note = '<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'
    assert text_of(f"<w:p>{run('第')}{field}{run('页')}{hidden}{shown}{note}</w:p>") == "第3页不藏"


def test_a_generated_table_of_contents_is_left_out() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent><w:p>{run('一、存在问题 1')}</w:p></w:sdtContent></w:sdt>"
    )
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("二、打算 2")}</w:p>'
        f'<w:p>{run("三、其他 3")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert text_of(control + field + paragraph("正文")).strip() == "正文"


def test_breaks_tabs_and_symbols_inside_a_paragraph() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/>"
        '<w:t>丁\n戊</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="ABCD"/></w:r></w:p>'
    )
    assert text_of(body) == "甲\t乙\n丙-丁 戊✓"


def test_a_row_is_a_line_and_cells_with_paragraphs_are_lines_of_their_own() -> None:
    def cell(*texts: str) -> str:
        return f"<w:tc><w:tcPr/>{''.join(map(paragraph, texts))}</w:tc>"

    table = (
        f"<w:tbl><w:tblPr/><w:tr>{cell('问题')}{cell('措施')}{cell('')}</w:tr>"
        f"<w:tr>{cell('学习不够')}{cell('一是办班', '二是测试')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删去')}</w:tr></w:tbl>"
    )
    content = read(docx(paragraph("前") + table + paragraph("") + paragraph("后")), limits=LIMITS)
    assert content.text == "前\n问题\t措施\n学习不够\n一是办班\n二是测试\n\n后"
    assert [content.text[start : start + 2] for start in content.paragraphs] == [
        "前\n",
        "问题",
        "学习",
        "一是",
        "二是",
        "后",
    ]


def test_a_row_of_a_list_of_problems_is_one_line_whatever_its_cells_hold() -> None:
    def row(*cells: tuple[str, ...]) -> str:
        inside = ("".join(map(paragraph, cell)) for cell in cells)
        return f"<w:tr>{''.join(f'<w:tc>{one}</w:tc>' for one in inside)}</w:tr>"

    names, told = ("序号",), ("1",)
    for last in ("整改措施", "整改情况"):
        table = row(names, ("存在问题",), (last,)) + row(told, ("学习不够",), ("一是办班", "二是测试"))
        assert text_of(f"<w:tbl>{table}</w:tbl>") == f"序号\t存在问题\t{last}\n1\t学习不够\t一是办班 二是测试"


def test_the_body_is_found_by_its_relationship_and_its_names_in_any_case() -> None:
    from tests.reading.word_files import CONTENT_TYPES, W, relations

    body = f'<w:document xmlns:w="{W}"><w:body>{paragraph("甲", number_id=1)}</w:body></w:document>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations({"officeDocument": "/Word/Document2.xml"}),
        "word/_rels/document2.xml.rels": relations({"numbering": "../lists/n.xml"}),
        "word/document2.xml": body,
        "lists/n.xml": f'<w:numbering xmlns:w="{W}">{CHINESE}{concrete(1, 0)}</w:numbering>',
    }
    assert read(zipped(parts), limits=LIMITS).text == "一、甲"


def test_the_strict_variant_of_the_format_has_other_namespaces_and_is_read_alike() -> None:
    from tests.reading.word_files import W

    data = docx(paragraph("甲", number_id=1), numbering=CHINESE + concrete(1, 0))
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {
            name: archive.read(name).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            for name in archive.namelist()
        }
    assert read(zipped(parts), limits=LIMITS).text == "一、甲"


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(ReadingError, match="没有文字"):
        text_of(paragraph("") + paragraph(" "))


def test_more_words_than_allowed_are_refused() -> None:
    with pytest.raises(ReadingError, match="文字超过 10 字"):
        read(docx(paragraph("字" * 11)), limits=Limits(chars=10))
