"""Regular expressions made of words: written down together, each compiled when it is first used.

Compiling is what the first report of a run spends most of its time on, and many patterns are never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tracker.lexicon.compiling import compiled


def lazily(source: str) -> Callable[[], re.Pattern[str]]:
    """A regular expression that most reports never ask for, compiled when it is first called for.

    >>> year = lazily("20[0-9]{2}")
    >>> year().search("2023年").group()
    '2023'
    """
    return cache(lambda: compiled(source))


class Patterns:
    """Regular expressions by name.

    >>> Patterns(year="20[0-9]{2}").year.search("2023年").group()
    '2023'
    """

    def __init__(self, **sources: str) -> None:
        self.__dict__["sources"] = sources

    def __getattr__(self, name: str) -> re.Pattern[str]:
        sources: dict[str, str] = self.__dict__["sources"]
        if name not in sources:
            raise AttributeError(name)
        # From now on the attribute is found without coming here.
        made = self.__dict__[name] = compiled(sources[name])
        return made

    def compile_all(self) -> None:
        """Compile every one, as a test does that wants to see a mistake."""
        for name in self.__dict__["sources"]:
            getattr(self, name)
