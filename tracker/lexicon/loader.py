"""Loads the genre's words. One TOML file a subject; every value is a list of plain words, validated when read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.domain.errors import LexiconError


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


def alternatives(words: Iterable[str]) -> str:
    """A non-capturing group that matches any of the words literally, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


def parse_words(name: str, content: str) -> WordList:
    """The word list written in a TOML text.

    Raises:
        LexiconError: not TOML, a value that is no list of words, an empty word or list, or a word given twice.
    """
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
            twice = [word for word in value if value.count(word) > 1]
            if twice:
                raise LexiconError(f"词表 {name} 的 {path} 里“{twice[0]}”写了两遍", "请删去一个")
            groups[path] = tuple(value)

    collect("", data)
    return WordList(name, groups)


@cache
def load(name: str) -> WordList:
    """The lexicon file ``name`` (without ``.toml``) shipped with the program."""
    resource = files("tracker.lexicon").joinpath(f"{name}.toml")
    if not resource.is_file():
        raise LexiconError(f"没有词表 {name}", "请重新安装 tracker")
    return parse_words(name, resource.read_text(encoding="utf-8"))
