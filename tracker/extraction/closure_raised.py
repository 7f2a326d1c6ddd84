"""Who raised the problems that a statement speaks of, and how many: 上级书记点评指出的3个问题, 反馈问题32个.

Only problems raised earlier or by others count here. What the organisation's own checks of the year found is a tally,
so the same judgement decides between the two and nothing is ever both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tracker.domain.kinds import Origin
from tracker.extraction.quantities import NUMERAL, chinese_number
from tracker.lexicon.loader import alternatives, load

COUNT = rf"(?:[0-9]{{1,5}}|[{NUMERAL}]{{1,5}}|[Xx×*＊#某_]{{1,3}})"
"""A number of problems, or what stands in for one."""
PIECE = "[个条项件点处类宗起笔]"
"""The classifiers that problems are counted with."""

_REACH = 72
"""How far before a clause the words may stand that name its origin."""
_LEAD_MAX = 40
"""How far before its count a statement may begin."""
_CLAUSE_MAX = 400
"""A longer clause is no sentence of a report."""
_LEAD_IN = 14
"""How long a clause such as 去年述职时， may be to lead in the next one."""


_COUNTED = re.compile(rf"[0-9{NUMERAL}Xx×*＊#某_](?:余|多)?(?:{PIECE}|大)")


@dataclass(frozen=True, slots=True)
class Raised:
    """The mention of problems raised by somebody: 针对去年查摆的4个问题."""

    origin: Origin
    start: int
    end: int
    """Behind the noun and its count, where what became of the problems begins."""
    total: int | None
    counted: bool
    """True where a number stands there, be it a placeholder."""
    fused: bool
    """True where they were found and put right in one breath: 检视整改问题12个."""
    title_start: int
    """Where the words begin that may name the problems; they end at ``noun_start``."""
    noun_start: int


@dataclass(frozen=True, slots=True)
class _Words:
    cue: re.Pattern[str]
    origin_of: dict[str, Origin]
    verb: re.Pattern[str]
    by_others: re.Pattern[str]
    superior: re.Pattern[str]
    own_work: re.Pattern[str]
    behind: re.Pattern[str]
    before: re.Pattern[str]
    bare: re.Pattern[str]
    past: re.Pattern[str]
    people: re.Pattern[str]


@cache
def _words() -> _Words:
    words = load("closures")
    origins = {word: Origin(name) for name, group in words.table("origin").items() for word in group}
    noun = words.pattern("raised.nouns")
    return _Words(
        cue=re.compile(alternatives(origins)),
        origin_of=origins,
        verb=re.compile(words.pattern("raised.verbs")),
        by_others=re.compile(words.pattern("raised.by_others")),
        superior=re.compile(
            words.pattern("raised.superiors")
            + r"|(?<![小社园校辖城街片库景牧矿新老])[省市县区州旗](?=委|纪|政府|级|局|直|巡|督|审|安|住建|教育|卫健|农业|环|应急|消防|人大|政协|里)"
        ),
        own_work=re.compile(words.pattern("raised.own_work")),
        behind=re.compile(
            rf"(?P<noun>{noun})(?P<list>清单)?(?:线索)?(?:共计|合计|总计|累计|计|共|有){{0,2}}"
            # 问题4个方面17条: the divisions are no count of problems.
            rf"(?:{COUNT}(?:个|大|项)?(?:方面|大类|类别|类|层面)的?[、，]?)*(?P<n>{COUNT})(?:余|多)?{PIECE}(?!方面|层面)"
        ),
        before=re.compile(
            rf"(?P<n>{COUNT})(?:余|多)?(?:{PIECE}|大类|大)(?:大|方面|层面|类|具体|突出|主要|共性|个性)*的?(?P<between>[^，。；：0-9]{{0,24}}?)(?P<noun>{noun})"
        ),
        # 征求意见稿, 问题导向 and the like speak of no problem.
        bare=re.compile(rf"{noun}(?![稿箱书表库]|导向|意识|清单|线索|台账)"),
        past=re.compile(rf"{words.pattern('raised.past')}|(?P<year>20[0-9]{{2}})年?(?:年?度)?"),
        people=re.compile(words.pattern("raised.people")),
    )


def number(word: str) -> int | None:
    """The value of a count; ``None`` for a placeholder."""
    return int(word) if word.isdigit() and word.isascii() else chinese_number(word)


def points_back(text: str, start: int, end: int, year: int | None) -> bool:
    """Whether a stretch names an earlier year than the report's: 去年, 上年度, 2021年度 in the report of 2022."""
    for match in _words().past.finditer(text, start, end):
        named = match.group("year")
        if named is None or (year is not None and int(named) < year):
            return True
    return False


