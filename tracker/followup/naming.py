"""Which older problem a statement speaks of, from the name it gives the trouble."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import partial_ratio

from tracker.extraction.quantities import chinese_number
from tracker.followup.comebacks import CERTAIN, Comeback
from tracker.followup.features import alike, covered, mass
from tracker.followup.outcome import handed_over, is_left_over, is_unfinished
from tracker.followup.pair import Pair
from tracker.followup.portraits import Portrait
from tracker.followup.promises import Kept
from tracker.followup.statements import Standing, Statement
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import lazily

_POINTING_BACK = 0.24
"""A name that is said to be last year's must be one of them: little likeness is enough, if it is like no other."""
_CLEAR = 1.3
_FAINT, _ALONE = 0.1, 4.0
"""Less is enough for a name that is like one of last year's problems and hardly like any other."""
_FREE = 0.42
"""A name that may be anybody's needs to be like the older problem in itself."""
_SAME_TITLE = 0.55
_SAME_WORDS = 0.8
_SAME_HEAD = 0.25
_MOST_OF_HEAD, _SAME_HEAD_MASS = 0.6, 0.5
"""A name that says so much of a problem's headline means it, whatever else it says."""
_WINDOW = 0.4
_RARE = 0.55
_ANSWERED, _UNANSWERED = 0.1, 0.25
"""So like an old matter what is said of a promise must be, where the promise answers it and where it does not."""
_BEHIND = 3
_TELLS = 0.3
"""A name whose words weigh less hardly tells anything (困扰居民多年的问题)."""


class Named(NamedTuple):
    """A statement and how surely it speaks of the problem it is filed under."""

    statement: Statement
    score: float


@derived
def _filler() -> re.Pattern[str]:
    words = load("followup_claims")
    return compiled(
        rf"{words.pattern('past')}|20\d\d年度?|(?:述职)?(?:评议)?(?:中)?(?:查摆|点评|反馈|指出|提出|反映|存在|说|讲|提)(?:出来)?的|{words.pattern('trouble')}"
        r"|我在会上|反映强烈|困扰\w{2,8}的|群众|多年来?|[的等和与及、“”，。]|\d+"
    )


def _plain(text: str) -> str:
    return _filler().sub(" ", text)


def _grams_of(text: str) -> frozenset[str]:
    return frozenset(_grams(_plain(text)))


def _grams(plain: str) -> set[str]:
    return {piece[at : at + 2] for piece in plain.split() for at in range(len(piece) - 1)}


class _Called(NamedTuple):
    """An older problem as it may be called."""

    item: Portrait
    title: str
    """Its title without filler."""
    grams: frozenset[str]
    """The pairs of characters of all it says."""


def match_names(pair: Pair, statements: Sequence[Statement]) -> dict[str, list[Named]]:
    """The statements that speak of each older problem, by its id, the surest first."""
    found: dict[str, list[Named]] = {}
    if not statements:
        return found
    problems = [
        _Called(
            item,
            pair.older.told_of(_plain, item.title).replace(" ", ""),
            pair.older.told_of(_grams_of, pair.older.quote(item.start, item.end)),
        )
        for item in pair.old_problems
    ]
    for statement in statements:
        for problem_id, score in _spoken_of(pair, statement, problems).items():
            found.setdefault(problem_id, []).append(Named(statement, score))
    for named in found.values():
        named.sort(key=lambda one: (-one.score, one.statement.start))
    return found


def _spoken_of(pair: Pair, statement: Statement, problems: Sequence[_Called]) -> dict[str, float]:
    chosen: dict[str, float] = {}
    called = _BY_NUMBER().fullmatch(pair.newer.quote(statement.name_start, statement.name_end))
    if called is not None and not statement.by_others:
        listed = [one.item.id for one in problems if one.item.listed]
        place = int(called[1]) if called[1].isdigit() else chinese_number(called[1])
        return {listed[place - 1]: _SAME_WORDS} if place and place <= len(listed) else {}
    for start, end in _pieces(pair, statement):
        ranked = sorted(
            ((score, -number) for number, score in enumerate(_likenesses(pair, statement, start, end, problems))),
            reverse=True,
        )
        if not ranked:
            break
        score, best = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        back = statement.points_back and not statement.by_others
        if (
            score >= _FREE
            or (back and score >= max(_POINTING_BACK, _CLEAR * second))
            or (back and pair.consecutive and score >= max(_FAINT, _ALONE * second))
        ):
            item_id = problems[-best].item.id
            chosen[item_id] = max(score, chosen.get(item_id, 0.0))
    return chosen


def _pieces(pair: Pair, statement: Statement) -> list[tuple[int, int]]:
    """The whole name and, where it is a list of names, each of them: “甲”“乙”, 甲、乙, 甲和乙."""
    start, end = statement.name_start, statement.name_end
    text = pair.newer.quote(start, end)
    found = [(start, end)]
    for parts in (_LISTED().findall(text), _JOINED().split(text)):
        long = [part for part in parts if len(part) >= _LONG]
        found += [(at, at + len(part)) for part in long if len(parts) > 1 for at in (start + text.find(part),)]
    return list(dict.fromkeys(found))


