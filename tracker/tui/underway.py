"""Something long that a screen has done in a thread: how far it is, and stopping it. One owner for all screens."""

from __future__ import annotations

from textual.message import Message
from textual.message_pump import MessagePump

from tracker.domain.errors import UsageError


class Through(Message, bubble=False):
    """So many of the things that are done in a thread are through; only the latest is worth telling."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self.done = done
        self.of = of

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, Through)


class Underway:
    """What is under way on a screen, one thing at a time. Where it is stopped, nothing of it is done."""

    def __init__(self, screen: MessagePump) -> None:
        """Nothing is under way yet.

        Args:
            screen: gets ``Through`` as it goes on.
        """
        self._screen = screen
        self.doing = ""
        """What is being done, as a verb; empty where nothing is."""
        self.stopped = False
        """True where it is to stop."""
        self._not_done = ""
        self._hint = ""

    def begin(self, doing: str, *, not_done: str = "", hint: str = "") -> None:
        """It begins.

        Args:
            doing: the verb.
            not_done: the verb for what has not been done where it is stopped, if that is another.
            hint: what to do next where it is stopped.
        """
        self.doing, self.stopped = doing, False
        self._not_done, self._hint = not_done or doing, hint

    def end(self) -> None:
        """It is over, one way or the other."""
        self.doing = ""

    def stop(self) -> bool:
        """Let it stop before the next step.

        Returns:
            False where nothing is under way, or where it has been told before.
        """
        told = not self.doing or self.stopped
        self.stopped = True
        return not told

    def through(self, done: int, of: int) -> None:
        """So much is done. Called in the thread that works.

        Raises:
            UsageError: it is to stop.
        """
        if self.stopped:
            raise UsageError(f"已经停下，什么也没有{self._not_done}", self._hint)
        self._screen.post_message(Through(done, of))

    def words(self, message: Through, stop: str) -> str:
        """How far it is.

        Args:
            message: what has come from the thread.
            stop: the key that stops it, with its label.
        """
        return f"正在{self.doing} {message.done:,} / {message.of:,}……  {stop}"
