"""Articles as editors keep them: the working copy, its questions, and what it leads to.

What readers get is an `Edition`, made from one version of this text.
"""

from typing import TYPE_CHECKING

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from articles.models.leaning import LeansOnRegisters
from articles.models.red_flag import RedFlag
from articles.models.subjects import Audience, BodyPart, Topic
from groundwork.privacy import content

if TYPE_CHECKING:
    from articles.models.edition import EditionQuerySet
    from articles.models.review import ReviewQuerySet


class ArticleQuerySet(models.QuerySet["Article"]):
    """Our words for sets of articles, as editors see them."""

    def public(self) -> "ArticleQuerySet":
        """Articles of which readers get an edition now."""
        return self.filter(Exists(_editions().public().filter(article=OuterRef("pk"))))

    def with_state(self) -> "ArticleQuerySet":
        """Each with its `state` now, and `is_public`: whether readers get an edition of it."""
        now = timezone.now()
        of_it = _editions().filter(article=OuterRef("pk"))
        of_head = of_it.filter(version__content_hash=OuterRef("head__content_hash"))
        state = Case(
            When(Exists(_open_reviews().filter(article=OuterRef("pk"))), then=Value("in-review")),
            When(Exists(of_head.filter(starts_at__gt=now)), then=Value("scheduled")),
            When(Exists(of_head.public()), then=Value("published")),
            When(Exists(of_head.filter(ends_at__lte=now)), then=Value("archived")),
            default=Value("draft"),
            output_field=models.CharField(),
        )
        return self.annotate(state=state, is_public=Exists(of_it.public()))


def _editions() -> "EditionQuerySet":
    from articles.models.edition import Edition

    return Edition.objects.order_by()


def _open_reviews() -> "ReviewQuerySet":
    from articles.models.review import Review

    return Review.objects.waiting().order_by()


class Article(LeansOnRegisters):
    """A page that answers one question people ask about their legs."""

    kept = (
        content(
            "title slug topic head short_answer description body keywords problem order "
            "replaced_by created_at updated_at cites_sources cites_claims shows_red_flags "
            "uses_terms get_help body_parts audiences related"
        ),
    )

    class State(models.TextChoices):
        """Where the newest version stands; worked out, never typed (see `with_state`)."""

        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in-review", _("In review")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

    class Problem(models.TextChoices):
        """The self-check's first question, so that an article can start it half answered."""

        SORENESS = "soreness", _("Sore or aching leg muscles")
        CRAMP_NOW = "cramp_now", _("A cramp right now")
        CRAMPS_RECURRENT = "cramps_recurrent", _("Cramps that keep coming back")
        AFTER_CRAMP = "after_cramp", _("Pain left after a cramp")
        MASSAGE = "massage", _("Pain during or after a massage")
        OTHER = "other", _("Something else")

    title = models.CharField(
        max_length=120, help_text=_('As people would ask it: "Why do my legs cramp at night?"')
    )
    slug = models.SlugField(
        max_length=80, unique=True, help_text=_("The end of the address, such as night-leg-cramps.")
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text=_("The shelf readers find it on, such as Leg cramps."),
    )
    head = models.ForeignKey(
        "ArticleVersion",
        on_delete=models.RESTRICT,
        null=True,
        editable=False,
        related_name="head_of",
        help_text=_("The newest version: the text above as it was last saved."),
    )

    short_answer = models.TextField(
        validators=[MinLengthValidator(20)],
        help_text=_("The answer in a sentence or two. It may hold citations: [@cramp-01]."),
    )
    description = models.CharField(
        max_length=160, help_text=_("One sentence for search engines, at most 160 characters.")
    )
    body = MarkdownxField(
        help_text=_("Start sections with ##. Cite with [@key]. Care cards: :::urgent leg-clot")
    )
    keywords = models.CharField(
        max_length=300, blank=True, help_text=_("Words people type, with commas between.")
    )
    problem = models.CharField(
        _("problem in the self-check"),
        max_length=20,
        choices=Problem,
        default=Problem.OTHER,
        help_text=_('What "Check your symptoms" chooses for the reader.'),
    )
    order = models.PositiveSmallIntegerField(
        default=50, help_text=_("Lower numbers come first: 10 stands before 20.")
    )

    get_help = models.ManyToManyField(
        RedFlag,
        blank=True,
        related_name="articles",
        help_text=_("Shown as care cards before the causes, one card for each level. Never empty."),
    )
    body_parts = models.ManyToManyField(
        BodyPart,
        blank=True,
        related_name="articles",
        help_text=_("Where it hurts, such as the calf: the leg map leads here."),
    )
    audiences = models.ManyToManyField(
        Audience,
        blank=True,
        related_name="articles",
        help_text=_("Whom you wrote it for, such as runners. None means everyone."),
    )
    related = models.ManyToManyField(
        "self", through="RelatedArticle", symmetrical=False, related_name="related_from"
    )

    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="replaces",
        help_text=_("Where its address leads once readers have it no more."),
    )

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["topic__order", "order", "title"]
        permissions = [
            ("publish_article", "Can publish, schedule and archive articles"),
            ("review_article", "Can review and sign off articles"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])


class CommonQuestion(models.Model):
    """A question readers ask about an article's subject, with its answer."""

    kept = (content("article question answer order"),)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(
        max_length=200, help_text=_("As a reader would ask it: “Is it a clot?”")
    )
    answer = MarkdownxField(help_text=_("Two to five short sentences. Cite as in the text."))
    order = models.PositiveSmallIntegerField(
        default=0, help_text=_("Lower numbers come first: 10 stands before 20.")
    )

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.question


class RelatedArticle(models.Model):
    """An article chosen by hand to be read next."""

    kept = (content("article other order"),)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_choices")
    other = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        related_name="chosen_by",
        help_text=_("What you would hand the reader next."),
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="related_article_once"),
            models.CheckConstraint(
                name="related_article_is_another",
                condition=~models.Q(article=models.F("other")),
                violation_error_message="An article cannot be related to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} → {self.other}"
