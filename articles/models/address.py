"""Addresses articles had before: each leads to where the article is now, for ever."""

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy

from articles.models.article import Article
from groundwork.privacy import colleague, content


class FormerAddress(models.Model):
    """A slug an article had. It leads to the article itself, so a chain or a loop cannot be."""

    kept = (
        colleague("left_by"),
        content("slug article left_at"),
    )

    slug = models.SlugField(max_length=80, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")
    left_at = models.DateTimeField(auto_now_add=True)
    left_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["slug"]
        verbose_name = gettext_lazy("former address")
        verbose_name_plural = gettext_lazy("former addresses")

    def __str__(self) -> str:
        return f"{self.slug} → {self.article.slug}"
