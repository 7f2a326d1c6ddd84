"""What can happen to the ledger. Values are what the history holds; ``label`` is what people read."""

from __future__ import annotations

from tracker.domain.kinds import LabelledEnum


class EventKind(LabelledEnum):
    """The kinds of entries in the history."""

    UNIT_ADDED = "unit_added", "新增单位"
    UNIT_RENAMED = "unit_renamed", "单位更名"
    UNIT_MERGED = "unit_merged", "单位合并"
    DOCUMENT_IMPORTED = "document_imported", "导入报告"
    DOCUMENT_CORRECTED = "document_corrected", "更正报告"
    DOCUMENT_WITHDRAWN = "document_withdrawn", "撤下报告"
    DOCUMENT_ENTERED = "document_entered", "登记出处"
    ITEM_RAISED = "item_raised", "导入"
    ITEM_CORRECTED = "item_corrected", "随报告更正"
    ITEM_LEFT_SOURCE = "item_left_source", "更正后原文不再提及"
    ITEM_MOVED = "item_moved", "状态变更"
    ITEM_JUDGED = "item_judged", "认定判断"
    LEDGER_RESTORED = "ledger_restored", "恢复备份"
    ITEM_ADDED = "item_added", "登记"
    ITEM_WITHDRAWN = "item_withdrawn", "随报告撤下"
    ITEM_EDITED = "item_edited", "填写台账"
    ITEM_REDRAWN = "item_redrawn", "改起止"
    ITEM_HANDED_OVER = "item_handed_over", "移交"
    ITEM_EXTENDED = "item_extended", "延期"
    EVIDENCE_ADDED = "evidence_added", "附佐证"
    EVIDENCE_REMOVED = "evidence_removed", "撤下佐证"
    REPORT_ISSUED = "report_issued", "印发报告"
    UNDONE = "undone", "撤销"
    REDONE = "redone", "重做"
