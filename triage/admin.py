"""Releases on the desk: to look at and to withdraw, never to edit."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from triage.models import Release, ReleaseQuerySet


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin[Release]):
    list_display = ("__str__", "published_at", "withdrawn_at", "signed_by", "note")
    list_filter = ("check_slug",)
    readonly_fields = (
        "check_slug",
        "number",
        "content_hash",
        "note",
        "published_at",
        "withdrawn_at",
        "signed_by",
        "what_was_proved",
    )
    actions = ("withdraw", "put_back")

    @admin.display(description="What was proved, over all answers")
    def what_was_proved(self, release: Release) -> SafeString | str:
        proofs = release.proof.get("proofs", [])
        rows = ((proof["verdict"], proof["statement"]) for proof in proofs)
        items = format_html_join("", "<li><strong>{}</strong>: {}</li>", rows)
        return format_html("<ul>{}</ul>", items) if items else "Nothing is noted."

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Releases are made by publishing a questionnaire."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A run finishes on its release, so none is ever deleted."""
        return False

    @admin.action(description="Withdraw: readers on it are told kindly and start again")
    def withdraw(self, request: HttpRequest, releases: ReleaseQuerySet) -> None:
        count = releases.standing().withdraw()
        self.message_user(request, f"{count} release(s) withdrawn.", messages.WARNING)

    @admin.action(description="Put back: readers may use it again")
    def put_back(self, request: HttpRequest, releases: ReleaseQuerySet) -> None:
        count = releases.put_back()
        self.message_user(request, f"{count} release(s) put back.")
