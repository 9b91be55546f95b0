"""The audit trail in the admin: to read, and nothing else."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from groundwork.audit.shown import Shown
from groundwork.models import AuditEntry


class ActFilter(admin.SimpleListFilter):
    """By what was done, as far as anybody did it yet."""

    title = _("what was done")
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        acts = AuditEntry.objects.order_by("act").values_list("act", flat=True).distinct()
        return [(act, act) for act in acts]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(act=self.value()) if self.value() else queryset


class KindFilter(ActFilter):
    """By what it was done to."""

    title = _("what to")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = AuditEntry.objects.exclude(kind="").order_by("kind")
        return [(kind, kind) for kind in kinds.values_list("kind", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin[AuditEntry]):
    list_display = ("at", "person", "act", "name", "kind", "how_many", "number")
    list_filter = ("at", ActFilter, KindFilter)
    search_fields = ("who", "name", "=key")
    search_help_text = _("An account, or the name or key of what was changed.")
    fields = ("number", "at", "person", "act", "kind", "subject", "difference", "mark", "previous")
    readonly_fields = fields
    list_per_page = 100
    actions = None
    # Counting a trail that only grows costs more each year and decides nothing.
    show_full_result_count = False

    class Media:
        css = {"all": ("css/admin/audit.css",)}

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """`key` is how an object's own page leads to its entries."""
        return lookup == "key" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]  # Django takes None, its types don't

    @admin.display(description=_("who"), ordering="who")
    def person(self, entry: AuditEntry) -> str:
        return entry.by

    @admin.display(description=_("values"))
    def how_many(self, entry: AuditEntry) -> int:
        return len(entry.changed)

    @admin.display(description=_("what it was done to"))
    def subject(self, entry: AuditEntry) -> SafeString | str:
        """Its name, as a link to it as it is now where the desk has a page for it."""
        said = entry.name or entry.key
        room, _dot, model = entry.kind.partition(".")
        try:
            url = reverse(f"admin:{room}_{model}_change", args=[entry.key])
        except NoReverseMatch:
            return said or "–"
        return format_html('<a href="{}">{}</a>', url, said)

    @admin.display(description=_("before and after"))
    def difference(self, entry: AuditEntry) -> str:
        changes = [Shown.of(*change) for change in entry.changed]
        return render_to_string("admin/groundwork/_changes.html", {"changes": changes})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Acts record themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
