"""Last year's items beside what the new report says of them."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

from textual.events import Key

from tests.tui.fake_years import JUDGED_AT
from tests.tui.fakes import TITLES, FakeGateway, make_app, opened, press, screen_text, settled
from tracker.domain.kinds import ClosureStatus, Origin, Status, Verdict
from tracker.services.views import ClosureView, JudgementView
from tracker.tui.answers import describe_counts
from tracker.tui.app import TrackerApp
from tracker.tui.screens.source import SourceScreen
from tracker.tui.screens.year_on_year import YearOnYearScreen
from tracker.tui.text_view import TextView


def screen(app: TrackerApp) -> YearOnYearScreen:
    assert isinstance(app.screen, YearOnYearScreen)
    return app.screen


def pane(app: TrackerApp, name: str) -> str:
    return app.screen.query_one(f"#{name}", TextView).text


async def test_old_and_new_stand_side_by_side() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "3")
        text = screen_text(app)
        assert "已定 0/9  清泉镇党委 2021→2022 第 1/3 对" in text
        assert pane(app, "counts").split("\n") == [
            "数目 上级点评：报告称 5 项，台账登记 3 项，对不上",
            "数目 述职查摆：报告称 6 项，台账也是，相符",
            "9 项  改后再现 1  再次出现 2  正在推进 2  称已整改 1  未表态 1  未提及 2",
            "报告自己说\t述职查摆 6/6 已完成（2 处）；巡视巡察 不涉及",
        ]
        assert fake.quotes[1].text in pane(app, "old")
        assert "又列为问题 01-2022-01" in pane(app, "new")
        await press(pilot, "down", "down")
        assert TITLES[2] in pane(app, "old")
        new = pane(app, "new")
        assert new.startswith("2022 年报告的说法\n\n称已整改\n新报告用相近的话说到了这件事。")
        assert "接着问 \t要佐证材料" in new
        assert "说法（第 17 字起）\n全年工作平稳有序" in new
        assert "佐证 1（第" in new
        assert "字起，相关度 82%）\n这一段说的是" in new
        await press(pilot, "down", "down")
        assert "没有提及不等于已经整改" in pane(app, "new")


async def test_a_claim_about_nobodys_problems_is_told_as_such() -> None:
    fake = FakeGateway.sample()
    unit, _older, newer = (await asyncio.to_thread(fake.pairs))[0]
    found, _words = await asyncio.to_thread(fake.year_on_year, unit.name, newer.year)
    claim = ClosureView(Origin.OTHER, ClosureStatus.DONE, None, None, fake.quotes[1])
    told = describe_counts(replace(found, closures=(claim, claim))).text
    assert "没写来源的 已完成（2 处）" in told
    assert Origin.OTHER.label not in told


async def test_the_verdicts_are_in_words_on_a_narrow_screen() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "3", "end", "home")
        text = screen_text(app)
        for words in ("再次出现", "正在推进", "称已整改", "对不上", TITLES[0]):
            assert words in text
        await press(pilot, "tab")
        assert screen(app).query_one("#old").has_focus
        await press(pilot, "escape")
        assert screen(app).items.has_focus


async def test_choosing_the_pair() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "3", "p", "=水文", "enter")
        assert "县水文站党支部 2021→2022" in screen_text(app)
        await press(pilot, "right_square_bracket")
        assert "已经是最后一对" in screen_text(app)
        await press(pilot, "ctrl+left")
        assert "东岭街道党工委" in screen_text(app).split("\n")[0]
        await press(pilot, "f8", "down", "down", "enter")
        assert "县水文站党支部" in screen_text(app).split("\n")[0]
        await press(pilot, "p", "escape")
        assert "县水文站党支部" in screen_text(app).split("\n")[0]


async def test_opening_what_each_report_says() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3", "down", "c")
        assert isinstance(app.screen, SourceScreen)
        assert "2022 年报告" in screen_text(app)
        assert [passage.caption[:2] for passage in app.screen.passages] == ["说法", "佐证"]
        await press(pilot, "n")
        assert "第 2/2 处\n 佐证：01-2021-02" in screen_text(app)
        await press(pilot, "escape", "o")
        assert "2021 年报告" in screen_text(app)
        await press(pilot, "escape", "enter")
        assert TITLES[1] in screen_text(app).split("\n")[0]
        await press(pilot, "n", "escape")
        assert screen(app).items.cursor == 2


async def test_silence_opens_the_whole_new_report() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3", "down", "down", "down", "down")
        row = screen(app).current_item()
        assert row is not None
        assert row.verdict is Verdict.SILENT
        await press(pilot, "f9")
        assert isinstance(app.screen, SourceScreen)
        assert app.screen.passages == ()
        await press(pilot, "n")
        assert "没有标出的地方" in screen_text(app)
        await press(pilot, "s")
        assert "先把光标放到一项上" in screen_text(app)


async def test_moving_from_here_shows_at_once(real_app: TrackerApp) -> None:
    app = real_app
    async with opened(app) as pilot:
        await press(pilot, "3", "s", "enter", "=属实", "enter")
        row = screen(app).current_item()
        assert row is not None
        assert row.status is Status.OPEN
        assert f"{row.number} 已改为“待整改”" in screen_text(app)


async def test_without_two_reports_there_is_nothing_to_compare() -> None:
    fake = FakeGateway()
    fake.add_report(0, 2021)
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3")
        text = screen_text(app)
        assert "还没有可以对账的报告" in text
        for key in (
            "c",
            "o",
            "s",
            "n",
            "equals_sign",
            "minus",
            "plus",
            "x",
            "right_square_bracket",
            "enter",
            "p",
            "escape",
            "escape",
        ):
            await press(pilot, key)
        fake.add_report(0, 2022)
        await press(pilot, "ctrl+r")
        assert "> 01-2021-01" in screen_text(app)


async def test_a_failure_and_the_way_out() -> None:
    fake = FakeGateway.sample()
    fake.broken = "数据库被别人占用"
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3")
        assert "原因：数据库被别人占用。" in screen_text(app)
        fake.broken = ""
        await press(pilot, "ctrl+r")
        assert "> 01-2021-01" in screen_text(app)


async def test_accepting_goes_on_to_the_next_that_is_open() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "3", "equals_sign", "equals_sign", "fullwidth_equals_sign")
        assert sorted(fake.judged) == ["01-2021-01", "01-2021-02", "01-2021-03"]
        assert screen(app).items.cursor == 3
        assert "已定 3/9" in screen_text(app)
        await press(pilot, "N")
        assert screen(app).items.cursor == 8
        await press(pilot, "n", "home")
        assert "认可" in pane(app, "new")
        await press(pilot, "equals_sign")
        assert "已经认可" in screen_text(app)
        await press(pilot, "delete")
        assert "01-2021-01" not in fake.judged
        await press(pilot, "x")
        assert "还没有认定，不用撤回" in screen_text(app)


async def test_keys_may_follow_faster_than_the_ledger_answers() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "3")
        fake.gate = threading.Event()
        for _ in range(9):
            app.post_message(Key("equals_sign", "="))
        await pilot.pause(0)
        fake.gate.set()
        await settled(pilot)
        assert len(fake.judged) == 9
        assert fake.calls["accept_verdicts"] == 9
        assert "已定 9/9" in screen_text(app)
        await press(pilot, "n")
        assert "别的都认定过了" in screen_text(app)
        await press(pilot, "plus")
        assert "没有可以整批认可的：报告都认定过了" in screen_text(app)


async def test_holding_something_else_needs_a_reason() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3", "minus", "down", "enter")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "note"
        await press(pilot, "enter")
        assert "要写明理由" in screen_text(app)
        await press(pilot, "=现场看过", "ctrl+s")
        assert screen(app)._current() is not None
        held = fake.judged["01-2021-01"]
        assert (held.verdict, held.on, held.note) == (Verdict.IN_PROGRESS, Verdict.RECURRING, "现场看过")
        assert "改判" in screen_text(app)
        await press(pilot, "minus", "up", "enter", "enter", "escape", "escape")
        assert fake.judged["01-2021-01"] is held


async def test_what_another_decided_is_said_and_shown() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3", "down")
        fake.judged["01-2021-02"] = JudgementView(Verdict.SILENT, Verdict.IN_PROGRESS, "查无此事", "李红", JUDGED_AT)
        await press(pilot, "equals_sign")
        assert "刚由李红认定" in screen_text(app)
        assert fake.judged["01-2021-02"].by == "李红"
        assert "已定 1/9" in screen_text(app)


async def test_a_whole_origin_is_asked_for_once() -> None:
    fake = FakeGateway.sample()
    app = make_app(fake)
    async with opened(app) as pilot:
        await press(pilot, "3", "equals_sign", "plus")
        text = screen_text(app)
        assert "述职查摆：报告称 6 项，所说到的有 3 项没有认定。" in text
        assert "01-2021-02" in text
        await press(pilot, "escape")
        assert len(fake.judged) == 1
        await press(pilot, "fullwidth_plus_sign", "=对过原文", "enter")
        assert {number: one.note for number, one in fake.judged.items() if one.note} == dict.fromkeys(
            ("01-2021-02", "01-2021-03", "01-2021-04"), "对过原文"
        )
        assert "认可述职查摆 3 项的判断" in screen_text(app)
