"""The measures themselves: a perfect reader gets full marks, and each kind of mistake costs what it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from benchmarks.accuracy import fallen, table
from benchmarks.annotation import Annotated, load_corpus, locate
from benchmarks.scoring import Board, bare, judge_pair, judge_report, pair_up, share
from tracker.domain.following import Evidence, FollowUp, ItemFollowUp, Reconciliation
from tracker.domain.kinds import ClosureStatus, ItemKind, Origin, Verdict, Where
from tracker.domain.report import (
    Action,
    Closure,
    Commitment,
    Extraction,
    Identity,
    Metric,
    PlainText,
    Problem,
    Tally,
)
from tracker.domain.spans import Span

REPORTS, PAIRS = load_corpus()


def source_of(report: Annotated) -> PlainText:
    return PlainText(text=report.path.read_text(encoding="utf-8"), encoding="utf-8", sha256="0" * 64)


def perfect(report: Annotated) -> Extraction:
    """What a reader who agrees with every annotation would extract."""
    gold, text = report.gold, source_of(report).text

    def action(node: dict[str, Any]) -> Action:
        due = node.get("deadline")
        return Action(locate(text, node["range"]), date.fromisoformat(due) if due else None, node["checkable"])

    def title(node: dict[str, Any]) -> str:
        return locate(text, node["title"]).of(text)

    return Extraction(
        identity=Identity(gold["org"], report.year, year_in_text=report.year),
        problems=tuple(
            Problem(n["id"], title(n), locate(text, n["span"]), Where(n["where"])) for n in gold["problems"]
        ),
        commitments=tuple(
            Commitment(
                n["id"], title(n), locate(text, n["span"]), tuple(map(action, n["actions"])), tuple(n["addresses"])
            )
            for n in gold["commitments"]
        ),
        closures=tuple(
            Closure(Origin(n["origin"]), ClosureStatus(n["status"]), locate(text, n["span"]), n["total"], n["done"])
            for n in gold["closures"]
        ),
        tallies=tuple(Tally(n["label"], locate(text, n["span"]), n["total"], n["done"]) for n in gold["tallies"]),
        metrics=tuple(Metric("", n["value"], n["unit"], locate(text, n["range"])) for n in gold["metrics"]),
    )


def judged(extraction: Extraction, report: Annotated = REPORTS[0]) -> Board:
    board = Board()
    judge_report(board, report, source_of(report), extraction)
    return board


def test_the_corpus_is_whole() -> None:
    assert (len(REPORTS), len(PAIRS)) == (24, 16)
    assert all(report.path.is_file() for report in REPORTS)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report.slug}-{report.year}")
def test_a_perfect_reader_gets_full_marks(report: Annotated) -> None:
    board = judged(perfect(report), report)
    assert board.misses == []
    assert {row.get("f1", row.get("rate")) for row in board.figures().values()} == {1.0}


def test_nothing_found_gets_none() -> None:
    figures = judged(Extraction(Identity(None, None))).figures()
    assert figures["problems"]["recall"] == 0
    assert figures["year found"]["rate"] == 0


def test_a_missing_and_an_invented_problem_are_told_apart() -> None:
    whole = perfect(REPORTS[0])
    less = judged(replace(whole, problems=whole.problems[1:])).figures()["problems"]
    assert less["precision"] == 1.0
    assert less["recall"] < 1.0
    invented = replace(whole, problems=(*whole.problems, Problem("p9", "多余", Span(0, 10))))
    more = judged(invented).figures()["problems"]
    assert more["precision"] < 1.0
    assert more["recall"] == 1.0


def test_a_wrong_count_costs_the_fields_and_not_the_finding() -> None:
    report = next(report for report in REPORTS if report.gold["closures"])
    whole = perfect(report)
    wrong = replace(whole, closures=(replace(whole.closures[0], total=99), *whole.closures[1:]))
    figures = judged(wrong, report).figures()
    assert figures["closures (found)"]["f1"] == 1.0
    assert figures["closures (all fields right)"]["f1"] < 1.0


def follow(pair_index: int = 0, **changes: Any) -> Board:
    """A pair followed up as annotated, the first item changed."""
    pair = PAIRS[pair_index]
    older = next(r for r in REPORTS if (r.slug, str(r.year)) == (pair.slug, str(pair.truth["from"])))
    newer = next(r for r in REPORTS if (r.slug, str(r.year)) == (pair.slug, str(pair.truth["to"])))
    text = source_of(newer).text
    items = [
        ItemFollowUp(
            n["id"],
            ItemKind.PROBLEM if n["id"].startswith("p") else ItemKind.COMMITMENT,
            Verdict(n["verdict"]),
            "如所标注",
            locate(text, n["claim"]) if n.get("claim") else None,
            tuple(Evidence(locate(text, e), 1.0) for e in n.get("evidence") or ()),
        )
        for n in pair.truth["items"]
    ]
    items[0] = replace(items[0], **changes)
    found = FollowUp(
        tuple(items),
        tuple(
            Reconciliation(Origin(n["origin"]), n["claimed_total"], n["ledger_total"])
            for n in pair.truth["reconciliation"]
        ),
    )
    board = Board()
    judge_pair(board, pair, (older, source_of(older), perfect(older)), text, found)
    return board


@pytest.mark.parametrize("index", range(len(PAIRS)))
def test_a_perfect_follow_up_gets_full_marks(index: int) -> None:
    board = follow(index)
    assert board.misses == []
    figures = board.figures()
    assert figures.get("false closures", {"rate": 0.0})["rate"] == 0.0
    assert {row["rate"] for name, row in figures.items() if name != "false closures"} == {1.0}


def test_a_false_closure_is_counted() -> None:
    index = next(i for i, pair in enumerate(PAIRS) if pair.truth["items"][0]["verdict"] == "contested")
    figures = follow(index, verdict=Verdict.RECTIFIED, claim=None, evidence=()).figures()
    assert figures["false closures"]["rate"] > 0
    assert figures["come-backs caught"]["rate"] < 1
    assert figures["claim cited"]["rate"] < 1
    assert figures["evidence cited"]["rate"] < 1


def test_pairs_are_one_to_one_and_the_closest_first() -> None:
    gold = [Span(0, 10), Span(10, 20)]
    assert pair_up(gold, [Span(0, 9), Span(0, 10), Span(12, 20)], 0.5) == {0: 1, 1: 2}
    assert pair_up(gold, [Span(0, 20)], 0.6) == {}


@pytest.mark.parametrize(
    "one, other, expected", [((0, 10), (0, 10), 1.0), ((0, 10), (5, 15), 1 / 3), ((0, 5), (5, 9), 0.0)]
)
def test_share_is_intersection_over_union(one: tuple[int, int], other: tuple[int, int], expected: float) -> None:
    assert share(Span(*one), Span(*other)) == pytest.approx(expected)


def test_titles_are_compared_without_punctuation() -> None:
    assert bare("“两张皮”现象， 仍然存在。") == bare("两张皮现象仍然存在")


def test_locating_the_second_of_its_kind() -> None:
    assert locate("整改，再整改", {"q": "整改", "n": 2}) == Span(4, 6)
    assert locate("一是学。二是干。", {"from": "二是", "to": "。"}) == Span(4, 8)
    with pytest.raises(ValueError, match="not found"):
        locate("一是学。", {"q": "二是"})


def test_what_fell_below_the_floor_is_named() -> None:
    floor = {"a": {"f1": 0.9, "n": 1.0}, "false closures": {"rate": 0.1, "n": 1.0}, "gone": {"rate": 1.0, "n": 1.0}}
    now = {"a": {"f1": 0.8, "n": 1.0}, "false closures": {"rate": 0.2, "n": 1.0}}
    assert [line.split(":")[0] for line in fallen(floor, now)] == ["a", "false closures", "gone"]
    assert fallen({"a": {"f1": 0.9, "n": 1.0}}, {"a": {"f1": 0.95, "n": 1.0}}) == []


def test_the_table_has_a_row_for_each_figure() -> None:
    lines = table(judged(perfect(REPORTS[0])).figures()).splitlines()
    assert len(lines) == 2 + len(judged(perfect(REPORTS[0])).figures())
    assert all(line.count("|") == 6 for line in lines)
