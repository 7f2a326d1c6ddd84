"""``tracker check``."""

from __future__ import annotations

from pathlib import Path

from .conftest import Tracker


def test_what_came_back_is_found(two_years: Tracker) -> None:
    shown = two_years("check", "--on", "2023-03-01")
    assert shown.code == 0
    assert "说改好了又出现（疑点，came-back）" in shown.out
    assert "怎么办：实地看一看" in shown.out
    document = two_years("check", "--on", "2023-03-01", "--json").document
    assert document["schema"] == "tracker.check/1"
    found = [(warned["rule"], warned["numbers"]) for warned in document["warnings"]]
    assert ("came-back", ["01-2021-01"]) in found
    assert {"rule", "name", "weight", "numbers", "why", "mend"} == set(document["warnings"][0])
    assert two_years("check", "--strict").code == 3


def test_one_rule_one_year_and_none(two_years: Tracker, db: Path) -> None:
    assert {w["rule"] for w in two_years("check", "--rule", "came-back", "--json").document["warnings"]} == {
        "came-back"
    }
    assert two_years("check", "--rule", "说改好了又出现", "--year", "2022", "--json").document["total"] == 0
    nothing = two_years("check", "--rule", "same-day")
    assert (nothing.code, nothing.out) == (0, "")
    assert "没有查出" in nothing.err
    assert two_years("check", "--rule", "same-day", "--strict").code == 0
    db.with_name("profile.toml").write_text('[checks]\noff = ["came-back"]', encoding="utf-8")
    assert "came-back" not in {w["rule"] for w in two_years("check", "--json").document["warnings"]}


def test_the_rules_are_listed_without_a_ledger(tracker: Tracker, db: Path) -> None:
    shown = tracker("check", "--rules")
    assert "同一份" not in shown.err
    assert "evidence-too-early" in shown.out
    assert len(tracker("check", "--rules", "--json").document["rules"]) == 16
    assert not db.exists()


def test_an_unknown_rule(two_years: Tracker) -> None:
    refused = two_years("check", "--rule", "nonsense")
    assert refused.code == 2
    assert "没有“nonsense”这个说法" in refused.err
