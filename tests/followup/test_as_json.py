"""The comparison document."""

from __future__ import annotations

import json

from tests.followup.making import Draft
from tracker.followup import follow_up
from tracker.followup.as_json import comparison_document

OLDER = (
    Draft(
        "存在的问题：一是站前广场共享单车乱停。二是候车厅空调老化。下一步打算：一是规范停放。施划单车停放区12处。",
        year=2021,
    )
    .problem("站前广场共享单车乱停。")
    .problem("候车厅空调老化。")
    .promise("规范停放。施划单车停放区12处。", ["施划单车停放区12处"], ["p1"])
)
TEXT = "施划单车停放区14处。针对去年查摆的3个问题，全部完成整改。"
NEWER = Draft(TEXT).closure("针对去年查摆的3个问题，全部完成整改", 3, 3)


def test_document_says_all_and_is_grounded() -> None:
    result = follow_up(OLDER.source, OLDER.found, NEWER.source, NEWER.found)
    document = json.loads(
        json.dumps(
            comparison_document(OLDER.source, OLDER.found, NEWER.source, NEWER.found, result), ensure_ascii=False
        )
    )
    assert document["schema"] == "tracker.compare/1"
    assert (document["old"]["year"], document["new"]["year"]) == (2021, 2022)
    assert set(document) == {"schema", "old", "new", "items", "reconciliation"}
    assert [one["item"]["id"] for one in document["items"]] == ["p1", "p2", "c1"]
    for one in document["items"]:
        assert set(one) >= {"item", "verdict", "claim", "evidence", "recurs_as", "repeated_as", "reason"}
        span = one["item"]["span"]
        assert OLDER.text[span["start"] : span["end"]] == one["item"]["text"]
        for quote in [*([one["claim"]] if one["claim"] else []), *one["evidence"]]:
            assert TEXT[quote["span"]["start"] : quote["span"]["end"]] == quote["text"]
        assert all(0 < evidence["score"] <= 1 for evidence in one["evidence"])
    first = document["items"][0]
    assert (first["item"]["kind"], first["verdict"]) == ("problem", "rectified")
    assert first["evidence"][0]["text"] == "施划单车停放区14处"
    assert document["items"][2]["item"]["kind"] == "commitment"
    assert document["reconciliation"] == [
        {"origin": "self_review", "claimed_total": 3, "ledger_total": 2, "match": False}
    ]
