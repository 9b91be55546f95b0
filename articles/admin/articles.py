"""Articles in the admin: text, common questions and related articles on one page.

Saving makes a version. History, reviews and publishing have pages of their own
(`articles.desk`).
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdownx.models import MarkdownxField

from articles import checking, editing
from articles.admin.forms import ArticleForm, CommonQuestionForm
from articles.checks import place_of
from articles.desk import clash, typed
from articles.desk.access import CHANGE, PUBLISH, may, signed_in
from articles.desk.pages import tools, url_of
from articles.desk.standing import standing_of
from articles.desk.urls import desk_urls
from articles.models import (
    Article,
    ArticleVersion,
    CommonQuestion,
    Recheck,
    RelatedArticle,
    Review,
)
from articles.widgets import MarkdownWidget

UNCHANGED = gettext_lazy("Nothing had changed, so there is no new version.")
OVERTAKEN = gettext_lazy(
    "Your change took the text back from review. Send the new version to review when it is ready."
)


class CommonQuestionInline(admin.StackedInline[CommonQuestion, Article]):
    model = CommonQuestion
    form = CommonQuestionForm
    extra = 0
    fields = ("question", "answer", "order")
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}


class RelatedArticleInline(admin.TabularInline[RelatedArticle, Article]):
    model = RelatedArticle
    fk_name = "article"
    extra = 0
    autocomplete_fields = ("other",)
    verbose_name = gettext_lazy("related article")


class StateFilter(admin.SimpleListFilter):
    """Articles by where their newest version stands now."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in Article.State]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    form = ArticleForm
    inlines = (CommonQuestionInline, RelatedArticleInline)
    change_form_template = "admin/articles/article_form.html"
    list_display = ("title", "topic", "standing", "updated_at", "order")
    list_filter = (StateFilter, "topic", "audiences", "body_parts")
    search_fields = ("title", "slug", "keywords")
    prepopulated_fields = {"slug": ("title",)}
    filter_horizontal = ("get_help", "body_parts", "audiences")
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("title", "slug", "topic", "opened")}),
        (gettext_lazy("What readers see first"), {"fields": ("short_answer", "get_help")}),
        (gettext_lazy("Text"), {"fields": ("body",)}),
        (
            gettext_lazy("Finding it"),
            {
                "fields": (
                    "description",
                    "keywords",
                    "audiences",
                    "body_parts",
                    "problem",
                    "order",
                )
            },
        ),
        (gettext_lazy("This version"), {"fields": ("note",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.with_state().select_related("head__author", "topic")

    @admin.display(description=gettext_lazy("State"), ordering="state")
    def standing(self, article: Any) -> str:
        """The newest version's state, and whether readers have another one beside it."""
        said = Article.State(article.state).label
        beside = article.is_public and article.state not in {"published", "scheduled"}
        return (_("%(said)s, beside the public text") % {"said": said}) if beside else str(said)

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """An address that readers may have kept is changed on a page of its own."""
        return ("slug",) if obj and obj.editions.exists() else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return {} if obj and obj.editions.exists() else self.prepopulated_fields

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers ever had stays on record: archive it instead."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.editions.exists())

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def view_on_site(self, obj: Article) -> str | None:
        return obj.get_absolute_url() if getattr(obj, "is_public", False) else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The version is made here, once questions and care cards are saved too."""
        super().save_related(request, form, formsets, change)
        note = form.cleaned_data.get("note", "")
        before = form.instance.head_id
        waited = Review.objects.waiting().filter(article=form.instance).exists()
        version = editing.save_version(form.instance, by=signed_in(request), note=note)
        if version.pk == before:
            self.message_user(request, UNCHANGED, messages.INFO)
        elif waited:
            self.message_user(request, OVERTAKEN, messages.WARNING)
        self.warn_of_harm(request, version)

    def warn_of_harm(self, request: HttpRequest, version: ArticleVersion) -> None:
        """Say what would stop this version from being published."""
        for finding in checking.blocking(version):
            said = _("Stops publishing. %(finding)s: %(problem)s %(remedy)s") % {
                "finding": place_of(finding),
                "problem": finding.problem,
                "remedy": finding.remedy,
            }
            self.message_user(request, said, messages.WARNING)

    def get_urls(self) -> list[URLPattern]:
        return [*desk_urls(self.admin_site.admin_view), *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A form older than the newest version is tied to its rows, or given up for theirs."""
        context = dict(extra_context or {})
        if request.method == "POST" and object_id and object_id.isdecimal():
            article = Article.objects.select_related("head").filter(pk=object_id).first()
            if article and "_theirs" in request.POST:
                context["mine"] = typed.texts_of(request.POST)
                request.method, request.POST = "GET", QueryDict()
            elif article and clash.is_older(request.POST, article):
                # Django takes any form here; its types know only the one a request came with.
                request.POST = typed.tied_anew(request.POST, article)  # type: ignore[assignment]  # as said above
        return super().changeform_view(request, object_id, form_url, context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        context["may_publish"] = may(request, PUBLISH)
        if obj and obj.pk and change:
            standing = standing_of(obj)
            newer = getattr(context["adminform"].form, "newer", None)
            context["standing"] = standing
            context["rechecks"] = Recheck.objects.waiting().filter(article=obj)
            context["article"], context["may_settle"] = obj, may(request, CHANGE)
            context["tools"] = tools(request, obj, standing)
            context["clash"] = clash.between(request.POST, obj, newer) if newer else None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        return self._on_to_publishing(request, obj) or response

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        response = super().response_change(request, obj)
        return self._on_to_publishing(request, obj) or response

    def _on_to_publishing(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        """Where “Save and publish…” leads, for those who may."""
        if "_publish" not in request.POST or not may(request, PUBLISH):
            return None
        return HttpResponseRedirect(url_of("publish", obj))
