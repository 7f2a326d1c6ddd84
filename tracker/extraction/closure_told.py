"""Claims about a problem that somebody told of last year: 去年我在会上说的路灯不亮的问题，今年解决了."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.kinds import Origin
from tracker.extraction.closure_claim import NEAR, Claim, claim_patterns, title_start
from tracker.extraction.closure_clauses import last_match, without_enumerator
from tracker.extraction.closure_origin import cues, origin_of, points_back
from tracker.extraction.closure_outcome import read_outcome
from tracker.extraction.closure_raised import number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_OCCASIONS = (Origin.DEMOCRATIC_LIFE, Origin.THEME_EDUCATION)


_REACH = 8
"""How many clauses may follow before it is said what became of a problem told last year."""


def said_last_year(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """去年说的党员开会难的事，定了活动日以后，也改过来了: named in one clause, settled in a later one."""
    patterns, clause = claim_patterns(), parts[index]
    said = patterns.said.search(text, clause.start, clause.end)
    if said is None:
        return None
    noun = last_match(patterns.title_end, text, said.end(), clause.end)
    if noun is None or not points_back(text, said.start(), said.end(), year):
        return None
    if noun.group() == "的事" and said.group().endswith(_PROMISED):
        # 去年答应配齐记录仪的事已经办到 keeps a promise and speaks of no problem.
        return None
    later = parts[index + 1 : index + 1 + _REACH]
    tail = [Stretch(noun.end(), clause.end), *later] if noun.end() < clause.end else later
    counted = patterns.how_many.search(text, said.end(), noun.start())
    total = number(counted.group("n")) if counted else None
    outcome = read_outcome(text, tail, total)
    if outcome is None or not outcome.hard or outcome.status is None:
        return None
    origin = Origin.OTHER if patterns.people.search(text, said.start(), said.end()) else Origin.SELF_REVIEW
    # 上次组织生活会大家提的: on which occasion.
    origin = next((one for *_, one in cues(text, clause.start, said.end()) if one in _OCCASIONS), origin)
    title = title_start(text, said.end(), noun.start())
    return Claim(origin, outcome.status, said.start(), outcome.end, title, noun.end(), total)


_POINTED = compiled(
    r"(?P<title>[^，。；：]{3,40}?)(?:[这那](?:个|些|一?条|一?样|件)?老?(?:毛病|问题|事情?|短处|不足)|的(?:毛病|问题|事情?))"
)


def told_behind(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """电动车上楼那个毛病，去年也讲过，如今改过来了: named first, then that it was told last year, then settled."""
    told = parts[index + 1] if index + 1 < len(parts) else None
    if told is None or not claim_patterns().told_then.fullmatch(text, *told) or not points_back(text, *told, year):
        return None
    start = without_enumerator(text, parts[index].start, parts[index].end)
    pointed = _POINTED.fullmatch(text, start, parts[index].end)
    outcome = read_outcome(text, parts[index + 2 : index + 2 + NEAR], None)
    if pointed is None or outcome is None or not outcome.hard or outcome.status is None:
        return None
    return Claim(Origin.SELF_REVIEW, outcome.status, start, outcome.end, start, parts[index].end)


_SINGLED_OUT = compiled(r"(?P<title>[^，。；：]{3,40}?)[这那]一?[条件个桩样项](?:事情?|毛病|问题)?")


def told_before(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """去年我揭的短，下水道年年堵这一条，总算弄利索了: that it was told, which one, and that it is settled."""
    singled = parts[index + 1] if index + 2 < len(parts) else None
    title = _SINGLED_OUT.fullmatch(text, *singled) if singled else None
    told = parts[index]
    if title is None or not claim_patterns().told_before.fullmatch(text, *told) or not points_back(text, *told, year):
        return None
    outcome = read_outcome(text, parts[index + 2 : index + 2 + NEAR], None)
    if outcome is None or not outcome.hard or outcome.status is None:
        return None
    return Claim(Origin.SELF_REVIEW, outcome.status, told.start, outcome.end, *title.span("title"))


_TAKES_UP = ("这", "那")
_NOWADAYS = ("如今这", "现在这", "今年这", "眼下这", "目前这", "如今那", "现在那")
_THIS = lazily(
    r"(?:如今|现在|今年|眼下|目前)?(?:这|那)(?:一|件|个|些|类|种|项|条)?老?(?:事情?|问题|毛病|不足|短板|条|项|桩|情况|现象)(?:儿)?"
)


def this_matter(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """去年说青工不爱学技术，这事正在往好里扳: what was said in so many words, and taken up by 这事."""
    clause = parts[index]
    if not (
        text.startswith((*_TAKES_UP, *_NOWADAYS), clause.end + 1)
        or (
            index + 1 < len(parts)
            and (claim_patterns().told.search(text, *clause) or _POINTED_OUT().search(text, *clause))
        )
    ):
        return None
    later = next(
        (at for at in range(index + 1, min(index + 2 + NEAR, len(parts))) if _THIS().match(text, *parts[at])), None
    )
    following = parts[later] if later is not None else None
    this = _THIS().match(text, following.start, following.end) if following else None
    if later is None or following is None or this is None:
        return None
    if any(text[one.start - 1] == "；" for one in parts[index + 1 : later + 1]):
        return None
    said = claim_patterns().told.search(text, clause.start, clause.end)
    by_others = _POINTED_OUT().search(text, *clause) if said is None else None
    said = said or by_others
    if (
        said is None
        or not claim_patterns().fault.search(text, said.end(), clause.end)
        or not points_back(text, clause.start, said.end(), year)
    ):
        return None
    tail = [*([Stretch(this.end(), following.end)] if this.end() < following.end else []), *parts[later + 1 :][:NEAR]]
    outcome = read_outcome(text, tail, None)
    if outcome is None or not outcome.hard or outcome.status is None:
        return None
    people = claim_patterns().people.search(text, said.start(), said.end())
    origin: Origin | None = Origin.OTHER if people else Origin.SELF_REVIEW
    if by_others is not None:
        origin = origin_of(text, clause.start, clause.start, said.end(), year=year, rectifying=False)
    if origin is None:
        return None
    start = clause.start if by_others is not None else said.start()
    return Claim(origin, outcome.status, start, outcome.end, said.end(), clause.end)


_POINTED_OUT = lazily(
    "(?:点评|指出|反馈|批评|提出|说)+(?:我们?[镇乡局院校村司处馆所县区]?|咱们?)的?(?=“?[^，。；：“”]{4,}”?$)"
)
"""书记点评指出我镇台账乱，…，这个问题基本解决"""


_POINTED_AT = lazily(
    "(?:点评|反馈|提出|说|讲)*(?:点评|反馈|提出|说|讲|(?P<blames>指出|批评|提醒|点出))[到过了出]?(?:我们?[镇乡局院校村司处馆所县区站]?|咱们?|本[镇乡局院校村司])?(?:存在)?"
    "(?=(?!要|应|须|必须|希望|下一步)[^，。；：“”0-9]{4,40}$)"
)
_BY_THEN = lazily(
    "(?:(?:目前|现在?|如今|今年|当[月年场]就?|随后|年内|已|经|通过|均|都|全部|基本|正在|还在|仍在|也)|[0-9]{1,2}月)"
)


def pointed_at(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """上级点评指出党建责任传导不够，现已整改到位: a fault that somebody above told, and at once what became of it."""
    if index + 1 >= len(parts) or not _BY_THEN().match(text, *parts[index + 1]):
        return None
    clause = parts[index]
    said = last_match(_POINTED_AT(), text, *clause)
    if said is None:
        return None
    if not (said.group("blames") or claim_patterns().fault.search(text, said.end(), clause.end)):
        return None
    origin = origin_of(text, clause.start, clause.start, said.end(), year=year, rectifying=False)
    if origin not in _ABOVE or text[parts[index + 1].start - 1] == "；":
        return None
    outcome = read_outcome(text, parts[index + 1 : index + 1 + NEAR], None)
    if outcome is None or not outcome.hard or outcome.status is None:
        return None
    return Claim(origin, outcome.status, clause.start, outcome.end, said.end(), clause.end)


_ABOVE = (Origin.SUPERIOR_REVIEW, Origin.INSPECTION, Origin.AUDIT)
_PROMISED = ("答应", "承诺")
