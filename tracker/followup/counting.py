"""Claims that only count (去年查摆的N个问题…完成整改), spread over the older report's listed problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio

from tracker.domain.following import Reconciliation
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus
from tracker.domain.report import Closure
from tracker.extraction.quantities import NUMERAL
from tracker.followup.features import covered, mass
from tracker.followup.naming import Named
from tracker.followup.outcome import came_to_nothing, is_unfinished, says_done
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Portrait
from tracker.followup.statements import Standing
from tracker.lexicon.compiling import compiled

_ALL_OF_THEM = compiled(
    "(?:问题|不足|短板)(?:清单)?[^。]{0,60}?(?:均已?|都已?|全部|全都|悉数|逐[项条个一]|件件|条条)"
    "[^。，；]{0,12}?(?:完成|整改|解决|销号|到位|清零|改好|办结)"
)
"""上年度查摆的问题，除甲需长期坚持外，其余均已整改完成"""
_PIECE = compiled(r"[^、“”]{4,}")
_YEAR = compiled(r"(20\d\d)年")
_COUNT = compiled(rf"(?:\d+|[{NUMERAL}]+)[个项条类件]")
_SEVERAL = compiled(rf"(?:\d+|[{NUMERAL}]+)(?<![一1])[个项条类件]")
_RELEVANT, _ANSWERS = 0.15, 0.3
_BEFORE = 3
"""How many clauses before an unfinished one may name it."""
_EVEN = 0.05
"""How much the letters of a title count where the words say as much of two problems."""
_NAMED, _CLEARLY, _SURELY, _CHANCE, _TELLS, _DONE = 0.2, 1.3, 0.6, 0.3, 0.3, 0.3


class Counted(NamedTuple):
    """What a count says of one problem. The range is one of the newer view."""

    start: int
    end: int
    standing: Standing
    total: int
    """How many the count says there are; 0 where all are claimed and none is counted."""
    measure: str
    """The measure among those named that answers the problem; empty where none does."""


def counted_closures(pair: Pair) -> list[Closure]:
    """The newer report's counts of the problems that the older report, or list, holds: those of its origin."""
    raised_by = pair.older.found.raised_by
    older = pair.older.found.identity.year
    if raised_by is None or not pair.consecutive:
        return []
    found = []
    for closure in pair.newer.found.closures:
        if closure.origin is not raised_by or closure.total is None or closure.status is ClosureStatus.NOT_APPLICABLE:
            continue
        years = {int(year) for year in _YEAR.findall(pair.newer.quote(*pair.newer.view.range(closure.span)))}
        if older is None or not years or max(years) >= older:
            found.append(closure)
    return found


def reconcile(pair: Pair) -> tuple[Reconciliation, ...]:
    """Each count held against the number of problems that the older report listed."""
    listed = sum(item.listed for item in pair.old_problems)
    return tuple(
        Reconciliation(closure.origin, closure.total, listed)
        for closure in counted_closures(pair)
        if closure.total is not None
    )


def spread_counts(pair: Pair, named: Mapping[str, list[Named]], unfinished: Mapping[str, float]) -> dict[str, Counted]:
    """What the counts say of each listed problem that they cover, by its id.

    ``named`` are the statements that name a problem; ``unfinished`` says of problems how surely the report lets on that
    they are not done: where a count leaves some undone and does not say which, it is taken to mean those.
    """
    found: dict[str, Counted] = {}
    listed = [item for item in pair.old_problems if item.listed]
    given = [(closure, closure.total or 0) for closure in counted_closures(pair)]
    for closure, total in given or [(closure, 0) for closure in _claims_of_all(pair, len(listed))]:
        for item_id, counted in _spread(pair, closure, total, listed, named, unfinished).items():
            if item_id not in found or counted.standing < found[item_id].standing:
                found[item_id] = counted
    return found


def _claims_of_all(pair: Pair, listed: int) -> list[Closure]:
    """The claims that all problems of last year are put right, with none counted, as if those listed were counted."""
    if not (listed and pair.consecutive) or pair.older.found.raised_by is None:
        return []
    found = []
    for closure in pair.newer.found.closures:
        said = pair.newer.quote(*pair.newer.view.range(closure.span))
        left = [item for item in closure.items if item.status is not ClosureItemStatus.DONE]
        if (
            closure.origin is pair.older.found.raised_by
            and closure.total is None
            and (closure.status is ClosureStatus.DONE or (closure.status is ClosureStatus.PARTIAL and left))
            and len(left) == len(closure.items)
            and _ALL_OF_THEM.search(said)
        ):
            found.append(replace(closure, total=listed, done=listed - len(left)))
    return found


