"""Pages are counted by walking, as a reader would."""

from dataclasses import replace

from tests.triage.engine.factory import given, includes, multi, questionnaire, rule
from triage.engine.journey import fill_clean
from triage.engine.lengths import Lengths, clean_runs, lengths, pages_walked
from triage.engine.parts import Page
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency


def walked(whole: Questionnaire, **answers: str) -> int:
    return pages_walked(whole, fill_clean(whole, given(**answers)))


def test_only_what_is_asked_is_counted() -> None:
    small = questionnaire()

    assert walked(small, problem="soreness", signs="throb") == 4
    assert walked(small, problem="other") < walked(small, problem="soreness", signs="throb")


def test_an_emergency_ends_the_count() -> None:
    assert walked(questionnaire(), alarm="blue") == 1


def test_joined_questions_are_one_page() -> None:
    small = questionnaire()
    apart = replace(
        small,
        questions=(multi("first", "red"), *small.questions),
        rules=(*small.rules, rule("red", Urgency.EMERGENCY, includes("first", "red"))),
    )
    joined = replace(apart, pages=(Page("screen", "Any of these?", ("first", "alarm")),))

    assert walked(apart, problem="soreness", signs="throb") == 5
    assert walked(joined, problem="soreness", signs="throb") == 4


def test_the_shortest_middle_and_longest_run_are_told() -> None:
    small = questionnaire()
    runs = [given(alarm="blue"), given(alarm="blue"), given(signs="throb")]

    found = lengths(small, runs)

    assert found == Lengths(runs=3, shortest=1, middle=1, longest=4)
    assert str(found) == "1 at least, 1 in the middle, 4 at most"
    assert lengths(small, []) is None


def test_clean_runs_vary_what_decides_which_questions_are_asked() -> None:
    assert list(clean_runs(questionnaire())) == [given(problem="soreness"), given(problem="other")]
