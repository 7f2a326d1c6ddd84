"""Notices that tell of each problem how it was put right, without a heading over them all.

中共…党组关于巡察整改情况的通报 … （一）在“责任压得不实”方面 1.关于“台账更新不及时”问题的整改 …
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.domain.kinds import SectionKind
from tracker.extraction.closure_origin import has_cue
from tracker.extraction.markers import Family
from tracker.extraction.scope import Basis
from tracker.extraction.sections import Opener, Paragraph, paragraphs
from tracker.lexicon.compiling import compiled

_ENUMERATED = r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．]?)?"
_ENTRY = compiled(rf"{_ENUMERATED}关于“[^”\n]{{2,160}}”的?问题的?整改(?:落实)?(?:情况)?[：。]?$")
_GROUP = compiled(rf"{_ENUMERATED}(?:在|关于)?“[^”\n]{{2,80}}”方面(?:的?问题)?[：。]?$")
_NOTICE = compiled("整改(?:落实|进展|工作)*情况的?(?:通报|报告|公告|公示|函)")
_TITLE_MAX = 300
_SEVERAL = 2


def is_notice(text: str) -> bool:
    """Whether the title says that all of the paper tells how problems were put right."""
    return _NOTICE.search(text, 0, _TITLE_MAX) is not None


_HINTS = ("问题的整改", "问题整改", "”的问题", "”问题", "的问题。", "的问题：")
_ABOUT = compiled(
    rf"{_ENUMERATED}(?:关于|针对)(?:“[^”\n]{{2,160}}”|[^，。；：“\n]{{3,40}})的?问题[。：，](?=[^\n]{{6}})"
)
_OUTCOME = compiled(
    "(?:已|均|全部|基本)[^，。；]{0,6}(?:整改|解决|完成)|完成整改|整改(?:到位|完毕|完成)|销号|持续推进|正在"
)


def _with_outcome(text: str, lines: list[Paragraph]) -> list[int]:
    """The lines that each call a problem by name and say what became of it: 关于“甲”的问题。…，已完成整改。"""
    about = [(number, _ABOUT.match(text, *line)) for number, line in enumerate(lines)]
    named = [(number, match.end()) for number, match in about if match]
    told = [number for number, end in named if _OUTCOME.search(text, end, lines[number].end)]
    return told if len(told) >= _SEVERAL and len(told) == len(named) else []


def told_one_by_one(text: str, openers: Iterable[Opener]) -> list[Opener]:
    """Where the problems begin that are told one by one, if no heading tells so and several are; else nothing."""
    if not any(words in text for words in _HINTS):
        return []
    if any(opener.kind is SectionKind.RECTIFICATION and opener.explicit for opener in openers):
        return []
    lines = [line for line in paragraphs(text) if line.start < line.end]
    entries = [number for number, line in enumerate(lines) if _ENTRY.match(text, line.start, line.end)]
    entries = entries or _with_outcome(text, lines)
    notice = is_notice(text)
    if len(entries) < (1 if notice else _SEVERAL):
        return []
    first = lines[entries[0]]
    if entries[0] and _GROUP.match(text, *lines[entries[0] - 1]):
        first = lines[entries[0] - 1]
    return [Opener(SectionKind.RECTIFICATION, first.start, first.start, "", explicit=True, basis=Basis.PLACE)]


_DEPTH = {family: depth for depth, family in enumerate(Family)}
_MATTER = compiled("[^。]{4,}方面(?:存在)?的?(?:主要|突出|具体)?(?:问题)?(?:的?整改(?:落实)?(?:情况)?)?[。：]?")
_COUNTED = compiled("[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、]")
_GUESSED = frozenset({Basis.PLACE, Basis.TONE, Basis.PROSE})


def without_groups(text: str, openers: Iterable[Opener]) -> Iterator[Opener]:
    """The openers, in order, without those that only call a group of problems inside a chapter on rectification.

    （二）全面从严治党责任落实方面存在的问题 below 二、反馈问题整改情况 heads what was put right, not what is left.
    """
    notice = is_notice(text)
    chapter: Opener | None = None
    for opener in openers:
        if chapter is not None and _is_group(text, opener, chapter, notice=notice):
            continue
        if opener.explicit:
            heads = opener.kind is SectionKind.RECTIFICATION and opener.marker is not None
            chapter = opener if heads else None
        yield opener


def _is_group(text: str, opener: Opener, chapter: Opener, *, notice: bool) -> bool:
    if opener.kind is SectionKind.NEXT_STEPS:
        return False
    if opener.marker is None or chapter.marker is None:
        return notice and (opener.basis in _GUESSED or _COUNTED.match(text, opener.start) is not None)
    if _DEPTH[opener.marker.family] <= _DEPTH[chapter.marker.family]:
        return False
    if opener.kind is SectionKind.RECTIFICATION:
        return notice and not has_cue(opener.heading, 0, len(opener.heading))
    return notice or _MATTER.fullmatch(opener.heading) is not None
