"""Pages that join rooms: home, a cramp right now, about, and answers for machines."""

from http import HTTPStatus

from django.db import DatabaseError, connection
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache

from articles.models import Article, EmergencyNumber, Page, RedFlag, Topic
from articles.models.pages import ABOUT
from articles.sections import section_html

NOW_ARTICLE = "stop-a-leg-cramp"
NOW_STEPS = "s-do-this-now"
NOW_LENGTH = "s-how-long-is-normal"
NUMBERS_PAGE = "emergency-numbers"


def home(request: HttpRequest) -> HttpResponse:
    """What is going on with your legs? Three queries: topics, their articles, red flags."""
    teasers = Article.objects.published().teasers()
    topics = Topic.objects.prefetch_related(Prefetch("articles", teasers, to_attr="teasers"))
    context = {
        "topics": topics,
        "red_flags": RedFlag.objects.most_telling(),
        "problems": Article.Problem.choices,
    }
    return render(request, "legwise/home.html", context)


def now(request: HttpRequest) -> HttpResponse:
    """A cramp right now: two sections of one article, and when to get help. One query."""
    article = Article.objects.published().filter(slug=NOW_ARTICLE).first()
    context = {
        "article": article,
        "steps": section_html(article, NOW_STEPS) if article else "",
        "length": section_html(article, NOW_LENGTH) if article else "",
    }
    return render(request, "legwise/now.html", context)


def about(request: HttpRequest) -> HttpResponse:
    return _page(request, ABOUT)


def about_page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == ABOUT:
        raise Http404
    return _page(request, slug)


def emergency_number(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to call in one country. One query."""
    country = get_object_or_404(EmergencyNumber, code=code)
    return render(request, "legwise/emergency_number.html", {"country": country})


@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """Whether the site can answer readers: 200 with the database, 503 without."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse("no database\n", content_type="text/plain", status=status)
    return HttpResponse("ok\n", content_type="text/plain")


def robots(_request: HttpRequest) -> HttpResponse:
    """Reading pages may be indexed; nobody's self-check and nobody's desk."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /self-check/*/*/",
        "Allow: /self-check/*/outcomes/",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


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
    context = {"page": page, "pages": pages, "countries": countries}
    return render(request, "legwise/about.html", context)
