"""Releases on the desk: to look at and to withdraw, never to edit."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import signposts
from triage.desk import publishing
from triage.desk.access import MAY_PUBLISH, signed_in
from triage.desk.sentences import in_words, verdict_words
from triage.files.exports import FORMATS
from triage.models import Release, ReleaseQuerySet
from triage.releases import current


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin[Release]):
    change_form_template = "admin/triage/release_form.html"
    list_display = (
        "__str__",
        "published_at",
        "published_by",
        "approved_by",
        "withdrawn_at",
        "signed_by",
        "note",
    )
    list_filter = ("check_slug",)
    list_select_related = ("published_by", "approved_by")
    readonly_fields = (
        "check_slug",
        "number",
        "content_hash",
        "note",
        "published_at",
        "published_by",
        "approved_by",
        "withdrawn_at",
        "signed_by",
        "what_was_proved",
        "whole",
    )
    actions = ("withdraw", "put_back")

    @admin.display(description=gettext_lazy("What was proved, over all answers"))
    def what_was_proved(self, release: Release) -> SafeString | str:
        proofs = release.proof.get("proofs", [])
        rows = ((verdict_words(proof["verdict"]), in_words(proof["statement"])) for proof in proofs)
        items = format_html_join("", "<li><strong>{}</strong>: {}</li>", rows)
        return format_html("<ul>{}</ul>", items) if items else _("Nothing is noted.")

    @admin.display(description=gettext_lazy("As a whole"))
    def whole(self, release: Release) -> SafeString:
        """The diagram, and files to take away."""
        args = [release.check_slug, release.number]
        drawn = reverse("desk:release-diagram", args=args)
        files = (
            (reverse("desk:take-away", args=[*args, kind]), chosen.title)
            for kind, chosen in FORMATS.items()
        )
        files = ((url, _("Take away as %(format)s") % {"format": title}) for url, title in files)
        links = format_html_join("", '<li><a href="{}">{}</a></li>', files)
        drawing = _("Diagram")
        return format_html('<ul><li><a href="{}">{}</a></li>{}</ul>', drawn, drawing, links)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Releases are made by publishing a questionnaire."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers, papers and proofs name by its number never changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A run finishes on its release, so none is ever deleted."""
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """What Django asks before it offers the actions."""
        return request.user.has_perm(MAY_PUBLISH)

    @admin.action(
        description=gettext_lazy("Withdraw: readers on it are told kindly and start again"),
        permissions=["publish"],
    )
    def withdraw(self, request: HttpRequest, releases: ReleaseQuerySet) -> None:
        count = publishing.withdraw(releases, by=signed_in(request))
        signposts.found_pages_changed()
        said = ngettext("%(count)s release withdrawn.", "%(count)s releases withdrawn.", count)
        self.message_user(request, said % {"count": count}, messages.WARNING)

    @admin.action(
        description=gettext_lazy("Put back: readers may use it again"), permissions=["publish"]
    )
    def put_back(self, request: HttpRequest, releases: ReleaseQuerySet) -> None:
        for release in releases.filter(withdrawn_at__isnull=False).order_by("number"):
            try:
                publishing.put_back(release, by=signed_in(request))
            except publishing.Refused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, _("Put back: %(release)s.") % {"release": release})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """With the way to give it to readers again, for those who may and if they have another."""
        release = context["original"]
        now = current(release.check_slug)
        is_theirs = now is not None and now.number == release.number
        context["may_give_again"] = self.has_publish_permission(request) and not is_theirs
        return super().render_change_form(request, context, *args, **kwargs)
