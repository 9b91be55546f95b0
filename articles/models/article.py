"""Articles, their common questions, and which other articles they lead to."""

from django.core.validators import MinLengthValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from markdownx.models import MarkdownxField

from articles.models.evidence import Claim, Source
from articles.models.glossary import Term
from articles.models.red_flag import RedFlag
from articles.models.subjects import Audience, BodyPart, Topic

BYLINE = "Legwise editors"


class ArticleQuerySet(models.QuerySet["Article"]):
    """Our words for sets of articles."""

    def published(self) -> "ArticleQuerySet":
        """Articles the public may read now."""
        return self.filter(state=Article.State.PUBLISHED, published_at__lte=timezone.now())

    def for_reading(self) -> "ArticleQuerySet":
        """Everything one article page needs of its own row, in one query."""
        return self.select_related("topic")

    def teasers(self) -> "ArticleQuerySet":
        """What a list shows, without the long texts."""
        return self.select_related("topic").only(
            "slug", "title", "short_answer_html", "description", "topic", "updated_at"
        )


class Article(models.Model):
    """A page that answers one question people ask about their legs."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    class Problem(models.TextChoices):
        """The self-check's first question, so that an article can start it half answered."""

        SORENESS = "soreness", "Sore or aching leg muscles"
        CRAMP_NOW = "cramp_now", "A cramp right now"
        CRAMPS_RECURRENT = "cramps_recurrent", "Cramps that keep coming back"
        AFTER_CRAMP = "after_cramp", "Pain left after a cramp"
        MASSAGE = "massage", "Pain during or after a massage"
        OTHER = "other", "Something else"

    title = models.CharField(
        max_length=120, help_text='As people would ask it: "Why do my legs cramp at night?"'
    )
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The end of the address, such as night-leg-cramps."
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="articles")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)

    short_answer = models.TextField(
        validators=[MinLengthValidator(20)],
        help_text="The answer in a sentence or two. It may hold citations: [@cramp-01].",
    )
    description = models.CharField(
        max_length=160, help_text="One sentence for search engines, at most 160 characters."
    )
    body = MarkdownxField(
        help_text="Start sections with ##. Cite with [@key]. Care cards: :::urgent leg-clot"
    )
    keywords = models.CharField(
        max_length=300, blank=True, help_text="Words people type, with commas between."
    )
    problem = models.CharField(
        "problem in the self-check",
        max_length=20,
        choices=Problem,
        default=Problem.OTHER,
        help_text='What "Check your symptoms" chooses for the reader.',
    )
    order = models.PositiveSmallIntegerField(default=50, help_text="Lower numbers come first.")

    get_help = models.ManyToManyField(
        RedFlag,
        blank=True,
        related_name="articles",
        help_text="Shown as care cards before the causes, one card for each level. Never empty.",
    )
    body_parts = models.ManyToManyField(BodyPart, blank=True, related_name="articles")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="articles")
    related = models.ManyToManyField(
        "self", through="RelatedArticle", symmetrical=False, related_name="related_from"
    )

    # Made at save by articles.rendering; reading costs no Markdown work.
    short_answer_html = models.TextField(blank=True, editable=False)
    help_html = models.TextField(blank=True, editable=False)
    body_html = models.TextField(blank=True, editable=False)
    questions_html = models.TextField(blank=True, editable=False)
    sources_html = models.TextField(blank=True, editable=False)
    headings = models.JSONField(default=list, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    rendered_by = models.CharField(max_length=60, blank=True, editable=False)
    cites_sources = models.ManyToManyField(Source, editable=False, related_name="cited_by")
    cites_claims = models.ManyToManyField(Claim, editable=False, related_name="cited_by")
    shows_red_flags = models.ManyToManyField(RedFlag, editable=False, related_name="shown_by")
    uses_terms = models.ManyToManyField(Term, editable=False, related_name="used_in")

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["topic__order", "order", "title"]
        indexes = [models.Index(fields=["state", "published_at"], name="article_public")]
        constraints = [
            models.CheckConstraint(
                name="article_published_has_a_date",
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                violation_error_message="A published article needs the time it was published.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return (
            self.state == self.State.PUBLISHED
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )


class CommonQuestion(models.Model):
    """A question readers ask about an article's subject, with its answer."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(max_length=200)
    answer = MarkdownxField(help_text="Two to five short sentences. Cite as in the text.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.question


class RelatedArticle(models.Model):
    """An article chosen by hand to be read next."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_choices")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="chosen_by")
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
