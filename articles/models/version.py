"""Versions: what an article's whole text was at each save, never changed afterwards."""

from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.article import Article
from groundwork.privacy import colleague, content


class Unchangeable(Exception):
    """A version is the record of what was; write another one."""


class ArticleVersion(models.Model):
    """One save of an article. `content` is what `articles.snapshot` took of it."""

    kept = (
        colleague("author"),
        content("article number content content_hash made_at note"),
    )

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(
        max_length=64, help_text=gettext_lazy("SHA-256 of the content.")
    )
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=gettext_lazy("Empty when it came from files."),
    )
    made_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = gettext_lazy("version")
        indexes = [models.Index(fields=["article", "content_hash"], name="version_by_content")]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="version_numbers_start_at_one"
            ),
        ]

    def __str__(self) -> str:
        return _("Version %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Unchangeable(_("A version is never changed. Save the article again."))
        super().save(*args, **kwargs)

    @property
    def written_by(self) -> str:
        return self.author.get_username() if self.author else _("content files")
