"""Comments on the desk: the queue, why some are refused, and where none are taken."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.comments import acts
from articles.comments.moderating import moderate
from articles.editing import Refused
from articles.models import ClosedComments, HeldComment, RejectionReason
from articles.models.comment import Kind

TITLE = gettext_lazy("Comments sent to us")
READS_LIKE_A_RED_FLAG = gettext_lazy("It reads like a red flag. Open it to decide.")


class StateFilter(admin.SimpleListFilter):
    """What waits, unless asked for something else."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        decided = (HeldComment.Decision.APPROVED, HeldComment.Decision.REJECTED)
        return [*((str(each), str(each.label)) for each in decided), ("all", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, label in [(None, _("Waiting")), *self.lookup_choices]:
            chosen = {self.parameter_name: value} if value else {}
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(chosen, [self.parameter_name]),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.filter(decision=self.value() or "")


@admin.register(HeldComment)
class HeldCommentAdmin(admin.ModelAdmin[HeldComment]):
    """The oldest first: whoever waits longest is read first."""

    list_display = ("sender", "said")
    list_display_links = ("sender",)
    list_filter = (StateFilter, "kind", ("article", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("article", "reason", "decided_by")
    list_per_page = 50
    search_fields = ("name", "text")
    sortable_by = ()
    actions = ("approve", "undo")

    class Media:
        css = {"all": ("css/admin/comments.css",)}

    @admin.display(description=gettext_lazy("From"))
    def sender(self, held: HeldComment) -> SafeString:
        kind = _(" · story") if held.kind == Kind.STORY else ""
        about = _("on “%(article)s”%(kind)s, %(since)s ago") % {
            "article": held.article.title,
            "kind": kind,
            "since": timesince(held.sent_at, depth=1),
        }
        return format_html(
            '{}<span class="held__about">{}{}</span>',
            held.name,
            about,
            "" if held.is_waiting else f". {_decided(held)}",
        )

    @admin.display(description=gettext_lazy("Text"))
    def said(self, held: HeldComment) -> SafeString:
        """All of it: nobody should have to open a comment to read it."""
        mark = format_html('<p class="held__flag">{}</p>', _("Reads like a red flag"))
        flagged = mark if held.red_flags else SafeString("")
        text = SafeString(linebreaks(held.text, autoescape=True))
        return format_html('{}<div class="held__text" dir="auto">{}</div>', flagged, text)

    @admin.action(description=gettext_lazy("Approve"), permissions=["change"])
    def approve(self, request: HttpRequest, held: QuerySet[HeldComment]) -> None:
        def approved(each: HeldComment) -> None:
            if each.red_flags:
                raise Refused(READS_LIKE_A_RED_FLAG)
            acts.approve(each, by=cast(User, request.user))

        self._each(request, held, approved, _("approved"))

    @admin.action(description=gettext_lazy("Undo: put back in the queue"), permissions=["change"])
    def undo(self, request: HttpRequest, held: QuerySet[HeldComment]) -> None:
        undone = partial(acts.undo, by=cast(User, request.user))
        self._each(request, held, undone, "put back in the queue")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """One more for each reason to reject."""
        actions: dict[str, Any] = super().get_actions(request)
        if self.has_change_permission(request):
            for reason in RejectionReason.objects.all():
                name, said = (
                    f"reject_{reason.pk}",
                    (_("Reject: %(label)s") % {"label": reason.label}),
                )
                actions[name] = (partial(self._reject, reason=reason), name, said)
        return actions

    @staticmethod
    def _reject(
        desk: "HeldCommentAdmin",
        request: HttpRequest,
        held: QuerySet[HeldComment],
        *,
        reason: RejectionReason,
    ) -> None:
        rejected = partial(acts.reject, by=cast(User, request.user), reason=reason)
        desk._each(request, held, rejected, _("rejected"))

    def _each(
        self,
        request: HttpRequest,
        held: QuerySet[HeldComment],
        act: Callable[[HeldComment], object],
        done: str,
    ) -> None:
        """Do it to every one that allows it, and say which did not."""
        count = 0
        for each in held:
            try:
                act(each)
            except Refused as refusal:
                said = _("Not %(done)s: %(name)s on “%(article)s”. %(refusal)s") % {
                    "done": done,
                    "name": each.name,
                    "article": each.article,
                    "refusal": refusal,
                }
                self.message_user(request, said, messages.WARNING)
            else:
                count += 1
        if count:
            said = ngettext("%(count)s comment %(done)s.", "%(count)s comments %(done)s.", count)
            said %= {"count": count, "done": done}
            self.message_user(request, said, messages.SUCCESS)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return super().changelist_view(request, {"title": TITLE, **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """A page of our own: as it was sent, what readers would see, and the buttons."""
        held = get_object_or_404(self._all(), pk=object_id if object_id.isdecimal() else 0)
        if not self.has_change_permission(request, held):
            raise PermissionDenied
        response: HttpResponseBase = moderate(request, held)
        return response

    def _all(self) -> QuerySet[HeldComment]:
        return HeldComment.objects.select_related("article", "reason", "decided_by", "comment")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reject it instead: what a reader wrote is not lost by a slip."""
        return False


def _decided(held: HeldComment) -> str:
    by = (_(" by %(name)s") % {"name": held.decided_by.get_username()}) if held.decided_by else ""
    reason = f": {held.reason.label}" if held.reason else ""
    return f"{held.get_decision_display()}{by}{reason}"


@admin.register(RejectionReason)
class RejectionReasonAdmin(admin.ModelAdmin[RejectionReason]):
    list_display = ("label", "order")
    list_editable = ("order",)


class ClosedForm(forms.ModelForm[ClosedComments]):
    """One switch for an article, and one for the site."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        others = ClosedComments.objects.filter(article=None).exclude(pk=self.instance.pk)
        if "article" in cleaned and cleaned["article"] is None and others.exists():
            self.add_error("article", _("Comments are closed on the whole site already."))
        return cleaned


@admin.register(ClosedComments)
class ClosedCommentsAdmin(admin.ModelAdmin[ClosedComments]):
    """Add a switch to close comments; delete it to open them again."""

    form = ClosedForm
    fields = ("article", "why")
    list_display = ("__str__", "why", "closed_by", "closed_at")
    autocomplete_fields = ("article",)

    def save_model(
        self, request: HttpRequest, obj: ClosedComments, form: Any, change: bool
    ) -> None:
        if not change:
            obj.closed_by = cast(User, request.user)
        super().save_model(request, obj, form, change)
