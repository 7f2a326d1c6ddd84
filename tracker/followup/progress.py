"""Where the newer report says that work on an older item is under way."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from tracker.domain.kinds import Where
from tracker.extraction.quantities import NUMERAL, chinese_number
from tracker.followup.evidence import ENOUGH, Told, passages, shared_telling
from tracker.followup.features import Weighed, covered, figure, mass
from tracker.followup.naming import Named
from tracker.followup.outcome import came_to_nothing, handed_over
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Part, Portrait
from tracker.followup.statements import Standing
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load

_BEFORE = 3
_AFTER = 3
_ENOUGH = 0.32
"""How much of a thing promised an unfinished passage must cover: unfinished work is told of but seldom."""
_SHARED = 0.25
_THING = 0.4
"""What it counts that a passage names the very thing."""
_NAMES_IT = 0.1
_TITLED, _TITLE_WORDS = 0.6, 2
_COUNTED = 0.2
"""Where numbers say that a thing promised is partly done, so much of it is enough; half of it for many at once."""
_SOME, _MANY, _YEARS = 3, 10, 1990
_TENTHS = tuple(f"{numeral}成" for numeral in "一二三四五六七八九")
_LATER, _BEGUN = ("明年", "来年", "年后", "开春"), ("开了头", "开了个头", "刚结束", "刚开始", "刚起步")
_SUBJECT = 1.0
"""A subject of so much weight needs nothing from the clauses before it."""


_FIRSTS = ("首", "第一")
_TRYING = ("试点", "试行", "先行先试")
_BEGINS = compiled("(?:[^，。；]{0,12}(?:底|年|月|前|季度|内))?(?:启动|着手|开始|开工)")


class UnderWay(NamedTuple):
    """A passage that tells of unfinished work on an item."""

    clauses: tuple[Clause, ...]
    score: float


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    weak = words.pattern("under_way_weak")
    # 办理中 says that a thing is under way where the clause ends with it; before a verb (办理中成立…) it says when.
    strong = "|".join(
        re.escape(word) + (r"(?=[，。；：、,;:\n]|$)" if word[-1] == "中" else "")
        for word in sorted(set(words["under_way"]).difference(words["under_way_weak"]), key=lambda w: (-len(w), w))
    )
    return {
        # 还有80个等厂家供货: a rest that waits, whatever it waits for.
        "strong": compiled(
            rf"{strong}|(?:还有|另有|另外|尚有)的?(?:\d+|[{NUMERAL}]+)[个座家处条间所户名件项台套][村站点片组支]?的?(?:还|仍|尚)?(?:在|要?等|待|没|未|要|差)"
            r"|(?:完成|进度|铺|建|装|干|修|改)[了到过]?[一二三四五六七八九]成(?![员立效果人])"
        ),
        "weak": compiled(weak),
        # What is put off to next year is unfinished; what lays the ground for next year is not.
        "later": compiled(
            rf"(?<!为){alternatives(_LATER)}(?![^，。；]{{0,6}}(?:工作|打下|奠定|开局|发展|起好))|{alternatives(_BEGUN)}"
        ),
        "remainder": compiled(rf"其余|剩余|余下|还剩|另外|其他|剩下|(?:还|另)(?:有|差|欠)?(?=[{NUMERAL}\d])"),
        "planned": compiled(words.pattern("planned")),
        "figure": figure(),
        "some_of": compiled(
            r"(?P<all>\d+)(?P<unit>[个条处户名栋台座家所项笔件])[^，。；]{0,16}?(?:已|完成|建成|有)[^，。；]{0,10}?(?P<done>\d+)(?P=unit)"
        ),
        "leading": compiled(words.pattern("leading")),
        "number": compiled(rf"(?<![第.\d{NUMERAL}])(?:\d+|[{NUMERAL}]+)(?![\d{NUMERAL}.%年月日号季成])"),
        "put_right": compiled(
            r"整改(?:到位|完毕|完成|销号)|(?:已|完成)整改|都改(?:好|完|了)|全面(?:推开|铺开|推行|启用|投用)"
        ),
        # What is getting better by itself (队伍结构正在逐步优化) is an effect of work, not work under way.
        # 2人被暂缓推荐 is done to people.
        "effect": compiled(
            rf"(?:正在?|逐步|持续|不断|日益|稳步|有所|明显)[^，。；]{{0,4}}?{words.pattern('effects')}"
            r"|被[^，。；]{0,2}(?:暂缓|延期|延后)"
        ),
        # 剩余的1.2公里9月全部接通: what was left is done as well.
        "rest_done": compiled(
            rf"(?:其余|剩余|余下|剩下|还剩)[^，。；]{{0,24}}?(?:全部|全都|均已?|都已?|已经?|如期|[0-9{NUMERAL}]+月)"
            rf"[^，。；]{{0,4}}?{words.pattern('kept', 'solved')}"
        ),
    }


@derived
def _marks() -> tuple[str, ...]:
    """Without one of these, or two numbers, nothing is said to be unfinished."""
    words = load("followup_claims")
    return (*words["under_way"], *words["under_way_weak"], *_LATER, *_BEGUN, *_TENTHS, "还有", "另有", "尚有")


def _mark(text: str) -> re.Match[str] | None:
    """The word by which a clause says that what it tells of is not finished."""
    words = _wording()
    mark = words["strong"].search(text) or words["weak"].search(text) or words["later"].search(text)
    settled = any(words[name].search(text) for name in ("effect", "put_right", "rest_done"))
    return None if mark is None or settled else mark


def says_unfinished(text: str) -> bool:
    """Whether a passage of the view says that what it tells of is not finished: 正在…, 4个片区已成立3个."""
    return bool(_mark(text)) or _some_of(text)


def says_going_on(text: str) -> bool:
    """The same where nothing else is known: a first batch, or a count of some, may be all that was promised."""
    mark = _mark(text)
    return mark is not None and not mark[0].startswith(_FIRSTS)


def rest_of(pair: Pair, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The segment behind some work in its sentence that tells of a rest; none where there is no such."""
    last = clauses[-1]
    behind = [one for one in pair.newer.sentences[last.sentence] if one.segment > last.segment]
    if not behind or not _wording()["remainder"].match(pair.newer.quote(behind[0].start, behind[0].end)):
        return ()
    return tuple(one for one in behind if one.segment == behind[0].segment)


