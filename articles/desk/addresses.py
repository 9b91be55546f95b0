"""The desk's pages on an article's address and on what it leans on: rename, and look again."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles import addresses, rechecks
from articles.desk.access import CHANGE, PUBLISH, article_for, signed_in
from articles.desk.pages import done, page, refused, url_of
from articles.editing import Refused
from articles.models import Recheck

STILL_HARMS = gettext_lazy(
    "What readers have would be refused now, so this stays here: mend the text and publish it, "
    "or archive the article."
)


class RenameForm(forms.Form):
    """Another end of the address."""

    slug = forms.CharField(
        label=gettext_lazy("New address"),
        max_length=addresses.LONGEST_SLUG,
        help_text=gettext_lazy(
            "The end of it: small letters, digits and hyphens, such as night-leg-cramps."
        ),
        error_messages={"required": gettext_lazy("Write the new end of the address.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What leads here now, and another address for it; the old one leads on for ever."""
    article = article_for(request, pk, PUBLISH)
    form = RenameForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            renamed = addresses.rename(
                article, slug=form.cleaned_data["slug"], by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            said = _("Its address is %(address)s now. The old one leads there.") % {
                "address": renamed.get_absolute_url()
            }
            return done(request, said, url_of("change", renamed))
    context = {
        "form": form,
        "leans": addresses.what_points_at(article),
        "former": article.former_addresses.order_by("left_at"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return page(request, "rename.html", _("Address"), article, context, status)


@require_POST
def settle(request: HttpRequest, pk: int, recheck: int) -> HttpResponseBase:
    """Somebody looked at the article again. Pressing twice does no more than once."""
    article = article_for(request, pk, CHANGE)
    found = get_object_or_404(Recheck, pk=recheck, article=article)
    if rechecks.still_harms(article):
        return refused(request, STILL_HARMS, url_of("change", article))
    rechecks.settle(found, by=signed_in(request))
    return done(request, _("Noted: you looked at it again."), url_of("change", article))
