"""Which fonts the machine has, told by what is drawn with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape

from tracker.reporting.pixels import pixels

_NO_FONT = "no font of this name"


def first_present(names: Iterable[str]) -> str | None:
    """The first font of the list that the machine has; ``None`` where it has none of them."""
    return _first_present(tuple(names))


@cache
def _first_present(names: tuple[str, ...]) -> str | None:
    missing, *found = pixels([sample(name, "整改1") for name in (_NO_FONT, *names)])
    return next((name for name, picture in zip(names, found, strict=True) if picture != missing), None)


@cache
def draws_chinese(family: str) -> bool:
    """Whether the machine has any font that leaves a mark for a Chinese character, this family or another."""
    character, nothing = pixels([sample(family, "整"), sample(family, " ")])
    return character != nothing


def sample(family: str, words: str) -> str:
    """A drawing of a few words in a font, or in whatever stands in for it."""
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">'
    return f'{blank}<text x="2" y="30" font-size="30" font-family="{escape(family)}">{words}</text></svg>'
