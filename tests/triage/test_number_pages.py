"""Pages that ask for a number: what may be typed, what is said of the rest, and what is shown."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from tests.triage.engine.factory import (
    compares,
    given,
    includes,
    number,
    option,
    questionnaire,
    rule,
    selfcare,
    single,
)
from tests.triage.walker import Walker
from triage import releases
from triage.answer_words import labels
from triage.assessing import Assessor, BadLine
from triage.engine.numbers import Relation
from triage.engine.parts import Page, Question
from triage.engine.proofs import prove
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.forms import PageForm, values_of
from triage.journeys import emergency_questions, is_alarm
from triage.models import Release
from triage.pages import page_words

DOUBT = option("not_sure", label="I'm not sure", is_not_sure=True)
FEVER = number(
    "fever",
    "34",
    "43",
    text="How warm {are you|is your child}?",
    unit="°C",
    decimals=1,
    harmless="36.5",
    options=(DOUBT,),
)
DAYS = number("days", "0", "90", unit="days", error="Write for how many days")
LONG = "9" * 10_000


def feverish() -> Questionnaire:
    return questionnaire(
        questions=(FEVER, DAYS, single("problem", "soreness", "other")),
        definitions=(),
        rules=(
            rule("sore", Urgency.SELF_CARE, includes("problem", "soreness", "other")),
            rule("long", Urgency.ROUTINE, compares("days", Relation.MORE_THAN, "14")),
            rule("unsure", Urgency.ROUTINE, includes("fever", "not_sure")),
            rule("hot", Urgency.SOON, compares("fever", Relation.AT_LEAST, "38.5")),
            rule("burning", Urgency.EMERGENCY, compares("fever", Relation.MORE_THAN, "41")),
        ),
        selfcare=(selfcare("soreness"), selfcare("other")),
    )


@pytest.fixture
def published(db: None) -> Release:
    whole = feverish()
    release, _ = releases.publish(
        check="legs", questionnaire=whole, report=prove(whole), signpost_table={}, note="for tests"
    )
    return release


def form(asked: Question, typed: list[str], boxes: list[str]) -> PageForm:
    data = QueryDict(mutable=True)
    data.setlist("number", typed)
    data.setlist("answer", boxes)
    return PageForm(Page(asked.id, asked.text, (asked.id,)), [asked], "me", data)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("38.5", "38.5"), ("38,5", "38.5"), (" 38.50 ", "38.5"), ("38", "38"), ("38.5 °C", "38.5")],
)
def test_a_number_may_be_typed_as_people_do(typed: str, kept: str) -> None:
    sent = form(FEVER, [typed], [])

    assert sent.is_valid()
    assert sent.cleaned_data["answer"] == given(fever=kept)


def test_doubt_is_an_answer_too() -> None:
    sent = form(FEVER, [""], ["not_sure"])

    assert sent.is_valid()
    assert sent.cleaned_data["answer"] == given(fever="not_sure")


@pytest.mark.parametrize(
    ("asked", "typed", "boxes", "error"),
    [
        (FEVER, [], [], "Write a number, or choose “I'm not sure”"),
        (FEVER, ["  "], [], "Write a number, or choose “I'm not sure”"),
        (DAYS, [], [], "Write for how many days"),
        (FEVER, ["hot"], [], "Write a number in digits, such as 34 °C"),
        (FEVER, ["38.5\x00"], [], "Write a number in digits, such as 34 °C"),
        (FEVER, [LONG], [], "Write a number in digits, such as 34 °C"),
        (FEVER, [], ["nonsense"], "Write a number in digits, such as 34 °C"),
        (FEVER, ["33.9"], [], "Write a number of at least 34 °C"),
        (FEVER, ["-38"], [], "Write a number of at least 34 °C"),
        (FEVER, ["43.1"], [], "Write a number of at most 43 °C"),
        (FEVER, ["38.55"], [], "Write one digit after the point at most"),
        (FEVER, ["1,000"], [], "Write one digit after the point at most"),
        (DAYS, ["2.5"], [], "Write a whole number, without a point"),
        (DAYS, ["91"], [], "Write a number of at most 90 days"),
        (FEVER, ["38"], ["not_sure"], "Write a number or choose “I'm not sure”, not both"),
        (FEVER, ["38", "39"], [], "Write one number only"),
        (DAYS, ["3", "4"], [], "Write one number only"),
    ],
)
def test_a_form_says_what_to_do(
    asked: Question, typed: list[str], boxes: list[str], error: str
) -> None:
    assert dict(form(asked, typed, boxes).errors) == {"answer": [error]}


def test_nothing_typed_is_lost_and_nothing_endless_is_kept() -> None:
    assert form(FEVER, [" hot "], ["not_sure", "odd"]).chosen() == {"hot", "not_sure"}
    assert form(FEVER, [LONG], []).chosen() == {"9" * 40}


def test_the_page_has_a_field_with_its_unit_and_limits() -> None:
    page = Page(FEVER.id, FEVER.text, (FEVER.id,))
    before = values_of(page, [FEVER], given(fever="38.5"))

    words = page_words(page, [FEVER], "me", before)

    assert words["number"] == {
        "label": "Number in °C",
        "limits": "A number from 34 to 43 °C.",
        "value": "38.5",
    }
    assert [box["value"] for box in words["groups"][0]["options"]] == ["not_sure"]
    assert page_words(page, [FEVER], "me", frozenset({"not_sure"}))["number"]["value"] == ""


def test_a_whole_number_is_asked_for_as_one() -> None:
    page = Page(DAYS.id, DAYS.text, (DAYS.id,))

    words = page_words(page, [DAYS], "me", frozenset())

    assert words["number"]["limits"] == "A whole number from 0 to 90 days."


def test_a_number_is_walked_through_shown_and_given_as_a_reason(published: Release) -> None:
    walker = Walker().start()
    assert walker.step == "fever"
    field = re.search(r'<input type="text"[^>]*>', walker.page)
    assert field
    assert 'inputmode="decimal"' in field.group()
    assert 'autocomplete="off"' in field.group()
    assert 'id="answer"' in field.group()
    assert 'aria-describedby="limits"' in field.group()
    assert walker.page.count('id="answer"') == 1

    walker.answer(number="38,20").answer(number="20").answer("soreness")

    assert walker.step == "answers"
    assert "How warm are you? 38.2 °C" in walker.words
    assert "How much is days? 20 days" in walker.words
    walker.get(f"{walker.run_url}result/")
    assert "How much is days? 20 days" in walker.words
    assert "How warm are you? 41.1 °C or more" in walker.words
    assert "How warm are you? 38.5 to 41 °C" in walker.words


def test_a_refused_number_is_shown_again_with_what_to_do(published: Release) -> None:
    walker = Walker().start().answer(number="warm")

    assert walker.step == "fever"
    assert 'value="warm"' in walker.page
    assert 'aria-invalid="true"' in walker.page
    assert 'aria-describedby="limits answer-error"' in walker.page
    assert 'href="#answer"' in walker.page
    assert "Write a number in digits" in unescape(walker.words)


def test_going_back_shows_the_number_given(published: Release) -> None:
    walker = Walker().start().answer(number="36.5")

    walker.get(f"{walker.run_url}fever/")

    assert 'value="36.5"' in walker.page


def test_a_number_that_is_an_emergency_ends_the_questions(published: Release) -> None:
    assert Walker().start().answer(number="41.1").step == "result"


def test_a_number_that_is_an_emergency_is_not_lost_in_passing() -> None:
    whole = feverish()

    assert emergency_questions(whole) == {"fever"}
    assert is_alarm(whole, "fever", frozenset({"41.1"}))
    assert not is_alarm(whole, "fever", frozenset({"41"}))
    assert not is_alarm(whole, "fever", frozenset({"not_sure"}))


def test_doubt_is_shown_on_the_answers_page_and_the_summary(published: Release) -> None:
    walker = Walker().start().answer("not_sure").answer("soreness")

    assert "How warm are you? I'm not sure" in walker.words
    walker.get(f"{walker.run_url}summary/")
    assert "How warm are you? I'm not sure" in walker.words


def test_numbers_are_said_in_their_order_before_doubt() -> None:
    said = labels(FEVER, ["not_sure", "40", "9.5"], "me")

    assert said == ("9.5 °C", "40 °C", "I'm not sure")


@pytest.mark.parametrize("sent", ['"38.5"', "38.5", '"38,5"', '["38.50"]'])
def test_a_line_of_answers_may_hold_a_number(sent: str) -> None:
    assert Assessor(feverish()).answers(f'{{"fever": {sent}}}') == given(fever="38.5")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ('"hot"', "takes a number from 34 to 43 °C, with one decimal at most. It offers: not_sure"),
        ("44", "takes a number from 34 to 43 °C"),
        ("true", "the answer to fever must be a number"),
        ("null", "the answer to fever must be a number"),
        ("NaN", "takes a number from 34"),
        ("1e300", "takes a number from 34"),
    ],
)
def test_a_line_with_another_answer_is_refused(sent: str, said: str) -> None:
    with pytest.raises(BadLine, match=said):
        Assessor(feverish()).answers(f'{{"fever": {sent}}}')
