"""The national layout of official documents (GB/T 9704): page, fonts, styles, page numbers, for python-docx.

Everything is set through styles, so that an office can change a style once. The file asks for the customary fonts by
name; where a machine lacks one, the font table names what to take instead.
"""

from __future__ import annotations

from math import floor
from typing import Any, cast
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import CharacterStyle, ParagraphStyle

SONG_TITLE = "方正小标宋简体"
FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONG = "宋体"

SUBSTITUTES = {
    SONG_TITLE: "方正小标宋_GBK,小标宋体,华文中宋,STZhongsong,宋体,SimSun,Noto Serif CJK SC,Source Han Serif SC",
    FANGSONG: "仿宋,FangSong,FangSong_GB2312,华文仿宋,STFangsong,Noto Serif CJK SC,Source Han Serif SC,AR PL UMing CN",
    KAITI: "楷体,KaiTi,KaiTi_GB2312,华文楷体,STKaiti,AR PL UKai CN,Noto Serif CJK SC",
    HEITI: "SimHei,黑体-简,Heiti SC,Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Zen Hei",
    SONG: "SimSun,宋体-简,Songti SC,Noto Serif CJK SC,Source Han Serif SC,AR PL UMing CN",
}
"""For each font what a machine without it may take, best first."""

TYPE_AREA_MM = 156
"""Width between the margins."""

TITLE = "Title"
SUBTITLE = "Subtitle"
BODY = "Body Text"
HEADINGS = ("Heading 1", "Heading 2")
CAPTION = "Caption"
TABLE_HEAD = "表头"
TABLE_TEXT = "表文"
TABLE_CENTRED = "表文居中"
GAP = "表后空隙"
QUOTE = "引文"
SIGNATURE = "落款"
NOTE = "附注"

_BODY_SIZE = Pt(16)
_LINE = Pt(28)
_TABLE_SIZE = Pt(12)
_TABLE_LINE = Pt(18)
_PAGE_NUMBER_SIZE = Pt(14)

_LINES_PER_PAGE = 22
_CHARACTERS_PER_LINE = 28
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_KEPT_TABLE_STYLES = ("Normal Table", "Table Grid")
_DROPPED_PARTS = ("/thumbnail", "/stylesWithEffects", "/customXml")


def lay_out(document: Document) -> None:
    """Turn python-docx's blank document into a blank official document."""
    _drop_what_is_not_ours(document)
    _set_defaults(document)
    _set_page(document)
    _set_styles(document)
    _number_pages(document)
    _name_substitutes(document)


def _drop_what_is_not_ours(document: Document) -> None:
    """The blank document brings a preview picture, a second copy of the styles and a hundred table styles."""
    for relationships in (document.part.package.rels, document.part.rels):
        for key, relationship in list(relationships.items()):
            if relationship.reltype.endswith(_DROPPED_PARTS):
                del relationships[key]
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLE_STYLES:
            style.delete()


def _set_defaults(document: Document) -> None:
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in _THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{name}"), None)
    defaults: Any = styles.find(qn("w:docDefaults"))
    run: Any = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_font(run.find(qn("w:rFonts")), FANGSONG)
    for size in ("w:sz", "w:szCs"):
        run.find(qn(size)).set(qn("w:val"), str(int(_BODY_SIZE.pt * 2)))
    language = run.find(qn("w:lang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    spacing: Any = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr")).find(qn("w:spacing"))
    spacing.attrib.clear()
    spacing.set(qn("w:after"), "0")
    theme_language = document.settings.element.find(qn("w:themeFontLang"))
    if theme_language is not None:
        theme_language.set(qn("w:eastAsia"), "zh-CN")


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    grid: Any = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no way to the grid
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(Mm(297 - 37 - 35).pt * 20 / _LINES_PER_PAGE)))


