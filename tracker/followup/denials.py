"""Whether a problem of the newer report denies what it says was kept."""

from __future__ import annotations

import re

from tracker.followup.evidence import shared_telling
from tracker.followup.features import figure
from tracker.followup.outcome import denies
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Portrait
from tracker.followup.promises import Kept
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_REACH = 3
"""How many clauses ahead may say how little was reached."""
_DENIAL = 0.05
_DENIAL_WHILE_OPEN = 0.15
_DENIAL_OF_ANYTHING = 0.25
_DENIAL_IN_OTHER_WORDS = 0.3
_DENIAL_OUTRIGHT = 0.4
_DENIAL_SHORT = 0.7
_DENIAL_AHEAD = 0.5
_DENIAL_BY_STATE = 0.9
"""Where all of it is claimed and the problem has come back, what is told of the very thing tells its state."""
_NEVER = 2.0
_SHARED = 2


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    return {
        "negated": compiled(r"没有?|未|无人|缺"),
        "whole": compiled(
            r"全(?:覆盖|部|面|员|都|数)|都|均|每|逐|挨个|[一二三]件事|所有|达到|实现|\d+[个座名户家所处]"
        ),
        "only": compiled(rf"(?:只|仅|才)[^，。；]{{0,6}}?(?:{figure().pattern})"),
        "still_open": compiled(words.pattern("still_open")),
    }


def find_denial(pair: Pair, commitment: Portrait, kept: Kept, trouble_ids: set[str]) -> Clause | None:
    """The clause of a newer problem that says the very thing claimed as kept was not done.

    ``trouble_ids`` are the newer ids of the problems that the commitment answers and that have come back: there the
    clause needs to speak less plainly of the thing.
    """
    words = _wording()
    claimed = pair.bag_of(kept.clauses)
    whole = bool(words["whole"].search(pair.newer.quote(kept.clauses[0].start, kept.clauses[-1].end)))
    said = [pair.said_of(claimed), *(pair.part_said(part) for part in commitment.parts)]
    best: tuple[float, Clause] | None = None
    for number in sorted(set().union(*said)):
        clause, score = pair.newer.clauses[number], max(shares.get(number, 0.0) for shares in said)
        if clause.zone is not Zone.PROBLEM or score < _DENIAL or (best is not None and score <= best[0]):
            continue
        back = clause.host in trouble_ids
        # One word in common with a problem that it does not answer is chance: 专职副书记, 专职电工.
        if not back and len(shared_telling(pair.clause_bag(number), claimed)) < _SHARED:
            continue
        if score >= _least_denial(pair, clause, whole=whole, back=back):
            best = (score, clause)
    return best[1] if best else None


def _least_denial(pair: Pair, clause: Clause, *, whole: bool, back: bool) -> float:
    """How much of a promise a problem's clause must speak of to deny it; more than all of it where it denies nothing.

    ``whole`` says that all of it is claimed to be done, ``back`` that the problem is the one that it answers.
    """
    words, newer = _wording(), pair.newer
    text = newer.quote(clause.start, clause.end)
    denied, still_open = denies(text), bool(words["still_open"].search(text))
    short = _falls_short(pair, clause)
    if back and denied:
        return _DENIAL
    negated = bool(words["negated"].search(text))
    if back and (still_open or short):
        return _DENIAL_WHILE_OPEN
    if back and negated:
        return _DENIAL_OF_ANYTHING if whole else _DENIAL_IN_OTHER_WORDS
    if denied or still_open:
        return _DENIAL_OUTRIGHT
    if short:
        return _DENIAL_SHORT
    ahead = newer.clauses[clause.number + 1 : clause.number + 1 + _REACH]
    if whole and any(one.segment == clause.segment and _falls_short(pair, one) for one in ahead):
        return _DENIAL_AHEAD
    if back and whole:
        return _DENIAL_BY_STATE
    return _NEVER


def _falls_short(pair: Pair, clause: Clause) -> bool:
    return bool(_wording()["only"].search(pair.newer.quote(clause.start, clause.end)))
