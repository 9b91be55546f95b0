"""Questions to the database whose SQL is written once, not for every page.

Django writes a statement anew each time, which for a page's longer ones takes ten times as long as
the database takes to answer. Here it is written once for each thread, from the same queryset, and
asked with other values. It remembers no answers, so there is nothing that could be behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import local
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

Row = TypeVar("Row")
Value = str | int | datetime

MOST_STATEMENTS = 32


class CannotPrepare(ValueError):
    """A place for a value is not to be found in the SQL: the queryset reckoned with it."""


class Prepared(Generic[Row]):
    """One question. `queryset` makes its queryset of values, each given by name.

    A value must go into the SQL as it is: one that is None, or becomes a part of a pattern, raises
    `CannotPrepare`. Other names, such as more of them, make another statement.
    """

    def __init__(self, queryset: Callable[..., QuerySet[Any, Row]]) -> None:
        self.queryset = queryset
        self._here = _Here()

    def get(self, **values: Value) -> list[Row]:
        """The rows. One query."""
        names = tuple(values)
        statement = self._here.statements.get(names)
        if statement is None or not statement.is_of_this_connection:
            statement = self._written(values)
            if len(self._here.statements) >= MOST_STATEMENTS:
                self._here.statements.clear()
            self._here.statements[names] = statement
        return statement.ask(values)

    def _written(self, values: dict[str, Value]) -> "_Statement":
        places = {name: _place(value, at) for at, (name, value) in enumerate(values.items())}
        queryset = self.queryset(**places)
        compiler = queryset.query.get_compiler(using=queryset.db)
        sql, parameters = compiler.as_sql()
        seen = {_adapted(compiler.connection, place): name for name, place in places.items()}
        slots = tuple((seen.get(each), each) for each in parameters)
        missing = places.keys() - {name for name, _ in slots}
        if missing:
            raise CannotPrepare(f"These values stand nowhere in the SQL: {sorted(missing)}")
        return _Statement(queryset, compiler, sql, slots)


class _Here(local):
    """A statement holds its thread's connection."""

    def __init__(self) -> None:
        self.statements: dict[tuple[str, ...], _Statement] = {}


@dataclass(eq=False)
class _Statement:
    """`slots`: each parameter's name, or None and the value that never changes."""

    queryset: Any
    compiler: Any
    sql: str
    slots: tuple[tuple[str | None, Any], ...]

    def __post_init__(self) -> None:
        """Django asks the query for a compiler, and that for the SQL and the converters."""
        self.queryset.query.get_compiler = lambda *_using, **_named: self.compiler
        selected = [each[0] for each in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(selected)
        self.compiler.get_converters = lambda _selected: converters

    @property
    def is_of_this_connection(self) -> bool:
        """The thread still has the connection that it had when the statement was written."""
        return self.compiler.connection is connections[self.queryset.db]

    def ask(self, values: dict[str, Value]) -> list[Any]:
        connection = self.compiler.connection
        told = {name: _adapted(connection, value) for name, value in values.items()}
        parameters = tuple(told[name] if name else fixed for name, fixed in self.slots)
        self.compiler.as_sql = lambda: (self.sql, parameters)
        return list(self.queryset._iterable_class(self.queryset))


def _place(value: Value, at: int) -> Value:
    """A value that no queryset of ours holds by itself, to be found again in the SQL."""
    match value:
        case str():
            return f"\ue000{at}\ue000"
        case int():
            return 2_000_000_000 + at
        case datetime():
            return datetime(1, 1, 2, 3, 4, 5, at, tzinfo=UTC)
    raise CannotPrepare(f"No such value can be given: {value!r}")


def _adapted(connection: BaseDatabaseWrapper, value: Value) -> Any:
    """As Django hands it to the database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
