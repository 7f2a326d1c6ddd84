"""What the clauses of a statement said of its problems, and how it is weighed: a number before a word."""

from __future__ import annotations

from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus


class Signs(NamedTuple):
    """What clauses said so far."""

    done: tuple[int | None, ...] = ()
    left: tuple[int | None, ...] = ()
    whole: bool = False
    basic: bool = False
    ongoing: bool = False
    soft: bool = False
    excepted: tuple[int | None, ...] = ()
    negative: bool = False
    rest: bool = False
    """True where ``left`` is all that is left: 仅剩1个."""
    every: bool = False
    """True where 全部, 均 or 都 says that ``whole`` means all of them."""

    @property
    def hard(self) -> bool:
        """Whether anything but an intention was said."""
        return bool(self.done or self.left or self.excepted) or self.whole or self.basic or self.ongoing

    def merged(self, other: Signs) -> Signs:
        """These signs and those of another clause."""
        if other is NOTHING or self is NOTHING:
            return self if other is NOTHING else other
        return Signs(
            done=self.done + other.done,
            left=self.left + other.left,
            whole=self.whole or other.whole,
            basic=self.basic or other.basic,
            ongoing=self.ongoing or other.ongoing,
            soft=self.soft or other.soft,
            excepted=self.excepted + other.excepted,
            negative=self.negative or other.negative,
            rest=self.rest or other.rest,
            every=self.every or other.every,
        )


NOTHING = Signs()


def judge(signs: Signs, total: int | None, *, counted: int = 0) -> tuple[ClosureStatus, int | None] | None:
    """The status that some signs amount to and how many are done; ``None`` where they say nothing.

    ``counted`` is the largest number of anything between the problems and their outcome: of it, more than ``total`` may
    be done.
    """
    done = _done(signs, total)
    if signs.excepted and signs.whole:
        out = [*(n for n in signs.excepted if n is not None), *(n for n in signs.left if n is not None)]
        known = total - sum(out) if total is not None and out and total >= sum(out) else None
        return ClosureStatus.PARTIAL, known
    if signs.done:
        if total is not None and done is not None:
            if done > total:
                # 15个问题，制定措施36条，已完成35条: the measures were counted, not the problems.
                return (ClosureStatus.PARTIAL, None) if signs.left or done < counted else (ClosureStatus.DONE, total)
            if done == total:
                return ClosureStatus.DONE, done
            return (ClosureStatus.PARTIAL if done else ClosureStatus.IN_PROGRESS), done
        return (ClosureStatus.PARTIAL if signs.left or signs.basic or signs.ongoing else ClosureStatus.DONE), done
    if signs.basic:
        return ClosureStatus.PARTIAL, None
    if signs.whole:
        if not signs.left:
            return ClosureStatus.DONE, total
        known = sum(n for n in signs.left if n is not None)
        return ClosureStatus.PARTIAL, (total - known if total is not None and known and known < total else None)
    if signs.rest and total is not None and 0 < (few := sum(n for n in signs.left if n is not None)) < total:
        return ClosureStatus.PARTIAL, total - few
    if signs.left or signs.ongoing:
        return ClosureStatus.IN_PROGRESS, None
    if signs.soft and not signs.negative:
        return ClosureStatus.IN_PROGRESS, None
    return None


def _done(signs: Signs, total: int | None) -> int | None:
    if not signs.done:
        return None
    first = signs.done[0]
    if total is None or first is None or len(signs.done) == 1:
        return first
    every = sum(n for n in signs.done if n is not None)
    left = sum(n for n in signs.left if n is not None)
    if first + left == total:
        return first
    # 立行立改8个已完成，限期整改的已完成15个，3个正在推进: parts that add up to the total count together.
    if every + left == total:
        return every
    # 立行立改12个，限期整改14个，已完成25个，1个长期坚持: the ones before tell how they were sorted.
    return next((n for n in signs.done[1:] if n is not None and n + left == total), first)
