"""A dialog to hold something else of an item than the program proposes: which verdict, why, and as which item."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tracker.domain.kinds import Verdict
from tracker.services.views import ItemRow
from tracker.tui.answers import PairedItem
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.inputs import LineInput
from tracker.tui.labels import VERDICT_TONE, Tone
from tracker.tui.rows import KnownRows
from tracker.tui.screens.modal import Dialog
from tracker.tui.virtual_list import Column, VirtualList
from tracker.tui.words import Words

_AGAIN = (Verdict.CONTESTED, Verdict.RECURRING)

_MEANS = {
    Verdict.CONTESTED: "报告称已整改，问题却又在",
    Verdict.RECURRING: "又列为问题，或又承诺一遍",
    Verdict.IN_PROGRESS: "报告说还在改",
    Verdict.RECTIFIED: "报告说改好了；要验收才能销号",
    Verdict.EVIDENCED: "说了相应的工作，没说改没改",
    Verdict.SILENT: "报告没有说到",
}


class JudgeScreen(Dialog[ItemRow | None]):
    """Choose the verdict, then write why. Nothing here changes the state of the item."""

    KEYS = "judge"
    AUTO_FOCUS = "#verdicts"

    def __init__(self, gateway: Gateway, item: PairedItem) -> None:
        super().__init__()
        self.gateway = gateway
        self.item = item

    def compose(self) -> ComposeResult:
        proposed = self.item.told.proposed
        columns: tuple[Column[Verdict], ...] = (
            Column("", lambda verdict: verdict.label, 18, tone=lambda verdict: VERDICT_TONE[verdict]),
            Column("", lambda verdict: "机器的判断" if verdict is proposed else "", 10, tone=lambda _: Tone.MUTED),
            Column("", lambda verdict: _MEANS[verdict], 20, tone=lambda _: Tone.MUTED),
        )
        with self.box("改判"):
            yield Static(one_line(f"{self.item.row.number}  {self.item.row.title}"), id="which", markup=False)
            yield Static(f"{self.item.told.year} 年报告到底怎么说它：", id="now", markup=False)
            yield VirtualList(columns, id="verdicts")
            yield Static("又列为哪一项（编号，可不写）：", id="ask-again", markup=False)
            yield LineInput(placeholder="如 03-2022-07", id="again")
            yield Static("", id="ask-note", markup=False)
            yield LineInput(placeholder="如：现场看过，路灯没有装", id="note")
            yield Words(id="error")

    def hints(self) -> Mapping[str, str]:
        return {"list.open": "下一步", "line.enter": "", "answer.apply": "保存"}

    def set_up(self) -> None:
        told = self.item.told
        verdicts = tuple(Verdict)
        self._list.styles.height = len(verdicts)
        self._list.show(KnownRows(verdicts), cursor=verdicts.index(told.verdict))
        self.query_one("#again", Input).value = told.recurs_as or told.repeated_as or ""
        if told.judgement is not None:
            self.query_one("#note", Input).value = one_line(told.judgement.note)

    @property
    def _list(self) -> VirtualList[Verdict]:
        return self.query_one("#verdicts", VirtualList)

    @on(VirtualList.Moved, "#verdicts")
    def _chosen(self) -> None:
        verdict = self._list.current
        again = verdict in _AGAIN
        self.query_one("#ask-again").display = again
        self.query_one("#again").display = again
        needed = "写明理由：" if verdict is not self.item.told.proposed else "说明（可不写）："
        self.query_one("#ask-note", Static).update(needed)
        self.say("")

    @on(VirtualList.Opened, "#verdicts")
    def _to_inputs(self) -> None:
        self.set_focus(self.query_one("#again" if self._list.current in _AGAIN else "#note"))

    @on(Input.Submitted, "#again")
    def _to_note(self) -> None:
        self.set_focus(self.query_one("#note"))

    @on(Input.Submitted, "#note")
    def action_apply(self) -> None:
        """Try it; what is missing or refused is said here, and what was typed stays."""
        verdict = self._list.current
        if verdict is None or self.busy:
            return
        told = self.item.told
        note = self.query_one("#note", Input).value.strip()
        again = self.query_one("#again", Input).value.strip() if verdict in _AGAIN else ""
        if verdict is not told.proposed and not note:
            self.say("和机器的判断不同，要写明理由。")
            self.set_focus(self.query_one("#note"))
            return
        known = again in (told.recurs_as, told.repeated_as) and verdict in _AGAIN and told.proposed in _AGAIN
        self.busy = True
        self.say("")
        self.ask(
            "judge",
            lambda: self.gateway.judge(
                self.item.row.number,
                verdict,
                year=told.year,
                note=note,
                again=None if known else again or None,
                expected=told.held,
            ),
            self._judged,
            self.refused,
        )

    def _judged(self, row: ItemRow) -> None:
        self.dismiss(row)

    def action_leave(self) -> None:
        """Change nothing; in a line of text, first go back to the choice of verdicts."""
        if isinstance(self.focused, Input):
            self.set_focus(self._list)
        else:
            self.dismiss(None)
