"""Matters that a report states as still open anywhere else than in its list of problems: 东沟桥至今没有完工."""

from __future__ import annotations

import re

from tracker.domain.kinds import SectionKind
from tracker.extraction.admitted import admitted, is_general, some_lack
from tracker.extraction.candidates import Found
from tracker.extraction.closure_raised import COUNT, PIECE
from tracker.extraction.entries import headline
from tracker.extraction.evidence import INLINE
from tracker.extraction.scope import Scope
from tracker.extraction.stretches import trim
from tracker.extraction.turns import SAYING, behind_preface, mends, past_words, turned
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily


@derived
def _inline() -> Patterns:
    words = load("problems")
    still, undone = words.pattern("inline.still"), words.pattern("inline.undone")
    # 未发展党员的3个村 describes, 未解决的问题 admits: a clause that ends in 的 counts only before 问题.
    unfinished = (
        rf"{still}(?:也|都|仍|还|依然|仍然|一直|尚|(?:因|由于|受)[^，。；]{{2,20}}?)?{undone}(?!发生|发现|出现)"
        rf"[^，。；]{{0,14}}?{words.pattern('inline.completion')}(?![^，。；]{{0,6}}的(?!问题))"
    )
    # 至今 and 仍 leave no doubt, whatever was not done; 尚 and 还 say it of many things that are no problem.
    until_now = (
        rf"{words.pattern('inline.until_now')}(?:也|都|仍|还|依然|仍然|一直|尚)?{undone}"
        rf"(?!有?(?:发生|发现|出现|忘|一[例起]|{words.pattern('inline.harm', 'inline.slackening')}))[^，。；的]{{2,}}"
    )
    # 还没有把他们管起来, 一直没有做成: whatever is done, it has come to nothing.
    come_to = r"[一-鿿](?:下来|起来|出来|上来|成|好|完|通|拢|妥|到手|到位)"
    nothing = (
        rf"(?P<nothing>{still}(?:也|都|仍|还)?{undone}"
        rf"(?!发生|发现|出现)(?:把[^，。；]{{1,16}}?)?[^，。；的]{{0,6}}?{come_to}(?=[，。；！？\n]|$))"
    )
    # 到现在门还锁着: as it was.
    as_ever = (
        rf"{words.pattern('inline.until_now')}[^，。；]{{0,6}}(?:还|仍|仍然|依然|都)(?!是)"
        r"[^，。；没未不]{1,8}(?:着|在)(?=[，。；！？\n]|$)"
    )
    # 由于资金缺口大，北山组入户路一直没有硬化: whatever is not done, if a cause is given first.
    because = (
        rf"(?<=[，；。\n])(?:因(?!地|时|此|为)|由于|受)[^，。；]{{3,40}}，[^，。；]{{2,24}}?(?:一直|始终|尚|还){undone}"
        rf"(?!有?(?:发生|发现|出现|一[例起]|影响|耽误|{words.pattern('inline.harm')}))[^，。；的]{{2,}}"
    )
    # 未能如期投用 needs no word of time.
    in_time = (
        rf"{undone}(?:如期|按期|按时|按计划)[^，。；]{{0,6}}?{words.pattern('inline.completion')}"
        r"(?![^，。；]{0,6}的(?!问题))"
    )
    # 尚未, 还未: of whatever was to be done.
    not_yet = (
        rf"(?:尚|还)未(?!发生|发现|出现|有|{words.pattern('inline.harm')})(?![^，。；]{{0,8}}{words.pattern('inline.slackening')})"
        r"[^，。；的]{2,}(?=[，。；！？\n]|$)"
    )
    # 尚有1.2公里管网没有接通: a rest, unless it is one of problems or tasks.
    without = (
        r"(?:仍|尚|还)有[0-9一二三四五六七八九十百两][^，。；的问任事项条件]{2,14}?(?:没有|未能?|无法?|没)(?!发生|发现|出现)"
        r"[^，。；的]{2,}(?=[，。；！？\n]|$)"
    )
    # 未能投用 and 一拖再拖 need no word of time either, but are told of what was got over as well.
    unable = (
        rf"(?P<unable>(?:未能够?|没能够?|没有能够?)(?:{words.pattern('inline.completion')}|[^，。；的]{{0,4}}?{come_to})"
        r"(?=[^，。；的]{0,8}(?:[，。；！？\n]|$)))"
    )
    stalled = (
        r"(?P<stalled>(?<![没未不有])(?<!有一[件个项桩处户])(?<!有一[件桩]事)(?<!无一)"
        rf"{words.pattern('inline.stalled')}了?(?=[，。；！？\n]|$))"
    )
    return Patterns(
        hint=words.pattern(
            "inline.undone",
            "inline.open_state",
            "inline.failed",
            "inline.since",
            "inline.stuck",
            "inline.still_so",
            "inline.stalled",
        ),
        unresolved=(
            rf"{unfinished}|{until_now}|{nothing}|{as_ever}|{not_yet}|{without}|{unable}|{stalled}|{undone}(?:从)?根本(?:上)?解决|{words.pattern('inline.open_state')}"
            rf"|{words.pattern('inline.failed')}(?!的)|{in_time}"
            rf"|{words.pattern('inline.until_now')}[^，。；的]{{0,3}}?{words.pattern('inline.still_so')}(?![^，。；]{{0,6}}的(?!问题))"
            rf"|(?<!我)(?:{still}|迟迟)[^，。；的]{{0,3}}?{words.pattern('inline.stuck')}(?![^，。；]{{0,6}}的(?!问题))"
        ),
        because=because,
        # 没有得到解决 says the contrary.
        veto=(
            rf"(?<![没未])(?<!没有)(?<!未能)(?<!没能)(?<!不能){words.pattern('inline.veto')}"
            r"|正在[^，。；]{0,4}(?:推进|办理|施工)|迟迟[^，。；]{2,10}的(?:案件|事项|项目|任务|工程)"
            # 还没开工，党员就先进了场: what was sooner than that.
            r"|[还尚][未没][^，。；]{1,10}，[^，。；一]{1,6}就(?:先|已|排|来|到了|进了|赶|开始|把)"
        ),
        turn=words.pattern("inline.turn") + "，?|可(?![以能行控靠喜见视谓])",
        dependent=rf"{still}|{undone}|{words.pattern('inline.dependent')}",
        feeling=words.pattern("inline.feeling"),
        bygone=words.pattern("inline.bygone"),
    )


