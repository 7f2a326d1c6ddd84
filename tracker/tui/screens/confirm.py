"""Before many items are changed: how many, what changes, three of them, which refuse and why. Then it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Static

from tracker.domain.kinds import Status
from tracker.profile.model import Profile
from tracker.services.doing import Doing, Done, Moving, Outlook
from tracker.tui.background import Failure
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.labels import Tone
from tracker.tui.own_keys import OwnKeys
from tracker.tui.screens.modal import Dialog
from tracker.tui.sheet import MarkedText, Sheet, shortened
from tracker.tui.text_view import TextView
from tracker.tui.underway import Through, Underway
from tracker.tui.words import Words

_REASONS = 6
"""How many reasons of refusal are told."""
_VALUE = 40
"""Characters of a column's content that are shown."""


def describe_outlook(found: Outlook, what: Doing, *, total: int, profile: Profile, keys: OwnKeys) -> MarkedText:
    """What would become of many items, to be agreed to.

    Args:
        found: what was looked at.
        what: is to be done.
        total: how many items were marked.
        profile: the office's own way.
        keys: those of this person.
    """
    sheet = Sheet()
    count = len(found.seen)
    sheet.line(
        (f"{total:,} 项里有 {count:,} 项要改", Tone.STRONG),
        f"，办了以后{keys.press('app.undo')} 一次就全部退回。" if count else "。",
    )
    if found.same:
        sheet.line(f"{found.same:,} 项本来就是这样，不动。")
    changing = {change.label: change.after for example in found.examples for change in example.changes}
    if isinstance(what, Moving):
        changing["状态"] = profile.states[what.target]
    if changing:
        sheet.heading("改什么")
        for label, after in changing.items():
            sheet.line(_short(after) or "（清空）", indent=2, label=f"{label} → ")
    if found.examples:
        sheet.heading("例如" if count > len(found.examples) else "是这些")
        for example in found.examples:
            state = _state(example.row.status, what, profile)
            sheet.line(f"{state}  {one_line(example.row.title)}", indent=2, label=f"{example.row.number} ")
            for change in example.changes:
                if change.label != "状态" and change.before:
                    sheet.line((f"{change.label}原来是：{_short(change.before)}", Tone.WARN), indent=4)
    if found.refusals:
        sheet.heading(f"{found.refused:,} 项不改")
        for one in found.refusals[:_REASONS]:
            named = "、".join(one.numbers) + (" 等" if one.count > len(one.numbers) else "")
            sheet.line((f"{one.count:,} 项", Tone.WARN), f"  {one.reason}（{named}）", indent=2)
        if len(found.refusals) > _REASONS:
            rest = sum(one.count for one in found.refusals[_REASONS:])
            sheet.line(f"还有 {rest:,} 项，另有 {len(found.refusals) - _REASONS} 种原因", indent=2)
    return sheet.done()


def _state(status: Status, what: Doing, profile: Profile) -> str:
    here = profile.states[status]
    return f"{here} → {profile.states[what.target]}" if isinstance(what, Moving) else here


def _short(text: str) -> str:
    words = text.replace("\n", "；")
    return words if len(words) <= _VALUE else f"{words[: _VALUE - 2]}.."


class ConfirmScreen(Dialog[Done | None]):
    """Looks at the items, shows what would become of them, and does it once a person agrees. Esc calls it off."""

    KEYS = "confirm"
    AUTO_FOCUS = "#outlook"

    def __init__(self, gateway: Gateway, ids: Sequence[int], what: Doing, *, title: str, profile: Profile) -> None:
        super().__init__()
        self.gateway = gateway
        self.what = what
        self.outlook: Outlook | None = None
        self._ids = ids
        self._title = title
        self._profile = profile
        self.underway = Underway(self)

    def compose(self) -> ComposeResult:
        with self.box(f"{self._title}：请确认"):
            yield TextView(id="outlook")
            yield Static("", id="progress", markup=False)
            yield Words(id="error")
            with Horizontal(classes="buttons"):
                yield Button("就这样办", id="agree", variant="primary", compact=True)
                yield Button("不办", id="leave", compact=True)

    def hints(self) -> Mapping[str, str]:
        return {"dialog.leave": "不办"}

    def set_up(self) -> None:
        self._look()

    def _look(self) -> None:
        self._begin("逐项核对")
        self.ask(
            "outlook",
            lambda: self.gateway.outlook(self._ids, self.what, self.underway.through),
            self._show,
            self._failed,
        )

    def _begin(self, doing: str) -> None:
        again, back = self.own_keys.press("confirm.agree"), self.own_keys.press("dialog.leave")
        self.underway.begin(doing, not_done="改", hint=f"{again} 重新办，{back} 回去")
        self.query_one("#agree", Button).disabled = True
        self.query_one("#progress", Static).update(f"正在{doing}……  {self._stop}")
        self.query_one("#progress").display = True

    @property
    def _stop(self) -> str:
        return self.own_keys.hint("dialog.leave", "停下")

    def _end(self) -> None:
        self.underway.end()
        self.query_one("#progress").display = False
        self.query_one("#agree", Button).disabled = self.outlook is None or not self.outlook.seen

    def on_through(self, message: Through) -> None:
        """Say how far it is."""
        if self.underway.doing:
            self.query_one("#progress", Static).update(self.underway.words(message, self._stop))

    def _show(self, found: Outlook) -> None:
        self.outlook = found
        self._end()
        words = describe_outlook(found, self.what, total=len(self._ids), profile=self._profile, keys=self.own_keys)
        self.query_one(TextView).show(words)
        if not found.seen:
            self.say("没有一项要改。")

    def _failed(self, failure: Failure) -> None:
        self._end()
        self.say(shortened(f"{failure.reason}。{failure.next_step}"))

    def action_agree(self) -> None:
        """Do it."""
        if self.underway.doing:
            return
        if self.outlook is None:
            self.say("")
            self._look()
        elif self.outlook.seen:
            seen = self.outlook.seen
            self.say("")
            self._begin("办理")
            through = self.underway.through
            self.ask("do", lambda: self.gateway.carry_out(seen, self.what, through), self._done, self._not_done)

    def _done(self, done: Done) -> None:
        self.dismiss(done)

    def _not_done(self, failure: Failure) -> None:
        """Nothing was changed: what was seen may no longer hold."""
        self.outlook = None if not self.underway.stopped else self.outlook
        self._failed(failure)

    def action_leave(self) -> None:
        """Stop what is under way, else leave."""
        if self.underway.stop():
            self.say("正在停下……")
        else:
            self.dismiss(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The same by mouse."""
        event.stop()
        if event.button.id == "agree":
            self.action_agree()
        else:
            self.action_leave()
