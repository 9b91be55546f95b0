"""Passwords made of our own words are guessed first by whoever means this site."""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WORDS = (
    *("legwise", "leg", "legs", "calf", "cramp", "cramps", "massage", "muscle", "health", "doctor"),
    *("desk", "admin", "editor", "reviewer", "publisher", "moderator", "password", "welcome"),
)
"""Of the site, its subject, its roles, and what people type when nothing comes to mind."""
_ONLY_THESE = re.compile(rf"(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}|[\W\d_])*")

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


class OwnWordsValidator:
    """Refuses passwords of nothing but these words, digits and signs."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if _ONLY_THESE.fullmatch(password.lower()) and _LETTER_OR_DIGIT.search(password):
            raise ValidationError(_("Use other words than this site’s own."), code="own_words")

    def get_help_text(self) -> str:
        return _("Your password can’t be made of this site’s own words alone.")
