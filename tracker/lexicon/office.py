"""An office's own words: a TOML file that adds to the groups of the shipped word lists and takes from them.

    [sections.heading]
    problems = ["短板弱项"]                                  a list adds
    next_steps = { add = ["努力方向"], remove = ["要点"] }     a table adds and takes away

The first key names the word list, the others its group.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from tracker.domain.errors import LexiconError, reason_of
from tracker.lexicon.compiling import compiled

FILE_NAME = "lexicon.toml"
"""The office's file in the user's configuration folder."""
MAX_BYTES = 1_000_000
_SIDES = ("add", "remove")
_PLACE = compiled(r"\(at line (\d+), column (\d+)\)")
_HEADER = compiled(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = compiled(r"\s*([A-Za-z0-9_\-.\"' ]+?)\s*=")

Shipped = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The shipped word lists: their names to their groups to the words."""


class Gravity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The file cannot be used."""
    WARNING = "warning"
    """The file can be used, but this is hardly meant."""


class Finding(NamedTuple):
    """Something about an office's file that a person should know."""

    gravity: Gravity
    key: str
    """The list and group, such as ``sections.heading.problems``; empty for the file as a whole."""
    line: int | None
    what: str
    hint: str


class Change(NamedTuple):
    """What an office changes in one group."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class OfficeWords(NamedTuple):
    """The changes of one office's file."""

    path: str
    changes: Mapping[str, Change]
    """By list and group, such as ``sections.heading.problems``."""
    lines: Mapping[tuple[str, str], int]
    """The line (from 1) on which a group writes a word."""

    def apply(self, name: str, groups: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The groups of the list ``name`` as this office has them; what is added stands behind what is shipped."""
        changed = dict(groups)
        for key, change in self.changes.items():
            head, _, group = key.partition(".")
            if head == name and group in changed:
                kept = [word for word in changed[group] if word not in change.removed]
                changed[group] = tuple(dict.fromkeys([*kept, *change.added]))
        return changed


def find_office_words(asked: str | None = None) -> Path | None:
    """The file that holds: the one asked for, else that of ``TRACKER_LEXICON``, else the user's own if there is one."""
    named = asked or os.environ.get("TRACKER_LEXICON", "").strip()
    if named:
        return Path(named)
    own = own_file()
    return own if own.is_file() else None


def own_file() -> Path:
    """Where the words of whoever runs the program stand, whether there are any or not."""
    import platformdirs  # noqa: PLC0415 - only commands that read reports ask

    return platformdirs.user_config_path("tracker", appauthor=False) / FILE_NAME


def read_office_words(path: Path, shipped: Shipped) -> OfficeWords:
    """The office's file, which must hold together.

    Raises:
        LexiconError: it cannot be read, or holds an error; with file, key and line.
    """
    words, findings = examine(path, shipped)
    for finding in findings:
        if finding.gravity is Gravity.ERROR:
            place = f"第 {finding.line} 行" if finding.line else ""
            raise LexiconError(
                f"本单位词表“{path}”{place} {finding.key}：{finding.what}".replace(" ：", "："), finding.hint
            )
    return words


def examine(path: Path, shipped: Shipped) -> tuple[OfficeWords, list[Finding]]:
    """What the office's file changes and what is wrong with it, errors and slips alike, in the order of the file.

    Raises:
        LexiconError: it cannot be read at all, or is no TOML.
    """
    import tomllib  # noqa: PLC0415  (most offices have no file)

    text = _read(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        place = f"第 {found[1]} 行第 {found[2]} 个字" if found else "末尾"
        raise LexiconError(
            f"本单位词表“{path}”{place}写法不对，不是正确的 TOML",
            "看看这里或前一行：词要加英文引号，列表用 [ ]，词之间用逗号",
        ) from error
    lines = _Lines(text)
    changes: dict[str, Change] = {}
    places: dict[tuple[str, str], int] = {}
    findings: list[Finding] = []
    for key, value in _leaves(data, shipped):
        change, wrong = _change(key, value, shipped, lines)
        findings += wrong
        if change:
            changes[key] = change
            for word in (*change.added, *change.removed):
                if line := lines.of(key, word):
                    places[key, word] = line
    return OfficeWords(str(path), changes, places), findings


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LexiconError(
            f"本单位词表“{path}”打不开（{reason_of(error)}）", "请检查路径，或用 tracker lexicon init 新建一份"
        ) from error
    if len(content) > MAX_BYTES:
        raise LexiconError(f"本单位词表“{path}”太大", "这不像词表，请检查 --lexicon 指的是哪个文件")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise LexiconError(f"本单位词表“{path}”不是 UTF-8 编码", "请在编辑器里另存为 UTF-8") from error


def _leaves(data: Mapping[str, object], shipped: Shipped, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every key that holds words, with its value; a table of ``add`` and ``remove`` is one value."""
    for key, value in data.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and not _is_change(path, value, shipped):
            yield from _leaves(value, shipped, f"{path}.")
        else:
            yield path, value


def _is_change(path: str, value: Mapping[str, object], shipped: Shipped) -> bool:
    name, _, group = path.partition(".")
    return group in shipped.get(name, {}) or (bool(value) and set(value) <= set(_SIDES))


def _change(key: str, value: object, shipped: Shipped, lines: _Lines) -> tuple[Change | None, list[Finding]]:
    def wrong(what: str, hint: str, word: str | None = None) -> tuple[None, list[Finding]]:
        return None, [Finding(Gravity.ERROR, key, lines.of(key, word), what, hint)]

    name, _, group = key.partition(".")
    if name not in shipped:
        return wrong(f"没有 {name} 这份词表", _meant(name, list(shipped)) or "用 tracker lexicon list 看有哪些词表")
    if group not in shipped[name]:
        keys = [f"{name}.{known}" for known in shipped[name]]
        return wrong("没有这一组", _meant(key, keys) or f"用 tracker lexicon list {name} 看有哪些组")
    sides: dict[str, Any] = value if isinstance(value, dict) else {"add": value}
    if unknown := set(sides) - set(_SIDES):
        return wrong(f"不认得 {min(unknown)}", "只能写 add（加词）和 remove（去词）")
    for words in sides.values():
        if not isinstance(words, list):
            return wrong("不是词的列表", '写成 ["词", "词"]，或 { add = ["词"], remove = ["词"] }')
        for word in words:
            if not isinstance(word, str) or not word.strip():
                return wrong(f"有不是词的东西：{word!r}", "每个词都要用英文引号括起来，不能是空的")
            if word != word.strip():
                return wrong(f"“{word}”首尾有空格", "请去掉空格", word)
            if words.count(word) > 1:
                return wrong(f"“{word}”写了两遍", "请删去一个", word)
    change = Change(tuple(sides.get("add", ())), tuple(sides.get("remove", ())))
    if both := [word for word in change.added if word in change.removed]:
        return wrong(f"“{both[0]}”又要加又要去", "请只留一边", both[0])
    present = shipped[name][group]
    if set(present) <= set(change.removed) and not change.added:
        return wrong("把这一组的词全去掉了", "至少留一个")
    slips = [(word, "自带的词表里本来就有", "可以删去这一行") for word in change.added if word in present]
    slips += [
        (word, "自带的词表里本来就没有", "可以删去，或看看是不是写错了字")
        for word in change.removed
        if word not in present
    ]
    return change, [
        Finding(Gravity.WARNING, key, lines.of(key, word), f"“{word}”{what}", hint) for word, what, hint in slips
    ]


def _meant(word: str, known: list[str]) -> str:
    import difflib  # noqa: PLC0415  (most files are right)

    close = difflib.get_close_matches(word, known, n=2, cutoff=0.6)
    return f"是不是 {' 或 '.join(close)}？" if close else ""


class _Lines:
    """Where in a TOML text keys and their words stand, as far as plain headers and keys tell."""

    def __init__(self, text: str) -> None:
        self._rows: list[tuple[str, str]] = []
        table = key = ""
        for row in text.split("\n"):
            if header := _HEADER.match(row):
                table, key = _plain(header[1]), ""
            elif (found := _KEY.match(row)) and not row.lstrip().startswith(("#", '"')):
                inner = _plain(found[1])
                # ``add = [`` below ``[sections.heading.problems]`` still speaks of that group.
                key = table if inner in _SIDES else f"{table}.{inner}".strip(".")
                key = key.removesuffix(".add").removesuffix(".remove")
            self._rows.append((key, row))

    def of(self, key: str, word: str | None = None) -> int | None:
        """The line, from 1, on which ``key`` begins or writes ``word``."""
        rows = [at for at, (owner, _) in enumerate(self._rows, start=1) if owner == key or owner.startswith(f"{key}.")]
        if word is not None:
            rows = [
                at for at in rows if f'"{word}"' in self._rows[at - 1][1] or f"'{word}'" in self._rows[at - 1][1]
            ] or rows
        return rows[0] if rows else None


def _plain(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
