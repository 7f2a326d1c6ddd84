"""Which fonts the machine has, told by what is drawn with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape

import resvg_py

_NO_FONT = "no font of this name"


def first_present(names: Iterable[str]) -> str | None:
    """The first font of the list that the machine has; ``None`` where it has none of them."""
    return next((name for name in names if _present(name)), None)


def draws_chinese(family: str) -> bool:
    """Whether the machine has any font that leaves a mark for a Chinese character, this family or another."""
    return _drawn(family, "整") != _drawn(family, " ")


@cache
def _present(name: str) -> bool:
    return _drawn(name, "整改1") != _drawn(_NO_FONT, "整改1")


@cache
def _drawn(family: str, words: str) -> bytes:
    blank = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">'
    font = f'font-family="{escape(family)}"'
    return bytes(
        resvg_py.svg_to_bytes(svg_string=f'{blank}<text x="2" y="30" font-size="30" {font}>{words}</text></svg>')
    )
