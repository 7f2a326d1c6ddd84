"""An office's own words: are they right, can they ever match, and what do they change in reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract
from tracker.extraction.particulars import with_particulars
from tracker.extraction.view import clean
from tracker.lexicon.loader import everything, office_words, using
from tracker.lexicon.office import Finding, Gravity, OfficeWords, examine, own_file
from tracker.reading import find_reports, read_report

STARTER = """\
# 本单位自己的词。改好以后查一遍：tracker lexicon check
#
# 有哪些词表和组：tracker lexicon list；一组里有哪些词：tracker lexicon show sections.heading.problems
# 方括号里写词表和组，等号后面写词；写成列表是加词，要去掉自带的词就分开写 add 和 remove。
#
# [sections.heading]
# problems = ["短板和弱项"]
# next_steps = { add = ["来年盘算"], remove = ["工作要点"] }
#
# [themes.theme]
# collective = ["强村共富", "共富工坊"]
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a report yields with the office's words and not without them, or the other way round."""

    what: str
    """Problem, commitment and so on, in Chinese."""
    title: str
    before: str
    """What is said of it with the shipped words; empty where it is not found."""
    after: str
    """The same with the office's words."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What the words change in one report."""

    path: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said of an office's words."""

    words: OfficeWords
    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...] = ()
    """One for each report looked at; empty where the words cannot be used."""

    @property
    def usable(self) -> bool:
        """False where a finding is an error."""
        return all(finding.gravity is not Gravity.ERROR for finding in self.findings)


def check_words(path: Path, reports: Sequence[Path] = ()) -> Checked:
    """Look through an office's file, and through reports with and without its words.

    Args:
        path: the office's file.
        reports: reports, or folders of them.

    Raises:
        LexiconError: the file cannot be read, or is no TOML.
        ReadingError: a report cannot be read.
    """
    words, findings = examine(path, everything())
    findings += _unmatchable(words)
    findings += _swallowing(words)
    findings += _elsewhere(words)
    checked = Checked(words, tuple(sorted(findings, key=lambda finding: finding.line or 0)))
    if not checked.usable:
        return checked
    sources = [read_report(file) for file in find_reports(reports)] if reports else []
    return Checked(words, checked.findings, effect_of(words, sources))


def effect_of(words: OfficeWords, sources: Iterable[PlainText]) -> tuple[Effect, ...]:
    """What the words change in each of the reports."""
    texts = list(sources)
    with using(None):
        before = [with_particulars(source, extract(source)) for source in texts]
    with using(words):
        after = [with_particulars(source, extract(source)) for source in texts]
    return tuple(
        Effect(source.path, tuple(_differences(source, old, new)))
        for source, old, new in zip(texts, before, after, strict=True)
    )


def start_file(path: Path | None = None) -> Path:
    """Write a file to begin with, all of it comments; where no path is given, where the program looks for it.

    Raises:
        FileExistsError: there is one already.
        OSError: it cannot be written.
    """
    target = path or own_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(STARTER)
    return target


def words_in_use() -> OfficeWords | None:
    """The office's words that hold now.

    Raises:
        LexiconError: their file does not hold together.
    """
    return office_words()


def _unmatchable(words: OfficeWords) -> Iterator[Finding]:
    """Words that stand in no cleaned text: reports are read with their blanks, widths and bullets smoothed."""
    for key, change in words.changes.items():
        for word in change.added:
            # Between two characters, so that a word is not taken for a page number or a bullet.
            seen = clean(f"某{word}某").text[1:-1]
            if seen != word:
                yield Finding(
                    Gravity.WARNING,
                    key,
                    words.lines.get((key, word)),
                    f"“{word}”永远对不上：读报告时先把空格、全角数字和标点整理过",
                    f"写成“{seen}”" if seen else "请删去",
                )


