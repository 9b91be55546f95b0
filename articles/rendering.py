"""Makes the HTML readers get, at save, from an article's text and the registers.

Reading then costs no Markdown work. When a register entry or the renderer changes, what leans on
it is made again by an explicit call, in the caller's transaction.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from articles import register
from articles.markdown import (
    RENDERER_VERSION,
    ArticleText,
    QuestionText,
    Register,
    RenderedArticle,
    render_article,
    render_markdown,
)
from articles.models import Article, Claim, Page, RedFlag, Source, Term, Topic


def renderer_mark() -> str:
    """What the stored HTML depends on besides the text: the renderer and the site's settings."""
    return f"{RENDERER_VERSION}/{settings.EMERGENCY_NUMBER}"


def text_of(article: Article) -> ArticleText:
    """The words of a saved article. Costs two queries."""
    return ArticleText(
        title=article.title,
        short_answer=article.short_answer,
        body=article.body,
        questions=tuple(QuestionText(q.question, q.answer) for q in article.questions.all()),
        get_help=tuple(flag.key for flag in article.get_help.all()),
    )


@transaction.atomic
def render(article: Article, entries: Register | None = None) -> RenderedArticle:
    """Make and save the HTML of one saved article; returns it with its findings."""
    entries = entries or register.current()
    rendered = render_article(text_of(article), entries)
    article.short_answer_html = rendered.short_answer_html
    article.help_html = rendered.help_html
    article.body_html = rendered.body_html
    article.questions_html = rendered.questions_html
    article.sources_html = rendered.sources_html
    article.headings = [asdict(heading) for heading in rendered.headings]
    article.word_count = rendered.word_count
    article.rendered_by = renderer_mark()
    article.save(update_fields=RENDERED_FIELDS)
    _note_what_it_leans_on(article, rendered)
    return rendered


RENDERED_FIELDS = [
    "short_answer_html",
    "help_html",
    "body_html",
    "questions_html",
    "sources_html",
    "headings",
    "word_count",
    "rendered_by",
]


def render_all(articles: Iterable[Article]) -> int:
    """Make several articles again with the registers read once; returns how many."""
    entries = register.current()
    count = 0
    for article in articles:
        render(article, entries)
        count += 1
    return count


def leaning_on(entry: Source | Claim | RedFlag | Term) -> QuerySet[Article]:
    """The articles whose page would change if this register entry changed."""
    match entry:
        case Source():
            return Article.objects.filter(cites_sources=entry)
        case Claim():
            return Article.objects.filter(cites_claims=entry)
        case RedFlag():
            return Article.objects.filter(shows_red_flags=entry)
        case Term():
            return _naming(entry)


def _naming(term: Term) -> QuerySet[Article]:
    """Articles that used the term when they were made, or hold one of its names now."""
    pattern = "|".join(_as_pattern(name) for name in term.names)
    fields = ("title", "body", "questions__answer")
    holds_a_name = Q(*((f"{field}__iregex", pattern) for field in fields), _connector=Q.OR)
    found = Article.objects.filter(Q(uses_terms=term) | holds_a_name)
    return Article.objects.filter(pk__in=found.order_by().values("pk"))


def _as_pattern(name: str) -> str:
    """The name with the white space and apostrophes that a text may write otherwise."""
    words = (re.sub("['’]", "['’]", re.escape(word)) for word in name.split())
    return r"\s+".join(words)


def render_topic(topic: Topic) -> None:
    topic.introduction_html = render_markdown(topic.introduction)
    topic.save(update_fields=["introduction_html"])


def render_page(page: Page) -> None:
    page.body_html = render_markdown(page.body)
    page.save(update_fields=["body_html", "updated_at"])


def _note_what_it_leans_on(article: Article, rendered: RenderedArticle) -> None:
    article.cites_sources.set(Source.objects.filter(key__in=rendered.cited_sources))
    article.cites_claims.set(Claim.objects.filter(key__in=rendered.cited_claims))
    article.shows_red_flags.set(RedFlag.objects.filter(key__in=rendered.shown_red_flags))
    article.uses_terms.set(Term.objects.filter(slug__in=rendered.used_terms))
