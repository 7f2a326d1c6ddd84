"""Problems: the entries of the problems section, and open matters told anywhere else."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.domain.kinds import ItemKind, SectionKind
from tracker.extraction.admitted import admitted, is_general, some_lack
from tracker.extraction.closure_raised import COUNT, PIECE
from tracker.extraction.entries import entries, headline, headline_behind_label, with_one_more
from tracker.extraction.enumerations import Entry
from tracker.extraction.evidence import INLINE, evidence_of
from tracker.extraction.markers import Marker
from tracker.extraction.prose import behind_praise
from tracker.extraction.scope import Basis, Scope
from tracker.extraction.sections import measures_label
from tracker.extraction.stretches import trim
from tracker.extraction.tables import Row, rows
from tracker.extraction.tone import tone_in
from tracker.extraction.turns import SAYING, behind_preface, past_words, turned
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily


class Found(NamedTuple):
    """A candidate in the view: its range, its headline's range and what speaks for it."""

    start: int
    end: int
    title: tuple[int, int]
    evidence: str
    """What speaks for it; see evidence.py."""
    ordinal: int = 0
    """What its enumerator counts, 0 without one."""


class MergedMeasures(NamedTuple):
    """The measures of a section that holds problems and measures together."""

    start: int
    end: int
    problem: int | None
    """Index of the problem in the list they were found with; ``None`` for an entry that only says what will be done."""
    due: tuple[int, int] | None = None
    """The cell of a table that says until when."""


_BARE = 4
"""Fewer characters say nothing."""


def list_problems(text: str, markers: list[Marker], scopes: list[Scope]) -> tuple[list[Found], list[MergedMeasures]]:
    """The problems sections' entries, and the measures that merged sections hold beside them."""
    found: list[Found] = []
    measures: list[MergedMeasures] = []
    for scope in scopes:
        if scope.kind is not SectionKind.PROBLEMS:
            continue
        if table := rows(text, scope.start, scope.end):
            _from_table(text, table, found, measures)
            continue
        end = _before_demands(text, markers, scope.matter, _before_speakers(text, scope.matter, scope.end))
        listed = _without_causes(text, entries(text, markers, behind_praise(text, scope.matter, end), end))
        longer = with_one_more(text, listed, end)
        added = longer[-1] if len(longer) > len(listed) else None
        if added and _tells_lack(text, added):
            listed, added = longer, None
        labels = [measures_label(text, entry.start, entry.end) for entry in listed]
        if scope.merged and not any(labels):
            labels = [measures_label(text, entry.start, entry.end, merged=True) for entry in listed]
        for which, (entry, label) in enumerate(zip(listed, labels, strict=True)):
            plan = _only_plans(text, entry) if label is None and labels.count(None) == 1 < which else None
            if plan is not None:
                measures.append(plan)
                continue
            start, end = trim(text, entry.start, label.start() if label else entry.end)
            bare = end - start < _BARE
            if not bare:
                if _is_empty_remark(text[start:end]):
                    continue
                title = _title(text, start, end, entry)
                evidence = evidence_of(ItemKind.PROBLEM, scope.basis, listed, which, text, title=title)
                found.append(Found(start, end, title, evidence, entry.marker.ordinal if entry.marker else 0))
            # 对策：… in a paragraph of its own belongs to the problem above.
            if label and found:
                begin, stop = trim(text, label.end(), entry.end)
                if stop - begin >= _BARE:
                    measures.append(MergedMeasures(begin, stop, len(found) - 1))
        if added and scope.merged and any(labels):
            measures.append(MergedMeasures(added.start, added.end, None))
    return found, measures


def _tells_lack(text: str, entry: Entry) -> bool:
    """Whether what is added to a list tells of what is lacking, and not of what will be done."""
    tone = tone_in(text, entry.start, entry.end)
    return tone.lacking > tone.ahead


_DEMANDED = lazily(
    "(?:提出|明确|强调|要求|希望)[^。；：]{0,24}(?:要求|希望|努力方向|工作方向|意见|建议|几点|做到|要)?[^。；：]{0,6}[：，]$"
)
_BY_OTHERS = lazily(
    "(?:书记|主任|局长|院长|主席|部长|组长|同志|领导|会议|他|她)[^。；]{0,30}(?:指出|强调|要求|希望|提出)"
)


def _before_demands(text: str, markers: list[Marker], start: int, end: int) -> int:
    """Where a section of problems ends: before what somebody tells others to do, 书记对各支部提出要求：一是…；二是…."""
    inside = (marker for marker in markers if start < marker.start < end and marker.ordinal == 1)
    first = next(inside, None)
    if first is None or first.opens_paragraph:
        return end
    begin = max(start, *(text.rfind(mark, start, first.start) + 1 for mark in "。！？\n"))
    demanded = _DEMANDED().search(text, begin, first.start) and _BY_OTHERS().search(text, start, first.start)
    return begin if demanded else end


_SPEAKS = lazily(
    "(?<=\n)(?![对与同和跟按根面距离比从就针])[^，。；：\n]{2,10}(?<![的一二三四五六七八九十0-9])(?:强调|表示)，[^\n]{0,60}(?:要|应|将|必须|充分)"
)


