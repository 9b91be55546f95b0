"""The editors' desk for articles, registers and pages."""

from articles.admin import articles, glossary, pages, registers, subjects

__all__ = ["articles", "glossary", "pages", "registers", "subjects"]
