"""Every page that may be indexed, with the day it last changed, in parts of bounded size.

An index always, so that its address stays when the site grows. Django's own would take the host
from the request; ours come from SITE_URL, as every canonical address does.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.db.models import F, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.machines.structured import whole_address
from articles.models import BodyPart, Edition, EmergencyNumber, Page, Person, Topic
from groundwork.machine_text import speakable
from groundwork.pages import kept
from triage import releases
from triage.engine.urgency import Urgency
from triage.shipped import SHIPPED

PART_ROWS = 10_000
MOST_PARTS = 50_000  # an index may name no more
KEPT_SECONDS = 3600
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Entry = tuple[str, date | datetime | None]


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def index(_request: HttpRequest) -> HttpResponse:
    """The parts there are. One query."""
    cut = Edition.objects.public().annotate(part=(F("article_id") - 1) / PART_ROWS)
    there = cut.order_by("part").values_list("part").annotate(Max("starts_at"))
    parts: list[Entry] = [
        (reverse("sitemap-articles", args=[part + 1]), last) for part, last in there
    ]
    pages_at = max((last for _path, last in parts if last), default=None)
    return _xml("sitemapindex", "sitemap", [(reverse("sitemap-pages"), pages_at), *parts])


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def pages(_request: HttpRequest) -> HttpResponse:
    """What is not an article. Nine queries however much there is: one each, two for the checks."""
    return _xml("urlset", "url", list(_pages()))


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def articles(_request: HttpRequest, part: int) -> HttpResponse:
    """The articles of one part. One query.

    Parts are cut by key, not by counting: a counted page is slower the further back it lies, and
    an article that goes would move all after it into other parts.
    """
    if part > MOST_PARTS:
        raise Http404
    first = (part - 1) * PART_ROWS
    rows = Edition.objects.public().filter(article__gt=first, article__lte=first + PART_ROWS)
    found = rows.order_by("article").values_list("article__slug", "starts_at")
    entries: list[Entry] = [(reverse("articles:detail", args=[slug]), at) for slug, at in found]
    if not entries:
        raise Http404
    return _xml("urlset", "url", entries)


def _pages() -> Iterator[Entry]:
    now = timezone.now()
    public = Q(editions__starts_at__lte=now) & (
        Q(editions__ends_at__isnull=True) | Q(editions__ends_at__gt=now)
    )
    last = Edition.objects.public().aggregate(at=Max("starts_at"))["at"]
    for name in ("home", "now", "articles:list", "articles:body", "articles:glossary"):
        yield reverse(name), last
    latest = Max("editions__starts_at", filter=public)
    for model in (Topic, BodyPart):
        for row in model._default_manager.annotate(at=latest).order_by("order", "pk"):
            yield row.get_absolute_url(), getattr(row, "at", None)
    for page in Page.objects.only("slug", "updated_at"):
        yield page.get_absolute_url(), page.updated_at
    for country in EmergencyNumber.objects.only("code", "checked_on"):
        yield country.get_absolute_url(), country.checked_on
    signed = Person.objects.filter(reviews__editions__in=Edition.objects.public()).distinct()
    for person in signed.order_by(F("pk")):
        yield person.get_absolute_url(), None
    yield from _outcomes()


def _outcomes() -> Iterator[Entry]:
    """The outcomes of a self-check, once a clinician has signed it; until then it is `noindex`."""
    for check in SHIPPED:
        published = releases.current(check)
        if published and published.signed_by:
            for urgency in Urgency:
                at = reverse("triage:outcome", args=[check, urgency.key])
                yield at, published.published_at


def _xml(root: str, element: str, entries: Iterable[Entry]) -> HttpResponse:
    written = StringIO()
    xml = SimplerXMLGenerator(written, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl({"xmlns": NAMESPACE}))
    for path, at in entries:
        xml.startElement(element, AttributesImpl({}))
        xml.addQuickElement("loc", speakable(whole_address(path)))
        if at:
            xml.addQuickElement("lastmod", _moment(at))
        xml.endElement(element)
    xml.endElement(root)
    return HttpResponse(written.getvalue(), content_type="application/xml; charset=utf-8")


def _moment(at: date | datetime) -> str:
    """A day, or RFC 3339 to the second."""
    return at.replace(microsecond=0).isoformat() if isinstance(at, datetime) else at.isoformat()
