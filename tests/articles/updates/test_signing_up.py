"""Signing up, confirming, choosing, leaving: what readers see, and what is kept of them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles.models import Subscriber
from articles.models.subscriber import CONFIRM_WITHIN, SubscriberQuerySet
from articles.updates import signing_up, tokens
from groundwork.models import Message
from tests.articles.updates.readers import ANN, Browser, inbox, link, subscriber, topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_midday")]


def only() -> Subscriber:
    return Subscriber.objects.get()


def signed_up(visitor: Browser) -> str:
    """The link to confirm."""
    visitor.sign_up()
    return link(inbox()[-1], "confirm")


def test_a_reader_signs_up_confirms_changes_topics_and_leaves(visitor: Browser) -> None:
    confirm = signed_up(visitor)
    assert only().confirmed_at is None

    assert "Confirm your address" in visitor.get(confirm).content.decode()
    confirmed = visitor.send(confirm)
    manage = confirmed["Location"].partition("?")[0]
    page = visitor.get(confirmed["Location"]).content.decode()
    assert "Thank you for confirming" in page
    assert ANN in page
    assert '<dd lang="en-gb">English</dd>' in page
    assert only().confirmed_at == only().told_until is not None

    saved = visitor.send(manage, topics=["soreness"])
    assert "Your topics are saved" in visitor.get(saved["Location"]).content.decode()
    assert [each.slug for each in only().topics.all()] == ["soreness"]

    left = visitor.client.post(manage.replace("manage", "unsubscribe"))
    assert "You get no updates" in left.content.decode()
    assert Subscriber.objects.count() == 0
    assert visitor.get(manage).status_code == 410


def test_a_scanner_that_opens_every_link_confirms_and_stops_nothing(visitor: Browser) -> None:
    confirm = signed_up(visitor)
    for method in (Client().get, Client().head):
        assert method(confirm).status_code == 200
    assert only().confirmed_at is None

    leave = tokens.unsubscribe_path(subscriber(address="bob@reader.example"))
    for method in (Client().get, Client().head):
        assert method(leave).status_code == 200
    assert Subscriber.objects.count() == 2


def test_confirming_needs_proof_of_origin_and_leaving_does_not(visitor: Browser) -> None:
    confirm = signed_up(visitor)

    assert Client(enforce_csrf_checks=True).post(confirm).status_code == 403
    assert only().confirmed_at is None


def test_one_click_unsubscribes_without_cookie_or_redirect(visitor: Browser) -> None:
    leave = tokens.unsubscribe_path(subscriber())
    machine = Client(enforce_csrf_checks=True)

    first = machine.post(leave, {"List-Unsubscribe": "One-Click"})
    again = machine.post(leave, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.content == again.content
    assert not first.cookies
    assert Subscriber.objects.count() == 0


def test_the_page_to_leave_sets_no_cookie_and_its_button_leaves(visitor: Browser) -> None:
    leave = tokens.unsubscribe_path(subscriber())

    page = visitor.get(leave)

    assert 'name="List-Unsubscribe" value="One-Click"' in page.content.decode()
    assert not page.cookies


def test_confirming_twice_and_coming_back_later_is_kind(visitor: Browser) -> None:
    confirm = signed_up(visitor)
    visitor.send(confirm)
    when = only().confirmed_at

    again = visitor.send(confirm)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        late = visitor.get(confirm)

    assert again["Location"].endswith("?done=before")
    assert late["Location"].endswith("?done=before")
    assert only().confirmed_at == when


def test_a_link_to_confirm_grows_too_old(visitor: Browser) -> None:
    confirm = signed_up(visitor)

    with time_machine.travel(timezone.now() + CONFIRM_WITHIN + timedelta(minutes=1)):
        page = visitor.get(confirm)
        sent = visitor.client.post(confirm)

    assert page.status_code == 410
    assert "This link is too old" in page.content.decode()
    assert sent.status_code in {403, 410}
    assert only().confirmed_at is None


@pytest.mark.parametrize("kind", ["confirm", "manage", "unsubscribe"])
def test_a_forged_link_leads_to_a_page_that_says_what_to_do(visitor: Browser, kind: str) -> None:
    for token in ("x", "a:b", "a:b:c", "😀", "%0A", "' OR 1=1 --", "<b>", "a" * 4000, ":", "::"):
        for response in (
            visitor.get(f"/updates/{kind}/{token}/"),
            Client().post(f"/updates/{kind}/{token}/"),
        ):
            assert response.status_code == 404, token
            assert "sign up again" in response.content.decode()


def test_a_link_for_one_purpose_does_not_serve_another(visitor: Browser) -> None:
    confirm = signed_up(visitor)
    token = confirm.removeprefix("/updates/confirm/")

    for kind in ("manage", "unsubscribe"):
        assert Client().post(f"/updates/{kind}/{token}").status_code == 404
    manage = tokens.manage_token(only())
    assert visitor.get(f"/updates/confirm/{manage}/").status_code == 404
    assert Subscriber.objects.count() == 1


def test_old_links_do_not_reach_whoever_signs_up_again_with_the_address(visitor: Browser) -> None:
    old = tokens.unsubscribe_path(subscriber())
    visitor.client.post(old)
    subscriber()

    visitor.client.post(old)

    assert Subscriber.objects.count() == 1


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(visitor: Browser) -> None:
    subscriber(address="known@reader.example")
    waiting = visitor.sign_up("waiting@reader.example")

    known = visitor.sign_up("known@reader.example")
    unknown = visitor.sign_up("unknown@reader.example")
    again = visitor.sign_up("waiting@reader.example")

    answers = {
        (each.status_code, each["Location"], each.content)
        for each in (waiting, known, unknown, again)
    }
    assert len(answers) == 1
    assert len(inbox()) == 4


def test_signing_up_an_address_that_gets_updates_changes_nothing_and_tells_its_reader(
    visitor: Browser,
) -> None:
    reader = subscriber("cramps")

    visitor.sign_up(ANN.upper(), topics=["soreness"])

    (message,) = inbox()
    assert message.subject == "You already get updates from Legwise"
    assert [each.slug for each in only().topics.all()] == ["cramps"]
    assert link(message, "manage") == tokens.manage_path(reader)
    assert "/confirm/" not in str(message.body)


def test_an_address_in_capitals_is_the_same_address(visitor: Browser) -> None:
    visitor.sign_up("ann@reader.example", topics=["cramps"])
    visitor.sign_up("ANN@Reader.Example", topics=["soreness"])

    assert only().address == "ann@reader.example"
    assert [each.slug for each in only().topics.all()] == ["soreness"]
    assert len(inbox()) == 2


def test_two_sign_ups_of_one_new_address_at_once_make_one_row(
    visitor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.sign_up()
    # What the slower of two requests sees: nobody, and then a row in its way.
    monkeypatch.setattr(SubscriberQuerySet, "first", lambda _rows: None)

    answer = visitor.sign_up(ANN.upper(), topics=["soreness"])

    assert answer["Location"] == "/updates/sent/"
    assert only().address == ANN


def test_one_address_gets_three_mails_a_day_and_the_answer_stays_the_same(
    visitor: Browser,
) -> None:
    answers = {visitor.sign_up()["Location"] for _ in range(5)}

    assert answers == {"/updates/sent/"}
    assert len(inbox()) == signing_up.MAILS_A_DAY


def test_a_flood_is_asked_to_wait_and_loses_nothing_typed(visitor: Browser) -> None:
    for number in range(10):
        assert visitor.sign_up(f"a{number}@reader.example").status_code == 302

    page = visitor.sign_up("last@reader.example", topics=["soreness"])

    text = page.content.decode()
    assert page.status_code == 429
    assert "Please wait an hour" in text
    assert 'value="last@reader.example"' in text
    assert 'value="soreness" id="topic-soreness" checked' in text
    assert Subscriber.objects.count() == 10


def test_every_error_is_named_at_the_top_and_beside_its_field(visitor: Browser) -> None:
    page = visitor.send("/updates/", address="ann@").content.decode()

    assert page.count("Choose at least one topic") == 2
    assert page.count("Enter an e-mail address, like name@example.org") == 2
    assert 'href="#topic-' in page
    assert 'href="#address"' in page
    assert 'value="ann@"' in page
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "rude",
    [
        "ann@reader.example\r\nBcc: eve@evil.example",
        "'; DROP TABLE articles_subscriber; --",
        '"><script>alert(1)</script>',
        "😀‮",
        "\x00",
        "a" * 5000,
    ],
)
def test_rude_words_in_any_field_are_refused_and_shown_as_words(
    visitor: Browser, rude: str
) -> None:
    as_address = visitor.send("/updates/", address=rude, topics=["cramps"])
    as_topic = visitor.send("/updates/", address=ANN, topics=[rude])

    assert (as_address.status_code, as_topic.status_code) == (200, 200)
    assert "<script>alert" not in as_address.content.decode()
    assert "Choose from the topics on this page" in as_topic.content.decode()
    assert Subscriber.objects.count() == Message.objects.count() == 0


def test_leaving_deletes_the_row_and_the_mail_that_waits(visitor: Browser) -> None:
    visitor.sign_up()
    visitor.sign_up("bob@reader.example")

    signing_up.forget(key=Subscriber.objects.get(address=ANN).key)

    assert list(Subscriber.objects.values_list("address", flat=True)) == ["bob@reader.example"]
    assert list(Message.objects.values_list("to", flat=True)) == ["bob@reader.example"]
    assert Subscriber.topics.through.objects.count() == 1


def test_nothing_of_a_reader_is_left_in_any_table_once_they_left(visitor: Browser) -> None:
    confirm = signed_up(visitor)
    visitor.send(confirm)
    signing_up.forget(key=only().key)

    for model in (Subscriber, Message):
        for row in model.objects.values():
            assert ANN not in str(row)
            assert "reader.example" not in str(row)


def test_pages_are_kept_nowhere_indexed_nowhere_and_their_cookie_stays_here(
    visitor: Browser,
) -> None:
    reader = subscriber()
    paths = ["/updates/", "/updates/sent/", tokens.manage_path(reader), "/updates/confirm/x/"]
    paths += [tokens.unsubscribe_path(reader)]

    for path in paths:
        response = visitor.get(path)
        assert "no-store" in response["Cache-Control"], path
        assert "noindex" in response["X-Robots-Tag"], path
        assert 'content="noindex, nofollow"' in response.content.decode(), path
        assert 'rel="canonical"' not in response.content.decode() or path == "/updates/"
    assert visitor.client.cookies["csrftoken"]["path"] == "/updates/"


def test_the_form_starts_with_the_topic_it_was_reached_from(visitor: Browser) -> None:
    page = visitor.get("/updates/?topic=cramps&topic=nonsense&utm=1").content.decode()

    assert 'value="cramps" id="topic-cramps" checked' in page
    assert page.count(" checked>") == 1


def test_a_reader_sees_everything_we_have_about_them(visitor: Browser) -> None:
    reader = subscriber("cramps", "soreness")

    page = visitor.get(tokens.manage_path(reader)).content.decode()

    kept = {field.name for field in Subscriber._meta.get_fields()} - {"id", "key"}
    assert kept == {"address", "topics", "language", "asked_at", "confirmed_at", "told_until"}
    for shown in (ANN, "Cramps, Soreness", "en-gb", "Signed up", "Confirmed", "Told of changes"):
        assert shown in page


def test_choosing_no_topic_is_an_error_that_changes_nothing(visitor: Browser) -> None:
    reader = subscriber("cramps")

    page = visitor.send(tokens.manage_path(reader))

    assert "Choose at least one topic" in page.content.decode()
    assert reader.topics.count() == 1


def test_the_desk_counts_readers_by_topic_and_names_nobody(
    visitor: Browser, admin_client: Client
) -> None:
    subscriber("cramps")
    subscriber("cramps", "soreness", address="bob@reader.example")
    visitor.sign_up("unconfirmed@reader.example", topics=["soreness"])

    page = admin_client.get("/admin/articles/topic/").content.decode()
    desk = admin_client.get("/admin/").content.decode()

    assert page.count('field-readers">2<') == 1
    assert page.count('field-readers">1<') == 1
    for shown in (page, desk):
        assert "reader.example" not in shown
    assert "subscriber" not in desk.lower()


def test_a_topic_nobody_can_choose_any_more_leaves_its_readers_their_way_out(
    visitor: Browser,
) -> None:
    reader = subscriber("cramps")
    topic("cramps").delete()

    page = visitor.get(tokens.manage_path(reader)).content.decode()

    assert "Stop updates and delete my address" in page