def cues(text: str, start: int, end: int) -> Iterator[tuple[int, int, Origin]]:
    """The words of a stretch that name an origin, with their places."""
    words = _words()
    for match in words.cue.finditer(text, start, end):
        yield match.start(), match.end(), words.origin_of[match.group()]


_RANK = {
    Origin.INSPECTION: 3,
    Origin.AUDIT: 3,
    Origin.DEMOCRATIC_LIFE: 3,
    Origin.THEME_EDUCATION: 3,
    Origin.SUPERIOR_REVIEW: 3,
    Origin.SUPERVISION: 2,
    Origin.SELF_REVIEW: 1,
}
OWN_LISTS = frozenset(
    {Origin.THEME_EDUCATION, Origin.DEMOCRATIC_LIFE, Origin.SELF_REVIEW, Origin.SUPERVISION, Origin.OTHER}
)
"""Origins whose problems, where they are counted as a list by name, make a tally and no closure."""

_OWN_REPORT = re.compile(r"述职(?:报告|材料|时我|会上我|时本人)|(?:我|本人)(?:在[^，。]{0,8})?(?:述职|报告)")
_REVIEW_MEETING = re.compile(r"述职|评议")
_SUGGESTED = re.compile(r"提出|反映|提的")
_FUSED = re.compile(
    r"(?:检视|查摆|发现|查找|剖析|自查|排查)出?(?:并|和|、)?(?:全部|推动|督促|立即|及时)?(?:整改|解决)(?:完成|到位|了)?[^，。；0-9]{0,6}$"
)
_ACHIEVED = re.compile(
    r"(?:已|全面|全部|扎实|按期|如期|已经|共|累计|逐项|督促)*(?:完成|整改|销号|办结)(?:落实|完成|了|对)?(?!率|方案|措施|工作)"
)
_ASSESSMENT = re.compile(r"考核|考评|测评")


def _context(text: str, context: int, start: int) -> int:
    """How far back the words may stand that name the origin of what a clause says."""
    low = max(context, start - _REACH)
    return max(low, text.rfind("；", low, start) + 1)


def origin_of(text: str, context: int, start: int, end: int, *, year: int | None, rectifying: bool) -> Origin | None:
    """Whose problems the stretch up to ``end`` speaks of, or ``None`` where it tells of the organisation's own checks.

    ``context`` is where the sentence begins: 区委巡察组开展了常规巡察，反馈问题32个 names its origin a clause earlier.
    ``rectifying`` is true in the section on last year's problems, where 自查的问题 needs no year.
    """
    words = _words()
    own = list(cues(text, start, end))
    low = start
    if words.verb.search(text, start, end):
        # Only 反馈问题32个 and the like look back; 18项民生实事全部办结 has nothing to do with the clause before.
        low = _context(text, context, start)
        if own and words.by_others.search(text, start, end):
            low = start
        own = own or list(cues(text, low, start))
    lead = max(low, text.rfind("，", low, max(low, start - 1)) + 1)
    earlier = points_back(text, start, end, year) or (start - lead <= _LEAD_IN and points_back(text, lead, start, year))
    meeting = _REVIEW_MEETING.search(text, low, end)
    best = max(own, key=lambda cue: (_RANK[cue[2]], cue[0]), default=None)
    if best is not None and best[2] is not Origin.SELF_REVIEW:
        at, _, origin = best
        if origin is Origin.SUPERVISION and own[-1][2] is Origin.SELF_REVIEW and text[own[-1][0]] == "自":
            return Origin.SELF_REVIEW if earlier or rectifying else None
        if origin in (Origin.INSPECTION, Origin.AUDIT, Origin.SUPERVISION) and _is_own_check(
            text, low, at, end, origin
        ):
            return None
        return origin
    if best is not None:
        return Origin.SELF_REVIEW if earlier or rectifying or meeting else None
    if _OWN_REPORT.search(text, low, end) and (earlier or rectifying):
        return Origin.SELF_REVIEW
    if (
        _SUGGESTED.search(text, low, end)
        and words.people.search(text, low, end)
        and not words.superior.search(text, low, end)
    ):
        return Origin.OTHER if earlier or rectifying else None
    if words.by_others.search(text, low, end):
        if meeting or words.superior.search(text, low, end) or _ASSESSMENT.search(text, low, end):
            return Origin.SUPERIOR_REVIEW
        if words.people.search(text, low, end):
            return Origin.OTHER if earlier or rectifying else None
    if earlier or meeting:
        return Origin.OTHER if words.people.search(text, low, end) else Origin.SELF_REVIEW
    return None


