"""Regular expressions, taken as an earlier run of the program has compiled them.

Compiling its patterns is what the program would spend a fifth of an import on: they are made of word lists, so there
are hundreds of long ones, and ``re`` compiles in Python. What comes out of it is a list of numbers, the program of the
matcher written in C. As Python keeps compiled modules, so these programs are kept, in one file of the user's cache
folder. Only a front asks for that (see :func:`keep_between_runs`): whoever uses the program as a library, and whoever
has no folder that can be written to, compiles as ever and gets the same patterns.
"""

from __future__ import annotations

import contextlib
import importlib
import marshal
import re
import sys
from array import array
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from tracker import __version__
from tracker.lexicon.cached import cache_folder, write_whole
from tracker.lexicon.skipping import looking

_MOST = 1_000
"""How many programs a file holds before it is begun anew: twice what the program has, because an office may change its
words as often as it likes, and the whole file is read at every start."""
_SUM = 4
"""How many bytes of a file's beginning are the check sum of the rest."""
_FAILURES = (OSError, ValueError, EOFError, TypeError, AttributeError, ImportError, RuntimeError, OverflowError)
"""What may go wrong with a file that somebody else wrote or a Python that has changed inside."""


class Program(NamedTuple):
    """A compiled pattern as plain values."""

    flags: int
    code: bytes
    """32-bit numbers in the byte order of this machine."""
    groups: int
    names: dict[str, int]
    """Name of a group to its number."""


def program_of(source: str, flags: int = 0) -> Program:
    """Compile a pattern; the same steps as ``re.compile`` takes, with a look ahead (see :func:`looking`).

    Raises:
        re.error: the pattern is malformed.
        AttributeError, ImportError: this Python compiles in some other way.
    """
    parser: Any = importlib.import_module("re._parser")
    compiler: Any = importlib.import_module("re._compiler")
    parsed = parser.parse(source, flags)
    looks = looking(source, flags, parsed)
    if looks != source:
        parsed = parser.parse(looks, flags)
    state = parsed.state
    code = array("I", compiler._code(parsed, flags)).tobytes()  # noqa: SLF001
    return Program(flags | state.flags, code, state.groups - 1, dict(state.groupdict))


def pattern_of(source: str, program: Program) -> re.Pattern[str]:
    """The pattern that a program belongs to. The matcher checks every program that it is given.

    Raises:
        RuntimeError: it is no program of the matcher.
        AttributeError, ImportError: this Python compiles in some other way.
    """
    matcher: Any = importlib.import_module("_sre")
    names: list[str | None] = [None] * (program.groups + 1)
    for name, number in program.names.items():
        names[number] = name
    made: re.Pattern[str] = matcher.compile(
        source, program.flags, array("I", program.code).tolist(), program.groups, program.names, tuple(names)
    )
    return made


class PatternFile:
    """The programs that were kept, and those that this run has added."""

    def __init__(self, path: Path) -> None:
        """Read a file; one that is missing, damaged or of another Python holds nothing."""
        self._path = path
        self._kept: dict[tuple[str, int], tuple[Any, ...]] = {}
        """Source and flags of a pattern to its program."""
        self._added: dict[tuple[str, int], Program] = {}
        self._used: set[tuple[str, int]] = set()
        with contextlib.suppress(*_FAILURES):
            content = path.read_bytes()
            if int.from_bytes(content[:_SUM], "big") == crc32(content[_SUM:]):
                edition, kept = marshal.loads(content[_SUM:])  # noqa: S302  (our own file)
                if edition == _edition() and isinstance(kept, dict):
                    self._kept = kept

    def pattern(self, source: str, flags: int) -> re.Pattern[str]:
        """What ``re.compile`` gives for a source."""
        key = source, flags
        self._used.add(key)
        try:
            if key in self._kept:
                return pattern_of(source, Program(*self._kept[key]))
            if key not in self._added:
                self._added[key] = program_of(source, flags)
            return pattern_of(source, self._added[key])
        except _FAILURES:
            return re.compile(source, flags)

    def save(self) -> None:
        """Write what was added; where that cannot be done, the next run compiles again."""
        if not self._added:
            return
        together = self._kept | {key: tuple(program) for key, program in self._added.items()}
        if len(together) > _MOST:
            together = {key: program for key, program in together.items() if key in self._used}
        with contextlib.suppress(*_FAILURES):
            content = marshal.dumps((_edition(), together))
            write_whole(self._path, crc32(content).to_bytes(_SUM, "big") + content)


def _edition() -> tuple[str, str, int, int]:
    """What a file must agree in with the running program and Python."""
    matcher: Any = importlib.import_module("_sre")
    return __version__, sys.version, matcher.MAGIC, matcher.CODESIZE


class _Held:
    """Whether programs are kept, and the file once it is open."""

    keeping = False
    file: PatternFile | None = None


def keep_between_runs() -> None:
    """From now on take patterns from the user's cache folder; a front says so before it does anything else."""
    _Held.keeping = True


def save() -> None:
    """Keep what this run had to compile; a front says so when it ends."""
    if _Held.file is not None:
        _Held.file.save()


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that finds what that of ``re.compile`` finds, mostly sooner (see :mod:`tracker.lexicon.skipping`).

    Use it for every pattern made of words and every one that all reports ask for.

    Raises:
        re.error: the pattern is malformed.
    """
    if not _Held.keeping:
        with contextlib.suppress(*_FAILURES):
            return pattern_of(source, program_of(source, int(flags)))
        return re.compile(source, flags)
    if _Held.file is None:
        _Held.file = PatternFile(cache_folder() / f"patterns-{sys.implementation.cache_tag}.bin")
    return _Held.file.pattern(source, int(flags))
