"""Claims that name their problem and no count: 停车难问题迎刃而解, 去年我在会上说的路灯不亮的问题，今年解决了."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus, Origin
from tracker.extraction.closure_clauses import last_match, without_enumerator
from tracker.extraction.closure_origin import cues, origin_of, points_back
from tracker.extraction.closure_outcome import read_outcome
from tracker.extraction.closure_raised import COUNT, PIECE, number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
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


_ALONE = ("解决", "整改", "化解", "破解", "消除", "纠正", "清零", "销号", "打通", "攻克", "修好", "办好")
_NEAR = 4
_MANNERS = ("现象", "乱象")
_ENDED = ("根治", "消除", "杜绝", "绝迹", "纠治", "根除", "解决", "不复存在")
"""Words strong enough to say that a bad habit is gone; 得到遏制 is not."""
_REACH = 8
"""How many clauses may follow before it is said what became of a problem told last year."""
_WHEN = (
    r"(?:今年)?[0-9一二三四五六七八九十]{1,3}月(?:[0-9]{1,2}[日号]|份|底|初|上旬|中旬|下旬)?"
    r"|[上下]半年|[年月]底|年[初中]|前不久"
)
_LEAD = compiled(
    r"(?:(?:目前|现在|如今|同时|此外|特别是|尤其是|使得?|让|实现|做到|困扰(?=[^，。]{0,3}$))[，]?|(?:对|针对|围绕|就))+"
)


@derived
def _patterns() -> Patterns:
    words: WordList = load("closures")
    noun, how = words.pattern("claim.nouns"), words.pattern("claim.how")
    solved = words.pattern("claim.solved")
    return Patterns(
        solved=rf"(?P<noun>{noun})[”’]?(?:，(?={how}))?(?P<how>(?:{how}){{0,6}}(?:于[^，。；：]{{1,8}}?)?(?:{how}){{0,2}})(?P<solved>{solved})(?!率|方案|措施|台账|清单|机制|在|于|能力|力度|情况|工作)",
        solving=rf"(?P<verb>解决|破解|化解|根治|消除|攻克|治好)(?P<past>了)?(?P<what>[^，。；：0-9]{{4,40}}?)(?P<noun>{noun})(?![0-9一二三四五六七八九十]|的)",
        how=rf"(?:{how})$",
        noun_last=rf"{noun}[”’]?$",
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
        raised=rf"{words.pattern('raised.verbs')}出?来?的|[说讲提谈](?:到|过|起)?的",
        how_many=rf"(?P<n>{COUNT}){PIECE}$",
    )


def named_claims(text: str, parts: Sequence[Stretch], *, year: int | None) -> Iterator[Claim]:
    """The claims by name in one sentence, in order; ``parts`` are its clauses."""
    end, patterns = 0, _patterns()
    for index, clause in enumerate(parts):
        if clause.start < end:
            continue
        claim = _told_before(text, parts, index, year)
        if claim is not None:
            end = claim.end
            yield claim
            continue
        if not patterns.title_end.search(text, clause.start, clause.end):
            claim = (
                _this_matter(text, parts, index, year)
                if text[clause.end + 1 : clause.end + 2] in _TAKES_UP
                or text.startswith(_NOWADAYS, clause.end + 1)
                or (
                    index + 1 < len(parts)
                    and (patterns.told.search(text, *clause) or _POINTED_OUT().search(text, *clause))
                )
                else None
            )
            if claim is not None:
                end = claim.end
                yield claim
            continue
        claim = _told_behind(text, parts, index, year) or _said_last_year(text, parts, index, year)
        claim = claim or _subject_first(text, clause, _limit(text, parts, index), year)
        claim = claim or _verb_first(text, clause, year) or _settled_later(text, parts, index, year)
        if claim is not None:
            end = claim.end
            yield _called(text, claim)


def _called(text: str, claim: Claim) -> Claim:
    """The claim without 去年讲到的 in what the problem is called."""
    said = _patterns().said.match(text, claim.title_start, claim.title_end)
    if said is None:
        return claim
    title = _title_start(text, said.end(), claim.title_end)
    return claim._replace(title_start=title) if claim.title_end - title >= _SHORTEST else claim


_SHORTEST = 2
_OCCASIONS = (Origin.DEMOCRATIC_LIFE, Origin.THEME_EDUCATION)


def _said_last_year(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """去年说的党员开会难的事，定了活动日以后，也改过来了: named in one clause, settled in a later one."""
    patterns, clause = _patterns(), parts[index]
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
    title = _title_start(text, said.end(), noun.start())
    return Claim(origin, outcome.status, said.start(), outcome.end, title, noun.end(), total)


_POINTED = compiled(
    r"(?P<title>[^，。；：]{3,40}?)(?:[这那](?:个|些|一?条|一?样|件)?老?(?:毛病|问题|事情?|短处|不足)|的(?:毛病|问题|事情?))"
)


def _told_behind(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """电动车上楼那个毛病，去年也讲过，如今改过来了: named first, then that it was told last year, then settled."""
    told = parts[index + 1] if index + 1 < len(parts) else None
    if told is None or not _patterns().told_then.fullmatch(text, *told) or not points_back(text, *told, year):
        return None
    start = without_enumerator(text, parts[index].start, parts[index].end)
    pointed = _POINTED.fullmatch(text, start, parts[index].end)
    outcome = read_outcome(text, parts[index + 2 : index + 2 + _NEAR], None)
    if pointed is None or outcome is None or not outcome.hard or outcome.status is None:
        return None
    return Claim(Origin.SELF_REVIEW, outcome.status, start, outcome.end, start, parts[index].end)


_SINGLED_OUT = compiled(r"(?P<title>[^，。；：]{3,40}?)[这那]一?[条件个桩样项](?:事情?|毛病|问题)?")


def _told_before(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """去年我揭的短，下水道年年堵这一条，总算弄利索了: that it was told, which one, and that it is settled."""
    singled = parts[index + 1] if index + 2 < len(parts) else None
    title = _SINGLED_OUT.fullmatch(text, *singled) if singled else None
    told = parts[index]
    if title is None or not _patterns().told_before.fullmatch(text, *told) or not points_back(text, *told, year):
        return None
    outcome = read_outcome(text, parts[index + 2 : index + 2 + _NEAR], None)
    if outcome is None or not outcome.hard or outcome.status is None:
        return None
    return Claim(Origin.SELF_REVIEW, outcome.status, told.start, outcome.end, *title.span("title"))


_TAKES_UP = ("这", "那")
_NOWADAYS = ("如今这", "现在这", "今年这", "眼下这", "目前这", "如今那", "现在那")
_THIS = lazily(
    r"(?:如今|现在|今年|眼下|目前)?(?:这|那)(?:一|件|个|些|类|种|项|条)?老?(?:事情?|问题|毛病|不足|短板|条|项|桩|情况|现象)(?:儿)?"
)


def _this_matter(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """去年说青工不爱学技术，这事正在往好里扳: what was said in so many words, and taken up by 这事."""
    later = next(
        (at for at in range(index + 1, min(index + 2 + _NEAR, len(parts))) if _THIS().match(text, *parts[at])), None
    )
    following = parts[later] if later is not None else None
    this = _THIS().match(text, following.start, following.end) if following else None
    if later is None or following is None or this is None:
        return None
    if any(text[one.start - 1] == "；" for one in parts[index + 1 : later + 1]):
        return None
    clause = parts[index]
    said = _patterns().told.search(text, clause.start, clause.end)
    by_others = _POINTED_OUT().search(text, *clause) if said is None else None
    said = said or by_others
    if (
        said is None
        or not _patterns().fault.search(text, said.end(), clause.end)
        or not points_back(text, clause.start, said.end(), year)
    ):
        return None
    tail = [*([Stretch(this.end(), following.end)] if this.end() < following.end else []), *parts[later + 1 :][:_NEAR]]
    outcome = read_outcome(text, tail, None)
    if outcome is None or not outcome.hard or outcome.status is None:
        return None
    people = _patterns().people.search(text, said.start(), said.end())
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
_PROMISED = ("答应", "承诺")
_SAYING = lazily(r"[，：的]|会上|报告[里中]?|时|述职|[说讲提][到过]?的?|我|反映的?|承认的?|指出的?|存在的?")


def _title_start(text: str, at: int, noun: int) -> int:
    while (more := _SAYING().match(text, at, noun)) is not None:
        at = more.end()
    return at


def _limit(text: str, parts: Sequence[Stretch], index: int) -> int:
    """How far a predicate may reach: 充电桩不足问题，已于6月底解决 has it in the next clause."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    return following.end if following and text[parts[index].end] == "，" else parts[index].end


