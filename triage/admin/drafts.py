"""Drafts on the desk: one page that leads to every part, and the file to take away or bring."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundwork import audit
from triage.admin import hub
from triage.admin.forms import DraftForm
from triage.admin.parts import draft_url, may_change, may_view
from triage.desk import arranging, drafts, importing
from triage.files.text import write
from triage.models import Draft, DraftQuestion, DraftSection, Part

MOVED: dict[str, type[Part]] = {"question": DraftQuestion, "section": DraftSection}


@admin.register(Draft)
class DraftAdmin(admin.ModelAdmin[Draft]):
    form = DraftForm
    change_form_template = "admin/triage/draft_form.html"
    list_display = ("__str__", "check_slug", "changed_at", "changed_by", "began_from")
    list_select_related = ("changed_by", "began_from")
    search_fields = ("check_slug", "title")
    actions = None

    def get_fieldsets(self, request: HttpRequest, obj: Draft | None = None) -> Any:
        if obj is None:
            return [(None, {"fields": ["check_slug"]})]
        fields = ["title", "scope", "not_for"]
        return [(None, {"fields": [*fields, "opened"] if may_change(request) else fields})]

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Locked while a change is saved: of two editors one waits for the other."""
        if request.method == "POST" and object_id.isdecimal():
            Draft.objects.select_for_update().filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request: HttpRequest, obj: Draft, form: Any, change: bool) -> None:
        if not change:
            begun = drafts.begin(obj.check_slug, request.user)
            obj.pk = begun.pk
            obj.refresh_from_db()
            return
        with drafts.changed(obj, by=request.user):
            obj.save(update_fields=["title", "scope", "not_for"])

    def response_add(
        self, request: HttpRequest, obj: Draft, post_url_continue: str | None = None
    ) -> HttpResponse:
        said = _("The draft is begun, empty.")
        if obj.began_from:
            said = _("The draft is begun from %(release)s.") % {"release": obj.began_from}
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(draft_url(obj))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        is_number = object_id.isdecimal()
        draft = self.model._default_manager.filter(pk=object_id).first() if is_number else None
        parts = hub.contents(draft) if draft and request.method == "GET" else {}
        context = {**(extra_context or {}), "parts": parts, "may_change": may_change(request)}
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/move/", wrap(require_POST(self.move)), name="triage_draft_move"),
            path("<int:pk>/file/", wrap(require_safe(self.download)), name="triage_draft_file"),
            path("<int:pk>/import/", wrap(self.bring), name="triage_draft_import"),
        ]
        return [*own, *super().get_urls()]

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`question-12-up` and its like."""
        draft = self._to_change(request, pk)
        kind, _, rest = request.POST.get("move", "").partition("-")
        row_pk, _, direction = rest.partition("-")
        if kind not in MOVED or not row_pk.isdecimal() or direction not in ("up", "down"):
            raise Http404
        row: Any = get_object_or_404(MOVED[kind], draft=draft, pk=row_pk)
        with drafts.changed(draft, by=request.user):
            if arranging.move(row, direction):
                audit.record("moved", row, by=request.user, after={"direction": direction})
        return HttpResponseRedirect(f"{draft_url(draft)}#{kind}-{row.pk}")

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The whole draft as one file, half-done or not."""
        if not may_view(request):
            raise PermissionDenied
        draft = get_object_or_404(Draft, pk=pk)
        text = write(drafts.document(draft))
        name = f"{draft.check_slug}-draft-{draft.revision}.yaml"
        return HttpResponse(
            text,
            content_type="application/yaml; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def bring(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A file replaces the draft: first what would change, then, once confirmed, the change."""
        draft = self._to_change(request, pk)
        is_sent = request.method == "POST"
        form = importing.FileForm(*((request.POST, request.FILES) if is_sent else ()))
        found = None
        if is_sent and form.is_valid():
            found = importing.weigh(draft, form.cleaned_data["text"], form.cleaned_data["name"])
            if found.is_sound and request.POST.get("revision") == str(draft.revision):
                return self._replaced(request, draft, found)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Bring a file"),
            "draft": draft,
            "opts": self.opts,
            "form": form,
            "found": found,
            "was_overtaken": bool(found and request.POST.get("revision")),
        }
        return render(request, "admin/triage/import.html", context)

    def _replaced(
        self, request: HttpRequest, draft: Draft, found: importing.Weighed
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                drafts.fill(draft, found.document, by=request.user)
        except drafts.DoesNotFit as error:
            self.message_user(
                request, _("Nothing was changed. %(error)s") % {"error": error}, messages.ERROR
            )
        else:
            self.message_user(request, _("The draft is now what the file says."), messages.SUCCESS)
        return HttpResponseRedirect(draft_url(draft))

    def _to_change(self, request: HttpRequest, pk: int) -> Draft:
        if not may_change(request):
            raise PermissionDenied
        return get_object_or_404(Draft, pk=pk)
