"""The lines that head a part of what is told of last year's problems, and those that head a single problem."""

from __future__ import annotations

import re

from tracker.extraction.closure_clauses import without_enumerator
from tracker.extraction.closure_origin import has_cue, origin_words
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import lazily

_TITLED = lazily(
    r"(?:关于|针对|对于?)(?:(?P<quoted>[^“，。；：\n]{0,30}“[^”\n]{2,160}”)|[^，。；：“\n]{4,60}?)(?:的|等|方面)*问题"
    r"(?:的?整改(?:落实|工作|完成)?(?:情况)?)?"
    r"|(?:关于|针对|对于?)(?P<cited>“[^”\n]{2,160}”)(?:方面)?的?整改(?:落实|工作|完成)?(?:情况)?"
)
_SAYING = compiled("述职|评议|考核|年度")


def is_titled(text: str, sentence: Stretch) -> bool:
    """Whether a line names one problem: 1.关于“台账更新不及时”问题的整改; 关于巡察反馈问题 tells whose they are."""
    begin = without_enumerator(text, *sentence)
    titled = _TITLED().fullmatch(text, begin, sentence.end)
    if titled is None or titled["quoted"] or titled["cited"]:
        return titled is not None
    return not (
        has_cue(text, begin, sentence.end)
        or origin_words().verb.search(text, begin, sentence.end)
        or _SAYING.search(text, begin, sentence.end)
    )


_HEADING_MAX = 40
_MADE_PROGRESS = lazily("取得[^，。；]{0,8}进展$|有了?[^，。；]{0,6}进展$")
"""整改取得阶段性进展 tells what became of a problem."""
_NOTHING = compiled("不涉及|未涉及|没有(?!$)|未收到|未接受|无(?:此|反馈|巡|审计|点评)")
_SAYS_MORE = compiled(r"完成|到位|销号|解决|正在|涉及|[0-9一二三四五六七八九十]个")


@derived
def _raised_heading() -> re.Pattern[str]:
    """（三）巡察反馈问题。 inside a paragraph."""
    origins = alternatives([word for group in load("closures").table("origin").values() for word in group])
    return compiled(
        rf"(?:关于)?[^，；：“、]{{0,12}}?(?:{origins}|述职(?:评议)?|评议|考核)(?:反馈|指出|查摆|检视|发现|点评|结转|遗留|移交|交办)*的?"
        r"(?:(?:(?:问题|意见|事项)(?:整改)?|整改)(?:落实)?(?:情况)?|方面)"
    )


def is_heading(text: str, sentence: Stretch) -> bool:
    """Whether a line is a heading inside the section, such as （一）上级点评问题整改情况."""
    if sentence.end - sentence.start > _HEADING_MAX or is_titled(text, sentence):
        return False
    if _NOTHING.search(text, *sentence):
        return False
    if (
        text.endswith(("情况", "进展", "方面"), sentence.start, sentence.end)
        and "整改" in text[sentence.start : sentence.end]
        and not _MADE_PROGRESS().search(text, *sentence)
    ):
        return True
    begin = without_enumerator(text, sentence.start, sentence.end)
    if (
        begin > sentence.start
        and text[sentence.end : sentence.end + 1] == "。"
        and _raised_heading().fullmatch(text, begin, sentence.end)
    ):
        return True
    opens_line = sentence.start == 0 or text[sentence.start - 1] == "\n"
    return (
        opens_line
        and text[sentence.end : sentence.end + 1] in ("\n", "")
        and not _SAYS_MORE.search(text, sentence.start, sentence.end)
    )
