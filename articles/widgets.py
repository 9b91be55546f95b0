"""The text box for Markdown in the admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from markdownx.widgets import AdminMarkdownxWidget

READERS_STYLES = "legwise.css"


class MarkdownWidget(AdminMarkdownxWidget):  # type: ignore[misc]  # markdownx has no types
    """markdownx's box with our script: its own traps Tab, destroys undo and ignores new rows."""

    class Media:
        extend = False
        css = {
            "all": (
                "markdownx/admin/css/markdownx.min.css",
                "css/admin/editor.css",
                "css/admin/pictures.css",
            )
        }
        js = ("js/pictures.js", "js/editor.js")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds where readers' styles are, so that the preview looks as the page will."""
        with_styles = {**(attrs or {}), "data-stylesheet": static(READERS_STYLES)}
        context: dict[str, Any] = super().get_context(name, value, with_styles)
        return context

    @staticmethod
    def add_markdownx_attrs(attrs: dict[str, Any]) -> dict[str, Any]:
        """Where the script sends to, in the language that is spoken; markdownx knows but one."""
        made: dict[str, Any] = AdminMarkdownxWidget.add_markdownx_attrs(attrs)
        return {
            **made,
            "data-markdownx-urls-path": reverse("markdownx_markdownify"),
            "data-markdownx-upload-urls-path": reverse("markdownx_upload"),
            "data-pictures-path": reverse("pictures-we-have"),
            "data-look-path": reverse("picture-look"),
        }

    def render(self, *arguments: Any, **named: Any) -> SafeString:
        """With a way to add a picture where there is no script; the script has its own."""
        box = super().render(*arguments, **named)
        link = '{}<a class="editor-picture" href="{}" target="_blank">{}</a>'
        said = _("Add a picture, in another tab")
        return format_html(link, box, reverse("admin:articles_picture_add"), said)
