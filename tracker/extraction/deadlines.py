"""Deadlines written in a clause, as the last day of the time they name.

Source: the practice of offices. 6月底前 is 30 June of the year ahead, 年底前 31 December, 上半年 30 June,
一季度 31 March; a bare year, 全年 and frequencies such as 每季度 are no deadlines.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from tracker.lexicon.compiling import compiled

_MONTHS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_QUARTERS = {"一": 3, "1": 3, "首": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}


@cache
def _pattern() -> re.Pattern[str]:
    year = r"(?:(?P<year>20[0-9]{2})年?|(?P<word>明年|来年|下一年|次年|今年|本年|年内))?的?"
    month = r"(?<![0-9])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    return compiled(
        rf"{year}(?:"
        rf"{month}(?:(?P<day>[0-3]?[0-9])[日号]|[上中下]旬|(?:月)?底|末|份)?(?P<by>之?前|以前|前后|内|完成|底)?"
        rf"|(?P<end>年?年底|年末|年终|岁末)(?P<end_by>之?前|以前)?"
        rf"|(?P<half>[上下])半年(?:内|前|之前)?"
        rf"|第?(?P<quarter>[首一二三四1-4])季度(?:末|底|内|前|之前|结束前)?"
        rf"|(?P<within>年?之?内)"
        rf"|(?P<mid>年?年中)"
        rf")"
        rf"|(?P<full>20[0-9]{{2}})[-./](?P<full_month>[01]?[0-9])[-./](?P<full_day>[0-3]?[0-9])[日号]?(?:之?前|以前|完成)"
    )


_HINT = compiled(
    "[0-9一二三四五六七八九十]月|[年岁][底末终]|半年|季度|[年的0-9]之?内|年中|20[0-9]{2}[-./][01]?[0-9][-./]"
)
"""One of these stands in every deadline."""
_BEFORE_HINT = 9
"""How far before it a deadline begins at most: 2023年的第一季度."""


def find_deadline(text: str, start: int, end: int, *, year: int | None) -> date | None:
    """The deadline that a clause of the view gives, or ``None``.

    ``year`` is the year reported on; a month without a year belongs to the year after it.
    """
    hint = _HINT.search(text, start, end)
    if hint is None:
        return None
    for match in _pattern().finditer(text, max(start, hint.start() - _BEFORE_HINT), end):
        if match.start() > start and text[match.start() - 1] in _NO_TERM:
            continue
        if text.endswith(_YEARLY, start, match.start()):
            continue
        if match["full"]:
            if full := _full(match):
                return full
            continue
        named = _year(match, year)
        if named is None:
            continue
        found = _date(match, named, explicit=match.group("year") is not None or match.group("word") is not None)
        if found is None and year is not None and match["month"] and named > year and (match["year"] or match["word"]):
            # 2023年1月把分工写成清单; 2023年1月起 and 2023年1月至3月 end some other time.
            ends = not match["day"] and text[match.end() : match.end() + 1] not in _GOES_ON
            found = _end_of(named, _month(match["month"])) if ends else None
        if found is not None:
            return found
    return None


_YEARLY = ("每年", "每年的", "历年", "往年")
_NO_TERM = frozenset("每各历近去0123456789一两二三四五六七八九十几多半")
"""Before 季度, 年内 and the like: 每季度 is no term, nor is 两年内."""
_GOES_ON = frozenset("起开以至到—-~、和")


_OCCASION = compiled(
    "(?:再|统一|集中|组织|进行|开展|召开|要|由|向|按[^，。；]{2,8}|在[^，。；]{2,8}(?:会上?|里|中)|[^，。；前]{0,4}?)"
    "(?:评(?!审通过)|考核|述职|表彰|总结|测评|审核|讲评|汇报|报账|兑现|公布|晒|亮)"
)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word]


def _full(match: re.Match[str]) -> date | None:
    """A date written in numbers: 2024-06-30前."""
    year, month, day = (int(match[name]) for name in ("full", "full_month", "full_day"))
    possible = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if possible else None


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year(match: re.Match[str], year: int | None) -> int | None:
    if match.group("year"):
        return int(match.group("year"))
    if year is None:
        return None
    return year + 1


def _date(match: re.Match[str], year: int, *, explicit: bool) -> date | None:
    if month_word := match.group("month"):
        month = _month(month_word)
        day = match.group("day")
        whole = match.group()
        if day and 1 <= int(day) <= monthrange(year, month)[1]:
            return date(year, month, int(day)) if match.group("by") or explicit else None
        if not match.group("by") and not re.search("[底末旬]", whole):
            return None
        if "上旬" in whole:
            return date(year, month, 10)
        if "中旬" in whole:
            return date(year, month, 20)
        return _end_of(year, month)
    if match.group("end"):
        # 年终评星, 年末组织评审 name an occasion; 年末控制在1.5%以内 a term.
        word = match.group("end")
        occasion = word == "年终" or _OCCASION.match(match.string, match.end())
        occasion = bool(occasion) and not (explicit or match.group("end_by"))
        return None if occasion else date(year, 12, 31)
    if half := match.group("half"):
        return date(year, 6, 30) if half == "上" else date(year, 12, 31)
    if quarter := match.group("quarter"):
        if not explicit and not re.search("[前末底内]", match.group()):
            return None
        return _end_of(year, _QUARTERS[quarter])
    if match.group("mid"):
        return date(year, 6, 30) if explicit else None
    if match.group("within") and (explicit or match.group() == "年内"):
        return date(year, 12, 31)
    return None
