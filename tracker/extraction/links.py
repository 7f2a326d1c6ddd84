"""Which commitment answers which problem: by what both speak of; the same place in both lists is a hint, never proof."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tracker.lexicon.loader import load

_SIDE_BY_SIDE = 0.2
"""Worth of the same place where most of the list already matches place by place; enough by itself."""
_HINT = 0.06
_ENOUGH = 0.17
_TITLE_WEIGHT = 2


@cache
def _concepts() -> tuple[dict[str, str], frozenset[str]]:
    words = load("concepts")
    groups = words.table("concept")
    return {word: name for name, group in groups.items() for word in group}, frozenset(words["stop"])


def terms(text: str, title: str) -> Counter[str]:
    """The bigrams of the words that carry meaning, and the concepts they belong to. The headline counts double."""
    by_word, stop = _concepts()
    found: Counter[str] = Counter()
    for stretch, weight in ((title, _TITLE_WEIGHT), (text, 1)):
        plain = stretch
        for word in stop:
            plain = plain.replace(word, "|")
        for first, second in zip(plain, plain[1:], strict=False):
            if first >= "\u4e00" and second >= "\u4e00" and first <= "\u9fff" and second <= "\u9fff":
                found[first + second] += weight
        for word, concept in by_word.items():
            if word in stretch:
                found[f"#{concept}"] += 2 * weight
    return found


def link(
    problems: Sequence[tuple[str, str]], commitments: Sequence[tuple[str, str]], *, listed: int
) -> list[tuple[int, ...]]:
    """For each commitment the indexes of the problems it answers. Arguments are (text, title) pairs in order of place.

    ``listed`` tells how many of the problems stand in the problems list (they come first); only those share places
    with the commitments.
    """
    problem_terms = [terms(*problem) for problem in problems]
    commitment_terms = [terms(*commitment) for commitment in commitments]
    weights = _rarity([*problem_terms, *commitment_terms])
    result: list[tuple[int, ...]] = []
    similar = [[_cosine(c, p, weights) for p in problem_terms] for c in commitment_terms]
    bonus = _place_bonus(similar, listed, len(commitments))
    for place, row in enumerate(similar):
        scores = [score + (bonus if index == place and index < listed else 0.0) for index, score in enumerate(row)]
        if not scores:
            result.append(())
            continue
        best = max(range(len(scores)), key=lambda index: (scores[index], -index))
        chosen = [best] if scores[best] >= _ENOUGH else []
        chosen += [
            index
            for index, score in enumerate(row)
            if index != best and chosen and score >= 0.3 and score >= 0.75 * row[best] and index != place
        ]
        result.append(tuple(sorted(chosen)))
    return result


def _place_bonus(similar: list[list[float]], listed: int, commitments: int) -> float:
    """What the same place in both lists is worth: much where the lists prove to run side by side, little elsewhere."""
    shared = min(listed, commitments)
    if shared == 0 or abs(listed - commitments) > 2:
        return 0.0
    alike = sum(row[place] > 0 and row[place] >= max(row[:listed]) for place, row in enumerate(similar[:shared]))
    return _SIDE_BY_SIDE if 2 * alike > shared or (shared == 1 and alike) else _HINT


def _rarity(documents: Sequence[Counter[str]]) -> dict[str, float]:
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update(document.keys())
    total = len(documents)
    return {term: math.log(1 + total / count) for term, count in seen.items()}


def _cosine(left: Counter[str], right: Counter[str], weights: dict[str, float]) -> float:
    shared = sum(math.sqrt(left[term] * right[term]) * weights[term] ** 2 for term in left.keys() & right.keys())
    if not shared:
        return 0.0
    size = math.sqrt(_norm(left, weights) * _norm(right, weights))
    return shared / size


def _norm(document: Counter[str], weights: dict[str, float]) -> float:
    return sum(count * weights[term] ** 2 for term, count in document.items())