def _is_own_check(text: str, low: int, cue: int, end: int, origin: Origin) -> bool:
    words = _words()
    superior = words.superior.search(text, low, end)
    own = words.own_work.search(text, low, cue)
    if own is not None:
        # 市审计局对我院开展审计: who stands before the work is its subject.
        return superior is None or superior.start() > own.start()
    if origin is Origin.SUPERVISION:
        return superior is None and words.by_others.search(text, low, end) is None
    return False


def raised_in(
    text: str, context: int, start: int, end: int, *, year: int | None, rectifying: bool, fallback: Origin | None
) -> list[Raised]:
    """The mentions of raised problems in one clause, in order; several where it lists them: 点评的2个、查摆的3个问题.

    ``fallback`` is the origin that a heading gives to mentions without one of their own.
    """
    found: list[Raised] = []
    if end - start > _CLAUSE_MAX or not _words().bare.search(text, start, end):
        return found
    low = start
    for match in _nouns(text, start, end):
        origin = origin_of(text, context, low, match.end(), year=year, rectifying=rectifying) or fallback
        if match.groupdict().get("list") and origin in OWN_LISTS:
            # 主题教育问题清单16条（全部销号） is a list that the organisation keeps, and so a tally.
            continue
        if origin is None or not _speaks_of_raising(text, context, low, match, rectifying=rectifying):
            continue
        found.append(
            Raised(
                origin=origin,
                start=_statement_start(text, context, low, match.end()),
                end=match.end(),
                total=number(match.group("n")),
                counted=True,
                fused=bool(_FUSED.search(text, low, match.start()) or _ACHIEVED.match(text, low, match.start())),
                title_start=low,
                noun_start=match.start(),
            )
        )
        low = match.end()
    if found:
        return found
    return _uncounted(text, context, start, end, year=year, rectifying=rectifying)


def _statement_start(text: str, context: int, start: int, end: int) -> int:
    """Where a mention begins: with the clause that names its origin, 区委巡察组开展了常规巡察，反馈问题32个."""
    if text.startswith(("对", "针对", "就"), start) or next(cues(text, start, end), None) is not None:
        return start
    low = _context(text, context, start)
    cue = next(cues(text, low, start), None)
    if cue is None:
        return start
    begin = max(low, *(text.rfind(mark, low, cue[0]) + 1 for mark in "，。；："))
    return begin if start - begin <= _LEAD_MAX else start


def _nouns(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Counted nouns of a clause, 问题N个 before N个问题, without overlaps, in order."""
    words = _words()
    found = list(words.behind.finditer(text, start, end))
    if not _COUNTED.search(text, start, end):
        return found
    for match in words.before.finditer(text, start, end):
        between = match.group("between")
        if words.verb.search(between) or any(cue.end() < len(between) for cue in words.cue.finditer(between)):
            continue
        if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
            found.append(match)
    return sorted(found, key=lambda match: match.start())


def _speaks_of_raising(text: str, context: int, low: int, match: re.Match[str], *, rectifying: bool) -> bool:
    """Whether a counted noun is what somebody raised, not what a meeting studied or a team solved."""
    words = _words()
    if words.verb.search(text, low, match.end()) or words.cue.search(text, low, match.end()):
        return True
    return rectifying or points_back(text, low, match.start(), None)


def _uncounted(text: str, context: int, start: int, end: int, *, year: int | None, rectifying: bool) -> list[Raised]:
    """上年度查摆的青年骨干人才流失问题: raised problems that are named, or not even that."""
    words = _words()
    noun = None
    for noun in words.bare.finditer(text, start, end):
        pass
    if noun is None:
        return []
    verb = None
    for verb in words.verb.finditer(text, start, noun.start()):
        if words.cue.search(text, start, verb.end()) or points_back(text, start, verb.start(), year):
            break
    else:
        return []
    origin = origin_of(text, context, start, verb.end(), year=year, rectifying=rectifying)
    if origin is None:
        return []
    after = verb.end()
    while text.startswith(("出的", "出", "的", "到", "了"), after):
        after += 2 if text.startswith("出的", after) else 1
    return [
        Raised(
            origin=origin,
            start=start,
            end=noun.end(),
            total=None,
            counted=False,
            fused=False,
            title_start=min(after, noun.start()),
            noun_start=noun.start(),
        )
    ]


def heading_origin(heading: str, year: int | None) -> Origin | None:
    """Whose problems a heading announces: 上年度述职评议点评问题整改情况; ``None`` where it speaks of none."""
    if not any(word in heading for word in ("问题", "整改", "反馈", "意见")):
        return None
    end = len(heading)
    return origin_of(heading, 0, 0, end, year=year, rectifying=True) or (
        Origin.SELF_REVIEW if points_back(heading, 0, end, year) else Origin.OTHER
    )