def _likenesses(pair: Pair, statement: Statement, start: int, end: int, problems: Iterable[_Called]) -> Iterator[float]:
    """How surely a name means each problem."""
    bag = pair.bag_between(start, end)
    tells = min(1.0, mass(bag) / _TELLS)
    plain = _plain(pair.newer.quote(start, end))
    name, grams = plain.replace(" ", ""), _grams(plain)
    window = None if statement.points_back else pair.bag_between(statement.window_start, statement.name_end)
    for called in problems:
        item = called.item
        words = covered(bag, item.full_bag) * tells
        title = partial_ratio(name, called.title) / 100
        if statement.by_others:
            same = title >= _SAME_TITLE or (words >= _SAME_WORDS and covered(item.title_bag, bag) >= _SAME_HEAD)
            yield (words + title) / 2 if same else 0.0
            continue
        letters = _letters(pair, grams, called.grams)
        around = covered(window, item.own_bag) if window is not None else 0.0
        headed = covered(item.title_bag, bag) if mass(item.title_bag) >= _SAME_HEAD_MASS else 0.0
        yield max(
            0.9 * words,
            0.75 * headed if headed >= _MOST_OF_HEAD else 0.0,
            0.85 * title if title >= _SAME_TITLE else 0.0,
            0.8 * letters,
            around + _FREE - _WINDOW if around >= _WINDOW else 0.0,
        )


def _letters(pair: Pair, wanted: set[str], said: frozenset[str]) -> float:
    """How much of the name the problem says letter for letter; a name of two characters must be rare to count."""
    found = wanted & said
    if len(wanted) == 1:
        return float(min(map(pair.rare, wanted)) >= _RARE) if found else 0.0
    return len(found) / len(wanted) if wanted else 0.0


_LISTED = lazily("[^、“”]+")
_JOINED = lazily("[、“”]|以及|[和与及]")
_LONG = 4
"""A name in a list has as many characters."""
_BY_NUMBER = lazily("第([0-9一二三四五六七八九十]{1,2})[个项条点](?:方面)?的?(?:问题|不足|短板|意见)?")
"""第三项问题亦已整改到位"""
_A_STEP = lazily(
    "(?:上?报[到送给至]|呈报|上报|申报|报请|递交|提交|送审|报批|报审|立项|选址|招标公告|签订意向|摸底|勘察|测绘)了?(?:区|县|市|镇|省|局|上级|住建|有关|相关|主管|[^，。；]{0,8}(?:部门|局|委|办|中心|公司))?[^，。；]{0,4}$"
)
"""去年答应的管网图纸，3月已经报到住建局: the promise was a step, and the matter is as open as before."""


def told_with_promise(pair: Pair, kept: Mapping[str, Kept]) -> dict[str, list[Named]]:
    """What is said of promises that is said of an old matter of mid-text, too: 去年答应修的北操场，8月修好了.

    Such a matter is a thing not done; who says that he has kept the promise to do it says that it is put right,
    save where what follows tells of unfinished work: the promise may have been to begin.
    """
    found: dict[str, list[Named]] = {}
    for problem in pair.old_problems:
        if problem.listed:
            continue
        ranked = []
        for promise_id, said in kept.items():
            bag = pair.bag_of(said.clauses)
            least = _ANSWERED if promise_id in problem.partners else _UNANSWERED
            if (likeness := alike(problem.own_bag, bag)) >= least:
                start, end = said.clauses[0].start, said.clauses[-1].end
                behind = pair.newer.clauses[said.clauses[-1].number + 1 : said.clauses[-1].number + 1 + _BEHIND]
                left = any(
                    one.segment == said.clauses[-1].segment and is_left_over(pair.newer.quote(one.start, one.end))
                    for one in behind
                )
                left = left or any(
                    is_unfinished(pair.newer.quote(one.start, one.end))
                    and not handed_over(pair.newer, said.clauses[at + 1 :])
                    for at, one in enumerate(said.clauses)
                )
                if _A_STEP().search(pair.newer.quote(start, end)):
                    continue
                standing = Standing.UNDER_WAY if left else said.standing
                ranked.append((likeness, Statement(start, end, start, end, standing, points_back=True)))
        if ranked:
            likeness, statement = max(ranked, key=lambda one: one[0])
            found[problem.id] = [Named(statement, min(1.0, _ANSWERED + likeness))]
    return found


def without_guesses(comebacks: Mapping[str, Comeback], named: Mapping[str, Sequence[Named]]) -> dict[str, Comeback]:
    """The come-backs without those that are but the likeliest, of problems that are called unfinished by name."""
    going = {one for one, found in named.items() if found[0].statement.standing is Standing.UNDER_WAY}
    return {one: found for one, found in comebacks.items() if found.score >= CERTAIN or one not in going}
