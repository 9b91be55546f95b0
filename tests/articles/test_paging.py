"""Long lists come a page at a time, with the page cache on as well."""

import re
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Edition, Person
from articles.paging import ARTICLES_SHOWN
from tests.articles.loaded import load_content
from tests.growing import grow

HOUSE = Path(__file__).resolve().parents[2]
_KEPT_VIEW = re.compile(r"^@kept\(([^)]*)\)\n(?:@[^\n]*\n)*(def .*?)(?=^\S|\Z)", re.M | re.S)


@pytest.fixture(autouse=True)
def _many(content: Path, db: None) -> None:
    load_content(content)
    grow(articles=2 * ARTICLES_SHOWN)


def _shown(path: str) -> list[str]:
    """Where the page leads: to articles, and not to the index of them."""
    page = Client().get(path).content.decode()
    return [
        found for found in re.findall(r'href="(/articles/[\w-]+/)"', page) if "a-to-z" not in found
    ]


@pytest.mark.parametrize("path", ["/articles/", "/articles/?topic=cramps", "/topics/cramps/"])
def test_every_article_stands_on_one_of_the_pages(path: str) -> None:
    joint = "&" if "?" in path else "?"
    pages = [_shown(f"{path}{joint}page={number}") for number in (1, 2, 3)]

    assert pages[0] == _shown(path)
    assert [len(set(page)) for page in pages[:2]] == [ARTICLES_SHOWN] * 2
    every = {article for page in pages for article in page}
    assert len(every) == Edition.objects.public().count()


def test_the_pages_of_a_filtered_list_keep_the_filter() -> None:
    page = Client().get("/articles/?topic=cramps&page=2").content.decode()

    assert 'href="?topic=cramps&amp;page=1"' in page
    assert 'href="?topic=cramps&amp;page=3"' in page


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "1.5", "９", "99999999999999999999"])
def test_a_number_that_is_none_of_ours_shows_a_page_all_the_same(number: str) -> None:
    assert _shown(f"/articles/?page={number}")


def test_a_short_list_has_no_pages() -> None:
    Person.objects.create(slug="somebody", name="Legwise editors", role="Editors")

    assert 'class="pagination"' not in Client().get("/about/people/somebody/").content.decode()
    assert 'class="pagination"' in Client().get("/topics/cramps/").content.decode()


def test_a_part_of_the_leg_shows_the_first_and_leads_to_all() -> None:
    page = Client().get("/body/calf/").content.decode()

    assert len(set(_shown("/body/calf/"))) == ARTICLES_SHOWN
    assert 'href="/articles/?part=calf"' in page


def test_a_view_that_pages_names_the_page_to_the_cache() -> None:
    paging = [
        (path.name, kept)
        for room in ("articles", "triage", "site")
        for path in (HOUSE / room).rglob("*.py")
        for kept, body in _KEPT_VIEW.findall(path.read_text(encoding="utf-8"))
        if "paged(" in body
    ]

    assert len(paging) >= 5
    assert [name for name, kept in paging if '"page"' not in kept] == []
