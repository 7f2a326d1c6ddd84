"""What a stretch of text is about, as weighted features: words, their parts, kindred words, quoted names, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log, sqrt
from types import MappingProxyType

from tracker.extraction.quantities import NUMERAL, chinese_number
from tracker.followup.passages import Word
from tracker.followup.segmentation import Segmenter, segmenter
from tracker.lexicon.loader import load

Bag = Mapping[str, float]
"""Feature to weight. A feature is a word; ``@…`` a group of kindred words; ``#…`` a figure; ``“…`` a quoted name."""

_WEAK = 0.3
_EVERYDAY, _COMMON, _SPREAD = 0.25, 6.5, 6.0
_PART = 0.5
_PART_FREQUENCY = -14.0
_KINDRED = 0.55
_FIGURE = 0.5
_NAME = 1.2
_HOUSE = 0.3
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = re.compile(r"[“《]([^“”《》]{3,14})[”》]")
_FIRST, _LAST = "\u4e00", "\u9fff"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The trade's words, ready for look-up."""

    stop: frozenset[str]
    weak: frozenset[str]
    kindred: Mapping[str, tuple[str, ...]]
    """A word to the names of the groups it belongs to."""


@cache
def vocabulary() -> Vocabulary:
    """The words shipped with the program."""
    words = load("followup_words")
    groups: dict[str, list[str]] = {}
    for name, members in words.table("concepts").items():
        for member in members:
            groups.setdefault(member, []).append(f"@{name}")
    return Vocabulary(
        frozenset(words["stop"]),
        frozenset(words["weak"]),
        MappingProxyType({word: tuple(names) for word, names in groups.items()}),
    )


@cache
def figure() -> re.Pattern[str]:
    """A number: digits, or characters before a unit (七名, 十二场)."""
    return re.compile(rf"\d|[{NUMERAL}]+[多余来]?(?:{load('quantities').pattern('spoken.units')}|回)")


@cache
def describer() -> Describer:
    """The program's describer, made when it is first asked for."""
    return Describer(segmenter())


def _value(text: str) -> float | None:
    """What a number is worth, alone or with its unit (二十, 三名); months and years are worth nothing."""
    if _NUMBER.fullmatch(text):
        return float(text)
    spoken = _spoken().fullmatch(text)
    return (chinese_number(spoken[1]) or 0) * (spoken[2] is None) if spoken else None


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf"([{NUMERAL}]+)(?:{load('quantities').pattern('spoken.units')}|回|间)?([年月])?")


def _parts(text: str) -> list[str]:
    """The words of two characters that a longer word may be made of."""
    if len(text) < 3:
        return []
    return [text[start : start + 2] for start in (range(len(text) - 1) if len(text) % 2 else range(0, len(text), 2))]


def _is_wordlike(text: str) -> bool:
    """True where a Chinese character or a Latin letter is in it."""
    # A pattern would hold all Chinese characters, and takes longer to compile than the rest of this module together.
    return any(_FIRST <= character <= _LAST or (character.isascii() and character.isalpha()) for character in text)


class Describer:
    """Tells what words are about, and keeps what it has worked out for each word."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._known: dict[str, Bag] = {}

    def word(self, text: str) -> Bag:
        """The features of one word."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._features(text)
        return known

    def bag(self, words: Iterable[Word], scale: float = 1.0) -> dict[str, float]:
        """The features of some words; one that comes back counts once.

        Two single characters side by side count as a word: most often they are a name that no dictionary has.
        """
        found: dict[str, float] = {}
        seen: set[str] = set()
        before: Word | None = None
        words = tuple(words)
        dates = {word.start for word, after in pairwise(words) if after.text[0] in "年月" and word.end == after.start}
        for word in words:
            if word.start in dates and _value(word.text) is not None:
                continue
            alone = len(word.text) == 1 and _FIRST <= word.text <= _LAST and word.text not in vocabulary().stop
            if alone and before is not None and before.end == word.start:
                found[before.text + word.text] = scale * (self._telling(before.text) + self._telling(word.text)) / 2
            before = word if alone else None
            if word.text in seen:
                continue
            seen.add(word.text)
            for feature, weight in self.word(word.text).items():
                if weight * scale > found.get(feature, 0.0):
                    found[feature] = weight * scale
        return found

    def _features(self, text: str) -> Bag:
        known = vocabulary()
        value = _value(text)
        if value is not None:
            return {f"#{value:g}": _FIGURE} if value >= 10 and not 1990 <= value <= 2100 else {}
        if not _is_wordlike(text):
            return {}
        features: dict[str, float] = dict.fromkeys(known.kindred.get(text, ()), _KINDRED)
        if text in known.stop:
            return features
        if len(text) >= 2:
            features[text] = self._telling(text)
        for part in _parts(text):
            frequency = self._segmenter.frequency(part)
            if part not in known.stop and frequency is not None and frequency > _PART_FREQUENCY:
                features[part] = max(_PART * self._telling(part), features.get(part, 0.0))
                for group in known.kindred.get(part, ()):
                    features.setdefault(group, _KINDRED * _PART)
        return features

    def _telling(self, text: str) -> float:
        """How much a word tells in general: little where it is a word of every report or of every day."""
        frequency = self._segmenter.frequency(text)
        general = 1.0 if frequency is None else min(1.0, max(_EVERYDAY, (-frequency - _COMMON) / _SPREAD))
        return general * (_WEAK if text in vocabulary().weak else 1.0)


