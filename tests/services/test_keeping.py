from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.samples import NOW
from tests.services.telling import everything
from tests.services.test_undoing import state
from tracker.domain.fields import Field
from tracker.domain.kinds import ItemKind, Status
from tracker.domain.spans import Span
from tracker.followup import follow_up
from tracker.ledger.store import Ledger
from tracker.services.document_views import DocumentFilter
from tracker.services.documents import document_ids, place_of_words
from tracker.services.filling import fill_in
from tracker.services.importing import FileOutcome, ImportStatus, import_reports
from tracker.services.items import show_item
from tracker.services.keeping import find_again
from tracker.services.reviewing import add_from_report, join, redraw, review, split_at
from tracker.services.undoing import redo, undo
from tracker.services.verifying import verify
from tracker.services.workflow import move_item

from .telling import assert_sound

TEXT = (
    "甲镇党委2022年述职报告\n一、主要工作\n组织学习12次。\n二、存在的问题\n"
    "（一）理论学习不够深入。学习形式单一，多是念文件，交流研讨走过场。\n"
    "（二）路灯维护不及时。群众反映多次，没有专人去管。垃圾清运不及时，村口常有积存。\n"
    "（三）党员管理偏松。流动党员联系少。\n（四）党员教育偏软。党课形式老套。\n"
    "三、下一步打算\n1.加强学习。2023年6月底前办培训班2期，每月集中学习一次。\n2.换路灯。年底前换完全部路灯。\n"
)
WHO: dict[str, Any] = {"actor": "张三", "now": NOW}
P1, P2, P3, P4, C1, C2, LIGHTS, LITTER, ADDED = (f"01-2022-0{number}" for number in range(1, 10))


def take_in(ledger: Ledger, folder: Path, text: str) -> FileOutcome:
    file = folder / f"报告{len(text)}.txt"
    file.write_text(text, encoding="utf-8")
    (outcome,) = import_reports(ledger, [file], org="甲镇党委", year=2022, **WHO).files
    return outcome


def report(ledger: Ledger) -> int:
    (found,) = document_ids(ledger, DocumentFilter())
    return found


def words(ledger: Ledger, number: str) -> str:
    return show_item(ledger, number).quote.text


@pytest.fixture
def decided(sqlite_ledger: Ledger, tmp_path: Path) -> Ledger:
    return decide(sqlite_ledger, tmp_path)


