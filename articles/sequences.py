"""What two sequences have in common, in order, found in bounded time.

The greedy way of E. Myers ("An O(ND) difference algorithm", Algorithmica 1, 1986), which is quick
where little differs. Where much differs it would take the square of the length, so every
comparison has a budget of steps: once it is spent, the middle counts as wholly replaced.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import takewhile

MOST_STEPS = 400_000
"""Of one whole comparison: a step is one look at one pair of items; a second or so in all."""


@dataclass
class Budget:
    """The steps that are left, for everything that is compared together."""

    left: int = MOST_STEPS

    def share(self) -> "Budget":
        """Half of it for one part, so that no part leaves nothing for those after it."""
        return Budget(self.left // 2)


@dataclass(frozen=True)
class Match:
    """The same items in both: from `before` here, from `after` there, so many."""

    before: int
    after: int
    length: int


def matches(
    before: Sequence[Hashable], after: Sequence[Hashable], budget: Budget
) -> tuple[Match, ...]:
    """What stays, in order. Takes at most half the budget, and time in proportion to both."""
    numbers: dict[Hashable, int] = {}
    old, new = (
        [numbers.setdefault(item, len(numbers)) for item in side] for side in (before, after)
    )
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    inner = _inner(old[start : len(old) - end], new[start : len(new) - end], budget)
    found = [
        Match(0, 0, start),
        *(Match(start + i, start + j, length) for i, j, length in inner),
        Match(len(old) - end, len(new) - end, end),
    ]
    return _joined([match for match in found if match.length])


def _same(old: Sequence[int], new: Sequence[int]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _inner(old: list[int], new: list[int], budget: Budget) -> list[tuple[int, int, int]]:
    """Single items of both that stay; none if there is nothing to do, or no budget for it."""
    if not old or not new:
        return []
    mine = budget.share()
    allowed = mine.left
    rounds = _rounds(old, new, mine)
    budget.left -= allowed - max(mine.left, 0)
    return _walked_back(rounds, len(old), len(new)) if rounds else []


def _rounds(old: list[int], new: list[int], budget: Budget) -> list[dict[int, int]]:
    """How far each diagonal reaches after each number of edits; empty if the budget is spent."""
    furthest = {1: 0}
    rounds = []
    for edits in range(len(old) + len(new) + 1):
        rounds.append(furthest)
        furthest = dict(furthest)
        budget.left -= len(furthest)
        for diagonal in range(-edits, edits + 1, 2):
            x = _next(furthest, diagonal, edits)
            reached = _slid(old, new, x, x - diagonal)
            budget.left -= 1 + reached - x
            furthest[diagonal] = reached
            if reached >= len(old) and reached - diagonal >= len(new):
                return [*rounds, furthest]
            if budget.left < 0:
                return []
    return []


def _next(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """Where the next edit leads to, before anything that stays."""
    if _comes_down(furthest, diagonal, edits):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _comes_down(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    """Down (an item added) from the diagonal above; else right (one removed) from that below."""
    return diagonal == -edits or (
        diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
    )


def _slid(old: list[int], new: list[int], x: int, y: int) -> int:
    while x < len(old) and y < len(new) and old[x] == new[y]:
        x += 1
        y += 1
    return x


def _walked_back(rounds: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    """From the end to the beginning, what stayed on the way that led there."""
    found = []
    for edits in range(len(rounds) - 2, -1, -1):
        diagonal = x - y
        start = _next(rounds[edits], diagonal, edits)
        if x > start:
            found.append((start, start - diagonal, x - start))
        down = _comes_down(rounds[edits], diagonal, edits)
        x, y = (start, start - diagonal - 1) if down else (start - 1, start - diagonal)
    return found[::-1]


def _joined(found: list[Match]) -> tuple[Match, ...]:
    """Neighbours as one."""
    joined: list[Match] = []
    for match in found:
        last = joined[-1] if joined else None
        if last and (last.before + last.length, last.after + last.length) == (
            match.before,
            match.after,
        ):
            joined[-1] = Match(last.before, last.after, last.length + match.length)
        else:
            joined.append(match)
    return tuple(joined)
