"""What articles are about and for whom: topics, body parts, audiences."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy
from markdownx.models import MarkdownxField

from groundwork.privacy import content


class Topic(models.Model):
    """A shelf of articles with an introduction that guides readers along it."""

    kept = (content("slug title introduction introduction_html order"),)

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text=gettext_lazy("The end of the address, such as cramps."),
    )
    title = models.CharField(
        max_length=120,
        help_text=gettext_lazy("What the shelf is called: “Leg cramps”. Short fits best."),
    )
    introduction = MarkdownxField(
        blank=True,
        help_text=gettext_lazy("Two or three short paragraphs: where to start, when to worry."),
    )
    introduction_html = models.TextField(blank=True, editable=False)
    order = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Lower numbers come first.")
    )

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", args=[self.slug])


class BodyPart(models.Model):
    """A part of the leg that readers can point at."""

    kept = (content("slug name order"),)

    slug = models.SlugField(
        max_length=60, unique=True, help_text=gettext_lazy("Its name in addresses, such as calf.")
    )
    name = models.CharField(
        max_length=80, help_text=gettext_lazy('As a reader would say it: "Back of the thigh".')
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Lower numbers come first: 10 stands before 20.")
    )

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:body-part", args=[self.slug])


class Audience(models.Model):
    """Readers an article is written for, such as runners."""

    kept = (content("slug name order"),)

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text=gettext_lazy("Its name in addresses, such as runners."),
    )
    name = models.CharField(
        max_length=80,
        help_text=gettext_lazy("As you would call them to their face: “Older people”."),
    )
    order = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Lower numbers come first: 10 stands before 20.")
    )

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
