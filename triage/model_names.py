"""What models and fields are called at the desk, where Django takes it from the code's names.

Said here and not in the models: a name written there becomes part of a migration. The names are
listed to be translated; a test sees to it that none is forgotten.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

# Of models, one and several.
KINDS = (
    _("draft"),
    _("drafts"),
    _("release"),
    _("releases"),
    _("sections"),
    _("joint pages"),
    _("questions"),
    _("options"),
    _("definitions"),
    _("promises"),
    _("vignettes"),
    _("patterns"),
    _("rules"),
    _("outcomes"),
    _("notes"),
    _("self-care"),
    _("topics"),
    _("requests to publish"),
)
FIELDS = (
    _("ID"),
    _("answers"),
    _("approved by"),
    _("asked at"),
    _("asked by"),
    _("began from"),
    _("changed at"),
    _("changed by"),
    _("content"),
    _("content hash"),
    _("decimals"),
    _("do"),
    _("draft"),
    _("error"),
    _("groups"),
    _("hint"),
    _("key"),
    _("kind"),
    _("label"),
    _("lead"),
    _("least"),
    _("levels"),
    _("most"),
    _("name"),
    _("note"),
    _("number"),
    _("pattern"),
    _("position"),
    _("proof"),
    _("published at"),
    _("published by"),
    _("question"),
    _("rank"),
    _("reason"),
    _("release"),
    _("revision"),
    _("scope"),
    _("section"),
    _("signed by"),
    _("source"),
    _("sources"),
    _("story"),
    _("text"),
    _("title"),
    _("topics"),
    _("unit"),
    _("urgency"),
    _("withdrawn at"),
)


def translate(app: AppConfig) -> None:
    """Let the names follow the language that is spoken. Call once, when all models are there."""
    for model in app.get_models():
        meta = model._meta
        meta.verbose_name_plural = gettext_lazy(str(meta.verbose_name_plural))
        meta.verbose_name = gettext_lazy(str(meta.verbose_name))
        for field in meta.local_fields:
            field.verbose_name = gettext_lazy(str(field.verbose_name))
