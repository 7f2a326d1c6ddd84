"""All places where a section begins: what words tell first, then what place and tone tell of the rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tracker.domain.kinds import SectionKind
from tracker.extraction.announced import announced, last_words
from tracker.extraction.glued import glued_headings
from tracker.extraction.markers import Marker
from tracker.extraction.put_right import told_one_by_one, without_groups
from tracker.extraction.sections import (
    Opener,
    Paragraph,
    headings_by_words,
    leads_by_words,
    named_problems,
    paragraphs,
    prose_lead,
)
from tracker.extraction.structure import (
    confirmed,
    counts_on,
    examined,
    lists_by_tone,
    more_headings,
    paragraphs_by_tone,
)
from tracker.extraction.tables import header_at
from tracker.lexicon.compiling import compiled


def find_openers(text: str, markers: list[Marker], *, year: int | None) -> list[Opener]:
    """All places where a section begins, by heading or by sentence, in order."""
    begin = contents_end(text)
    markers = [marker for marker in markers if marker.start >= begin]
    told = [opener for opener in headings_by_words(text, markers, year) if opener.start >= begin]
    told += glued_headings(text, markers, year)
    told = examined(_without_title(told))
    told += told_one_by_one(text, told)
    told += more_headings(text, markers, _chosen(told))
    headings = confirmed(text, _chosen(told))
    leads = _once_a_paragraph(text, [opener for opener in leads_by_words(text, markers, year) if opener.start >= begin])
    entries = [marker.start for marker in markers if marker.opens_paragraph]
    openers = [*headings, *(lead for lead in leads if not _inside_list(lead, headings, entries))]
    if not _tells_problems(openers):
        named = named_problems(text, markers)
        openers += [one for one in named if not _in_rectification(one, headings)]
    chosen = _chosen(openers)
    chosen = sorted([*chosen, *announced(text, markers, chosen)], key=_in_order)
    if not _tells_problems(chosen) and (table := header_at(text, begin, len(text))) is not None:
        chosen = sorted([*chosen, Opener(SectionKind.PROBLEMS, table, table, "", True, merged=True)], key=_in_order)
    chosen += lists_by_tone(text, markers, chosen)
    chosen += last_words(text, markers, chosen)
    if not _tells_problems(chosen):
        chosen = _chosen([*chosen, *(prose_lead(text) or paragraphs_by_tone(text, chosen))])
    return [*without_groups(text, sorted(chosen, key=_in_order))]


def _without_title(told: Sequence[Opener]) -> list[Opener]:
    """The headings without a title that says what the paper is about: 某村党建存在问题和建议 above 一、存在的问题."""
    first = told[0] if told else None
    if first is None or first.start or first.marker is not None:
        return [*told]
    again = any(one.kind is first.kind and one.marker is not None for one in told[1:])
    return [*told[again:]]


def _once_a_paragraph(text: str, leads: Sequence[Opener]) -> list[Opener]:
    """The sentences that open a section, without those that open the same once more in mid-paragraph."""
    kept: list[Opener] = []
    for lead in leads:
        again = kept and kept[-1].kind is lead.kind and text.find("\n", kept[-1].start, lead.start) < 0
        if not again:
            kept.append(lead)
    return kept


_CONTENTS_MIN = 3
_CONTENTS_LINE = 44


@lru_cache(maxsize=2)
def contents_end(text: str) -> int:
    """Where a table of contents at the head ends: lines without a stop that are told again further down; 0 for none."""
    lines = [line for line in paragraphs(text) if line.start < line.end]
    run: list[Paragraph] = []
    for line in [*lines, None]:
        short = line is not None and line.end - line.start <= _CONTENTS_LINE and "。" not in text[line.start : line.end]
        if line is not None and short:
            run.append(line)
            continue
        again = [own for one in run if (own := text.find("\n" + _without_page(text, one), one.end)) >= 0]
        if len(again) >= _CONTENTS_MIN:
            # The last line before the body may be the body's own first heading.
            return min(again[0] + 1, run[-1].end)
        if line is None or line.start > _CONTENTS_REACH:
            return 0
        run = []
    return 0


def _without_page(text: str, line: Paragraph) -> str:
    """The words of a line of contents: 一、履职情况 ……… 1."""
    words = text[line.start : line.end]
    page = _PAGE.search(words)
    return words[: page.start()] if page and page.start() else words


_PAGE = compiled(r"[\s.．…·—-]{2,}[0-9]{0,3}$")
_CONTENTS_REACH = 1500
"""How far from its beginning a report may still have its contents."""


def _inside_list(lead: Opener, headings: Sequence[Opener], entries: Sequence[int]) -> bool:
    """Whether a sentence that admits problems stands in an entry of their list: it introduces the entry's own parts.

    ``entries`` are the places, in order, where a line begins with an enumerator.
    """
    above = bisect_left(headings, lead.start, key=_start)
    if not above or headings[above - 1].kind is not lead.kind:
        return False
    return bisect_left(entries, headings[above - 1].body) < bisect_right(entries, lead.start)


def _in_rectification(opener: Opener, headings: Sequence[Opener]) -> bool:
    """Whether a list of problems stands under a heading that says they were put right."""
    above = bisect_left(headings, opener.start, key=_start)
    return above > 0 and headings[above - 1].kind is SectionKind.RECTIFICATION and headings[above - 1].explicit


def _start(opener: Opener) -> int:
    return opener.start


def _tells_problems(openers: Iterable[Opener]) -> bool:
    return any(opener.kind is SectionKind.PROBLEMS for opener in openers)


def _in_order(opener: Opener) -> tuple[int, bool]:
    return opener.start, not opener.explicit


def _chosen(openers: Iterable[Opener]) -> list[Opener]:
    """The openers that open a section of their own, in order."""
    ordered = sorted(openers, key=_in_order)
    told = {opener.kind for opener in ordered if opener.explicit}
    headings = Counter(opener.heading for opener in ordered)
    chosen: list[Opener] = []
    under: Opener | None = None
    for opener in ordered:
        if chosen and opener.start < chosen[-1].body:
            continue
        if opener.explicit:
            if under is not None and _is_entry_of(opener, under, repeated=headings[opener.heading] > 1):
                continue
            under = opener
        elif opener.kind in told and (under is None or under.kind is not opener.kind):
            # Where the report has a heading of that kind, a sentence elsewhere opens nothing.
            continue
        chosen.append(opener)
    return chosen


_OWN_PROBLEMS = compiled("存在|主要问题|突出问题|不足|短板|差距|^问题(?:清单|、|和|与|及|剖析|分析|检视)")
"""Under a heading of rectification 巡察反馈问题 is whose problems were put right; 存在问题 begins what is left."""
_STRONG_HEADING = compiled("存在|主要|突出|面临|查[摆找]|下一?步|今后|努力方向|打算")


_LEADS_UP = 240
"""How much may stand between a heading of several matters and the heading of the first."""


def _is_entry_of(opener: Opener, section: Opener, *, repeated: bool) -> bool:
    """Whether a would-be heading is an entry of the section it stands in: same kind, and no section's own words.

    ``repeated`` is true where other lines begin with the same words, as labels in entries do.
    """
    if counts_on(opener, section):
        return False
    if section.merged and not opener.merged and not repeated and opener.start - section.body <= _LEADS_UP:
        # 二、问题、原因和措施 … （一）问题: the first part of what the heading announces.
        return False
    if section.kind is SectionKind.RECTIFICATION and opener.kind is SectionKind.PROBLEMS:
        return not _OWN_PROBLEMS.search(opener.heading)
    return opener.kind is section.kind and not _STRONG_HEADING.search(opener.heading)
