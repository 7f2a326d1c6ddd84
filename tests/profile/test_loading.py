"""The default holds; an office's own file says what differs; a mistake is told with key, line and what to write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.domain.checks import Check
from tracker.domain.columns import LedgerColumn
from tracker.domain.deadlines import Count
from tracker.domain.errors import ProfileError
from tracker.domain.fields import Field
from tracker.domain.kinds import Origin, Status
from tracker.domain.status import DEFAULT_RULES
from tracker.profile.loading import default_profile, default_text, find_profile, load_profile, parse
from tracker.profile.model import Paper, Profile


def own(text: str) -> Profile:
    return parse(text, name="profile.toml", base=default_profile())


def test_the_default_says_everything() -> None:
    profile = default_profile()
    assert set(profile.states) == set(Status)
    assert set(profile.regimes) == set(Origin)
    assert [profile.states[status] for status in Status] == [status.label for status in Status]
    assert LedgerColumn.NUMBER in {column.field for column in profile.sheet.columns}
    assert profile.path is None
    assert profile.rules == DEFAULT_RULES


def test_the_default_knows_the_terms_of_inspections() -> None:
    steps = {step.key: step for step in default_profile().regimes[Origin.INSPECTION].steps}
    assert (steps["plan"].term.amount, steps["plan"].term.count) == (1, Count.MONTHS)
    assert steps["concentrated"].term.amount == 6
    assert steps["plan"].waits_in == {Status.PROPOSED, Status.OPEN}
    assert Status.CONTINUING not in steps["close"].waits_in
    assert steps["assessment"].after == "concentrated"


def test_an_empty_file_changes_nothing() -> None:
    assert own("") == default_profile()


def test_the_written_out_default_reads_back_as_itself() -> None:
    assert own(default_text()) == default_profile()
    assert own(default_text().replace("\n", "\r\n")) == default_profile()


def test_a_file_says_only_what_differs() -> None:
    profile = own(
        """
