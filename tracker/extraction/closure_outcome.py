"""What became of the problems that a statement speaks of: 已完成整改11个，剩余1个正在协调办理.

Reads the clauses behind a mention one by one, stops where the sentence turns to something else, and weighs what was
said: a number decides before a word, the weakest part before the strongest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_raised import number
from tracker.extraction.closure_signs import NOTHING, Signs, judge
from tracker.extraction.closure_words import ends_well, only_named, outcome_patterns
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily


class Outcome(NamedTuple):
    """What a statement says of its problems, and where in the view it stops saying so."""

    status: ClosureStatus | None
    """``None`` where a list of the problems is yet to say it."""
    done: int | None
    end: int
    hard: bool = True
    """False where only an intention was said: 逐一制定整改措施."""
    each: tuple[tuple[Stretch, ClosureStatus], ...] = ()
    """The problems, where each is called by name with what became of it."""
    in_turn: tuple[ClosureStatus, ...] = ()
    """What became of each in the order they were named before: 前两个已解决，后一个正在推进."""


_THE_OTHERS = compiled("(?:其余|其他|其它)的?[0-9一二两三四五六七八九十]")
_EVERY = compiled("全|均|都|悉数|一一|逐")


def read_outcome(text: str, tail: Sequence[Stretch], total: int | None) -> Outcome | None:
    """What the clauses behind a mention say of its problems; ``None`` where they say nothing of it."""
    signs = NOTHING
    end, hard, one_by_one = -1, False, False
    for clause in tail:
        complete = _is_complete(signs, total)
        if (
            complete
            and not (signs.every or signs.done)
            and (total or 0) > 1
            and text[clause.start - 1] == "；"
            and not outcome_patterns().counted.search(text, clause.start, clause.end)
        ):
            # A的问题，…改到位了；B的问题，…还在抓: the outcomes of single problems, of which the weakest counts.
            one_by_one = True
        said = _read(text, clause)
        if signs.done and not complete and _all_at_last(text, clause, said, total):
            # 即知即改11个，限期整改12个，目前23个问题已全部整改完毕
            signs, end = said, clause.end
            continue
        if hard and not one_by_one and not _goes_on(text, clause, said, complete=complete, total=total):
            break
        if one_by_one and said.ongoing:
            said = said._replace(left=(*said.left, None))
        if (
            said.hard
            or (hard and said.negative)
            or (hard and not one_by_one and outcome_patterns().going_on.match(text, clause.start, clause.end))
        ):
            end = clause.end
        elif said.soft and not hard:
            end = max(end, clause.end)
        if said.every and signs.done and _is_closing(text, clause, said, signs):
            # 立行立改3项，限期整改1项，已全部完成: the last word is about all of them.
            signs = signs._replace(done=())
        if said.done and signs.done and _SUMMED_UP.match(text, *clause):
            # 本月整改4项，累计整改19项: the sum counts.
            signs = signs._replace(done=())
        signs = signs.merged(said)
        hard = hard or said.hard
    if end < 0:
        return None
    judged = judge(signs, total, counted=_most(text, tail[0].start, end) if signs.done else 0)
    return Outcome(judged[0], judged[1], end, hard=signs.hard) if judged else None


def _most(text: str, start: int, end: int) -> int:
    """The largest number of anything that is counted in a stretch."""
    found = outcome_patterns().exception_count.finditer(text, start, end)
    return max((number(match.group("n")) or 0 for match in found), default=0)


def _all_at_last(text: str, clause: Stretch, said: Signs, total: int | None) -> bool:
    """Whether a clause counts all the problems once more and says that they are done."""
    again = outcome_patterns().counted_again.match(text, clause.start, clause.end)
    if again is None or total is None or number(again.group("n")) != total:
        return False
    return not (said.left or said.basic or said.ongoing) and (said.whole or said.done == (total,))


_SUMMED_UP = compiled("(?:目前|至今|截至目前)?(?:已)?(?:累计|总计)")
_SO_FAR = compiled(r"(?:目前|现|截[至止][^，0-9]{0,6})?(?:共|已|已经)?(?:完成|整改|销号|办结|解决)")
_IN_ALL = compiled(r"(?:目前|现|至此|截[至止][^，]{0,8})?(?:已|已经)?(?:全部|均已|都已|悉数)")


def _goes_on(text: str, clause: Stretch, said: Signs, *, complete: bool, total: int | None) -> bool:
    """Whether a clause behind a said outcome still speaks of the same problems."""
    patterns = outcome_patterns()
    again = (
        patterns.counted_again.match(text, clause.start, clause.end) if complete and (said.whole or said.done) else None
    )
    if again is not None and total is not None and number(again.group("n")) == total:
        # 逐项销号，13个问题全部完成整改: once more, of all of them.
        return True
    if patterns.counted_start.match(text, clause.start, clause.end):
        return not complete and bool(patterns.counted_going_on.match(text, clause.start, clause.end))
    if text[clause.start - 1 : clause.start] == "；" and complete:
        return False
    if complete:
        first = said.done[0] if said.done and text[clause.start - 1] == "，" else None
        if first is not None and total is not None and first < total:
            # 逐一销号，目前已完成5个: the number corrects the word.
            return bool(_SO_FAR.match(text, clause.start, clause.end))
        return text.startswith(
            ("其中", "其余", "剩余", "但", "整改率", "完成率", "整改完成率", "办结率", "总体完成率"), clause.start
        )
    return bool(patterns.going_on.match(text, clause.start, clause.end)) or said.hard or said.negative


def _is_closing(text: str, clause: Stretch, said: Signs, signs: Signs) -> bool:
    if said.done or signs.left or signs.basic or signs.ongoing or signs.excepted:
        return False
    return bool(_IN_ALL.match(text, clause.start, clause.end))


def _is_complete(signs: Signs, total: int | None) -> bool:
    if signs.left or signs.basic or signs.ongoing or signs.excepted:
        return False
    return signs.whole or (bool(signs.done) and signs.done[0] == total)


_ONE_BY_ONE = compiled("逐[条项个一件][^，。；、]{1,4}、逐[条项个一件][^，。；、已]{1,6}$")
"""逐条研究、逐项销号 says how they went about it."""


def _read(text: str, clause: Stretch) -> Signs:
    patterns, start, end = outcome_patterns(), clause.start, clause.end
    if not patterns.any.search(text, start, end):
        return NOTHING
    if text.startswith(_SOME, start):
        return NOTHING
    if text.find("逐", start, end) >= 0 and _ONE_BY_ONE.search(text, start, end):
        return Signs(soft=True)
    done: list[int | None] = []
    left: list[int | None] = []
    basic = ongoing = whole = negative = False
    apart = list(patterns.excepted.finditer(text, start, end)) if text.find("除", start, end) >= 0 else []
    excepted: list[int | None] = [_exceptions(text, match) for match in apart]
    if patterns.counted.search(text, start, end):
        negative = _read_counts(text, clause, patterns, done, left, [match.span("what") for match in apart])
    for match in patterns.complete.finditer(text, start, end):
        if _negated(text, start, match.start()):
            negative = True
        elif (not done or not left) and not only_named(text, clause, match.start(), match.end()):
            whole = whole or ends_well(text, match.end(), end)
    bare = None if whole else patterns.bare.search(text, start, end)
    if bare is not None and not only_named(text, clause, *bare.span()):
        whole = not _negated(text, start, bare.start())
    if patterns.basic.search(text, start, end):
        basic, whole = True, False
    rate = patterns.rate.search(text, start, end) if text.find("%", start, end) >= 0 else None
    if rate is not None:
        if rate.group("rate") is None:
            whole = False
        whole, basic = (True, basic) if float(rate.group(rate.lastgroup or 0)) == 100 else (whole, True)
    ongoing = bool(patterns.ongoing.search(text, start, end))
    if whole and patterns.others_done.search(text, start, end):
        excepted.append(None)
    if whole and left and not (done or ongoing) and _THE_OTHERS.search(text, start, end):
        # 除村集体经济一项外，其余3个通过…已整改到位: the others are the ones that are done.
        done, left = left, []
    if ongoing and not left and patterns.others_going.search(text, start, end):
        left.append(None)
    if done and whole:
        whole = False
    return Signs(
        done=tuple(done),
        left=tuple(left),
        whole=whole,
        basic=basic,
        ongoing=ongoing and not whole,
        soft=bool(patterns.soft.search(text, start, end)),
        excepted=tuple(excepted),
        negative=negative,
        rest=bool(left) and _REST.search(text, start, end) is not None,
        every=whole and bool(_EVERY.search(text, start, end)),
    )


def _read_counts(
    text: str,
    clause: Stretch,
    patterns: Patterns,
    done: list[int | None],
    left: list[int | None],
    taken: list[tuple[int, int]],
) -> bool:
    """Put the numbers of a clause among those done and those left; whether one was told as not done.

    Numbers within a range of ``taken`` are told of otherwise.
    """
    start, end = clause
    negative = False
    for match in patterns.done_count.finditer(text, start, end):
        if text.endswith(_negation(), start, match.start()):
            negative = True
            if text.endswith(_UNDONE, start, match.start()):
                left.append(number(match.group("n")))
                taken.append(match.span("n"))
            continue
        if _HANDED_ON().search(text, start, match.start()) or _EACH_OF_THEM().search(text, start, match.start()):
            continue
        if match.group("n") == "一" and (
            text.endswith(_ONE_AFTER_ANOTHER, start, match.start()) or _AND_ANOTHER.match(text, match.end(), end)
        ):
            continue
        done.append(number(match.group("n")))
        taken.append(match.span("n"))
    for match in patterns.count_done.finditer(text, start, end):
        if any(a < match.end() and match.start() < b for a, b in taken) or _one_by_one(text, match):
            continue
        (left if match.group("basic") or match.group("half") or match.group("part") else done).append(
            number(match.group("n"))
        )
        taken.append(match.span("n"))
    for pattern in (patterns.left_over, patterns.left_going_on, patterns.left_counted):
        for match in pattern.finditer(text, start, end):
            at = match.start("n")
            if not any(a <= at < b for a, b in taken):
                left.append(number(match.group("n")))
                taken.append(match.span("n"))
    return negative


_REST = compiled(
    "(?:[仅只还][剩余]的?|(?<!其)(?<![多其])[剩余]下?|[仅只]有?|[还尚]有|还差|[没未][^，。；：0-9]{1,4}的(?:还?[有剩]|[仅只]有?)?)"
    "[0-9一二三四五六七八九十两]"
)
_HANDED_ON = lazily("(?:移交|交办|转办|反馈|下达|下发|发出)[^，；。0-9]{0,8}(?:立行立|即知即|立查立|立整立|边查边)$")
"""移交立行立改问题9个 says what is to be put right at once, not that it was."""
_EACH_OF_THEM = lazily("(?:每[人名位个]|各自|人均)[^，；。0-9]{0,6}$")
"""班子成员每人领办1个 says who sees to them."""
_UNDONE = ("未", "没有", "没", "未能")
"""未销号1项 counts what is left."""
_ONE_AFTER_ANOTHER = ("一个", "一条", "一项", "一件")
"""成熟一个销一个 counts nothing."""
_AND_ANOTHER = compiled(r"[^，；。0-9]{0,4}一[个条项件]")
"""完成一个销号一个 counts nothing either."""


def _one_by_one(text: str, match: re.Match[str]) -> bool:
    """一件一件办 counts nothing, and 这一条改好了 speaks of what was named."""
    if match.group("n") != "一":
        return False
    if text[match.start() - 1] in _THIS:
        return True
    again = text[match.start() - 2 : match.start()] == text[match.start() : match.start() + 2]
    return again or _AND_ANOTHER.match(text, match.end()) is not None


_THIS = "这那"


@derived
def _negation() -> tuple[str, ...]:
    return (*load("closures")["status.negation"], "基本", "阶段性", "部分", "初步")


def _negated(text: str, start: int, at: int) -> bool:
    """Whether a word of completion is denied or only wished for by what stands right before it."""
    # 全 of 完全 is read as a word of its own.
    adverb = _WHOLE.search(text, start, at + 1 if text.startswith("完全", at - 1) else at)
    if adverb is not None and text.endswith(_COULD_NOT, start, adverb.start()):
        return True
    if (
        _NOT_ONE.search(text, start, at)
        or text.endswith(_negation(), start, at)
        or (text.endswith(load("closures")["status.wish"], start, at) and text[at] not in _BY_NOW)
    ):
        return True
    return _PUT_OFF.search(text, start, at) is not None


_BY_NOW = "已均都业"
"""经过努力已经解决 is no wish."""
_WHOLE = compiled("(?:完全|彻底|全面|真正|立即|及时|短期内|一时)$")
_COULD_NOT = ("难以", "未", "没有", "没", "不能", "无法", "未能", "尚未")
"""难以完全整改到位"""
_NOT_ONE = compiled("(?:没有?|无|未有)(?:任何)?一[个条项件](?:问题)?(?:能够?|真正|彻底|完全|已经?|得到)*$")
"""没有一个能销号"""
_PUT_OFF = compiled(
    "(?:正在?|[还仍]在)(?:逐|有序|稳步|按|加[紧快]|抓紧|全力|分[批步]|依法|积极|扎实|持续|一体|同步|压茬|对[账标]|挂图)[^，。；]{0,4}$|延期|延至|推迟|直[至到]|预计|力争|将[在于]|拟[在于]|计划[在于]|为了"
)
"""按程序申请延期到次年3月办结: completion that is yet to come."""


_SOME = ("有的", "有些")
"""有的办成了，有的办了一半: of which ones is not said."""


def _exceptions(text: str, match: re.Match[str]) -> int | None:
    """How many problems stand between 除 and 外, where that can be told."""
    patterns = outcome_patterns()
    counted = patterns.exception_count.search(text, match.start("what"), match.end("what"))
    if counted is not None:
        return number(counted.group("n"))
    what = match.group("what")
    if what.count("“"):
        return what.count("“")
    return None if "、" in what or "和" in what else 1


def read_words(text: str, stretches: Sequence[Stretch]) -> ClosureStatus | None:
    """What the whole text of one problem's entry says became of it, wherever it stands: 整改状态：基本完成."""
    signs = NOTHING
    for clause in stretches:
        signs = signs.merged(_read(text, clause))
    if not signs.hard:
        return None
    if signs.whole and not signs.left:
        # 整治隐患76处，已完成整改: what else was counted was done about it.
        signs = signs._replace(done=())
    judged = judge(signs, None)
    return judged[0] if judged else None


def status_words(text: str, start: int, end: int) -> int | None:
    """Where the words of an outcome begin in a clause, the 均已 before them included; ``None`` where it has none."""
    patterns = outcome_patterns()
    found = [
        match.start()
        for pattern in (patterns.complete, patterns.bare, patterns.basic, patterns.done_count)
        if (match := pattern.search(text, start, end)) is not None
        and (pattern is not patterns.complete or ends_well(text, match.end(), end))
    ]
    if not found:
        return None
    at = min(found)
    while at > start and text[at - 1] in "均已都全部现":
        at -= 1
    return at
