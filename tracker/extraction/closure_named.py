"""Claims that name their problem and no count: 停车难问题迎刃而解, 去年我在会上说的路灯不亮的问题，今年解决了."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.domain.kinds import ClosureStatus, Origin
from tracker.extraction.closure_claim import NEAR, Claim, claim_patterns, title_start
from tracker.extraction.closure_clauses import last_match, without_enumerator
from tracker.extraction.closure_origin import cues, origin_of
from tracker.extraction.closure_told import pointed_at, said_last_year, this_matter, told_before, told_behind
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_SHORTEST = 2
_ALONE = ("解决", "整改", "化解", "破解", "消除", "纠正", "清零", "销号", "打通", "攻克", "修好", "办好")
_MANNERS = ("现象", "乱象")
_ENDED = ("根治", "消除", "杜绝", "绝迹", "纠治", "根除", "解决", "不复存在")
"""Words strong enough to say that a bad habit is gone; 得到遏制 is not."""
_LEAD = compiled(
    r"(?:(?:目前|现在|如今|同时|此外|特别是|尤其是|使得?|让|实现|做到|困扰(?=[^，。]{0,3}$))[，]?|(?:对|针对|围绕|就))+"
)


def named_claims(text: str, parts: Sequence[Stretch], *, year: int | None) -> Iterator[Claim]:
    """The claims by name in one sentence, in order; ``parts`` are its clauses."""
    end, patterns = 0, claim_patterns()
    for index, clause in enumerate(parts):
        if clause.start < end:
            continue
        claim = told_before(text, parts, index, year) or pointed_at(text, parts, index, year)
        if claim is not None:
            end = claim.end
            yield claim
            continue
        if not patterns.title_end.search(text, clause.start, clause.end):
            claim = this_matter(text, parts, index, year)
            if claim is not None:
                end = claim.end
                yield claim
            continue
        claim = told_behind(text, parts, index, year) or said_last_year(text, parts, index, year)
        claim = claim or _subject_first(text, clause, _limit(text, parts, index), year)
        claim = claim or _verb_first(text, clause, year) or _settled_later(text, parts, index, year)
        claim = claim or _going_on(text, parts, index, year)
        if claim is not None:
            end = claim.end
            yield _called(text, claim)


def _called(text: str, claim: Claim) -> Claim:
    """The claim without 去年讲到的 in what the problem is called."""
    said = claim_patterns().said.match(text, claim.title_start, claim.title_end)
    if said is None:
        return claim
    title = title_start(text, said.end(), claim.title_end)
    return claim._replace(title_start=title) if claim.title_end - title >= _SHORTEST else claim


def _limit(text: str, parts: Sequence[Stretch], index: int) -> int:
    """How far a predicate may reach: 充电桩不足问题，已于6月底解决 has it in the next clause."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    return following.end if following and text[parts[index].end] == "，" else parts[index].end


def _subject_first(text: str, clause: Stretch, limit: int, year: int | None) -> Claim | None:
    patterns = claim_patterns()
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
    patterns, clause = claim_patterns(), parts[index]
    noun = patterns.noun_last.search(text, clause.start, clause.end)
    if noun is None or not patterns.long_standing.search(text, clause.start, noun.end()):
        return _settled_by(text, parts, index, noun, year)
    start = _after_lead(text, without_enumerator(text, clause.start, clause.end), noun.start())
    return _settled(text, parts, index, start, noun, patterns.settled, year)


def _settled_by(
    text: str, parts: Sequence[Stretch], index: int, noun: re.Match[str] | None, year: int | None
) -> Claim | None:
    """业主办证难的问题由专班协调，通过容缺办理得到圆满解决: the means between a problem of any age and the outcome."""
    patterns, clause = claim_patterns(), parts[index]
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
    patterns, clause = claim_patterns(), parts[index]
    if not _is_named(text, start, noun.start()):
        return None
    whole = outcome is patterns.at_last
    own = [Stretch(noun.end(), clause.end)] if whole and noun.end() < clause.end else []
    for later in [*own, *parts[index + 1 : index + 1 + NEAR]]:
        if text[later.start - 1] == "；" or (whole and patterns.wish.match(text, later.start, later.end)):
            return None
        find = outcome.search if whole else outcome.match
        solved = find(text, later.start, later.end)
        if solved is not None:
            # 通过…基本都得到了解决: what holds it back may stand before.
            begin = max(later.start, solved.start() - NEAR)
            half = patterns.halfway.search(text, begin, solved.end())
            status = ClosureStatus.PARTIAL if half else ClosureStatus.DONE
            origin = _by_putting_right(text, noun.end(), solved.start()) or _origin(text, start, noun.end(), year)
            return Claim(origin, status, start, solved.end(), start, noun.end())
    return None


def _going_on(text: str, parts: Sequence[Stretch], index: int, year: int | None) -> Claim | None:
    """党建品牌多而不响问题，几经研究，整改取得阶段性进展: a fault by name, and that it is being put right."""
    patterns, clause = claim_patterns(), parts[index]
    start = without_enumerator(text, *clause)
    noun = last_match(patterns.noun_first, text, start, clause.end)
    if noun is None or not _is_named(text, start, noun.start()):
        return None
    if not (text.endswith("”", start, noun.start()) or patterns.fault.search(text, start, noun.start())):
        return None
    own = [Stretch(noun.end(), clause.end)] if noun.end() < clause.end else []
    for later in [*own, *(() if own else parts[index + 1 : index + 1 + NEAR])]:
        going = patterns.going.fullmatch(text, *later)
        if going is not None:
            half = patterns.halfway.search(going.group()) or _PROGRESS().search(text, *later)
            status = ClosureStatus.PARTIAL if half else ClosureStatus.IN_PROGRESS
            title = _after_lead(text, start, noun.start())
            return Claim(_origin(text, start, noun.end(), year), status, title, later.end, title, noun.end())
        if text[later.start - 1] == "；":
            return None
    return None


_PROGRESS = lazily("取得")
_PUTTING_RIGHT = lazily("(?:通过|经过|借助|结合|经|借)[^，。；：]{2,10}整改")


def _by_putting_right(text: str, start: int, end: int) -> Origin | None:
    """Whose problems were put right where only the means tell it: 账目不清的问题，通过巡察整改得到了解决."""
    means = _PUTTING_RIGHT().search(text, start, end)
    return next((origin for *_, origin in cues(text, *means.span())), None) if means else None


def _verb_first(text: str, clause: Stretch, year: int | None) -> Claim | None:
    """彻底解决了困扰群众多年的饮水难题: only of a problem that the words themselves call an old one."""
    patterns = claim_patterns()
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
    patterns = claim_patterns()
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
    raised = claim_patterns().raised.search(text, start, end)
    if raised is None:
        return Origin.OTHER
    return origin_of(text, start, start, raised.end(), year=year, rectifying=False) or Origin.OTHER
