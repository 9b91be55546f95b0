"""Whatever is sent, a clear page comes back: never a 500, or somebody else's result."""

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.triage.finished import holding
from tests.triage.walker import START, Walker
from triage import runs
from triage.models import Release

pytestmark = pytest.mark.django_db
RUN = "A" * 22


@pytest.mark.parametrize(
    "url",
    [
        f"{START}{RUN}/em_breathing/",
        f"{START}{RUN}/result/",
        f"{START}{RUN}/answers/",
        f"{START}{RUN}/",
        f"{START}{RUN}/no_such_question/",
        f"{START}{RUN}/<script>/",
    ],
)
def test_a_run_nobody_began_leads_to_a_fresh_start(release: Release, url: str) -> None:
    walker = Walker().get(url)

    assert walker.status == 200
    assert "Your answers are gone" in walker.title
    assert f'href="{START}"' in walker.page


@pytest.mark.parametrize("run", ["short", "outcomes", "x" * 2000, f"{RUN[:-1]}é", f"{RUN[:-1]}."])
@pytest.mark.parametrize("step", ["", "em_breathing/", "result/", "summary.txt", "clear/"])
def test_what_can_be_no_run_is_not_found(release: Release, run: str, step: str) -> None:
    walker = Walker().get(f"{START}{run}/{step}")

    assert walker.status == 404
    assert walker.title.startswith("There is no such page")
    assert f'href="{START}"' in walker.page
    assert 'href="tel:112"' in walker.page


def test_a_run_of_a_check_that_never_was_is_not_found(release: Release) -> None:
    assert Walker().get(f"/self-check/arms/{RUN}/result/").status == 404


def test_a_question_that_does_not_exist_says_so(release: Release) -> None:
    walker = Walker().start()

    walker.get(f"{walker.run_url}no_such_question/")

    assert walker.status == 404
    assert walker.title.startswith("There is no such question")


@pytest.mark.parametrize("step", ["result", "answers", "impact", "problem", ""])
def test_a_skipped_step_leads_to_the_question_that_is_next(release: Release, step: str) -> None:
    walker = Walker().start().answer("none")

    walker.get(f"{walker.run_url}{step}/" if step else walker.run_url)

    assert walker.step == "emergency_leg"


def test_an_answer_to_a_step_not_yet_reached_is_not_taken(release: Release) -> None:
    walker = Walker().start()
    walker.url = f"{walker.run_url}impact/"

    walker.answer("little")

    assert walker.step == "emergency_body"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ([], "Choose what is happening, or “None of these”"),
        (["nonsense"], "Choose from the answers shown"),
        (["x" * 10_000], "Choose from the answers shown"),
        (["\x00"], "Choose from the answers shown"),
        (["chest_pain\x00"], "Choose from the answers shown"),
        (["<script>alert(1)</script>"], "Choose from the answers shown"),
        (["none", "breathless"], "Take away “None of these” if anything else here is true"),
        (["😀", "none"], "Choose from the answers shown"),
    ],
)
def test_a_wrong_answer_gets_the_question_with_its_error(
    release: Release, options: list[str], error: str
) -> None:
    walker = Walker().start().answer(*options)

    assert walker.status == 200
    assert walker.step == "emergency_body"
    assert walker.title.startswith("Error: ")
    assert error in walker.words
    led_to = "answer-none" if options == ["none", "breathless"] else "answer"
    assert f'href="#{led_to}"' in walker.page
    assert f'id="{led_to}"' in walker.page
    assert "<script>alert" not in walker.page


def test_what_was_ticked_is_not_lost_with_an_error(release: Release) -> None:
    walker = Walker().start().answer("none", "breathless")

    assert (
        'value="em_breathing:breathless" id="answer-em_breathing-breathless" checked' in walker.page
    )
    assert 'value="none" id="answer-none" checked' in walker.page


def test_two_answers_to_a_question_that_takes_one_are_refused(release: Release) -> None:
    walker = Walker().start()
    for _ in range(2):
        walker.answer("none")

    walker.answer("me", "child")

    assert walker.title.startswith("Error: ")
    assert "Choose one answer only" in walker.words


def test_ten_thousand_fields_are_refused_without_a_crash(release: Release) -> None:
    walker = Walker().start()

    walker.answer("none", **{f"f{n}": "x" for n in range(10_000)})

    assert walker.status == 400


