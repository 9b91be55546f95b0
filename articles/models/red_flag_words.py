"""The register's red flags in other languages than the one editors write in."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.red_flag import RedFlag
from groundwork.privacy import content


def mark_of(flag: RedFlag) -> str:
    """Names the very words of a red flag, and its urgency: a translation is of these."""
    told = "\n".join((flag.wording, flag.what_to_do, flag.urgency))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


class RedFlagWords(models.Model):
    """One red flag in one language, translated from the words that `of` names."""

    kept = (content("red_flag language wording what_to_do of"),)

    red_flag = models.ForeignKey(
        RedFlag, to_field="key", on_delete=models.CASCADE, related_name="words"
    )
    language = models.CharField(
        max_length=10,
        help_text=gettext_lazy("The language's code, such as es. It begins the pages' addresses."),
    )
    wording = models.CharField(
        max_length=300, help_text=gettext_lazy("The signs, as exact and as plain as in English.")
    )
    what_to_do = models.TextField(
        help_text=gettext_lazy(
            "What to do, with the same urgency: nothing softer, nothing left out."
        )
    )
    of = models.CharField(
        gettext_lazy("translated from"),
        max_length=12,
        help_text=gettext_lazy(
            "Names the English words this was translated from. Once these change, readers "
            "get English until the translation was looked at again."
        ),
    )

    class Meta:
        ordering = ["language", "red_flag"]
        verbose_name = gettext_lazy("red flag in another language")
        verbose_name_plural = gettext_lazy("red flags in other languages")
        constraints = [
            models.UniqueConstraint(fields=["red_flag", "language"], name="red_flag_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.red_flag_id} ({self.language})"

    @property
    def key(self) -> str:
        return self.red_flag_id

    @property
    def holds(self) -> bool:
        """Whether the English is still what it was translated from. Costs a query unless known."""
        return self.of == mark_of(self.red_flag)

    def clean(self) -> None:
        known = {code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
        if self.language not in known:
            raise ValidationError(
                {"language": (_("Use one of: %(known)s.") % {"known": ", ".join(sorted(known))})}
            )
