"""The cleaned view of a report and its map back. Finders read the view; spans always point into the stored text.

Two kinds of cleaning only, so that the map stays trivial: a character is replaced by one character, or it is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.report import PlainText
from tracker.domain.spans import Span
from tracker.extraction.dirt import find_dirt
from tracker.extraction.tables import CELL, table_lines
from tracker.extraction.traditional import simplified
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_OPENS_PARAGRAPH = lazily(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}[、.．，]|第[一二三四五六七八九十]{1,3}[章节部分，、]"
    r"|[（(〔]\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*[）)〕]|[0-9０-９]{1,2}[、.．](?![0-9０-９]))"
)
_SENTENCE_END = "。！？!?；;：:…”"
BLANK = " \t\u3000\xa0\u200b\ufeff\r\x0b\x0c"
BULLETS = "●◆■▲★◎○□☆•▪➢◇✓✔☑▶►→※·・"
_MARKUP = "—–#-*+>" + BULLETS
# One blank, then more: a pattern that begins with a class skips ahead to its first character, a repetition does not.
_BLANKS = compiled(f"[{BLANK}][{BLANK}]*")
_BLANKS_AND_MARKUP = lazily(
    rf"^[{BLANK}]*(?:(?:#{{1,6}}|[-*+>])[ \t\u3000]+|[{BULLETS}]+"
    rf"|[—–]{{1,2}}(?=[一-鿿“]))+|\*\*|[{BLANK}]+"
)
_WRAP_MIN, _WRAP_MAX = 30, 120
_WRAP_SLACK = 8

_HALF = {ord("０") + i: ord("0") + i for i in range(10)}
_HALF |= {ord("Ａ") + i: ord("A") + i for i in range(26)}
_HALF |= {ord("ａ") + i: ord("a") + i for i in range(26)}
_HALF |= {ord("％"): ord("%"), ord("．"): ord("."), ord("＋"): ord("+"), ord("〞"): ord("”"), ord("﹪"): ord("%")}
_FULL = compiled("[０-９Ａ-Ｚａ-ｚ％．＋〞﹪]")
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}


@dataclass(frozen=True, slots=True)
class View:
    """A cleaned text and, for each of its characters, the place it came from."""

    text: str
    """Paragraphs parted by one LF; digits and Latin letters half-width, punctuation beside Chinese full-width."""
    origin: tuple[int, ...]
    """Strictly ascending: the stored text's code point behind each character of ``text``."""

    def span(self, start: int, end: int) -> Span:
        """The stored text's span behind the view's half-open range."""
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def at(self, stored: int) -> int:
        """The first place of the view that stands at or after a code point of the stored text."""
        return bisect_left(self.origin, stored)

    def range(self, span: Span) -> tuple[int, int]:
        """The view's half-open range inside a stored span; empty where all of it was left out."""
        return self.at(span.start), self.at(span.end)


def _is_chinese(char: str) -> bool:
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or char in "，。；：、！？（）“”‘’《》〈〉【】〔〕「」…—"
    )


def _cells(line: str) -> int:
    """The width of a line on paper: Chinese takes two cells, ASCII one."""
    body = line.rstrip(BLANK)
    # UTF-8 spends three bytes on a Chinese character and one on ASCII.
    return (len(body.encode("utf-8", "surrogatepass")) + len(body)) // 2


def _characters(line: str) -> int:
    """The width of a line in half-characters: some programs break after so many characters, whatever they are."""
    return 2 * len(line.rstrip(BLANK))


class _Wrap(NamedTuple):
    """How the lines of a text were broken."""

    measure: Callable[[str], int]
    width: int

    def fills(self, line: str) -> bool:
        """Whether a line is as long as lines go, so that its end may stand inside a sentence."""
        return self.measure(line) >= self.width - _WRAP_SLACK


def _wrap(lines: list[str]) -> _Wrap | None:
    """How the lines were broken, or ``None`` where paragraphs stand whole."""
    if _are_paragraphs([len(line.rstrip(BLANK)) for line in lines]):
        return None
    found = [_wrap_by(measure, lines) for measure in (_cells, _characters)]
    # The measure by which lines were broken is the one by which most are of the very same length.
    return max(
        (one for one in found if one), key=lambda one: max(Counter(map(one.measure, lines)).values()), default=None
    )


