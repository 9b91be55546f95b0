"""One run of the link check: which addresses there are, which are asked now, what is noted."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from django.db import transaction
from django.utils import timezone

from articles.link_check.asking import ask
from articles.models import Edition, ExternalLink, Page, Topic

MOST_LINKS = 200
MOST_SECONDS = 300.0

_HREF = re.compile(r'href="(https?://[^"]{1,1990})"')
_HTML = ("short_answer_html", "help_html", "body_html", "questions_html", "sources_html")

Ask = Callable[[str], str]
Clock = Callable[[], float]


@dataclass
class Outcome:
    """What one run did. `left` were not asked for want of time or number."""

    known: int = 0
    opened: int = 0
    failed: int = 0
    left: int = 0


def run(
    *,
    limit: int = MOST_LINKS,
    seconds: float = MOST_SECONDS,
    asking: Ask = ask,
    clock: Clock = time.monotonic,
) -> Outcome:
    """Ask for the links asked longest ago, new ones first, up to `limit` or for `seconds`."""
    note_links()
    links = ExternalLink.objects.order_by("checked_at", "url")
    waiting = sorted(links, key=lambda link: (link.checked_at is not None,))
    outcome = Outcome(known=len(waiting))
    end = clock() + seconds
    for count, link in enumerate(waiting):
        if count >= limit or clock() >= end:
            outcome.left = len(waiting) - count
            break
        reason = asking(link.url)
        _note(link, reason)
        outcome.opened += not reason
        outcome.failed += bool(reason)
    return outcome


@transaction.atomic
def note_links() -> None:
    """Know every address that readers have now, and forget those no page has any more."""
    found = set(_links())
    known = set(ExternalLink.objects.values_list("url", flat=True))
    new = [ExternalLink(url=url) for url in sorted(found - known)]
    ExternalLink.objects.bulk_create(new, ignore_conflicts=True)
    ExternalLink.objects.filter(url__in=list(known - found)).delete()


def _links() -> Iterator[str]:
    """From editions that are public or to come, topics and pages. Costs three queries."""
    for row in Edition.objects.not_over().order_by().values_list(*_HTML).iterator():
        yield from _in(*row)
    for html in Topic.objects.values_list("introduction_html", flat=True):
        yield from _in(html)
    for html in Page.objects.values_list("body_html", flat=True):
        yield from _in(html)


def _in(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (unescape(url) for url in _HREF.findall(text))


def _note(link: ExternalLink, reason: str) -> None:
    now = timezone.now()
    link.checked_at = now
    link.reason = reason[:200]
    link.failures = min(link.failures + 1, 1000) if reason else 0
    link.failing_since = (link.failing_since or now) if reason else None
    link.save()
