"""Paths as people type, paste and drag them into a terminal, and what stands in a folder."""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass
from pathlib import Path

from textual.suggester import Suggester

_QUOTES = "\"'“”‘’"
ENTRIES_AT_MOST = 5_000
"""Entries of a folder that are read."""


def typed_path(text: str) -> Path:
    """The path meant: without the quotation marks and escapes that terminals and file managers add."""
    words = text.strip().strip(_QUOTES).strip()
    words = words.removeprefix("file://")
    path = Path(words).expanduser()
    if os.sep == "/" and "\\" in words and not path.exists():
        return Path(re.sub(r"\\(.)", r"\1", words)).expanduser()
    return path


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a folder."""

    name: str
    folder: bool
    size: int = 0
    """Bytes; 0 for folders."""


def entries_of(folder: Path) -> tuple[Entry, ...]:
    """What stands in a folder, folders first, without what is hidden.

    Raises:
        OSError: it cannot be read.
    """
    found = []
    with os.scandir(folder) as here:
        for one in here:
            if one.name.startswith("."):
                continue
            try:
                is_folder = one.is_dir()
                found.append(Entry(one.name, is_folder, 0 if is_folder else one.stat().st_size))
            except OSError:  # a link that leads nowhere
                continue
            if len(found) == ENTRIES_AT_MOST:
                break
    return tuple(sorted(found, key=lambda entry: (not entry.folder, entry.name.casefold())))


def completed(text: str) -> str | None:
    """``text`` with the rest of the only name, or the first of the names, that it may go on to."""
    if not text.strip() or text.strip()[0] in _QUOTES:
        return None
    head, _, begun = text.rpartition(os.sep)
    folder = Path(head + os.sep).expanduser() if head or text.startswith(os.sep) else Path()
    if not begun:
        return None
    try:
        fitting = [entry for entry in entries_of(folder) if entry.name.startswith(begun) and entry.name.isprintable()]
    except OSError:
        return None
    if not fitting:
        return None
    return text[: len(text) - len(begun)] + fitting[0].name + (os.sep if fitting[0].folder else "")


class PathSuggester(Suggester):
    """Completes a path while it is typed; the right arrow and Tab take it. Folders are read in a thread."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """See ``completed``."""
        return await asyncio.to_thread(completed, value)


def size_words(size: int) -> str:
    """A size as people read it."""
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size //= 1024
    return f"{size} GB"