name = "青石镇做法"
[states]
in_verification = "待复核"
[workflow]
self_verification = "refuse"
start_fields = ["person"]
[calendar]
holidays = [2026-10-01]
[ledger]
paper = "A4"
[[regimes]]
source = "audit"
steps = [{ key = "close", name = "整改", working_days = 40, rolls = true, until = "in_review" }]
[colours]
open = "#ffeeaa"
[checks]
off = ["same-day"]
"""
    )
    default = default_profile()
    assert profile.name == "青石镇做法"
    assert profile.states[Status.IN_VERIFICATION] == "待复核"
    assert profile.states[Status.CLOSED] == "已销号"
    assert not profile.rules.self_verification
    assert profile.rules.start_fields == (Field.PERSON,)
    assert profile.rules.evidence is default.rules.evidence
    assert profile.calendar.off == {date(2026, 10, 1)}
    assert profile.sheet.paper is Paper.A4
    assert profile.sheet.columns == default.sheet.columns
    audit = profile.regimes[Origin.AUDIT]
    assert (audit.name, len(audit.steps), audit.steps[0].term.rolls) == ("审计", 1, True)
    assert profile.regimes[Origin.INSPECTION] == default.regimes[Origin.INSPECTION]
    assert profile.colours[Status.OPEN] == "FFEEAA"
    assert profile.colours[Status.CLOSED] == default.colours[Status.CLOSED]
    assert profile.checks.off == {Check.SAME_DAY}
    assert profile.checks.similar == default.checks.similar


def test_columns_and_lights_are_replaced_whole() -> None:
    profile = own('[[columns]]\nfield = "number"\n[[columns]]\nfield = "title"\ntitle = "存在的问题"\nwidth = 40')
    assert [(c.field, c.title, c.width) for c in profile.sheet.columns] == [
        (LedgerColumn.NUMBER, "编号", 12),
        (LedgerColumn.TITLE, "存在的问题", 40),
    ]
    lights = own('[[lights]]\nname = "红"\ncolour = "FF0000"\ndays_over = 1').lights
    assert [light.name for light in lights] == ["红"]
    assert own("slips = []").slips == ()


def test_states_are_known_by_local_name_label_and_identifier() -> None:
    profile = own('[states]\nin_verification = "待复核"')
    assert [profile.status_named(name) for name in ("待复核", " 待验收 ", "in_verification", "没有")] == [
        Status.IN_VERIFICATION,
        Status.IN_VERIFICATION,
        Status.IN_VERIFICATION,
        None,
    ]


def test_the_counting_rule_counts() -> None:
    statuses = [Status.CLOSED, Status.CLOSED, Status.CONTINUING, Status.OPEN, Status.MERGED, Status.REJECTED]
    assert default_profile().counting.figures(statuses) == (2, 4)
    changed = own('[counting]\ndone = ["closed", "continuing"]\nstatement = "持续整改视同完成"').counting
    assert changed.figures(statuses) == (3, 4)


@pytest.mark.parametrize(
    "text, place, says, hint",
    [
        ("a = [", "末尾", "写法不对", "列表用 [ ]"),
        ("name = 3", "第 1 行 name", "应是一行文字", 'name = "'),
        ("name = 'x'\nbad name = 1", "第 2 行第", "写法不对", "前一行"),
        ("name = 'x'\n\nstates = 3", "第 3 行 states", "应是一个小节", "[states]"),
        ("[stats]\n", "第 1 行 stats", "没有这一项", "states"),
        ("[checks]\n# 说明\nsimlar = 90", "第 3 行 checks simlar", "没有这一项", "similar"),
        ("[checks]\nsimilar = 101", "第 2 行 checks similar", "应是 50 到 100 的整数", "similar"),
        ("[checks]\nsimilar = true", "第 2 行 checks similar", "应是 50 到 100 的整数", "similar"),
        ("[checks]\nsame_day_share = 'x'", "第 2 行", "应是 0 到 1 的数", "same_day_share"),
        ("[checks]\noff = 'x'", "第 2 行", "应是列表", "["),
        ("[checks]\noff = ['x']", "第 2 行", "没有“x”这个选择", "same-day（集中在一天销号）"),
        ("[states]\nopen = '整改中'", "第 2 行 states open", "in_progress 的通行叫法", "免得认错"),
        ("[states]\nopen = '甲'\nclosed = '甲'", "第 3 行 states closed", "叫法一样", "两个叫法"),
        ("[workflow]\nself_verification = 'no'", "第 2 行", "没有“no”这个选择", "refuse（不许自验）"),
        ("[counting]\ndone = []", "第 2 行 counting done", "至少要有一个", "closed"),
        ("[counting]\nleft_out = ['closed']", "第 2 行", "不能既算完成又不计入", "删去"),
        ("[counting]\nleft_out = ['merged']", "第 1 行 counting", "写明口径的说法", "statement"),
        ("[calendar]\nholidays = ['2026-10-01']", "第 2 行", "日期的列表", "不加引号"),
        ("[calendar]\nholidays = [2026-10-01]\nworkdays = [2026-10-01]", "第 3 行", "既是放假又是上班", "删去"),
        ("[ledger]\nlandscape = 1", "第 2 行", "true（是）", "true"),
        ("[[regimes]]\nname = 'x'", "第 1 行 regimes 第 1 项 source", "没有写", "请补上 source"),
        ("[[regimes]]\nsource = 'audit'", "第 1 行", "至少要有一步", "steps"),
        (
            "[[regimes]]\nsource = 'audit'\nsteps = [{key='a',name='b',days=1}]\n[[regimes]]\nsource = 'audit'",
            "第 5 行 regimes 第 2 项 source",
            "写了两遍",
            "合并",
        ),
        (
            "[[regimes]]\nsource='audit'\nsteps=[\n {key='a',name='b',days=1},\n # 说明\n {key='c',name='d'},\n]",
            "第 6 行 regimes 第 1 项 steps 第 2 项 key",
            "多长时间",
            "三选一",
        ),
        ("[[regimes]]\nsource='audit'\nsteps=[{key='a',name='b',days=1,months=1}]", "第 3 行", "只写一种", "三选一"),
        ("[[regimes]]\nsource='audit'\nsteps=[{key='a',name='b',days=0}]", "第 3 行", "1 到 3650", "days"),
        ("[[regimes]]\nsource='audit'\nsteps=[{key='a',name='b',days=1,after='z'}]", "第 3 行", "前面没有", "after"),
        (
            "[[regimes]]\nsource='audit'\nsteps=[{key='a',name='b',days=1,until='continuing'}]",
            "第 3 行",
            "不能等到",
            "closed",
        ),
        (
            "[[regimes]]\nsource='audit'\nsteps=[{key='a',name='b',days=1},{key='a',name='b',days=2}]",
            "第 3 行",
            "写了两遍",
            "不同",
        ),
        ("[[regimes]]\nsource='audit'\nassumed_day='2-30'", "第 3 行", "应是月-日", "12-31"),
        ("[[regimes]]\nsource='audit'\nassumed_day='02-30'", "第 3 行", "应是月-日", "12-31"),
        ("[[lights]]\nname='x'\ncolour='red'", "第 3 行 lights 第 1 项 colour", "六位的颜色", "FFF2CC"),
        ("[[lights]]\nname='x'\ncolour='FF0000'\ndays_left=1\ndays_over=1", "第 2 行", "只写一个", "三选一"),
        ("[[slips]]\nname='x'\naction='y'\nanswer_days=1", "第 2 行 slips 第 1 项 name", "条件要写一个", "三选一"),
        ("columns = 1", "第 1 行 columns", "应是列表", "["),
        ("columns = [1]", "第 1 行 columns", "一项一节", "[[columns]]"),
        ("[[columns]]\nfield='title'", "第 1 行 columns", "没有编号这一列", "number"),
        ("[[columns]]\nfield='number'\n[[columns]]\nfield='number'", "第 4 行", "写了两遍", "删去"),
        (
            "[[columns]]\nfield='number'\ntitle='甲'\n[[columns]]\nfield='title'\ntitle='甲'",
            "第 6 行",
            "写了两遍",
            "两个表头",
        ),
        ("[colours]\nopen = '12'", "第 2 行 colours open", "六位的颜色", "FFF2CC"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(text: str, place: str, says: str, hint: str) -> None:
    with pytest.raises(ProfileError) as caught:
        own(text)
    assert caught.value.message.startswith("profile.toml")
    assert place in caught.value.message
    assert says in caught.value.message
    assert hint in caught.value.hint


def test_the_file_asked_for_comes_before_the_environment_and_the_ledgers_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "台账.db"
    monkeypatch.delenv("TRACKER_PROFILE", raising=False)
    assert find_profile(None, ledger_file=ledger) is None
    assert find_profile(None, ledger_file=None) is None
    beside = tmp_path / "profile.toml"
    beside.write_text("", encoding="utf-8")
    assert find_profile(None, ledger_file=ledger) == beside
    monkeypatch.setenv("TRACKER_PROFILE", "/there/is.toml")
    assert find_profile(None, ledger_file=ledger) == Path("/there/is.toml")
    assert find_profile("mine.toml", ledger_file=ledger) == Path("mine.toml")


@pytest.mark.parametrize("content", [b'\xef\xbb\xbfname = "\xe7\x94\xb2"\n', "name = '甲'\r\n".encode()])
def test_files_as_editors_save_them(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "profile.toml"
    file.write_bytes(content)
    profile = load_profile(file)
    assert (profile.name, profile.path) == ("甲", file)


def test_files_that_are_none(tmp_path: Path) -> None:
    file = tmp_path / "profile.toml"
    with pytest.raises(ProfileError, match="打不开"):
        load_profile(file)
    file.write_bytes("name = '甲'".encode("gbk"))
    with pytest.raises(ProfileError, match="UTF-8"):
        load_profile(file)
    file.write_bytes(b"#" * 1_000_001)
    with pytest.raises(ProfileError, match="太大"):
        load_profile(file)
