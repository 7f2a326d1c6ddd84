"""Which commitment answers which problem: by what both speak of, and by the order of both lists.

Lists of problems and measures mostly run side by side, with a measure too many here and there. So the two lists are
aligned like two texts: order is kept, entries may be left over, and what the entries speak of weighs most. The same
place alone proves nothing: where few pairs have anything in common, order is not believed at all.
"""

from __future__ import annotations

import math
import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tracker.domain.likeness import settled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.neighbours import number_of, numbers

_CONTENT = 0.17
"""Similarity that links two entries by itself, whatever the order."""
_SPEAKS = 0.1
"""Similarity that links where the lists run side by side."""
_BARELY = 0.04
_TELLS_APART = 3.0
"""How much more alike pairs in order must be than the others for the order to be believed, and how much at least."""
_LEFT_OVER = 3
"""How many entries either list may have too many."""
_STEP = 0.12
"""What it adds to a pair that the pair before it is linked too."""
_PAIR = 0.05
"""What any pair in order is worth."""
_ALONE = 0.07
_TIMES = 2.0
"""How alike two entries must be, and how much more than either is to any other, to be linked whatever the order."""
_MARGIN = 0.06
"""By how much a problem out of order must be nearer to win."""
_IN_TITLE = math.sqrt(2)
"""How much more a term of the headline weighs."""
_MEANT = 0.35
"""The share of the pairs of characters in one entry only that mean something."""

_MOST = 200
"""Of how many problems and commitments the first are compared; no report has so many."""

_Row = list[float]


class _Concepts:
    """The words that speak of the same matter, and the pairs of characters that mean nothing."""

    def __init__(self) -> None:
        words = load("concepts")
        by_head: dict[int, list[tuple[str, str]]] = {}
        self.single: list[tuple[str, str]] = []
        """Words of one character."""
        for name, group in words.table("concept").items():
            for word in group:
                same = by_head.setdefault(number_of(word), []) if len(word) > 1 else self.single
                same.append((word, name))
        self.by_head = by_head
        """The first two characters of a word to the words that begin so, each with its concept."""
        self.heads = frozenset(by_head)
        self.stop_pairs = frozenset(chain(*_pairs(*words["stop"])))
        self.stop_marks = frozenset(map(ord, chain(_MARKS, *(word for word in words["stop"] if len(word) == 1))))

    def told_in(self, text: str, title: str, heads: Iterable[int]) -> dict[str, float]:
        """The concepts that a text speaks of, with how much; ``heads`` are those of its pairs that begin a word."""
        told: dict[str, float] = {}
        for word, concept in chain(self.single, *[self.by_head[head] for head in heads]):
            if len(word) == 2 or word in text:
                if word in title:
                    told[concept] = _IN_TITLE
                else:
                    told.setdefault(concept, 1.0)
        return told


_MARKS = " \t\n\xa0\u3000。，；：、！？“”‘’《》（）〈〉【】〔〕…—·％" + string.printable
_concepts = derived(_Concepts)


def link(
    problems: Sequence[tuple[str, str]], commitments: Sequence[tuple[str, str]], *, listed: int
) -> list[tuple[int, ...]]:
    """For each commitment the indexes of the problems it answers. Arguments are (text, title) pairs in order of place.

    ``listed`` tells how many of the problems stand in the problems list; they come first, in order.
    """
    asking, answering = problems[:_MOST], commitments[:_MOST]
    listed = min(listed, len(asking))
    entries = [*asking, *answering]
    vectors = _vectors(entries)
    similar = [[_cosine(c, p) for p in vectors[: len(asking)]] for c in vectors[len(asking) :]]
    aligned = _align([row[:listed] for row in similar], listed)
    in_order = _believable(similar, aligned, listed)
    chosen = [
        _chosen(row, aligned.get(place), in_order=in_order) or _alone(similar, place)
        for place, row in enumerate(similar)
    ]
    return chosen + [()] * (len(commitments) - len(answering))


def _believable(similar: list[_Row], aligned: dict[int, int], listed: int) -> bool:
    """Whether both lists prove to run side by side: pairs in order must have more in common than the others."""
    inside = [similar[c][p] for c, p in aligned.items()]
    outside = [row[p] for c, row in enumerate(similar) for p in range(listed) if aligned.get(c) != p]
    if not inside or abs(listed - len(similar)) > _LEFT_OVER:
        return False
    mean = sum(inside) / len(inside)
    return mean >= _BARELY and mean >= _TELLS_APART * (sum(outside) / len(outside) if outside else 0.0)


