"""The pages that give readers a version, take back what is to come, and archive an article."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import addresses
from articles.desk import sealing
from articles.desk.access import PUBLISH, article_for, signed_in
from articles.desk.comparing import between
from articles.desk.findings import findings_in
from articles.desk.forms import ArchiveForm, PublishForm, TimedForm
from articles.desk.pages import done, page, refused, url_of
from articles.desk.sealing import seal_of
from articles.desk.standing import Standing, sign_off_said, standing_of
from articles.desk.words import at_time
from articles.editing import Refused
from articles.models import Article, Edition


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What readers have against what they would get, and the button."""
    article = article_for(request, pk, PUBLISH)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            edition = _publish(request, article, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _said(edition), url_of("change", article))
    return _page(request, article, form)


@require_POST
def unschedule(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is to come does not come; what readers have stays."""
    article = article_for(request, pk, PUBLISH)
    try:
        count = sealing.unschedule(
            article, seal=request.POST.get("seal", ""), by=signed_in(request)
        )
    except Refused as refusal:
        return refused(request, refusal, url_of("publish", article))
    said = _("Nothing is scheduled any more.") if count else _("Nothing was scheduled.")
    return done(
        request,
        (_("%(said)s Readers keep what they have.") % {"said": said}),
        url_of("publish", article),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an article from readers, now or at a time."""
    article = article_for(request, pk, PUBLISH)
    form = ArchiveForm(request.POST if request.method == "POST" else None, article=article)
    if form.is_bound and form.is_valid():
        try:
            edition = _archive(request, article, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _archived(edition), url_of("change", article))
    standing = standing_of(article)
    context = {
        "standing": standing,
        "form": form,
        "seal": seal_of(standing),
        "leans": addresses.what_points_at(article),
    }
    return page(request, "archive.html", _("Archive"), article, context, _status(form))


def _archive(request: HttpRequest, article: Article, form: ArchiveForm) -> Edition:
    return sealing.archive(
        article,
        seal=request.POST.get("seal", ""),
        by=signed_in(request),
        at=form.moment,
        replacement=form.cleaned_data["replacement"],
    )


def _publish(request: HttpRequest, article: Article, form: PublishForm) -> Edition:
    """Raises `Refused`; what the checks stop is named on the page that comes back."""
    return sealing.publish(
        article,
        seal=request.POST.get("seal", ""),
        by=signed_in(request),
        at=form.moment,
        until=form.cleaned_data["until"],
        note=form.cleaned_data["note"],
    )


def _page(request: HttpRequest, article: Article, form: PublishForm) -> HttpResponse:
    standing = standing_of(article)
    context = {
        "standing": standing,
        "form": form,
        "seal": seal_of(standing),
        "sign_off_said": sign_off_said(standing.sign_off),
        **_weighed(standing),
    }
    return page(request, "publish.html", _("Publish"), article, context, _status(form))


def _weighed(standing: Standing) -> dict[str, object]:
    """What would change for readers, and what the checks say of it."""
    head, public = standing.version, standing.public
    if head is None:
        return {}
    is_new = public is None or public.version.content_hash != head.content_hash
    return {
        "findings": findings_in(head),
        "is_new": is_new,
        "difference": between(public.version.content, head.content) if public and is_new else None,
    }


def _status(form: TimedForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def _said(edition: Edition) -> str:
    until = (
        (_(" until %(ends_at)s") % {"ends_at": at_time(edition.ends_at)}) if edition.ends_at else ""
    )
    number = edition.version.number
    if edition.starts_at > timezone.now():
        return _("Scheduled. Readers get version %(number)s from %(starts_at)s%(until)s.") % {
            "number": number,
            "starts_at": at_time(edition.starts_at),
            "until": until,
        }
    return _("Published. Readers have version %(number)s from now on%(until)s.") % {
        "number": number,
        "until": until,
    }


def _archived(edition: Edition) -> str:
    if edition.ends_at and edition.ends_at > timezone.now():
        return _("Readers have it until %(ends_at)s, and no longer.") % {
            "ends_at": at_time(edition.ends_at)
        }
    return _("Archived. Readers don't have this article any more; its history stays.")
