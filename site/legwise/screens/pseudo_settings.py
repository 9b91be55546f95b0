"""The settings of a site that speaks the pseudo-language; `manage.py screens` starts one."""

from legwise.screens import pseudo
from legwise.settings import *  # noqa: F403

LANGUAGE_CODE = pseudo.LANGUAGE
LANGUAGES = [(pseudo.LANGUAGE, "Pseudo")]
LANGUAGES_BIDI = ["qps"]
pseudo.speak()
