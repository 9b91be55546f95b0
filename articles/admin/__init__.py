"""The editors' desk for articles, registers and pages."""

from articles.admin import articles, pages, registers, subjects

__all__ = ["articles", "pages", "registers", "subjects"]
