"""The line people type to filter the worklist.

``@单位`` a unit, ``#状态`` a status, a kind, a light such as 逾期, or 未办结, ``!结论`` a verdict, ``2022`` a year.
 All other words have to be in the title or the quote, or be the initials of the pinyin of the title. Full-width
``＠＃！`` and digits count as their ASCII twins. A label may be shortened, or written in its initials, while it still
says which one is meant. What stands in quotation marks is a plain word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.domain.numbering import parse_number
from tracker.lexicon.pinyin import at_hand, is_spelled, spells
from tracker.profile.loading import default_profile
from tracker.profile.model import Profile
from tracker.services.views import ItemFilter
from tracker.tui.cells import one_line
from tracker.tui.labels import VERDICT_SHORT

OUTSTANDING_LABEL = "未办结"
RETURNED_LABEL = "再现"
WAITING_LABEL = "待审"
OVERDUE_LABEL = "逾期"

UNCHANGED = "列表没变"
"""What becomes of a list whose filter is not understood."""

_WIDE = str.maketrans("＠＃！０１２３４５６７８９　", "@#!0123456789 ")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_TOKEN = re.compile(r"([@＠]?)[\"“”]([^\"“”]*[^\"“”\s][^\"“”]*)[\"“”]|(\S+)")
_QUOTES = '"“”'


@dataclass(frozen=True, slots=True)
class Query:
    """What a filter line asks for."""

    wanted: ItemFilter
    trouble: str = ""
    """One Chinese sentence about the first part that is not understood or not yet clear; empty where all is well."""

    @property
    def empty(self) -> bool:
        """True where nothing is filtered out."""
        return self.wanted == ItemFilter()

    def following(self, before: Query) -> Query:
        """The same, or where it is not understood what was asked ``before``, with the reason."""
        return replace(before, trouble=f"{self.trouble}，{UNCHANGED}") if self.trouble else self


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that may stand after ``#`` and ``!`` in an office, with the part of the filter that each sets."""

    words: Mapping[str, Mapping[str, ItemFilter]]
    """By sign and word; each filter sets that one thing."""
    usual: Mapping[Status, str]
    """What each state is called here."""

    @classmethod
    def of(cls, profile: Profile) -> Vocabulary:
        """The words of an office: its names of states and lights; the usual names are understood, too."""
        here = {name: ItemFilter(status=status) for status, name in profile.states.items()}
        here |= {kind.label: ItemFilter(kind=kind) for kind in ItemKind}
        here |= {
            OUTSTANDING_LABEL: ItemFilter(outstanding=True),
            OVERDUE_LABEL: ItemFilter(overdue=True),
            RETURNED_LABEL: ItemFilter(returned=True),
            WAITING_LABEL: ItemFilter(waiting=True),
        }
        here |= {light.name: ItemFilter(light=light.name) for light in profile.lights if light.name not in here}
        named = {status.label: ItemFilter(status=status) for status in Status} | here
        verdicts = {verdict.label: ItemFilter(verdict=verdict) for verdict in Verdict}
        verdicts |= {VERDICT_SHORT[verdict]: ItemFilter(verdict=verdict) for verdict in Verdict}
        return cls({"#": named, "!": verdicts}, profile.states)


@cache
def _default() -> Vocabulary:
    return Vocabulary.of(default_profile())


