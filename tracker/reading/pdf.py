"""PDF files: the text layer, line by line as it stands on the page. Scans have none and are refused."""

from __future__ import annotations

from typing import Any

from tracker.domain.errors import ReadingError, reason_of
from tracker.reading.apart import told
from tracker.reading.content import Content, damaged, encrypted, no_text, suspicious
from tracker.reading.limits import Limits, over
from tracker.reading.ordinariness import ordinariness
from tracker.reading.recognising import PDF

_SCAN_ADVICE = "请先做文字识别（OCR），存成 .docx 或 .txt 再导入"

_ORDINARY = 0.2
"""Below this the glyphs have no meaning in Unicode; see ``ordinariness``."""


def read(data: bytes, *, limits: Limits) -> Content:
    """The text of a PDF, page after page.

    Raises:
        ReadingError: it is damaged, encrypted, a scan, over the limits, or its characters mean nothing.
    """
    pages_told = _told(data, limits)
    match pages_told.get("refused"):
        case "encrypted":
            raise encrypted(PDF.name)
        case "pages":
            raise over(f"这份 PDF 有 {pages_told['count']} 页，", f"{limits.pages} 页", "pages")
        case "chars":
            raise over("文字", f"{limits.chars} 字", "chars")
        case "damaged":
            raise damaged(PDF.name)
    pages: list[str] = pages_told["pages"]
    drawn: list[int] = pages_told["drawn"]
    text = "\n".join(pages)
    if not text.strip():
        raise ReadingError("这是扫描的 PDF，页面是图片，没有文字", _SCAN_ADVICE) if drawn else no_text(PDF.name)
    if ordinariness(text) < _ORDINARY:
        raise ReadingError("这份 PDF 的文字没有编码对照，读出来是乱码", _SCAN_ADVICE)
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return Content(text, "", pages=tuple(starts), warnings=pages_without_text(drawn))


def pages_without_text(drawn: list[int]) -> tuple[str, ...]:
    """What to tell of pages that are pictures."""
    if not drawn:
        return ()
    named = "、".join(map(str, drawn[:5])) + ("等" if len(drawn) > 5 else "")
    return (f"第 {named} 页是图片，没有读出文字",)


def _told(data: bytes, limits: Limits) -> dict[str, Any]:
    """What the process that reads the pages says.

    Raises:
        ReadingError: it took more memory or time than the limits allow, or crashed.
    """
    bounds = (limits.pages, limits.chars, limits.unpacked_bytes, limits.seconds)
    try:
        found = told("tracker.reading.pdf_pages", *map(str, bounds), data=data, seconds=limits.seconds)
    except TimeoutError:
        raise over("读取时间", f"{limits.seconds} 秒", "seconds") from None
    except OSError as error:
        raise ReadingError(
            f"读 PDF 的程序启动不了（{reason_of(error)}）", "请稍后再试，或者重新安装 tracker"
        ) from error
    if found is None:
        raise suspicious(PDF.name, "读它要用的内存或时间多得反常")
    return found
