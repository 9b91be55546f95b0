"""The editors' desk for articles, registers and pages."""

from articles.admin import (
    articles,
    comments,
    glossary,
    links,
    pages,
    people,
    pictures,
    red_flag_words,
    registers,
    search,
    subjects,
)

__all__ = [
    "articles",
    "comments",
    "glossary",
    "links",
    "pages",
    "people",
    "pictures",
    "red_flag_words",
    "registers",
    "search",
    "subjects",
]
