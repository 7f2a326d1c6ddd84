"""Sentences that turn from what was done to what is not well: 不过，路修得多了，沿线垃圾没有人管.

Among deeds a sentence that begins with 但 or 不过 names an open matter, in whatever words. What stands between the turn
and the matter (也要看到, 话说回来) and what is conceded first (路修得多了) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.tone import tone_in
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load
from tracker.lexicon.patterns import Patterns, lazily

SAYING = compiled(
    r"(?:还|也)?有(?:[一几]?件|[一几]桩|[一几]样)事?[^，。；：]{0,10}，"
    r"|(?:同时|当然|此外|另外|与此同时|最后|我们?|还|也|更|，)*(?:要|得|需要?|应当?|必须|不得不|想|不能不|有必要)[^，。；]{0,6}"
    r"(?:说|讲|提|说明|承认|检讨|指出|交代|报告|看到|认识到|正视)(?:一句|一下|一声|的是|的|明)*，"
)
"""同时也要坦诚地说，: that something is said, before what is said."""
_CONCEDED = compiled(
    r"(?:[^，。；：]{1,6}得[^，。；：]{1,4}了|[^，。；：]{2,12}容易[^，。；：]{2,12}难|(?P<said>[^，。；：]{1,4})[是归](?P=said)[^，。；：]{0,3}"
    r"|(?:成绩|成效|进步|变化|办法|机制|路子|摊子|牌子|架子|人气|名声)[^，。；：]{0,6}(?:是有的|不小|不少|大了|有了|立起来了|铺开了|起来了))，"
)
"""路修得多了，: what is granted before the matter is named."""


@derived
def _patterns() -> Patterns:
    words = load("problems")
    return Patterns(
        sharp=(
            rf"{words.pattern('inline.sharp_turn')}，?"
            r"|(?:眼下|当前|目前|如今)?最(?:让[人我])?(?:堵心|揪心|挠头|头疼|犯愁|发愁|闹心|放不下|过意不去|对不住大家|对不起大家)的(?:事|一件事)?，?就?是，?"
        ),
        mended=(
            rf"{words.pattern('inline.mended', 'inline.veto')}"
            rf"|(?:没有?|未|从不|从未|从没|并未|毫不){words.pattern('inline.slackening')}"
            r"|没有?[^，。]{1,3}过(?:一|半|任何)|再也?没有?|(?:以前|过去|原来|从前)[^。；]{2,40}(?:今年|如今|现在)"
            r"|(?:通|成|好|完|到位|下来|过来|出来|起来|上|住|赢|满)了(?=$|[。！])"
            rf"|(?:我们?|支部|党员们?|大家|社区|干部|志愿者|医生|老师|局里|镇里|村里)(?:们)?{words.pattern('inline.answering')}[^。]*了"
        ),
        deficit=(
            rf"{words.pattern('deficit.words')}|多[^，。；]{{0,8}}少|热[^，。；]{{0,8}}冷|重[^，。；]{{1,8}}轻"
            r"|不[到足及](?:[一二三四五]|半)"
        ),
    )


_STARTS = compiled(r"[但不然可遗比美也还话眼当目如最](?:(?<=[。！？\n].)|(?<=\A.))")
_STOP = compiled("[。！？\n]")
_GENERAL = compiled(
    "要求相比|期望相比|期盼相比|新形势|新要求|差距|不足之处|一些不足|存在不足|一些问题|薄弱环节|我们深知|任重道远|没有止境"
    "|形势[^，。]{0,6}(?:严峻|复杂|逼人)|任务[^，。]{0,6}(?:繁重|艰巨|不轻)"
)
"""但与上级要求相比，还有差距 names nothing."""
_ENOUGH, _LACKING = 16, 1.5


def past_words(text: str, start: int, hit: int) -> int:
    """Where the matter itself begins: behind what only says that it is said, and behind what is granted first."""
    while match := SAYING.match(text, start, hit) or _CONCEDED.match(text, start, hit):
        start = match.end()
    return start


def mends(text: str, start: int, end: int) -> bool:
    """Whether a stretch tells how something was mended or went well: the hardships of a story are no problems."""
    return bool(_patterns().mended.search(text[start:end]))


def turned(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The matters of the sentences that begin with a turn and tell what is lacking."""
    for first in _STARTS.finditer(text, start, end):
        turn = _patterns().sharp.match(text, first.start(), end)
        if turn is None:
            continue
        stopped = _STOP.search(text, turn.end(), end)
        stop = stopped.start() if stopped else end
        if stop - turn.end() < _ENOUGH and text[stop : stop + 1] == "。":
            # 最揪心的是停车。院里只有…: the sentence names it, the next one says what is wrong.
            further = _STOP.search(text, stop + 1, end)
            stop = further.start() if further else end
        colon = text.rfind("：", turn.end(), stop)
        begin = past_words(text, colon + 1 if colon >= 0 else turn.end(), stop)
        if stop - begin < _ENOUGH or "“" in text[turn.end() : begin + 1]:
            continue
        if mends(text, begin, stop) or _GENERAL.search(text, begin, stop):
            continue
        if _lacks(text, begin, stop):
            yield begin, stop


def _lacks(text: str, begin: int, stop: int) -> bool:
    """Whether a sentence tells of what is lacking: more than one word of it, or one that weighs it."""
    tone = tone_in(text, begin, stop)
    words = round(tone.lacking * (stop - begin) / 100)
    plain = words > 1 or bool(_patterns().deficit.search(text, begin, stop))
    return plain and tone.lacking >= _LACKING and tone.lacking > tone.ahead


_PREFACE = lazily(
    "(?:(?:但是?|不过|可是?|只是|当然)?，?(?:此外|另外|同时|再有|还有|再就是|说到底|话要说全|话说回来|实话实说|说句?实话|老实[说讲]"
    "|(?:坦率|坦白|坦诚|客观|实事求是|严格|凭良心)地?[说讲]|平心而论|(?:欠账|短板|毛病|不足|缺憾)也有|有一?点(?:不足|遗憾|毛病)，就是|不瞒[^，。；]{1,4}|必须承认|要说遗憾[^，。；]{0,4}"
    "|[^，。；：]{1,8}是[^，。；：的]{1,3}了|[^，。；：、0-9]{1,14}的是"
    "|(?:在[^，。；：]{2,14}的同时，?)?(?:但|同时|我们?|也|还|更|要|应该?|应当|必须|需要?|清[醒楚]地?)*(?:看到|认识到|意识到|承认|正视)"
    "|(?:也|还)?有一?[座条件处个桩样块][^，。；：0-9]{0,10}(?:过不去|放不下|过意不去|惦记着?|堵得慌|不踏实|不是滋味|睡不着)"
    "|(?:也|还)(?:有|存在|留有|留下了?)[^，。；：0-9]{0,6}(?:遗憾|如人意|缺憾|憾事)[^，。；：]{0,6})，)+"
)


def behind_preface(text: str, start: int, end: int) -> int:
    """Where a matter begins behind words that only lead up to it: 话要说全，图纸是报了，改造的钱还没有着落."""
    preface = _PREFACE().match(text, start, end)
    return preface.end() if preface else start
