"""The kinds of record that come in by file, and how each maps to its row.

A record's *state* is a plain dict. The file gives one, the row gives one; equal states mean there
is nothing to do, and a row whose state is not what we last loaded was changed by an editor.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from articles import rendering
from articles.models import (
    Audience,
    BodyPart,
    Claim,
    EmergencyNumber,
    Page,
    RedFlag,
    Source,
    Topic,
)
from groundwork.shapes import Shape

State = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One record ready to be put into its row, and where its fields stand."""

    key: str
    state: State
    line_of: Callable[[str], int]


@dataclass(frozen=True)
class Link:
    """A field that names rows of another model by their key."""

    model: type[models.Model]
    key: str

    def keys(self) -> set[str]:
        return set(self.model._default_manager.values_list(self.key, flat=True))

    def rows(self, keys: Sequence[str]) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{f"{self.key}__in": keys})


@dataclass(frozen=True)
class Kind:
    """One kind of record: its file, its fields, its row."""

    name: str
    file: str
    list_key: str
    model: type[models.Model]
    key: str
    shape: Shape
    links: Mapping[str, Link] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    after: Callable[[Any], None] | None = None

    def rows(self) -> dict[str, Any]:
        """Every row by key. One query, and one more for each link."""
        rows = self.model._default_manager.prefetch_related(*self.links)
        return {getattr(row, self.key): row for row in rows}

    def state_of(self, row: Any) -> State:
        plain = {name: getattr(row, self._column(name)) for name in self._plain_fields()}
        linked = {name: self._linked(row, name) for name in self.links}
        return {**plain, **linked}

    def state_from(self, values: State) -> State:
        return {**values, **{name: sorted(set(values[name])) for name in self.links}}

    def apply(self, row: Any, state: State) -> Any:
        """Make or change the row so that it has this state. Raises Django's ValidationError."""
        row = row or self.model()
        for name in self._plain_fields():
            setattr(row, self._column(name), state[name])
        row.full_clean()
        row.save()
        for name, link in self.links.items():
            getattr(row, name).set(link.rows(state[name]))
        if self.after:
            self.after(row)
        return row

    def _plain_fields(self) -> list[str]:
        return [name for name in self.shape.fields if name not in self.links]

    def _column(self, name: str) -> str:
        return self.columns.get(name, name)

    def _linked(self, row: Any, name: str) -> list[str]:
        return sorted(getattr(other, self.links[name].key) for other in getattr(row, name).all())


SOURCES = Link(Source, "key")
_POLICY = {"policy": "is_policy"}

TOPIC = Kind(
    "topic",
    "topics.yaml",
    "topics",
    Topic,
    "slug",
    Shape({"slug": str, "title": str, "introduction": str, "order": int}),
    after=rendering.render_topic,
)
BODY_PART = Kind(
    "body part",
    "body_parts.yaml",
    "body_parts",
    BodyPart,
    "slug",
    Shape({"slug": str, "name": str, "order": int}),
)
AUDIENCE = Kind(
    "audience",
    "audiences.yaml",
    "audiences",
    Audience,
    "slug",
    Shape({"slug": str, "name": str, "order": int}),
)
SOURCE = Kind(
    "source",
    "sources.yaml",
    "sources",
    Source,
    "key",
    Shape(
        {"key": str, "title": str, "kind": str},
        {
            "authors": str,
            "publisher": str,
            "year": int,
            "url": str,
            "doi": str,
            "read_as": str,
            "checked_on": datetime.date,
            "note": str,
        },
    ),
)
RED_FLAG = Kind(
    "red flag",
    "red_flags.yaml",
    "red_flags",
    RedFlag,
    "key",
    Shape(
        {"key": str, "name": str, "wording": str, "urgency": str, "what_to_do": str},
        {"why": str, "sources": list, "policy": bool},
    ),
    links={"sources": SOURCES},
    columns=_POLICY,
)
CLAIM = Kind(
    "claim",
    "claims.yaml",
    "claims",
    Claim,
    "key",
    Shape(
        {"key": str, "wording": str, "stance": str, "strength": str, "checked": str},
        {"why": str, "sources": list, "policy": bool, "note": str},
    ),
    links={"sources": SOURCES},
    columns=_POLICY,
)
EMERGENCY_NUMBER = Kind(
    "emergency number",
    "emergency_numbers.yaml",
    "countries",
    EmergencyNumber,
    "code",
    Shape(
        {
            "code": str,
            "country": str,
            "numbers": list,
            "source_title": str,
            "source_url": str,
            "checked_on": datetime.date,
        }
    ),
)
PAGE = Kind(
    "page",
    "pages",
    "",
    Page,
    "slug",
    Shape({"slug": str, "title": str, "description": str, "body": str}, {"order": int}),
    after=rendering.render_page,
)

# In the order in which they lean on each other.
REGISTERS = (TOPIC, BODY_PART, AUDIENCE, SOURCE, RED_FLAG, CLAIM, EMERGENCY_NUMBER)
