"""What in a draft names a question, option, definition, note or topic; and renaming it there.

It reads words, not conditions: a condition broken by another edit is searched, and mended, too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from triage import models as rows
from triage.models import Draft, DraftOption, Part

CONDITIONS: Mapping[type[Part], str] = {
    rows.DraftDefinition: "condition",
    rows.DraftQuestion: "ask_when",
    rows.DraftRule: "condition",
    rows.DraftNote: "condition",
    rows.DraftPromise: "condition",
}
TOPIC_LISTS: tuple[type[Part], ...] = (
    rows.DraftPattern,
    rows.DraftOutcome,
    rows.DraftSelfCare,
)
# Self-care blocks are named for the options of this question.
PROBLEM = "problem"
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[(),]")
# Words of the language that stand between names; numbers are no tokens at all.
_OTHER_WORDS = frozenset(
    {"any", "of", "at", "least", "most", "more", "less", "than", "not", "(", ","}
)
_ENTRY = re.compile(r"[^\s,:][^,:\n]*")


@dataclass(frozen=True)
class Name:
    """A name others may use. `question`: of an option, the question it answers."""

    kind: str
    key: str
    question: str = ""


@dataclass(frozen=True)
class Mention:
    """A name at a place of a text."""

    name: Name
    start: int
    end: int


@dataclass(frozen=True)
class Use:
    """A row that names something, in one of its fields."""

    row: Part
    field: str


def name_of(row: Part | DraftOption) -> Name | None:
    """What others call this row in their texts; nothing for a row nobody names."""
    if isinstance(row, DraftOption):
        return Name("option", row.key, row.question.key)
    kinds: Mapping[type[Part], str] = {
        rows.DraftQuestion: "question",
        rows.DraftDefinition: "definition",
        rows.DraftNote: "note",
        rows.DraftTopic: "topic",
    }
    kind = kinds.get(type(row))
    return Name(kind, getattr(row, "key", "")) if kind else None


def uses(draft: Draft, names: set[Name]) -> dict[Name, list[Use]]:
    """By name, the rows that use it. Ten queries, however many names."""
    found: dict[Name, list[Use]] = {}
    for row, field in _texts(draft):
        for name in {mention.name for mention in mentions(row, field)} & names:
            found.setdefault(name, []).append(Use(row, field))
    return found


def rename(draft: Draft, name: Name, new: str) -> int:
    """Write the new name wherever the old one is used. How many rows were changed."""
    changed = 0
    for row, field in list(_texts(draft)):
        text = getattr(row, field)
        places = [each for each in mentions(row, field) if each.name == name]
        for place in sorted(places, key=lambda each: each.start, reverse=True):
            text = text[: place.start] + new + text[place.end :]
        if places:
            setattr(row, field, text)
            row.save(update_fields=[field])
            changed += 1
    return changed


def mentions(row: Part, field: str) -> Iterator[Mention]:
    """Every name in one field of a row."""
    text: str = getattr(row, field)
    if CONDITIONS.get(type(row)) == field:
        yield from in_condition(text)
    elif isinstance(row, rows.DraftVignette):
        yield from _in_answers(text)
    elif isinstance(row, rows.DraftPromise):
        yield from _in_promise(row, field)
    elif isinstance(row, rows.DraftQuestion):
        yield from _entries(text, "option", row.key)
    elif field == "topics":
        yield from _entries(text, "topic")
    else:
        yield from _entries(text, "option", PROBLEM)


def in_condition(text: str) -> Iterator[Mention]:
    """The questions, options and definitions a condition names."""
    tokens = list(_TOKEN.finditer(text))
    question, is_answer = "", False
    for place, token in enumerate(tokens):
        word = token.group()
        following = tokens[place + 1].group().lower() if place + 1 < len(tokens) else ""
        if following == "is":
            question, is_answer = word, False
            yield _mention("question", token)
        elif word.lower() == "is":
            is_answer = True
        elif word.lower() in ("and", "or", ")"):
            is_answer = False
        elif word.lower() in _OTHER_WORDS:
            continue
        elif is_answer:
            yield _mention("option", token, question)
        else:
            yield _mention("definition", token)


def _texts(draft: Draft) -> Iterator[tuple[Part, str]]:
    """Every row and field that may name something."""
    for kind, field in CONDITIONS.items():
        for row in _of(kind, draft):
            yield row, field
            for more in _MORE_FIELDS.get(kind, ()):
                yield row, more
    for kind in TOPIC_LISTS:
        for row in _of(kind, draft):
            yield row, "topics"
            if kind is rows.DraftSelfCare:
                yield row, "key"
    for row in _of(rows.DraftVignette, draft):
        yield row, "answers"


_MORE_FIELDS: Mapping[type[Part], tuple[str, ...]] = {
    rows.DraftQuestion: ("harmless",),
    rows.DraftPromise: ("question", "note", "options", "than_options"),
}


def _of(kind: type[Part], draft: Draft) -> Any:
    return kind._default_manager.filter(draft=draft).order_by("position", "pk")


def _mention(kind: str, found: re.Match[str], question: str = "", offset: int = 0) -> Mention:
    text = found.group().rstrip()
    start = found.start() + offset
    return Mention(Name(kind, text, question), start, start + len(text))


def _entries(text: str, kind: str, question: str = "") -> Iterator[Mention]:
    """Names one a line."""
    for found in re.finditer(r"\S[^\n]*", text):
        yield _mention(kind, found, question)


def _in_answers(text: str) -> Iterator[Mention]:
    """Names in `leg_change: swollen, throb`, one question a line."""
    for line in re.finditer(r"[^\n]+", text):
        question = ""
        for found in _ENTRY.finditer(line.group()):
            is_first = not question
            question = question or found.group().strip()
            kind = "question" if is_first else "option"
            yield _mention(kind, found, "" if is_first else question, line.start())


def _in_promise(row: rows.DraftPromise, field: str) -> Iterator[Mention]:
    kinds = {"question": "question", "note": "note"}
    kind = kinds.get(field, "option")
    yield from _entries(getattr(row, field), kind, row.question if kind == "option" else "")
