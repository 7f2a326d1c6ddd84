"""The problems that a statement names and the measures that it lists: “A”“B”等4个问题，通过甲、乙、丙等措施完成整改."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.domain.kinds import ClosureItemStatus
from tracker.extraction.closure_clauses import parts, without_enumerator
from tracker.extraction.closure_draft import Item
from tracker.extraction.closure_outcome import status_words
from tracker.extraction.closure_raised import COUNT, PIECE, Raised, number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import lazily

_MEANS = compiled(r"[^，；：、“]{0,14}?(?:通过|采取|运用|采用)了?")
_AND_SO_ON = compiled(r"等(?:一系列|多项|系列)?(?:措施|方式|办法|举措|手段|途径|形式|方法)?$")
_NAMELY = compiled(
    r"(?:即(?![知改查行时日刻])|分别是|分别为|包括|具体为|具体是|主要是|主要为|主要包括|涉及(?!金额|资金|[0-9]))"
)
_NO_MEASURE = compiled(r"[0-9]|照单全收|认真研究|高度重视|力求")
_ALREADY = compiled(r"已|正|目前|截至|现|除|需")
_STATE_LABEL = compiled(r"状态|结果|进展|完成情况")
_GOES_ON = compiled(r"(?:并|需|要)?(?:长期坚持|立行立改|即知即改|预计|计划)")
_EFFECT = compiled(r"[0-9]%|平均|达到|正在|已形成|已经形成|基本|明显")
_QUOTED = compiled(r"“(?!再?回头看”)([^”\n]{2,160})”")
_MAKER = lazily(
    r"[^，、；：]{0,10}?(?:党委|党工委|党组|支部|党总支|委员会|班子|我们|我局|我镇|我院|我校|公司|街道)(?=[一-鿿]{4})"
)
_VERB_BEFORE_TITLE = compiled(
    r".*(?:指出|反馈|点评|查摆|检视|提出|发现|查找|剖析|存在(?=的)|通报|遗留|列出|讲到|提到)(?:出来|出)?(?:我[局镇院校们]|的|了|在)*",
    re.DOTALL,
)


@derived
def _left() -> re.Pattern[str]:
    remaining = load("closures").pattern("status.remaining")
    noun = load("closures").pattern("raised.claimed")
    return compiled(
        rf"{remaining}的?{COUNT}{PIECE}(?:是|为|即|涉及|（)?(?P<title>[^，。；（）0-9]{{2,40}}?(?:{noun}))"
        rf"|(?:{remaining}的?|未(?:销号|完成|整改)(?:的|问题)?){COUNT}{PIECE}（(?P<left>[^，。；（）]{{3,40}})）"
        rf"|{COUNT}{PIECE}（(?P<going>[^，。；（）]{{3,40}})）(?=正在|尚|仍|还|未|待|需|持续|长期)"
    )


@derived
def _except() -> re.Pattern[str]:
    return compiled(r"除了?(?P<what>[^。；]{2,80}?)(?:正在[^，。；]{0,10}|需[^，。；]{0,12})?(?:以外|之外|外)")


def measures_in(text: str, tail: Sequence[Stretch]) -> list[Stretch]:
    """The measures behind 通过, parted by 、; without 通过, the clause that tells what was done before the outcome."""
    found: list[Stretch] = []
    started = any(_MEANS.match(text, part.start, part.end) for part in tail)
    for part in tail:
        begin, end = part.start, part.end
        if not found:
            means = _MEANS.match(text, begin, end)
            if started and means is None:
                continue
            begin = means.end() if means else begin
        stop = status_words(text, begin, end)
        if stop is not None and stop <= begin + 1:
            break
        if not started and (stop is not None or _NO_MEASURE.search(text, begin, end) or _ALREADY.match(text, begin)):
            break
        end = stop if stop is not None else end
        maker = None if started else _MAKER().match(text, begin, end)
        begin = maker.end() if maker else begin
        found.extend(_trimmed(text, piece) for piece in parts(text, begin, end))
        if stop is not None or not started or _AND_SO_ON.search(text, begin, end):
            break
        if text[part.end : part.end + 1] != "，" or not _goes_on_listing(text, part):
            break
    return [piece for piece in found if piece.end - piece.start >= 3]


def entry_measures(text: str, body: Sequence[Stretch]) -> list[Stretch]:
    """The measures told in one entry of a list: its clauses, up to the words that tell the outcome."""
    found: list[Stretch] = []
    for part in body:
        if text[part.end : part.end + 1] == "：" and part.end - part.start <= 8:
            if _STATE_LABEL.search(text, part.start, part.end):
                break
            continue
        if (
            part.end - part.start < 4
            or status_words(text, part.start, part.end) is not None
            or _EFFECT.search(text, part.start, part.end)
            or _GOES_ON.match(text, part.start, part.end)
        ):
            continue
        means = _MEANS.match(text, part.start, part.end)
        begin = means.end() if means else without_enumerator(text, part.start, part.end)
        pieces = parts(text, begin, part.end) if means else [Stretch(begin, part.end)]
        found.extend(_trimmed(text, piece) for piece in pieces if piece.end - piece.start >= 4)
    return found


def _goes_on_listing(text: str, part: Stretch) -> bool:
    """Whether the next clause still lists measures; 无证人员一律清出现场 behind a list of three does not."""
    return "、" not in text[part.start : part.end]


def _trimmed(text: str, piece: Stretch) -> Stretch:
    more = _AND_SO_ON.search(text, piece.start, piece.end)
    return Stretch(piece.start, more.start()) if more and more.start() > piece.start else piece


def names_in(text: str, mention: Raised, tail: Sequence[Stretch], status: ClosureItemStatus) -> list[Item]:
    """The problems of a mention that are called by name, each with its own status."""
    items = [Item(title, status) for title in _titles(text, mention)]
    for part in tail:
        namely = _NAMELY.match(text, part.start, part.end)
        if namely is not None and mention.counted and not items:
            items.extend(Item(title, status) for title in parts(text, namely.end(), part.end))
        left = _left().search(text, part.start, part.end)
        if left is not None:
            items.append(Item(Stretch(*left.span(left.lastgroup or "title")), ClosureItemStatus.IN_PROGRESS))
        if mention.counted:
            items.extend(_counted_out(text, part, mention.total))
        excepted = _except().search(text, part.start, part.end)
        if excepted is not None:
            items.extend(_excepted(text, *excepted.span("what")))
    return [item for item in items if item.title.end - item.title.start >= 2]


def _counted_out(text: str, part: Stretch, total: int | None) -> list[Item]:
    """The problems that a clause names and then counts: 集体经济、人居环境2个已经改好, 后备干部1个还在改."""
    told = _NAMED_THEN_COUNTED.match(text, part.start, part.end)
    if told is None or total is None:
        return []
    quoted = [Stretch(*match.span(1)) for match in _QUOTED.finditer(text, *told.span("names"))]
    names, count = quoted or parts(text, *told.span("names")), number(told["n"])
    if count != len(names) or count > total or any(is_generic(text[name.start : name.end]) for name in names):
        return []
    status = ClosureItemStatus.IN_PROGRESS if told["left"] else ClosureItemStatus.DONE
    return [Item(name, status) for name in names]


_NAMED_THEN_COUNTED = compiled(
    rf"(?:其中|目前|但|只有|仅)?(?P<names>[^，；：0-9]{{2,50}}?)(?:这|等)?(?P<n>{COUNT}){PIECE}(?:问题)?"
    r"(?:(?P<left>还在|仍在|正在|还没|尚未|没有|需|待|仍需|还需)|(?:已经?|都|均|全部|现已)[^，；。]{0,6}?(?:改|完成|解决|销|办|补|治))"
)


def _excepted(text: str, start: int, end: int) -> list[Item]:
    quoted = [Stretch(*match.span(1)) for match in _QUOTED.finditer(text, start, end)]
    pieces = quoted or [piece for piece in parts(text, start, end) if not text[piece.start].isdigit()]
    return [Item(piece, ClosureItemStatus.IN_PROGRESS) for piece in pieces]


_FEW = 9
"""3个林地权属问题 are called by what they are about, 3665个信访举报问题 are not."""


@derived
def _generic() -> re.Pattern[str]:
    words = load("closures")
    return compiled(words.pattern("claim.generic", "raised.nouns"))


def is_generic(title: str) -> bool:
    """Whether words for problems say nothing of what they are about: 具体问题, 整改任务."""
    return len(_generic().sub("", title)) < _TELLING


_TELLING = 2


def _titles(text: str, mention: Raised) -> list[Stretch]:
    low, noun = mention.title_start, mention.noun_start
    quoted = [Stretch(*match.span(1)) for match in _QUOTED.finditer(text, low, max(noun, mention.end))]
    if quoted and text[quoted[-1].end : quoted[-1].end + 8].strip("”")[:1] in (
        "等",
        "的",
        "问",
        *"0123456789",
        "两",
        "三",
        "这",
    ):
        return quoted
    if not mention.counted and quoted and quoted[-1].end + 1 >= noun:
        return quoted
    if not mention.counted:
        # 查摆出来的问题 names none.
        named = "" if text.endswith(_OPINIONS, low, mention.end) else text[low:noun].strip("出来到了的")
        return [Stretch(low, mention.end)] if len(named) >= _TELLING and not is_generic(named) else []
    between = re.match(
        rf"{COUNT}(?:余|多)?{PIECE}(?:方面|层面)?的?(?!方面|层面)([^，。；：]{{4,40}})$", text[noun : mention.end]
    )
    if between is not None and (mention.total or 0) <= _FEW and not is_generic(between[1]):
        return [Stretch(noun + between.start(1), mention.end)]
    verb = _VERB_BEFORE_TITLE.match(text, low, noun)
    if verb is not None and noun - verb.end() >= 6 and not text.startswith(_BARE_NOUNS, verb.end()):
        return [_trimmed(text, piece) for piece in parts(text, verb.end(), noun)]
    return []


_OPINIONS = ("督察意见", "督查意见", "巡察意见", "巡视意见", "审计意见", "反馈意见", "整改意见")
_BARE_NOUNS = ("问题", "意见", "事项", "任务")
"""发现问题涉及我县的25个具体问题 calls none by name."""
_ENTRY_QUOTED = lazily(r"(?:关于|针对|对于?)?(?:[^“”，。；：\n]{2,30}的)?[“\"]([^”\"\n]{2,160})[”\"]")
_ENTRY_ABOUT = compiled(r"(?:关于|针对|对于?)?(.{2,60}?)(?:的|等|方面)*问题(?:的?整改(?:落实)?(?:情况)?)?$")


def entry_title(text: str, start: int, end: int) -> Stretch:
    """The title of an entry such as 关于“党建责任压得不实”的问题 or 支部活动不够规范: its words without the frame."""
    dash = text.find("——", start, end)
    if dash > start:
        end = dash
    framed = _ENTRY_QUOTED().match(text, start, end) or _ENTRY_ABOUT.match(text, start, end)
    return Stretch(*framed.span(1)) if framed else Stretch(start, end)
