"""Tags for pages whose interface speaks one language and whose content another.

What editors write is in the site's own language. In another one it is marked, so that it is read
out right, and its links are led to the pages of the language the reader chose.
"""

import re

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from groundwork.languages import ONE_LANGUAGE, is_own, others, prefix_of

register = template.Library()

# Files speak one language, too. What is prefixed already stays so.
_OWN_LINK = re.compile(
    r'(<a\b[^>]*? href=")/(?!/)(?P<first>[^/"?#]*)(?=["?#/])(?![^"?#]*\.\w+["?#])'
)


@register.simple_tag
def content_lang() -> SafeString:
    """A `lang` attribute for what editors wrote; nothing on pages of the same language."""
    return SafeString("") if is_own() else format_html(' lang="{}"', settings.LANGUAGE_CODE)


@register.simple_tag
def interface_lang() -> SafeString:
    """A `lang` attribute for words of ours among what editors wrote."""
    return SafeString("") if is_own() else format_html(' lang="{}"', get_language())


@register.simple_tag
def untranslated(what: str) -> SafeString:
    """A short word that `what` (text, questions, list) is there in the site's language alone."""
    if is_own():
        return SafeString("")
    return render_to_string("components/untranslated.html", {"what": what})


@register.simple_tag
def name_lang(name: str) -> SafeString:
    """A `lang` attribute for a name that has none in the reader's language."""
    return content_lang() if plainly_called(name) == name else SafeString("")


@register.filter
def called(name: str) -> SafeString:
    """A name an editor gave, as the reader's language has it; else as it is, marked."""
    words = plainly_called(name)
    if is_own() or words != name:
        return conditional_escape(words)
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, name)


@register.filter
def plainly_called(name: str) -> str:
    """The same where no mark can stand: in a title, an attribute or a sentence."""
    return name if is_own() or not name else pgettext("name", name)


@register.filter
def at_our_paths(html: str) -> SafeString:
    """Finished HTML whose links stay in the language that is spoken."""
    if is_own():
        return mark_safe(html)  # noqa: S308 - finished and sanitised at save
    return mark_safe(_OWN_LINK.sub(_led_on, html))  # noqa: S308 - the same


def _led_on(link: re.Match[str]) -> str:
    if link["first"] in (*ONE_LANGUAGE, *others()):
        return link[0]
    return f"{link[1]}{prefix_of(get_language())}/{link['first']}"
