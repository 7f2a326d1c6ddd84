"""The same problem in several organisations (共性问题): problems told alike, found without comparing each with each.

Two problems are the same where they are put in nearly the same words, or where what tells most in them is the same,
kindred words counting as they do in following up. A group has a centre that all of it is like: chains of problems each
a little like the next, which end far from where they began, do not come about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

from rapidfuzz import fuzz

from tracker.domain.likeness import settled
from tracker.followup.features import describer

LIKE = 0.34
"""From this likeness on two problems are taken for the same."""
LIKE_IN_THEME = 0.23
"""The same for two problems of one theme."""

_SAME_WORDS = 75.0
"""From so many percent of shared characters on two problems are versions of one text, whatever they are about."""
_TITLE = 1.6
_BODY = 160
"""How many characters of a problem are looked at: what follows are examples and causes."""
_BLOCKING = 6
"""By how many of its rarest features, and of its rarest pairs of characters, a problem is looked for."""
_CROWD = 60
"""Where more problems than this share a feature, not each is held against each, but against a few of them."""
_LEADERS = 40
"""How many those few are at the most: the first that are unlike one another."""


_TOLD_EVERY = 100

_Progress = Callable[[int, int], None] | None


class Raised(NamedTuple):
    """A problem that an organisation has."""

    id: int
    unit: int
    title: str
    text: str
    """Its whole words, the title among them."""
    theme: str | None = None
    """What it is about, where that is known."""


class Member(NamedTuple):
    """A problem of a group."""

    id: int
    score: float
    """0 to 1: how like it is to the centre of its group; 1 for the centre."""


class Group(NamedTuple):
    """Problems of several organisations that are the same."""

    members: tuple[Member, ...]
    """The centre first, then the more alike before the less."""
    units: int
    """How many organisations have it."""
    words: tuple[str, ...]
    """What tells most of it: words that most of its members share."""


class _Node(NamedTuple):
    """Problems of the same words."""

    text: str
    ids: tuple[int, ...]
    units: frozenset[int]
    theme: str | None
    bag: Mapping[str, float]
    """Weighed and of length 1."""
    keys: tuple[str, ...]


def common_problems(
    raised: Iterable[Raised], *, units: int = 2, progress: Callable[[int, int], None] | None = None
) -> tuple[Group, ...]:
    """The groups of problems that at least so many organisations have, the widest first.

    The order of ``raised`` makes no difference. Every problem is in one group at most.

    Args:
        raised: the problems.
        units: how many organisations have to have one.
        progress: told now and then how many steps are done, and of how many: every problem is taken in, then held
            against the others.
    """
    nodes = _nodes(raised, progress)
    likeness = _likeness(nodes, progress)
    beside: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in likeness.items():
        beside[one][other] = beside[other][one] = score
    groups = []
    free = set(range(len(nodes)))
    for centre in sorted(free, key=lambda at: _rank(nodes, beside, at)):
        if centre not in free:
            continue
        near = {other: score for other, score in beside[centre].items() if other in free}
        reached = nodes[centre].units.union(*(nodes[other].units for other in near))
        if len(reached) < units:
            continue
        free -= {centre, *near}
        groups.append(_group(nodes, centre, near, len(reached)))
    return tuple(sorted(groups, key=lambda group: (-group.units, -len(group.members), group.members[0].id)))


def _rank(nodes: Sequence[_Node], beside: Mapping[int, Mapping[int, float]], at: int) -> tuple[int, float, str]:
    near = beside.get(at, {})
    reached = nodes[at].units.union(*(nodes[other].units for other in near))
    return -len(reached), -sum(near.values()), nodes[at].text


def _group(nodes: Sequence[_Node], centre: int, near: Mapping[int, float], units: int) -> Group:
    order = sorted(near, key=lambda other: (-near[other], nodes[other].text))
    members = [Member(one, 1.0) for one in nodes[centre].ids]
    members += [Member(one, round(min(1.0, near[other]), 3)) for other in order for one in nodes[other].ids]
    bag = nodes[centre].bag
    telling = sorted(
        bag, key=lambda word: (-settled(sum(nodes[other].bag.get(word, 0.0) for other in (centre, *near))), word)
    )
    words: list[str] = []
    for word in telling:
        bare = word.removeprefix("“")
        shared = sum(word in nodes[other].bag for other in near)
        if word[0] in "@#" or (near and shared * 2 < len(near)) or any(bare in one or one in bare for one in words):
            continue
        words.append(bare)
        if len(words) == 4:
            break
    return Group(tuple(members), units, tuple(words))


def _nodes(raised: Iterable[Raised], progress: _Progress) -> list[_Node]:
    alike: dict[tuple[str, str], list[Raised]] = defaultdict(list)
    for one in raised:
        if not one.text.strip():
            continue
        alike["".join(one.text.split())[:_BODY], "".join(one.title.split())].append(one)
    kinds = sorted(alike)
    about = describer()
    plain: list[dict[str, float]] = []
    letters: list[set[str]] = []
    for place, (text, title) in enumerate(kinds):
        _tell(progress, place, 2 * len(kinds))
        bag = about.bag(about.terms(about.words(text)))
        for feature, weight in about.bag(about.terms(about.words(title))).items():
            bag[feature] = max(bag.get(feature, 0.0), weight) * _TITLE
        plain.append(bag)
        letters.append({one + other for one, other in pairwise(text) if one.isalpha() and other.isalpha()})
    spread, pairs = _counted(plain), _counted(letters)
    nodes = []
    for (text, title), bag, own in zip(kinds, plain, letters, strict=True):
        weighed = {word: weight * _rare(spread[word], len(kinds)) for word, weight in bag.items()}
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        shared = (pair for pair in own if pairs[pair] > 1)
        rarest = nsmallest(_BLOCKING, shared, key=lambda pair: (pairs[pair], pair))
        telling = (word for word in weighed if spread[word] > 1)
        weightiest = nsmallest(_BLOCKING, telling, key=lambda word: (-weighed[word], word))
        rows = alike[text, title]
        nodes.append(
            _Node(
                text,
                tuple(sorted(row.id for row in rows)),
                frozenset(row.unit for row in rows),
                min((row.theme for row in rows if row.theme is not None), default=None),
                {word: weight / length for word, weight in weighed.items()},
                (*(f"2{pair}" for pair in rarest), *(f"1{word}" for word in weightiest)),
            )
        )
    return nodes


def _tell(progress: _Progress, done: int, steps: int) -> None:
    if progress is not None and done % _TOLD_EVERY == 0:
        progress(done, steps)


def _counted(bags: Iterable[Iterable[str]]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for bag in bags:
        for feature in bag:
            counts[feature] += 1
    return counts


def _rare(places: int, number: int) -> float:
    """Near 1 for what stands in one problem, near 0 for what stands in all."""
    return log((number + 1) / (places + 0.5)) / log(2 * (number + 1))


def _likeness(nodes: Sequence[_Node], progress: _Progress) -> dict[tuple[int, int], float]:
    """How like each two problems are that share a rare feature, where they are alike enough."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for key in node.keys:
            blocks[key].append(at)
    found: dict[tuple[int, int], float] = {}
    for block in blocks.values():
        if len(block) > _CROWD:
            _lead(nodes, block, found)
    for at, node in enumerate(nodes):
        _tell(progress, len(nodes) + at, 2 * len(nodes))
        small = (blocks[key] for key in node.keys if len(blocks[key]) <= _CROWD)
        for other in sorted({place for block in small for place in block if place > at}):
            if (at, other) not in found and (score := _alike(node, nodes[other])):
                found[at, other] = score
    return found


def _lead(nodes: Sequence[_Node], block: Sequence[int], found: dict[tuple[int, int], float]) -> None:
    """Hold the many problems of a block against the first of them that are unlike one another."""
    leaders: list[int] = []
    for at in block:
        led = False
        for leader in leaders:
            if (leader, at) in found:
                led = True
            elif score := _alike(nodes[leader], nodes[at]):
                found[leader, at] = score
                led = True
        if not led and len(leaders) < _LEADERS:
            leaders.append(at)


def _alike(one: _Node, other: _Node) -> float:
    """How like two problems are; 0 where they are not the same."""
    like = LIKE_IN_THEME if one.theme is not None and one.theme == other.theme else LIKE
    small, large = (one.bag, other.bag) if len(one.bag) <= len(other.bag) else (other.bag, one.bag)
    score = settled(sum([weight * large[word] for word, weight in small.items() if word in large]))
    if score >= like:
        return score
    return float(fuzz.ratio(one.text, other.text, score_cutoff=_SAME_WORDS)) / 100
