"""What we ship reads as promised: it loads, leads somewhere, stays plain, small and honest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from itertools import chain
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from articles import readability, signposts
from articles.intake import Loading, load_folder
from articles.models import Article, BodyPart, Claim, Edition, Page, RedFlag, RedFlagWords, Topic
from articles.models.pages import ABOUT
from articles.models.red_flag_words import mark_of
from articles.reading import more_to_read
from groundwork.compression import compress
from groundwork.styles import JOINED, join
from tests.articles.loaded import load_shipped_content
from tests.articles.search.rate import QUERIES, hit_rate, missed, wanted_slugs
from tests.articles.standing import public_slugs
from triage.shipped import SHIPPED

# Without the mark pytest-django makes no test database, and the real one would be read.
pytestmark = pytest.mark.django_db

CONTENT = settings.HOUSE / "articles" / "content"
TRIAGE = settings.HOUSE / "triage" / "content"
SLUGS = sorted(path.stem for path in (CONTENT / "articles").glob("*.md"))

CHECK_PAGES = ("scorecard", "outcomes/urgent")
FIRST_ROUND_TRIP_BYTES = 14_000  # ten packets of 1,460 bytes, less their headers
HARDEST_GRADE = 8.0
MEAN_GRADE = 6.5
LONGEST_SENTENCE_WORDS = 35
FEWEST_RELATED = 3
LEAST_HIT_RATE = {"queries": 0.97, "kept_apart": 0.97, "last": 0.9}

# Marked `no` in the evidence: nobody read a source for them, so nobody may read them here.
UNCHECKED_CLAIMS = ("cramp-15", "treat-09", "massage-16", "care-10", "myth-17", "faq-09")

DENIED = {
    "an emergency number in digits": re.compile(r"(?<![\d,.])(?:000|111|112|911|999)(?![\d,.]\d)"),
    "a dose": re.compile(r"\d\s?(?:mg|mcg|micrograms?|milligrams?|ml)\b", re.IGNORECASE),
    "an exclamation mark": re.compile(r"!"),
    "“simply”": re.compile(r"\bsimply\b", re.IGNORECASE),
    "“obviously”": re.compile(r"\bobviously\b", re.IGNORECASE),
    "a diagnosis of the reader": re.compile(r"\byou have (?:DVT|a clot)\b", re.IGNORECASE),
}

_HREF = re.compile(r'href="([^"]+)"')
_ID = re.compile(r'\bid="([^"]+)"')
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_CARD_KEYS = re.compile(r"^:::(?:emergency|urgent|soon) (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Shipped:
    """What happened when the shipped folder was loaded, and loaded again."""

    first: Loading
    again: Loading


@pytest.fixture(scope="module")
def shipped(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shipped]:
    """Loaded once for this module, which only reads it, and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded = Shipped(load_shipped_content(), load_folder(CONTENT))
        with connection.cursor() as cursor:
            # A database that has been there for a while knows what it holds, and plans with that.
            cursor.execute("ANALYZE")
        yield loaded
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def pages(shipped: Shipped) -> dict[str, str]:
    """The HTML of every page of the shipped folder, by address; articles link to the self-check."""
    for check in SHIPPED:
        call_command("load_questionnaire", check, stdout=StringIO())
    return {address: _get(address) for address in _addresses()}


def _addresses() -> list[str]:
    about = [page.slug for page in Page.objects.exclude(slug=ABOUT)]
    return [
        "/",
        "/now/",
        "/about/",
        "/articles/",
        "/glossary/",
        "/body/",
        *(f"/self-check/{check}/{page}/" for check in SHIPPED for page in CHECK_PAGES),
        *(part.get_absolute_url() for part in BodyPart.objects.all()),
        *(f"/about/{slug}/" for slug in about),
        *(f"/articles/{slug}/" for slug in SLUGS),
        *(topic.get_absolute_url() for topic in Topic.objects.all()),
    ]