def _before_speakers(text: str, start: int, end: int) -> int:
    """Where a section of problems ends: before the line that somebody else speaks in, 副市长李青强调，…要压实责任."""
    speaks = _SPEAKS().search(text, start, end)
    return speaks.start() if speaks is not None else end


def _from_table(text: str, table: list[Row], found: list[Found], measures: list[MergedMeasures]) -> None:
    """The problems of a table's rows; a row without one holds further measures of the problem above."""
    cells = [Entry(*row.problem, how="card") for row in table if row.problem]
    which = 0
    for row in table:
        if row.problem:
            title = headline(text, *row.problem, how="card")
            evidence = evidence_of(ItemKind.PROBLEM, Basis.HEADING, cells, which, text, title=title)
            which += 1
            found.append(Found(*row.problem, title, evidence, which))
        if row.measures and which:
            measures.append(MergedMeasures(*row.measures, len(found) - 1, row.due))


def _only_plans(text: str, entry: Entry) -> MergedMeasures | None:
    """另外还有一件去年没了的事要接着办：… among problems that each say what will be done: this one only says that."""
    ahead = _TO_BE_DONE().search(text, entry.start, entry.end)
    if ahead is None:
        return None
    urge = _URGES().match(text, entry.start, entry.end)
    tone = tone_in(text, urge.end() if urge else entry.start, entry.end)
    if tone.lacking if urge else tone.ahead <= 2 * tone.lacking:
        return None
    start = ahead.end() if text[ahead.end() - 1] == "：" else entry.start
    return MergedMeasures(*trim(text, start, entry.end), None)


_TO_BE_DONE = lazily(
    "(?:要|得|继续|接着)(?:接着|继续|抓紧|赶紧|早日)?[办干做抓建修拆改推落][^，。；：]{0,8}[：，]|[底月日](?:之|以)?前"
)

_URGES = lazily("把[^，。；：]{2,24}?(?:起来|到位|下去|落地|补上|[办做修建改][好成完掉])[。：，]")
"""A headline that urges: whatever it names as lacking is what will be done, 把去年没顾上的食堂改造抓起来."""

_ALL_OF_THEM = lazily(
    r"(?<=[。；！？\n])(?:"
    r"(?:之所以|产生|造成|出现|存在|导致)(?:出现|存在|产生|有)?(?:以上|上述|这些|这样|那些)[^，。；]{0,14}(?:问题|不足|差距|短板|情况|现象)"
    r"|(?:以上|上述|这些)[^，。；]{0,4}(?:问题|不足|差距|短板|现象)[^。；]{0,24}(?:原因|根源|根子|在于|主要是|说到底|归根|症结|责任在我|我(?:作为|负有))"
    r"|(?P<own>(?:究其|分析|剖析|反思|深究|追根)[^，。；]{0,8}(?:原因|根源|溯源|究底)|归根[结到]底|说到底|根子[在上还])"
    r"|最后，[^，。；]{2,8}(?:强调|要求|指出|希望)，"
    r")"
)
"""Where the last entry ends and the causes of them all begin."""


def _without_causes(text: str, listed: list[Entry]) -> list[Entry]:
    """The entries of a list, the last one without what tells why all of them came about: 之所以存在这些问题，…."""
    if len(listed) < 2 or listed[-1].how == "paragraph":
        return listed
    last = listed[-1]
    causes = _ALL_OF_THEM().search(text, last.start, last.end)
    if causes is None or causes.start() - last.start < 6 or measures_label(text, causes.start(), last.end):
        return listed
    if causes["own"] and any(_ALL_OF_THEM().search(text, entry.start, entry.end) for entry in listed[:-1]):
        return listed
    start, end = trim(text, last.start, causes.start())
    return [*listed[:-1], last._replace(start=start, end=end)]


_LABELLED = compiled(r"(?:问题|存在问题|问题表现|具体问题|主要问题)：")


def _title(text: str, start: int, end: int, entry: Entry) -> tuple[int, int]:
    label = _LABELLED.match(text, start, end)
    return headline_behind_label(text, label.end() if label else start, end, how=entry.how)


_OF_THEM_ALL = lazily(
    r"(?:[^。；]{0,40}[。，])?(?:产生|造成|出现|存在|对照)?(?:以上|上述|上面|这些|这几)[^，。；]{0,6}(?:[条点个]|问题|不足|差距|短板)，?"
    r"[^。]{0,12}(?:责任|根子|根源|原因|归根|说到底|毛病|怪)"
)
"""上面几条，根子都在我身上: who answers for them all."""


def _is_empty_remark(sentence: str) -> bool:
    if _OF_THEM_ALL().match(sentence):
        return True
    return len(sentence) <= 24 and bool(
        re.fullmatch(r".{0,10}(?:存在|有)(?:一些|不少|许多|诸多)?(?:不足|问题|差距)(?:之处)?[。；]?", sentence)
    )


