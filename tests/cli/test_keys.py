from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.tui.actions import ACTIONS


def written(folder: Path, text: str) -> Path:
    file = folder / "keys.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_command_lists_all_and_tells_clashes(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_KEYS", str(written(tmp_path, '[keys]\n"app.help" = ["ctrl+t", "F24"]\n')))
    shown = tracker("keys")
    assert shown.code == 0
    assert "* ctrl+t  F24" in shown.out
    assert all(action.id in shown.out for action in ACTIONS)
    listed = json.loads(tracker("keys", "--json").out)
    assert [one["id"] for one in listed["actions"] if one["own"]] == ["app.help"]
    written(tmp_path, '[keys]\n"app.help" = "q"\n')
    refused = tracker("keys")
    assert refused.code == 2
    assert "q 既是" in refused.err
