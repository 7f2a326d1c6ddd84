"""Which commitment answers which problem: by what both speak of, and by the order of both lists.

Lists of problems and measures mostly run side by side, with a measure too many here and there. So the two lists are
aligned like two texts: order is kept, entries may be left over, and what the entries speak of weighs most. The same
place alone proves nothing: where few pairs have anything in common, order is not believed at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tracker.lexicon.loader import load

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
_MARGIN = 0.06
"""By how much a problem out of order must be nearer to win."""
_TITLE_WEIGHT = 2

_Terms = Counter[str]
_Row = list[float]


@dataclass(frozen=True, slots=True)
class _Concepts:
    """The concept words, found by how they begin."""

    by_head: dict[str, tuple[tuple[str, str], ...]]
    """The first two characters (or the only one) of a word to the words that begin so, each with its concept."""
    stop: re.Pattern[str]


@cache
def _concepts() -> _Concepts:
    words = load("concepts")
    heads: dict[str, list[tuple[str, str]]] = {}
    for name, group in words.table("concept").items():
        for word in group:
            heads.setdefault(word[:2], []).append((word, "#" + name))
    by_head = {head: tuple(pairs) for head, pairs in heads.items()}
    return _Concepts(
        by_head, re.compile(rf"{words.pattern('stop')}|[\s\x21-\x7e，。；：、！？“”‘’（）《》〈〉【】〔〕…—·％]+")
    )


def terms(text: str, title: str) -> _Terms:
    """The bigrams of the words that carry meaning, and the concepts they belong to. The headline counts double."""
    concepts = _concepts()
    found: _Terms = Counter()
    for stretch, weight in ((title, _TITLE_WEIGHT), (text, 1)):
        for run in concepts.stop.split(stretch):
            for at in range(len(run) - 1):
                found[run[at : at + 2]] += weight
    heads = {text[at : at + 2] for at in range(len(text) - 1)} | set(text)
    for head in heads & concepts.by_head.keys():
        for word, name in concepts.by_head[head]:
            if word in text:
                found[name] = max(found[name], 2 * _TITLE_WEIGHT if word in title else 2)
    return found


def link(
    problems: Sequence[tuple[str, str]], commitments: Sequence[tuple[str, str]], *, listed: int
) -> list[tuple[int, ...]]:
    """For each commitment the indexes of the problems it answers. Arguments are (text, title) pairs in order of place.

    ``listed`` tells how many of the problems stand in the problems list; they come first, in order.
    """
    problem_terms = [terms(*problem) for problem in problems]
    commitment_terms = [terms(*commitment) for commitment in commitments]
    weights = _rarity([*problem_terms, *commitment_terms])
    norms = [_norm(p, weights) for p in problem_terms]
    similar = [
        [_cosine(c, p, weights, norm) for p, norm in zip(problem_terms, norms, strict=True)] for c in commitment_terms
    ]
    aligned = _align([row[:listed] for row in similar], listed)
    in_order = _believable(similar, aligned, listed)
    return [_chosen(row, aligned.get(place), in_order=in_order) for place, row in enumerate(similar)]


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
    best = max(range(len(row)), key=lambda index: (row[index], -index))
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


def _rarity(documents: Sequence[_Terms]) -> dict[str, float]:
    """The square of each term's inverse document frequency."""
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update(document.keys())
    total = len(documents)
    return {term: math.log(1 + total / count) ** 2 for term, count in seen.items()}


def _cosine(left: _Terms, right: _Terms, weights: dict[str, float], right_norm: float) -> float:
    shared = left.keys() & right.keys()
    if not shared:
        return 0.0
    return sum(math.sqrt(left[term] * right[term]) * weights[term] for term in shared) / math.sqrt(
        _norm(left, weights) * right_norm
    )


def _norm(document: _Terms, weights: dict[str, float]) -> float:
    return sum(count * weights[term] for term, count in document.items())
