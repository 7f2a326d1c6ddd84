"""The line people type to filter the worklist.

``@单位`` a unit, ``#状态`` a status, a kind or 未办结, ``!结论`` a verdict, ``2022`` a year.
All other words have to be in the title or the quote. Full-width ``＠＃！`` and digits count as their ASCII twins.
A label may be shortened while it still says which one is meant. What stands in quotation marks is a plain word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.services.views import ItemFilter
from tracker.tui.cells import one_line
from tracker.tui.labels import VERDICT_SHORT

OUTSTANDING_LABEL = "未办结"

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


def _choose(word: str, labels: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The label meant by ``word``: the same, else the only one that starts with it, else the only one that holds it."""
    if word in labels:
        return word, ()
    for fits in (
        tuple(label for label in labels if label.startswith(word)),
        tuple(label for label in labels if word in label),
    ):
        if len(fits) == 1:
            return fits[0], ()
        if fits:
            return None, fits
    return None, ()


def _labelled() -> dict[str, dict[str, object]]:
    named: dict[str, object] = {status.label: status for status in Status}
    named |= {kind.label: kind for kind in ItemKind}
    named[OUTSTANDING_LABEL] = True
    verdicts: dict[str, object] = {verdict.label: verdict for verdict in Verdict}
    verdicts |= {VERDICT_SHORT[verdict]: verdict for verdict in Verdict}
    return {"#": named, "!": verdicts}


_LABELS = _labelled()
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


def parse_query(line: str, units: Iterable[str] = ()) -> Query:
    """Understand a filter line.

    Args:
        line: what was typed.
        units: names of the units in the ledger.
    """
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
            labels = tuple(names if sign == "@" else _LABELS[sign])
            label, fits = _choose(word, labels) if word else (None, ())
            if label is None:
                trouble = trouble or _unclear(sign, word, fits)
            elif sign == "@":
                wanted = replace(wanted, unit=names[label])
            else:
                wanted = _with(wanted, _LABELS[sign][label])
    return Query(replace(wanted, text=" ".join(words)), trouble)


def _with(wanted: ItemFilter, value: object) -> ItemFilter:
    match value:
        case Status():
            return replace(wanted, status=value)
        case ItemKind():
            return replace(wanted, kind=value)
        case Verdict():
            return replace(wanted, verdict=value)
        case _:
            return replace(wanted, outstanding=True)


def query_line(wanted: ItemFilter) -> str:
    """The line that asks for ``wanted``; ``parse_query`` reads it back."""
    parts = [
        _unit_part(one_line(wanted.unit)) if wanted.unit else "",
        str(wanted.year) if wanted.year else "",
        f"#{wanted.kind.label}" if wanted.kind else "",
        f"#{OUTSTANDING_LABEL}" if wanted.outstanding else "",
        f"#{wanted.status.label}" if wanted.status else "",
        f"!{wanted.verdict.label}" if wanted.verdict else "",
        *(f'"{word}"' if _special(word) else word for word in wanted.text.split()),
    ]
    return " ".join(part for part in parts if part)


def _unit_part(unit: str) -> str:
    return f'@"{unit}"' if any(character.isspace() for character in unit) else f"@{unit}"


def _special(word: str) -> bool:
    plain = word.translate(_WIDE)
    return plain[0] in "@#!" or bool(_YEAR.fullmatch(plain))
