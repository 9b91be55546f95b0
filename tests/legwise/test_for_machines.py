"""llms.txt and security.txt."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.models import Edition, RedFlag
from legwise import for_machines
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.articles.standing import put_off, take_back

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]


@pytest.fixture
def site(tmp_path: Path) -> Client:
    load_content(write_content(tmp_path / "content"))
    return Client()


def _llms() -> str:
    response = Client().get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def test_llms_txt_says_what_the_site_is_and_lists_its_articles(site: Client) -> None:
    RedFlag.objects.create(key="clot-lung", urgency="emergency", wording="Chest pain")

    text = _llms()

    assert text.startswith("# Legwise\n\n> ")
    assert "not diagnosis" in text
    assert "- Chest pain" in text
    assert "## Cramps" in text
    assert (
        "- [Why do my legs cramp at night?]"
        f"({django_settings.SITE_URL}/articles/night-cramps/): "
        "Why legs cramp at night and what may help."
    ) in text
    for path in ("/api/", "/feed/", "/sitemap.xml", "/about/emergency-numbers/"):
        assert f"({django_settings.SITE_URL}{path})" in text


def test_llms_txt_lists_only_what_is_public(site: Client) -> None:
    take_back("night-cramps")
    put_off("calf-stretch")

    assert "/articles/" not in _llms()


def test_a_title_stays_on_its_line_of_llms_txt(site: Client) -> None:
    Edition.objects.update(title="A]\n\n# (b) [c\x1b</script>")

    assert "- [A) # (b) (c</script>](" in _llms()


def test_a_full_topic_ends_with_the_way_to_the_rest(
    site: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Counts
) -> None:
    monkeypatch.setattr(for_machines, "SHOWN_PER_TOPIC", 1)

    with django_assert_num_queries(3):
        text = _llms()

    assert text.count("/articles/") == 1
    assert f"[All of them]({django_settings.SITE_URL}/topics/cramps/)" in text


def test_security_txt_is_there_only_with_a_contact(site: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""

    assert site.get("/.well-known/security.txt").status_code == 404


def test_security_txt_is_as_rfc_9116_asks(site: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@legwise.example"

    response = site.get("/.well-known/security.txt")

    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(fields["Expires"])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@legwise.example"
    assert fields["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["Expires"])
    assert timedelta(days=170) < expires - timezone.now() < timedelta(days=365)
