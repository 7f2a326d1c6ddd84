"""Moving an item to another state: what the move lacks is asked for, in place, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Checkbox, Input

from tests.tui.fakes import NOW, clock, make_app, opened, press, screen_of, screen_text, settled
from tracker.domain.errors import TrackerError
from tracker.domain.fields import Field
from tracker.domain.kinds import CheckMethod, Status
from tracker.domain.status import Given, WorkflowRules
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile, parse
from tracker.services.filling import fill_in
from tracker.services.items import show_item
from tracker.services.proving import add_evidence
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.form import Form
from tracker.tui.ledger_gateway import LedgerGateway
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.move import MoveScreen
from tracker.tui.screens.pick_file import PickFileScreen
from tracker.tui.screens.worklist import WorklistScreen
from tracker.tui.words import Words

LENIENT = WorkflowRules(start_fields=(), evidence=False, redo_at_least=0)


def first(app: TrackerApp) -> str:
    row = screen_of(app, WorklistScreen).current_item()
    assert row is not None
    return row.number


def asked(app: TrackerApp) -> list[str]:
    return [row.ask.label for row in app.screen.query_one(Form).rows]


def there(ledger: Ledger, number: str, target: Status, *, actor: str = "李红") -> None:
    """Bring the item to a state by another person's hand."""
    given = Given(methods=(CheckMethod.ON_SITE,), approved_by="县委")
    move_item(ledger, number, target, note="先办了", given=given, actor=actor, now=NOW, rules=LENIENT)


async def test_a_whole_round_with_nothing_prepared(
    real_app: TrackerApp, filled_ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = tmp_path / "佐证"
    proof.mkdir()
    (proof / "整改会议纪要[b].txt").write_text("纪要", encoding="utf-8")
    monkeypatch.chdir(proof)
    app = real_app
    async with opened(app) as pilot:
        number = first(app)
        await press(pilot, "s", "enter", "=核对过原文", "enter")
        assert show_item(filled_ledger, number).row.status is Status.OPEN
        assert f"{number} 已改为“待整改”。u 撤销" in screen_text(app)

        await press(pilot, "s", "enter")
        assert asked(app) == ["责任领导", "责任人", "整改措施", "整改时限", "整改目标", "说明"]
        await press(pilot, "=赵一", "enter", "=王五", "enter", "=每周学", "enter", "=每月考", "tab", "=6月底", "enter")
        assert "= 2024-06-30" in screen_text(app)
        await press(pilot, "=学懂弄通", "ctrl+s")
        assert "要写说明" in screen_text(app)
        await press(pilot, "=支委会定的", "enter")
        detail = show_item(filled_ledger, number)
        assert detail.row.status is Status.IN_PROGRESS
        assert (detail.fields.leader, detail.fields.person) == ("赵一", "王五")
        assert (detail.fields.measures, detail.fields.goal) == ("每周学\n每月考", "学懂弄通")
        assert detail.fields.due_on == detail.fields.due_original == date(2024, 6, 30)

        await press(pilot, "s")
        assert "已有：责任领导 赵一；责任人 王五；整改措施 每周学" in screen_text(app)
        assert asked(app) == ["佐证", "说明"]
        await press(pilot, "enter", "enter")
        screen_of(app, EvidenceScreen)
        await press(pilot, "ctrl+o", "=纪要")
        screen_of(app, PickFileScreen)
        await press(pilot, "enter", "=1.10", "tab", "=开过会", "ctrl+s")
        assert "整改会议纪要[b]（2024-01-10，会议记录）" in screen_text(app)
        await press(pilot, "escape")
        assert asked(app) == ["说明"]
        await press(pilot, "=都办完了", "enter")
        assert show_item(filled_ledger, number).row.status is Status.IN_REVIEW

        await press(pilot, "escape", "f3", "enter", "=同意", "enter")
        await press(pilot, "s")
        assert asked(app) == ["检查方式", "说明"]
        assert "销号会标明“自验”" in screen_text(app)
        assert all(f"[ ] {method.label}" in screen_text(app) for method in CheckMethod)
        await press(pilot, "enter", "enter", "tab", "enter", "tab", "tab", "tab", "=看过了", "enter")
        detail = show_item(filled_ledger, number)
        assert detail.row.status is Status.CLOSED
        assert detail.row.self_verified
        assert detail.rounds[-1].methods == (CheckMethod.DOCUMENTS, CheckMethod.ON_SITE)
        assert [(one.title, one.note, one.dated, one.kept) for one in detail.evidence] == [
            ("整改会议纪要[b]", "开过会", date(2024, 1, 10), True)
        ]
        await press(pilot, "u")
        assert show_item(filled_ledger, number).row.status is Status.IN_VERIFICATION
        assert f"验收销号 {number}。U 重做" in screen_text(app)
        await press(pilot, "U")
        assert show_item(filled_ledger, number).row.status is Status.CLOSED


async def test_the_pane_beside_the_list_follows_a_move(real_app: TrackerApp) -> None:
    app = real_app
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "s", "enter", "=属实", "enter")
        detail = screen_of(app, WorklistScreen).detail.text
        assert "待整改" in detail
        assert "属实" in detail