def test_a_cookie_from_another_run_is_not_accepted(release: Release) -> None:
    client = Client()
    one = Walker(client).start()
    value = client.cookies[runs.cookie_name()].value
    client.cookies.clear()
    client.cookies[runs.cookie_name()] = value

    other = Walker(client).get(f"{START}{'B' * 22}/result/")

    assert one.run_url
    assert other.status == 400
    assert other.title.startswith("We cannot read your answers") or "answers" in other.title
    assert "result--" not in other.page


@pytest.mark.parametrize("damage", ["x", "a:b:c", "", "." * 5000, "eyJhIjoxfQ:1:forged"])
def test_a_tampered_cookie_gives_no_result(release: Release, damage: str) -> None:
    walker = Walker().start().answer("breathless")
    walker.client.cookies[runs.cookie_name()] = damage

    walker.get(walker.url)

    assert walker.status in {200, 400}
    assert "Start again" in walker.words
    assert "result--" not in walker.page


def test_answers_that_were_signed_but_make_no_sense_count_as_not_given(release: Release) -> None:
    walker = Walker()
    run = holding({"em_breathing": frozenset({"gone_option"})}, walker.client)

    walker.get(f"{run}result/")

    assert walker.step == "emergency_body"


def test_an_expired_run_is_said_kindly(release: Release) -> None:
    with time_machine.travel("2026-11-21 12:00:00+00:00", tick=False) as clock:
        walker = Walker().start().answer("none")
        value = walker.client.cookies[runs.cookie_name()].value
        clock.shift(runs.LIFETIME_SECONDS + 1)
        walker.client.cookies[runs.cookie_name()] = value

        walker.get(walker.url)

    assert "Your answers are gone" in walker.title
    assert "30 minutes" in walker.words


def test_a_run_lives_on_while_it_is_answered(release: Release) -> None:
    with time_machine.travel("2026-11-21 12:00:00+00:00", tick=False) as clock:
        walker = Walker().start()
        for _ in range(2):
            clock.shift(runs.LIFETIME_SECONDS - 60)
            walker.answer("none")

        assert walker.step == "who"


def test_a_form_without_its_proof_of_origin_is_refused_kindly(release: Release) -> None:
    walker = Walker().start()
    walker.page = ""

    walker.answer("breathless")

    assert walker.status == 403
    assert "This form is too old" in walker.title


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(release: Release, method: str) -> None:
    walker = Walker().start()

    assert getattr(walker.client, method)(walker.url).status_code in {403, 405}


@pytest.mark.parametrize("url", [f"{START}?problem=%00", f"{START}{RUN}/%00/", "/%00"])
def test_nul_bytes_in_an_address_get_a_kind_page(release: Release, url: str) -> None:
    response = Client().get(url)

    assert response.status_code in {400, 404}
    assert b"112" in response.content


def test_every_answer_page_says_it_must_not_be_kept(release: Release) -> None:
    walker = Walker().start()

    assert walker.response["Cache-Control"] == "no-store, private"
    assert walker.response["X-Robots-Tag"] == "noindex, nofollow"


def test_the_run_cookie_keeps_to_its_own_run(release: Release) -> None:
    client = Client()
    response = client.get(f"{START}start/")

    cookie = response.cookies[runs.cookie_name()]
    assert cookie["path"].startswith(START)
    assert runs.RUN_SHAPE.match(cookie["path"].rstrip("/").rsplit("/", 1)[-1])
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == runs.LIFETIME_SECONDS


def test_over_tls_the_cookie_is_secure_and_says_so(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", True)

    cookie = Client().get(f"{START}start/", secure=True).cookies["__Secure-legwise-run"]

    assert cookie["secure"]


def test_wiping_over_tls_is_as_secure(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", True)

    response = Client().post(f"{START}{RUN}/clear/", secure=True)

    cookie = response.cookies["__Secure-legwise-run"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["path"] == f"{START}{RUN}/"
    assert (cookie.value, cookie["max-age"]) == ("", 0)


def test_the_form_cookie_keeps_to_the_self_check(release: Release) -> None:
    client = Client()
    first = client.get(f"{START}start/", follow=True)

    assert first.cookies[settings.CSRF_COOKIE_NAME]["path"] == "/self-check/"
