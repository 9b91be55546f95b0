"""The search page as a reader gets it: each of its states, odd input, the emergency card first."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from justhtml import JustHTML

from articles.intake import load_folder
from articles.models import RedFlag, SearchMiss
from articles.search.finding import find
from legwise import search
from tests.articles.search.corpus import put, thing
from tests.articles.standing import take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_midday")]
Counts = Callable[[int], Any]
SYNONYMS = "synonyms:\n- {words: went solid, means: cramp}\n"


@pytest.fixture
def site(content: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    (content / "synonyms.yaml").write_text(SYNONYMS, encoding="utf-8")
    assert load_folder(content).problems == []  # its index, too
    put(monkeypatch, [thing("outcome", "Get help today (Check my legs)", "Cramp that stays.")])
    return Client()


def page(site: Client, typed: str = "", **more: str) -> str:
    response = site.get("/search/", {"q": typed, **more})
    assert response.status_code == 200
    return response.content.decode()


def words_of(text: str) -> str:
    main = re.sub(r"(?s).*<main[^>]*>|</main>.*", "", text)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def test_an_empty_search_says_how_to_begin(site: Client) -> None:
    text = words_of(page(site))

    assert "What are you looking for?" in text
    assert "Write what is the matter in your own words" in text
    assert "In an emergency call" in text


def test_a_result_leads_to_its_page_and_to_the_section_and_marks_the_words(site: Client) -> None:
    text = page(site, "stretching before bed")

    assert '<a href="/articles/night-cramps/">' in text
    assert '<a href="/articles/night-cramps/#s-what-may-help">' in text
    assert "<mark>Stretch</mark>" in text
    assert "<mark>bed</mark>" in text


def test_what_people_call_it_finds_our_page(site: Client) -> None:
    assert "/articles/night-cramps/" in page(site, "my calf went solid")


def test_one_result_is_counted_as_one(site: Client) -> None:
    take_back("calf-stretch")

    assert " 1 result " in words_of(page(site, "clot"))


def test_a_mistyped_word_is_pointed_out_with_a_link_to_the_right_one(site: Client) -> None:
    text = page(site, "crampp at nihgt")

    assert "Did you mean:" in text
    assert '<a href="/search/?q=cramp+at+night">cramp at night</a>' in text
    assert "/articles/night-cramps/" in text


def test_filters_are_links_with_counts_and_narrow_what_is_shown(site: Client) -> None:
    text = page(site, "cramp")
    assert re.search(r'href="/search/\?q=cramp&amp;kind=outcome"[^>]*>Self-check \(1\)', text)

    narrowed = page(site, "cramp", kind="outcome")

    assert "/outcome/" in narrowed
    assert "/articles/night-cramps/" not in narrowed
    assert "All" in narrowed


@pytest.mark.parametrize(
    "more", [{"kind": "nonsense"}, {"page": "-1"}, {"page": "9" * 40}, {"page": "x"}, {"odd": "1"}]
)
def test_a_choice_that_is_none_is_passed_over(site: Client, more: dict[str, str]) -> None:
    assert "/articles/night-cramps/" in page(site, "cramp", **more)


def test_a_topic_without_results_says_so_and_leads_back(site: Client) -> None:
    text = page(site, "cramp", topic="massage")

    assert "Nothing of this kind" in text
    assert '<a href="/search/?q=cramp">' in text
    assert not SearchMiss.objects.exists()


def test_nothing_found_helps_on_and_is_counted_once_a_request(site: Client) -> None:
    text = words_of(page(site, "xylophone"))

    assert "We found nothing for “xylophone”" in text
    assert "Check the spelling" in text
    assert "Cramps" in text
    assert "Check my legs" in text
    assert "In an emergency call" in text
    assert SearchMiss.objects.get().count == 1


def test_what_is_found_is_not_counted_as_missed(site: Client) -> None:
    page(site, "cramp at night")

    assert not SearchMiss.objects.exists()


def test_one_sender_cannot_fill_the_list_of_what_was_missed(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MISSES_COUNTED", 3)

    for number in range(6):
        page(site, f"xylophone {chr(97 + number)}{chr(97 + number)}")

    assert SearchMiss.objects.count() == 3


def test_words_that_describe_an_emergency_bring_the_card_above_everything(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "red_flags_in", lambda text: [*RedFlag.objects.all()])

    text = page(site, "xylophone leg swollen")

    assert "One leg swollen, warm or a new colour" in text
    assert text.index("care-card") < text.index("<h1")


def test_a_search_page_is_not_for_search_engines_and_keeps_no_cookie(site: Client) -> None:
    response = site.get("/search/", {"q": "cramp"})

    assert 'content="noindex"' in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "the is and",
        "word " * 1000,
        'cramp" OR title:clot* NEAR(a b) -x',
        "\"'“”‘’",
        "🦵😖🔥",
        "تشنج في الساق \u202e\u200f",
        "'; DROP TABLE articles_article; --",
        "<script>alert(1)</script><mark>",
        "%s %(x)s {0} \\ ` $1",
        "\r\n\t\u2028",
        "1e9999 -0 NaN",
        "ﷺ" * 300,
    ],
)
def test_odd_words_get_a_sound_page(site: Client, typed: str) -> None:
    text = page(site, typed)

    document = JustHTML(text, strict=True, sanitize=False)
    assert len(document.query("h1")) == 1
    assert "<script>alert" not in text


def test_a_null_byte_is_refused_kindly(site: Client) -> None:
    assert site.get("/search/?q=cramp%00").status_code == 400


def test_a_page_costs_few_queries(site: Client, django_assert_num_queries: Counts) -> None:
    with django_assert_num_queries(5):
        page(site, "cramp at night")
    with django_assert_num_queries(1):
        page(site)


def test_the_box_stands_on_the_start_page_and_where_there_is_no_page(site: Client) -> None:
    for path in ("/", "/nowhere/"):
        assert 'action="/search/"' in site.get(path).content.decode()


def test_browsers_can_search_here_from_their_own_bar(site: Client) -> None:
    response = site.get("/opensearch.xml")
    description = ElementTree.fromstring(response.content)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    url = description.find(f"{name}Url")
    assert url is not None
    assert url.attrib["template"].endswith("/search/?q={searchTerms}")
    assert 'rel="search"' in site.get("/").content.decode()


def test_the_index_lists_articles_under_their_question_and_under_key_words(
    site: Client, django_assert_num_queries: Counts
) -> None:
    with django_assert_num_queries(1):
        text = site.get("/articles/a-to-z/").content.decode()

    assert text.index('id="C"') < text.index("Charley horse") < text.index('id="H"')
    assert text.index('id="W"') < text.rindex("Why do my legs cramp at night?")
    assert "/articles/a-to-z/" in site.get("/articles/").content.decode()


def test_many_results_come_in_pages(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, [thing(f"t{number}", f"Xenial {number}") for number in range(65)])

    text = page(site, "xenial", page="3")

    assert find("xenial").pages > 3
    assert 'href="/search/?q=xenial&amp;page=4" rel="next"' in text
    assert 'aria-current="page"' in text
