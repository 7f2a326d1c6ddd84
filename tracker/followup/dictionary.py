"""jieba's own dictionary in a form that opens at once: buckets read from a file as a text asks for them.

Loading the stock dictionary takes over a second, for half a million entries of which one report needs a few thousand.
Here the entries stand in small buckets, by the first two characters of the word, in one file of the user's cache
folder; a bucket is read when a text holds its two characters. The probabilities are those of the full dictionary, so
the words come out the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import mmap
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from math import log
from operator import add
from pathlib import Path
from typing import Protocol, TypeAlias

from tracker.lexicon.cached import write_whole

TERM_FREQUENCY = 500
"""How often the project's own terms are taken to occur: enough to be one word, too little to tear others apart."""

Entries: TypeAlias = "dict[str, float | None]"
"""A word to the logarithm of its probability; the beginning of a longer word that is no word itself to ``None``."""

_MAGIC = b"TRKWORD1"
_HEAD = struct.Struct("<8sdQQQ")
"""Magic, logarithm of an unknown character's probability, file size, place and size of the single characters."""
_BUCKETS = 1 << 16
_KEPT_FILES = 3


class Dictionary(Protocol):
    """What the segmenter needs to know of words."""

    @property
    def unknown(self) -> float:
        """The logarithm of the probability of a character that is in no dictionary."""

    def entries_for(self, text: str) -> Entries:
        """A mapping that holds at least every entry that begins somewhere in ``text``."""


class WholeDictionary:
    """All entries in memory: what is left where no file can be kept."""

    def __init__(self, entries: Entries, unknown: float) -> None:
        self._entries = entries
        self.unknown = unknown

    def entries_for(self, text: str) -> Entries:  # noqa: ARG002  (all of them, whatever the text)
        """See :class:`Dictionary`."""
        return self._entries


class BucketDictionary:
    """Entries read from a bucket file as texts ask for them, and kept."""

    def __init__(self, path: Path) -> None:
        """Open a file made by :func:`write_buckets`.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no such file, or not all of it.
        """
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._map) < _HEAD.size or self._map[:8] != _MAGIC:
            raise ValueError(f"not a word file: {path}")
        _, self.unknown, size, singles, length = _HEAD.unpack_from(self._map)
        if size != len(self._map):
            raise ValueError(f"not the whole word file: {path}")
        self._places = array("I", self._map[_HEAD.size : _HEAD.size + 4 * (_BUCKETS + 1)])
        if sys.byteorder == "big":
            self._places.byteswap()
        self._base = _HEAD.size + 4 * (_BUCKETS + 1)
        self._entries: Entries = marshal.loads(self._map[singles : singles + length])  # noqa: S302  (our own file)
        self._seen: set[str] = set()

    def entries_for(self, text: str) -> Entries:
        """See :class:`Dictionary`."""
        if len(text) < 2 or text in self._seen:
            return self._entries
        wanted = {text} if len(text) == 2 else set(map(add, text, text[1:])) - self._seen
        for pair in wanted:
            number = _bucket(pair)
            start, end = self._places[number], self._places[number + 1]
            if start < end:
                bucket = self._map[self._base + start : self._base + end]
                self._entries.update(marshal.loads(bucket))  # noqa: S302  (our own file)
        self._seen |= wanted
        return self._entries


def _bucket(pair: str) -> int:
    return (ord(pair[0]) * 40503 + ord(pair[1]) * 2654435761) >> 7 & (_BUCKETS - 1)


def read_entries(lines: Iterable[str], terms: Sequence[str]) -> tuple[Entries, float]:
    """All entries of a dictionary in jieba's format, and the value of an unknown character.

    Those of the project's terms that it lacks are added; where it has one, its own count stays.
    """
    counts: dict[str, int] = {}
    total = 0
    for line in lines:
        if not line.strip():
            continue
        word, count = line.split(" ")[:2]
        counts[word] = int(count)
        total += int(count)
    for term in terms:
        if not counts.get(term):
            counts[term] = TERM_FREQUENCY
            total += TERM_FREQUENCY
    whole = log(total)
    entries: Entries = {word: log(count) - whole if count else None for word, count in counts.items()}
    for word in counts:
        for end in range(1, len(word)):
            entries.setdefault(word[:end], None)
    return entries, log(1) - whole


def write_buckets(path: Path, entries: Entries, unknown: float) -> None:
    """Write the bucket file, whole or not at all; two programs may do so at once.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    singles: Entries = {}
    buckets: dict[int, Entries] = {}
    for word, value in entries.items():
        if len(word) == 1:
            singles[word] = value
        else:
            buckets.setdefault(_bucket(word[:2]), {})[word] = value
    places = array("I", [0])
    blob = bytearray()
    for number in range(_BUCKETS):
        if number in buckets:
            blob += marshal.dumps(buckets[number])
        places.append(len(blob))
    if sys.byteorder == "big":
        places.byteswap()
    single_blob = marshal.dumps(singles)
    base = _HEAD.size + 4 * (_BUCKETS + 1)
    size = base + len(blob) + len(single_blob)
    head = _HEAD.pack(_MAGIC, unknown, size, base + len(blob), len(single_blob))
    write_whole(path, head + places.tobytes() + bytes(blob) + single_blob)


def open_dictionary(source: Path, version: str, terms: Sequence[str], folder: Path | None) -> Dictionary:
    """The dictionary ``source`` with ``terms``, from the bucket file in ``folder``, which is made where it is missing.

    ``version`` names the edition of ``source``: another edition, other terms or another Python get a file of their own.
    Where no file can be kept (``folder`` is ``None`` or cannot be written) the whole dictionary is read into memory.
    """
    edition = [
        _MAGIC.decode(),
        str(sys.implementation.cache_tag),
        version,
        str(source.stat().st_size),
        str(TERM_FREQUENCY),
        *terms,
    ]
    path = folder / f"words-{hashlib.sha256(chr(10).join(edition).encode()).hexdigest()[:16]}.bin" if folder else None
    if path is not None:
        with contextlib.suppress(OSError, ValueError):
            return BucketDictionary(path)
    with source.open(encoding="utf-8") as lines:
        entries, unknown = read_entries((line.strip() for line in lines), terms)
    if path is not None:
        with contextlib.suppress(OSError, ValueError):
            write_buckets(path, entries, unknown)
            _drop_old(path)
            return BucketDictionary(path)
    return WholeDictionary(entries, unknown)


def _drop_old(kept: Path) -> None:
    """Leave only the newest few files of earlier editions."""
    with contextlib.suppress(OSError):
        others = [path for path in kept.parent.glob("words-*.bin") if path != kept]
        for path in sorted(others, key=lambda other: -other.stat().st_mtime)[_KEPT_FILES - 1 :]:
            path.unlink()
