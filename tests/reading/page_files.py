"""PDF and OFD files made from a text: drawn line by line on pages, as an office's printer would lay them out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.reading.word_files import zipped

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 80
SIZE, LEADING = 15, 26
PER_LINE, PER_PAGE = 28, 24
NO_LINE_BEGINS_WITH = "，。；：、！？”’）》%％"


@dataclass(frozen=True)
class Drawn:
    """One line on a page: how far from the left and from the top, in points, and what it says."""

    left: float
    top: float
    text: str


def laid_out(text: str, *, head: str = "", numbers: bool = True, per_line: int = PER_LINE) -> list[list[Drawn]]:
    """The pages of a text: first lines moved in by two characters, a running head and page numbers where wanted."""
    lines = list(_lines(text, per_line))
    pages = []
    for number, at in enumerate(range(0, max(len(lines), 1), PER_PAGE), 1):
        page = [Drawn(200, 50, head)] if head else []
        page += [
            Drawn(MARGIN + left, 90 + LEADING * row, line) for row, (left, line) in enumerate(lines[at : at + PER_PAGE])
        ]
        if numbers:
            page.append(Drawn(PAGE_WIDTH / 2 - 15, 790, f"— {number} —"))
        pages.append(page)
    return pages


def _lines(text: str, per_line: int) -> Iterator[tuple[float, str]]:
    broken = max(map(len, text.split("\n"))) < 60  # a text that is broken into lines already is drawn as it is
    for paragraph in text.split("\n"):
        words = paragraph.strip("\u3000 ")
        if broken:
            yield (2 * SIZE if paragraph[:1] == "\u3000" else 0), words
            continue
        room, left = per_line - 2, 2 * SIZE
        while words:
            take = room
            while words[take : take + 1] and words[take] in NO_LINE_BEGINS_WITH:
                take += 1  # punctuation hangs over rather than opening a line
            yield left, words[:take]
            words, room, left = words[take:], per_line, 0


def pdf(pages: Sequence[Sequence[Drawn]], *, password: str = "", turned: int = 0, watermark: str = "") -> bytes:
    """A PDF with these lines, in a Chinese font that every reader knows by name."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), encrypt=lock)
    for page in pages:
        if turned:
            canvas.setPageRotation(turned)
            canvas.translate(*{90: (PAGE_HEIGHT, 0), 180: (PAGE_WIDTH, PAGE_HEIGHT), 270: (0, PAGE_WIDTH)}[turned])
            canvas.rotate({90: 90, 180: 180, 270: -90}[turned])
        for line in page:
            canvas.setFont("STSong-Light", SIZE)
            canvas.drawString(line.left, PAGE_HEIGHT - line.top, line.text)
        if watermark:
            canvas.translate(150, 300)
            canvas.rotate(45)
            canvas.drawString(0, 0, watermark)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned_pdf(pages: int = 1) -> bytes:
    """A PDF whose pages are pictures."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT))
    picture = ImageReader(Image.new("L", (200, 280), 240))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
"""OFD measures in millimetres."""


def ofd(
    pages: Sequence[Sequence[Drawn]], *, backwards: bool = False, more: dict[str, str | bytes] | None = None
) -> bytes:
    """An OFD file with these lines; drawn in reverse order where ``backwards``, which looks the same."""
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        objects = [_text_object(line, 100 * (number + 1) + at) for at, line in enumerate(page)]
        if backwards:
            objects.reverse()
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="9"><ofd:PageBlock>{"".join(objects)}</ofd:PageBlock>'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(parts | (more or {}))


def _text_object(line: Drawn, number: int) -> str:
    size, left, top = SIZE * _MM, line.left * _MM, (line.top - SIZE) * _MM
    steps = f' DeltaX="g {len(line.text) - 1} {size:.3f}"' if len(line.text) > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{left:.3f} {top:.3f} {size * len(line.text):.3f} {size * 1.2:.3f}" '
        f'Font="1" Size="{size:.3f}"><ofd:TextCode X="0" Y="{size:.3f}"{steps}>{escape(line.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )
