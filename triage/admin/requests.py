"""What waits for a second person, on the desk: a list that leads to the pages to approve on."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from triage.desk.access import MAY_PUBLISH
from triage.models import PublishRequest, Release


def page_of(asked: PublishRequest) -> str:
    """Where what is asked for is looked at and approved."""
    subject = asked.subject
    if isinstance(subject, Release):
        return reverse("desk:again", args=[subject.check_slug, subject.number])
    return reverse("desk:publish", args=[subject.check_slug])


@admin.register(PublishRequest)
class PublishRequestAdmin(admin.ModelAdmin[PublishRequest]):
    list_display = ("what", "note", "asked_by", "asked_at")
    list_display_links = None
    list_select_related = ("draft", "release", "asked_by")
    actions = None

    @admin.display(description=_("what"))
    def what(self, asked: PublishRequest) -> SafeString:
        return format_html('<a href="{}">{}</a>', page_of(asked), asked.subject)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MAY_PUBLISH)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Asked for on the page that shows the difference."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Declined on the page that shows the difference."""
        return False