def _spread(
    pair: Pair,
    closure: Closure,
    given: int,
    listed: list[Portrait],
    named: Mapping[str, list[Named]],
    unfinished: Mapping[str, float],
) -> dict[str, Counted]:
    """What one count says of each listed problem; ``given`` is the number that the report gives, 0 if it gives none."""
    newer = pair.newer
    low, high = newer.view.range(closure.span)
    total = closure.total or 0
    measures = [newer.view.range(span) for span in closure.measures]
    said = pair.bag_between(low, high)
    relevance: dict[str, tuple[float, str]] = {}
    for item in listed:
        by_name = max(
            (1 + one.score for one in named.get(item.id, ()) if low <= one.statement.start < high), default=0.0
        )
        best = max(
            (
                (covered(pair.bag_between(start, end), item.full_bag), newer.quote(start, end))
                for start, end in measures
            ),
            default=(0.0, ""),
        )
        titled = max(covered(bag, said) for bag in (item.title_bag, item.own_bag)) if total < len(listed) else 0.0
        relevance[item.id] = (by_name + best[0] + titled, best[1] if best[0] >= _ANSWERS else "")
    order = sorted(range(len(listed)), key=lambda number: (-relevance[listed[number].id][0], number))
    chosen = [listed[number] for number in order]
    if total < len(listed):
        speaking = [item for item in chosen if relevance[item.id][0] >= _RELEVANT]
        others = [item for item in chosen if relevance[item.id][0] < _RELEVANT and item.id not in unfinished]
        chosen = [*speaking, *others][:total]
    exceptions: dict[str, tuple[int, int, Standing]] = {
        item.id: (one.statement.start, one.statement.end, one.statement.standing)
        for item in chosen
        for one in named.get(item.id, ())
        if low <= one.statement.start < high and one.statement.standing is not Standing.DONE
    }
    # What the statement goes on to say of one problem by name says more than its count of them all.
    by_itself = {
        item.id: one.statement
        for item in chosen
        if item.id not in exceptions
        for one in named.get(item.id, ())
        if low < one.statement.start < high
    }
    done_by_name = {
        item.id
        for item in chosen
        if item.id not in exceptions
        for one in named.get(item.id, ())
        if low <= one.statement.start and low < one.statement.name_start < high
    }
    if closure.status is ClosureStatus.PARTIAL and (
        closure.done is None or len(exceptions) < total - closure.done or total < closure.done
    ):
        told = [item for item in chosen if item.id not in by_itself and item.id not in done_by_name]
        exceptions = _told_exceptions(pair, closure, told) | exceptions
    # A statement that names one problem may begin with the count itself: 自查情况。共5个，改好4个，台账一项还在做.
    names = {one.statement.start: one.statement.name_start for found in named.values() for one in found}
    ends = (
        start if _COUNT.search(newer.quote(low, start)) else names.get(start, start)
        for start, *_ in exceptions.values()
        if start > low
    )
    whole_end = min([high, *ends])
    standing = {
        ClosureStatus.DONE: Standing.DONE,
        ClosureStatus.IN_PROGRESS: Standing.UNDER_WAY,
        ClosureStatus.PARTIAL: Standing.PARTLY,
    }[closure.status]
    if closure.done is not None and closure.done > 0:
        standing = Standing.DONE
    undone: set[str] = set()
    if standing is Standing.DONE and closure.status is ClosureStatus.PARTIAL:
        settled = _told_done(pair, closure, chosen) | done_by_name
        likely = [item for item in chosen if item.id not in settled and item.id not in by_itself]
        if len(done_by_name) == closure.done:
            # 已整改2个，即甲、乙，另外1个仍在推进: all that are done are named, so the others are not.
            unfinished = {item.id: unfinished.get(item.id, 0.0) for item in likely}
        undone = _undone(closure, len(exceptions), likely, unfinished)
    result: dict[str, Counted] = {}
    for item in chosen:
        if item.id in exceptions:
            result[item.id] = Counted(*exceptions[item.id], given, "")
        elif item.id in by_itself:
            one = by_itself[item.id]
            result[item.id] = Counted(one.start, one.end, one.standing, given, relevance[item.id][1])
        else:
            stands = Standing.UNDER_WAY if item.id in undone else standing
            end = high if stands is Standing.UNDER_WAY else _trimmed(newer.view.text, low, whole_end)
            result[item.id] = Counted(low, end, stands, given, relevance[item.id][1])
    return result


