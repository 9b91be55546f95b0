"""What an editor must say of a picture before it can be kept."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.markdown.alternative_text import fault_of_alternative_text
from articles.models import Picture
from articles.models.picture import validate_credit
from tests.articles.people import UPLOAD, signed_in
from tests.articles.pictures.making import WORDS, files_kept, picture_file, uploaded

pytestmark = pytest.mark.django_db


def send(**words: str) -> Any:
    form = {"image": uploaded(picture_file()), **WORDS, **words}
    return signed_in().post(UPLOAD, form)


EMPTY = ["", " \t\n ", "\u00a0"]
FILE_NAMES = [
    *("IMG_1234.jpg", "leg.PNG", "my-calf.webp", "IMG_1234", "DSC0042", "PXL_20260101_120000"),
    *("image1", "Screenshot 2026-01-01 12:00:00", "photo (2)", "a/b/leg.jpeg", "P1010042"),
]
SAYING_NOTHING = [
    *("image", "Picture", "a picture", "The photo.", "image of a picture", "alt text needed"),
    *("...", "123", "👣", "[]", "photo photo photo", "Untitled"),
]
SAYING_SOMETHING = [
    "Calf",
    "A calf",
    "Photo of a calf",
    "Image 2 of the calf stretch",
    "Someone pulls the toes up, see leg.png",
    "小腿",
    "x" * 250,
]


@pytest.mark.parametrize("words", [*EMPTY, *FILE_NAMES, *SAYING_NOTHING, "x" * 251])
def test_what_cannot_stand_for_a_picture_is_refused_beside_its_field(words: str) -> None:
    response = send(alternative_text=words)

    assert response.status_code == 400
    assert set(response.json()["faults"]) == {"alternative_text"}
    assert (files_kept(), Picture.objects.count()) == ([], 0)


@pytest.mark.parametrize("words", FILE_NAMES)
def test_a_file_s_name_is_told_as_one(words: str) -> None:
    assert "is a file's name" in fault_of_alternative_text(words)


@pytest.mark.parametrize("words", SAYING_SOMETHING)
def test_what_says_something_is_taken(words: str) -> None:
    assert send(alternative_text=words).status_code == 200


@pytest.mark.parametrize("words", ["", "  ", "?", "unknown", "Google", "the internet", "x" * 201])
def test_a_picture_that_nobody_made_is_refused(words: str) -> None:
    response = send(credit=words)

    assert response.status_code == 400
    assert set(response.json()["faults"]) == {"credit"}
    assert (files_kept(), Picture.objects.count()) == ([], 0)


@pytest.mark.parametrize("words", ["Legwise editors", "Wellcome Collection, CC BY 4.0"])
def test_who_made_it_and_the_licence_are_enough(words: str) -> None:
    validate_credit(words)

    assert send(credit=words).status_code == 200


def test_all_that_is_missing_is_told_at_once() -> None:
    reply = send(alternative_text="", credit="", caption="x" * 301).json()

    assert reply["faults"] == {
        "alternative_text": "Say what the picture shows, to someone who can't see it.",
        "credit": "Say who made the picture, and under what licence.",
        "caption": "Ensure this value has at most 300 characters (it has 301).",
    }
    assert reply["error"] == reply["faults"]["alternative_text"]


@pytest.mark.parametrize("missing", ["alternative_text", "credit"])
def test_no_row_can_be_without_its_words(missing: str) -> None:
    row = Picture(name="a", width=1, height=1, widths=[1], pixels_hash="a", likeness="0", **WORDS)
    setattr(row, missing, "")

    with transaction.atomic(), pytest.raises(IntegrityError):
        row.save()


def test_a_nonsensical_credit_is_a_fault_of_the_model_too() -> None:
    with pytest.raises(ValidationError):
        validate_credit("unknown")
