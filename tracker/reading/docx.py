"""Word documents (.docx): the body as it is drawn, with automatic numbers and with tracked changes as accepted.

No library gives both: python-docx loses tracked insertions, text boxes and content controls, and none computes the
numbers of lists. Left out are headers, footers, notes, comments, hidden text and generated tables of contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from tracker.reading.containers import Container, local
from tracker.reading.content import Content, damaged, no_text
from tracker.reading.docx_numbering import (
    Counters,
    Styles,
    attribute,
    child_of,
    levels_of_styles,
    read_lists,
    read_numbering,
    read_styles,
)
from tracker.reading.limits import Limits, over
from tracker.reading.recognising import DOCX
from tracker.reading.rows import Rows

_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr"}
    | {"sdtPr", "sdtEndPr", "rt", "rubyPr", "Fallback", "footnoteReference", "endnoteReference", "commentReference"}
    | {"sectPr", "object", "oMathParaPr", "ctrlPr"}
)
"""Elements whose content is not drawn in the body, or is there a second time."""

_BLOCKS = frozenset({"p", "tbl"})

_OFF = ("0", "false", "off", "none")

_SYMBOLS = {"f0b7": "●", "f06c": "●", "f06e": "■", "f075": "◆", "f0fc": "✓", "f0fe": "☑", "f0a8": "□", "f052": "☑"}
"""Characters of Word's symbol fonts, by code in hexadecimal, as what they look like."""

_NUL = "\0"


@dataclass(slots=True)
class _Writer:
    """The text so far, line by line."""

    limits: Limits
    parts: list[str] = field(default_factory=list)
    size: int = 0
    paragraphs: list[int] = field(default_factory=list)

    def line(self, text: str) -> None:
        if text.strip():
            self.paragraphs.append(self.size)
        self.parts.append(text)
        self.size += len(text) + 1
        if self.size > self.limits.chars:
            raise over("文字", f"{self.limits.chars} 字", "chars")


def read(data: bytes, *, limits: Limits) -> Content:
    """The text of a Word document, one line for each paragraph.

    Raises:
        ReadingError: it is damaged, encrypted, over the limits or holds no words.
    """
    container = Container(data, DOCX.name, limits)
    main = next(iter(container.targets("").get("officeDocument", [])), "word/document.xml")
    body = child_of(container.xml(main), "body")
    if body is None:
        raise damaged(DOCX.name)
    reader = _reader(container, main, limits)
    reader.blocks(body)
    reader.finish()
    text = "\n".join(reader.writer.parts).replace(_NUL, "\ufffd")
    if not text.strip():
        raise no_text(DOCX.name)
    return Content(text, "utf-8", paragraphs=tuple(reader.writer.paragraphs))


def _reader(container: Container, main: str, limits: Limits) -> _Reader:
    targets = container.targets(main)

    def part(kind: str) -> ET.Element | None:
        name = next(iter(targets.get(kind, [])), f"word/{kind}.xml")
        return container.xml(name) if name in container else None

    numbering, styles = part("numbering"), part("styles")
    return _Reader(
        writer=_Writer(limits),
        counters=Counters({} if numbering is None else read_lists(numbering)),
        levels={} if numbering is None else levels_of_styles(numbering),
        styles=Styles({}, {}, "") if styles is None else read_styles(styles),
    )


