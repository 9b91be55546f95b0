"""The picture that goes with a link: its words, its address, and where it is kept."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageChops, ImageStat

from articles.models import Edition
from legwise import face, social
from legwise.social import Words, picture
from tests.articles.content import write_content
from tests.articles.loaded import load_content

TITLE = "Why do my legs cramp at night?"
HOSTILE = (
    "Why",
    "x" * 120,
    "W" * 60 + " " + "W" * 59,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "<script>alert(1)</script> & 'quotes' \"more\" %s {{ title }}",
    "Çà et là: l’été, naïve Ångström, übermüdet, €5 – “quoted”",
    "a " * 60,
    "one\ntwo\tthree\r\nfour",
)
NOT_IN_OUR_TYPEFACE = (
    "لماذا تتشنج ساقي",
    "למה הרגל",
    "脚が痛い",
    "Cramps 🦵",
    "a\x00b",
    "\ud800",
    " ",
    "",
)


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def drawn_on(title: str, topic: str = "Leg cramps") -> tuple[int, int, int, int] | None:
    """The box of what was drawn on the paper."""
    paper = Image.open(social.PAPER).convert("RGB")
    changed = ImageChops.difference(opened(picture(Words(title, topic))), paper).convert("L")
    return changed.point(lambda value: 255 * (value > 48)).getbbox()


def test_the_picture_is_as_large_as_asked_for_and_not_blank() -> None:
    shown = opened(picture(Words(TITLE, "Leg cramps")))

    assert shown.size == (1200, 630)
    assert max(ImageStat.Stat(shown).stddev) > 20


def test_another_title_or_topic_is_another_picture() -> None:
    words = Words(TITLE, "Leg cramps"), Words("Magnesium", "Leg cramps"), Words(TITLE, "Massage")

    assert len({picture(each) for each in words}) == 3
    assert len({each.mark for each in words}) == 3


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_stays_on_the_paper_above_the_name(title: str) -> None:
    box = drawn_on(title)

    assert box is not None
    left, top, right, bottom = box
    assert left >= 60
    assert top >= 50
    assert right <= 1140
    assert bottom <= 400


def test_a_longer_title_is_set_smaller_and_keeps_every_word() -> None:
    title = "What is normal after exercise, " * 4

    size, lines = social._set(title.strip()[:120])

    assert size < max(social.TITLE_SIZES)
    assert " ".join(lines) == title.strip()[:120].strip()


def test_a_word_that_no_line_holds_is_broken_and_not_lost() -> None:
    _size, lines = social._set("x" * 120)

    assert len(lines) > 1
    assert "".join(lines) == "x" * 120


def test_a_title_longer_than_any_we_take_ends_in_dots() -> None:
    _size, lines = social._set("W" * 400)

    assert lines[-1].endswith("…")


def test_lines_are_about_equally_long() -> None:
    _size, lines = social._set("What can I do about leg cramps at night?")

    assert lines == ["What can I do about", "leg cramps at night?"]


@pytest.mark.parametrize("title", NOT_IN_OUR_TYPEFACE)
def test_a_title_without_letters_in_our_typeface_gets_the_plain_picture(title: str) -> None:
    assert picture(Words(title, "Leg cramps")) == social.PLAIN.read_bytes()


def test_accents_typed_in_two_parts_are_set_in_one() -> None:
    assert picture(Words("e\u0301te\u0301", "")) == picture(Words("été", ""))


# --- its address ------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(face, "KEPT", tmp_path / "social")
    return tmp_path / "social"


@pytest.fixture
def site(tmp_path: Path, kept: Path, db: None) -> Client:
    load_content(write_content(tmp_path / "content"))
    return Client()


def address(site: Client) -> str:
    page = site.get("/articles/night-cramps/").content.decode()
    return page.split('property="og:image" content="')[1].split('"')[0]


def test_an_article_names_its_picture_and_the_picture_is_there(site: Client) -> None:
    url = address(site)

    assert url.startswith(f"{settings.SITE_URL}/articles/night-cramps/social-")
    response = site.get(url.removeprefix(settings.SITE_URL))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert opened(response.content).size == (1200, 630)
    assert "immutable" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies


def test_the_address_changes_with_the_words_and_the_old_one_leads_to_the_new(site: Client) -> None:
    old = address(site).removeprefix(settings.SITE_URL)
    Edition.objects.filter(article__slug="night-cramps").update(title="Another title")

    new = address(site).removeprefix(settings.SITE_URL)

    assert new != old
    response = site.get(old)
    assert (response.status_code, response["Location"]) == (302, new)


@pytest.mark.parametrize("mark", ["0", "x" * 500, "-"])
def test_an_unknown_article_has_no_picture(site: Client, mark: str) -> None:
    assert site.get(f"/articles/nothing-here/social-{mark}.png").status_code == 404


def test_an_article_nobody_may_read_yet_has_no_picture(site: Client) -> None:
    url = address(site).removeprefix(settings.SITE_URL)
    later = timezone.now() + timedelta(days=1)
    Edition.objects.filter(article__slug="night-cramps").update(starts_at=later)

    assert site.get(url).status_code == 404


def test_a_picture_is_drawn_once(site: Client, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = address(site).removeprefix(settings.SITE_URL)
    first = site.get(url).content
    monkeypatch.setattr(social, "picture", lambda _words: b"drawn again")

    assert site.get(url).content == first
    assert [path.suffix for path in kept.iterdir()] == [".png"]


def test_only_so_many_pictures_are_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "MOST_KEPT", 3)
    monkeypatch.setattr(social, "picture", lambda words: words.title.encode())

    for number in range(6):
        face._kept(Words(str(number), ""))
        os.utime(kept / f"{Words(str(number), '').mark}.png", (number, number))

    assert sorted(path.read_bytes() for path in kept.iterdir()) == [b"3", b"4", b"5"]


def test_a_picture_is_shown_where_nothing_can_be_kept(site: Client, kept: Path) -> None:
    kept.write_text("a file where the folder should be")

    response = site.get(address(site).removeprefix(settings.SITE_URL))

    assert opened(response.content).size == (1200, 630)


@pytest.mark.parametrize("path", ["/", "/now/", "/articles/", "/about/"])
def test_other_pages_share_the_plain_picture(site: Client, path: str) -> None:
    page = site.get(path).content.decode()

    assert f'content="{settings.SITE_URL}/static/icons/social.png"' in page
