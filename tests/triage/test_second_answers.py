"""What was once said of an emergency is never lost, and no reason contradicts a result."""

import pytest
from django.conf import settings
from django.test import Client

from tests.triage.walker import START, Walker
from triage import runs
from triage.models import Release

pytestmark = pytest.mark.django_db
TOOK_BACK = "You took back a sign of an emergency"


def test_an_emergency_sign_that_falls_away_with_its_question_is_asked_about_again(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start()
    walker.answer_all({"problem": ["massage"], "massage_signs": ["breath_after"]}, harmless)
    assert walker.step == "result"

    walker.get(f"{walker.run_url}problem/").answer("soreness")

    assert walker.step == "emergency_body"
    walker.answer("breathless")
    assert "Call the emergency number now" in walker.title


def test_a_sign_taken_back_is_spoken_of_in_the_result(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start().answer("chest_pain")
    assert TOOK_BACK not in walker.words

    walker.get(f"{walker.run_url}emergency_body/").answer("none")
    walker.answer_all({"problem": ["soreness"]}, harmless)
    walker.get(f"{walker.run_url}result/")

    assert "at home" in walker.title
    assert TOOK_BACK in walker.words


def test_a_result_without_such_a_change_says_nothing_of_it(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start().answer_all({"problem": ["soreness"]}, harmless)

    assert TOOK_BACK not in walker.get(f"{walker.run_url}result/").words


def test_a_child_is_a_child_whatever_age_was_chosen(
    release: Release, harmless: dict[str, str]
) -> None:
    answers = {"who": ["child"], "age": ["age_40_59"], "skin_joint": ["fever"]}
    walker = Walker().start().answer_all({**answers, "problem": ["soreness"]}, harmless)

    asked = walker.get(f"{walker.run_url}slower_signs/")
    assert "Does the child or teenager have any of these?" in asked.words
    assert "Get medical help today" in walker.get(f"{walker.run_url}result/").title


@pytest.mark.parametrize("sign", ["bleeding", "bone_shape"])
def test_nobody_is_told_to_take_a_bandage_off_a_bleeding_leg(release: Release, sign: str) -> None:
    walker = Walker().start().answer("none")

    walker.answer(sign)

    assert "Press hard on any bleeding" in walker.words
    assert "bandage" not in walker.words


def test_no_reason_for_staying_home_stands_beside_one_for_getting_help(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start()
    walker.answer_all({"problem": ["soreness"], "urine": ["dark", "little"]}, harmless)

    assert "Call the emergency number now" in walker.title
    assert "hurting the kidneys" in walker.words
    assert "points to more than muscle soreness" not in walker.words
    assert "Until help comes" in walker.words


def test_of_one_pattern_only_the_most_urgent_reason_is_shown(
    release: Release, harmless: dict[str, str]
) -> None:
    answers = {"who": ["child"], "age": ["age_12_15"], "child": ["limp"]}
    walker = Walker().start().answer_all({**answers, "problem": ["soreness"]}, harmless)

    words = walker.get(f"{walker.run_url}result/").words

    assert "A limp at this age should be seen today." in words
    assert "A child with a limp should be checked." not in words


def test_looking_at_the_clear_page_wipes_nothing(release: Release) -> None:
    walker = Walker().start().answer("none")
    run_url = walker.run_url

    walker.get(f"{run_url}clear/")

    assert walker.url == START
    assert walker.get(f"{run_url}emergency_leg/").step == "emergency_leg"
    assert walker.status == 200


def test_the_form_cookie_is_gone_with_the_browser(release: Release) -> None:
    response = Client().get(f"{START}start/", follow=True)

    assert response.cookies[settings.CSRF_COOKIE_NAME]["max-age"] == ""


def test_no_cookie_is_written_for_an_address_that_is_no_run(release: Release) -> None:
    response = Client().post(f"{START}a;Domain=evil/clear/")

    assert runs.cookie_name() not in response.cookies


@pytest.mark.parametrize(
    "url",
    ["/self-check/", START, *(f"{START}{p}/" for p in ("outcomes/urgent", "scorecard", "paper"))],
)
def test_public_pages_answer_a_look_at_their_head(release: Release, url: str) -> None:
    response = Client().head(url)

    assert (response.status_code, response.content) == (200, b"")


def test_someone_in_a_cramp_is_shown_what_to_do_first(release: Release) -> None:
    assert 'href="/now/"' in Walker().get(f"{START}?problem=cramp_now").page.split("<main", 1)[1]
