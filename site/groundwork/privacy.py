"""What is kept of whom, why and how long: said beside each model's fields, as its `kept`.

The privacy page lists what is of readers and colleagues from here; a test fails for any field of
any model that nobody spoke for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Whose(Enum):
    """Whom it tells something of."""

    NOBODY = "nobody"
    READERS = "readers"
    COLLEAGUES = "colleagues"


@dataclass(frozen=True)
class Kept:
    """Some fields of a model, by name with spaces between, and what a reader is told of them."""

    fields: str
    whose: Whose
    what: Words
    why: Words
    how_long: Words

    def __post_init__(self) -> None:
        if not (self.fields.split() and self.what and self.why and self.how_long):
            raise ValueError("Say which fields, what they are, why they are kept and how long.")


def content(fields: str) -> Kept:
    """What is published, or how it is arranged and found: about nobody."""
    return Kept(
        fields,
        Whose.NOBODY,
        "What we write",
        "It is what you read here",
        "As long as the site",
    )


def working(fields: str) -> Kept:
    """What the site needs to work and makes by itself: counts, marks, times; about nobody."""
    return Kept(
        fields,
        Whose.NOBODY,
        "What the site needs to work",
        "So that things happen once and in order",
        "As long as they matter",
    )


def colleague(fields: str) -> Kept:
    """Which person at the desk did something."""
    return Kept(
        fields,
        Whose.COLLEAGUES,
        _("Which editor did what"),
        _("Somebody must answer for what you read here"),
        _("As long as the site"),
    )


def declared(model: type[Model], elsewhere: dict[str, tuple[Kept, ...]]) -> tuple[Kept, ...]:
    """What is said of a model: its own `kept`, or for a package's model what we say elsewhere."""
    own: tuple[Kept, ...] = model.__dict__.get("kept", ())
    return own or elsewhere.get(model._meta.label_lower, ())


def kept_of_people(elsewhere: dict[str, tuple[Kept, ...]]) -> list[Kept]:
    """What is kept of readers, then of colleagues; what is told in the same words once."""
    found = {_said(each): each for each in _every(elsewhere) if each.whose is not Whose.NOBODY}
    return sorted(found.values(), key=lambda each: each.whose is Whose.COLLEAGUES)


def field_names(model: type[Model]) -> set[str]:
    """Every field a model keeps, but its own number."""
    kept: list[Any] = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in kept if not getattr(field, "primary_key", False)}


def _every(elsewhere: dict[str, tuple[Kept, ...]]) -> Iterator[Kept]:
    for model in apps.get_models():
        yield from declared(model, elsewhere)


def _said(kept: Kept) -> tuple[str, ...]:
    return kept.whose.value, str(kept.what), str(kept.why), str(kept.how_long)
