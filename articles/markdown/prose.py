"""Text that is not an article: introductions, about pages, and the editor's plain preview."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import override

from articles.markdown.blocks import Allowed, settle
from articles.markdown.cleaning import clean
from articles.markdown.entries import EMPTY_REGISTER, Register
from articles.markdown.findings import Finding
from articles.markdown.headings import Heading
from articles.markdown.parser import read, to_html
from articles.markdown.rendering import Rendering
from groundwork.languages import is_own


@dataclass(frozen=True)
class Prose:
    """Finished, sanitised HTML, and what the text was found to hold."""

    html: str
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    internal_links: tuple[str, ...]


def render_prose(text: str, register: Register = EMPTY_REGISTER, field: str = "text") -> Prose:
    """Markdown on its own, in the site's language; the findings in the one that is spoken.

    Without a register, citations and cards show as broken.
    """
    with override(settings.LANGUAGE_CODE):
        prose = _prose(text, register, field)
    if is_own():
        return prose
    return replace(prose, findings=_prose(text, register, field).findings)


def _prose(text: str, register: Register, field: str) -> Prose:
    rendering = Rendering(register)
    passage = read(text, field)
    settle(rendering, passage, Allowed())
    return Prose(
        html=clean(to_html(passage)),
        headings=tuple(rendering.headings),
        findings=tuple(rendering.findings),
        internal_links=tuple(dict.fromkeys(rendering.links)),
    )


def render_markdown(text: str) -> str:
    """The HTML of plain prose."""
    return render_prose(text).html


preview = render_markdown
"""What settings.MARKDOWNX_MARKDOWNIFY_FUNCTION names, so that nothing renders another way."""
