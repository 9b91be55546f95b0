"""Which operations of a migration ask for a second thought: they may keep readers waiting, read or
write every row, or break the code that runs meanwhile.
"""

from collections.abc import Iterator
from typing import Any

from django.db.migrations import Migration
from django.db.migrations import operations as kinds
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field, ManyToManyField

ALWAYS_QUIET = (kinds.CreateModel, kinds.AlterModelOptions, kinds.AlterModelManagers)
"""They make tables that nobody reads yet, or change nothing in the database."""

WORDS = {*Field.non_db_attrs, "default"} - {"db_column"}


def loud(migration: Migration, before: ProjectState) -> list[str]:
    """Its operations that need a note, such as “AddIndex article”, sorted. `before` stays."""
    state = before.clone()
    found = {_named(each) for each in _loud(migration, state)}
    return sorted(found)


def _loud(migration: Migration, state: ProjectState) -> Iterator[Operation]:
    new: set[str] = set()
    for operation in migration.operations:
        old = state.clone()
        operation.state_forwards(migration.app_label, state)
        if isinstance(operation, kinds.CreateModel):
            new.add(operation.name_lower)
        model = getattr(operation, "model_name_lower", "")
        is_quiet = isinstance(operation, ALWAYS_QUIET) or model in new
        if not is_quiet and not _changes_nothing(operation, migration.app_label, old):
            yield operation


def _changes_nothing(operation: Operation, room: str, old: ProjectState) -> bool:
    """A new column that may be empty takes a moment's lock; a new help text takes none."""
    if isinstance(operation, kinds.AlterField):
        known = old.models[room, operation.model_name_lower].fields[operation.name]
        return bool(_stored(known) == _stored(operation.field))
    if isinstance(operation, kinds.AddField):
        return _is_quiet_column(operation.field)
    return False


def _is_quiet_column(field: Any) -> bool:
    """Old code leaves a new column out when it writes: the database must fill it by itself."""
    is_filled = field.null or field.db_default is not NOT_PROVIDED
    is_unwatched = not (field.unique or field.db_index or field.remote_field)
    return isinstance(field, ManyToManyField) or (is_filled and is_unwatched)


def _stored(field: Field) -> Any:  # type: ignore[type-arg]  # of any value
    """What of a field the database knows: not its words, choices and defaults."""
    _, path, arguments, options = field.deconstruct()
    return path, arguments, {name: options[name] for name in options if name not in WORDS}


def _named(operation: Operation) -> str:
    parts = (getattr(operation, "model_name", ""), getattr(operation, "name", ""))
    named = [each for each in parts if each]
    return " ".join([type(operation).__name__, ".".join(named)]).strip()
