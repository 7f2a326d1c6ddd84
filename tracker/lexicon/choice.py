"""Whose words hold in this process. Next to nothing is imported here: a front says it at every start.

Nothing said, only the shipped words hold: whoever uses the program as a library gets the same answer on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Choice:
    """What a front has said."""

    made: bool = False
    asked: str | None = None
    """The file asked for; ``None`` leaves it to the environment and the user's own file."""


choice = Choice()
_listening: list[Callable[[], None]] = []


def choose(asked: str | None) -> None:
    """From now on the words of the office's file hold: the one asked for, else the one that is found."""
    choice.made, choice.asked = True, asked
    for tell in _listening:
        tell()


def listen(tell: Callable[[], None]) -> None:
    """Have ``tell`` called after every choice."""
    _listening.append(tell)