@derived
def _inline() -> Patterns:
    words = load("problems")
    still, undone = words.pattern("inline.still"), words.pattern("inline.undone")
    # 未发展党员的3个村 describes, 未解决的问题 admits: a clause that ends in 的 counts only before 问题.
    unfinished = (
        rf"{still}(?:也|都|仍|还|依然|仍然|一直|尚)?{undone}(?!发生|发现|出现)"
        rf"[^，。；]{{0,14}}?{words.pattern('inline.completion')}(?![^，。；]{{0,6}}的(?!问题))"
    )
    # 至今 and 仍 leave no doubt, whatever was not done; 尚 and 还 say it of many things that are no problem.
    until_now = (
        rf"{words.pattern('inline.until_now')}(?:也|都|仍|还|依然|仍然|一直|尚)?{undone}"
        rf"(?!有?(?:发生|发现|出现|一[例起]|{words.pattern('inline.harm')}))[^，。；的]{{2,}}"
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
    in_time = rf"{undone}(?:如期|按期|按时|按计划)[^，。；]{{0,6}}?{words.pattern('inline.completion')}(?![^，。；]{{0,6}}的(?!问题))"
    return Patterns(
        hint=words.pattern("inline.undone", "inline.open_state", "inline.failed", "inline.since"),
        unresolved=(
            rf"{unfinished}|{until_now}|{nothing}|{as_ever}|{undone}(?:从)?根本(?:上)?解决|{words.pattern('inline.open_state')}"
            rf"|{words.pattern('inline.failed')}(?!的)|{in_time}"
        ),
        because=because,
        veto=words.pattern("inline.veto"),
        turn=words.pattern("inline.turn") + "，?|可(?![以能行控靠喜见视谓])",
        dependent=rf"{still}|{undone}|{words.pattern('inline.dependent')}",
        feeling=words.pattern("inline.feeling"),
        bygone=words.pattern("inline.bygone"),
    )


_TAKEN_ON = lazily(
    "(?:针对|对于?)[^，。；]{0,16}(?:尚|还|仍|未)[^，。；]{1,10}的(?:问题|任务|事项|项目)，[^。；]{0,16}?(?:将|要|会|尽快|继续|抓紧|逐[一项个])"
)
"""对整改完成尚未销号的问题，将按程序验收 says what will be done, of none in particular."""
_SENTENCE_STOP = compiled(r"[。！？\n]")
_RESULT = lazily(
    r"[0-9一二三四五六七八九十百]{1,9}(?:\.[0-9]{1,4})?[万亿]?[余多]?(?:个|条|处|公里|座|次|人|户|名|件|项|期|场|家|元|亩|平方米|米|盏|台|套|份)"
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
                if cause is None and match["nothing"] and patterns.bygone.search(text, start, match.start()):
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


LEFT_OVER = lazily(rf"(?:其中|其余|剩下|剩余|余下|另外|另|还有|仍有|尚有)?的?{COUNT}{PIECE}(?:问题)?[还仍尚没未至]")
"""Problems that a statement counts as left, and no more: 剩下1条还没根治."""
_CAUSE_FIRST = compiled(r"(?:受|因|由于|随着|尽管|虽然)[^，]*，")
_POINTING = compiled(r"(?:最|更|尤其|特别)?(?:让人|令人|叫人)?[^，。的]{0,6}的是，?")


_SEEN = compiled("(?:同时)?(?:也|还)?(?:指出|看到|认识到|发现)(?:目前|当前)?(?:仍然|依然|还|仍)?(?:存在|有)着?")


def _inline_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause that names the open matter, not the cause that is put before it."""
    pointing = _POINTING.match(text, start, end)
    start = pointing.end() if pointing else start
    seen = _SEEN.match(text, start, end)
    start = seen.end() if seen and end - seen.end() >= _BARE else start
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
    while at > 0 and patterns.dependent.match(text, cuts[at]):
        at -= 1
    while at > 0 and (
        _BECAUSE.search(text, cuts[at - 1], cuts[at])
        or not _RESULT().search(text, cuts[at - 1], cuts[at])
        or _STATE.search(text, cuts[at - 1], cuts[at])
    ):
        at -= 1
    return cuts[at]


_ROOT = compiled("(?:但|可)?(?:根子|病根|根源|源头|症结|从根子?上|根本上|治标)")
_STATE = compiled(
    "剩下|还剩|余下|剩余|还是|仍是|仍(?!然保持|保持)|住的|要穿|要过|要等|涉及|位于|建于|年久|年代|不到|不足|只有|仅有"
    "|的[^，。；的]{0,6}(?:改造|建设|项目|工程|搬迁|整治|修缮|结算|协议|问题)，$"
)
"""A clause with a number that tells how things are, not what was achieved: 剩下的300米要穿过铁路."""
_BECAUSE = compiled("因(?!地|时|此)|由于|受")


def _matter_end(text: str, hit_end: int, end: int, feeling: re.Pattern[str]) -> int:
    at = hit_end
    while (cut := text.find("，", at, end)) >= 0:
        if feeling.match(text, cut + 1, end):
            return cut
        at = cut + 1
    return end
