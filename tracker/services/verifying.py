"""Verifying a ledger: that its history is what was written, and that what it says now is what its history says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from tracker.domain.errors import UsageError
from tracker.ledger import guards, originals, proofs
from tracker.ledger.chain import Chain, Fault, FaultKind, Head, links, stands_under
from tracker.ledger.replay import Replay, differences
from tracker.ledger.store import Ledger
from tracker.ledger.tables import event

_HASH = re.compile(r"\b[0-9a-f]{64}\b")

_SHORTEST_CODE = 12
"""How many characters of a hash have to be given; fewer could fit by chance."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of verifying."""

    head: Head
    """The end of the history: how many entries, and the hash that seals them all."""
    units: int
    documents: int
    items: int
    faults: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """True where nothing is wrong."""
        return not self.faults


def verify(ledger: Ledger, *, codes: Sequence[str] = ()) -> Verification:
    """Go through the whole ledger and say what is not as it was sealed.

    Args:
        ledger: the ledger.
        codes: hashes kept outside the ledger, such as the one a closure report ends with; at least their first twelve
            characters. One that no entry has any more tells of a history that was cut short or written anew.

    Raises:
        UsageError: a code is too short or is no hash.
        LedgerError: the database fails.
    """
    kept = [_code(code) for code in codes]
    with ledger.read() as session:
        return audit(session, codes=kept)


def audit(session: Session, *, codes: Sequence[str] = ()) -> Verification:
    """See ``verify``; ``codes`` are in order."""
    chain, replay = Chain(), Replay()
    for link in links(session):
        chain.take(link)
        if link.row is not None:
            replay.take(link.row)
    faults = list(chain.faults)
    faults += [
        Fault(FaultKind.REWRITTEN, "经过", f"校验码 {code} 现在不在台账里：在它以前的经过被改写过，或末尾被截掉")
        for code in codes
        if stands_under(session, code) is None
    ]
    if not guards.standing(session.connection()):
        faults.append(Fault(FaultKind.UNGUARDED, event.name, "数据库里防改防删的触发器不在了，有人拆过"))
    faults += differences(session, replay)
    faults += originals.faults(session)
    faults += proofs.faults(session)
    return Verification(
        head=chain.head,
        units=len(replay.units),
        documents=len(replay.documents),
        items=len(replay.items),
        faults=tuple(faults),
    )


def kept_codes(file: Path) -> tuple[str, ...]:
    """The hashes noted in a file, oldest first; none where there is no such file yet.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了“{file}”", "请另指一个记校验码的文本文件") from error
    return tuple(found[0] for line in lines if (found := _HASH.search(line)))


def keep_code(file: Path, head: Head, *, place: str, now: datetime) -> None:
    """Note the end of the history in a file outside the ledger, unless it is the last one noted.

    Raises:
        UsageError: the file cannot be written.
    """
    if kept_codes(file)[-1:] == (head.hash,):
        return
    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"{now.astimezone():%Y-%m-%d %H:%M}  {head.entries} 条  {head.hash}  {place}\n")
    except OSError as error:
        raise UsageError(f"写不了“{file}”", "请另指一个记校验码的文本文件") from error


def _code(given: str) -> str:
    code = given.strip().lower()
    if len(code) < _SHORTEST_CODE or not set(code) <= set("0123456789abcdef"):
        raise UsageError(
            f"“{given}”不是校验码", f"请照抄报告末尾或 tracker verify 给出的校验码，至少前 {_SHORTEST_CODE} 位"
        )
    return code
