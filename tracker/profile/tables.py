"""Reading one table of a profile: each value asked for by key, checked, and whatever was not asked for refused."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from tracker.domain.errors import ProfileError
from tracker.domain.kinds import LabelledEnum
from tracker.profile.places import Key, line_of

Member = TypeVar("Member", bound=LabelledEnum)

_COLOUR = re.compile("#?([0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class Source:
    """A profile's text and what people call it."""

    name: str
    text: str

    def refuse(self, path: Sequence[Key], what: str, hint: str) -> ProfileError:
        """The error for the value at ``path``, with its line; a missing one is placed at the table it belongs to."""
        line = next((found for n in range(len(path), 0, -1) if (found := line_of(self.text, path[:n]))), None)
        place = f"第 {line} 行" if line else ""
        return ProfileError(f"{self.name}{place} {spoken(path)}：{what}", hint)


def spoken(path: Sequence[Key]) -> str:
    """A path as people read it: ``regimes 第 2 项 steps 第 1 项 key``."""
    return " ".join(f"第 {key + 1} 项" if isinstance(key, int) else key for key in path)


@dataclass(slots=True)
class Table:
    """A table that is being read."""

    source: Source
    path: tuple[Key, ...]
    data: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def refuse(self, key: str | None, what: str, hint: str) -> ProfileError:
        """The error for the value under ``key``, or for the table itself."""
        return self.source.refuse((*self.path, key) if key else self.path, what, hint)

    def done(self) -> None:
        """Refuse keys that nobody asked for: a slip of the pen must not pass for a setting.

        Raises:
            ProfileError: there is such a key.
        """
        for key in self.data:
            if key not in self.asked:
                like = difflib.get_close_matches(key, sorted(self.asked), n=1)
                hint = f"是不是想写 {like[0]}？" if like else f"这里可以写的有：{'、'.join(sorted(self.asked))}"
                raise self.refuse(key, "没有这一项", hint)

    def has(self, key: str) -> bool:
        """True where the table says anything under ``key``."""
        self.asked.add(key)
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """Words on one line, not empty."""
        value = self._value(key, default)
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise self.refuse(key, "应是一行文字", f'写成 {key} = "……"')
        return value.strip()

    def truth(self, key: str, *, default: bool | None = None) -> bool:
        """True or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, "应是 true（是）或 false（否）", f"写成 {key} = true")
        return value

    def whole(self, key: str, default: int | None = None, *, least: int = 0, most: int = 100_000) -> int:
        """A whole number within bounds."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.refuse(key, f"应是 {least} 到 {most} 的整数", f"写成 {key} = {max(least, 1)}")
        return value

    def number(self, key: str, default: float | None = None, *, least: float, most: float) -> float:
        """A number within bounds."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            raise self.refuse(key, f"应是 {least:g} 到 {most:g} 的数", f"写成 {key} = {most:g}")
        return float(value)

    def colour(self, key: str) -> str:
        """A colour as RRGGBB."""
        found = _COLOUR.fullmatch(self.text(key))
        if found is None:
            raise self.refuse(key, "应是六位的颜色", f'写成 {key} = "FFF2CC"')
        return found[1].upper()

    def choice(self, key: str, members: type[Member], default: Member | None = None) -> Member:
        """A member of an enumeration, by its identifier."""
        return self._member(key, self._value(key, default), members)

    def choices(self, key: str, members: type[Member], default: Sequence[Member] | None = None) -> tuple[Member, ...]:
        """A list of members of an enumeration."""
        return tuple(self._member(key, value, members) for value in self._list(key, default))

    def days(self, key: str, default: Sequence[date] | None = None) -> frozenset[date]:
        """A list of days."""
        values = self._list(key, default)
        if any(isinstance(value, datetime) or not isinstance(value, date) for value in values):
            raise self.refuse(key, "应是日期的列表", f"写成 {key} = [2026-10-01, 2026-10-02]，日期不加引号")
        return frozenset(values)

    def table(self, key: str) -> Table:
        """A table within this one; an empty one where there is none."""
        value = self._value(key, {})
        if not isinstance(value, Mapping):
            raise self.refuse(key, "应是一个小节", f"写成 [{key}]，下面一行一项")
        return Table(self.source, (*self.path, key), value)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array within this one; none where there is no such array."""
        values = self._list(key, ())
        if any(not isinstance(value, Mapping) for value in values):
            raise self.refuse(key, "应是一项一节的列表", f"每一项写成 [[{key}]]，下面一行一个设置")
        for at, value in enumerate(values):
            yield Table(self.source, (*self.path, key, at), value)

    def _value(self, key: str, default: Any) -> Any:
        self.asked.add(key)
        value = self.data.get(key, default)
        if value is None:
            raise self.refuse(key, "没有写", f"请补上 {key} = ……")
        return value

    def _list(self, key: str, default: Sequence[Any] | None) -> Sequence[Any]:
        value = self._value(key, default)
        if isinstance(value, str) or not isinstance(value, (list, tuple, set, frozenset)):
            raise self.refuse(key, "应是列表", f"写成 {key} = [ …… ]")
        return tuple(value)

    def _member(self, key: str, value: Any, members: type[Member]) -> Member:
        try:
            return members(value)
        except ValueError:
            listed = "、".join(f"{member.value}（{member.label}）" for member in members)
            raise self.refuse(key, f"没有“{value}”这个选择", f"可以写的有：{listed}") from None
