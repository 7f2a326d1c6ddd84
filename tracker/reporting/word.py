"""The report as a Word file in the layout of official documents. The same report always gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from tracker.reporting import official_layout as layout
from tracker.reporting.blocks import (
    Block,
    Card,
    Chart,
    Document,
    Heading,
    Line,
    Paragraph,
    Run,
    Signature,
    Table,
    cell,
    said,
)
from tracker.reporting.charts import png
from tracker.reporting.wording import flowing

_LABEL_MM = 24
_WHOLE_ROW = 900
"""Code points of a row that is kept on one page; a longer one may be taller than a page and has to break."""
_WHOLE_TABLE = 4
"""Rows of a table of figures that is kept on one page; a longer one, and every card, flows on."""
_SHORT_ROW = 40
"""Code points of a row that takes a line or two."""
_ITEM_NUMBER = re.compile(r"(?<!\d)\d{2,}-\d{4}-\d{2,}(?!\d)")
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def docx_bytes(document: Document, *, made_on: date) -> bytes:
    """A composed report as the bytes of a Word file, dated to the day it was made on."""
    word = docx.Document()
    layout.lay_out(word)
    drawing = _Drawing({style.name: style.style_id for style in word.styles if style.name}, _pictures_of(word))
    body = parse_xml(f"<w:body {nsdecls('w')}>{drawing.document(document)}</w:body>")
    end: Any = word.element.body.find(qn("w:sectPr"))
    for element in list(body):
        # Row by row: no other thread gets its turn while lxml brings one element over, and a county's table is long.
        rows = element.findall(qn("w:tr"))
        for row in rows:
            element.remove(row)
        end.addprevious(element)
        for row in rows:
            element.append(row)
    properties = word.core_properties
    properties.title = flowing(document.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(made_on, time())
    saved = BytesIO()
    word.save(saved)
    return without_times(saved)


def without_times(saved: BytesIO) -> bytes:
    """The same package without the time of day at which it was zipped."""
    fixed = BytesIO()
    with ZipFile(saved) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _ZIP_DAY), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()


def keep_numbers_whole(element: Any) -> None:
    """Let no line break at a hyphen of an item's number anywhere in a part of a Word file."""
    for text in list(element.iter(qn("w:t"))):
        if not _ITEM_NUMBER.search(text.text or ""):
            continue
        words = f'<w:t xml:space="preserve">{escape(text.text)}</w:t>'
        run = parse_xml(f"<w:r {nsdecls('w')}>{_ITEM_NUMBER.sub(_unbroken, words)}</w:r>")
        for part in list(run):
            text.addprevious(part)
        text.getparent().remove(text)


def _pictures_of(word: Any) -> Callable[[bytes, str], str]:
    """How a picture is put into the file: its bytes and what it shows, for those who cannot see it."""

    def place(picture: bytes, shows: str) -> str:
        inline = word.part.new_pic_inline(BytesIO(picture), width=Mm(layout.TYPE_AREA_MM))
        inline.docPr.set("descr", shows)
        return str(inline.xml)

    return place


_Cell = tuple[str, tuple[Line, ...]]
"""Style and lines of a cell."""


