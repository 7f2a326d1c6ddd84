"""What the newer report says of last year's promises: kept, under way, made again, or belied by its own problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from tracker.domain.kinds import ItemKind
from tracker.followup.comebacks import Comeback
from tracker.followup.features import covered, figure
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.portraits import Part, Portrait
from tracker.followup.statements import Standing
from tracker.lexicon.loader import derived, load

_REACH = 3
"""How many clauses after the promise its keeping may be told."""
_LEAST = 0.28
_AGAIN = 0.5
_AGAIN_IF_BROKEN = 0.35
"""Where the newer report itself says that it was not kept, less of a likeness shows that a promise is made again."""
_AGAIN_IF_TROUBLED = 0.36
"""Where both answer the same trouble, which has come back, less shows it, too."""
_TO_THE_WORD = 0.8
_BROKEN = 0.4
_DENIAL = 0.05
_DENIAL_OF_ANYTHING = 0.3
_LIKE_TITLE = 0.6
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage that refers back to a promise and says how it stands."""

    clauses: tuple[Clause, ...]
    standing: Standing
    score: float
    part: Part | None
    """The thing promised that it speaks of most."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A commitment of the newer report that promises the same again."""

    id: str
    score: float
    parts: tuple[Part, ...]
    """The things of the older commitment that are promised again, the most alike first."""
    said: Part
    """The thing of the newer commitment that is most like one of them."""
    sure: bool = True
    """False where it is little alike, and taken for the same because both answer one trouble that has come back."""
    to_the_word: bool = False
    """True where a thing is promised again in nearly the same words: nothing of it is done."""


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    past, promised = words.pattern("past"), words.pattern("promised")
    return {
        "promise": re.compile(
            rf"(?:{past}|20\d\d年度?)[^，。；]{{0,12}}?{promised}|{words.pattern('promise_recalled')}"
        ),
        "kept": re.compile(words.pattern("kept", "kept_how")),
        "under_way": re.compile(r"(?:正在|其余|剩余|余下|还剩|尚在|部分完成|基本完成|过半|推进中)"),
        "broken": re.compile(words.pattern("broken")),
        "denied": re.compile(
            rf"(?:没有|没|未|尚未|未能|无法)(?:真正|全部|完全)?{words.pattern('not_done_verbs')}|{words.pattern('not_done')}"
        ),
        "only": re.compile(rf"(?:只|仅|才)[^，。；]{{0,6}}?(?:{figure().pattern})"),
        "still_open": re.compile(words.pattern("still_open")),
        "trouble": re.compile(r"(?:问题|难题|现象|的事|毛病)"),
        "fulfilled": re.compile(words.pattern("fulfilled")),
        "raised": re.compile(r"(?:查摆|点评|反馈|指出|检视|剖析)"),
    }


def find_kept(pair: Pair) -> dict[str, Kept]:
    """For each older commitment the passage that says its promise is kept or under way."""
    found: dict[str, Kept] = {}
    for clauses, standing in _statements(pair):
        bag = pair.bag_of(clauses)
        best: tuple[float, Portrait, Part | None] | None = None
        for item in pair.old_commitments:
            top: tuple[float, Part | None] = (0.9 * covered(item.title_bag, bag), None)
            for part in item.parts:
                score = covered(part.bag, bag)
                if score > top[0]:
                    top = (score, part)
            likeness = partial_ratio(item.title, pair.newer.quote(clauses[0].start, clauses[-1].end)) / 100
            score = (
                0.6 * top[0] + 0.6 * covered(bag, item.own_bag) + (0.4 * likeness if likeness >= _LIKE_TITLE else 0.0)
            )
            if best is None or score > best[0]:
                best = (score, item, top[1])
        if best is not None and best[0] >= _LEAST:
            kept = Kept(clauses, standing, min(1.0, best[0]), best[2])
            before = found.get(best[1].id)
            if before is None or (kept.standing, -kept.score) < (before.standing, -before.score):
                found[best[1].id] = kept
    return found


