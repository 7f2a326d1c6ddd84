"""Which older problem a statement speaks of, from the name it gives the trouble."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import partial_ratio

from tracker.followup.features import Describer, covered, mass
from tracker.followup.pair import Pair
from tracker.followup.portraits import Portrait
from tracker.followup.statements import Statement
from tracker.lexicon.loader import load

_POINTING_BACK = 0.24
"""A name that is said to be last year's must be one of them: little likeness is enough, if it is like no other."""
_CLEAR = 1.3
_FREE = 0.42
"""A name that may be anybody's needs to be like the older problem in itself."""
_SAME_TITLE = 0.55
_SAME_WORDS = 0.8
_SAME_HEAD = 0.25
_MOST_OF_HEAD, _SAME_HEAD_MASS = 0.6, 0.5
"""A name that says so much of a problem's headline means it, whatever else it says."""
_WINDOW = 0.4
_RARE = 0.55
_TELLS = 0.3
"""A name whose words weigh less hardly tells anything (困扰居民多年的问题)."""


@dataclass(frozen=True, slots=True)
class Named:
    """A statement and how surely it speaks of the problem it is filed under."""

    statement: Statement
    score: float


@cache
def _filler() -> re.Pattern[str]:
    words = load("followup_claims")
    return re.compile(
        rf"{words.pattern('past')}|20\d\d年度?|(?:述职)?(?:评议)?(?:中)?(?:查摆|点评|反馈|指出|提出|反映|存在|说|讲|提)(?:出来)?的|{words.pattern('trouble')}"
        r"|我在会上|反映强烈|困扰\w{2,8}的|群众|多年来?|[的等和与及、“”，。]|\d+"
    )


def _grams(text: str) -> set[str]:
    pieces = _filler().sub(" ", text).split()
    return {piece[at : at + 2] for piece in pieces for at in range(len(piece) - 1)}


def match_names(pair: Pair, statements: Iterable[Statement], describer: Describer) -> dict[str, list[Named]]:
    """The statements that speak of each older problem, by its id, the surest first."""
    found: dict[str, list[Named]] = {}
    for statement in statements:
        for problem_id, score in _spoken_of(pair, statement, describer).items():
            found.setdefault(problem_id, []).append(Named(statement, score))
    for named in found.values():
        named.sort(key=lambda one: (-one.score, one.statement.start))
    return found


def _spoken_of(pair: Pair, statement: Statement, describer: Describer) -> dict[str, float]:
    chosen: dict[str, float] = {}
    for start, end in _pieces(pair, statement):
        ranked = sorted(
            (
                (_likeness(pair, statement, start, end, item, describer), -number, item)
                for number, item in enumerate(pair.old_problems)
            ),
            key=lambda entry: entry[:2],
            reverse=True,
        )
        if not ranked:
            break
        score, _, best = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if score >= _FREE or (
            statement.points_back and not statement.by_others and score >= max(_POINTING_BACK, _CLEAR * second)
        ):
            chosen[best.id] = max(score, chosen.get(best.id, 0.0))
    return chosen


def _pieces(pair: Pair, statement: Statement) -> list[tuple[int, int]]:
    """The whole name and, where it is a list of names, each of them."""
    start, end = statement.name_start, statement.name_end
    text = pair.newer.quote(start, end)
    parts = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^、]+", text)]
    long = [part for part in parts if part[1] - part[0] >= 4]
    return [(start, end), *(long if len(parts) > 1 else [])]


def _likeness(pair: Pair, statement: Statement, start: int, end: int, item: Portrait, describer: Describer) -> float:
    name = pair.newer.quote(start, end)
    bag = pair.bag_between(start, end, describer)
    words = covered(bag, item.full_bag) * min(1.0, mass(bag) / _TELLS)
    title = partial_ratio(_filler().sub("", name), _filler().sub("", item.title)) / 100
    if statement.by_others:
        same = title >= _SAME_TITLE or (words >= _SAME_WORDS and covered(item.title_bag, bag) >= _SAME_HEAD)
        return (words + title) / 2 if same else 0.0
    letters = _letters(pair, name, item)
    around = 0.0
    if not statement.points_back:
        window = pair.bag_between(statement.window_start, statement.name_end, describer)
        around = covered(window, item.own_bag)
    headed = covered(item.title_bag, bag) if mass(item.title_bag) >= _SAME_HEAD_MASS else 0.0
    return max(
        0.9 * words,
        0.75 * headed if headed >= _MOST_OF_HEAD else 0.0,
        0.85 * title if title >= _SAME_TITLE else 0.0,
        0.8 * letters,
        around + _FREE - _WINDOW if around >= _WINDOW else 0.0,
    )


def _letters(pair: Pair, name: str, item: Portrait) -> float:
    """How much of the name the problem says letter for letter; a name of two characters must be rare to count."""
    wanted = _grams(name)
    found = wanted & _grams(pair.older.quote(item.start, item.end))
    if len(wanted) == 1:
        return float(all(pair.letter_rarity(gram) >= _RARE for gram in wanted)) if found else 0.0
    return len(found) / len(wanted) if wanted else 0.0
