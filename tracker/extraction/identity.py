"""Whose report it is and for which year: from the text, else from the file's name or its folder.

A name is taken only where the text leaves no doubt; a wrong name would tie two organisations' ledgers together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from tracker.domain.report import Identity, PlainText
from tracker.extraction.view import View
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_HEAD = 400
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def identify(source: PlainText, view: View, *, org: str | None, year: int | None) -> Identity:
    """The report's organisation and year; what is given by the caller outranks what is found."""
    head = view.text[:_HEAD]
    year_in_text = find_year(view.text)
    org_in_text = find_organisation(head)
    path = PurePath(source.path.replace("\\", "/")) if source.path else None
    return Identity(
        org=org or org_in_text or (_organisation_of_path(path) if path else None),
        year=year or year_in_text or (_year_of_path(path) if path else None),
        org_in_text=org_in_text,
        year_in_text=year_in_text,
        title=find_title(view.text),
    )


_PLANS = "(?!计划|打算|安排|思路|要点|目标|部署)"
_NO_TERM = "(?!前|起|初|底|末|至|到|以前|之前|[0-9一二三四五六七八九十]{1,2}月)"
_NOT_LAST = (
    "(?!(?:度?述职)?(?:评议|点评|考核|会上|大会|时)|度?(?:查摆|检视)|[^。，；\\n]{0,14}(?:问题|短板|不足|承诺|整改))"
)
"""2021年度述职查摆的3个问题 is what last year's report was about."""
_NOT_AHEAD = r"(?![^。；\n]{0,20}(?:将|拟|打算|计划|准备|要(?!求|点)))"
"""2024年，我们将… speaks of the year to come."""
_YEAR_SHAPES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (400, compiled(r"(?:^|\n)[^。\n]{0,40}(?:报告|总结|述职|材料)[（(](20[0-9]{2})年?度?[）)]")),
    (60, compiled(r"\A[^。，；\n]{0,40}?(20[0-9]{2})年度?[^。，；\n]{0,16}(?:清单|台账)(?=\n)")),
    (400, compiled(r"(?:^|\n)[ \u3000]*[（(—-]*((?:20|19)[0-9]{2})年?度?[）)—-]*[ \u3000]*(?=\n)")),
    (800, compiled(r"(?:现将|现就|现对|现把|下面)[^。；\n]{0,40}?((?:20|19)[0-9]{2})(?:-[0-9]{4}学?)?年")),
    (300, compiled(rf"(?:^|[\n。])(20[0-9]{{2}})年(?:以来|度)?(?:，|是){_NOT_AHEAD}")),
    (
        400,
        compiled(
            rf"(?:^|\n)[^。，；\n]{{0,40}}?((?:20|19)[0-9]{{2}})年?{_NOT_LAST}度[^。\n]{{0,30}}"
            r"(?:报告|总结|述职|汇报|清单|台账)"
        ),
    ),
    (
        600,
        compiled(
            r"(?:报告|代表|汇报|回顾|总结|把|将|就)[^。；\n]{0,30}?(20[0-9]{2})年(?:度)?(?:的)?"
            rf"(?:工作{_PLANS}|以来|抓|村|全|党建|[^。\n]{{0,12}}(?:工作{_PLANS}|情况))"
        ),
    ),
    (100_000, compiled(rf"[一二三四五]、(20[0-9]{{2}})年(?:度)?(?:的)?(?:主要|工作{_PLANS}|党建|履职|抓)")),
    (800, compiled(rf"(20[0-9]{{2}})年(?:度)?(?:抓|党建|基层党建|履行|履职|述职|述责|工作{_PLANS}){_NOT_LAST}")),
    (400, compiled(rf"(?:^|[\n。！？])(20[0-9]{{2}})年{_NO_TERM}{_NOT_LAST}{_NOT_AHEAD}")),
    # 在2023年度述职评议会上的发言; （2022.12—2023.12）
    (80, compiled(r"\A[^。\n]{0,12}在[^。\n]{0,8}?(20[0-9]{2})年度[^。\n]{0,16}述职[^。\n]{0,8}会?上的")),
    (
        100,
        compiled(
            r"\A[^。]{0,40}20[0-9]{2}[.年][0-9]{1,2}月?[—－~至到-]{1,2}(20[0-9]{2})[.年](?:0?[6-9]|1[0-2])(?![0-9])"
        ),
    ),
)
"""Where a report says which year it is about, the surest first: how far from its beginning, and in what words."""

