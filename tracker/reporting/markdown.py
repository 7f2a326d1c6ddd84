"""The report as GitHub-flavoured Markdown. Nothing that stands in a quote can become markup."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.reporting.blocks import Block, Card, Chart, Document, Heading, Line, Paragraph, Signature, Table
from tracker.reporting.composing import compose
from tracker.reporting.model import ClosureReport
from tracker.reporting.wording import flowing

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$#]")
_LINE_OPENERS = re.compile(r"(?P<number>\d{1,9})(?P<after>[.)])(?=\s|$)|(?P<sign>[-+=])")
_BARE_ADDRESS = re.compile(r"(?i)(?P<scheme>https?|ftp)://|(?P<www>www)\.|@")


def render_markdown(report: ClosureReport) -> str:
    """The closure report as Markdown, ending in one line break. The same report always gives the same text."""
    return markdown(compose(report))


def markdown(document: Document) -> str:
    """A composed report as Markdown."""
    parts = [f"# {_opened(document.title)}", _opened(document.subtitle)]
    parts.extend(_block(block) for block in document.blocks)
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * (level + 1)} {_opened(text)}"
        case Paragraph(line):
            return _opened_line(line)
        case Table():
            return _table(block)
        case Chart():
            return _table(replace(block.table, caption=block.caption))
        case Card(title, rows):
            particulars = "\n".join(_particular(label, lines) for label, lines in rows)
            return f"#### {_opened(title)}\n\n{particulars}"
        case Signature():
            return _signature(block)


def _table(table: Table) -> str:
    rows = [
        " | ".join(_escaped(column.label) for column in table.columns),
        " | ".join(":---:" if column.centred else "---" for column in table.columns),
        *(" | ".join("<br>".join(_line(line) for line in lines) for lines in row) for row in table.rows),
    ]
    return "\n".join([f"**{_escaped(table.caption)}**", "", *(f"| {row} |" for row in rows)])


def _particular(label: str, lines: tuple[Line, ...]) -> str:
    if len(lines) == 1:
        return f"- **{_escaped(label)}**：{_line(lines[0])}"
    return "\n".join([f"- **{_escaped(label)}**：", *(f"  - {_opened_line(line)}" for line in lines)])


def _signature(signature: Signature) -> str:
    blanks = "　　".join(f"{_escaped(blank)}：＿＿＿＿＿＿" for blank in signature.blanks)
    return "\n\n".join(
        ["---", blanks, f"{_escaped(signature.issuer)}：", _opened(signature.day), *map(_opened, signature.notes)]
    )


def _line(line: Line) -> str:
    return "".join(_escaped(run.text) for run in line)


def _escaped(text: str) -> str:
    """``text`` as words inside a line: every sign that Markdown could read as markup or link is disarmed."""
    words = _MARKUP.sub(r"\\\g<0>", flowing(text))
    return _BARE_ADDRESS.sub(_disarmed, words)


def _disarmed(found: re.Match[str]) -> str:
    if found["scheme"]:
        return f"{found['scheme']}&#58;//"
    return f"{found['www']}&#46;" if found["www"] else "&#64;"


def _opened(text: str) -> str:
    return _guarded(_escaped(text))


def _opened_line(line: Line) -> str:
    return _guarded(_line(line))


def _guarded(line: str) -> str:
    """A line that does not begin as a list item, a rule or an underlined heading would."""
    found = _LINE_OPENERS.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{found['after']}{line[found.end() :]}"
    return f"\\{line}"
