"""An import under way: how far it is and with which file; then what became of each, and on to the review."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tracker.services.importing import FileOutcome, ImportOutcome, ImportStatus
from tracker.tui.background import Failure
from tracker.tui.bars import Caption, HintBar
from tracker.tui.cells import one_line
from tracker.tui.gateway import Gateway
from tracker.tui.labels import Tone
from tracker.tui.own_keys import OwnKeys
from tracker.tui.rows import KnownRows
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.import_files import ImportJob
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.sheet import MarkedText, Sheet
from tracker.tui.states import NoteView, failed
from tracker.tui.text_view import TextView
from tracker.tui.virtual_list import Column, ListHeader, VirtualList

STEPS_PER_FILE = 2
"""Reading and writing."""

_TONES = {
    ImportStatus.IMPORTED: Tone.GOOD,
    ImportStatus.CORRECTED: Tone.INFO,
    ImportStatus.UNCHANGED: Tone.MUTED,
    ImportStatus.FAILED: Tone.BAD,
    ImportStatus.CANCELLED: Tone.WARN,
}


def _warned(file: FileOutcome) -> str:
    return str(len(file.warnings)) if file.warnings else "-"


OUTCOME_COLUMNS: tuple[Column[FileOutcome], ...] = (
    Column("结果", lambda file: file.status.label, 8, tone=lambda file: _TONES[file.status]),
    Column("年度", lambda file: str(file.document.year) if file.document else "-", 4, rank=2),
    Column("问题", lambda file: str(file.document.problems) if file.document else "-", 4, rank=3),
    Column("承诺", lambda file: str(file.document.commitments) if file.document else "-", 4, rank=4),
    Column("提醒", _warned, 4, rank=1, tone=lambda file: Tone.WARN if file.warnings else Tone.MUTED),
    Column("单位", lambda file: file.document.unit if file.document else "-", 18, rank=5),
    Column("文件", lambda file: file.path.name, 16),
)


def describe_outcome(file: FileOutcome, keys: OwnKeys) -> MarkedText:
    """What became of one file: why it was refused and what to do, or what a person should know.

    Args:
        file: the file.
        keys: those of this person.
    """
    sheet = Sheet()
    sheet.line((file.status.label, _TONES[file.status]), "  ", (one_line(str(file.path)), Tone.MUTED))
    if file.error:
        sheet.line(file.error, label="原因 ", tone=Tone.BAD)
        sheet.line(file.hint, label="怎么办 ")
        if "--year" in file.hint or "--org" in file.hint:
            back, again = keys.hint("app.back"), keys.press("documents.import")
            sheet.line(f"在界面里：{back}，{again} 再选这个文件，在下面写上年度、单位。", label="       ")
    if file.status is ImportStatus.UNCHANGED:
        sheet.line("这份报告以前导入过，台账没有变化。")
    if file.status is ImportStatus.CANCELLED:
        sheet.line("还没有轮到它就取消了，台账里没有它。")
    for warning in file.warnings:
        sheet.line(warning, label="提醒 ", tone=Tone.WARN)
    if file.doubtful:
        sheet.line(f"先核对这 {len(file.doubtful)} 项：", label="")
        for row in file.doubtful[:8]:
            sheet.line((f"{row.confidence:.0%}  ", Tone.WARN), one_line(row.title), indent=2, label=f"{row.number} ")
    for pair in file.follow_ups:
        sheet.line(f"和 {pair.older.year} 年的对了账，{len(pair.items)} 项。", label="对账 ")
    return sheet.done()


class ProgressLine(Widget):
    """How much is done, drawn with blanks of another colour: it stays straight in every terminal."""

    COMPONENT_CLASSES = {"progress--done", "progress--left"}

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.share = 0.0

    def show(self, share: float) -> None:
        """Show a share from 0 to 1."""
        self.share = min(max(share, 0.0), 1.0)
        self.refresh()

    def render(self) -> Content:
        done = round(self.size.width * self.share)
        style = "reverse" if self.app.no_color else "on $success"
        left = "dim" if self.app.no_color else "on $foreground 15%"
        return Content.assemble((" " * done, style), (" " * (self.size.width - done), left))


class ImportingScreen(TrackerScreen):
    """One import. Esc stops it between two files; what has been written stays, whole, and is one command to undo."""

    KEYS = "importing"

    class Advanced(Message, bubble=False):
        """A step is done; only the latest is worth telling."""

        def __init__(self, done: int, total: int, path: Path) -> None:
            super().__init__()
            self.done = done
            self.total = total
            self.path = path

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ImportingScreen.Advanced)

    def __init__(
        self, gateway: Gateway, job: ImportJob, *, arrived: Callable[[int], None] = lambda _document: None
    ) -> None:
        """Import.

        Args:
            gateway: what imports.
            job: what is imported.
            arrived: told the first of the reports that came in.
        """
        super().__init__(gateway)
        self.job = job
        self.outcome: ImportOutcome | None = None
        self._arrived = arrived
        self._stop = threading.Event()
        self._over = False
        self._undoes_import = True
        """False once something else may have been done since: then undoing would take back that."""

    def compose(self) -> ComposeResult:
        files: VirtualList[FileOutcome] = VirtualList(OUTCOME_COLUMNS, id="items")
        yield Caption()
        yield ProgressLine(id="progress")
        yield NoteView(id="note")
        with Vertical(id="body"):
            yield ListHeader(files, id="header")
            yield files
            yield TextView(id="detail")
        yield HintBar(id="hints")

    def set_up(self) -> None:
        super().set_up()
        self.query_one("#note", NoteView).show(None)
        self.query_one("#body").display = False
        self.show_hints()
        self._say("正在找报告……", self.own_keys.hint("app.back", "取消"))
        job, stop = self.job, self._stop

        def tell(done: int, total: int, path: Path) -> None:
            self.post_message(self.Advanced(done, total, path))

        self.ask(
            "import",
            lambda: self.gateway.import_reports(
                job.paths, org=job.org, year=job.year, progress=tell, cancelled=stop.is_set
            ),
            self._done,
            self._fail,
        )

    def on_unmount(self) -> None:
        self._stop.set()

    def _say(self, first: str, second: str = "") -> None:
        self.query_one(Caption).say(first, second)

    def on_importing_screen_advanced(self, message: Advanced) -> None:
        """Tell how far it is."""
        if self._over:
            return
        self.query_one(ProgressLine).show(message.done / max(message.total, 1))
        files, of = message.done // STEPS_PER_FILE, message.total // STEPS_PER_FILE
        stop = self.own_keys.hint("app.back", "取消：做完手上这一份就停")
        stopping = "正在取消，做完手上这一份就停……" if self._stop.is_set() else stop
        doing = "读" if message.done <= of else "写"
        self._say(f"导入：{doing} {Path(*message.path.parts[-2:])}", f"{files} / {of} 份  {stopping}")

    def _done(self, outcome: ImportOutcome) -> None:
        self._over = True
        self.outcome = outcome
        for file in outcome.files:
            if file.document is not None:
                self._arrived(file.document.id)
                break
        self.home.much_changed.publish(None)
        whole = [file for file in outcome.files if file.document is not None]
        if len(outcome.files) == 1 and whole and whole[0].document is not None:
            said = "；".join((f"{whole[0].path.name}：{whole[0].status.label}", *whole[0].warnings[:2]))
            self._review(whole[0], said)
            return
        self.query_one(ProgressLine).show(1.0 if not self._stop.is_set() else 0.0)
        self._say_outcome(outcome)
        self.query_one("#body").display = True
        files = self.query_one("#items", VirtualList)
        first = next((at for at, file in enumerate(outcome.files) if file.document is not None), 0)
        files.show(KnownRows(outcome.files), cursor=first)
        self.set_focus(files)

    def _say_outcome(self, outcome: ImportOutcome) -> None:
        counts = [
            f"{status.label} {count} 份"
            for status in ImportStatus
            if (count := sum(file.status is status for file in outcome.files))
        ]
        came = any(file.status is ImportStatus.IMPORTED for file in outcome.files)
        whole = any(file.document is not None for file in outcome.files)
        ways = [self.own_keys.hint("list.open", "核对光标所在的一份")] if whole else []
        ways += [
            self.own_keys.hint("app.back"),
            *([self.undo_hint("整个撤销")] if came and self._undoes_import else []),
        ]
        self._say("导入完了：" + "，".join(counts), "  ".join(ways))

    def _fail(self, failure: Failure) -> None:
        self._over = True
        self.query_one(ProgressLine).display = False
        self._say("没有导入", self.own_keys.hint("app.back"))
        self.query_one("#note", NoteView).show(failed(failure))

    @on(VirtualList.Moved, "#items")
    def _tell_file(self) -> None:
        file = self.query_one("#items", VirtualList).current
        if file is not None:
            self.query_one("#detail", TextView).show(describe_outcome(file, self.own_keys))

    @on(VirtualList.Opened, "#items")
    def action_open(self) -> None:
        """Go through the report of the file under the cursor."""
        file = self.query_one("#items", VirtualList).current
        if file is None or file.document is None:
            self.tell("这个文件没有导入，没有可以核对的。")
        else:
            self.app.push_screen(ReviewScreen(self.gateway, file.document.id), self._reviewed)

    def _reviewed(self, _nothing: None) -> None:
        self._undoes_import = False
        if self.outcome is not None:
            self._say_outcome(self.outcome)

    def _review(self, file: FileOutcome, said: str) -> None:
        assert file.document is not None
        screen = ReviewScreen(self.gateway, file.document.id, said=said)
        self.app.switch_screen(screen)

    def action_undo(self) -> None:
        """Not before it is done: it would take back something else."""
        if self._over:
            super().action_undo()
        else:
            self.tell(f"导入还没有完，先{self.own_keys.press('app.back')} 取消。")

    def action_back(self) -> None:
        """While it runs: stop between two files. Afterwards: leave."""
        if self._over:
            self.dismiss()
        else:
            self._stop.set()
            self._say("正在取消……", "做完手上这一份就停；已经写进台账的都完整，可以整个撤销")