def _choose(word: str, labels: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The label meant by ``word``: the same, else the only one that starts with it, else the only one that holds it."""
    if word in labels:
        return word, ()
    for fits in _fitting(word, labels):
        if len(fits) == 1:
            return fits[0], ()
        if fits:
            return None, fits
    return None, ()


def _fitting(word: str, labels: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The labels that start with ``word``, those that hold it, those that hold it in the initials of their pinyin."""
    yield tuple(label for label in labels if label.startswith(word))
    yield tuple(label for label in labels if word in label)
    if is_spelled(word) and at_hand():
        yield tuple(label for label in labels if spells(label, word))


_WHAT = {"@": "单位", "#": "状态或类别", "!": "对账结论"}


def _unclear(sign: str, word: str, fits: tuple[str, ...]) -> str:
    if not word:
        return f"{sign} 后面写{_WHAT[sign]}"
    if not fits:
        return f"没有叫“{word}”的{_WHAT[sign]}"
    shown = "、".join(fits[:4]) + ("等" if len(fits) > 4 else "")
    return f"{sign}{word} 可以是{shown}"


def _tokens(line: str) -> list[tuple[str, str]]:
    """The line cut into (sign, word): the sign is one of ``@#!``, ``年`` for a year, or empty for a plain word."""
    tokens: list[tuple[str, str]] = []
    for sign, quoted, plain in _TOKEN.findall(line):
        if quoted:
            tokens.append((sign.translate(_WIDE), quoted.strip()))
            continue
        word = plain.translate(_WIDE)
        year = _YEAR.fullmatch(word)
        if year:
            tokens.append(("年", year.group(1)))
        elif word[0] in _WHAT:
            tokens.append((word[0], plain[1:].strip(_QUOTES)))
        else:
            tokens.append(("", plain.strip(_QUOTES)))
    return tokens


def parse_query(line: str, units: Iterable[str] = (), vocabulary: Vocabulary | None = None) -> Query:
    """Understand a filter line.

    Args:
        line: what was typed.
        units: names of the units in the ledger.
        vocabulary: the words of the office; the usual ones unless told.
    """
    known = vocabulary or _default()
    names = {one_line(unit): unit for unit in units}
    wanted = ItemFilter()
    trouble = ""
    words: list[str] = []
    for sign, word in _tokens(line):
        if sign == "":
            words += word.split()
        elif sign == "年":
            wanted = replace(wanted, year=int(word))
        else:
            labels = tuple(names if sign == "@" else known.words[sign])
            label, fits = _choose(word, labels) if word else (None, ())
            if label is None:
                trouble = trouble or _unclear(sign, word, fits)
            elif sign == "@":
                wanted = replace(wanted, unit=names[label])
            else:
                wanted = _both(wanted, known.words[sign][label])
    return Query(replace(wanted, text=" ".join(words)), trouble)


def number_in(line: str) -> str | None:
    """The number of an item, where the line is one and nothing else."""
    number = parse_number(line.strip())
    return str(number) if number is not None else None


def spelled_words(line: str) -> bool:
    """True where the line has a word in it that may be initials of pinyin."""
    return any(is_spelled(word) for _sign, word in _tokens(line))


_NOTHING = ItemFilter()
_PARTS = ("unit", "year", "kind", "status", "verdict", "outstanding", "light", "overdue", "returned", "waiting")


def _both(wanted: ItemFilter, part: ItemFilter) -> ItemFilter:
    """``wanted`` with what ``part`` sets."""
    told = {name: getattr(part, name) for name in _PARTS if getattr(part, name) != getattr(_NOTHING, name)}
    return replace(wanted, **told)


def holds(wanted: ItemFilter, part: ItemFilter) -> bool:
    """True where ``wanted`` asks for all that ``part`` asks for."""
    return _both(wanted, part) == wanted


def toggled(wanted: ItemFilter, part: ItemFilter) -> ItemFilter:
    """``wanted`` with what ``part`` sets, or without it where it is set already."""
    if not holds(wanted, part):
        return _both(wanted, part)
    taken = {name: getattr(_NOTHING, name) for name in _PARTS if getattr(part, name) != getattr(_NOTHING, name)}
    return replace(wanted, **taken)


@dataclass(frozen=True, slots=True)
class Completions:
    """What the word under the cursor may become."""

    start: int
    """Where in the line the word begins, its sign included."""
    end: int
    choices: tuple[str, ...]
    """Whole words with their signs, likeliest first."""


_COMPLETIONS_AT_MOST = 8
_TYPING = re.compile(r"[@＠#＃!！][^\s\"“”]*$")


def completions(line: str, at: int, units: Sequence[str], vocabulary: Vocabulary) -> Completions | None:
    """What the word that ends at ``at`` may become; ``None`` where there is nothing to offer."""
    match = _TYPING.search(line[:at])
    if match is None or not (at == len(line) or line[at].isspace()):
        return None
    word = match[0]
    sign, typed = word[0].translate(_WIDE), word[1:]
    labels = tuple(one_line(unit) for unit in units) if sign == "@" else tuple(vocabulary.words[sign])
    found = dict.fromkeys(label for fits in _fitting(typed, labels) for label in fits)
    choices = tuple(_unit_part(label) if sign == "@" else f"{sign}{label}" for label in found)
    if not choices or typed in found:
        return None
    return Completions(match.start(), at, choices[:_COMPLETIONS_AT_MOST])


def query_line(wanted: ItemFilter, vocabulary: Vocabulary | None = None) -> str:
    """The line that asks for ``wanted``; ``parse_query`` reads it back."""
    usual = (vocabulary or _default()).usual
    parts = [
        _unit_part(one_line(wanted.unit)) if wanted.unit else "",
        str(wanted.year) if wanted.year else "",
        f"#{wanted.kind.label}" if wanted.kind else "",
        f"#{OUTSTANDING_LABEL}" if wanted.outstanding else "",
        f"#{OVERDUE_LABEL}" if wanted.overdue else "",
        f"#{wanted.light}" if wanted.light else "",
        f"#{RETURNED_LABEL}" if wanted.returned else "",
        f"#{WAITING_LABEL}" if wanted.waiting else "",
        f"#{usual[wanted.status]}" if wanted.status else "",
        f"!{wanted.verdict.label}" if wanted.verdict else "",
        *(f'"{word}"' if _special(word) else word for word in wanted.text.split()),
    ]
    return " ".join(part for part in parts if part)


def _unit_part(unit: str) -> str:
    return f'@"{unit}"' if any(character.isspace() for character in unit) else f"@{unit}"


def _special(word: str) -> bool:
    plain = word.translate(_WIDE)
    return plain[0] in "@#!" or bool(_YEAR.fullmatch(plain))
