"""Holds a newer report against an older one: for every older item what the newer report says of it."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.following import Evidence, FollowUp, ItemFollowUp
from tracker.domain.kinds import ItemKind, Origin, Verdict
from tracker.domain.report import Extraction, PlainText
from tracker.domain.spans import Span
from tracker.followup.actions import action_standings
from tracker.followup.addressed import addressed
from tracker.followup.claimed_work import MENTIONS_IT, SAYS_IT, behind_claims, by_claims, by_measures
from tracker.followup.comebacks import FITTED, Comeback, find_comebacks, overtaken
from tracker.followup.counting import Counted, reconcile, spread_counts
from tracker.followup.decision import Signals, decide
from tracker.followup.denials import find_denial
from tracker.followup.evidence import (
    ENOUGH,
    Work,
    answers,
    beside,
    counted_work,
    direct_work,
    headline_answered,
    ranked,
    told_work,
    work_about,
    work_on,
)
from tracker.followup.features import alike, covered, describer
from tracker.followup.headed_work import headed_work
from tracker.followup.likely_work import LIKELY, likely_under_way, likely_work
from tracker.followup.naming import Named, match_names, told_with_promise, without_guesses
from tracker.followup.outcome import counts_less
from tracker.followup.pair import Pair
from tracker.followup.portraits import Part, Portrait, Prepared, prepare
from tracker.followup.progress import (
    UnderWay,
    find_under_way,
    only_put_off,
    rest_of,
    says_going_on,
    unfinished_by_name,
    unfinished_stretches,
)
from tracker.followup.promise_counts import counted_promises
from tracker.followup.promise_lists import accounted_for, accounts, not_work
from tracker.followup.promises import Kept, Repeated, find_kept, find_repeated, likely_again
from tracker.followup.reasons import Findings, reason
from tracker.followup.runs import same_thing
from tracker.followup.spoken_accounts import spoken_accounts
from tracker.followup.statements import Standing, named_statements
from tracker.followup.sureness import sureness
from tracker.followup.weighing import Weights
from tracker.lexicon.loader import derived
from tracker.lexicon.neighbours import neighbours, told_numbers

_FAR, _NEARLY = 2.0, 0.75
"""So much liker, and so great a share of the things promised that it is nearly all of them."""

_OWN = frozenset({Origin.SELF_REVIEW, Origin.OTHER})
_SURELY = 0.7
"""So well must a statement name a problem to say more of it than a count behind it."""
_KEPT = 4


@derived
def _kept() -> dict[str, tuple[Extraction, Prepared]]:
    """The last few reports made ready, by their text: a report of three years running is held against two others."""
    return {}


def ready(source: PlainText, found: Extraction) -> Prepared:
    """A report made ready to be held against others; the last few are kept."""
    kept = _kept()
    before = kept.pop(source.text, None)
    prepared = before[1] if before is not None and before[0] == found else prepare(source, found, describer())
    kept[source.text] = (found, prepared)
    while len(kept) > _KEPT:
        del kept[next(iter(kept))]
    return prepared


def forget(source: PlainText) -> None:
    """Let go of what is kept of a report."""
    told_numbers.cache_clear()
    neighbours.cache_clear()
    _kept().pop(source.text, None)


def follow_up(
    older: PlainText,
    older_found: Extraction,
    newer: PlainText,
    newer_found: Extraction,
    *,
    weights: Weights = FITTED,
) -> FollowUp:
    """What became of every problem and commitment of ``older``, judged from ``newer`` alone.

    Every span of the result points into ``newer.text``. The same reports always give the same answer, in whatever order
    their items come. Nothing here is a decision: a claim is a claim.
    """
    pair = Pair(ready(older, older_found), ready(newer, newer_found))
    entries = [*accounts(pair.newer), *spoken_accounts(pair)]
    told = told_work(pair, without=not_work(entries))
    things = {item.id: same_thing(pair, item) for item in pair.old_items.values()}
    under_way = find_under_way(pair, told, things)
    comebacks = {
        item_id: found
        for item_id, found in find_comebacks(pair, weights).items()
        if item_id not in under_way or not overtaken(pair, pair.old_items[item_id], found, under_way[item_id].clauses)
    }
    kept = counted_promises(pair, accounted_for(pair, entries, find_kept(pair)))
    named = {**told_with_promise(pair, kept), **match_names(pair, named_statements(pair.newer))}
    comebacks = without_guesses(comebacks, named)
    unfinished = {item_id: found.score for item_id, found in comebacks.items()}
    unfinished |= {item_id: 1 + found.score for item_id, found in under_way.items()}
    counts = spread_counts(pair, named, unfinished)
    repeated = find_repeated(pair, comebacks)
    waiting = {one.id for one in pair.old_commitments if one.id not in kept and one.id not in under_way}
    unknown = unfinished_stretches(pair, under_way) if waiting and pair.consecutive else []
    for item_id, clauses in likely_under_way(pair, unknown, waiting).items():
        under_way[item_id] = UnderWay(clauses, LIKELY)
    work = {
        commitment.id: [
            *answers(pair, commitment.parts, told),
            *work_about(pair, commitment, told),
            *(beside(pair, kept[commitment.id].clauses) if commitment.id in kept else ()),
        ]
        for commitment in pair.old_commitments
    }
    for commitment in pair.old_commitments:
        if not work[commitment.id]:
            work[commitment.id] = work_on(things[commitment.id], told)
    _add_claims(pair, work, kept, named, SAYS_IT)
    unanswered = {one for one, found in work.items() if not found and one not in kept}
    likely = likely_work(pair, told, unanswered, repeated.keys())
    work |= likely
    under_way |= {one: going for one, found in likely.items() if (going := _going_on(pair, found[0]))}
    _add_claims(pair, work, kept, named, MENTIONS_IT)
    for commitment in pair.old_commitments:
        if not work[commitment.id] and commitment.id not in kept:
            work[commitment.id] = (
                behind_claims(pair, commitment, named, told)
                or by_measures(pair, commitment)
                or ([] if commitment.id in repeated else headline_answered(pair, commitment, told))
            )
    headed = headed_work(
        pair,
        told,
        {one.id for one in pair.old_problems} | {one for one in unanswered if not work[one]} - repeated.keys(),
    )
    work |= {one: found for one, found in headed.items() if one in unanswered}
    waiting = {one.id for one in pair.old_commitments if not (work[one.id] or one.id in kept or one.id in repeated)}
    repeated |= likely_again(pair, comebacks, waiting - under_way.keys())
    answered = addressed(pair, told)
    items = []
    for problem in pair.old_problems:
        partners = [one for partner in problem.partners for one in work[partner]]
        items.append(
            _problem(
                pair,
                problem,
                named.get(problem.id, []),
                counts.get(problem.id),
                comebacks.get(problem.id),
                under_way.get(problem.id) or _partner_under_way(pair, problem, under_way, kept),
                [
                    *partners,
                    *(direct_work(pair, problem, told) or (() if partners else counted_work(pair, problem, told))),
                    *work_on(things[problem.id], told),
                    *answered.get(problem.id, ()),
                ]
                or headed.get(problem.id, [])
                or [
                    Work(kept[one].clauses, kept[one].score)
                    for one in problem.partners
                    if one in kept and kept[one].standing is Standing.DONE
                ],
            )
        )
    exceptions = {
        item_id: said
        for item_id, said in unfinished_by_name(pair, named).items()
        if not work[item_id] and not (item_id in repeated and repeated[item_id].to_the_word)
    }
    items += [
        _commitment(
            pair,
            commitment,
            kept.get(commitment.id),
            repeated.get(commitment.id),
            under_way.get(commitment.id) or exceptions.get(commitment.id),
            work[commitment.id],
            comebacks,
        )
        for commitment in pair.old_commitments
    ]
    promised = {promise.id: promise for promise in older_found.commitments}
    items = [
        replace(
            item,
            actions=action_standings(
                pair,
                pair.old_items[item.item_id],
                promised[item.item_id],
                told,
                kept.get(item.item_id),
                under_way.get(item.item_id),
                item.evidence,
            ),
        )
        if item.item_id in promised
        else item
        for item in items
    ]
    order = [problem.id for problem in older_found.problems] + [promise.id for promise in older_found.commitments]
    return FollowUp(tuple(sorted(items, key=lambda item: order.index(item.item_id))), reconcile(pair))


def _partner_under_way(
    pair: Pair, problem: Portrait, under_way: dict[str, UnderWay], kept: dict[str, Kept]
) -> UnderWay | None:
    """What says that a promise that answers a problem is being carried out."""
    for one in problem.partners:
        if one in under_way and not only_put_off(pair, under_way[one]):
            return under_way[one]
        if one in kept and kept[one].standing is Standing.UNDER_WAY:
            return UnderWay(kept[one].clauses, kept[one].score)
    return None


def _going_on(pair: Pair, work: Work) -> UnderWay | None:
    """Some work that goes on, or of which a rest does: 两处亮了灯；另外两处的管线挡了路，正在改设计."""
    clauses = (*work.clauses, *rest_of(pair, work.clauses))
    goes_on = any(says_going_on(pair.newer.quote(clause.start, clause.end)) for clause in clauses)
    return UnderWay(clauses, LIKELY) if goes_on else None


def _add_claims(
    pair: Pair, work: dict[str, list[Work]], kept: dict[str, Kept], named: dict[str, list[Named]], least: float
) -> None:
    """Put what claims say beside commitments for which no work was found yet."""
    for commitment in pair.old_commitments:
        if not work[commitment.id] and commitment.id not in kept:
            work[commitment.id] = by_claims(pair, commitment, named, least)


def _problem(
    pair: Pair,
    item: Portrait,
    named: list[Named],
    counted: Counted | None,
    comeback: Comeback | None,
    under_way: UnderWay | None,
    work: list[Work],
) -> ItemFollowUp:
    by_name = named[0].statement if named else None
    standing = _standing(by_name.standing if by_name else None, counted.standing if counted else None)
    said = pair.newer.clauses_in(by_name.start, by_name.end) if by_name else ()
    if counted is not None and said:
        work = ranked([*work, Work(said, named[0].score)])
    elif said:
        alone = len({clause.sentence for clause in said}) == 1
        work = ranked([*work, *beside(pair, said)], without=said if alone else ())
    else:
        work = ranked(work)
    signals = Signals(
        ItemKind.PROBLEM,
        claimed=standing,
        came_back=comeback is not None,
        under_way=under_way is not None,
        worked=bool(work),
    )
    verdict = decide(signals)
    claim: Span | None = None
    apart = by_name is not None and counted is not None and _apart(pair, named[0], counted.start)
    if (
        counted
        and not apart
        and (by_name is None or counted.standing is Standing.DONE or counted.standing <= by_name.standing)
    ):
        claim = pair.newer.view.span(counted.start, counted.end)
    elif by_name:
        claim = pair.newer.view.span(by_name.start, by_name.end)
    elif under_way and verdict is Verdict.IN_PROGRESS:
        claim = pair.span(under_way.clauses)
    findings = Findings(
        item, verdict, by_name=by_name, counted=counted, comeback=comeback, under_way=under_way, work=tuple(work)
    )
    return ItemFollowUp(
        item.id,
        ItemKind.PROBLEM,
        verdict,
        reason(pair, findings),
        claim=claim if verdict in (Verdict.CONTESTED, Verdict.IN_PROGRESS, Verdict.RECTIFIED) else None,
        evidence=_evidence(pair, work),
        recurs_as=comeback.trouble.id if comeback else None,
        score=sureness(
            findings,
            named=named[0].score if named else None,
            listed=sum(other.listed for other in pair.old_problems),
        ),
    )


def _apart(pair: Pair, named: Named, counted: int) -> bool:
    """Whether what is said of an item by name stands in a sentence of its own, apart from the count."""
    sentences = [
        next((clause.sentence for clause in pair.newer.clauses if clause.start <= at < clause.end), None)
        for at in (named.statement.start, counted)
    ]
    if None in sentences or sentences[0] == sentences[1]:
        return False
    # What a sentence of its own calls put right, before the count, must be a statement of the report about that alone.
    ranges = (pair.newer.view.range(one.span) for one in pair.newer.found.closures if one.origin in _OWN)
    start = named.statement.start
    return start > counted or (
        named.statement.points_back and named.score >= _SURELY and any(low <= start < high for low, high in ranges)
    )


def _standing(named: Standing | None, counted: Standing | None) -> Standing | None:
    if named is None or counted is None:
        return counted if named is None else named
    return min(named, counted)


def _commitment(
    pair: Pair,
    item: Portrait,
    kept: Kept | None,
    repeated: Repeated | None,
    under_way: UnderWay | None,
    work: list[Work],
    comebacks: dict[str, Comeback],
) -> ItemFollowUp:
    work = ranked(work, without=kept.clauses if kept else ())
    if (
        kept is not None
        and kept.standing is Standing.DONE
        and under_way is not None
        and _nearer(pair, item, kept, under_way)
    ):
        under_way = None
    denial = None
    if kept is not None and kept.standing is Standing.DONE:
        troubles = {comebacks[problem].trouble.id for problem in item.partners if problem in comebacks}
        denial = find_denial(pair, item, kept, troubles)
    signals = Signals(
        ItemKind.COMMITMENT,
        claimed=kept.standing if kept else None,
        came_back=denial is not None,
        repeated=repeated is not None and (repeated.sure or not work) and not _carried_on(pair, item, repeated, work),
        left_over=kept is not None and repeated is not None and _left_over(pair, kept, repeated, work),
        under_way=under_way is not None,
        worked=bool(work),
    )
    verdict = decide(signals)
    claim: Span | None = None
    if verdict is Verdict.IN_PROGRESS and under_way is not None:
        claim = pair.span(under_way.clauses)
    elif kept is not None and verdict in (Verdict.CONTESTED, Verdict.IN_PROGRESS, Verdict.RECTIFIED):
        claim = pair.span(kept.clauses)
    elif verdict is Verdict.IN_PROGRESS and work:
        claim = pair.span(work[0].clauses)
    findings = Findings(
        item, verdict, kept=kept, repeated=repeated, under_way=under_way, work=tuple(work), denial=denial
    )
    return ItemFollowUp(
        item.id,
        ItemKind.COMMITMENT,
        verdict,
        reason(pair, findings),
        claim=claim,
        evidence=_evidence(pair, work),
        recurs_as=denial.host if denial else None,
        repeated_as=repeated.id if repeated and verdict in (Verdict.RECURRING, Verdict.IN_PROGRESS) else None,
        score=sureness(findings),
    )


def _carried_on(pair: Pair, item: Portrait, repeated: Repeated, work: list[Work]) -> bool:
    """Whether nearly all that was promised is done, and what is promised now is the next step rather than the same."""
    done = {part for one in work for part in one.parts}
    stated = [part for part in item.parts if part.stated]
    stated = [part for part in stated if part.promise.checkable] or stated
    return (
        not repeated.to_the_word
        and bool(stated)
        and sum(part in done for part in stated) >= _NEARLY * len(stated)
        and not any(_short(pair, part, one) for one in work for part in one.parts if part in repeated.parts)
    )


def _short(pair: Pair, part: Part, work: Work) -> bool:
    """Whether the clause of some work that speaks most of a thing promised counts fewer than were promised."""
    most = max(work.clauses, key=lambda clause: covered(part.bag, pair.clause_bag(clause.number)))
    return counts_less(part.text, pair.newer.quote(most.start, most.end))


def _left_over(pair: Pair, kept: Kept, repeated: Repeated, work: list[Work]) -> bool:
    """Whether a thing that is promised again is none of which the claim or any work speaks."""
    claimed = pair.bag_of(kept.clauses)
    done = {part for one in work for part in one.parts} | {kept.part}
    return any(part not in done and covered(part.bag, claimed) < ENOUGH for part in repeated.parts)


def _nearer(pair: Pair, item: Portrait, kept: Kept, under_way: UnderWay) -> bool:
    """Whether what is said to be kept holds what seemed to be under way, or is far more like the promise."""
    if {clause.number for clause in under_way.clauses} <= {clause.number for clause in kept.clauses}:
        return True
    said, told = (alike(item.own_bag, pair.bag_of(one.clauses)) for one in (kept, under_way))
    return said >= _FAR * told


def _evidence(pair: Pair, work: list[Work]) -> tuple[Evidence, ...]:
    return tuple(Evidence(pair.span(one.clauses), round(min(1.0, one.score), 3)) for one in work)
