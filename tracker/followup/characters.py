"""How alike stretches of text are by the single characters that they share: 新购的电动车 and 购置电动传送带车.

Words differ where the thing is the same: abbreviated, put the other way round, cut in other places. Few matters of a
report share their rare characters by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from math import log, sqrt

from tracker.domain.likeness import settled
from tracker.followup.features import HOUSE, vocabulary

_FIRST, _LAST = "\u4e00", "\u9fff"
_FINE = 1_000_000
"""Weights are whole numbers of such parts: a sum of them is the same in whatever order a set gives its members."""


def likenesses(
    texts: Mapping[str, str], passages: Sequence[str], others: Sequence[str], house: str, least: float
) -> dict[str, dict[int, float]]:
    """For each text its likeness to each passage, 0 to 1, by the passage's place.

    The cosine of the Chinese characters that they hold, without those that are stop words by themselves; each is
    weighed by how few of all the texts, passages and ``others`` hold it.

    Args:
        texts: by name.
        passages: what they are held against.
        others: what else tells how common a character is.
        house: the organisation's name, whose characters count less.
        least: what is less alike is left out.
    """
    whole = len(texts) + len(passages) + len(others) + 1
    held = Counter(chain.from_iterable(map(set, chain(texts.values(), passages, others))))
    stop = vocabulary().stop
    tells = {count: log(whole / (count + 0.5)) / log(2 * whole) for count in set(held.values())}
    weights = {
        one: round(_FINE * (tells[count] * (HOUSE if one in house else 1.0)) ** 2)
        for one, count in held.items()
        if _FIRST <= one <= _LAST and one not in stop
    }
    places: dict[str, list[int]] = {}
    lengths = []
    for place, passage in enumerate(passages):
        found = weights.keys() & set(passage)
        for one in found:
            places.setdefault(one, []).append(place)
        lengths.append(sum([weights[one] for one in found]))
    alike = {}
    for name, text in texts.items():
        found = weights.keys() & set(text)
        own = sum([weights[one] for one in found])
        shared: dict[int, int] = {}
        for one in found:
            for place in places.get(one, ()):
                shared[place] = shared.get(place, 0) + weights[one]
        alike[name] = {
            place: settled(likeness)
            for place, together in shared.items()
            if (likeness := together / sqrt(own * lengths[place])) >= least
        }
    return alike
