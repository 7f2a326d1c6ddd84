"""The one error tree. The fronts catch ``TrackerError`` at one boundary and print one Chinese line.

TrackerError
├── ReadingError        a file that cannot be read as a report
├── LedgerError         the database cannot be used
│   └── LedgerTooNewError
├── NotFoundError       no such item, unit or report
├── AmbiguousError      more than one answers to the name given
├── MoveError           a status move that the rules of the trade refuse
├── LexiconError        a word list that does not hold together
├── ProfileError        an office's settings that cannot hold
├── SheetError          a workbook that cannot be read as a ledger
└── UsageError          options that do not fit together
"""

from __future__ import annotations

import errno


class TrackerError(Exception):
    """Something a person can mend. ``message`` says what is wrong, ``hint`` what to do next; both in Chinese."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}。{self.hint}" if self.hint else self.message


class ReadingError(TrackerError):
    """The file is missing, empty, binary, too large or in an encoding that cannot be told."""


class LedgerError(TrackerError):
    """The database cannot be opened, written or upgraded."""


class LedgerTooNewError(LedgerError):
    """The database was made by a newer program; it is left untouched."""


class NotFoundError(TrackerError):
    """No item, unit, report or follow-up of that name is in the ledger."""


class AmbiguousError(TrackerError):
    """The name given fits several things; the message lists them."""


class MoveError(TrackerError):
    """The status machine refuses the move; the hint says what is missing and what to do."""


class LexiconError(TrackerError):
    """A word list is malformed or contradicts itself."""


class ProfileError(TrackerError):
    """A profile is malformed, or says something it cannot say; the message names key and line."""


class SheetError(TrackerError):
    """A workbook that cannot be read, was not exported here, or has no columns that can be told."""


class UsageError(TrackerError):
    """The options or arguments do not fit together."""


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "路径太长",
    errno.ENOENT: "没有这个路径",
    errno.EISDIR: "这是一个文件夹",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EFBIG: "文件太大",
    errno.EINVAL: "路径或文件名不合规矩",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EAGAIN: "系统一时忙不过来",
    errno.ENOEXEC: "不是能运行的程序",
    errno.ETIMEDOUT: "等得太久，没有回应",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址",
}
_NETWORK_GONE = ("ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH", "ECONNRESET", "ECONNABORTED")
_REASONS |= {getattr(errno, name): "网络断了" for name in _NETWORK_GONE if hasattr(errno, name)}
_REASONS |= {getattr(errno, name): "磁盘配额已满" for name in ("EDQUOT",) if hasattr(errno, name)}


def reason_of(error: OSError) -> str:
    """Why the operating system refuses, in Chinese; by its number where that is none of the usual reasons."""
    number = error.errno or 0
    return _REASONS.get(number) or (f"系统错误 {number}" if number else "系统没有说明原因")