@dataclass(slots=True)
class _Reader:
    """Walks the body in reading order."""

    writer: _Writer
    counters: Counters
    levels: dict[tuple[str, str], int]
    styles: Styles
    carried: str = ""
    """The text of a paragraph whose end was deleted: it runs on into the next one."""
    fields: list[_Field] = field(default_factory=list)
    """The fields that the walk is inside of, outermost first; a field may span paragraphs."""
    boxes: list[ET.Element] = field(default_factory=list)
    """Text boxes met inside the paragraph at hand; they come after it."""

    def blocks(self, parent: ET.Element) -> None:
        """Write the paragraphs and tables below ``parent``."""
        for block in _blocks(parent):
            if local(block) == "p":
                for line in self.paragraph(block):
                    self.writer.line(line)
            else:
                self.table(block)

    def paragraph(self, element: ET.Element) -> list[str]:
        """The lines of one paragraph; a text box inside it comes behind."""
        properties = child_of(element, "pPr")
        pieces: list[str] = []
        self._runs(element, pieces)
        text = "".join(pieces)
        boxes, self.boxes = self.boxes, []
        if self.carried or text.strip():
            label = "" if self.carried else self._label(properties)
            text = self.carried + label + text
            self.carried = ""
        if properties is not None and _end_is_deleted(properties):
            self.carried = text
            return []
        lines = [] if boxes and not text else text.split("\n")
        for box in boxes:
            for block in _blocks(box):
                lines += self.paragraph(block) if local(block) == "p" else self._rows(block)
        return lines

    def finish(self) -> None:
        """Write what a deleted end carried past the last paragraph."""
        if self.carried:
            self.writer.line(self.carried)

    def _label(self, properties: ET.Element | None) -> str:
        own = read_numbering(properties)
        style = child_of(properties, "pStyle") if properties is not None else None
        name = self.styles.default if style is None else attribute(style, "val")
        level = own.level
        number_id = own.number_id
        if number_id is None:
            inherited, said_by = self.styles.of(name)
            number_id = inherited.number_id
            if level is None:
                level = self.levels.get((number_id or "", said_by), inherited.level)
        if number_id is None or number_id == "0":
            return ""
        label = self.counters.label(number_id, level or 0)
        return f"{label} " if label[-1:].isalnum() and label.isascii() else label

    def table(self, element: ET.Element) -> None:
        """Write a table."""
        for line in self._rows(element):
            self.writer.line(line)

    def _rows(self, element: ET.Element) -> list[str]:
        """A line for each row with its cells parted by tabs; where cells hold paragraphs, a line for each of those.

        In a list of problems the paragraphs of a cell stay together.
        """
        lines: list[str] = []
        rows = Rows()
        for row in _within(element, "tr"):
            if _deleted(child_of(row, "trPr")):
                continue
            cells = []
            for cell in _within(row, "tc"):
                inside: list[str] = []
                for block in _blocks(cell):
                    inside += self.paragraph(block) if local(block) == "p" else self._rows(block)
                cells.append([line for line in inside if line.strip()])
            line = rows.line(cells)
            if line is None and all(len(cell) <= 1 for cell in cells):
                line = "\t".join(" ".join(cell) for cell in cells).rstrip("\t")
            if line is not None:
                lines.append(line)
            else:
                lines += [line for cell in cells for line in cell]
        return lines

    def _runs(self, element: ET.Element, pieces: list[str]) -> None:
        for child in element:
            name = local(child)
            if name in _LEFT_OUT or (name == "r" and _hidden(child)):
                continue
            if name == "fldChar":
                self._field(attribute(child, "fldCharType"))
            elif name == "instrText":
                if self.fields and not self.fields[-1].told:
                    self.fields[-1].code += child.text or ""
            elif name == "fldSimple" and attribute(child, "instr").split()[:1] == ["TOC"]:
                continue
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name in _CHARACTERS:
                if self._drawn():
                    pieces.append(_CHARACTERS[name](child))
            else:
                self._runs(child, pieces)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].told = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawn(self) -> bool:
        """Whether text at this place is drawn: not among a field's instructions, not in a table of contents."""
        return all(one.told and one.code.split()[:1] != ["TOC"] for one in self.fields)


@dataclass(slots=True)
class _Field:
    code: str = ""
    told: bool = False
    """True behind the separator, where the result stands."""


def _words(element: ET.Element) -> str:
    """What ``w:t`` holds; a line break inside it is white space to Word."""
    return re.sub(r"[\r\n]+", " ", element.text or "")


def _symbol(element: ET.Element) -> str:
    return _SYMBOLS.get(attribute(element, "char").lower(), "")


_CHARACTERS: Mapping[str, Callable[[ET.Element], str]] = {
    "t": _words,
    "sym": _symbol,
    "tab": lambda _: "\t",
    "ptab": lambda _: "\t",
    "br": lambda _: "\n",
    "cr": lambda _: "\n",
    "noBreakHyphen": lambda _: "-",
    "softHyphen": lambda _: "",
}
"""What is drawn, by element of a run."""


def _blocks(parent: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables below ``parent`` in order, through what merely wraps them."""
    for child in parent:
        name = local(child)
        if name in _BLOCKS:
            yield child
        elif name == "sdt":
            if not _contents_table(child):
                yield from _blocks(child)
        elif name not in _LEFT_OUT:
            yield from _blocks(child)


def _within(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """Rows of a table or cells of a row, through what merely wraps them."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) not in _LEFT_OUT and local(child) not in _BLOCKS:
            yield from _within(child, name)


def _contents_table(control: ET.Element) -> bool:
    properties = child_of(control, "sdtPr")
    gallery = None if properties is None else child_of(properties, "docPartObj")
    part = None if gallery is None else child_of(gallery, "docPartGallery")
    return part is not None and attribute(part, "val") == "Table of Contents"


def _hidden(run: ET.Element) -> bool:
    properties = child_of(run, "rPr")
    if properties is None:
        return False
    vanish = child_of(properties, "vanish")
    return vanish is not None and attribute(vanish, "val") not in _OFF


def _deleted(properties: ET.Element | None) -> bool:
    return properties is not None and child_of(properties, "del") is not None


def _end_is_deleted(properties: ET.Element) -> bool:
    mark = child_of(properties, "rPr")
    return mark is not None and (child_of(mark, "del") is not None or child_of(mark, "moveFrom") is not None)
