"""``tracker list`` chooses what the quick filters of the terminal UI choose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.ledgers import make
from tests.cli.conftest import Tracker


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("county") / "台账.db"
    make(file, 400)
    return file


def test_what_is_due_what_came_back_and_what_waits(tracker: Tracker, county: Path) -> None:
    def listed(*options: str) -> list[dict[str, str]]:
        result = tracker("list", "--json", "--db", str(county), *options)
        assert result.code == 0, result.err
        found: list[dict[str, str]] = json.loads(result.out)["items"]
        return found

    late = listed("--overdue")
    assert late
    assert {one["number"] for one in listed("--light", "逾期")} == {one["number"] for one in late}
    assert {one["verdict"] for one in listed("--returned")} == {"recurring", "contested"}
    assert all(one["status"] != "closed" for one in listed("--waiting"))
    days = [one["due_on"] or one["promised_on"] for one in listed("--overdue", "--order", "按时限")]
    assert days == sorted(days)
    refused = tracker("list", "--light", "红灯", "--db", str(county))
    assert refused.code == 2
    assert "没有“红灯”这种提示" in refused.err
