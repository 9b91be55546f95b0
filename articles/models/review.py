"""Reviews: who was asked to read a version, what they said, and in whose name it is signed."""

from datetime import date

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.article import Article
from articles.models.version import ArticleVersion
from groundwork.privacy import colleague, content


class Person(models.Model):
    """Someone who signs what they reviewed, as readers may know them."""

    kept = (colleague("slug name role credentials interests is_clinician account"),)

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(
        max_length=120, help_text=gettext_lazy("As you want readers to see it.")
    )
    role = models.CharField(
        max_length=160,
        help_text=gettext_lazy("What you do and where, such as “Physiotherapist, Leeds”."),
    )
    credentials = models.CharField(
        max_length=200,
        blank=True,
        help_text=gettext_lazy("Degrees and registrations you can show."),
    )
    interests = models.TextField(
        blank=True,
        help_text=gettext_lazy("What could sway you: money, posts, products. Write “None” if so."),
    )
    is_clinician = models.BooleanField(
        default=False,
        help_text=gettext_lazy("Tick it only if you saw the entry in a public register."),
    )
    account = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = gettext_lazy("people")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(role=""), name="person_has_a_name_and_a_role"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:person", args=[self.slug])


class ReviewQuerySet(models.QuerySet["Review"]):
    """Our words for sets of reviews."""

    def waiting(self) -> "ReviewQuerySet":
        """Asked for and not decided."""
        return self.filter(decision="")

    def sign_offs(self) -> "ReviewQuerySet":
        return self.filter(decision=Review.Decision.APPROVED)


class Review(models.Model):
    """One version put before a second person. What they approve is its exact content."""

    kept = (
        colleague("asked_by decided_by"),
        content("article version asked_at note decision decided_at remarks person review_due"),
    )

    class Decision(models.TextChoices):
        APPROVED = "approved", gettext_lazy("Approved")
        RETURNED = "returned", gettext_lazy("Returned with remarks")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn, or overtaken by an edit")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reviews")
    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="reviews")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="reviews",
        help_text=gettext_lazy("In whose name readers see it. Empty: nobody signed in public."),
    )
    review_due = models.DateField(
        null=True, help_text=gettext_lazy("Valid to the end of this day.")
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["decision", "review_due"], name="review_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(decision=""), name="one_review_waits_per_article"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False),
                name="review_decision_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(decision="approved")
                | Q(review_due__isnull=False, decided_by__isnull=False),
                name="sign_off_has_a_person_and_a_due_date",
            ),
        ]

    def __str__(self) -> str:
        return _("Review of %(article)s, version %(number)s") % {
            "article": self.article,
            "number": self.version.number,
        }

    def is_overdue(self, today: date) -> bool:
        return self.review_due is not None and self.review_due < today
