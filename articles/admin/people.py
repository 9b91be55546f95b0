"""People who sign reviews, as readers may know them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    list_display = ("name", "role", "is_clinician", "account")
    search_fields = ("name", "role")
    fields = ("name", "slug", "role", "credentials", "interests", "is_clinician", "account")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Whoever signed something keeps their address and their account."""
        return ("slug", "account") if obj and obj.reviews.exists() else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj and obj.reviews.exists() else {"slug": ("name",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A name that stands under a sign-off stays on record."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.reviews.exists())
