"""Counted lists of matters of the year with how many are done: 问题清单28条（销号19个）, 发现问题37个，已整改34个.

What was raised earlier or by others is a closure, never a tally; what was only handled for others (化解纠纷40起) is no
more than a metric.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus, SectionKind
from tracker.domain.report import Closure, Tally
from tracker.extraction.closure_clauses import clauses, last_match, sentences, sentences_with, without_enumerator
from tracker.extraction.closure_origin import OWN_LISTS, origin_of
from tracker.extraction.closure_outcome import Outcome, read_outcome
from tracker.extraction.closure_raised import COUNT, PIECE, number
from tracker.extraction.closures import find_closures
from tracker.extraction.scope import Scope
from tracker.extraction.stretches import Stretch
from tracker.extraction.view import View
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import Patterns

_SILENT = frozenset({SectionKind.PROBLEMS, SectionKind.NEXT_STEPS, SectionKind.CLOSING})
_ACTIVITY_MAX = 12
_NEAR = 3
"""How many clauses may stand between a count and what became of it."""


class _Count(NamedTuple):
    """A counted noun in a clause, half-open in the view."""

    noun: str
    total: int | None
    start: int
    end: int
    noun_start: int
    noun_end: int


_DONE = ("status.doing", "status.complete", "status.bare")


@derived
def _patterns() -> Patterns:
    words = load("tallies")
    nouns = [word for group in words.table("noun").values() for word in group]
    noun, trouble = alternatives(nouns), words.pattern("noun.trouble")
    find, right, also = words.pattern("verb.find"), words.pattern("verb.put_right"), words.pattern("verb.also")
    right_to = "(?:完成|到位|了|销号)?"
    return Patterns(
        trigger=alternatives((*nouns, "发现", "查出", "件事")),
        fused=rf"(?:{right}|(?<=[并和后])(?:协调)?解决){right_to}(?P<what>[^，。；：0-9]{{0,26}}?)(?P<noun>{trouble}|线索)(?P<n>{COUNT})(?:余|多)?{PIECE}",
        turned=rf"{right}{right_to}(?P<n>{COUNT})(?:余|多)?{PIECE}[^，。；：0-9]{{0,12}}?(?P<noun>{trouble})",
        finding=rf"{find}{also}{{0,4}}$",
        behind=(
            rf"(?P<noun>{noun})(?:[上里中]?的|上|里)?(?:列项|列入|列|上报|受理|登记|交办|共计|合计|总计|累计|一共|总共|拢共|计|共|有|记了?|列了?|收了?|登了?){{0,2}}"
            # 11类事项一个窗口办完 counts windows.
            rf"(?P<n>{COUNT})(?:余|多)?{PIECE}(?!窗口|部门|单位|平台|口子|主体|支部|村|社区|月|周|季度|工作日|人|专班|科室)"
        ),
        found=rf"(?:发现|查出|排查出|检查出)(?P<noun>[^，。；：0-9]{{2,14}}?)(?P<n>{COUNT})(?:余|多)?[个条项件点处类宗起笔张份家户台辆]",
        before=rf"(?P<n>{COUNT})(?:余|多)?{PIECE}(?!(?:[镇乡村县区市]|街道|社区|小区|支部|单位|部门|科室)的)(?P<between>[^，。；：0-9]{{0,16}}?)(?P<noun>{noun}|事(?=[办全都已一做完，]|$))",
        counted=rf"{COUNT}(?:余|多)?[个条项件点处类宗起笔张份家户台辆]",
        told=alternatives(
            [
                *words["verb.put_right"],
                *words["verb.set_right"],
                *(w for group in _DONE for w in load("closures")[group]),
            ]
        ),
        handled=rf"{words.pattern('verb.handle')}(?:(?!{find})[^，。；：]){{0,16}}$",
        only_found=rf"(?:一共|共|总共)?(?:发现|查出|排查出|检查出|找出){COUNT}(?:余|多)?{PIECE}",
        over_comma=rf"(?P<noun>{trouble})，(?:一共|共|总共)?(?:发现|查出|排查出|检查出|找出)(?P<n>{COUNT})(?:余|多)?{PIECE}$",
        only_listed=rf"(?:一共|共|总共|拢共)?(?:列入|列出|列了|列|明确|确定|细化|梳理|包含|涵盖|形成){{0,2}}(?:任务|事项|问题|项目)?{COUNT}(?:余|多)?{PIECE}",
        list_over_comma=rf"(?P<noun>{alternatives(words['noun.list'])})，[^，。；：0-9]*(?P<n>{COUNT})(?:余|多)?{PIECE}",
        over_colon=rf"[^，。；：]*?(?P<noun>{alternatives(words['noun.list'])}|{trouble})(?:共|共计|合计)?：(?P<n>{COUNT})(?:余|多)?{PIECE}",
        set_right=(
            rf"{words.pattern('verb.so_far')}{{0,2}}{words.pattern('verb.set_right')}(?:了|好|掉|完|成)?"
            rf"(?P<n>{COUNT})(?P<piece>{PIECE}|[份张家户台辆])$"
        ),
        frame=(
            rf"^(?:{words.pattern('verb.open', 'verb.find', 'verb.also', 'verb.put_right')}|的|共|累计|全年|先后)+"
            rf"(?<!整改(?={alternatives(words['noun.list'])}))"
        ),
        activity=words.pattern("activity.nouns"),
        doing=r"^.*(?:开展|组织|进行|实施|完成)了?",
    )


class _Nouns(NamedTuple):
    """Which nouns are which."""

    lists: frozenset[str]
    raised: frozenset[str]
    """What a closure may speak of: here the origin decides, elsewhere (线索, 诉求) there is only a tally."""
    strong: frozenset[str]


@derived
def _nouns() -> _Nouns:
    words = load("tallies")
    lists, trouble = words["noun.list"], words["noun.trouble"]
    return _Nouns(
        lists=frozenset(lists),
        raised=frozenset((*load("closures")["raised.nouns"], *lists)),
        strong=frozenset((*lists, *trouble, "线索", "实事", "诉求", "投诉", "事项", "工单")),
    )


def find_tallies(
    view: View, scopes: Sequence[Scope], *, year: int | None = None, closures: Sequence[Closure] | None = None
) -> tuple[Tally, ...]:
    """The tallies of a report in order of place; nothing inside one of its closures is a tally.

    ``year`` is the year reported on; without it the first year named counts. ``closures`` are found where not given.
    """
    text = view.text
    if year is None:
        named = re.search(r"20[0-9]{2}(?=年)", text)
        year = int(named.group()) if named else None
    if closures is None:
        closures = find_closures(view, scopes, year=year)
    taken = iter(sorted(closure.span for closure in closures))
    closure = next(taken, None)
    found: list[Tally] = []
    for kind, sentence in _members(text, scopes):
        for label, total, done, start, end in _in_sentence(
            text, sentence, year, lists_only=kind is SectionKind.RECTIFICATION
        ):
            span = view.span(start, end)
            while closure is not None and closure.end <= span.start:
                closure = next(taken, None)
            if closure is None or not span.overlap(closure):
                found.append(Tally(label, span, total, done))
    return tuple(found)


def _members(text: str, scopes: Sequence[Scope]) -> Iterator[tuple[SectionKind | None, Stretch]]:
    """The sentences that may hold a tally, with the kind of the section they stand in."""
    ordered = sorted(scopes, key=lambda scope: scope.start)
    patterns = _patterns()
    hot, at = sentences_with(text, patterns.trigger), 0
    needed = (patterns.counted, patterns.told)
    for sentence in sentences(text):
        if sentence.start not in hot:
            continue
        while at < len(ordered) and sentence.start >= ordered[at].end:
            at += 1
        kind = ordered[at].kind if at < len(ordered) and sentence.start >= ordered[at].start else None
        if kind in _SILENT or not all(need.search(text, *sentence) for need in needed):
            continue
        yield kind, sentence


def _in_sentence(
    text: str, sentence: Stretch, year: int | None, *, lists_only: bool
) -> Iterator[tuple[str, int | None, int | None, int, int]]:
    start = without_enumerator(text, sentence.start, sentence.end)
    parts = clauses(text, start, sentence.end)
    behind = start
    for index, clause in enumerate(parts):
        if clause.start < behind:
            continue
        above = index and (text[clause.start - 1] == "：" or _patterns().only_listed.match(text, *clause))
        named = parts[index - 1].start if above else clause.start
        if not _patterns().trigger.search(text, named, clause.end):
            continue
        if not _patterns().counted.search(text, clause.start, clause.end):
            continue
        told = None if lists_only else _put_right(text, start, clause, year)
        if told is not None and (of := _counted_before(text, parts, index, told[0])) is not None:
            behind = told[2]
            yield _label(text, parts, index - 1, of), of.total, told[1], parts[index - 1].start, told[2]
            continue
        counted = _with_outcome(text, start, parts, index, year, lists_only=lists_only)
        if told is None or (counted is not None and counted[0].total == told[0].total):
            # 整治问题线索9条，办结8条: what is told behind says how many of them.
            told = counted
        if told is not None:
            count, done, end = told
            behind = end
            yield _label(text, parts, index, count), count.total, done, clause.start, end


_SET_RIGHT = compiled("整改|整治|销号|消除|纠正|补齐|补正|补全|改正")
_PROMISED = ("事", "大事", "难事", "实在事")
_LAST_YEAR = compiled("去年|上年|上一年|年初我?答应")
_OPINIONS = ("意见", "建议", "意见建议", "提案", "议案")
_BROUGHT = frozenset({"纠纷", "来信来访", "信访", "举报", "求助", "案件"})
"""What others bring to be handled, 排查纠纷278起，化解259起: a metric, no list of one's own."""
_ANSWERED = compiled(r"(?:回复|答复|回应|采纳)了?[0-9]")
"""收集群众意见172条，办理回复165条: answering is handling for others, no list that is worked off."""
_ONE_STOP = compiled("一(?:个窗口|站式?|门式?|网|次性?)[^，。；]{0,2}办")
"""11类事项一个窗口办完 tells where matters are handled."""
_RATE = compiled(r"(?<!整改)(?<!整改完成)(?<!销号)率")
"""A rate of matters handled for others is a metric; 整改率100% says that all is done."""
_NOT_DONE = ("限期", "责令", "要求", "下发", "落实", "抓好", "问题", "完成", "巡察", "审计", "未", "部门", "推进")

