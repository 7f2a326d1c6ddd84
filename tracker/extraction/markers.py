"""Enumerators: 一、（一）1.（1）① 第一， 一是 其一 首先 问题一： 措施1（对应问题2）：, wherever an entry may begin.

A marker says nothing about what its entry means; the scope that it stands in decides that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from tracker.lexicon.compiling import compiled


class Family(Enum):
    """Enumerators that count together."""

    CHAPTER = "第一部分"
    CHINESE = "一、"
    BRACKETED = "（一）"
    ORDINAL = "第一，"
    NAMED = "问题一："
    CAUSE = "原因一："
    MEASURE = "措施一："
    DECIMAL = "1.1"
    ARABIC = "1."
    ARABIC_BRACKETED = "（1）"
    CIRCLED = "①"
    SPOKEN = "一是"
    WHICH = "其一"
    FIRSTLY = "首先"
    COME = "一来"
    LABELLED = "欠账一："
    STEM = "甲、"
    LETTER = "A."
    ROMAN = "Ⅰ."
    CODED = "No.1"
    SIDE = "一方面"
    BULLET = "●"


LAST = 99
"""The ordinal of 最后: it ends a series of any length."""


class Marker(NamedTuple):
    """One enumerator in the view."""

    family: Family
    ordinal: int
    start: int
    end: int
    """Where the entry's own words begin."""
    opens_paragraph: bool


def between(markers: Sequence[Marker], start: int, end: int) -> Sequence[Marker]:
    """Those of some markers in order that begin in ``[start, end)``."""
    low = bisect_left(markers, start, key=_start)
    return markers[low : bisect_left(markers, end, low, key=_start)]


_start = attrgetter("start")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_FIRSTLY = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "然后": 3, "第三": 3, "第四": 4, "最后": LAST}


def chinese_ordinal(word: str) -> int:
    """The value of 一 … 九十九."""
    if "十" not in word:
        return _DIGITS[word[-1]]
    tens, _, ones = word.partition("十")
    return (_DIGITS[tens[-1]] if tens else 1) * 10 + (_DIGITS[ones[0]] if ones else 0)


@cache
def _pattern() -> re.Pattern[str]:
    number = "[一二三四五六七八九十]{1,3}"
    # 措施1（对应问题2）： says whose measure it is; 问题1 may stand on a line of its own.
    behind = r"(?:（[^（）。\n]{2,30}）)?(?:[：、.，]|(?=\n))"
    return compiled(
        rf"(?P<chapter>第(?P<chapter_n>{number})(?:部分|章|节)[、：，\s]?)"
        rf"|(?P<named>(?:问题|不足|短板)(?P<named_n>{number}|[0-9]{{1,2}}){behind})"
        rf"|(?P<cause>原因(?P<cause_n>{number}|[0-9]{{1,2}}){behind})"
        rf"|(?P<measure>(?:整改|改进|具体)?(?:措施|举措|对策|任务|打算)(?P<measure_n>{number}|[0-9]{{1,2}}){behind})"
        rf"|(?P<bracketed>[（〔【](?P<bracketed_n>{number})[）〕】][、.]?)"
        rf"|(?P<arabic_bracketed>[（〔]?(?P<arabic_bracketed_n>[0-9]{{1,2}})[）〕][、.]?)"
        # 【1】 counts the sections of a ledger.
        r"|(?P<framed>[【〖［](?P<framed_n>[0-9]{1,2})[】〗］])"
        # 头一件事 counts as 第一件事.
        rf"|(?P<ordinal>(?:第|头)(?P<ordinal_n>{number})(?:个?方面|[条点件项桩步类招样](?:事情?|工作|问题|任务|措施|承诺)?|个(?:问题|不足|措施|打算|任务|目标)?)?"
        r"(?:[，、：]|个?是(?!因)))"
        # 再一个，还有一个，末了一个 go on where 头一个 began.
        r"|(?P<again>(?P<again_n>再|还有|另外?|又|末了|末后|临了|最后)(?:就?是)?一(?:[个条桩件样点项]|方面)"
        r"(?:问题|不足|毛病|短板|弱项|差距|事情?)?(?:[，、：]|就?是(?!因)))"
        # 一个短板是…另一个短板是…
        r"|(?P<one>(?P<one_n>一)(?:个(?:问题|不足|毛病|短板|弱项|差距)|件(?:事情?)?|桩(?:事情?)?)就?是(?!因))"
        rf"|(?P<which>其(?P<which_n>{number})(?:是(?!因)|[，、：])?)"
        rf"|(?P<spoken>(?P<spoken_n>{number})(?:是(?!否|不是)|抓|要(?!素|点|求|件))[：，、]?)"
        r"|(?P<decimal>[0-9]{1,2}\.(?P<decimal_n>[0-9]{1,2})(?![0-9.%万亿元倍个亩吨岁月]|公[里斤顷]|平方|小时)[、.，]?)"
        rf"|(?P<chinese>(?P<chinese_n>{number})[、.，：])"
        # 2.9月底前建成冷库, 3.2023年启用: a date may stand right behind the enumerator.
        r"|(?P<arabic>(?P<arabic_n>[0-9]{1,2})(?:[、．]|[.，](?![0-9])|\.(?=20[0-9]{2}年|1?[0-9]月)))"
        rf"|(?P<circled>[{_CIRCLED}])"
        r"|(?P<firstly>(?P<firstly_n>首先|其次|再次|再者|然后|最后)(?:是|[，、：])?)"
    )


