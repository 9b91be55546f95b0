"""Try it: the draft exactly as readers would see it, marked as a draft, for staff alone."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import RedFlag
from tests.triage.desk.small import change_rule, person, signed_in, spoil
from tests.triage.walker import Walker
from triage import runs
from triage.desk import drafts
from triage.models import Draft, Release

pytestmark = pytest.mark.django_db
START = "/admin/self-check/small/try/"
MARK = "You are trying a draft on the desk."
HARMLESS = {"alarm": "none", "problem": "soreness", "signs": "none"}


@pytest.fixture
def walker(draft: Draft, editor: User) -> Walker:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return Walker(client)


def try_with(walker: Walker, answers: object) -> Walker:
    """Press “Try it with these answers” on the report."""
    walker.get("/admin/self-check/small/check/")
    sent = answers if isinstance(answers, str) else json.dumps(answers)
    data = {"answers": sent, "csrfmiddlewaretoken": walker.token}
    return walker._arrive(walker.client.post(f"{START}with/", data, follow=True), f"{START}with/")


def test_a_draft_is_walked_from_its_start_to_its_result_and_marked_on_every_page(
    walker: Walker,
) -> None:
    walker.get(START)
    assert "A small check" in walker.words
    assert MARK in walker.words

    walker.get(f"{START}begin/")
    steps = []
    while walker.step not in {"answers", "result"}:
        steps.append(walker.step)
        assert MARK in walker.words
        walker.answer(HARMLESS[walker.step])
    assert MARK in walker.words
    walker.get(f"{walker.run_url}result/")

    assert steps == ["alarm", "problem", "signs"]
    assert "What to do at self-care" in walker.words
    assert MARK in walker.words
    assert "Draft of “A small check”" in walker.words


def test_the_summary_is_marked_too(walker: Walker) -> None:
    walker.get(f"{START}begin/").answer("blue")

    walker.get(f"{walker.run_url}summary/")

    assert MARK in walker.words
    assert "on Legwise, draft," in walker.words
    text = walker.client.get(f"{walker.run_url}summary.txt").content.decode()
    assert "on Legwise, draft," in " ".join(text.split())


def test_no_page_of_a_trial_leads_a_reader_or_an_editor_out_to_the_published_check(
    walker: Walker,
) -> None:
    walker.get(f"{START}begin/").answer("blue")

    assert walker.step == "result"
    assert 'href="/self-check/small/' not in walker.page
    assert f'href="{START}"' in walker.page


def test_a_trial_has_a_draft_and_no_release_behind_it(walker: Walker) -> None:
    walker.get(f"{START}begin/").answer("blue")

    assert "Emergency" in walker.words
    assert not Release.objects.exists()
    assert Client().get("/self-check/small/").status_code == 404


def test_the_cookie_is_sent_to_the_trial_alone(walker: Walker) -> None:
    response = walker.client.get(f"{START}begin/")

    cookie = response.cookies[runs.cookie_name()]
    assert cookie["path"].startswith(START)
    assert runs.RUN_SHAPE.match(cookie["path"].rstrip("/").rsplit("/", 1)[-1])
    assert cookie["httponly"]
    assert "no-store" in response["Cache-Control"]


def test_it_starts_with_the_answers_of_a_counter_example(walker: Walker) -> None:
    try_with(walker, {"alarm": ["none"], "problem": ["soreness"], "signs": ["throb"]})

    assert walker.step == "answers"
    assert "Throbbing" in walker.words
    walker.get(f"{walker.run_url}result/")
    assert "What to do at soon" in walker.words


def test_an_emergency_among_the_answers_leads_to_the_result(walker: Walker) -> None:
    try_with(walker, {"alarm": ["blue"]})

    assert walker.step == "result"


@pytest.mark.parametrize(
    "answers",
    [
        {"alarm": ["green"], "mood": ["low"], "problem": ["soreness", "other"]},
        {"problem": []},
        {},
        "",
    ],
)
def test_answers_the_draft_does_not_offer_count_as_not_given(
    walker: Walker, answers: object
) -> None:
    try_with(walker, answers)

    assert walker.step == "alarm"


@pytest.mark.parametrize("answers", ["{", "[1]", '{"alarm": "none"}', "7", "null"])
def test_answers_that_cannot_be_read_are_refused(walker: Walker, answers: str) -> None:
    assert try_with(walker, answers).status == 400


def test_an_edit_meanwhile_is_told_kindly_and_it_starts_afresh(
    walker: Walker, draft: Draft
) -> None:
    walker.get(f"{START}begin/").answer("none")

    change_rule(draft, "s-throb", reason="It throbs a lot.")
    walker.get(walker.url)

    assert walker.status == 200
    assert walker.title.startswith("The draft has changed")
    assert MARK in walker.words
    assert f'href="{START}"' in walker.page
    assert walker.get(f"{START}begin/").step == "alarm"


def test_a_change_of_a_red_flag_is_an_edit_too(walker: Walker, draft: Draft) -> None:
    flag = RedFlag.objects.get(key="leg-clot")
    document = drafts.document(draft)
    document["patterns"]["leg-clot"] = document["patterns"].pop("plain")
    for rule in document["rules"]:
        rule["pattern"] = "leg-clot"
    drafts.fill(draft, document)
    walker.get(f"{START}begin/").answer("none")

    flag.what_to_do = "Go now."
    flag.save()

    assert walker.get(walker.url).title.startswith("The draft has changed")


def test_a_draft_that_does_not_hold_together_leads_to_its_report(
    walker: Walker, draft: Draft
) -> None:
    walker.get(f"{START}begin/")
    spoil(draft, "when: signs is swollen", "when: signs is swolen")

    assert walker.get(walker.url).title.startswith("The draft has changed")
    assert walker.get(START).url == "/admin/self-check/small/check/"
    assert walker.get(f"{START}begin/").url == "/admin/self-check/small/check/"


def test_clearing_wipes_and_leads_to_the_start_of_the_trial(walker: Walker) -> None:
    walker.get(f"{START}begin/")

    walker.post(f"{walker.run_url}clear/")

    assert walker.url == f"{START}?cleared"
    assert walker.client.cookies[runs.cookie_name()].value == ""


def test_a_run_of_readers_is_not_accepted_on_the_desk(walker: Walker) -> None:
    walker.get(f"{START}begin/")
    value = walker.client.cookies[runs.cookie_name()].value

    other = walker.client.get(f"{START}begin/")["Location"]
    walker.client.cookies[runs.cookie_name()] = value

    assert walker.client.get(other).status_code == 400


STEPS = ["", "begin/", f"{'x' * 22}/", f"{'x' * 22}/alarm/", f"{'x' * 22}/result/"]


@pytest.mark.parametrize("step", STEPS)
def test_only_staff_who_may_see_drafts_may_try(draft: Draft, step: str) -> None:
    nobody = Client().get(f"{START}{step}")
    other = signed_in(person("other", "view_release")).get(f"{START}{step}")
    reader = signed_in(person("reader", "view_draft", is_staff=False)).get(f"{START}{step}")

    assert nobody.status_code == 302
    assert nobody["Location"].startswith("/admin/login/")
    assert (other.status_code, reader.status_code) == (403, 403)


def test_a_step_nobody_asks_and_a_check_without_draft_are_not_found(walker: Walker) -> None:
    walker.get(f"{START}begin/")

    assert walker.client.get(f"{walker.run_url}mood/").status_code == 404
    assert walker.client.get("/admin/self-check/arms/try/").status_code == 404


def test_readers_pages_carry_no_mark(release: Release) -> None:
    walker = Walker().start()

    assert MARK not in walker.words
    assert MARK not in walker.get("/self-check/legs/").words
