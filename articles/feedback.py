"""“Was this helpful?”: a page of its own, so that article pages need no form and no cookie.

Who answers is not kept. That somebody from one address answered is counted under a mark that is
forgotten the same day (groundwork.throttle): a further answer is thanked for and not counted.
"""

from datetime import timedelta
from http import HTTPStatus

from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import ArticleVersion, Edition, FeedbackCount
from articles.reading import more_to_read
from articles.ways import edition_at
from groundwork import throttle

DAY = timedelta(days=1)
ANSWERS_TO_AN_ARTICLE = 1  # a day from one address
ANSWERS_TO_ALL = 40  # a day from one address: more is no reader
ANSWERS = {"yes": True, "no": False}
RELATED_SHOWN = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, or an answer to it. Two queries to show."""
    edition = _edition(slug)
    if edition.slug != slug:
        return HttpResponseRedirect(_address("feedback", edition))
    if request.method != "POST":
        return _form(request, edition, section=request.GET.get("section", ""))
    return _take(request, edition)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Where to go from here. Three queries."""
    edition = _edition(slug)
    if edition.slug != slug:
        return HttpResponseRedirect(edition.get_absolute_url())
    context = {
        "article": edition,
        "helped": request.GET.get("helped") != "no",
        "related": more_to_read(edition)[:RELATED_SHOWN],
    }
    return render(request, "articles/feedback_thanks.html", context)


@transaction.atomic
def count_answer(version: ArticleVersion, *, section: str, is_helpful: bool, reason: str) -> None:
    """One more reader of this day who answered so."""
    row, _made = FeedbackCount.objects.get_or_create(
        version=version,
        section=section,
        is_helpful=is_helpful,
        reason="" if is_helpful else reason,
        day=timezone.localdate(),
    )
    FeedbackCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _edition(slug: str) -> Edition:
    edition = edition_at(slug)
    if edition is None:
        raise Http404
    return edition


def _take(request: HttpRequest, edition: Edition) -> HttpResponse:
    answer = request.POST.get("answer", "")
    told = {name: request.POST.get(name, "") for name in ("section", "reason")}
    if answer not in ANSWERS:
        return _form(request, edition, **told, error=_("Choose Yes or No."))
    about = _edition_read(edition, request.POST.get("version", ""))
    if about is None:
        said = _("We could not tell which text you read. Please answer again.")
        return _form(request, edition, **told, error=said)
    if _counts(request, edition):
        count_answer(
            about.version,
            section=_section_of(about, told["section"]),
            is_helpful=ANSWERS[answer],
            reason=told["reason"] if told["reason"] in FeedbackCount.Reason.values else "",
        )
    return HttpResponseRedirect(
        f"{_address('feedback-thanks', edition)}?helped={answer}", status=HTTPStatus.SEE_OTHER
    )


def _edition_read(edition: Edition, number: str) -> Edition | None:
    """The edition of the version the form was opened with: readers have it, or had it before."""
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        return None
    had = Edition.objects.filter(
        article=edition.article_id, version__number=int(number), starts_at__lte=timezone.now()
    )
    return had.select_related("version").order_by("-starts_at", "-pk").first()


def _counts(request: HttpRequest, edition: Edition) -> bool:
    """Whether this is the first answer of the day to this article, as far as we may know."""
    sender = throttle.sender_of(request)
    first = throttle.is_allowed(
        f"feedback {edition.article_id}", sender, limit=ANSWERS_TO_AN_ARTICLE, window=DAY
    )
    return first and throttle.is_allowed("feedback", sender, limit=ANSWERS_TO_ALL, window=DAY)


def _section_of(edition: Edition, section: str) -> str:
    """The section's id if the text has one such; else it was about all of it."""
    return section if section in {heading["id"] for heading in edition.headings} else ""


def _form(
    request: HttpRequest, edition: Edition, *, section: str = "", reason: str = "", error: str = ""
) -> HttpResponse:
    number = ArticleVersion.objects.values_list("number", flat=True).get(pk=edition.version_id)
    chosen = _section_of(edition, section)
    context = {
        "article": edition,
        "version": number,
        "section": chosen,
        "sections": [
            {**heading, "is_chosen": heading["id"] == chosen} for heading in edition.headings
        ],
        "reasons": [
            {"value": value, "label": label, "checked": value == reason}
            for value, label in FeedbackCount.Reason.choices
        ],
        "errors": [{"text": error, "href": "#answer"}] if error else [],
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "articles/feedback.html", context, status=status)


def _address(name: str, edition: Edition) -> str:
    return reverse(f"articles:{name}", args=[edition.slug])
