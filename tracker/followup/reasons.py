"""One Chinese sentence for each verdict: what it rests on, in words a person can look up in the report."""

from __future__ import annotations

from typing import NamedTuple

from tracker.domain.kinds import ItemKind, Origin, Verdict
from tracker.domain.lines import flat, inside_quotes
from tracker.followup.comebacks import Comeback
from tracker.followup.counting import Counted
from tracker.followup.evidence import Work
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause
from tracker.followup.portraits import Portrait
from tracker.followup.progress import UnderWay
from tracker.followup.promises import Kept, Repeated
from tracker.followup.statements import Standing, Statement

_LONGEST_QUOTE = 28


class Findings(NamedTuple):
    """What was found of one item, and the verdict."""

    item: Portrait
    verdict: Verdict
    by_name: Statement | None = None
    counted: Counted | None = None
    comeback: Comeback | None = None
    under_way: UnderWay | None = None
    work: tuple[Work, ...] = ()
    kept: Kept | None = None
    repeated: Repeated | None = None
    denial: Clause | None = None


def reason(pair: Pair, found: Findings) -> str:
    """Why the verdict, in one sentence that claims no more than the newer report's own words."""
    if found.item.kind is ItemKind.PROBLEM:
        return _PROBLEM[found.verdict](pair, found)
    return _COMMITMENT[found.verdict](pair, found)


def _contested_problem(pair: Pair, found: Findings) -> str:
    return f"{_claimed(pair, found)}，但{_returned(pair, found)}，说法与现状对不上，请核实是否真正整改。"


def _recurring_problem(pair: Pair, found: Findings) -> str:
    claim = f"{_claimed(pair, found)}，而" if found.counted or found.by_name else "新报告没有说它已整改，"
    worked = f"；所报工作“{_work(pair, found)}”没有解决它，请问差在哪里" if found.work else ""
    ask = worked or "，请问采取过什么措施"
    return f"{claim}{_returned(pair, found)}{ask}。"


def _problem_in_progress(pair: Pair, found: Findings) -> str:
    if found.by_name is not None:
        said = _quote(pair, found.by_name.start, found.by_name.end, tail=True)
        return f"新报告点名说到它，称“{said}”，还没有完成，请问剩余部分和时限。"
    if found.counted is not None:
        said = _quote(pair, found.counted.start, found.counted.end, tail=True)
        counted = _of_how_many(pair, found.counted)
        return f"新报告称{counted}尚未全部完成（“{said}”），这一项应在未完成之列，请问时限。"
    return f"新报告称“{_clauses(pair, found.under_way)}”，相关工作正在推进，请问何时完成。"


def _rectified_problem(pair: Pair, found: Findings) -> str:
    again = "，新报告的问题中没有再出现"
    if found.work:
        return f"{_claimed(pair, found)}，并报告了“{_work(pair, found)}”{again}，请按佐证材料核实。"
    measures, counted = _measures(pair, found.by_name or found.counted), found.counted
    if measures and (found.by_name is not None or (counted is not None and counted.total == 1)):
        return f"{_claimed(pair, found)}{again}，所称措施是“{_short(measures[0])}”{_more(measures)}，请要佐证材料。"
    if counted is not None and counted.measure:
        return f"{_claimed(pair, found)}{again}，请要佐证材料。"
    if measures:
        return f"{_claimed(pair, found)}{again}，措施是几个问题一并说的，请问这一项做了什么，并要佐证材料。"
    return f"{_claimed(pair, found)}{again}，但没有说具体做了什么，请要佐证材料。"


def _measures(pair: Pair, said: Statement | Counted | None) -> list[str]:
    """The measures that closure statements name within a passage."""
    if said is None:
        return []
    ranges = [pair.newer.view.range(one) for closure in pair.newer.found.closures for one in closure.measures]
    return [pair.newer.quote(start, end) for start, end in ranges if said.start <= start and end <= said.end]


def _more(measures: list[str]) -> str:
    return f"等{len(measures)}条" if len(measures) > 1 else ""


def _evidenced_problem(pair: Pair, found: Findings) -> str:
    by_promise = next((part for work in found.work[:1] for part in work.parts), None)
    how = f"对应{_when(pair)}承诺的“{_short(by_promise.text)}”" if by_promise else "与这一问题有关"
    return f"新报告没有说它是否已整改，但报告了“{_work(pair, found)}”，{how}，请确认是否见效。"


def _silent_problem(pair: Pair, found: Findings) -> str:
    promised = (
        f"，针对它的承诺“{_promise_title(pair, found.item)}”也没有下文" if _promise_title(pair, found.item) else ""
    )
    again = "（下一步打算中又作了承诺）" if found.repeated else ""
    return f"新报告没有提到“{_short(found.item.title)}”：既没有整改说法，也找不到相应工作{promised}{again}，请追问。"


def _contested_promise(pair: Pair, found: Findings) -> str:
    said = _clauses(pair, found.kept)
    denied = _quote(pair, found.denial.start, found.denial.end) if found.denial else ""
    return f"新报告称“{said}”，但存在问题中又说“{denied}”，请核实承诺是否真正兑现。"


def _recurring_promise(pair: Pair, found: Findings) -> str:
    again = found.repeated
    if again is None:
        return "新报告没有报告相应工作，请追问。"
    where, what, before = _short(pair.new_items[again.id].title), _short(again.said.text), _short(again.parts[0].text)
    same = "" if what == before else f"，上年承诺的是“{before}”"
    return f"新报告没有报告相应工作，下一步打算“{where}”中又承诺了“{what}”{same}，请问为什么没有做。"


