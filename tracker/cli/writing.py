"""Writing what was asked for to a file: never over what the ledger was fed from."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from tracker.cli.settings import Settings


def write(settings: Settings, content: bytes, path: Path) -> None:
    """Write ``content`` to ``path``, wholly or not at all.

    Raises:
        UsageError: a ledger, an imported report or a piece of evidence stands there, or it may not be written.
    """
    from tracker.reporting.files import write_whole

    refuse_source(settings, path)
    write_whole(content, path)


def refuse_source(settings: Settings, path: Path | None) -> None:
    """Ask before any work is done that cannot be taken back.

    Raises:
        UsageError: an imported report or a piece of evidence stands there.
    """
    if path is not None and _is_source(settings, path):
        raise UsageError(f"“{path}”是导入过的报告或佐证的原件，没有覆盖", "请用别的文件名或文件夹")


def _is_source(settings: Settings, path: Path) -> bool:
    """True where the ledger, if there is one that can be asked, knows the file that stands at ``path``."""
    with suppress(OSError, ValueError, LedgerError):  # what cannot be read is told of when it is written
        if path.is_file():
            from tracker.ledger import open_ledger
            from tracker.services.originals import is_source

            with open_ledger(settings.db, only_looking=True) as ledger:
                return is_source(ledger, path)
    return False
