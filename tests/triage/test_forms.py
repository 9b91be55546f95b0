"""One page, one form: every error it can give, whole, in words for its page."""

import pytest
from django.http import QueryDict

from triage.engine.questionnaire import Page, Questionnaire
from triage.forms import PageForm, values_of

LONG = "x" * 10_000
SLOW = ("weakness", "slow_signs")


def page(legs: Questionnaire, name: str) -> Page:
    return next(each for each in legs.steps if each.id == name)


def form(legs: Questionnaire, name: str, *options: str, voice: str = "me") -> PageForm:
    """A form of this page, or of a joint page as an adult is asked it."""
    data = QueryDict(mutable=True)
    data.setlist("answer", list(options))
    return unbound(legs, name, voice, data)


def unbound(
    legs: Questionnaire, name: str, voice: str = "me", data: QueryDict | None = None
) -> PageForm:
    whole = page(legs, name)
    asked = SLOW if name == "slower_signs" else whole.questions
    return PageForm(whole, [legs.question(each) for each in asked], voice, data)


@pytest.mark.parametrize(
    ("name", "options", "errors"),
    [
        ("problem", [], {"answer": ["Choose the main problem"]}),
        ("problem", ["nonsense"], {"answer": ["Choose one of the answers shown"]}),
        ("problem", [LONG], {"answer": ["Choose one of the answers shown"]}),
        ("problem", ["soreness", "massage"], {"answer": ["Choose one answer only"]}),
        ("problem", ["soreness"], {}),
        ("slower_signs", [], {"answer": ["Choose what is true, or “None of these”"]}),
        ("slower_signs", ["weakness:numb\x00"], {"answer": ["Choose from the answers shown"]}),
        ("slower_signs", ["weakness:none"], {"answer": ["Choose from the answers shown"]}),
        ("slower_signs", ["child:limp"], {"answer": ["Choose from the answers shown"]}),
        ("slower_signs", ["numb"], {"answer": ["Choose from the answers shown"]}),
        (
            "slower_signs",
            ["none", "weakness:numb"],
            {"answer": ["Take away “None of these” if anything else here is true"]},
        ),
        ("slower_signs", ["weakness:numb", "slow_signs:lump", "slow_signs:not_sure"], {}),
        ("slower_signs", ["none"], {}),
    ],
)
def test_a_form_says_what_to_do(
    legs: Questionnaire, name: str, options: list[str], errors: dict[str, list[str]]
) -> None:
    assert dict(form(legs, name, *options).errors) == errors


def test_a_valid_answer_is_a_set_of_options_by_question(legs: Questionnaire) -> None:
    sound = form(legs, "slower_signs", "weakness:numb", "weakness:twitch", "weakness:numb")

    assert sound.is_valid()
    assert sound.cleaned_data["answer"] == {
        "weakness": {"numb", "twitch"},
        "slow_signs": {"none"},
    }


def test_none_of_these_answers_every_question_of_its_page(legs: Questionnaire) -> None:
    sound = form(legs, "muscle_signs", "none")

    assert sound.is_valid()
    assert sound.cleaned_data["answer"]["restless"] == {"urge_no"}
    assert set(sound.cleaned_data["answer"]) == set(page(legs, "muscle_signs").questions)


def test_an_error_speaks_of_whom_the_check_is_for(legs: Questionnaire) -> None:
    assert dict(form(legs, "impact", voice="child").errors) == {
        "answer": ["Choose how much it affects the child"]
    }


def test_what_was_ticked_is_kept_and_nothing_else(legs: Questionnaire) -> None:
    ticked = form(legs, "slower_signs", "none", "weakness:numb", "nonsense", "child:limp")

    assert ticked.chosen() == {"none", "weakness:numb"}
    assert unbound(legs, "slower_signs").chosen() == frozenset()


def test_answers_given_before_are_ticked_again(legs: Questionnaire) -> None:
    asked = [legs.question(name) for name in SLOW]
    clean = {"weakness": frozenset({"none"}), "slow_signs": frozenset({"none"})}

    def ticked(answers: dict[str, frozenset[str]]) -> frozenset[str]:
        return values_of(page(legs, "slower_signs"), asked, answers)

    assert ticked({}) == frozenset()
    assert ticked(clean) == {"none"}
    assert ticked({**clean, "weakness": frozenset({"numb"})}) == {"weakness:numb"}
    problem = [legs.question("problem")]
    chosen = {"problem": frozenset({"massage"})}
    assert values_of(page(legs, "problem"), problem, chosen) == {"massage"}


def test_every_page_has_words_for_a_missing_answer(legs: Questionnaire) -> None:
    silent = [
        each.id
        for each in legs.steps
        if not str(form(legs, each.id).errors["answer"][0]).startswith("Choose")
        or not (each.error or legs.question(each.questions[0]).error)
    ]

    assert silent == []
