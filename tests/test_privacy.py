"""Every field of every model is spoken for, and the privacy page says what readers must know."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.utils import translation

from articles.models import Page
from groundwork import privacy
from groundwork.privacy import Kept, Whose
from legwise.kept import PACKAGES

MODELS = [model for model in apps.get_models() if model._meta.managed]
# What a field that holds something of a person is most often called.
PERSONAL = re.compile(r"e?mail|address|username|password|^to$|^who")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_field_is_spoken_for_once(model: type[Model]) -> None:
    told = [name for each in privacy.declared(model, PACKAGES) for name in each.fields.split()]

    assert sorted(told) == sorted(privacy.field_names(model))


def test_nothing_that_sounds_like_a_person_is_said_to_be_about_nobody() -> None:
    found = [
        f"{model._meta.label}.{name}"
        for model in MODELS
        for each in privacy.declared(model, PACKAGES)
        if each.whose is Whose.NOBODY
        for name in each.fields.split()
        if PERSONAL.search(name)
    ]

    assert found == ["articles.FormerAddress.address"] or found == []


def test_packages_that_are_gone_are_not_spoken_for() -> None:
    assert PACKAGES.keys() <= {model._meta.label_lower for model in MODELS}


def test_a_word_that_is_left_out_is_refused() -> None:
    with pytest.raises(ValueError, match="how long"):
        Kept("email", Whose.READERS, "Your address", "To write to you", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "language"), [("", "en-gb"), ("/es", "es")])
def test_the_privacy_page_lists_what_is_kept_of_people(start: str, language: str) -> None:
    Page.objects.create(slug="privacy", title="Privacy", description="One.", body="Words.")

    page = unescape(Client().get(f"{start}/about/privacy/").content.decode())

    with translation.override(language):
        for kept in privacy.kept_of_people(PACKAGES):
            assert all(str(said) in page for said in (kept.what, kept.why, kept.how_long))
        readers = [each for each in privacy.kept_of_people(PACKAGES) if each.whose is Whose.READERS]
    assert len(readers) >= 7


@pytest.mark.django_db
def test_other_pages_about_the_site_list_nothing() -> None:
    Page.objects.create(slug="disclaimer", title="Disclaimer", description="One.", body="Words.")

    assert "<table" not in Client().get("/about/disclaimer/").content.decode()
