"""Updates by e-mail, by way of a real mail server: sign up, confirm, read, leave by one click."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from articles.models import Edition, Subscriber
from articles.updates import digests
from groundwork.outbox import sending
from groundwork.outbox.courier import SMTP_BACKEND
from tests.groundwork.outbox.post_office import PostOffice, open_post_office
from tests.journeys.axe import faults
from tests.journeys.steps import follow
from tests.journeys.watch import Watch


@pytest.fixture
def office(settings: Settings, site: str) -> Iterator[PostOffice]:
    settings.SITE_URL = site
    settings.EMAIL_BACKEND = SMTP_BACKEND
    with open_post_office() as opened:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        yield opened


def newest(office: PostOffice) -> EmailMessage:
    assert not sending.send_waiting().needs_a_look
    return office.mails[-1]


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name))


def test_a_reader_signs_up_gets_a_digest_and_leaves_by_one_click(
    scriptless: Page, office: PostOffice, watch: Watch, new_reader: object
) -> None:
    page = scriptless
    page.goto("/topics/cramps/")
    follow(page, page.get_by_role("link", name="Get an e-mail when an article here"))
    expect(page.get_by_label("Cramps")).to_be_checked()
    page.get_by_label("Your e-mail address").fill("ann@")
    press(page, "Send me the link")
    follow_error = page.get_by_role("link", name="Enter an e-mail address")
    follow_error.click()
    expect(page.get_by_label("Your e-mail address")).to_be_focused()
    page.get_by_label("Your e-mail address").fill("ann@reader.example")
    press(page, "Send me the link")
    expect(page.locator("h1")).to_have_text("Look into your inbox")

    text = newest(office).get_body(("plain",))
    assert text is not None
    found = re.search(r"http\S+/updates/confirm/\S+", str(text.get_content()))
    assert found is not None
    page.goto(found[0])
    press(page, "Yes, send me updates")
    expect(page.locator("main")).to_contain_text("You are signed up")

    Subscriber.objects.update(told_until=timezone.now() - timedelta(days=1))
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Edition.objects.update(starts_at=timezone.now() - timedelta(days=30))
    Edition.objects.filter(article__slug="night-cramps").update(starts_at=an_hour_ago)
    digests.write_all()
    digest = newest(office)
    assert digest["Subject"] == "Legwise: one article is new or has changed"
    leave = str(digest["List-Unsubscribe"]).strip(" <>")
    page.goto(leave)
    expect(page.locator("h1")).to_have_text("Stop updates?")
    assert Subscriber.objects.count() == 1
    body = str(digest["List-Unsubscribe-Post"]).encode()
    with urlopen(Request(leave, body, method="POST")) as answer:
        assert answer.status == 200
    assert Subscriber.objects.count() == 0
    page.reload()
    expect(page.locator("h1")).to_have_text("You get no updates")


def test_the_pages_and_the_mail_have_no_fault_axe_can_find(
    reader: Page, office: PostOffice, watch: Watch
) -> None:
    reader.goto("/updates/")
    press(reader, "Send me the link")
    assert faults(reader, watch) == []
    reader.get_by_label("Cramps").check()
    reader.get_by_label("Your e-mail address").fill("ann@reader.example")
    press(reader, "Send me the link")

    mail = newest(office)
    html, text = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None
    assert text is not None
    found = re.search(r"http\S+/updates/confirm/\S+", str(text.get_content()))
    assert found is not None
    reader.goto(found[0])
    press(reader, "Yes, send me updates")
    assert faults(reader, watch) == []
    with watch.looking_away():
        reader.goto("about:blank")
        reader.set_content(str(html.get_content()))
    assert faults(reader, watch, ("color-contrast", "link-name", "html-has-lang")) == []