_SPELT = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_SPELT_YEAR = compiled(r"[二][〇零○O][一二三四五六七八九〇零○]{2}(?=年)")


def find_year(text: str) -> int | None:
    """The year that the text says it reports on, or ``None``."""
    plain = _SPELT_YEAR.sub(lambda m: "".join(_SPELT.get(char, char) for char in m.group()), text)
    for within, shape in _YEAR_SHAPES:
        if match := shape.search(plain, 0, min(within, len(plain))):
            return int(match.group(1))
    return _dated(plain) or _opened_with(plain) or _promised_from(plain) or _raised_before(plain)


_DATE_LINE = (
    r"(?:^|\n)(?:[^，。；：、\n0-9]{4,20})?[ \u3000]*[（(]?(20[0-9]{2})年([0-9]{1,2}|十[一二]?|[一二三四五六七八九])月"
    r"(?:[^，。；\n]{0,4}日)?[）)]?[ \u3000]*(?=\n|$)"
)
"""A date by itself, or behind who signs (街道党工委书记　2021年12月). Not compiled yet: few reports need it, or the two
below."""
_MONTHS = {word: number for number, word in enumerate("一二三四五六七八九", 1)} | {"十": 10, "十一": 11, "十二": 12}
_FIRST_HALF = 6
_OPENING = 250
_OPENING_YEAR = (
    rf"(20[0-9]{{2}})年{_NOT_LAST}(?!起|前|底|初|以来(?!，)|[0-9一二三四五六七八九十]{{1,2}}月"
    rf"|[^，。；\n]{{0,6}}(?:到任|任职|上任|接任|成立|组建|建成)){_NOT_AHEAD}"
)
_DUE = r"(20[0-9]{2})年(?:年?底|上半年|第?[一二三四]季度|[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?)(?:之?前|以前|内)"
_COMING = r"(?:^|[\n。])(20[0-9]{2})年，[^。；，\n]{0,8}(?:将|拟|打算|计划|准备|要(?!求|点))"


def _dated(text: str) -> int | None:
    """The year of a date that stands on a line of its own: a report of the first months is about the year before."""
    found = [(int(year), month) for year, month in re.findall(_DATE_LINE, text)]
    years = {year - (int(_MONTHS.get(month, month)) <= _FIRST_HALF) for year, month in found}
    return years.pop() if len(years) == 1 else None


def _opened_with(text: str) -> int | None:
    """The only year that the opening names, other than as the beginning of something."""
    years = {int(year) for year in re.findall(_OPENING_YEAR, text[:_OPENING])}
    return years.pop() if len(years) == 1 else None


def _promised_from(text: str) -> int | None:
    """The year before the first in which promises fall due: a report promises for the year that follows it."""
    due = {int(year) for year in (*re.findall(_DUE, text), *re.findall(_COMING, text))}
    return min(due) - 1 if due else None


def _raised_before(text: str) -> int | None:
    """The year after the one whose review raised the problems that are told of, where no other year tells more."""
    raised = {int(year) for year in re.findall(_RAISED, text)}
    return max(raised) + 1 if raised else None


_RAISED = r"(20[0-9]{2})年度?(?:党建|抓党建|述职)*(?:述职|自查|查摆|述职评议)[^，。；\n]{0,8}(?:问题|不足|短板)"


# Told by what may not stand in a name: a class of all Chinese characters takes longer to compile than to use.
_LETTER = r"[^\s，。；：、！？“”《》0-9A-Za-z—-]"


_ITS_YEAR = "20[0-9]{2}年"
"""各位代表，某公司某党支部2023年的工作，我讲四点."""


@derived
def _name_patterns() -> dict[str, re.Pattern[str]]:
    words = load("identity")
    body, place = words.pattern("bodies"), words.pattern("places")
    name = rf"{_LETTER}{{2,24}}?(?:{place})?(?:{body})"
    return {
        "named": compiled(
            rf"(?:{words.pattern('named.before')}|[把将就]20[0-9]{{2}}年度?|20[0-9]{{2}}年是)(?P<name>{name})(?=20|{words.pattern('named.after')})"
        ),
        "line": compiled(
            rf"(?:^|\n)[（(—-]*(?P<name>{name}|{_LETTER}{{2,20}}{place})(?=\n|，?20[0-9]{{2}}|{words.pattern('line.after')})"
        ),
        "subject": compiled(rf"(?:^|[\n。，；])(?P<name>{name})(?={words.pattern('subject.after')}|{_ITS_YEAR})"),
        "not_first": compiled(words.pattern("not_first")),
        "not_mine": compiled(words.pattern("not_mine")),
        "place": compiled(place),
        "ends_in_place": compiled(rf"{place}$"),
    }


