"""What waits at the desk about articles, for whoever is signed in: twelve queries, however many."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import helpfulness
from articles.comments import today as comments_today
from articles.models import Article, Edition, ExternalLink, Recheck, Review
from articles.search import misses
from groundwork.desk import ROWS_SHOWN, Box, Row

DUE_SOON_DAYS = 30

Thing = TypeVar("Thing", bound=Model)


def boxes(person: User) -> list[Box]:
    """The boxes this person can do something about; empty ones are left out."""
    if not person.has_perm("articles.view_article"):
        return []
    found = [_rechecks(), _reviews_due(), _dead_links(), _ready(), _scheduled(), _ending()]
    found += [_unhelpful(), _unpublished()]
    if person.has_perm("articles.add_synonym"):
        found.append(_not_found())
    if person.has_perm("articles.review_article"):
        found.insert(0, _to_review(person))
    if person.has_perm("articles.change_article"):
        found.insert(0, _returned(person))
    if comments := comments_today.box(person):
        found.insert(0, comments)
    return [box for box in found if box.count]


def _to_review(person: User) -> Box:
    """What somebody else wrote and asked to have read."""
    waiting = Review.objects.waiting().exclude(version__author=person).order_by("asked_at")
    return _box(
        "to-review",
        _("Waiting for your review"),
        waiting.select_related("article", "asked_by"),
        lambda each: Row(
            each.article.title,
            reverse("admin:articles_article_review", args=[each.article_id]),
            (_("asked by %(name)s") % {"name": each.asked_by.get_username()}),
            each.asked_at,
        ),
        f"{reverse('admin:articles_article_changelist')}?state=in-review",
    )


def _returned(person: User) -> Box:
    """Reviews of this person's newest texts that came back with remarks."""
    returned = Review.objects.filter(
        decision=Review.Decision.RETURNED, version__head_of__isnull=False, version__author=person
    )
    return _box(
        "returned",
        _("Returned to you with remarks"),
        returned.select_related("article").order_by("-decided_at"),
        lambda each: Row(
            each.article.title, _change(each.article_id), each.remarks[:160], each.decided_at
        ),
    )


def _rechecks() -> Box:
    """Articles to look at again."""
    return _box(
        "rechecks",
        _("Look again: what they lean on changed"),
        Recheck.objects.waiting().select_related("article"),
        lambda each: Row(each.article.title, _change(each.article_id), each.reason, each.asked_at),
        is_pressing=True,
    )


def _reviews_due() -> Box:
    """Sign-offs of what readers have that are over, or soon will be."""
    soon = timezone.localdate() + timedelta(days=DUE_SOON_DAYS)
    due = Edition.objects.public().filter(review__review_due__lte=soon)
    return _box(
        "reviews-due",
        _("Reviews due or overdue"),
        due.select_related("review").order_by("review__review_due"),
        lambda each: Row(
            each.title,
            _change(each.article_id),
            _("review due"),
            each.review.review_due if each.review else None,
        ),
    )


def _dead_links() -> Box:
    """Pages of other sites that no longer open."""
    return _box(
        "dead-links",
        _("Links that no longer open"),
        ExternalLink.objects.failing().order_by("failing_since"),
        lambda each: Row(
            each.url,
            _change_link(each.pk),
            (_("%(reason)s Since") % {"reason": each.reason}),
            each.failing_since,
        ),
        reverse("admin:articles_externallink_changelist"),
    )


def _unhelpful() -> Box:
    """What most readers who answered were not helped by, the worst first."""
    found = helpfulness.unhelpful()
    rows = tuple(Row(each.title, _history(each.article), str(each.rate)) for each in found)
    return Box("unhelpful", _("Readers found unhelpful"), len(rows), rows[:ROWS_SHOWN])


def _scheduled() -> Box:
    """What readers will get."""
    return _box(
        "scheduled",
        _("Scheduled"),
        Edition.objects.to_come().order_by("starts_at"),
        lambda each: Row(each.title, _change(each.article_id), "from", each.starts_at),
    )


def _never_given() -> QuerySet[Article]:
    """Articles whose newest version readers never had and will not get."""
    theirs = Edition.objects.filter(
        article=OuterRef("pk"), version__content_hash=OuterRef("head__content_hash")
    )
    return Article.objects.filter(~Exists(theirs.order_by()))


def _signed() -> QuerySet[Review]:
    """Sign-offs of an article's newest version."""
    of_head = {"version__content_hash": OuterRef("head__content_hash")}
    return Review.objects.sign_offs().filter(article=OuterRef("pk"), **of_head).order_by()


def _ready() -> Box:
    """Signed off, and readers don't have it yet."""
    return _box(
        "ready",
        _("Signed off, ready to publish"),
        _never_given().filter(Exists(_signed())).order_by("updated_at"),
        lambda each: Row(each.title, _change(each.pk), "saved", each.updated_at),
    )


def _ending() -> Box:
    """What readers have until a time, and then no longer."""
    ending = Edition.objects.public().filter(ends_at__isnull=False)
    coming = Edition.objects.filter(article=OuterRef("article"), starts_at=OuterRef("ends_at"))
    return _box(
        "ending",
        _("Archived by themselves soon"),
        ending.filter(~Exists(coming.order_by())).order_by("ends_at"),
        lambda each: Row(each.title, _change(each.article_id), "until", each.ends_at),
    )


def _unpublished() -> Box:
    """Newest versions nobody signed and readers never had, the newest first."""
    waiting = Review.objects.waiting().filter(article=OuterRef("pk"))
    return _box(
        "drafts",
        _("Drafts"),
        _never_given()
        .filter(~Exists(waiting.order_by()), ~Exists(_signed()))
        .select_related("head__author")
        .order_by("-updated_at"),
        lambda each: Row(
            each.title,
            _change(each.pk),
            (_("saved by %(written_by)s") % {"written_by": each.head.written_by})
            if each.head
            else "",
            each.updated_at,
        ),
        f"{reverse('admin:articles_article_changelist')}?state=draft",
    )


def _not_found() -> Box:
    """What readers looked for on several days and did not find; each leads to a new synonym."""
    add = reverse("admin:articles_synonym_add")
    return _box(
        "not-found",
        _("Searched for and not found"),
        misses.worth_a_look(),
        lambda each: Row(
            each.words,
            f"{add}?{urlencode({'words': each.words})}",
            (
                _("%(count)s times on %(days)s days, last on")
                % {"count": each.count, "days": each.days}
            ),
            each.last_day,
        ),
        reverse("admin:articles_searchmiss_changelist"),
    )


def _box(
    key: str,
    title: str,
    things: QuerySet[Thing],
    row_of: Callable[[Thing], Row],
    all_url: str = "",
    *,
    is_pressing: bool = False,
) -> Box:
    """One query for the rows; one more for the count when there are more than are shown."""
    shown = list(things[: ROWS_SHOWN + 1])
    count = len(shown) if len(shown) <= ROWS_SHOWN else things.count()
    rows = tuple(row_of(each) for each in shown[:ROWS_SHOWN])
    return Box(key, title, count, rows, all_url, is_pressing)


def _change_link(pk: int) -> str:
    return reverse("admin:articles_externallink_change", args=[pk])


def _history(pk: int) -> str:
    return reverse("admin:articles_article_history", args=[pk])


def _change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])
