"""The whole site in Spanish: every page, every link, nothing said in English that is ours."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils.translation import get_language, gettext
from pytest_django.fixtures import Settings

from articles.addresses import rename
from articles.models import Article, BodyPart, Edition, RedFlag, Topic
from articles.models.red_flag_words import mark_of
from articles.rendering import make_all
from legwise import urgent_help
from legwise.languages import catalogue
from tests.articles.people import person
from tests.languages.conftest import ADVICE, SIGNS
from tests.languages.pages import Reading, sounds_english

ONE_LANGUAGE = ("/static/", "/media/")


def read(path: str, status: int = 200, client: Client | None = None) -> Reading:
    response = (client or Client()).get(path)
    assert response.status_code == status, f"{path} answers {response.status_code}"
    return Reading(response.content.decode())


def test_every_page_speaks_spanish_and_leads_to_pages_that_do(site: Path) -> None:
    found: dict[str, Reading] = {}
    waiting = ["/es/", "/es/self-check/", "/es/self-check/legs/outcomes/urgent/", "/es/body/calf/"]
    faults: list[str] = []
    catalogued = texts_in_other_words()

    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = Client().get(path, follow=False)
        page = Reading(response.content.decode())
        found[path] = page
        if response.status_code == 404 and "/about/" in path:
            continue  # pages about the site that this small content lacks
        if response.status_code != 200:
            continue  # the way into a run
        faults += [f"{path} says {words!r}" for words in page.in_english()]
        faults += [f"{path} leaves {words!r}" for words in page.left_in(catalogued)]
        for href, lang in page.links:
            target = urlsplit(href)
            if target.netloc or target.scheme or not target.path:
                continue
            if lang.startswith("en") and target.path == path.removeprefix("/es"):
                continue  # the same page in English
            if not target.path.startswith(("/es/", *ONE_LANGUAGE)):
                faults.append(f"{path} leads to {href}")
            elif target.path.startswith("/es/"):
                waiting.append(target.path)

    assert not faults, "\n".join(faults)
    assert {"/es/now/", "/es/articles/night-cramps/", "/es/self-check/legs/paper/"} <= set(found)


def texts_in_other_words() -> frozenset[str]:
    """Our English texts that Spanish says otherwise."""
    known = catalogue.read(catalogue.folder_of("es") / "django.po")
    return frozenset(one for (_, one), said in known.items() if said.one != one)


def test_our_english_left_on_a_page_would_be_noticed() -> None:
    page = Reading('<html lang="es"><p>Sources</p><p lang="en-gb">Sources</p><p>Fuentes</p></html>')

    assert page.left_in(texts_in_other_words()) == ["Sources"]


def test_english_would_be_noticed() -> None:
    page = Reading('<p>Read this</p><p lang="en-gb">the text</p><b aria-label="Get help">Sí</b>')

    assert page.in_english() == ["Read this", "Get help"]
    assert not sounds_english("Llame ahora al número de emergencias")


@pytest.mark.parametrize("path", ["/now/", "/articles/night-cramps/", "/glossary/", "/"])
def test_a_page_names_itself_and_its_other_language(site: Path, path: str) -> None:
    for own, other, code in ((path, f"/es{path}", "en-gb"), (f"/es{path}", path, "es")):
        response = Client().get(own)
        page = Reading(response.content.decode())

        assert f'<html lang="{code}"' in response.content.decode()
        assert urlsplit(page.canonical).path == own
        assert other in [href for href, _ in page.links]
        assert f'{path}>; rel="alternate"; hreflang="en-gb"' in response["Link"]
        assert f'/es{path}>; rel="alternate"; hreflang="es"' in response["Link"]
        assert f'{path}>; rel="alternate"; hreflang="x-default"' in response["Link"]


def test_what_is_for_machines_or_private_has_no_other_language(site: Path) -> None:
    for path in ("/robots.txt", "/healthz", "/admin/login/", "/self-check/legs/start/"):
        assert "Link" not in Client().get(path).headers, path


@pytest.mark.parametrize(
    "path",
    [
        "/fr/",
        "/fr/now/",
        "/es-mx/",
        "/en-gb/",
        "/es/healthz",
        "/es/nada/",
        "/es/feed/",
        "/es/topics/cramps/feed/",
        "/es/api/",
        "/es/api/v1/articles/",
    ],
)
def test_what_is_in_no_language_is_not_found(site: Path, path: str) -> None:
    page = read(path, 404)

    words = " ".join(said for said, _ in page.words)
    assert ("No existe esta página" in words) == path.startswith("/es/")


def test_neither_header_nor_cookie_chooses_the_language(site: Path) -> None:
    client = Client(headers={"accept-language": "es"})
    client.cookies["django_language"] = "es"

    response = client.get("/now/")

    assert '<html lang="en-gb"' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_no_request_leaves_its_language_behind(site: Path, settings: Settings) -> None:
    before = get_language()

    Client().get("/es/now/")
    Client().get("/es/nada/")

    assert get_language() == before
    assert gettext("None of these") == "None of these"


def test_a_renamed_article_is_found_in_the_language(site: Path) -> None:
    article = Article.objects.get(slug="night-cramps")
    rename(article, slug="cramps-at-night", by=person())

    response = Client().get("/es/articles/night-cramps/")

    assert (response.status_code, response["Location"]) == (301, "/es/articles/cramps-at-night/")


@pytest.mark.parametrize("page", ["comment/", "comments/", "comment/sent/", "changes/"])
def test_what_belongs_to_a_renamed_article_is_found_at_its_new_address(
    site: Path, page: str
) -> None:
    rename(Article.objects.get(slug="night-cramps"), slug="cramps-at-night", by=person())

    response = Client().get(f"/es/articles/night-cramps/{page}")

    assert response.status_code in (301, 302)
    assert response["Location"] == f"/es/articles/cramps-at-night/{page}"


def test_a_path_without_its_slash_stays_in_the_language(site: Path) -> None:
    assert Client().get("/es/now")["Location"] == "/es/now/"


def test_a_run_stays_in_its_language_with_its_cookies(site: Path) -> None:
    client = Client()
    first = client.get("/es/self-check/legs/start/")
    question = first["Location"]
    shown = client.get(question)

    refused = client.post(question, {})
    again = client.get(refused["Location"])

    assert question.startswith("/es/self-check/legs/")
    assert first.cookies["legwise-run"]["path"] == question.rsplit("/", 2)[0] + "/"
    assert shown.cookies["csrftoken"]["path"] == "/es/self-check/"
    assert refused["Location"] == question
    page = Reading(again.content.decode())
    said = [words for words, _ in page.words]
    assert "Hay algo que corregir" in said
    assert "Elija todo lo que corresponda, o «Ninguna de estas»" in said
    assert page.in_english() == []
    # A run belongs to its address: there is no other language to change to.
    assert [href for href, _ in page.links if "Location" in href or href == question[3:]] == []


def test_an_emergency_result_says_so_in_spanish(site: Path) -> None:
    client = Client()
    question = client.get("/es/self-check/legs/start/")["Location"]

    client.post(question, {"answer": "em_breathing:breathless"})
    page = read(question.rsplit("/", 2)[0] + "/result/", client=client)

    said = [words for words, _ in page.words]
    assert "Llame ahora al número de emergencias. No espere a ver si se le pasa." in said
    assert page.in_english() == []


def test_the_number_to_call_is_the_sites(site: Path, settings: Settings) -> None:
    settings.EMERGENCY_NUMBER = "999"

    html = Client().get("/es/").content.decode()

    assert 'llame ahora al <a href="tel:999">999</a>' in html
    assert "112" not in html


def test_cards_in_an_article_are_in_spanish(site: Path) -> None:
    page = read("/es/articles/night-cramps/")

    assert (SIGNS, "es") in page.words
    assert (ADVICE, "es") in page.words
    assert "Get seen today." not in [words for words, _ in page.words]


def test_a_card_with_an_apostrophe_is_found_again(site: Path) -> None:
    flag = RedFlag.objects.get()
    RedFlag.objects.update(wording='A child\'s leg & "its" pain')
    flag.refresh_from_db()
    flag.words.update(of=mark_of(flag))
    make_all(Edition.objects.all())

    page = read("/es/articles/night-cramps/")

    assert (SIGNS, "es") in page.words


def test_names_that_we_ship_are_spanish_and_others_are_marked(site: Path) -> None:
    Topic.objects.update(title="Leg cramps")
    BodyPart.objects.update(name="A part of the editor's")

    words = read("/es/body/calf/").words

    assert ("Calambres en las piernas", "es") in words
    assert ("A part of the editor's", "en-gb") in words


def test_a_translation_of_other_words_gives_way_to_english(site: Path) -> None:
    RedFlag.objects.update(what_to_do="Call the emergency number now.")

    page = read("/es/body/calf/")

    assert SIGNS not in [words for words, _ in page.words]
    assert ("Call the emergency number now.", "en-gb") in page.words


@pytest.mark.parametrize(
    ("path", "queries"), [("/es/articles/night-cramps/", 3), ("/es/", 4), ("/es/body/calf/", 4)]
)
def test_the_language_costs_a_query_at_most(
    site: Path, django_assert_max_num_queries: Any, path: str, queries: int
) -> None:
    with django_assert_max_num_queries(queries):
        Client().get(path)


def test_error_pages_speak_spanish_without_a_database(
    monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def gone(_: object) -> None:
        raise DatabaseError

    urgent_help.forget()
    monkeypatch.setattr(urgent_help, "_from_database", lambda: gone(None))

    page = read("/es/nada/", 404)

    assert "Dolor en el pecho, falta de aire nueva o peor" in " ".join(w for w, _ in page.words)
    assert page.in_english() == []
    urgent_help.forget()
