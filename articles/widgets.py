"""The text box for Markdown in the admin."""

from typing import Any

from django.templatetags.static import static
from markdownx.widgets import AdminMarkdownxWidget

READERS_STYLES = "legwise.css"


class MarkdownWidget(AdminMarkdownxWidget):  # type: ignore[misc]  # markdownx has no types
    """markdownx's box with our script: its own traps Tab, destroys undo and ignores new rows."""

    class Media:
        extend = False
        css = {"all": ("markdownx/admin/css/markdownx.min.css", "css/admin/editor.css")}
        js = ("js/editor.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds where readers' styles are, so that the preview looks as the page will."""
        with_styles = {**(attrs or {}), "data-stylesheet": static(READERS_STYLES)}
        context: dict[str, Any] = super().get_context(name, value, with_styles)
        return context