_TAKEN_ON = lazily(
    "(?:针对|对于?)[^，。；]{0,16}(?:尚|还|仍|未)[^，。；]{1,10}的(?:问题|任务|事项|项目)，[^。；]{0,16}?(?:将|要|会|尽快|继续|抓紧|逐[一项个])"
)
"""对整改完成尚未销号的问题，将按程序验收 says what will be done, of none in particular."""
_HEADS_AN_ENTRY = lazily(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]*)?(?:关于|针对|对)[^，。；]*问题(?:的?整改(?:情况)?)?$"
)
"""2.关于线路改造仍未完工的问题。 heads what was done about it."""
_SENTENCE_STOP = compiled(r"[。！？\n]")
_RESULT = lazily(
    r"[0-9一二三四五六七八九十百]{1,9}(?:\.[0-9]{1,4})?[万亿]?[余多]?(?:个|条|处|公里|座|次|人|户|名|件|项|期|场|家|元|亩|平方米|米|盏|台|套|份)"
    r"|[0-9][0-9.]{0,8}[万亿]?[余多]?(?:栋|间|辆|棵|株|吨|只|头|册|块|口|眼|支|起|宗|笔)"
)


def inline_problems(text: str, scopes: list[Scope], listed: list[Found]) -> list[Found]:
    """Matters stated as still open outside the problems and next-steps sections, or behind the list of the problems."""
    patterns = _inline()
    found: list[Found] = []
    for scope in scopes:
        behind = _told_from(scope, listed)
        for hint in patterns.hint.finditer(text, behind, scope.end):
            if hint.start() < behind:
                continue
            begin, behind = _sentence(text, hint.start(), scope.start, scope.end)
            for start, end in _matters(text, begin, behind):
                match = patterns.unresolved.search(text, start, end)
                cause = patterns.because.search(text, start, end) if match is None else None
                match = match or cause
                if match is None or patterns.veto.search(text, start, end) or _TAKEN_ON().search(text, start, end):
                    continue
                if scope.kind is SectionKind.RECTIFICATION and _HEADS_AN_ENTRY().match(text, start, end):
                    continue
                if cause is None and _got_over(text, match, (start, end), behind, patterns):
                    continue
                begin = cause.start() if cause else _matter_start(text, start, match.start(), patterns)
                stop = _matter_end(text, match.end(), end, patterns.feeling)
                begin, stop = trim(text, behind_preface(text, begin, match.start()), stop)
                if stop - begin >= 8 and not is_general(text, begin, stop, at=match.start()):
                    found.append(Found(begin, stop, _inline_title(text, begin, stop), INLINE))
        turns = () if scope.kind is SectionKind.PROBLEMS else turned(text, _told_from(scope, listed), scope.end)
        told = [Found(*matter, _inline_title(text, *matter), INLINE) for matter in turns]
        found += outside(told, found)
        if scope.kind in (SectionKind.ACHIEVEMENTS, SectionKind.OPENING):
            told_of = (*admitted(text, scope.start, scope.end), *some_lack(text, scope.start, scope.end))
            named = [Found(one.start, one.end, one.title, INLINE) for one in told_of]
            found += outside(named, found)
    return sorted(_not_announcing(text, found, scopes, listed), key=lambda one: one.start)


