"""报告: every imported report with what is still to be looked at, the one under the cursor written out beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import on
from textual.events import DescendantFocus

from tracker.domain.errors import UsageError
from tracker.domain.report import UNSURE
from tracker.services.document_views import DocumentDetail, DocumentLine
from tracker.services.views import ItemRow
from tracker.tui.describe_document import describe_document
from tracker.tui.document_query import parse_documents, toggled_waiting
from tracker.tui.gateway import Gateway
from tracker.tui.inputs import DocumentFilterInput
from tracker.tui.labels import Tone
from tracker.tui.screens.base import QUIET, SETTLE
from tracker.tui.screens.filtered_list import FilteredListScreen
from tracker.tui.screens.form import Blank, FormScreen, Values
from tracker.tui.screens.import_files import ImportFilesScreen, ImportJob
from tracker.tui.screens.importing import ImportingScreen
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.source import SourceScreen
from tracker.tui.sheet import MarkedText
from tracker.tui.states import Note, no_documents
from tracker.tui.virtual_list import Column, VirtualList


def _waiting(line: DocumentLine) -> str:
    return str(line.waiting) if line.waiting else "-"


def _waiting_tone(line: DocumentLine) -> Tone:
    return Tone.WARN if line.waiting else Tone.MUTED


def _lowest(line: DocumentLine) -> str:
    return f"{line.lowest:.0%}" if line.lowest is not None else "-"


def _lowest_tone(line: DocumentLine) -> Tone:
    return Tone.WARN if line.lowest is not None and line.lowest < UNSURE else Tone.MUTED


def _muted(_line: DocumentLine) -> Tone:
    return Tone.MUTED


DOCUMENT_COLUMNS: tuple[Column[DocumentLine], ...] = (
    Column("年度", lambda line: str(line.document.year), 4),
    Column("事项", lambda line: str(line.document.problems + line.document.commitments), 4),
    Column("待确认", _waiting, 6, tone=_waiting_tone),
    Column("最低把握", _lowest, 8, rank=1, tone=_lowest_tone),
    Column("页", lambda line: str(line.pages) if line.pages else "-", 4, rank=3, tone=_muted),
    Column("更正", lambda line: f"{line.corrections} 次" if line.corrections else "-", 4, rank=2, tone=_muted),
    Column("单位", lambda line: line.document.unit, 18),
)


class DocumentsScreen(FilteredListScreen[DocumentLine, DocumentDetail]):
    """The list of reports."""

    KEYS = "documents"

    def __init__(self, gateway: Gateway) -> None:
        super().__init__(gateway)
        self.wanted = parse_documents("")
        self.at: int | None = None
        """The report that the cursor is to go to once it is read."""
        self._loaded = False
        self._folder = Path.cwd()

    def make_filter(self) -> DocumentFilterInput:
        return DocumentFilterInput(id="filter")

    def make_items(self) -> VirtualList[DocumentLine]:
        return VirtualList(DOCUMENT_COLUMNS, id="items")

    def nothing(self) -> Note:
        return no_documents(self.own_keys, writable=self.gateway.writable)

    # Reading

    def load(self) -> None:
        """Read the ids of the reports that the filter line asks for; their lines are read as they come in sight."""
        self.wanted = wanted = parse_documents(self.filter_line.value)
        self.later("loading", QUIET, self._say_loading)
        self.ask("ids", lambda: self.gateway.document_ids(wanted), self._show_rows, self._fail)

    def asks_otherwise(self) -> bool:
        return self._loaded and parse_documents(self.filter_line.value) != self.wanted

    def _show_rows(self, ids: Sequence[int]) -> None:
        keep = self.at if self.at is not None else self.current_id()
        self.at = None
        self._loaded = True
        self.put_rows(ids, f"{len(ids):,} 份报告", keep=keep)

    def read_rows(self, ids: Sequence[int]) -> Sequence[DocumentLine]:
        return self.gateway.document_lines(ids)

    def in_full(self, row_id: int) -> DocumentDetail:
        return self.gateway.document_detail(row_id)

    def id_found(self, found: DocumentDetail) -> int:
        return found.line.id

    def written_out(self, found: DocumentDetail) -> MarkedText:
        return describe_document(found, self.home.zone, self.own_keys, writable=self.gateway.writable)

    def item_moved(self, row: ItemRow) -> None:  # noqa: ARG002 - fewer may be left to look at in any report
        self.later("changed", SETTLE, self.action_refresh_all)

    def _on_document(self, act: Callable[[DocumentLine], None]) -> None:
        line = self.items.current
        if line is None:
            self.tell("先把光标放到一份报告上。")
        else:
            act(line)

    # What is done

    @on(VirtualList.Opened, "#items")
    def action_review(self) -> None:
        """Go through what was read in the report."""

        def show(line: DocumentLine) -> None:
            self.app.push_screen(ReviewScreen(self.gateway, line.id), lambda _done: self.action_refresh_all())

        self._on_document(show)

    def action_import(self) -> None:
        """Take files and folders of reports in."""

        def arrived(document_id: int) -> None:
            self.at = document_id

        def chosen(job: ImportJob | None) -> None:
            if job is not None:
                self._folder = job.paths[-1].parent
                self.app.push_screen(ImportingScreen(self.gateway, job, arrived=arrived))

        self.app.push_screen(ImportFilesScreen(self._folder), chosen)

    def action_read_detail(self) -> None:
        """Go to what is known of the report; in a narrow window it takes the place of the list."""

        def show(_line: DocumentLine) -> None:
            self.add_class("-reading")
            self._cursor_moved()
            self.set_focus(self.detail)

        self._on_document(show)

    @on(DescendantFocus)
    def _focus_went(self) -> None:
        self.set_class(self.has_class("-reading") and self.detail.has_focus, "-reading")

    def action_back(self) -> None:
        self.remove_class("-reading")
        super().action_back()

    def action_open_source(self) -> None:
        """Open the text of the report with everything found in it."""

        def show(line: DocumentLine) -> None:
            self.app.push_screen(SourceScreen(self.gateway, line.document))

        self._on_document(show)

    def action_put_right(self) -> None:
        """Correct the unit or the year of a report."""
        self._on_document(self._put_right)

    def _put_right(self, line: DocumentLine) -> None:
        row = line.document

        def act(values: Values) -> str:
            year, unit, note = values["year"], values["unit"], values["note"]
            if not (year.isascii() and year.isdigit() and len(year) == 4):
                raise UsageError(f"“{year}”不是年度", "写四位数字，如 2022")
            if unit == row.unit and int(year) == row.year:
                raise UsageError("单位和年度都没有改", f"不改的话{self.own_keys.press('dialog.leave')}")
            said = []
            if int(year) != row.year:
                self.gateway.change_year(row.unit, row.year, int(year), note=note)
                said.append(f"已改为 {year} 年度，事项重新编号")
            if unit != row.unit:
                named = self.gateway.name_unit(row.unit, unit)
                said.append(f"单位现在是“{named.name}”")
            return f"{'；'.join(said)}。{self.undo_hint()}"

        self._ask(
            FormScreen(
                "改单位、年度",
                (
                    Blank("unit", "单位", row.unit, needed="单位不能空着。"),
                    Blank("year", "年度", str(row.year), needed="年度不能空着。"),
                    Blank("note", "改年度的理由", needed="写明为什么改，如“封面年度印错”。", value="导入时认错了"),
                ),
                act,
                about=f"{row.unit}  {row.year} 年度  {row.path}",
                explained="单位改名连同它各年度的报告；写台账里已有的另一个单位，就整个并过去。"
                "改年度，事项按新年度编号；已有人办过的改不了。",
            )
        )

    def action_withdraw(self) -> None:
        """Take a report out of the ledger."""
        self._on_document(self._withdraw)

    def _withdraw(self, line: DocumentLine) -> None:
        row = line.document

        def act(values: Values) -> str:
            done = self.gateway.withdraw(row.unit, row.year, note=values["note"])
            return f"已撤下“{done.unit}”{done.year} 年度的报告和 {len(done.numbers)} 项事项。{self.undo_hint()}"

        self._ask(
            FormScreen(
                "撤下报告",
                (Blank("note", "理由", needed="写明为什么撤下。", offered=("导错了单位", "导错了文件")),),
                act,
                about=f"{row.unit}  {row.year} 年度  {row.path}",
                explained=f"这份报告和它的 {row.problems + row.commitments} 项事项一起撤下，编号不再给别的事项。",
            )
        )

    def _ask(self, form: FormScreen[str]) -> None:
        def done(said: str | None) -> None:
            if said is not None:
                self.tell(said)
                self.home.much_changed.publish(None)

        self.app.push_screen(form, done)

    def action_toggle_waiting(self) -> None:
        """Only reports with something to look at, or all again."""
        self.filter_line.value = toggled_waiting(self.filter_line.value)