def _subject_first(text: str, clause: Stretch, limit: int, year: int | None) -> Claim | None:
    patterns = _patterns()
    match = patterns.solved.search(text, clause.start, limit)
    if match is None or match.start("noun") >= clause.end:
        return None
    alone = not match.group("how") and match.group("solved") in _ALONE
    # 停车难问题解决了 says that it is over, 问题整改 does not.
    if alone and not _IS_OVER().match(text, match.end(), limit):
        return None
    if match.group("noun") in _MANNERS and match.group("solved") not in _ENDED:
        return None
    start = without_enumerator(text, clause.start, clause.end)
    if not _is_named(text, start, match.start("noun")):
        return None
    title = _after_lead(text, start, match.start("noun"))
    half = patterns.halfway.search(match.group("how")) or _BETTER.match(match.group("solved"))
    status = ClosureStatus.PARTIAL if half else ClosureStatus.DONE
    noun_end = match.end("noun") + (text[match.end("noun") : match.end("noun") + 1] in ("”", "’"))
    return Claim(_origin(text, start, noun_end, year), status, title, match.end("solved"), title, noun_end)


_IS_OVER = lazily("了(?:[，；]|$)")


def _settled_later(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """居民反映了好几年的返味问题，这回挖开重做，彻底解决了: an old problem, and the outcome some clauses later."""
    patterns, clause = _patterns(), parts[index]
    noun = patterns.noun_last.search(text, clause.start, clause.end)
    if noun is None or not patterns.long_standing.search(text, clause.start, noun.end()):
        return _settled_by(text, parts, index, noun, year)
    start = _after_lead(text, without_enumerator(text, clause.start, clause.end), noun.start())
    return _settled(text, parts, index, start, noun, patterns.settled, year)


def _settled_by(
    text: str, parts: Sequence[Stretch], index: int, noun: re.Match[str] | None, year: int | None
) -> Claim | None:
    """业主办证难的问题由专班协调，通过容缺办理得到圆满解决: the means between a problem of any age and the outcome."""
    patterns, clause = _patterns(), parts[index]
    if noun is None:
        noun = patterns.passive.search(text, clause.start, clause.end) if _MEANS.search(text, *clause) else None
    elif index + 1 == len(parts) or not text.startswith(_BY, parts[index + 1].start):
        return None
    begin = without_enumerator(text, clause.start, clause.end)
    # 针对用工难问题 sets out the work of the year.
    if noun is None or text.startswith(_WORK, begin):
        return None
    start = _after_lead(text, begin, noun.start())
    return _settled(text, parts, index, start, noun, patterns.at_last, year)


_MEANS = compiled("[由经通]")
_WORK = ("针对", "对", "围绕", "聚焦", "就", "着眼")
_BY = ("通过", "经过", "经", "由", "历经", "历时")


def _settled(
    text: str,
    parts: Sequence[Stretch],
    index: int,
    start: int,
    noun: re.Match[str],
    outcome: re.Pattern[str],
    year: int | None,
) -> Claim | None:
    patterns, clause = _patterns(), parts[index]
    if not _is_named(text, start, noun.start()):
        return None
    whole = outcome is patterns.at_last
    own = [Stretch(noun.end(), clause.end)] if whole and noun.end() < clause.end else []
    for later in [*own, *parts[index + 1 : index + 1 + _NEAR]]:
        if text[later.start - 1] == "；" or (whole and patterns.wish.match(text, later.start, later.end)):
            return None
        find = outcome.search if whole else outcome.match
        solved = find(text, later.start, later.end)
        if solved is not None:
            # 通过…基本都得到了解决: what holds it back may stand before.
            begin = max(later.start, solved.start() - _NEAR)
            half = patterns.halfway.search(text, begin, solved.end())
            status = ClosureStatus.PARTIAL if half else ClosureStatus.DONE
            origin = _by_putting_right(text, noun.end(), solved.start()) or _origin(text, start, noun.end(), year)
            return Claim(origin, status, start, solved.end(), start, noun.end())
    return None


_PUTTING_RIGHT = lazily("(?:通过|经过|借助|结合|经|借)[^，。；：]{2,10}整改")


def _by_putting_right(text: str, start: int, end: int) -> Origin | None:
    """Whose problems were put right where only the means tell it: 账目不清的问题，通过巡察整改得到了解决."""
    means = _PUTTING_RIGHT().search(text, start, end)
    return next((origin for *_, origin in cues(text, *means.span())), None) if means else None


def _verb_first(text: str, clause: Stretch, year: int | None) -> Claim | None:
    """彻底解决了困扰群众多年的饮水难题: only of a problem that the words themselves call an old one."""
    patterns = _patterns()
    match = patterns.solving.search(text, clause.start, clause.end)
    if match is None:
        return None
    how = patterns.how.search(text, max(clause.start, match.start() - 4), match.start())
    if how is None and match.group("past") is None:
        return None
    if not patterns.long_standing.search(match.group("what")):
        return None
    start = without_enumerator(text, clause.start, clause.end)
    if patterns.wish.search(text, start, match.start("verb")) or patterns.counted.search(match.group("what")):
        return None
    if len(patterns.generic.sub("", match.group("what"))) < 2:
        return None
    status = ClosureStatus.PARTIAL if how and patterns.halfway.search(how.group()) else ClosureStatus.DONE
    origin = _origin(text, start, match.end("noun"), year)
    return Claim(
        origin, status, how.start() if how else match.start(), match.end("noun"), match.start("what"), match.end("noun")
    )


def _after_lead(text: str, start: int, end: int) -> int:
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead and end - lead.end() >= 2 else start


_BETTER = compiled("(?:明显|大为)")
"""明显好转 is not over."""
_MANY = compiled("(?:一|大)大?批|一系列|许多|不少|众多|(?:绝?大)?部分|(?:绝)?大多数|各类")
"""一大批重大环境问题 is a crowd that nobody called by name before."""


def _is_named(text: str, start: int, noun: int) -> bool:
    """Whether the words before the noun say which problem it is."""
    patterns = _patterns()
    what = text[start:noun]
    if _MANY.match(what) and not patterns.long_standing.search(what):
        return False
    counted = patterns.counted.search(what)
    # 12个村冬季低电压问题 is named for all its number, 5个历史遗留问题 is not.
    if patterns.wish.search(what) or (counted and len(patterns.generic.sub("", counted.group("rest"))) < 3):
        return False
    return len(patterns.generic.sub("", what)) >= 2


def _origin(text: str, start: int, end: int, year: int | None) -> Origin:
    """``OTHER`` unless the claim says who raised the problem, or points to last year's report."""
    raised = _patterns().raised.search(text, start, end)
    if raised is None:
        return Origin.OTHER
    return origin_of(text, start, start, raised.end(), year=year, rectifying=False) or Origin.OTHER
