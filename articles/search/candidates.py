"""Gathers the documents worth looking at, a bounded number, whatever the database.

It goes from what fits best to what hardly fits, and stops when it has enough: exactly these words;
all of them in titles; all of them in key words, questions and headings; most of them; all of them
anywhere; some of them. The databases differ in how a condition is written, and in nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from articles.search.queries import Query, Slot

MOST_CANDIDATES = 150
MOST_OF_A_STAGE = 40
MOST_ONE_BY_ONE = 3

TITLE, HEAD, BODY = "title", "head", "body"

_PUBLIC = """
    SELECT d.id FROM {source}
    LEFT JOIN articles_edition e ON e.id = d.edition_id
    WHERE {matches} AND (d.edition_id IS NULL
        OR (e.starts_at <= %s AND (e.ends_at IS NULL OR e.ends_at > %s)))
    LIMIT {most}"""


@dataclass(frozen=True)
class Stage:
    """Where to look, and for what: all of these words, each or one of its meanings."""

    where: str
    slots: tuple[Slot, ...]
    marks: tuple[str, ...] = ()


def candidates(query: Query, now: datetime) -> RawSQL:
    """The ids of documents that readers have now and that may answer, for a filter."""
    found = [_selected(stage, now) for stage in _stages(query)]
    parts = [f"SELECT id FROM ({sql}) s{n}" for n, (sql, _) in enumerate(found)]  # noqa: S608 - made of our own texts
    parameters = [each for _sql, given in found for each in given]
    whole = " UNION ALL ".join(parts)
    # Our own texts alone; what was typed goes in as parameters.
    sql = f"SELECT id FROM ({whole}) f LIMIT {MOST_CANDIDATES}"  # noqa: S608 - see above
    return RawSQL(sql, parameters)  # noqa: S611 - see above


def _stages(query: Query) -> Iterator[Stage]:
    slots = tuple(sorted(query.slots, key=lambda slot: -slot.rarity))
    yield Stage(TITLE, (), query.marks())
    yield Stage(TITLE, slots)
    yield Stage(HEAD, slots)
    if len(slots) > 2:
        for left_out in slots[::-1][:MOST_ONE_BY_ONE]:
            yield Stage(HEAD, tuple(slot for slot in slots if slot is not left_out))
    yield Stage(BODY, slots)
    if len(slots) > 1:
        for slot in slots[:MOST_ONE_BY_ONE]:
            yield Stage(HEAD, (slot,))
        if len(slots) > 2:
            yield Stage(BODY, slots[:2])
        yield Stage(BODY, slots[:1])


def _selected(stage: Stage, now: datetime) -> tuple[str, list[Any]]:
    at = connection.ops.adapt_datetimefield_value(now)
    is_postgresql = connection.vendor == "postgresql"
    source, matches, words = _on_postgresql(stage) if is_postgresql else _on_sqlite(stage)
    sql = _PUBLIC.format(source=source, matches=matches, most=MOST_OF_A_STAGE)
    return sql, [words, at, at]


_FTS_COLUMNS = {
    TITLE: "{exact title_words}",
    HEAD: "{exact title_words head_words}",
    BODY: "{exact title_words head_words body_words}",
}


def _on_sqlite(stage: Stage) -> tuple[str, str, str]:
    words = f"{_FTS_COLUMNS[stage.where]}: ({_written(stage, ' AND ', ' OR ', chr(34))})"
    source = "articles_searchindex f CROSS JOIN articles_searchdocument d ON d.id = f.rowid"
    return source, "articles_searchindex MATCH %s", words


def _on_postgresql(stage: Stage) -> tuple[str, str, str]:
    words = _written(stage, " & ", " | ", "'")
    return "articles_searchdocument d", f"d.{stage.where}_vector @@ %s::tsquery", words


def _written(stage: Stage, both: str, either: str, quote: str) -> str:
    """The condition in the database's own writing. Stems hold letters and digits alone."""
    if stage.marks:
        return either.join(f"{quote}{mark}{quote}" for mark in stage.marks)
    return both.join(f"({either.join(_alternatives(slot, both, quote))})" for slot in stage.slots)


def _alternatives(slot: Slot, both: str, quote: str) -> Iterable[str]:
    for alternative in slot.alternatives:
        yield f"({both.join(f'{quote}{stem}{quote}' for stem in alternative.stems)})"
