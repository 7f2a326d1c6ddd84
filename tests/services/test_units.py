from __future__ import annotations

import pytest

from tests.ledger.samples import NOW, broken_links, follow, plan, store
from tracker.domain.errors import AmbiguousError, NotFoundError, UsageError
from tracker.domain.kinds import Verdict
from tracker.ledger.store import Ledger
from tracker.services.comparing import all_pairs
from tracker.services.items import list_items, show_item
from tracker.services.units import find_unit, list_units, merge_units, rename_unit
from tracker.services.views import ItemFilter, UnitRow


def rename(ledger: Ledger, unit: str, name: str) -> UnitRow:
    return rename_unit(ledger, unit, name, actor="张三", now=NOW)


def merge(ledger: Ledger, unit: str, into: str) -> UnitRow:
    return merge_units(ledger, unit, into, actor="张三", now=NOW, follow=follow)


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    store(ledger, plan("甲镇", 2021, ["学习不深"], []))
    store(ledger, plan("乙村", 2021), plan("乙村", 2023))
    store(ledger, plan(None, 2022, ["学习不深"], [], path="报告.txt"))
    return ledger


@pytest.mark.parametrize("asked", ["甲镇", "1", "01", " ０１ ", "甲", "甲\u3000镇"])
def test_a_unit_is_found_by_name_code_or_part(ledger: Ledger, asked: str) -> None:
    store(ledger, plan("甲\u3000镇" if "\u3000" in asked else "甲镇", 2021))
    assert find_unit(ledger, asked) == list_units(ledger)[0]


def test_a_whole_name_comes_before_a_part(ledger: Ledger) -> None:
    store(ledger, plan("甲镇", 2021), plan("甲镇中学", 2021))
    assert find_unit(ledger, "甲镇").name == "甲镇"
    with pytest.raises(AmbiguousError):
        find_unit(ledger, "甲")


def test_a_name_of_digits_comes_before_a_code(ledger: Ledger) -> None:
    store(ledger, plan("2", 2021), plan("甲", 2021))
    assert find_unit(ledger, "2").code == 1
    assert find_unit(ledger, "02").code == 2


@pytest.mark.parametrize("asked", ["", "   ", "没有", "77", "9" * 30])
def test_what_is_no_unit_is_not_found(stocked: Ledger, asked: str) -> None:
    with pytest.raises(NotFoundError):
        find_unit(stocked, asked)


