"""Editions: an article as readers get it, from one moment until another.

What is public is decided when read, by these two times; nothing has to run on the minute.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models.article import Article
from articles.models.leaning import LeansOnRegisters
from articles.models.review import Review
from articles.models.subjects import Audience, BodyPart, Topic
from articles.models.version import ArticleVersion
from groundwork.privacy import colleague, content


class EditionQuerySet(models.QuerySet["Edition"]):
    """Our words for sets of editions."""

    def public(self, now: datetime | None = None) -> "EditionQuerySet":
        """What readers get at that moment: at most one edition of an article."""
        now = now or timezone.now()
        return self.not_over(now).filter(starts_at__lte=now)

    def not_over(self, now: datetime | None = None) -> "EditionQuerySet":
        """What readers get now, and what they will get."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now or timezone.now()))

    def to_come(self, now: datetime | None = None) -> "EditionQuerySet":
        return self.filter(starts_at__gt=now or timezone.now())

    def for_reading(self) -> "EditionQuerySet":
        """Everything one article page needs of its own rows, in one query."""
        return self.select_related("topic", "article", "review__person")

    def since_when(self) -> "EditionQuerySet":
        """Each with `first_starts_at`: when readers first got anything of its article."""
        of_it = Edition.objects.order_by().filter(article=models.OuterRef("article"))
        first = of_it.order_by("starts_at").values("starts_at")[:1]
        return self.annotate(first_starts_at=models.Subquery(first))

    def teasers(self) -> "EditionQuerySet":
        """What a list shows, without the long texts."""
        return self.select_related("topic", "article").only(
            "article__slug", "title", "short_answer_html", "description", "topic", "starts_at"
        )

    def next_change(self, now: datetime | None = None) -> datetime | None:
        """When what is public changes next by itself. Costs two queries."""
        now = now or timezone.now()
        starts = self.filter(starts_at__gt=now).aggregate(at=models.Min("starts_at"))["at"]
        ends = self.filter(ends_at__gt=now).aggregate(at=models.Min("ends_at"))["at"]
        return min((at for at in (starts, ends) if at), default=None)


class Edition(LeansOnRegisters):
    """One version of an article, finished for readers and public for a time."""

    kept = (
        colleague("published_by ended_by"),
        content(
            "article version starts_at ends_at note review title description keywords problem "
            "order topic related short_answer_html help_html body_html questions_html "
            "sources_html headings word_count rendered_by cites_sources cites_claims "
            "shows_red_flags uses_terms body_parts audiences"
        ),
    )

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="editions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text=gettext_lazy("What changed, for readers of the list of changes."),
    )
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    review = models.ForeignKey(
        Review,
        on_delete=models.PROTECT,
        null=True,
        related_name="editions",
        help_text=gettext_lazy("The sign-off of exactly this content, if there is one."),
    )

    # What the version says, laid out for lists and filters.
    title = models.CharField(max_length=120)
    description = models.CharField(max_length=160)
    keywords = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=20, choices=Article.Problem)
    order = models.PositiveSmallIntegerField(default=50)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="editions")
    body_parts = models.ManyToManyField(BodyPart, related_name="editions")
    audiences = models.ManyToManyField(Audience, related_name="editions")
    related = models.JSONField(
        default=list, help_text=gettext_lazy("Keys of articles chosen by hand.")
    )

    # Made by articles.rendering; reading costs no Markdown work.
    short_answer_html = models.TextField(blank=True)
    help_html = models.TextField(blank=True)
    body_html = models.TextField(blank=True)
    questions_html = models.TextField(blank=True)
    sources_html = models.TextField(blank=True)
    headings = models.JSONField(default=list)
    word_count = models.PositiveIntegerField(default=0)
    rendered_by = models.CharField(max_length=60, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["topic__order", "order", "title", "pk"]
        indexes = [
            models.Index(fields=["article", "starts_at"], name="edition_of_article"),
            models.Index(fields=["starts_at", "ends_at"], name="edition_public"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(ends_at__isnull=True),
                name="one_edition_without_an_end",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="edition_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return self.article.slug

    def get_absolute_url(self) -> str:
        return self.article.get_absolute_url()

    @property
    def updated_at(self) -> datetime:
        """Since when readers get these words."""
        return self.starts_at

    @property
    def signed_review(self) -> Review | None:
        """The sign-off readers may be told of: given in someone's name, and not yet due again."""
        signed = self.review if self.review and self.review.person_id else None
        return None if signed is None or signed.is_overdue(timezone.localdate()) else signed

    @property
    def overdue_review(self) -> Review | None:
        """A sign-off in someone's name whose time is over."""
        signed = self.review if self.review and self.review.person_id else None
        return signed if signed and signed.is_overdue(timezone.localdate()) else None