async def test_what_is_missing_is_said_and_what_is_typed_stays() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "s", "ctrl+s")
        assert "要写责任领导" in screen_text(app)
        await press(pilot, *["=甲", "enter"] * 2, "=乙", "tab", "=不是日子", "tab", "=好", "tab", "=说明", "enter")
        assert "看不出“不是日子”是哪一天" in screen_text(app)
        await press(pilot, *["backspace"] * 4, "=年底", "ctrl+s")
        assert "台账[b]只读。换一个台账" in screen_text(app)
        assert app.screen.query_one("#note", Input).value == "说明"
        await press(pilot, "escape")
        assert "再按 Esc 就放弃" in screen_text(app)
        await press(pilot, "escape")
        screen_of(app, WorklistScreen)


async def test_what_is_typed_stays_when_another_move_is_looked_at(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        there(filled_ledger, first(app), Status.OPEN)
        await press(pilot, "s", "enter", *["tab"] * 5, "=写好的说明", *["shift+tab"] * 6, "down")
        assert asked(app) == ["并入哪一项", "说明"]
        assert app.screen.query_one("#note", Input).value == "写好的说明"
        await press(pilot, "enter", "=99-2021-01", "ctrl+s")
        screen_of(app, MoveScreen)
        assert "99-2021-01" in app.screen.query_one("#error", Words).words


async def test_another_person_was_quicker(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        number = first(app)
        await press(pilot, "s", "enter", "=我来确认")
        there(filled_ledger, number, Status.OPEN)
        await press(pilot, "ctrl+s")
        assert "这一项刚被别人改为“待整改”" in screen_text(app)
        assert "现在是“待整改”，改为：" in screen_text(app)
        assert app.screen.query_one("#note", Input).value == "我来确认"
        await press(pilot, "escape", "escape", "u")
        assert show_item(filled_ledger, number).row.status is Status.OPEN


async def test_what_another_filled_in_is_not_overwritten(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        number = first(app)
        there(filled_ledger, number, Status.OPEN)
        await press(pilot, "s", "enter", "=赵一", "tab", "=王五", "tab", "=学", "tab", "=年底", "tab", "=好", "tab")
        fill_in(filled_ledger, [number], {Field.PERSON: "钱七"}, actor="李红", now=NOW)
        await press(pilot, "=说明", "enter")
        assert "“责任人”刚被别人改过" in screen_text(app)
        assert asked(app) == ["责任领导", "整改措施", "整改时限", "整改目标", "说明"]
        await press(pilot, "ctrl+s")
        detail = show_item(filled_ledger, number)
        assert (detail.row.status, detail.fields.person) == (Status.IN_PROGRESS, "钱七")


async def test_what_a_person_may_not_do_is_said_before_anything_is_typed(filled_ledger: Ledger) -> None:
    strict = parse('[workflow]\nself_verification = "refuse"\n', name="严的", base=default_profile())
    gateway = LedgerGateway(filled_ledger, actor="周宁", clock=clock, profile=strict)
    app = TrackerApp(gateway, clock=clock, profile=strict)
    async with opened(app) as pilot:
        number = first(app)
        for target in (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW):
            there(filled_ledger, number, target, actor="周宁")
        await press(pilot, "s")
        assert "审核的人不能是申请或审核的人（周宁），请另一个人来审核。" in screen_text(app)
        assert asked(app) == []
        await press(pilot, "ctrl+s")
        assert show_item(filled_ledger, number).row.status is Status.IN_REVIEW


async def test_the_mouse_chooses_and_ticks(real_app: TrackerApp, filled_ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "照片.jpg"
    file.write_bytes(b"jpg")
    app = real_app
    async with opened(app) as pilot:
        number = first(app)
        there(filled_ledger, number, Status.OPEN)
        add_evidence(filled_ledger, [number], file, dated=date(2024, 1, 2), actor="李红", now=NOW)
        for target in (Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION):
            there(filled_ledger, number, target)
        await press(pilot, "s")
        await pilot.click("#moves", offset=(4, 1))
        await settled(pilot)
        assert asked(app) == ["说明"]
        await pilot.click("#moves", offset=(4, 0))
        await settled(pilot)
        ticks = list(app.screen.query(Checkbox))
        ticks[1].scroll_visible(animate=False)
        await settled(pilot)
        await pilot.click(ticks[1])
        await settled(pilot)
        assert [tick.value for tick in ticks] == [False, True, False, False]


async def test_an_item_that_is_gone_is_said(real_app: TrackerApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = real_app

    def gone(_item: int) -> None:
        raise TrackerError("没有这个[/]事项", "换一项")

    async with opened(app) as pilot:
        monkeypatch.setattr(app.gateway, "look", gone)
        await press(pilot, "s")
        assert "没有这个[/]事项。换一项" in screen_text(app)


async def test_an_item_is_split_by_lines(real_app: TrackerApp, filled_ledger: Ledger) -> None:
    app = real_app
    async with opened(app) as pilot:
        number = first(app)
        quote = show_item(filled_ledger, number).quote.text
        await press(pilot, "s", "down", "down", "enter")
        assert asked(app) == ["拆成", "说明"]
        await press(pilot, "=一件", "tab", "=说的是两件事", "enter")
        assert "至少要拆成两项，一行写一项。" in screen_text(app)
        await press(pilot, "shift+tab", "enter", f"={quote[:12]}", "ctrl+s")
        detail = show_item(filled_ledger, number)
        assert detail.row.status is Status.SPLIT
        assert [row.title for row in detail.parts] == ["一件", quote[:12]]
        assert show_item(filled_ledger, detail.parts[1].number).quote.text == quote[:12]
        assert f"已拆成 {'、'.join(row.number for row in detail.parts)}" in screen_text(app)
        await press(pilot, "u")
        assert show_item(filled_ledger, number).row.status is Status.PROPOSED
