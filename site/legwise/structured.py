"""What the start page says of the whole site to search engines, in the words of schema.org."""

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.machines.structured import SITE_NAME, publisher, whole_address
from groundwork.machine_text import json_ld

SEARCH = "/search/?q={search_term_string}"


def home() -> SafeString:
    """The site, who publishes it, and how to search it."""
    entry = {"@type": "EntryPoint", "urlTemplate": whole_address(SEARCH)}
    return json_ld(
        {
            "@type": "WebSite",
            "url": whole_address("/"),
            "name": SITE_NAME,
            "description": _("Plain answers about sore, cramping and massaged legs."),
            "inLanguage": get_language(),
            "publisher": publisher(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": entry,
                "query-input": "required name=search_term_string",
            },
        }
    )
