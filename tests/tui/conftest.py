"""A real ledger with real reports in it, made once and copied for each test that writes to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from benchmarks.ledgers import make
from tests.tui.fakes import NOW, clock
from tests.tui.windows import Window, windows
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.reading import find_reports
from tracker.services.importing import import_reports
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway


@pytest.fixture(autouse=True)
def forget_what_was_drawn() -> Iterator[None]:
    """Textual keeps the drawn lines of the last thousand widgets alive, whichever app they were of: 3 MB an app."""
    yield
    StylesCache.get_inner_outer.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def parse_styles_once() -> Iterator[None]:
    """Textual parses all styles anew for each app; what they come to depends on the colours of the theme alone."""
    parsed: dict[frozenset[tuple[str, str]], LRUCache[Any, list[RuleSet]]] = {}
    set_variables = Stylesheet.set_variables

    def with_what_is_parsed(sheet: Stylesheet, variables: dict[str, str]) -> None:
        sheet._parse_cache = LRUCache(1)  # theirs is emptied, not the one that is kept
        set_variables(sheet, variables)
        sheet._parse_cache = parsed.setdefault(frozenset(variables.items()), LRUCache(1000))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "set_variables", with_what_is_parsed)
        yield


@pytest.fixture(autouse=True)
def paint_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint what has come together when a walk looks, not every sixtieth of a second while it is on its way."""
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.2)


@pytest.fixture(autouse=True)
def told_until_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said in passing is not gone because the machine is busy."""
    monkeypatch.setattr("tracker.tui.bars.TOLD_SECONDS", 600)


@pytest.fixture(scope="session")
def filled_ledger_file(empty_ledger_file: Path, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite ledger with two organisations of the samples, three years each."""
    file = tmp_path_factory.mktemp("filled") / "台账.db"
    shutil.copy(empty_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        found = find_reports([seeds / "云溪口镇党委", seeds / "白鹭洼村党支部"])
        outcome = import_reports(ledger, found, actor="周宁", now=NOW)
        assert [one.status for one in outcome.files] == ["imported"] * 6
    return file


@pytest.fixture(scope="session")
def large_ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite ledger of twenty thousand items, not to be written to: copy it."""
    file = tmp_path_factory.mktemp("large") / "台账.db"
    make(file, 20_000)
    return file


@pytest.fixture
def filled_ledger(filled_ledger_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of it."""
    file = tmp_path / "台账.db"
    shutil.copy(filled_ledger_file, file)
    with open_ledger(str(file)) as ledger:
        yield ledger


@pytest.fixture
def real_app(filled_ledger: Ledger) -> TrackerApp:
    """The app on it, with a clock that stands still."""
    app = TrackerApp(LedgerGateway(filled_ledger, actor="周宁", clock=clock), clock=clock)
    app.animation_level = "none"
    return app


@pytest.fixture
def window_with(root: Path, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """Opens a terminal window with a command in it."""
    with windows(root, tmp_path) as open_window:
        yield open_window
