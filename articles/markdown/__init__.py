"""From what an editor types to what a reader gets.

`render_article` turns an article's text and the registers into finished, sanitised HTML;
`render_prose` and `render_markdown` do the same for text that leans on no register.
No database in here: the registers come in as one `Register` value.
"""

from articles.markdown.article import (
    RENDERER_VERSION,
    RenderedArticle,
    findings_of,
    render_article,
)
from articles.markdown.cards import care_card
from articles.markdown.entries import (
    EMPTY_REGISTER,
    LEVELS,
    ArticleText,
    ClaimEntry,
    PictureEntry,
    QuestionText,
    RedFlagEntry,
    Register,
    SourceEntry,
)
from articles.markdown.findings import Finding
from articles.markdown.headings import Heading, heading_id
from articles.markdown.prose import Prose, preview, render_markdown, render_prose
from articles.markdown.terms import Glossary, TermEntry

__all__ = [
    "EMPTY_REGISTER",
    "LEVELS",
    "RENDERER_VERSION",
    "ArticleText",
    "ClaimEntry",
    "Finding",
    "Glossary",
    "Heading",
    "PictureEntry",
    "Prose",
    "QuestionText",
    "RedFlagEntry",
    "Register",
    "RenderedArticle",
    "SourceEntry",
    "TermEntry",
    "care_card",
    "findings_of",
    "heading_id",
    "preview",
    "render_article",
    "render_markdown",
    "render_prose",
]