def find_organisation(head: str) -> str | None:
    """The organisation that the opening names as its own, or ``None`` where that is not beyond doubt.

    Where the title says it in full, 现将城关支行党支部… below it means the same.
    """
    found = next(_names(head, "named", "line", "subject"), None)
    if found is None:
        return None
    return max(
        (name for name in _names(head, "line") if name.endswith(found) or name.startswith(found)),
        key=len,
        default=found,
    )


def _names(head: str, *shapes: str) -> Iterator[str]:
    """The names of organisations that stand where a report names its own, the surest first."""
    patterns = _name_patterns()
    for shape in shapes:
        at = 0
        while (match := patterns[shape].search(head, at)) is not None:
            name = _tidy(match.group("name"))
            # 现将本人作为甲乡党委书记…: a name may begin inside what is none.
            at = match.end() if name else match.start() + 1
            if name and (
                not patterns["not_mine"].match(head, match.end("name")) or _ALL_THE_SAME.match(head, match.end("name"))
            ):
                yield name


_ALL_THE_SAME = compiled("巡[察视]整改(?:落实|工作|进展)*情况|领导班子(?:成员)?(?:20|年度|专题|民主|述职|对照)")
"""某局党组巡察整改情况报告 is of those who were inspected, 党工委领导班子述职报告 of those who lead."""


_PREFIX = compiled(r"^(?:中国共产党|中共|关于|一年来|今年以来|一年以来|以来|年来)+")


_POSTED = compiled("^.*(?:调任|担任|接任|出任|兼任|转任|调到|调入)")
"""由县水利局调任石桥镇党委书记: only the last is whose report it is."""


def _tidy(name: str) -> str | None:
    words = load("identity")
    plain = _PREFIX.sub("", _POSTED.sub("", name)).strip("（） ")
    if _OF_THE_PARTY.search(name):
        plain = re.sub("委员会$", "党委", plain.replace("机关委员会", "机关党委"))
    body = next((word for word in sorted(words["bodies"], key=len, reverse=True) if plain.endswith(word)), "")
    core = _ORDINAL.sub("", plain.removesuffix(body))
    patterns = _name_patterns()
    if patterns["not_first"].match(core) or len(core) < 3 or core in words["generic"]:
        return None
    if not patterns["ends_in_place"].search(core):
        return None
    if _IN_NO_NAME.search(core):
        return None
    return plain if 3 <= len(plain) <= 26 else None


_OF_THE_PARTY = compiled("^(?:中国共产党|中共)[^，]*委员会$")
"""中共某公司委员会 is its 党委."""
_ORDINAL = compiled("第?[一二三四五六七八九十]{1,3}$")
"""某局机关第一党支部"""
_IN_NO_NAME = compiled("在(?!线)|受|按|根据|经(?![济开贸信营纬])|领导|情况|工作|党建|的|年|和$")


def find_title(text: str) -> str | None:
    """The title that stands above the report, its lines joined; ``None`` where the text begins without one."""
    return text[: title_end(text)].replace("\n", "") or None


def title_end(text: str) -> int:
    """Where the title above the report ends; 0 where the text begins without one."""
    end = start = 0
    for line in text.split("\n")[:4]:
        if line:
            if len(line) > 40 or re.search(r"[。，；：]", line) or re.match(r"[一（(1第]", line):
                break
            end = start + len(line)
        start += len(line) + 1
    return end


_FILE_YEAR = compiled(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_NOT_NAMED = r"[0-9（）()_\-—\s.]"


def _year_of_path(path: PurePath) -> int | None:
    for part in (path.stem, path.parent.name):
        found = [int(value) for value in _FILE_YEAR.findall(part) if _FIRST_YEAR <= int(value) <= _LAST_YEAR]
        if len(set(found)) == 1:
            return found[0]
    return None


def _organisation_of_path(path: PurePath) -> str | None:
    words = load("identity")
    stem = re.sub(f"(?:{words.pattern('file_words')}|{_NOT_NAMED})+", "", path.stem)
    if len(stem) >= 3 and re.fullmatch(r"[\u4e00-\u9fffA-Za-z·]+", stem) and _name_patterns()["place"].search(stem):
        return stem
    folder = path.parent.name
    bare_year = _FILE_YEAR.fullmatch(path.stem.strip())
    if bare_year and folder.lower() not in words["folders"] and _name_patterns()["place"].search(folder):
        return folder
    return None
