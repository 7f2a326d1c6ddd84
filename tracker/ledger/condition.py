"""Looking at a ledger as it stands, without making, upgrading or locking anything: what ``tracker doctor`` asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from tracker.ledger import tables as t
from tracker.ledger.engine import Place, connect
from tracker.ledger.faults import plainly, refuse_damage
from tracker.ledger.store import quiet_engine

_ON_A_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "davfs", "fuse.sshfs"}
    | {"fuse.rclone", "fuse.davfs2", "vboxsf", "virtiofs", "fuse.vmhgfs-fuse"}
)
_REMOTE_DRIVE = 4
"""What Windows calls a drive on another computer."""


@contextmanager
def as_it_stands(place: Place) -> Iterator[Connection]:
    """A connection that only reads; an older schema is not brought up.

    Raises:
        LedgerError: it cannot be opened, or the file is damaged.
    """
    if place.file is not None:
        refuse_damage(place.file)
    engine = connect(place) if place.file is None else quiet_engine(place.file)
    try:
        with plainly(place.for_people), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def damage(connection: Connection) -> str | None:
    """What SQLite finds wrong with its pages or with references between rows; ``None`` where all is well."""
    (said,) = connection.exec_driver_sql("PRAGMA quick_check(1)").one()
    if said != "ok":
        return str(said)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return None if broken is None else f"{broken[0]} 表里有记录指向不存在的 {broken[2]}"


def orphans(connection: Connection) -> tuple[int, int]:
    """How many kept files no evidence names, and how much evidence says it is kept and is not there."""
    if "evidence_file" not in inspect(connection).get_table_names():
        return 0, 0
    named = select(t.evidence.c.sha256).where(t.evidence.c.sha256.is_not(None))
    stray = select(t.evidence_file.c.sha256).where(t.evidence_file.c.sha256.not_in(named))
    there = select(t.evidence_file.c.sha256)
    lost = select(t.evidence.c.id).where(t.evidence.c.kept, t.evidence.c.sha256.not_in(there))
    return len(connection.execute(stray).all()), len(connection.execute(lost).all())


def gone_from_disk(connection: Connection) -> tuple[str, ...]:
    """Evidence of which only the place was kept and where nothing is any more, by title."""
    if "evidence" not in inspect(connection).get_table_names():
        return ()
    query = select(t.evidence.c.title, t.evidence.c.path).where(
        t.evidence.c.kept.is_(False), t.evidence.c.void.is_(False), t.evidence.c.sha256.is_not(None)
    )
    return tuple(title for title, path in connection.execute(query) if not Path(path).exists())


def server_clock(connection: Connection) -> datetime:
    """What time it is on the server."""
    found: datetime = connection.exec_driver_sql("SELECT now()").scalar_one()
    return found


def on_a_network(file: Path) -> bool | None:
    """True where a file is on a disk of another computer; ``None`` where that cannot be told."""
    if os.name == "nt":
        return _windows_remote(file)
    if not sys.platform.startswith("linux"):
        return None
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return network_kind(mounts, file.resolve()) is not None


def network_kind(mounts: str, file: Path) -> str | None:
    """The kind of file system where it is one of a network. ``mounts`` is what Linux lists in ``/proc/self/mounts``."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        where = parts[1].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
        # Of two on one place the later one is what is seen.
        if file.is_relative_to(where) and len(where) >= len(best):
            best, kind = where, parts[2]
    return kind if kind in _ON_A_NETWORK else None


def _windows_remote(file: Path) -> bool | None:
    import ctypes  # noqa: PLC0415 - on Windows alone

    drive = file.absolute().drive
    if drive.startswith("\\\\"):
        return True
    windll = getattr(ctypes, "windll", None)
    return None if windll is None else windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
