"""Counting aloud: enumerators that are told only by their company, wherever in a line the first of them stands.

首先 may follow any lead-in (新的一年，首先，…。其次，…), 一个是 counts only where 再一个 goes on with it, and speakers
change the words in which they count: 首先…其次…第三…还有…最后. A run is believed where a second word goes on
counting in the same line, or at the beginning of a later one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.extraction.line_marks import line_marks
from tracker.extraction.markers import LAST, Family, Marker, chinese_ordinal, written_markers
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_GO_ON = 0
"""The ordinal of 再一个, 还有: one more than the one before."""
_STRONG = "\n。；！？：”）"
_NUMERAL = "[一二三四五六七八九]"
_THING = "(?:[个件桩条样项宗点](?:事情?|工作|任务|问题|不足|毛病|短板|弱项|差距|大事|打算|想法)?)"
_BEHIND = "[呢嘛呀啊]?(?:就?是(?!因|否|不是)|[，：、])"
_SAYING = "(?:(?:先|再|接着|然后|最后|还要|还得|下面)(?:来|要|想)?[说讲谈办干做抓](?:[说讲谈])?)?"


class _Word(NamedTuple):
    """A word that may count: the first of a run, or one that goes on."""

    family: Family
    ordinal: int
    start: int
    end: int
    plain: bool
    """True for 第二 and 其次, which tell their number; False for 还有 and 再一个."""


_FIRST = lazily(
    rf"(?:(?P<firstly>首先|(?:最|比较|尤为)?(?:突出|主要|要紧|首要|明显)的(?:问题|一条|一点)?(?=是))[呢嘛呀啊]?(?:就?是|[，：、])?"
    rf"|(?P<which>其一)[呢嘛呀啊]?(?:就?是|[，：、])?"
    rf"|{_SAYING}(?P<ordinal>[第头]一{_THING}?)(?:个?方面)?{_BEHIND}"
    rf"|(?P<come>一(?:来|则|者))(?![一二日])，?"
    rf"|(?P<one>一{_THING}){_BEHIND})"
)
"""The first of a run, behind a boundary of any kind."""


_NEXT = lazily(
    rf"(?:{_SAYING}(?P<ordinal>第(?P<ordinal_n>{_NUMERAL}|十){_THING}?)(?:个?方面)?{_BEHIND}"
    rf"|(?P<firstly>其次|再次|再者|最后(?!一[个件桩条样项]|[说讲谈]))[呢嘛呀啊]?(?:就?是|[，：、])?"
    rf"|(?P<which>其(?P<which_n>{_NUMERAL}))[呢嘛呀啊]?(?:就?是|[，：、])?"
    rf"|(?P<come>(?P<come_n>{_NUMERAL})(?:来|则|者))，?"
    rf"|(?P<again>{_SAYING}(?:(?<![；，])一|(?:再|还|另|又)有?一|另外一?|还有|二一|末了一?|末后一?|临了一?|最后一){_THING}){_BEHIND}"
    r"|(?P<plainly>(?:再|还有|再有|另外)就是)，?"
    r"|(?P<more>还有|另外|再有|此外|末了|末后|临了)(?:就?是|的是|[，：]|(?=[要得]))"
    r"|(?P<then>然后|接着|还[要得想])(?:就?是|要|[，：])?)"
)
"""Whatever may go on counting."""


_STARTS_FIRST = compiled(rf"[其第头一先再接然最还下突主要比尤明](?:(?<=[{_STRONG}， ].)|(?<=\A.))|首(?=先)")
_STARTS_NEXT = compiled(rf"[其再此最第先接然还下二三四五六七八九末临另又一](?<=[{_STRONG}， ].)")
"""The first characters of counting words, where one may stand at all: these are found much faster than the words."""


def _all(starts: re.Pattern[str], words: re.Pattern[str], text: str, at: int, end: int) -> Iterator[re.Match[str]]:
    """Each word that counts between two places."""
    for start in starts.finditer(text, at, end):
        if start.start() >= at and (match := words.match(text, start.start(), end)):
            at = match.end()
            yield match


_ENDING = ("最后", "末了", "末后", "临了")
_FIRSTLY = {"其次": 2, "再次": 3, "再者": 3, "最后": LAST}


def find_markers(text: str) -> list[Marker]:
    """All enumerators of the view in order of place: those that are written and those that are spoken."""
    written = written_markers(text)
    if rare := line_marks(text, (marker.start for marker in written)):
        at = {marker.start for marker in rare}
        written = sorted([*(one for one in written if one.start not in at), *rare], key=lambda marker: marker.start)
    spoken = [marker for run in _runs(text) for marker in run]
    if "一：" in text or "1：" in text:
        spoken += _labelled(text, {marker.start for marker in written})
    if not spoken:
        return written
    taken = sorted((marker.start, marker.end) for marker in spoken)
    kept = [marker for marker in written if not _overlaps(marker, taken)]
    return sorted([*kept, *spoken], key=lambda marker: marker.start)


_LABEL = compiled(r"(?m)^(?P<label>[一-鿿]{2,4}?)(?P<ordinal>[一二三四五六七八九十]{1,2}|[0-9]{1,2})：")


def _labelled(text: str, known: set[int]) -> list[Marker]:
    """欠账一：…, 欠账二：…: lines that begin with the same word and count on."""
    found: dict[str, list[Marker]] = {}
    for match in _LABEL.finditer(text):
        word = match["ordinal"]
        ordinal = int(word) if word.isdigit() else chinese_ordinal(word)
        run = found.setdefault(match["label"], [])
        if match.start() not in known and ordinal == len(run) + 1:
            run.append(Marker(Family.LABELLED, ordinal, match.start(), match.end(), opens_paragraph=True))
    return [marker for run in found.values() if len(run) > 1 for marker in run]


def _overlaps(marker: Marker, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(taken, (marker.end, 0))
    return at > 0 and taken[at - 1][1] > marker.start


def _runs(text: str) -> Iterator[list[Marker]]:
    """Each run of words that count on, in order of place; no run begins inside another."""
    behind = 0
    for match in _all(_STARTS_FIRST, _FIRST(), text, 0, len(text)):
        if match.start() < behind:
            continue
        line_end = text.find("\n", match.end())
        line_end = len(text) if line_end < 0 else line_end
        first = _Word(_family(match), 1, match.start(), match.end(), plain=True)
        anew = _first_anew(text, first, line_end)
        words = [_word(found) for found in _all(_STARTS_NEXT, _NEXT(), text, match.end(), anew)]
        run = _counted(text, first, words)
        if _in_clause(text, first) and not any(word.plain and word.family is first.family for word in run[1:]):
            continue
        if len(run) == 1 and _opens_line(text, first.start):
            run = _counted(text, first, list(_at_line_starts(text, line_end)))
        if len(run) > 1:
            behind = run[-1].end
            yield _numbered(text, run)


def _in_clause(text: str, first: _Word) -> bool:
    """Whether a word stands inside a clause: 明年首先修路；其次装灯."""
    return first.start > 0 and text[first.start - 1] not in f"{_STRONG}， "


def _first_anew(text: str, first: _Word, end: int) -> int:
    """Where the same way of counting begins again; ``end`` where it does not."""
    again = (one for one in _all(_STARTS_FIRST, _FIRST(), text, first.end, end) if one.lastgroup != "one")
    return next((one.start() for one in again if _family(one) is first.family), end)


def _family(match: re.Match[str]) -> Family:
    group = match.lastgroup
    return _FAMILIES[group or "ordinal"]


_FAMILIES = {
    "firstly": Family.FIRSTLY,
    "which": Family.WHICH,
    "ordinal": Family.ORDINAL,
    "one": Family.ORDINAL,
    "come": Family.COME,
}


def _word(match: re.Match[str]) -> _Word:
    groups = match.groupdict()
    for name in ("which", "ordinal", "come"):
        if groups[name]:
            return _Word(_FAMILIES[name], chinese_ordinal(groups[f"{name}_n"]), *match.span(), plain=True)
    if groups["firstly"]:
        return _Word(Family.FIRSTLY, _FIRSTLY[groups["firstly"]], *match.span(), plain=True)
    ending = match.group().startswith(_ENDING)
    return _Word(Family.FIRSTLY, LAST if ending else _GO_ON, *match.span(), plain=False)


def _counted(text: str, first: _Word, words: Sequence[_Word]) -> list[_Word]:
    """The words that go on from the first, in order."""
    run, ordinal = [first], 1
    for number, word in enumerate(words):
        if not _may_follow(text, first, word):
            continue
        if word.ordinal == LAST:
            run.append(word)
            break
        if word.plain and word.ordinal != ordinal + 1 and not _mistyped(word, run[-1], ordinal, words[number + 1 :]):
            continue
        if not word.plain and any(
            later.plain and later.ordinal == ordinal + 1 and _may_follow(text, first, later)
            for later in words[number + 1 :]
        ):
            # 首先…还有…其次…: 还有 tells more of the first.
            continue
        run.append(word)
        ordinal += 1
    return run


def _mistyped(word: _Word, last: _Word, ordinal: int, later: Sequence[_Word]) -> bool:
    """Whether a word that counts wrongly goes on all the same: 其一…其二…其二…, 首先…再次…."""
    if word.family is Family.FIRSTLY:
        return word.ordinal > ordinal + 1 or word.ordinal == ordinal
    return word.ordinal == ordinal == last.ordinal and not any(one.ordinal == ordinal + 1 for one in later)


def _may_follow(text: str, first: _Word, word: _Word) -> bool:
    """Whether a word may count on from the first: the same way of counting, and where a matter may begin."""
    if word.plain and word.family is not first.family:
        mixed = {first.family, word.family} == {Family.FIRSTLY, Family.ORDINAL}
        if not mixed and not (word.family is Family.FIRSTLY and word.ordinal == LAST):
            return False
    if text[word.start - 1] != "，":
        return True
    # 首先要…，其次要…: behind a comma only where nothing is left to doubt.
    ahead = text[word.end - 1] in "是，：" or text.startswith(("要", "把"), word.end)
    return word.plain and ahead and first.family in (Family.FIRSTLY, Family.ORDINAL)


def _at_line_starts(text: str, line_end: int) -> Iterator[_Word]:
    """The counting words at the beginnings of the lines below, up to the next heading or the next list."""
    at = line_end + 1
    while 0 < at < len(text) and not (_HEADING.match(text, at) or _FIRST().match(text, at)):
        if found := _NEXT().match(text, at):
            yield _word(found)
        at = text.find("\n", at) + 1


_HEADING = compiled(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分|【)")


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def _numbered(text: str, run: Sequence[_Word]) -> list[Marker]:
    family = run[0].family
    return [
        Marker(family, LAST if word.ordinal == LAST else number, word.start, word.end, _opens_line(text, word.start))
        for number, word in enumerate(run, 1)
    ]
