"""The versions of an article: all of them, one as readers would see it, and one put back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles import editing, helpfulness, previewing
from articles.desk.access import CHANGE, article_for, may, signed_in, version_of
from articles.desk.findings import findings_in
from articles.desk.pages import done, page, refused, url_of, with_policy
from articles.desk.words import at_time, on_day
from articles.editing import Refused
from articles.models import Article, ArticleVersion, Edition, Review

VERSIONS_SHOWN = 50
WIDTHS = {
    "both": gettext_lazy("Phone and desktop"),
    "phone": gettext_lazy("Phone"),
    "desktop": gettext_lazy("Desktop"),
}


@dataclass(frozen=True)
class HistoryRow:
    version: ArticleVersion
    marks: tuple[str, ...]


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, the newest first, a page at a time."""
    article = article_for(request, pk)
    rows = article.versions.select_related("author").defer("content").order_by("-number")
    shown = Paginator(rows, VERSIONS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "rows": _rows(article, list(shown)),
        "shown": shown,
        "page_numbers": shown.paginator.get_elided_page_range(shown.number, on_each_side=2),
        "may_change": may(request, CHANGE),
        "opened": article.head.number if article.head else 0,
    }
    return page(request, "history.html", _("History"), article, context)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as readers would see it, in the widths of a phone and of a desktop."""
    article = article_for(request, pk)
    found = version_of(article, number)
    width = request.GET.get("width", "")
    context = {
        "row": _rows(article, [found])[0],
        "width": width if width in WIDTHS else "both",
        "widths": WIDTHS,
        "said": helpfulness.by_part(found, _titles(found)),
        "may_change": may(request, CHANGE),
        "opened": article.head.number if article.head else 0,
    }
    response = page(
        request, "version.html", (_("Version %(number)s") % {"number": number}), article, context
    )
    return with_policy(response, "frame-src")


def _titles(found: ArticleVersion) -> dict[str, str]:
    """Of its sections, by id, where readers had it."""
    edition = Edition.objects.filter(version=found).only("headings").first()
    headings = edition.headings if edition else []
    return {heading["id"]: heading["title"] for heading in headings}


@xframe_options_sameorigin
@require_safe
def version_alone(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The page itself, which the page above shows in frames."""
    article = article_for(request, pk)
    response = previewing.drawn(request, version_of(article, number))
    return with_policy(previewing.private(response), "frame-ancestors")


@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Put a version back into the working copy, if that is still what the page showed."""
    article = article_for(request, pk, CHANGE)
    found = version_of(article, number)
    try:
        made = _restore(article, found, opened=request.POST.get("opened", ""), request=request)
    except Refused as refusal:
        return refused(request, refusal, url_of("history", article))
    for each in findings_in(made).stops:
        told = {"finding": each.place, "problem": each.reason, "remedy": each.repair}
        messages.warning(request, _("Stops publishing. %(finding)s: %(problem)s %(remedy)s") % told)
    said = _(
        "Version %(number)s is put back, as version %(number2)s. Readers keep what they have."
    ) % {"number": number, "number2": made.number}
    return done(request, said, url_of("change", article))


@transaction.atomic
def _restore(
    article: Article, found: ArticleVersion, *, opened: str, request: HttpRequest
) -> ArticleVersion:
    locked = Article.objects.select_for_update(of=("self",)).select_related("head__author")
    head = locked.get(pk=article.pk).head
    if head is None or str(head.number) != opened:
        saved = (
            (
                _("Version %(number)s was saved by %(written_by)s")
                % {"number": head.number, "written_by": head.written_by}
            )
            if head
            else _("It changed")
        )
        raise Refused(
            _("%(saved)s meanwhile. Nothing was put back: look at the newest version first.")
            % {"saved": saved}
        )
    if head.content_hash == found.content_hash:
        raise Refused(
            _("The text is exactly version %(number)s already. Nothing was changed.")
            % {"number": found.number}
        )
    return editing.restore(found, by=signed_in(request))


def _rows(article: Article, versions: list[ArticleVersion]) -> list[HistoryRow]:
    """Each version with what became of it. Three queries, however many there are."""
    marks: dict[int, list[str]] = defaultdict(list)
    numbers = [each.number for each in versions]
    _mark_editions(marks, article, numbers)
    hashes = {each.content_hash for each in versions}
    reviews = Review.objects.filter(article=article, version__content_hash__in=hashes)
    for number, said in helpfulness.in_words(article.pk, numbers).items():
        marks[number].append(said)
    _mark_reviews(marks, reviews.select_related("version"), versions)
    return [HistoryRow(each, tuple(marks[each.number])) for each in versions]


def _mark_editions(marks: dict[int, list[str]], article: Article, numbers: Iterable[int]) -> None:
    now = timezone.now()
    editions = Edition.objects.filter(article=article, version__number__in=numbers)
    told = editions.order_by("starts_at").values_list("version__number", "starts_at", "ends_at")
    for number, starts, ends in told:
        if starts > now:
            said = _("Scheduled from %(starts)s") % {"starts": at_time(starts)}
        elif ends is None or ends > now:
            said = _("Public now") + (
                (_(" until %(ends)s") % {"ends": at_time(ends)}) if ends else ""
            )
        else:
            said = _("Was public until %(ends)s") % {"ends": at_time(ends)}
        marks[number].append(said)


def _mark_reviews(
    marks: dict[int, list[str]], reviews: Iterable[Review], versions: Iterable[ArticleVersion]
) -> None:
    """A sign-off holds for every version with the same content; other words for one alone."""
    signed: dict[str, Review] = {}
    for review in reviews:
        number = review.version.number
        if not review.decision:
            marks[number].append(_("In review"))
        elif review.decision == Review.Decision.RETURNED:
            marks[number].append(_("Returned with remarks"))
        elif review.decision == Review.Decision.APPROVED:
            signed.setdefault(review.version.content_hash, review)
    for each in versions:
        if (sign_off := signed.get(each.content_hash)) and sign_off.review_due:
            marks[each.number].append(
                _("Signed off until %(review_due)s") % {"review_due": on_day(sign_off.review_due)}
            )
