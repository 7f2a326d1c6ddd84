"""What matter a problem is about, finer than a theme, told by the many ways in which one speaks of it.

“压力传导不够深入” and “到了支部就没了声音” share no word; that both are about pressure passed down stands in a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt
from operator import add

from tracker.followup.features import Weighed
from tracker.lexicon.loader import derived, load

_IN_TITLE = 2.0
_LITTLE = 0.3
"""What is told of a matter beside which the telling weighs little."""

Matters = Mapping[str, float]
"""Matter to how much is said of it."""


@derived
def _by_head() -> dict[str, dict[str, list[str]]]:
    """The first two characters of a phrase to the phrases that begin so, each with its matters."""
    heads: dict[str, dict[str, list[str]]] = {}
    for matter, phrases in load("matters").groups.items():
        for phrase in phrases:
            heads.setdefault(phrase[:2], {}).setdefault(phrase, []).append(matter)
    return heads


def matters(text: str, title: str = "") -> Matters:
    """What a text is about; a phrase counts once, and twice where it stands in the title."""
    return matters_of(text, title)[0]


def matters_of(text: str, title: str) -> tuple[Matters, Matters]:
    """What a text is about, and what its title; see :func:`matters`."""
    heads = _by_head()
    said = {
        phrase: about
        for head in sorted(heads.keys() & set(map(add, text, text[1:])))
        for phrase, about in heads[head].items()
        if phrase in text
    }
    weights: dict[str, float] = {}
    headed: dict[str, float] = {}
    # What stands inside a longer phrase that is said (毕业生 in 毕业生就业) says nothing more.
    together = "\n".join(said)
    for phrase, about in said.items():
        if together.count(phrase) == 1:
            in_title = phrase in title
            for matter in about:
                weights[matter] = weights.get(matter, 0.0) + (_IN_TITLE if in_title else 1.0)
                if in_title:
                    headed[matter] = headed.get(matter, 0.0) + 1.0
    return _rooted(weights), _rooted(headed)


def _rooted(weights: Matters) -> Matters:
    return {matter: sqrt(weight) for matter, weight in weights.items()}


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
    return together / (sqrt(one.square * other.square) + _LITTLE)
