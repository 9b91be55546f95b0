"""Pictures at the desk without script: added, changed everywhere at once, deleted when unused."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, ArticleVersion, Edition, Page, Picture, Topic
from tests.articles.people import person, signed_in
from tests.articles.pictures.making import (
    WORDS,
    files_kept,
    kept_picture,
    picture_file,
    uploaded,
)

pytestmark = pytest.mark.django_db
PICTURES = "/admin/articles/picture/"
MAY = ("add_picture", "change_picture", "view_picture", "delete_picture", "change_article")


@pytest.fixture
def someone() -> User:
    return person(*MAY, is_staff=True)


@pytest.fixture
def client(someone: User) -> Client:
    return signed_in(someone)


def send(client: Client, content: bytes = b"", **words: Any) -> Any:
    form = {"image": uploaded(content or picture_file()), "caption": "", **WORDS, **words}
    return client.post(f"{PICTURES}add/", form, follow=True)


def page_of(picture: Picture) -> str:
    return f"{PICTURES}{picture.pk}/change/"


def article(**changes: str) -> Article:
    topic, _ = Topic.objects.get_or_create(slug="cramps", defaults={"title": "Cramps"})
    values = {"title": "Why?", "slug": "why", "short_answer": "", "body": "", **changes}
    return Article.objects.create(topic=topic, **values)


def test_after_saving_the_line_to_copy_is_shown(client: Client) -> None:
    response = send(client)

    row = Picture.objects.get()
    assert response.redirect_chain[-1][0] == page_of(row)
    assert f"<code>![{row.alternative_text}]({row.address})</code>" in response.content.decode()
    assert "Nothing shows it. You can delete it." in response.content.decode()
    assert len(files_kept()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"alternative_text": ""}, "Say what the picture shows"),
        ({"alternative_text": "IMG_1234.jpg"}, "is a file’s name"),
        ({"credit": ""}, "Say who made the picture"),
        ({"credit": "unknown"}, "Say who made the picture"),
    ],
)
def test_without_its_words_nothing_is_kept_and_nothing_typed_is_lost(
    client: Client, words: dict[str, Any], said: str
) -> None:
    response = send(client, caption="My own words", **words)

    page = response.content.decode().replace("&#x27;", "’")
    assert said in page
    assert "My own words" in page
    assert (files_kept(), Picture.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg/>", "We cannot use this file"),
        (b"\0" * 10_000_001, "larger than 10 MB"),
    ],
)
def test_a_hostile_file_is_refused_beside_its_field(
    client: Client, content: bytes, said: str
) -> None:
    response = send(client, content)

    assert said in response.content.decode()
    assert (files_kept(), Picture.objects.count()) == ([], 0)


def test_an_empty_file_is_refused(client: Client) -> None:
    form = {"image": uploaded(b""), **WORDS}

    response = client.post(f"{PICTURES}add/", form)

    assert "The file is empty." in response.content.decode()


def test_a_full_disk_is_told_of_on_the_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.pictures.keeping.default_storage.save", full)

    response = send(client, caption="My own words")

    assert "There is no room to keep the picture" in response.content.decode()
    assert "My own words" in response.content.decode()
    assert (files_kept(), Picture.objects.count()) == ([], 0)


def test_the_same_picture_again_leads_to_the_one_we_have(client: Client, someone: User) -> None:
    row = kept_picture(someone, picture_file())

    page = send(client).content.decode()

    assert "We have this picture already." in page
    assert f'href="{page_of(row)}"' in page
    assert Picture.objects.count() == 1


def test_a_picture_says_which_texts_show_it(client: Client, someone: User) -> None:
    row = kept_picture(someone)
    shows = f"![x]({row.address})"
    why = article(title="In an article", body=f"Text.\n\n{shows}")
    topic = Topic.objects.create(title="In a topic", slug="b", introduction=shows)
    Page.objects.create(title="In a page", slug="c", body=shows)
    article(title="In none", slug="none")

    page = client.get(page_of(row)).content.decode()

    assert f'<a href="/admin/articles/article/{why.pk}/change/">In an article</a>' in page
    assert f'<a href="/admin/articles/topic/{topic.pk}/change/">In a topic</a>' in page
    assert "In a page" in page
    assert "In none" not in page
    assert "take it out of these first" in page


def test_a_picture_readers_get_counts_though_the_draft_has_lost_it(
    client: Client, someone: User
) -> None:
    row = kept_picture(someone)
    why = article()
    version = ArticleVersion.objects.create(
        article=why, number=1, content={}, content_hash="", author=someone
    )
    Edition.objects.create(
        article=why,
        version=version,
        topic=why.topic,
        starts_at=timezone.now(),
        body_html=f'<img src="{row.thumbnail}">',
    )

    response = client.post(f"{PICTURES}{row.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert Picture.objects.count() == 1


def test_a_picture_in_use_cannot_be_deleted_by_any_way(client: Client, someone: User) -> None:
    row = kept_picture(someone)
    article(body=f"![x]({row.address})")

    one = client.post(f"{PICTURES}{row.pk}/delete/", {"post": "yes"})
    many = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(PICTURES, many)

    assert one.status_code == 403
    assert Picture.objects.count() == 1
    assert len(files_kept()) == 3


@pytest.mark.django_db(transaction=True)
def test_an_unused_picture_goes_with_its_files(client: Client, someone: User) -> None:
    row = kept_picture(someone)

    client.post(f"{PICTURES}{row.pk}/delete/", {"post": "yes"})

    assert (files_kept(), Picture.objects.count()) == ([], 0)


def test_a_picture_s_file_and_name_cannot_be_changed(client: Client, someone: User) -> None:
    row = kept_picture(someone)
    form = {**WORDS, "credit": "New, CC0", "caption": "", "name": "x", "width": "9"}

    client.post(page_of(row), {**form, "image": uploaded(picture_file(size=(9, 9)))})

    changed = Picture.objects.get()
    assert changed.credit == "New, CC0"
    assert (changed.name, changed.width, len(files_kept())) == (row.name, row.width, 3)


def test_the_list_shows_many_pictures_with_a_few_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    row = {"width": 1, "height": 1, "widths": [1], "likeness": "0", **WORDS}
    Picture.objects.bulk_create(
        Picture(name=f"n{number}", pixels_hash=str(number), **row) for number in range(120)
    )

    with django_assert_max_num_queries(9):
        page = client.get(PICTURES, {"q": "calf"}).content.decode()

    assert page.count('class="picture-small"') == 50


@pytest.mark.parametrize("address", [PICTURES, f"{PICTURES}add/"])
def test_who_may_not_is_turned_away(address: str) -> None:
    assert signed_in(person("view_article", is_staff=True)).get(address).status_code == 403


def test_many_cannot_be_deleted_at_once_which_would_leave_their_files(
    client: Client, someone: User
) -> None:
    row = kept_picture(someone)

    many = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(PICTURES, many)

    assert Picture.objects.count() == 1
