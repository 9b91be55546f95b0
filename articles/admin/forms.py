"""The article form: what was opened, what a colleague saved meanwhile, and what is still to mend.

Saving never publishes; a draft may be as unfinished as it likes. What would harm a reader stops
publishing (`articles.publishing`), not saving.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleVersion, CommonQuestion


class ArticleForm(forms.ModelForm[Article]):
    """`opened` is the number of the version the form was made from; 0 for a new article."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    note = forms.CharField(
        label=gettext_lazy("What you changed"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "A few words for your colleagues, such as “Shorter answer, new trial added”."
        ),
    )

    class Meta:
        model = Article
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newer: ArticleVersion | None = None
        head = self.instance.head if self.instance.pk else None
        self.initial["opened"] = head.number if head else 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("short_answer", "body"):
            cleaned[name] = _as_files_have_it(cleaned.get(name, ""))
        if cleaned["body"]:
            cleaned["body"] += "\n"
        if self.instance.pk:
            self._refuse_to_overwrite(cleaned.get("opened") or 0)
        return cleaned

    def _refuse_to_overwrite(self, opened: int) -> None:
        """The row is locked until the save is over, so that no third version slips in between."""
        row = Article.objects.select_for_update(of=("self",)).select_related("head__author")
        head = row.get(pk=self.instance.pk).head
        if head is None or opened == head.number or self.data.get("over") == str(head.number):
            return
        self.newer = head
        self.add_error(
            None,
            (
                _(
                    "%(written_by)s saved version %(number)s of this article while you wrote. "
                    "Nothing of yours is lost: compare above, then choose."
                )
                % {"written_by": head.written_by, "number": head.number}
            ),
        )


class CommonQuestionForm(forms.ModelForm[CommonQuestion]):
    """A question under an article, with its answer."""

    class Meta:
        model = CommonQuestion
        fields = "__all__"

    def clean_answer(self) -> str:
        return _as_files_have_it(self.cleaned_data["answer"])


def _as_files_have_it(value: str) -> str:
    """With one kind of line end, so that a save without a change is none."""
    return value.replace("\r\n", "\n")
