"""The report as one self-contained page: nothing is loaded from elsewhere, no script runs, every figure opens.

A figure is a ``<details>`` whose list links to the items it was counted from; an item is at home in its card, or else
in the first row that is about it. Nothing that stands in a quote can become markup.
"""

from __future__ import annotations

from html import escape
from importlib import resources

from tracker.reporting.blocks import Block, Card, Chart, Document, Heading, Line, Paragraph, Run, Signature, Table
from tracker.reporting.charts import svg
from tracker.reporting.composing import compose
from tracker.reporting.model import ClosureReport
from tracker.reporting.wording import flowing

_CENTRED = '<td class="centred">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render_html(report: ClosureReport) -> str:
    """The closure report as an HTML page. The same report always gives the same page."""
    return html_page(compose(report))


def html_page(document: Document) -> str:
    """A composed report as an HTML page."""
    return _Page(document).whole()


def style_sheet() -> str:
    """The style sheet that stands inside the page."""
    return resources.files("tracker.reporting").joinpath("page.css").read_text(encoding="utf-8")


def _words(text: str) -> str:
    return escape(flowing(text))


def _anchor(number: str) -> str:
    return f"item-{escape(number)}"


class _Page:
    """One page in the making: which items have a home on it, and which of these have been given theirs."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cards = {block.number for block in document.blocks if isinstance(block, Card)}
        named = {
            number
            for block in document.blocks
            if isinstance(block, Table)
            for row in block.rows
            for number in _rows_own(row)
        }
        self._at_home = named | self._cards
        self._placed = set(self._cards)

    def whole(self) -> str:
        title = _words(self._document.title)
        chapters = [block for block in self._document.blocks if isinstance(block, Heading) and block.level == 1]
        entries = "".join(
            f'<li><a href="#chapter-{place}">{_words(chapter.text)}</a></li>'
            for place, chapter in enumerate(chapters, start=1)
        )
        places = {id(chapter): place for place, chapter in enumerate(chapters, start=1)}
        body = "\n".join(self._block(block, places.get(id(block))) for block in self._document.blocks)
        return (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>\n{style_sheet()}</style>\n</head>\n<body>\n"
            f'<nav aria-label="目录"><ol>{entries}</ol></nav>\n<main>\n'
            f'<h1>{title}</h1>\n<p class="subtitle">{_words(self._document.subtitle)}</p>\n{body}\n</main>\n'
            "</body>\n</html>\n"
        )

    def _block(self, block: Block, chapter: int | None) -> str:
        match block:
            case Heading(level, text):
                place = f' id="chapter-{chapter}"' if chapter else ""
                return f"<h{level + 1}{place}>{_words(text)}</h{level + 1}>"
            case Paragraph(line):
                return f'<div class="paragraph">{self._line(line)}</div>'  # a <p> may not hold the figures' <details>
            case Table():
                return self._table(block)
            case Chart():
                return self._chart(block)
            case Card():
                return self._card(block)
            case Signature():
                return _signature(block)

    def _chart(self, chart: Chart) -> str:
        caption = _words(chart.caption)
        return (
            f'<figure><div role="img" aria-label="{caption}">{svg(chart)}</div><figcaption>{caption}</figcaption>\n'
            f"<details><summary>数据</summary>{self._table(chart.table)}</details></figure>"
        )

    def _table(self, table: Table) -> str:
        total = sum(column.width for column in table.columns)
        columns = "".join(f'<col style="width:{column.width * 100 / total:.1f}%">' for column in table.columns)
        head = "".join(f'<th scope="col">{_words(column.label)}</th>' for column in table.columns)
        rows = "\n".join(self._row(table, row) for row in table.rows)
        caption = f"<caption>{_words(table.caption)}</caption>" if table.caption else ""
        return (
            f'<div class="table"><table>{caption}<colgroup>{columns}</colgroup>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
        )

    def _row(self, table: Table, row: tuple[tuple[Line, ...], ...]) -> str:
        home = next((number for number in _rows_own(row) if number not in self._placed), "")
        place = ""
        if home:
            self._placed.add(home)
            place = f' id="{_anchor(home)}"'
        cells = "".join(
            f"{_CENTRED if column.centred else '<td>'}{self._lines(lines)}</td>"
            for column, lines in zip(table.columns, row, strict=True)
        )
        return f"<tr{place}>{cells}</tr>"

    def _card(self, card: Card) -> str:
        rows = "".join(f"<dt>{_words(label)}</dt><dd>{self._lines(lines)}</dd>\n" for label, lines in card.rows)
        place = f' id="{_anchor(card.number)}"' if card.number else ""
        return f'<section class="card"{place}><h4>{_words(card.title)}</h4><dl>\n{rows}</dl></section>'

    def _lines(self, lines: tuple[Line, ...]) -> str:
        if len(lines) == 1:
            return self._line(lines[0])
        return "".join(f"<div>{self._line(line)}</div>" for line in lines)

    def _line(self, line: Line) -> str:
        return "".join(self._run(run) for run in line)

    def _run(self, run: Run) -> str:
        words = _words(run.text)
        if run.quoted:
            return f"<q>{words}</q>"
        if len(run.items) == 1 and run.items[0] in run.text:
            return self._link(run.items[0], words)
        if run.items:
            items = "".join(f"<li>{self._link(number, _words(number))}</li>" for number in run.items)
            return f"<details><summary>{words}</summary><ul>{items}</ul></details>"
        return words

    def _link(self, number: str, words: str) -> str:
        return f'<a href="#{_anchor(number)}">{words}</a>' if number in self._at_home else words


def _rows_own(row: tuple[tuple[Line, ...], ...]) -> tuple[str, ...]:
    """The item that a row is about: named, alone, in its first cell."""
    if len(row[0]) == 1 and len(row[0][0]) == 1:
        run = row[0][0][0]
        if run.items == (run.text,):
            return run.items
    return ()


def _signature(signature: Signature) -> str:
    blanks = "".join(f"<span>{_words(blank)}：</span>" for blank in signature.blanks)
    notes = "".join(f'<p class="note">{_words(note)}</p>' for note in signature.notes)
    return (
        f'<footer class="signature"><p class="blanks">{blanks}</p><p>{_words(signature.issuer)}：</p>'
        f"<p>{_words(signature.day)}</p>{notes}</footer>"
    )
