"""The lines at the edges of a screen: where one is, and what one can do here."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from tracker.tui.actions import ACTIONS, Action, key_name
from tracker.tui.cells import one_line, padded, width_of

MODES = tuple(action for action in ACTIONS if action.run.startswith("app.show_mode("))
"""The actions that lead to the main screens."""

TOLD_SECONDS = 5
WRONG_SECONDS = 10


class TopBar(Widget):
    """The main screens as tabs on the left, a few words about the present one on the right."""

    def __init__(self, mode: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode = mode
        self._words = ""
        self._warning = ""

    def warn(self, words: str) -> None:
        """Put a warning before the words, until it is taken away by another, which may be empty."""
        self._warning = words
        self.refresh()

    def say(self, words: str) -> None:
        """Put words on the right."""
        self._words = one_line(words)
        self.refresh()

    @property
    def words(self) -> str:
        """The words on the right."""
        return self._words

    def render(self) -> Content:
        words = "    ".join(part for part in (self._warning, self._words) if part)
        whole = self._tabs(short=False)
        # Where the words do not fit beside them, the tabs of other screens keep no more than their keys.
        fits = width_of(words) + 3 <= self.size.width - width_of(whole.plain)
        tabs = whole if fits else self._tabs(short=True)
        room = self.size.width - width_of(tabs.plain) - 1
        if width_of(words) > room - 2:
            words = _cut(words, max(room - 2, 0))
        return Content("").join([tabs, Content(" " * max(room - width_of(words), 0) + words)])

    def _tabs(self, *, short: bool) -> Content:
        own = getattr(self.app, "own_keys", None)
        tabs: list[Content] = []
        for action in own.applied(MODES) if own is not None else MODES:
            here = action.run == f"app.show_mode('{self._mode}')"
            key = key_name(action.keys[0]) if action.keys else ""
            name = key if short and key and not here else f"{key} {action.label}".strip()
            style = "bold reverse" if here else "$foreground-muted"
            tabs.append(Content(f" {name} ").stylize(style).stylize(Style.from_meta({"@click": action.run})))
        return Content("").join(tabs)


class Caption(Widget):
    """Two lines above a text that say what it is and where one is in it; two dots end what has no room."""

    def __init__(self) -> None:
        super().__init__(id="caption")
        self._lines = ("", "")

    def say(self, first: str, second: str = "") -> None:
        """Show other lines."""
        self._lines = (one_line(first), one_line(second))
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        return Content("\n".join(padded(f" {line}", width).rstrip() for line in self._lines))


def _cut(text: str, width: int) -> str:
    while text and width_of(text) > width:
        text = text[:-1]
    return text


class HintBar(Widget):
    """At most seven hints; each can be clicked. For a few seconds it gives its place to what there is to tell.

    Textual's toasts are not used: a Chinese character that lies over the edge of a pane vanishes from them
    (Textualize/textual#6357).
    """

    def __init__(self, hints: Sequence[Action] = (), id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints = tuple(hints)
        self._told = ""
        self._until: Timer | None = None

    def show(self, hints: Sequence[Action]) -> None:
        """Show other hints."""
        if self._hints != tuple(hints):
            self._hints = tuple(hints)
            self.refresh()

    def tell(self, words: str, *, wrong: bool = False) -> None:
        """Say something for a few seconds.

        Args:
            words: what is said; at most three lines of it are seen.
            wrong: it is about a failure.
        """
        self._told = one_line(words)
        self.set_class(wrong, "-wrong")
        self.set_class(not wrong, "-told")
        if self._until is not None:
            self._until.stop()
        self._until = self.set_timer(WRONG_SECONDS if wrong else TOLD_SECONDS, self._forget)
        self._drawn_anew()

    def _forget(self) -> None:
        self._told = ""
        self.remove_class("-wrong", "-told")
        self._drawn_anew()

    def _drawn_anew(self) -> None:
        """Draw it; the whole screen is only laid out again where one line is not enough, or no longer needed."""
        long = width_of(self._told) >= self.size.width - 2
        self.refresh(layout=long or self.size.height > 1)

    def render(self) -> Content:
        if self._told:
            return Content(" " + self._told)
        parts: list[Content] = []
        for action in self._with_room():
            key = key_name(action.keys[0])
            hint = Content.assemble(" ", (key, "bold"), " ", action.label, " ")
            target = action.run if action.run.startswith(("app.", "screen.")) else f"screen.{action.run}"
            parts.append(hint.stylize(Style.from_meta({"@click": target})))
        return Content("").join(parts)

    def _with_room(self) -> Sequence[Action]:
        """The hints that there is room for, as they come; that of the help stays in any case."""
        hints = [action for action in self._hints if action.keys]
        while len(hints) > 1 and sum(map(_hint_width, hints)) > self.size.width:
            hints.remove(next(action for action in reversed(hints) if action.id != "app.help"))
        return hints


def _hint_width(action: Action) -> int:
    return width_of(key_name(action.keys[0])) + width_of(action.label) + 3
