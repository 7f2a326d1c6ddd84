"""Cutting Chinese text into words: jieba 0.42.1, without guessing at unknown words, with the project's own terms.

jieba is the segmenter of record. Its tokenizer is used as it stands, except that it is handed a dictionary that opens
at once (see ``dictionary.py``). Where rjieba, the same in Rust, is installed, it does the work for texts on which both
are known to agree.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from tracker.domain.errors import LexiconError
from tracker.followup.dictionary import TERM_FREQUENCY, Dictionary, open_dictionary
from tracker.lexicon.loader import load

if TYPE_CHECKING:
    from types import ModuleType

_AGREED = re.compile(r"[^\S \n]|[\U00010000-\U0010ffff]|[A-Za-z0-9+#&._%-]-|-[A-Za-z0-9+#&._%]")
"""What jieba and rjieba have been known to cut differently: hyphens beside Latin letters or digits, characters beyond
the basic plane, and white space other than blank and newline."""

FAST_FROM = 50_000
"""From how many code points on rjieba is worth the third of a second that it takes to load: some twenty reports."""


def terms() -> tuple[str, ...]:
    """The project's own terms, none of them twice, in the order of the word list."""
    words = load("followup_terms")
    return tuple(dict.fromkeys(term for group in words.groups.values() for term in group))


def cache_folder() -> Path:
    """Where the word file is kept between runs."""
    return platformdirs.user_cache_path("tracker", appauthor=False)


@cache
def _jieba() -> ModuleType:
    """Import jieba quietly: without pkg_resources, which costs more than the rest and warns, and without its log."""
    absent = "pkg_resources" not in sys.modules
    if absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba  # noqa: PLC0415  (costs a tenth of a second, and only here quietly)
    finally:
        if absent:
            del sys.modules["pkg_resources"]
    jieba.setLogLevel(logging.WARNING)
    module: ModuleType = jieba
    return module


def jieba_dictionary(project_terms: Sequence[str], folder: Path | None) -> Dictionary:
    """Open jieba's dictionary with the project's terms, kept in ``folder`` between runs (``None``: nowhere)."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise LexiconError("没有安装 jieba", "请重新安装 tracker")
    source = Path(spec.origin).with_name("dict.txt")
    return open_dictionary(source, importlib.metadata.version("jieba"), project_terms, folder)


def jieba_cutter(dictionary: Dictionary) -> Callable[[str], list[str]]:
    """A function that cuts with a tokenizer of jieba's of its own over ``dictionary``."""
    base: Any = _jieba().Tokenizer

    class Tokenizer(base):  # type: ignore[misc]
        """jieba's tokenizer over our dictionary: the same words and probabilities, gathered as a text needs them."""

        def __init__(self, words: Dictionary) -> None:
            super().__init__()
            self.words = words
            self.initialized = True

        def get_DAG(self, sentence: str) -> dict[int, list[tuple[int, float]]]:  # noqa: N802  (jieba's name)
            """For each place the ends of the words that begin there, with their values."""
            entries = self.words.entries_for(sentence)
            unknown = self.words.unknown
            length = len(sentence)
            graph: dict[int, list[tuple[int, float]]] = {}
            for start in range(length):
                ends: list[tuple[int, float]] = []
                end = start + 1
                piece = sentence[start]
                while piece in entries:
                    value = entries[piece]
                    if value is not None:
                        ends.append((end - 1, value))
                    end += 1
                    if end > length:
                        break
                    piece = sentence[start:end]
                graph[start] = ends or [(start, unknown)]
            return graph

        def calc(
            self, sentence: str, graph: dict[int, list[tuple[int, float]]], route: dict[int, tuple[float, int]]
        ) -> None:
            """The most probable way through the graph, from the end."""
            best = 0.0
            route[len(sentence)] = (best, 0)
            for start in range(len(sentence) - 1, -1, -1):
                ends = graph[start]
                if len(ends) == 1:
                    last, value = ends[0]
                    route[start] = (value + route[last + 1][0], last)
                else:
                    route[start] = max([(value + route[last + 1][0], last) for last, value in ends])

    tokenizer = Tokenizer(dictionary)

    def cut(text: str) -> list[str]:
        words: list[str] = tokenizer.lcut(text, HMM=False)
        return words

    return cut


def rjieba_cutter(project_terms: Sequence[str]) -> Callable[[str], list[str]] | None:
    """The same in Rust, or ``None`` where it is not installed."""
    try:
        import rjieba  # noqa: PLC0415  (optional)
    except ImportError:
        return None
    engine = rjieba.Jieba()
    for term in dict.fromkeys(project_terms):
        if not engine.has_word(term):
            engine.add_word(term, TERM_FREQUENCY, "n")

    def cut(text: str) -> list[str]:
        words: list[str] = engine.cut(text, hmm=False)
        return words

    return cut


class Segmenter:
    """Cuts text into words that, put together, are the text."""

    def __init__(self, project_terms: Sequence[str], *, folder: Path | None, fast_from: int | None = FAST_FROM) -> None:
        """Make a segmenter; nothing heavy is loaded before it is used.

        Args:
            project_terms: the project's own terms.
            folder: where jieba's dictionary is kept between runs; ``None`` for nowhere.
            fast_from: after how many code points rjieba takes over where it is installed; ``None`` for never.
        """
        self._terms = project_terms
        self._dictionary = jieba_dictionary(project_terms, folder)
        self._jieba: Callable[[str], list[str]] | None = None
        self._fast: Callable[[str], list[str]] | None = None
        self._fast_from = fast_from
        self._seen = 0

    def words(self, text: str) -> list[str]:
        """The words of ``text`` in order, white space and punctuation included.

        Raises:
            LexiconError: the words do not rebuild the text: this is not the segmenter that the program was made for.
        """
        self._seen += len(text)
        if self._fast_from is not None and self._seen > self._fast_from:
            self._fast, self._fast_from = rjieba_cutter(self._terms), None
        if self._fast is not None and not _AGREED.search(text):
            words = self._fast(text)
        else:
            if self._jieba is None:
                self._jieba = jieba_cutter(self._dictionary)
            words = self._jieba(text)
        if "".join(words) != text:
            raise LexiconError("分词结果拼不回原文", "请重新安装 jieba 0.42.1")
        return words

    def frequency(self, word: str) -> float | None:
        """The logarithm of a word's probability in general Chinese; ``None`` for what is no word of the dictionary."""
        return self._dictionary.entries_for(word).get(word)


@cache
def segmenter() -> Segmenter:
    """The program's segmenter, made when it is first asked for."""
    return Segmenter(terms(), folder=cache_folder())