def _are_paragraphs(widths: Sequence[int]) -> bool:
    """Whether lines run over so often that they are whole paragraphs.

    A wrapped text may hold one line of Latin letters that runs over; several mean whole paragraphs.
    """
    return sum(width > _WRAP_MAX for width in widths) > max(1, len(widths) // 40)


def _wrap_by(measure: Callable[[str], int], lines: list[str]) -> _Wrap | None:
    widths = [measure(line) for line in lines]
    long = [width for width in widths if width >= _WRAP_MIN]
    if len(long) < 4:
        return None
    if _are_paragraphs(widths):
        return None
    counted = Counter(width // 2 for width in long)
    best = max(counted, key=lambda width: (sum(counted[width + by] for by in (-2, -1, 0, 1, 2)), width))
    near = [line for line, width in zip(lines, widths, strict=True) if abs(width // 2 - best) <= 2]
    # A wrapped line breaks anywhere, a whole paragraph of the same length ends with its sentence.
    ended = sum(line.rstrip(BLANK)[-1:] in _SENTENCE_END for line in near)
    # Where lines run on beyond the width, headings that happen to be of one length are no broken lines.
    over = sum(width > 2 * best + 2 * _WRAP_SLACK for width in widths)
    wrapped = 2 * best <= _WRAP_MAX and len(near) >= 0.35 * len(widths) and ended <= 0.4 * len(near)
    wrapped = wrapped and over <= max(1, len(widths) // 20)
    return _Wrap(measure, 2 * best) if wrapped else None


def _keep_newline(line: str, following: str, wrap: _Wrap | None) -> bool:
    """Whether the break between two lines parts paragraphs; otherwise it stands inside a sentence."""
    body, after = line.rstrip(BLANK), following.strip(BLANK)
    if not body.strip(BLANK) or not after:
        return True
    if wrap is None or not wrap.fills(body):
        return True
    if following[0] == "\u3000" or following.startswith("  "):
        return True
    return body[-1] in _SENTENCE_END and bool(_OPENS_PARAGRAPH().match(following))


def view_of(source: PlainText) -> View:
    """The view of a report as it was read."""
    return clean(source.text, pages=source.layout.pages)


@lru_cache(maxsize=4)
def clean(text: str, *, pages: tuple[int, ...] = ()) -> View:
    """The view of a stored text: wraps inside sentences, page numbers, running heads, lines of web sites, indents and
    stray spaces left out. The last few are kept: what extraction has cleaned follow-up reads again.

    Args:
        text: the stored text.
        pages: where each page begins, as far as the file knows.
    """
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    dirt = find_dirt([line for _, line in lines], [start for start, _ in lines], pages)
    kept: list[tuple[int, str]] = []
    joined: set[int] = set()
    for at, (start, line) in enumerate(lines):
        if at in dirt.lines:
            continue
        by = dirt.openings.get(at, 0)
        if at in dirt.joined:
            joined.add(len(kept))
        kept.append((start + by, line[by:]))
    table = table_lines([line for _, line in kept]) if "\t" in text or "|" in text else {}
    wrap = _wrap([line for number, (_, line) in enumerate(kept) if number not in table])
    chars: list[str] = []
    origin: list[int] = []
    enumerated = _enumerated([line for _, line in kept])
    for number, (start, line) in enumerate(kept):
        if number in table:
            cells = table[number]
            for (begin, end), edge in zip(cells.cells, [*cells.between, len(line)], strict=True) if cells else ():
                chars.append(line[begin:end] + CELL)
                origin += [*range(start + begin, start + end), start + edge]
            if cells:
                chars[-1] = chars[-1][:-1] + ("\n" if number + 1 < len(kept) else "")
                if number + 1 == len(kept):
                    origin.pop()
            continue
        begin = 0
        for blanks in _left_out(line):
            chars.append(line[begin : blanks.start()])
            origin.extend(range(start + begin, start + blanks.start()))
            begin = blanks.end()
            if enumerated.get(number) == blanks.start():
                chars.append("、")
                origin.append(start + blanks.start())
            before, after = line[blanks.start() - 1 : blanks.start()], line[begin : begin + 1]
            if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
                chars.append(" ")
                origin.append(start + blanks.start())
        chars.append(line[begin:])
        origin.extend(range(start + begin, start + len(line)))
        ends = number not in joined and number + 1 < len(kept)
        if ends and (number + 1 in table or _keep_newline(line, kept[number + 1][1], wrap)):
            chars.append("\n")
            origin.append(start + len(line))
    return View(simplified(_canonical("".join(chars))), tuple(origin))


_ENUMERATED = compiled(
    rf"[{BLANK}]*([一二三四五六七八九十]{{1,3}}|[0-9０-９]{{1,2}})[{BLANK}]+(?=[一-鿿“])(?![个名次条项月日户万亿位亩元期场]|人[，。、]|年(?![轻青老长]))"
)
_NUMERALS = {
    **{str(value): value for value in range(1, 21)},
    **{f"0{value}": value for value in range(1, 10)},
    **{char: value for value, char in enumerate("一二三四五六七八九十", 1)},
}


def _enumerated(lines: Sequence[str]) -> dict[int, int]:
    """Lines that begin with a number and a blank, as a numbered list does when it is copied, and where the blank is.

    A number alone proves nothing: its neighbour in the count must begin a line as well.
    """
    found: dict[int, tuple[bool, int, int]] = {}
    for at, line in enumerate(lines):
        match = _ENUMERATED.match(line)
        value = _NUMERALS.get(match[1].translate(_HALF)) if match else None
        if match and value:
            found[at] = (match[1].isdigit(), value, match.end(1))
    counted = {(digits, value) for digits, value, _ in found.values()}
    return {
        at: place
        for at, (digits, value, place) in found.items()
        if (digits, value - 1) in counted or (digits, value + 1) in counted
    }


def _left_out(line: str) -> Iterable[re.Match[str]]:
    """The stretches of a line that the view does without: bullets, heading marks, emphasis, blanks."""
    if line.lstrip(BLANK)[:1] in _MARKUP or "**" in line:
        return _BLANKS_AND_MARKUP().finditer(line)
    return _BLANKS.finditer(line)


def _canonical(text: str) -> str:
    """Half-width digits and letters, full-width punctuation beside Chinese; the length stays."""
    # Most texts hold none of these, and to look costs a tenth of a translation.
    halved = text.translate(_HALF) if _FULL.search(text) else text
    lined = _BULLET.sub("\n", halved) if _BULLET.search(halved) else halved
    return _ASCII_MARK.sub(_widened, lined)


_BULLET = compiled("[●◆■▲★◎□▪➢◇✔☑▶►](?<=[。；：！？;:].)")
"""A bullet behind a sentence begins a line: ●学习不深。●督查不够。"""


_COUNTING = "一二三四五六七八九十"
_COUNTS_LINE = compiled(rf"(?:^|\n)[{_COUNTING}]{{1,3}}$", re.MULTILINE)
_ASCII_MARK = compiled(r"[,;:()?!.]")


def _widened(match: re.Match[str]) -> str:
    text, index = match.string, match.start()
    before = text[index - 1] if index else "\n"
    after = text[index + 1] if index + 1 < len(text) else "\n"
    char = match.group()
    if char == "." and before in _COUNTING and _COUNTS_LINE.search(text, max(0, index - 4), index):
        # 一．主要工作 is no sentence of one character.
        return "、"
    if char == ".":
        return "。" if _is_chinese(before) and (_is_chinese(after) or after == "\n") else char
    if char in ",:" and before.isdigit() and after.isdigit():
        return char
    if char in "()":
        return char if before.isascii() and before.isalpha() else _WIDE[char]
    beside = (
        _is_chinese(before)
        or _is_chinese(after)
        or before in _WIDE
        or after in _WIDE
        or (before.isdigit() and after == "\n")
    )
    return _WIDE[char] if beside else char
