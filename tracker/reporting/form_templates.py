"""The templates that forms have where an office brings none of its own. Fields stand in them as ``{{ name }}``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Mm

from tracker.domain.forms import Form
from tracker.reporting import official_layout as layout

_Columns = Sequence[tuple[str, int, str]]
"""Label, width in millimetres and field of each column."""


def default_template(form: Form) -> bytes:
    """The template of a form as the bytes of a Word file."""
    word: Any = docx.Document()
    layout.lay_out(word)
    _DRAWN[form](word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def _closure_application(word: Any) -> None:
    _heading(word, "整改事项销号申请单", "（{{ today }}）")
    _pairs(
        word,
        (
            ("编号", "{{ number }}（第{{ round }}轮）"),
            ("责任单位", "{{ unit }}"),
            ("{{ kind }}", "{{ title }}"),
            ("来源", "{{ origin }} {{ found_on }}"),
            ("原文", "{{ quote }}"),
            ("整改目标", "{{ goal }}"),
            ("整改措施", "{{ measures }}"),
            ("责任领导", "{{ leader }}"),
            ("牵头单位", "{{ lead_unit }}"),
            ("责任人", "{{ person or post }}"),
            ("整改时限", "{{ due_on }}"),
            ("整改进展", "{{ progress }}"),
        ),
    )
    _table(
        word,
        "佐证材料",
        (("日期", 28, "one.dated"), ("种类", 24, "one.kind"), ("名称", 62, "one.title"), ("校验值", 42, "one.sha256")),
        "evidence",
    )
    _pairs(
        word,
        (
            ("申请人", "{{ applied_by }}　　{{ applied_on }}"),
            ("审核意见", "\n{{ reviewed_by }}　　{{ reviewed_on }}"),
            ("验收意见", "{{ methods }}　{{ opinion }}\n{{ closed_by }}　　{{ closed_on }}　{{ self_verified }}"),
        ),
    )


def _supervision(word: Any) -> None:
    _heading(word, "整改{{ level }}", "（{{ today }}）")
    _body(word, "{{ unit }}：")
    _body(word, "你单位下列事项已逾期或临近时限，请抓紧整改，并于{{ answer_by }}前书面答复进展、原因和完成时间。")
    _table(
        word,
        "督办事项",
        (
            ("编号", 28, "one.number"),
            ("事项", 54, "one.title"),
            ("时限", 28, "one.due_on"),
            ("逾期", 20, "one.days_over"),
            ("责任人", 26, "one.responsible"),
        ),
        "items",
    )
    _body(word, "办理要求：{{ action }}。")
    _sign(word)


def _overdue_notice(word: Any) -> None:
    _heading(word, "关于整改逾期情况的通报", "（截至{{ today }}）")
    _body(
        word,
        "截至{{ today }}，整改台账中逾期未办结的共{{ count }}件，"
        "涉及{{ units | length }}个单位：{% for one in units %}{{ one.unit }}{{ one.count }}件"
        "{% if not loop.last %}，{% endif %}{% endfor %}。",
    )
    _table(
        word,
        "逾期事项",
        (
            ("单位", 34, "one.unit"),
            ("编号", 28, "one.number"),
            ("事项", 48, "one.title"),
            ("时限", 26, "one.due_on"),
            ("逾期", 20, "one.days_over"),
        ),
        "items",
    )
    _body(word, "请有关单位逐项说明原因，明确完成时间，到期仍未整改到位的按规定处理。")
    _sign(word)


def _recheck(word: Any) -> None:
    _heading(word, "已销号事项“回头看”清单", "（{{ today }}）")
    _body(
        word,
        "从已销号的{{ closed }}项中抽取{{ count }}项复查（种子{{ seed }}）。请查资料、看现场，核实是否真改、有无反弹；"
        "不实的重新打开，开始新一轮整改。",
    )
    _table(
        word,
        "复查事项",
        (
            ("编号", 28, "one.number"),
            ("单位和事项", 48, "one.unit_and_title"),
            ("销号", 32, "one.closing"),
            ("缺什么", 28, "one.lacks"),
            ("复查结果", 20, "''"),
        ),
        "items",
    )
    _sign(word)


_DRAWN: dict[Form, Callable[[Any], None]] = {
    Form.CLOSURE_APPLICATION: _closure_application,
    Form.SUPERVISION: _supervision,
    Form.OVERDUE_NOTICE: _overdue_notice,
    Form.RECHECK: _recheck,
}


def _heading(word: Any, title: str, subtitle: str) -> None:
    word.add_paragraph(title, style=layout.TITLE)
    word.add_paragraph(subtitle, style=layout.SUBTITLE)


def _body(word: Any, text: str) -> None:
    word.add_paragraph(text, style=layout.BODY)


def _sign(word: Any) -> None:
    word.add_paragraph("", style=layout.SIGNATURE)
    word.add_paragraph("发文单位（盖章）：　　　　　　　　", style=layout.SIGNATURE).alignment = 2
    word.add_paragraph("{{ today }}　　　　", style=layout.SIGNATURE).alignment = 2


def _pairs(word: Any, pairs: Sequence[tuple[str, str]]) -> None:
    table = _grid(word, len(pairs), (28, layout.TYPE_AREA_MM - 28))
    for row, (label, text) in zip(table.rows, pairs, strict=True):
        _set(row.cells[0], label, layout.TABLE_CENTRED)
        lines = text.split("\n")
        _set(row.cells[1], lines[0], layout.TABLE_TEXT)
        for line in lines[1:]:
            row.cells[1].add_paragraph(line, style=layout.TABLE_TEXT)
    word.add_paragraph("", style=layout.GAP)


def _table(word: Any, caption: str, columns: _Columns, items: str) -> None:
    """A table with a row for each of ``items``, which are called ``one`` in it."""
    word.add_paragraph(caption, style=layout.CAPTION)
    table = _grid(word, 4, [width for _, width, _ in columns])
    for cell, (label, _, _) in zip(table.rows[0].cells, columns, strict=True):
        _set(cell, label, layout.TABLE_HEAD)
    repeated = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for a repeated header
    repeated.append(repeated.makeelement(qn("w:tblHeader"), {}))
    _set(table.rows[1].cells[0], f"{{%tr for one in {items} %}}", layout.TABLE_TEXT)
    for cell, (_, _, field) in zip(table.rows[2].cells, columns, strict=True):
        _set(cell, f"{{{{ {field} }}}}", layout.TABLE_TEXT)
    _set(table.rows[3].cells[0], "{%tr endfor %}", layout.TABLE_TEXT)
    word.add_paragraph("", style=layout.GAP)


def _grid(word: Any, rows: int, widths: Sequence[int]) -> Any:
    table = word.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _set(cell: Any, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
