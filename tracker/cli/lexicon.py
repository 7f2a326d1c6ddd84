"""``tracker lexicon``: the words that reports are read by, and an office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.chinese import ChineseGroup
from tracker.cli.page import Page, say
from tracker.cli.parameters import PATH, debug_option, lexicon_option
from tracker.cli.settings import Settings
from tracker.domain.errors import LexiconError, NotFoundError, TrackerError, reason_of

if TYPE_CHECKING:
    from tracker.lexicon.office import OfficeWords
    from tracker.services.office_words import Checked

UNUSABLE = 2
"""Exit status where the file cannot be used."""


@click.group("lexicon", cls=ChineseGroup)
def lexicon_group() -> None:
    """词表：读报告用的词，和本单位自己加的词。

    本单位的词写在一个文件里，不用改程序：tracker lexicon init 新建一份。
    程序依次找 --lexicon、环境变量 TRACKER_LEXICON、用户设置文件夹里的 lexicon.toml。
    """


@lexicon_group.command("list")
@click.argument("name", metavar="词表", required=False, help="只列这一份词表的各组，如 sections")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@lexicon_option
@debug_option
def list_words_command(*, name: str | None, as_json: bool) -> None:
    """列出有哪些词表；写了词表的名字，就列出它有哪些组。"""
    from tracker.lexicon.guide import purpose_of_group, purpose_of_list
    from tracker.lexicon.loader import everything
    from tracker.services.office_words import words_in_use

    shipped, own = everything(), words_in_use()
    if name is not None and name not in shipped:
        raise NotFoundError(f"没有 {name} 这份词表", f"有的是：{'、'.join(shipped)}")
    rows = [
        (key, purpose_of_list(key), len(groups), sum(map(len, groups.values())), _own(own, key))
        for key, groups in shipped.items()
        if name is None
    ] + [
        (f"{name}.{group}", purpose_of_group(name, group), 0, len(words), _own(own, f"{name}.{group}"))
        for group, words in (shipped[name].items() if name else ())
        if name
    ]
    if as_json:
        from tracker.cli.as_json import print_json

        fields = ("name", "purpose", "groups", "words", "own")
        print_json(
            {
                "schema": "tracker.lexicon/1",
                "path": own.path if own else None,
                "lists": [dict(zip(fields, row, strict=True)) for row in rows],
            }
        )
        return
    from tracker.cli.layout import Column

    page = Page()
    columns = [Column("词表" if name is None else "组"), Column("词数", right=True), Column("本单位"), Column("用处")]
    page.table(columns, [(key, str(count), changed or "-", purpose) for key, purpose, _, count, changed in rows])
    say(f"本单位的词：{own.path}" if own else "没有本单位自己的词。新建一份：tracker lexicon init", err=True)
    say("看各组：tracker lexicon list 词表" if name is None else "看一组的词：tracker lexicon show 组", err=True)


def _own(own: OfficeWords | None, key: str) -> str:
    """What the office changes below ``key``: ``加 3 去 1``."""
    if own is None:
        return ""
    changes = [change for group, change in own.changes.items() if group == key or group.startswith(f"{key}.")]
    added, removed = sum(len(change.added) for change in changes), sum(len(change.removed) for change in changes)
    return " ".join(part for part in (f"加 {added}" if added else "", f"去 {removed}" if removed else "") if part)


@lexicon_group.command("show")
@click.argument("group", metavar="组", help="词表和组，如 sections.heading.problems")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@lexicon_option
@debug_option
def show_words_command(*, group: str, as_json: bool) -> None:
    """看一组里有哪些词：自带的，本单位加的和去掉的。"""
    from tracker.lexicon.guide import purpose_of_group
    from tracker.lexicon.loader import everything
    from tracker.lexicon.office import Change
    from tracker.services.office_words import words_in_use

    name, _, rest = group.partition(".")
    groups = everything().get(name, {})
    if rest not in groups:
        known = [f"{name}.{one}" for one in groups if one.startswith(rest.partition(".")[0])] or [
            f"{name}.{one}" for one in groups
        ]
        raise NotFoundError(
            f"没有 {group} 这一组",
            f"有的是：{'、'.join(known[:12])}" if known else "用 tracker lexicon list 看有哪些词表",
        )
    own = words_in_use()
    change = own.changes.get(group, Change()) if own else Change()
    kept = [word for word in groups[rest] if word not in change.removed]
    if as_json:
        from tracker.cli.as_json import print_json

        print_json(
            {
                "schema": "tracker.words/1",
                "group": group,
                "purpose": purpose_of_group(name, rest),
                "shipped": kept,
                "added": list(change.added),
                "removed": list(change.removed),
            }
        )
        return
    page = Page()
    page.heading(f"{group}  {purpose_of_group(name, rest)}")
    page.pairs(
        [
            (f"自带的（{len(kept)}）", "、".join(kept)),
            (f"本单位加的（{len(change.added)}）", "、".join(change.added)),
            (f"本单位去掉的（{len(change.removed)}）", "、".join(change.removed)),
        ]
    )


@lexicon_group.command("check")
@click.argument("file", type=PATH, metavar="文件", required=False, help="要查的词表文件，不写则查现在用的")
@click.option(
    "--report",
    "reports",
    type=PATH,
    multiple=True,
    metavar="路径",
    help="拿这份报告（或文件夹）试，看有哪些不同；可写多次",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@lexicon_option
@debug_option
@click.pass_obj
def check_words_command(settings: Settings, *, file: Path | None, reports: tuple[Path, ...], as_json: bool) -> int:
    """查本单位的词写得对不对、有没有用，拿报告一试有什么不同。

    查：组名写错、写重、自带的已有、太短会吞掉别的词、永远对不上的写法。
    不写 --report 时，在程序的源码旁有样例报告就拿样例试。
    """
    from tracker.lexicon.office import find_office_words
    from tracker.services.office_words import check_words

    path = file or find_office_words(settings.lexicon)
    if path is None:
        raise LexiconError("还没有本单位自己的词", "新建一份：tracker lexicon init")
    checked = check_words(path, reports or _samples())
    if as_json:
        from tracker.cli.as_json import plain, print_json

        print_json(
            {
                "schema": "tracker.lexicon-check/1",
                "path": str(path),
                "usable": checked.usable,
                "findings": plain(checked.findings),
                "effects": plain(checked.effects),
            }
        )
    else:
        _checked_page(Page(), path, checked)
    return 0 if checked.usable else UNUSABLE


def _samples() -> tuple[Path, ...]:
    """The sample reports of a checkout; an installed program has none."""
    folder = Path(__file__).resolve().parents[2] / "seeds"
    return (folder,) if folder.is_dir() else ()


def _checked_page(page: Page, path: Path, checked: Checked) -> None:
    from tracker.cli.layout import Column
    from tracker.lexicon.office import Gravity

    added = sum(len(change.added) for change in checked.words.changes.values())
    removed = sum(len(change.removed) for change in checked.words.changes.values())
    page.heading(f"{path}：加 {added} 个词，去 {removed} 个词，涉及 {len(checked.words.changes)} 组")
    rows = [
        (
            "错误" if finding.gravity is Gravity.ERROR else "提醒",
            str(finding.line or "-"),
            finding.key,
            f"{finding.what}\n  {finding.hint}",
        )
        for finding in checked.findings
    ]
    if rows:
        page.table([Column("轻重"), Column("行", right=True), Column("组", most=40), Column("说明")], rows)
    else:
        page.text("写法没有问题")
    if not checked.usable:
        say("有错误，这个文件用不了；改好以后再查一遍", err=True)
        return
    changed = [effect for effect in checked.effects if effect.differences]
    if not checked.effects:
        say("没有拿报告试。要试：tracker lexicon check --report 报告", err=True)
        return
    page.title(f"拿 {len(checked.effects)} 份报告试：{len(changed)} 份有不同")
    page_rows: list[tuple[str, ...]] = [
        (
            str(Path(*Path(effect.path).parts[-2:])) if at == 0 else "",
            one.what,
            _arrow(one.before, one.after),
            one.title,
        )
        for effect in changed
        for at, one in enumerate(effect.differences)
    ]
    if page_rows:
        page.table([Column("报告", most=30), Column("类别"), Column("原来 → 现在", most=44), Column("标题")], page_rows)


def _arrow(before: str, after: str) -> str:
    return f"{before or '（没有）'} → {after or '（没有）'}"


@lexicon_group.command("init")
@click.argument("file", type=PATH, metavar="文件", required=False, help="写到哪里，不写则写在用户设置文件夹里")
@debug_option
def init_words_command(*, file: Path | None) -> None:
    """写出一份带说明的空词表，往里加本单位的词。已有的文件不覆盖。"""
    from tracker.services.office_words import start_file

    try:
        path = start_file(file)
    except OSError as error:
        if isinstance(error, FileExistsError) and (file is None or file.exists()):
            raise TrackerError(f"“{error.filename}”已经有了", "直接改它，或者另写一个文件名") from None
        raise TrackerError(f"写不了“{error.filename}”（{reason_of(error)}）", "请换一个位置，或检查权限") from error
    say(f"已写出 {path}")
    say("改好以后查一遍：tracker lexicon check" + (f" {path}" if file else ""), err=True)
