from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.samples import NOW, counted_queries, plan, store
from tests.services.moving import move
from tracker.domain.errors import AmbiguousError, NotFoundError
from tracker.domain.kinds import ClosureStatus, ItemKind, Origin, Status, Verdict
from tracker.domain.status import MOVES, OUTSTANDING, Move
from tracker.ledger import year_end
from tracker.ledger.store import Ledger
from tracker.reporting.counting import carried_over, picture
from tracker.reporting.markdown import render_markdown
from tracker.reporting.model import ClosureReport, CountingRule, Item, Judgement
from tracker.services.closing import closure_report
from tracker.services.documents import document_text, list_documents
from tracker.services.importing import import_reports
from tracker.services.items import list_items
from tracker.services.judging import judge
from tracker.services.units import list_units, merge_units, rename_unit
from tracker.services.views import ItemFilter

TODAY = date(2024, 1, 10)
ORG = "青石镇党委"

TO_CLOSED = (Status.OPEN, Status.IN_PROGRESS, Status.IN_REVIEW, Status.IN_VERIFICATION, Status.CLOSED)

TITLES = st.sampled_from(["甲乙不够", "丙丁不足", "戊己较差", "庚辛薄弱", "仍有壬癸"])


@pytest.fixture
def ledger(sqlite_ledger: Ledger) -> Ledger:
    """The embedded engine; that the other one gives the same report has a test of its own."""
    return sqlite_ledger


def three_years(ledger: Ledger) -> None:
    """2021: two problems. 2022: one is back, one new. 2023: claims two, one of them is back."""
    store(
        ledger,
        plan(ORG, 2021, ["学习不够深入：流于形式", "阵地条件较差"], ["改善阵地条件较差"]),
        plan(ORG, 2022, ["学习不够深入：记录不全", "后备力量不足", "仍有管网未通"], ["建立考核制度"]),
        plan(ORG, 2023, ["学习不够深入：还是老样子", "信访积案较多"], ["建立考核制度"], claimed=3),
    )


def made(ledger: Ledger, year: int = 2023, org: str = ORG) -> ClosureReport:
    return closure_report(ledger, org=org, year=year, today=TODAY)


def move_to(
    ledger: Ledger,
    number: str,
    targets: tuple[Status, ...],
    *,
    actors: tuple[str, ...] = ("甲", "乙"),
    now: datetime = NOW,
) -> None:
    """Move along, the last step by the last actor."""
    for target in targets:
        actor = actors[-1] if target is targets[-1] else actors[0]
        move(ledger, number, target, note=f"改为{target.label}", actor=actor, now=now)


def item(report: ClosureReport, number: str) -> Item:
    return next(one for one in report.items if one.number == number)


def test_the_report_is_of_the_unit_and_its_two_reports(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger)
    assert (report.unit, report.placeholder, report.year, report.made_on) == (ORG, False, 2023, TODAY)
    stored = {row.year: row for row in list_documents(ledger, ORG)}
    assert report.older is not None
    assert (report.newer.year, report.newer.name, report.newer.sha256) == (2023, "2023.txt", stored[2023].sha256)
    assert (report.older.year, report.older.name, report.older.sha256) == (2022, "2022.txt", stored[2022].sha256)


def test_every_item_of_the_previous_report_stands_once_problems_first(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger)
    assert [(one.number, one.kind) for one in report.items] == [
        ("01-2022-01", ItemKind.PROBLEM),
        ("01-2022-02", ItemKind.PROBLEM),
        ("01-2022-03", ItemKind.PROBLEM),
        ("01-2022-04", ItemKind.COMMITMENT),
    ]
    assert [one.verdict for one in report.items] == [
        Verdict.CONTESTED,
        Verdict.RECTIFIED,
        Verdict.SILENT,
        Verdict.EVIDENCED,
    ]


def test_every_passage_is_cut_from_the_report_it_names(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger)
    texts = {row.year: document_text(ledger, row.id) for row in list_documents(ledger, ORG)}
    passages = [statement.quote for statement in report.statements]
    for one in report.items:
        passages += [one.quote, *one.evidence, *one.measures]
        passages += [one.claim] if one.claim else []
        passages += [again.passage for again in (one.recurs_as, one.repeated_as) if again and again.passage]
    passages += [one.quote for one in report.new_items]
    assert len(passages) > 10
    for passage in passages:
        assert passage.span.of(texts[passage.year]) == passage.text