def _got_over(text: str, match: re.Match[str], matter: tuple[int, int], stop: int, patterns: Patterns) -> bool:
    """Whether what came to nothing did so in times gone by, or was dealt with: 破解了一批久拖未决的难题."""
    told_either_way = match["unable"] or match["stalled"]
    if not (told_either_way or match["nothing"]):
        return False
    if patterns.bygone.search(text, matter[0], match.start()):
        return True
    dealt_with = mends(text, match.start(), stop) or _DEALT_WITH.search(text, matter[0], match.start())
    return bool(told_either_way and dealt_with)


_DEALT_WITH = compiled(
    "没有一[户人个件名]|解决|破解|盘活|化解|克服|打破|改变|扭转|避免|防止|杜绝|针对|对(?!面|岸|门)|不让|绝不|决不|就怕|担心|如果|一旦"
)
_LACK = compiled("(?:问题|不足|差距|短板|薄弱环节)$")


def _not_announcing(text: str, found: list[Found], scopes: list[Scope], listed: list[Found]) -> list[Found]:
    """The open matters without a sentence that only announces the problems listed right below: …还存在差距。"""
    lists = {
        scope.start
        for scope in scopes
        if scope.kind is SectionKind.PROBLEMS and not scope.explicit
        if any(scope.start <= one.start < scope.end for one in listed)
    }
    return [one for one in found if not (_LACK.search(text, one.start, one.end) and _next(text, one.end) in lists)]


def _next(text: str, at: int) -> int:
    """Where the text goes on behind a stop and white space."""
    while at < len(text) and text[at] in "。；\n 　":
        at += 1
    return at


def _told_from(scope: Scope, listed: list[Found]) -> int:
    """From where on a section may tell of open matters that no entry of a list holds."""
    if scope.kind in (SectionKind.ACHIEVEMENTS, SectionKind.RECTIFICATION, SectionKind.OPENING):
        return scope.start
    if scope.kind is SectionKind.PROBLEMS and not scope.merged:
        # 说明：…至今未修，不在上述清单内，一并报告。
        return max((one.end for one in listed if scope.start <= one.start < scope.end), default=scope.end)
    return scope.end


def _sentence(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """The sentence around a place."""
    stop = _SENTENCE_STOP.search(text, at, high)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in "。！？\n")), stop.start() if stop else high


def outside(inline: list[Found], listed: list[Found]) -> list[Found]:
    """The open matters that are no part of a listed problem."""
    return [one for one in inline if not any(one.start < other.end and other.start < one.end for other in listed)]


LEFT_OVER = lazily(
    rf"(?:其中|其余|剩下|剩余|余下|另外|另|还有|仍有|尚有)?的?"
    rf"{COUNT}{PIECE}(?:问题)?[还仍尚没未至原卡悬搁]"
)
"""Problems that a statement counts as left, and no more: 剩下1条还没根治."""
_CAUSE_FIRST = compiled(r"(?:受|因|由于|随着|尽管|虽然)[^，]*，")
_POINTING = compiled(r"(?:最|更|尤其|特别)?(?:让人|令人|叫人)?[^，。的]{0,6}的是，?")


_FEWEST = 4
"""Fewer characters name nothing."""
_SEEN = compiled("(?:同时)?(?:也|还)?(?:指出|看到|认识到|发现)(?:目前|当前)?(?:仍然|依然|还|仍)?(?:存在|有)着?")


