"""Claims that only count: 去年查摆的N个问题，通过A、B、C等措施完成整改, spread over the older report's listed problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tracker.domain.following import Reconciliation
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.domain.report import Closure
from tracker.followup.features import Describer, covered
from tracker.followup.naming import Named
from tracker.followup.pair import Pair
from tracker.followup.portraits import Portrait
from tracker.followup.statements import Standing, stretch

_YEAR = re.compile(r"(20\d\d)年")
_OPEN = (ClosureItemStatus.PARTIAL, ClosureItemStatus.IN_PROGRESS, ClosureItemStatus.OPEN)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count says of one problem. The range is one of the newer view."""

    start: int
    end: int
    standing: Standing
    total: int
    measure: str
    """The measure among those named that answers the problem; empty where none does."""


def counted_closures(pair: Pair) -> list[Closure]:
    """The newer report's counts of the problems that the older report listed."""
    older, newer = pair.older.found.identity.year, pair.newer.found.identity.year
    if older is not None and newer is not None and newer - older != 1:
        return []
    found = []
    for closure in pair.newer.found.closures:
        if closure.origin is not Origin.SELF_REVIEW or closure.total is None or closure.status is ClosureStatus.NOT_APPLICABLE:
            continue
        years = {int(year) for year in _YEAR.findall(pair.newer.quote(*pair.newer.view.range(closure.span)))}
        if older is None or not years or max(years) >= older:
            found.append(closure)
    return found


def reconcile(pair: Pair) -> tuple[Reconciliation, ...]:
    """Each count held against the number of problems that the older report listed."""
    listed = sum(item.listed for item in pair.old_problems)
    return tuple(
        Reconciliation(closure.origin, closure.total, listed) for closure in counted_closures(pair) if closure.total is not None
    )


def spread_counts(
    pair: Pair, named: Mapping[str, list[Named]], unfinished: Collection[str], describer: Describer
) -> dict[str, Counted]:
    """What the counts say of each listed problem that they cover, by its id.

    ``named`` are the statements that name a problem; ``unfinished`` the problems of which the report lets on that they are not done:
    where a count leaves some undone and does not say which, it is taken to mean those.
    """
    found: dict[str, Counted] = {}
    listed = [item for item in pair.old_problems if item.listed]
    for closure in counted_closures(pair):
        for item_id, counted in _spread(pair, closure, listed, named, unfinished, describer).items():
            if item_id not in found or counted.standing < found[item_id].standing:
                found[item_id] = counted
    return found


def _spread(
    pair: Pair,
    closure: Closure,
    listed: list[Portrait],
    named: Mapping[str, list[Named]],
    unfinished: Collection[str],
    describer: Describer,
) -> dict[str, Counted]:
    newer = pair.newer
    low, high = newer.view.range(closure.span)
    total = closure.total or 0
    measures = [newer.view.range(span) for span in closure.measures]
    relevance: dict[str, tuple[float, str]] = {}
    for item in listed:
        by_name = max((1 + one.score for one in named.get(item.id, ()) if low <= one.statement.start < high), default=0.0)
        best = max(
            ((covered(pair.bag_between(start, end, describer), item.full_bag), newer.quote(start, end)) for start, end in measures),
            default=(0.0, ""),
        )
        relevance[item.id] = (by_name + best[0], best[1] if best[0] >= 0.3 else "")
    order = sorted(range(len(listed)), key=lambda number: (-relevance[listed[number].id][0], number))
    chosen = [listed[number] for number in order[:total]]
    exceptions = {
        item.id: one.statement
        for item in chosen
        for one in named.get(item.id, ())
        if low <= one.statement.start < high and one.statement.standing is not Standing.DONE
    }
    starts = [newer.view.range(item.span)[0] for item in closure.items if item.status in _OPEN]
    first_exception = min((stretch(newer, closure, start, starts)[0] for start in starts), default=high)
    whole_end = first_exception if first_exception > low else high
    standing = {
        ClosureStatus.DONE: Standing.DONE,
        ClosureStatus.IN_PROGRESS: Standing.UNDER_WAY,
        ClosureStatus.PARTIAL: Standing.PARTLY,
    }[closure.status]
    if closure.done is not None and 0 < closure.done:
        standing = Standing.DONE
    undone = _undone(closure, len(exceptions), chosen, unfinished) if standing is Standing.DONE else set()
    result: dict[str, Counted] = {}
    for item in chosen:
        if item.id in exceptions:
            statement = exceptions[item.id]
            result[item.id] = Counted(statement.start, statement.end, statement.standing, total, "")
        else:
            stands = Standing.UNDER_WAY if item.id in undone else standing
            end = high if stands is Standing.UNDER_WAY else _trimmed(newer.view.text, low, whole_end)
            result[item.id] = Counted(low, end, stands, total, relevance[item.id][1])
    return result


def _undone(closure: Closure, named: int, chosen: list[Portrait], unfinished: Collection[str]) -> set[str]:
    """The covered problems that a count with a remainder leaves undone without naming them."""
    if closure.total is None or closure.done is None:
        return set()
    remainder = closure.total - closure.done - named
    return {item.id for item in chosen if item.id in unfinished and remainder > 0} if remainder >= 1 else set()


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in "，；、。 \n":
        end -= 1
    return end