def test_an_empty_ledger_says_what_to_do(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_unit(ledger, "甲")
    assert "tracker import" in caught.value.hint


def test_renaming_keeps_numbers_and_former_names(stocked: Ledger) -> None:
    placeholder = find_unit(stocked, "未知单位（报告）")
    assert placeholder.placeholder
    renamed = rename(stocked, placeholder.name, "  丙 村 ")
    assert renamed == UnitRow(code=placeholder.code, name="丙 村", placeholder=False, years=(2022,))
    assert find_unit(stocked, "未知单位（报告）") == renamed
    assert list_items(stocked, ItemFilter(unit="丙 村")).rows[0].number == f"{placeholder.code:02d}-2022-01"
    store(stocked, plan("未知单位（报告）", 2024))
    assert find_unit(stocked, "丙 村").years == (2022, 2024)
    with stocked.read() as session:
        assert broken_links(session) == []


def test_renaming_back_and_to_itself(stocked: Ledger) -> None:
    rename(stocked, "甲镇", "甲街道")
    assert rename(stocked, "甲街道", "甲镇").name == "甲镇"
    assert rename(stocked, "甲镇", "甲镇").name == "甲镇"
    assert find_unit(stocked, "甲街道").name == "甲镇"


def test_a_placeholder_may_keep_its_name_for_good(stocked: Ledger) -> None:
    assert not rename(stocked, "未知单位（报告）", "未知单位（报告）").placeholder


def test_a_name_of_another_unit_is_refused(stocked: Ledger) -> None:
    rename(stocked, "乙村", "乙社区")
    for taken in ("乙社区", "乙村"):
        with pytest.raises(AmbiguousError, match=taken) as caught:
            rename(stocked, "甲镇", taken)
        assert "合并" in caught.value.hint
    with pytest.raises(UsageError):
        rename(stocked, "甲镇", "  ")


def test_merging_moves_everything_and_renumbers_nothing(stocked: Ledger) -> None:
    before = {row.number for row in list_items(stocked, ItemFilter()).rows}
    gone, kept = find_unit(stocked, "未知单位（报告）"), find_unit(stocked, "甲镇")
    merged = merge(stocked, gone.name, "甲镇")
    assert (merged.code, merged.name, merged.years) == (kept.code, "甲镇", (2021, 2022))
    assert [unit.name for unit in list_units(stocked)] == ["甲镇", "乙村"]
    assert {row.number for row in list_items(stocked, ItemFilter()).rows} == before
    assert {row.unit for row in list_items(stocked, ItemFilter(unit="甲镇")).rows} == {"甲镇"}
    assert find_unit(stocked, gone.name) == find_unit(stocked, str(gone.code)) == merged
    row = show_item(stocked, f"{kept.code}-2021-1").row
    assert (row.verdict, row.verdict_year) == (Verdict.RECURRING, 2022)
    assert show_item(stocked, f"{kept.code}-2021-1").follow_ups[0].recurs_as == f"{gone.code:02d}-2022-01"


def test_a_merged_unit_catches_reports_and_its_code_is_never_given_again(stocked: Ledger) -> None:
    gone = find_unit(stocked, "未知单位（报告）")
    merge(stocked, gone.name, "甲镇")
    store(stocked, plan("未知单位（报告）", 2023), plan("丁", 2023))
    assert find_unit(stocked, "甲镇").years == (2021, 2022, 2023)
    assert find_unit(stocked, "丁").code == gone.code + 1
    assert len(all_pairs(stocked)) == 3


def test_merging_twice_leads_to_the_last(stocked: Ledger) -> None:
    store(stocked, plan("丁", 2020))
    placeholder = find_unit(stocked, "未知单位（报告）")
    merge(stocked, placeholder.name, "甲镇")
    last = merge(stocked, "甲镇", "丁")
    assert last.years == (2020, 2021, 2022)
    assert find_unit(stocked, str(placeholder.code)) == find_unit(stocked, placeholder.name) == last
    assert rename(stocked, "丁", "甲镇").name == "甲镇"


def test_two_reports_of_one_year_cannot_be_merged(stocked: Ledger) -> None:
    before = list_items(stocked, ItemFilter())
    with pytest.raises(AmbiguousError, match="2021年") as caught:
        merge(stocked, "甲镇", "乙村")
    assert "先撤下多的那份，如 tracker document remove 甲镇 2021" in caught.value.hint
    assert list_items(stocked, ItemFilter()) == before


def test_a_unit_is_not_merged_into_itself(stocked: Ledger) -> None:
    with pytest.raises(UsageError):
        merge(stocked, "甲镇", "1")


def test_corrections_after_a_merge_keep_old_numbers(stocked: Ledger) -> None:
    gone, kept = find_unit(stocked, "未知单位（报告）"), find_unit(stocked, "甲镇")
    merge(stocked, gone.name, "甲镇")
    store(stocked, plan("甲镇", 2022, ["学习不深", "新的问题"], []))
    assert [row.number for row in list_items(stocked, ItemFilter(unit="甲镇", year=2022)).rows] == [
        f"{kept.code:02d}-2022-01",
        f"{gone.code:02d}-2022-01",
    ]


def test_of_many_units_some_are_named(ledger: Ledger) -> None:
    for number in range(7):
        store(ledger, plan(f"第{number}乡", 2022))
    with pytest.raises(NotFoundError) as caught:
        find_unit(ledger, "没有这个乡")
    assert caught.value.hint == "现有：第0乡、第1乡、第2乡、第3乡、第4乡等"