def _set_styles(document: Document) -> None:
    normal = _paragraph_style(document, "Normal", FANGSONG, _BODY_SIZE, _LINE)
    normal.paragraph_format.widow_control = False
    title = _paragraph_style(document, TITLE, SONG_TITLE, Pt(22), Pt(36))
    _centre(title)
    _off_the_grid(title)
    subtitle = _paragraph_style(document, SUBTITLE, KAITI, _BODY_SIZE, _LINE)
    _centre(subtitle)
    subtitle.paragraph_format.space_after = _LINE
    _off_the_grid(subtitle)
    body = _paragraph_style(document, BODY, FANGSONG, _BODY_SIZE, _LINE)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _indent_two(body)
    _condense(body)
    for name, font in zip(HEADINGS, (HEITI, KAITI), strict=True):
        heading = _paragraph_style(document, name, font, _BODY_SIZE, _LINE)
        heading.paragraph_format.keep_with_next = True
        _indent_two(heading)
        _condense(heading)
    caption = _paragraph_style(document, CAPTION, HEITI, _TABLE_SIZE, Pt(24))
    caption.paragraph_format.keep_with_next = True
    _centre(caption)
    head = _paragraph_style(document, TABLE_HEAD, HEITI, _TABLE_SIZE, _TABLE_LINE)
    head.paragraph_format.keep_with_next = True
    _centre(head)
    for name in (TABLE_TEXT, TABLE_CENTRED):
        _off_the_grid(_paragraph_style(document, name, FANGSONG, _TABLE_SIZE, _TABLE_LINE))
    _centre(document.styles[TABLE_CENTRED])
    _off_the_grid(head)
    _off_the_grid(caption)
    _off_the_grid(_paragraph_style(document, GAP, FANGSONG, Pt(5), Pt(10)))
    _paragraph_style(document, SIGNATURE, FANGSONG, _BODY_SIZE, _LINE).paragraph_format.keep_with_next = True
    _off_the_grid(_paragraph_style(document, NOTE, FANGSONG, _TABLE_SIZE, _TABLE_LINE))
    _paragraph_style(document, "Footer", SONG, _PAGE_NUMBER_SIZE, None)
    quote = cast("CharacterStyle", document.styles.add_style(QUOTE, WD_STYLE_TYPE.CHARACTER))
    _set_font(quote.element.get_or_add_rPr().get_or_add_rFonts(), KAITI)


def _paragraph_style(document: Document, name: str, font: str, size: Pt, line: Pt | None) -> ParagraphStyle:
    """The style of that name, made where it is missing: no layout but ours, upright and black; ``line`` is exact."""
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    run = style.element.get_or_add_rPr()
    for child in list(run):
        run.remove(child)
    _set_font(run.get_or_add_rFonts(), font)
    style.font.size = size
    style.font.bold = False
    style.font.italic = False
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), "000000")
    run.insert_element_before(colour, "w:sz")
    properties = style.element.get_or_add_pPr()
    for child in list(properties):
        if child.tag != qn("w:outlineLvl"):
            properties.remove(child)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    if line is None:
        layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    else:
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = line
    return cast("ParagraphStyle", style)


def _set_font(fonts: Any, name: str) -> None:
    """One font for all scripts: Chinese quotation marks and dashes count as Latin and would shrink in a Latin font."""
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _centre(style: Any) -> None:
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _indent_two(style: ParagraphStyle) -> None:
    """Indent the first line by two characters. Word takes ``firstLineChars``; other programs take the length."""
    style.paragraph_format.first_line_indent = Pt(_BODY_SIZE.pt * 2)
    style.element.pPr.find(qn("w:ind")).set(qn("w:firstLineChars"), "200")


def _condense(style: ParagraphStyle) -> None:
    """Fit 28 characters of 16 pt into the type area, by spacing in the style.

    A character grid would say the same, but LibreOffice gives two cells to a character wider than its cell.
    """
    spacing = OxmlElement("w:spacing")
    pitch = Mm(TYPE_AREA_MM).pt / _CHARACTERS_PER_LINE - _BODY_SIZE.pt
    spacing.set(qn("w:val"), str(floor(pitch * 20)))
    style.element.get_or_add_rPr().insert_element_before(spacing, "w:sz")


def _off_the_grid(style: ParagraphStyle) -> None:
    """Keep title and small print to their own line height instead of whole lines of the body text."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().insert_element_before(
        snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _number_pages(document: Document) -> None:
    """— 1 — on the outer side: right on odd pages, left on even ones, one character in from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, alignment, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["Footer"]
        paragraph.alignment = alignment
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - indents in characters have no property
        indent.set(qn(f"w:{side}"), str(int(_PAGE_NUMBER_SIZE.pt * 20)))
        indent.set(qn(f"w:{side}Chars"), "100")
        paragraph.add_run("— ")
        for kind in ("begin", "PAGE", "separate", "1", "end"):
            run: Any = paragraph.add_run("1" if kind == "1" else None)._r  # noqa: SLF001 - fields are raw elements
            if kind == "PAGE":
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = " PAGE "
                run.append(code)
            elif kind != "1":
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run.append(mark)
        paragraph.add_run(" —")


def _name_substitutes(document: Document) -> None:
    relationships = document.part.rels
    for key, relationship in list(relationships.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            del relationships[key]
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(others)}/>"
        f'<w:charset w:val="86"/><w:family w:val="{"modern" if name in (HEITI, FANGSONG, KAITI) else "auto"}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in SUBSTITUTES.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
