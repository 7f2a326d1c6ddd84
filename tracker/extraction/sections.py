"""The outline's first question: which stretch of the report is about what.

Sections are opened by headings (numbered, unnumbered, glued to the body) and by sentences in mid-paragraph. An opener
is judged by the words it is made of; the marker before it says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.kinds import SectionKind
from tracker.extraction.headings import HEADING_MAX, classify_heading, names_what_is_left, reckons
from tracker.extraction.leads import behind_turn, of_others, ought_to_be, plainly, says_why, tells_others
from tracker.extraction.markers import Family, Marker
from tracker.extraction.prose import announces_lines
from tracker.extraction.scope import Basis
from tracker.extraction.stops import stop_in
from tracker.extraction.summed_up import is_part
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import WordList, derived, load
from tracker.lexicon.patterns import lazily

SENTENCE_STOP = compiled(r"[。！？\n：](?:(?<!：)|(?!“)|(?=“[^”\n。，！？]{1,14}”[一-鿿]))")
"""A colon before what somebody says is none; before a word in quotation marks (表现在：“两个覆盖”还有死角) it is."""


class Opener(NamedTuple):
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
    marker: Marker | None = None
    """The enumerator it is counted with."""
    basis: Basis = Basis.HEADING


class Paragraph(NamedTuple):
    """A line of the view."""

    start: int
    end: int


@lru_cache(maxsize=2)
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The lines of the view, in order."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return tuple(found)


@derived
def _words() -> WordList:
    return load("sections")


_ADDRESSED = (
    r"(?:(?:针对|对照|围绕)[^，。]{0,24}(?:问题|不足|短板|差距|情况)[^，。]{0,8}，"
    r"|总之，|同志们，|各位[^，。]{0,8}，|最后，)?"
)
"""What may stand before the words that look ahead."""


@derived
def _lead_patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    noun, admit = words.pattern("lead.problem_nouns"), words.pattern("lead.admission")
    places = words.pattern("lead.problem_places")
    time, verb = words.pattern("lead.next_times"), words.pattern("lead.next_verbs")
    return {
        "problem": compiled(
            rf"{places}|{admit}[^。；]{{0,40}}?{noun}|{admit}[^。；“]{{0,20}}“[一二两三四五六七八九几]个?[不缺少弱][^”]{{0,6}}”|{noun}(?:和{noun})?(?:也|还|仍|却|主要|是|有|不少|集中|体现|表现|在于|依然|如下|：|，我|$)"
        ),
        "problem_veto": compiled(words.pattern("lead.problem_veto")),
        "next": compiled(
            rf"{_ADDRESSED}"
            rf"(?:我们?|本人|支部|党支部|党委|全[镇乡街校院局])?(?:在)?{time}(?:的|这)?(?:工作|日子|一年)?(?:$|中|里|上|，|的|我|将|工|要|打|计|准|重|是|办|支|，?[^。；]{{0,20}}?{verb})"
        ),
        # 对这些问题，我准备这样改：
        "answer": compiled(
            r"(?:(?:针对|对照|面对|围绕|对于?|就|为解决|为改变|为此|正视)[^，。；]{0,14}(?:问题|不足|短板|差距|情况|欠账|现状)，?"
            r"|(?:怎么|如何)(?:改|办|干|补)[？，])[^。；]{0,12}?(?:将|拟|准备|打算|(?<![主需重必])要|决心|计划|想法是|下决心)"
        ),
        "next_verb": compiled(verb),
        "causes": compiled(
            rf"{words.pattern('lead.causes_of')}[^。；]{{0,24}}{words.pattern('lead.causes')}|{words.pattern('lead.causes')}[^。；]{{0,6}}(?:有|是|在于|如下)"
        ),
        "causes_all": compiled(
            r"(?:以上|上述|这些|产生|造成|存在)[^。；]{0,16}(?:问题|不足|差距|短板|的)[^。；]{0,8}(?:原因|根源)"
        ),
        "earlier": compiled(
            rf"[^。]{{0,14}}(?:{words.pattern('lead.earlier')}|20[0-9]{{2}}年)[^。]{{0,24}}{words.pattern('lead.raised')}[^。]{{0,40}}?(?:问题|意见)"
        ),
        "closing": compiled(
            rf"{words.pattern('lead.closing')}|(?:话|汇报|述职|报告|发言)[^，。]{{0,4}}(?:完了|完毕|到此|结束)"
            r"|(?<![聘邀延敦吁申])请(?:大家|大伙|各位|领导|组织|上级|同志|予以?|多)?[^，。]{0,4}(?:评议|审议|评说|批评|指正|测评|监督(?!员)|打分|提[^，。]{0,4}意见)"
            r"|请[^，。]{0,24}(?:评议|审议|批评|指正)[。！]?$"
            r"|(?:说|讲|谈|聊|念叨?|唠叨?|啰嗦|絮叨|汇报|报告|报|交代|交账)(?:到(?:这|此)|了?这么[多些]|完了|完毕)"
            r"|(?:大家|大伙|各位|街坊|乡亲|老少|同志|诸位)[^。]{0,14}"
            r"(?:给我提|提出来|当面[提讲说]|多批评|多提|多指|打分|评一评|评评|来问我|批评我|骂我)"
        ),
        "labels": compiled(
            rf"(?:^|(?<=[。；！？\n”）]))[【〔（]?{words.pattern('measures.labels')}[0-9一二三四五六七八九]?(?:[】〕）][：，]?|：|，(?=将|我|要|拟|计划|打算|重点))"
            r"|(?<=[。；！？\n])(?:下一?步|今后|接下来)[^，。：；]{0,4}，"
        ),
    }


_PART = compiled(
    r"(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.])?(?:关于|在|针对)?“[^”\n]{2,80}”(?:的?问题)?(?:方面)?(?:的?整改)?"
)
"""（一）在“责任压得不实”方面 heads a part of what others raised."""


def classify_lead(
    sentence: str, *, year: int | None, listed: bool, opens_paragraph: bool
) -> tuple[bool, SectionKind | None]:
    """What a sentence opens: ``(True, kind)``, with kind ``None`` for causes; ``(False, None)`` where it opens nothing.

    ``listed`` tells whether an enumeration follows at once; ``opens_paragraph`` whether the sentence begins its line.
    """
    patterns = _lead_patterns()
    if not (listed or opens_paragraph):
        return False, None
    if len(sentence) > _LEAD_MAX:
        ahead = _opens_next(sentence, year) and patterns["next_verb"].search(plainly(sentence[:_LEAD_MAX]))
        return (True, SectionKind.NEXT_STEPS) if ahead and not listed else (False, None)
    if listed and patterns["causes_all"].search(sentence):
        return True, None
    taken_up = listed and "整改" in sentence and _TAKEN_UP().match(sentence) and sentence.endswith("如下")
    if listed and (taken_up or patterns["answer"].match(sentence) or _ANSWERED().fullmatch(sentence)):
        return True, SectionKind.NEXT_STEPS
    if _opens_next(sentence, year) and (
        listed or _AT_ONCE().match(sentence) or patterns["next_verb"].search(plainly(sentence))
    ):
        return True, SectionKind.NEXT_STEPS
    if opens_paragraph and not listed and patterns["earlier"].match(sentence):
        return True, SectionKind.RECTIFICATION
    if listed and tells_others(sentence):
        return False, None
    if says_why(sentence):
        return False, None
    said = behind_turn(sentence)
    if patterns["problem_veto"].search(said) or _PART.match(sentence):
        return False, None
    if listed and patterns["problem"].search(said) and not _TAKEN_UP().match(sentence):
        return True, SectionKind.PROBLEMS
    return False, None


_LEAD_MAX = 160
_AT_ONCE = lazily(
    "下一?步，(?:把|让|从|每|建立|新建|制定|开展|组织|推[进行动]|[强深]化|加[强大]|完善|健全|落实|实施|突出|狠抓|抓)"
)
"""下一步，把学习抓实，每月一次。 says what will be done without a word for it."""
_TAKEN_UP = lazily(
    "(?:针对|对照|围绕|面对|对于?|就)[^，。；]{0,14}(?:以上|上述|这些|前述)[^，。；]{0,6}(?:问题|不足|短板|差距)"
)
"""针对这些问题，我们主动整改。 tells what was done about them, or that it follows."""
_ANSWERED = lazily(
    "(?:针对|对照|围绕|对于?|就)(?:以上|上述|这些|前述|存在的?|查摆的?)[^，。；了]{0,8}(?:问题|不足|短板|差距)"
    "(?:，[^，。；了已]{0,14})?"
)
"""针对以上问题： and nothing that was done: what follows answers them."""


_AHEAD_WORD = "(?:，|我|将|工作|的工作|是|支部|党|主要|重点|要|拟|计划|打算|准备|着力|抓好|做好|继续|力争)"


def _opens_next(sentence: str, year: int | None) -> bool:
    if _lead_patterns()["next"].match(sentence):
        return True
    if year is None or f"{year + 1}年" not in sentence:
        return False
    return bool(re.match(rf"{_ADDRESSED}(?:展望)?{year + 1}年{_AHEAD_WORD}", sentence))


def measures_label(text: str, start: int, end: int, *, merged: bool = False) -> re.Match[str] | None:
    """The first label such as 改进措施： that begins the measures of an entry.

    ``merged`` tells that the section's heading promises measures: then 今后每月研讨一次 behind a comma is one as well.
    """
    label = _lead_patterns()["labels"].search(text, start, end)
    return label or (_GOES_AHEAD.search(text, start, end) if merged else None)


_GOES_AHEAD = compiled(
    "(?<=[，；。])(?:下一?步|今后(?!的?[一二两三四五几0-9]+年)|接下来|明年|来年)(?:将|要|拟|我们?将?)?，?(?=[^，。；]{4})"
    "|(?<=[；。\n])(?:对此|为此|针对这一?[个种]?(?:问题|情况|点|不足))，(?!我们?已|已)(?:(?:我们?|支部|党[委组]|本人)?(?:将|要|拟|打算|准备|计划))?(?=[^，。；]{4})"
)


def closes(sentence: str) -> bool:
    """Whether a sentence is one of those that end a report."""
    return bool(_lead_patterns()["closing"].search(sentence))


_NO_HEADING = compiled("现将|现就|如下|(?:报告|总结|汇报|通报|材料)$")
"""Words of a report's title and of the sentence that announces it."""
FRAMED = compiled(r"[【〖［](?P<heading>[^】〗］\n]{2,24})[】〗］]：?")
"""A heading in brackets: 【存在问题】."""


