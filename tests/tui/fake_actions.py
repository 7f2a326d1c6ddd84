"""What the ledger in memory answers where something is to be done with items: it can be looked at, and refuses the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from tracker.domain.errors import LedgerError
from tracker.domain.kinds import EvidenceKind, Status
from tracker.domain.record import EvidenceRecord
from tracker.domain.status import Standing
from tracker.services.doing import Doing, Done, Look, Outlook, Progress, Seen
from tracker.services.undoing import Progress as Undone
from tracker.services.undoing import Toggled
from tracker.services.views import ItemRow


class LookedAtOnly:
    """``ItemActions`` for hostile texts and failing states; walks that change something have a real ledger."""

    actor = "某人"
    rows: dict[int, ItemRow]

    def look(self, item_id: int) -> Look:
        row = self.rows[item_id]
        return Look(row, Standing(status=row.status), None)

    def statuses(self, ids: Sequence[int]) -> Mapping[Status, int]:
        present = [self.rows[one].status for one in ids]
        return {status: present.count(status) for status in Status if status in present}

    def outlook(self, ids: Sequence[int], what: Doing, progress: Progress | None = None) -> Outlook:
        raise _refusal()

    def carry_out(self, seen: Mapping[int, Seen], what: Doing, progress: Progress | None = None) -> Done:
        raise _refusal()

    def chain(self, item_id: int) -> Sequence[ItemRow]:
        return (self.rows[item_id],)

    def split_item(self, number: str, parts: Sequence[str], *, note: str, expected: Status) -> NoReturn:
        raise _refusal()

    def evidence(self, number: str) -> Sequence[EvidenceRecord]:
        return ()

    def add_evidence(
        self,
        numbers: Sequence[str],
        file: Path,
        *,
        dated: date,
        kind: EvidenceKind | None,
        title: str,
        note: str,
        keep: bool,
    ) -> NoReturn:
        raise _refusal()

    def remove_evidence(self, evidence_id: int, *, note: str) -> NoReturn:
        raise _refusal()

    def undo(self, progress: Undone | None = None) -> Toggled:
        raise _refusal()

    def redo(self, progress: Undone | None = None) -> Toggled:
        raise _refusal()


def _refusal() -> LedgerError:
    return LedgerError("台账[b]只读", "换一个台账")
