"""The reports in the ledger: their list, their texts, and the items that stand in them."""

from __future__ import annotations

from tracker.domain.errors import NotFoundError
from tracker.ledger import reports, worklist
from tracker.ledger.store import Ledger
from tracker.services.rows import document_row, item_quote, item_row
from tracker.services.units import resolve_unit
from tracker.services.views import DocumentRow, ItemRow, Quote


def list_documents(ledger: Ledger, unit: str | None = None) -> tuple[DocumentRow, ...]:
    """The current reports, by unit and year.

    Raises:
        NotFoundError: no unit of the name given.
        AmbiguousError: several units fit the name given.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        unit_code = resolve_unit(session, unit).code if unit else None
        counts = reports.item_counts_of_current(session)
        return tuple(document_row(row, counts) for row in reports.current(session, unit_code=unit_code))


def document_text(ledger: Ledger, document_id: int) -> str:
    """The stored text of a report: what every span of it refers to.

    Raises:
        NotFoundError: no such report.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        found = reports.texts(session, [document_id])
    if document_id not in found:
        raise _missing()
    return found[document_id]


def document_items(ledger: Ledger, document_id: int) -> tuple[tuple[ItemRow, Quote], ...]:
    """The items that stand in a report with their passages: problems, then commitments, in the order of the text.

    Raises:
        NotFoundError: no such report.
        LedgerError: the database fails.
    """
    with ledger.read() as session:
        rows = worklist.rows_of_document(session, document_id)
        if not rows and not reports.by_id(session, [document_id]):
            raise _missing()
        return tuple((item_row(row), item_quote(row)) for row in rows)


def _missing() -> NotFoundError:
    return NotFoundError("台账里没有这份报告", "用 tracker list 查看台账里有什么")