def names(text: str, scale: float = 1.0) -> dict[str, float]:
    """The quoted names in a text as features; words of the trade that merely stand in quotation marks are none."""
    known = vocabulary()
    return {
        f"“{match[1]}": _NAME * scale
        for match in _QUOTED.finditer(text)
        if match[1] not in known.kindred and match[1] not in known.weak and match[1] not in known.stop
    }


def merged(*bags: Bag) -> dict[str, float]:
    """The bags laid over one another: of each feature the greatest weight."""
    together: dict[str, float] = {}
    for one in bags:
        for feature, weight in one.items():
            if weight > together.get(feature, 0.0):
                together[feature] = weight
    return together


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a feature tells, from how few places of the two reports it stands in."""

    values: Mapping[str, float]
    unseen: float
    """The value of a feature that stands nowhere."""

    @classmethod
    def of(cls, places: Iterable[Bag], house: str = "") -> Rarity:
        """Add up in how many of the places each feature stands, each place counting as the feature weighs in it.

        Words that the organisation's own name (``house``) is made of count less: they stand in whatever it does.
        """
        sums: dict[str, float] = {}
        number = 0
        for place in places:
            number += 1
            for feature, weight in place.items():
                sums[feature] = sums.get(feature, 0.0) + weight
        scale = log(2 * (number + 1))
        values = {feature: log((number + 1) / (places_ + 0.5)) / scale for feature, places_ in sums.items()}
        own = letter_pairs(house)
        for feature in values:
            parts = _parts(feature) or [feature]
            if len(feature) >= 2 and feature[0] not in "@#“" and all(part in own for part in parts):
                values[feature] *= _HOUSE
        return cls(values, log((number + 1) / 0.5) / scale)

    def __call__(self, feature: str) -> float:
        """0 to 1: near 1 where the feature stands in one place only."""
        return self.values.get(feature, self.unseen)

    def weighed(self, plain: Bag) -> dict[str, float]:
        """The bag with every weight multiplied by how much its feature tells."""
        values, unseen = self.values, self.unseen
        return {feature: weight * values.get(feature, unseen) for feature, weight in plain.items()}


def letter_pairs(text: str) -> dict[str, float]:
    """The pairs of neighbouring Chinese characters in a text as features, in order of place."""
    pairs = (one + other for one, other in pairwise(text) if _FIRST <= one <= _LAST and _FIRST <= other <= _LAST)
    return dict.fromkeys(pairs, 1.0)


def mass(weighed: Bag) -> float:
    """The length of a weighed bag."""
    return sqrt(sum(weight * weight for weight in weighed.values()))


def alike(one: Bag, other: Bag) -> float:
    """0 to 1: the cosine of two weighed bags."""
    if one.keys().isdisjoint(other):
        return 0.0
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    shared = sum(weight * large[feature] for feature, weight in small.items() if feature in large)
    lengths = mass(one) * mass(other)
    return shared / lengths if lengths else 0.0


def covered(wanted: Bag, found: Bag) -> float:
    """0 to 1: how much of what is wanted is found, both weighed."""
    # Most pairs of bags share nothing, and that is quick to see.
    if wanted.keys().isdisjoint(found):
        return 0.0
    whole = sum(weight * weight for weight in wanted.values())
    if not whole:
        return 0.0
    return sum(weight * min(weight, found[feature]) for feature, weight in wanted.items() if feature in found) / whole
