"""Drafts: what they hold as a file, how they begin, and what they come to.

Every change goes through `changed`, so that two editors learn of each other.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from groundwork import audit, yaml_lines
from triage import models as rows
from triage import releases
from triage.desk import building, words
from triage.desk import document as draft_document
from triage.desk import rows as draft_rows
from triage.desk.building import Built, Finding
from triage.desk.document import Document
from triage.desk.rows import DoesNotFit
from triage.files.text import to_document
from triage.models import Draft, Part, Release

__all__ = [
    "Built",
    "DoesNotFit",
    "Finding",
    "begin",
    "build",
    "changed",
    "document",
    "fill",
    "places",
]

CONTENT = Path(__file__).resolve().parents[1] / "content"
Person = AbstractBaseUser | AnonymousUser | None

# The words proofs and files name parts with -> their rows, and the field that holds the name.
PLACES: Mapping[str, tuple[type[Part], str]] = {
    "section": (rows.DraftSection, "key"),
    "page": (rows.DraftPage, "key"),
    "question": (rows.DraftQuestion, "key"),
    "definition": (rows.DraftDefinition, "key"),
    "pattern": (rows.DraftPattern, "key"),
    "rule": (rows.DraftRule, "key"),
    "outcome": (rows.DraftOutcome, "urgency"),
    "note": (rows.DraftNote, "key"),
    "selfcare": (rows.DraftSelfCare, "key"),
    "self-care for": (rows.DraftSelfCare, "key"),
    "topic": (rows.DraftTopic, "key"),
    "promise": (rows.DraftPromise, "key"),
    "vignette": (rows.DraftVignette, "key"),
}


def document(draft: Draft) -> Document:
    """The draft in the fields of a questionnaire file. Fourteen queries, however long it is."""
    return draft_document.read(draft)


def fill(draft: Draft, document: Mapping[str, Any], *, by: Person = None) -> None:
    """Replace what the draft holds. Signposts, promises and vignettes stay if the document has
    no word on them. Raises `DoesNotFit`."""
    with changed(draft, by=by):
        draft_rows.write(draft, document)
        audit.record("replaced", draft, by=by, after={"revision": draft.revision})


def begin(check: str, user: Person) -> Draft:
    """The check's new draft: from its newest release, or from nothing. Raises IntegrityError if
    there is one already."""
    published = releases.current(check)
    with transaction.atomic():
        draft = Draft(check_slug=check, changed_by=_known(user))
        if published:
            draft.began_from = Release.objects.get(check_slug=check, number=published.number)
        draft.save()
        if published:
            fill(draft, _document_of(published), by=user)
        audit.record("began", draft, by=user, after={"from": draft.began_from})
    return draft


def build(draft: Draft) -> Built:
    """What the draft comes to, and everything that stands in its way."""
    built = building.build(document(draft), draft.check_slug, places(draft))
    findings = (words.at_the_desk(each, _kind_of(each.place)) for each in built.findings)
    return replace(built, findings=tuple(findings))


@contextmanager
def changed(draft: Draft, *, by: Person) -> Iterator[int]:
    """Make a change in one transaction; yields the revision the draft rises to.

    The draft's row is locked meanwhile, so of two editors one waits for the other.
    """
    draft.changed_at, draft.changed_by = timezone.now(), _known(by)
    with transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(
            revision=F("revision") + 1, changed_at=draft.changed_at, changed_by=draft.changed_by
        )
        draft.revision = Draft.objects.values_list("revision", flat=True).get(pk=draft.pk)
        yield draft.revision


def places(draft: Draft) -> Callable[[str], str]:
    """Where the editor mends a part, by its place such as “rule u-clot”; one query for each kind
    asked for. The draft's own page for what has no page."""
    return partial(_url, draft, {})


def _kind_of(place: str) -> type[Part] | None:
    """The rows a place such as “rule u-clot” is one of; nothing for the whole check."""
    word = _word_of(place)
    return PLACES[word][0] if word else None


def _word_of(place: str) -> str:
    return next((word for word in PLACES if place.startswith(f"{word} ")), "")


def _url(draft: Draft, known: dict[str, dict[str, int]], place: str) -> str:
    kind = _word_of(place)
    if not kind:
        return reverse("admin:triage_draft_change", args=[draft.pk])
    model, field = PLACES[kind]
    if kind not in known:
        pairs = model._default_manager.filter(draft=draft).values_list(field, "pk")
        known[kind] = dict(pairs)
    pk = known[kind].get(place.removeprefix(f"{kind} "))
    if pk is None:
        return reverse("admin:triage_draft_change", args=[draft.pk])
    return reverse(f"admin:triage_{model._meta.model_name}_change", args=[pk])


def _document_of(published: releases.PublishedCheck) -> Document:
    """A release as a file would have it. Promises are kept beside the shipped questionnaire."""
    vignettes = [
        {name: value for name, value in case.items() if name != "result"}
        for case in published.vignettes
    ]
    return {
        **to_document(published.questionnaire),
        "signposts": {topic: list(refs) for topic, refs in published.signposts.items()},
        "promises": _shipped(published.check, "promises"),
        "vignettes": vignettes or _shipped(published.check, "vignettes"),
    }


def _shipped(check: str, what: str) -> list[Any]:
    path = CONTENT / f"{check}-{what}.yaml"
    if not path.is_file():
        return []
    listed: list[Any] = yaml_lines.load(path.read_text(encoding="utf-8"))[what]
    return listed


def _known(user: Person) -> Any:
    """Nobody for a person we do not know."""
    return user if user is not None and user.is_authenticated else None
