"""Checks the fields of a record from a file, and gives them one form to compare and save."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from groundwork.problems import Problem
from groundwork.yaml_lines import LinedDict

FieldType = type[Any]

_SAID_AS = {
    str: "text",
    int: "a whole number",
    Decimal: "a number such as 38.5",
    bool: "true or false",
    list: "a list",
    dict: "fields with names",
    datetime.date: "a date such as 2026-11-21",
}


@dataclass(frozen=True)
class Shape:
    """The fields a record may have. `ignored` ones are for people and are not kept.

    A `Decimal` may be written with or without quotation marks and is kept as text.
    """

    required: Mapping[str, FieldType]
    optional: Mapping[str, FieldType] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()

    @property
    def fields(self) -> dict[str, FieldType]:
        return {**self.required, **self.optional}

    def check(self, file: str, record: LinedDict) -> list[Problem]:
        """Everything wrong with the record's fields."""
        return [
            *self._unknown(file, record),
            *self._left_out(file, record),
            *self._mistyped(file, record),
        ]

    def values(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record's fields, each present, in one form. Call after `check` found nothing."""
        return {name: _plain(record.get(name), kind) for name, kind in self.fields.items()}

    def _unknown(self, file: str, record: LinedDict) -> list[Problem]:
        known = {*self.fields, *self.ignored}
        return [
            Problem(
                file,
                record.line_of(name),
                f"There is no field “{name}”.",
                _near_miss(name, known),
            )
            for name in record
            if name not in known
        ]

    def _left_out(self, file: str, record: LinedDict) -> list[Problem]:
        return [
            Problem(file, record.line_of(name), f"“{name}” is missing or empty.", "Fill it in.")
            for name in self.required
            if record.get(name) in (None, "", [], {})
        ]

    def _mistyped(self, file: str, record: LinedDict) -> list[Problem]:
        return [
            Problem(
                file,
                record.line_of(name),
                f"“{name}” must be {_SAID_AS[kind]}.",
                f"It is now: {record[name]!r}.",
            )
            for name, kind in self.fields.items()
            if record.get(name) is not None and not _fits(record[name], kind)
        ]


def _near_miss(name: str, known: set[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"Did you mean “{close[0]}”?" if close else f"Use: {', '.join(sorted(known))}."


def _fits(value: Any, kind: FieldType) -> bool:
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is str:
        return isinstance(value, str)
    if kind is Decimal:
        return isinstance(value, int | float | str) and not isinstance(value, bool)
    return isinstance(value, kind)


def _plain(value: Any, kind: FieldType) -> Any:
    if kind is str:
        return (value or "").strip()
    if kind is Decimal:
        return "" if value is None else str(value).strip()
    if kind is list:
        return list(value or [])
    if kind is dict:
        return value or {}
    if kind is bool:
        return bool(value)
    return value
