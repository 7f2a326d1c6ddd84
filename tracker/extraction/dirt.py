"""What stands between the lines of a report and does not belong to it: running heads, site lines, a viewer's numbers.

Only whole lines and what opens lines are named here; the view leaves them out and its map leads past them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_PAGE_LINE = compiled(
    r"[ \t\u3000]*(?:"
    r"[-—－–―·•]{0,2}[ \t\u3000]*[0-9０-９]{1,4}[ \t\u3000]*[-—－–―·•]{0,2}"
    r"|第[ \t\u3000]*[0-9０-９一二三四五六七八九十]{1,4}[ \t\u3000]*页"
    r"(?:[ \t\u3000，,/]*共[ \t\u3000]*[0-9０-９]{1,4}[ \t\u3000]*页)?"
    r"|[0-9０-９]{1,4}[ \t]*[/／][ \t]*[0-9０-９]{1,4}"
    r"|[Pp]age[ \t]*[0-9]{1,4}(?:[ \t]*of[ \t]*[0-9]{1,4})?"
    r")[ \t\u3000]*"
)
_BLANK = " \t\u3000\xa0\u200b\ufeff\r\x0b\x0c"
_DIGITS = compiled(r"[0-9０-９]+")
_STOPS = "。；！？!?;"
_ENDS = _STOPS + "：:…”）"

_HEAD_AT_MOST = 40
"""Characters of a running head."""
_SITE_LINE_AT_MOST = 60
_PAGE_LINE_AT_MOST = 160
"""Characters of a line with the number of a page, the blanks that centre it included."""
_TITLE_AT_MOST = 60
_OPENING_LINES = 8
"""Among how many lines a title may stand twice."""
_REPEATED = 3
"""How often a line stands beside page numbers before it is a running head, where pages are not known."""

_SEGMENT = compiled(r"([ \t\u3000]*([0-9]{1,3})、)(?![0-9])")
_SEGMENTS = 3
"""From how many numbers on a viewer may have numbered the lines."""
_PROSE = 15
"""Characters of a line that may break off inside a sentence."""


@dataclass(frozen=True, slots=True)
class Dirt:
    """What to leave out, by number of the line."""

    lines: frozenset[int] = frozenset()
    openings: dict[int, int] = field(default_factory=dict)
    """How many characters at the start of a line do not belong to it."""
    joined: frozenset[int] = frozenset()
    """Lines that run on into the next one that is kept, though they look ended."""


def find_dirt(lines: Sequence[str], starts: Sequence[int], pages: Sequence[int] = ()) -> Dirt:
    """The dirt among the lines of a text.

    Args:
        lines: the lines.
        starts: where each begins in the text.
        pages: where each page begins in the text, as far as the file knows.
    """
    numbers = {at for at, line in enumerate(lines) if len(line) <= _PAGE_LINE_AT_MOST and _PAGE_LINE.fullmatch(line)}
    blank = {at for at, line in enumerate(lines) if not line.strip(_BLANK)}
    words = [at for at in range(len(lines)) if at not in numbers and at not in blank]
    heads = _heads_of_pages(lines, starts, words, pages) if len(pages) > 1 else _heads_by_numbers(lines, words, numbers)
    sites = {at for at in words if _is_site_line(lines[at])}
    left_out = numbers | blank | heads | sites
    left_out |= _second_titles(lines, [at for at in words if at not in left_out][:_OPENING_LINES])
    openings = _segments(lines, [at for at in words if at not in left_out])
    joined = _broken_off(lines, left_out, openings, sites | heads)
    return Dirt(frozenset(left_out), openings, frozenset(joined))


def _heads_of_pages(lines: Sequence[str], starts: Sequence[int], words: list[int], pages: Sequence[int]) -> set[int]:
    """Lines at the edge of a page that stand at the same edge of most pages."""
    on_page: dict[int, list[int]] = {}
    for at in words:
        on_page.setdefault(bisect_right(pages, starts[at]), []).append(at)
    found: set[int] = set()
    needed = max(2, -(-len(on_page) // 2))
    for edge in (0, -1):
        for _ in range(2):  # a head may be of two lines
            at_edge = [
                own[edge] for own in on_page.values() if own and len(lines[own[edge]].strip(_BLANK)) <= _HEAD_AT_MOST
            ]
            counted = Counter(_shape(lines[at]) for at in at_edge)
            heads = {at for at in at_edge if counted[_shape(lines[at])] >= needed}
            found |= heads
            on_page = {page: [at for at in own if at not in heads] for page, own in on_page.items()}
    return found


def _heads_by_numbers(lines: Sequence[str], words: list[int], numbers: set[int]) -> set[int]:
    """Lines that stand again and again beside the number of a page."""
    if len(numbers) < _REPEATED:
        return set()
    beside = [
        at
        for at in words
        if (at - 1 in numbers or at + 1 in numbers)
        and len(lines[at].strip(_BLANK)) <= _HEAD_AT_MOST
        and lines[at].strip(_BLANK)[-1] not in _STOPS
    ]
    counted = Counter(_shape(lines[at]) for at in beside)
    return {at for at in beside if counted[_shape(lines[at])] >= _REPEATED}


def _shape(line: str) -> str:
    """A line without blanks and with all numbers alike: heads count pages."""
    return _DIGITS.sub("0", "".join(line.split()))


def _is_site_line(line: str) -> bool:
    body = line.strip(_BLANK)
    if len(body) > _SITE_LINE_AT_MOST:
        return False
    opens, holds = _site_words()
    return bool(holds.search(body)) or (bool(opens.match(body)) and not any(char in _STOPS for char in body[:-1]))


@derived
def _site_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("dirt")
    opening = rf"[【\[（(]?{words.pattern('opens')}(?:[】\]）)：:>＞》|｜ \t\u3000]|$)"
    return compiled(opening), compiled(words.pattern("holds"))


def _second_titles(lines: Sequence[str], opening: list[int]) -> set[int]:
    """A title that stands twice before the report begins."""
    titles = load("dirt")["titles"]
    seen: set[str] = set()
    found: set[int] = set()
    for at in opening:
        words = "".join(lines[at].split())
        if len(words) > _TITLE_AT_MOST or not words.endswith(titles):
            continue
        if words in seen:
            found.add(at)
        seen.add(words)
    return found


def _segments(lines: Sequence[str], words: list[int]) -> dict[int, int]:
    """The numbers that a viewer put before its pieces of the text: 1、2、3、 throughout, and in mid-sentence."""
    found: dict[int, int] = {}
    expected, inside = 1, 0
    for place, at in enumerate(words):
        match = _SEGMENT.match(lines[at])
        if match is None or int(match[2]) != expected:
            continue
        found[at] = len(match[1])
        expected += 1
        inside += place > 0 and lines[words[place - 1]].rstrip(_BLANK)[-1:] not in _ENDS
    return found if len(found) >= _SEGMENTS and 2 * inside > len(found) else {}


def _broken_off(lines: Sequence[str], left_out: set[int], openings: dict[int, int], between: set[int]) -> set[int]:
    """Lines that break off inside a sentence where something stands between them and the rest of it."""
    found: set[int] = set()
    if not (openings or between):
        return found
    kept = [at for at in range(len(lines)) if at not in left_out]
    for at, after in pairwise(kept):
        body = lines[at].strip(_BLANK)
        interrupted = after in openings or any(one in between for one in range(at + 1, after))
        if interrupted and len(body) >= _PROSE and body[-1] not in _ENDS and lines[after][:1] not in _BLANK:
            found.add(at)
    return found
