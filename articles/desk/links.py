"""Preview links at the desk: made, listed, taken back."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import previews
from articles.desk.access import CHANGE, article_for, signed_in, version_of
from articles.desk.forms import LinkForm
from articles.desk.pages import done, page, url_of
from articles.editing import Refused
from articles.models import Article, PreviewLink

LINKS_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The links of an article, and the form that makes one.

    The answer to the form shows the address itself instead of leading on to a page that does: it
    could not be kept anywhere until then. The same form sent again makes nothing new.
    """
    article = article_for(request, pk, CHANGE)
    numbers = list(article.versions.values_list("number", flat=True))
    form = LinkForm(request.POST if request.method == "POST" else None, numbers=numbers)
    address, made = "", None
    if form.is_bound and form.is_valid():
        try:
            made, address = _make(request, article, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            form = LinkForm(numbers=numbers)
    return _page(request, article, form, made, address)


@require_POST
def revoke(request: HttpRequest, pk: int, link: int) -> HttpResponseBase:
    """Whoever has the link sees nothing any more."""
    article = article_for(request, pk, CHANGE)
    row = get_object_or_404(PreviewLink, version__article=article, pk=link)
    revoked = previews.revoke(row, by=signed_in(request))
    said = _("The link leads nowhere now.") if revoked else _("It was revoked already.")
    return done(request, said, url_of("previews", article))


def _make(request: HttpRequest, article: Article, form: LinkForm) -> tuple[PreviewLink, str]:
    version = version_of(article, form.cleaned_data["number"])
    days, key = form.cleaned_data["days"], form.cleaned_data["key"]
    link, token = previews.make_link(version, by=signed_in(request), days=days, key=key)
    path = reverse("articles:preview", args=[token])
    # Whoever gets the link may not reach the desk's own host.
    is_apart = bool(settings.ADMIN_HOST)
    return link, f"{settings.SITE_URL}{path}" if is_apart else request.build_absolute_uri(path)


def _page(
    request: HttpRequest, article: Article, form: LinkForm, made: PreviewLink | None, address: str
) -> HttpResponse:
    rows = PreviewLink.objects.filter(version__article=article)
    context = {
        "form": form,
        "key": previews.new_key(),
        "made": made,
        "address": address,
        "links": rows.select_related("version", "made_by").defer("version__content")[:LINKS_SHOWN],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return page(request, "links.html", _("Preview links"), article, context, status)
