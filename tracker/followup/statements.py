"""Where the newer report says by name that something is put right, partly put right or being put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.domain.report import Closure
from tracker.followup.outcome import behind_open, came_to_nothing, is_unfinished
from tracker.followup.passages import Clause, Reading, Zone
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_NAMES = 3
"""So many characters behind 去年讲过的 may name the trouble; fewer only say that it was told."""
_AHEAD = 3
"""So many clauses tell what came of a matter that was open."""
_BACK = 6
"""How many clauses before the one that says it the trouble may be named."""


class Standing(IntEnum):
    """How far the newer report says a matter has come."""

    UNDER_WAY = 1
    PARTLY = 2
    DONE = 3


class Statement(NamedTuple):
    """A passage that says of a named trouble how it stands. All ranges are half-open ranges of the newer view."""

    start: int
    end: int
    name_start: int
    name_end: int
    standing: Standing
    points_back: bool
    """True where it says that the trouble was raised by last year's report or review."""
    by_others: bool = False
    """True where others raised it: superiors, inspectors, auditors. It may be another trouble of the same field."""
    window_start: int = 0
    """Where the stretch begins that a vague name may be understood from."""


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    degree, solved = words.pattern("solved_degree"), words.pattern("solved")
    past = words.pattern("past")
    return {
        "solved": compiled(
            rf"(?:{degree}了?){{1,3}}(?:[^，。；]{{0,4}}?){solved}了?|{words.pattern('solved_idioms')}"
            rf"|{solved}(?:过来|下来|到位|完毕|[好掉完])?了(?!解)|(?<![整修更])改了$|不再是(?:个|什么)?(?:问题|毛病|难题)"
        ),
        "negated": compiled(
            r"(?:没有|未|尚|难以|无法|不|亟待|有待|仍需|还需|着力|切实|帮助|推动|为了?|要|将|拟|力争|如何|研究|协调|及时|督促|抓紧)$"
        ),
        "trouble": compiled(words.pattern("trouble")),
        "past": compiled(rf"(?:{past}|20\d\d年度?)"),
        "raised": compiled(rf"(?:{past}|20\d\d年度?)[^，。；]{{0,14}}{words.pattern('raised')}"),
        "counted": compiled(
            r"(?:发现|排查|梳理|受理|处置|查处|检视|反馈|指出|查摆|整改|解决)[^，。；]{0,10}(?:问题|隐患|线索|纠纷|诉求)[^，。；]{0,4}\d|\d+余?[个条项件起处]?(?:方面)?(?:的)?(?:问题|隐患|线索|诉求|纠纷)"
        ),
        "done": compiled(rf"{words.pattern('kept', 'handed_over')}|一新|[收追办交发]回|[修建装换办批]了|完工|完毕"),
        "partly": compiled(words.pattern("partly")),
        "under_way": compiled(words.pattern("under_way")),
    }


@derived
def _solving() -> tuple[str, ...]:
    """Without one of these nothing is said to be put right."""
    words = load("followup_claims")
    return (*words["solved"], *words["solved_idioms"], "改了", "不再是")


@derived
def _past() -> tuple[str, ...]:
    return tuple(load("followup_claims")["past"])


def named_statements(newer: Reading) -> list[Statement]:
    """All statements of the report about a trouble it names, in order; those of closures first."""
    spoken = [*_from_wording(newer), *_once_open(newer)]
    taken = [place for closure in newer.found.closures for place in _spoken_for(newer, closure)]
    taken += [newer.view.range(tally.span) for tally in newer.found.tallies]
    told = [one for one in spoken if not any(low <= one.name_start and one.name_end <= high for low, high in taken)]
    closures = [
        one
        for one in _from_closures(newer)
        if (one.name_start, one.name_end) != (one.start, one.end)
        or not any(one.start <= other.name_start < one.end for other in told)
    ]
    return closures + told


def _spoken_for(newer: Reading, closure: Closure) -> list[tuple[int, int]]:
    """The ranges of a closure in which what is named is known already: all of a count, of other closures the names."""
    if closure.total is not None:
        return [newer.view.range(closure.span)]
    return [newer.view.range(item.span) for item in closure.items]


_STANDING = {
    ClosureItemStatus.DONE: Standing.DONE,
    ClosureItemStatus.PARTIAL: Standing.PARTLY,
    ClosureItemStatus.IN_PROGRESS: Standing.UNDER_WAY,
}
_WHOLE = {
    ClosureStatus.DONE: Standing.DONE,
    ClosureStatus.PARTIAL: Standing.PARTLY,
    ClosureStatus.IN_PROGRESS: Standing.UNDER_WAY,
}


def _from_closures(newer: Reading) -> Iterator[Statement]:
    for closure in newer.found.closures:
        low, high = newer.view.range(closure.span)
        others = closure.origin not in (Origin.SELF_REVIEW, Origin.OTHER)
        back = closure.origin is Origin.SELF_REVIEW or bool(_wording()["raised"].search(newer.quote(low, high)))
        named = [(*newer.view.range(item.span), item.status) for item in closure.items]
        # Where all are said to be done, what sounds half done within one of them is how it was done.
        whole = closure.status is ClosureStatus.DONE and closure.total is not None and closure.done == closure.total
        for start, end, status in named:
            if status in _STANDING:
                standing = Standing.DONE if whole else _STANDING[status]
                first, last = stretch(newer, closure, start, [other for other, *_ in named])
                yield Statement(first, last, start, end, standing, back, others, _window(newer, first))
        if not named and closure.total is None and closure.status in _WHOLE:
            field = _field(newer, low)
            first, last = (field.start, field.end) if field else (low, high)
            yield Statement(
                min(low, first), high, first, last, _WHOLE[closure.status], back, others, _window(newer, low)
            )


