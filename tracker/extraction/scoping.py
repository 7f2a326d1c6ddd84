"""The report cut into sections, from the places where sections begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from tracker.domain.kinds import SectionKind
from tracker.extraction.outline import contents_end
from tracker.extraction.prose import announces_lines
from tracker.extraction.scope import Scope
from tracker.extraction.sections import Opener, Paragraph, closes, paragraphs
from tracker.lexicon.compiling import compiled


def find_scopes(text: str, openers: list[Opener]) -> list[Scope]:
    """The report cut into sections; matter under a heading of causes belongs to none."""
    scopes: list[Scope] = []
    lines = paragraphs(text)
    end_of_text = closing_start(text, _tail_start(lines, openers), len(text.rstrip()))
    first = next((o for o in openers if o.explicit or o.kind not in (None, SectionKind.ACHIEVEMENTS)), None)
    opening_end = max(
        _opening_end(text, lines, openers, first.start if first else end_of_text), min(contents_end(text), end_of_text)
    )
    if opening_end > 0:
        scopes.append(Scope(SectionKind.OPENING, 0, opening_end))
    limits = sorted({*(o.start for o in openers), end_of_text})
    starts = [o for o in openers if o.start >= opening_end]
    if not starts or starts[0].start > opening_end:
        until = starts[0].start if starts else end_of_text
        if until > opening_end:
            scopes.append(Scope(SectionKind.ACHIEVEMENTS, opening_end, until))
    following = {one.start: other for one, other in pairwise(starts)}
    for opener in starts:
        after = bisect_right(limits, opener.start)
        until = min(limits[after], end_of_text) if after < len(limits) else end_of_text
        if opener.kind is None or until <= opener.start:
            continue
        if opener.kind is SectionKind.RECTIFICATION and not opener.explicit and scopes:
            # One paragraph about last year's problems; what was being told before goes on behind it.
            line_end = text.find("\n", opener.start, until)
            if line_end >= 0:
                told = scopes[-1]
                scopes.append(Scope(opener.kind, opener.start, line_end))
                if line_end + 1 < until:
                    scopes.append(Scope(told.kind, line_end + 1, until, explicit=told.explicit))
                continue
        scopes.append(_scope(text, opener, until, following.get(opener.start)))
    closing = end_of_text + len(text[end_of_text:]) - len(text[end_of_text:].lstrip())
    if closing < len(text.rstrip()):
        scopes.append(Scope(SectionKind.CLOSING, closing, len(text.rstrip())))
    return scopes


def _tail_start(lines: Sequence[Paragraph], openers: list[Opener]) -> int:
    last = openers[-1].body if openers else 0
    return max(last, lines[-1].start if len(lines) < 2 else min(line.start for line in lines[-6:]))


def _scope(text: str, opener: Opener, until: int, following: Opener | None) -> Scope:
    """The section that an opener opens.

    What stands between a heading of problems and the sentence that opens their list is no problem: mostly it tells what
    became of last year's.
    """
    preface = (
        opener.kind is SectionKind.PROBLEMS
        and opener.explicit
        and following is not None
        and following.kind is SectionKind.PROBLEMS
        and (opener.merged or not following.explicit)
    )
    kind = opener.kind or SectionKind.ACHIEVEMENTS
    if preface and not opener.merged and _RECTIFYING.search(text, opener.body, until):
        kind = SectionKind.RECTIFICATION
    body = until if preface else _behind_announcement(text, opener.body, until, kind)
    return Scope(kind, opener.start, until, opener.heading, opener.explicit, body, opener.basis, opener.merged)


def _behind_announcement(text: str, start: int, end: int, kind: SectionKind) -> int:
    """Where the entries begin: below a line that ends by saying that they come, if lines follow it.

    成绩摆在那里，毛病也得说。…我琢磨了一下，主要是这么几个。
    """
    if kind not in (SectionKind.PROBLEMS, SectionKind.NEXT_STEPS):
        return start
    stop = text.find("\n", start + (text[start : start + 1] == "\n"), end)
    told = text[start:stop].strip() if stop >= 0 else ""
    if not told or len(told) > _OPENING_MAX // 2 or _NUMBERED.search(told) or not announces_lines(told):
        return start
    return stop + 1 if text.count("\n", stop + 1, end) else start


_RECTIFYING = compiled("整改|点评|查摆|反馈")
_NUMBERED = compiled(r"第?[一1][、.，]|[（(][一1][）)]|一[是抓]|首先")
_ANNOUNCED = compiled(r"如下[^。：\n]{0,20}[：。；]?")
_OPENING_MAX = 600


def _opening_end(text: str, lines: Sequence[Paragraph], openers: list[Opener], limit: int) -> int:
    """Where the opening ends: behind 报告如下, else at the first heading or list, else behind the first prose."""
    announced = _ANNOUNCED.search(text, 0, min(limit, _OPENING_MAX))
    at_opener = {opener.start for opener in openers}
    for line in lines:
        if line.start >= limit:
            break
        if _NUMBERED.match(text, line.start) or line.start in at_opener:
            return line.start
        if announced and line.end >= announced.end():
            return min(announced.end() + (text[announced.end() : announced.end() + 1] == "\n"), limit)
    prose = next((line for line in lines if "。" in text[line.start : line.end]), None)
    if limit >= len(text.rstrip()) - 1:
        return 0
    if prose and prose.end >= limit:
        # The whole report is one paragraph: its first sentence opens it.
        return min(limit, text.find("。", prose.start) + 1)
    return min(limit, prose.end + 1 if prose else limit)


def closing_start(text: str, start: int, end: int) -> int:
    """Where the report's closing words begin within its last stretch; ``end`` where there are none.

    A sentence or two may follow them: 我的话完了，请大家评说。明年这个时候，我再来交账。
    """
    at, closing, others = end, end, 0
    while at > start and others <= _AFTERTHOUGHTS:
        cut = max(text.rfind(mark, start, at - 1) for mark in "。！？\n")
        begin = cut + 1 if cut >= start else start
        sentence = text[begin:at].strip()
        signature = not others and begin > start and text[begin - 1] == "\n" and _is_signature(sentence)
        opens_line = begin == 0 or text[begin - 1] == "\n"
        foot = opens_line and not others and bool(_FOOT.match(sentence))
        slogan = opens_line and not others and not _NUMBERED_LINE.match(sentence) and bool(_SLOGAN.search(sentence))
        if (
            signature
            or slogan
            or foot
            or (len(sentence) <= (_LAST_LINE if opens_line else _LAST_WORDS) and closes(sentence))
        ):
            closing, others = begin, 0
        elif sentence:
            others += 1
            entry = opens_line and _NUMBERED_LINE.match(sentence)
            if entry or len(sentence) > _LAST_WORDS or closing < end or others > _AFTERTHOUGHTS:
                break
        at = begin
        if begin == start:
            break
    return _with_song(text, start, closing, end)


def _with_song(text: str, start: int, closing: int, end: int) -> int:
    """The closing words with the slogan that stands before them on their line: 征途漫漫，惟有奋斗。请指正。"""
    line = text.rfind("\n", 0, closing) + 1
    if not (start < line < closing < end) or closing - line > _LAST_WORDS:
        return closing
    song = text[line:closing]
    return closing if _NUMBERED_LINE.match(song) or _PROMISES.search(song) else line


_PROMISES = compiled("[0-9：；“]|每[月季年周]|底前|制定|开展|建立|办")


_NUMBERED_LINE = compiled(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．是]|第")
_SLOGAN = compiled(
    r"^[^。0-9]{0,60}(?:以更加[^。]{2,30}(?:姿态|作风|精神|状态|干劲|热情)|谱写[^。]{0,24}篇章|再创[^。]{0,8}辉煌)[^。0-9]*。?$"
)
"""站在新的起点上，…奋力谱写新篇章。 A last line that promises nothing."""
_FOOT = compiled(
    "(?:清单)?汇总：|(?:填报|填表|制表|审核|审签|签发|联系|校对)人?：|(?:填报|报送)(?:单位|时间|日期)：|联系电话："
)
"""清单汇总：问题4项；措施12条。 and 填报人：党群工作部： the foot of a ledger."""
_AFTERTHOUGHTS = 2
_LAST_WORDS, _LAST_LINE = 40, 70
"""How long a closing sentence may be, and one that has its line to itself."""
_SIGNATURE = compiled(
    r"[^，。；]{0,30}(?:委员会|党委|党组|党支部|党总支|党工委|支部|书记|局|镇|乡|街道|村|公司|医院|学院|学校)[^，。；]{0,6}"
    r"|(?:20[0-9]{2}|二[〇○零]..)年.{1,3}月.{1,3}日|[（(]?[^。；]{0,20}[）)]?附件.*|主送.*|抄送.*"
)


def _is_signature(line: str) -> bool:
    return len(line) <= 36 and not line.endswith("。") and bool(_SIGNATURE.fullmatch(line.strip("　 ")))
