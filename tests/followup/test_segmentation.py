"""Our segmenter against jieba as it comes, and against its twin in Rust."""

from __future__ import annotations

import importlib.util
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import LexiconError
from tracker.followup import segmentation
from tracker.followup.dictionary import (
    TERM_FREQUENCY,
    BucketDictionary,
    WholeDictionary,
    open_dictionary,
    read_entries,
    write_buckets,
)
from tracker.followup.segmentation import Segmenter, terms
from tracker.lexicon.cached import cache_folder

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
REPORTS = sorted(SEEDS.glob("*/*.txt"))
RUST = importlib.util.find_spec("rjieba") is not None
MIXED = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from(
            "党建整改的问题支部书记责任落实，。；“”（）%.-+#&_ \n\t0123456789ABCabc·—①１Ａ\u3000\U00020bb7é"
        ),
    ),
    max_size=60,
)
WORDS = st.lists(
    st.sampled_from(
        [
            "述职评议",
            "流动党员",
            "的",
            "三会一课",
            "不够",
            "化解矛盾",
            "2022年",
            "12名",
            "软弱涣散",
            "，",
            "中国共产党",
            "A-1",
        ]
    ),
    max_size=15,
).map("".join)


@pytest.fixture(scope="module")
def stock() -> Callable[[str], list[str]]:
    """Jieba's tokenizer with its own loading, and those of our terms that it lacks."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for term in terms():
        if not tokenizer.FREQ.get(term):
            tokenizer.add_word(term, TERM_FREQUENCY)

    def cut(text: str) -> list[str]:
        words: list[str] = tokenizer.lcut(text, HMM=False)
        return words

    return cut


@pytest.fixture(scope="module")
def ours() -> Segmenter:
    """Jieba over our dictionary."""
    return Segmenter(terms(), folder=cache_folder(), fast_from=None)


@pytest.fixture(scope="module")
def fast() -> Segmenter:
    """The twin in Rust where it is installed."""
    if not RUST:
        pytest.skip("rjieba is not installed")
    return Segmenter(terms(), folder=cache_folder(), fast_from=0)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_reports_are_cut_as_by_jieba(path: Path, stock: Callable[[str], list[str]], ours: Segmenter) -> None:
    text = path.read_text(encoding="utf-8")
    words = ours.words(text)
    assert words == stock(text)
    assert "".join(words) == text


@given(text=st.one_of(MIXED, WORDS))
def test_any_text_is_cut_as_by_jieba(text: str, stock: Callable[[str], list[str]], ours: Segmenter) -> None:
    assert ours.words(text) == stock(text)


def test_the_twin_is_loaded_only_where_there_is_much_to_cut() -> None:
    if not RUST:
        pytest.skip("rjieba is not installed")
    waiting = Segmenter(terms(), folder=cache_folder(), fast_from=20)
    first = waiting.words("全面整改，按时销号。")
    assert waiting._fast is None
    assert waiting.words("全面整改，按时销号，逐项对账。")[:4] == first[:4]
    assert waiting._fast is not None


@given(text=st.one_of(MIXED, WORDS))
def test_the_twin_cuts_any_text_alike(text: str, fast: Segmenter, ours: Segmenter) -> None:
    assert fast.words(text) == ours.words(text)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_twin_cuts_reports_alike(path: Path, fast: Segmenter, ours: Segmenter) -> None:
    text = path.read_text(encoding="utf-8")
    assert fast.words(text) == ours.words(text)


def test_project_terms_stay_whole(ours: Segmenter) -> None:
    for term in ("三会一课", "流动党员", "重建轻管", "微型消防站", "双带头人"):
        assert term in ours.words(f"有的支部对{term}抓得不紧")


def test_a_word_says_how_common_it_is(ours: Segmenter) -> None:
    common, rare = ours.frequency("工作"), ours.frequency("保洁员")
    assert common is not None
    assert rare is not None
    assert rare < common < 0
    assert ours.frequency("鿕鿖") is None


def test_words_that_do_not_rebuild_the_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Segmenter(terms(), folder=cache_folder(), fast_from=None)
    monkeypatch.setattr(segmentation, "jieba_cutter", lambda _: lambda text: text.split("的"))
    with pytest.raises(LexiconError, match="拼不回原文"):
        broken.words("整改的台账")


DICTIONARY = "整 50 v\n改 60 v\n整改 40 vn\n整改台账 3 n\n台账 9 n\n中华 7 nz\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A dictionary of six words."""
    path = tmp_path / "dict.txt"
    path.write_text(DICTIONARY, encoding="utf-8")
    return path


def test_both_dictionaries_hold_the_same(source: Path, tmp_path: Path) -> None:
    entries, unknown = read_entries(DICTIONARY.splitlines(), ["台账管理"])
    write_buckets(tmp_path / "words.bin", entries, unknown)
    kept = BucketDictionary(tmp_path / "words.bin")
    text = "整改台账管理中华人民"
    assert kept.unknown == unknown
    assert {word: kept.entries_for(text).get(word) for word in entries} == entries
    assert entries["整改台"] is None, "the beginning of a longer word is no word"
    assert set(kept.entries_for("整")) == {word for word in entries if len(word) == 1}.union(kept.entries_for(text))


def test_a_term_the_dictionary_has_keeps_its_count() -> None:
    with_term, _ = read_entries(DICTIONARY.splitlines(), ["整改"])
    without, _ = read_entries(DICTIONARY.splitlines(), [])
    assert with_term == without


def test_the_word_file_is_made_once(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    assert isinstance(open_dictionary(source, "1", (), folder), BucketDictionary)
    (made,) = folder.iterdir()
    before = made.stat().st_mtime_ns
    assert isinstance(open_dictionary(source, "1", (), folder), BucketDictionary)
    assert made.stat().st_mtime_ns == before
    open_dictionary(source, "1", ("新词",), folder)
    open_dictionary(source, "2", (), folder)
    assert len(list(folder.iterdir())) == 3


def test_old_editions_are_dropped(source: Path, tmp_path: Path) -> None:
    for version in range(6):
        open_dictionary(source, str(version), (), tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 3


@pytest.mark.parametrize("content", [b"", b"nonsense", b"TRKWORD1" + b"\0" * 40])
def test_a_broken_word_file_is_made_anew(content: bytes, source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    open_dictionary(source, "1", (), folder)
    (path,) = folder.iterdir()
    path.write_bytes(content)
    words = open_dictionary(source, "1", (), folder)
    assert words.entries_for("整改")["整改"] is not None
    assert isinstance(words, BucketDictionary)


def test_without_a_folder_to_write_to_all_is_kept_in_memory(source: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    for folder in (None, in_the_way / "cache"):
        words = open_dictionary(source, "1", (), folder)
        assert isinstance(words, WholeDictionary)
        assert words.entries_for("整改")["整改"] is not None


def test_importing_follow_up_loads_no_segmenter() -> None:
    code = "import sys, tracker.followup; print([m for m in ('jieba', 'rjieba', 'rapidfuzz') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_cutting_is_silent_and_goes_round_pkg_resources() -> None:
    code = (
        "import sys; from tracker.followup.segmentation import Segmenter, terms; from tracker.lexicon.cached import cache_folder;"
        "print(Segmenter(terms(), folder=cache_folder(), fast_from=None).words('整改台账'), 'pkg_resources' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.strip() == "['整改', '台账'] False"