_UNDER_WAY = (
    *("正在", "正", "持续", "继续", "部分", "未", "尚未", "没有"),
    *("拟", "将", "待", "需", "计划", "长期", "延期"),
)
"""正在整改问题21个 counts what is not done."""


def _put_right(text: str, context: int, clause: Stretch, year: int | None) -> tuple[_Count, int | None, int] | None:
    """发现并督促整改问题47个, 整改隐患39处: found and put right at once, so all are done."""
    patterns = _patterns()
    match = patterns.fused.search(text, clause.start, clause.end)
    turned = None if match else patterns.turned.search(text, clause.start, clause.end)
    match = match or turned
    if match is None:
        return None
    if text.endswith(_UNDER_WAY, clause.start, match.start()):
        return None
    if not patterns.finding.search(text, clause.start, match.start()) and (
        turned or text.endswith(_NOT_DONE, clause.start, match.start())
    ):
        return None
    count = _count(match)
    if origin_of(text, context, clause.start, count.end, year=year, rectifying=False) is not None:
        return None
    return count, count.total, count.end


def _counted_before(text: str, parts: Sequence[Stretch], index: int, done: _Count) -> _Count | None:
    """How many there were, where the clause before counts more of the same: 复查隐患41项，已整改隐患37项."""
    before = parts[index - 1] if index and text[parts[index].start - 1] == "，" else None
    match = last_match(_patterns().behind, text, *before) if before is not None else None
    if before is None or match is None or match.end() != before.end or match["noun"] != done.noun:
        return None
    count = _count(match)
    return count if count.total is not None and done.total is not None and count.total > done.total else None