def test_a_claim_is_told_with_origin_and_measures(ledger: Ledger) -> None:
    three_years(ledger)
    first = item(made(ledger), "01-2022-01")
    assert first.claim is not None
    assert first.claim.text.startswith("去年查摆的3个问题全部完成整改")
    assert first.claim_origin is Origin.SELF_REVIEW
    assert [one.text for one in first.measures] == ["坚持每月督导"]
    assert first.measures_shared
    assert first.reason == "按“学习不够深入”判断"
    third = item(made(ledger), "01-2022-03")
    assert (third.claim, third.claim_origin, third.measures) == (None, None, ())


def test_what_came_back_points_to_the_new_words(ledger: Ledger) -> None:
    three_years(ledger)
    again = item(made(ledger), "01-2022-01").recurs_as
    assert again is not None
    assert again.passage is not None
    assert (again.number, again.passage.year) == ("01-2023-01", 2023)
    assert again.passage.text == "学习不够深入：还是老样子。"
    repeated = item(made(ledger), "01-2022-04").repeated_as
    assert repeated is not None
    assert repeated.number == "01-2023-03"


def test_problems_and_promises_are_linked_both_ways(ledger: Ledger) -> None:
    store(ledger, plan(ORG, 2022), plan(ORG, 2023))
    report = made(ledger)
    assert [one.number for one in item(report, "01-2022-03").linked] == ["01-2022-02"]
    assert [one.number for one in item(report, "01-2022-02").linked] == ["01-2022-03"]
    new = next(one for one in report.new_items if one.kind is ItemKind.COMMITMENT)
    assert [one.number for one in new.linked] == ["01-2023-02"]


def test_actions_come_with_their_deadlines(ledger: Ledger) -> None:
    three_years(ledger)
    actions = item(made(ledger), "01-2022-04").actions
    assert [(one.text, one.deadline) for one in actions] == [
        ("建立考核制度", date(2024, 6, 30)),
        ("6月底前完成", None),
    ]


def test_older_items_go_on_with_their_age_until_they_are_closed(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger)
    assert [one.number for one in report.earlier] == ["01-2021-01", "01-2021-02", "01-2021-03"]
    assert (report.earlier[0].verdict, report.earlier[0].verdict_year) == (Verdict.RECURRING, 2022)
    assert report.earlier[0].recurs_as is not None
    assert report.earlier[0].recurs_as.number == "01-2022-01"
    ages = {one.item.number: one.age for one in carried_over(report)}
    assert (ages["01-2021-01"], ages["01-2022-01"]) == (3, 2)
    move(ledger, "01-2021-01", Status.MERGED, note="同一问题", actor="甲", now=NOW, into="01-2022-01")
    move_to(ledger, "01-2021-02", TO_CLOSED)
    assert [one.number for one in made(ledger).earlier] == ["01-2021-03"]


def test_new_items_know_what_they_return_from(ledger: Ledger) -> None:
    three_years(ledger)
    new = {one.number: one for one in made(ledger).new_items}
    assert set(new) == {"01-2023-01", "01-2023-02", "01-2023-03"}
    assert new["01-2023-01"].returns == ("01-2022-01",)
    assert new["01-2023-02"].returns == ()
    assert new["01-2023-03"].returns == ("01-2022-04",)


def test_statements_and_counts_are_those_of_the_year(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger)
    assert [(one.origin, one.status, one.total, one.done) for one in report.statements] == [
        (Origin.SELF_REVIEW, ClosureStatus.DONE, 3, 3),
        (Origin.INSPECTION, ClosureStatus.NOT_APPLICABLE, None, None),
    ]
    assert [(one.origin, one.claimed_total, one.ledger_total, one.match) for one in report.count_checks] == [
        (Origin.SELF_REVIEW, 3, 2, False)
    ]
    assert made(ledger, 2022).statements == ()


def test_who_verified_and_on_which_day_of_the_office(ledger: Ledger) -> None:
    three_years(ledger)
    late = datetime(2024, 1, 8, 23, 30, tzinfo=UTC)
    move_to(ledger, "01-2022-02", TO_CLOSED, now=late)
    done = item(made(ledger), "01-2022-02").verification
    assert done is not None
    assert (done.by, done.on, done.note, done.self_verified) == ("乙", date(2024, 1, 9), "改为已销号", False)
    move_to(ledger, "01-2022-03", TO_CLOSED, actors=("甲",))
    own = item(made(ledger), "01-2022-03").verification
    assert own is not None
    assert own.self_verified
    assert picture(made(ledger).problems, CountingRule()).self_verified.numbers == ("01-2022-03",)


