"""All commands in the order of work: what each is for, and where it is. A command's module is imported when it runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """Where a command is, and its line on the first help page."""

    module: str
    """In ``tracker.cli``."""
    name: str
    """Of the command in its module."""
    what: str
    """The first sentence of the command's own help, which a test compares."""


COMMANDS: Mapping[str, Entry] = {
    "import": Entry("importing", "import_command", "导入述职报告，并同上一年的对账"),
    "list": Entry("items", "list_command", "列出台账里的事项"),
    "show": Entry("items", "show_command", "看一个事项：原文、措施、相关事项、后来的报告怎么说、经过"),
    "trace": Entry(
        "tracing", "trace_command", "看一件事历年怎么说：头一次列出、称已整改、又再次出现，逐年的原文、判断和状态"
    ),
    "review": Entry("reviewing", "review_group", "核对一份报告里读出了什么：改起止、拆开、合起来、补录"),
    "confirm": Entry("judging", "confirm_command", "确认机器提出的：待确认的事项纳入台账，对旧事项的判断认可"),
    "judge": Entry("judging", "judge_command", "对一项另作认定：报告到底怎么说它，以人的判断为准"),
    "add": Entry("filling", "add_command", "手工登记一项：不是从报告里读出来的问题，如巡察反馈、通报、信访"),
    "set": Entry("filling", "set_command", "填写台账的栏目：责任领导、责任人、措施、时限等，一项或几项一起"),
    "move": Entry("moving", "move_command", "改事项的状态，一项或几项一起"),
    "evidence": Entry("evidence", "evidence_group", "佐证：附上、列出、撤下、取出"),
    "extend": Entry("filling", "extend_command", "延期：原时限、理由、谁批准的都留着"),
    "handover": Entry("filling", "handover_command", "移交：岗位换了人，名下没有了结的事项一次都交给接手的人"),
    "merge": Entry("moving", "merge_command", "把几项并入一项：是一回事，或者重复登记了"),
    "split": Entry("moving", "split_command", "把一项拆成几项，分别办理"),
    "log": Entry("history", "log_command", "看做过什么：谁、何时、改了哪些事项，新的在前"),
    "undo": Entry("history", "undo_command", "撤销一次命令，几项一起改的整个撤销"),
    "redo": Entry("history", "redo_command", "重做撤销了的命令"),
    "due": Entry("due", "due_command", "列出要到期的事，最急的在前，逐条写明为什么是这一天"),
    "check": Entry("checking", "check_command", "自查：像虚假整改、纸面整改的地方，缺佐证、缺责任人、逾期的地方"),
    "common": Entry("shared_problems", "common_command", "列出共性问题：几个单位都有的同一个问题，各单位的原文并排看"),
    "excel": Entry("excel", "excel_group", "Excel 台账：导出填写、读回、导入自己的表格"),
    "report": Entry("reports", "report_group", "出报告"),
    "form": Entry(
        "forms", "form_group", "出清单和表单：问题清单、任务清单、责任清单、销号申请单、督办单、逾期通报、回头看清单"
    ),
    "serve": Entry("serving", "serve_command", "在浏览器里看台账：不用终端，点得开每一项，看得到原文"),
    "extract": Entry("extracting", "extract_command", "看一份报告里有什么：问题、承诺、整改说法、清单数、指标"),
    "compare": Entry("extracting", "compare_command", "拿新报告对旧报告的账：每个问题、每项承诺，新报告怎么说"),
    "unit": Entry("units", "unit_group", "单位：列出、更名、合并"),
    "document": Entry("documents", "document_group", "导入的报告：列出、撤下、改年度"),
    "profile": Entry("profiles", "profile_group", "本地做法：状态叫法、各来源时限、台账的列、口径等"),
    "lexicon": Entry("lexicon", "lexicon_group", "词表：读报告用的词，和本单位自己加的词"),
    "keys": Entry("keys", "keys_command", "列出界面的全部按键；查一查自己改的按键有没有冲突"),
    "original": Entry("original", "original_command", "取回导入时的原件，先核对校验码"),
    "verify": Entry("safety", "verify_command", "核验台账：经过、原文、佐证有没有被改动、删去或插入"),
    "backup": Entry("safety", "backup_command", "备份台账：别人正在用也行，备份写完当场核验"),
    "restore": Entry("safety", "restore_command", "用备份恢复台账"),
    "doctor": Entry("safety", "doctor_command", "体检：台账、磁盘、权限、字体等有没有毛病，怎么治"),
    "db": Entry("database", "database_group", "数据库：搬到 PostgreSQL，多人使用"),
}


class Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        entry = COMMANDS[name]
        command: click.Command = getattr(import_module(f"tracker.cli.{entry.module}"), entry.name)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)
