"""The read-only interface: what it tells, to whom, at what cost; and what it keeps to itself."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from articles.api import answers, openapi
from articles.models import Article, Claim, Edition, FormerAddress, RedFlag, Source, Term
from tests.articles.loaded import load_content
from tests.articles.standing import put_off, take_back

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]
V1 = "/api/v1"
ARTICLE = f"{V1}/articles/night-cramps/"
ALL = (
    "/api/",
    f"{V1}/",
    f"{V1}/openapi.json",
    f"{V1}/articles/",
    ARTICLE,
    f"{V1}/claims/",
    f"{V1}/claims/stretch-01/",
    f"{V1}/sources/",
    f"{V1}/sources/trial-2020/",
    f"{V1}/red-flags/",
    f"{V1}/red-flags/leg-clot/",
    f"{V1}/glossary/",
    f"{V1}/glossary/dvt/",
)
HOSTILE = '</script>]]> & "quoted" \\ \x1b'


@pytest.fixture
def site(content: Path) -> Client:
    load_content(content)
    Term.objects.create(slug="dvt", term="DVT", meaning="A clot in a deep vein.")
    return Client()


def _told(path: str, status: int = 200) -> dict[str, Any]:
    response = Client().get(path)
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return dict(json.loads(response.content))


@pytest.mark.parametrize("path", ALL)
def test_anyone_may_ask_from_anywhere_and_gets_no_cookie(site: Client, path: str) -> None:
    response = site.get(path)

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=600"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_other_pages_stay_closed_to_other_sites(site: Client) -> None:
    for path in ("/", "/articles/night-cramps/", "/feed/", "/articles/none/"):
        response = site.get(path)
        assert "Access-Control-Allow-Origin" not in response
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/api/", 0),
        (f"{V1}/", 0),
        (f"{V1}/openapi.json", 0),
        (f"{V1}/articles/", 2),
        (ARTICLE, 8),
        (f"{V1}/claims/", 3),
        (f"{V1}/sources/", 2),
        (f"{V1}/red-flags/", 3),
        (f"{V1}/glossary/", 3),
    ],
)
def test_an_answer_costs_the_same_however_much_there_is(
    site: Client, django_assert_num_queries: Counts, path: str, queries: int
) -> None:
    sources = [
        Source.objects.create(key=f"more-{n}", title="T", url="https://a.example", kind="rct")
        for n in range(5)
    ]
    edition = Edition.objects.public().get(article__slug="night-cramps")
    for number in range(12):
        claim = Claim.objects.create(
            key=f"more-{number}", wording="W", stance="is-so", strength="strong"
        )
        flag = RedFlag.objects.create(key=f"more-{number}", urgency="soon", wording="W")
        term = Term.objects.create(slug=f"more-{number}", term=f"T{number}", meaning="Meaning.")
        for row in (claim, flag, term):
            row.sources.set(sources)
        edition.cites_claims.add(claim)
        edition.shows_red_flags.add(flag)
    edition.cites_sources.set(sources)

    with django_assert_num_queries(queries):
        assert site.get(path).status_code == 200


def test_an_article_is_told_whole(site: Client) -> None:
    told = _told(ARTICLE)

    assert told["title"] == "Why do my legs cramp at night?"
    assert told["page"] == f"{settings.SITE_URL}/articles/night-cramps/"
    assert told["topic"] == {"slug": "cramps", "title": "Cramps"}
    assert told["short_answer"]["text"].startswith("Nobody knows for sure.")
    assert [part["name"] for part in told["body_parts"]] == ["Calf"]
    (section,) = told["sections"]
    assert (section["id"], section["text"]) == ("s-what-may-help", "Stretch before bed.")
    assert f'href="{settings.SITE_URL}/articles/night-cramps/#s1-' in section["html"]
    assert [asked["question"] for asked in told["questions"]] == ["Is it a clot?"]
    assert [claim["key"] for claim in told["claims"]] == ["stretch-01"]
    assert {source["key"] for source in told["sources"]} == {"trial-2020", "guide-2021"}
    assert [flag["urgency"] for flag in told["red_flags"]] == ["urgent"]
    assert "One leg swollen" in told["get_help"]["text"]
    assert told["review"] == {"state": "none"}
    assert [(line["until"], line["note"]) for line in told["editions"]] == [(None, "")]


@pytest.mark.parametrize("hide", [take_back, put_off])
def test_what_is_not_published_is_nowhere(site: Client, hide: Callable[[str], None]) -> None:
    Claim.objects.create(
        key="draft-01", wording="A draft's claim.", stance="is-so", strength="strong"
    )
    Source.objects.create(key="draft-2020", title="Draft", url="https://d.example", kind="rct")
    RedFlag.objects.create(key="draft-flag", urgency="soon", wording="Draft")
    hide("night-cramps")
    hide("calf-stretch")

    for name in ("articles", "claims", "sources", "red-flags"):
        assert _told(f"{V1}/{name}/")["results"] == []
    for path in (ARTICLE, f"{V1}/claims/draft-01/", f"{V1}/sources/draft-2020/"):
        assert "published" in _told(path, 404)["error"]


def test_a_working_copy_is_not_told(site: Client) -> None:
    Article.objects.filter(slug="night-cramps").update(title="Draft title", body="## Draft")

    assert "Draft" not in site.get(ARTICLE).content.decode()
    assert "Draft" not in site.get(f"{V1}/articles/").content.decode()


def test_notes_of_editors_are_not_told(site: Client) -> None:
    note = "Between ourselves"
    Claim.objects.update(note=note, why=note)
    Source.objects.update(note=note, read_as=note)
    RedFlag.objects.update(name=note, why=note)

    for path in ALL:
        assert note not in site.get(path).content.decode()


def test_lists_come_in_pages(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PAGE_ROWS", 1)
    here = f"{settings.SITE_URL}{V1}/articles/"

    first, second = _told(f"{V1}/articles/"), _told(f"{V1}/articles/?page=2&other=x")

    assert (first["count"], first["pages"], first["previous"]) == (2, 2, None)
    assert first["next"] == f"{here}?page=2"
    assert (second["previous"], second["next"]) == (f"{here}?page=1", None)
    assert first["results"] != second["results"]


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "9" * 5000, "1.5", "", "<script>"])
def test_a_page_that_is_not_there_is_refused_in_words(site: Client, page: str) -> None:
    told = _told(f"{V1}/articles/?page={page}", 404)

    assert "pages 1 to 1" in told["error"]
    assert len(told["error"]) < 200


@pytest.mark.parametrize(
    "path", ["/api/v2/", f"{V1}/articles/none/", f"{V1}/claims/none/", f"{V1}/x/y/z/"]
)
def test_a_wrong_address_is_refused_in_words(site: Client, path: str) -> None:
    told = _told(path, 404)

    assert told["status"] == 404
    assert told["see"] == f"{settings.SITE_URL}/api/"


def test_a_forgotten_slash_and_a_former_address_lead_on(site: Client) -> None:
    article = Article.objects.get(slug="night-cramps")
    FormerAddress.objects.create(slug="old-cramps", article=article)

    slash = site.get(f"{V1}/articles?page=1")
    renamed = site.get(f"{V1}/articles/old-cramps/")

    assert (slash.status_code, slash["Location"]) == (301, f"{V1}/articles/?page=1")
    assert (renamed.status_code, renamed["Location"]) == (301, ARTICLE)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_only_reads(site: Client, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(ARTICLE)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(response.content)["error"]


def test_a_browser_may_ask_beforehand(site: Client) -> None:
    response = site.options(ARTICLE)

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_hostile_words_arrive_as_they_are(site: Client) -> None:
    Edition.objects.update(title=HOSTILE)
    Claim.objects.update(wording=HOSTILE)

    assert _told(ARTICLE)["title"] == HOSTILE
    assert _told(f"{V1}/claims/")["results"][0]["wording"] == HOSTILE


def test_the_description_names_exactly_what_is_told(site: Client) -> None:
    description = _told(f"{V1}/openapi.json")
    singles = {"articles": ARTICLE, "claims": ALL[6], "sources": ALL[8]}
    singles |= {"red-flags": ALL[10], "glossary": ALL[12]}

    assert len(description["paths"]) == 2 * len(openapi.LISTS)
    assert set(singles) == set(openapi.LISTS) == set(_told(f"{V1}/")["lists"])
    for name, (_kind, key, line, alone) in openapi.LISTS.items():
        assert f"/{name}/{{{key}}}/" in description["paths"]
        assert set(_told(f"{V1}/{name}/")["results"][0]) == set(line)
        assert set(_told(singles[name])) == set(alone)
