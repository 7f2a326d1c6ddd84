"""A ledger in memory with the gateway's functions, and what walks through the app need."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.fake_actions import LookedAtOnly
from tests.tui.fake_boards import FakeBoards
from tests.tui.fake_documents import FakeDocuments
from tests.tui.fake_histories import FakeHistories
from tests.tui.fake_reviewing import FakeReviewing
from tests.tui.fake_years import FakeYears
from tracker.domain.errors import LedgerError, NotFoundError
from tracker.domain.kinds import ItemKind, Status, Verdict, Where
from tracker.domain.order import Order
from tracker.domain.report import UNSURE
from tracker.domain.spans import Span
from tracker.domain.status import OUTSTANDING
from tracker.services.delivering import FileForm
from tracker.services.items import Morning, Stop, bare
from tracker.services.views import (
    ActionView,
    DocumentRow,
    EventView,
    FollowUpView,
    ItemDetail,
    ItemFilter,
    ItemRow,
    JudgementView,
    Quote,
    UnitRow,
)
from tracker.tui.app import TrackerApp

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2024, 1, 15, 9, 30, tzinfo=BEIJING)


def clock() -> datetime:
    return NOW


UNITS = ("清泉镇党委", "东岭街道党工委", "县水文站党支部")
TITLES = (
    "理论学习不够深入",
    "路灯维护不及时",
    "党员活动室闲置",
    "网格员队伍不稳定",
    "村集体收入来源单一",
    "台账登记不规范",
)
PROMISES = ("每季度组织一次集中学习", "六月底前换完全部路灯", "活动室每周开放两天")
VERDICTS = (*Verdict, None)


def _document(number: int, unit: int, year: int, text: str) -> DocumentRow:
    return DocumentRow(
        id=number,
        unit=UNITS[unit],
        unit_code=unit + 1,
        year=year,
        path=f"{UNITS[unit]}/{year}.txt",
        sha256=f"{number:064x}",
        encoding="utf-8",
        chars=len(text),
        imported_at=NOW,
        problems=len(TITLES),
        commitments=len(PROMISES),
    )


STATES = tuple(status for status in Status if status is not Status.SPLIT)


@dataclass
class FakeGateway(LookedAtOnly, FakeDocuments, FakeReviewing, FakeYears, FakeHistories, FakeBoards):
    """Two reports each of three units, every item with a follow-up from the second. Refuses to block the event loop."""

    rows: dict[int, ItemRow] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    documents: dict[int, DocumentRow] = field(default_factory=dict)
    quotes: dict[int, Quote] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    asked_ids: list[int] = field(default_factory=list)
    broken: str = ""
    """Reason why every read fails; empty while all is well."""
    gate: threading.Event | None = None
    """Reads of rows wait for it where it is set."""
    judged: dict[str, JudgementView] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    written: list[tuple[int, str | None, tuple[FileForm, ...], Path, bool]] = field(default_factory=list)

    @classmethod
    def sample(cls) -> FakeGateway:
        """A small ledger."""
        fake = cls()
        for unit in range(len(UNITS)):
            for year in (2021, 2022):
                fake.add_report(unit, year)
        return fake

    def add_report(self, unit: int, year: int, titles: Sequence[str] = TITLES, filler: int = 6) -> DocumentRow:
        number = len(self.documents) + 1
        text = (
            f"{UNITS[unit]}{year}年度述职报告\n" + "全年工作平稳有序，各项任务按计划推进。" * filler + "\n存在的问题\n"
        )
        placed: list[tuple[ItemKind, str, int, int]] = []
        for kind, entries in ((ItemKind.PROBLEM, titles), (ItemKind.COMMITMENT, PROMISES)):
            for entry in entries:
                start = len(text)
                text += f"{entry}。具体是这样的：有的时候抓得紧，有的时候放得松，缺少长效的办法。"
                placed.append((kind, entry, start, len(text)))
                text += "\n" + "这一段说的是别的事情，与上面无关。" * filler + "\n"
        document = _document(number, unit, year, text)
        self.documents[number] = document
        self.texts[number] = text
        for sequence, (kind, title, start, end) in enumerate(placed, 1):
            self.add_item(document, sequence, kind, title, Span(start, end))
        return document

    def add_item(self, document: DocumentRow, sequence: int, kind: ItemKind, title: str, span: Span) -> ItemRow:
        item_id = len(self.rows) + 1
        older = document.year == 2021
        row = ItemRow(
            id=item_id,
            number=f"{document.unit_code:02d}-{document.year}-{sequence:02d}",
            unit=document.unit,
            year=document.year,
            kind=kind,
            title=title,
            status=STATES[item_id % len(STATES)] if older else Status.PROPOSED,
            round=2 if item_id % 5 == 0 else 1,
            self_verified=item_id % 7 == 0,
            where=Where.LIST if kind is ItemKind.PROBLEM else None,
            confidence=0.5 if item_id % 4 == 0 else 0.95,
            verdict=VERDICTS[sequence % len(VERDICTS)] if older else None,
            verdict_year=document.year + 1 if older and VERDICTS[sequence % len(VERDICTS)] else None,
        )
        self.rows[item_id] = row
        self.quotes[item_id] = Quote(document.id, span, span.of(self.texts[document.id]))
        return row

    def _check(self, name: str) -> None:
        assert threading.current_thread() is not threading.main_thread(), "the ledger is asked from the event loop"
        self.calls[name] += 1
        if self.gate is not None:
            self.gate.wait(60)
        if self.broken:
            raise LedgerError(self.broken, "检查数据库文件还在不在，再按 ctrl+r")

    def _fitting(self, wanted: ItemFilter) -> list[ItemRow]:
        if wanted == ItemFilter():
            return list(self.rows.values())

        def fits(row: ItemRow) -> bool:
            text = row.title + (self.quotes[row.id].text if row.id in self.quotes else "")
            return (
                (wanted.unit is None or row.unit == wanted.unit)
                and (wanted.year is None or row.year == wanted.year)
                and (wanted.kind is None or row.kind is wanted.kind)
                and (wanted.status is None or row.status is wanted.status)
                and (wanted.verdict is None or row.verdict is wanted.verdict)
                and (not wanted.outstanding or row.status in OUTSTANDING)
                and all(word in text for word in wanted.text.split())
            )

        return [row for row in self.rows.values() if fits(row)]

    writable: bool = True
    ear: int | None = None
    news: bool = False
    """Somebody else has written something."""

    def moved(self) -> bool:
        assert threading.current_thread() is not threading.main_thread(), "the ledger is asked from the event loop"
        news, self.news = self.news, False
        return news

    def first_rows(
        self, wanted: ItemFilter, limit: int, *, order: Order = Order.UNIT, stop: Stop | None = None
    ) -> Sequence[ItemRow]:
        self._check("first_rows")
        return self._fitting(wanted)[:limit]

    def item_ids(self, wanted: ItemFilter, *, order: Order = Order.UNIT, stop: Stop | None = None) -> Sequence[int]:
        self._check("item_ids")
        return [row.id for row in self._fitting(wanted)]

    def id_of_number(self, number: str) -> int:
        self._check("id_of_number")
        for row in self.rows.values():
            if row.number == number:
                return row.id
        raise NotFoundError(f"没有编号为 {number} 的事项")

    def morning(self, wanted: ItemFilter, *, stop: Stop | None = None) -> Morning:
        self._check("morning")
        rows = self._fitting(bare(wanted))
        back = sum(row.verdict in (Verdict.RECURRING, Verdict.CONTESTED) for row in rows)
        waiting = sum(row.confidence < UNSURE for row in rows)
        return Morning((("正常", 0), ("逾期", 0)), 0, back, waiting, len(rows))

    def rows_by_id(self, ids: Sequence[int]) -> Sequence[ItemRow]:
        self._check("rows_by_id")
        self.asked_ids += ids
        return [self.rows[item_id] for item_id in ids if item_id in self.rows]

    def item_detail(self, item_id: int) -> ItemDetail:
        self._check("item_detail")
        row = self.rows[item_id]
        quote = self.quotes[item_id]
        document = self.documents[quote.document_id]
        promises = [other for other in self.rows.values() if self._linked(row, other)]
        actions: tuple[ActionView, ...] = ()
        if row.kind is ItemKind.COMMITMENT:
            actions = (ActionView(quote, date(document.year + 1, 6, 30), checkable=item_id % 2 == 0),)
        return ItemDetail(
            row=row,
            document=document,
            quote=quote,
            actions=actions,
            addresses=tuple(promises[:2]),
            previous=(),
            follow_ups=(self._follow_up(row),) if row.verdict else (),
            events=(EventView(datetime(2023, 3, 1, 1, 0, tzinfo=UTC), "周宁", "导入", None, Status.PROPOSED, ""),),
        )

    def _linked(self, row: ItemRow, other: ItemRow) -> bool:
        return (row.unit, row.year) == (other.unit, other.year) and row.kind is not other.kind

    def _follow_up(self, row: ItemRow) -> FollowUpView:
        newer = next(one for one in self.documents.values() if one.unit == row.unit and one.year == row.year + 1)
        text = self.texts[newer.id]
        claim = evidence = None
        if row.verdict not in (Verdict.SILENT, None):
            at = text.index("全年工作")
            claim = Quote(newer.id, Span(at, at + 19), text[at : at + 19])
            at = text.index("这一段说的是")
            evidence = Quote(newer.id, Span(at, at + 17), text[at : at + 17], 0.82)
        return FollowUpView(
            year=newer.year,
            document=newer,
            verdict=row.verdict or Verdict.SILENT,
            reason="新报告用相近的话说到了这件事。" if claim else "新报告通篇没有说到这件事。",
            claim=claim,
            evidence=(evidence,) if evidence else (),
            recurs_as=f"{row.number[:2]}-{newer.year}-01" if row.verdict is Verdict.RECURRING else None,
            repeated_as=None,
        )

    def units(self) -> Sequence[UnitRow]:
        self._check("units")
        names = dict.fromkeys(document.unit for document in self.documents.values())
        return [
            UnitRow(
                code,
                name,
                placeholder=False,
                years=tuple(document.year for document in self.documents.values() if document.unit == name),
            )
            for code, name in enumerate(names, 1)
        ]


def make_app(gateway: FakeGateway | None = None) -> TrackerApp:
    """The app on a ledger in memory with a clock that stands still."""
    app = TrackerApp(gateway or FakeGateway.sample(), clock=clock)
    app.animation_level = "none"
    return app


@asynccontextmanager
async def opened(app: TrackerApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app in a terminal of some size, as it is once it has read what it shows."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


PATIENCE = 60.0
"""Seconds after which an app that does not come to rest is a failure: an import may keep the processor that long."""


def painted(app: TrackerApp) -> bool:
    """True where nothing on the screen waits to be laid out, scrolled or drawn."""
    screen = app.screen
    waiting = screen._dirty_widgets or screen._callbacks
    widgets = [screen, *screen.walk_children(Widget)]
    return not waiting and not any(
        one._layout_required or one._scroll_required or one._repaint_required for one in widgets
    )


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no thread is at work, nothing is due later and every message has been handled.

    Asked of the loop: as long as something is ready to run, something is still to come. What is to be painted is painted
    when all else is done, as a terminal gets it, and not after each message as by ``Pilot.pause``.
    """
    app = pilot.app
    assert isinstance(app, TrackerApp)
    loop = asyncio.get_running_loop()
    patience = loop.time() + PATIENCE
    while loop.time() < patience:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined]
            continue
        if not app.at_rest:
            await asyncio.sleep(0.002)
        elif painted(app):
            return
        else:
            app.screen._on_timer_update()
    raise AssertionError("the app does not come to rest")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, as a terminal sends them, and wait after each until the app has come to rest.

    What begins with ``=`` is text that is typed without a pause. ``Pilot.press`` waits until the whole process idles,
    which would take most of a test's time.
    """
    for key in keys:
        strokes = list(key[1:]) if len(key) > 1 and key[0] == "=" else [key]
        for stroke in strokes:
            name = _character_to_key(stroke) if len(stroke) == 1 else stroke
            pilot.app.post_message(Key(name, stroke if len(stroke) == 1 else None))
            await asyncio.sleep(0)
        await settled(pilot)


ScreenT = TypeVar("ScreenT")


def screen_of(app: TrackerApp, kind: type[ScreenT]) -> ScreenT:
    """The screen on top, which has to be of a kind."""
    screen: object = app.screen
    assert isinstance(screen, kind), screen
    return screen


def screen_text(app: TrackerApp) -> str:
    """What stands on the screen, line by line, once all that waits to be painted is painted."""
    width, height = app.size
    app.screen._on_timer_update()
    lines = app.screen._compositor.render_strips()
    assert len(lines) == height, (width, height)
    return "\n".join(strip.text.rstrip() for strip in lines)