def _told_exceptions(pair: Pair, closure: Closure, chosen: list[Portrait]) -> dict[str, tuple[int, int, Standing]]:
    """The covered problems that the count's own clauses say are not done, with the clause that says so."""
    low, high = pair.newer.view.range(closure.span)
    found: dict[str, tuple[float, int, int]] = {}
    ends = (clause.sentence for clause in pair.newer.clauses if clause.start < high <= clause.end + 1)
    last = next(ends, -1)
    for clause in pair.newer.clauses:
        # What is left may be named behind the statement, in the same sentence.
        if not low < clause.start or not (clause.end <= high or clause.sentence == last):
            continue
        said = pair.newer.quote(clause.start, clause.end)
        if not (is_unfinished(said) or came_to_nothing(said)):
            continue
        for named_in in _naming(pair, clause, low):
            meant = [one for first, last_one in _names(pair, named_in) for one in _meant(pair, chosen, first, last_one)]
            for number, score in meant:
                named = found.get(chosen[number].id)
                if named is None or score > named[0]:
                    found[chosen[number].id] = (score, named_in.start, clause.end)
            if meant:
                break
    left = closure.total - closure.done if closure.total is not None and closure.done is not None else len(found)
    surest = sorted(found, key=lambda item_id: -found[item_id][0])[: max(left, 1)]
    return {item_id: (*found[item_id][1:], Standing.UNDER_WAY) for item_id in surest}


def _naming(pair: Pair, clause: Clause, low: int) -> Iterator[Clause]:
    """A clause that says something is unfinished, and those before it that may say what: 行风一项，…，还需用力."""
    yield clause
    for number in range(clause.number - 1, clause.number - 1 - _BEFORE, -1):
        before = pair.newer.clauses[number] if number >= 0 else clause
        if before.segment != clause.segment or before.start <= low:
            return
        if _SEVERAL.search(pair.newer.quote(before.start, before.end)):
            return
        yield before


def _told_done(pair: Pair, closure: Closure, chosen: list[Portrait]) -> set[str]:
    """The covered problems that the count's own clauses name as put right: 学科建设、院区统筹2块已经补齐."""
    low, high = pair.newer.view.range(closure.span)
    measures = [pair.newer.view.range(measure) for measure in closure.measures]
    found: set[str] = set()
    for clause in pair.newer.clauses:
        if not low < clause.start < high or any(start < clause.end and clause.start < end for start, end in measures):
            continue
        if says_done(pair.newer.quote(clause.start, clause.end)):
            for first, last in _names(pair, clause):
                found |= {chosen[number].id for number, score in _meant(pair, chosen, first, last) if score >= _DONE}
    return found


def _names(pair: Pair, clause: Clause) -> list[tuple[int, int]]:
    """The whole clause and, where it is a list of names, each of them: half-open ranges of the newer view."""
    text = pair.newer.quote(clause.start, clause.end)
    pieces = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
    return [
        (clause.start, clause.end),
        *((clause.start + start, clause.start + end) for start, end in pieces if len(pieces) > 1),
    ]


def _meant(pair: Pair, chosen: Sequence[Portrait], start: int, end: int) -> list[tuple[int, float]]:
    """Which of some problems a name means, by their numbers, and how surely; more than one only where it is sure."""
    bag = pair.bag_between(start, end)
    told = min(1.0, mass(bag) / _TELLS)
    text = pair.newer.quote(start, end)
    ranked = sorted(
        (
            (max(told * covered(bag, item.full_bag), letters) + _EVEN * letters, -number)
            for number, item in enumerate(chosen)
            for letters in (_letters(item, text),)
        ),
        reverse=True,
    )
    clear = bool(ranked) and ranked[0][0] >= _NAMED and (len(ranked) == 1 or ranked[0][0] >= _CLEARLY * ranked[1][0])
    return [(-number, score) for score, number in ranked if score >= _SURELY or (clear and score == ranked[0][0])]


def _letters(item: Portrait, text: str) -> float:
    """How much of the item's title the text says, letter for letter."""
    return float(partial_ratio(item.title, text)) / 100 - _CHANCE


def _undone(closure: Closure, named: int, chosen: list[Portrait], unfinished: Mapping[str, float]) -> set[str]:
    """The covered problems that a count leaves undone without naming them: the likeliest, no more than remain."""
    if closure.total is None or closure.done is None:
        return set()
    remainder = closure.total - closure.done - named
    likely = sorted(
        (item.id for item in chosen if item.id in unfinished), key=lambda item_id: (-unfinished[item_id], item_id)
    )
    return set(likely[: max(0, remainder)])


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "，；、。 \n":
        end -= 1
    return end
