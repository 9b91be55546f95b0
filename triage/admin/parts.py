"""The parts of a draft on the desk. Who may change a draft may change its parts."""

from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import parse_qs

from django.contrib import admin, messages
from django.contrib.admin import RelatedFieldListFilter
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import Field, Textarea
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from groundwork import audit
from triage.admin.forms import PartForm, listed
from triage.desk import arranging, document, drafts, editing, leaning
from triage.models import Draft, DraftOption, DraftQuestion, Part

MAY_CHANGE = "triage.change_draft"
MAY_VIEW = "triage.view_draft"
FILTERS = "_changelist_filters"
DRAFT_FILTER = "draft__id__exact"
MOST_LETTERS = 90


def shortened(text: str) -> str:
    """The beginning of a text, for a line of a list."""
    flat = " ".join(text.split())
    return f"{flat[:MOST_LETTERS]}…" if len(flat) > MOST_LETTERS else flat


def may_change(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "has_perm", lambda _: False)(MAY_CHANGE))


def may_view(request: HttpRequest) -> bool:
    return may_change(request) or bool(getattr(request.user, "has_perm", lambda _: False)(MAY_VIEW))


def draft_url(draft: Draft) -> str:
    return reverse("admin:triage_draft_change", args=[draft.pk])


class OfOneDraft(RelatedFieldListFilter):
    """Sections and patterns to filter by: those of the draft that is looked at."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, Any]]:
        draft = request.GET.get(DRAFT_FILTER, "")
        wanted = {"draft_id": draft} if draft.isdecimal() else {}
        return list(field.get_choices(include_blank=False, limit_choices_to=wanted))


class PartAdmin(admin.ModelAdmin[Any]):
    """What all parts share: their draft, moving, copying, and what leans on them."""

    form = PartForm
    change_form_template = "admin/triage/part_form.html"
    change_list_template = "admin/triage/part_list.html"
    delete_confirmation_template = "admin/triage/part_delete.html"
    delete_selected_confirmation_template = "admin/triage/part_delete_selected.html"
    list_per_page = 100
    list_select_related: ClassVar[Any] = ("draft",)
    list_filter: ClassVar[Any] = ("draft",)
    search_fields: ClassVar[Any] = ("key",)
    show_full_result_count = False
    own_fields: ClassVar[tuple[str, ...]] = ()
    formfield_overrides = {
        models.TextField: {
            "widget": Textarea(attrs={"rows": 3, "cols": 80, "class": "vLargeTextField"})
        }
    }

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Not on the first page of the desk: parts are reached through their draft."""
        return {}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_view(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_change(request)

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_change(request)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(self.own_fields)
        if may_change(request):
            is_named = obj is not None and leaning.name_of(obj) is not None
            fields += ["rename", "opened"] if is_named else ["opened"]
        return [(None, {"fields": fields})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        draft = obj.draft if obj else self.draft_asked_for(request)
        return type(form.__name__, (form,), {"draft": draft})

    def draft_asked_for(self, request: HttpRequest) -> Draft:
        """The draft a new part is for: named in the address, or by the list one came from."""
        came_from = parse_qs(request.GET.get(FILTERS, "")).get(DRAFT_FILTER, [""])[0]
        wanted = request.GET.get("draft") or came_from
        drafts_there = Draft.objects.all()
        if request.method == "POST":
            drafts_there = drafts_there.select_for_update()
        return get_object_or_404(drafts_there, pk=wanted if wanted.isdecimal() else 0)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Not from the address: only the draft stands there."""
        return {}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Of this draft alone, and without the pop-up windows: they need script."""
        draft = getattr(request, "draft_at_hand", None)
        if draft is not None:
            kwargs["queryset"] = db_field.remote_field.model.objects.filter(draft=draft)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        if isinstance(db_field, models.ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[no-any-return]  # as declared above
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """While a change is saved, the draft is locked: of two editors one waits for the other."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST":
            Draft.objects.select_for_update().get(pk=found.draft_id)
            found.refresh_from_db()
        return found

    @transaction.atomic
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        is_number = object_id is not None and object_id.isdecimal()
        part = self.model._default_manager.filter(pk=object_id).first() if is_number else None
        if object_id and part is None and request.method == "POST":
            return self.gone(request)
        draft = part.draft if part else None
        if object_id is None:
            if not may_change(request):
                raise PermissionDenied
            draft = self.draft_asked_for(request)
        request.draft_at_hand = draft  # type: ignore[attr-defined]  # read when the form is made
        context = {**(extra_context or {}), "draft": draft, **self.beside(part)}
        context["list_url"] = self.list_url(draft)
        if draft and self.model in leaning.CONDITIONS:
            context["words"] = self.words(draft)
        return super().changeform_view(request, object_id, form_url, context)

    def words(self, draft: Draft) -> dict[str, Any]:
        """Every word a condition of this draft may use."""
        names = document.names(draft)
        return {"questions": editing.words_of(names), "definitions": list(names["definitions"])}

    def beside(self, part: Any) -> dict[str, Any]:
        """What a part's page shows beside its form."""
        if part is None:
            return {}
        name = leaning.name_of(part)
        uses = leaning.uses(part.draft, {name}).get(name, []) if name else []
        rows = dict.fromkeys(use.row for use in uses)
        return {"uses": [(described(row), self.url(row)) for row in rows]}

    def gone(self, request: HttpRequest) -> HttpResponse:
        """Somebody deleted it meanwhile: show what was typed, so that it can be taken along."""
        if not may_change(request):
            raise PermissionDenied
        typed = [
            (name, value)
            for name, value in request.POST.items()
            if value and not name.startswith(("_", "csrf", "opened")) and "FORMS" not in name
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("This %(kind)s is gone") % {"kind": self.opts.verbose_name},
            "opts": self.opts,
            "typed": typed,
        }
        return render(request, "admin/triage/part_gone.html", context, status=409)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.draft = form.draft
            obj.position = arranging.next_position(obj)
        super().save_model(request, obj, form, change)
        if change and "key" in form.changed_data:
            self.renamed(request, form, obj, form.initial["key"])

    def renamed(self, request: HttpRequest, form: Any, row: Any, old: str) -> None:
        """After a part was saved under a new name: let the others follow, or say who does not."""
        now = leaning.name_of(row)
        if now is None or not old:
            return
        draft = form.draft
        before = leaning.Name(now.kind, old, now.question)
        if form.cleaned_data.get("rename"):
            count = leaning.rename(draft, before, now.key)
            if count:
                said = ngettext(
                    "“%(old)s” is now “%(new)s” in %(count)s other place, too.",
                    "“%(old)s” is now “%(new)s” in %(count)s other places, too.",
                    count,
                )
                said = said % {"old": old, "new": now.key, "count": count}
                self.message_user(request, said, messages.INFO)
            return
        uses = leaning.uses(draft, {before}).get(before)
        if uses:
            said = _("“%(name)s” is still used by %(rows)s. Check will find each of them.")
            said = said % {"name": old, "rows": listed(uses)}
            self.message_user(request, said, messages.WARNING)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change or form.changed_data or any(each.has_changed() for each in formsets):
            with drafts.changed(form.instance.draft, by=request.user):
                pass

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_move" in request.POST:
            return self.moved(request, obj, request.POST["_move"])
        if "_copy" in request.POST:
            return self.copied(request, obj)
        return super().response_change(request, obj)

    def moved(self, request: HttpRequest, part: Part, move: str) -> HttpResponse:
        """`up`, or `option-12-up` for one of its options. What was typed is saved already."""
        *option, direction = move.split("-")
        row: Any = part
        if option:
            row = get_object_or_404(DraftOption, question=part, pk=option[-1])
        with drafts.changed(part.draft, by=request.user):
            has_moved = arranging.move(row, direction)
            if has_moved:
                audit.record("moved", row, by=request.user, after={"direction": direction})
        at_end = _("Saved. It stands at that end already.")
        said = _("Saved and moved.") if has_moved else at_end
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())

    def copied(self, request: HttpRequest, part: Part) -> HttpResponse:
        with drafts.changed(part.draft, by=request.user):
            twin: Any = arranging.copy(part)
            audit.record("copied", part, by=request.user, after={"copy": twin.key})
        said = _("Saved, and this is a copy named “%(name)s”. Give it a name that says what it is.")
        self.message_user(request, said % {"name": twin.key}, messages.SUCCESS)
        return HttpResponseRedirect(self.url(twin))

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self.back(request, obj.draft) or super().response_post_save_change(request, obj)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self.back(request, obj.draft) or super().response_post_save_add(request, obj)

    def back(self, request: HttpRequest, draft: Draft) -> HttpResponseRedirect | None:
        """To the draft, unless one came from a list."""
        return None if FILTERS in request.GET else HttpResponseRedirect(draft_url(draft))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        request.draft_at_hand = obj.draft  # type: ignore[attr-defined]  # where to go afterwards
        with drafts.changed(obj.draft, by=request.user):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for draft in Draft.objects.filter(pk__in=queryset.values("draft")):
            with drafts.changed(draft, by=request.user):
                queryset.filter(draft=draft).delete()

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        draft: Draft = request.draft_at_hand  # type: ignore[attr-defined]  # set in delete_model
        listing = super().response_delete(request, obj_display, obj_id)
        return self.back(request, draft) or listing

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What leans on them stands in the way, as database relations do."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, [*protected, *self.leaning_on(list(objs))]

    def leaning_on(self, parts: list[Any]) -> list[SafeString]:
        """Links to the rows whose texts use one of these, and that would be left over."""
        by_draft: dict[Draft, set[leaning.Name]] = {}
        for part in parts:
            names = {leaning.name_of(part), *map(leaning.name_of, options_of(part))} - {None}
            by_draft.setdefault(part.draft, set()).update(name for name in names if name)
        return [
            format_html(
                _('{row} uses {names}: <a href="{url}">change it</a>'),
                row=described(row),
                names=words,
                url=self.url(row),
            )
            for draft, names in by_draft.items()
            for row, words in self._left_over(draft, names, parts).items()
        ]

    def _left_over(
        self, draft: Draft, names: set[leaning.Name], going: list[Any]
    ) -> dict[Part, str]:
        """Rows that stay, and which of the names each of them uses."""
        found = leaning.uses(draft, names) if names else {}
        words: dict[Part, list[str]] = {}
        for name, uses in sorted(found.items(), key=lambda pair: pair[0].key):
            for row in dict.fromkeys(use.row for use in uses if use.row not in going):
                words.setdefault(row, []).append(f"“{name.key}”")
        return {row: ", ".join(used) for row, used in words.items()}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        wanted = request.GET.get(DRAFT_FILTER, "")
        draft = Draft.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        context = {**(extra_context or {}), "draft": draft}
        if draft:
            kinds = str(self.opts.verbose_name_plural).capitalize()
            context["title"] = _("%(kinds)s of %(draft)s") % {"kinds": kinds, "draft": draft}
        return super().changelist_view(request, context)

    def list_url(self, draft: Draft | None) -> str:
        listing = reverse(f"admin:triage_{self.opts.model_name}_changelist")
        return f"{listing}?{DRAFT_FILTER}={draft.pk}" if draft else listing

    def url(self, row: Any) -> str:
        return reverse(f"admin:triage_{row._meta.model_name}_change", args=[row.pk])


def options_of(part: Any) -> list[DraftOption]:
    return list(part.options.all()) if isinstance(part, DraftQuestion) else []


def described(row: Any) -> str:
    """A row in a line, such as “rule u-clot”."""
    return f"{row._meta.verbose_name} {getattr(row, 'key', '') or row}"


def text_column(field: str, title: StrOrPromise) -> Callable[[Any, Any], str]:
    """A column with the beginning of a long text."""

    @admin.display(description=title, ordering=field)
    def column(_self: Any, row: Any) -> str:
        return shortened(getattr(row, field))

    return column
