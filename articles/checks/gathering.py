"""Gathers from the database what the checks of one text need. Costs as many queries for any text.

The checks themselves know no rows: whoever has the facts as values can check without a database.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypedDict
from urllib.parse import unquote

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import register
from articles.checks.facts import CheckFacts
from articles.markdown import ArticleText, Register
from articles.models import (
    Article,
    Claim,
    Edition,
    EmergencyNumber,
    ExternalLink,
    FormerAddress,
    Page,
    Source,
    Term,
    Topic,
)
from groundwork.languages import in_own_language

Places = dict[str, frozenset[str] | None]

_LINKED = re.compile(r"/articles/([^\s/()#?]{1,80})/")
_ID = re.compile(r'\bid="([^"]+)"')


def facts_about(
    text: ArticleText, entries: Register | None = None, together: Collection[str] = ()
) -> CheckFacts:
    """What is known of everything this text may lean on.

    `entries`: the registers, for whoever checks many texts and has read them. `together`: slugs
    of articles that go out with this one, so that links between them lead somewhere.
    """
    unchecked = Source.objects.filter(checked_on=None)
    partly = Claim.objects.filter(checked=Claim.Checked.PARTLY_RESOLVED)
    public = dict(Edition.objects.public().order_by().values_list("article", "article__slug"))
    return CheckFacts(
        register=entries or register.current(),
        addresses={**_articles(text, public, together), **_pages()},
        **_out_of_use(text, public),
        failed_links=dict(ExternalLink.objects.failing().values_list("url", "reason")),
        retracted=dict(_retracted()),
        unchecked=frozenset(unchecked.values_list("key", flat=True)),
        partly_checked=frozenset(partly.values_list("key", flat=True)),
    )


def _articles(text: ArticleText, public: Mapping[int, str], together: Collection[str]) -> Places:
    """Public articles, with the ids of those linked here. Costs one query."""
    linked = Edition.objects.public().filter(article__slug__in=_linked(text)).order_by()
    ids = {
        slug: frozenset(heading["id"] for heading in headings)
        for slug, headings in linked.values_list("article__slug", "headings")
    }
    to_path = _paths()
    return {to_path(slug): ids.get(slug) for slug in [*together, *public.values()]}


class _OutOfUse(TypedDict):
    hidden: frozenset[str]
    renamed: dict[str, str]


def _out_of_use(text: ArticleText, public: Mapping[int, str]) -> _OutOfUse:
    """Addresses without a public article, and where those that lead on lead. Costs two queries."""
    rows = Article.objects.order_by().values_list("pk", "slug", "replaced_by")
    others = [row for row in rows if row[0] not in public]
    replaced = {pk: by for pk, _slug, by in others}
    former = FormerAddress.objects.filter(slug__in=_linked(text)).order_by()
    addresses = [(slug, pk) for pk, slug, _by in others]
    addresses += former.values_list("slug", "article")
    to_path = _paths()
    renamed = {
        to_path(slug): to_path(public[found])
        for slug, pk in addresses
        if (found := _public_one(pk, public, replaced)) is not None
    }
    return {"hidden": frozenset(to_path(slug) for _pk, slug, _by in others), "renamed": renamed}


def _public_one(
    pk: int | None, public: Mapping[int, str], replaced: Mapping[int, int | None]
) -> int | None:
    """The first public article on the way from one to what replaces it; a ring leads nowhere."""
    seen: set[int] = set()
    while pk is not None and pk not in public and pk not in seen:
        seen.add(pk)
        pk = replaced.get(pk)
    return pk if pk in public else None


@in_own_language
def _paths() -> Callable[[str], str]:
    """Makes an article's path of its slug: thousands differ in that alone."""
    before, after = reverse("articles:detail", args=["slug"]).split("slug")
    return lambda slug: f"{before}{slug}{after}"


def _linked(text: ArticleText) -> set[str]:
    typed = [text.short_answer, text.body, *(question.answer for question in text.questions)]
    return {unquote(slug) for field in typed for slug in _LINKED.findall(field)}


@in_own_language
def _pages() -> Places:
    """The other pages made of rows. Costs four queries."""
    terms = Term.objects.values_list("slug", flat=True)
    topics = Topic.objects.only("slug", "introduction_html")
    pages = Page.objects.only("slug", "body_html")
    return {
        reverse("articles:glossary"): frozenset(f"t-{slug}" for slug in terms),
        **{topic.get_absolute_url(): _ids(topic.introduction_html) for topic in topics},
        **{page.get_absolute_url(): _ids(page.body_html) for page in pages},
        **{number.get_absolute_url(): frozenset() for number in EmergencyNumber.objects.all()},
    }


def _ids(html: str) -> frozenset[str]:
    return frozenset(_ID.findall(html))


def _retracted() -> Iterator[tuple[str, str]]:
    """Each retracted source with when, and where that was read."""
    rows = Source.objects.filter(retracted_on__isnull=False)
    for key, on, note in rows.values_list("key", "retracted_on", "retraction_note"):
        day = _("on %(day)s.") % {"day": date_format(on, "DATE_FORMAT")} if on else ""
        yield key, f"{day} {note}".strip()
