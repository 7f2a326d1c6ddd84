"""What matter a problem is about, finer than a theme, and what trouble within it, told by the ways of speaking of it.

“压力传导不够深入” and “到了支部就没了声音” share no word; that both are about pressure passed down stands in a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from tracker.domain.likeness import settled
from tracker.followup.features import Weighed
from tracker.lexicon.loader import derived, load
from tracker.lexicon.neighbours import number_of, numbers

_IN_TITLE = 2.0
_LITTLE = 0.3
"""What is told of a matter beside which the telling weighs little."""

Matters = Mapping[str, float]
"""Matter to how much is said of it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a text is about: broad matters, those of its title alone, and the troubles within them."""

    matters: Matters
    title_matters: Matters
    troubles: Matters


NOTHING = About({}, {}, {})
"""Of a text of which it is not asked what it is about."""


_Lists = tuple[list[str], list[str]]
"""The matters and the troubles that a phrase tells of."""


@derived
def _by_head() -> tuple[frozenset[int], Mapping[int, Sequence[tuple[str, _Lists]]]]:
    """By the numbers of their first two characters the phrases, each with what it tells of; those numbers before."""
    every: dict[str, _Lists] = {}
    for which, name in enumerate(("matters", "troubles")):
        for matter, phrases in load(name).groups.items():
            for phrase in phrases:
                told = every.get(phrase)
                if told is None:
                    told = every[phrase] = ([], [])
                told[which].append(matter)
    heads: dict[int, list[tuple[str, _Lists]]] = {}
    for entry in every.items():
        head = number_of(entry[0])
        if head in heads:
            heads[head].append(entry)
        else:
            heads[head] = [entry]
    return frozenset(heads), heads


def about(text: str, title: str = "") -> About:
    """What a text is about; a phrase counts once, and twice where it stands in the title."""
    said = _said(text)
    matters, in_title = _weighed([(phrase, told[0]) for phrase, told in said if told[0]], title)
    troubles, _ = _weighed([(phrase, told[1]) for phrase, told in said if told[1]], title)
    # One problem is one trouble, whatever else it touches upon: what is told most of counts far more than the rest.
    return About(matters, in_title, {trouble: told * told for trouble, told in troubles.items()})


def matters(text: str) -> Matters:
    """The broad matters that a text is about."""
    return _weighed([(phrase, told[0]) for phrase, told in _said(text) if told[0]], "")[0]


def _said(text: str) -> list[tuple[str, _Lists]]:
    """The phrases that stand in a text, in an order that is always the same."""
    heads, known = _by_head()
    return [entry for head in sorted(heads.intersection(numbers(text))) for entry in known[head] if entry[0] in text]


def _weighed(said: Sequence[tuple[str, Sequence[str]]], title: str) -> tuple[Matters, Matters]:
    """How much is told of each matter, in all and in the title; a phrase of several tells less of each."""
    weights: dict[str, float] = {}
    headed: dict[str, float] = {}
    # What stands inside a longer phrase that is said (毕业生 in 毕业生就业) says nothing more.
    together = "\n".join([phrase for phrase, _ in said])
    for phrase, told in said:
        if together.count(phrase) == 1:
            in_title = phrase in title
            weight = 1 / len(told)
            for matter in told:
                weights[matter] = weights.get(matter, 0.0) + (_IN_TITLE if in_title else 1.0) * weight
                if in_title:
                    headed[matter] = headed.get(matter, 0.0) + weight
    return weights, headed


class Telling:
    """How much a matter tells apart the problems of two reports: little where many of them are about it."""

    def __init__(self, problems: Iterable[Matters]) -> None:
        """Count in how many of the problems each matter is spoken of."""
        every = list(problems)
        self._number = len(every)
        self._counts = Counter(matter for one in every for matter in one)

    def weighed(self, said: Matters) -> Weighed:
        """What is said, each matter weighed by how much it tells."""
        scale = log(self._number + 1) or 1.0
        return Weighed(
            {
                matter: weight * log((self._number + 1) / max(1, self._counts[matter])) / scale
                for matter, weight in said.items()
            }
        )


def same_matter(one: Weighed, other: Weighed) -> float:
    """0 to 1: the cosine of what two problems are about, less where little is told."""
    if one.keys().isdisjoint(other):
        return 0.0
    together = sum([weight * other[matter] for matter, weight in one.items() if matter in other])
    return settled(together / (sqrt(one.square * other.square) + _LITTLE))
