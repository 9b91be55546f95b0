"""Renaming, replacing and looking again at the desk."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import rechecks
from articles.models import Article, Claim, Recheck, Topic
from tests.articles.desk.people import hidden, signed_in, url, words

pytestmark = pytest.mark.django_db

OLD = "/articles/night-cramps/"


@pytest.fixture
def press(article: Article, publisher: User) -> Client:
    return signed_in(publisher)


def other() -> Article:
    return Article.objects.get(slug="calf-stretch")


def archive(client: Client, **data: Any) -> Any:
    seal = hidden(client.get(url("archive/")), "seal")
    return client.post(url("archive/"), {"seal": seal, "when": "now", **data}, follow=True)


def test_renaming_says_what_leads_here_and_the_new_address(press: Client) -> None:
    page = url("rename/")
    shown = words(press.get(page))
    said = words(press.post(page, {"slug": "cramps-at-night"}, follow=True))

    assert "Read next in “How do I stretch my calf?”" in shown
    assert "Its address is /articles/cramps-at-night/ now." in said
    assert Client().get(OLD).headers["Location"] == "/articles/cramps-at-night/"
    assert "/articles/night-cramps/ , until" in words(press.get(page))


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("", "Write the new end of the address."),
        ("two words", "letters, digits and hyphens"),
        ("calf-stretch", "Another article has this address, or had it."),
    ],
)
def test_a_wrong_address_is_refused_and_stays_typed(press: Client, slug: str, said: str) -> None:
    response = press.post(url("rename/"), {"slug": slug})

    assert response.status_code == 422
    assert said in words(response)
    assert f'value="{slug}"' in response.content.decode() or not slug
    assert Article.objects.filter(slug="night-cramps").exists()


def test_only_publishers_rename(desk: Client) -> None:
    response = desk.post(url("rename/"), {"slug": "another"})

    assert response.status_code == 403
    assert "Address…" not in words(desk.get(url("change/")))


def test_archiving_shows_what_leads_here_and_wants_a_replacement(press: Client) -> None:
    Topic.objects.update(introduction=f"Start [here]({OLD}).")

    shown = words(press.get(url("archive/")))
    refused = archive(press)
    done = archive(press, replacement=other().pk)

    assert "Introduction of the topic “Cramps”" in shown
    assert "Something public leads here. Choose what replaces it" in words(refused)
    assert "Archived." in words(done)
    assert Client().get(OLD).headers["Location"] == "/articles/calf-stretch/"


def test_an_article_does_not_replace_itself(press: Client, article: Article) -> None:
    response = archive(press, replacement=article.pk)

    assert response.status_code == 422
    assert "Choose an article that readers have." in words(response)


def test_what_to_look_at_again_stands_above_the_form_until_somebody_has(
    desk: Client, article: Article, editor: User
) -> None:
    rechecks.ask(Claim.objects.get(), change="stance: may help → harms", by=None)
    recheck = Recheck.objects.get(article=article)

    shown = words(desk.get(url("change/")))
    said = words(desk.post(url(f"rechecks/{recheck.pk}/settle/"), follow=True))
    again = desk.post(url(f"rechecks/{recheck.pk}/settle/"))

    assert "Claim stretch-01 changed. stance: may help → harms" in shown
    assert "Noted: you looked at it again." in said
    assert "Look again" not in said
    assert again.status_code == 302
    assert Recheck.objects.get(pk=recheck.pk).settled_by == editor


def test_whoever_only_reviews_cannot_settle(article: Article, reviewer: User) -> None:
    rechecks.ask(Claim.objects.get(), change="stance: may help → harms", by=None)
    recheck = Recheck.objects.get(article=article)

    response = signed_in(reviewer).post(url(f"rechecks/{recheck.pk}/settle/"))

    assert response.status_code == 403
    assert Recheck.objects.waiting().count() == 2