_BOUNDARY = "\n。；：！？”）】"
_WEAK_BOUNDARY = "，、 "
_AT_PARAGRAPH_ONLY = frozenset({Family.CHAPTER, Family.DECIMAL})
_FAMILIES = {
    "chapter": Family.CHAPTER,
    "framed": Family.CHAPTER,
    "named": Family.NAMED,
    "cause": Family.CAUSE,
    "measure": Family.MEASURE,
    "bracketed": Family.BRACKETED,
    "arabic_bracketed": Family.ARABIC_BRACKETED,
    "ordinal": Family.ORDINAL,
    "again": Family.ORDINAL,
    "one": Family.ORDINAL,
    "which": Family.WHICH,
    "spoken": Family.SPOKEN,
    "chinese": Family.CHINESE,
    "decimal": Family.DECIMAL,
    "arabic": Family.ARABIC,
    "circled": Family.CIRCLED,
    "firstly": Family.FIRSTLY,
}
_OPENERS = (
    *("问题", "不足", "方面", "表现", "差距", "短板", "主要", "原因", "打算", "措施", "工作", "为"),
    *("思路", "计划", "安排", "方向", "举措", "对策", "任务", "情况"),
)
"""What the first of a list may follow without a mark between: 存在的主要问题一是."""
_BEFORE_ONE = "".join({word[-1] for word in _OPENERS})
_STARTERS = compiled(
    rf"[一二三四五六七八九十0-9（〔【〖［第头问不短原措整改具举对任打其{_CIRCLED}首再然最还另又末临]"
    rf"(?:(?<=[{_BOUNDARY}{_WEAK_BOUNDARY}].)|(?<=\A.)|(?<=[{_CIRCLED}])|(?<=[{_BEFORE_ONE}][一（1第]))"
)
"""The first character of an enumerator, where one may stand at all."""


_ENDING = frozenset({"末了", "末后", "临了", "最后"})
_NO_WORDS = frozenset("，。；！？）")


def written_markers(text: str) -> list[Marker]:
    """The enumerators of the view that tell by themselves what they are, in order of place; see also speech.py."""
    found: list[Marker] = []
    counted = 0
    pattern = _pattern()
    at = 0
    for starter in _STARTERS.finditer(text):
        start = starter.start()
        if start < at:
            continue
        match = pattern.match(text, start)
        if match is None or match.lastgroup is None:
            continue
        if text[match.end() : match.end() + 1] in _NO_WORDS:
            # A page number broke into the sentence: 叫号机经常坏\n2、，指南也不全.
            continue
        before = text[start - 1] if start else "\n"
        group = match.lastgroup
        family = _FAMILIES[group]
        opens = before == "\n"
        ordinal = _ordinal(group, match)
        if not opens and not _may_open(family, before, match, text):
            last = found[-1] if found else None
            if (
                before != "，"
                or family not in _RUNNING_ON
                or last is None
                or not _runs_on(last, family, ordinal, start)
            ):
                continue
            if "\n" in text[last.end : start]:
                continue
        if group == "again":
            if not counted:
                continue
            ordinal = ordinal or counted + 1
        if group == "one" and counted and "\n" not in text[at:start]:
            ordinal = counted + 1
        if family is Family.ORDINAL:
            counted = 0 if ordinal == LAST else ordinal
        at = match.end()
        found.append(Marker(family, ordinal, start, at, opens))
    return found


def _may_open(family: Family, before: str, match: re.Match[str], text: str) -> bool:
    if family in _AT_PARAGRAPH_ONLY:
        return False
    if before in _BOUNDARY:
        # “”）” close a quotation as often as a sentence: only spoken and bracketed marks may follow them.
        return before not in "”）" or family in (Family.SPOKEN, Family.BRACKETED, Family.CIRCLED)
    if family is Family.SPOKEN and before in _WEAK_BOUNDARY:
        return True
    if before == "，" and match.lastgroup == "ordinal":
        # 来年要办的，头一件，…
        if _ordinal("ordinal", match) != 1:
            return False
        # 今后工作中，第一，…。第二，…
        return (
            match.end() - match.start() > len("第一，") or text.find("。第二，", match.end(), match.end() + _FAR) >= 0
        )
    if family in _FIRST_BEHIND_WORDS and text.endswith(_OPENERS, 0, match.start()):
        return _ordinal(match.lastgroup or "", match) == 1
    return family is Family.CIRCLED


_RUNNING_ON = frozenset({Family.ARABIC, Family.ARABIC_BRACKETED})


def _runs_on(last: Marker, family: Family, ordinal: int, start: int) -> bool:
    """Whether an enumerator behind a comma counts on: 1、形式单一，2、经费不足."""
    return last.family is family and ordinal == last.ordinal + 1 and 4 < start - last.end <= _FAR


_FAR = 300
"""How far behind the first entry of a paragraph the second may begin."""
_FIRST_BEHIND_WORDS = frozenset(
    {Family.SPOKEN, Family.BRACKETED, Family.ARABIC, Family.ARABIC_BRACKETED, Family.ORDINAL}
)
"""Enumerators whose first may follow the heading without a break: 三、存在的问题（一）责任压得不实."""


def _ordinal(group: str, match: re.Match[str]) -> int:
    if group == "circled":
        return _CIRCLED.index(match.group()) + 1
    word = match.group(f"{group}_n")
    if group == "firstly":
        return _FIRSTLY[word]
    if group == "again":
        return LAST if word in _ENDING else 0
    return int(word) if word.isdigit() else chinese_ordinal(word)
