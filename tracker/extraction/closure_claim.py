"""A claim about a problem called by name, and the words that it is read with."""

from __future__ import annotations

from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus, Origin
from tracker.extraction.closure_raised import COUNT, PIECE
from tracker.lexicon.loader import WordList, alternatives, derived, load
from tracker.lexicon.patterns import Patterns, lazily


class Claim(NamedTuple):
    """A problem by name and what is said to have become of it, in the view."""

    origin: Origin
    status: ClosureStatus
    start: int
    end: int
    title_start: int
    title_end: int
    total: int | None = None


NEAR = 4
_WHEN = (
    r"(?:今年)?[0-9一二三四五六七八九十]{1,3}月(?:[0-9]{1,2}[日号]|份|底|初|上旬|中旬|下旬)?"
    r"|[上下]半年|[年月]底|年[初中]|前不久"
)


@derived
def claim_patterns() -> Patterns:
    """What claims by name are made of, by name."""
    words: WordList = load("closures")
    noun, how = words.pattern("claim.nouns"), words.pattern("claim.how")
    solved = words.pattern("claim.solved")
    return Patterns(
        solved=rf"(?P<noun>{noun})[”’]?(?:，(?={how}))?(?P<how>(?:{how}){{0,6}}(?:于[^，。；：]{{1,8}}?|{_WHEN})?(?:{how}){{0,2}})(?P<solved>{solved})(?!率|方案|措施|台账|清单|机制|在|于|能力|力度|情况|工作)",
        solving=rf"(?P<verb>解决|破解|化解|根治|消除|攻克|治好)(?P<past>了)?(?P<what>[^，。；：0-9]{{4,40}}?)(?P<noun>{noun})(?![0-9一二三四五六七八九十]|的)",
        how=rf"(?:{how})$",
        noun_last=rf"{noun}[”’]?$",
        noun_first=rf"{noun}[”’]?(?:的)?",
        going=rf"(?:但|且)?(?:{how})*{words.pattern('claim.going')}了?",
        settled=rf"(?:已?于|在|{_WHEN}|这[回次下才]|问题|{how}){{0,5}}(?:{how}){solved}了?$|(?:{_WHEN}|{how}){{0,3}}(?:治|改|办|解决|好)了(?:一半|大半|一多半)"
        rf"|(?:{_WHEN}|{how}){{1,4}}(?:解决|治好|办成|办好|办妥|修好|修通|打通|改好|了结)了$",
        passive=rf"{noun}[”’]?(?=(?:由|经|通过|经过)[^，。；：]{{3}})",
        at_last=rf"(?:得到|得以|获得|彻底|圆满|妥善|终于|总算|最终|成功){{1,3}}(?:{how}){{0,2}}{solved}了?(?=[，；]|$)"
        rf"|(?:现|均|业)已(?:于(?:{_WHEN}))?(?:{how}){{0,2}}{solved}了?(?=[，；]|$)|已于(?:{_WHEN})(?:{how}){{0,2}}{solved}了?(?=[，；]|$)",
        told=(
            rf"{alternatives((*words['raised.past'], '20'))}(?:年?[^，。；：“]{{0,8}})?"
            r"(?:说|讲|提(?!出)|检讨|承认|反映|嫌|埋怨|抱怨)[到过了]?的?(?:我们|咱们|自己|我)?"
        ),
        told_then=(
            rf"[^，。；：]{{0,6}}?{alternatives((*words['raised.past'], '20'))}[^，。；：]{{0,10}}?"
            r"(?:讲|说|提|认|摆|亮|揭|检讨|承认|反映)(?:过|到|了|出来)?的?"
        ),
        told_before=(
            rf"{alternatives((*words['raised.past'], '20'))}[^，。；：]{{0,12}}?(?:讲|说|提|认|摆|亮|揭|检讨|承认)"
            r"(?:过|到|了|出来|下)?的(?:短处?|毛病|问题|不足|家丑|几[条件样])?"
        ),
        fault=words.pattern("claim.fault"),
        counted=rf"{COUNT}(?:余|多)?{PIECE}(?P<rest>[^，。；0-9]{{0,10}})$",
        wish=words.pattern("claim.wish"),
        generic=words.pattern("claim.generic"),
        long_standing=words.pattern("claim.long_standing"),
        halfway=words.pattern("claim.halfway"),
        said=rf"{alternatives((*words['raised.past'], '20'))}[^，。；]{{0,20}}?{words.pattern('raised.said')}",
        title_end=alternatives((*words["raised.claimed"], *words["claim.nouns"])) + "|一事(?=[，已均现早终]|$)",
        people=words.pattern("raised.people"),
        raised=rf"{words.pattern('raised.verbs')}(?:出?来?|给?我们?)的|[说讲提谈](?:到|过|起)?的",
        how_many=rf"(?P<n>{COUNT}){PIECE}$",
    )


_SAYING = lazily(r"[，：的]|会上|报告[里中]?|时|述职|[说讲提][到过]?的?|我|反映的?|承认的?|指出的?|存在的?")


def title_start(text: str, at: int, noun: int) -> int:
    """Where the words begin that name a problem, behind those that only say who told of it and when."""
    while (more := _SAYING().match(text, at, noun)) is not None:
        at = more.end()
    return at
