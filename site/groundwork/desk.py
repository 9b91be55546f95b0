"""The shape of what the desk's first page shows: each room fills boxes, the roof lays them out."""

from dataclasses import dataclass, field
from datetime import date, datetime

ROWS_SHOWN = 8


@dataclass(frozen=True)
class Row:
    """One thing to do: what it is, where to do it, and since or until when."""

    title: str
    url: str
    about: str = ""
    when: datetime | date | None = None


@dataclass(frozen=True)
class Box:
    """Things of one kind that wait. `count` is of all, `rows` are the first few.

    `is_pressing`: a reader may be worse off while it waits.
    """

    key: str
    title: str
    count: int
    rows: tuple[Row, ...] = field(default=())
    all_url: str = ""
    is_pressing: bool = False

    @property
    def more(self) -> int:
        return self.count - len(self.rows)
