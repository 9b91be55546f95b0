"""A language nobody speaks: every marked text accented, a good third longer, and in brackets.

It is written from right to left. What shows without brackets was never marked for translation;
what is cut off has no room for German. Readers never meet it: tests and `manage.py screens` do.
"""

import re
from gettext import NullTranslations

from django.utils.translation import trans_real

# A private code, which Microsoft's pseudo-languages use; the m stands for mirrored.
LANGUAGE = "qps-plocm"
SETTINGS = {
    "LANGUAGE_CODE": LANGUAGE,
    "LANGUAGES": [(LANGUAGE, "Pseudo")],
    "LANGUAGES_BIDI": ["qps"],
}
OPENING, CLOSING = "⟦", "⟧"
# Only letters of Latin-1: our typeface has them. Vowels are doubled, which makes words longer.
_ACCENTED = str.maketrans(
    {
        "a": "áá",
        "e": "éé",
        "i": "íí",
        "o": "öö",
        "u": "üü",
        "c": "ç",
        "n": "ñ",
        "y": "ýý",
        "A": "Åå",
        "E": "Éé",
        "I": "Íí",
        "O": "Öö",
        "U": "Üü",
        "C": "Ç",
        "N": "Ñ",
        "Y": "Ýý",
    }
)
# What is no word: named values, tags, entities.
_HELD = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;)")


def said(message: str) -> str:
    """The text as the pseudo-language says it."""
    parts = _HELD.split(message)
    spoken = "".join(part if _HELD.fullmatch(part) else part.translate(_ACCENTED) for part in parts)
    return f"{OPENING}{spoken}{CLOSING}"


class PseudoTranslation(NullTranslations):
    """Stands in for every catalogue of Django's."""

    def language(self) -> str:
        return LANGUAGE

    def to_language(self) -> str:
        return LANGUAGE

    def gettext(self, message: str) -> str:
        # Django puts the context in front of the message.
        return said(message.rpartition(trans_real.CONTEXT_SEPARATOR)[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def catalogue(_language: str) -> PseudoTranslation:
    """In place of `trans_real.translation`: whatever the language, it is this one."""
    return PseudoTranslation()


def speak() -> None:
    """From now on this process knows no other language."""
    trans_real.translation = catalogue  # type: ignore[assignment]
