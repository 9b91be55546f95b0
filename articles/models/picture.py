"""Pictures we may show: what each is, who made it, and how to tell it when it comes again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.markdown.alternative_text import LONGEST_ALTERNATIVE_TEXT, fault_of_alternative_text
from articles.markdown.pictures import FOLDER, LONGEST_CAPTION, picture_file
from groundwork.privacy import colleague, content

LONGEST_CREDIT = 200
KEPT_IN = "pictures"
_NOBODY = frozenset(["unknown", "none", "n/a", "na", "internet", "the internet", "google", "me"])


def validate_alternative_text(words: str) -> None:
    if fault := fault_of_alternative_text(words):
        raise ValidationError(fault)


def validate_credit(words: str) -> None:
    """Somebody made it: a picture without an owner's leave must not be shown."""
    named = words.strip().strip(".?-–").casefold()
    if named in _NOBODY or not any(letter.isalpha() for letter in named):
        said = _("Say who made the picture and under what licence, or take another picture.")
        raise ValidationError(said)


class Picture(models.Model):
    """One picture in its sizes. The same pixels are kept once, whoever sends them."""

    kept = (
        colleague("uploaded_by"),
        content(
            "name alternative_text credit caption width height widths pixels_hash likeness "
            "uploaded_at"
        ),
    )

    name = models.CharField(max_length=20, unique=True, editable=False)
    alternative_text = models.CharField(
        gettext_lazy("what it shows"),
        max_length=LONGEST_ALTERNATIVE_TEXT,
        validators=[validate_alternative_text],
        help_text=(
            gettext_lazy(
                "Say it to someone who can't see the picture: "
                '"A person leans on a wall and stretches the left calf."'
            )
        ),
    )
    credit = models.CharField(
        gettext_lazy("who made it, and the licence"),
        max_length=LONGEST_CREDIT,
        validators=[validate_credit],
        help_text=(
            gettext_lazy(
                'You show it under the picture: "Legwise editors", or '
                '"Wellcome Collection, CC BY 4.0". Use nothing you have no leave to use.'
            )
        ),
    )
    caption = models.CharField(
        max_length=LONGEST_CAPTION,
        blank=True,
        help_text=gettext_lazy(
            'You may add words for everyone, such as "Keep the back heel on the floor."'
        ),
    )

    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    widths = models.JSONField(editable=False)
    pixels_hash = models.CharField(max_length=64, editable=False)
    likeness = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pixels_hash"],
                name="picture_once",
                violation_error_message="We have this picture already. Use that one.",
            ),
            models.CheckConstraint(
                name="picture_is_described",
                condition=~models.Q(alternative_text="") & ~models.Q(credit=""),
                violation_error_message="Say what the picture shows, and who made it.",
            ),
        ]

    def __str__(self) -> str:
        return self.alternative_text

    @property
    def files(self) -> list[str]:
        """The names of its files in the upload folder, the largest last."""
        return [f"{KEPT_IN}/{picture_file(self.name, w, self.width)}" for w in self.widths]

    @property
    def address(self) -> str:
        """The largest, and what stands in an article's text."""
        return f"{FOLDER}{picture_file(self.name, self.width, self.width)}"

    @property
    def address_stem(self) -> str:
        """What every address of the picture begins with."""
        return f"{FOLDER}{self.name}"

    @property
    def thumbnail(self) -> str:
        """The smallest."""
        return f"{FOLDER}{picture_file(self.name, self.widths[0], self.width)}"

    def get_admin_url(self) -> str:
        return reverse("admin:articles_picture_change", args=[self.pk])
