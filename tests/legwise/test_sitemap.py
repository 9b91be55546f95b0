"""The sitemap: what may be indexed, when it changed, in parts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from articles.models import Article, Edition
from legwise import sitemap
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.articles.standing import take_back
from triage import releases
from triage.models import Release

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def site(tmp_path: Path) -> Client:
    load_content(write_content(tmp_path / "content"))
    return Client()


def _paths(path: str) -> dict[str, str]:
    """Path -> when it last changed, as one part says."""
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    return {
        (entry.findtext(f"{NAMESPACE}loc") or "").removeprefix(settings.SITE_URL): (
            entry.findtext(f"{NAMESPACE}lastmod") or ""
        )
        for entry in root
    }


def _all_paths() -> dict[str, str]:
    return {path: at for part in _paths("/sitemap.xml") for path, at in _paths(part).items()}


def test_the_sitemap_leads_to_every_page_and_each_may_be_indexed(site: Client) -> None:
    paths = _all_paths()

    assert {
        "/",
        "/articles/night-cramps/",
        "/topics/cramps/",
        "/body/calf/",
        "/about/",
        "/about/emergency-numbers/gb/",
    } <= set(paths)
    for path in paths:
        page = site.get(path)
        assert page.status_code == 200, path
        text = page.content.decode()
        assert "noindex" not in text, path
        assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in text


def test_an_article_changed_when_its_edition_began(site: Client) -> None:
    began = Edition.objects.get(article__slug="night-cramps").starts_at

    assert _all_paths()["/articles/night-cramps/"] == began.replace(microsecond=0).isoformat()


def test_what_is_not_public_is_left_out(site: Client) -> None:
    take_back("night-cramps")

    assert "/articles/night-cramps/" not in _all_paths()


def test_a_large_site_comes_in_parts(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PART_ROWS", 1)

    parts = _paths("/sitemap.xml")

    keys = sorted(Article.objects.values_list("pk", flat=True))
    assert list(parts) == ["/sitemap-pages.xml", *(f"/sitemap-articles-{key}.xml" for key in keys)]
    assert [len(_paths(part)) for part in parts][1:] == [1, 1]


def test_a_part_beyond_the_last_is_not_there(site: Client) -> None:
    assert site.get("/sitemap-articles-999.xml").status_code == 404
    assert site.get(f"/sitemap-articles-{'9' * 30}.xml").status_code == 404


@pytest.mark.parametrize(("path", "queries"), [("/sitemap.xml", 1), ("/sitemap-pages.xml", 8)])
def test_a_part_costs_the_same_however_much_there_is(
    site: Client, django_assert_num_queries: Counts, path: str, queries: int
) -> None:
    with django_assert_num_queries(queries):
        assert site.get(path).status_code == 200


@pytest.mark.parametrize("signed_by", ["", "Dr A"])
def test_outcomes_are_listed_once_a_clinician_signed_the_check(
    site: Client, monkeypatch: pytest.MonkeyPatch, signed_by: str
) -> None:
    release = Release(signed_by=signed_by, published_at=Edition.objects.all()[0].starts_at)
    monkeypatch.setattr(releases, "current", lambda _check: release)

    listed = "/self-check/legs/outcomes/urgent/" in _paths("/sitemap-pages.xml")

    assert listed is bool(signed_by)


def test_robots_are_told_where_it_is(site: Client) -> None:
    robots = site.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in robots