def only_put_off(pair: Pair, under_way: UnderWay) -> bool:
    """Whether a passage says no more than that a part is left for next year: nothing is being done about it now."""
    words = _wording()
    said = [pair.newer.quote(clause.start, clause.end) for clause in under_way.clauses]
    return not any(words["strong"].search(text) or words["weak"].search(text) or _some_of(text) for text in said)


def find_under_way(pair: Pair, told: Told, things: Mapping[str, Sequence[Clause]]) -> dict[str, UnderWay]:
    """For each older item the passage that says work on it is under way.

    ``things`` are for each item the clauses that name its very thing. What is told of problems that others raised must
    share two telling words with a commitment; one is enough elsewhere.
    A commitment that answers a problem under way needs less of a likeness to the same passage.
    """
    windows = _windows(pair)
    finished = told.without({clause.number for window in windows for clause in [*window.own, *window.planned]})
    others = _told_of_others(pair)
    stretches = [
        (
            clauses,
            _about(pair, clauses),
            _numbers(pair.newer.quote(clauses[0].start, clauses[-1].end)),
            1 + any(low <= clauses[-1].start < high for low, high in others),
        )
        for window in windows
        for clauses in (window.own, window.wide)
    ]
    found: dict[str, UnderWay] = {}
    named = {item_id: {clause.number for clause in clauses} for item_id, clauses in things.items()}
    for item in pair.old_problems:
        scored = [
            (max(_speaks_of(item, bag), _THING * _names(clauses, named[item.id])), clauses)
            for clauses, bag, *_ in stretches
        ]
        _keep_best(pair, item, [entry for entry in scored if entry[0] >= _ENOUGH], found)
    for item in pair.old_commitments:
        shared = {found[problem].clauses for problem in item.partners if problem in found}
        scored = []
        for clauses, bag, counts, words in stretches:
            least = _SHARED if _shares(clauses, shared) else _ENOUGH
            titled = covered(item.title_bag, bag)
            for part in item.parts:
                if _BEGINS.match(part.text):
                    # Who promised to start a thing has kept his word when it is under way.
                    continue
                score = covered(part.bag, bag)
                if max(score, titled) >= _count_tells(pair, part, clauses, counts):
                    scored.append((_COUNTED + max(score, titled), clauses))
                elif (
                    score >= least
                    and score > _finished(pair, part, finished)
                    and (words == 1 or len(shared_telling(part.bag, bag)) >= words)
                ):
                    scored.append((score, clauses))
            if _names(clauses, named[item.id]) and not _done(pair, item, finished):
                scored.append((_THING, clauses))
            if (
                titled >= _TITLED
                and len(shared_telling(item.own_bag, bag)) >= _TITLE_WORDS
                and not _done(pair, item, finished)
            ):
                scored.append((titled, clauses))
        _keep_best(pair, item, scored, found)
    return found


