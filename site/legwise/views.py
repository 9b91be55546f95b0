"""Pages that join rooms: home, a cramp right now, about, and answers for machines."""

from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, EmergencyNumber, Page, RedFlag, Topic
from articles.models.pages import ABOUT
from articles.red_flag_words import cards_in_language, in_language
from articles.sections import section_html
from articles.signposts import Lean, Ours
from articles.ways import edition_at
from groundwork.languages import prefix_of
from groundwork.pages import kept
from groundwork.privacy import kept_of_people
from legwise import structured
from legwise.kept import PACKAGES

NOW_ARTICLE = "stop-a-leg-cramp"
NOW_STEPS = "s-do-this-now"
NOW_LENGTH = "s-how-long-is-normal"
NUMBERS_PAGE = "emergency-numbers"
PRIVACY_PAGE = "privacy"


@kept()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is going on with your legs? Three queries: topics, their articles, red flags.

    As on every page with care cards, one more for the words of another language.
    """
    teasers = Edition.objects.public().teasers()
    topics = Topic.objects.prefetch_related(Prefetch("editions", teasers, to_attr="teasers"))
    context = {
        "topics": topics,
        "red_flags": in_language(RedFlag.objects.most_telling()),
        "problems": Article.Problem.choices,
        "structured": structured.home(),
    }
    return render(request, "legwise/home.html", context)


@kept()
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """A cramp right now: two sections of one article, and when to get help. One query."""
    article = edition_at(NOW_ARTICLE)
    context = {
        "article": article,
        "steps": section_html(article, NOW_STEPS) if article else "",
        "length": section_html(article, NOW_LENGTH) if article else "",
        "help": cards_in_language(article.help_html)[0] if article else "",
    }
    return render(request, "legwise/now.html", context)


@kept()
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _page(request, ABOUT)


@kept()
@require_safe
def about_page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == ABOUT:
        raise Http404
    return _page(request, slug)


@kept()
@require_safe
def emergency_number(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to call in one country. One query."""
    country = get_object_or_404(EmergencyNumber, code=code)
    return render(request, "legwise/emergency_number.html", {"country": country})


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Whether the site can answer readers: 200 with the database, 503 without."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse(
            "no database\n", content_type="text/plain; charset=utf-8", status=status
        )
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """Whether this process answers at all, whatever the database does."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@kept()
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Reading pages may be indexed; nobody's self-check, draft or desk."""
    starts = [prefix_of(code) for code, _ in settings.LANGUAGES]
    lines = ["User-agent: *"]
    for start in starts:
        lines += [
            f"Disallow: {start}/admin/",
            f"Disallow: {start}/preview/",
            f"Disallow: {start}/self-check/*/*/",
            f"Allow: {start}/self-check/*/outcomes/",
        ]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponseRedirect:
    """Browsers ask for it here whatever a page says, the admin's above all."""
    return HttpResponseRedirect(static("icons/favicon.ico"))


def _page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page about the site, with the others beside it. Two queries, three with numbers."""
    pages = list(Page.objects.all())
    page = next((page for page in pages if page.slug == slug), None)
    if page is None:
        raise Http404
    countries = EmergencyNumber.objects.all() if slug == NUMBERS_PAGE else None
    of_people = kept_of_people(PACKAGES) if slug == PRIVACY_PAGE else []
    context = {"page": page, "pages": pages, "countries": countries, "kept": of_people}
    return render(request, "legwise/about.html", context)


def what_leans_on(kind: Ours, key: str) -> list[Lean]:
    """The page for a cramp right now is made of one article's sections."""
    if (kind, key) != (Ours.ARTICLE, NOW_ARTICLE):
        return []
    return [Lean("The page “A cramp right now”, made of its sections", reverse("now"))]
