"""A small draft and somebody at the desk, for tests of the editor."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.triage.test_questionnaire_file import SOUND
from triage.admin.forms import mark_of
from triage.desk import drafts
from triage.files.questionnaire import document_of
from triage.models import Draft, DraftQuestion


def filled(text: str = SOUND) -> Draft:
    draft = drafts.begin("small", None)
    drafts.fill(draft, document_of(text, "small.yaml"))
    return draft


def editor(*permissions: str) -> Client:
    user = User.objects.create_user(f"editor-{'-'.join(permissions)}", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def url(row: Any, page: str = "change") -> str:
    return reverse(f"admin:triage_{row._meta.model_name}_{page}", args=[row.pk])


def typed(row: Any, **changes: Any) -> dict[str, Any]:
    """What a browser sends when a part's page was opened now and some fields were changed."""
    from django.contrib import admin
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    request.draft_at_hand = row.draft  # type: ignore[attr-defined]  # as the desk's view sets it
    form = admin.site._registry[type(row)].get_form(request, row, change=True)(instance=row)
    sent = {name: form[name].value() for name in form.fields}
    sent["opened"] = mark_of(row)
    if isinstance(row, DraftQuestion):
        sent |= typed_options(row)
    sent |= changes
    return {
        name: ("on" if value is True else value)
        for name, value in sent.items()
        if value is not None and value is not False
    }


def typed_options(question: DraftQuestion) -> dict[str, Any]:
    options = list(question.options.order_by("position", "pk"))
    sent: dict[str, Any] = {
        "options-TOTAL_FORMS": len(options),
        "options-INITIAL_FORMS": len(options),
        "options-MIN_NUM_FORMS": 0,
        "options-MAX_NUM_FORMS": 1000,
    }
    for place, option in enumerate(options):
        for name in ("key", "label", "flag", "is_exclusive", "is_not_sure", "rank", "group"):
            sent[f"options-{place}-{name}"] = getattr(option, name)
        sent |= {f"options-{place}-id": option.pk, f"options-{place}-question": question.pk}
    return sent
