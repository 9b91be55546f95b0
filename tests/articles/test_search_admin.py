"""The search at the desk: synonyms that lead somewhere, and what readers did not find."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.models import SearchMiss, Synonym
from articles.search import misses
from articles.today import boxes
from tests.articles.loaded import load_content
from tests.articles.search.corpus import found

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/synonym/add/"


@pytest.fixture
def editor(content: Path) -> Client:
    load_content(content)
    return signed_in("Editor")


def signed_in(role: str) -> Client:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def miss(typed: str) -> None:
    for day in range(3):
        with time_machine.travel(timezone.now() + timedelta(days=day - 2)):
            misses.count(typed)


def test_an_editor_makes_a_synonym_and_readers_find_by_it_at_once(editor: Client) -> None:
    miss("went solid")

    response = editor.post(ADD, {"words": " Went  Solid ", "means": "cramp"}, follow=True)

    assert "See what readers now find" in response.content.decode()
    assert "articles/night-cramps" in found("it went solid")
    assert not SearchMiss.objects.exists()


@pytest.mark.parametrize(
    ("words", "means", "said"),
    [
        ("the is", "cramp", "passed over in every search"),
        ("went solid", "xylophone", "No page has “xylophone”"),
        ("went solid", " , ", "Write the words that our pages have for it."),
    ],
)
def test_a_synonym_that_would_find_nothing_is_refused_with_the_reason(
    editor: Client, words: str, means: str, said: str
) -> None:
    response = editor.post(ADD, {"words": words, "means": means})

    assert said in response.content.decode()
    assert not Synonym.objects.exists()


def test_the_same_words_twice_are_refused(editor: Client) -> None:
    for _ in range(2):
        response = editor.post(ADD, {"words": "went solid", "means": "cramp"})

    assert "has its meaning already" in response.content.decode()


def test_what_was_not_found_waits_on_the_desk_and_leads_to_a_new_synonym(editor: Client) -> None:
    miss("toe nail")
    misses.count("typed once")

    box = next(b for b in boxes(User.objects.get(username="editor")) if b.key == "not-found")
    page = editor.get("/admin/articles/searchmiss/").content.decode()

    assert [(row.title, row.url) for row in box.rows] == [("toe nail", f"{ADD}?words=toe+nail")]
    assert "toe nail" in page
    assert "typed once" not in page
    assert 'value="toe nail"' in editor.get(box.rows[0].url).content.decode()


def test_an_editor_may_put_away_what_was_not_found_and_a_reviewer_may_only_look(
    editor: Client,
) -> None:
    miss("toe nail")
    row = SearchMiss.objects.get()
    delete = f"/admin/articles/searchmiss/{row.pk}/delete/"
    reviewer = signed_in("Reviewer")

    assert reviewer.get("/admin/articles/searchmiss/").status_code == 200
    assert reviewer.post(delete, {"post": "yes"}).status_code == 403
    assert reviewer.get(ADD).status_code == 403
    assert editor.post(delete, {"post": "yes"}).status_code == 302
    assert not SearchMiss.objects.exists()
