"""The difference between two questionnaires: its words, its parts, and whose urgency changes."""

from triage.engine.comparison.changes import Edit, PartChange, State
from triage.engine.comparison.comparing import Comparison, compare, goes_down
from triage.engine.comparison.pair import Where
from triage.engine.comparison.parts import changed_parts
from triage.engine.comparison.urgencies import Clause, Direction, Kind, Move, Shift
from triage.engine.comparison.vignettes import MovedVignette

__all__ = [
    "Clause",
    "Comparison",
    "Direction",
    "Edit",
    "Kind",
    "Move",
    "MovedVignette",
    "PartChange",
    "Shift",
    "State",
    "Where",
    "changed_parts",
    "compare",
    "goes_down",
]