def _inline_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause that names the open matter, not the cause that is put before it."""
    pointing = _POINTING.match(text, start, end)
    start = pointing.end() if pointing else start
    seen = _SEEN.match(text, start, end)
    start = seen.end() if seen and end - seen.end() >= _FEWEST else start
    cause = _CAUSE_FIRST.match(text, start, end)
    return headline(text, cause.end() if cause else start, end, how="semicolon")


def _matters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence's parts at semicolons; what stands before a colon introduces them."""
    colon = text.rfind("：", start, end)
    begin = colon + 1 if colon >= 0 else start
    parts, at = [], begin
    while (cut := text.find("；", at, end)) >= 0:
        parts.append((at, cut))
        at = cut + 1
    parts.append((at, end))
    return parts


def _matter_start(text: str, start: int, hit: int, patterns: Patterns) -> int:
    """Where the open matter begins: behind the turn (但、不过), else at the clause that names it."""
    turns = [
        match.end()
        for match in patterns.turn.finditer(text, start, hit + 1)
        if match.start() == start or text[match.start() - 1] in "，；：。、 \n"
    ]
    said = SAYING.match(text, start, hit)
    if said and (not turns or turns[-1] <= said.end()):
        return past_words(text, said.end(), hit)
    if turns and not re.search("虽|尽管", text[start : turns[-1]]):
        return past_words(text, turns[-1], hit)
    cuts = [start, *(start + comma.end() for comma in re.finditer("，", text[start:hit]))]
    at = len(cuts) - 1
    if _ROOT.match(text, cuts[at]):
        # 污水井冒了5次，疏通了5次，根子上的管网老化没有解决: the root of all that is told before.
        return start
    while at > 0 and patterns.dependent.match(text, cuts[at]) and not _SO_MANY.match(text, cuts[at]):
        at -= 1
    while (
        at > 0
        and not (_REST().match(text, cuts[at], hit) and _COUNTED().search(text, start, cuts[at]))
        and not _PLEASED.search(text, cuts[at - 1], cuts[at])
        and not (_OF_ITS_OWN.match(text, cuts[at], hit) and _DONE.search(text, cuts[at - 1], cuts[at]))
        and (
            _BECAUSE.search(text, cuts[at - 1], cuts[at])
            or not _RESULT().search(text, cuts[at - 1], cuts[at])
            or _STATE.search(text, cuts[at - 1], cuts[at])
        )
    ):
        at -= 1
    return cuts[at]


_COUNTED = lazily(rf"{COUNT}(?:[个名户条处座栋盏间所台套家公里米亩])")
_REST = lazily(
    rf"(?:还有|另有|还剩|剩下|余下|另外|剩余|其余)的?(?:{COUNT}{PIECE}|[0-9.]+(?:公里|米|亩|盏|栋|间|所|台|套|辆))"
)
"""还有2条因征地没谈妥 is a rest of what is counted before, and begins there."""
_PLEASED = compiled(
    "(?:说好|叫好|满意|舒心|亮堂|放心|方便|点赞|[夸赞]|样样|齐全|热闹|红火|高兴|踏实|干净|整洁|乐呵|省心|笑)[^，不没]{0,4}，$"
)
"""A clause that tells how pleased people are speaks of what is done."""
_ROOT = compiled("(?:但|可)?(?:根子|病根|根源|源头|症结|从根子?上|根本上|治标)")
_SO_MANY = compiled("(?:至今|目前|现在)?(?:仍|尚|还)有[0-9一二三四五六七八九十百两]")
"""至今仍有2个村没有活动室 says by itself of what."""
_STATE = compiled(
    "剩下|还剩|余下|剩余|还是|仍是|仍(?!然保持|保持)|住的|要穿|要过|要等|涉及|位于|建于|年久|年代|不到|不足|只有|仅有"
    "|的[^，。；的]{0,6}(?:改造|建设|项目|工程|搬迁|整治|修缮|结算|协议|问题)，$"
)
"""A clause with a number that tells how things are, not what was achieved: 剩下的300米要穿过铁路."""
_BECAUSE = compiled("因(?!地|时|此)|由于|受")
_OF_ITS_OWN = compiled("[^，；因由受]{2,16}(?:因(?!地|时|此)|由于|受)")
_DONE = compiled("(?<![未没])(?:竣工|完工|建成|投用|投入使用|启用|验收|完成|开工|落成|办结|修好|到位)了?，$")
"""A clause about another thing than one with a cause of its own: 城关所改造竣工，石桥所因选址调整，未能动工."""


def _matter_end(text: str, hit_end: int, end: int, feeling: re.Pattern[str]) -> int:
    at = hit_end
    while (cut := text.find("，", at, end)) >= 0:
        if feeling.match(text, cut + 1, end):
            return cut
        at = cut + 1
    return end
