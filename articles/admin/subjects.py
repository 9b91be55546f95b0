"""Topics, body parts and audiences in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from markdownx.models import MarkdownxField

from articles import rendering
from articles.models import Audience, BodyPart, Topic
from articles.widgets import MarkdownWidget


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin[Topic]):
    list_display = ("title", "slug", "order", "readers")
    list_editable = ("order",)
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        confirmed = Count("subscribers", filter=Q(subscribers__confirmed_at__isnull=False))
        return super().get_queryset(request).annotate(readers=confirmed)

    @admin.display(description=gettext_lazy("Readers who get updates"), ordering="readers")
    def readers(self, topic: Topic) -> int:
        """How many; who they are is shown to nobody."""
        counted: int = getattr(topic, "readers", 0)
        return counted

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        rendering.render_topic(obj)


@admin.register(BodyPart, Audience)
class SubjectAdmin(admin.ModelAdmin[Any]):
    list_display = ("name", "slug", "order")
    list_editable = ("order",)
    search_fields = ("name",)
