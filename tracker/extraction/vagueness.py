"""What a promise leaves unsaid: who, by when, and what will be there in the end.

Source: the office's way of taking a promise down, 谁、何时、做到什么. The last is what makes it checkable: a number, a
thing that is named and made, or a state that can be seen. 进一步加强、不断提升 alone are none of these.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.domain.kinds import Missing
from tracker.extraction.deadlines import find_deadline
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    no_number: re.Pattern[str]
    frequency: re.Pattern[str]
    made: re.Pattern[str]
    event: re.Pattern[str]
    state: re.Pattern[str]
    soft: re.Pattern[str]
    doer: re.Pattern[str]
    lead: re.Pattern[str]


@derived
def _patterns() -> _Patterns:
    words = load("vagueness")
    make, thing = words.pattern("made.verbs"), words.pattern("made.things")
    hold, event = words.pattern("event.verbs"), words.pattern("event.names")
    people = load("particulars").pattern("label.leader", "label.responsible", "label.lead_unit", "label.support_unit")
    chinese = "[一二两三四五六七八九十百千]"
    return _Patterns(
        number=compiled(
            rf"(?:[0-9][0-9.,]*|{chinese}{{1,5}})(?:余|多)?[万亿千百]?(?:以上|余|多)?{words.pattern('number.units')}"
            rf"|[0-9.]+%|百分之{chinese}|{chinese}成(?![立为员果效长熟绩就功])"
        ),
        no_number=compiled(words.pattern("number.not")),
        frequency=compiled(words.pattern("number.frequency")),
        made=compiled(
            rf"{make}[^，。；！？\n]{{0,40}}?{thing}|{words.pattern('made.bettering')}[^，。；！？\n]{{2,24}}?"
            rf"{words.pattern('made.documents')}|{make}[^，。；！？\n]{{0,12}}?《[^《》\n]{{2,60}}》"
            rf"|(?:{make}|{words.pattern('made.names')})[^，。；！？\n]{{0,12}}?“[^“”\n]{{2,40}}”"
            rf"|{hold}[^，。；！？\n]{{0,12}}?“[^“”\n]{{2,40}}”[^，。；！？\n]{{0,8}}?{words.pattern('event.campaigns')}"
            r"|完成(?!各项|好|全年|上级|年度|目标|任务|工作)[^，。；！？\n]{2,}?(?!目标|任务)"
            r"|全部(?!精力|身心|力量)[^，。；！？\n]{0,14}?(?:换|改|清|建|到位|更新|公开|开设|覆盖|纳入|签)"
            r"|(?:配备|配齐|选配|增配)[^，。；！？\n]{1,16}?(?:干部|[管务理组护导]员|书记)"
        ),
        event=compiled(rf"{hold}[^，。；！？\n]{{0,24}}?{event}"),
        state=compiled(words.pattern("end.states")),
        soft=compiled(words.pattern("end.soft")),
        doer=compiled(
            rf"(?:^|[，。；：、！\n]|由|[）)])(?:[^，。；\n]{{0,6}}(?:前|内|底|起|每月|每季度|每年|每半年|每周|每学期))?"
            rf"(?:由|请|组织|安排|明确)?(?:每[名位]|{load('particulars').pattern('who.doers')})"
        ),
        lead=compiled(rf"[^，。；\n]{{2,12}}(?:(?<!一家)牵头|挂帅|(?<!引)领办|包保|领衔)|{people}："),
    )


def says_what(text: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` of the view promises something that can be seen done: a number, a thing, a state."""
    patterns = _patterns()
    stretch = patterns.no_number.sub(lambda found: "＿" * len(found.group()), text[start:end])
    # What stands in quotation marks is a name, whatever numbers it holds.
    if patterns.number.search(_QUOTED.sub("＿", stretch)) or patterns.frequency.search(stretch):
        return True
    for pattern in (patterns.made, patterns.event, patterns.state):
        for found in pattern.finditer(stretch):
            clause = max(stretch.rfind(mark, 0, found.start()) for mark in "，。；：！\n") + 1
            if not patterns.soft.match(text, start + clause, end):
                return True
    return False


_QUOTED = compiled("“[^“”\n]{0,60}”")


def says_when(text: str, start: int, end: int) -> bool:
    """Whether it gives a day, month, quarter or year's end, or how often."""
    if find_deadline(text, start, end, year=2000) is not None:
        return True
    return bool(_patterns().frequency.search(text, start, end) or _WHEN.search(text, start, end))


_WHEN = compiled(
    r"20[0-9]{2}年|明年|来年|年内|[上下]半年|季度|月底|[0-9]{1,2}月|学期|寒假|暑假|汛期|春节|节前|两年内|三年内|[0-9一二两三]+(?:个月|年|周|天)(?:内|之内)|"
    r"当年|全年|换届前"
)


def says_who(text: str, start: int, end: int) -> bool:
    """Whether it names a post, a person or a unit that will do it."""
    patterns = _patterns()
    return bool(patterns.doer.search(text, start, end) or patterns.lead.search(text, start, end))


def missing(text: str, start: int, end: int) -> tuple[Missing, ...]:
    """What the promise in ``[start, end)`` of the view leaves unsaid, in the order 谁、何时、做到什么."""
    told = (
        (Missing.WHO, says_who(text, start, end)),
        (Missing.WHEN, says_when(text, start, end)),
        (Missing.WHAT, says_what(text, start, end)),
    )
    return tuple(what for what, said in told if not said)
