"""Four groups with the least rights their work needs, made by a migration."""

import pytest
from django.contrib.auth.models import Group, Permission

from legwise import roles

pytestmark = pytest.mark.django_db


def rights(group: str) -> set[tuple[str, str, str]]:
    rows = Permission.objects.filter(group__name=group)
    return set(rows.values_list("content_type__app_label", "content_type__model", "codename"))


@pytest.mark.parametrize("role", roles.ROLES)
def test_the_migrations_made_each_group_with_exactly_its_rights(role: str) -> None:
    assert rights(role) == roles.rights_of(role)


def test_making_them_again_takes_away_what_was_added_by_hand_and_keeps_other_groups() -> None:
    editors, own = Group.objects.get(name="Editor"), Group.objects.create(name="Our own")
    extra = Permission.objects.get(codename="delete_user")
    editors.permissions.add(extra)
    own.permissions.add(extra)

    roles.make_groups(Group.objects, Permission.objects)

    assert rights("Editor") == roles.rights_of("Editor")
    assert rights("Our own") == {("auth", "user", "delete_user")}


@pytest.mark.parametrize(
    ("right", "who"),
    [
        ("publish_article", {"Publisher"}),
        ("review_article", {"Reviewer"}),
        ("change_article", {"Editor", "Publisher"}),
        ("change_redflag", {"Publisher"}),
        ("publish_draft", {"Publisher"}),
    ],
)
def test_each_act_that_matters_belongs_to_whom_it_should(right: str, who: set[str]) -> None:
    assert {role for role in roles.ROLES if right in {r[2] for r in roles.rights_of(role)}} == who


def test_nobody_may_change_accounts_versions_or_releases_by_their_role() -> None:
    every = {right for role in roles.ROLES for right in roles.rights_of(role)}

    assert not any(room == "auth" for room, _, _ in every)
    for model in ("articleversion", "edition", "release", "review"):
        assert {right for _, name, right in every if name == model} <= {f"view_{model}"}
