"""The view cut into sentences and clauses; a quotation is never cut, however many stops it holds."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled

# A quotation is stepped over whole; a mark that is never closed counts as any other character.
_SENTENCE = compiled(r"(?=[^。！？\n])[^。！？\n“]*(?:“(?:[^”\n]{0,160}”)?[^。！？\n“]*)*")
_CLAUSE = compiled(
    r"(?=[^，；：])[^，；：“（《]*(?:(?:“(?:[^”\n]{0,160}”)?|（(?:[^（）\n]{0,80}）)?|《(?:[^》\n]{0,80}》)?)[^，；：“（《]*)*"
)
_CLAUSE_MAX = 400
_SENTENCE_MAX = 4000
ENUMERATOR = compiled(
    r"(?:[（〔【]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:[）〕】][、.]?|[、.．](?![0-9])|是(?!因)|抓)"
    r"|[0-9]{1,2}\.[0-9]{1,2}[、.．]?(?: |(?=[一-鿿“])(?![%万亿元倍个亩吨岁公平小])) ?"
    r"|第[一二三四五六七八九十]{1,3}[条个件点]?[，、：]|问题(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[：、.]"
    r"|[①-⑳]|首先|其次|再次|最后)[，、：]?"
)


@lru_cache(maxsize=2)
def sentences(text: str) -> tuple[Stretch, ...]:
    """The sentences of the view in order, empty ones left out."""
    return tuple([Stretch(*match.span()) for match in _SENTENCE.finditer(text)])


def sentences_with(text: str, pattern: re.Pattern[str]) -> set[int]:
    """Where the sentences begin that a pattern is found in; one scan of the whole text."""
    found: set[int] = set()
    every = sentences(text)
    at, last = 0, len(every)
    for match in pattern.finditer(text):
        place = match.start()
        while at < last and every[at].end <= place:
            at += 1
        if at == last:
            break
        if every[at].start <= place:
            found.add(every[at].start)
    return found


def clauses(text: str, start: int, end: int) -> list[Stretch]:
    """The clauses of a sentence, parted by ，；： outside quotations and brackets, empty ones left out.

    What no report would write is left out as well: a clause of more than 400 characters, and what stands more than
    4,000 behind the sentence's start.
    """
    found = [Stretch(*match.span()) for match in _CLAUSE.finditer(text, start, min(end, start + _SENTENCE_MAX))]
    return found if end - start <= _CLAUSE_MAX else [part for part in found if part.end - part.start <= _CLAUSE_MAX]


def without_enumerator(text: str, start: int, end: int) -> int:
    """Where the words of a stretch begin, behind 一是, （一）, 1. and the like."""
    match = ENUMERATOR.match(text, start, end)
    return match.end() if match and match.end() < end else start


def parts(text: str, start: int, end: int) -> list[Stretch]:
    """A list parted by 、 outside quotations, each part without surrounding marks."""
    found: list[Stretch] = []
    at = start
    depth = 0
    for index in range(start, end):
        char = text[index]
        if char in "“（《":
            depth += 1
        elif char in "”）》":
            depth = max(0, depth - 1)
        elif char == "、" and not depth:
            if index > at:
                found.append(Stretch(at, index))
            at = index + 1
    if end > at:
        found.append(Stretch(at, end))
    return found


def last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The last place of a stretch where a pattern is found."""
    return max(pattern.finditer(text, start, end), key=lambda match: match.start(), default=None)
