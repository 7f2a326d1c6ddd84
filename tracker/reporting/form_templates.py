"""The templates that forms have where an office brings none of its own. Fields stand in them as ``{{ name }}``.

A form is handed on and signed: what the ledger knows is filled in, what it does not know is left as room to write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tracker.domain.forms import Form
from tracker.reporting import official_layout as layout


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: its label, its width in millimetres and the field of each row."""

    label: str
    width: int
    field: str
    centred: bool = False


_DAY = 42
"""Millimetres that hold a day as documents write it on one line."""
_NUMBER = 34
"""Millimetres that hold an item's number on one line, in whichever font the machine has."""
_LABEL = 28


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
            (("编号", "{{ number }}"), ("轮次", "第{{ round }}轮")),
            (("责任单位", "{{ unit }}"), ("来源", "{{ origin }} {{ found_on }}")),
            (("{{ kind }}", "{{ title }}"),),
            (("原文", "“{{ quote }}”"),),
            (("责任领导", "{{ leader }}"), ("牵头单位", "{{ lead_unit }}")),
            (("责任人", "{{ person or post }}"), ("整改时限", "{{ due_on }}")),
            (("整改目标", "{{ goal }}"),),
            (("整改措施", "{{ measures }}"),),
            (("整改进展", "{{ progress }}"),),
        ),
    )
    _table(
        word,
        "佐证材料",
        (
            _Column("日期", _DAY, "one.dated", centred=True),
            _Column("种类", 24, "one.kind", centred=True),
            _Column("名称", 54, "one.title"),
            _Column("校验值", 36, "one.sha256", centred=True),
        ),
        "evidence",
    )
    _pairs(
        word,
        (
            (("单位申请", _signed("applied_by", "applied_on")),),
            (("领导审核", "\n" + _signed("reviewed_by", "reviewed_on")),),
            (("验收意见", _VERIFIED + _signed("closed_by", "closed_on") + "　{{ self_verified }}"),),
            (("主管部门", "\n（签字、盖章）　　　　年　　月　　日"),),
        ),
        height=11,
    )


_VERIFIED = "检查方式：{{ methods }}\n意见：{{ opinion }}\n"


def _signed(by: str, on: str) -> str:
    """Who and when, with room to sign."""
    return f"{{{{ {by} }}}}（签字、盖章）　　{{{{ {on} }}}}"


def _supervision(word: Any) -> None:
    _heading(word, "{{ heading }}", "（{{ today }}）")
    _to(word, "{{ unit }}：")
    _body(
        word,
        "你单位下列{{ count }}项事项已逾期或临近时限，请抓紧整改，并于{{ answer_by }}前书面答复进展、原因和完成时间。",
    )
    _table(
        word,
        "督办事项",
        (
            _Column("编号", _NUMBER, "one.number", centred=True),
            _Column("事项", 38, "one.title"),
            _Column("时限", _DAY, "one.due_on", centred=True),
            _Column("逾期", 22, "one.days_over", centred=True),
            _Column("责任人", 20, "one.responsible", centred=True),
        ),
        "items",
    )
    _body(word, "办理要求：{{ action }}。")
    _sign(word)
    word.add_paragraph("办理情况回执", style=layout.CAPTION)
    _pairs(
        word,
        (
            (("签收人", ""), ("签收时间", "　　年　　月　　日")),
            (("办理进展", ""),),
            (("未完成原因", ""),),
            (("预计完成", "　　年　　月　　日"), ("领导签字", "")),
        ),
        height=12,
        together=True,
    )


def _overdue_notice(word: Any) -> None:
    _heading(word, "关于整改逾期情况的通报", "（截至{{ today }}）")
    _to(word, "各有关单位：")
    _body(
        word,
        "截至{{ today }}，整改台账中逾期未办结的共{{ count }}件，"
        "涉及{{ units | length }}个单位：{% for one in units %}{{ one.unit }}{{ one.count }}件"
        "{% if not loop.last %}，{% endif %}{% endfor %}。",
    )
    _body(
        word,
        "计数口径：经确认、过了时限、没有办结的计为逾期；同一单位同一步骤、同一时限的几项计一件；按逾期件数从多到少排列。",
    )
    _table(
        word,
        "逾期事项",
        (
            _Column("单位", 28, "one.unit"),
            _Column("编号", _NUMBER, "one.number", centred=True),
            _Column("事项", 32, "one.title"),
            _Column("时限", _DAY, "one.due_on", centred=True),
            _Column("逾期", 20, "one.days_over", centred=True),
        ),
        "items",
    )
    _body(word, "请有关单位逐项说明原因，明确完成时间，到期仍未整改到位的按规定处理。")
    _sign(word)


