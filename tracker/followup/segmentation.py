"""Cutting Chinese text into words: jieba 0.42.1, without guessing at unknown words, with the project's own terms.

jieba is the segmenter of record: its dictionary, in a form that opens at once (see ``dictionary.py``), and its way of
choosing among the words. Loading jieba itself and waiting for it would take longer than all the rest of a follow-up, so
it stands in the tests, which hold this module to the very same words. Where rjieba, the same in Rust, is installed, it
does the work for texts on which both are known to agree.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from tracker.domain.errors import LexiconError
from tracker.followup.dictionary import TERM_FREQUENCY, Dictionary, open_dictionary
from tracker.lexicon.cached import cache_folder
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.neighbours import number_of, told_numbers

_AGREED = compiled(r"[^\S \n]|[\U00010000-\U0010ffff]|[A-Za-z0-9+#&._%-]-|-[A-Za-z0-9+#&._%]")
"""What jieba and rjieba have been known to cut differently: hyphens beside Latin letters or digits, characters beyond
the basic plane, and white space other than blank and newline."""

_PART = compiled(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]")
"""Jieba's own division of a text into what is cut into words and what is taken character by character."""
_LATIN = compiled("[A-Za-z0-9]{2,}")

_ABSENT = 1.0
"""In place of the logarithm of a probability: no word begins so."""

FAST_FROM = 50_000
"""From how many code points on rjieba is worth the third of a second that it takes to load: some twenty reports."""


def terms() -> tuple[str, ...]:
    """The project's own terms, none of them twice, in the order of the word list."""
    words = load("followup_terms")
    return tuple(dict.fromkeys(term for group in words.groups.values() for term in group))


def jieba_dictionary(project_terms: Sequence[str], folder: Path | None) -> Dictionary:
    """Open jieba's dictionary with the project's terms, kept in ``folder`` between runs (``None``: nowhere)."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise LexiconError("没有安装 jieba", "请重新安装 tracker")
    source = Path(spec.origin).with_name("dict.txt")
    # The version's own look-up walks every installed package; the file's date tells editions apart as well.
    return open_dictionary(source, str(source.stat().st_mtime_ns), project_terms, folder)


class _Links(dict[int, tuple[float | None, float | None]]):
    """The number of two neighbouring characters to what the dictionary says of the first and of both together.

    Of each the logarithm of its probability, ``None`` for what is no word. Where no word begins with the two,
    ``_ABSENT`` stands for both, and the first is worth what it is alone; ``None`` then is no part of any word.
    """

    def __init__(self, dictionary: Dictionary) -> None:
        super().__init__()
        self._dictionary = dictionary

    def __missing__(self, number: int) -> tuple[float | None, float | None]:
        one, other = chr(number >> 32), chr(number & 0xFFFFFFFF)
        link = self[number] = self._link(one, other) if _PART.match(one) else (None, _ABSENT)
        return link

    def _link(self, one: str, other: str) -> tuple[float | None, float | None]:
        entries = self._dictionary.entries_for(one + other if _PART.match(other) else "")
        alone = entries.get(one)
        if one + other in entries and _PART.match(other):
            return alone, entries[one + other]
        return self._dictionary.unknown if alone is None else alone, _ABSENT


def jieba_cutter(dictionary: Dictionary) -> Callable[[str], list[str]]:
    """A function that cuts as jieba's ``lcut(text, HMM=False)`` does over ``dictionary``, in a quarter of its time.

    jieba lays out the graph of all words of a stretch before it looks for the most probable way through it; here the
    way is found from the end while the words are looked up. What is known of every two characters is kept by numbers:
    strings are made of longer words alone.
    """
    links = _Links(dictionary)

    def cut(text: str) -> list[str]:
        words: list[str] = []
        for number, line in enumerate(text.split("\r\n")):
            if number:
                words.append("\r\n")
            words += _walk(line, dictionary, links)
        return words

    return cut


def _walk(text: str, dictionary: Dictionary, links: _Links) -> list[str]:
    """The words on the most probable way through a text; what is no part of any word stands alone."""
    length = limit = len(text)
    if length < 2:
        return list(text)
    entries, unknown, absent = dictionary.entries_for(""), dictionary.unknown, _ABSENT
    # Behind the last character stands nothing, which is no part of any word.
    linked = [*map(links.__getitem__, told_numbers(text)), links[number_of(text[-1] + "\0")]]
    values = [0.0] * (length + 1)
    ends = list(range(1, length + 1))
    behind = 0.0
    for start, (one, two) in zip(range(length - 1, -1, -1), reversed(linked), strict=True):
        if two == absent:
            if one is None:
                limit, behind = start, 0.0
            else:
                values[start] = behind = behind + one
            continue
        best = None if one is None else one + behind
        value, end = two, start + 2
        while True:
            if value is not None:
                value += values[end]
                # Of two ways that are as probable jieba takes the one with the longer word.
                if best is None or value >= best:
                    best, ends[start] = value, end
            end += 1
            piece = text[start:end]
            if end > limit or piece not in entries:
                break
            value = entries[piece]
        behind = values[start] = unknown + behind if best is None else best
    _join_latin(text, ends)
    words, start = [], 0
    while start < length:
        end = ends[start]
        words.append(text[start:end] if end - start > 1 else text[start])
        start = end
    return words


def _join_latin(text: str, ends: list[int]) -> None:
    """Let what stands alone of neighbouring Latin letters and digits be one word, as jieba without guesses does."""
    for run in _LATIN.finditer(text):
        start, end = run.span()
        alone = end
        for at in range(end - 1, start - 1, -1):
            if ends[at] == at + 1:
                ends[at] = alone
            else:
                alone = at


@cache
def rjieba_cutter(project_terms: tuple[str, ...]) -> Callable[[str], list[str]] | None:
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
            self._fast, self._fast_from = rjieba_cutter(tuple(self._terms)), None
        if self._fast is not None and not _AGREED.search(text):
            words = self._fast(text)
        else:
            if self._jieba is None:
                self._jieba = jieba_cutter(self._dictionary)
            words = self._jieba(text)
        if "".join(words) != text:
            raise LexiconError("分词结果拼不回原文", "请重新安装 jieba 0.42.1")
        return words

    def prefer(self, *, fast: bool) -> None:
        """Let rjieba do the work from now on where it is installed, or never."""
        self._fast_from = None
        self._fast = rjieba_cutter(tuple(self._terms)) if fast else None

    def frequency(self, word: str) -> float | None:
        """The logarithm of a word's probability in general Chinese; ``None`` for what is no word of the dictionary."""
        return self._dictionary.entries_for(word[:2]).get(word)


@derived
def segmenter() -> Segmenter:
    """The program's segmenter, made when it is first asked for."""
    return Segmenter(terms(), folder=cache_folder())
