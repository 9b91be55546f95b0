"""One question, one form: every error it can give, whole, in words for its question."""

import pytest
from django.http import QueryDict

from triage.engine.questionnaire import Questionnaire
from triage.forms import QuestionForm

LONG = "x" * 10_000


def form(legs: Questionnaire, question: str, *options: str, voice: str = "me") -> QuestionForm:
    data = QueryDict(mutable=True)
    data.setlist("answer", list(options))
    return QuestionForm(legs.question(question), voice, data)


@pytest.mark.parametrize(
    ("question", "options", "errors"),
    [
        ("problem", [], {"answer": ["Choose the main problem"]}),
        ("problem", ["nonsense"], {"answer": ["Choose one of the answers shown"]}),
        ("problem", [LONG], {"answer": ["Choose one of the answers shown"]}),
        ("problem", ["soreness", "massage"], {"answer": ["Choose one answer only"]}),
        ("problem", ["soreness"], {}),
        ("urine", [], {"answer": ["Choose how the pee has changed, or “No, it looks normal”"]}),
        ("urine", ["dark\x00"], {"answer": ["Choose from the answers shown"]}),
        (
            "urine",
            ["none", "dark"],
            {"answer": ["Choose “No, it looks normal” alone, or take it away"]},
        ),
        ("urine", ["dark", "little", "not_sure"], {}),
    ],
)
def test_a_form_says_what_to_do(
    legs: Questionnaire, question: str, options: list[str], errors: dict[str, list[str]]
) -> None:
    assert dict(form(legs, question, *options).errors) == errors


def test_a_valid_answer_is_a_set_of_options(legs: Questionnaire) -> None:
    sound = form(legs, "urine", "dark", "little", "dark")

    assert sound.is_valid()
    assert sound.cleaned_data == {"answer": frozenset({"dark", "little"})}


def test_an_error_speaks_of_whom_the_check_is_for(legs: Questionnaire) -> None:
    assert dict(form(legs, "impact", voice="child").errors) == {
        "answer": ["Choose how much it affects the child"]
    }


def test_what_was_ticked_is_kept_and_nothing_else(legs: Questionnaire) -> None:
    assert form(legs, "urine", "none", "dark", "nonsense").chosen() == {"none", "dark"}
    assert QuestionForm(legs.question("urine"), "me").chosen() == frozenset()


def test_every_question_has_words_for_a_missing_answer(legs: Questionnaire) -> None:
    silent = [
        question.id
        for question in legs.questions
        if not str(form(legs, question.id).errors["answer"][0]).startswith("Choose")
        or not question.error
    ]

    assert silent == []
