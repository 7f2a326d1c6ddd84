"""An item written out: where its words stand, what is doubtful about it, what is kept of it, its way over the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.tui.fakes import NOW, opened, press, screen_of, screen_text
from tracker.domain.fields import Field
from tracker.domain.kinds import ActionStanding, CheckMethod, ItemKind, Missing, Severity, Status
from tracker.domain.status import Given, WorkflowRules
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.services.due import time_left
from tracker.services.filling import extend, fill_in
from tracker.services.items import item_detail, item_ids
from tracker.services.proving import add_evidence
from tracker.services.tracing import chain_of, trace
from tracker.services.views import ItemDetail, ItemFilter
from tracker.services.workflow import move_item
from tracker.tui.app import TrackerApp
from tracker.tui.describe import Here, describe_item, place_of
from tracker.tui.screens.worklist import WorklistScreen

HERE = Here(states=default_profile().states, today=NOW.date(), zone=NOW.tzinfo)
LENIENT = WorkflowRules(start_fields=(), evidence=False, redo_at_least=0)


@pytest.fixture(scope="module")
def details(filled_ledger_file: Path) -> Sequence[ItemDetail]:
    """Every item, as it is before anybody has done anything."""
    with open_ledger(str(filled_ledger_file), only_looking=True) as ledger:
        return [item_detail(ledger, one) for one in item_ids(ledger, ItemFilter())]


@pytest.fixture
def detail(details: Sequence[ItemDetail]) -> ItemDetail:
    return details[0]


def test_where_the_words_stand(detail: ItemDetail) -> None:
    assert place_of(replace(detail.quote, page=3, paragraph=12)) == "第 3 页，第 12 段"
    assert place_of(replace(detail.quote, page=None, paragraph=12)) == "第 12 段"
    bare = replace(detail.quote, page=None, paragraph=None)
    assert place_of(bare) == f"第 {detail.quote.span.start + 1} 字起"
    text = describe_item(replace(detail, quote=replace(detail.quote, page=3, paragraph=12)), HERE).text
    assert f"{detail.row.year} 年报告原文（第 3 页，第 12 段）" in text
    assert detail.quote.text.split("\n")[0] in text


@pytest.mark.parametrize("confidence, first", [(0.69, True), (0.7, False)])
def test_what_is_unsure_says_so_before_all_else(detail: ItemDetail, confidence: float, first: bool) -> None:
    text = describe_item(replace(detail, row=replace(detail.row, confidence=confidence)), HERE).text
    assert ("先核对这一项：提取的把握只有 69%" in text.split("\n状态")[0]) is first


@pytest.mark.parametrize(
    "missing, said",
    [
        ((Missing.WHO, Missing.WHEN, Missing.WHAT), "说得笼统：没写明谁来做、何时完成、做到什么"),
        ((Missing.WHO,), "没写明谁来做"),
        ((), None),
    ],
)
def test_what_a_promise_leaves_unsaid(detail: ItemDetail, missing: tuple[Missing, ...], said: str | None) -> None:
    text = describe_item(replace(detail, row=replace(detail.row, missing=missing)), HERE).text
    assert (said in text) if said else "没写明" not in text.split("\n状态")[0]


def test_how_heavy_it_is_with_the_words_that_say_so(details: Sequence[ItemDetail]) -> None:
    weighed = [one for one in details if one.row.kind is ItemKind.PROBLEM and one.row.severity is Severity.LIMITED]
    assert weighed
    for one in weighed:
        hedges = [passage.words for passage in one.passages if passage.kind == "hedge"]
        text = describe_item(one, HERE).text
        assert "程度 \t部分存在（原文说“" in text
        assert hedges[0] in text


def test_what_became_of_each_action(details: Sequence[ItemDetail]) -> None:
    promised = [
        one for one in details if one.actions and one.follow_ups and len(one.follow_ups[-1].actions) == len(one.actions)
    ]
    assert promised
    for one in promised:
        text = describe_item(one, HERE).text
        assert "要做的事（后来的报告逐条怎么说）" in text
        for at, own in enumerate(one.actions):
            order = list(ActionStanding)
            furthest = min((told.actions[at].standing for told in one.follow_ups if told.actions), key=order.index)
            assert f"{at + 1}.\t{furthest.label}  {own.quote.text[:20]}" in text


def test_what_was_done_once_stays_done(details: Sequence[ItemDetail]) -> None:
    one = next(
        detail
        for detail in details
        if detail.actions and detail.follow_ups and len(detail.follow_ups[0].actions) == len(detail.actions)
    )
    first = one.follow_ups[0]
    nothing = tuple(replace(told, standing=ActionStanding.NO_TRACE, quote=None) for told in first.actions)
    done = tuple(replace(told, standing=ActionStanding.DONE, quote=one.quote) for told in nothing)
    later = replace(first, year=first.year + 1, actions=nothing)
    text = describe_item(replace(one, follow_ups=(replace(first, actions=done), later)), HERE).text
    assert text.count("已做  ") == len(one.actions)
    assert f"{first.year} 年：“" in text


def test_the_same_matter_over_the_years(filled_ledger: Ledger, details: Sequence[ItemDetail]) -> None:
    chains = [(one, chain) for one in details if len(chain := chain_of(filled_ledger, one.row.id)) > 1]
    assert chains
    for one, chain in chains:
        assert list(chain) == sorted(chain, key=lambda row: (row.year, row.number))
        assert {row.number for row in chain} <= {row.number for row in trace(filled_ledger, one.row.number).items}
        text = describe_item(one, HERE, chain=chain).text
        assert f"历年（{chain[0].year} 年起" in text
        assert all(f"{row.year} {row.number} " in text for row in chain)
        assert text.count("  这一项") == 1


def test_deadline_evidence_rounds_and_columns(filled_ledger: Ledger, detail: ItemDetail, tmp_path: object) -> None:
    number = detail.row.number
    file = tmp_path / "照片.jpg"  # type: ignore[operator]
    file.write_bytes(b"jpg")
    given = Given(methods=(CheckMethod.VISIT,), basis="回头看")

    def go(target: Status) -> None:
        move_item(filled_ledger, number, target, note="办了", given=given, actor="李红", now=NOW, rules=LENIENT)

    go(Status.OPEN)
    values = {Field.DUE_ON: date(2024, 1, 10), Field.PERSON: "王五[/]", Field.MEASURES: "一\n二"}
    fill_in(filled_ledger, [number], values, actor="李红", now=NOW)  # type: ignore[arg-type]
    go(Status.IN_PROGRESS)
    add_evidence(filled_ledger, [number], file, dated=date(2024, 1, 2), note="改好了", actor="李红", now=NOW)
    found = item_detail(filled_ledger, detail.row.id)
    text = describe_item(found, HERE, left=time_left(found.row, default_profile(), today=HERE.today)).text
    assert "时限 \t2024-01-10  超期 5 天" in text
    assert "责任人 \t王五[/]" in text
    assert f"  整改措施 \t一\n{' ' * 12}二\n" in text
    assert "佐证材料（1 份）" in text
    assert "2024-01-02 \t照片：改好了  第 1 轮，照片影像" in text
    assert "责任人：（空） → 王五[/]" in text
    extend(filled_ledger, [number], date(2024, 6, 30), reason="汛期", approved_by="县委", actor="李红", now=NOW)
    for target in (Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED, Status.OPEN):
        go(target)
    found = item_detail(filled_ledger, detail.row.id)
    text = describe_item(found, HERE, left=time_left(found.row, default_profile(), today=HERE.today)).text
    assert "延期 \t2024-01-10 → 2024-06-30，汛期（县委批准）" in text
    assert "（原定 2024-01-10）" in text
    assert "第 1 轮 \t2024-01-15 由 李红 验收销号（走访群众）：办了，自验" in text
    assert "第 2 轮 \t重新打开：办了（依据：回头看）" in text


async def test_the_chain_is_on_the_screen(
    real_app: TrackerApp, filled_ledger: Ledger, details: Sequence[ItemDetail]
) -> None:
    one = next(detail for detail in details if len(chain_of(filled_ledger, detail.row.id)) > 1)
    app = real_app
    async with opened(app) as pilot:
        screen = screen_of(app, WorklistScreen)
        screen.items.cursor = list(screen.rows.ids).index(one.row.id)
        await press(pilot, "enter", "end", "pageup", "pageup", "pageup")
        text = app.screen.query_one("#detail").text  # type: ignore[attr-defined]
        assert "历年（" in text
        await press(pilot, "home")
        assert one.row.number in screen_text(app)
