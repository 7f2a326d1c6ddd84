"""The last answer to a question that takes long, good until something is written in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from tracker.ledger.store import Ledger
from tracker.services.watching import mark

AnswerT = TypeVar("AnswerT")


class Remembered(Generic[AnswerT]):
    """Remembers one answer. Asked from threads: the worst that two at once can do is to ask twice."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: tuple[Hashable, AnswerT] | None = None

    def answer(self, question: Hashable, ask: Callable[[], AnswerT]) -> AnswerT:
        """The answer as it was found last, if the ledger is still as it was then; otherwise a new one.

        Args:
            question: all that the answer depends on besides the ledger.
            ask: finds the answer.
        """
        # Looked up first: what is written while the answer is sought makes it stale, never the other way round.
        now = (mark(self._ledger), question)
        known = self._known
        if known is not None and known[0] == now:
            return known[1]
        found = ask()
        self._known = (now, found)
        return found
