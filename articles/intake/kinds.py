"""The kinds of record that come in by file, and how each maps to its row.

A record's *state* is a plain dict. The file gives one, the row gives one; equal states mean there
is nothing to do, and a row whose state is not what we last loaded was changed by an editor.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from articles import rendering
from articles.models import (
    Audience,
    BodyPart,
    Claim,
    EmergencyNumber,
    Page,
    RedFlag,
    RedFlagWords,
    Source,
    Topic,
)
from articles.models.red_flag import split_lines
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
    """One kind of record: its file, its fields, its row.

    `lines` are lists in the file and lines in the row. `later` are fields that files got when rows
    were in use already: while they are empty, a row counts as it was loaded before.
    """

    name: str
    file: str
    list_key: str
    model: type[models.Model]
    key: str
    shape: Shape
    links: Mapping[str, Link] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    after: Callable[[Any], None] | None = None
    lines: Set[str] = frozenset()
    later: Set[str] = frozenset()

    def rows(self) -> dict[str, Any]:
        """Every row by key. One query, and one more for each link."""
        rows = self.model._default_manager.prefetch_related(*self.links)
        return {getattr(row, self.key): row for row in rows}

    def state_of(self, row: Any) -> State:
        plain = {name: getattr(row, self._column(name)) for name in self._plain_fields()}
        listed = {name: split_lines(plain[name]) for name in self.lines}
        linked = {name: self._linked(row, name) for name in self.links}
        return {**plain, **listed, **linked}

    def state_from(self, values: State) -> State:
        return {**values, **{name: sorted(set(values[name])) for name in self.links}}

    def apply(self, row: Any, state: State) -> Any:
        """Make or change the row so that it has this state. Raises Django's ValidationError."""
        row = row or self.model()
        for name in self._plain_fields():
            setattr(row, self._column(name), self._value(name, state))
        row.full_clean()
        row.save()
        for name, link in self.links.items():
            getattr(row, name).set(link.rows(state[name]))
        if self.after:
            self.after(row)
        return row

    def _value(self, name: str, state: State) -> Any:
        """Raises Django's ValidationError where an entry of a list is no line of text."""
        if name not in self.lines:
            return state[name]
        for entry in state[name]:
            if not isinstance(entry, str) or split_lines(entry) != [entry]:
                said = f"{entry!r} is not a line of text. Put it in quotation marks."
                raise ValidationError({name: said})
        return "\n".join(state[name])

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
            "retracted_on": datetime.date,
            "retraction_note": str,
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
        {"phrasings": list, "why": str, "sources": list, "policy": bool},
    ),
    links={"sources": SOURCES},
    columns=_POLICY,
    lines={"phrasings"},
    later={"phrasings"},
)


@dataclass(frozen=True)
class WordsKind(Kind):
    """Red flags in one language: a file each, the rows together in one table."""

    language: str = ""

    def rows(self) -> dict[str, Any]:
        return {row.key: row for row in RedFlagWords.objects.filter(language=self.language)}

    def state_of(self, row: Any) -> State:
        return {name: getattr(row, name) for name in self.shape.fields}

    def apply(self, row: Any, state: State) -> Any:
        row = row or RedFlagWords(language=self.language)
        row.red_flag_id = state["key"]
        row.wording, row.what_to_do, row.of = state["wording"], state["what_to_do"], state["of"]
        row.full_clean()
        row.save()
        return row


RED_FLAG_WORDS = tuple(
    WordsKind(
        f"red flag in {code}",
        f"red_flags.{code}.yaml",
        "red_flags",
        RedFlagWords,
        "key",
        Shape({"key": str, "wording": str, "what_to_do": str, "of": str}),
        columns={"key": "red_flag"},
        language=code,
    )
    for code, _name in settings.LANGUAGES
    if code != settings.LANGUAGE_CODE
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
REGISTERS: tuple[Kind, ...] = (
    TOPIC,
    BODY_PART,
    AUDIENCE,
    SOURCE,
    RED_FLAG,
    *RED_FLAG_WORDS,
    CLAIM,
    EMERGENCY_NUMBER,
)
