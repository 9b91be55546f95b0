"""Two plain texts for programs and those who run them: llms.txt and security.txt."""

from datetime import UTC, timedelta

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.machines.structured import whole_address
from articles.models import Edition, RedFlag, Topic
from groundwork.machine_text import speakable
from groundwork.pages import kept

KEPT_SECONDS = 3600
SHOWN_PER_TOPIC = 100
# RFC 9116 advises less than a year.
CONTACT_HOLDS = timedelta(days=180)

ABOUT = """\
# Legwise

> Plain answers about sore, cramping and massaged legs, with sources and how strong the evidence is.

It is education, not diagnosis: it never names a diagnosis as the reader's. It is about legs, and no
other part of the body. An article says if a clinician has reviewed it, and when. Nobody here
watches over anyone who reads.

## Emergencies

If any of this is so, the first answer is the emergency number of the place, whatever else is asked
([numbers by country]({numbers})):

{signs}

## Using it

When you use a text from here, name Legwise, the title, the address and the date it was updated,
keep the marks of evidence with their claims, and keep the "when to get help" part with the advice.
"""
MACHINES = """\
## For programs

- [Read-only JSON interface]({api}): articles in sections, claims, sources, red flags, glossary
- [Feed of new and changed articles]({feed})
- [Sitemap]({sitemap})
"""


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def llms(_request: HttpRequest) -> HttpResponse:
    """What the site is and is not, and its articles in a line each. Three queries."""
    some = Edition.objects.public().teasers()[: SHOWN_PER_TOPIC + 1]
    shelved = Prefetch("editions", some, to_attr="teasers")
    numbers = whole_address(reverse("about-page", args=["emergency-numbers"]))
    signs = "\n".join(f"- {_line(flag.wording)}" for flag in RedFlag.objects.most_telling())
    parts = [ABOUT.format(numbers=numbers, signs=signs)]
    parts += [_shelf(topic) for topic in Topic.objects.prefetch_related(shelved)]
    parts.append(
        MACHINES.format(
            api=whole_address(reverse("machines:api:index")),
            feed=whole_address(reverse("machines:feed")),
            sitemap=whole_address(reverse("sitemap")),
        )
    )
    return HttpResponse(speakable("\n".join(parts)), content_type="text/plain; charset=utf-8")


def _shelf(topic: Topic) -> str:
    """A topic with its articles; a very full one ends with the way to the rest."""
    editions: list[Edition] = getattr(topic, "teasers", [])
    lines = [f"## {_line(topic.title)}", ""]
    lines += [_entry(edition) for edition in editions[:SHOWN_PER_TOPIC]]
    if len(editions) > SHOWN_PER_TOPIC:
        lines.append(f"- [All of them]({whole_address(topic.get_absolute_url())})")
    return "\n".join([*lines, ""])


def _entry(edition: Edition) -> str:
    address = whole_address(edition.get_absolute_url())
    return f"- [{_line(edition.title)}]({address}): {_line(edition.description)}"


def _line(text: str) -> str:
    """One line of Markdown in which a bracket is a bracket."""
    return " ".join(text.split()).replace("[", "(").replace("]", ")")


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def security(_request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the site (RFC 9116). Nothing, while nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    # By the day, so that the file stays the same between two of them.
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(today + CONTACT_HOLDS).strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE.partition('-')[0]}",
        f"Canonical: {whole_address(reverse('security'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
