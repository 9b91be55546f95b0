"""Pictures in the admin: adding one without script, its words, and where it is shown."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import rendering
from articles.models import Picture
from articles.pictures import keeping
from articles.pictures.forms import NewPictureForm, WordsForm
from articles.pictures.inserting import markdown_of
from articles.pictures.uses import editions_showing, is_used, pages_showing, topics_showing, uses

NOT_USED = gettext_lazy("Nothing shows it. You can delete it.")


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin[Picture]):
    list_display = ("small", "alternative_text", "credit", "size", "uploaded_at")
    list_display_links = ("small", "alternative_text")
    list_per_page = 50
    search_fields = ("alternative_text", "caption", "credit", "name")
    words = ("alternative_text", "credit", "caption")
    told = ("shown", "markdown", "used_by", "size", "uploaded_at", "uploaded_by")

    class Media:
        css = {"all": ("css/admin/pictures.css",)}

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        form = super().get_form(
            request, obj, change, form=WordsForm if obj else NewPictureForm, **kw
        )
        form.by = request.user  # type: ignore[attr-defined]  # read by NewPictureForm alone
        return form

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("image", *self.words)
        return (*self.told[:2], *self.words, *self.told[2:])

    def get_readonly_fields(
        self, request: HttpRequest, obj: Picture | None = None
    ) -> tuple[str, ...]:
        return self.told if obj else ()

    @admin.display(description=gettext_lazy("Picture"))
    def small(self, picture: Picture) -> SafeString:
        return _image(picture, "", "picture-small")

    @admin.display(description=gettext_lazy("Picture"))
    def shown(self, picture: Picture) -> SafeString:
        return _image(picture, picture.alternative_text, "picture-shown")

    @admin.display(description=gettext_lazy("Copy this into a text"))
    def markdown(self, picture: Picture) -> SafeString:
        return format_html("<code>{}</code>", markdown_of(picture))

    @admin.display(description=gettext_lazy("Size in pixels"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=gettext_lazy("Shown in"))
    def used_by(self, picture: Picture) -> SafeString | str:
        rows = ((_admin_url(text), str(text)) for text in uses(picture))
        items = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
        said = _("To delete the picture, take it out of these first.")
        return format_html("<ul>{}</ul><p>{}</p>", items, said) if items else str(NOT_USED)

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        """A new picture was kept by its form; changed words reach every page that shows them."""
        if not change:
            if not form.kept.is_new:
                said = _(
                    "Somebody added the same picture just now. This is theirs, with its words."
                )
                self.message_user(request, said, messages.WARNING)
            return
        super().save_model(request, obj, form, change)
        if form.has_changed() and (count := _make_again(obj)):
            said = ngettext(
                "%(count)s page now shows the new words.",
                "%(count)s pages now show the new words.",
                count,
            )
            self.message_user(request, said % {"count": count}, messages.INFO)

    def response_add(
        self, request: HttpRequest, obj: Picture, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Leads to what is needed next: the line to copy."""
        if "_addanother" in request.POST or not self.has_view_or_change_permission(request, obj):
            return super().response_add(request, obj, post_url_continue)
        said = _("The picture is kept. Copy the line below into your text.")
        self.message_user(request, said, messages.SUCCESS)
        return redirect(obj.get_admin_url())

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """Nothing that a reader or an editor would miss can be deleted."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not is_used(obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        keeping.delete(picture=obj, by=cast(AbstractBaseUser, request.user))


def _image(picture: Picture, words: str, name: str) -> SafeString:
    image = '<img class="{}" src="{}" alt="{}" loading="lazy">'
    return format_html(image, name, picture.thumbnail, words)


def _admin_url(text: Any) -> str:
    return reverse(f"admin:articles_{text._meta.model_name}_change", args=[text.pk])


def _make_again(picture: Picture) -> int:
    """Make every page again that shows the picture; returns how many."""
    topics, pages = list(topics_showing(picture)), list(pages_showing(picture))
    for topic in topics:
        rendering.render_topic(topic)
    for page in pages:
        rendering.render_page(page)
    return rendering.make_all(editions_showing(picture)) + len(topics) + len(pages)
