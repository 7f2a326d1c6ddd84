"""What goes wrong with databases, said in one Chinese line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from tracker.domain.errors import LedgerError, reason_of
from tracker.ledger import guards, signing

_MAGIC = b"SQLite format 3\x00"

_SAYINGS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("locked", "busy", "lock timeout"), "台账正被别的程序占用", "请稍后再试"),
    (("readonly", "read-only"), "台账是只读的，不能写入", "请检查文件和所在文件夹的权限"),
    (("disk is full", "no space"), "磁盘已满，没有写入", "请腾出空间再试"),
    (("malformed", "not a database", "disk i/o", "corrupt"), "台账文件已损坏", "请换用备份，或用 --db 另指一个文件"),
    (("unable to open",), "台账打不开", "请检查路径和权限"),
    (("password", "authentication"), "台账的用户名或密码不对", "请检查台账的地址"),
    ((guards.SAYING,), guards.SAYING, "要更正，请照规矩再办一步，历史会接着记"),
    ((signing.NOT_YOUR_MOVE,), signing.NOT_YOUR_MOVE, "请交给担任那个角色的人；角色由管理员用 tracker db add-user 定"),
    ((signing.OWN_CLOSURE,), signing.OWN_CLOSURE, "请换一个人验收"),
    ((signing.NOT_A_NEW_ITEM,), signing.NOT_A_NEW_ITEM, "先登记，再一步一步办"),
    ((signing.NOT_YOUR_ROUND,), signing.NOT_YOUR_ROUND, "请由办那一步的人来办或撤销"),
    ((signing.OTHER_FILE,), signing.OTHER_FILE, "请重新附上这份文件"),
    ((signing.NOT_YOUR_FILE,), signing.NOT_YOUR_FILE, "请用 tracker evidence add 附上文件本身"),
    (("row-level security",), "这不是你的单位的，或者不是以你的名义，数据库没有让写", "请找管理员核对你的单位"),
    (("permission denied", "privilege"), "没有这个台账的权限", "请找数据库管理员"),
    (("does not exist",), "台账所在的数据库不存在", "请检查台账的地址，或先建库"),
    (("connect", "connection", "could not translate"), "连不上台账所在的数据库", "请检查地址、网络和数据库是否在运行"),
)


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Turn what the database complains of into a ``LedgerError``; mistakes of our own pass through as they are."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        if isinstance(error, ProgrammingError) and getattr(error.orig, "sqlstate", None) != "42501":
            raise
        for cues, message, hint in _SAYINGS:
            if any(cue in reason.lower() for cue in cues):
                raise LedgerError(f"{message}（{place}）", hint) from error
        raise LedgerError(f"台账出错（{place}）：{reason}", "请稍后再试；仍不行请换用备份") from error


def refuse_damage(file: Path) -> None:
    """See from its first bytes whether a SQLite file can be a whole database, without opening it as one.

    Raises:
        LedgerError: it is not a SQLite file, was cut short, or cannot be read.
    """
    try:
        with file.open("rb") as stream:
            head = stream.read(100)
        size = file.stat().st_size
        # A log or journal with something in it is at work, or will put things right when SQLite opens the file.
        logs = (file.with_name(f"{file.name}-{kind}") for kind in ("wal", "journal"))
        pending = any(log.exists() and log.stat().st_size > 0 for log in logs)
    except OSError as error:
        raise LedgerError(f"台账“{file}”打不开（{reason_of(error)}）", "请检查路径和权限") from error
    if not head.startswith(_MAGIC):
        raise LedgerError(f"“{file}”不是台账文件，没有动它", "请检查 --db 或 TRACKER_DB 写得对不对")
    page = int.from_bytes(head[16:18], "big")
    page = 65_536 if page == 1 else page
    counted = int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 0
    if len(head) < 100 or page < 512 or (size < counted * page and not pending):
        raise LedgerError(f"台账“{file}”不完整，可能没有写完，没有动它", "请换用备份，或用 --db 另指一个文件")
