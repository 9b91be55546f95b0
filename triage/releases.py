"""Between the editors' rows and the engine's values; the only module that knows both.

A release's content never changes, so what was built from it is kept in memory by its row's key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles import signposts
from groundwork import audit
from groundwork.languages import in_own_language
from groundwork.last_known import LastKnown
from groundwork.pages import Remembered
from triage.engine.proofs import Finding, Report, Verdict, Vignette
from triage.engine.proofs.vignettes import pass_all, tried
from triage.engine.proofs.vignettes import unsourced as without_source
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, from_data, to_data
from triage.models import Release

CONTENT_SCHEMA = 1
DRAFT = 0
RELEASES_KEPT = 32


class NotProved(ValueError):
    """A questionnaire whose safety was refuted, or whose proof is of another text."""


class SourcesMissing(ValueError):
    """Vignettes rest on sources that are not in the register."""


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
    content_hash: str
    questionnaire: Questionnaire
    signposts: Mapping[str, tuple[str, ...]]
    signed_by: str
    published_at: datetime
    is_withdrawn: bool
    vignettes: tuple[Mapping[str, Any], ...]

    @property
    def is_draft(self) -> bool:
        """On trial at the desk: it has no number yet."""
        return self.number == DRAFT

    @property
    def edition(self) -> str:
        """What its pages call it."""
        if self.is_draft:
            return _("Draft")
        return _("Release %(number)s") % {"number": self.number}


_KNOWN: LastKnown[PublishedCheck | None] = LastKnown()


def current(check: str) -> PublishedCheck | None:
    """The newest release that stands, or stood when the database was last there. One query."""
    rows = Release.objects.standing().filter(check_slug=check).order_by("-number")
    return _KNOWN.ask(check, lambda: _published(rows))


def newest(check: str) -> PublishedCheck | None:
    """What readers have or, if all was withdrawn, had last. Two queries at most."""
    rows = Release.objects.filter(check_slug=check).order_by("-number")
    return current(check) or _published(rows)


def numbered(check: str, number: int) -> PublishedCheck | None:
    """The release a run began with, even if it was withdrawn since.

    One query, or none while no release is written. With the database away, one that this process
    knows goes on.
    """
    return _KNOWN.ask((check, number), lambda: _NUMBERED.get(check, number))


def checks() -> list[PublishedCheck]:
    """The newest standing release of every check. One query."""
    newest: dict[str, PublishedCheck] = {}
    for row in _light(Release.objects.standing().order_by("check_slug", "-number")):
        newest.setdefault(row.check_slug, _built(row))
    return list(newest.values())


def was_published(check: str) -> bool:
    """Whether the check ever had a release, withdrawn or not. One query."""
    return Release.objects.filter(check_slug=check).exists()


@in_own_language
@transaction.atomic
def publish(
    *,
    check: str,
    questionnaire: Questionnaire,
    report: Report,
    signpost_table: Mapping[str, Iterable[str]],
    note: str,
    vignettes: Iterable[Vignette] = (),
    published_by: User | None = None,
    approved_by: User | None = None,
) -> tuple[Release, bool]:
    """Freeze a proved questionnaire as the next release; (release, whether it is new).

    The wording of its red flags is taken from the register at this moment, and `report` must be
    the proof of exactly that (see `with_register_wording`). The vignettes are kept with what they
    get, for the scorecard. Publishing what is already published makes nothing. `published_by` is
    nobody for a file; `triage.desk.publishing` says when a second person must approve. Raises
    `NotProved`, `SignpostsMissing` or `SourcesMissing`.
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
        "vignettes": _tried(questionnaire, vignettes),
    }
    made = Release(
        check_slug=check,
        content=content,
        content_hash=content_hash(content),
        proof=report.to_data(),
        note=note,
        published_by=published_by,
        approved_by=approved_by,
    )
    return _next(made)


@in_own_language
@transaction.atomic
def publish_again(
    *, release: Release, note: str, published_by: User, approved_by: User | None = None
) -> tuple[Release, bool]:
    """Give readers an earlier release's content again, as the next release; (it, whether new).

    What was proved of it and who signed it stays true, since not a letter differs.
    """
    made = Release(
        check_slug=release.check_slug,
        content=release.content,
        content_hash=release.content_hash,
        proof=release.proof,
        note=note,
        signed_by=release.signed_by,
        published_by=published_by,
        approved_by=approved_by,
    )
    return _next(made)