def _chosen(row: _Row, aligned: int | None, *, in_order: bool) -> tuple[int, ...]:
    if not row:
        return ()
    best = row.index(max(row))
    first: int | None
    if aligned is not None and in_order:
        first = best if row[best] >= max(row[aligned] + _MARGIN, _SPEAKS) else aligned
    else:
        first = best if row[best] >= (_SPEAKS if in_order else _CONTENT) else None
    if first is None:
        return ()
    others = [
        index for index, score in enumerate(row) if index != first and score >= _CONTENT and score >= 0.8 * row[first]
    ]
    return tuple(sorted([first, *others]))


def _alone(similar: list[_Row], place: int) -> tuple[int, ...]:
    """The problem that a commitment has something in common with and with no other, where the same holds for it."""
    ranked = sorted(similar[place], reverse=True)
    if not ranked or ranked[0] < _ALONE:
        return ()
    problem = similar[place].index(ranked[0])
    others = [row[problem] for at, row in enumerate(similar) if at != place]
    return (problem,) if ranked[0] >= _TIMES * max([0.0, *ranked[1:2], *others]) else ()


def _align(similar: list[_Row], listed: int) -> dict[int, int]:
    """The best order-keeping pairing of commitments with listed problems: {commitment: problem}."""
    rows, columns = len(similar), listed
    # best[i][j]: worth of pairing the first i commitments with the first j problems; step marks pairs (i-1, j-1).
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    paired = [[False] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            step = _STEP if paired[i - 1][j - 1] or (i == 1 and j == 1) else 0.0
            match = best[i - 1][j - 1] + similar[i - 1][j - 1] + _PAIR + step
            skip = max(best[i - 1][j], best[i][j - 1])
            best[i][j], paired[i][j] = (match, True) if match > skip else (skip, False)
    pairs: dict[int, int] = {}
    i, j = rows, columns
    while i and j:
        if paired[i][j]:
            pairs[i - 1] = j - 1
            i, j = i - 1, j - 1
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs


class _Vector(NamedTuple):
    """What an entry speaks of, as far as any other does too."""

    terms: Mapping[int | str, float]
    """Pairs of characters that stand side by side and names of concepts, with their weights."""
    length: float
    """The length of the whole vector: with the terms that only this entry has."""


def _vectors(entries: Sequence[tuple[str, str]]) -> list[_Vector]:
    """The terms of texts with titles, weighed by rarity: the inverse document frequency.

    Most pairs of characters stand in one entry only, and those need no more than be counted.
    """
    concepts = _concepts()
    marks = concepts.stop_marks
    told_pairs = _pairs(*chain(*entries))
    pairs = [set(of_text) for of_text in told_pairs[::2]]
    seen: set[int] = set()
    shared: set[int] = set()
    for own in pairs:
        shared |= seen & own
        seen |= own
    common = {
        pair for pair in shared - concepts.stop_pairs if pair & 0xFFFFFFFF not in marks and pair >> 32 not in marks
    }
    parts = [common & own for own in pairs]
    rarity = [0.0, *(math.log(1 + len(entries) / count) for count in range(1, len(entries) + 1))]
    worth = {pair: rarity[count] for pair, count in Counter(chain(*parts)).items()}
    heads = concepts.heads & seen
    told = [concepts.told_in(text, title, heads & own) for (text, title), own in zip(entries, pairs, strict=True)]
    tell = Counter(chain(*told))
    vectors = []
    for in_title, own, part, concept in zip(told_pairs[1::2], pairs, parts, told, strict=True):
        terms: dict[int | str, float] = {pair: worth[pair] for pair in part}
        alone = float(len(own) - len(terms))
        for pair in in_title:
            if pair in part:
                terms[pair] = worth[pair] * _IN_TITLE
            else:
                alone += _IN_TITLE**2 - 1
        for name, weight in concept.items():
            terms[name] = weight * rarity[tell[name]]
        vectors.append(_Vector(terms, math.hypot(rarity[1] * math.sqrt(_MEANT * alone), *terms.values())))
    return vectors


def _pairs(*texts: str) -> list[list[int]]:
    """Of each text every character with the next as one number, all told at once."""
    every, found, at = numbers("".join(texts)), [], 0
    for text in texts:
        found.append(every[at : at + max(len(text) - 1, 0)])
        at += len(text)
    return found


def _cosine(left: _Vector, right: _Vector) -> float:
    others = right.terms
    common = [weight * others[term] for term, weight in left.terms.items() if term in others]
    return settled(sum(common) / (left.length * right.length)) if common else 0.0
