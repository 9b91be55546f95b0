"""Pages about the site itself, and emergency numbers by country."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from markdownx.models import MarkdownxField

ABOUT = "about"


class Page(models.Model):
    """A page under /about/ that editors write."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    description = models.CharField(max_length=160)
    body = MarkdownxField()
    body_html = models.TextField(blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.slug == ABOUT:
            return reverse("about")
        return reverse("about-page", args=[self.slug])


class EmergencyNumber(models.Model):
    """Whom to call in one country, and where that was read."""

    code = models.CharField(
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"\A[a-z]{2}\Z", "Two small letters.")],
    )
    country = models.CharField(max_length=80)
    numbers = models.JSONField(help_text='A list such as [{"number": "112", "for": "all"}].')
    source_title = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500)
    checked_on = models.DateField()

    class Meta:
        ordering = ["country"]

    def __str__(self) -> str:
        return self.country

    def get_absolute_url(self) -> str:
        return reverse("emergency-number", args=[self.code])
