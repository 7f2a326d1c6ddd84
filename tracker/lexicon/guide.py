"""What word lists and groups are for, in the words of whoever adds to them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.lexicon.loader import GUIDE


@cache
def _guide() -> dict[str, Any]:
    return tomllib.loads(files("tracker.lexicon").joinpath(GUIDE).read_text(encoding="utf-8"))


def purpose_of_list(name: str) -> str:
    """What the word list ``name`` is for; where the guide does not say, what its file says of itself first."""
    told: str | None = _guide()["list"].get(name)
    return told or _first_comment(name)


@cache
def _first_comment(name: str) -> str:
    first = files("tracker.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("#").strip() if first.startswith("#") else ""


def purpose_of_group(name: str, group: str) -> str:
    """What a group is for; where nobody said, what its table, or else its list, is for."""
    told = _guide()["group"].get(name, {})
    purpose: str = told.get(group) or told.get(group.partition(".")[0]) or purpose_of_list(name)
    return purpose
