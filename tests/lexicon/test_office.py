"""An office's own words: read, checked with place, and followed by everything that is made of words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.domain.errors import LexiconError
from tracker.domain.kinds import SectionKind, Theme
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.extraction.particulars import with_particulars
from tracker.lexicon import choice
from tracker.lexicon.guide import purpose_of_group, purpose_of_list
from tracker.lexicon.loader import everything, load, using
from tracker.lexicon.office import Change, Gravity, OfficeWords, examine, find_office_words, own_file, read_office_words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lexicon.toml"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Whatever a test chooses, the next one starts with the shipped words."""
    yield
    choice.choose(None)
    choice.choice.made = False


def own(**groups: Change) -> OfficeWords:
    return OfficeWords("", {key.replace("__", "."): change for key, change in groups.items()}, {})


def test_lists_add_and_tables_add_and_take_away(file: Path) -> None:
    file.write_text(
        '[sections.heading]\nproblems = ["短处"]\nnext_steps = { add = ["盘算"], remove = ["工作要点"] }\n'
        '[themes.theme.collective]\nadd = [\n  "共富工坊",\n]\n',
        encoding="utf-8",
    )
    words = read_office_words(file, everything())
    assert words.changes == {
        "sections.heading.problems": Change(("短处",)),
        "sections.heading.next_steps": Change(("盘算",), ("工作要点",)),
        "themes.theme.collective": Change(("共富工坊",)),
    }
    assert words.lines["sections.heading.next_steps", "工作要点"] == 3
    assert words.lines["themes.theme.collective", "共富工坊"] == 6
    with using(words):
        assert load("sections")["heading.problems"][-1] == "短处"
        assert "工作要点" not in load("sections")["heading.next_steps"]
    assert "短处" not in load("sections")["heading.problems"]


