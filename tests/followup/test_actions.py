"""What became of the single things promised."""

from __future__ import annotations

import json
from datetime import date

import pytest

from benchmarks.annotation import SEEDS
from tests.followup.making import Draft, held, item
from tracker.domain.following import overdue
from tracker.domain.kinds import ActionStanding, Verdict
from tracker.extraction import extract
from tracker.followup import follow_up
from tracker.followup.as_json import comparison_document
from tracker.reading import read_report

TITLE = "建强村级阵地"
DONE = "2022年9月底前建成东湖村党群服务中心"
UNDER_WAY = "改造12个村级农家书屋"
NO_TRACE = "编印党员教育口袋书3000册"


def promising() -> Draft:
    text = f"一、下一步打算\n（一）{TITLE}。{DONE}，{UNDER_WAY}，{NO_TRACE}。\n"
    return Draft(text, 2021).promise(f"{TITLE}。{DONE}，{UNDER_WAY}，{NO_TRACE}。", [DONE, UNDER_WAY, NO_TRACE])


NEWER = (
    "一、主要工作\n东湖村党群服务中心8月建成投用。村级农家书屋改造正在推进，12个村已完成5个。全年接待群众860人次。\n"
)


def test_each_action_is_told_by_its_own_passage() -> None:
    newer = Draft(NEWER)
    actions = item(held(promising(), newer), "c1").actions
    assert [one.standing for one in actions] == [
        ActionStanding.DONE,
        ActionStanding.UNDER_WAY,
        ActionStanding.NO_TRACE,
    ]
    first, second, third = actions
    assert first.span is not None
    assert first.span.of(NEWER) == "东湖村党群服务中心8月建成投用"
    assert second.span is not None
    assert "农家书屋改造正在推进" in second.span.of(NEWER)
    assert all(one.score is not None and 0 < one.score <= 1 for one in (first, second))
    assert (third.span, third.score) == (None, None)


def test_what_is_said_of_the_promise_is_said_of_the_only_thing_promised() -> None:
    older = Draft("下一步，建立村级监督微信群。", 2021).promise("建立村级监督微信群。", ["建立村级监督微信群"])
    newer = Draft("去年承诺的村级监督微信群已经全部建立并运行。")
    found = item(held(older, newer), "c1")
    assert found.verdict is Verdict.RECTIFIED
    assert [one.standing for one in found.actions] == [ActionStanding.DONE]


def test_in_a_silent_report_nothing_has_a_trace() -> None:
    found = item(held(promising(), Draft("全年工作平稳有序。")), "c1")
    assert [one.standing for one in found.actions] == [ActionStanding.NO_TRACE] * 3
    assert (found.verdict, found.score) == (Verdict.SILENT, None)


def test_a_problem_has_no_actions() -> None:
    older = Draft("存在问题：学习不够深入。", 2021).problem("学习不够深入。")
    found = item(held(older, Draft("存在问题：学习仍然不够深入。").problem("学习仍然不够深入。")), "p1")
    assert found.actions == ()
    assert found.score is not None
    assert 0 < found.score <= 1


@pytest.mark.parametrize(
    "standing, deadline, late",
    [
        (ActionStanding.NO_TRACE, date(2022, 9, 30), True),
        (ActionStanding.UNDER_WAY, date(2022, 9, 30), True),
        (ActionStanding.DONE, date(2022, 9, 30), False),
        (ActionStanding.NO_TRACE, date(2023, 1, 8), False),
        (ActionStanding.NO_TRACE, None, False),
    ],
)
def test_a_deadline_is_missed_once_its_day_has_passed(
    standing: ActionStanding, deadline: date | None, late: bool
) -> None:
    assert overdue(standing, deadline, today=date(2023, 1, 8)) is late


def test_the_document_tells_of_every_action() -> None:
    older, newer = promising(), Draft(NEWER)
    result = held(older, newer)
    document = comparison_document(older.source, older.found, newer.source, newer.found, result, today=date(2023, 1, 8))
    (entry,) = json.loads(json.dumps(document))["items"]
    assert [one["standing"] for one in entry["actions"]] == ["done", "under_way", "no_trace"]
    for one in entry["actions"]:
        assert older.text[one["span"]["start"] : one["span"]["end"]] == one["text"]
    quoted = [one["quote"] for one in entry["actions"] if one["quote"]]
    assert all(newer.text[one["span"]["start"] : one["span"]["end"]] == one["text"] for one in quoted)
    assert entry["actions"][2]["quote"] is None
    assert [one["overdue"] for one in entry["actions"]] == [False, False, False]


def test_what_answers_the_promise_answers_the_thing_it_speaks_of() -> None:
    older, newer = (read_report(SEEDS / "澜城建投集团党委" / f"{year}.txt") for year in (2022, 2023))
    found = extract(older), extract(newer)
    promise = next(one for one in found[0].commitments if "供应商库" in one.span.of(older.text))
    at = next(at for at, one in enumerate(promise.actions) if "供应商库" in one.span.of(older.text))
    followed = next(one for one in follow_up(older, found[0], newer, found[1]).items if one.item_id == promise.id)
    action = followed.actions[at]
    assert action.standing is ActionStanding.DONE
    assert action.span in [one.span for one in followed.evidence]
    assert action.span is not None
    assert action.span.of(newer.text).endswith("更新供应商库入库企业213家")
