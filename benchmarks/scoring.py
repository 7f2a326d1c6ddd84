"""The measures: what counts as found, and how one report or one pair of reports is held against its annotation.

A thing counts as found when its span and the true one share enough of what they cover together; each found thing
stands for one true thing at most, the closest pairs first.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.annotation import Annotated, AnnotatedPair, Json, locate
from tracker.domain.following import FollowUp
from tracker.domain.kinds import ItemKind, Verdict
from tracker.domain.report import Commitment, Extraction, PlainText, Problem
from tracker.domain.spans import Span

ITEM_SHARE = 0.7
"""A problem or commitment is found when the spans share so much of their union."""
PART_SHARE = 0.5
"""The same for an action, and for finding an older item among the followed ones."""
STATEMENT_SHARE = 0.3
"""The same for a closure or a tally, whose edges are a matter of taste."""


@dataclass(slots=True)
class Counts:
    """How many were right, how many there are, how many were given."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def row(self) -> dict[str, float]:
        """Precision, recall and their harmonic mean."""
        precision = self.right / self.found if self.found else float(not self.gold)
        recall = self.right / self.gold if self.gold else 1.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return {"f1": f1, "precision": precision, "recall": recall, "n": self.gold}


@dataclass(slots=True)
class Rate:
    """How often a yes-or-no question was answered as it should be."""

    yes: int = 0
    asked: int = 0

    def row(self) -> dict[str, float]:
        """The share of yes."""
        return {"rate": self.yes / self.asked if self.asked else 1.0, "n": self.asked}


@dataclass(slots=True)
class Board:
    """The figures of one run."""

    counts: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    rates: defaultdict[str, Rate] = field(default_factory=lambda: defaultdict(Rate))
    verdicts: Counter[tuple[Verdict, Verdict | None]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, *, right: int, gold: int, found: int) -> None:
        """Add to a figure of precision and recall."""
        counts = self.counts[name]
        counts.right += right
        counts.gold += gold
        counts.found += found

    def ask(self, name: str, answer: object) -> bool:
        """Add one answer to a rate and give it back as a truth value."""
        rate = self.rates[name]
        rate.yes += bool(answer)
        rate.asked += 1
        return bool(answer)

    def figures(self) -> dict[str, dict[str, float]]:
        """Every figure by its name: first what is found, then what is answered."""
        figures = {name: self.counts[name].row() for name in sorted(self.counts)}
        figures |= {name: self.rates[name].row() for name in sorted(self.rates)}
        if self.verdicts:
            figures["verdict (macro F1)"] = {"rate": self._macro_f1(), "n": self.verdicts.total()}
        return figures

    def _macro_f1(self) -> float:
        truths = {truth for truth, _ in self.verdicts}
        scores = []
        for verdict in truths:
            gold = sum(n for (truth, _), n in self.verdicts.items() if truth is verdict)
            found = sum(n for (_, given), n in self.verdicts.items() if given is verdict)
            scores.append(2 * self.verdicts[verdict, verdict] / (gold + found))
        return sum(scores) / len(scores)


def share(one: Span, other: Span) -> float:
    """Intersection over union, 0 to 1."""
    common = one.overlap(other)
    return common / (len(one) + len(other) - common)


