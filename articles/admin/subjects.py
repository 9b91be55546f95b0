"""Topics, body parts and audiences in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from markdownx.models import MarkdownxField

from articles import rendering
from articles.models import Audience, BodyPart, Topic
from articles.widgets import MarkdownWidget


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin[Topic]):
    list_display = ("title", "slug", "order")
    list_editable = ("order",)
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        rendering.render_topic(obj)


@admin.register(BodyPart, Audience)
class SubjectAdmin(admin.ModelAdmin[Any]):
    list_display = ("name", "slug", "order")
    list_editable = ("order",)
    search_fields = ("name",)