def _promise_in_progress(pair: Pair, found: Findings) -> str:
    again = f"，并在“{_short(pair.new_items[found.repeated.id].title)}”中再次承诺" if found.repeated else ""
    if found.under_way is not None:
        return f"新报告称“{_clauses(pair, found.under_way)}”，承诺的事还在做{again}，请问完成时限。"
    if found.kept is not None:
        return f"新报告回应了{_when(pair)}承诺，称“{_clauses(pair, found.kept)}”，还没有全部完成{again}，请问完成时限。"
    return f"新报告报告了“{_work(pair, found)}”{again}，请问还差什么。"


def _kept_promise(pair: Pair, found: Findings) -> str:
    others = f"；另报告了“{_work(pair, found)}”" if found.work else ""
    return f"新报告回应了{_when(pair)}承诺，称“{_clauses(pair, found.kept)}”{others}，请按佐证材料核实。"


def _evidenced_promise(pair: Pair, found: Findings) -> str:
    done = {part.text for work in found.work for part in work.parts}
    missing = [part.text for part in found.item.parts if part.stated and part.text not in done]
    rest = f"，“{_short(missing[0])}”没有找到下文" if done and missing else ""
    return f"新报告没有提到{_when(pair)}的承诺，但报告了“{_work(pair, found)}”{rest}，请确认承诺是否完成。"


def _silent_promise(_: Pair, found: Findings) -> str:
    first = next((part.text for part in found.item.parts if part.stated), found.item.title)
    return f"新报告没有提到“{_short(first)}”，既没有完成情况，也没有再次承诺，请追问。"


_PROBLEM = {
    Verdict.CONTESTED: _contested_problem,
    Verdict.RECURRING: _recurring_problem,
    Verdict.IN_PROGRESS: _problem_in_progress,
    Verdict.RECTIFIED: _rectified_problem,
    Verdict.EVIDENCED: _evidenced_problem,
    Verdict.SILENT: _silent_problem,
}
_COMMITMENT = {
    Verdict.CONTESTED: _contested_promise,
    Verdict.RECURRING: _recurring_promise,
    Verdict.IN_PROGRESS: _promise_in_progress,
    Verdict.RECTIFIED: _kept_promise,
    Verdict.EVIDENCED: _evidenced_promise,
    Verdict.SILENT: _silent_promise,
}


def _claimed(pair: Pair, found: Findings) -> str:
    """What the newer report claims of a problem."""
    counted, named = found.counted, found.by_name
    if counted is not None and counted.standing is Standing.DONE:
        measure = f"，措施中的“{_short(counted.measure)}”与它对应" if counted.measure else ""
        name = f"，并点名说“{_quote(pair, named.name_start, named.name_end)}”" if named is not None else ""
        whole = f"{_of_how_many(pair, counted)}已整改{_mismatch(pair, counted)}"
        return f"新报告称{whole}，这一项计在其中{measure}{name}"
    if counted is not None and named is None:
        return f"新报告称{_of_how_many(pair, counted)}没有全部完成{_mismatch(pair, counted)}"
    if named is not None:
        return f"新报告点名说“{_quote(pair, named.start, named.end, tail=True)}”"
    return "新报告称已整改"


def _of_how_many(pair: Pair, counted: Counted) -> str:
    """Whose problems are claimed, and how many where the claim counts them."""
    return f"{_theirs(pair)}{counted.total}个问题" if counted.total else f"{_theirs(pair)}问题"


def _mismatch(pair: Pair, counted: Counted) -> str:
    """What is said of a count that is not the number of problems listed."""
    listed = sum(item.listed for item in pair.old_problems)
    return "" if counted.total in (0, listed) else f"（当时列出{listed}个，数目对不上）"


def _returned(pair: Pair, found: Findings) -> str:
    """Where a problem stands again."""
    comeback = found.comeback
    if comeback is None:
        return "同一问题再次出现"
    shared = f"（都说到{'、'.join(comeback.shared)}）" if comeback.shared else ""
    return f"同一问题又列在存在问题“{_short(pair.new_items[comeback.trouble.id].title)}”里{shared}"


def _promise_title(pair: Pair, problem: Portrait) -> str:
    return _short(pair.old_items[problem.partners[0]].title) if problem.partners else ""


def _work(pair: Pair, found: Findings) -> str:
    clauses = found.work[0].clauses
    return _quote(pair, clauses[0].start, clauses[-1].end)


def _clauses(pair: Pair, passage: UnderWay | Kept | None) -> str:
    return _quote(pair, passage.clauses[0].start, passage.clauses[-1].end, tail=True) if passage else ""


def _quote(pair: Pair, start: int, end: int, *, tail: bool = False) -> str:
    text = _inner(pair.newer.quote(start, end))
    if len(text) <= _LONGEST_QUOTE:
        return text
    return f"{text[: _LONGEST_QUOTE // 2]}……{text[-_LONGEST_QUOTE // 2 :]}" if tail else f"{text[:_LONGEST_QUOTE]}……"


def _short(text: str) -> str:
    plain = _inner(text)
    return plain if len(plain) <= _LONGEST_QUOTE else f"{plain[:_LONGEST_QUOTE]}……"


def _inner(text: str) -> str:
    """A text as it stands inside quotation marks: on one line, its own marks single."""
    return inside_quotes(flat(text))


def _when(pair: Pair) -> str:
    """What people call the year of the older report, seen from the newer one."""
    older, newer = pair.older.found.identity.year, pair.newer.found.identity.year
    return f"{older}年" if older is not None and newer is not None and newer - older > 1 else "上年"


def _theirs(pair: Pair) -> str:
    """Whose the problems are that a count speaks of: 上年查摆的, 巡视巡察提出的."""
    raised_by = pair.older.found.raised_by
    if raised_by in (None, Origin.SELF_REVIEW):
        return f"{_when(pair)}查摆的"
    return f"{raised_by.label}提出的"
