"""What the writer of a story agrees to. Change the words, and give them a new version."""

from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"
WORDS = _(
    "This is my own story. Legwise may publish it on this site under the name above, marked as one "
    "reader's experience, and may shorten it to protect privacy. I can ask for it to be taken down "
    "at any time."
)