def _told_of_others(pair: Pair) -> list[tuple[int, int]]:
    """The ranges of the newer view that tell of problems which others raised than raised the older ones."""
    return [
        pair.newer.view.range(closure.span)
        for closure in pair.newer.found.closures
        if closure.origin is not pair.older.found.raised_by
    ]


def _about(pair: Pair, clauses: Sequence[Clause]) -> Weighed:
    """What some clauses are about; 试点 says that a thing is unfinished, and is none itself."""
    bag, last = pair.bag_of(clauses), clauses[-1]
    mark = _mark(pair.newer.quote(last.start, last.end))
    if mark is None or mark[0] not in _TRYING:
        return bag
    marking = pair.bag_between(last.start + mark.start(), last.start + mark.end())
    return Weighed({feature: weight for feature, weight in bag.items() if feature not in marking})


class _Number(NamedTuple):
    """A number of things, with the character that counts them: 38处."""

    value: int
    unit: str


def _numbers(text: str) -> list[_Number]:
    """The numbers of a text that count things, in order; what is part of a date or a rate is none."""
    found = []
    for match in _wording()["number"].finditer(text):
        value = int(match[0]) if match[0].isdigit() else int(chinese_number(match[0]) or 0)
        if 0 < value < _YEARS:
            found.append(_Number(value, text[match.end() : match.end() + 1]))
    return found


def _count_tells(pair: Pair, part: Part, clauses: Sequence[Clause], told: Sequence[_Number]) -> float:
    """How little a passage need say of a thing promised where its numbers say that it is partly done.

    What is done and what is left make what was promised, or the rest (其余的正在施工) is left of fewer than that.
    """
    rest = _wording()["remainder"].match(pair.newer.quote(clauses[-1].start, clauses[-1].end))
    for whole, unit in (one for one in _numbers(part.text) if one.value >= _SOME):
        if any(one.value + other.value == whole for at, one in enumerate(told) for other in told[at + 1 :]):
            return _COUNTED / 2 if whole >= _MANY else _COUNTED
        if rest and any(one.value < whole and one.unit == unit for one in told):
            return _COUNTED
    return 1.0 + _COUNTED


def unfinished_stretches(pair: Pair, besides: Mapping[str, UnderWay]) -> list[list[Clause]]:
    """What tells of unfinished work that is not yet known to answer an item."""
    used = {clause.number for found in besides.values() for clause in found.clauses}
    # What a statement says of last year's problems is said of them.
    claims = [pair.newer.view.range(closure.span) for closure in pair.newer.found.closures]
    used |= {one.number for one in pair.newer.clauses for low, high in claims if low <= one.start < high}
    stretches = []
    for window in _windows(pair):
        said = pair.newer.quote(window.own[-1].start, window.own[-1].end)
        if says_going_on(said) and used.isdisjoint([clause.number for clause in window.own]):
            stretches.append(window.wide)
    return stretches


def unfinished_by_name(pair: Pair, named: Mapping[str, list[Named]]) -> dict[str, UnderWay]:
    """For each older commitment the statement that names a problem which it answers as not done, and speaks of it."""
    found: dict[str, UnderWay] = {}
    for item in pair.old_commitments:
        for one in (one for problem in item.partners for one in named.get(problem, ())):
            said = one.statement
            if said.standing is Standing.DONE:
                continue
            clauses = pair.newer.clauses_in(said.start, said.end)
            told = pair.bag_of(clauses)
            score = max(
                covered(pair.bag_between(said.name_start, said.name_end), item.own_bag),
                max((covered(part.bag, told) for part in item.parts), default=0.0),
            )
            if score > _NAMES_IT:
                found.setdefault(item.id, UnderWay(clauses, score))
    return found


def _names(clauses: list[Clause], named: set[int]) -> bool:
    return any(clause.number in named for clause in clauses)


def _done(pair: Pair, item: Portrait, finished: Told) -> bool:
    return any(_finished(pair, part, finished) >= ENOUGH for part in item.parts)


def _keep_best(
    pair: Pair, item: Portrait, scored: list[tuple[float, list[Clause]]], found: dict[str, UnderWay]
) -> None:
    if scored:
        score, window = max(scored, key=lambda entry: (entry[0], -entry[1][0].start))
        found[item.id] = UnderWay(_trimmed(pair, item, window), score)


def _shares(window: list[Clause], shared: set[tuple[Clause, ...]]) -> bool:
    return any(window[-1] in clauses for clauses in shared)


class _Window(NamedTuple):
    """A clause that says something is unfinished, with those before it in its segment that say what."""

    own: list[Clause]
    """Of a remainder (其余5个…) back to the count it is left from."""
    wide: list[Clause]
    planned: tuple[Clause, ...] = ()
    """The clause that says how many were to be made (计划建11座，已建成8座，另外3座…)."""


