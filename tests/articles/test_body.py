"""The body pages: the same parts on the map and in the list, and the right articles for each."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from justhtml import JustHTML

from articles import body, leg_drawing
from articles.models import Article, BodyPart, Edition, RedFlag
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, give, put_off, take_back

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]
SHAPES = settings.HOUSE / "templates" / "components" / "leg_map_shapes.html"
GENERATOR = settings.HOUSE / "docs" / "drawings"
PARTS = settings.HOUSE / "articles" / "content" / "body_parts.yaml"
SLUGS = re.findall(r"slug: ([\w-]+)", PARTS.read_text(encoding="utf-8"))
EMPTY = "We have not written about this part yet."


@pytest.fixture
def site(content: Path) -> Client:
    """Two articles, both about the calf, and every part of the leg."""
    (content / "body_parts.yaml").write_text(PARTS.read_text(encoding="utf-8"), encoding="utf-8")
    load_content(content)
    return Client()


def main_of(site: Client, url: str) -> Any:
    document = JustHTML(site.get(url).content.decode(), strict=True, sanitize=False)
    (main,) = document.query("main")
    return main


def links(main: Any, within: str) -> list[str]:
    return [str(link.attrs["href"]) for link in main.query(f"{within} a")]


def articles_on(main: Any) -> set[str]:
    return set(links(main, ".teaser"))


# --- the map ----------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["/body/", "/body/calf/"])
def test_the_map_and_the_list_name_the_same_parts_in_the_same_order(site: Client, url: str) -> None:
    main = main_of(site, url)

    assert links(main, ".leg-map svg") == [f"/body/{slug}/" for slug in SLUGS]
    assert links(main, ".leg-map ul") == [f"/body/{slug}/" for slug in SLUGS]


def test_every_region_says_its_name_to_a_screen_reader(site: Client) -> None:
    titles = [title.to_text() for title in main_of(site, "/body/").query(".leg-map svg a title")]

    assert titles == [part.name for part in BodyPart.objects.all()]


def test_every_shape_of_a_region_is_drawn_and_every_drawn_shape_has_a_region() -> None:
    drawn = set(re.findall(r'<g id="map-(\w+)"', SHAPES.read_text(encoding="utf-8")))

    used = {name for shapes in leg_drawing.SHAPES.values() for name, _ in shapes}

    assert used == drawn - {"front", "back"}
    assert set(leg_drawing.SHAPES) == set(SLUGS)


def test_a_touch_reaches_a_shape_where_it_is_drawn() -> None:
    drawn = {
        name: tuple(int(number) for number in numbers)
        for name, *numbers in re.findall(
            r'<g id="map-(\w+)"><rect x="(-?\d+)" y="(\d+)" width="(\d+)" height="(\d+)"',
            SHAPES.read_text(encoding="utf-8"),
        )
    }

    touched = [each for part in SLUGS for each in leg_drawing.touched_shapes_of(part)]

    assert {shape.name for shape in touched} == drawn.keys()
    for shape in touched:
        left, top, width, height = drawn[shape.name]
        assert (shape.top, shape.height) == (top, height)
        # Of a figure one leg, from its middle outwards; what is in the middle, whole.
        reached = (shape.left - shape.across, shape.left - shape.across + shape.width)
        assert reached in {(left, left + width), (left, 0), (0, left + width)}


def test_no_two_parts_share_a_shape_in_the_same_place() -> None:
    places = [shape for shapes in leg_drawing.SHAPES.values() for shape in shapes]

    assert len(set(places)) == len(places)


def test_the_shapes_are_what_the_generator_draws() -> None:
    code = "import leg_map; print(leg_map.OPENING + leg_map.shapes())"

    said = subprocess.run(
        [sys.executable, "-c", code], cwd=GENERATOR, check=True, capture_output=True, text=True
    )

    assert said.stdout == SHAPES.read_text(encoding="utf-8")


def test_neighbours_are_neighbours_of_each_other() -> None:
    one_sided = [
        (slug, other)
        for slug, others in body.NEIGHBOURS.items()
        for other in others
        if slug not in body.NEIGHBOURS[other]
    ]

    assert one_sided == []
    assert set(body.NEIGHBOURS) == set(SLUGS) - {leg_drawing.WHOLE_LEG}


def test_the_part_of_the_page_is_marked_on_the_map_and_in_the_list(site: Client) -> None:
    main = main_of(site, "/body/calf/")

    marked = [link.attrs["href"] for link in main.query('.leg-map [aria-current="page"]')]

    assert marked == ["/body/calf/", "/body/calf/"]
    assert main_of(site, "/body/").query(".leg-map [aria-current]") == []


def test_a_part_without_a_shape_stands_in_the_list_and_has_its_page(site: Client) -> None:
    BodyPart.objects.create(slug="groin", name="Groin", order=55)

    main = main_of(site, "/body/groin/")

    assert "/body/groin/" not in links(main, ".leg-map svg")
    assert "/body/groin/" in links(main, ".leg-map ul")
    assert [h1.to_text() for h1 in main.query("h1")] == ["Groin"]


def test_a_long_or_rude_name_is_shown_as_it_is_written(site: Client) -> None:
    name = "<b>Calf</b> & " + "very " * 12 + "long"
    BodyPart.objects.filter(slug="calf").update(name=name)

    page = site.get("/body/calf/").content.decode()

    assert "<b>Calf" not in page
    assert [h1.to_text() for h1 in JustHTML(page, sanitize=False).query("h1")] == [name]


def test_a_site_without_parts_still_has_its_map_page(db: None) -> None:
    assert Client().get("/body/").status_code == 200
    assert Client().get("/body/calf/").status_code == 404


# --- one part ---------------------------------------------------------------------------------


def test_a_part_shows_the_articles_that_the_list_shows_for_it(site: Client) -> None:
    on_page, in_list = main_of(site, "/body/calf/"), main_of(site, "/articles/?part=calf")

    assert articles_on(on_page) == articles_on(in_list)
    assert articles_on(on_page) == {"/articles/night-cramps/", "/articles/calf-stretch/"}
    assert "/articles/?part=calf" in links(on_page, ".body-part")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_part_and_its_filter_agree_after_a_change(site: Client, slug: str) -> None:
    edition_of("night-cramps").body_parts.set(BodyPart.objects.filter(slug=slug))
    take_back("calf-stretch")

    for url in (f"/body/{slug}/", f"/articles/?part={slug}"):
        assert articles_on(main_of(site, url)) == {"/articles/night-cramps/"}


def test_articles_stand_under_their_topic_in_the_editors_order(site: Client) -> None:
    main = main_of(site, "/body/calf/")

    headings = [heading.to_text() for heading in main.query(".body-part section h2 a")]
    assert headings == ["Cramps"]
    assert links(main, ".teaser") == ["/articles/night-cramps/", "/articles/calf-stretch/"]


def test_a_part_shows_the_signs_of_its_articles_before_them(site: Client) -> None:
    page = site.get("/body/calf/").content.decode()

    assert page.index("One leg swollen, warm or a new colour") < page.index('class="teaser"')
    assert page.index("/self-check/legs/") < page.index('class="teaser"')


def test_the_signs_shown_by_most_articles_come_first_and_only_a_few(site: Client) -> None:
    editions = list(Edition.objects.all())
    for number in range(5):
        flag = RedFlag.objects.create(
            key=f"sign-{number}", name="x", wording=f"Sign {number}", urgency="urgent"
        )
        flag.editions_showing.set(editions[: 1 + (number == 3)])

    wordings = [li.to_text().strip() for li in main_of(site, "/body/calf/").query(".care-card li")]

    assert wordings[:2] == ["One leg swollen, warm or a new colour", "Sign 3"]
    assert len(wordings) == body.SIGNS_ON_A_CARD


@pytest.mark.parametrize("not_given", [take_back, put_off])
def test_what_readers_do_not_get_yet_shows_neither_itself_nor_its_signs(
    site: Client, not_given: Callable[[str], None]
) -> None:
    not_given("night-cramps")
    not_given("calf-stretch")

    main = main_of(site, "/body/calf/")

    assert main.query(".care-card") == []
    assert "In an emergency call" in main.to_text()
    assert articles_on(main) == set()


def test_a_part_without_articles_says_so_kindly_and_leads_on(site: Client) -> None:
    main = main_of(site, "/body/foot/")

    assert EMPTY in main.to_text()
    assert "/body/whole-leg/" in links(main, ".body-part p")
    assert "/articles/?part=foot" not in links(main, ".body-part")


def test_the_whole_leg_without_articles_leads_to_all_of_them(site: Client) -> None:
    main = main_of(site, "/body/whole-leg/")

    assert EMPTY in main.to_text()
    assert "/articles/" in links(main, ".body-part p")


def test_a_part_leads_to_the_parts_next_to_it(site: Client) -> None:
    beside = links(main_of(site, "/body/calf/"), ".pills")

    assert beside == ["/body/shin/", "/body/knee/", "/body/ankle-heel/"]


@pytest.mark.parametrize("slug", ["arm", "CALF", "x" * 300, "-"])
def test_a_part_that_is_none_is_not_found(site: Client, slug: str) -> None:
    assert site.get(f"/body/{slug}/").status_code == 404


@pytest.mark.parametrize(("url", "queries"), [("/body/", 1), ("/body/calf/", 3)])
def test_a_body_page_costs_few_queries_however_many_articles_there_are(
    site: Client, django_assert_num_queries: Counts, url: str, queries: int
) -> None:
    _add_articles(30)

    with django_assert_num_queries(queries):
        page = site.get(url).content.decode()
    assert ("Copy 29" in page) == (url == "/body/calf/")


def test_body_pages_set_no_cookie_and_have_one_first_heading(site: Client) -> None:
    for url in ("/body/", "/body/calf/", "/body/foot/"):
        response = site.get(url)

        assert not response.cookies
        assert len(JustHTML(response.content.decode(), strict=True).query("h1")) == 1


def test_home_and_the_list_lead_to_the_map(site: Client) -> None:
    for url in ("/", "/articles/"):
        assert reverse("articles:body") in links(main_of(site, url), "")


def _add_articles(count: int) -> None:
    """Public copies of an article, with all that it is about and shows."""
    original = Article.objects.get(slug="night-cramps")
    parts, flags = list(original.body_parts.all()), list(original.get_help.all())
    for number in range(count):
        original.pk = None
        original._state.adding = True
        original.slug = f"copy-{number}"
        original.title = f"Copy {number}"
        original.head = None
        original.save()
        original.body_parts.set(parts)
        original.get_help.set(flags)
        give(original.slug)
