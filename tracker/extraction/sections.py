"""The outline's first question: which stretch of the report is about what.

Sections are opened by headings (numbered, unnumbered, glued to the body) and by sentences in mid-paragraph. An opener
is judged by the words it is made of; the marker before it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tracker.domain.kinds import SectionKind
from tracker.extraction.markers import Family, Marker
from tracker.extraction.scope import Scope
from tracker.lexicon.loader import WordList, alternatives, load

_HEADING_MAX = 32
_SENTENCE_STOP = re.compile(r"[。！？\n]|：(?!“)")
_YEAR = re.compile(r"20[0-9]{2}(?:-20[0-9]{2})?年?度?")


@dataclass(frozen=True, slots=True)
class Opener:
    """A place where a section begins."""

    kind: SectionKind | None
    """``None`` for causes and other matter that belongs to no section."""
    start: int
    body: int
    """Where the section's own text begins, behind the heading."""
    heading: str
    explicit: bool
    """True for a heading, False for a sentence that opens the section."""
    merged: bool = False
    """True where the heading announces problems and measures together."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the view."""

    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of the view, in order."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return found


@cache
def _words() -> WordList:
    return load("sections")


@cache
def _heading_patterns() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    words = _words()
    groups = words.table("heading")
    known = re.compile(alternatives(word for group in groups.values() for word in group))
    return known, {name: re.compile(alternatives(group)) for name, group in groups.items() if name != "filler"}