@pytest.mark.parametrize(
    "content, message, hint",
    [
        ("[sections\n", "第 1 行第 10 个字写法不对", "英文引号"),
        (
            '[section.heading]\nproblems = ["短处"]\n',
            "第 2 行 section.heading.problems：没有 section 这份词表",
            "sections",
        ),
        ('[sections.heading]\nproblem = ["短处"]\n', "第 2 行 sections.heading.problem：没有这一组", "problems"),
        ('[sections.heading]\nproblems = "短处"\n', "不是词的列表", '["词", "词"]'),
        ("[sections.heading]\nproblems = [1]\n", "有不是词的东西：1", "英文引号"),
        ('[sections.heading]\nproblems = [""]\n', "有不是词的东西", "不能是空的"),
        (
            '[sections.heading]\nproblems = [\n  "短处",\n  "短板 ",\n]\n',
            "第 4 行 sections.heading.problems：“短板 ”首尾有空格",
            "去掉",
        ),
        ('[sections.heading]\nproblems = ["短处", "短处"]\n', "“短处”写了两遍", "删去"),
        ('[sections.heading.problems]\nadd = ["甲"]\nremove = ["甲"]\n', "“甲”又要加又要去", "一边"),
        ('[sections.heading.problems]\nadd = ["甲"]\ndrop = ["乙"]\n', "不认得 drop", "remove"),
        ('[lead]\nx = ["甲"]\n', "没有 lead 这份词表", "tracker lexicon list"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(file: Path, content: str, message: str, hint: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as told:
        read_office_words(file, everything())
    assert str(file) in told.value.message
    assert message in told.value.message
    assert hint in told.value.hint


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "名 = 1".encode("gb18030")])
def test_a_file_that_is_no_text(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(LexiconError, match="UTF-8"):
        read_office_words(file, everything())


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(LexiconError, match="打不开"):
        read_office_words(file, everything())


def test_slips_are_told_and_do_no_harm(file: Path) -> None:
    file.write_text('[themes.theme.study]\nadd = ["中心组"]\nremove = ["没有的词"]\n', encoding="utf-8")
    words, findings = examine(file, everything())
    assert [(finding.gravity, finding.line) for finding in findings] == [(Gravity.WARNING, 2), (Gravity.WARNING, 3)]
    assert words.apply("themes", everything()["themes"])["theme.study"] == everything()["themes"]["theme.study"]


def test_where_the_file_is_looked_for(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("TRACKER_LEXICON", raising=False)
    assert find_office_words() is None
    own_file().parent.mkdir(parents=True)
    own_file().write_text("", encoding="utf-8")
    assert find_office_words() == own_file()
    monkeypatch.setenv("TRACKER_LEXICON", str(file))
    assert find_office_words() == file
    assert find_office_words("别处.toml") == Path("别处.toml")


REPORT = (
    "河口镇党委2023年工作报告\n一、主要工作\n开展学习12次。去年的问题已全部扳正。\n二、欠火候处\n（一）共富工坊没有订单。三个村停了工。\n"
    "（二）学习走过场。有的支部照本宣科。拿河口来讲，半年没学一次。\n三、来年盘算\n（一）盘活共富工坊。引来订单3份。\n"
)

CASES = [
    (
        "sections__heading__problems",
        Change(("欠火候处",)),
        lambda e: SectionKind.PROBLEMS in {s.kind for s in e.sections},
    ),
    ("sections__heading__next_steps", Change(("来年盘算",)), lambda e: len(e.commitments) == 1),
    ("particulars__example__markers", Change(("拿河口来讲",)), lambda e: "半年" in str(e.problems)),
    ("quantities__count", Change((), ("次",)), lambda e: not any(m.unit == "次" for m in e.metrics)),
]


@pytest.mark.parametrize("key, change, seen", CASES, ids=[case[0] for case in CASES])
def test_every_reader_follows_the_words_that_hold(key: str, change: Change, seen: object) -> None:
    source = PlainText(REPORT, "utf-8", "")

    def holds() -> bool:
        found = with_particulars(source, extract(source, year=2023))
        return bool(seen(found))  # type: ignore[operator]

    base = {"sections__heading__problems": Change(("欠火候处",))} if key.startswith("particulars") else {}
    with using(own(**base)):
        before = holds()
    with using(own(**base, **{key: change})):
        after = holds()
    with using(own(**base)):
        again = holds()
    assert (after, again) == (True, before)


def test_themes_follow_the_words_that_hold() -> None:
    text = "二、存在问题\n（一）三台锅炉年久失修。蒸汽压力不稳。\n（二）阵地滞后。\n"
    source = PlainText(text, "utf-8", "")

    def theme() -> Theme | None:
        told = with_particulars(source, extract(source)).problems[0].particulars
        return told.theme if told else None

    assert theme() is None
    with using(own(themes__theme__governance=Change(("锅炉",)))):
        assert theme() is Theme.GOVERNANCE
    assert theme() is None


def test_a_choice_is_followed_also_when_its_file_changes(file: Path) -> None:
    file.write_text('[sections.heading]\nproblems = ["欠火候处"]\n', encoding="utf-8")
    choice.choose(str(file))
    assert load("sections")["heading.problems"][-1] == "欠火候处"
    file.write_text('[sections.heading]\nproblems = ["咱的短处和不足"]\n', encoding="utf-8")
    choice.choose(str(file))
    assert load("sections")["heading.problems"][-1] == "咱的短处和不足"
    choice.choose(str(file.with_name("没有.toml")))
    with pytest.raises(LexiconError, match="打不开"):
        load("sections")


def test_every_list_and_group_says_what_it_is_for() -> None:
    untold = [name for name in everything() if not purpose_of_list(name)]
    untold += [
        f"{name}.{group}"
        for name, groups in everything().items()
        for group in groups
        if not purpose_of_group(name, group)
    ]
    assert untold == []


def test_what_is_made_of_words_is_kept_by_derived_only() -> None:
    """``functools.cache`` would keep what was made of other words when an office's own come to hold."""
    kept = []
    for room in ("extraction", "followup"):
        for path in sorted((ROOT / "tracker" / room).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
            of_words = any(node.module == "tracker.lexicon.loader" for node in imports)
            caching = any(node.module == "functools" and any(n.name == "cache" for n in node.names) for node in imports)
            if of_words and caching:
                kept.append(path.name)
    assert kept == ["segmentation.py"]  # the segmenter's own library is no word list
