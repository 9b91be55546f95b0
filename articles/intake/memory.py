"""Remembers what each row was like right after we loaded it."""

import hashlib
import json
from dataclasses import dataclass

from articles.intake.kinds import Kind, State
from articles.models import LoadedRecord


def state_hash(kind: Kind, state: State) -> str:
    """The same for equal states, on any machine."""
    state = {name: value for name, value in state.items() if value or name not in kind.later}
    text = json.dumps(state, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Memory:
    """The states of one kind's rows as last loaded, by key."""

    kind: Kind
    hashes: dict[str, str]

    @classmethod
    def of(cls, kind: Kind) -> "Memory":
        """Costs one query."""
        rows = LoadedRecord.objects.filter(kind=kind.name)
        return cls(kind, dict(rows.values_list("key", "row_hash")))

    def is_as_loaded(self, key: str, state: State) -> bool:
        """Whether nobody changed the row since we loaded it."""
        return self.hashes.get(key) == state_hash(self.kind, state)

    def remember(self, key: str, state: State) -> None:
        LoadedRecord.objects.update_or_create(
            kind=self.kind.name, key=key, defaults={"row_hash": state_hash(self.kind, state)}
        )
