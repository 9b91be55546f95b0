"""The forms for the parts of a draft: nothing breaks in silence, nothing typed is lost."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from triage.desk import document, editing, leaning
from triage.models import (
    Draft,
    DraftDefinition,
    DraftNote,
    DraftOption,
    DraftOutcome,
    DraftPage,
    DraftQuestion,
    Level,
    Part,
)

# Names that conditions or addresses use.
NAMED_IN_CONDITIONS = (DraftQuestion, DraftPage, DraftDefinition)
NOT_WORDING = ("key", "answers", "references", "harmless", "opened")
MOST_SHOWN = 5
CHANGED = gettext_lazy(
    "Somebody changed this while you were editing. Nothing is saved yet. Compare both below; "
    "then save yours over theirs, or take what you need from theirs first."
)


@dataclass(frozen=True)
class Difference:
    """A field that is saved one way and typed another."""

    label: str
    theirs: str
    yours: str


def mark_of(row: models.Model) -> str:
    """A fingerprint of what a row holds, options included; its place does not count."""
    held = [_values(row)]
    if isinstance(row, DraftQuestion) and row.pk:
        held += [_values(option) for option in row.options.order_by("pk")]
    text = json.dumps(held, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _values(row: models.Model) -> dict[str, Any]:
    unmarked = ("position", "revision", "changed_at", "changed_by_id")
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in unmarked
    }


class OpenedForm(forms.ModelForm[Any]):
    """Knows what its row held when the page was opened, and refuses to write over a change.

    `over`: the mark of the change the editor has seen and decided to write over.
    """

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.mark = mark_of(self.instance) if self.instance.pk else ""
        self.initial["opened"] = self.mark

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = cleaned.get("opened")
        if self.instance.pk and opened and self.mark not in (opened, self.data.get("over")):
            self.differences = self.compared(cleaned)
            self.add_error(None, CHANGED)
        return cleaned

    def compared(self, cleaned: Mapping[str, Any]) -> list[Difference]:
        found = [
            Difference(str(self.fields[name].label), said(saved), said(cleaned.get(name)))
            for name in self.fields
            if hasattr(self.instance, name)
            and said(saved := getattr(self.instance, name)) != said(cleaned.get(name))
        ]
        if isinstance(self.instance, DraftQuestion):
            theirs = "\n".join(f"{o.key}: {o.label}" for o in self.instance.options.all())
            found.append(Difference(_("Options"), theirs, _("As you have them further down.")))
        return found


def said(value: Any) -> str:
    """A value as editors read it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else "\n".join(str(value).strip().splitlines())


class DraftForm(OpenedForm):
    """The first lines of a questionnaire."""

    class Meta:
        model = Draft
        fields = ("check_slug", "title", "scope", "not_for")
        widgets = {
            name: forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
            for name in ("scope", "not_for")
        }


class PartForm(OpenedForm):
    """One part of `draft`."""

    draft: Draft
    rename = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("If I change a name, change it everywhere it is used"),
        help_text=gettext_lazy(
            "Conditions, promises and cases follow. Untick it only if you mean to mend them by "
            "hand."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.instance.draft = self.draft

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_name(cleaned)
        self._refuse_taken(cleaned)
        condition = leaning.CONDITIONS.get(type(self.instance))
        for name, value in list(cleaned.items()):
            if name == condition:
                self._check_condition(name, value)
            elif isinstance(value, str) and name not in NOT_WORDING:
                self._add(name, editing.wording_problem(value))
        return cleaned

    def _check_name(self, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get("key") and isinstance(self.instance, NAMED_IN_CONDITIONS):
            self._add("key", editing.name_problem(cleaned["key"]))

    def _refuse_taken(self, cleaned: Mapping[str, Any]) -> None:
        """The draft is not in the form, so its constraint is looked after here."""
        name = "urgency" if isinstance(self.instance, DraftOutcome) else "key"
        wanted = {"draft": self.draft, name: cleaned.get(name) or ""}
        others = type(self.instance)._default_manager.filter(**wanted).exclude(pk=self.instance.pk)
        if wanted[name] and others.exists():
            kind = self.instance._meta.verbose_name
            said = _("There is another %(kind)s of that name. Choose another name.")
            self.add_error(name, said % {"kind": kind})

    def _check_condition(self, name: str, text: str) -> None:
        if text.strip():
            self._add(name, editing.condition_problem(text, document.names(self.draft)))

    def _add(self, name: str, problem: str) -> None:
        if problem:
            self.add_error(name, problem)


class NoteForm(PartForm):
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("shown at"),
        choices=Level.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tick every urgency whose result shows it."),
    )

    class Meta:
        model = DraftNote
        fields = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["levels"] = (self.initial.get("levels") or "").split()

    def clean_levels(self) -> str:
        return "\n".join(self.cleaned_data["levels"])


class OptionForm(forms.ModelForm[DraftOption]):
    class Meta:
        model = DraftOption
        fields = ("key", "label", "flag", "is_exclusive", "is_not_sure", "rank", "group")
        widgets = {
            "key": forms.TextInput(attrs={"size": 12}),
            "label": forms.Textarea(attrs={"rows": 2, "cols": 36}),
            "rank": forms.NumberInput(attrs={"size": 3}),
            "group": forms.TextInput(attrs={"size": 12}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The table's heads are no labels to a screen reader, so every field has its own."""
        super().__init__(*args, **kwargs)
        whose = self.instance.key if self.instance.pk else _("a new option")
        for field in self.fields.values():
            label = str(field.label or "").capitalize()
            said = _("%(field)s of %(option)s") % {"field": label, "option": whose}
            field.widget.attrs["aria-label"] = said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, problem in (
            ("key", editing.name_problem(cleaned.get("key") or "name")),
            ("label", editing.wording_problem(cleaned.get("label") or "")),
            ("group", editing.wording_problem(cleaned.get("group") or "")),
        ):
            if problem:
                self.add_error(name, problem)
        return cleaned


class OptionFormSet(forms.BaseInlineFormSet[DraftOption, DraftQuestion, OptionForm]):
    """An option that conditions use is not deleted under them."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            said = _("Delete %(option)s") % {"option": form.instance.key}
            form.fields["DELETE"].widget.attrs["aria-label"] = said

    def clean(self) -> None:
        super().clean()
        going = [form.instance for form in self.deleted_forms if form.instance.pk]
        names = {name for option in going if (name := leaning.name_of(option))}
        # The question says itself which option is harmless; that is mended on the same page.
        for name, uses in leaning.uses(self.instance.draft, names).items() if names else ():
            others = [use for use in uses if use.row != self.instance]
            if others:
                said = _("“%(name)s” is used by %(rows)s. Take it out there first, then delete it.")
                raise forms.ValidationError(said % {"name": name.key, "rows": listed(others)})


def listed(uses: list[leaning.Use]) -> str:
    """Rows in words, such as “rule u-clot, rule u-vein and 3 more”."""
    rows: list[Part] = list(dict.fromkeys(use.row for use in uses))
    shown = [f"{row._meta.verbose_name} {_name(row)}" for row in rows[:MOST_SHOWN]]
    if len(rows) > MOST_SHOWN:
        left = len(rows) - MOST_SHOWN
        shown.append(ngettext("%(count)s more", "%(count)s more", left) % {"count": left})
    *first, last = shown
    return (
        _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
    )


def _name(row: Any) -> str:
    return str(getattr(row, "key", row))
