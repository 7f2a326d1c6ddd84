"""PDF files: the text layer, line by line as it stands on the page. Scans have none and are refused."""

from __future__ import annotations

import ctypes
import math
import re
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from tracker.domain.errors import ReadingError
from tracker.reading.content import Content, damaged, encrypted, no_text, suspicious
from tracker.reading.limits import Limits, over, size_for_people
from tracker.reading.lines import Piece, lines_of, page_text
from tracker.reading.ordinariness import ordinariness
from tracker.reading.recognising import PDF

_STREAM = re.compile(rb"stream\r?\n")
_PIECE = 64 * 1024

_SCAN_ADVICE = "请先做文字识别（OCR），存成 .docx 或 .txt 再导入"

_ORDINARY = 0.2
"""Below this the glyphs have no meaning in Unicode; see ``ordinariness``."""

_UPRIGHT = 0.2
"""How far, in radians, a character may lean; a watermark leans more."""

_PASSWORD = 4
"""PDFium's code of a file that asks for a password."""

_IMAGE = 3
"""PDFium's number of an image among the objects of a page."""


def read(data: bytes, *, limits: Limits) -> Content:
    """The text of a PDF, page after page.

    Raises:
        ReadingError: it is damaged, encrypted, a scan, over the limits, or its characters mean nothing.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - 60 ms, and only where there is a PDF

    _bound_streams(data, limits)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise encrypted(PDF.name) if error.err_code == _PASSWORD else damaged(PDF.name) from error
    try:
        return _content(document, limits)
    except pdfium.PdfiumError as error:
        raise damaged(PDF.name) from error
    finally:
        document.close()


def _content(document: Any, limits: Limits) -> Content:
    count = len(document)
    if not count:
        raise damaged(PDF.name)
    if count > limits.pages:
        raise over(f"这份 PDF 有 {count} 页，", f"{limits.pages} 页", "pages")
    until = time.monotonic() + limits.seconds
    pages: list[str] = []
    drawn: list[int] = []
    size = 0
    for number in range(count):
        page = document[number]
        text = page_text(lines_of(_pieces(page, limits.chars - size)))
        if not text and _has_image(page):
            drawn.append(number + 1)
        page.close()
        pages.append(text)
        size += len(text) + 1
        if size > limits.chars:
            raise over("文字", f"{limits.chars} 字", "chars")
        if time.monotonic() > until:
            raise over("读取时间", f"{limits.seconds} 秒", "seconds")
    text = "\n".join(pages)
    if not text.strip():
        raise ReadingError("这是扫描的 PDF，页面是图片，没有文字", _SCAN_ADVICE) if drawn else no_text(PDF.name)
    if ordinariness(text) < _ORDINARY:
        raise ReadingError("这份 PDF 的文字没有编码对照，读出来是乱码", _SCAN_ADVICE)
    starts, at = [], 0
    for page_of in pages:
        starts.append(at)
        at += len(page_of) + 1
    return Content(text, "", pages=tuple(starts), warnings=_missing(drawn))


def _missing(drawn: list[int]) -> tuple[str, ...]:
    if not drawn:
        return ()
    named = "、".join(map(str, drawn[:5])) + ("等" if len(drawn) > 5 else "")
    return (f"第 {named} 页是图片，没有读出文字",)


def _pieces(page: Any, most: int) -> Iterator[Piece]:
    """The characters of a page with their places as a person sees it; at most ``most`` and one."""
    from pypdfium2 import raw  # noqa: PLC0415 - see ``read``

    layer = page.get_textpage()
    handle = layer.raw
    turned = page.get_rotation()
    seen = _seen(turned, *_unturned(page.get_size(), turned))
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    for index in range(min(layer.count_chars(), most + 1)):
        code = raw.FPDFText_GetUnicode(handle, index)
        # PDFium adds line ends and spaces of its own, and marks a hyphen at the end of a line by 2.
        if code <= 0x20 or raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        if _leaning(raw.FPDFText_GetCharAngle(handle, index) + math.radians(turned)) > _UPRIGHT:
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        _, base = seen(x.value, y.value)
        (left, low), (right, high) = seen(box.left, box.bottom), seen(box.right, box.top)
        size = abs(low - high)
        if size > 0 and math.isfinite(size + base + left + right):
            yield Piece(_character(code), min(left, right), max(left, right), base, size)
    layer.close()


def _unturned(size: tuple[float, float], turned: int) -> tuple[float, float]:
    return (size[1], size[0]) if turned in (90, 270) else size


def _seen(turned: int, width: float, height: float) -> Callable[[float, float], tuple[float, float]]:
    """From a place on the sheet to where it is seen: from the left and from the top of the page as it is turned."""
    return {
        90: lambda x, y: (y, x),
        180: lambda x, y: (width - x, y),
        270: lambda x, y: (height - y, width - x),
    }.get(turned, lambda x, y: (x, height - y))


def _leaning(angle: float) -> float:
    """How far an angle is from upright, in radians."""
    return abs((angle + math.pi) % (2 * math.pi) - math.pi)


def _character(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(_COMPATIBLE.get(code, code))


_COMPATIBLE = {0x00A0: 0x20, 0xFFFE: 0x2D, 0xFFFF: 0xFFFD}


def _has_image(page: Any) -> bool:
    return next(iter(page.get_objects(filter=[_IMAGE], max_depth=4)), None) is not None


def _bound_streams(data: bytes, limits: Limits) -> None:
    """Refuse a file whose streams unpack to more than the limits allow, before PDFium unpacks them.

    Raises:
        ReadingError: they do.
    """
    total = 0
    for match in _STREAM.finditer(data):
        at = match.end()
        if data[at : at + 1] not in (b"\x78", b"\x68", b"\x58", b"\x48", b"\x38"):
            continue
        size = _unpacked(data, at, min(limits.part_bytes, limits.unpacked_bytes - total))
        total += size
    if total > limits.unpacked_bytes:
        raise over("解压后的内容", size_for_people(limits.unpacked_bytes), "unpacked_bytes")


def _unpacked(data: bytes, at: int, most: int) -> int:
    """How many bytes the zlib stream at a place unpacks to; pictures are streams too."""
    machine = zlib.decompressobj()
    size = 0
    view = memoryview(data)
    try:
        while at < len(data) and not machine.eof:
            packed: bytes | memoryview = view[at : at + _PIECE]
            at += len(packed)
            while packed:
                piece = machine.decompress(packed, _PIECE * 16)
                size += len(piece)
                if size > most:
                    raise suspicious(PDF.name, f"解压后超过 {size_for_people(most)}")
                packed = machine.unconsumed_tail
                if not piece:
                    break
    except zlib.error:
        return size
    return size