def _recheck(word: Any) -> None:
    _heading(word, "{{ closed_name }}事项“回头看”清单", "（{{ today }}）")
    _body(
        word,
        "从{{ closed_name }}的{{ closed }}项中抽取{{ count }}项复查（种子{{ seed }}）：自查有疑点的全部列入，"
        "其余随机抽取。请查资料、看现场，核实是否真改、有无反弹；不实的重新打开，开始新一轮整改。",
    )
    _table(
        word,
        "复查事项",
        (
            _Column("编号", _NUMBER, "one.number", centred=True),
            _Column("单位和事项", 36, "one.unit_and_title"),
            _Column("验收", _DAY, "one.closing"),
            _Column("缺什么", 24, "one.lacks"),
            _Column("复查结果", 20, "''"),
        ),
        "items",
    )
    _body(word, "复查人（签字）：　　　　　　　　　　复查时间：")
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


def _to(word: Any, text: str) -> None:
    """To whom it goes, from the left edge."""
    indent = word.add_paragraph(text, style=layout.BODY).paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLine"), "0")
    indent.set(qn("w:firstLineChars"), "0")


def _body(word: Any, text: str) -> None:
    word.add_paragraph(text, style=layout.BODY)


def _sign(word: Any) -> None:
    word.add_paragraph("", style=layout.SIGNATURE)
    for text, characters in (("发文单位（盖章）：", 8), ("{{ today }}", 4)):
        paragraph = word.add_paragraph(text, style=layout.SIGNATURE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(16 * characters)
    word.add_paragraph("", style=layout.GAP)


def _pairs(word: Any, rows: Sequence[Sequence[tuple[str, str]]], *, height: int = 8, together: bool = False) -> None:
    """Labels with what stands beside them, one or two of them a row, each row at least so many millimetres high.

    ``together`` keeps all rows on one page.
    """
    half = layout.TYPE_AREA_MM // 2 - _LABEL
    table = _grid(word, len(rows), (_LABEL, half, _LABEL, half))
    for row, pairs in zip(table.rows, rows, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
        cells = row.cells
        if len(pairs) == 1:
            cells = (cells[0], cells[1].merge(cells[3]))
        for place, (label, text) in enumerate(pairs):
            _set(cells[2 * place], label, layout.TABLE_CENTRED)
            lines = text.split("\n")
            _set(cells[2 * place + 1], lines[0], layout.TABLE_TEXT)
            for line in lines[1:]:
                cells[2 * place + 1].add_paragraph(line, style=layout.TABLE_TEXT)
        if together and pairs is not rows[-1]:
            for paragraph in (one for cell in cells for one in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True
    word.add_paragraph("", style=layout.GAP)


def _table(word: Any, caption: str, columns: Sequence[_Column], items: str) -> None:
    """A table with a row for each of ``items``, which are called ``one`` in it."""
    word.add_paragraph(caption, style=layout.CAPTION)
    table = _grid(word, 4, [column.width for column in columns])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _set(cell, column.label, layout.TABLE_HEAD)
    repeated = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for a repeated header
    repeated.append(repeated.makeelement(qn("w:tblHeader"), {}))
    _set(table.rows[1].cells[0], f"{{%tr for one in {items} %}}", layout.TABLE_TEXT)
    for cell, column in zip(table.rows[2].cells, columns, strict=True):
        _set(cell, f"{{{{ {column.field} }}}}", layout.TABLE_CENTRED if column.centred else layout.TABLE_TEXT)
    _set(table.rows[3].cells[0], "{%tr endfor %}", layout.TABLE_TEXT)
    word.add_paragraph("", style=layout.GAP)


def _grid(word: Any, rows: int, widths: Sequence[int]) -> Any:
    """A table as wide as the type area whose rows stay whole."""
    table = word.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for a row that stays whole
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
    return table


def _set(cell: Any, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