def _statements(pair: Pair) -> Iterator[tuple[tuple[Clause, ...], Standing]]:
    words = _wording()
    newer = pair.newer
    for sentence in newer.sentences:
        for index, clause in enumerate(sentence):
            if clause.zone is not Zone.REPORTED:
                continue
            text = newer.quote(clause.start, clause.end)
            promise = words["promise"].search(text)
            if (
                promise is None
                or words["raised"].search(text)
                or (words["trouble"].search(text[promise.end() :]) and not words["fulfilled"].search(text))
            ):
                continue
            told: list[Clause] = []
            for following in sentence[index : index + _REACH]:
                if following.segment != clause.segment or following.zone is not Zone.REPORTED:
                    break
                told.append(following)
                rest = newer.quote(
                    promise.end() + clause.start if following is clause else following.start, following.end
                )
                if words["broken"].search(rest):
                    break
                if words["under_way"].search(rest):
                    yield tuple(told), Standing.UNDER_WAY
                    break
                if words["kept"].search(rest):
                    ahead = sentence[index + len(told) : index + len(told) + 1]
                    under_way = any(
                        other.segment == clause.segment
                        and words["under_way"].search(newer.quote(other.start, other.end))
                        for other in ahead
                    )
                    yield ((*told, *ahead), Standing.UNDER_WAY) if under_way else (tuple(told), Standing.DONE)
                    break


def find_repeated(pair: Pair, comebacks: Mapping[str, Comeback]) -> dict[str, Repeated]:
    """For each older commitment the newer one that promises the same again."""
    found: dict[str, Repeated] = {}
    new = [item for item in pair.new_items.values() if item.kind is ItemKind.COMMITMENT]
    for item in pair.old_commitments:
        best: Repeated | None = None
        sure = _AGAIN_IF_BROKEN if _broken(pair, item) else _AGAIN
        troubles = {comebacks[problem].trouble.id for problem in item.partners if problem in comebacks}
        for other in new:
            least = min(sure, _AGAIN_IF_TROUBLED) if troubles.intersection(other.partners) else sure
            likest: dict[Part, tuple[float, Part]] = {}
            for part in item.parts:
                for second in other.parts:
                    same = _same(part, second)
                    if part not in likest or same > likest[part][0]:
                        likest[part] = (same, second)
            ranked = sorted(likest.items(), key=lambda entry: -entry[1][0])
            parts = tuple(part for part, (same, _) in ranked if same >= least)
            if not parts:
                continue
            score = sum(same for same, _ in likest.values()) / len(item.parts)
            if best is None or score > best.score:
                most, said = ranked[0][1]
                best = Repeated(other.id, score, parts, said, sure=most >= sure, to_the_word=most >= _TO_THE_WORD)
        if best is not None:
            found[item.id] = best
    return found


def _broken(pair: Pair, commitment: Portrait) -> bool:
    """Whether a problem of the newer report says that a thing promised was not done."""
    said = {number for part in commitment.parts for number, share in pair.part_said(part).items() if share >= _BROKEN}
    clauses = (pair.newer.clauses[number] for number in sorted(said))
    return any(
        clause.zone is Zone.PROBLEM and _wording()["denied"].search(pair.newer.quote(clause.start, clause.end))
        for clause in clauses
    )


def _same(part: Part, other: Part) -> float:
    """0 to 1: how like two things promised are; one short word in common is not enough (驿站, 抽查)."""
    same = float((covered(part.bag, other.bag) * covered(other.bag, part.bag)) ** 0.5)
    if _AGAIN_IF_BROKEN <= same < _TO_THE_WORD and _shared_length(part, other) <= _SHORT:
        return 0.0
    return same


def _shared_length(part: Part, other: Part) -> int:
    shared = [word for word in part.bag if word in other.bag and word[0] not in "@#"]
    return sum(len(word) for word in shared if not any(word != longer and word in longer for longer in shared))


def find_denial(pair: Pair, commitment: Portrait, kept: Kept, trouble_ids: set[str]) -> Clause | None:
    """The clause of a newer problem that says the very thing claimed as kept was not done.

    Only older problems come back can deny: ``trouble_ids`` are the newer ids of those that the commitment answers.
    """
    words = _wording()
    claimed = pair.bag_of(kept.clauses)
    best: tuple[float, Clause] | None = None
    for clause in pair.newer.clauses:
        if clause.zone is not Zone.PROBLEM or clause.host not in trouble_ids:
            continue
        text = pair.newer.quote(clause.start, clause.end)
        bag = pair.clause_bag(clause.number)
        score = max([covered(claimed, bag), *(covered(part.bag, bag) for part in commitment.parts)])
        if words["denied"].search(text):
            least = _DENIAL
        elif words["still_open"].search(text) or words["only"].search(text):
            least = _DENIAL_OF_ANYTHING
        else:
            continue
        if score >= least and (best is None or score > best[0]):
            best = (score, clause)
    return best[1] if best else None
