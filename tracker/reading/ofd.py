"""OFD files (GB/T 33190-2016): the text of all pages in reading order, which is by place and not by order of drawing.

Page templates (their heads and feet), seals, annotations and attachments are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from tracker.domain.errors import ReadingError
from tracker.reading.containers import Container, local, resolve
from tracker.reading.content import Content, damaged, encrypted, no_text
from tracker.reading.limits import Limits, over
from tracker.reading.lines import Piece, lines_of, page_text
from tracker.reading.pdf import pages_without_text
from tracker.reading.recognising import OFD

_ROOT = "OFD.xml"
_LOCKED = ("Encryptions.xml", "Decryptseed.dat", "Entriesmap.dat")
"""Parts that an encrypted file has (GB/T 33190-2016, 24)."""

_UNMOVED = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
"""The matrix of an object that is not moved, turned or stretched."""

_STEPS = 20_000
"""Places in one run of characters; a line holds fifty."""


def read(data: bytes, *, limits: Limits) -> Content:
    """The text of an OFD file, page after page.

    Raises:
        ReadingError: it is damaged, encrypted, a scan, over the limits or holds no words.
    """
    container = Container(data, OFD.name, limits)
    if any(part in container for part in _LOCKED):
        raise encrypted(OFD.name)
    places = list(_pages(container))
    if not places:
        raise damaged(OFD.name)
    if len(places) > limits.pages:
        raise over(f"这份 OFD 有 {len(places)} 页，", f"{limits.pages} 页", "pages")
    pages: list[str] = []
    starts: list[int] = []
    drawn: list[int] = []
    size = 0
    for number, place in enumerate(places, 1):
        page = container.xml(place)
        text = page_text(lines_of(piece for part in _contents(page) for piece in _pieces(part))).replace("\0", "\ufffd")
        if not text and any(local(element) == "ImageObject" for element in page.iter()):
            drawn.append(number)
        pages.append(text)
        starts.append(size)
        size += len(text) + 1
        if size > limits.chars:
            raise over("文字", f"{limits.chars} 字", "chars")
    text = "\n".join(pages)
    if not text.strip():
        if drawn:
            raise ReadingError(
                "这是扫描的 OFD，页面是图片，没有文字", "请先做文字识别（OCR），存成 .docx 或 .txt 再导入"
            )
        raise no_text(OFD.name)
    return Content(text, "utf-8", pages=tuple(starts), warnings=pages_without_text(drawn))


def _pages(container: Container) -> Iterator[str]:
    """The parts of the pages of all documents in the file, in order."""
    for body in _named(container.xml(_ROOT), "DocBody"):
        for root in _named(body, "DocRoot"):
            document = resolve((root.text or "").strip(), beside=_ROOT)
            for pages in _named(container.xml(document), "Pages"):
                for page in _named(pages, "Page"):
                    yield resolve(page.get("BaseLoc", ""), beside=document)


def _contents(page: ET.Element) -> Iterator[ET.Element]:
    return _named(page, "Content")


def _named(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (child for child in element if local(child) == name)


def _pieces(content: ET.Element) -> Iterator[Piece]:
    """The characters of a page's content with their places."""
    for element in content.iter():
        if local(element) != "TextObject" or element.get("Visible") == "false":
            continue
        left, top = (*_numbers(element.get("Boundary", "")), 0.0, 0.0)[:2]
        size = next(iter(_numbers(element.get("Size", ""))), 0.0) or 1.0
        matrix = _numbers(element.get("CTM", ""))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else _UNMOVED
        if abs(b) > abs(a):  # text that stands on end: a watermark or a mark along the edge
            continue
        x = y = 0.0
        for code in _named(element, "TextCode"):
            x = next(iter(_numbers(code.get("X", ""))), x)
            y = next(iter(_numbers(code.get("Y", ""))), y)
            steps = _steps(code.get("DeltaX", ""))
            at, down = x, y
            for place, char in enumerate(code.text or ""):
                step = steps[place] if place < len(steps) else size * (0.5 if char.isascii() else 1.0)
                if char.strip():
                    right = at + min(step, 1.2 * size)
                    yield Piece(
                        char,
                        left + a * at + c * down + e,
                        left + a * right + c * down + e,
                        top + b * at + d * down + f,
                        size * (abs(d) or 1.0),
                    )
                at += step


def _steps(text: str) -> list[float]:
    """The distances from character to character; ``g 3 5.3`` stands for ``5.3 5.3 5.3``."""
    steps: list[float] = []
    words = text.split()
    at = 0
    while at < len(words) and len(steps) < _STEPS:
        if words[at] == "g" and at + 2 < len(words):
            count, step = (next(iter(_numbers(word)), 0.0) for word in words[at + 1 : at + 3])
            steps += [step] * int(min(max(count, 0), _STEPS))
            at += 3
        else:
            steps += _numbers(words[at])[:1]
            at += 1
    return steps


def _numbers(text: str) -> list[float]:
    """The numbers of an attribute; what is none ends them."""
    found: list[float] = []
    for word in text.split():
        try:
            number = float(word)
        except ValueError:
            break
        if not abs(number) < 1e6:  # infinite and not-a-number, too
            break
        found.append(number)
    return found
