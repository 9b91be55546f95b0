"""Records every add, change and delete of the admin, with what was there before and after.

The admin site mixes this into each admin it registers, so that none can be forgotten.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import ModelChoiceField
from django.http import HttpRequest

from groundwork.audit.recording import record
from groundwork.audit.values import NOT_TOLD, is_secret, said, told_of, values_of
from groundwork.languages import in_own_language

# What forms bring along besides their model's fields.
Values = dict[str, object]


class Told(list[Any]):
    """Django's own message on a change, with the values its forms had and got."""

    before: Values
    after: Values


class AuditedAdmin(ModelAdmin[Any]):
    """A model's admin that writes into the audit trail whatever it writes into Django's log."""

    @in_own_language
    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Told:
        told = Told(super().construct_change_message(request, form, formsets, add))
        told.before, told.after = {}, {}
        for prefix, each in _forms(form, formsets or ()):
            _tell(told, prefix, each, is_new=add or each.instance._state.adding)
        return told

    @in_own_language
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record("added", obj, by=request.user, after=getattr(message, "after", None))
        return super().log_addition(request, obj, message)

    @in_own_language
    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        before, after = getattr(message, "before", None), getattr(message, "after", None)
        record("changed", obj, by=request.user, before=before, after=after)
        return super().log_change(request, obj, message)

    @in_own_language
    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            record("deleted", obj, by=request.user, before=values_of(obj))
        return super().log_deletions(request, queryset)


def _forms(form: Any, formsets: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """The form and each row that changed, with what its fields are called by in the trail."""
    if hasattr(form, "instance"):
        yield "", form
    elif isinstance(getattr(form, "user", None), Model):
        # The form that sets a password knows its account by another name.
        form.instance = form.user
        yield "", form
    for formset in formsets:
        for place, row in enumerate(formset.forms, 1):
            if row.has_changed():
                yield f"{formset.model._meta.verbose_name} {place}: ", row


def _tell(told: Told, prefix: str, form: Any, *, is_new: bool) -> None:
    is_deleted = bool(form.cleaned_data.get("DELETE"))
    for name in told_of(form.instance, form.changed_data):
        if name == "DELETE":
            continue
        if is_secret(form.instance, name):
            told.before[prefix + name], told.after[prefix + name] = None, NOT_TOLD
            continue
        field = form.fields.get(name)
        if not is_new:
            told.before[prefix + name] = _in_words(field, form.initial.get(name))
        if not is_deleted:
            told.after[prefix + name] = _in_words(field, form.cleaned_data.get(name))
    if is_deleted:
        told.before[prefix.rstrip(": ")], told.after[prefix.rstrip(": ")] = "there", None


def _in_words(field: Any, value: Any) -> str | None:
    """What the field shows for a value: a chosen row's name instead of its key."""
    if isinstance(field, ModelChoiceField) and value and not isinstance(value, Model):
        keys = value if isinstance(value, list | tuple) else [value]
        if not isinstance(value, str | int | list | tuple) or isinstance(keys[0], Model):
            return said(value)
        # The queryset may leave out what was chosen once; its model knows every row.
        model: type[Model] = field.queryset.model  # type: ignore[union-attr]  # a field has choices
        return said(list(model._default_manager.filter(pk__in=keys)))
    return said(value)
