"""Articles in the admin: text, common questions and related articles on one page."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from markdownx.models import MarkdownxField

from articles import rendering
from articles.admin.forms import ArticleForm, CommonQuestionFormSet, said_of
from articles.models import Article, CommonQuestion, RelatedArticle
from articles.widgets import MarkdownWidget


class CommonQuestionInline(admin.StackedInline[CommonQuestion, Article]):
    model = CommonQuestion
    formset = CommonQuestionFormSet
    extra = 0
    fields = ("question", "answer", "order")
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}


class RelatedArticleInline(admin.TabularInline[RelatedArticle, Article]):
    model = RelatedArticle
    fk_name = "article"
    extra = 0
    autocomplete_fields = ("other",)
    verbose_name = "related article"


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    form = ArticleForm
    inlines = (CommonQuestionInline, RelatedArticleInline)
    list_display = ("title", "topic", "state", "word_count", "updated_at", "order")
    list_filter = ("state", "topic", "audiences", "body_parts")
    list_select_related = ("topic",)
    search_fields = ("title", "slug", "keywords")
    prepopulated_fields = {"slug": ("title",)}
    filter_horizontal = ("get_help", "body_parts", "audiences")
    formfield_overrides = {MarkdownxField: {"widget": MarkdownWidget}}
    save_on_top = True
    fieldsets = (
        (None, {"fields": ("title", "slug", "topic", "state", "published_at")}),
        ("What readers see first", {"fields": ("short_answer", "get_help")}),
        ("Text", {"fields": ("body",)}),
        (
            "Finding it",
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
    )

    def view_on_site(self, obj: Article) -> str | None:
        return obj.get_absolute_url() if obj.is_published else None

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        obj.updated_at = timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The page is made here, once questions and care cards are saved too."""
        super().save_related(request, form, formsets, change)
        rendered = rendering.render(form.instance)
        for finding in rendered.findings:
            said = f"Still to mend ({finding.field}). {said_of(finding)}"
            self.message_user(request, said, messages.WARNING)
