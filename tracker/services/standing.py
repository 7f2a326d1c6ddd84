"""Where items stand: what the rules look at, read for many items at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from tracker.domain.errors import MoveError, TrackerError
from tracker.domain.fields import ItemFields
from tracker.domain.kinds import Status
from tracker.domain.numbering import ItemNumber
from tracker.domain.record import EvidenceRecord, Extension, Round
from tracker.domain.status import Standing
from tracker.ledger import records, worklist
from tracker.ledger.history import Entry
from tracker.services.rows import find_item

TOLD_AT_MOST = 5
"""Of items that are refused together, how many are named."""


class ItemState(NamedTuple):
    """An item with all that is kept of it."""

    row: Any
    fields: ItemFields
    rounds: tuple[Round, ...]
    evidence: tuple[EvidenceRecord, ...]
    extensions: tuple[Extension, ...]

    @property
    def id(self) -> int:
        """Its id."""
        number: int = self.row.id
        return number

    @property
    def number(self) -> str:
        """Its number for life."""
        return str(ItemNumber(self.row.unit_code, self.row.year, self.row.sequence))

    @property
    def status(self) -> Status:
        """Its state."""
        found: Status = self.row.status
        return found

    @property
    def round(self) -> Round | None:
        """The round it is in, or was closed in; ``None`` where nobody took it up yet."""
        return next((one for one in self.rounds if one.number == self.row.round), None)

    @property
    def proof(self) -> tuple[EvidenceRecord, ...]:
        """The evidence of the present round."""
        return tuple(one for one in self.evidence if one.round == self.row.round)

    @property
    def standing(self) -> Standing:
        """What the rules look at."""
        now = self.round
        return Standing(
            status=self.status,
            fields=self.fields,
            evidence=len(self.proof),
            applied_by=now.applied_by if now else "",
            reviewed_by=now.reviewed_by if now else "",
        )


def find_items(session: Session, numbers: Iterable[str]) -> list[int]:
    """The ids of the items with those numbers, each once, in the order given.

    Raises:
        NotFoundError: one is no number, or no item has it.
    """
    return list(dict.fromkeys(find_item(session, number) for number in numbers))


def states(session: Session, ids: Sequence[int]) -> list[ItemState]:
    """Where those items stand, in the order of ``ids``.

    Raises:
        MoveError: entering one of them was undone.
    """
    rows = worklist.rows_by_id(session, ids)
    fields, rounds = records.fields_by_id(session, ids), records.rounds(session, ids)
    evidence, extensions = records.evidence(session, ids), records.extensions(session, ids)
    found = [
        ItemState(rows[one], fields[one], rounds.get(one, ()), evidence.get(one, ()), extensions.get(one, ()))
        for one in ids
    ]
    void = [state.number for state in found if state.row.void]
    if void:
        raise MoveError(
            f"{'、'.join(void[:5])} 的登记已撤销，不能再办", "编号不再使用；要恢复，用 tracker log 查到后重做"
        )
    return found


def all_or_none(found: Sequence[ItemState], do: Callable[[ItemState], Entry | None]) -> list[Entry]:
    """The entries that ``do`` gives for the items; ``None`` where there is nothing to tell.

    Raises:
        TrackerError: ``do`` refuses the one item that there is.
        MoveError: it refuses some of several; the message names them.
    """
    entries: list[Entry] = []
    refused: list[tuple[str, TrackerError]] = []
    for state in found:
        try:
            if (entry := do(state)) is not None:
                entries.append(entry)
        except TrackerError as error:
            if len(found) == 1:
                raise
            refused.append((state.number, error))
    if refused:
        told = "；".join(f"{number} {error.message}" for number, error in refused[:TOLD_AT_MOST])
        rest = "……" if len(refused) > TOLD_AT_MOST else ""
        hints = "；".join(dict.fromkeys(error.hint for _, error in refused if error.hint))
        raise MoveError(f"{len(found)} 项里有 {len(refused)} 项不行，都没有改：{told}{rest}", hints)
    return entries
