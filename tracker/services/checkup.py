"""A look over everything a ledger rests on, each thing with how it is mended. Nothing is made, upgraded or changed."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from tracker import __version__
from tracker.domain.errors import LedgerError, LedgerTooNewError
from tracker.domain.kinds import LabelledEnum
from tracker.ledger import condition, guards, team
from tracker.ledger.engine import Place, find_place
from tracker.ledger.schema import SCHEMA_HEAD, schema_of
from tracker.ledger.signing import is_there, signed_in
from tracker.lexicon.cached import cache_folder
from tracker.reading import office

_ROOM = 200_000_000
"""Bytes that should be free beyond what one more copy of the ledger takes."""
_LONG_LOG = 64_000_000
_BACKUP_EVERY = timedelta(days=30)
_CLOCKS_APART = timedelta(minutes=5)

_OFFICIAL_FONTS = ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "方正仿宋")
_WINDOWS_FONTS = ("simfang.ttf", "simhei.ttf")


class Health(LabelledEnum):
    """How something is."""

    FINE = "fine", "正常"
    NOTE = "note", "提醒"
    BAD = "bad", "不好"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    health: Health
    told: str
    """How it is, in Chinese."""
    mend: str = ""
    """What to do about it; empty where there is nothing to do."""


def check_up(url: str | None = None, *, now: datetime) -> tuple[Finding, ...]:
    """Look over the program, the ledger, and what both rest on.

    Args:
        url: where the ledger is; ``None`` for the usual place.
        now: the moment, aware.

    Raises:
        LedgerError: the place is malformed.
    """
    place = find_place(url)
    found = [_program(), Finding("台账", Health.FINE, place.for_people)]
    if place.file is None:
        found += _server(place, now)
    else:
        found += _file(place, place.file, now)
    found += [_fonts(), _words(), _office()]
    return tuple(found)


def _program() -> Finding:
    told = f"tracker {__version__}，Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}"
    return Finding("程序", Health.FINE, told)


def _file(place: Place, file: Path, now: datetime) -> Iterator[Finding]:
    folder = next(parent for parent in (file.absolute().parent, *file.absolute().parents) if parent.exists())
    yield _rights(file, folder)
    if condition.on_a_network(folder):
        yield Finding(
            "磁盘",
            Health.BAD,
            "台账在网络盘上，SQLite 的日志在那里靠不住",
            "请移到本机磁盘；多人用请 tracker db move-to",
        )
    size = file.stat().st_size if file.is_file() else 0
    free = shutil.disk_usage(folder).free
    room = f"剩 {free / 1e9:.1f} GB，台账 {size / 1e6:.1f} MB"
    if free < 2 * size + _ROOM:
        yield Finding("空间", Health.BAD, room, "请腾出空间：升级和备份各要再写一份")
    else:
        yield Finding("空间", Health.FINE, room)
    if size == 0:
        yield Finding("内容", Health.NOTE, "还没有台账", "导入报告时会自动建：tracker import 报告.txt")
        return
    yield from _opened(place, _inside_file)
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size > _LONG_LOG:
        told = f"日志有 {log.stat().st_size / 1e6:.0f} MB 没有并入台账"
        yield Finding("日志", Health.NOTE, told, "关掉所有正在用台账的程序，再打开一次就会并入")
    yield _backups(file, now)
    left = sorted(part.name for part in file.parent.glob(f"{file.stem}*.part"))
    if left:
        yield Finding("残留", Health.NOTE, f"有没写完的文件：{'、'.join(left)}", "没有别的程序在备份或恢复时，可以删掉")


def _rights(file: Path, folder: Path) -> Finding:
    wanted = [file] if file.exists() else []
    closed = [str(one) for one in (*wanted, folder) if not os.access(one, os.W_OK)]
    if closed:
        return Finding(
            "权限", Health.NOTE, f"不能写入 {'、'.join(closed)}，台账只能看", "请让管理员给文件和文件夹写权限"
        )
    return Finding("权限", Health.FINE, "文件和所在文件夹可以写入")


def _opened(place: Place, look: Callable[[Connection], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        with condition.as_it_stands(place) as connection:
            revision = schema_of(connection)
            if revision is None:
                yield Finding("内容", Health.NOTE, "这个数据库里还没有台账", "打开时会自动建")
                return
            if revision == SCHEMA_HEAD:
                yield Finding("版本", Health.FINE, f"台账的版本是 {revision}，与程序一致")
            else:
                told = f"台账的版本是 {revision}，本程序用 {SCHEMA_HEAD}"
                yield Finding(
                    "版本", Health.NOTE, told, "下次打开会自动升级，升级前另存一份；想稳妥可先 tracker backup"
                )
            yield from look(connection)
            if revision == SCHEMA_HEAD:
                yield from _evidence(connection)
    except LedgerTooNewError as error:
        yield Finding("版本", Health.BAD, error.message, error.hint)
    except LedgerError as error:
        yield Finding("打开", Health.BAD, error.message, error.hint)


def _inside_file(connection: Connection) -> Iterator[Finding]:
    broken = condition.damage(connection)
    if broken is None:
        yield Finding("完整", Health.FINE, "每一页、每一处引用都对得上")
    else:
        yield Finding("完整", Health.BAD, f"台账有损坏：{broken}", "请用 tracker restore 恢复最近的备份")
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode != "wal":
        told = f"日志方式是 {mode}，有人在写时别人要等"
        yield Finding("日志", Health.NOTE, told, "从备份恢复一次（tracker restore）就会改回 WAL")
    yield _guards(connection)


def _guards(connection: Connection) -> Finding:
    if guards.standing(connection):
        return Finding("历史", Health.FINE, "数据库守着历史，只能追加")
    return Finding("历史", Health.BAD, "防改防删的触发器不在了", "请运行 tracker verify 看历史有没有被改过")


def _evidence(connection: Connection) -> Iterator[Finding]:
    stray, lost = condition.orphans(connection)
    gone = condition.gone_from_disk(connection)
    if lost:
        yield Finding(
            "佐证", Health.BAD, f"{lost} 件佐证说存在台账里，内容却不在", "请运行 tracker verify，再从备份里找回"
        )
    if gone:
        listed = "、".join(gone[:3]) + ("等" if len(gone) > 3 else "")
        told = f"{len(gone)} 件只记了位置的佐证，原处已经没有：{listed}"
        yield Finding("佐证", Health.NOTE, told, "请找回文件，重新附上并存入台账")
    if stray:
        told = f"{stray} 个文件没有哪一项用到"
        yield Finding("佐证", Health.NOTE, told, "不碍事；多半是附了又撤的，留着可以重做")
    if not (stray or lost or gone):
        yield Finding("佐证", Health.FINE, "佐证都在")


def _backups(file: Path, now: datetime) -> Finding:
    made = [one.stat().st_mtime for one in file.parent.glob(f"{file.stem}-备份-*") if one.is_file()]
    if not made:
        return Finding("备份", Health.NOTE, "台账旁边没有备份", "请运行 tracker backup，最好写到另一块盘上")
    age = now - datetime.fromtimestamp(max(made), tz=now.tzinfo)
    if age > _BACKUP_EVERY:
        return Finding("备份", Health.NOTE, f"最近的备份是 {age.days} 天前的", "请运行 tracker backup")
    return Finding("备份", Health.FINE, f"最近的备份是 {max(age.days, 0)} 天前的")


def _server(place: Place, now: datetime) -> Iterator[Finding]:
    def inside(connection: Connection) -> Iterator[Finding]:
        version, encoding = connection.exec_driver_sql(
            "SELECT current_setting('server_version'), current_setting('server_encoding')"
        ).one()
        yield Finding("服务器", Health.FINE, f"PostgreSQL {version}，编码 {encoding}")
        apart = abs(condition.server_clock(connection) - now)
        if apart > _CLOCKS_APART:
            told = f"本机和服务器的时间差 {apart.total_seconds() / 60:.0f} 分钟"
            yield Finding("时间", Health.NOTE, told, "请校准本机的时间：经过里记的是本机时间")
        yield _guards(connection)
        yield _team(connection)

    yield from _opened(place, inside)


def _team(connection: Connection) -> Finding:
    if not is_there(connection):
        told = "没有设成多人使用：能登录的人什么都能做"
        return Finding("多人使用", Health.NOTE, told, "请用建库的账号运行 tracker db init-team")
    who = signed_in(connection)
    if who is not None:
        bound = "，只看本单位的" if who.bound else ""
        return Finding("多人使用", Health.FINE, f"以“{who.person}”登录{bound}")
    idle = [one.login for one in team.members(connection) if not one.roles]
    if idle:
        mend = "请用 tracker db add-user 给角色，或 tracker db remove-user 去掉"
        return Finding("多人使用", Health.NOTE, f"没有角色的人：{'、'.join(idle)}", mend)
    return Finding("多人使用", Health.FINE, "以管理员登录，角色和授权已设好")


def _fonts() -> Finding:
    families = _font_families()
    if families is None:
        return Finding("字体", Health.NOTE, "查不出装了哪些字体", "公文用仿宋_GB2312、黑体、楷体_GB2312，请确认已装")
    if not families:
        return Finding("字体", Health.NOTE, "没有中文字体，导出 PDF、图片会缺字", "请装一种中文字体，如思源宋体")
    if not any(font.lower() in family.lower() for font in _OFFICIAL_FONTS for family in families):
        told = "有中文字体，没有公文用的仿宋，本机看到的版式会有出入"
        return Finding("字体", Health.NOTE, told, "请装仿宋_GB2312；Word 文件在装了的电脑上打开是对的")
    return Finding("字体", Health.FINE, "有公文用的仿宋")


def _font_families() -> list[str] | None:
    """The Chinese font families that are installed; ``None`` where that cannot be told."""
    if os.name == "nt":
        folder = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        return ["FangSong" for name in _WINDOWS_FONTS if (folder / name).exists()]
    program = shutil.which("fc-list")
    if program is None:
        return None
    command = [program, ":lang=zh", "family"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=20)  # noqa: S603 - fontconfig's own
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").splitlines()


def _words() -> Finding:
    folder = cache_folder()
    if any(folder.glob("words-*")) if folder.is_dir() else False:
        return Finding("词典", Health.FINE, f"词典缓存在 {folder}")
    parent = next(one for one in (folder, *folder.parents) if one.exists())
    if not os.access(parent, os.W_OK):
        return Finding(
            "词典", Health.NOTE, f"不能写入 {folder}，每次对账都要重读词典，慢一两秒", "请给这个文件夹写权限"
        )
    return Finding("词典", Health.FINE, "词典缓存还没有建，第一次对账时会建")


def _office() -> Finding:
    found = office.program()
    if found is None:
        told = "没有 LibreOffice，少数旧格式的文件读不了，别的不受影响"
        return Finding("LibreOffice", Health.NOTE, told, "需要时安装 LibreOffice，或把文件另存为 .docx")
    return Finding("LibreOffice", Health.FINE, found)
