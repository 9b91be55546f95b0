"""Rows that many tests begin with, made once in a process and put back as they were.

`restored` is for tests in a transaction and out of it; `as_migrated` cleans up after the latter.

Only rows: whoever makes files beside them has to make those again. A recipe is remembered when it
filled tables that were empty, all of them tables of models, with rows that point at nothing but
each other; any other runs anew each time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from groundwork.audit import guard
from groundwork.models import AuditEntry

_WRITTEN = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
_LITTLE = 500


@dataclass(frozen=True)
class Rows:
    """What one table held."""

    table: str
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Snapshot:
    """What a recipe left behind, and which tables it wanted empty."""

    tables: tuple[str, ...]
    rows: tuple[Rows, ...]


_snapshots: dict[object, Snapshot] = {}


def restored(recipe: object, make: Callable[[], None]) -> None:
    """Leave the database as `make` leaves it. Equal recipes must make equal rows."""
    snapshot = _snapshots.get(recipe)
    if snapshot is None:
        _make_and_remember(recipe, make)
    elif _are_empty(snapshot.tables):
        _put_back(snapshot)
    else:
        make()


def _make_and_remember(recipe: object, make: Callable[[], None]) -> None:
    models_by_table = _models_by_table()
    filled = [table for table in models_by_table if not _are_empty((table,))]
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITTEN.match(sql)
        if found:
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        make()
    if written <= models_by_table.keys() - set(filled):
        tables = tuple(sorted(written))
        if not any(_points_outside(models_by_table[table], written) for table in tables):
            _snapshots[recipe] = Snapshot(tables, tuple(map(_rows_of, tables)))


def _points_outside(model: type[models.Model], tables: set[str]) -> bool:
    """Whether a row leans on one that will have another number the next time, or none."""
    outside = [
        field.name
        for field in model._meta.local_concrete_fields
        if field.remote_field and field.remote_field.model._meta.db_table not in tables
    ]
    rows = model._base_manager.all()
    return any(rows.filter(**{f"{name}__isnull": False}).exists() for name in outside)


def take_all() -> Snapshot:
    """Every row there is."""
    tables = tuple(_models_by_table())
    found = map(_rows_of, tables)
    return Snapshot(tables, tuple(rows for rows in found if rows.values))


def as_migrated(migrated: Snapshot) -> None:
    """Leave no row but those of `take_all`. Django would empty every table and fill some again."""
    kept = {rows.table: rows for rows in migrated.rows}
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _models_by_table():
            is_changed = (
                _rows_of(table) != kept[table] if table in kept else not _are_empty((table,))
            )
            if is_changed:
                _empty(cursor, table)
                if table in kept:
                    _insert(kept[table])


def _empty(cursor: CursorWrapper, table: str) -> None:
    """The audit trail's own guard refuses that, so it is taken away meanwhile."""
    statements = [f'DELETE FROM "{table}"']
    if table == AuditEntry._meta.db_table:
        vendor = connection.vendor
        statements = [*guard.down(vendor), *statements, *guard.up(vendor)]
    for statement in statements:
        cursor.execute(statement)


def _put_back(snapshot: Snapshot) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for rows in snapshot.rows:
            _insert(rows)
        models_by_table = _models_by_table()
        filled = [models_by_table[rows.table] for rows in snapshot.rows if rows.values]
        counters = connection.ops.sequence_reset_sql(no_style(), filled)
        if counters:
            cursor.execute(" ".join(counters))


def _insert(rows: Rows) -> None:
    names = ", ".join(f'"{name}"' for name in rows.columns)
    one = f"({', '.join(['%s'] * len(rows.columns))})"
    step = max(1, _LITTLE // len(rows.columns))
    with connection.cursor() as cursor:
        for start in range(0, len(rows.values), step):
            some = rows.values[start : start + step]
            every = ", ".join([one] * len(some))
            insert = f'INSERT INTO "{rows.table}" ({names}) VALUES {every}'
            cursor.execute(insert, [value for row in some for value in row])


def _rows_of(table: str) -> Rows:
    """As the database holds them: SQLite would turn a bare column into a Python value."""
    fields = _models_by_table()[table]._meta.local_concrete_fields
    columns = tuple(str(field.column) for field in fields)
    bare = "+" if connection.vendor == "sqlite" else ""
    names = ", ".join(f'{bare}"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY 1')
        return Rows(table, columns, tuple(cursor.fetchall()))


def _are_empty(tables: tuple[str, ...]) -> bool:
    if not tables:
        return True
    any_row = " OR ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CASE WHEN {any_row} THEN 1 ELSE 0 END")
        (is_filled,) = cursor.fetchone() or (0,)
    return not is_filled


def _models_by_table() -> dict[str, type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return {m._meta.db_table: m for m in every if m._meta.managed and not m._meta.proxy}