def classify_heading(heading: str, *, year: int | None = None) -> tuple[SectionKind | None, bool] | None:
    """What a heading announces: its kind (``None`` for causes alone) and whether problems and measures stand merged.

    ``year`` is the year reported on: a heading that begins with the year after it announces plans.
    Returns ``None`` where the words are no section heading at all.
    """
    if year is not None and heading.startswith(f"{year + 1}年") and len(heading) <= _HEADING_MAX // 2:
        return SectionKind.NEXT_STEPS, False
    plain = _YEAR.sub("", heading).strip("　 ：:。.、，")
    if not 2 <= len(plain) <= _HEADING_MAX:
        return None
    known, kinds = _heading_patterns()
    residue = known.sub("", plain)
    if len(residue) > max(1, len(plain) // 4):
        return None
    has = {name: bool(pattern.search(plain)) for name, pattern in kinds.items()}
    # 整改措施 promises, 整改情况 reports: measures of the future outrank the shorter word 整改.
    if has["rectification"] and "情况" in plain and not has["next_steps"]:
        return SectionKind.RECTIFICATION, False
    if has["problems"] and has["next_steps"]:
        return SectionKind.PROBLEMS, True
    if has["next_steps"]:
        return SectionKind.NEXT_STEPS, False
    if has["problems"]:
        if has["rectification"] and not re.search("存在|主要问题|不足|差距", plain):
            return SectionKind.RECTIFICATION, False
        # 创新不足 names a problem; only 存在不足 or 问题和不足 names a section.
        names_section = _NAMES_PROBLEMS.search(plain) or (not residue and "问题" in plain)
        return (SectionKind.PROBLEMS, False) if names_section else None
    if has["causes"]:
        return None, False
    if has["achievements"]:
        return SectionKind.ACHIEVEMENTS, False
    return None


_NAMES_PROBLEMS = re.compile(
    r"存在|面临|主要(?:问题|不足|短板|差距|困难)|突出问题|查[摆找]|(?:问题|不足|短板|差距|困难)[和与及、]|^(?:的|工作|当前)?(?:问题|不足|差距|短板|不足之处)"
)


@cache
def _lead_patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    noun, admit = words.pattern("lead.problem_nouns"), words.pattern("lead.admission")
    places = words.pattern("lead.problem_places")
    time, verb = words.pattern("lead.next_times"), words.pattern("lead.next_verbs")
    return {
        "problem": re.compile(
            rf"{places}|{admit}[^。；]{{0,40}}?{noun}|{noun}(?:和{noun})?(?:也|还|仍|主要|是|有|不少|集中|体现|表现|在于|依然|如下|：|，我|$)"
        ),
        "problem_veto": re.compile(words.pattern("lead.problem_veto")),
        "next": re.compile(
            rf"(?:(?:针对|对照|围绕)[^，。]{{0,24}}(?:问题|不足|短板|差距|情况)[^，。]{{0,8}}，|总之，|同志们，|各位[^，。]{{0,8}}，|最后，)?"
            rf"(?:我们?|本人|支部|党支部|党委|全[镇乡街校院局])?(?:在)?{time}(?:的)?(?:工作|日子|一年)?(?:中|里|上|，|的|我|将|工|要|打|计|准|重|是|办|支|，?[^。；]{{0,20}}?{verb})"
        ),
        "next_verb": re.compile(verb),
        "causes": re.compile(
            rf"{words.pattern('lead.causes_of')}[^。；]{{0,24}}{words.pattern('lead.causes')}|{words.pattern('lead.causes')}[^。；]{{0,6}}(?:有|是|在于|如下)"
        ),
        "causes_all": re.compile(
            r"(?:以上|上述|这些|产生|造成|存在)[^。；]{0,16}(?:问题|不足|差距|短板|的)[^。；]{0,8}(?:原因|根源)"
        ),
        "earlier": re.compile(
            rf"^[^。]{{0,14}}(?:{words.pattern('lead.earlier')}|20[0-9]{{2}}年)[^。]{{0,24}}{words.pattern('lead.raised')}[^。]{{0,40}}?(?:问题|意见)"
        ),
        "closing": re.compile(words.pattern("lead.closing")),
        "labels": re.compile(
            rf"(?:^|(?<=[。；！？\n”）]))[【〔（]?{words.pattern('measures.labels')}[0-9一二三四五六七八九]?(?:[】〕）][：，]?|：|，(?=将|我|要|拟|计划|打算|重点))"
        ),
    }


def classify_lead(
    sentence: str, *, year: int | None, listed: bool, opens_paragraph: bool
) -> tuple[bool, SectionKind | None]:
    """What a sentence opens: ``(True, kind)``, with kind ``None`` for causes; ``(False, None)`` where it opens nothing.

    ``listed`` tells whether an enumeration follows at once; ``opens_paragraph`` whether the sentence begins its line.
    """
    patterns = _lead_patterns()
    if not (listed or opens_paragraph) or len(sentence) > 160:
        return False, None
    if listed and patterns["causes_all"].search(sentence):
        return True, None
    if _opens_next(sentence, year) and (listed or patterns["next_verb"].search(sentence)):
        return True, SectionKind.NEXT_STEPS
    if opens_paragraph and patterns["earlier"].search(sentence) and not listed:
        return True, SectionKind.RECTIFICATION
    if patterns["problem_veto"].search(sentence):
        return False, None
    if listed and patterns["problem"].search(sentence):
        return True, SectionKind.PROBLEMS
    return False, None


def _opens_next(sentence: str, year: int | None) -> bool:
    if _lead_patterns()["next"].match(sentence):
        return True
    return year is not None and bool(re.match(rf"(?:展望)?{year + 1}年(?:，|我|将|工作|的工作|是|支部|党)", sentence))


def measures_label(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first label such as 改进措施： that begins the measures of a merged entry."""
    return _lead_patterns()["labels"].search(text, start, end)


def closing_start(text: str, start: int, end: int) -> int:
    """Where the report's closing words begin within its last stretch; ``end`` where there are none."""
    at = end
    while at > start:
        cut = max(text.rfind(mark, start, at - 1) for mark in "。！？\n")
        begin = cut + 1 if cut >= start else start
        sentence = text[begin:at].strip()
        signature = begin > start and text[begin - 1] == "\n" and _is_signature(sentence)
        if sentence and not signature and not (len(sentence) <= 40 and _lead_patterns()["closing"].search(sentence)):
            break
        at = begin
        if begin == start:
            break
    return at


_SIGNATURE = re.compile(
    r"[^。；]{0,30}(?:委员会|党委|党组|党支部|党总支|党工委|支部|书记|局|镇|乡|街道|村|公司|医院|学院|学校)[^，。；]{0,6}"
    r"|(?:20[0-9]{2}|二[〇○零]..)年.{1,3}月.{1,3}日|[（(]?[^。；]{0,20}[）)]?附件.*|主送.*|抄送.*"
)


def _is_signature(line: str) -> bool:
    return len(line) <= 36 and bool(_SIGNATURE.fullmatch(line.strip("　 。")))


def find_openers(text: str, markers: list[Marker], *, year: int | None) -> list[Opener]:
    """All places where a section begins, by heading or by sentence, in order."""
    openers = [*_headings(text, markers, year), *_leads(text, markers, year)]
    if not any(opener.kind is SectionKind.PROBLEMS for opener in openers):
        openers += _prose_lead(text)
    openers.sort(key=lambda opener: (opener.start, not opener.explicit))
    told = {opener.kind for opener in openers if opener.explicit}
    chosen: list[Opener] = []
    under: Opener | None = None
    for opener in openers:
        if chosen and opener.start < chosen[-1].body:
            continue
        if opener.explicit:
            if under is not None and _is_entry_of(opener, under):
                continue
            under = opener
        elif opener.kind in told and (under is None or under.kind is not opener.kind):
            # Where the report has a heading of that kind, a sentence elsewhere opens nothing.
            continue
        chosen.append(opener)
    return chosen


_STRONG_HEADING = re.compile("存在|主要|突出|面临|查[摆找]|下一?步|今后|努力方向|打算")


def _is_entry_of(opener: Opener, section: Opener) -> bool:
    """Whether a would-be heading is an entry of the section it stands in: same kind, and no section's own words."""
    return opener.kind is section.kind and not _STRONG_HEADING.search(opener.heading)


_FRAMED = re.compile(r"[【〖［](?P<heading>[^】〗］\n]{2,24})[】〗］]：?")
"""A heading in brackets: 【存在问题】."""


def _headings(text: str, markers: list[Marker], year: int | None) -> Iterable[Opener]:
    by_start = {marker.start: marker for marker in markers}
    for paragraph in paragraphs(text):
        if paragraph.start == paragraph.end:
            continue
        marker = by_start.get(paragraph.start)
        begin = marker.end if marker else paragraph.start
        framed = _FRAMED.match(text, begin, paragraph.end)
        if framed:
            begin, head_end = framed.span("heading")
            whole = framed.end() == paragraph.end
        else:
            stop = _SENTENCE_STOP.search(text, begin, paragraph.end)
            head_end = stop.start() if stop else paragraph.end
            whole = head_end >= paragraph.end - 1
        if not (marker or whole or framed) or head_end - begin > _HEADING_MAX + 8:
            continue
        heading = text[begin:head_end]
        told = classify_heading(heading, year=year)
        if told is None:
            continue
        kind, merged = told
        if kind is SectionKind.ACHIEVEMENTS and not (whole or framed):
            continue
        head_end = framed.end() - 1 if framed else head_end
        body = min(head_end + (0 if whole and head_end == paragraph.end else 1), len(text))
        yield Opener(kind, paragraph.start, body, heading.strip("　 ："), explicit=True, merged=merged)


def _leads(text: str, markers: list[Marker], year: int | None) -> Iterable[Opener]:
    firsts = {marker.start: marker for marker in markers if marker.ordinal == 1}
    starts = {marker.start: marker for marker in markers}
    for paragraph in paragraphs(text):
        at = paragraph.start
        while at < paragraph.end:
            stop = _SENTENCE_STOP.search(text, at, paragraph.end)
            end = stop.end() if stop else paragraph.end
            inner = next(
                (marker for position, marker in firsts.items() if at < position < end and marker.family in _SPOKEN),
                None,
            )
            if inner is not None:
                end = inner.start
            following = end + 1 if end < len(text) and text[end] == "\n" else end
            listed = following in firsts or (text[end - 1] == "：" and _semicolon_list(text, end))
            opens_paragraph = at == paragraph.start
            begin = starts[at].end if at in starts else at
            sentence = text[begin:end].strip("：。！？")
            if sentence and (listed or opens_paragraph):
                opened, kind = classify_lead(sentence, year=year, listed=listed, opens_paragraph=opens_paragraph)
                if opened:
                    # A prose sentence such as 下一步，我将制定方案。 is itself the first of the section's matter.
                    body = end if listed else begin
                    yield Opener(kind, at, body, "", explicit=False)
            at = max(end, at + 1)


_ADMITS = re.compile(
    r"(?:存在|还有|仍有|尚有|有)(?:着|一些|不少|很多|许多|较多|较大|一定|诸多|的|以下|几个|这样|如下){0,2}(?:问题|不足|差距|短板|薄弱环节|欠缺)"
)


def _prose_lead(text: str) -> list[Opener]:
    """The paragraph that begins by admitting problems and goes on in prose, in a report that lists none."""
    lines = paragraphs(text)
    for number, line in enumerate(lines):
        if number == 0 and len(lines) > 2:
            continue
        stop = _SENTENCE_STOP.search(text, line.start, line.end)
        end = stop.end() if stop else line.end
        sentence = text[line.start : end]
        if len(sentence) <= 90 and _ADMITS.search(sentence) and not _lead_patterns()["problem_veto"].search(sentence):
            return [Opener(SectionKind.PROBLEMS, line.start, end if end < line.end else line.start, "", explicit=False)]
    return []


_SPOKEN = frozenset({Family.SPOKEN, Family.FIRSTLY, Family.WHICH})


def _semicolon_list(text: str, start: int) -> bool:
    """Whether the sentence after a colon is a list parted by semicolons."""
    stop = text.find("\n", start)
    stretch = text[start : stop if stop >= 0 else len(text)]
    first = stretch.split("。", 1)[0]
    return first.count("；") >= 1 and len(first) >= 20


def find_scopes(text: str, openers: list[Opener]) -> list[Scope]:
    """The report cut into sections; matter under a heading of causes belongs to none."""
    scopes: list[Scope] = []
    lines = paragraphs(text)
    end_of_text = closing_start(text, _tail_start(lines, openers), len(text.rstrip()))
    first = next((o for o in openers if o.explicit or o.kind not in (None, SectionKind.ACHIEVEMENTS)), None)
    opening_end = _opening_end(text, lines, openers, first.start if first else end_of_text)
    if opening_end > 0:
        scopes.append(Scope(SectionKind.OPENING, 0, opening_end))
    limits = [*(o.start for o in openers), end_of_text]
    starts = [o for o in openers if o.start >= opening_end]
    if not starts or starts[0].start > opening_end:
        until = starts[0].start if starts else end_of_text
        if until > opening_end:
            scopes.append(Scope(SectionKind.ACHIEVEMENTS, opening_end, until))
    for opener in starts:
        until = min((limit for limit in limits if limit > opener.start), default=end_of_text)
        until = min(until, end_of_text)
        if opener.kind is None or until <= opener.start:
            continue
        if opener.kind is SectionKind.RECTIFICATION and not opener.explicit and scopes:
            # One paragraph about last year's problems; what was being told before goes on behind it.
            line_end = text.find("\n", opener.start, until)
            if line_end >= 0:
                told = scopes[-1]
                scopes.append(Scope(opener.kind, opener.start, line_end))
                if line_end + 1 < until:
                    scopes.append(Scope(told.kind, line_end + 1, until, explicit=told.explicit))
                continue
        scopes.append(Scope(opener.kind, opener.start, until, opener.heading, opener.explicit, opener.body))
    closing = end_of_text + len(text[end_of_text:]) - len(text[end_of_text:].lstrip())
    if closing < len(text.rstrip()):
        scopes.append(Scope(SectionKind.CLOSING, closing, len(text.rstrip())))
    return scopes


def _tail_start(lines: list[Paragraph], openers: list[Opener]) -> int:
    last = openers[-1].body if openers else 0
    return max(last, lines[-1].start if len(lines) < 2 else min(line.start for line in lines[-6:]))


def _opening_end(text: str, lines: list[Paragraph], openers: list[Opener], limit: int) -> int:
    """Where the opening ends: at the first heading or list."""
    numbered = re.compile(r"第?[一1][、.，]|[（(][一1][）)]|一[是抓]|首先")
    for line in lines:
        if line.start >= limit:
            return limit
        if numbered.match(text, line.start):
            return line.start
        if any(o.start == line.start for o in openers):
            return line.start
    return 0 if limit >= len(text.rstrip()) - 1 else limit
