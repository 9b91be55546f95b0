"""One comment before a moderator: as it was sent, what readers would see of it, and a decision."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.comments import acts, washing
from articles.editing import Refused
from articles.models import HeldComment, RedFlag, RejectionReason
from articles.models.comment import LONGEST_NAME, LONGEST_TEXT

MOST_CHARACTERS = 4 * LONGEST_TEXT
"""A note in place of a link may be longer than the link."""
LIST = "admin:articles_heldcomment_changelist"


class _Text(forms.CharField):
    """Several lines, as a browser counts them."""

    def to_python(self, value: object) -> str:
        return washing.typed(super().to_python(value) or "")


class ModerateForm(forms.Form):
    """What readers would see, our reply, and why not."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Leave a name, if only “A reader”.")},
    )
    text = _Text(
        label=gettext_lazy("Text"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=gettext_lazy(
            "Take out what tells who somebody is, and change nothing else. Readers are told "
            "that it was shortened."
        ),
        error_messages={"required": gettext_lazy("Leave some words, or reject it.")},
    )
    reply = _Text(
        label=gettext_lazy("Our reply"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Readers see it below the comment, from “Legwise editors”. Plain text. Never "
            "advice about somebody's own legs."
        ),
    )


class RejectForm(forms.Form):
    """Why it stays from readers. Its writer is not told."""

    reason = forms.ModelChoiceField(
        queryset=RejectionReason.objects.all(),
        label=gettext_lazy("Reason"),
        empty_label=gettext_lazy("Choose a reason"),
        error_messages={"required": acts.NO_REASON, "invalid_choice": acts.NO_REASON},
    )
    note = _Text(
        label=gettext_lazy("Note"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For your colleagues."),
    )


def moderate(request: HttpRequest, held: HeldComment) -> HttpResponseBase:
    """Show it, or do what a button said: approve, reword, reject or undo."""
    name = request.POST.get("act", "")
    words, rejection = _forms(held, request, name if name in _ACTS else "")
    if name not in _ACTS:
        return _page(request, held, words, rejection)
    act, form = _ACTS[name], rejection if name == "reject" else words
    if name != "undo" and not form.is_valid():
        return _page(request, held, words, rejection, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        given = {} if name == "undo" else form.cleaned_data
        said = act(held, cast(User, request.user), given)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, held, words, rejection, HTTPStatus.CONFLICT)
    messages.success(request, said)
    is_over = name in {"approve", "reject"}
    return HttpResponseRedirect(reverse(LIST) if is_over else request.path)


def _approve(held: HeldComment, by: User, given: dict[str, Any]) -> str:
    acts.approve(held, by=by, **given)
    return _("Approved. Readers see it now. Its e-mail address is deleted.")


def _reword(held: HeldComment, by: User, given: dict[str, Any]) -> str:
    acts.reword(held, by=by, **given)
    return _("Saved. Readers see these words now.")


def _reject(held: HeldComment, by: User, given: dict[str, Any]) -> str:
    acts.reject(held, by=by, **given)
    return _("Rejected. Its text stays here with your reason; its e-mail address is deleted.")


def _undo(held: HeldComment, by: User, _given: dict[str, Any]) -> str:
    acts.undo(held, by=by)
    return _("Undone. It waits again, and readers don't see it.")


_ACTS: dict[str, Callable[[HeldComment, User, dict[str, Any]], str]] = {
    "approve": _approve,
    "reword": _reword,
    "reject": _reject,
    "undo": _undo,
}


def _forms(held: HeldComment, request: HttpRequest, act: str) -> tuple[ModerateForm, RejectForm]:
    """Both forms; what was typed in either stays, and only the one that is sent is judged."""
    typed = request.POST if act else None
    before = {"name": held.shown_name, "text": held.shown_text, "reply": held.reply}
    words = ModerateForm(typed if act != "reject" else None, initial={**before, **_given(request)})
    rejection = RejectForm(typed if act == "reject" else None, initial=_given(request))
    return words, rejection


def _given(request: HttpRequest) -> dict[str, str]:
    return {name: washing.typed(str(value)) for name, value in request.POST.items()}


def _page(
    request: HttpRequest,
    held: HeldComment,
    words: ModerateForm,
    rejection: RejectForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": (_("Comment by %(name)s") % {"name": held.name}),
        "held": held,
        "words": words,
        "rejection": rejection,
        "flags": RedFlag.objects.filter(key__in=held.red_flags) if held.red_flags else [],
        "list_url": reverse(LIST),
    }
    return render(request, "admin/comments/held.html", context, status=status)