def _windows(pair: Pair) -> list[_Window]:
    newer = pair.newer
    measured = [newer.view.range(one)[0] for closure in newer.found.closures for one in closure.measures]
    counted = [
        (
            *newer.view.range(closure.span),
            min((newer.view.range(item.span)[0] for item in closure.items), default=len(newer.view.text)),
        )
        for closure in newer.found.closures
        if closure.total is not None
    ]
    measures = {
        clause.number
        for low, high, first_name in counted
        for clause in newer.clauses
        if low <= clause.start < min(high, first_name) and any(clause.start <= at < clause.end for at in measured)
    }
    words = _wording()
    marks = newer.holding(_marks()) | newer.saying(words["some_of"])
    windows = []
    inline = {one.id for one in newer.found.problems if one.where is Where.INLINE}
    for sentence in newer.sentences:
        for index, clause in enumerate(sentence):
            if clause.number not in marks or not (clause.zone is Zone.REPORTED or clause.host in inline):
                continue
            text = newer.quote(clause.start, clause.end)
            marked = _mark(text)
            if marked is None and not _some_of(text):
                continue
            if clause.host is not None and (came_to_nothing(text) or not words["strong"].search(text)):
                continue
            if any(low <= clause.start < high and clause.end <= first_name for low, high, first_name in counted):
                continue
            if (
                marked is not None
                and words["weak"].fullmatch(marked[0])
                and handed_over(newer, _behind(sentence, index))
            ):
                continue
            alone = marked is None or _own_subject(pair, sentence, index, clause.start + marked.start())
            windows.append(_Window([clause], [clause]) if alone else _window(pair, sentence, index, measures))
    return windows


def _behind(sentence: tuple[Clause, ...], index: int) -> list[Clause]:
    segment = sentence[index].segment
    return [one for one in sentence[index + 1 : index + 1 + _AFTER] if one.segment == segment]


def _own_subject(pair: Pair, sentence: tuple[Clause, ...], index: int, marked: int) -> bool:
    """Whether a clause says by itself at length what is unfinished, and that is nothing told just before it."""
    clause = sentence[index]
    if not index or _wording()["remainder"].search(pair.newer.quote(clause.start, marked)):
        return False
    subject = pair.bag_between(clause.start, marked)
    return mass(subject) >= _SUBJECT and covered(subject, pair.bag_of(sentence[max(0, index - _BEFORE) : index])) == 0


def _some_of(text: str) -> bool:
    """Whether a clause counts fewer done than there are: 4个片区支部已成立3个."""
    return any(float(match["done"]) < float(match["all"]) for match in _wording()["some_of"].finditer(text))


def _window(pair: Pair, sentence: tuple[Clause, ...], index: int, measures: Container[int]) -> _Window:
    words = _wording()
    clause = sentence[index]
    remainder = words["remainder"].match(pair.newer.quote(clause.start, clause.end))
    own, wide = [clause], [clause]
    counted = False
    for before in reversed(sentence[max(0, index - _BEFORE) : index]):
        if before.segment != clause.segment or before.zone is not clause.zone or before.number in measures:
            break
        text = pair.newer.quote(before.start, before.end)
        wide.insert(0, before)
        if not counted or words["leading"].match(text):
            own.insert(0, before)
        counted = counted or bool(remainder and words["figure"].search(text))
    wide = wide[-len(own) - 1 :]
    planned = wide[0]
    if remainder and words["planned"].search(pair.newer.quote(planned.start, planned.end)):
        return _Window(own, wide, (planned,))
    return _Window(own, wide)


def _speaks_of(problem: Portrait, bag: Weighed) -> float:
    return max(covered(problem.title_bag, bag), covered(bag, problem.own_bag))


def _finished(pair: Pair, part: Part, told: Told) -> float:
    return max((score for score, _ in passages(pair, part, told)), default=0.0)


def _trimmed(pair: Pair, item: Portrait, window: list[Clause]) -> tuple[Clause, ...]:
    """The window without leading clauses that say nothing of the item, and with what follows and is unfinished too."""
    last = window[-1]
    after = [
        one for one in pair.newer.sentences[last.sentence] if one.number > last.number and one.segment == last.segment
    ]
    extended = list(window)
    for step, clause in enumerate(after[:_AFTER]):
        if _mark(pair.newer.quote(clause.start, clause.end)):
            extended += after[len(extended) - len(window) : step + 1]
    for first, clause in enumerate(extended):
        if covered(pair.clause_bag(clause.number), item.own_bag) > _NAMES_IT:
            return tuple(extended[first:])
    return tuple(extended)
