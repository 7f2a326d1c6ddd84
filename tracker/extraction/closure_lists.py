"""Problems told one by one: 问题一：… 整改情况：… 整改状态：已完成, or 1.关于“…”的问题。已完成整改。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.extraction.closure_clauses import ENUMERATOR, clauses, without_enumerator
from tracker.extraction.closure_draft import ITEM_STATUS, Draft, Item
from tracker.extraction.closure_entries import LABEL, STATE, Listed, counted_as, state_of
from tracker.extraction.closure_names import entry_measures, entry_title
from tracker.extraction.closure_origin import origin_of
from tracker.extraction.closure_outcome import read_words
from tracker.extraction.closure_raised import COUNT, PIECE, raises_others
from tracker.extraction.closure_tables import ToldTable
from tracker.extraction.stretches import Stretch
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_ABOUT = lazily(
    r"(?:关于|针对|对于?)?(?:“[^”\n]{2,160}”|[^，。；：\n]{2,60}?)(?:的|等|方面)*问题(?:的?整改(?:落实)?(?:情况)?)?(?=[，。：；\n]|$)"
    r"|关于[^，。；：“\n]{4,40}(?=，)|(?:关于|针对)“[^”\n]{2,160}”的?(?:方面)?的?整改(?:落实)?(?:情况)?(?=[。：\n]|$)"
)
_URGES = lazily(
    "(?:[狠紧]?抓[好紧实牢]?|[做落推强聚扎认着切坚从持]?[好实进动化焦真力实持严续]{0,2})(?:抓)?问题(?:的)?整改"
)
"""（六）抓好问题整改。 names none."""
_SAID_BELOW = lazily(r"[。；：]?\n?(?:该|此)项?(?:问题|事项)(?:现?已|均已|基本|正在|仍|目前|部分)")
"""（一）扬尘管控不到位。该问题已完成整改。: the problem once more, and below it what became of it."""
_FRAMES = ("关于“", "针对“", "对“")
NOTHING: Mapping[int, Listed] = MappingProxyType({})
_GAP = 2
_FRAME = 6
"""How long the words before a title are at least, if they say who raised the problem."""
_ENTRY_MAX = 60
"""How many clauses of an entry are read for what became of its problem."""


_COUNTS_THEM = lazily(
    rf"[^，。；：]{{0,24}}?(?<!等){COUNT}{PIECE}(?:方面)?的?(?:主要|突出|具体)?(?:问题|不足|意见|短板|任务|事项)"
)
"""（一）去年报告所列6个问题，已完成整改3个: the count itself is none of them."""


_FOLLOWS = lazily("，?[^，。；：\n]{0,8}(?:情况|结果|进展|成效|具体|分别|逐[项一条])[^，。；：\n]{0,4}(?:如下|为)?：")
"""…问题4个，整改情况如下："""


class ListReader:
    """Collects the entries of a list into the statement that announced it, or into one of their own."""

    def __init__(self, text: str, *, year: int | None, openers: Mapping[int, Listed] = NOTHING) -> None:
        """Read a list; ``openers`` are where entries are known to begin, with the number of entries of their list."""
        self._text = text
        self._year = year
        self._openers = openers
        self._draft: Draft | None = None
        self._entry: Item | None = None
        self._about = False
        """True where the entries say 关于…的问题: what is counted inside them is no entry."""
        self._restated = False
        """True where the entries say once more what the problem was: what is counted below says what was done."""
        self._entry_start = self._entry_end = 0
        self._family = ""
        """How the last entry is counted."""

    def close(self) -> None:
        """End the list, as a heading or the end of the section does."""
        self._finish_entry()
        self._draft = self._entry = None

    @property
    def announced(self) -> bool:
        """Whether a counted statement waits for problems of it to be told one by one."""
        draft = self._draft
        return draft is not None and draft.total is not None and len(draft.items) < draft.total

    def pause(self) -> None:
        """End an entry, as a heading inside the list does."""
        self._finish_entry()

    def follow(self, draft: Draft) -> None:
        """Let the entries that follow belong to a statement."""
        self._finish_entry()
        self._draft, self._entry = draft, None

    def is_entry(self, sentence: Stretch) -> bool:
        """Whether a sentence opens an entry: an enumerator with a problem behind it."""
        opened = ENUMERATOR.match(self._text, sentence.start, sentence.end)
        if opened is not None and self._text.startswith("问题", sentence.start):
            return True
        if (not self._about or self._restated) and self._stands_again(sentence):
            return True
        begin = opened.end() if opened else sentence.start
        if _COUNTS_THEM().match(self._text, begin, sentence.end):
            return False
        return bool(_ABOUT().match(self._text, begin, sentence.end)) and not _URGES().match(self._text, begin)

    def _stands_again(self, sentence: Stretch) -> bool:
        """Whether a counted line only says once more what the problem was, and the next what became of it."""
        text = self._text
        opened = ENUMERATOR.match(text, *sentence)
        at_line = sentence.start == 0 or text[sentence.start - 1] == "\n"
        if opened is None or not at_line or opened.group().endswith("是"):
            return False
        return _SAID_BELOW().match(text, sentence.end) is not None

    def take(self, sentence: Stretch, heading: Origin | None) -> Draft | None:
        """The statement that a sentence was taken into, or ``None`` where it belongs to no list."""
        if self._opens(sentence):
            pieces = self._pieces(sentence)
            for piece in pieces[:-1]:
                self._open(piece, heading)
            return self._open(pieces[-1], heading)
        if (
            self._entry is None
            or self._draft is None
            or sentence.start - self._draft.end > _GAP
            or raises_others(self._text, sentence, year=self._year)
        ):
            return None
        self._extend(self._draft, sentence)
        return self._draft

    def take_table(self, table: ToldTable, heading: Origin | None) -> list[Draft]:
        """The statement of a table, where it is not that which announced it."""
        self._finish_entry()
        draft, self._entry = self._draft, None
        if draft is None or not (draft.status is None or self.announced or self._points(draft)):
            draft = self._draft = Draft(heading or Origin.OTHER, table.start, table.end)
        made = [] if draft.start < table.start else [draft]
        draft.items[:] = table.items
        draft.measures.extend(table.measures)
        draft.end = table.end
        return made

    def _pieces(self, sentence: Stretch) -> list[Stretch]:
        """The entries of one sentence: 针对“甲”的问题，已整改到位；针对“乙”的问题，正在装修."""
        text, cuts = self._text, [sentence.start]
        at = text.find("；", sentence.start, sentence.end)
        while at >= 0:
            if text.startswith(_FRAMES, at + 1) and _ABOUT().match(text, at + 1, sentence.end):
                cuts.append(at + 1)
            at = text.find("；", at + 1, sentence.end)
        ends = [*(cut - 1 for cut in cuts[1:]), sentence.end]
        return [Stretch(start, end) for start, end in zip(cuts, ends, strict=True) if start < end]

    def _opens(self, sentence: Stretch) -> bool:
        if self._draft is not None and self._draft.status is ClosureStatus.NOT_APPLICABLE:
            self.close()
        if sentence.start in self._openers:
            draft, (number, in_all) = self._draft, self._openers[sentence.start]
            if self._entry is None and draft is not None and draft.total is not None and draft.total != in_all:
                if draft.total > number and not (self._points(draft) or self.is_entry(sentence)):
                    return False
                if draft.total < number:
                    # More entries than a count has are of other problems.
                    self.close()
            self._about = True
            return True
        enumerated = ENUMERATOR.match(self._text, sentence.start, sentence.end) is not None
        if self.is_entry(sentence) and not raises_others(self._text, sentence, year=self._year):
            opens = enumerated or self._text.startswith(("关于", "针对“", "对“", "“"), sentence.start)
            self._restated = self._restated or (self._entry is None and self._stands_again(sentence))
            self._about = opens and (self._about or self._entry is None)
            return opens
        if self._about and self._entry is not None:
            return False
        draft = self._draft
        announced = self._entry is not None or (draft is not None and (draft.status is None or self._points(draft)))
        return enumerated and announced and not raises_others(self._text, sentence, year=self._year)

    def _points(self, draft: Draft) -> bool:
        """Whether a statement ends by saying that its problems follow: 具体如下："""
        return self._text.startswith("：", draft.end - 1) or _FOLLOWS().match(self._text, draft.end) is not None

    def _open(self, sentence: Stretch, heading: Origin | None) -> Draft:
        first = self._entry is None
        self._leave_out_group(sentence)
        self._finish_entry()
        if self._draft is None:
            origin = self._origin(sentence) or heading or Origin.OTHER
            self._draft = Draft(origin, sentence.start, sentence.end)
        draft, text = self._draft, self._text
        begin = without_enumerator(text, sentence.start, sentence.end)
        told = clauses(text, begin, sentence.end)
        # 反馈问题：融合不够。整改措施：…
        labelled = len(told) > 1 and LABEL.match(text, begin, told[0].end + 1) is not None
        head = told[1] if labelled else told[0]
        if first:
            # Titles told in the announcing sentence are told again here, with what became of each.
            draft.items.clear()
        marked = STATE.search(text, *head) if text[head.end - 1] in "）】" else None
        title = entry_title(text, head.start, marked.start() if marked else head.end)
        self._entry = Item(title, ClosureItemStatus.OPEN)
        opened = ENUMERATOR.match(text, *sentence)
        self._family = counted_as(opened[0]) if opened else ""
        self._entry_start = marked.start() if marked else head.end
        draft.items.append(self._entry)
        self._extend(draft, sentence)
        return draft

    def _leave_out_group(self, sentence: Stretch) -> None:
        """（一）关于“部署有差距”问题 with 1.学习不深入的问题 right below it is no entry, but what several are about."""
        opened = ENUMERATOR.match(self._text, *sentence)
        if self._entry is None or self._draft is None or opened is None or len(self._draft.items) == 0:
            return
        bare = self._entry_start >= self._entry_end and sentence.start - self._entry_end <= _GAP
        if bare and self._family and counted_as(opened[0]) != self._family:
            self._draft.items.remove(self._entry)
            self._entry = None

    def _origin(self, sentence: Stretch) -> Origin | None:
        """Who raised the first problem: 关于上年度述职评议指出的“学习不深”问题 says so before its title."""
        begin = without_enumerator(self._text, sentence.start, sentence.end)
        quoted = self._text.find("“", begin, sentence.end)
        if quoted - begin < _FRAME:
            return None
        return origin_of(self._text, begin, begin, quoted, year=self._year, rectifying=True)

    def _extend(self, draft: Draft, sentence: Stretch) -> None:
        text = self._text
        draft.end = sentence.end + 1 if text[sentence.end : sentence.end + 1] == "。" else sentence.end
        self._entry_end = sentence.end
        if self._entry_start < sentence.end:
            begin = max(self._entry_start, without_enumerator(text, *sentence))
            draft.measures.extend(entry_measures(text, clauses(text, begin, sentence.end)))

    def _finish_entry(self) -> None:
        """Read off the whole text of the last entry what became of its problem."""
        entry, draft, text, start, end = self._entry, self._draft, self._text, self._entry_start, self._entry_end
        if entry is None or draft is None:
            return
        state = state_of(text, start, end)
        told = read_words(text, [state]) if state else _said(text, clauses(text, start, end)[:_ENTRY_MAX])
        entry.status = ITEM_STATUS[told or draft.status or ClosureStatus.IN_PROGRESS]


def _said(text: str, body: Sequence[Stretch]) -> ClosureStatus | None:
    """What the clauses of an entry say became of its problem: the last word decides, what was counted before it not."""
    last = read_words(text, body[-1:])
    if last is ClosureStatus.DONE and not _LEFT.match(text, *body[-1]):
        return last
    if last is not ClosureStatus.IN_PROGRESS:
        return read_words(text, body)
    before = read_words(text, [one for one in body[:-1] if _OUTCOME.search(text, *one)])
    return last if before is None else read_words(text, body)


_LEFT = compiled("(?:其余|其他|其它|剩余|剩下|余下|另外|另有|还有|其中)")
_OUTCOME = compiled("整改|销号|解决|完成|部分|基本|问题|销|改")