def _field(newer: Reading, low: int) -> Clause | None:
    """The clause before a statement that says in what field the problem lay: 夜班交接方面，去年查摆的问题已解决."""
    before = [one for one in newer.clauses_in(max(0, low - _FIELD), low) if one.end == low - 1]
    return before[0] if before and newer.view.text.endswith(_IN_FIELD, before[0].start, before[0].end) else None


_FIELD = 40
_IN_FIELD = ("方面", "上", "这块", "这一块")


def stretch(newer: Reading, closure: Closure, start: int, names: list[int]) -> tuple[int, int]:
    """The part of a closure statement that speaks of the name at ``start``: to where the next one's own part begins.

    A count may be told first and its items one by one behind it, outside the statement's own range.
    """
    low, high = newer.view.range(closure.span)
    if max(names) >= high:
        line_end = newer.view.text.find("\n", max(names))
        high = line_end if line_end >= 0 else len(newer.view.text)
    inside = newer.clauses_in(low, high + 1)
    home = next((clause for clause in inside if clause.start <= start < clause.end), None)
    if home is None:
        return low, high
    others = {clause.segment for clause in inside for other in names if clause.start <= other < clause.end}
    if others == {home.segment} and len(names) > 1:
        return low, high
    until = min((number for number in others if number > home.segment), default=inside[-1].segment + 1)
    pieces = [clause for clause in inside if home.segment <= clause.segment < until]
    return pieces[0].start, min(high, pieces[-1].end)


def _window(newer: Reading, start: int) -> int:
    """The start of the segment that holds a place."""
    home = next((clause for clause in newer.clauses if clause.start <= start < clause.end), None)
    if home is None:
        return start
    return min(clause.start for clause in newer.sentences[home.sentence] if clause.segment == home.segment)


def _from_wording(newer: Reading) -> Iterator[Statement]:
    words = _wording()
    solved = newer.holding(_solving())
    for sentence in newer.sentences:
        for index, clause in enumerate(sentence):
            if clause.number not in solved or clause.zone is not Zone.REPORTED:
                continue
            said = words["solved"].search(newer.quote(clause.start, clause.end))
            if said is None or words["negated"].search(newer.quote(clause.start, clause.start + said.start())):
                continue
            named = _name(newer, sentence, index, clause.start + said.end())
            if named is None:
                continue
            first, name_start, name_end, back = named
            text = newer.quote(first.start, clause.end)
            partly = bool(words["partly"].search(newer.quote(clause.start, clause.end)))
            if words["counted"].search(text):
                continue
            standing = Standing.PARTLY if partly else Standing.DONE
            window = _window(newer, first.start)
            yield Statement(first.start, clause.end, name_start, name_end, standing, back, window_start=window)


def _once_open(newer: Reading) -> Iterator[Statement]:
    """去年没有办成的职工浴室，今年6月建成开放: named by what had not come of it, and told as done."""
    words, past = _wording(), newer.holding(_past())
    for sentence in newer.sentences if past else ():
        for index, clause in enumerate(sentence):
            if clause.number not in past or clause.zone is not Zone.REPORTED:
                continue
            start = behind_open(newer.quote(clause.start, clause.end))
            behind = [one for one in sentence[index : index + _AHEAD] if one.segment == clause.segment]
            if not start or any(one.zone is not Zone.REPORTED for one in behind):
                continue
            said = [newer.quote(max(one.start, clause.start + start), one.end) for one in behind]
            if any(is_unfinished(text) or came_to_nothing(text) for text in said):
                continue
            if not any(words["done"].search(text) for text in said):
                continue
            yield Statement(
                clause.start, behind[-1].end, clause.start + start, clause.end, Standing.DONE, points_back=True
            )


def _name(
    newer: Reading, sentence: tuple[Clause, ...], index: int, said_end: int
) -> tuple[Clause, int, int, bool] | None:
    """The clause that names the trouble, the name's range, and whether it points back."""
    words = _wording()
    told_back = False
    for step in range(min(index, _BACK) + 1):
        clause = sentence[index - step]
        if clause.segment != sentence[index].segment or clause.zone is not Zone.REPORTED:
            return None
        text = newer.quote(clause.start, clause.end if step else said_end)
        troubles = [*words["trouble"].finditer(text)]
        past = words["past"].search(text)
        raised = words["raised"].search(text)
        back = told_back = told_back or raised is not None
        if troubles or (raised is not None and len(text) - raised.end() >= _NAMES):
            before = past is None or (bool(troubles) and troubles[-1].end() <= past.start())
            name_start = clause.start + (0 if before or past is None else past.end())
            name_end = clause.start + (troubles[-1].end() if troubles else len(text))
            if name_start < name_end:
                return clause, name_start, name_end, back
    return None
