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
    return _in_a_process(work, Places(at), within_statements=within_statements) is None


def everywhere(work: Work, again: Work, *, places: int = 10, within_statements: bool = False) -> Iterator[int]:
    """Do ``work`` in processes that end at places spread over all of it, the last few one by one; yields each place.

    What is yielded last is a place that the work came to its end before.

    Args:
        work: what is done.
        again: puts everything back as it was before the work.
        places: how many places are tried.
        within_statements: count steps within statements instead of statements and what is done to files.
    """
    all_of_them = _in_a_process(work, Places(-1), within_statements=within_statements)
    assert all_of_them is not None
    again()
    # The commit and what follows it stand at the end, where a moment makes all the difference.
    last = range(max(all_of_them - 4, 1), all_of_them + 2)
    spread = {1 + at * all_of_them // places for at in range(places)}
    for at in sorted(spread | {*last}):
        killed(work, at=at, within_statements=within_statements)
        yield at


def _in_a_process(work: Work, places: Places, *, within_statements: bool) -> int | None:
    """How many places the work came by; ``None`` where it was killed at one."""
    reading, writing = os.pipe()
    wanted = places.left
    child = os.fork()
    if child == 0:
        code = 3
        with suppress(BaseException):
            places.watch(within_statements=within_statements)
            work()
            os.write(writing, str(wanted - places.left).encode())
            code = 0
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    assert os.WEXITSTATUS(status) == 0, "the work itself failed"
    return int(told)
