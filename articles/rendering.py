"""Makes the HTML readers get, at publishing, from a version's text and the registers.

Reading then costs no Markdown work. When a register entry or the renderer changes, what leans on
it is made again by an explicit call, in the caller's transaction.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from articles import register, snapshot
from articles.markdown import (
    RENDERER_VERSION,
    Register,
    RenderedArticle,
    render_article,
    render_prose,
)
from articles.models import (
    Article,
    Claim,
    Edition,
    EditionQuerySet,
    Page,
    RedFlag,
    Source,
    Term,
    Topic,
)
from articles.search import indexing
from groundwork.languages import in_own_language


def renderer_mark() -> str:
    """What the stored HTML depends on besides the text: the renderer and the site's settings."""
    return f"{RENDERER_VERSION}/{settings.EMERGENCY_NUMBER}"


@in_own_language
@transaction.atomic
def make(edition: Edition, entries: Register | None = None) -> RenderedArticle:
    """Make and save an edition from its version's content; returns what was found in it."""
    rendered = lay_out(edition, entries)
    content = edition.version.content
    edition.save()
    for name in ("body_parts", "audiences"):
        model, key = snapshot.LINKS[name]
        rows = model._default_manager.filter(**{f"{key}__in": content[name]})
        getattr(edition, name).set(rows)
    _note_what_it_leans_on(edition, rendered)
    indexing.put_edition(edition)
    return rendered


@in_own_language
def lay_out(edition: Edition, entries: Register | None = None) -> RenderedArticle:
    """Fill an edition from its version's content, and save nothing: what readers would see."""
    content = edition.version.content
    rendered = render_article(snapshot.text_of(content), entries or register.current())
    for name in LAID_OUT:
        setattr(edition, name, content[name])
    topic = Topic.objects.filter(slug=content["topic"]).first()
    edition.topic = topic or edition.article.topic
    for name in MADE:
        setattr(edition, name, getattr(rendered, name))
    edition.headings = [asdict(heading) for heading in rendered.headings]
    edition.rendered_by = renderer_mark()
    return rendered


# What an edition takes from its version as it is, and what the renderer makes of it.
LAID_OUT = ("title", "description", "keywords", "problem", "order", "related")
MADE = (
    "short_answer_html",
    "help_html",
    "body_html",
    "questions_html",
    "sources_html",
    "word_count",
)


@in_own_language
def note_working_copy(
    article: Article, content: snapshot.Content, entries: Register | None = None
) -> RenderedArticle:
    """Note what the working copy leans on, so that a changed register entry finds drafts too."""
    rendered = render_article(snapshot.text_of(content), entries or register.current())
    _note_what_it_leans_on(article, rendered)
    return rendered


def make_all(editions: Iterable[Edition]) -> int:
    """Make several editions again with the registers read once; returns how many."""
    entries = register.current()
    count = 0
    for edition in editions:
        make(edition, entries)
        count += 1
    return count


def leaning_on(entry: Source | Claim | RedFlag | Term) -> QuerySet[Edition]:
    """The editions, public or to come, whose page would change if this entry changed."""
    editions = Edition.objects.not_over().select_related("version", "article")
    match entry:
        case Source():
            return editions.filter(cites_sources=entry)
        case Claim():
            return editions.filter(cites_claims=entry)
        case RedFlag():
            return editions.filter(shows_red_flags=entry)
        case Term():
            return _naming(entry, editions)


def articles_leaning_on(entry: Source | Claim | RedFlag | Term) -> QuerySet[Article]:
    """The articles whose newest version, or what readers get of them, shows this entry."""
    field = _LEAN_FIELD[type(entry)]
    in_public = leaning_on(entry).order_by().values("article")
    found = Article.objects.filter(Q(**{field: entry}) | Q(pk__in=in_public))
    return Article.objects.filter(pk__in=found.order_by().values("pk"))


_LEAN_FIELD: dict[type, str] = {
    Source: "cites_sources",
    Claim: "cites_claims",
    RedFlag: "shows_red_flags",
    Term: "uses_terms",
}


def _naming(term: Term, editions: EditionQuerySet) -> QuerySet[Edition]:
    """Editions that used the term when they were made, or hold one of its names now."""
    pattern = "|".join(_as_pattern(name) for name in term.names)
    fields = ("title", "body_html", "questions_html")
    holds_a_name = Q(*((f"{field}__iregex", pattern) for field in fields), _connector=Q.OR)
    found = Edition.objects.filter(Q(uses_terms=term) | holds_a_name)
    return editions.filter(pk__in=found.order_by().values("pk"))


def _as_pattern(name: str) -> str:
    """The name with the white space and apostrophes that a text may write otherwise."""
    words = (re.sub("['’]", "(?:['’]|&#x27;|&#39;)", re.escape(word)) for word in name.split())
    return r"\s+".join(words)


@in_own_language
def render_topic(topic: Topic) -> None:
    topic.introduction_html = render_prose(topic.introduction, register.prose()).html
    topic.save(update_fields=["introduction_html"])


@in_own_language
def render_page(page: Page) -> None:
    page.body_html = render_prose(page.body, register.prose()).html
    page.save(update_fields=["body_html", "updated_at"])


def _note_what_it_leans_on(row: Article | Edition, rendered: RenderedArticle) -> None:
    row.cites_sources.set(Source.objects.filter(key__in=rendered.cited_sources))
    row.cites_claims.set(Claim.objects.filter(key__in=rendered.cited_claims))
    row.shows_red_flags.set(RedFlag.objects.filter(key__in=rendered.shown_red_flags))
    row.uses_terms.set(Term.objects.filter(slug__in=rendered.used_terms))
