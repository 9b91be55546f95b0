"""What articles are about and for whom: topics, body parts, audiences."""

from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField


class Topic(models.Model):
    """A shelf of articles with an introduction that guides readers along it."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    introduction = MarkdownxField(
        blank=True, help_text="Two or three short paragraphs: where to start, when to worry."
    )
    introduction_html = models.TextField(blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class BodyPart(models.Model):
    """A part of the leg that readers can point at."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(
        max_length=80, help_text='As a reader would say it: "Back of the thigh".'
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """Readers an article is written for, such as runners."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
