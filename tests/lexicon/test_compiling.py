from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction import actions, closure_claim, open_matters
from tracker.lexicon import compiling
from tracker.lexicon.compiling import PatternFile, compiled, pattern_of, program_of

SEED = Path(__file__).resolve().parents[2] / "seeds" / "云溪口镇党委" / "2022.txt"
TEXT = SEED.read_text(encoding="utf-8")
SOURCES = {
    **actions._patterns().__dict__["sources"],
    **closure_claim.claim_patterns().__dict__["sources"],
    **open_matters._inline().__dict__["sources"],
}


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str | None]]]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


@pytest.mark.parametrize("name", SOURCES)
def test_a_kept_pattern_finds_what_a_compiled_one_finds(name: str, tmp_path: Path) -> None:
    path, source = tmp_path / "patterns.bin", SOURCES[name]
    first = PatternFile(path)
    first.pattern(source, 0)
    first.save()
    kept, plain = PatternFile(path).pattern(source, 0), re.compile(source)

    assert (kept.pattern, kept.flags, kept.groups, dict(kept.groupindex)) == (
        plain.pattern,
        plain.flags,
        plain.groups,
        dict(plain.groupindex),
    )
    assert spans(kept, TEXT) == spans(plain, TEXT)


PIECES = st.sampled_from(
    ["一", "[二三]", "[一-十]", "(?P<n>四)?", "(?:五|六){2}", "七+?", "(?=八)", "(?<=九)", "$", "^", ".", r"\d"]
)


@given(
    pieces=st.lists(PIECES, max_size=6), text=st.text("一二三四五六七八九十1\n", max_size=20), multiline=st.booleans()
)
def test_any_pattern_is_the_same_from_its_program(pieces: list[str], text: str, multiline: bool) -> None:
    source, flags = "".join(pieces), int(re.MULTILINE) if multiline else 0
    try:
        plain = re.compile(source, flags)
    except re.error:
        with pytest.raises(re.error):
            program_of(source, flags)
        return

    assert spans(pattern_of(source, program_of(source, flags)), text) == spans(plain, text)


def test_a_second_run_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cache" / "patterns.bin"
    first = PatternFile(path)
    first.pattern("甲|乙", 0)
    first.pattern("^甲", int(re.MULTILINE))
    first.save()
    monkeypatch.setattr(compiling, "program_of", None)
    monkeypatch.setattr(re, "compile", None)
    second = PatternFile(path)

    assert second.pattern("甲|乙", 0).findall("甲丙乙") == ["甲", "乙"]
    assert second.pattern("^甲", int(re.MULTILINE)).findall("甲\n甲") == ["甲", "甲"]


def test_later_runs_add_to_what_earlier_ones_kept(tmp_path: Path) -> None:
    path = tmp_path / "patterns.bin"
    for source in ("甲", "乙"):
        run = PatternFile(path)
        run.pattern(source, 0)
        run.save()

    assert {key[0] for key in PatternFile(path)._kept} == {"甲", "乙"}


def test_a_run_that_adds_nothing_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "patterns.bin"
    PatternFile(path).save()

    assert not path.exists()


def test_a_file_that_has_grown_too_long_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "patterns.bin"
    monkeypatch.setattr(compiling, "_MOST", 2)
    for sources in (["甲", "乙"], ["乙", "丙"]):
        run = PatternFile(path)
        for source in sources:
            run.pattern(source, 0)
        run.save()

    assert {key[0] for key in PatternFile(path)._kept} == {"乙", "丙"}


def summed(*content: Any) -> bytes:
    written = marshal.dumps(content)
    return crc32(written).to_bytes(4, "big") + written


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no file of ours",
        summed("another Python", {("甲", 0): (32, b"\1\0\0\0", 0, {})}),
        summed(compiling._edition(), {("甲", 0): (32, b"\xff\0\0\0", 0, {})}),
        summed(compiling._edition(), {("甲", 0): (32, b"odd", 0, {})}),
        summed(compiling._edition(), {("甲", 0): "too few"}),
        summed(compiling._edition(), 7),
        summed(compiling._edition()),
        summed(compiling._edition(), {("甲", 0): (32, b"\1\0\0\0", 0, {})}).replace(b"\x01\0\0\0", b"\x02\0\0\0"),
    ],
    ids=["empty", "other", "other Python", "no program", "cut off", "no values", "no table", "too little", "bit rot"],
)
def test_a_damaged_file_does_no_harm(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "patterns.bin"
    path.write_bytes(content)

    assert PatternFile(path).pattern("甲", 0).fullmatch("甲")


def test_where_no_file_can_be_written_patterns_are_compiled(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    run = PatternFile(tmp_path / "taken" / "patterns.bin")

    assert run.pattern("甲", 0).fullmatch("甲")
    run.save()


def test_a_python_that_compiles_in_another_way_is_left_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(source: str, flags: int = 0) -> None:
        raise AttributeError("_code")

    monkeypatch.setattr(compiling, "program_of", missing)

    assert PatternFile(tmp_path / "patterns.bin").pattern("甲", 0).fullmatch("甲")


def test_a_malformed_pattern_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(re.error):
        PatternFile(tmp_path / "patterns.bin").pattern("(", 0)
    with pytest.raises(re.error):
        compiled("(")


@pytest.mark.parametrize("by_a_front", [True, False])
def test_only_a_front_keeps_patterns(tmp_path: Path, by_a_front: bool) -> None:
    library = "from tracker.reading import read_report; from tracker.extraction import extract; import sys, pathlib; extract(read_report(pathlib.Path(sys.argv[1])))"
    command = ["-m", "tracker", "extract"] if by_a_front else ["-c", library]
    environment = os.environ | dict.fromkeys(("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"), str(tmp_path))
    done = [
        subprocess.run([sys.executable, *command, str(SEED)], capture_output=True, check=True, env=environment).stdout
        for _ in range(2)
    ]

    assert done[0] == done[1]
    assert bool([*tmp_path.rglob("patterns-*.bin")]) == by_a_front
