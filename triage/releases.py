"""Between the editors' rows and the engine's values; the only module that knows both.

A release's content never changes, so what was built from it is kept in memory by its row's key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Max

from articles import signposts
from triage.engine.proofs import Report, Verdict
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, from_data, to_data
from triage.models import Release

CONTENT_SCHEMA = 1
RELEASES_KEPT = 32


class NotProved(ValueError):
    """A questionnaire whose safety was refuted, or whose proof is of another text."""


class SignpostsMissing(ValueError):
    """Topics lead to sections that are not published."""

    def __init__(self, references: Iterable[str]) -> None:
        self.references = sorted(references)
        super().__init__(f"These sections are not published: {', '.join(self.references)}.")


@dataclass(frozen=True)
class PublishedCheck:
    """A release as readers walk through it."""

    check: str
    number: int
    questionnaire: Questionnaire
    signposts: Mapping[str, tuple[str, ...]]
    signed_by: str
    is_withdrawn: bool


def current(check: str) -> PublishedCheck | None:
    """The newest release that stands. One query."""
    return _published(Release.objects.standing().filter(check_slug=check).order_by("-number"))


def numbered(check: str, number: int) -> PublishedCheck | None:
    """The release a run began with, even if it was withdrawn since. One query."""
    return _published(Release.objects.filter(check_slug=check, number=number))


def checks() -> list[PublishedCheck]:
    """The newest standing release of every check. One query."""
    newest: dict[str, PublishedCheck] = {}
    for row in _light(Release.objects.standing().order_by("check_slug", "-number")):
        newest.setdefault(row.check_slug, _built(row))
    return list(newest.values())


def was_published(check: str) -> bool:
    """Whether the check ever had a release, withdrawn or not. One query."""
    return Release.objects.filter(check_slug=check).exists()


@transaction.atomic
def publish(
    *,
    check: str,
    questionnaire: Questionnaire,
    report: Report,
    signpost_table: Mapping[str, Iterable[str]],
    note: str,
) -> tuple[Release, bool]:
    """Freeze a proved questionnaire as the next release; (release, whether it is new).

    The wording of its red flags is taken from the register at this moment, and `report` must be
    the proof of exactly that (see `with_register_wording`). Publishing what is already published
    makes nothing. Raises `NotProved` or `SignpostsMissing`.
    """
    table = {topic: list(references) for topic, references in signpost_table.items()}
    missing = signposts.missing(reference for row in table.values() for reference in row)
    if missing:
        raise SignpostsMissing(missing)
    data = to_data(with_register_wording(questionnaire))
    _refuse_unproved(data, report)
    content = {
        "schema": CONTENT_SCHEMA,
        "questionnaire": data,
        "signposts": table,
    }
    mark = content_hash(content)
    rows = Release.objects.select_for_update().filter(check_slug=check)
    latest = rows.order_by("-number").first()
    if latest and latest.content_hash == mark and latest.withdrawn_at is None:
        return latest, False
    number = (rows.aggregate(top=Max("number"))["top"] or 0) + 1
    release = Release.objects.create(
        check_slug=check,
        number=number,
        content=content,
        content_hash=mark,
        proof=report.to_data(),
        note=note,
    )
    return release, True


def _refuse_unproved(data: dict[str, Any], report: Report) -> None:
    if report.content_hash != content_hash(data):
        raise NotProved("The proof is of another text. Prove the questionnaire again.")
    refuted = [proof.name for proof in report.proofs if proof.verdict is Verdict.REFUTED]
    if refuted:
        raise NotProved(
            f"Not published: refuted are {', '.join(refuted)}. "
            "Run “manage.py verify” on the file to see the answers that show it."
        )


def with_register_wording(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with each red flag's advice and sources as the register has them now."""
    flags = signposts.red_flags(pattern.key for pattern in questionnaire.patterns)
    patterns = tuple(
        replace(pattern, tell=flags[pattern.key].what_to_do, sources=flags[pattern.key].sources)
        if pattern.key in flags
        else pattern
        for pattern in questionnaire.patterns
    )
    return replace(questionnaire, patterns=patterns)


def _published(rows: Any) -> PublishedCheck | None:
    row = _light(rows).first()
    return _built(row) if row else None


def _light(rows: Any) -> Any:
    """Rows without their content, which is read once for each release and process."""
    return rows.defer("content")


def _built(row: Release) -> PublishedCheck:
    questionnaire, table = _content(row.pk, row.content_hash)
    return PublishedCheck(
        check=row.check_slug,
        number=row.number,
        questionnaire=questionnaire,
        signposts=table,
        signed_by=row.signed_by,
        is_withdrawn=row.withdrawn_at is not None,
    )


@lru_cache(maxsize=RELEASES_KEPT)
def _content(pk: int, mark: str) -> tuple[Questionnaire, Mapping[str, tuple[str, ...]]]:
    """What a release holds. One query, the first time; refuses content that was tampered with."""
    content = Release.objects.values_list("content", flat=True).get(pk=pk)
    if content_hash(content) != mark:
        raise ValueError("A release's content does not match its hash; it will not be used.")
    table = {topic: tuple(refs) for topic, refs in content["signposts"].items()}
    return from_data(content["questionnaire"]), table
