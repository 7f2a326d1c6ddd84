"""What every match of a pattern begins with, so that the matcher may pass over whatever does not.

The matcher of ``re`` skips to the first character of a match where it can tell it: where a pattern begins with one
character or with a choice among words. Behind an optional word, a group or a look back it cannot, and then tries the
whole pattern at every character of a text. Here the first characters are worked out from the parsed pattern, and a look
at the next character is put before it. What is found stays the same.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_WORD": r"\w", "CATEGORY_SPACE": r"\s"}
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_NO_WIDTH = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_INLINE_FLAGS = re.compile(r"\(\?[aiLmsux]")


class _UnknownError(Exception):
    """The first characters cannot be told."""


def skipping(source: str, flags: int = 0) -> str:
    """The pattern, with a look at the next character before it where the matcher would look for none by itself.

    Raises:
        re.error: the pattern is malformed.
        AttributeError, ImportError: this Python parses in some other way.
    """
    parser: Any = importlib.import_module("re._parser")
    return looking(source, flags, parser.parse(source, flags))


def looking(source: str, flags: int, parsed: Any) -> str:
    """The same, for a pattern that was parsed already."""
    if flags & ~re.MULTILINE or _INLINE_FLAGS.match(source):
        return source
    compiler: Any = importlib.import_module("re._compiler")
    told = parsed.state.flags
    if compiler._get_literal_prefix(parsed, told)[0] or compiler._get_charset_prefix(parsed, told):  # noqa: SLF001
        return source
    try:
        firsts, empty = _first_of(parsed)
    except _UnknownError:
        return source
    return source if empty or not firsts else f"(?=[{''.join(sorted(firsts))}])(?:{source})"


def _first_of(sequence: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """What a sequence may begin with, as members of a class, and whether it may be empty."""
    firsts: set[str] = set()
    for operation, argument in sequence:
        found, empty = _firsts(str(operation), argument)
        firsts |= found
        if not empty:
            return firsts, False
    return firsts, True


def _firsts(operation: str, argument: Any) -> tuple[set[str], bool]:
    if operation in _NO_WIDTH:
        return set(), True
    if operation == "LITERAL":
        return {re.escape(chr(argument))}, False
    if operation == "IN":
        return {_member(str(kind), value) for kind, value in argument}, False
    if operation == "BRANCH":
        told = [_first_of(one) for one in argument[1]]
        return set().union(*(found for found, _ in told)), any(empty for _, empty in told)
    if operation in _REPEATS:
        least, _, inner = argument
        found, empty = _first_of(inner)
        return found, empty or not least
    if operation == "SUBPATTERN":
        _, added, removed, inner = argument
        if not (added or removed):
            return _first_of(inner)
    raise _UnknownError


def _member(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return re.escape(chr(value))
    if kind == "RANGE":
        low, high = value
        return f"{re.escape(chr(low))}-{re.escape(chr(high))}"
    if kind == "CATEGORY" and str(value) in _CATEGORIES:
        return _CATEGORIES[str(value)]
    raise _UnknownError