def pair_up(gold: Sequence[Span], found: Sequence[Span], least: float) -> dict[int, int]:
    """One-to-one pairs of indexes (gold to found) that share at least ``least``, the closest first."""
    closeness = ((share(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((c for c in closeness if c[0] >= least), reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def bare(title: str) -> str:
    """A title without white space and punctuation, as titles are compared."""
    return "".join(c for c in title if not c.isspace() and unicodedata.category(c)[0] != "P")


def judge_report(board: Board, report: Annotated, source: PlainText, found: Extraction) -> None:
    """Hold what was extracted from one report against its annotation."""
    gold, text = report.gold, source.text
    where = f"{report.slug}/{report.year}"
    _judge_grounding(board, where, text, found)
    problems = _judge_items(board, where, text, gold["problems"], found.problems, "problems")
    commitments = _judge_items(board, where, text, gold["commitments"], found.commitments, "commitments")
    for index, truth in enumerate(gold["commitments"]):
        given = found.commitments[commitments[index]] if index in commitments else None
        _judge_actions(board, f"{where} {truth['id']}", text, truth, given)
        numbers = {item["id"]: i for i, item in enumerate(gold["problems"])}
        wanted = {found.problems[problems[numbers[p]]].id for p in truth["addresses"] if numbers[p] in problems}
        linked = set(given.addresses) if given else set()
        if wanted != linked:
            board.misses.append(f"{where}: {truth['id']} answers {sorted(linked)}, should be {sorted(wanted)}")
        board.count(
            "problem-commitment links",
            right=len(wanted & linked),
            gold=len(truth["addresses"]),
            found=len(linked),
        )
    _judge_closures(board, where, text, gold["closures"], found)
    _judge_tallies(board, where, text, gold["tallies"], found)
    if gold.get("metrics_complete"):
        _judge_metrics(board, where, text, gold["metrics"], found)
    if gold.get("year_in_text"):
        board.ask("year found", found.identity.year_in_text == gold["year"])


def _judge_grounding(board: Board, where: str, text: str, found: Extraction) -> None:
    for kind in ("problems", "commitments", "closures", "tallies", "metrics"):
        for thing in getattr(found, kind):
            if not board.ask("grounded", thing.span.end <= len(text)):
                board.misses.append(f"{where}: {kind} outside the text: {thing.span}")


def _judge_items(
    board: Board,
    where: str,
    text: str,
    gold: Sequence[Json],
    found: Sequence[Problem] | Sequence[Commitment],
    kind: str,
) -> dict[int, int]:
    pairs = pair_up([locate(text, item["span"]) for item in gold], [item.span for item in found], ITEM_SHARE)
    board.count(kind, right=len(pairs), gold=len(gold), found=len(found))
    for index, truth in enumerate(gold):
        title = locate(text, truth["title"]).of(text)
        hit = index in pairs
        if "where" in truth:
            board.count(f"problems ({truth['where']})", right=hit, gold=1, found=hit)
        if not hit:
            board.misses.append(f"{where}: {kind} missed {truth['id']}: {title}")
        elif not board.ask("titles", bare(found[pairs[index]].title) == bare(title)):
            board.misses.append(f"{where}: {kind} title {found[pairs[index]].title!r}, should be {title!r}")
    for index in sorted(set(range(len(found))) - set(pairs.values())):
        board.misses.append(f"{where}: {kind} extra: {found[index].span.of(text)[:50]!r}")
    return pairs


def _judge_actions(board: Board, where: str, text: str, truth: Json, given: Commitment | None) -> None:
    actions = given.actions if given else ()
    wanted = [locate(text, action["range"]) for action in truth["actions"]]
    pairs = pair_up(wanted, [action.span for action in actions], PART_SHARE)
    board.count("actions", right=len(pairs), gold=len(wanted), found=len(actions))
    missed = [span.of(text) for index, span in enumerate(wanted) if index not in pairs]
    extra = [action.span.of(text) for index, action in enumerate(actions) if index not in set(pairs.values())]
    board.misses.extend(f"{where}: action missed: {quote!r}" for quote in missed)
    board.misses.extend(f"{where}: action extra: {quote!r}" for quote in extra)
    for index, place in pairs.items():
        due = truth["actions"][index].get("deadline")
        due = date.fromisoformat(due) if due else None
        given_due = actions[place].deadline
        if (due or given_due) and not board.ask("deadlines", due == given_due):
            board.misses.append(f"{where}: deadline {given_due}, should be {due}: {wanted[index].of(text)!r}")


def _judge_closures(board: Board, where: str, text: str, gold: Sequence[Json], found: Extraction) -> None:
    wanted = [locate(text, closure["span"]) for closure in gold]
    pairs = pair_up(wanted, [closure.span for closure in found.closures], STATEMENT_SHARE)
    right = 0
    for index, truth in enumerate(gold):
        if index not in pairs:
            board.misses.append(f"{where}: closure missed: {wanted[index].of(text)[:50]!r}")
            continue
        given = found.closures[pairs[index]]
        fields = [str(given.origin), str(given.status), given.total, given.done]
        should = [truth["origin"], truth["status"], truth.get("total"), truth.get("done")]
        right += fields == should
        if fields != should:
            board.misses.append(f"{where}: closure read as {fields}, should be {should}")
    for index in sorted(set(range(len(found.closures))) - set(pairs.values())):
        board.misses.append(f"{where}: closure extra: {found.closures[index].span.of(text)[:50]!r}")
    board.count("closures (found)", right=len(pairs), gold=len(gold), found=len(found.closures))
    board.count("closures (all fields right)", right=right, gold=len(gold), found=len(found.closures))


def _judge_tallies(board: Board, where: str, text: str, gold: Sequence[Json], found: Extraction) -> None:
    wanted = [locate(text, tally["span"]) for tally in gold]
    pairs = pair_up(wanted, [tally.span for tally in found.tallies], STATEMENT_SHARE)
    right = 0
    for index, truth in enumerate(gold):
        should = (truth.get("total"), truth.get("done"))
        given = found.tallies[pairs[index]] if index in pairs else None
        same = given is not None and (given.total, given.done) == should
        right += same
        if not same:
            board.misses.append(f"{where}: tally {wanted[index].of(text)[:50]!r} should be {should}")
    for index in sorted(set(range(len(found.tallies))) - set(pairs.values())):
        board.misses.append(f"{where}: tally extra: {found.tallies[index].span.of(text)[:50]!r}")
    board.count("tallies (numbers right)", right=right, gold=len(gold), found=len(found.tallies))


def _judge_metrics(board: Board, where: str, text: str, gold: Sequence[Json], found: Extraction) -> None:
    left = list(found.metrics)
    right = 0
    for truth in gold:
        wanted = locate(text, truth["range"])
        for metric in left:
            if wanted.overlap(metric.span) and (metric.value, metric.unit) == (truth["value"], truth["unit"]):
                left.remove(metric)
                right += 1
                break
        else:
            board.misses.append(f"{where}: metric missed: {truth['value']} {truth['unit']} in {wanted.of(text)!r}")
    board.misses.extend(f"{where}: metric extra: {m.value} {m.unit} in {m.span.of(text)!r}" for m in left)
    board.count("metrics", right=right, gold=len(gold), found=len(found.metrics))


def judge_pair(
    board: Board,
    pair: AnnotatedPair,
    older: tuple[Annotated, PlainText, Extraction],
    newer_text: str,
    judged: FollowUp,
) -> None:
    """Hold what the newer report was taken to say of the older one's items against the annotation."""
    report, source, found = older
    truth_items = {item["id"]: item for item in report.gold["problems"] + report.gold["commitments"]}
    spans = {(ItemKind.PROBLEM, p.id): p.span for p in found.problems}
    spans |= {(ItemKind.COMMITMENT, c.id): c.span for c in found.commitments}
    wanted = [locate(source.text, truth_items[entry["id"]]["span"]) for entry in pair.truth["items"]]
    pairs = pair_up(wanted, [spans[item.kind, item.item_id] for item in judged.items], PART_SHARE)
    for index, truth in enumerate(pair.truth["items"]):
        where = f"{pair.slug}/{pair.truth['from']}-{pair.truth['to']}: {truth['id']}"
        given = judged.items[pairs[index]] if index in pairs else None
        verdict = given.verdict if given else None
        should = Verdict(truth["verdict"])
        board.verdicts[should, verdict] += 1
        kind = "problem" if truth["id"].startswith("p") else "commitment"
        board.ask(f"verdict ({kind})", verdict is should)
        if not board.ask("verdict", verdict is should):
            title = wanted[index].of(source.text)[:24]
            board.misses.append(f"{where} {title!r} {verdict or 'missing'}, should be {should}")
        if verdict is Verdict.RECTIFIED:
            board.ask("false closures", should is not Verdict.RECTIFIED)
        came_back = (Verdict.CONTESTED, Verdict.RECURRING)
        if should in came_back:
            board.ask("come-backs caught", verdict in came_back)
        if truth.get("claim"):
            claim = locate(newer_text, truth["claim"])
            if not board.ask("claim cited", given and given.claim and claim.overlap(given.claim)):
                board.misses.append(f"{where} claim not cited: {claim.of(newer_text)!r}")
        if truth.get("evidence"):
            passages = [locate(newer_text, place) for place in truth["evidence"]]
            cited = [evidence.span for evidence in given.evidence] if given else []
            if not board.ask("evidence cited", any(p.overlap(c) for p in passages for c in cited)):
                board.misses.append(f"{where} evidence not cited: {[p.of(newer_text) for p in passages]}")
    for truth in pair.truth.get("reconciliation", []):
        board.ask(
            "count mismatches judged",
            any(
                (r.origin, r.match, r.claimed_total) == (truth["origin"], truth["match"], truth["claimed_total"])
                for r in judged.reconciliation
            ),
        )
