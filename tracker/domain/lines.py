"""One line of what stands on several."""

from __future__ import annotations

import re

_LATIN_BREAK = re.compile(r"(?<=[A-Za-z,.;:])\n(?=[A-Za-z])")
_INNER_QUOTES = str.maketrans("“”", "‘’")
_ENDS = ("。", "；", "：", "，", "、", "！", "？", "…")


def flat(text: str) -> str:
    """A passage of a report as one line: a file breaks its lines in the middle of words, and Chinese has no spaces.

    Between two Latin words a space stands for the break.
    """
    return _LATIN_BREAK.sub(" ", "\n".join(_lines(text))).replace("\n", "")


def inside_quotes(text: str) -> str:
    """Words to stand in quotation marks: those inside them become single."""
    return text.translate(_INNER_QUOTES)


def listed(text: str) -> str:
    """What a person wrote on several lines, a point on each, as one line."""
    parts = _lines(text)
    between = (part if part.endswith(_ENDS) else f"{part}；" for part in parts[:-1])
    return "".join((*between, *parts[-1:]))


def _lines(text: str) -> list[str]:
    return [kept for line in text.splitlines() if (kept := line.strip())]
