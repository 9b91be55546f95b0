"""Digests: what is new or changed in a reader's topics, told once."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles import publishing
from articles.models import Article, Edition, Subscriber
from articles.models.subscriber import CONFIRM_WITHIN
from articles.updates import digests, keeping, letters, tokens
from articles.updates.news import Changes
from groundwork.models import Message
from tests.articles.loaded import load_content
from tests.articles.updates.readers import inbox, link, subscriber, topic
from tests.midday import MIDDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_midday")]

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _articles(content: Path, settings: Settings) -> None:
    """Two articles that readers have had for a year."""
    settings.SITE_URL = "https://legwise.example"
    load_content(content)
    Edition.objects.update(starts_at=MIDDAY - 365 * DAY)


def change(slug: str, note: str = "", days_ago: float = 1) -> None:
    """As if somebody had published a change then."""
    at = MIDDAY - days_ago * DAY
    old = Edition.objects.get(article__slug=slug, ends_at=None)
    old.ends_at = at
    old.save()
    old.pk, old.starts_at, old.ends_at, old.note = None, at, None, note
    old.save()


def test_a_digest_tells_what_is_new_and_what_changed_with_the_publishers_notes() -> None:
    reader = subscriber("cramps")
    change("night-cramps", "A trial was added.")
    Edition.objects.filter(article__slug="calf-stretch").update(starts_at=MIDDAY - DAY)

    done = digests.write_all()

    (message,) = inbox()
    text = str(message.body)
    assert (done.written, done.without_news) == (1, 0)
    assert message.subject == "Legwise: 2 articles are new or have changed"
    assert text.index("Why do my legs cramp at night?\nChanged on") < text.index(
        "A trial was added."
    )
    assert "How do I stretch my calf?\nNew on" in text
    assert "https://legwise.example/articles/night-cramps/" in text
    assert link(message, "unsubscribe") == tokens.unsubscribe_path(reader)
    assert link(message, "manage") == tokens.manage_path(reader)
    assert "You get this because this address was signed up" in text


def test_a_digest_carries_the_headers_of_one_click_unsubscribing() -> None:
    reader = subscriber()
    change("night-cramps")

    digests.write_all()

    raw = inbox()[0].message()
    address = f"https://legwise.example{tokens.unsubscribe_path(reader)}"
    assert str(raw["List-Unsubscribe"]) == f"<{address}>"
    assert raw["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert raw.get_content_type() == "multipart/alternative"


def test_nothing_is_told_twice_however_often_it_runs() -> None:
    subscriber()
    change("night-cramps", "First.")

    written = [digests.write_all().written for _ in range(3)]
    change("night-cramps", "Second.", days_ago=-1)
    with time_machine.travel(MIDDAY + 2 * DAY):
        written.append(digests.write_all().written)
        messages = inbox()

    assert written == [1, 0, 0, 1]
    assert "First." not in str(messages[1].body)
    assert "Second." in str(messages[1].body)


def test_no_news_no_mail() -> None:
    subscriber("soreness")
    subscriber("cramps", address="bob@reader.example", told=MIDDAY)
    change("night-cramps")

    done = digests.write_all()

    assert (done.written, inbox()) == (0, [])


def test_every_change_since_the_last_digest_is_told_oldest_first_and_once() -> None:
    subscriber()
    for days_ago, note in ((5, "One."), (4, "Two."), (3, ""), (2, "Two.")):
        change("night-cramps", note, days_ago)

    digests.write_all()

    text = str(inbox()[0].body)
    assert text.count("Two.") == 1
    assert text.index("One.") < text.index("Two.")
    assert text.count("/articles/night-cramps/") == 1


def test_what_was_taken_back_or_is_still_to_come_is_no_news() -> None:
    subscriber()
    change("night-cramps", "Gone again.")
    Edition.objects.filter(note="Gone again.").update(ends_at=MIDDAY - timedelta(hours=2))
    change("calf-stretch", "Tomorrow.", days_ago=-1)

    assert digests.write_all().written == 0


def test_what_is_published_while_it_runs_waits_for_the_next_digest() -> None:
    reader = subscriber()
    change("night-cramps", "Just now.", days_ago=0)

    with time_machine.travel(MIDDAY):
        now = digests.write_all().written
    with time_machine.travel(MIDDAY + timedelta(minutes=10)):
        later = digests.write_all().written

    reader.refresh_from_db()
    assert (now, later) == (0, 1)


def test_publishing_for_real_is_news() -> None:
    subscriber()
    article = Article.objects.get(slug="night-cramps")
    assert article.head is not None
    publishing.publish(article.head, by=None, note="Said better.")

    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        digests.write_all()
        (message,) = inbox()

    assert "Said better." in str(message.body)


def test_words_of_editors_are_words_in_the_html_too() -> None:
    subscriber()
    change("night-cramps", "Less than < 5 & <b>more</b>.")

    digests.write_all()

    message = inbox()[0]
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]  # it has a second form
    assert "Less than &lt; 5 &amp; &lt;b&gt;more&lt;/b&gt;." in html
    assert "Less than < 5 & <b>more</b>." in str(message.body)
    assert "<img" not in html


def test_whoever_has_not_confirmed_gets_no_digest_and_is_deleted_in_the_end() -> None:
    waiting = Subscriber.objects.create(address="ann@reader.example", language="en-gb")
    waiting.topics.add(topic("cramps"))
    letters.ask_to_confirm(waiting)
    change("night-cramps")

    early = digests.write_all()
    with time_machine.travel(timezone.now() + CONFIRM_WITHIN + timedelta(minutes=1)):
        late = digests.write_all()

    assert (early.written, early.unconfirmed, late.unconfirmed) == (0, 0, 1)
    assert Subscriber.objects.count() == Message.objects.count() == 0


def test_an_address_that_refuses_three_digests_is_deleted() -> None:
    reader = subscriber()
    subscriber(address="bob@reader.example")
    for number in range(3):
        assert keeping.forget_unreachable() == 0
        Message.objects.create(
            purpose=letters.DIGEST,
            about=reader.about,
            state=Message.State.REFUSED,
            message_id=str(number),
        )

    assert keeping.forget_unreachable() == 1

    assert list(Subscriber.objects.values_list("address", flat=True)) == ["bob@reader.example"]


def test_a_digest_costs_the_same_for_each_reader_and_nothing_for_those_without_news(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(20):
        subscriber("soreness", address=f"a{number}@reader.example")
    subscriber("cramps")
    change("night-cramps")

    with django_assert_max_num_queries(18):
        digests.write_all()


def test_two_runs_at_once_write_one_digest() -> None:
    reader = subscriber()
    change("night-cramps")
    slow = Changes(MIDDAY - 30 * DAY, MIDDAY - timedelta(minutes=5))

    digests.write_all()

    assert digests._write(reader.pk, slow) is False
    assert Message.objects.count() == 1


def test_the_command_writes_sends_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    subscriber()
    change("night-cramps")

    call_command("send_digest")

    said = capsys.readouterr().out
    assert "1 digest(s) written, 0 reader(s) without news." in said
    assert "1 sent" in said


def test_a_reader_in_another_language_is_led_to_pages_of_that_language() -> None:
    change("night-cramps")
    reader = subscriber()
    Subscriber.objects.filter(pk=reader.pk).update(language="es")

    digests.write_all()

    (message,) = inbox()
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]  # it has a second form
    assert "https://legwise.example/es/articles/night-cramps/" in str(message.body)
    assert "por ahora solo en inglés" in str(message.body)
    assert ' lang="en-gb"><a class="link"' in html
