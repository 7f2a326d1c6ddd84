from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tracker.domain.errors import UsageError
from tracker.reporting.blocks import Card, Heading, Table
from tracker.reporting.composing import compose
from tracker.reporting.files import write_whole
from tracker.reporting.model import ClosureReport
from tracker.reporting.word import docx_bytes
from tracker.reporting.wording import flowing


def write_docx(report: ClosureReport, path: Path) -> None:
    write_whole(docx_bytes(compose(report), made_on=report.made_on), path)


@pytest.fixture(scope="module")
def opened(report: ClosureReport, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report as python-docx reads it back; tests only look at it."""
    file = tmp_path_factory.mktemp("word") / "报告.docx"
    write_docx(report, file)
    return docx.Document(str(file))


def style_font(style: Any) -> tuple[str, str, float]:
    fonts = style.element.rPr.find(qn("w:rFonts"))
    return fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii")), style.font.size.pt


def test_the_page_is_a4_with_the_national_margins(opened: Any) -> None:
    section = opened.sections[0]
    page = [section.page_width, section.page_height]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(length.mm) for length in page] == [210, 297]
    assert [round(length.mm, 1) for length in margins] == [37.0, 35.0, 28.0, 26.0]


def test_a_page_holds_22_lines_of_28_characters(opened: Any) -> None:
    grid = opened.sections[0]._sectPr.find(qn("w:docGrid"))
    height, width = Mm(297 - 37 - 35).pt, Mm(210 - 28 - 26).pt
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    assert 22 <= height / pitch < 23
    assert 22 <= height / 28 < 23
    spacing = opened.styles["Body Text"].element.rPr.find(qn("w:spacing"))
    character = 16 + int(spacing.get(qn("w:val"))) / 20
    assert 28 <= width / character < 29


@pytest.mark.parametrize(
    "style,font,size",
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Footer", "宋体", 14),
        ("表头", "黑体", 12),
        ("表文", "仿宋_GB2312", 12),
    ],
)
def test_styles_have_the_customary_fonts(opened: Any, style: str, font: str, size: int) -> None:
    assert style_font(opened.styles[style]) == (font, font, size)


def test_no_theme_font_overrides_a_style(opened: Any) -> None:
    for fonts in opened.styles.element.iter(qn("w:rFonts")):
        assert not [name for name in fonts.attrib if name.endswith(("Theme", "theme"))]


@pytest.mark.parametrize("style", ["Body Text", "Heading 1", "Heading 2"])
def test_lines_are_28_points_and_start_two_characters_in(opened: Any, style: str) -> None:
    layout = opened.styles[style].paragraph_format
    assert (layout.line_spacing_rule, layout.line_spacing) == (WD_LINE_SPACING.EXACTLY, Pt(28))
    assert (layout.space_before, layout.space_after) == (Pt(0), Pt(0))
    assert layout.first_line_indent == Pt(32)
    assert opened.styles[style].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_headings_are_black_upright_and_stay_with_their_text(opened: Any) -> None:
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        style = opened.styles[name]
        assert str(style.font.color.rgb) == "000000"
        assert style.font.bold is False
        assert style.paragraph_format.keep_with_next
        assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level)


def test_the_title_is_centred_and_plain(opened: Any) -> None:
    title = opened.paragraphs[0]
    assert title.text == "青禾镇党委2023年度整改情况报告"
    assert title.style.name == "Title"
    assert opened.styles["Title"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert opened.styles["Title"].element.pPr.find(qn("w:pBdr")) is None


def test_paragraphs_come_in_order_under_their_styles(opened: Any, report: ClosureReport) -> None:
    composed = [block for block in compose(report).blocks if isinstance(block, Heading)]
    drawn = [(p.style.name, p.text) for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert drawn == [(f"Heading {heading.level}", heading.text) for heading in composed]


def test_no_run_carries_a_font_of_its_own(opened: Any) -> None:
    assert not list(opened.element.body.iter(qn("w:rFonts")))


def test_tables_hold_what_was_composed(opened: Any, report: ClosureReport) -> None:
    composed = [block for block in compose(report).blocks if isinstance(block, Table | Card)]
    assert len(opened.tables) == len(composed)
    for drawn, block in zip(opened.tables, composed, strict=True):
        rows = [[cell.text for cell in row.cells] for row in drawn.rows]
        if isinstance(block, Table):
            assert rows[0] == [column.label for column in block.columns]
            wanted = [
                ["\n".join("".join(flowing(run.text) for run in line) for line in lines) for lines in row]
                for row in block.rows
            ]
        else:
            assert set(rows[0]) == {block.title}
            wanted = [
                [label, "\n".join("".join(flowing(run.text) for run in line) for line in lines)]
                for label, lines in block.rows
            ]
        assert rows[1:] == wanted


def test_head_rows_repeat_and_rows_stay_whole(opened: Any) -> None:
    for table in opened.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        for row in (first, *others):
            assert row.trPr.find(qn("w:cantSplit")) is not None
        assert not [row for row in others if row.trPr.find(qn("w:tblHeader")) is not None]


def test_tables_fill_the_type_area_with_fixed_columns(opened: Any) -> None:
    for table in opened.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert abs(sum(widths) - Mm(156).pt * 20) <= len(widths)
        assert table.autofit is False


def test_tables_never_touch(opened: Any) -> None:
    body = list(opened.element.body)
    for before, after in itertools.pairwise(body):
        assert not (before.tag == after.tag == qn("w:tbl"))


def test_a_row_taller_than_a_page_may_break(report: ClosureReport, tmp_path: Path) -> None:
    many = tuple(replace(report.items[0].measures[0], text="长" * 150) for _ in range(40))
    write_docx(replace(report, items=(replace(report.items[0], measures=many),)), tmp_path / "a.docx")
    rows = [row for table in docx.Document(str(tmp_path / "a.docx")).tables for row in table.rows]
    tall = next(row for row in rows if row.cells[0].text == "所称措施")
    assert tall._tr.trPr.find(qn("w:cantSplit")) is None


def test_quotes_are_set_apart(opened: Any) -> None:
    quoted = [
        run
        for table in opened.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.text.startswith("“")
    ]
    assert quoted
    assert {run.style.name for run in quoted} == {"引文"}
    fonts = opened.styles["引文"].element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_pages_are_numbered_on_the_outer_side(opened: Any) -> None:
    assert opened.settings.odd_and_even_pages_header_footer is True
    section = opened.sections[0]
    for footer, alignment in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph.alignment == alignment
        assert paragraph.style.name == "Footer"
        kinds = [mark.get(qn("w:fldCharType")) for mark in paragraph._p.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert [code.text.strip() for code in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_missing_fonts_have_substitutes(report: ClosureReport, tmp_path: Path) -> None:
    write_docx(report, tmp_path / "a.docx")
    with ZipFile(tmp_path / "a.docx") as package:
        fonts = etree.fromstring(package.read("word/fontTable.xml"))
        names = package.namelist()
    named = {font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")) for font in fonts}
    assert set(named) == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    assert "FangSong" in named["仿宋_GB2312"].split(",")
    assert not [name for name in names if "thumbnail" in name or "stylesWithEffects" in name]


def test_children_stand_in_the_order_that_word_demands(opened: Any) -> None:
    order = {
        "pPr": "pStyle keepNext keepLines widowControl snapToGrid spacing ind jc outlineLvl rPr",
        "rPr": "rStyle rFonts b bCs i iCs color spacing sz szCs lang",
        "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
        "tcPr": "tcW gridSpan vAlign",
    }
    names = [style.element for style in opened.styles if style.name in ("Title", "Subtitle", "Normal", "Caption")]
    names += [style.element for style in opened.styles if style.name.startswith(("Heading 1", "Heading 2", "表", "引"))]
    for root in (opened.element.body, *names):
        for element in root.iter():
            wanted = order.get(etree.QName(element).localname)
            if wanted is not None:
                places = [wanted.split().index(etree.QName(child).localname) for child in element]
                assert places == sorted(places)


def test_the_file_is_the_same_every_time(report: ClosureReport, tmp_path: Path) -> None:
    write_docx(report, tmp_path / "a.docx")
    write_docx(report, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_file_knows_its_title_and_day(opened: Any) -> None:
    properties = opened.core_properties
    assert properties.title == "青禾镇党委2023年度整改情况报告"
    assert properties.created.isoformat() == "2024-01-05T00:00:00+00:00"
    assert properties.author == ""


@settings(max_examples=10)
@given(st.text(alphabet=st.characters(codec=None), min_size=1), st.text(min_size=1))
def test_no_text_breaks_the_file(report: ClosureReport, tmp_path: Path, title: str, quote: str) -> None:
    hostile = replace(
        report.items[0], title=title, reason=quote, quote=replace(report.items[0].quote, text=quote + "\x00\x0b\ud800")
    )
    write_docx(replace(report, unit=title, items=(hostile,)), tmp_path / "a.docx")
    opened = docx.Document(str(tmp_path / "a.docx"))
    cards = [row.cells[1].text for table in opened.tables for row in table.rows if row.cells[0].text == "上年原文"]
    assert len(cards) == 1
    assert cards[0].startswith("“")


def test_an_older_file_is_replaced_and_nothing_else_is_left(report: ClosureReport, tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    file.write_text("旧")
    write_docx(report, file)
    assert docx.Document(str(file)).paragraphs
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_folder_is_one_clear_line(report: ClosureReport, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_docx(report, tmp_path / "没有" / "报告.docx")
    assert "写不了“" in caught.value.message
    assert "文件夹" in caught.value.hint


def test_a_folder_in_the_way_is_left_as_it_was(report: ClosureReport, tmp_path: Path) -> None:
    (tmp_path / "报告.docx").mkdir()
    with pytest.raises(UsageError):
        write_docx(report, tmp_path / "报告.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["报告.docx"]


def test_the_data_and_markdown_need_no_word_library() -> None:
    code = "import sys, tracker.reporting.markdown; print('docx' in sys.modules, 'lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_libreoffice_lays_out_every_page(report: ClosureReport, tmp_path: Path) -> None:
    write_docx(report, tmp_path / "a.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*convert, str(tmp_path / "a.docx")],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True)
    pages = text.stdout.decode().split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert "".join(page.rstrip().splitlines()[-1].split()) == f"—{number}—"
    whole = "".join("".join(pages).split())
    for words in (
        "青禾镇党委2023年度整改情况报告",
        "十一、依据和口径",
        "签发：",
        "2024年1月5日",
        str(report.ledger_hash),
    ):
        assert words in whole
