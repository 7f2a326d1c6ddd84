"""Which of the twenty themes an item is about: by the words it says, those of its headline above the others."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from tracker.domain.kinds import Theme
from tracker.lexicon.loader import derived, load

_IN_TITLE = 3
"""How much more a word weighs in the headline."""
_WORD, _HINT = 2, 1
_LEAST = 4
"""What a theme must weigh: two words, or one in the headline."""


class _Cues(NamedTuple):
    """The words of the themes, found by how they begin."""

    by_head: dict[str, tuple[tuple[str, Theme, int], ...]]
    """The first two characters (or the only one) to the words that begin so, each with its theme and weight."""


@derived
def _cues() -> _Cues:
    words = load("themes")
    heads: dict[str, list[tuple[str, Theme, int]]] = {}
    for table, weight in (("theme", _WORD), ("hint", _HINT)):
        for name, group in words.table(table).items():
            for word in group:
                heads.setdefault(word[:2], []).append((word, Theme(name), weight))
    return _Cues({head: tuple(pairs) for head, pairs in heads.items()})


def weigh(text: str, title: str) -> Counter[Theme]:
    """How much of each theme an item's words speak; every word counts once."""
    cues = _cues().by_head
    said: dict[Theme, list[tuple[str, int]]] = {}
    heads = {text[at : at + 2] for at in range(len(text) - 1)} | set(text)
    for head in heads & cues.keys():
        for word, theme, weight in cues[head]:
            if word in text:
                said.setdefault(theme, []).append((word, weight * (_IN_TITLE if word in title else 1)))
    return Counter({theme: _sum(words) for theme, words in said.items()})


def _sum(words: list[tuple[str, int]]) -> int:
    """What the words weigh together; one that stands inside another (教育 in 党员教育) says nothing more."""
    return sum(
        weight
        for word, weight in words
        if not any(word != other and word in other and weight <= more for other, more in words)
    )


def theme_of(text: str, title: str) -> Theme | None:
    """The theme that an item speaks of most; ``None`` where it speaks of none.

    Args:
        text: the item's words.
        title: its headline, part of ``text``.
    """
    weights = weigh(text, title)
    best = max(weights.items(), key=lambda pair: (pair[1], -list(Theme).index(pair[0])), default=None)
    return best[0] if best and best[1] >= _LEAST else None
