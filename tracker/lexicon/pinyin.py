"""Chinese words by the initials of their pinyin: ``ld`` stands for 路灯, ``zdcs`` for 重大措施 and 制度措施 alike.

A typed word becomes a pattern with one class of characters for each letter, so that nothing has to be stored or
computed beforehand for the texts it is looked for in. pypinyin is imported when the first letter is typed: call from
threads.
"""

from __future__ import annotations

import os
import re
import threading
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

_FIRST, _LAST = "\u4e00", "\u9fff"
_COMMON_READINGS = 2
"""Of the readings of a character, how many count: 重 is zhong and chong, its third reading is met in no report."""

_loading = threading.Lock()
_ready = threading.Event()


def is_spelled(word: str) -> bool:
    """True where ``word`` has a letter in it that may stand for a Chinese character."""
    return any(letter.isascii() and letter.isalpha() for letter in word)


def at_hand() -> bool:
    """True where the readings are loaded, so that the functions of this module no longer cost a tenth of a second."""
    return _ready.is_set()


def load() -> None:
    """Load the readings; returns at once where they are loaded."""
    with _loading:
        _characters()
        _ready.set()


@lru_cache(maxsize=256)
def pattern(word: str) -> str:
    """A regular expression, the same to Python and to PostgreSQL, for what ``word`` may stand for.

    Each letter stands for itself, in either case, and for every character with a reading that begins with it;
    everything else stands for itself.
    """
    load()
    return "".join(_part(letter) for letter in word)


@lru_cache(maxsize=256)
def compiled(word: str) -> re.Pattern[str]:
    """The same, compiled."""
    return re.compile(pattern(word))


def spells(text: str, word: str) -> bool:
    """True where somewhere in ``text`` stands what ``word`` may stand for."""
    return compiled(word).search(text) is not None


def _part(letter: str) -> str:
    if letter.isascii() and letter.isalpha():
        small = letter.lower()
        return f"[{small}{small.upper()}{_characters().get(small, '')}]"
    return re.escape(letter) if letter.isascii() and not letter.isalnum() else letter


@cache
def _characters() -> dict[str, str]:
    # Phrases would load for a quarter of a second, and readings in context are of no use where any reading counts.
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    try:
        from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415 - where a letter was typed
    finally:
        if before is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
        else:
            os.environ["PYPINYIN_NO_PHRASES"] = before
    found: defaultdict[str, list[str]] = defaultdict(list)
    for code, readings in pinyin_dict.items():
        character = chr(code)
        if _FIRST <= character <= _LAST:
            for initial in {_initial(reading) for reading in readings.split(",")[:_COMMON_READINGS]}:
                found[initial].append(character)
    return {initial: "".join(characters) for initial, characters in found.items()}


def _initial(reading: str) -> str:
    return unicodedata.normalize("NFD", reading)[0]