def headings_by_words(text: str, markers: list[Marker], year: int | None) -> Iterable[Opener]:
    """The headings whose words say what they open."""
    by_start = {marker.start: marker for marker in markers}
    firsts = {marker.start for marker in markers if marker.ordinal == 1}
    labels = _labels(text)
    framing = Counter(framed["heading"] for framed in FRAMED.finditer(text))
    for paragraph in paragraphs(text):
        if paragraph.start == paragraph.end:
            continue
        marker = by_start.get(paragraph.start)
        begin = marker.end if marker else paragraph.start
        framed = FRAMED.match(text, begin, paragraph.end)
        if framed and framing[framed["heading"]] > 1:
            # 【问题】…【措施】…, once for each: labels of entries.
            continue
        if framed:
            begin, head_end = framed.span("heading")
            whole = framed.end() == paragraph.end
        else:
            # A heading is short: what stops further on is none.
            stop = SENTENCE_STOP.search(text, begin, min(paragraph.end, begin + HEADING_MAX + 10))
            head_end = stop.start() if stop else paragraph.end
            whole = head_end >= paragraph.end - 1
        # 打算：甲；乙；丙。 A label that stands before every entry opens none of them.
        label = not (marker or whole or framed) and begin in labels and text[head_end] == "："
        if not (marker or whole or framed or label) or head_end - begin > HEADING_MAX + 8:
            continue
        heading = text[begin:head_end]
        if _NO_HEADING.search(heading):
            continue
        settles = whole and not text.startswith("。", head_end) and reckons(heading)
        told = (SectionKind.RECTIFICATION, False) if settles else classify_heading(heading, year=year)
        if told is None and whole and marker and marker.family is Family.CHINESE and names_what_is_left(heading):
            told = SectionKind.PROBLEMS, False
        if told is None:
            continue
        kind, merged = told
        if kind is SectionKind.PROBLEMS and marker and marker.family in _ITEM_FAMILIES:
            continue
        if kind is SectionKind.ACHIEVEMENTS and not (whole or framed):
            continue
        head_end = framed.end() - 1 if framed else head_end
        body = min(head_end + (0 if whole and head_end == paragraph.end else 1), len(text))
        if not whole and text[head_end : head_end + 1] == "：" and _is_slogan(text, body, paragraph.end):
            # 四、努力方向：躬身入局，挺膺担当
            body = paragraph.end
        causes = label and kind is None and body in firsts
        if label and kind is not SectionKind.PROBLEMS and kind is not SectionKind.NEXT_STEPS and not causes:
            # 原因：一是…二是… tells of all of them, 主要原因：重视不够 of one.
            continue
        basis = Basis.SENTENCE if label else Basis.HEADING
        yield Opener(kind, paragraph.start, body, heading.strip("　 ："), not label, merged, marker, basis)


