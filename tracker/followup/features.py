"""What a stretch of text is about, as weighted features: words, their parts, kindred words, quoted names, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from operator import add
from types import MappingProxyType
from typing import NamedTuple

from tracker.domain.likeness import settled
from tracker.extraction.quantities import NUMERAL, chinese_number
from tracker.followup.segmentation import Segmenter, segmenter
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

Bag = Mapping[str, float]
"""Feature to weight. A feature is a word; ``@…`` a group of kindred words; ``#…`` a figure; ``“…`` a quoted name."""

_WEAK = 0.3
_EVERYDAY, _COMMON, _SPREAD = 0.25, 6.5, 6.0
_PART = 0.5
_PART_FREQUENCY = -14.0
_KINDRED = 0.55
_FIGURE = 0.5
NAME = 1.2
"""The weight of a quoted name."""
HOUSE = 0.3
"""What a word counts that the organisation's own name is made of."""
_NUMBER = compiled(r"\d+(?:\.\d+)?")
_QUOTED = compiled(r"[“《]([^“”《》]{3,14})[”》]")
_FIRST, _LAST = "\u4e00", "\u9fff"


class Vocabulary(NamedTuple):
    """The trade's words, ready for look-up."""

    stop: frozenset[str]
    weak: frozenset[str]
    kindred: Mapping[str, tuple[str, ...]]
    """A word to the names of the groups it belongs to."""


@derived
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


@derived
def figure() -> re.Pattern[str]:
    """A number: digits, or characters before a unit (七名, 十二场)."""
    return compiled(rf"\d|[{NUMERAL}]+[多余来]?(?:{load('quantities').pattern('spoken.units')}|回)")


@derived
def describer() -> Describer:
    """The program's describer, made when it is first asked for."""
    return Describer(segmenter())


def _value(text: str) -> float | None:
    """What a number is worth, alone or with its unit (二十, 三名); months and years are worth nothing."""
    if _NUMBER.fullmatch(text):
        return float(text)
    spoken = _spoken().fullmatch(text)
    return (chinese_number(spoken[1]) or 0) * (spoken[2] is None) if spoken else None


@derived
def _spoken() -> re.Pattern[str]:
    return compiled(rf"([{NUMERAL}]+)(?:{load('quantities').pattern('spoken.units')}|回|间)?([年月])?")


def _parts(text: str) -> list[str]:
    """The words of two characters that a longer word may be made of."""
    if len(text) < 3:
        return []
    return [text[start : start + 2] for start in (range(len(text) - 1) if len(text) % 2 else range(0, len(text), 2))]


def _is_wordlike(text: str) -> bool:
    """True where a Chinese character or a Latin letter is in it."""
    # A pattern would hold all Chinese characters, and takes longer to compile than the rest of this module together.
    return any(_FIRST <= character <= _LAST or (character.isascii() and character.isalpha()) for character in text)


@dataclass(frozen=True, slots=True)
class Term:
    """One word with what it is about, worked out once."""

    text: str
    features: tuple[tuple[str, float], ...]
    telling: float
    """How much the word tells in general."""
    alone: bool
    """True for a single character that is no stop word."""
    number: bool
    dates: bool
    """True for what makes a date of a number before it: 年, 月, 月底."""
    ordinary: bool
    """Neither a number nor alone."""


