"""Pages about the site itself, and emergency numbers by country."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy
from markdownx.models import MarkdownxField

from groundwork.privacy import content

ABOUT = "about"


class Page(models.Model):
    """A page under /about/ that editors write."""

    kept = (content("slug title description body body_html order updated_at"),)

    slug = models.SlugField(
        max_length=60,
        unique=True,
        help_text=gettext_lazy(
            "The end of the address, such as privacy. Links to the page use it: leave it."
        ),
    )
    title = models.CharField(
        max_length=120,
        help_text=gettext_lazy("What stands at the top of the page: “How we write”."),
    )
    description = models.CharField(
        max_length=160,
        help_text=gettext_lazy("One sentence for search engines, at most 160 characters."),
    )
    body = MarkdownxField(
        help_text=gettext_lazy("Start sections with ##. Link to a page of ours with /about/.")
    )
    body_html = models.TextField(blank=True, editable=False)
    order = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Lower numbers come first: 10 stands before 20.")
    )
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

    kept = (content("code country numbers source_title source_url checked_on"),)

    code = models.CharField(
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"\A[a-z]{2}\Z", gettext_lazy("Two small letters."))],
        help_text=gettext_lazy(
            "The country's two letters, such as gb. They end the page's address."
        ),
    )
    country = models.CharField(max_length=80, help_text=gettext_lazy("In English: “Switzerland”."))
    numbers = models.JSONField(
        help_text=gettext_lazy('A list such as [{"number": "112", "for": "all"}].')
    )
    source_title = models.CharField(
        max_length=200,
        help_text=gettext_lazy("Where you read the numbers, as that page calls itself."),
    )
    source_url = models.URLField(
        max_length=500, help_text=gettext_lazy("That page's address, starting with https://.")
    )
    checked_on = models.DateField(
        help_text=gettext_lazy("The day you last read the numbers there.")
    )

    class Meta:
        ordering = ["country"]

    def __str__(self) -> str:
        return self.country

    def get_absolute_url(self) -> str:
        return reverse("emergency-number", args=[self.code])

    @property
    def source_link(self) -> str:
        """The address for a link: nothing but the web's, whatever way it got into the row."""
        return self.source_url if self.source_url.startswith(("https://", "http://")) else ""
