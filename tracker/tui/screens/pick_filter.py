"""A dialog to choose filter conditions from lists, for those who do not care to type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Label, Select

from tracker.domain.kinds import ItemKind, Status, Verdict
from tracker.services.views import ItemFilter, UnitRow
from tracker.tui.cells import one_line
from tracker.tui.query import OUTSTANDING_LABEL
from tracker.tui.screens.modal import Dialog


class PickFilterScreen(Dialog[ItemFilter | None]):
    """Unit, year, kind, status and verdict; each may be left open."""

    KEYS = "pick_filter"

    def __init__(self, wanted: ItemFilter, units: Sequence[UnitRow], states: Mapping[Status, str]) -> None:
        """Offer conditions.

        Args:
            wanted: those in force.
            units: the units of the ledger.
            states: what each state is called here.
        """
        super().__init__()
        self._states = states
        self._wanted = wanted
        self._units = tuple(units)

    def compose(self) -> ComposeResult:
        wanted = self._wanted
        years = sorted({year for unit in self._units for year in unit.years} | {wanted.year or 0}, reverse=True)
        with self.box("选筛选条件"):
            yield from self._row("单位", "unit", [(unit.name, unit.name) for unit in self._units], wanted.unit)
            yield from self._row("年份", "year", [(f"{year} 年", year) for year in years if year], wanted.year)
            yield from self._row("类别", "kind", [(kind.label, kind) for kind in ItemKind], wanted.kind)
            statuses: list[tuple[str, Any]] = [(OUTSTANDING_LABEL, OUTSTANDING_LABEL)]
            statuses += [(self._states[status], status) for status in Status]
            chosen = OUTSTANDING_LABEL if wanted.outstanding else wanted.status
            yield from self._row("状态", "status", statuses, chosen)
            yield from self._row(
                "对账结论", "verdict", [(verdict.label, verdict) for verdict in Verdict], wanted.verdict
            )
            with Horizontal(classes="buttons"):
                yield Button("筛选", id="apply", variant="primary", compact=True)
                yield Button("全部放开", id="open", compact=True)
                yield Button("取消", id="cancel", compact=True)

    def hints(self) -> Mapping[str, str]:
        return {"answer.apply": "筛选"}

    def _row(self, title: str, id: str, options: Sequence[tuple[str, Any]], value: Any) -> ComposeResult:
        known = any(value == option for _label, option in options)
        with Horizontal(classes="row"):
            yield Label(title, markup=False)
            yield Select(
                [(Content(one_line(label, 60)), option) for label, option in options],
                prompt="不限",
                id=id,
                value=value if known else Select.NULL,
                compact=True,
            )

    def _chosen(self, id: str) -> Any:
        select: Select[Any] = self.query_one(f"#{id}", Select)
        return None if select.is_blank() else select.value

    @on(Button.Pressed, "#apply")
    def action_apply(self) -> None:
        """Filter by what is chosen; the words typed stay."""
        status = self._chosen("status")
        self.dismiss(
            replace(
                self._wanted,
                unit=self._chosen("unit"),
                year=self._chosen("year"),
                kind=self._chosen("kind"),
                status=None if status == OUTSTANDING_LABEL else status,
                verdict=self._chosen("verdict"),
                outstanding=status == OUTSTANDING_LABEL,
            )
        )

    @on(Button.Pressed, "#open")
    def _open_all(self) -> None:
        self.dismiss(ItemFilter())

    @on(Button.Pressed, "#cancel")
    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
