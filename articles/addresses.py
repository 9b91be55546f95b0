"""Renaming articles, and what points at one."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.core.validators import slug_re
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.editing import Refused
from articles.models import Article, Edition, FormerAddress, Page, RedFlag, Term, Topic
from articles.signposts import Lean, Ours, what_leans_on
from groundwork import audit

LONGEST_SLUG = 80


@transaction.atomic
def rename(article: Article, *, slug: str, by: User) -> Article:
    """Give an article another address; the old one leads there for ever. Raises `Refused`."""
    row = Article.objects.select_for_update().get(pk=article.pk)
    if slug == row.slug:
        return row
    _refuse_slug(row, slug)
    row.former_addresses.filter(slug=slug).delete()
    FormerAddress.objects.create(slug=row.slug, article=row, left_by=by)
    former, row.slug = row.slug, slug
    row.save(update_fields=["slug"])
    Term.objects.filter(article=article.slug).update(article=slug)
    audit.record("renamed", row, by=by, before={"address": former}, after={"address": slug})
    return row


def is_free(slug: str, *, for_article: Article | None = None) -> bool:
    """Whether no other article has or had this address."""
    has = Article.objects.filter(slug=slug)
    had = FormerAddress.objects.filter(slug=slug)
    if for_article:
        has, had = has.exclude(pk=for_article.pk), had.exclude(article=for_article)
    return not has.exists() and not had.exists()


def what_points_at(article: Article) -> list[Lean]:
    """Everything that leads to an article, what readers have first."""
    found = [
        *_articles(article),
        *_other_texts(article),
        *what_leans_on(Ours.ARTICLE, article.slug),
    ]
    return sorted(found, key=lambda lean: not lean.is_public)


def _articles(article: Article) -> Iterator[Lean]:
    """Links in texts, and choices to be read next, of editions and of working copies."""
    url = article.get_absolute_url()
    in_text = Q()
    for field in ("short_answer_html", "body_html", "questions_html"):
        in_text |= Q(**{f"{field}__contains": f'href="{url}'})
    editions = Edition.objects.not_over().exclude(article=article).filter(in_text)
    public = dict(editions.order_by("article").values_list("article", "title"))
    chosen = Edition.objects.not_over().exclude(article=article).only("related", "title", "article")
    for edition in chosen:
        if article.pk in edition.related:
            yield Lean(
                (_("Read next in “%(title)s”") % {"title": edition.title}),
                _change(edition.article_id),
                is_left_out=True,
            )
    for pk, title in public.items():
        yield Lean((_("Link in the text of “%(title)s”") % {"title": title}), _change(pk))
    drafts = Article.objects.filter(
        Q(body__contains=f"]({url}") | Q(questions__answer__contains=f"]({url}")
    )
    for draft in drafts.exclude(pk__in=[*public, article.pk]).distinct():
        yield Lean(
            (_("Link in the newest version of “%(title)s”") % {"title": draft.title}),
            _change(draft.pk),
            False,
        )


def _other_texts(article: Article) -> Iterator[Lean]:
    """The glossary, topics and pages about the site."""
    url = article.get_absolute_url()
    for term in Term.objects.filter(article=article.slug):
        address = reverse("admin:articles_term_change", args=[term.pk])
        yield Lean((_("Glossary: %(term)s") % {"term": term}), address, is_left_out=True)
    for topic in Topic.objects.filter(introduction__contains=f"]({url}"):
        address = reverse("admin:articles_topic_change", args=[topic.pk])
        yield Lean((_("Introduction of the topic “%(topic)s”") % {"topic": topic}), address)
    for page in Page.objects.filter(body__contains=f"]({url}"):
        yield Lean(
            (_("Page “%(page)s”") % {"page": page}),
            reverse("admin:articles_page_change", args=[page.pk]),
        )
    for flag in RedFlag.objects.filter(what_to_do__contains=url):
        address = reverse("admin:articles_redflag_change", args=[flag.pk])
        yield Lean((_("Red flag %(key)s") % {"key": flag.key}), address)


def _change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def _refuse_slug(article: Article, slug: str) -> None:
    if not slug_re.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Refused(
            _("Use at most %(longest_slug)s letters, digits and hyphens, such as night-leg-cramps.")
            % {"longest_slug": LONGEST_SLUG}
        )
    if not is_free(slug, for_article=article):
        raise Refused(_("Another article has this address, or had it. Choose another one."))
