"""A part that is not as it was: its state, and its fields old and new."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named
from triage.engine.storage import condition_data
from triage.engine.urgency import Urgency

Value = str | bool | int | Urgency | Condition | tuple[str, ...] | tuple[Urgency, ...] | None
CONDITIONS = (Includes, Compares, AllOf, AnyOf, Named)


class State(Enum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Edit:
    """One field of a part, old and new; None where the part was not there or the field is empty.

    The field `place` holds the id of the part it stands after. `is_words`: it is text that readers
    read; nothing is asked or decided by it.
    """

    field: str
    before: Value
    after: Value
    is_words: bool

    def to_data(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "before": _plain(self.before),
            "after": _plain(self.after),
            "is_words": self.is_words,
        }


@dataclass(frozen=True)
class PartChange:
    """A part that is not as it was. `within`: the question of an option. `was`: its old name."""

    part: str
    id: str
    state: State
    edits: tuple[Edit, ...]
    within: str = ""
    was: str = ""

    @property
    def is_only_words(self) -> bool:
        """It is there as before and means what it meant."""
        is_kept = self.state in (State.CHANGED, State.RENAMED)
        return is_kept and all(edit.is_words for edit in self.edits)

    def to_data(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "id": self.id,
            "within": self.within,
            "was": self.was,
            "state": self.state.value,
            "is_only_words": self.is_only_words,
            "edits": [edit.to_data() for edit in self.edits],
        }


def _plain(value: Value) -> Any:
    if isinstance(value, CONDITIONS):
        return condition_data(value)
    if isinstance(value, Urgency):
        return value.key
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
