"""How the two dialogs look that need more than a ledger in memory says: many items at once, and evidence."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from textual.screen import ModalScreen

from tests.tui.fakes import NOW, FakeGateway, make_app, press, settled
from tests.tui.test_snapshots import LOOKS, NARROW, laid_out
from tracker.domain.fields import Field
from tracker.domain.kinds import EvidenceKind, Status
from tracker.domain.record import EvidenceRecord
from tracker.domain.status import Standing
from tracker.profile.loading import default_profile
from tracker.services.doing import Doing, Example, Filling, Outlook, Progress, Refusal, seen_of
from tracker.services.views import FieldChange
from tracker.tui.app import TrackerApp
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.evidence import EvidenceScreen

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are drawn on Python 3.11; others round colours otherwise"
)

WHAT = Filling({Field.LEADER: "赵书记", Field.DUE_ON: date(2024, 6, 30)}, "分工调整")


class Foreseeing(FakeGateway):
    """Knows what would become of items, and has evidence."""

    def outlook(self, ids: Sequence[int], what: Doing, progress: Progress | None = None) -> Outlook:
        rows = [self.rows[one] for one in ids]
        examples = tuple(
            Example(row, (FieldChange("责任领导", before, "赵书记"), FieldChange("整改时限", "", "2024-06-30")))
            for row, before in zip(rows, ("", "钱镇长（已调离，原分管社会事务和基层治理）", ""), strict=False)
        )
        return Outlook(
            {row.id: seen_of(what, row.status, Standing(status=row.status).fields) for row in rows[:-3]},
            1,
            (
                Refusal("已销号的不能再填", "先重新打开", (rows[-1].number, rows[-2].number), 2),
                Refusal("已不纳入，台账里没有这一项了", "", (rows[-3].number,), 1),
            ),
            examples,
        )

    def evidence(self, number: str) -> Sequence[EvidenceRecord]:
        if not number:
            return ()
        return tuple(
            EvidenceRecord(
                id=at,
                round=1 + at // 3,
                kind=kind,
                title=title,
                dated=date(2024, 1, 3 + at),
                path=f"佐证/{title}.pdf",
                sha256="0" * 64,
                size=20_480,
                kept=at != 2,
                note=note,
                added_at=NOW,
                added_by="周宁",
            )
            for at, (kind, title, note) in enumerate(PIECES)
        )


PIECES = (
    (EvidenceKind.MINUTES, "党委会议纪要〔2024〕3号", "专题研究整改方案，定人定责"),
    (next(iter(EvidenceKind)), "[b]签到表[/] 👩‍🏫", ""),
    (list(EvidenceKind)[-1], "路灯修复前后对照照片及各村确认单（共十二个村，按村排列）", "十二个村都已修好"),
)


def many(app: TrackerApp, fake: Foreseeing) -> ModalScreen[None]:
    ids = sorted(fake.rows)[:12]
    return ConfirmScreen(fake, ids, WHAT, title="填写责任领导、整改时限", profile=default_profile())  # type: ignore[return-value]


def proofs(app: TrackerApp, fake: Foreseeing) -> ModalScreen[None]:
    row = next(row for row in fake.rows.values() if row.status is Status.IN_PROGRESS)
    return EvidenceScreen(fake, row, today=app.today)  # type: ignore[return-value]


DIALOGS: Mapping[str, Callable[[TrackerApp, Foreseeing], ModalScreen[None]]] = {"confirm": many, "evidence": proofs}


@pytest.mark.parametrize("name", DIALOGS)
async def test_dialog(name: str, snapshot: SnapshotAssertion) -> None:
    made = Foreseeing()
    for unit in range(3):
        for year in (2021, 2022):
            made.add_report(unit, year)
    app = make_app(made)
    drawn = snapshot.use_extension(SVGImageExtension)
    async with app.run_test(size=NARROW) as pilot:
        for look, size, theme in LOOKS:
            app.theme = theme
            await pilot.resize_terminal(*size)
            await settled(pilot)
            await laid_out(pilot, app, size)
            app.push_screen(DIALOGS[name](app, made))
            await settled(pilot)
            assert app.export_screenshot(title="整改跟踪") == drawn(name=look)
            await press(pilot, "escape")
