"""What readers call the urgencies, in the language they read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from triage.engine.urgency import Urgency

LEVEL_WORDS: dict[Urgency, Promise | str] = {
    Urgency.EMERGENCY: _("Emergency"),
    Urgency.URGENT: _("Urgent"),
    Urgency.SOON: _("Soon"),
    Urgency.ROUTINE: _("Routine"),
    Urgency.SELF_CARE: _("Self-care"),
}


def level_word(key: str) -> str:
    """The word for an urgency's key: `self-care` is “Self-care”."""
    return str(LEVEL_WORDS[Urgency.from_key(key)])
