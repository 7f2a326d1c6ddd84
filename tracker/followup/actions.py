"""What became of the single things that a commitment says will be done: each with the passage that tells."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.following import ActionFollowUp, Evidence
from tracker.domain.kinds import ActionStanding
from tracker.domain.report import Commitment
from tracker.followup.evidence import ENOUGH, Told, answers, shared_telling
from tracker.followup.features import covered
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Part, Portrait
from tracker.followup.progress import UnderWay, says_unfinished
from tracker.followup.promises import Kept
from tracker.followup.statements import Standing

_UNFINISHED = 0.32
"""How much of a thing promised a passage of unfinished work must cover: such work is told of but seldom."""
_ANSWERS = 0.4
"""How surely a passage must answer the commitment to be told of one of its actions."""
_TOUCHED = 0.12
"""How much of a thing promised a passage must say that is known to answer the commitment it is part of."""

_NONE = ActionFollowUp(ActionStanding.NO_TRACE)


def action_standings(
    pair: Pair,
    item: Portrait,
    commitment: Commitment,
    told: Told,
    kept: Kept | None,
    under_way: UnderWay | None,
    answering: Sequence[Evidence] = (),
) -> tuple[ActionFollowUp, ...]:
    """How each action of a commitment stands, in their order.

    Args:
        pair: both reports.
        item: the commitment as the pair weighs it.
        commitment: the commitment as it was found.
        told: what tells of work.
        kept: the passage that says the promise is kept or under way.
        under_way: the passage that says work on it is unfinished.
        answering: the passages taken to answer the commitment as a whole.
    """
    parts = {(part.promise.start, part.promise.end): part for part in item.parts if part.stated}
    alone = len(parts) == 1
    promised = [parts.get(pair.older.view.range(action.span)) for action in commitment.actions]
    standings = [
        # Where all that was promised is one thing, what is said of the promise is said of it.
        _NONE if part is None else _standing(pair, part, told, kept, under_way, alone=alone)
        for part in promised
    ]
    for passage in answering:
        if passage.score < _ANSWERS or any(
            one.span is not None and one.span.overlap(passage.span) for one in standings
        ):
            continue
        clauses = pair.newer.clauses_about(*pair.newer.view.range(passage.span))
        said = pair.bag_of(clauses)
        score, at = max(
            (
                (covered(part.bag, said), -number)
                for number, part in enumerate(promised)
                if part is not None and standings[number] is _NONE and (alone or shared_telling(part.bag, said))
            ),
            default=(0.0, 0),
        )
        if score >= _TOUCHED or (alone and score):
            unfinished = says_unfinished(pair.newer.quote(clauses[0].start, clauses[-1].end))
            standing = ActionStanding.UNDER_WAY if unfinished else ActionStanding.DONE
            standings[-at] = ActionFollowUp(standing, passage.span, passage.score)
    return tuple(standings)


def _standing(
    pair: Pair, part: Part, told: Told, kept: Kept | None, under_way: UnderWay | None, *, alone: bool
) -> ActionFollowUp:
    found: list[tuple[float, ActionStanding, tuple[Clause, ...]]] = []
    for work in answers(pair, [part], told):
        text = pair.newer.quote(work.clauses[0].start, work.clauses[-1].end)
        standing = ActionStanding.UNDER_WAY if says_unfinished(text) else ActionStanding.DONE
        found.append((work.score, standing, work.clauses))
    if kept is not None:
        score = covered(part.bag, pair.bag_of(kept.clauses))
        if alone or score >= ENOUGH or (kept.part is not None and kept.part.promise is part.promise):
            done = kept.standing is Standing.DONE
            # Said of the promise itself, which counts for more than work that is like it.
            found.append(
                (max(score, kept.score), ActionStanding.DONE if done else ActionStanding.UNDER_WAY, kept.clauses)
            )
    if under_way is not None:
        score = covered(part.bag, pair.bag_of(under_way.clauses))
        if score >= _UNFINISHED:
            found.append((score, ActionStanding.UNDER_WAY, under_way.clauses))
    if not found:
        return _NONE
    score, standing, clauses = max(
        found, key=lambda one: (one[0], one[1] is ActionStanding.UNDER_WAY, -one[2][0].start)
    )
    return ActionFollowUp(standing, pair.span(clauses), round(min(1.0, score), 3))
