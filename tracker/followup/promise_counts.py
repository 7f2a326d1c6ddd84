"""Counts of last year's promises, spread over them: 去年承诺的4件事全部办结; 办成3件，修桥一件因缺资金还没有办成."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_each import outcome_of
from tracker.extraction.closure_outcome import Outcome
from tracker.extraction.closure_raised import COUNT, number
from tracker.extraction.stretches import Stretch
from tracker.followup.outcome import came_to_nothing, is_unfinished
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.promise_lists import likeness
from tracker.followup.promises import Kept
from tracker.followup.statements import Standing
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_NAMED = 0.3
"""So surely some clauses must name a promise."""
_BY_COUNT = 0.5
"""How sure what a count says is of each."""
_MOST = 12
"""Of more promises than this nobody counts all."""


@derived
def _counts() -> re.Pattern[str]:
    words = load("followup_claims")
    promised = words.pattern("promised", "promise_given", "promise_recalled", "laid_out")
    piece = "[件项个条桩样]"
    what = (
        "(?:[大小实好难]|重点|具体|整改|改进|工作)*(?:事项|事情?|承诺|任务|打算|目标|愿望?|举措|措施|计划|安排|话)"
        "(?!是|为|要)"
    )
    return compiled(
        rf"(?:{words.pattern('past')}|20\d\d年度?|述职)[^，。；：\n]{{0,14}}?{promised}[^，。；：\n]{{0,6}}?"
        rf"(?:(?P<n>{COUNT}){piece}{what}|{what}(?:共|计|有)?(?P<m>{COUNT}){piece}(?!{what}))"
    )


@derived
def _recalling() -> tuple[str, ...]:
    """Without one of these nothing is said of last year's promises."""
    return (*load("followup_claims")["past"], "20", "述职")


def counted_promises(pair: Pair, kept: Mapping[str, Kept]) -> dict[str, Kept]:
    """What counts say of the promises of which nothing else is said; only counts of as many as there are."""
    found = dict(kept)
    if not 1 < len(pair.old_commitments) <= _MOST or not pair.consecutive:
        return found
    newer = pair.newer
    recalling = newer.holding(_recalling())
    for sentence in newer.sentences if recalling else ():
        for index, clause in enumerate(sentence):
            if clause.number not in recalling or clause.zone is not Zone.REPORTED:
                continue
            said = _counts().search(newer.view.text, clause.start, clause.end)
            total = number(said["n"] or said["m"]) if said else None
            if said is None or total != len(pair.old_commitments):
                continue
            tail = sentence[index:]
            outcome = outcome_of(newer.view.text, _stretches(tail, said.end()), total)
            if outcome is None or not outcome.hard:
                continue
            part = outcome.status is ClosureStatus.PARTIAL
            spoken = tuple(one for one in tail if part or one.start < outcome.end)
            # What is left undone may be an open matter of its own, of which the others are no part.
            reported = tuple(one for one in spoken if one.zone is Zone.REPORTED)
            for item_id, standing in _standings(pair, outcome, spoken, said.end()).items():
                told = reported if standing is Standing.DONE else spoken
                if item_id not in found or set(found[item_id].clauses) <= set(spoken):
                    found[item_id] = Kept(told, standing, _BY_COUNT, None)
    return found


def _stretches(clauses: Sequence[Clause], start: int) -> list[Stretch]:
    pieces = [Stretch(max(start, one.start), one.end) for one in clauses]
    return [piece for piece in pieces if piece.start < piece.end]


def _standings(pair: Pair, outcome: Outcome, spoken: Sequence[Clause], start: int) -> dict[str, Standing]:
    """How each promise stands by a count; none where it leaves some undone without saying which."""
    every = [item.id for item in pair.old_commitments]
    if outcome.status is ClosureStatus.DONE:
        return dict.fromkeys(every, Standing.DONE)
    if outcome.status is not ClosureStatus.PARTIAL or outcome.done is None:
        return {}
    left = len(every) - outcome.done
    undone = _named(pair, [title for title, status in outcome.each if status is not ClosureStatus.DONE])
    if len(undone) != left:
        undone = _named(pair, _undone(pair, spoken, start))[:left]
    if len(undone) != left:
        return {}
    return {one: Standing.UNDER_WAY if one in undone else Standing.DONE for one in every}


def _undone(pair: Pair, spoken: Sequence[Clause], start: int) -> list[Stretch]:
    """The clauses that may name what is left undone: 除修桥外, 修桥一件因缺资金，还没有办成."""
    found: list[Stretch] = []
    for at, one in enumerate(spoken):
        said = pair.newer.quote(max(start, one.start), one.end)
        if said.startswith("除") or is_unfinished(said) or came_to_nothing(said):
            found += _stretches(spoken[max(0, at - 1) : at + 1], start)
    return found


def _named(pair: Pair, names: Sequence[Stretch]) -> list[str]:
    """The promises that some names mean, the surest first."""
    found: dict[str, float] = {}
    for name in names:
        clauses = [
            one._replace(start=max(one.start, name.start), end=min(one.end, name.end))
            for one in pair.newer.clauses_in(*name)
        ]
        scores = {item.id: likeness(pair, clauses, item) for item in pair.old_commitments} if clauses else {}
        best = max(scores, key=lambda one: scores[one], default=None)
        if best is not None and scores[best] >= _NAMED:
            found[best] = max(scores[best], found.get(best, 0.0))
    return sorted(found, key=lambda one: -found[one])
