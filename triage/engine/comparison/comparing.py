"""Everything that differs between two questionnaires, as one value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from triage.engine.comparison.changes import PartChange, State
from triage.engine.comparison.pair import paired
from triage.engine.comparison.parts import changed_parts
from triage.engine.comparison.shifts import direction
from triage.engine.comparison.urgencies import Direction
from triage.engine.comparison.vignettes import MovedVignette, moved_vignettes
from triage.engine.proofs.proving import Limits
from triage.engine.proofs.vignettes import Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, to_data

SCHEMA = 1
# More than anybody would read on a page.
MOST_SHIFTS = 30


@dataclass(frozen=True)
class Comparison:
    """What changed from one questionnaire to another.

    The hashes say which two were compared (engine.storage). `steps`, `conflicts`: the effort, the
    same on every machine.
    """

    before_hash: str
    after_hash: str
    parts: tuple[PartChange, ...]
    up: Direction
    down: Direction
    vignettes: tuple[MovedVignette, ...]
    steps: int
    conflicts: int

    @property
    def goes_down(self) -> bool:
        """Some answers are told something calmer than before."""
        return not self.down.is_empty

    @property
    def changes_nothing(self) -> bool:
        return self.before_hash == self.after_hash

    def counts(self) -> Mapping[str, int]:
        """How many of each, for a line of summary."""
        states = Counter(change.state for change in self.parts)
        return {
            **{state.value: states[state] for state in State},
            "only_words": sum(change.is_only_words for change in self.parts),
            "up": len(self.up.shifts),
            "down": len(self.down.shifts),
            "vignettes_up": sum(not moved.is_down for moved in self.vignettes),
            "vignettes_down": sum(moved.is_down for moved in self.vignettes),
        }

    def to_data(self) -> dict[str, Any]:
        """Lists, dicts and text that JSON can hold."""
        return {
            "schema": SCHEMA,
            "before_hash": self.before_hash,
            "after_hash": self.after_hash,
            "goes_down": self.goes_down,
            "counts": dict(self.counts()),
            "parts": [change.to_data() for change in self.parts],
            "up": self.up.to_data(),
            "down": self.down.to_data(),
            "vignettes": [moved.to_data() for moved in self.vignettes],
            "steps": self.steps,
            "conflicts": self.conflicts,
        }


def compare(
    before: Questionnaire,
    after: Questionnaire,
    before_vignettes: Iterable[Vignette] = (),
    after_vignettes: Iterable[Vignette] = (),
    *,
    limits: Limits | None = None,
    most_shifts: int = MOST_SHIFTS,
) -> Comparison:
    """Raises `TooLarge` beyond the limits; `most_shifts` is for each direction."""
    with paired(before, after, limits) as pair:
        return Comparison(
            before_hash=content_hash(to_data(before)),
            after_hash=content_hash(to_data(after)),
            parts=changed_parts(before, after),
            up=direction(pair, pair.before, pair.after, most_shifts),
            down=direction(pair, pair.after, pair.before, most_shifts),
            vignettes=moved_vignettes(before, after, before_vignettes, after_vignettes),
            steps=pair.search.steps,
            conflicts=pair.search.conflicts,
        )


def goes_down(before: Questionnaire, after: Questionnaire, limits: Limits | None = None) -> bool:
    """Whether any answers are told something calmer than before. Raises `TooLarge`."""
    with paired(before, after, limits) as pair:
        return pair.is_possible(pair.rises(pair.after, pair.before))
