"""The pages of a PDF as text, in a process of its own: ``python -m tracker.reading.pdf_pages`` with the file on stdin.

A PDF of a few kilobytes can make any reader of PDFs take gigabytes or hours, in ways that cannot be told beforehand:
filters upon filters, forms that draw each other, one stream drawn a million times. A process can be held to a bound.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Callable, Iterator
from typing import Any

from tracker.reading.apart import bound
from tracker.reading.lines import Piece, lines_of, page_text

_UPRIGHT = 0.2
"""How far, in radians, a character may lean; a watermark leans more."""

_PASSWORD = 4
"""PDFium's code of a file that asks for a password."""

_IMAGE = 3
"""PDFium's number of an image among the objects of a page."""

_MEMORY = 8
"""How many times the limit of unpacked bytes the process may take, PDFium itself included."""


def pages_of(data: bytes, *, pages: int, chars: int) -> dict[str, Any]:
    """The text of each page and which of them are pictures, or why the file is refused.

    Args:
        data: the file.
        pages: how many pages it may have.
        chars: how many characters they may hold.

    Returns:
        ``{"pages": [text], "drawn": [number]}``, or ``{"refused": "encrypted" | "damaged" | "pages" | "chars"}``.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415 - 60 ms, and only in the process of its own

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return {"refused": "encrypted" if error.err_code == _PASSWORD else "damaged"}
    try:
        count = len(document)
        if count > pages:
            return {"refused": "pages", "count": count}
        return _texts(document, chars)
    except pdfium.PdfiumError:
        return {"refused": "damaged"}
    finally:
        document.close()


def _texts(document: Any, chars: int) -> dict[str, Any]:
    texts: list[str] = []
    drawn: list[int] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        text = page_text(lines_of(_pieces(page, chars - size)))
        if not text and _has_image(page):
            drawn.append(number + 1)
        page.close()
        texts.append(text)
        size += len(text) + 1
        if size > chars + 1:
            return {"refused": "chars"}
    return {"pages": texts, "drawn": drawn}


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


def main() -> None:
    """Read a PDF from standard input, write its pages to standard output; the arguments are the limits."""
    pages, chars, unpacked, seconds = map(int, sys.argv[1:])
    bound(_MEMORY * unpacked, seconds)
    data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(json.dumps(pages_of(data, pages=pages, chars=chars)).encode("ascii"))


if __name__ == "__main__":
    main()
