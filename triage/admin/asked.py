"""What a draft asks, on the desk: sections, joint pages, questions with options, definitions."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from triage.admin.forms import OptionForm, OptionFormSet
from triage.admin.parts import OfOneDraft, PartAdmin, may_change, may_view, text_column
from triage.desk import drafts, previewing
from triage.models import (
    DraftDefinition,
    DraftOption,
    DraftPage,
    DraftQuestion,
    DraftSection,
)


class OptionInline(admin.TabularInline[DraftOption, DraftQuestion]):
    """The options in their order, with buttons that move them."""

    model = DraftOption
    form = OptionForm
    formset = OptionFormSet  # type: ignore[assignment]  # the stubs want the plainest form
    extra = 0
    min_num = 0
    fields = ("key", "label", "flag", "is_exclusive", "is_not_sure", "rank", "group", "place")
    readonly_fields = ("place",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Empty rows, so that options can be added without script."""
        return 3 if obj is None else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[DraftOption]:
        return super().get_queryset(request).order_by("position", "pk")

    @admin.display(description=gettext_lazy("Move"))
    def place(self, option: DraftOption) -> SafeString | str:
        if option.pk is None:
            return ""
        buttons = (
            (f"option-{option.pk}-up", pgettext("move", "Up"), option.key),
            (f"option-{option.pk}-down", pgettext("move", "Down"), option.key),
        )
        first, second = (
            format_html(
                '<button type="submit" name="_move" value="{}">{}'
                '<span class="visually-hidden"> {}</span></button>',
                *button,
            )
            for button in buttons
        )
        return format_html("{} {}", first, second)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_view(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_change(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_change(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_change(request)


@admin.register(DraftSection)
class SectionAdmin(PartAdmin):
    own_fields = ("key", "title")
    list_display = ("title", "key", "draft")
    search_fields = ("key", "title")


@admin.register(DraftPage)
class PageAdmin(PartAdmin):
    own_fields = ("title", "key", "hint", "error", "asks")
    readonly_fields = ("asks",)
    list_display = ("title", "key", "draft")
    search_fields = ("key", "title")

    @admin.display(description=gettext_lazy("Asks"))
    def asks(self, page: DraftPage) -> SafeString:
        """Its questions: they name their page, not the page them."""
        rows = DraftQuestion.objects.filter(page=page) if page.pk else DraftQuestion.objects.none()
        links = ((self.url(row), row.key) for row in rows.order_by("position", "pk"))
        listed = format_html_join(", ", '<a href="{}">{}</a>', links) or _("Nothing yet")
        said = _("{listed}. To ask a question here, choose this page in the question.")
        return format_html(said, listed=listed)


@admin.register(DraftQuestion)
class QuestionAdmin(PartAdmin):
    inlines = (OptionInline,)
    own_fields = ("text", "hint", "why", "error")
    more_fields = (
        (gettext_lazy("How it is asked"), ("kind", "section", "page", "ask_when")),
        (
            gettext_lazy("What its answers can do"),
            ("harmless", "is_red_flag", "not_sure_floor", "is_ordered", "is_fact"),
        ),
    )
    number_fields = ("unit", "least", "most", "decimals")
    ask_when_column = text_column("ask_when", gettext_lazy("ask when"))
    wording = text_column("text", gettext_lazy("question"))
    list_display = ("key", "wording", "section", "kind", "option_count", "ask_when_column")
    list_select_related = ("draft", "section")
    list_filter = ("draft", ("section", OfOneDraft), "is_red_flag", "kind")
    search_fields = ("key", "text", "hint", "ask_when", "options__key", "options__label")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.annotate(options_there_are=Count("options"))  # type: ignore[no-any-return]  # the stubs lose an annotation

    @admin.display(description=gettext_lazy("options"))
    def option_count(self, question: Any) -> int:
        return int(question.options_there_are)

    def get_urls(self) -> list[URLPattern]:
        wrapped = self.admin_site.admin_view(require_safe(self.preview))
        own = [path("<int:pk>/preview/", wrapped, name="triage_draftquestion_preview")]
        return [*own, *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The question's page as readers would see it, in each voice."""
        if not may_view(request):
            raise PermissionDenied
        row = get_object_or_404(DraftQuestion.objects.select_related("draft"), pk=pk)
        voice = request.GET.get("voice", "me")
        context = {
            "row": row,
            "draft": row.draft,
            "shown": previewing.preview(drafts.document(row.draft), row.key, voice),
            "change_url": self.url(row),
            "voices": [
                {"title": title, "url": f"?voice={name}", "is_current": name == voice}
                for name, title in previewing.VOICE_TITLES.items()
            ],
        }
        return render(request, "admin/triage/preview.html", context)

    def beside(self, part: Any) -> dict[str, Any]:
        if part is None:
            return {}
        url = reverse("admin:triage_draftquestion_preview", args=[part.pk])
        return {**super().beside(part), "preview_url": url}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        ((_title, first),) = super().get_fieldsets(request, obj)
        shown, own = self.own_fields, tuple(first["fields"][len(self.own_fields) :])
        return [
            (_("What readers see"), {"fields": shown}),
            *((title, {"fields": fields}) for title, fields in self.more_fields),
            (_("Its name"), {"fields": ("key", *own)}),
            (_("If it is a number"), {"fields": self.number_fields, "classes": ("collapse",)}),
        ]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """New options go last; options under a new name take the conditions along."""
        before = {each.instance.pk: each.initial.get("key", "") for each in formset.initial_forms}
        formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        last = max((option.position for option in form.instance.options.all()), default=-1)
        for place, option in enumerate(formset.new_objects, start=last + 1):
            option.position = place
            option.save()
        for option, names in formset.changed_objects:
            option.save()
            if "key" in names:
                self.renamed(request, form, option, before[option.pk])


@admin.register(DraftDefinition)
class DefinitionAdmin(PartAdmin):
    own_fields = ("key", "condition")
    condition_column = text_column("condition", gettext_lazy("holds when"))
    list_display = ("key", "condition_column", "draft")
    search_fields = ("key", "condition")
