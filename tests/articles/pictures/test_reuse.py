"""The same picture sent again is found, offered, and kept once; a stray or unused one goes."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError
from PIL import Image

from articles.editor import RefusedError
from articles.models import Picture, Topic
from articles.pictures import finding
from articles.pictures.keeping import Words, delete, keep
from articles.pictures.painting import paint
from tests.articles.people import UPLOAD, person, signed_in
from tests.articles.pictures.making import (
    WORDS,
    encoded,
    files_kept,
    kept_picture,
    picture_file,
    scene,
    uploaded,
)

pytestmark = pytest.mark.django_db
LOOK = "/admin/markdown/pictures/look/"
CHOOSE = "/admin/markdown/pictures/"


@pytest.fixture
def someone() -> User:
    return person("change_article", is_staff=True)


def look(user: User, content: bytes) -> dict[str, Any]:
    reply: dict[str, Any] = signed_in(user).post(LOOK, {"image": uploaded(content)}).json()
    return reply


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_same_picture_in_another_file_is_known(someone: User, kind: str) -> None:
    kept_picture(someone, encoded(scene((300, 200))), credit="First, CC BY 4.0")

    options = {"lossless": True} if kind == "WEBP" else {"optimize": True}
    again = look(someone, encoded(scene((300, 200)), kind, **options))

    assert again["known"]["credit"] == "First, CC BY 4.0"
    assert again["known"]["alternative_text"] == WORDS["alternative_text"]
    assert again["alike"] == []


def test_the_same_picture_held_another_way_is_known(someone: User) -> None:
    kept_picture(someone, encoded(scene((300, 200))))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = scene((300, 200)).transpose(Image.Transpose.ROTATE_90)

    assert look(someone, encoded(turned, exif=exif.tobytes()))["known"]


def test_a_picture_saved_again_smaller_is_offered_and_never_taken_by_itself(someone: User) -> None:
    row = kept_picture(someone, encoded(scene((1200, 800))))

    again = look(someone, encoded(scene((1200, 800)).resize((600, 400)), "JPEG", quality=50))

    assert again["known"] is None
    assert [one["name"] for one in again["alike"]] == [row.name]


def test_another_scene_or_a_flat_picture_is_like_nothing(someone: User) -> None:
    kept_picture(someone, encoded(scene((300, 200))))
    kept_picture(someone, encoded(Image.new("RGB", (300, 200), "red")))

    other = look(someone, encoded(scene((300, 200), shift=120)))
    flat = look(someone, encoded(Image.new("RGB", (300, 200), "blue")))

    assert (other["known"], other["alike"]) == (None, [])
    assert (flat["known"], flat["alike"]) == (None, [])


def test_the_same_picture_twice_is_one_row_and_one_set_of_files(someone: User) -> None:
    client = signed_in(someone)
    sent = [
        client.post(UPLOAD, {"image": uploaded(picture_file()), **WORDS, "credit": credit}).json()
        for credit in ("First, CC BY 4.0", "Second, CC0")
    ]

    assert [reply["is_new"] for reply in sent] == [True, False]
    assert sent[0]["image_code"] == sent[1]["image_code"]
    assert Picture.objects.get().credit == "First, CC BY 4.0"
    assert len(files_kept()) == 1


def test_two_editors_who_send_the_same_picture_at_once_share_the_first_one_s(
    someone: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = paint(uploaded(picture_file()))
    first = keep(painted=painted, words=Words(**WORDS), by=someone).picture
    looked: list[int] = []
    found = finding.same

    def too_early(sought: Any) -> Picture | None:
        looked.append(1)
        return None if len(looked) == 1 else found(sought)

    monkeypatch.setattr("articles.pictures.keeping.same", too_early)
    second = keep(painted=painted, words=Words(**WORDS), by=someone)

    assert (second.picture, second.is_new) == (first, False)
    assert [file.stem for file in files_kept()] == [first.name]


def test_a_database_that_fails_leaves_no_file(
    someone: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(Picture, "save", fail)

    with pytest.raises(DatabaseError):
        kept_picture(someone)

    assert files_kept() == []


def test_a_picture_we_have_is_used_without_sending_it_again(someone: User) -> None:
    row = kept_picture(someone)

    form = {"picture": row.name, "alternative_text": "A [left] calf", "credit": "Somebody else"}
    reply = signed_in(someone).post(UPLOAD, form).json()

    assert reply["image_code"] == f"![A \\[left\\] calf]({row.address})"
    row.refresh_from_db()
    assert (row.credit, row.alternative_text) == (WORDS["credit"], WORDS["alternative_text"])


@pytest.mark.parametrize("name", ["gone", "../../etc", "\x00", "' OR 1=1 --"])
def test_a_picture_that_is_gone_cannot_be_used(someone: User, name: str) -> None:
    response = signed_in(someone).post(UPLOAD, {"picture": name, **WORDS})

    assert response.status_code == 400
    assert response.json() == {"error": "We no longer have this picture. Choose another."}


@pytest.mark.parametrize(
    ("words", "count"),
    [("", 2), ("calf", 1), ("CALF wall", 1), ("wellcome", 1), ("calf towel", 0), ("%", 0)],
)
def test_pictures_are_found_by_their_words(someone: User, words: str, count: int) -> None:
    kept_picture(someone)
    towel = encoded(scene((90, 60), shift=30))
    kept_picture(someone, towel, alternative_text="A towel", credit="Wellcome, CC BY 4.0")

    reply = signed_in(someone).post(CHOOSE, {"words": words}).json()

    assert len(reply["pictures"]) == count
    assert reply["more"] is False


def test_many_pictures_are_shown_a_screen_at_a_time(
    someone: User, django_assert_max_num_queries: Any
) -> None:
    painted = {"width": 1, "height": 1, "widths": [1], "likeness": "0", **WORDS}
    Picture.objects.bulk_create(
        Picture(name=str(number), pixels_hash=str(number), **painted) for number in range(60)
    )
    client = signed_in(someone)

    with django_assert_max_num_queries(5):
        reply = client.post(CHOOSE, {"words": "wall " * 300}).json()

    assert (len(reply["pictures"]), reply["more"]) == (24, True)


def test_a_picture_in_use_cannot_be_deleted(someone: User) -> None:
    row = kept_picture(someone)
    topic = Topic.objects.create(title="T", slug="t", introduction=f"![x]({row.address})")

    with pytest.raises(RefusedError, match="take it out of the text first"):
        delete(picture=row, by=someone)

    topic.delete()
    assert len(files_kept()) == 3
    assert Picture.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_nothing_shows_goes_with_its_files(someone: User) -> None:
    row = kept_picture(someone)

    delete(picture=row, by=someone)

    assert (files_kept(), Picture.objects.count()) == ([], 0)


def stray(name: str, days: int) -> Path:
    file = Path(settings.MEDIA_ROOT) / "pictures" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    then = file.stat().st_mtime - days * 86_400
    os.utime(file, (then, then))
    return file


def test_tidying_deletes_old_files_of_no_picture_and_nothing_else(someone: User) -> None:
    row = kept_picture(someone)
    for file in files_kept():
        stray(file.name, days=9)
    gone = [stray(f"kqm3xq9dthsw{end}", days=2) for end in ("-400.webp", ".webp.coming")]
    stays = [stray("kqm3xq9dthsx.webp", days=0), stray("a" * 32 + ".webp", days=9)]

    call_command("tidy_pictures", verbosity=0)

    assert not any(file.exists() for file in gone)
    assert all(file.exists() for file in stays)
    assert len([file for file in files_kept() if row.name in file.name]) == 3


def test_tidying_where_nothing_was_ever_uploaded_is_no_fault() -> None:
    call_command("tidy_pictures", verbosity=0)
