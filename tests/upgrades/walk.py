"""One walk along all migrations of ours, over rows that were there before each of them.

In a database of its own, which stands in for the usual one meanwhile: migrations ask for no other.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from groundwork.audit import guard
from tests.upgrades.filling import Filler, Model

OURS = ("articles", "triage", "groundwork", "legwise")
# Nobody could write to the new tables in between: they are empty when these run.
RELEASED_WITH_THE_ONE_BEFORE = {"articles.0004_first_versions"}
# What no row tells, asked straight after a migration.
PROBES: dict[str, Callable[[], Any]] = {
    "articles.0012_search": lambda: _found_by_its_words("cramp", among="cramp in a calf"),
    "groundwork.0003_audit": guard.missing,
}

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """`rows`: primary key -> column -> value, as the database holds it."""

    columns: frozenset[str]
    rows: dict[Any, Row]


@dataclass
class Step:
    """What one migration did to a full database, by the names of tables."""

    before: dict[str, Table]
    after: dict[str, Table]
    probed: Any = None
    old_code_cannot_read: set[str] = field(default_factory=set)
    old_code_cannot_write: set[str] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)
    """Tables of before that nobody could read until it had ended."""


@dataclass
class Walk:
    """Every step by its name, such as “articles.0002_glossary”, and the tables it ended with."""

    steps: dict[str, Step] = field(default_factory=dict)
    tables: dict[str, frozenset[str]] = field(default_factory=dict)


def names() -> list[str]:
    """Every migration of ours but the first of each room, in the order they run in."""
    return [_name(each) for each in _plan(MigrationExecutor(None)) if _is_upgrade(each)]


def walk(folder: Path) -> Walk:
    """From an empty database to today's. Leaves the usual one as it was."""
    walked = Walk()
    with _own_database(folder):
        executor = MigrationExecutor(connection)
        executor.recorder.ensure_schema()
        state = executor.loader.project_state([])
        filler, filled = Filler(), dict[str, Any]()
        for migration in _plan(executor):
            if _is_upgrade(migration):
                if _name(migration) not in RELEASED_WITH_THE_ONE_BEFORE:
                    _fill_what_is_new(filler, filled, state)
                walked.steps[_name(migration)], state = _step(migration, state, filler)
            else:
                state, _ = _apply(migration, state, set())
        walked.tables = {each._meta.db_table: _read(each).columns for each in _models(state)}
    return walked


def _plan(executor: MigrationExecutor) -> list[Migration]:
    graph = executor.loader.graph
    keys = [key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf)]
    return [graph.nodes[key] for key in dict.fromkeys(keys)]


def _name(migration: Migration) -> str:
    return f"{migration.app_label}.{migration.name}"


def _is_upgrade(migration: Migration) -> bool:
    """A room's first migration meets rows of others only if it makes no table itself."""
    return migration.app_label in OURS and not migration.initial


@contextmanager
def _own_database(folder: Path) -> Iterator[None]:
    usual = connections["default"]
    own = connections.create_connection("default")
    own.settings_dict = {**usual.settings_dict, "NAME": f"{usual.settings_dict['NAME']}_upgrades"}
    is_postgresql = usual.vendor == "postgresql"
    if is_postgresql:
        _anew(own)
    else:
        own.settings_dict["NAME"] = str(folder / "upgrades.sqlite3")
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        connections["default"] = usual
        if is_postgresql:
            _drop(own)


def _anew(own: Any) -> None:
    _drop(own)
    with own._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{own.settings_dict["NAME"]}"')


def _drop(own: Any) -> None:
    with own._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{own.settings_dict["NAME"]}"')


def _models(state: ProjectState) -> list[Model]:
    every = state.apps.get_models(include_auto_created=True)
    own = [each for each in every if each._meta.managed and not each._meta.proxy]
    return sorted(own, key=lambda each: each._meta.label)


def _shape(model: Model) -> Any:
    """What a table looks like; a change of it asks for new rows."""
    fields = [(each.column, each.db_type(connection)) for each in model._meta.local_concrete_fields]
    return fields, [each.name for each in model._meta.constraints]


