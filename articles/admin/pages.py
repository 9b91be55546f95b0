"""Pages about the site, and emergency numbers, in the admin."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from markdownx.models import MarkdownxField

from articles import rendering
from articles.models import EmergencyNumber, Page
from articles.widgets import MarkdownWidget


@admin.register(Page)
class PageAdmin(admin.ModelAdmin[Page]):
    list_display = ("title", "slug", "order", "updated_at")
    list_editable = ("order",)
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}

    def save_model(self, request: HttpRequest, obj: Page, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        rendering.render_page(obj)


@admin.register(EmergencyNumber)
class EmergencyNumberAdmin(admin.ModelAdmin[EmergencyNumber]):
    list_display = ("country", "code", "checked_on")
    search_fields = ("country", "code")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