def _swallowing(words: OfficeWords) -> Iterator[Finding]:
    """Words that hold, or are held by, other words of their group."""
    shipped = everything()
    for key, change in words.changes.items():
        name, _, group = key.partition(".")
        others = [word for word in shipped[name][group] if word not in change.removed]
        for word in _new(change.added, shipped[name][group]):
            line = words.lines.get((key, word))
            among = [other for other in (*others, *change.added) if other != word]
            if shorter := [other for other in among if other in word]:
                yield Finding(
                    Gravity.WARNING,
                    key,
                    line,
                    f"“{word}”里已经有“{shorter[0]}”",
                    "写着它的地方本来就对得上，多半不用加",
                )
            if longer := [other for other in others if word in other]:
                told = "、".join(f"“{other}”" for other in longer[:3]) + (
                    f"等 {len(longer)} 个" if len(longer) > 3 else ""
                )
                yield Finding(
                    Gravity.WARNING, key, line, f"“{word}”会吞掉{told}", "只要写着这几个字就会对上，看看是不是太短"
                )


def _new(added: Iterable[str], present: Sequence[str]) -> list[str]:
    """The words that the group does not have anyway."""
    return [word for word in added if word not in present]


def _elsewhere(words: OfficeWords) -> Iterator[Finding]:
    """Words that another group of the same table has: what they say then depends on which is asked first."""
    shipped = everything()
    for key, change in words.changes.items():
        name, _, group = key.partition(".")
        table, dot, _ = group.partition(".")
        if not dot:
            continue
        for word in _new(change.added, shipped[name][group]):
            taken = [
                other
                for other, present in shipped[name].items()
                if other != group and other.startswith(f"{table}.") and word in present
            ]
            if taken:
                yield Finding(
                    Gravity.WARNING,
                    key,
                    words.lines.get((key, word)),
                    f"“{word}”在 {name}.{taken[0]} 里也有",
                    "两组都有，读起来会两可；要改归这一组，请在那一组里 remove",
                )


def _differences(source: PlainText, before: Extraction, after: Extraction) -> Iterator[Difference]:
    old, new = dict(_told(source, before)), dict(_told(source, after))
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield Difference(key[0], key[1], old.get(key, ""), new.get(key, ""))


def _told(source: PlainText, found: Extraction) -> Iterator[tuple[tuple[str, str], str]]:
    """What a report yields, each thing with what is said of it."""
    for section in found.sections:
        yield (
            ("部分", f"{section.heading or section.kind.label}（第 {section.span.start + 1} 字起）"),
            section.kind.label,
        )
    for problem in found.problems:
        theme = problem.particulars.theme if problem.particulars else None
        severity = problem.particulars.severity if problem.particulars else None
        said = [problem.where.label, theme.label if theme else "", severity.label if severity else ""]
        yield ("问题", problem.title), "，".join(part for part in said if part)
    for promise in found.commitments:
        told = promise.particulars
        said = [f"{len(promise.actions)} 条措施"]
        said += [told.theme.label] if told and told.theme else []
        said += ["空泛"] if told and told.vague else []
        yield ("承诺", promise.title), "，".join(said)
    for closure in found.closures:
        yield (
            ("整改说法", _short(source, closure.span.start, closure.span.end)),
            (f"{closure.origin.label}，{closure.status.label}，{_count(closure.total)}/{_count(closure.done)}"),
        )
    for tally in found.tallies:
        yield (
            ("清单数", _short(source, tally.span.start, tally.span.end)),
            f"{_count(tally.total)}/{_count(tally.done)}",
        )
    for metric in found.metrics:
        yield ("指标", _short(source, metric.span.start, metric.span.end)), f"{metric.value:g}{metric.unit}"


def _short(source: PlainText, start: int, end: int) -> str:
    text = "".join(source.text[start:end].split())
    return text if len(text) <= 30 else f"{text[:29]}…"


def _count(number: int | None) -> str:
    return "?" if number is None else str(number)