def _count(match: re.Match[str]) -> _Count:
    start, end = match.start("n"), match.end()
    return _Count(match.group("noun"), number(match.group("n")), start, end, *match.span("noun"))


def _with_outcome(
    text: str, context: int, parts: Sequence[Stretch], index: int, year: int | None, *, lists_only: bool
) -> tuple[_Count, int | None, int] | None:
    clause, patterns = parts[index], _patterns()
    start, end = clause.start, clause.end
    # 需求清单56条、项目清单22项（完成20项）: the outcome is that of the last.
    match = last_match(patterns.behind, text, start, end) or patterns.before.search(text, start, end)
    found = None if match else patterns.found.search(text, start, end)
    match = match or found or _named_before(text, parts, index) or _named_before_colon(text, parts, index)
    if match is None:
        return None
    count = _count(match)
    # 去年共承诺5件事，目前兑现3件 stands where last year's matters are told.
    promised = text.find("承诺", clause.start, count.start) >= 0
    if lists_only and count.noun not in _nouns().lists and not promised:
        return None
    tail = list(_tail(text, parts, index, count.end))
    outcome = read_outcome(text, tail, count.total)
    if outcome is None or outcome.done is None:
        outcome = _set_right(text, tail, count)
    if outcome is None or outcome.done is None or outcome.status is ClosureStatus.IN_PROGRESS:
        return None
    if count.total is not None and outcome.done > count.total:
        return None
    if count.noun in (*_OPINIONS, "诉求") and _ANSWERED.search(text, count.end, outcome.end):
        return None
    if _ONE_STOP.search(text, count.end, outcome.end):
        return None
    if count.noun in _BROUGHT and not text.startswith("积案", count.noun_end):
        return None
    if found and not _SET_RIGHT.search(text, count.end, outcome.end):
        return None
    if (
        count.noun in (*_PROMISED, "项目", "任务")
        and _LAST_YEAR.search(text, clause.start, count.start)
        and not promised
    ):
        # 去年列了五件事，办成了两件 answers for promises.
        return None
    if patterns.handled.search(text, clause.start, count.noun_start) and count.noun not in _nouns().lists:
        return None
    origin = origin_of(text, context, clause.start, count.end, year=year, rectifying=False)
    if (
        origin is not None
        and count.noun in _nouns().raised
        and not (count.noun in _nouns().lists and origin in OWN_LISTS)
    ):
        return None
    return count, outcome.done, outcome.end