def _get(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return response.content.decode()


def _yaml(name: str) -> list[dict[str, Any]]:
    rows = yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    return list(rows)


@cache
def _text(slug: str) -> str:
    return (CONTENT / "articles" / f"{slug}.md").read_text(encoding="utf-8")


def _front_matter(slug: str) -> dict[str, Any]:
    return dict(yaml.safe_load(_text(slug).split("---\n")[1]))


def _words_readers_see(slug: str) -> str:
    front = _front_matter(slug)
    spoken = (front["title"], front["short_answer"], front["description"])
    return "\n\n".join([*map(readability.plain_text, spoken), readability.plain_text(_text(slug))])


def _register_texts() -> dict[str, str]:
    flags = {
        f["key"]: f"{f['wording']} {f['what_to_do']} {f.get('why', '')}" for f in _yaml("red_flags")
    }
    claims = {c["key"]: f"{c['wording']} {c.get('why', '')}" for c in _yaml("claims")}
    return flags | claims


# --- loading ----------------------------------------------------------------------------------


def test_the_shipped_folder_loads_without_a_problem(shipped: Shipped) -> None:
    assert [str(problem) for problem in shipped.first.problems] == []
    assert public_slugs() == SLUGS


def test_loading_the_shipped_folder_again_changes_nothing(shipped: Shipped) -> None:
    assert shipped.again.changes == []
    assert shipped.again.rendered_again == 0


# --- leading somewhere ------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_leads_to_three_others_that_exist(slug: str) -> None:
    related = _front_matter(slug)["related"]

    assert len(set(related)) >= FEWEST_RELATED
    assert slug not in related
    assert set(related) <= set(SLUGS)


def test_no_two_articles_share_a_title() -> None:
    titles = [_front_matter(slug)["title"].casefold() for slug in SLUGS]

    assert len(set(titles)) == len(titles)


def test_every_article_is_reached_from_its_topic(pages: dict[str, str]) -> None:
    for article in Article.objects.select_related("topic"):
        links = _HREF.findall(pages[article.topic.get_absolute_url()])
        assert article.get_absolute_url() in links, article.slug


def test_every_link_leads_to_a_page_and_to_a_place_on_it(pages: dict[str, str]) -> None:
    known = dict(pages)

    dead = sorted(
        f"{address} links to {href}"
        for address, html in pages.items()
        for href in set(_HREF.findall("".join(_MAIN.findall(html))))
        if href.startswith(("/", "#")) and not _leads_somewhere(address, href, known)
    )

    assert dead == []


def _leads_somewhere(address: str, href: str, known: dict[str, str]) -> bool:
    """`known` gathers the pages met on the way; a page that does not answer 200 is empty."""
    path, _, fragment = href.partition("#")
    target = path.partition("?")[0] or address
    if target not in known:
        response = Client().get(target)
        known[target] = response.content.decode() if response.status_code == 200 else ""
    html = known[target]
    return bool(html) and (not fragment or fragment in _ID.findall(html))


def test_every_signpost_of_the_self_check_resolves(shipped: Shipped) -> None:
    topics = yaml.safe_load((TRIAGE / "signposts.yaml").read_text(encoding="utf-8"))

    assert signposts.missing(chain.from_iterable(topics.values())) == []


# --- the registers ----------------------------------------------------------------------------


def test_every_claim_rests_on_a_source_or_says_that_it_is_our_policy(shipped: Shipped) -> None:
    bare = Claim.objects.filter(sources=None, is_policy=False)

    assert list(bare.values_list("key", flat=True)) == []


def test_claims_nobody_checked_are_not_shipped() -> None:
    shipped_keys = {claim["key"] for claim in _yaml("claims")}

    assert shipped_keys.isdisjoint(UNCHECKED_CLAIMS)
    assert not any(f"[@{key}]" in _text(slug) for key in UNCHECKED_CLAIMS for slug in SLUGS)


def test_every_warning_of_the_self_check_is_in_the_register(shipped: Shipped) -> None:
    """A pattern with advice of its own (`tell`) is routine by nature; the others are red flags."""
    legs = yaml.safe_load((TRIAGE / "legs.yaml").read_text(encoding="utf-8"))
    pressing = {rule["pattern"] for rule in legs["rules"] if rule["urgency"] in _soon_or_above()}
    red_flags = {key for key in pressing if "tell" not in legs["patterns"][key]}

    assert len(red_flags) > 40
    assert red_flags <= set(RedFlag.objects.values_list("key", flat=True))


def _soon_or_above() -> set[str]:
    return {"soon", "urgent", "emergency"}


def test_every_red_flag_is_shown_where_help_is_sorted_by_urgency() -> None:
    assert set(_flags_on("when-to-get-help-for-leg-pain")) == {f["key"] for f in _yaml("red_flags")}


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_says_when_to_get_help_and_no_sign_twice(slug: str) -> None:
    shown = _flags_on(slug)

    assert _front_matter(slug)["get_help"]
    assert len(set(shown)) == len(shown)


def _flags_on(slug: str) -> list[str]:
    in_body = chain.from_iterable(keys.split() for keys in _CARD_KEYS.findall(_text(slug)))
    return [*_front_matter(slug)["get_help"], *in_body]


# --- plain words ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_can_be_read_at_eleven_or_twelve(slug: str) -> None:
    reading = readability.read(_text(slug))

    assert reading.grade <= HARDEST_GRADE
    assert [s for s in reading.sentences if len(s.split()) > LONGEST_SENTENCE_WORDS] == []


def test_articles_are_on_average_easier_still() -> None:
    grades = [readability.read(_text(slug)).grade for slug in SLUGS]

    assert sum(grades) / len(grades) <= MEAN_GRADE


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_keeps_to_our_words(slug: str) -> None:
    text = _words_readers_see(slug)

    assert {name: found.findall(text) for name, found in DENIED.items() if found.search(text)} == {}


def test_the_registers_keep_to_our_words() -> None:
    kept_from = {
        f"{key}: {name}"
        for key, text in _register_texts().items()
        for name, found in DENIED.items()
        if found.search(text)
    }

    assert kept_from == set()


def test_the_list_of_denied_words_would_be_noticed() -> None:
    text = "Simply call 112! You have a clot. Take 300 mg. Obviously, 112,000 is no such number."

    assert all(found.search(text) for found in DENIED.values())
    assert DENIED["an emergency number in digits"].findall(text) == ["112"]


# --- small pages ------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["", "/es"], ids=["english", "spanish"])
def test_every_page_and_its_styles_arrive_in_the_first_round_trip(
    pages: dict[str, str], prefix: str
) -> None:
    found = pages
    if prefix:
        found = {f"{prefix}{address}": _get(f"{prefix}{address}") for address in pages}
    sheets = {
        name: len(compress("br", join(settings.HOUSE / "static" / folder).encode(), thorough=True))
        for name, folder in JOINED.items()
    }

    sizes = {
        address: len(compress("br", html.encode(), thorough=True))
        + sum(size for name, size in sheets.items() if f"/{name}" in html)
        for address, html in found.items()
    }

    too_big = {page: size for page, size in sizes.items() if size > FIRST_ROUND_TRIP_BYTES}
    assert too_big == {}


@pytest.mark.parametrize("part", QUERIES)
def test_nearly_every_query_as_people_type_it_finds_its_page(shipped: Shipped, part: str) -> None:
    hits, _first, total = hit_rate(part)

    assert hits / total >= LEAST_HIT_RATE[part], missed(part)


def test_every_page_a_query_should_find_is_one_of_ours() -> None:
    assert wanted_slugs() == set(SLUGS)


def test_every_article_leads_on_to_three_others_those_chosen_by_hand_first(
    shipped: Shipped,
) -> None:
    public = set(Edition.objects.public().values_list("article", flat=True))

    for edition in Edition.objects.public():
        found = [other.article_id for other in more_to_read(edition)]
        chosen = [article for article in edition.related if article in public]

        assert len(found) >= 3, edition.title
        assert edition.article_id not in found, edition.title
        assert found[: len(chosen)] == chosen[: len(found)], edition.title


# --- in another language ----------------------------------------------------------------------


def test_every_red_flag_has_its_words_in_spanish_and_they_are_of_todays_english(
    shipped: Shipped,
) -> None:
    said = {words.key: words for words in RedFlagWords.objects.select_related("red_flag")}

    assert said.keys() == set(RedFlag.objects.values_list("key", flat=True))
    stale = {key: mark_of(words.red_flag) for key, words in said.items() if not words.holds}
    assert stale == {}, "Look at these translations again, then give `of` the mark shown here."


def test_spanish_sends_to_emergency_help_wherever_english_does(shipped: Shipped) -> None:
    """The number, today, now: the words that urgency hangs on are in both or in neither."""
    pairs = {
        "emergency number": "número de emergencias",
        "emergency department": "urgencias de un hospital",
        "massage": "masaje",
    }
    unlike = [
        f"{words.key}: {english}"
        for words in RedFlagWords.objects.select_related("red_flag")
        for english, spanish in pairs.items()
        if (english in words.red_flag.what_to_do.lower()) != (spanish in words.what_to_do.lower())
    ]
    assert unlike == []
    for words in RedFlagWords.objects.select_related("red_flag"):
        said = words.what_to_do.lower()
        if words.red_flag.urgency == "urgent":
            assert "hoy" in said or "ahora" in said, words.key
        if words.red_flag.urgency == "emergency":
            assert "ahora" in said, words.key
