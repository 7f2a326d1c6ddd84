"""The five jobs of an office day, each walked on a real ledger from the first screen, as a person would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.tui.fakes import NOW, opened, press, screen_of, screen_text
from tracker.domain.fields import Field, FieldValue
from tracker.domain.kinds import CheckMethod, ItemKind, Status, Verdict
from tracker.domain.status import Given
from tracker.ledger.store import Ledger
from tracker.services.filling import fill_in
from tracker.services.items import list_items, show_item
from tracker.services.judging import confirm_items
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.screens.detail import DetailScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.source import SourceScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.screens.year import YearScreen
from tracker.tui.screens.year_on_year import YearOnYearScreen

TOWN, VILLAGE = "云溪口镇党委", "白鹭洼村党支部"
PROBLEM = "01-2022-04"
COLUMNS: dict[Field, FieldValue] = {
    Field.LEADER: "赵书记",
    Field.PERSON: "王委员",
    Field.MEASURES: "逐月督办",
    Field.GOAL: "办结",
    Field.DUE_ON: date(2024, 2, 20),
}


async def test_what_is_due_this_morning(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    first = [row.number for row in list_items(filled_ledger, ItemFilter(year=2021)).rows]
    confirm_items(filled_ledger, first, actor="周宁", now=NOW)
    app = real_app
    async with opened(app) as pilot:
        work = screen_of(app, WorklistScreen)
        everything = len(work.rows)
        assert "逾期" in screen_text(app).split("\n")[1]
        await press(pilot, "]")
        assert 0 < len(work.rows) < everything
        assert all(
            "超" in line or line.startswith("  编号") for line in screen_text(app).split("\n")[2 : 3 + len(work.rows)]
        )
        await press(pilot, "enter")
        assert screen_of(app, DetailScreen).current_item() == work.current_item()
        await press(pilot, "o")
        screen_of(app, SourceScreen)
        await press(pilot, "escape", "escape", "escape")
        assert len(work.rows) == everything


async def test_going_through_a_new_report(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    wanted = ItemFilter(unit=VILLAGE, year=2023)
    before = list_items(filled_ledger, wanted).rows
    async with opened(app) as pilot:
        await press(pilot, "2", "slash", "=白鹭 2023", "enter", "enter")
        screen_of(app, ReviewScreen)
        await press(pilot, *["a"] * (len(before) - 1), "x", "=说的是成绩", "enter")
        after = {row.status for row in list_items(filled_ledger, wanted).rows}
        assert after == {Status.OPEN, Status.REJECTED}
        await press(pilot, "u")
        assert Status.REJECTED not in {row.status for row in list_items(filled_ledger, wanted).rows}
    assert verify(filled_ledger).sound


async def test_last_year_against_this_year(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "3", "p", "=云溪", "down", "enter")
        screen = screen_of(app, YearOnYearScreen)
        assert screen.found is not None
        items = screen.found.items
        await press(pilot, "equals_sign", "minus", "home", "down", "down", "enter", "=电话问过，还在办", "ctrl+s")
        first, second = (show_item(filled_ledger, one.row.number).follow_ups[-1] for one in items[:2])
        assert first.judgement is not None
        assert first.judgement.verdict is items[0].told.proposed
        assert (second.verdict, second.proposed) == (Verdict.IN_PROGRESS, items[1].told.proposed)
        assert f"已定 2/{len(items)}" in screen_text(app)
        assert {one.row.status for one in items} == {Status.PROPOSED}
        await press(pilot, "u", "u")
        assert f"已定 0/{len(items)}" in screen_text(app)
        assert show_item(filled_ledger, items[1].row.number).follow_ups[-1].judgement is None
    assert verify(filled_ledger).sound


async def test_closing_with_evidence_shows_in_the_year_and_can_be_taken_back(
    real_app: TrackerApp, filled_ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_item(filled_ledger, PROBLEM, Status.OPEN, note="属实", actor="李红", now=NOW)
    fill_in(filled_ledger, [PROBLEM], COLUMNS, actor="李红", now=NOW)
    move_item(filled_ledger, PROBLEM, Status.IN_PROGRESS, note="党委会定的", actor="李红", now=NOW)
    (tmp_path / "督办记录.txt").write_text("逐月督办，附签字。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        await press(
            pilot, "slash", f"={PROBLEM}", "enter", "E", "ctrl+o", "=督办", "enter", "=1.10", "ctrl+s", "escape"
        )
        await press(pilot, "s", "enter", "=都办完了", "enter")
        assert show_item(filled_ledger, PROBLEM).row.status is Status.IN_REVIEW
        given = Given(note="情况属实", methods=(CheckMethod.ON_SITE,))
        move_item(filled_ledger, PROBLEM, Status.IN_VERIFICATION, note="情况属实", actor="赵书记", now=NOW)
        move_item(filled_ledger, PROBLEM, Status.CLOSED, note="看过现场", given=given, actor="李科长", now=NOW)
        await press(pilot, "4", "ctrl+r", "p", "=云溪", "enter")
        due = sum(
            row.status not in (Status.REJECTED, Status.MERGED)
            for row in list_items(filled_ledger, ItemFilter(unit=TOWN, year=2022, kind=ItemKind.PROBLEM)).rows
        )
        assert f"（1/{due}）" in screen_text(app)
        await press(pilot, "5", "x", "=看错了现场", "enter")
        assert show_item(filled_ledger, PROBLEM).row.status is Status.IN_VERIFICATION
        await press(pilot, "4")
        assert f"（0/{due}）" in screen_text(app)
    assert verify(filled_ledger).sound


async def test_the_year_for_the_leader(real_app: TrackerApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "送领导"
    out.mkdir()
    monkeypatch.chdir(out)
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "4", "tab")
        line = screen_of(app, YearScreen)._current()
        assert line is not None
        assert line.label in (TOWN, VILLAGE)
        assert line.of is not None
        await press(pilot, "enter")
        assert sorted(screen_of(app, WorklistScreen).rows.ids) == sorted(app.gateway.items_of(line.of.which))
        await press(pilot, "4", "p", "=白鹭", "enter", "w", "down", "down", "enter", "enter")
        assert [path.name for path in out.iterdir()] == [f"{VILLAGE}2023年度整改情况报告.html"]
