"""The article form: what would harm a reader stops a published article from being saved."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone

from articles import register
from articles.editor import article_text
from articles.markdown import ArticleText, Finding, QuestionText, render_article
from articles.models import Article, CommonQuestion

REPAIR_DRAFT = "Save it as a draft if you want to go on later."


class ArticleForm(forms.ModelForm[Article]):
    class Meta:
        model = Article
        fields = "__all__"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("state") == Article.State.PUBLISHED:
            self._set_time(cleaned)
            self._refuse_harm(cleaned)
        return cleaned

    def _set_time(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("published_at"):
            cleaned["published_at"] = timezone.now()

    def _refuse_harm(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("get_help"):
            said = "Choose when to get help: a published article cannot be without it."
            self.add_error("get_help", f"{said} {REPAIR_DRAFT}")
        # The whole form, since the text may place its questions; their own faults are the
        # formset's to name.
        text = article_text(cast(QueryDict, self.data))
        for finding in render_article(text, register.current()).findings:
            if finding.field in self.fields:
                self.add_error(finding.field, said_of(finding))


class CommonQuestionFormSet(forms.BaseInlineFormSet[CommonQuestion, Article, Any]):
    """Answers are held to the same as the text, each error beside its own answer."""

    def clean(self) -> None:
        super().clean()
        if self.instance.state != Article.State.PUBLISHED or any(self.errors):
            return
        entries = register.current()
        for form in self._kept_forms():
            answer = form.cleaned_data["answer"]
            text = ArticleText("", "", "", (QuestionText("Question?", answer),), ())
            _add_findings(form, render_article(text, entries).findings)

    def _kept_forms(self) -> list[Any]:
        return [
            form
            for form in self.forms
            if form.cleaned_data.get("answer") and not form.cleaned_data.get("DELETE")
        ]


def said_of(finding: Finding) -> str:
    """A finding in the editor's words: the line, the reason, the repair."""
    return f"Line {finding.line}: {finding.problem} {finding.remedy}"


def _add_findings(form: Any, findings: Iterable[Finding]) -> None:
    for finding in findings:
        form.add_error("answer", said_of(finding))
