"""The outbox at the desk: to look at, without anyone's address or any mail's words."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundwork.models import Message


class FailedFilter(admin.SimpleListFilter):
    title = gettext_lazy("what became of it")
    parameter_name = "failed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Could not be sent"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        if self.value() != "yes":
            return queryset
        return queryset & Message.objects.failed()


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    # The number is what `send_mail --again` wants.
    list_display = ("purpose", "number", "state", "ended_at", "reason")
    list_filter = (FailedFilter, "state", "purpose")
    # Not to, subject, text, html, headers or about: those are between us and the reader.
    fields = (
        "purpose",
        "number",
        "state",
        "written_at",
        "due_at",
        "attempts",
        "ended_at",
        "reason",
        "message_id",
        "fingerprint",
    )
    readonly_fields = fields

    @admin.display(ordering="pk")
    def number(self, message: Message) -> int:
        return message.pk

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
