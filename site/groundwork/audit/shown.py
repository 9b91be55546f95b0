"""A change as a page shows it: what both sides share, and what is only in one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """`start` and `end` are in both; `was` and `now` differ. A side that was not there is None."""

    name: str
    before: str | None
    after: str | None
    start: str
    was: str
    now: str
    end: str

    @classmethod
    def of(cls, name: str, before: str | None, after: str | None) -> "Shown":
        one, other = before or "", after or ""
        start = _shared(one, other) if before is not None and after is not None else 0
        end = _shared(one[start:][::-1], other[start:][::-1]) if start else 0
        last_one, last_other = len(one) - end, len(other) - end
        return cls(
            name,
            before,
            after,
            start=one[:start],
            was=one[start:last_one],
            now=other[start:last_other],
            end=one[last_one:],
        )


def _shared(one: str, other: str) -> int:
    """How many characters both begin with, up to the end of a word."""
    most = min(len(one), len(other))
    count = next((place for place in range(most) if one[place] != other[place]), most)
    while 0 < count < max(len(one), len(other)) and not one[count - 1].isspace():
        count -= 1
    return count
