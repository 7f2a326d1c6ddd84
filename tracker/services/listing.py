"""Reading a list of problems that others raised: 巡察反馈、审计、点评意见, one entry after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"[一二三四五六七八九十百\d０-９]{1,4}"
_ENUMERATOR = re.compile(
    rf"\s*(?:[（(〔]{_NUMBER}[）)〕]|第{_NUMBER}[条项个][：:、，]?|{_NUMBER}(?:、|[.．](?!\d)|[）)])|[①-⑳]|[-*•·—]+(?=\s*\S)"
    rf"|[一二三四五六七八九十]{{1,3}}是)\s*"
)
_TITLE = re.compile(r"[^。；！？\n]+")
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list."""

    title: str
    words: str
    """All it says, without its number."""


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of a list, in its order.

    Where lines are numbered, an entry runs from one number to the next and what stands before the first is a heading;
    where none is, each line is an entry. Lines that end with a colon announce what follows and are none.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    numbered = any(_ENUMERATOR.match(line) for line in lines)
    found: list[str] = []
    for line in lines:
        enumerator = _ENUMERATOR.match(line)
        words = line[enumerator.end() :] if enumerator else line
        if not words or words[-1] in "：:":
            continue
        if enumerator or not numbered:
            found.append(words)
        elif found:
            found[-1] += words
    return tuple(Entry(_title(words), words) for words in found)


def _title(words: str) -> str:
    match = _TITLE.match(words)
    title = match[0] if match else words
    return title if len(title) <= _LONGEST_TITLE else title.split("，", maxsplit=1)[0][: 2 * _LONGEST_TITLE]