def _named_before(text: str, parts: Sequence[Stretch], index: int) -> re.Match[str] | None:
    """自己查安全隐患，查出22处; 制定民生清单，列入31件: the noun ends the clause before."""
    patterns = _patterns()
    if not index or text[parts[index].start - 1] != "，":
        return None
    if patterns.only_found.fullmatch(text, *parts[index]):
        return patterns.over_comma.search(text, parts[index - 1].start, parts[index].end)
    if patterns.only_listed.match(text, *parts[index]):
        at = max(parts[index - 1].start, parts[index - 1].end - _LIST_NOUN)
        return patterns.list_over_comma.search(text, at, parts[index].end)
    return None


_LIST_NOUN = 2
"""So long is the noun of a list."""


def _named_before_colon(text: str, parts: Sequence[Stretch], index: int) -> re.Match[str] | None:
    """年度重点任务清单：62条（销号60条）: the list's name ends the clause before, with a colon."""
    if not index or text[parts[index].start - 1] != "：":
        return None
    return _patterns().over_colon.match(text, parts[index - 1].start, parts[index].end)


def _set_right(text: str, tail: Sequence[Stretch], count: _Count) -> Outcome | None:
    """查出毛病16处，修好16处: any word for setting right, where as many or fewer of the same piece follow."""
    for clause in tail:
        told = _patterns().set_right.match(text, clause.start, clause.end)
        if told is None or count.total is None or not text.endswith(told.group("piece"), count.start, count.end):
            continue
        done = number(told.group("n"))
        if done is not None and done <= count.total:
            status = ClosureStatus.DONE if done == count.total else ClosureStatus.PARTIAL
            return Outcome(status, done, clause.end, hard=True)
    return None


def _tail(text: str, parts: Sequence[Stretch], index: int, begin: int) -> Iterator[Stretch]:
    """What follows a count, up to a clause that gives a rate or counts a list of its own."""
    clause, patterns = parts[index], _patterns()
    if begin < clause.end:
        yield Stretch(begin, clause.end)
    for other in parts[index + 1 : index + 1 + _NEAR]:
        if text[other.start - 1] == "；" or _RATE.search(text, other.start, other.end):
            return
        again = patterns.behind.search(text, other.start, other.end)
        if again is not None and again.group("noun") in _nouns().strong:
            return
        yield other


_LISTED = compiled(rf"{COUNT}(?:余|多)?{PIECE}、")


def _label(text: str, parts: Sequence[Stretch], index: int, count: _Count) -> str:
    """What was counted, in the text's own words: 民生事项清单, 内部巡查发现问题."""
    clause = parts[index]
    if count.noun_end <= clause.start:
        before = text[parts[index - 1].start : count.noun_end] if index and count.noun in _nouns().lists else count.noun
        return _patterns().frame.sub("", before) or count.noun
    if count.start < count.noun_start:
        label = text[count.start : count.noun_end].lstrip("0123456789余多个条项件点处类宗起一二两三四五六七八九十百")
        head = text[clause.start : count.start]
    else:
        label, head = text[clause.start : count.noun_end], ""
        label = label[max((listed.end() for listed in _LISTED.finditer(label)), default=0) :]
    label = _patterns().frame.sub("", label) or label
    if label not in ("问题", "隐患", "线索", "问题线索", "事项"):
        return label
    near = [Stretch(clause.start, count.start), *parts[max(0, index - 1) : index]]
    for stretch in near if not head else near[:1]:
        told = _patterns().activity.search(text, stretch.start, stretch.end)
        if told is not None:
            begin = max(stretch.start, told.start() - _ACTIVITY_MAX, text.rfind("、", stretch.start, told.start()) + 1)
            what = _patterns().doing.sub("", text[begin : told.end()])
            return what + ("发现" if label in ("问题", "隐患") else "") + label
    return label
