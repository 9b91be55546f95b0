"""What a draft decides, tells and is held to, on the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import signposts
from triage.admin.forms import NoteForm
from triage.admin.parts import OfOneDraft, PartAdmin, text_column
from triage.models import (
    DraftNote,
    DraftOutcome,
    DraftPattern,
    DraftPromise,
    DraftRule,
    DraftSelfCare,
    DraftTopic,
    DraftVignette,
)


@admin.register(DraftPattern)
class PatternAdmin(PartAdmin):
    own_fields = ("name", "key", "from_register", "tell", "topics", "sources", "is_policy")
    readonly_fields = ("from_register",)
    list_display = ("name", "key", "is_policy", "draft")
    list_filter = ("draft", "is_policy")
    search_fields = ("key", "name", "tell")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the register says is not asked for here."""
        ((_title, found),) = super().get_fieldsets(request, obj)
        is_flag = obj is not None and bool(signposts.red_flags([obj.key]))
        theirs = ("tell", "sources", "is_policy") if is_flag else ()
        return [(None, {"fields": [name for name in found["fields"] if name not in theirs]})]

    @admin.display(description=gettext_lazy("In the register of red flags"))
    def from_register(self, pattern: DraftPattern) -> SafeString | str:
        """The advice and sources that publishing takes from there."""
        flag = signposts.red_flags([pattern.key]).get(pattern.key) if pattern.key else None
        if flag is None:
            return _("Its key is no red flag's: write here what to do, and the sources.")
        return format_html(
            _(
                "<p>Readers are told: {told}</p><p>Sources: {keys}</p>"
                "<p>Change it in the register.</p>"
            ),
            told=flag.what_to_do,
            keys=", ".join(flag.sources) or _("none"),
        )


@admin.register(DraftRule)
class RuleAdmin(PartAdmin):
    own_fields = ("key", "urgency", "pattern", "condition", "reason", "tell")
    condition_column = text_column("condition", gettext_lazy("when"))
    reason_column = text_column("reason", gettext_lazy("reason"))
    list_display = ("key", "urgency", "condition_column", "reason_column")
    list_filter = ("draft", "urgency", ("pattern", OfOneDraft))
    search_fields = ("key", "condition", "reason", "tell", "pattern__key", "pattern__name")


@admin.register(DraftOutcome)
class OutcomeAdmin(PartAdmin):
    own_fields = ("urgency", "title", "lead", "when", "do", "do_not", "safety_net", "topics")
    list_display = ("urgency", "title", "when", "draft")
    search_fields = ("title", "lead")


@admin.register(DraftNote)
class NoteAdmin(PartAdmin):
    form = NoteForm
    own_fields = ("key", "text", "levels", "condition")
    wording = text_column("text", gettext_lazy("text"))
    condition_column = text_column("condition", gettext_lazy("show when"))
    list_display = ("key", "wording", "condition_column", "draft")
    search_fields = ("key", "text", "condition")


@admin.register(DraftSelfCare)
class SelfCareAdmin(PartAdmin):
    own_fields = ("key", "title", "expect", "do", "come_back", "topics", "sources")
    list_display = ("title", "key", "draft")
    search_fields = ("key", "title", "do")


@admin.register(DraftTopic)
class TopicAdmin(PartAdmin):
    own_fields = ("key", "references", "leads_nowhere")
    readonly_fields = ("leads_nowhere",)
    references_column = text_column("references", gettext_lazy("sections of articles"))
    list_display = ("key", "references_column", "draft")
    search_fields = ("key", "references")

    @admin.display(description=gettext_lazy("Leads nowhere"))
    def leads_nowhere(self, topic: DraftTopic) -> str:
        missing = signposts.missing(topic.references.split())
        return ", ".join(missing) or _("Every line leads to a published section.")


@admin.register(DraftPromise)
class PromiseAdmin(PartAdmin):
    own_fields = (
        "key",
        "kind",
        "condition",
        "urgency",
        "note",
        "question",
        "options",
        "than_options",
    )
    condition_column = text_column("condition", gettext_lazy("when"))
    list_display = ("key", "kind", "condition_column", "urgency", "draft")
    list_filter = ("draft", "kind")
    search_fields = ("key", "condition", "question")


@admin.register(DraftVignette)
class VignetteAdmin(PartAdmin):
    own_fields = ("key", "story", "answers", "lowest", "highest", "source", "groups")
    story_column = text_column("story", gettext_lazy("story"))
    list_display = ("key", "story_column", "lowest", "highest", "source")
    list_filter = ("draft", "lowest", "highest")
    search_fields = ("key", "story", "answers", "source")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"source": "own-cases"}