def decide(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A report gone through: bounds changed, one split, two joined, one refused, one retitled, one added."""
    take_in(ledger, tmp_path, TEXT)

    def place(quote: str) -> Span:
        return place_of_words(ledger, report(ledger), quote)

    redraw(ledger, P1, place("理论学习不够深入。学习形式单一"), **WHO)
    split_at(ledger, P2, [place("垃圾清运").start], note="两件事", **WHO)
    join(ledger, P3, P4, note="一回事", **WHO)
    move_item(ledger, C1, Status.REJECTED, note="空话", **WHO)
    fill_in(ledger, [C2], {Field.TITLE: "年底前换完路灯"}, **WHO)
    row = add_from_report(ledger, report(ledger), place("多是念文件，交流研讨走过场"), kind=ItemKind.PROBLEM, **WHO)
    assert row.number == ADDED
    return ledger


def assert_decisions_hold(ledger: Ledger) -> None:
    assert words(ledger, P1) == "理论学习不够深入。学习形式单一"
    assert show_item(ledger, P2).row.status is Status.SPLIT
    assert words(ledger, LIGHTS) == "路灯维护不及时。群众反映多次，没有专人去管。"
    assert "".join(words(ledger, LITTER).split()) == "垃圾清运不及时，村口常有积存。"
    assert words(ledger, P3).startswith("党员管理偏松")
    assert words(ledger, P3).endswith("党课形式老套。")
    assert show_item(ledger, P4).merged_into == P3
    assert show_item(ledger, C1).row.status is Status.REJECTED
    assert show_item(ledger, C2).row.title == "年底前换完路灯"
    assert (words(ledger, ADDED), show_item(ledger, ADDED).row.status) == ("多是念文件，交流研讨走过场", Status.OPEN)
    found = review(ledger, report(ledger))
    listed = {item.row.number for item in found.items}
    assert listed == {P1, P2, P3, P4, C1, C2, LIGHTS, LITTER, ADDED}
    assert all(item.quote.span.of(found.text) == item.quote.text for item in found.items)
    assert verify(ledger).sound
    assert_sound(ledger, follow_up)


@pytest.mark.parametrize(
    "corrected",
    [
        TEXT.replace("组织学习12次。", "组织学习12次，走访困难党员30人。"),
        TEXT.replace("垃圾清运不及时，村口", "垃圾清运不及时，\n村口"),
        "请审阅\n" + TEXT,
    ],
    ids=["more told", "broken line", "moved down"],
)
def test_what_people_decided_holds_in_a_corrected_report(decided: Ledger, tmp_path: Path, corrected: str) -> None:
    assert_decisions_hold(decided)
    outcome = take_in(decided, tmp_path, corrected)
    assert outcome.status is ImportStatus.CORRECTED
    assert "找不到原话" not in outcome.warnings[-1]
    assert_decisions_hold(decided)
    again = take_in(decided, tmp_path, corrected + "\n又补充了一句。\n")
    assert again.status is ImportStatus.CORRECTED
    assert_decisions_hold(decided)


def test_it_holds_on_postgresql_too(postgres_ledger: Ledger, tmp_path: Path) -> None:
    decide(postgres_ledger, tmp_path)
    take_in(postgres_ledger, tmp_path, TEXT.replace("组织学习12次。", "组织学习13次，调研2次。"))
    assert_decisions_hold(postgres_ledger)


def test_a_correction_on_top_of_a_review_is_taken_back_and_done_again(decided: Ledger, tmp_path: Path) -> None:
    before, told = state(decided), everything(decided)
    take_in(decided, tmp_path, TEXT.replace("组织学习12次。", "组织学习13次。"))
    after, changed = state(decided), everything(decided)
    undo(decided, **WHO)
    assert (state(decided), everything(decided)) == (before, told)
    assert_decisions_hold(decided)
    redo(decided, **WHO)
    assert (state(decided), everything(decided)) == (after, changed)
    assert_decisions_hold(decided)


def test_where_the_words_are_gone_the_new_report_is_read_and_that_is_said(decided: Ledger, tmp_path: Path) -> None:
    outcome = take_in(decided, tmp_path, TEXT.replace("学习形式单一，多是念文件，交流研讨走过场", "学习的形式比较单一"))
    assert f"人改过起止的 {P1} 在新报告里找不到原话" in outcome.warnings[-1]
    assert words(decided, P1) == "理论学习不够深入。学习的形式比较单一。"
    assert f"原文不再提及 1 项（{ADDED}，仍留在台账）" in outcome.warnings[-1]
    assert show_item(decided, ADDED).row.status is Status.OPEN
    assert verify(decided).sound


def test_a_part_whose_words_are_gone_stays_in_the_ledger(decided: Ledger, tmp_path: Path) -> None:
    take_in(decided, tmp_path, TEXT.replace("垃圾清运不及时，村口常有积存。", ""))
    assert show_item(decided, LITTER).events[-1].what == "更正后原文不再提及"
    assert words(decided, LIGHTS) == "路灯维护不及时。群众反映多次，没有专人去管。"
    assert LITTER not in {item.row.number for item in review(decided, report(decided)).items}
    assert verify(decided).sound


def test_bounds_that_were_undone_are_not_kept(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    take_in(sqlite_ledger, tmp_path, TEXT)
    redraw(sqlite_ledger, P1, place_of_words(sqlite_ledger, report(sqlite_ledger), "理论学习不够深入。"), **WHO)
    undo(sqlite_ledger, **WHO)
    take_in(sqlite_ledger, tmp_path, TEXT.replace("组织学习12次。", "组织学习13次。"))
    assert words(sqlite_ledger, P1).endswith("交流研讨走过场。")


@pytest.mark.parametrize(
    "text, wanted, near, found",
    [
        ("甲乙丙", "乙", None, "乙"),
        ("甲\n 乙丙", "甲乙", None, "甲\n 乙"),
        ("甲", "乙", None, None),
        ("甲", "  ", None, None),
        ("[b](*)", "[b](*)", None, "[b](*)"),
    ],
)
def test_words_are_found_again(text: str, wanted: str, near: Span | None, found: str | None) -> None:
    span = find_again(text, wanted, near)
    assert (span and span.of(text)) == found


@given(before=st.text(alphabet="甲乙 \n", max_size=12), words=st.text(alphabet="甲乙丙", min_size=1, max_size=5))
def test_of_several_places_the_nearest_counts(before: str, words: str) -> None:
    text = f"{before}{words}。{words}"
    near = Span(len(text) - len(words), len(text))
    assert find_again(text, words, near) == near
