"""The form: what is held, what is put right, and that nothing typed is lost."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from justhtml import JustHTML

from articles.comments import acts, consent, sending
from articles.models import ClosedComments, Comment, HeldComment
from tests.articles.comments.writing import (
    ARTICLE,
    FORM,
    SENT,
    TEXT,
    filled,
    reads_like,
    seal,
)
from tests.articles.standing import take_back
from tests.midday import MIDDAY

pytestmark = pytest.mark.usefixtures("at_midday")

LONG_WORD = "leg" * 1500
RUDE = (
    "<script>alert('x')</script> & \"quoted\"",
    "'; DROP TABLE articles_comment; --",
    "🦵🏽 ساقي تؤلمني 🦵",
    LONG_WORD,
    "word " * 999,
    "\u202eevil \u0000 text\u0007",
    "{% csrf_token %}{{ settings.SECRET_KEY }}",
    "# not [Markdown](x) *at all*",
    "[@stretch-01] :::emergency leg-clot",
)


def words(response: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def boxed(response: Any, name: str) -> str:
    """What stands in a field of the page."""
    document = JustHTML(response.content.decode(), strict=True, sanitize=False)
    (box,) = document.query(f"#{name}")
    return box.to_text() if name == "text" else str((box.attrs or {})["value"])


def errors(response: Any) -> dict[str, str]:
    """Where each error of the summary leads, and what it says; the same stands at its field."""
    page = response.content.decode()
    document = JustHTML(page, strict=True, sanitize=False)
    links = document.query(".error-summary a")
    told = {str((link.attrs or {})["href"]): link.to_text() for link in links}
    for place, said in told.items():
        assert document.query(place), place
        if place != "#send":
            assert said in document.query(f"{place}-error")[0].to_text()
    assert not told or "<title>Error: Write a comment" in page
    return told


def test_a_comment_is_held_and_its_writer_told_what_happens(site: Client) -> None:
    response = site.post(FORM, filled(), follow=True)

    held = HeldComment.objects.get()
    assert response.redirect_chain == [(SENT, 302)]
    assert "Thank you: your comment is held" in words(response)
    assert "don't promise an answer" in words(response)
    assert (held.name, held.email, held.text) == ("Ana", "ana@example.org", TEXT)
    assert (held.kind, held.decision, held.language) == ("comment", "", "en-gb")


def test_a_held_comment_is_seen_by_nobody(site: Client) -> None:
    site.post(FORM, filled(text="Nobody sees this."))

    assert not Comment.objects.exists()
    for url in (ARTICLE, "/articles/night-cramps/comments/", FORM, SENT):
        page = words(site.get(url))
        assert "Nobody sees this" not in page
        assert "Ana" not in page


def test_before_the_box_stands_that_nobody_watches_and_what_to_do(site: Client) -> None:
    page = site.get(FORM).content.decode()

    box = page.index("<textarea")
    for said in ("Nobody is watching", "/self-check/legs/", 'href="tel:112"', "Other countries"):
        assert page.index(said) < box


def test_only_the_forms_page_has_a_cookie_and_it_goes_nowhere_else(site: Client) -> None:
    form = site.get(FORM)

    assert form.cookies["csrftoken"]["path"] == FORM
    assert not site.get(SENT).cookies
    assert not site.get(ARTICLE).cookies
    for response in (form, site.get(SENT), site.post(FORM, filled())):
        assert response["Cache-Control"] == "no-store, private"
        assert "noindex" in response["X-Robots-Tag"]


def test_every_fault_is_named_at_the_top_and_beside_its_field(site: Client) -> None:
    response = site.post(FORM, {"seal": seal(), "email": "ana"})

    assert response.status_code == 422
    assert errors(response) == {
        "#kind": "Choose what you are sending.",
        "#name": "Write a name. It need not be your own.",
        "#email": "Write the whole e-mail address, such as name@example.org, or leave it empty.",
        "#text": "Write what you would like to say.",
    }
    assert not HeldComment.objects.exists()


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        ({"email": "a@example.org\nBcc: b@example.org"}, "#email", "whole e-mail address"),
        ({"email": "a" * 400 + "@example.org"}, "#email", "e-mail address"),
        ({"name": "A" * 61}, "#name", "60 characters or fewer"),
        ({"name": "pills.com"}, "#name", "without an address"),
        ({"name": "Legwise editors"}, "#name", "this one is ours"),
        ({"name": " \n "}, "#name", "Write a name"),
        ({"text": "https://pills.example"}, "#text", "in words"),
        ({"text": "x" * 5001}, "#text", "5,000 characters or fewer. This has 5,001."),
        ({"text": "word " * 20_480}, "#text", "5,000 characters or fewer. This has 102,399."),
        ({"kind": "advert"}, "#kind", "Choose what"),
        ({"kind": "story"}, "#consent", "Tick the box"),
        ({"website": "https://pills.example"}, "#website", "Leave the last field empty"),
        ({"seal": "forged"}, "#send", "send it again"),
        ({"seal": ""}, "#send", "send it again"),
    ],
)
def test_what_cannot_be_held_is_told_kindly_and_nothing_typed_is_lost(
    site: Client, change: dict[str, str], place: str, said: str
) -> None:
    sent = filled(**change)

    response = site.post(FORM, sent)

    assert response.status_code == 422
    found = errors(response)
    assert list(found) == [place]
    assert said in found[place]
    assert boxed(response, "text").strip() == sent["text"].strip()
    for name in ("name", "email"):
        assert boxed(response, name) == sent[name]
    assert not HeldComment.objects.exists()


@pytest.mark.parametrize("text", RUDE)
def test_rude_texts_stay_words(site: Client, text: str) -> None:
    refused = site.post(FORM, filled(text=text, name=""))
    sent = site.post(FORM, filled(text=text))

    assert refused.status_code == 422
    assert "<script>alert" not in refused.content.decode()
    assert sent.status_code == 302
    told = HeldComment.objects.get().text
    assert told == text.replace("\x00", "").replace("\u202e", "").replace("\x07", "").strip()


def test_links_are_taken_out_and_their_writer_is_told(site: Client) -> None:
    response = site.post(FORM, filled(text="See https://pills.example today"), follow=True)

    assert HeldComment.objects.get().text == "See [link taken out] today"
    assert "We took the links out" in words(response)


def test_a_story_keeps_the_words_its_writer_agreed_to_and_when(site: Client) -> None:
    site.post(FORM, filled(kind="story", consent="yes"))

    story = HeldComment.objects.get()
    assert story.consent == str(consent.WORDS)
    assert story.consent_version == consent.VERSION
    assert story.consented_at == story.sent_at


def test_a_comment_keeps_no_consent_even_if_the_box_is_ticked(site: Client) -> None:
    site.post(FORM, filled(consent="yes"))

    assert HeldComment.objects.get().consent == ""


def test_sending_twice_at_once_is_one_comment(site: Client) -> None:
    form = filled()

    answers = [site.post(FORM, form), site.post(FORM, form)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert HeldComment.objects.count() == 1


def test_back_and_other_words_is_a_second_comment(site: Client) -> None:
    form = filled()

    site.post(FORM, form)
    site.post(FORM, {**form, "text": "One more thing."})

    assert HeldComment.objects.count() == 2


@pytest.mark.parametrize("again", [TEXT, "walking about helped me! so did a WARM bath"])
def test_the_same_words_on_the_same_article_are_not_held_twice(site: Client, again: str) -> None:
    site.post(FORM, filled())

    response = site.post(FORM, filled(text=again))
    elsewhere = site.post(FORM.replace("night-cramps", "calf-stretch"), filled())

    assert response.status_code == 409
    assert "We have these words" in errors(response)["#text"]
    assert elsewhere.status_code == 302
    assert HeldComment.objects.count() == 2


def test_a_form_that_comes_at_once_waits_for_a_second_press(site: Client) -> None:
    with time_machine.travel(MIDDAY, tick=False) as clock:
        young = filled(seal=seal(timedelta(seconds=1)))

        response = site.post(FORM, young)
        clock.shift(timedelta(seconds=5))
        later = site.post(FORM, {**young, "seal": boxed(response, "main [name=seal]")})

    assert errors(response) == {"#send": "Wait a few seconds, then press the button again."}
    assert later.status_code == 302


def test_a_form_of_last_month_is_sent_with_a_second_press(site: Client) -> None:
    response = site.post(FORM, filled(seal=seal(timedelta(days=30))))

    assert "open for a long time" in errors(response)["#send"]
    assert boxed(response, "main [name=seal]")


def test_one_sender_may_send_a_few_an_hour_and_loses_nothing(site: Client) -> None:
    for number in range(sending.MOST_AN_HOUR):
        assert site.post(FORM, filled(text=f"Comment {number}")).status_code == 302

    response = site.post(FORM, filled(text="One too many"))

    assert response.status_code == 429
    assert "in an hour" in errors(response)["#send"]
    assert boxed(response, "text").strip() == "One too many"


def test_a_form_with_errors_costs_no_turn(site: Client) -> None:
    for _ in range(sending.MOST_AN_HOUR + 1):
        site.post(FORM, filled(name=""))

    assert site.post(FORM, filled()).status_code == 302


def test_a_flood_from_everywhere_fills_no_disk(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "MOST_WAITING", 1)
    site.post(FORM, filled())

    response = site.post(FORM, filled(text="The next"))

    assert response.status_code == 503
    assert boxed(response, "text").strip() == "The next"
    assert HeldComment.objects.count() == 1


def test_a_red_flag_is_answered_before_anything_is_saved(site: Client) -> None:
    form = filled(text="My leg is swollen and warm")
    with reads_like("leg-clot"):
        response = site.post(FORM, form)

        page = response.content.decode()
        assert response.status_code == 200
        assert "<title>Get help first" in page
        assert "Urgent: get help today" in page
        assert page.index("One leg swollen, warm") < page.index("<textarea")
        assert boxed(response, "text").strip() == "My leg is swollen and warm"
        assert not HeldComment.objects.exists()

        seen = boxed(response, "main [name=seen]")
        assert site.post(FORM, {**form, "seen": seen}).status_code == 302
    assert HeldComment.objects.get().red_flags == ["leg-clot"]


def test_the_card_comes_before_any_other_fault(site: Client) -> None:
    with reads_like("leg-clot"):
        response = site.post(FORM, {"text": "My leg is swollen and warm", "seal": ""})

    assert "<title>Get help first" in response.content.decode()
    assert errors(response) == {}


def test_another_red_flag_is_answered_too(site: Client) -> None:
    with reads_like("leg-clot"):
        response = site.post(FORM, filled(seen="cold-leg other"))

    assert response.status_code == 200
    assert set(boxed(response, "main [name=seen]").split()) == {"cold-leg", "leg-clot", "other"}


def test_closed_comments_say_so_and_give_back_what_was_typed(site: Client) -> None:
    ClosedComments.objects.create(why="We are away in August.")

    shown, sent = site.get(FORM), site.post(FORM, filled())

    assert "We are away in August." in words(shown)
    assert not shown.cookies
    assert sent.status_code == 403
    assert boxed(sent, "text").strip() == TEXT
    assert not HeldComment.objects.exists()


def test_without_the_cookie_nothing_is_saved_and_nothing_lost(site: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    refused = strict.post(FORM, filled())
    assert refused.status_code == 403
    assert "Press the button again" in errors(refused)["#send"]
    assert boxed(refused, "text").strip() == TEXT
    assert not HeldComment.objects.exists()

    token = boxed(refused, "main [name=csrfmiddlewaretoken]")
    again = strict.post(FORM, {**filled(), "csrfmiddlewaretoken": token})
    assert again.status_code == 302


def test_an_article_readers_do_not_have_takes_no_comments(site: Client) -> None:
    take_back("night-cramps")

    assert {site.get(url).status_code for url in (FORM, SENT)} == {404}
    assert site.post(FORM, filled()).status_code == 404
    assert site.put(FORM).status_code == 405


def test_the_forms_pages_are_valid_html(site: Client) -> None:
    with reads_like("leg-clot"):
        responses = [site.get(FORM), site.get(SENT), site.post(FORM, filled())]

    for response in responses:
        document = JustHTML(response.content.decode(), strict=True, sanitize=False)
        assert len(document.query("h1")) == 1
