"""One item or many: all that is known of them, and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from tracker.domain.kinds import EvidenceKind, Status
from tracker.domain.record import EvidenceRecord
from tracker.services import doing, entering, items, proving, tracing, undoing
from tracker.services.doing import Doing, Done, Look, Outlook, Progress, Seen
from tracker.services.undoing import Toggled
from tracker.services.views import ItemDetail, ItemRow
from tracker.tui.rooms.seat import Seat


class ItemActions(Protocol):
    """What is asked and done about items, as the person at this terminal, now."""

    @property
    def actor(self) -> str:
        """Who sits at this terminal."""

    def item_detail(self, item_id: int) -> ItemDetail:
        """All that is known of one item."""

    def chain(self, item_id: int) -> Sequence[ItemRow]:
        """All items that are the same matter as one, by year."""

    def look(self, item_id: int) -> Look:
        """What has to be known of an item before something is done with it."""

    def statuses(self, ids: Sequence[int]) -> Mapping[Status, int]:
        """How many of some items are in which state."""

    def outlook(self, ids: Sequence[int], what: Doing, progress: Progress | None = None) -> Outlook:
        """What would become of items if something were done with them."""

    def carry_out(self, seen: Mapping[int, Seen], what: Doing, progress: Progress | None = None) -> Done:
        """Do something with items that are still as they were seen, as one command."""

    def split_item(self, number: str, parts: Sequence[str], *, note: str, expected: Status) -> Sequence[ItemRow]:
        """Split an item that is still in the state in which it was seen."""

    def evidence(self, number: str) -> Sequence[EvidenceRecord]:
        """The evidence of an item, of all rounds."""

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
    ) -> Sequence[EvidenceRecord]:
        """Add a file as evidence to the present round of items."""

    def remove_evidence(self, evidence_id: int, *, note: str) -> EvidenceRecord:
        """Take back evidence that was added by mistake."""

    def undo(self, progress: Progress | None = None) -> Toggled:
        """Take back the last command of this person that still stands."""

    def redo(self, progress: Progress | None = None) -> Toggled:
        """Do again the last command that this person undid."""


class LedgerItemActions(Seat):
    """``ItemActions`` on the services."""

    @property
    def actor(self) -> str:
        return self._actor

    def item_detail(self, item_id: int) -> ItemDetail:
        return items.item_detail(self._ledger, item_id)

    def chain(self, item_id: int) -> Sequence[ItemRow]:
        return tracing.chain_of(self._ledger, item_id)

    def look(self, item_id: int) -> Look:
        return doing.look(self._ledger, item_id)

    def statuses(self, ids: Sequence[int]) -> Mapping[Status, int]:
        return doing.statuses(self._ledger, ids)

    def outlook(self, ids: Sequence[int], what: Doing, progress: Progress | None = None) -> Outlook:
        return doing.outlook(self._ledger, ids, what, actor=self._actor, rules=self._profile.rules, progress=progress)

    def carry_out(self, seen: Mapping[int, Seen], what: Doing, progress: Progress | None = None) -> Done:
        return doing.carry_out(
            self._ledger,
            seen,
            what,
            actor=self._actor,
            now=self._clock(),
            rules=self._profile.rules,
            progress=progress,
        )

    def split_item(self, number: str, parts: Sequence[str], *, note: str, expected: Status) -> Sequence[ItemRow]:
        return entering.split_item(
            self._ledger,
            number,
            parts,
            note=note,
            actor=self._actor,
            now=self._clock(),
            expected=expected,
            rules=self._profile.rules,
        )

    def evidence(self, number: str) -> Sequence[EvidenceRecord]:
        return proving.list_evidence(self._ledger, number)

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
    ) -> Sequence[EvidenceRecord]:
        return proving.add_evidence(
            self._ledger,
            numbers,
            file,
            dated=dated,
            kind=kind,
            title=title,
            note=note,
            keep=keep,
            actor=self._actor,
            now=self._clock(),
        )

    def remove_evidence(self, evidence_id: int, *, note: str) -> EvidenceRecord:
        return proving.remove_evidence(self._ledger, evidence_id, note=note, actor=self._actor, now=self._clock())

    def undo(self, progress: Progress | None = None) -> Toggled:
        return undoing.undo(self._ledger, actor=self._actor, now=self._clock(), progress=progress)

    def redo(self, progress: Progress | None = None) -> Toggled:
        return undoing.redo(self._ledger, actor=self._actor, now=self._clock(), progress=progress)
