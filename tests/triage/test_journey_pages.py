"""A self-check walked through its pages: asking, going back, changing, results, wiping."""

import pytest
from django.test import Client

from tests.triage.walker import START, Walker
from triage.models import Release

pytestmark = pytest.mark.django_db


def test_the_start_page_says_what_it_is_and_sets_no_cookie(release: Release) -> None:
    response = Client().get(START)

    words = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "No clinician has signed this check yet" in words
    assert "does not name an illness" in words
    assert f"Release {release.number}" in words
    assert "noindex" in words


def test_emergency_questions_come_before_everything_else(release: Release) -> None:
    walker = Walker().start()

    assert walker.step == "emergency_body"


def test_an_emergency_answer_ends_the_questions_at_once(release: Release) -> None:
    walker = Walker().start().answer("breathless")

    assert walker.step == "result"
    assert "Call the emergency number now" in walker.title
    assert 'href="tel:112"' in walker.page
    assert "result--emergency" in walker.page


def test_a_clean_walk_ends_in_self_care_with_a_safety_net(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start().answer_all({"problem": ["soreness"]}, harmless)
    assert walker.step == "answers"

    walker.get(f"{walker.run_url}result/")

    assert "look after this at home" in walker.title
    assert "Get help sooner if" in walker.words
    assert "Keep moving gently" in walker.words
    assert "No clinician has signed" in walker.words


def test_the_answers_page_lists_every_answer_with_a_way_to_change_it(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start().answer_all({"problem": ["massage"]}, harmless)

    assert "Pain during or after a massage" in walker.words
    assert f'href="{walker.run_url}massage_when/"' in walker.page
    assert f'href="{walker.run_url}sore_start/"' not in walker.page


def test_changing_an_answer_reopens_only_what_depends_on_it(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start().answer_all({"problem": ["massage"]}, harmless)
    run_url = walker.run_url

    walker.get(f"{run_url}problem/").answer("soreness")
    assert walker.step == "sore_start"
    walker.answer("exercise")
    assert walker.step == "duration"
    walker.answer("d2")

    assert walker.step == "answers"
    assert f'href="{run_url}massage_when/"' not in walker.page


def test_an_answer_that_is_no_longer_asked_for_cannot_count(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start()
    walker.answer_all({"problem": ["massage"], "massage_signs": ["new_swell"]}, harmless)
    run_url = walker.run_url
    assert "today" in walker.get(f"{run_url}result/").title

    walker.get(f"{run_url}problem/").answer("soreness").answer_all({}, harmless)

    assert "at home" in walker.get(f"{run_url}result/").title


def test_taking_back_an_emergency_answer_goes_on_where_it_stopped(release: Release) -> None:
    walker = Walker().start().answer("none").answer("stiff_jaw")
    run_url = walker.run_url
    assert walker.step == "result"

    walker.get(f"{run_url}emergency_leg/").answer("none")

    assert walker.step == "who"


def test_every_sign_on_an_emergency_page_is_a_reason(release: Release) -> None:
    walker = Walker().start().answer("breathless", "fit", "saddle")

    assert walker.step == "result"
    assert "a clot on the lung" in walker.words
    assert "a stroke or another" in walker.words
    assert "squashed spine nerves" in walker.words


def test_a_joined_question_leads_to_its_page(release: Release) -> None:
    walker = Walker().start()

    walker.get(f"{walker.run_url}em_brain/")

    assert walker.step == "emergency_body"
    assert "Did any of these start all at once?" in walker.words


def test_going_back_shows_the_answer_that_was_given(release: Release) -> None:
    walker = Walker().start().answer("em_brain:not_sure")
    run_url = walker.run_url

    walker.get(f"{run_url}emergency_body/")

    assert 'value="em_brain:not_sure" id="answer-em_brain-not_sure" checked' in walker.page
    assert walker.page.count(" checked") == 1
    walker.answer("none").get(f"{run_url}emergency_body/")
    assert 'value="none" id="answer-none" checked' in walker.page


def test_no_answer_is_chosen_for_the_reader(release: Release) -> None:
    assert " checked" not in Walker().start().page


def test_an_article_starts_the_check_with_its_problem_chosen(
    release: Release, harmless: dict[str, str]
) -> None:
    start = Client().get(f"{START}?problem=massage").content.decode()
    walker = Walker().start("massage").answer_all({}, harmless)

    assert "Pain during or after a massage" in start
    assert 'name="problem" value="massage"' in start
    assert "Pain during or after a massage" in walker.words
    assert f'href="{walker.run_url}massage_when/"' in walker.page


def test_a_problem_nobody_offers_is_passed_over(release: Release) -> None:
    assert 'name="problem"' not in Client().get(f"{START}?problem=<script>").content.decode()
    assert Walker().start("nonsense").step == "emergency_body"


def test_the_wording_follows_whom_the_check_is_for(release: Release) -> None:
    walker = Walker().start()
    for _ in range(2):
        walker.answer("none")
    assert walker.step == "who"

    walker.answer("child")

    assert "How old is the child?" in walker.words


def test_clearing_wipes_the_answers_from_the_browser(release: Release) -> None:
    walker = Walker().start().answer("none")
    run_url = walker.run_url

    walker.post(f"{run_url}clear/")

    assert walker.url == f"{START}?cleared"
    assert "Your answers are gone" in walker.words
    assert "Your answers are gone" in walker.get(f"{run_url}emergency_leg/").title


def test_clearing_twice_is_as_good_as_once(release: Release) -> None:
    walker = Walker().start()
    token_page = walker.page
    url = f"{walker.run_url}clear/"
    walker.post(url)
    walker.page = token_page

    assert walker.post(url).status == 200


def test_sending_an_answer_twice_changes_nothing(release: Release) -> None:
    walker = Walker().start()
    url, page = walker.url, walker.page
    walker.answer("none")
    walker.url, walker.page = url, page

    assert walker.answer("none").step == "emergency_leg"


def test_the_reasons_show_the_readers_own_answers(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start()
    walker.answer_all({"problem": ["soreness"], "leg_change": ["swollen"]}, harmless)

    walker.get(f"{walker.run_url}result/")

    assert "Get medical help today" in walker.title
    assert "One leg, calf or ankle is swollen" in walker.words


def test_a_withdrawn_release_is_said_kindly_and_gives_no_result(release: Release) -> None:
    walker = Walker().start().answer("breathless")
    Release.objects.all().withdraw()

    walker.get(f"{walker.run_url}result/")

    assert walker.title.startswith("These questions have changed")
    assert "result--" not in walker.page


def test_a_run_finishes_on_the_release_it_began_with(
    release: Release, harmless: dict[str, str]
) -> None:
    walker = Walker().start().answer_all({"problem": ["soreness"]}, harmless)
    Release.objects.create(
        check_slug="legs", number=2, content=release.content, content_hash=release.content_hash
    )

    assert "Release 1 of" in walker.get(f"{walker.run_url}result/").words
    assert "Release 2" in Walker().get(START).words


def test_without_a_release_there_is_no_check_to_start(db: None) -> None:
    assert Client().get(START).status_code == 404
    assert "There is no self-check at the moment" in Client().get("/self-check/").content.decode()


@pytest.mark.parametrize(
    ("urgency", "title"),
    [
        ("emergency", "Call the emergency number now"),
        ("urgent", "Get medical help today"),
        ("soon", "See a health worker in the next few days"),
        ("routine", "Book a routine visit"),
        ("self-care", "look after this at home"),
    ],
)
def test_every_outcome_has_a_page_of_its_own_without_anyones_answers(
    release: Release, urgency: str, title: str
) -> None:
    response = Client().get(f"{START}outcomes/{urgency}/")

    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert title in page
    assert ("Until help comes" if urgency == "emergency" else "Get help sooner if") in page
    assert "No clinician has signed" in page
    assert 'content="noindex"' in page


def test_a_word_that_is_no_urgency_has_no_outcome_page(release: Release) -> None:
    assert Client().get(f"{START}outcomes/terrible/").status_code == 404


def test_the_result_leads_to_its_outcome_page(release: Release) -> None:
    walker = Walker().start().answer("breathless")

    assert 'href="/self-check/legs/outcomes/emergency/"' in walker.page
