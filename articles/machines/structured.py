"""What a page says of itself to search engines, in the words of schema.org.

Only what is true: a review is told of when someone signed these very words and its time is not
over. The choice between this and attributes in the HTML: docs/adr/0012-structured-data.md.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from articles.machines import texts
from articles.models import Edition, Review
from groundwork.machine_text import json_ld

AUTHORS = "Legwise editors"
SITE_NAME = "Legwise"
LISTED = 50
Told = dict[str, Any]
Crumbs = Sequence[Mapping[str, Any]]
# A source's own link, among the ways back to the text, which lead to places on the page.
_SOURCE_LINK = re.compile(r'<a href="(https?://[^"]+)"')


def article(edition: Edition, crumbs: Crumbs) -> SafeString:
    """A medical page, with its common questions and what it cites. Costs no query."""
    asked = [_question(question) for question in texts.questions(edition)]
    told = {
        "@type": ["MedicalWebPage", "FAQPage"] if asked else "MedicalWebPage",
        **_page(edition.title, edition.get_absolute_url()),
        "description": edition.description,
        "about": {"@type": "Thing", "name": edition.topic.title},
        "audience": {"@type": "Patient"},
        "author": {"@type": "Organization", "name": AUTHORS},
        "publisher": publisher(),
        "datePublished": first_published(edition),
        "dateModified": edition.starts_at.date().isoformat(),
        **_review(edition.signed_review),
        "breadcrumb": _breadcrumb(crumbs),
        "citation": [unescape(link) for link in _SOURCE_LINK.findall(edition.sources_html)],
        "mainEntity": asked,
    }
    return json_ld({name: value for name, value in told.items() if value})


def collection(name: str, path: str, editions: Iterable[Edition], crumbs: Crumbs) -> SafeString:
    """A page that leads to articles, the first of them in its order. Costs no query of its own."""
    listed = [
        {"@type": "ListItem", "position": position, "url": whole_address(one.get_absolute_url())}
        for position, one in enumerate(islice(editions, LISTED), start=1)
    ]
    return json_ld(
        {
            "@type": "CollectionPage",
            **_page(name, path),
            "publisher": publisher(),
            "breadcrumb": _breadcrumb(crumbs),
            "mainEntity": {"@type": "ItemList", "itemListElement": listed},
        }
    )


def whole_address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def publisher() -> Told:
    return {"@type": "Organization", "name": SITE_NAME, "url": whole_address("/")}


def first_published(edition: Edition) -> str:
    """The day readers first got the article, if the query asked for it; else this edition's."""
    first = getattr(edition, "first_starts_at", None) or edition.starts_at
    return str(first.date().isoformat())


def _page(name: str, path: str) -> Told:
    return {"url": whole_address(path), "name": name, "inLanguage": settings.LANGUAGE_CODE}


def _question(question: texts.Question) -> Told:
    answer = {"@type": "Answer", "text": texts.one_line(question.answer_html)}
    return {"@type": "Question", "name": question.question, "acceptedAnswer": answer}


def _review(review: Review | None) -> Told:
    if review is None or review.person is None or review.decided_at is None:
        return {}
    person = review.person
    reviewer = {"@type": "Person", "name": person.name, "jobTitle": person.role}
    reviewer["url"] = whole_address(person.get_absolute_url())
    return {"lastReviewed": review.decided_at.date().isoformat(), "reviewedBy": reviewer}


def _breadcrumb(crumbs: Crumbs) -> Told:
    places = [(crumb["title"], whole_address(crumb["url"])) for crumb in crumbs]
    listed = [
        {"@type": "ListItem", "position": position, "name": str(name), "item": address}
        for position, (name, address) in enumerate(places, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}
