"""Work on a promise that stands in claims: that a problem which it answers is put right, and by what measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.followup.evidence import ENOUGH, Told, Work, beside, shared_telling
from tracker.followup.features import covered
from tracker.followup.naming import Named
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Portrait
from tracker.followup.statements import Standing

SAYS_IT, MENTIONS_IT = 0.6, 0.3
"""How much of a thing promised a claim says that is work on it; and that may be, where nothing else is like it."""
_BEHIND = 0.2
"""What it counts that work is told right behind such a claim."""
_SENTENCES = 2
"""So far behind it."""

Claims = Mapping[str, Sequence[Named]]
"""For each older problem the statements that speak of it."""


def by_claims(pair: Pair, item: Portrait, named: Claims, least: float) -> list[Work]:
    """The claim that a problem answered is put right, where it says what was promised, and what is told with it."""
    for said in _put_right(pair, item, named):
        score = max((covered(part.bag, pair.bag_of(said)) for part in item.parts), default=0.0)
        if score >= least:
            return [*beside(pair, said), Work(said, score)]
    return []


def behind_claims(pair: Pair, item: Portrait, named: Claims, told: Told) -> list[Work]:
    """What is told right behind the claim that a problem answered is put right, if it shares a word with the promise.

    去年反映的社区负担问题已解决：工作群由平均37个压缩至9个。
    """
    claimed = {(one.statement.start, one.statement.end) for found in named.values() for one in found}
    for said in _put_right(pair, item, named):
        behind = list(_behind(pair, said[-1], told, claimed))
        if behind and shared_telling(item.own_bag, pair.bag_of(behind)):
            return [Work(tuple(behind), _BEHIND)]
    return []


def by_measures(pair: Pair, item: Portrait) -> list[Work]:
    """The measures by which a statement says that problems were put right, where they name a thing promised."""
    found = []
    for measure in (one for closure in pair.newer.found.closures for one in closure.measures):
        start, end = pair.newer.view.range(measure)
        bag = pair.bag_between(start, end)
        score = max((covered(part.bag, bag) for part in item.parts), default=0.0)
        if score >= ENOUGH and (clauses := pair.newer.clauses_about(start, end)):
            found.append(Work(clauses, score))
    return found


def _put_right(pair: Pair, item: Portrait, named: Claims) -> Iterator[tuple[Clause, ...]]:
    """The clauses of each statement that a problem which a promise answers is put right."""
    for problem in item.partners:
        for one in named.get(problem, ()):
            said = pair.newer.clauses_in(one.statement.start, one.statement.end)
            if one.statement.standing is Standing.DONE and said:
                yield said


def _behind(pair: Pair, last: Clause, told: Told, claimed: set[tuple[int, int]]) -> Iterator[Clause]:
    """The work behind a clause in its paragraph and the next sentence, up to where another claim is made."""
    end = pair.newer.view.text.find("\n", last.end)
    for clause in pair.newer.clauses[last.number + 1 :]:
        if (0 <= end < clause.end) or clause.sentence >= last.sentence + _SENTENCES or clause.number not in told.places:
            return
        if any(start < clause.end and clause.start < stop for start, stop in claimed):
            return
        yield clause
