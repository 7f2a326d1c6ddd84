"""A report gone through from beginning to end on a real ledger, and what its screens show in their other states."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.fakes import NOW, FakeGateway, clock, make_app, opened, press, screen_of, screen_text
from tracker.domain.errors import UsageError
from tracker.domain.fields import Field
from tracker.domain.kinds import ItemKind, Status
from tracker.domain.spans import Span
from tracker.ledger.store import Ledger
from tracker.services.commands import log
from tracker.services.filling import fill_in
from tracker.services.importing import import_reports
from tracker.services.items import list_items, show_item
from tracker.services.reviewing import redraw
from tracker.services.verifying import verify
from tracker.services.views import ItemFilter
from tracker.tui.app import TrackerApp
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.bounds import BoundsScreen, CutScreen
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.review_forms import score_of
from tracker.tui.text_view import TextView

REPORT = (
    "青石镇党委2022年述职报告\n一、主要工作\n组织学习12次，2个村借民房办活动。\n二、存在的问题\n"
    "（一）理论学习不够深入。学习形式单一，多是念文件，交流研讨走过场。\n"
    "（二）路灯维护不及时。群众反映多次，没有专人去管。垃圾清运不及时，村口常有积存。\n"
    "（三）党员管理偏松。流动党员联系少。\n（四）党员教育偏软。党课形式老套。\n"
    "三、下一步打算\n1.加强学习。2023年6月底前办培训班2期，每月集中学习一次。\n2.换路灯。年底前换完全部路灯。\n"
)


@pytest.fixture
def read(sqlite_ledger: Ledger, tmp_path: Path) -> Ledger:
    file = tmp_path / "青石镇党委2022.txt"
    file.write_text(REPORT, encoding="utf-8")
    import_reports(sqlite_ledger, [file], actor="周宁", now=NOW)
    return sqlite_ledger


@pytest.fixture
def app(read: Ledger) -> TrackerApp:
    app = TrackerApp(LedgerGateway(read, actor="周宁", clock=clock), clock=clock)
    app.animation_level = "none"
    return app


def screen(app: TrackerApp) -> ReviewScreen:
    return screen_of(app, ReviewScreen)


def at(app: TrackerApp, words: str) -> None:
    """Put the cursor on the row with those words in its quote."""
    rows = screen(app).rows
    screen(app).items.cursor = next(n for n, row in enumerate(rows) if words in row.quote.text)


def states(ledger: Ledger) -> dict[str, str]:
    return {row.title: row.status.label for row in list_items(ledger, ItemFilter()).rows}


async def open_review(pilot: Pilot[None]) -> None:
    await press(pilot, "2", "enter")


async def test_a_report_is_gone_through_to_the_end_and_all_of_it_undone(app: TrackerApp, read: Ledger) -> None:
    before = states(read)
    async with opened(app) as pilot:
        await open_review(pilot)
        assert "待确认 6 / 6 项" in screen_text(app)
        at(app, "理论学习")
        await press(pilot, "a")
        assert show_item(read, "01-2022-01").row.status is Status.OPEN
        assert show_item(read, "01-2022-01").events[-1].note == "已对照原文核对"

        at(app, "路灯维护")
        await press(pilot, "c")
        cut = screen_of(app, CutScreen)
        for _ in REPORT:
            if not REPORT[cut.at :].startswith("垃圾"):
                await press(pilot, "right")
        await press(pilot, "enter", "enter")
        parts = [row for row in screen(app).rows if getattr(row, "parent", None) == "01-2022-02"]
        assert [row.quote.text for row in parts] == [
            "路灯维护不及时。群众反映多次，没有专人去管。",
            "垃圾清运不及时，村口常有积存。",
        ]

        at(app, "党员管理")
        await press(pilot, "m", "enter")
        assert show_item(read, "01-2022-03").quote.text.endswith("党课形式老套。")
        assert show_item(read, "01-2022-04").row.status is Status.MERGED

        at(app, "加强学习")
        await press(pilot, "x", "ctrl+n", "enter")
        assert show_item(read, "01-2022-05").row.status is Status.REJECTED

        at(app, "换路灯")
        await press(pilot, "e", "ctrl+u", "=年底前换完路灯", "enter")
        assert show_item(read, "01-2022-06").row.title == "年底前换完路灯"

        at(app, "理论学习")
        await press(pilot, "b", "left", "left", "enter")
        assert show_item(read, "01-2022-01").quote.text == "理论学习不够深入。学习形式单一"
        at(app, "多是念文件")
        await press(pilot, "i")
        added = show_item(read, "01-2022-09")
        assert (added.row.kind, added.row.status) == (ItemKind.PROBLEM, Status.OPEN)
        assert added.quote.text == "多是念文件，交流研讨走过场"

        await press(pilot, "A")
        blank = app.screen.query_one("#blank-score", Input).value
        assert f"到 {blank} 的 " in screen_text(app)
        await press(pilot, "ctrl+u", "=0", "enter")
        assert "都核对过了" in screen_text(app)
        assert Status.PROPOSED not in {row.status for row in list_items(read, ItemFilter()).rows}
        assert verify(read).sound
        done = [one.number for one in log(read)]
        assert len(done) == 9
        for _ in done[:-1]:
            await press(pilot, "u")
        assert "已撤销" in screen_text(app)
        assert "待确认 6 / 6 项" in screen_text(app)
    assert states(read) == before
    assert verify(read).sound


async def test_every_item_is_lit_in_the_colour_of_its_kind(app: TrackerApp, read: Ledger) -> None:
    async with opened(app, (120, 40)) as pilot:
        await open_review(pilot)
        at(app, "党员管理")
        await pilot.pause(0)
        shown = app.screen.query_one(TextView).shown
        tones = {REPORT[mark.start : mark.end][:4]: mark.tone.value for mark in shown.marks}
        assert (tones["理论学习"], tones["加强学习"], tones["党员管理"]) == ("problem", "promise", "lit")


async def test_bounds_are_moved_with_keys_and_mouse_and_seen_at_once(app: TrackerApp, read: Ledger) -> None:
    async with opened(app, (120, 40)) as pilot:
        await open_review(pilot)
        at(app, "党员管理")
        await press(pilot, "b", "left")
        bounds = screen_of(app, BoundsScreen)
        assert bounds.span.of(REPORT) == "党员管理偏松。"
        assert "移动终点" in screen_text(app)
        await press(pilot, "tab", "L", "L")
        assert bounds.span.of(REPORT) == "管理偏松。"
        assert "移动起点" in screen_text(app)
        view = app.screen.query_one(TextView)
        line = view.lines_showing(Span(REPORT.index("党员管理"), REPORT.index("党员管理") + 1))[0]
        await pilot.click(TextView, offset=(2 + 6, line - round(view.scroll_y)))
        assert bounds.span.of(REPORT) == "党员管理偏松。"
        await press(pilot, "escape")
        assert show_item(read, "01-2022-03").quote.text == "党员管理偏松。流动党员联系少。"


async def test_bounds_are_not_moved_over_the_next_item_or_heading(app: TrackerApp, read: Ledger) -> None:
    async with opened(app, (120, 40)) as pilot:
        await open_review(pilot)
        for words, said in (("党员管理", "压到了 01-2022-04"), ("党员教育", "越进了“下一步打算”")):
            at(app, words)
            number = screen(app).items.current.row.number  # type: ignore[union-attr]
            before = show_item(read, number)
            await press(pilot, "b", "right", "right")
            assert said in screen_text(app)
            await press(pilot, "enter")
            bounds = screen_of(app, BoundsScreen)
            assert "请退到它外面再保存" in screen_text(app)
            await press(pilot, "left", "left")
            assert bounds.span == before.quote.span
            assert said not in screen_text(app).splitlines()[0]
            await press(pilot, "escape")
            assert show_item(read, number) == before


async def test_what_another_person_changed_meanwhile_is_not_overwritten(app: TrackerApp, read: Ledger) -> None:
    async with opened(app) as pilot:
        await open_review(pilot)
        at(app, "党员管理")
        span = Span(REPORT.index("党员管理"), REPORT.index("党员管理") + 7)
        redraw(read, "01-2022-03", span, actor="李红", now=NOW)
        await press(pilot, "b", "left", "left", "enter")
        assert "刚被别人改过" in screen_text(app)
        assert show_item(read, "01-2022-03").quote.span == span
        assert any(row.quote.span == span for row in screen(app).rows)


async def test_nothing_is_confirmed_or_refused_that_another_person_changed_meanwhile(
    app: TrackerApp, read: Ledger
) -> None:
    async with opened(app) as pilot:
        await open_review(pilot)
        at(app, "党员管理")
        fill_in(read, ["01-2022-03"], {Field.TITLE: "党员管理松"}, actor="李红", now=NOW)
        await press(pilot, "a")
        assert "01-2022-03 刚被别人改过" in screen_text(app)
        await press(pilot, "x")
        fill_in(read, ["01-2022-03"], {Field.TITLE: "管理松"}, actor="李红", now=NOW)
        await press(pilot, "=不是问题", "enter")
        assert "刚被别人改过" in screen_text(app)
        await press(pilot, "escape", "ctrl+r", "A")
        fill_in(read, ["01-2022-03"], {Field.TITLE: "管理偏松"}, actor="李红", now=NOW)
        await press(pilot, "ctrl+u", "=0", "enter")
        assert "刚被别人改过" in screen_text(app)
        assert {row.status for row in list_items(read, ItemFilter()).rows} == {Status.PROPOSED}


async def test_only_what_waits_is_stepped_to(app: TrackerApp, read: Ledger) -> None:
    async with opened(app) as pilot:
        await open_review(pilot)
        first = screen(app).items.cursor
        await press(pilot, "a", "N")
        assert screen(app).items.cursor != first
        await press(pilot, "n")
        row = screen(app).current_item()
        assert row is not None
        assert row.status is Status.PROPOSED


async def test_nothing_is_merged_into_the_last_and_a_sentence_is_no_item_yet(app: TrackerApp, read: Ledger) -> None:
    async with opened(app) as pilot:
        await open_review(pilot)
        at(app, "换路灯")
        await press(pilot, "m")
        assert "后面没有别的承诺可以合" in screen_text(app)
        await press(pilot, "i")
        assert "放到一句没有归入的话上" in screen_text(app)
        await press(pilot, "b", "left", "left", "enter", "j")
        assert any("没有归入" in line for line in screen_text(app).splitlines())


async def test_a_report_that_was_corrected_can_only_be_read(app: TrackerApp, read: Ledger, tmp_path: Path) -> None:
    newer = tmp_path / "更正.txt"
    newer.write_text(REPORT.replace("党课形式老套。", ""), encoding="utf-8")
    async with opened(app) as pilot:
        await open_review(pilot)
        import_reports(read, [newer], org="青石镇党委", year=2022, actor="李红", now=NOW)
        at(app, "党员管理")
        await press(pilot, "b", "left", "left", "enter")
        assert "刚被别人改过" in screen_text(app)
        assert "已被更正或撤下，只能看" in screen_text(app)
        assert show_item(read, "01-2022-03").quote.text == "党员管理偏松。流动党员联系少。"


async def test_a_report_in_which_nothing_was_found(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "赤水乡党委2021.txt"
    file.write_text("赤水乡党委2021年度工作情况报告\n今年组织学习12次，各项工作平稳推进。\n", encoding="utf-8")
    import_reports(sqlite_ledger, [file], actor="周宁", now=NOW)
    app = TrackerApp(LedgerGateway(sqlite_ledger, actor="周宁", clock=clock), clock=clock)
    async with opened(app) as pilot:
        await open_review(pilot)
        shown = screen_text(app)
        assert "没有读出问题，也没有承诺" in shown
        assert "今年组织学习12次" in shown
        await press(pilot, "a", "b", "n", "A")
        await press(pilot, "escape", "escape")
        assert not isinstance(app.screen, ReviewScreen)


@pytest.mark.parametrize(
    "words, score", [("90%", 0.9), ("90％", 0.9), ("0.9", 0.9), ("95", 0.95), ("0", 0.0), ("1", 1.0)]
)
def test_a_score_is_read_as_people_write_it(words: str, score: float) -> None:
    assert score_of(words) == pytest.approx(score)


@pytest.mark.parametrize("words", ["很高", "-1", "120%", "nan", ""])
def test_what_is_no_score(words: str) -> None:
    with pytest.raises(UsageError):
        score_of(words)


async def test_loading_failed_and_hostile_text() -> None:
    fake = FakeGateway.sample()
    fake.add_item(fake.documents[1], 10, ItemKind.PROBLEM, "[b]方括号[/] 👩‍🏫 \x1b[31m", Span(0, 9))
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        fake.gate = threading.Event()
        app.push_screen(ReviewScreen(fake, 1))
        await pilot.pause(0.4)
        assert "正在读取" in screen_text(app)
        fake.gate.set()
        await press(pilot, "end", "home", "b", "left", "H", "tab", "L", "escape", "c", "space", "escape")
        assert "[b]方括号[/]" in screen_text(app)
        assert "\x1b" not in screen_text(app)
        assert "[b]方括号[/]" in screen_text(app)
        fake.broken = "数据库文件不在原来的地方"
        await press(pilot, "ctrl+r")
        assert "没有读成" in screen_text(app)
        await press(pilot, "a", "escape")
        assert not isinstance(app.screen, (ReviewScreen, FormScreen))
