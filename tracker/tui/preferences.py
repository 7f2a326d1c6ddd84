"""What the terminal UI remembers for a person: saved filters and the theme, in the user's configuration folder.

The office's way stands in its profile and is the same for all who work in a ledger; this is nobody else's business and
goes with the person from ledger to ledger. Reading and writing may wait for a disk: call from threads.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tracker.domain.errors import UsageError, reason_of
from tracker.domain.order import Order

FILE_NAME = "terminal.json"
"""Within the configuration folder."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter with a name."""

    name: str
    line: str
    """As it is typed."""
    order: Order = Order.UNIT


@dataclass(frozen=True, slots=True)
class Preferences:
    """All that is remembered."""

    views: tuple[SavedView, ...] = ()
    dark: bool = True

    def with_view(self, view: SavedView) -> Preferences:
        """The same with a view saved; one of the same name gives its place to it."""
        others = [one for one in self.views if one.name != view.name]
        return replace(self, views=(*others, view))

    def without_view(self, name: str) -> Preferences:
        """The same without the view of that name."""
        return replace(self, views=tuple(one for one in self.views if one.name != name))


class PreferencesFile:
    """Where they are kept."""

    def __init__(self, path: Path | None = None, *, keep: bool = True) -> None:
        """Keep them in a file.

        Args:
            path: the file; one in the user's configuration folder unless told.
            keep: False to let what is changed hold for this session only.
        """
        self._path = path
        self._session: Preferences | None = None if keep else Preferences()

    @property
    def path(self) -> Path:
        """The file, whether it is there or not."""
        if self._path is None:
            import platformdirs  # noqa: PLC0415 - only where they are read or written

            self._path = platformdirs.user_config_path("tracker", appauthor=False) / FILE_NAME
        return self._path

    def read(self) -> Preferences:
        """What is remembered. A file that is missing or makes no sense is as good as none: nothing depends on it."""
        if self._session is not None:
            return self._session
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Preferences()
        if not isinstance(data, dict):
            return Preferences()
        views = data.get("views")
        found = [view for one in views if (view := _view(one))] if isinstance(views, list) else []
        return Preferences(tuple({view.name: view for view in found}.values()), dark=data.get("dark") is not False)

    def change(self, change: Callable[[Preferences], Preferences]) -> Preferences:
        """Remember something else, whole or not at all; what another session has saved meanwhile stays.

        Raises:
            UsageError: the file cannot be written.
        """
        kept = change(self.read())
        if self._session is not None:
            self._session = kept
            return kept
        path = self.path
        unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            raise UsageError(f"没有记下来：{path} 写不了（{reason_of(error)}）", "请检查这个文件夹的权限") from error
        return kept


def _view(data: object) -> SavedView | None:
    if not isinstance(data, dict):
        return None
    name, line, order = data.get("name"), data.get("line"), data.get("order")
    if not (isinstance(name, str) and name and isinstance(line, str)):
        return None
    return SavedView(name, line, Order(order) if order in {one.value for one in Order} else Order.UNIT)