class _Drawing:
    """Blocks as WordprocessingML, parsed once at the end.

    python-docx's own calls look a style up by name for every paragraph and walk all cells of a table for each one,
    which takes minutes for a county's report.
    """

    def __init__(self, style_ids: Mapping[str, str], place_picture: Callable[[bytes, str], str]) -> None:
        self._style_ids = {name: escape(style_id) for name, style_id in style_ids.items()}
        self._place_picture = place_picture

    def document(self, document: Document) -> str:
        """The whole report."""
        parts = [
            self._paragraph(layout.TITLE, said(document.title)),
            self._paragraph(layout.SUBTITLE, said(document.subtitle)),
            *(self._block(block, following) for block, following in zip_longest(document.blocks, document.blocks[1:])),
        ]
        return "".join(parts)

    def _block(self, block: Block, following: Block | None) -> str:
        match block:
            case Heading(level, text):
                return self._paragraph(layout.HEADINGS[level - 1], said(text))
            case Paragraph(line):  # what leads in to a table or a picture is not left behind on the page before
                return self._paragraph(layout.BODY, line, _KEEP if isinstance(following, _SHOWN) else "")
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Card():
                return self._card(block)
            case Signature():
                return self._signature(block)

    def _paragraph(self, style: str, line: Line, extra: str = "") -> str:
        runs = "".join(self._run(run) for run in line)
        return f'<w:p><w:pPr><w:pStyle w:val="{self._style_ids[style]}"/>{extra}</w:pPr>{runs}</w:p>'

    def _run(self, run: Run) -> str:
        style = f'<w:rPr><w:rStyle w:val="{self._style_ids[layout.QUOTE]}"/></w:rPr>' if run.quoted else ""
        words = f'<w:t xml:space="preserve">{escape(flowing(run.text))}</w:t>'
        return f"<w:r>{style}{_ITEM_NUMBER.sub(_unbroken, words)}</w:r>"

    def _chart(self, chart: Chart) -> str:
        """The picture over its caption; the counts as a table where the machine cannot draw Chinese."""
        picture = png(chart)
        if picture is None:
            return self._table(replace(chart.table, caption=chart.caption))
        style = self._style_ids[layout.CAPTION]
        drawn = self._place_picture(picture, flowing(chart.caption))
        caption = self._paragraph(layout.CAPTION, said(chart.caption), _FREE)
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
            f"<w:r><w:drawing>{drawn}</w:drawing></w:r></w:p>{caption}"
        )

    def _table(self, table: Table) -> str:
        total = sum(column.width for column in table.columns)
        widths = [column.width * layout.TYPE_AREA_MM / total for column in table.columns]
        head = [(layout.TABLE_HEAD, cell(column.label)) for column in table.columns]
        styles = [layout.TABLE_CENTRED if column.centred else layout.TABLE_TEXT for column in table.columns]
        rows = [tuple(zip(styles, row, strict=True)) for row in table.rows]
        caption = self._paragraph(layout.CAPTION, said(table.caption))
        return caption + self._grid(widths, self._row(widths, head, header=True), rows)

    def _card(self, card: Card) -> str:
        widths = [_LABEL_MM, layout.TYPE_AREA_MM - _LABEL_MM]
        head = self._row([sum(widths)], [(layout.TABLE_HEAD, cell(card.title))], header=True, span=2)
        rows = [((layout.TABLE_CENTRED, cell(label)), (layout.TABLE_TEXT, lines)) for label, lines in card.rows]
        return self._grid(widths, head, rows)

    def _grid(self, widths: Sequence[float], head: str, rows: Sequence[Sequence[_Cell]]) -> str:
        """A table with a gap after it: tables that touch become one table in Word."""
        small = len(rows) <= _WHOLE_TABLE and all(_length(row) <= _SHORT_ROW for row in rows)
        whole = len(rows) if small else 2 if sum(map(_length, rows[:2])) <= 4 * _SHORT_ROW else 1
        columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        body = "".join(
            self._row(widths, row, with_next=place < min(whole, len(rows))) for place, row in enumerate(rows, start=1)
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._style_ids["Table Grid"]}"/>'
            f'<w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f'{_PADDING}<w:tblLook w:val="0020" w:firstRow="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{head}{body}</w:tbl>{self._paragraph(layout.GAP, ())}"
        )

    def _row(
        self,
        widths: Sequence[float],
        cells: Sequence[_Cell],
        *,
        header: bool = False,
        span: int = 1,
        with_next: bool = False,
    ) -> str:
        properties = "<w:cantSplit/>" if header or _length(cells) <= _WHOLE_ROW else ""
        properties += "<w:tblHeader/>" if header else ""
        spanning = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        keep = _KEEP if with_next else ""
        drawn = []
        for width, (style, lines) in zip(widths, cells, strict=True):
            paragraphs = "".join(self._paragraph(style, line, keep) for line in lines or ((),))
            room = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>{spanning}<w:vAlign w:val="center"/>'
            drawn.append(f"<w:tc><w:tcPr>{room}</w:tcPr>{paragraphs}</w:tc>")
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(drawn)}</w:tr>"

    def _signature(self, signature: Signature) -> str:
        blanks = "　　　　　　".join(f"{blank}：" for blank in signature.blanks)
        empty = self._paragraph(layout.SIGNATURE, ())
        parts = [
            empty * 2,
            self._paragraph(layout.SIGNATURE, said(blanks)),
            empty,
            self._paragraph(layout.SIGNATURE, said(f"{signature.issuer}："), _from_right(8)),
            self._paragraph(layout.SIGNATURE, said(signature.day), _from_right(4)),
            self._paragraph(layout.GAP, (), _KEEP if signature.notes else ""),
            *(self._paragraph(layout.NOTE, said(note), _KEEP) for note in signature.notes[:-1]),
            *(self._paragraph(layout.NOTE, said(note)) for note in signature.notes[-1:]),
        ]
        return "".join(parts)


_KEEP = "<w:keepNext/>"
_FREE = '<w:keepNext w:val="0"/>'
"""The caption below a picture ends what belongs together; the one above a table begins it."""
_SHOWN = (Table, Chart, Card)


def _unbroken(number: re.Match[str]) -> str:
    """The number of an item with hyphens at which no line breaks."""
    return number[0].replace("-", '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')


_PADDING = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)


def _from_right(characters: int) -> str:
    """Set a paragraph to the right margin, so many characters of the body in."""
    return f'<w:ind w:right="{characters * 320}" w:rightChars="{characters * 100}"/><w:jc w:val="right"/>'


def _length(cells: Sequence[_Cell]) -> int:
    """Code points of a row."""
    return sum(len(run.text) for _, lines in cells for line in lines for run in line)


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