_SLOGAN_MAX = 30


def _is_slogan(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a heading's colon only sings it: short, without a stop, with lines below."""
    rest = text[start:end]
    return 0 < len(rest) <= _SLOGAN_MAX and end < len(text) and not _SAYS_MATTER.search(rest)


_SAYS_MATTER = compiled("[。；0-9：]|一是|（")
_LABEL = compiled("(?P<label>[^，。；：！？\n]{2,6})：")
_SOMEBODY_RAISED = compiled("反馈|点评|巡|审计|督|评议|考核|去年|上年")


def _labels(text: str) -> set[int]:
    """Where lines begin with a label that no other line begins with."""
    return {match.start() for match in _labelled(text)[0] if not _SOMEBODY_RAISED.search(match["label"])}


@lru_cache(maxsize=2)
def _labelled(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """The lines that begin with a label of their own, and those whose label begins others, too."""
    found = [match for line in paragraphs(text) if (match := _LABEL.match(text, line.start, line.end))]
    counted = Counter(match["label"] for match in found)
    once = [match for match in found if counted[match["label"]] == 1]
    return once, [match for match in found if counted[match["label"]] > 1]


_ITEM_FAMILIES = frozenset({Family.NAMED, Family.CAUSE, Family.MEASURE})


def leads_by_words(text: str, markers: list[Marker], year: int | None) -> Iterable[Opener]:
    """The sentences whose words say that they open a section."""
    firsts = {marker.start: marker for marker in markers if marker.ordinal == 1}
    starts = {marker.start: marker for marker in markers}
    # 下一步打算：… once below each problem: labels of entries.
    labels = {match.start() for match in _labelled(text)[1]}
    for at, end in _pieces(text, firsts.values()):
        if at in labels:
            continue
        opens_paragraph = at == 0 or text[at - 1] == "\n"
        following = end + 1 if end < len(text) and text[end] == "\n" else end
        listed = following in firsts or (text[end - 1] == "：" and _semicolon_list(text, end))
        # 离期盼还有距离，主要是下面几个方面。 with a line for each below.
        listed = listed or (
            opens_paragraph
            and text.startswith("\n", end)
            and text.find("\n", end + 1) >= 0
            and announces_lines(text[at:end])
        )
        if not (listed or opens_paragraph):
            continue
        asked = text[end - 1] == "？" and end < len(text) and text[end] != "\n"
        begin = starts[at].end if at in starts else at
        sentence = text[begin:end].strip("：。！？ 　")
        if not sentence or is_part(text, begin, end):
            continue
        start = at
        opened, kind = classify_lead(sentence, year=year, listed=listed, opens_paragraph=opens_paragraph)
        if not opened and following in firsts and not opens_paragraph and announces_lines(text[at:end]):
            # 再说没做好的。我想了想，主要有四条。 and then the four: what the paragraph begins with says which.
            line = text.rfind("\n", 0, at) + 1
            head = text[line : stop_in(text, line, at, "。！？")]
            if at - line <= _LEADS_UP:
                opened, kind = classify_lead(head, year=year, listed=True, opens_paragraph=True)
                start = line if opened else start
        if asked and not opened and len(sentence) <= _QUESTION_MAX and _ASKS_AHEAD().match(sentence):
            # 明年咋办？卫生要划片包干。
            opened, kind, listed = True, SectionKind.NEXT_STEPS, True
        if kind is SectionKind.PROBLEMS and following in firsts and ought_to_be(text, sentence, firsts[following].end):
            kind = SectionKind.NEXT_STEPS
        if opened and kind is SectionKind.RECTIFICATION and not at and text[end - 1] not in "。：；":
            # 某镇2022年度述职问题清单: a title is no sentence.
            continue
        if opened:
            # A prose sentence such as 下一步，我将制定方案。 is itself the first of the section's matter.
            yield Opener(kind, start, end if listed else begin, "", explicit=False, basis=Basis.SENTENCE)


_LEADS_UP, _QUESTION_MAX = 60, 20
"""How far from the beginning of a paragraph the sentence may stand that announces lines."""
_ASKS_AHEAD = lazily(
    "(?:那|那么|，)*(?:明年|来年|下一?步|今后|往后|接下来|新的一年|开春|转过年)[^。？]{0,8}?(?:咋|怎么|怎样|如何|干啥|干什么|办什么|做什么|啥打算|什么打算)"
)


def _pieces(text: str, firsts: Iterable[Marker]) -> Iterable[tuple[int, int]]:
    """The sentences of the view with their stops, each cut before the 一是 that it holds."""
    cuts = {stop.end() for stop in SENTENCE_STOP.finditer(text)}
    cuts.update(marker.start for marker in firsts if marker.family in _SPOKEN or text[marker.start - 1] == "，")
    at = 0
    for end in (*sorted(cuts), len(text)):
        stop = end - 1 if text.endswith("\n", at, end) else end
        if at < stop:
            yield at, stop
        at = end


def named_problems(text: str, markers: list[Marker]) -> list[Opener]:
    """``问题一：… 问题二：…`` at line starts without a heading: problems, unless they tell results."""
    run = [marker for marker in markers if marker.family is Family.NAMED and marker.opens_paragraph]
    if (
        len(run) < 2
        or run[0].ordinal != 1
        or re.search("整改情况|整改状态|整改结果", text[run[0].start : run[0].start + 600])
    ):
        return []
    return [Opener(SectionKind.PROBLEMS, run[0].start, run[0].start, "", explicit=False, basis=Basis.SENTENCE)]


_ADMITS = lazily(
    r"(?:存在|还有|仍有|尚有|有)(?:着|一些|不少|很多|许多|较多|较大|一定|诸多|的|以下|几个|这样|如下){0,2}(?:问题|不足|差距|短板|薄弱环节|欠缺)(?!的?整改|清单|导向)"
)

_POINTED_OUT = lazily("指出了?[^，。：]{0,16}存在的?(?:主要|突出)?(?:问题|不足|短板)(?=[，。])")
"""也指出了工作中存在的问题，并提出了打算。 as a whole paragraph tells of a talk."""


def prose_lead(text: str) -> list[Opener]:
    """The paragraph that begins by admitting problems and goes on in prose, in a report that lists none."""
    lines = paragraphs(text)
    for number, line in enumerate(lines):
        if number == 0 and len(lines) > 2:
            continue
        stop = SENTENCE_STOP.search(text, line.start, line.end)
        end = stop.end() if stop else line.end
        sentence = text[line.start : end]
        admits = _ADMITS().search(sentence) if len(sentence) <= 90 else None
        if (
            admits
            and sentence.count("“", 0, admits.start()) == sentence.count("”", 0, admits.start())
            and not of_others(sentence, admits)
            and not tells_others(sentence.rstrip("："))
            and not (end == line.end and _POINTED_OUT().search(sentence))
            and not _lead_patterns()["problem_veto"].search(sentence)
        ):
            body = end if end < line.end else line.start
            return [Opener(SectionKind.PROBLEMS, line.start, body, "", explicit=False, basis=Basis.PROSE)]
    return []


_SPOKEN = frozenset({Family.SPOKEN, Family.FIRSTLY, Family.WHICH})


def _semicolon_list(text: str, start: int) -> bool:
    """Whether the sentence after a colon is a list parted by semicolons."""
    stop = text.find("\n", start)
    first = text[start : stop if stop >= 0 else len(text)].split("。", 1)[0]
    return first.count("；") >= 1 and len(first) >= 20
