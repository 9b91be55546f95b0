"""Takes one section out of an article's finished HTML."""

import re

from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition

_NEXT_SECTION = re.compile(r"<h2[ >]")
# Away from its article a citation would lead nowhere; the page links to the article instead.
_CITATION = re.compile(r"""\s*<a class="(?:citation|evidence)[^>]*>.*?</a>""", re.DOTALL)


def section_html(article: Edition, section: str) -> SafeString:
    """The HTML between the heading with this id and the next heading of its level; may be empty.

    Citations and evidence marks are left out. The body was sanitised when it was made, and
    cutting between headings takes whole blocks.
    """
    _, found, rest = article.body_html.partition(f'<h2 id="{section}"')
    if not found:
        return SafeString("")
    content = rest.partition("</h2>")[2]
    section_alone = _NEXT_SECTION.split(content, maxsplit=1)[0]
    return mark_safe(_CITATION.sub("", section_alone))  # noqa: S308 - sanitised at save
