"""Names that Django makes of ours in code, such as “short answer”: translated like written ones.

A written name is marked where it stands. The names in `_meta` change nothing in migrations, which
look at what was written.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ROOMS = ("articles", "groundwork", "legwise", "triage")


def translate_names() -> None:
    """Once, when everything is loaded and before a form is made of a model."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for thing, attribute in _made(model):
                setattr(thing, attribute, gettext_lazy(str(getattr(thing, attribute))))


def names_at_the_desk() -> Iterator[tuple[str, str]]:
    """Each name with the file of its model, for models that have a page at the desk."""
    shown = {model for model in admin.site._registry if model._meta.app_label in ROOMS}
    shown |= {inline.model for each in admin.site._registry.values() for inline in each.inlines}
    for model in sorted(shown, key=lambda model: model._meta.label):
        place = f"{model.__module__.replace('.', '/')}.py"
        folder = "site/" if model._meta.app_label in ("groundwork", "legwise") else ""
        for thing, attribute in _made(model):
            yield str(getattr(thing, attribute)), f"{folder}{place}"


def _made(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """What has a name nobody wrote: the model, several of it, and its fields."""
    written = model._meta.original_attrs
    for attribute in ("verbose_name", "verbose_name_plural"):
        if not isinstance(written.get(attribute), Promise):
            yield model._meta, attribute
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if isinstance(field, Field) and not isinstance(
            getattr(field, "_verbose_name", None), Promise
        ):
            yield field, "verbose_name"
