"""What a page says of itself to others: its one address, its title, words and picture."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from justhtml import JustHTML

from tests.articles.content import write_content
from tests.articles.loaded import load_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path) -> Client:
    load_content(write_content(tmp_path / "content"))
    return Client()


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("/", "/"),
        ("/?utm_source=x", "/"),
        ("/now/", "/now/"),
        ("/articles/", "/articles/"),
        ("/articles/?topic=cramps&for=everyone", "/articles/"),
        ("/articles/night-cramps/", "/articles/night-cramps/"),
        ("/topics/cramps/", "/topics/cramps/"),
        ("/body/", "/body/"),
        ("/body/calf/", "/body/calf/"),
        ("/glossary/", "/glossary/"),
        ("/about/", "/about/"),
        ("/about/emergency-numbers/gb/", "/about/emergency-numbers/gb/"),
    ],
)
def test_a_page_has_one_address_and_words_to_share(site: Client, url: str, canonical: str) -> None:
    page = JustHTML(site.get(url).content.decode(), sanitize=False)

    def the_one(selector: str, attribute: str) -> str:
        (found,) = page.query(selector)
        return (found.attrs or {})[attribute] or ""

    picture = the_one("meta[property='og:image']", "content")
    assert the_one("link[rel='canonical']", "href") == f"{settings.SITE_URL}{canonical}"
    assert the_one("meta[property='og:title']", "content")
    assert the_one("meta[property='og:description']", "content")
    assert picture.startswith(f"{settings.SITE_URL}/")
    assert the_one("meta[name='robots']", "content") == "index, follow"