def _next(made: Release) -> tuple[Release, bool]:
    """Save it under the next number, unless readers have the same already."""
    rows = Release.objects.select_for_update().filter(check_slug=made.check_slug)
    latest = rows.order_by("-number").first()
    if latest and latest.content_hash == made.content_hash and latest.withdrawn_at is None:
        return latest, False
    made.number = (rows.aggregate(top=Max("number"))["top"] or 0) + 1
    made.save(force_insert=True)
    before = {"release": latest.number, "content hash": latest.content_hash} if latest else {}
    after = {
        "release": made.number,
        "content hash": made.content_hash,
        "approved by": made.approved_by,
        "note": made.note,
    }
    audit.record("published", made, by=made.published_by, before=before, after=after)
    signposts.found_pages_changed()
    return made, True


def _refuse_unproved(data: dict[str, Any], report: Report) -> None:
    if report.content_hash != content_hash(data):
        raise NotProved("The proof is of another text. Prove the questionnaire again.")
    refuted = [proof.name for proof in report.proofs if proof.verdict is Verdict.REFUTED]
    if refuted:
        raise NotProved(
            f"Not published: refuted are {', '.join(refuted)}. "
            "Run “manage.py verify” on the file to see the answers that show it."
        )


def unsourced(vignettes: Iterable[Vignette]) -> tuple[Finding, ...]:
    """Vignettes whose source is not in the register. One query."""
    cases = tuple(vignettes)
    return without_source(cases, signposts.sources(case.source for case in cases))


def _tried(questionnaire: Questionnaire, vignettes: Iterable[Vignette]) -> list[dict[str, Any]]:
    cases = tuple(vignettes)
    failed = pass_all(questionnaire, cases).counter_examples
    if failed:
        raise NotProved(f"Not published: {failed[0].place}: {failed[0].reason}")
    findings = unsourced(cases)
    if findings:
        first, rest = findings[0], len(findings) - 1
        more = f" The same goes for {rest} more." if rest else ""
        raise SourcesMissing(f"{first.place}: {first.reason}{more}")
    return [case.to_data(tried(questionnaire, case).urgency) for case in cases]


def with_register_wording(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with each red flag's advice and sources as the register has them now."""
    flags = signposts.red_flags(pattern.key for pattern in questionnaire.patterns)
    return with_wording(questionnaire, flags)


def with_wording(
    questionnaire: Questionnaire, flags: Mapping[str, signposts.RedFlagWording]
) -> Questionnaire:
    """The questionnaire with these red flags' advice and sources."""
    patterns = tuple(
        replace(pattern, tell=flags[pattern.key].what_to_do, sources=flags[pattern.key].sources)
        if pattern.key in flags
        else pattern
        for pattern in questionnaire.patterns
    )
    return replace(questionnaire, patterns=patterns)


def _numbered(check: str, number: int) -> PublishedCheck | None:
    return _published(Release.objects.filter(check_slug=check, number=number))


_NUMBERED = Remembered(_numbered)


def _published(rows: Any) -> PublishedCheck | None:
    row = _light(rows).first()
    return _built(row) if row else None


def _light(rows: Any) -> Any:
    """Rows without their content, which is read once for each release and process."""
    return rows.defer("content")


def _built(row: Release) -> PublishedCheck:
    questionnaire, table, vignettes = _content(row.pk, row.content_hash)
    return PublishedCheck(
        check=row.check_slug,
        number=row.number,
        content_hash=row.content_hash,
        questionnaire=questionnaire,
        signposts=table,
        signed_by=row.signed_by,
        published_at=row.published_at,
        is_withdrawn=row.withdrawn_at is not None,
        vignettes=vignettes,
    )


@lru_cache(maxsize=RELEASES_KEPT)
def _content(
    pk: int, mark: str
) -> tuple[Questionnaire, Mapping[str, tuple[str, ...]], tuple[Mapping[str, Any], ...]]:
    """What a release holds. One query, the first time; refuses content that was tampered with."""
    content = Release.objects.values_list("content", flat=True).get(pk=pk)
    if content_hash(content) != mark:
        raise ValueError("A release's content does not match its hash; it will not be used.")
    table = {topic: tuple(refs) for topic, refs in content["signposts"].items()}
    # Releases made before there was a scorecard hold no vignettes.
    return from_data(content["questionnaire"]), table, tuple(content.get("vignettes", ()))
