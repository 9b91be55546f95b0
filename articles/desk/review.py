"""Reviews at the desk: a version is sent to a second person, who approves or returns it."""

from http import HTTPStatus

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import editing
from articles.desk.access import CHANGE, REVIEW, article_for, may, signed_in, version_of
from articles.desk.comparing import between
from articles.desk.findings import findings_in
from articles.desk.forms import AskForm, DecideForm
from articles.desk.pages import done, page, refused, url_of, with_policy
from articles.desk.standing import Standing, standing_of
from articles.editing import Refused
from articles.models import Article, ArticleVersion, Person, Review

MOST_NAMED = 20


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """What waits, for whoever decides; or the form that asks."""
    return _page(request, article_for(request, pk))


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the newest version before a second person; it must be the one the page showed."""
    article = article_for(request, pk, CHANGE)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, article, ask_form=form)
    number = request.POST.get("version", "")
    seen = version_of(article, int(number) if number.isdecimal() and len(number) < 10 else 0)
    if (waiting := standing_of(article).waiting) and waiting.version_id == seen.pk:
        return done(request, _("It waits for a review already."), url_of("change", article))
    try:
        editing.ask_for_review(seen, by=signed_in(request), note=form.cleaned_data["note"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, article, ask_form=form)
    said = _("Version %(number)s waits for a review now. Any edit takes it back.") % {
        "number": seen.number
    }
    return done(request, said, url_of("change", article))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Approve or return the review that the page showed, and no other."""
    article = article_for(request, pk, REVIEW)
    asked = _asked(request, article)
    form = DecideForm(request.POST, person=_person_of(signed_in(request)))
    is_approved = request.POST.get("decision") == Review.Decision.APPROVED
    if is_approved and not form.is_valid():
        return _page(request, article, decide_form=form)
    try:
        said = _approved(request, asked, form) if is_approved else _returned(request, asked)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, article, decide_form=form)
    return done(request, said, url_of("history", article))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask no longer."""
    article = article_for(request, pk, CHANGE)
    try:
        editing.take_back(_asked(request, article), by=signed_in(request))
    except Refused as refusal:
        return refused(request, refusal, url_of("review", article))
    return done(request, _("Nobody is asked any more."), url_of("review", article))


def _approved(request: HttpRequest, asked: Review, form: DecideForm) -> str:
    decided = editing.approve(
        asked,
        by=signed_in(request),
        review_due=form.review_due,
        remarks=form.cleaned_data["remarks"],
        person=form.signer,
    )
    return _("Version %(number)s is signed off. An edit would void that.") % {
        "number": decided.version.number
    }


def _returned(request: HttpRequest, asked: Review) -> str:
    remarks = request.POST.get("remarks", "")
    decided = editing.return_with_remarks(asked, by=signed_in(request), remarks=remarks)
    return _("Version %(number)s is returned. The writer sees your remarks.") % {
        "number": decided.version.number
    }


def _asked(request: HttpRequest, article: Article) -> Review:
    """The review the form is about, waiting or not. Raises `Http404`."""
    number = request.POST.get("review", "")
    key = int(number) if number.isdecimal() and len(number) < 15 else 0
    return get_object_or_404(article.reviews.select_related("version"), pk=key)


def _page(
    request: HttpRequest,
    article: Article,
    *,
    ask_form: AskForm | None = None,
    decide_form: DecideForm | None = None,
) -> HttpResponse:
    standing = standing_of(article)
    is_refused = ask_form is not None or decide_form is not None
    context = {
        "standing": standing,
        "may_change": may(request, CHANGE),
        "may_review": may(request, REVIEW),
        "ask_form": ask_form or AskForm(),
        "decide_form": decide_form or DecideForm(person=_person_of(signed_in(request))),
        **(_put_before(request, standing) if standing.waiting else {}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    title = _("Review") if standing.waiting else _("Send to review")
    response = page(request, "review.html", title, article, context, status)
    return with_policy(response, "frame-src")


def _put_before(request: HttpRequest, standing: Standing) -> dict[str, object]:
    """What a reviewer needs: what changed since the last sign-off, and what the checks find."""
    assert standing.waiting
    version = standing.waiting.version
    writers = editing.writers_of(version)
    base, said = _base(version, standing)
    return {
        "is_own_text": signed_in(request).pk in writers,
        "others": _who_may(writers) if signed_in(request).pk in writers else [],
        "findings": findings_in(version),
        "base_said": said,
        "difference": between(base.content, version.content) if base else None,
    }


def _base(version: ArticleVersion, standing: Standing) -> tuple[ArticleVersion | None, str]:
    """What to hold a version against: the text last signed off, or else what readers have."""
    signed = Review.objects.sign_offs().filter(
        article=version.article_id, version__number__lt=version.number
    )
    last = signed.select_related("version").order_by("-version__number").first()
    if last:
        return last.version, (
            _("Since version %(number)s, which was signed off last")
            % {"number": last.version.number}
        )
    if standing.public:
        number = standing.public.version.number
        return (
            standing.public.version,
            (
                _("Nothing was signed off before. Readers have version %(number)s")
                % {"number": number}
            ),
        )
    return None, ""


def _who_may(writers: set[int]) -> list[User]:
    """Who else may decide, by name."""
    able = User.objects.with_perm(REVIEW, backend="django.contrib.auth.backends.ModelBackend")
    return list(
        able.filter(is_staff=True).exclude(pk__in=writers).order_by("username")[:MOST_NAMED]
    )


def _person_of(user: User) -> Person | None:
    return Person.objects.filter(account=user).first()
