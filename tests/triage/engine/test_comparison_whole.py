"""A comparison as a whole: its limits, the vignettes that move, and its summary."""

from dataclasses import replace

import pytest

from tests.triage.engine.factory import given, includes, multi, questionnaire, rule
from tests.triage.engine.small_edits import with_question, with_rule
from triage.engine.comparison import compare, goes_down
from triage.engine.proofs import Limits, TooLarge, Vignette
from triage.engine.urgency import Urgency

SMALL = questionnaire()
SORE = includes("problem", "soreness")


def test_beyond_the_stated_number_there_is_said_to_be_more() -> None:
    quiet = replace(SMALL, rules=SMALL.rules[:2])

    whole = compare(quiet, SMALL)
    cut = compare(quiet, SMALL, most_shifts=1)

    assert whole.up.is_complete
    assert len(whole.up.shifts) > 1
    assert not cut.up.is_complete
    assert len(cut.up.shifts) == 1
    assert not compare(quiet, SMALL, most_shifts=0).up.is_empty


def test_the_stated_number_itself_is_no_more() -> None:
    raised = with_rule(SMALL, "throb", urgency=Urgency.URGENT)

    assert compare(SMALL, raised, most_shifts=1).up.is_complete


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(variables=20), "20 variables"),
        (Limits(clauses=20), "20 clauses"),
        (Limits(conflicts=0), "0 dead ends"),
    ],
)
def test_what_is_too_large_is_refused_with_the_reason(limits: Limits, said: str) -> None:
    raised = with_rule(SMALL, "throb", urgency=Urgency.URGENT)

    with pytest.raises(TooLarge, match=said):
        compare(SMALL, raised, limits=limits)
    with pytest.raises(TooLarge, match=said):
        goes_down(SMALL, raised, limits)


def test_vignettes_that_move_are_named_the_calmer_ones_first() -> None:
    edited = with_rule(SMALL, "swollen", urgency=Urgency.SOON)
    edited = with_rule(edited, "other", urgency=Urgency.URGENT)
    cases = (
        Vignette("v1", given(problem="other"), (Urgency.ROUTINE,), story="Something else"),
        Vignette("v2", given(signs=["swollen"]), (Urgency.URGENT,), story="A swollen leg"),
        Vignette("v3", given(signs=["throb"]), (Urgency.SOON,), story="An ache"),
    )

    moved = compare(SMALL, edited, cases[:2], cases[1:]).vignettes

    assert [(each.id, each.before.key, each.after.key, each.is_down) for each in moved] == [
        ("v2", "urgent", "soon", True),
        ("v1", "routine", "urgent", False),
    ]
    assert moved[0].story == "A swollen leg"


def test_a_vignette_keeps_what_a_questionnaire_can_still_read() -> None:
    richer = with_question(SMALL, multi("signs", "swollen", "throb", "numb", ask_when=SORE))
    richer = replace(
        richer, rules=(*SMALL.rules, rule("numb", Urgency.SOON, includes("signs", "numb")))
    )
    case = Vignette("v", given(signs=["numb"], gone="yes"), (Urgency.SOON,))

    (moved,) = compare(SMALL, richer, (), (case,)).vignettes

    assert (moved.before, moved.after) == (Urgency.SELF_CARE, Urgency.SOON)


def test_the_summary_counts_and_can_be_kept_as_json() -> None:
    edited = with_rule(SMALL, "swollen", urgency=Urgency.SOON, reason="Other words.")
    edited = with_rule(edited, "blue", reason="Other words, too.")
    case = Vignette("v2", given(signs=["swollen"]), (Urgency.URGENT,))

    data = compare(SMALL, edited, (case,), (case,)).to_data()

    assert data["goes_down"] is True
    assert data["counts"] == {
        "added": 0,
        "removed": 0,
        "changed": 2,
        "moved": 0,
        "renamed": 0,
        "only_words": 1,
        "up": 0,
        "down": 1,
        "vignettes_up": 0,
        "vignettes_down": 1,
    }
    (shift,) = data["down"]["shifts"]
    assert shift["level"] == "urgent"
    assert shift["clauses"] == [
        {
            "kind": "includes",
            "question": "signs",
            "options": ["swollen"],
            "numbers": [],
            "where": "both",
        }
    ]
    assert shift["moves"][0]["answers_after"]["signs"] == ["swollen"]
