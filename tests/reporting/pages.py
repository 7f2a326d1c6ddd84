"""The pages of a PDF file as a reader sees them: ink, words with their places, and what an official page must keep to.

Lengths are millimetres from the upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from tracker.reporting.blocks import Card, Chart, Document, Heading, Line, Paragraph, Signature, Table
from tracker.reporting.wording import flowing

A4 = (210.0, 297.0)
LEFT, TOP, RIGHT, BOTTOM = 28.0, 37.0, 210.0 - 26.0, 297.0 - 35.0
"""The type area of GB/T 9704: 156 by 225 millimetres."""
HANGING = 3.5
"""A punctuation mark at the end of a line hangs over the right edge, as East Asian typesetting has it."""
FOOT = (BOTTOM + 5.0, BOTTOM + 20.0)
"""Where the page number stands."""
_DARK = 160
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def shares(self, other: Box) -> float:
        """How much of the smaller one both have in common, 0 to 1."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min(one.area for one in (self, other))
        return width * height / smaller if width > 0 and height > 0 and smaller else 0.0

    @property
    def area(self) -> float:
        """Square millimetres."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    size: tuple[float, float]
    lines: tuple[tuple[str, Box], ...]
    """Stretches of words on one line, as the file draws them, without the page number."""
    foot: tuple[tuple[str, Box], ...]
    """What stands where the page number does."""
    rules: tuple[Box, ...]
    """Horizontal strokes."""
    ink: Box | None
    """All that is dark above the page number; ``None`` for an empty page."""
    words: str
    """Everything but the page number, in the order of the file, without spaces."""

    @property
    def first_row(self) -> str | None:
        """The words of the first row where the page begins with a table, else ``None``."""
        top = min((box.top for _, box in self.lines), default=0.0)
        strokes = sorted({round(rule.top, 1) for rule in self.rules})
        if not strokes or strokes[0] > top or strokes[0] > TOP + 3:
            return None
        under = next((one for one in strokes[1:] if one > strokes[0] + 3), BOTTOM)
        return without_spaces("".join(text for text, box in self.lines if box.bottom <= under + 1))


def pages_of(content: bytes) -> list[Page]:
    """All pages of a PDF file."""
    file = pdfium.PdfDocument(content)
    try:
        return [_page(number, page) for number, page in enumerate(file, start=1)]
    finally:
        file.close()


def _page(number: int, page: Any) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    lines = []
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        words = text.get_text_bounded(left, bottom, right, top)
        box = Box(left * _POINT, (height - top) * _POINT, right * _POINT, (height - bottom) * _POINT)
        if words.strip():
            lines.append((words, box))
    rules = []
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = one.get_bounds()
        if right - left > 20 and top - bottom < 3:
            rules.append(Box(left * _POINT, (height - top) * _POINT, right * _POINT, (height - bottom) * _POINT))
    foot = tuple(one for one in lines if one[1].top > FOOT[0])
    return Page(
        number,
        (width * _POINT, height * _POINT),
        tuple(one for one in lines if one[1].top <= FOOT[0]),
        foot,
        tuple(rules),
        _ink(page),
        without_spaces(text.get_text_range()).replace(f"—{number}—", ""),
    )


def _ink(page: Any) -> Box | None:
    """What is dark above the page number, told from the pixels."""
    scale = 2.0
    bitmap = page.render(scale=scale, grayscale=True)
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    step = _POINT / scale
    dark: list[tuple[int, int, int]] = []
    light = bytes(range(_DARK, 256))
    for row in range(min(bitmap.height, int(FOOT[0] / step))):
        line = pixels[row * stride : row * stride + bitmap.width]
        if line.strip(light):
            dark.append((row, len(line) - len(line.lstrip(light)), len(line.rstrip(light))))
    if not dark:
        return None
    return Box(
        min(left for _, left, _ in dark) * step,
        dark[0][0] * step,
        max(right for _, _, right in dark) * step,
        (dark[-1][0] + 1) * step,
    )


def without_spaces(text: str) -> str:
    """``text`` without spaces and line breaks, hyphens as people type them."""
    return re.sub(r"\s", "", text.replace("\N{NON-BREAKING HYPHEN}", "-").replace("\x02", "-"))


def check_pages(pages: list[Page]) -> None:
    """What every page of every document keeps to."""
    assert pages
    for page in pages:
        assert page.size == tuple_about(A4, page.size), f"page {page.number} is no A4"
        assert page.ink is not None, f"page {page.number} is empty"
        ink = page.ink
        assert ink.left >= LEFT - 1, (page.number, ink)
        assert ink.right <= RIGHT + HANGING, (page.number, ink)
        assert ink.top >= TOP - 1, (page.number, ink)
        assert ink.bottom <= BOTTOM + 1, (page.number, ink)
        _check_number(page)
        for words, box in page.lines:
            inside = box.left >= LEFT - 1 and box.right <= RIGHT + HANGING and box.bottom <= BOTTOM + 1
            assert inside, f"page {page.number}: “{words}” leaves the type area: {box}"
        for (words, box), (others, other) in combinations(page.lines, 2):
            assert box.shares(other) < 0.2, f"page {page.number}: “{words}” and “{others}” overlap"


_BROKEN = re.compile(r"(?<!\d)\d{2,}-(?:\d{4})?-?$")
"""The beginning of an item's number at the end of a line."""


