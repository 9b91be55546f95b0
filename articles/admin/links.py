"""Links to other sites on the desk: to look at, with the pages they stand on; nothing to type."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Edition, ExternalLink


@admin.register(ExternalLink)
class ExternalLinkAdmin(admin.ModelAdmin[ExternalLink]):
    list_display = ("url", "reason", "failing_since", "checked_at")
    list_filter = (("failing_since", admin.EmptyFieldListFilter),)
    search_fields = ("url", "reason")
    fields = ("url", "reason", "failures", "failing_since", "checked_at", "stands_in")
    readonly_fields = fields

    @admin.display(description=gettext_lazy("Stands in"))
    def stands_in(self, link: ExternalLink) -> SafeString | str:
        """The articles whose pages hold it."""
        shown = f'href="{escape(link.url)}"'
        editions = Edition.objects.not_over().select_related("article")
        rows = [
            (reverse("admin:articles_article_change", args=[each.article_id]), each.title)
            for each in editions
            if shown in f"{each.body_html}{each.questions_html}{each.sources_html}"
        ]
        items = format_html_join("", '<li><a href="{}">{}</a></li>', dict.fromkeys(rows))
        return (
            format_html("<ul>{}</ul>", items) if items else _("A topic or a page about the site.")
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
