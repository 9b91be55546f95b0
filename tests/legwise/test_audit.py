"""Whatever is done at the desk stands in the audit trail, with what was there before and after."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import EmailField
from django.test import Client
from django.urls import reverse

from articles.models import Source, Topic
from groundwork import audit
from groundwork.audit.desk import AuditedAdmin
from groundwork.models import AuditEntry
from legwise import roles

pytestmark = pytest.mark.django_db

TRAIL = "/admin/groundwork/auditentry/"
TOPIC = {"slug": "calves", "title": "Calves", "introduction": "One.", "order": "3"}


@pytest.fixture
def boss() -> User:
    return User.objects.create_superuser("boss", "boss@example.org", "a long password")


@pytest.fixture
def desk(boss: User) -> Client:
    client = Client()
    client.force_login(boss)
    return client


def told(act: str, kind: str) -> dict[str, tuple[str | None, str | None]]:
    entry = AuditEntry.objects.filter(act=act, kind=kind).first()
    assert entry is not None, list(AuditEntry.objects.all())
    return {name: (before, after) for name, before, after in entry.changed}


def topic(**changes: Any) -> Topic:
    return Topic.objects.create(**{**TOPIC, "order": 3, **changes})


def test_what_is_added_changed_and_deleted_is_told(desk: Client, boss: User) -> None:
    desk.post("/admin/articles/topic/add/", TOPIC)
    row = Topic.objects.get(slug="calves")

    desk.post(f"/admin/articles/topic/{row.pk}/change/", {**TOPIC, "title": "Shins"})
    desk.post(f"/admin/articles/topic/{row.pk}/delete/", {"post": "yes"})

    assert told("added", "articles.topic")["title"] == (None, "Calves")
    assert told("changed", "articles.topic") == {"title": ("Calves", "Shins")}
    assert told("deleted", "articles.topic")["title"] == ("Shins", None)
    assert {entry.who for entry in AuditEntry.objects.all()} == {"boss"}
    assert {entry.who_key for entry in AuditEntry.objects.all()} == {str(boss.pk)}


def test_a_save_that_changes_nothing_tells_nothing(desk: Client) -> None:
    row = topic()

    desk.post(f"/admin/articles/topic/{row.pk}/change/", TOPIC)

    assert told("changed", "articles.topic") == {}


def test_deleting_many_at_once_tells_each(desk: Client) -> None:
    users = [User.objects.create_user(f"old-{number}") for number in range(3)]
    chosen = [str(user.pk) for user in users]

    desk.post(
        "/admin/auth/user/",
        {"action": "delete_selected", "_selected_action": chosen, "post": "yes"},
    )

    deleted = AuditEntry.objects.filter(act="deleted", kind="auth.user")
    assert sorted(entry.name for entry in deleted) == ["old-0", "old-1", "old-2"]


def test_a_role_that_is_given_is_told_and_no_secret(desk: Client) -> None:
    person = User.objects.create_user("someone", "first@example.org", "a long password")
    role = Group.objects.get(name="Publisher")
    url = f"/admin/auth/user/{person.pk}/"

    changed = desk.post(
        f"{url}change/",
        {
            "username": "someone",
            "email": "other@example.org",
            "is_active": "on",
            "is_staff": "on",
            "groups": [str(role.pk)],
            "date_joined_0": person.date_joined.strftime("%d/%m/%Y"),
            "date_joined_1": person.date_joined.strftime("%H:%M:%S"),
        },
    )
    password = {"password1": "quite another word", "password2": "quite another word"}
    desk.post(f"{url}password/", {**password, "usable_password": "true"})

    assert changed.status_code == 302
    given, password_entry = (
        {name: (before, after) for name, before, after in entry.changed}
        for entry in AuditEntry.objects.filter(act="changed").order_by("number")
    )
    assert given["groups"] == ("", "Publisher")
    assert given["is_staff"] == ("no", "yes")
    assert given["email"] == (None, "not told here")
    assert password_entry == {"password": (None, "not told here")}
    kept = " ".join(AuditEntry.objects.values_list("changes", flat=True))
    assert "quite another" not in kept
    assert "example.org" not in kept


def test_the_rights_of_a_group_are_told_by_name(desk: Client) -> None:
    group = Group.objects.create(name="Helpers")
    first, second = Permission.objects.filter(codename__in=["add_topic", "change_topic"])
    group.permissions.set([first])

    desk.post(
        f"/admin/auth/group/{group.pk}/change/",
        {"name": "Helpers", "permissions": [str(first.pk), str(second.pk)]},
    )

    before, after = told("changed", "auth.group")["permissions"]
    assert before == str(first)
    assert str(second) in str(after)


def test_a_chosen_row_is_told_by_its_name_not_its_key(desk: Client) -> None:
    one, other = topic(), topic(slug="feet", title="Feet")

    entry = audit.record("x", by=None, before={"topic": one}, after={"topic": other})

    assert entry.changed == [("topic", "Calves", "Feet")]


def test_long_texts_are_told_by_the_part_that_differs() -> None:
    text = "word " * 3000

    entry = audit.record(
        "x", by=None, before={"body": f"{text}old{text}"}, after={"body": f"{text}new{text}"}
    )

    ((_, before, after),) = entry.changed
    assert "word old" in str(before)
    assert "word new" in str(after)
    assert len(str(after)) < 400
    assert "30003 characters in all, SHA-256" in str(after)


def test_no_admin_escapes_the_trail() -> None:
    escaped = [
        model._meta.label
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, AuditedAdmin)
    ]

    assert escaped == []


def test_what_readers_left_is_never_told() -> None:
    """A model with an address of a reader must say which of its values may be told."""
    silent = [
        model._meta.label
        for model in admin.site._registry
        if model is not User
        and any(isinstance(field, EmailField) for field in model._meta.get_fields())
        and not hasattr(model, "audited_fields")
    ]

    assert silent == []


def test_only_the_declared_values_of_readers_models_are_told(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = topic()
    monkeypatch.setattr(Topic, "audited_fields", ("order",), raising=False)

    desk.post(f"/admin/articles/topic/{row.pk}/change/", {**TOPIC, "title": "Mine", "order": "4"})
    desk.post(f"/admin/articles/topic/{row.pk}/delete/", {"post": "yes"})

    entries = AuditEntry.objects.filter(kind="articles.topic")
    assert told("changed", "articles.topic") == {"order": ("3", "4")}
    assert told("deleted", "articles.topic") == {"order": ("4", None)}
    assert {(entry.name, entry.key) for entry in entries} == {("", str(row.pk))}


@pytest.mark.parametrize(
    ("role", "status"), [("Editor", 403), ("Reviewer", 403), ("Moderator", 403), ("Publisher", 200)]
)
def test_publishers_see_the_trail_and_others_do_not(role: str, status: int) -> None:
    person = User.objects.create_user("someone", is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(person)
    entry = audit.record("x", by=person)

    assert client.get(TRAIL).status_code == status
    assert client.get(f"{TRAIL}{entry.pk}/change/").status_code == status
    assert role in roles.ROLES


def test_nobody_adds_changes_or_deletes_entries_at_the_desk(desk: Client, boss: User) -> None:
    entry = audit.record("x", by=boss)

    for page in ("add/", f"{entry.pk}/delete/"):
        assert desk.post(f"{TRAIL}{page}", {"post": "yes"}).status_code == 403
    assert desk.post(f"{TRAIL}{entry.pk}/change/", {"who": "me"}).status_code == 403
    assert AuditEntry.objects.get().who == "boss"


def test_the_page_of_an_entry_shows_before_and_after_and_leads_to_the_thing(desk: Client) -> None:
    row = topic()
    entry = audit.record(
        "changed", row, by=None, before={"title": "<b>Old</b>"}, after={"title": "New"}
    )

    page = desk.get(f"{TRAIL}{entry.pk}/change/").content.decode()

    assert "<del>&lt;b&gt;Old&lt;/b&gt;</del>" in page
    assert "<ins>New</ins>" in page
    assert reverse("admin:articles_topic_change", args=[row.pk]) in page
    assert entry.mark in page


def test_the_list_is_filtered_by_thing_and_costs_the_same_however_long_it_is(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    row = topic()
    for number in range(30):
        audit.record("changed", row, by=None, after={"order": number})
    audit.record("changed", Source(pk=7, key="s", title="Elsewhere"), by=None)

    with django_assert_max_num_queries(12):
        page = desk.get(f"{TRAIL}?kind=articles.topic&key={row.pk}").content.decode()

    assert "Calves" in page
    assert "Elsewhere" not in page


def test_the_history_of_a_thing_leads_to_its_entries(desk: Client) -> None:
    row = topic()

    page = desk.get(f"/admin/articles/topic/{row.pk}/history/").content.decode()

    assert f'href="{TRAIL}?kind=articles.topic&amp;key={row.pk}"' in page