def check_numbers(pages: list[Page]) -> None:
    """No item's number and no percentage is broken over two lines."""
    for page in pages:
        for words, _ in page.lines:
            assert not without_spaces(words).startswith("%"), f"page {page.number}: a percentage is broken"
            assert not _BROKEN.search(without_spaces(words)), f"page {page.number}: a number is broken: {words}"


def tuple_about(wanted: tuple[float, float], found: tuple[float, float]) -> tuple[float, float]:
    """``found`` where it is within half a millimetre of what is wanted, else what is wanted."""
    near = all(abs(one - other) <= 0.5 for one, other in zip(wanted, found, strict=True))
    return found if near else wanted


def _check_number(page: Page) -> None:
    """— N — on the outer side: right on odd pages, left on even ones."""
    assert without_spaces("".join(words for words, _ in page.foot)) == f"—{page.number}—"
    middle = sum(box.left + box.right for _, box in page.foot) / 2 / len(page.foot)
    assert (middle > A4[0] / 2) == (page.number % 2 == 1), f"page {page.number}: its number is on the wrong side"


def check_heads(pages: list[Page], heads: Iterable[str]) -> int:
    """Every page that begins with a table begins with the head of one; how many pages do."""
    known = {without_spaces(head) for head in heads}
    begun = [(page.number, page.first_row) for page in pages if page.first_row is not None]
    for number, first in begun:
        assert first in known, f"page {number} goes on with a table without its head: {first}"
    return len(begun)


def heads_of(document: Document) -> Iterator[str]:
    """The head rows of a document's tables."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield "".join(column.label for column in block.columns)
        elif isinstance(block, Card):
            yield flowing(block.title)


def check_whole(pages: list[Page], document: Document) -> None:
    """All words of the document stand on the pages, in whole lines."""
    shown = "".join(page.words for page in pages)
    for text in texts_of(document):
        wanted = without_spaces(text)
        assert wanted in shown or _over_a_page(wanted, pages), f"missing: {text}"


def _over_a_page(wanted: str, pages: list[Page]) -> bool:
    """Whether the words stand partly at the end of a page and partly on the next, below a repeated head."""
    return any(
        wanted[:cut] in one.words and wanted[cut:] in other.words
        for one, other in pairwise(pages)
        for cut in range(1, len(wanted))
    )


def texts_of(document: Document) -> Iterator[str]:
    """Every line of a document."""
    yield document.title
    yield document.subtitle
    for block in document.blocks:
        match block:
            case Heading(_, text):
                yield text
            case Paragraph(line):
                yield _joined(line)
            case Table():
                yield block.caption
                yield from (_joined(line) for row in block.rows for lines in row for line in lines)
            case Card():
                yield block.title
                yield from (_joined(line) for _, lines in block.rows for line in lines)
            case Chart():
                yield block.caption
            case Signature():
                yield from (*block.blanks, block.issuer, block.day, *block.notes)


def _joined(line: Line) -> str:
    return "".join(flowing(run.text) for run in line)


def check_companions(pages: list[Page], document: Document) -> None:
    """No heading, caption or lead-in is the last thing on a page."""
    leaders = {without_spaces(block.text) for block in document.blocks if isinstance(block, Heading)}
    leaders |= {without_spaces(block.caption) for block in document.blocks if isinstance(block, Table)}
    leaders |= {
        without_spaces(_joined(block.line))
        for block, following in pairwise(document.blocks)
        if isinstance(block, Paragraph) and isinstance(following, Table | Chart | Card)
    }
    for page in pages[:-1]:
        if page.ink is not None and _drawn_below(page):
            continue
        last = max(page.lines, key=lambda one: one[1].bottom)[1]
        ending = without_spaces("".join(text for text, box in page.lines if abs(box.bottom - last.bottom) < 1))
        assert not any(leader.endswith(ending) for leader in leaders), f"page {page.number} ends with “{ending}”"


def _drawn_below(page: Page) -> bool:
    """Whether a table ends below the last words: then these are a cell's."""
    assert page.ink is not None
    return any(rule.bottom >= page.ink.bottom - 1 for rule in page.rules)


def white_share(pages: list[Page]) -> float:
    """How much of the type area of all pages but the last stays empty below what is on them."""
    left = [BOTTOM - page.ink.bottom for page in pages[:-1] if page.ink is not None]
    return sum(left) / (len(left) * (BOTTOM - TOP)) if left else 0.0