def _fill_what_is_new(filler: Filler, filled: dict[str, Any], state: ProjectState) -> None:
    """Tables that came or changed get rows; all others have theirs from before."""
    shapes = {each: _shape(each) for each in _models(state)}
    new = [each for each, shape in shapes.items() if filled.get(each._meta.db_table) != shape]
    with transaction.atomic():
        filler.fill(new)
    filled.update({each._meta.db_table: shapes[each] for each in new})


def _step(migration: Migration, state: ProjectState, filler: Filler) -> tuple[Step, ProjectState]:
    old = _models(state)
    before = {each._meta.db_table: _read(each) for each in old}
    old_shapes = {each._meta.db_table: _shape(each) for each in old}
    state, locked = _apply(migration, state, set(before))
    new = {each._meta.db_table: each for each in _models(state)}
    step = Step(
        before=before,
        after={table: _read(model) for table, model in new.items()},
        probed=PROBES[_name(migration)]() if _name(migration) in PROBES else None,
        locked=locked,
    )
    changed = [
        each
        for each in old
        if (now := new.get(each._meta.db_table)) is None
        or _shape(now) != old_shapes[each._meta.db_table]
    ]
    _try_old_code(step, changed, filler)
    return step, state


def _apply(
    migration: Migration, state: ProjectState, tables: set[str]
) -> tuple[ProjectState, set[str]]:
    """As `migrate` does, in one transaction with what Django puts off to its end."""
    assert migration.atomic, "a migration in pieces can stop half way: the walk does not know it"
    with connection.schema_editor(atomic=True) as editor:
        state = migration.apply(state, editor)
        for statement in editor.deferred_sql:
            editor.execute(statement, params=None)
        editor.deferred_sql.clear()
        locked = _locked(tables)
    connection.check_constraints()
    MigrationExecutor(connection).recorder.record_applied(migration.app_label, migration.name)
    return state, locked


def _locked(tables: set[str]) -> set[str]:
    """Those of the tables that a reader could not read now, before the transaction ends."""
    if connection.vendor == "postgresql":
        return tables & _held_for_one_alone()
    place = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(place, timeout=0)) as reader:
        return {table for table in tables if not _can_read(reader, table)}


def _held_for_one_alone() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation "
            "WHERE l.pid = pg_backend_pid() AND l.mode = 'AccessExclusiveLock' AND c.relkind = 'r'"
        )
        return {table for (table,) in cursor.fetchall()}


def _can_read(reader: sqlite3.Connection, table: str) -> bool:
    try:
        return bool(reader.execute(f'SELECT count(*) FROM "{table}"').fetchone())
    except sqlite3.OperationalError:
        return False


def _try_old_code(step: Step, old: list[Model], filler: Filler) -> None:
    """Read all and write a row with yesterday's models; only what is written must not stay."""
    for model in old:
        table = model._meta.db_table
        try:
            with transaction.atomic():
                list(model._base_manager.all())
        except DatabaseError:
            step.old_code_cannot_read.add(table)
        try:
            with transaction.atomic():
                filler.make(model, is_full=False)
                transaction.set_rollback(True)
        except DatabaseError:
            step.old_code_cannot_write.add(table)


def _read(model: Model) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
        columns = [each[0] for each in cursor.description]
        rows = [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]
    return Table(frozenset(columns), {row[model._meta.pk.column]: row for row in rows})


def _found_by_its_words(word: str, *, among: str) -> int:
    """How many documents the full-text index finds once one with such words came in."""
    if connection.vendor == "postgresql":
        query = f"SELECT 1 FROM articles_searchdocument WHERE body_vector @@ '{word}'::tsquery"
    else:
        query = f"SELECT 1 FROM articles_searchindex WHERE articles_searchindex MATCH '{word}'"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_searchdocument (kind, key, title, about, url, exact, title_words,"
            f" head_words, body_words, sections) VALUES ('', '', '', '', '', '', '', '', '{among}',"
            " '[]')"
        )
        cursor.execute(query)
        found = len(cursor.fetchall())
        transaction.set_rollback(True)
    return found
