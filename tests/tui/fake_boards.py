"""The figures of a year in memory, for states that a real ledger is hard to bring into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tests.services.year_by_hand import ByHand, Matter
from tracker.domain.cuts import Cut
from tracker.domain.errors import UsageError
from tracker.domain.kinds import Theme
from tracker.reporting.model import USUAL_COUNTING
from tracker.reporting.year_board import Which, YearBoard
from tracker.services.delivering import FileForm, Written
from tracker.services.items import Stop
from tracker.services.views import ItemRow


class FakeBoards:
    """The part of the gateway that asks for a whole year."""

    rows: dict[int, ItemRow]
    written: list[tuple[int, str | None, tuple[FileForm, ...], Path, bool]]
    _check: Callable[[str], None]

    def year_board(
        self,
        year: int,
        unit: str | None,
        *,
        progress: Callable[[int, int], None],
        stop: Stop | None = None,
    ) -> YearBoard:
        self._check("year_board")
        counter = ByHand(year=year, today=date(2024, 1, 15), rule=USUAL_COUNTING, unit=unit or "")
        themes = tuple(Theme)
        names = dict.fromkeys(row.unit for row in self.rows.values() if unit in (None, row.unit))
        for done, name in enumerate(names, start=1):
            own = [row for row in self.rows.values() if row.unit == name and row.year <= year]
            again = {row.title: row.number for row in own if row.year == 2022}
            counter.take(
                name,
                [
                    Matter(
                        id=row.id,
                        number=row.number,
                        kind=row.kind,
                        year=row.year,
                        title=row.title,
                        status=row.status,
                        verdict=row.verdict,
                        theme=themes[row.id % 4],
                        late=row.id % 6 == 0,
                        again_as=again.get(row.title) if row.id % 2 else None,
                    )
                    for row in own
                ],
            )
            progress(done, len(names))
        return counter.board()

    def items_of(self, which: Which, *, stop: Stop | None = None) -> Sequence[int]:
        self._check("items_of")
        assert not isinstance(which, Cut), "what was counted by hand names its items"
        return which

    def write_year_report(
        self,
        year: int,
        unit: str | None,
        *,
        forms: Sequence[FileForm],
        folder: Path,
        issue: bool,
        progress: Callable[[int, int, str], None],
    ) -> Written:
        self._check("write_year_report")
        for done, what in enumerate(("读台账", "成文", *(f"写{form.label}" for form in forms))):
            progress(done, 2 + len(forms), what)
        if not folder.is_dir():
            raise UsageError(f"没有“{folder}”这个文件夹", "请先建好，或另写一个")
        self.written.append((year, unit, tuple(forms), folder, issue))
        return Written(tuple(folder / f"报告.{form.value}" for form in forms))
