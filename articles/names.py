"""What topics, parts of the leg, readers and pages are called in other languages.

Editors write names in the site's language. Those we ship are translated as texts of ours; one that
an editor writes anew stays as it is, marked as English, until its translation stands here.
"""

from django.utils.translation import pgettext


def shipped_names() -> tuple[str, ...]:
    """The names we ship, in the language that is spoken."""
    return (
        pgettext("name", "Sore legs"),
        pgettext("name", "Leg cramps"),
        pgettext("name", "Pain from a massage"),
        pgettext("name", "When to get help"),
        pgettext("name", "Calf"),
        pgettext("name", "Shin"),
        pgettext("name", "Front of the thigh"),
        pgettext("name", "Back of the thigh"),
        pgettext("name", "Hip and buttock"),
        pgettext("name", "Knee"),
        pgettext("name", "Ankle and heel"),
        pgettext("name", "Foot"),
        pgettext("name", "Whole leg"),
        pgettext("name", "Everyone"),
        pgettext("name", "Runners and people who train"),
        pgettext("name", "Pregnancy and after birth"),
        pgettext("name", "Older people"),
        pgettext("name", "Children and parents"),
        pgettext("name", "Massage therapists"),
        pgettext("name", "People who sit or stand all day"),
        pgettext("name", "About Legwise"),
        pgettext("name", "Accessibility"),
        pgettext("name", "How to correct us"),
        pgettext("name", "Disclaimer"),
        pgettext("name", "Emergency numbers by country"),
        pgettext("name", "How we write and review"),
        pgettext("name", "Privacy"),
        pgettext("name", "Common questions"),
        pgettext("name", "Check my legs"),
        pgettext("name", "Is it safe to massage this leg?"),
    )
