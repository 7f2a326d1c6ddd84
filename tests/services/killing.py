"""Ending a process with -9 in the midst of its work, at a place that is counted and so is the same every time."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, event

FILES = frozenset({"sqlite3.connect", "os.rename", "os.remove", "os.link", "os.mkdir", "shutil.copyfile"})
"""What is done to files that counts as a place."""

Work = Callable[[], object]


class Places:
    """Counts the places that a process comes by and ends it, without a word, at the one that is wanted."""

    def __init__(self, wanted: int) -> None:
        self.left = wanted

    def pass_by(self, *_: object, **__: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, *, within_statements: bool) -> None:
        """Count statements, commits and what is done to files, or steps within the statements of SQLite."""
        if within_statements:
            event.listen(Engine, "connect", self._watch_steps)
            return
        for name in ("before_cursor_execute", "after_cursor_execute", "commit", "rollback"):
            event.listen(Engine, name, self.pass_by)
        sys.addaudithook(lambda name, _: self.pass_by() if name in FILES else None)

    def _watch_steps(self, raw: Any, _: object) -> None:
        raw.set_progress_handler(self.pass_by, 60)


def killed(work: Work, *, at: int, within_statements: bool = False) -> bool:
    """Do ``work`` in a process that ends at the place ``at``; ``False`` where it was done before it came so far."""
    child = os.fork()
    if child == 0:
        code = 3
        with suppress(BaseException):
            Places(at).watch(within_statements=within_statements)
            work()
            code = 0
        os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the work itself failed"
    return False


def everywhere(work: Work, *, step: int = 1, within_statements: bool = False) -> Iterator[int]:
    """Do ``work`` again and again, each time ended a few places later, until it is done; yields the place each time.

    What is yielded last is the place that the work came to its end before.
    """
    at = 1
    while killed(work, at=at, within_statements=within_statements):
        yield at
        at += step
    yield at
