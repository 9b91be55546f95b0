"""The fields of a questionnaire file as a draft's rows; `document` is the way back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from triage import models as rows
from triage.desk.document import NEVER_CALMER
from triage.models import Draft, Part

# Rows that others lean on come last.
DELETED_IN_TURN: tuple[type[Part], ...] = (
    rows.DraftRule,
    rows.DraftPattern,
    rows.DraftQuestion,
    rows.DraftPage,
    rows.DraftSection,
    rows.DraftDefinition,
    rows.DraftOutcome,
    rows.DraftNote,
    rows.DraftSelfCare,
    rows.DraftTopic,
    rows.DraftPromise,
    rows.DraftVignette,
)
# What a file may leave to others; the rows then stay.
KEPT_WITHOUT_WORD: Mapping[str, type[Part]] = {
    "signposts": rows.DraftTopic,
    "promises": rows.DraftPromise,
    "vignettes": rows.DraftVignette,
}


class DoesNotFit(ValueError):
    """A text longer than its place in a draft; the message names it."""


def write(draft: Draft, document: Mapping[str, Any]) -> None:
    """Replace the draft's rows. Call within a transaction; raises `DoesNotFit` before any change.

    What the file may leave to others (signposts, promises, vignettes) stays if it says nothing.
    """
    made = _Rows(draft, document)
    made.refuse_long_texts()
    for kind in DELETED_IN_TURN:
        if kind not in made.kept:
            kind._default_manager.filter(draft=draft).delete()
    for name in ("title", "scope", "not_for"):
        setattr(draft, name, str(document.get(name) or ""))
    draft.save(update_fields=["title", "scope", "not_for"])
    made.save()


class _Rows:
    """The rows a document asks for, not saved yet."""

    def __init__(self, draft: Draft, document: Mapping[str, Any]) -> None:
        self.draft = draft
        self.document = document
        self.kept = {kind for name, kind in KEPT_WITHOUT_WORD.items() if name not in document}
        self.sections = [
            rows.DraftSection(key=row["id"], title=row.get("title", ""))
            for row in self.listed("sections")
        ]
        self.pages = [
            rows.DraftPage(key=row["id"], **_given(row, "title", "hint", "error"))
            for row in self.listed("pages")
        ]
        self.patterns = [
            rows.DraftPattern(
                key=key,
                topics=_one_a_line(row.get("topics")),
                sources=_one_a_line(row.get("sources")),
                is_policy=bool(row.get("policy")),
                **_given(row, "name", "tell"),
            )
            for key, row in self.keyed("patterns")
        ]
        self.page_of = {
            name: page
            for joint, page in zip(self.listed("pages"), self.pages, strict=True)
            for name in joint.get("questions") or []
        }
        self.questions = [self.question(row) for row in self.listed("questions")]
        self.options = [
            _option_row(question, place, option)
            for question, row in zip(self.questions, self.listed("questions"), strict=True)
            for place, option in enumerate(row.get("options") or [])
        ]
        self.rules = [self.rule(row) for row in self.listed("rules")]
        self.others: list[list[Any]] = [
            [
                rows.DraftDefinition(key=key, condition=str(condition))
                for key, condition in (document.get("definitions") or {}).items()
            ],
            [_outcome_row(key, row) for key, row in self.keyed("outcomes")],
            [_note_row(key, row) for key, row in self.keyed("notes")],
            [_self_care_row(key, row) for key, row in self.keyed("selfcare")],
            [
                rows.DraftTopic(key=key, references=_one_a_line(references))
                for key, references in (document.get("signposts") or {}).items()
            ],
            [_promise_row(row) for row in self.listed("promises")],
            [_vignette_row(row) for row in self.listed("vignettes")],
        ]
        for parts in self.parts():
            for place, part in enumerate(parts):
                part.draft, part.position = draft, place

    def parts(self) -> Iterable[list[Any]]:
        """The lists of parts, those that others lean on first."""
        return (self.sections, self.pages, self.patterns, self.questions, self.rules, *self.others)

    def listed(self, name: str) -> list[Mapping[str, Any]]:
        return list(self.document.get(name) or [])

    def keyed(self, name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        return ((key, row or {}) for key, row in (self.document.get(name) or {}).items())

    def question(self, row: Mapping[str, Any]) -> rows.DraftQuestion:
        return rows.DraftQuestion(
            key=row["id"],
            section=_keyed_row(self.sections, row.get("section")),
            page=self.page_of.get(row["id"]),
            is_red_flag=bool(row.get("red_flag")),
            is_ordered=bool(row.get("ordered")),
            is_fact=bool(row.get("fact")),
            decimals=row.get("decimals") or 0,
            **_given(
                row,
                *("kind", "text", "hint", "why", "error", "ask_when"),
                *("not_sure_floor", "harmless", "unit", "least", "most"),
            ),
        )

    def rule(self, row: Mapping[str, Any]) -> rows.DraftRule:
        return rows.DraftRule(
            key=row["id"],
            pattern=_keyed_row(self.patterns, row.get("pattern")),
            condition=str(row.get("when") or ""),
            **_given(row, "urgency", "reason", "tell"),
        )

    def refuse_long_texts(self) -> None:
        for part in (row for parts in (*self.parts(), self.options) for row in parts):
            for field in part._meta.concrete_fields:
                most = field.max_length if isinstance(field, models.CharField) else None
                if most and len(str(getattr(part, field.name) or "")) > most:
                    name = getattr(part, "key", "")[:40]
                    part_words = f"{part._meta.verbose_name} {name}".strip()
                    said = _(
                        "%(part)s: the %(field)s is longer than %(most)s characters. Shorten it."
                    )
                    words = {"part": part_words, "field": field.verbose_name, "most": most}
                    raise DoesNotFit(said % words)

    def save(self) -> None:
        for parts in (*self.parts(), self.options):
            if parts:
                type(parts[0])._default_manager.bulk_create(parts)


def _keyed_row(parts: Iterable[Any], key: Any) -> Any:
    """The part of that key; nothing for one the file does not have."""
    return next((part for part in parts if part.key == key), None)


def _given(row: Mapping[str, Any], *names: str) -> dict[str, str]:
    values = ((name, row.get(name)) for name in names)
    return {name: "" if value is None else str(value) for name, value in values}


def _one_a_line(entries: Any) -> str:
    return "\n".join(" ".join(str(entry).split("\n")) for entry in entries or [])


def _option_row(
    question: rows.DraftQuestion, place: int, row: Mapping[str, Any]
) -> rows.DraftOption:
    return rows.DraftOption(
        question=question,
        position=place,
        key=row["id"],
        is_exclusive=bool(row.get("exclusive")),
        is_not_sure=bool(row.get("not_sure")),
        rank=row.get("rank"),
        **_given(row, "label", "flag", "group"),
    )


def _outcome_row(key: str, row: Mapping[str, Any]) -> rows.DraftOutcome:
    listed = {n: _one_a_line(row.get(n)) for n in ("do", "do_not", "safety_net", "topics")}
    return rows.DraftOutcome(urgency=key, **_given(row, "title", "lead", "when"), **listed)


def _note_row(key: str, row: Mapping[str, Any]) -> rows.DraftNote:
    return rows.DraftNote(
        key=key,
        levels=_one_a_line(row.get("levels")),
        condition=str(row.get("show_when") or ""),
        **_given(row, "text"),
    )


def _self_care_row(key: str, row: Mapping[str, Any]) -> rows.DraftSelfCare:
    listed = {n: _one_a_line(row.get(n)) for n in ("do", "come_back", "topics", "sources")}
    return rows.DraftSelfCare(key=key, **_given(row, "title", "expect"), **listed)


def _promise_row(row: Mapping[str, Any]) -> rows.DraftPromise:
    kind = next((word for word in rows.DraftPromise.Kind.values if word in row), "")
    told = "" if kind in ("", NEVER_CALMER) else str(row[kind] or "")
    return rows.DraftPromise(
        key=row["id"],
        kind=kind,
        condition=str(row.get("when") or row.get("unless") or ""),
        urgency="" if kind == "shows_note" else told,
        note=told if kind == "shows_note" else "",
        question=str(row.get("question") or ""),
        options=_one_a_line(row.get("answers")),
        than_options=_one_a_line(row.get(NEVER_CALMER)),
    )


def _vignette_row(row: Mapping[str, Any]) -> rows.DraftVignette:
    answers = (
        (name, chosen if isinstance(chosen, list | tuple) else [chosen])
        for name, chosen in (row.get("answers") or {}).items()
    )
    return rows.DraftVignette(
        key=row["id"],
        answers="\n".join(f"{name}: {', '.join(map(str, chosen))}" for name, chosen in answers),
        groups=_one_a_line(row.get("groups")),
        **_given(row, "story", "lowest", "highest", "source"),
    )
