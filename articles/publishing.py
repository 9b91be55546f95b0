"""What publishers do: give readers a version now or later, take it back, archive an article.

An article's editions never overlap: each ends when the next begins. Nothing has to run at those
times; `Edition.objects.public()` decides when read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import addresses, checking, editing, rendering
from articles.editing import Refused
from articles.markdown import Finding, Register
from articles.models import Article, ArticleVersion, Edition
from articles.search import indexing
from groundwork import audit
from groundwork.languages import in_own_language


@dataclass
class NotSafe(Refused):
    """The text would harm a reader; `findings` say where, why, and what to do."""

    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return _("Mend what stands in the way first.")


@in_own_language
@transaction.atomic
def publish(
    version: ArticleVersion,
    *,
    by: User | None,
    at: datetime | None = None,
    until: datetime | None = None,
    note: str = "",
    entries: Register | None = None,
    together: Collection[str] = (),
) -> Edition:
    """Give readers a version from `at` (now) until `until` (for good, or the next edition).

    `entries`: the registers, for whoever publishes many and has read them. `together`: slugs of
    articles that go out with this one, so that they may link to each other.
    Raises `Refused` for wrong times and `NotSafe` for a text that would harm a reader.
    """
    now = timezone.now()
    starts = max(at, now) if at else now
    if until is not None and until <= starts:
        raise Refused(gettext_lazy("The end must be after the start. Mend the dates."))
    article = Article.objects.select_for_update().get(pk=version.article_id)
    _refuse_harm(version, entries, together)
    if starts > now:
        _forget_what_is_to_come(article, now)
    edition = _between(article, version, starts, until)
    edition.published_by = by
    edition.note = note
    edition.review = editing.sign_off_of(version)
    rendering.make(edition, entries)
    if by is not None:
        audit.record("published", article, by=by, after=_told(edition))
    indexing.forget_what_is_over(article)
    return edition


@transaction.atomic
def unschedule(article: Article, *, by: User | None) -> int:
    """Take back what is to come; what readers have now stays. Returns how many editions went."""
    Article.objects.select_for_update().get(pk=article.pk)
    count = _forget_what_is_to_come(article, timezone.now())
    audit.record("unscheduled", article, by=by, before={"editions to come": count})
    return count


@in_own_language
@transaction.atomic
def archive(
    article: Article,
    *,
    by: User,
    at: datetime | None = None,
    replacement: Article | None = None,
) -> Edition:
    """Take an article from readers at a time (now); its address then leads to `replacement`.

    Raises `Refused` if they don't have it, or something public would lead to nothing.
    """
    Article.objects.select_for_update().get(pk=article.pk)
    now = timezone.now()  # not before: an edition may have begun while we waited
    ends = max(at, now) if at else now
    _refuse_loose_ends(article, replacement)
    _forget_what_is_to_come(article, now)
    edition = Edition.objects.public(now).filter(article=article).first()
    if edition is None:
        raise Refused(
            gettext_lazy("Readers don't have this article, so there is nothing to archive.")
        )
    # Even one that began in this very microsecond ends after it.
    ends = max(ends, edition.starts_at + timedelta.resolution)
    edition.ends_at = ends
    edition.ended_by = by
    edition.save(update_fields=["ends_at", "ended_by"])
    indexing.forget_what_is_over(article)
    Article.objects.filter(pk=article.pk).update(replaced_by=replacement)
    leads_to = {"until": ends, "replaced by": replacement}
    audit.record("archived", article, by=by, before={"until": None}, after=leads_to)
    return edition


def _told(edition: Edition) -> dict[str, object]:
    """What the audit trail says of an edition: exactly which text, and when."""
    return {
        "version": edition.version.number,
        "content hash": edition.version.content_hash,
        "from": edition.starts_at,
        "until": edition.ends_at,
        "note": edition.note,
    }


def _refuse_loose_ends(article: Article, replacement: Article | None) -> None:
    """Nothing public may lead to nothing: whatever points here needs somewhere to lead."""
    if replacement is not None:
        if not Edition.objects.public().filter(article=replacement).exclude(article=article):
            raise Refused(
                gettext_lazy("Choose another article that readers have as the replacement.")
            )
        return
    pointing = addresses.what_points_at(article)
    if any(lean.is_public and not lean.is_left_out for lean in pointing):
        raise Refused(
            gettext_lazy(
                "Something public leads here. Choose what replaces it, or change that first."
            )
        )


def _refuse_harm(
    version: ArticleVersion, entries: Register | None, together: Collection[str]
) -> None:
    findings = checking.blocking(version, entries, together)
    if findings:
        raise NotSafe(findings)


def _between(
    article: Article, version: ArticleVersion, starts: datetime, until: datetime | None
) -> Edition:
    """A new edition, unsaved, in its place among the article's others."""
    editions = Edition.objects.filter(article=article)
    following = editions.filter(starts_at__gt=starts).order_by("starts_at").first()
    ends = min((at for at in (until, following and following.starts_at) if at), default=None)
    for earlier in editions.not_over(starts).filter(starts_at__lte=starts):
        if earlier.starts_at == starts:
            indexing.take_edition(earlier)
            earlier.delete()
        else:
            earlier.ends_at = starts
            earlier.save(update_fields=["ends_at"])
    return Edition(article=article, version=version, starts_at=starts, ends_at=ends)


def _forget_what_is_to_come(article: Article, now: datetime) -> int:
    """Delete editions that readers never had, and let the present one go on in their place."""
    editions = Edition.objects.filter(article=article)
    coming = list(editions.to_come(now).order_by("starts_at"))
    for each in coming:
        indexing.take_edition(each)
        each.delete()
    if coming:
        editions.filter(ends_at=coming[0].starts_at).update(ends_at=coming[-1].ends_at)
    return len(coming)
