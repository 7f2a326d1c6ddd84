"""Loads the genre's words. One TOML file a subject; every value is a list of plain words, validated when read.

An office may have words of its own on top (see ``office``). They hold for the whole process: a front says where
they are (see ``choice``), and everything made of words is made anew where they differ from those before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from tracker.domain.errors import LexiconError
from tracker.lexicon.choice import choice, listen
from tracker.lexicon.compiling import compiled
from tracker.lexicon.office import OfficeWords, find_office_words, read_office_words

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")

_FOLDER = Path(__file__).parent
"""The word lists lie beside this module; the machinery of packaged resources takes longer to load than they do."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The word groups of one lexicon file."""

    name: str
    groups: Mapping[str, tuple[str, ...]]
    """Group name to its words, in the file's order. A nested table's groups are named ``table.group``."""

    def __getitem__(self, group: str) -> tuple[str, ...]:
        try:
            return self.groups[group]
        except KeyError:
            raise LexiconError(f"词表 {self.name} 里没有 {group} 这一组", "请检查词表文件") from None

    def table(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """The groups of one nested table, by their own names."""
        head = f"{prefix}."
        return {name.removeprefix(head): words for name, words in self.groups.items() if name.startswith(head)}

    def pattern(self, *groups: str) -> str:
        """A regular expression that matches any word of the groups, the longest first."""
        return alternatives(word for group in groups for word in self[group])


def alternatives(*groups: Iterable[str]) -> str:
    """A non-capturing group that matches any of the words literally, the longest first, one group after another.

    All words stand side by side: only then does the engine skip what begins with none of their first characters.
    """
    ordered = [word for words in groups for word in sorted(set(words), key=lambda word: (-len(word), word))]
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def parse_words(name: str, content: str) -> WordList:
    """The word list written in a TOML text.

    Raises:
        LexiconError: not TOML, a value that is no list of words, an empty word or list, or a word given twice.
    """
    data = _plain_lists(content)
    if data is None:
        import tomllib  # noqa: PLC0415  (only for what is not written as the shipped lists are)

        try:
            data = tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"词表 {name} 不是正确的 TOML：{error}", "请按报错的行改正") from error
    groups: dict[str, tuple[str, ...]] = {}

    def collect(prefix: str, table: Mapping[str, object]) -> None:
        for key, value in table.items():
            path = f"{prefix}{key}"
            if isinstance(value, dict):
                collect(f"{path}.", value)
                continue
            if not isinstance(value, list) or not value:
                raise LexiconError(f"词表 {name} 的 {path} 不是词的列表", '每一组写成 ["词", "词"]')
            bad = [word for word in value if not isinstance(word, str) or not word.strip() or word != word.strip()]
            if bad:
                raise LexiconError(f"词表 {name} 的 {path} 里有空词或首尾带空格的词：{bad[0]!r}", "请删去或改正")
            if len(set(value)) < len(value):
                twice = [word for word in value if value.count(word) > 1]
                raise LexiconError(f"词表 {name} 的 {path} 里“{twice[0]}”写了两遍", "请删去一个")
            groups[path] = tuple(value)

    collect("", data)
    return WordList(name, groups)


_COMMENT = compiled(r"^[ \t]*#.*$", re.MULTILINE)
_PIECE = compiled(r"\s*(?:\[([A-Za-z0-9_.]+)\]|([A-Za-z0-9_]+)[ \t]*=[ \t]*\[([^\]\\]*?),?\s*\])[ \t]*(?=\n|$)")


def _plain_lists(content: str) -> dict[str, object] | None:
    """What a TOML text of tables and lists of plain words says; ``None`` where it may be anything else.

    Reading such a text as what it is takes a fraction of what the general parser takes, at every start.
    """
    text = _COMMENT.sub("", content)
    data: dict[str, object] = {}
    table, at, seen = data, 0, set()
    while piece := _PIECE.match(text, at):
        at = piece.end()
        heading, key, words = piece.groups()
        if heading in seen or key in table:
            return None
        if heading is None:
            try:
                table[key] = json.loads(f"[{words}]")
            except ValueError:
                return None
            continue
        seen.add(heading)
        table = data
        for step in heading.split("."):
            inner = table.setdefault(step, {})
            if not step or not isinstance(inner, dict):
                return None
            table = inner
    return None if text[at:].strip() else data


@dataclass(slots=True)
class _Held:
    """Whose words hold now."""

    path: Path | None = None
    seen: tuple[int, int] | None = None
    """When the file was last written and how long it was, when it was chosen."""
    words: OfficeWords | None = None
    """What the file says; ``None`` before anything asked for it, and where there is no file."""


_held = _Held()
_forget: list[Callable[[], None]] = []


def derived(function: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
    """Keep what ``function`` makes, for as long as the same words hold. For whatever is made of words."""
    kept = cache(function)
    _forget.append(kept.cache_clear)
    return cast("Callable[Arguments, Made]", kept)


@cache
def shipped(name: str) -> WordList:
    """The word list ``name`` (without ``.toml``) as it comes with the program.

    Raises:
        LexiconError: there is no such list, or it does not hold together.
    """
    file = _FOLDER / f"{name}.toml"
    if not file.is_file():
        raise LexiconError(f"没有词表 {name}", "请重新安装 tracker")
    return parse_words(name, file.read_text(encoding="utf-8"))


@cache
def names() -> tuple[str, ...]:
    """The names of all word lists that come with the program."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml") if file.name != GUIDE))


GUIDE = "guide.toml"
"""What the groups are for, told to people; it holds no words."""


def everything() -> dict[str, Mapping[str, tuple[str, ...]]]:
    """All shipped word lists with their groups."""
    return {name: shipped(name).groups for name in names()}


@derived
def load(name: str) -> WordList:
    """The word list ``name`` with the words of the office that holds now.

    Raises:
        LexiconError: there is no such list, or the office's file does not hold together.
    """
    own = office_words()
    plain = shipped(name)
    return plain if own is None else WordList(name, own.apply(name, plain.groups))


def office_words() -> OfficeWords | None:
    """What the office's file says; ``None`` where there is none.

    Raises:
        LexiconError: it cannot be read or does not hold together.
    """
    if _held.words is None and _held.path is not None:
        _held.words = read_office_words(_held.path, everything())
    return _held.words


@contextmanager
def using(words: OfficeWords | None) -> Iterator[None]:
    """Let ``words`` hold inside the block, and afterwards those that held before."""
    before = (_held.path, _held.seen, _held.words)
    _hold(None, None, words)
    try:
        yield
    finally:
        _hold(*before)


def _follow() -> None:
    """Hold to what a front has chosen. The file is read when words are first asked for."""
    path = find_office_words(choice.asked)
    seen = _seen(path)
    if (path, seen) != (_held.path, _held.seen):
        _hold(path, seen, None)


def _hold(path: Path | None, seen: tuple[int, int] | None, words: OfficeWords | None) -> None:
    _held.path, _held.seen, _held.words = path, seen, words
    for forget in _forget:
        forget()


def _seen(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


listen(_follow)
if choice.made:
    _follow()
