"""The report as a Word file in the layout of official documents. The same report always gives the same bytes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from tracker.domain.errors import UsageError
from tracker.reporting import official_layout as layout
from tracker.reporting.blocks import Block, Card, Document, Heading, Line, Paragraph, Signature, Table, cell
from tracker.reporting.composing import compose
from tracker.reporting.model import ClosureReport
from tracker.reporting.wording import flowing

_LABEL_MM = 24
_WHOLE_ROW = 900
"""Code points of a row that is kept on one page; a longer one may be taller than a page and has to break."""
_WHOLE_TABLE = 500
"""Code points of a table that is kept on one page."""
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def write_docx(report: ClosureReport, path: Path) -> None:
    """Write the closure report to ``path``, wholly or not at all; a file that stands there is replaced.

    Raises:
        UsageError: the folder is missing or may not be written, or the file is open in another program.
    """
    content = docx_bytes(compose(report), made_at=datetime.combine(report.made_on, time(), UTC))
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            half.write_bytes(content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        hint = "请确认文件夹存在、可以写入，并关闭已经打开的同名文件"
        raise UsageError(f"写不了文件 {path}（{error.strerror or error}）", hint) from error


def docx_bytes(document: Document, *, made_at: datetime) -> bytes:
    """A composed report as the bytes of a Word file."""
    word = docx.Document()
    layout.lay_out(word)
    drawing = _Drawing(word)
    drawing.paragraph(layout.TITLE, cell(document.title)[0])
    drawing.paragraph(layout.SUBTITLE, cell(document.subtitle)[0])
    for block in document.blocks:
        drawing.block(block)
    properties = word.core_properties
    properties.title = flowing(document.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    saved = BytesIO()
    word.save(saved)
    return _without_times(saved)


def _without_times(saved: BytesIO) -> bytes:
    """The same package without the time of day at which it was zipped."""
    fixed = BytesIO()
    with ZipFile(saved) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _ZIP_DAY), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()


_Cell = tuple[str, tuple[Line, ...]]
"""Style and lines of a cell."""


class _Drawing:
    """Blocks drawn at the end of one Word document.

    Elements are made directly: python-docx looks a style up by name for every paragraph and walks all cells of a table
    for each one, which takes minutes for a county's report.
    """

    def __init__(self, word: WordDocument) -> None:
        self._body: Any = word.element.body
        self._style_ids = {style.name: style.style_id for style in word.styles}

    def block(self, block: Block) -> None:
        """Draw one block."""
        match block:
            case Heading(level, text):
                self.paragraph(layout.HEADINGS[level - 1], cell(text)[0])
            case Paragraph(line):
                self.paragraph(layout.BODY, line)
            case Table():
                self._table(block)
            case Card():
                self._card(block)
            case Signature():
                self._signature(block)

    def paragraph(self, style: str, line: Line, *, right_chars: int = 0, right: bool = False) -> None:
        """Draw one paragraph; ``right`` sets it to the right margin, ``right_chars`` characters in."""
        element = self._paragraph(style, line)
        if right:
            indent = _element("w:ind", right=str(right_chars * 320), rightChars=str(right_chars * 100))
            element.pPr.extend([indent, _element("w:jc", val="right")])
        self._append(element)

    def _append(self, element: Any) -> None:
        self._body.insert_element_before(element, "w:sectPr")

    def _paragraph(self, style: str, line: Line, *, with_next: bool = False) -> Any:
        element: Any = OxmlElement("w:p")
        properties: Any = OxmlElement("w:pPr")
        properties.append(_element("w:pStyle", val=self._style_ids[style]))
        if with_next:
            properties.append(OxmlElement("w:keepNext"))
        element.append(properties)
        for run in line:
            made: Any = OxmlElement("w:r")
            if run.quoted:
                run_properties = OxmlElement("w:rPr")
                run_properties.append(_element("w:rStyle", val=self._style_ids[layout.QUOTE]))
                made.append(run_properties)
            words = OxmlElement("w:t")
            words.set(qn("xml:space"), "preserve")
            words.text = flowing(run.text)
            made.append(words)
            element.append(made)
        return element

    def _table(self, table: Table) -> None:
        total = sum(column.width for column in table.columns)
        widths = [column.width * layout.TYPE_AREA_MM / total for column in table.columns]
        self.paragraph(layout.CAPTION, cell(table.caption)[0])
        made = self._empty_table(widths)
        head = [(layout.TABLE_HEAD, cell(column.label)) for column in table.columns]
        made.append(self._row(widths, head, header=True))
        styles = [layout.TABLE_CENTRED if column.centred else layout.TABLE_TEXT for column in table.columns]
        rows = [tuple(zip(styles, row, strict=True)) for row in table.rows]
        self._finish(made, widths, rows)

    def _card(self, card: Card) -> None:
        widths = [_LABEL_MM, layout.TYPE_AREA_MM - _LABEL_MM]
        made = self._empty_table(widths)
        made.append(self._row([sum(widths)], [(layout.TABLE_HEAD, cell(card.title))], header=True, span=2))
        rows = [((layout.TABLE_CENTRED, cell(label)), (layout.TABLE_TEXT, lines)) for label, lines in card.rows]
        self._finish(made, widths, rows)

    def _finish(self, table: Any, widths: Sequence[float], rows: Sequence[Sequence[_Cell]]) -> None:
        """Add the rows and draw the table. Tables that touch become one table in Word: a gap follows each."""
        whole = sum(map(_length, rows)) <= _WHOLE_TABLE
        for place, row in enumerate(rows, start=1):
            table.append(self._row(widths, row, with_next=whole and place < len(rows)))
        self._append(table)
        self.paragraph(layout.GAP, ())

    def _empty_table(self, widths: Sequence[float]) -> Any:
        table: Any = OxmlElement("w:tbl")
        properties: Any = OxmlElement("w:tblPr")
        properties.extend(
            [
                _element("w:tblStyle", val=self._style_ids["Table Grid"]),
                _element("w:tblW", w=_twips(sum(widths)), type="dxa"),
                _element("w:jc", val="center"),
                _element("w:tblLayout", type="fixed"),
                _padding(),
                _element("w:tblLook", val="0020", firstRow="1", noVBand="1"),
            ]
        )
        grid: Any = OxmlElement("w:tblGrid")
        grid.extend([_element("w:gridCol", w=_twips(width)) for width in widths])
        table.extend([properties, grid])
        return table

    def _row(
        self,
        widths: Sequence[float],
        cells: Sequence[_Cell],
        *,
        header: bool = False,
        span: int = 1,
        with_next: bool = False,
    ) -> Any:
        row: Any = OxmlElement("w:tr")
        properties: Any = OxmlElement("w:trPr")
        if header or _length(cells) <= _WHOLE_ROW:
            properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
        for width, (style, lines) in zip(widths, cells, strict=True):
            made: Any = OxmlElement("w:tc")
            cell_properties: Any = OxmlElement("w:tcPr")
            cell_properties.append(_element("w:tcW", w=_twips(width), type="dxa"))
            if span > 1:
                cell_properties.append(_element("w:gridSpan", val=str(span)))
            cell_properties.append(_element("w:vAlign", val="center"))
            made.append(cell_properties)
            made.extend([self._paragraph(style, line, with_next=with_next) for line in lines or ((),)])
            row.append(made)
        return row

    def _signature(self, signature: Signature) -> None:
        for _ in range(2):
            self.paragraph(layout.SIGNATURE, ())
        self.paragraph(layout.SIGNATURE, cell("　　　　　　".join(f"{blank}：" for blank in signature.blanks))[0])
        self.paragraph(layout.SIGNATURE, ())
        self.paragraph(layout.SIGNATURE, cell(f"{signature.issuer}：")[0], right=True, right_chars=8)
        self.paragraph(layout.SIGNATURE, cell(signature.day)[0], right=True, right_chars=4)
        self.paragraph(layout.GAP, ())
        for note in signature.notes:
            self.paragraph(layout.NOTE, cell(note)[0])


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _padding() -> Any:
    margins: Any = OxmlElement("w:tblCellMar")
    for side, room in (("top", 40), ("left", 108), ("bottom", 40), ("right", 108)):
        margins.append(_element(f"w:{side}", w=str(room), type="dxa"))
    return margins


def _length(cells: Sequence[_Cell]) -> int:
    """Code points of a row."""
    return sum(len(run.text) for _, lines in cells for line in lines for run in line)


def _twips(millimetres: float) -> str:
    return str(round(Mm(1).pt * 20 * millimetres))