def test_a_reopened_item_has_no_verification_in_its_new_round(ledger: Ledger) -> None:
    three_years(ledger)
    move_to(ledger, "01-2022-02", TO_CLOSED)
    move(ledger, "01-2022-02", Status.OPEN, note="反弹", actor="丙", now=NOW)
    again = item(made(ledger), "01-2022-02")
    assert (again.status, again.round, again.verification) == (Status.OPEN, 2, None)
    move_to(ledger, "01-2022-02", TO_CLOSED[1:], actors=("甲", "丁"), now=NOW + timedelta(days=5))
    done = item(made(ledger), "01-2022-02").verification
    assert done is not None
    assert done.by == "丁"


def test_a_merged_item_names_where_it_went(ledger: Ledger) -> None:
    three_years(ledger)
    store(ledger, plan("白水村", 2023, ["基础设施较差"]))
    move(ledger, "01-2022-01", Status.MERGED, note="同一问题", actor="甲", now=NOW, into="01-2021-01")
    move(ledger, "01-2022-02", Status.MERGED, note="由村里改", actor="甲", now=NOW, into="02-2023-01")
    report = made(ledger)
    assert item(report, "01-2022-01").merged_into == "01-2021-01"
    assert item(report, "01-2022-02").merged_into == "02-2023-01"


def test_who_judged_and_why(ledger: Ledger) -> None:
    three_years(ledger)
    proposed = item(made(ledger), "01-2022-02")
    assert (proposed.judgement, proposed.overruled) == (None, False)
    late = datetime(2024, 1, 8, 17, 0, tzinfo=UTC)
    judge(ledger, "01-2022-02", Verdict.SILENT, note="现场看过", actor="丁", now=late)
    judge(ledger, "01-2022-01", Verdict.CONTESTED, note="", actor="丁", now=late)
    held = item(made(ledger), "01-2022-02")
    assert held.verdict is Verdict.SILENT
    assert held.judgement == Judgement("丁", date(2024, 1, 9), "现场看过", Verdict.RECTIFIED)
    assert held.overruled
    agreed = item(made(ledger), "01-2022-01")
    assert agreed.judgement is not None
    assert not agreed.overruled


def test_the_hash_changes_with_the_ledger(ledger: Ledger) -> None:
    three_years(ledger)
    before = made(ledger).ledger_hash
    with ledger.read() as session:
        assert before == year_end.last_hash(session)
    move(ledger, "01-2022-01", Status.OPEN, note="核对过", actor="甲", now=NOW)
    assert made(ledger).ledger_hash != before
    assert made(ledger) == made(ledger)


def test_both_engines_give_the_same_report(sqlite_ledger: Ledger, postgres_ledger: Ledger) -> None:
    reports = []
    for engine in (sqlite_ledger, postgres_ledger):
        three_years(engine)
        move_to(engine, "01-2022-02", TO_CLOSED)
        move(engine, "01-2021-01", Status.MERGED, note="同一问题", actor="甲", now=NOW, into="01-2022-01")
        reports.append([made(engine, year) for year in (2021, 2022, 2023)])
    assert reports[0] == reports[1]


def test_an_empty_history_has_no_hash(ledger: Ledger) -> None:
    with ledger.read() as session:
        assert year_end.last_hash(session) is None


def test_a_first_report_holds_only_what_is_new(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger, 2021)
    assert (report.older, report.items, report.earlier, report.count_checks) == (None, (), (), ())
    assert [one.number for one in report.new_items] == ["01-2021-01", "01-2021-02", "01-2021-03"]
    assert "没有可以对照的上年问题和承诺" in render_markdown(report)


def test_a_year_in_between_is_held_against_its_own_neighbour(ledger: Ledger) -> None:
    three_years(ledger)
    report = made(ledger, 2022)
    assert [one.number for one in report.items] == ["01-2021-01", "01-2021-02", "01-2021-03"]
    assert report.earlier == ()
    assert not [one for one in report.new_items if not one.number.startswith("01-2022")]


def test_a_missing_year_is_bridged(ledger: Ledger) -> None:
    store(ledger, plan(ORG, 2020), plan(ORG, 2023))
    report = made(ledger)
    assert report.older is not None
    assert report.older.year == 2020
    assert all(one.verdict is not None for one in report.items)
    assert {one.age for one in carried_over(report)} == {4}


def test_a_year_without_report_is_refused_with_what_there_is(ledger: Ledger) -> None:
    three_years(ledger)
    with pytest.raises(NotFoundError) as caught:
        made(ledger, 2024)
    assert caught.value.message == f"台账里没有“{ORG}”2024年度的报告"
    assert "2021年、2022年、2023年" in caught.value.hint


def test_unknown_and_unclear_units_are_refused(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError):
        made(ledger)
    three_years(ledger)
    store(ledger, plan("青石镇政府", 2023))
    with pytest.raises(NotFoundError):
        made(ledger, org="黑水镇")
    with pytest.raises(AmbiguousError):
        made(ledger, org="青石")


