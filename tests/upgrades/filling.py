"""Rows for the tables of any moment: bare ones, and ones as full as their columns can be."""

import datetime
import itertools
import random
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction

Model = type[models.Model]
Values = dict[str, Any]

LONG = "Beine schmerzen – “¿por qué?” \\ %s ' 腿 🦵🏽 <b>\n\t"
START = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
TRIES = 12

# What a table's own constraints ask beyond its fields: (model, is it the full row) -> values.
ASKED: dict[tuple[str, bool], Callable[[Model], Values]] = {
    ("articles.article", True): lambda _: {"state": "published"},
    ("articles.source", False): lambda _: {"url": "https://example.org/bare"},
    ("articles.heldcomment", True): lambda _: {"decision": ""},
    ("articles.previewlink", False): lambda _: {"expires_at": START, "made_at": a_day_before()},
    ("articles.previewlink", True): lambda _: {"expires_at": START, "made_at": a_day_before()},
    ("triage.publishrequest", False): lambda model: {"release": _first(model, "release")},
    ("triage.publishrequest", True): lambda _: {"release": None},
    ("groundwork.auditentry", False): lambda model: {"number": 1 + model._base_manager.count()},
    ("groundwork.auditentry", True): lambda model: {"number": 1 + model._base_manager.count()},
    ("groundwork.message", True): lambda _: {"state": "waiting"},
}


def a_day_before() -> datetime.datetime:
    return START - datetime.timedelta(days=1)


def _first(model: Model, name: str) -> Any:
    field = model._meta.get_field(name)
    return field.related_model._base_manager.first()  # type: ignore[union-attr]


class Filler:
    """Makes rows for models of a migration's time. No two rows share a text or a number."""

    def __init__(self) -> None:
        self._counted = itertools.count(1_000)
        self._chance = random.Random(9)

    def fill(self, every: list[Model]) -> None:
        """A bare and a full row for each; bare ones first, so that full ones can point at them."""
        for model in every:
            self.make(model, is_full=False)
        for model in every:
            self.make(model, is_full=True)

    def make(self, model: Model, *, is_full: bool) -> models.Model:
        """A row that the table's constraints allow; a few tries, as pairs may have been taken."""
        for tried in range(TRIES):
            try:
                with transaction.atomic():
                    row = model(**self._values(model, is_full, tried == 0))
                    row.save(force_insert=True)
                    return row
            except IntegrityError:
                if tried == TRIES - 1:
                    raise
        raise AssertionError("not reached")

    def _values(self, model: Model, is_full: bool, is_first_try: bool) -> Values:
        """Full rows point at full rows, if they may: those are the last."""
        wants_last = is_full and is_first_try
        values = {
            field.name: self._value(field, is_full, wants_last)
            for field in model._meta.local_concrete_fields
            if not isinstance(field, models.AutoField)
        }
        asked = ASKED.get((model._meta.label_lower, is_full))
        extra = asked(model) if asked else {}
        return {**values, **{name: value for name, value in extra.items() if name in values}}

    def _value(self, field: Any, is_full: bool, wants_last: bool) -> Any:
        if not is_full and field.null:
            return None
        if field.is_relation:
            return self._target(field, wants_last)
        if not is_full and field.has_default():
            return field.get_default()
        if not is_full and field.blank and field.empty_strings_allowed and not field.unique:
            return ""
        if field.choices:
            keys = [key for key, _ in field.flatchoices if key]
            return self._chance.choice(keys)
        return self._plain(field, is_full)

    def _target(self, field: Any, wants_last: bool) -> models.Model:
        """One of two rows at least, or for one-to-one fields one that nobody points at yet."""
        targets = field.related_model._base_manager.order_by("pk")
        if field.unique:
            own = field.model._base_manager.exclude(**{f"{field.name}__isnull": True})
            targets = targets.exclude(pk__in=own.values(field.name))
        rows = list(targets)
        if len(rows) < (1 if field.unique else 2):
            return self.make(field.related_model, is_full=False)
        chosen: models.Model = rows[-1] if wants_last else self._chance.choice(rows)
        return chosen

    def _plain(self, field: Any, is_full: bool) -> Any:
        number = next(self._counted)
        kind = field.get_internal_type()
        if kind == "BooleanField":
            return self._chance.choice([True, False])
        if kind.endswith("IntegerField"):
            return number
        return MADE[kind](field, number, is_full)


def _text(field: Any, number: int, is_full: bool) -> str:
    """As long as the column takes, a page where it takes anything."""
    length = field.max_length or 5_000
    if not is_full:
        return f"x{number}"[-length:]
    mark = str(number)[-length:]
    return mark + (LONG * (length // len(LONG) + 1))[: length - len(mark)]


def _slug(field: Any, number: int, is_full: bool) -> str:
    return f"s-{number}" + "-leg" * ((field.max_length - 8) // 4 if is_full else 0)


MADE: dict[str, Callable[[Any, int, bool], Any]] = {
    "CharField": _text,
    "FileField": _text,
    "TextField": _text,
    "SlugField": _slug,
    "DateField": lambda _, number, is_full: (START + datetime.timedelta(days=number)).date(),
    "DateTimeField": lambda _, number, is_full: START + datetime.timedelta(seconds=number),
    "FloatField": lambda _, number, is_full: number / 7,
    "BinaryField": lambda _, number, is_full: bytes(range(32)),
    "JSONField": lambda field, number, is_full: (
        [LONG, number, None] if field.default is list else {LONG: [number]}
    ),
}
