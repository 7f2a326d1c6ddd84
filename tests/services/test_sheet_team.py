"""A sheet on a team's database: what the database refuses to somebody is refused row by row, the rest is taken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.services.test_sheet_reading import EXTRA, fill
from tests.services.test_team import Team, new_people
from tracker.domain.kinds import Status
from tracker.services.items import show_item
from tracker.services.sheet_reading import read_sheet
from tracker.services.sheets import export_sheet
from tracker.services.views import ItemFilter

__all__ = ["new_people"]

NOW = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)


def test_a_unit_fills_in_its_rows_and_may_not_make_the_clerks_moves(new_people: Team, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with new_people.signed_in("经办") as ledger:
        made = export_sheet(ledger, ItemFilter(year=2021), profile=EXTRA, choice="", actor="经办", now=NOW)
    file.write_bytes(made.content)
    fill(
        file,
        {
            ("01-2021-01", "责任人"): "王五",
            ("01-2021-01", "状态"): "待整改",
            ("01-2021-01", "变更说明"): "与原文一致",
            ("02-2021-01", "责任人"): "别的单位的",
        },
    )
    with new_people.signed_in("甲办") as ledger:
        found = read_sheet(ledger, file, profile=EXTRA, actor="甲办", now=NOW)
        assert [(cell.number, cell.filled) for cell in found.taken] == [("01-2021-01", "王五")]
        (refusal,) = found.refused
        assert [cell.column.label for cell in refusal.cells] == ["状态", "变更说明"]
        assert refusal.hint
        assert "台账里没有编号 02-2021-01" in {trouble.why for trouble in found.comparison.troubles}
        detail = show_item(ledger, "01-2021-01")
        assert (detail.fields.person, detail.row.status) == ("王五", Status.PROPOSED)