class _Known(dict[str, Term]):
    """Word to term, each worked out when it is first asked for."""

    def __init__(self, make: Callable[[str], Term]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Term:
        term = self[text] = self._make(text)
        return term


class Describer:
    """Tells what words are about, and keeps what it has worked out for each word."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._known = _Known(self._term)

    def words(self, text: str) -> list[str]:
        """The words of a text; see :meth:`Segmenter.words`."""
        return self._segmenter.words(text)

    def terms(self, words: Iterable[str]) -> list[Term]:
        """What each of some words is about, in their order."""
        return list(map(self._known.__getitem__, words))

    def bag(self, terms: Sequence[Term]) -> dict[str, float]:
        """The features of some words that follow one another; one that comes back counts once.

        Two single characters side by side count as a word: most often they are a name that no dictionary has.
        """
        found: dict[str, float] = {}
        before: Term | None = None
        for number, term in enumerate(terms):
            if term.ordinary:
                before = None
                for feature, weight in term.features:
                    if feature not in found or weight > found[feature]:
                        found[feature] = weight
                continue
            if term.number and number + 1 < len(terms) and terms[number + 1].dates:
                before = None
                continue
            if term.alone:
                if before is not None:
                    found[before.text + term.text] = (before.telling + term.telling) / 2
                before = term
            else:
                before = None
            for feature, weight in term.features:
                if feature not in found or weight > found[feature]:
                    found[feature] = weight
        return found

    def _term(self, text: str) -> Term:
        alone = len(text) == 1 and _is_chinese(text) and text not in vocabulary().stop
        number = _value(text) is not None
        features = tuple(self._features(text).items())
        return Term(text, features, self._telling(text), alone, number, text[0] in "年月", not (alone or number))

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


def quoted_names(text: str) -> list[tuple[int, int, str]]:
    """The quoted names in a text, each with its half-open range, quotation marks included, and its feature.

    Words of the trade that merely stand in quotation marks are none.
    """
    known = vocabulary()
    return [
        (match.start(), match.end(), f"“{match[1]}")
        for match in _QUOTED.finditer(text)
        if match[1] not in known.kindred and match[1] not in known.weak and match[1] not in known.stop
    ]


def merged(*bags: Bag) -> dict[str, float]:
    """The bags laid over one another: of each feature the greatest weight."""
    together: dict[str, float] = dict(bags[0]) if bags else {}
    for one in bags[1:]:
        if together.keys().isdisjoint(one) and min(one.values(), default=1.0) > 0.0:
            together.update(one)
            continue
        for feature, weight in one.items():
            if weight > together.get(feature, 0.0):
                together[feature] = weight
    return together


class Spread(NamedTuple):
    """In how many places of a text, and with what weight together, each feature stands."""

    sums: Mapping[str, float]
    places: int
    """How many places there are."""


class Weighed(dict[str, float]):
    """A bag whose weights are final, and which therefore knows how long it is."""

    __slots__ = ("_square",)
    _square: float

    @property
    def square(self) -> float:
        """The square of its length."""
        try:
            return self._square
        except AttributeError:
            square = self._square = sum([weight * weight for weight in self.values()])
            return square


class Rarity:
    """How much a feature tells, from how few places of two reports it stands in; each worked out when asked for.

    0 to 1: near 1 where the feature stands in one place only.
    """

    def __init__(self, older: Spread, newer: Spread, house: str = "") -> None:
        """Words that the organisation's own name (``house``) is made of count less: they stand in whatever it does."""
        self._older, self._newer = older.sums, newer.sums
        self._places = older.places + newer.places + 1
        self._scale = log(2 * self._places)
        self._house, self._firsts = frozenset(map(add, house, house[1:])), frozenset(house[:-1])
        self._values: dict[str, float] = {}

    def by_places(self, places: float) -> float:
        """How much tells what stands in so many places."""
        return log(self._places / (places + 0.5)) / self._scale

    def of(self, bag: Bag) -> Mapping[str, float]:
        """A mapping that holds at least the values of the features of a bag."""
        values = self._values
        missing = [feature for feature in bag if feature not in values]
        if missing:
            older, newer, places, scale = self._older.get, self._newer.get, self._places, self._scale
            for feature in missing:
                values[feature] = log(places / (older(feature, 0.0) + newer(feature, 0.0) + 0.5)) / scale
                if feature[0] in self._firsts and feature[:2] in self._house and self._is_house(feature):
                    values[feature] *= HOUSE
        return values

    def _is_house(self, feature: str) -> bool:
        said = feature in self._older or feature in self._newer
        return said and all(part in self._house for part in _parts(feature))

    def weighed(self, plain: Bag) -> Weighed:
        """The bag with every weight multiplied by how much its feature tells."""
        values = self.of(plain)
        return Weighed({feature: weight * values[feature] for feature, weight in plain.items()})


def _is_chinese(character: str) -> bool:
    return _FIRST <= character <= _LAST


def mass(weighed: Weighed) -> float:
    """The length of a weighed bag."""
    return sqrt(weighed.square)


def alike(one: Weighed, other: Weighed) -> float:
    """0 to 1: the cosine of two weighed bags."""
    # Most pairs of bags share nothing, and that is quick to see.
    if one.keys().isdisjoint(other.keys()):
        return 0.0
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    together = sum([weight * large[feature] for feature, weight in small.items() if feature in large])
    lengths = mass(one) * mass(other)
    return settled(together / lengths) if lengths else 0.0


def covered(wanted: Weighed, found: Bag) -> float:
    """0 to 1: how much of what is wanted is found, both weighed."""
    if wanted.keys().isdisjoint(found.keys()):
        return 0.0
    whole = wanted.square
    if not whole:
        return 0.0
    shared = sum([weight * min(weight, found[feature]) for feature, weight in wanted.items() if feature in found])
    return settled(shared / whole)


def whole_words(words: Collection[str]) -> list[str]:
    """Those of some words that are no part of another."""
    together = "\n".join(words)
    return [word for word in words if together.count(word) == 1]
