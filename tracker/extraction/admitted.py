"""Matters that a sentence among deeds admits by name: 同时，还存在后备干部不足、阵地老旧等问题。

Who found something and saw to it tells a deed; what only says that there are problems (仍存在一些薄弱环节) names none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker.extraction.tone import tone_in
from tracker.extraction.turns import mends
from tracker.lexicon.patterns import lazily

_EXISTS = "存在"
_STILL = "(?:目前|当前|眼下|如今|仍然?|依然|还|尚|也|同时|但是?|不过)"
_WORD = "(?:问题|不足|短板|现象|情况|差距|困难|倾向)"
_VAGUE = (
    r"(?:着|[一这0-9]些|不少|许多|诸多|几个|个别|一定|较多|这样那样|不容忽视|亟待解决|需要(?:改进|解决|加强)|突出|薄弱|明显|客观|共性|深层次|的|和|以下|如下"
    r"|问题|不足|短板|差距|困难|环节|弱项)*"
)
_NAMED = lazily(
    rf"{_STILL}[^，。；：\n]{{0,8}}?存在(?:着)?(?!{_VAGUE}(?:[，。；：\n]|$))"
    rf"(?P<what>[^。；：\n]{{4,90}}?)(?:等(?:方面|几?个?方面)?的?|的)?{_WORD}(?=[。；，\n]|$)"
)
_SUCH_AS = lazily(
    r"(?<!反馈)(?:工作|支部|建设|过程|书记)[^，。；：\n]{0,8}存在的(?:主要|突出)?(?:问题|不足|短板)，(?:主要)?(?:包括|例如|比如|如)"
    r"(?P<what>[^。；：\n]{6,90}?)等+(?:方面)?的?(?:问题|不足)?(?=[，。；\n]|$)"
)
"""也指出了工作中存在的问题，例如学习不够、活动单一等等。"""
_TOLD = lazily(rf"存在{_VAGUE}：(?P<what>[^。\n]{{6,}})")
_SEEN_TO = lazily(
    "整改|解决了|得到|针对|督促|发现|排查|查[摆找出]|化解|消除|破解|纠[正治]|整治|克服|杜绝|不存在|是否|指出|反馈|可能|防止|避免|要求|提出|通报|对存在"
)
_GENERAL = lazily(rf"(?:由于|鉴于)?[^，。；：]{{0,24}}?(?:仍然?|依然|还|也|尚)?(?:存在|有){_VAGUE}")
_UNSOLVED = lazily(
    rf"(?:存在|有){_VAGUE}，?(?:亟待|亟需|有待|急需|需要?)(?:研究|认真|尽快|进一步)*(?:解决|改进|加强|完善)$"
)
"""仍存在不少问题亟待研究解决 names none."""
_GRAVE = lazily("形势[^，。]{0,6}(?:严峻|复杂|逼人)")
"""形势依然严峻 is said of the times."""
_TURN = lazily(r"[^。；：\n]*?(?:(?:虽然?|尽管)[^。；：\n]*?[，](?:但是?|却)|(?:同时|此外|另外|当然|不过|但是?)，)")


class Admitted(NamedTuple):
    """A matter in the view, and its headline."""

    start: int
    end: int
    title: tuple[int, int]


def is_general(text: str, start: int, end: int, *, at: int) -> bool:
    """Whether the clause of a matter that holds ``at`` only says that there are problems: 仍然存在一些薄弱环节，…."""
    begin = max(start, text.rfind("，", start, at) + 1)
    cut = text.find("，", at, end)
    stop = cut if cut >= 0 else end
    clause = None if _persists(text, begin, stop) else _GENERAL().fullmatch(text, begin, stop)
    return clause is not None or any(said().search(text, start, end) for said in (_GRAVE, _UNSOLVED))


def _persists(text: str, start: int, end: int) -> bool:
    """Whether a clause says of a trouble by name that it is still there: 东门路灯不亮的问题依然存在."""
    named = _PERSISTS().fullmatch(text, start, end)
    return named is not None and len(_OF_NONE().sub("", named["what"])) >= _TELLING


_PERSISTS = lazily(
    "(?P<what>[^，。；：]{3,40}?)的?(?:问题|现象|状况|情况|局面|矛盾|难题)(?:在[^，。；：]{2,12})?"
    "(?:仍然?|依然|还|也|尚|都|一直|不同程度地?|一定程度上?|较为|比较)*(?:存在|突出)"
)
_OF_NONE = lazily(
    "工作|一些|有些|有的|不少|许多|诸多|各种|各类|部分|个别|这些|那些|上述|以上|类似|此类|这类|同类|深层次|历史|遗留|突出|主要|共性|困难|情况"
    "|目前|当前|同时|但是?|不过|应当|清醒|看到|认识到|我们|自身|存在|中|的|也|还|老|新"
)
_TELLING = 3


def admitted(text: str, start: int, end: int) -> Iterator[Admitted]:
    """The matters that sentences of a stretch admit by name, in order."""
    at = start
    while (hit := text.find(_EXISTS, at, end)) >= 0:
        begin = max(start, *(text.rfind(mark, start, hit) + 1 for mark in "。！？；\n"))
        stop = min((cut for mark in "。！？\n" if (cut := text.find(mark, hit, end)) >= 0), default=end)
        at = stop
        if told := _TOLD().search(text, begin, stop):
            what = told.span("what")
            if not _SEEN_TO().search(text, begin, what[0]):
                yield Admitted(what[0], stop, _first_clause(text, *what))
            continue
        if such := _SUCH_AS().search(text, begin, stop):
            yield Admitted(such.start("what"), such.end(), _first_clause(text, *such.span("what")))
            continue
        named = _NAMED().search(text, begin, stop)
        if named is None or _SEEN_TO().search(text, begin, stop):
            continue
        turn = _TURN().match(text, begin, named.start("what"))
        yield Admitted(turn.end() if turn else named.start(), named.end(), _first_clause(text, *named.span("what")))


_SOME = "有的"
_SOME_PIECE = lazily("有的(?!放矢)[^，。；！？\n]{2,}(?:[，][^。；！？\n]*)?")
_LACKING = 2.3


def some_lack(text: str, start: int, end: int) -> Iterator[Admitted]:
    """有的支部活动走过场；有的账目公开不及时。: what some leave undone, told among deeds by nobody who saw to it."""
    at = start
    while (hit := text.find(_SOME, at, end)) >= 0:
        begin = max(start, *(text.rfind(mark, start, hit) + 1 for mark in "。！？\n"))
        stop = min((cut for mark in "。！？\n" if (cut := text.find(mark, hit, end)) >= 0), default=end)
        at = stop
        pieces = [piece for cut in _pieces(text, hit, stop) if (piece := _SOME_PIECE().fullmatch(text, *cut))]
        if len(pieces) < 2 or len(pieces) < text.count(_SOME, hit, stop):
            continue
        following = min((cut for mark in "。！？\n" if (cut := text.find(mark, stop + 1, end)) >= 0), default=end)
        if _SEEN_TO().search(text, begin, stop) or _ANSWERED().match(text, stop + 1, following):
            continue
        if all(_lacks(text, *piece.span()) for piece in pieces) and not mends(text, hit, stop):
            for piece in pieces:
                yield Admitted(*piece.span(), _first_clause(text, *piece.span()))


_ANSWERED = lazily(
    "(?:针对|对此|为此|面对|我们?|镇|局|支部|党委|书记)|[^。]{0,30}(?:整改|解决|约谈|反馈|纠正|谈话|提醒)"
)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(at + 1 for at in range(start, end) if text[at] == "；")]
    return [(a, b) for a, b in zip(cuts, [*(cut - 1 for cut in cuts[1:]), end], strict=True) if a < b]


def _lacks(text: str, start: int, end: int) -> bool:
    # 有的 is a word of lacking itself.
    tone = tone_in(text, start + len(_SOME), end)
    return tone.lacking >= _LACKING and tone.lacking > tone.ahead


def _first_clause(text: str, start: int, end: int) -> tuple[int, int]:
    begin = start
    if text.startswith(("虽", "尽管"), start) and (comma := text.find("，", start, end)) >= 0:
        begin = comma + 1
    cuts = [cut for mark in "，；" if (cut := text.find(mark, begin, end)) >= 0]
    return begin, min(cuts, default=end)