def test_the_unit_may_be_named_by_code_or_former_name(ledger: Ledger) -> None:
    three_years(ledger)
    rename_unit(ledger, ORG, "青石街道党工委", actor="甲", now=NOW)
    for org in ("1", ORG, "街道"):
        assert made(ledger, org=org).unit == "青石街道党工委"


def test_a_made_up_name_is_marked(ledger: Ledger) -> None:
    store(ledger, plan(None, 2023, path="a.txt"))
    report = made(ledger, org="1")
    assert report.placeholder
    assert "单位名称没有在报告中找到" in render_markdown(report)


def test_items_of_a_merged_unit_are_the_heirs(ledger: Ledger) -> None:
    store(ledger, plan("旧名镇", 2022, ["阵地条件较差"]), plan(ORG, 2023, ["信访积案较多"]))
    merge_units(ledger, "旧名镇", ORG, actor="甲", now=NOW)
    report = made(ledger)
    assert report.older is not None
    assert {one.year for one in report.items} == {2022}


def test_what_a_corrected_report_drops_stays_and_is_told(ledger: Ledger) -> None:
    three_years(ledger)
    store(ledger, plan(ORG, 2022, ["学习不够深入：记录不全", "后备力量不足"], ["建立考核制度"], opening="更正稿"))
    report = made(ledger)
    gone = item(report, "01-2022-03")
    assert (gone.in_source, gone.verdict, gone.status) == (False, None, Status.PROPOSED)
    assert gone.quote.text == "仍有管网未通。"
    assert len(report.items) == 4
    assert "更正后的报告不再有这段文字" in render_markdown(report)


def test_queries_do_not_grow_with_the_items(sqlite_ledger: Ledger) -> None:
    store(sqlite_ledger, plan("小村", 2022, ["甲问题不少"]), plan("小村", 2023, ["甲问题不少"], claimed=1))
    many = [f"第{n}个问题不少" for n in range(60)]
    store(sqlite_ledger, plan("大镇", 2022, many, many), plan("大镇", 2023, many, many, claimed=60))
    counts = []
    for org in ("小村", "大镇"):
        with counted_queries() as statements:
            closure_report(sqlite_ledger, org=org, year=2023, today=TODAY)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


@settings(max_examples=15)
@given(
    st.lists(TITLES, unique=True),
    st.lists(TITLES, unique=True),
    st.none() | st.integers(0, 6),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(MOVES)), max_size=12),
)
def test_every_older_item_stands_once_and_sums_agree(
    sqlite_ledger: Ledger, older: list[str], newer: list[str], claimed: int | None, moves: list[tuple[int, Move]]
) -> None:
    org = f"第{len(list_units(sqlite_ledger))}镇"
    store(sqlite_ledger, plan(org, 2021, ["甲乙不够"]), plan(org, 2022, older), plan(org, 2023, newer, claimed=claimed))
    wanted = ItemFilter(unit=org)
    for place, step in moves:
        rows = list_items(sqlite_ledger, wanted).rows
        chosen = rows[place % len(rows)]
        if chosen.status is step.source and not (step.needs_target_item or step.needs_parts or step.term):
            move(sqlite_ledger, chosen.number, step.target, note="核对过", actor="甲", now=NOW)
    rows = list_items(sqlite_ledger, wanted).rows
    report = closure_report(sqlite_ledger, org=org, year=2023, today=TODAY)
    assert Counter(one.number for one in report.items) == Counter(row.number for row in rows if row.year == 2022)
    assert Counter(one.number for one in report.earlier) == Counter(
        row.number for row in rows if row.year == 2021 and row.status in OUTSTANDING
    )
    assert Counter(one.number for one in report.new_items) == Counter(row.number for row in rows if row.year == 2023)
    for counts in (picture(report.problems, report.counting), picture(report.commitments, report.counting)):
        assert sum(figure.count for figure in counts.by_verdict) == counts.total.count
        assert sum(figure.count for figure in counts.by_status) == counts.total.count
    assert len(report.problems) + len(report.commitments) == len(report.items)


def test_the_samples_give_a_report_each_year(sqlite_ledger: Ledger, seeds: Path) -> None:
    folder = next(path for path in sorted(seeds.iterdir()) if len(list(path.glob("*.txt"))) == 3)
    import_reports(sqlite_ledger, [folder], actor="甲", now=NOW)
    years = [row.year for row in list_documents(sqlite_ledger)]
    assert len(years) == 3
    for year in years:
        report = closure_report(sqlite_ledger, org="1", year=year, today=TODAY)
        text = render_markdown(report)
        assert text.startswith("# ")
        for one in report.items:
            assert f"#### {one.number}　" in text
