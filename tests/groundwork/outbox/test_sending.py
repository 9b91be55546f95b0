"""The sender and a real SMTP server: what is sent, tried again, refused, given up."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from groundwork.models import Message
from groundwork.outbox import claiming, courier, keeping, sending
from groundwork.outbox.claiming import MOST_ATTEMPTS
from groundwork.outbox.writing import forget, post
from tests.groundwork.outbox.post_office import PostOffice

pytestmark = pytest.mark.django_db

State = Message.State


def write(to: str = "ann@reader.example", text: str = "Hello.\n") -> Message:
    return post(purpose="Test", to=to, subject="Cramps", text=text, html="<p>Hello.</p>", about="a")


def only() -> Message:
    return Message.objects.get()


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_mail_arrives_whole_and_leaves_only_its_proof(office: PostOffice) -> None:
    message = write(text="One.\n.\n..two\n.three\nLöwe\n")

    done = sending.send_waiting()

    (mail,) = office.mails
    assert done == sending.Pass(sent=1)
    assert (mail["To"], mail["Subject"]) == ("ann@reader.example", "Cramps")
    assert mail["Message-ID"] == message.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert words_of(mail) == "One.\n.\n..two\n.three\nLöwe\n"
    kept = only()
    assert (kept.state, kept.attempts) == (State.SENT, 1)
    assert (kept.to, kept.subject, kept.text, kept.html, kept.about) == ("",) * 5
    assert (kept.fingerprint, kept.purpose) == (message.fingerprint, "Test")


def test_nothing_is_sent_twice_and_one_connection_does_for_many(office: PostOffice) -> None:
    for _ in range(3):
        write()

    sending.send_waiting()
    again = sending.send_waiting()

    assert again == sending.Pass()
    assert len(set(office.ids())) == len(office.letters) == 3
    assert office.connections == 1


def test_a_connection_is_changed_before_a_server_tires_of_it(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "MAILS_A_CONNECTION", 2)
    for _ in range(5):
        write()

    done = sending.send_waiting()

    assert (done.sent, len(set(office.ids())), office.connections) == (5, 5, 3)


def test_nobody_is_called_when_nothing_waits(office: PostOffice) -> None:
    sending.send_waiting()

    assert office.connections == 0


@pytest.mark.parametrize("step", ["rcpt", "data", "dot"])
def test_a_final_no_ends_a_mail_and_takes_its_words(office: PostOffice, step: str) -> None:
    write()
    office.says[step] = "550 5.1.1 <ann@reader.example> no mailbox ann here"

    done = sending.send_waiting()

    kept = only()
    assert done == sending.Pass(refused=1)
    assert not done.needs_a_look
    assert (kept.state, kept.to, kept.text) == (State.REFUSED, "", "")
    assert kept.reason == "550 5.1.1 (address) no mailbox (name) here"
    assert office.letters == []


@pytest.mark.parametrize("step", ["rcpt", "data", "dot"])
def test_not_now_is_tried_again_later_with_the_same_message_id(
    office: PostOffice, step: str
) -> None:
    message = write()
    office.says[step] = "451 busy"

    first = sending.send_waiting()
    at_once = sending.send_waiting()
    office.says.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        later = sending.send_waiting()

    assert (first, at_once) == (sending.Pass(put_off=1), sending.Pass())
    assert later == sending.Pass(sent=1)
    assert office.ids() == [message.message_id]


@pytest.mark.parametrize("step", ["ehlo", "mail", "rcpt", "data"])
def test_a_connection_that_breaks_before_the_dot_is_tried_again(
    office: PostOffice, step: str
) -> None:
    message = write()
    office.says[step] = "hang up"

    sending.send_waiting()
    kept = only()
    office.says.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        sending.send_waiting()

    assert (kept.state, kept.attempts) == (State.WAITING, 1)
    assert office.ids() == [message.message_id]


def test_a_connection_that_breaks_after_the_dot_is_not_tried_again(office: PostOffice) -> None:
    write()
    office.says["dot"] = "hang up"

    done = sending.send_waiting()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        later = sending.send_waiting()

    assert (done.unsure, later) == (1, sending.Pass())
    assert done.needs_a_look
    assert len(office.letters) == 1
    assert only().state == State.UNSURE


def test_mail_that_was_perhaps_sent_goes_again_if_an_operator_says_so(office: PostOffice) -> None:
    message = write()
    office.says["dot"] = "hang up"
    sending.send_waiting()
    office.says.clear()

    assert keeping.send_again(message.pk) == 1
    sending.send_waiting()

    assert only().state == State.SENT
    assert office.ids() == [message.message_id] * 2


def test_a_server_that_is_away_stops_the_pass_and_wears_out_no_other_mail(
    office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    write()
    write()

    done = sending.send_waiting()

    assert (done.put_off, done.sent) == (1, 0)
    assert "refused" in done.stopped
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 1]


def test_a_sender_the_server_refuses_stops_the_pass(office: PostOffice) -> None:
    write()
    office.says["mail"] = "553 we do not relay for you"

    done = sending.send_waiting()

    assert done.stopped == "553 we do not relay for you"
    assert only().state == State.WAITING


def test_without_tls_nothing_leaves_when_tls_is_asked_for(
    office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_USE_TLS = True
    write()

    done = sending.send_waiting()

    assert "STARTTLS" in done.stopped
    assert "mail" not in office.steps
    assert office.letters == []


def test_pauses_double_up_to_six_hours_and_end(office: PostOffice) -> None:
    write()
    office.says["rcpt"] = "450 later"
    now = timezone.now()
    pauses = []

    with time_machine.travel(now, tick=False) as clock:
        while only().state == State.WAITING:
            clock.move_to(only().due_at)
            asked = timezone.now()
            done = sending.send_waiting()
            pauses.append((only().due_at - asked).total_seconds() / 60)

    assert pauses[:5] == [1, 2, 4, 8, 16]
    assert max(pauses) == 360
    assert len(pauses) == MOST_ATTEMPTS
    assert (done.given_up, only().state) == (1, State.GIVEN_UP)
    assert only().text, "an operator may let it go again"


def test_one_mail_that_cannot_be_written_does_not_hold_up_the_others(office: PostOffice) -> None:
    bad = write()
    Message.objects.filter(pk=bad.pk).update(headers={"X-One": "a\nBcc: eve@evil.example"})
    write()

    done = sending.send_waiting()

    assert (done.refused, done.sent) == (1, 1)
    assert len(office.letters) == 1


def test_mail_that_is_deleted_while_it_is_handed_over_is_not_sent(office: PostOffice) -> None:
    write()
    taken = claiming.claim("somebody")
    assert taken is not None

    forget("a")

    with pytest.raises(claiming.ClaimLost):
        claiming.mark_handed_over(taken)


def test_the_dot_is_held_back_when_the_claim_is_lost(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()

    def gone(_message: Message) -> None:
        raise claiming.ClaimLost

    monkeypatch.setattr(claiming, "mark_handed_over", gone)
    done = sending.send_waiting()

    assert done == sending.Pass()
    assert "data" in office.steps
    assert office.letters == []


def test_what_a_sender_elsewhere_holds_waits_for_its_lease(office: PostOffice) -> None:
    write()
    claiming.claim("a-sender-on-another-machine")

    early = sending.send_waiting()
    with time_machine.travel(timezone.now() + claiming.LEASE + timedelta(seconds=1)):
        late = sending.send_waiting()

    assert (early, late) == (sending.Pass(), sending.Pass(sent=1))


def test_a_lease_that_runs_out_during_the_dot_makes_it_unsure(office: PostOffice) -> None:
    write()
    taken = claiming.claim("a-sender-on-another-machine")
    assert taken is not None
    claiming.mark_handed_over(taken)

    with time_machine.travel(timezone.now() + claiming.LEASE + timedelta(seconds=1)):
        done = sending.send_waiting()

    assert (done.unsure, office.letters) == (1, [])


def test_words_of_failed_mail_go_after_a_week_and_proof_after_three_months(
    office: PostOffice,
) -> None:
    write()
    write()
    office.says["dot"] = "hang up"
    sending.send_waiting()
    office.says.clear()
    sending.send_waiting()
    now = timezone.now()

    with time_machine.travel(now + timedelta(days=6)):
        keeping.tidy()
        assert Message.objects.exclude(text="").count() == 2
    with time_machine.travel(now + timedelta(days=8)):
        keeping.tidy()
        assert Message.objects.exclude(text="").count() == 0
        assert Message.objects.exclude(to="").count() == 0
        assert keeping.send_again() == 0
    with time_machine.travel(now + timedelta(days=91)):
        assert keeping.tidy() == 2
