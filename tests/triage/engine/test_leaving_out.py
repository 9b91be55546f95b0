"""Questions that can change nothing are not asked; and if one could, the proof would find it."""

import pytest

from tests.triage.engine.factory import (
    Answers,
    both,
    given,
    includes,
    multi,
    note,
    option,
    questionnaire,
    rule,
    single,
)
from triage.engine import relevance
from triage.engine.assessment import assess
from triage.engine.conditions import Condition
from triage.engine.journey import replay
from triage.engine.parts import Page, Question, Rule
from triage.engine.proofs import Disagreement, prove
from triage.engine.proofs.outlooks import Outlook
from triage.engine.questionnaire import Questionnaire
from triage.engine.relevance import _Outlook
from triage.engine.urgency import Urgency

URGENT, SOON, ROUTINE = Urgency.URGENT, Urgency.SOON, Urgency.ROUTINE
PROBLEM = single("problem", "soreness", "other")
SORE = includes("problem", "soreness")


def yes_no(name: str, ask_when: Condition | None = None) -> Question:
    return single(name, "no", "yes", ask_when=ask_when)


def check(*questions: Question, rules: tuple[Rule, ...], **changes: object) -> Questionnaire:
    base = rule("base", Urgency.SELF_CARE, includes("problem", "soreness", "other"))
    return questionnaire(
        questions=(PROBLEM, *questions), rules=(*rules, base), definitions=(), **changes
    )


def asked(whole: Questionnaire, answers: Answers) -> list[str]:
    """What a reader is asked who answers page by page."""
    so_far: Answers = {}
    while opened := replay(whole, so_far).next_page:
        so_far |= {name: answers[name] for name in opened.questions}
    return list(so_far)


SWELLS = rule("swells", URGENT, includes("swollen", "yes"))
ANSWERS = given(problem="soreness", swollen="yes", long="yes", worse="yes")
CALM = given(problem="soreness", swollen="no", long="yes", worse="yes")


def test_what_cannot_reach_the_result_is_not_asked() -> None:
    slow = rule("slow", SOON, both(includes("long", "yes"), includes("worse", "yes")))
    whole = check(yes_no("swollen"), yes_no("long"), yes_no("worse"), rules=(SWELLS, slow))

    assert asked(whole, ANSWERS) == ["problem", "swollen"]
    assert asked(whole, CALM) == ["problem", "swollen", "long", "worse"]
    assert asked(whole, {**CALM, **given(long="no")}) == ["problem", "swollen", "long"]


def test_other_advice_at_the_same_level_is_still_asked_for() -> None:
    same = rule("same", URGENT, includes("long", "yes"), tell=SWELLS.tell)
    other = rule("other", URGENT, includes("worse", "yes"), tell="Something else.")
    whole = check(yes_no("swollen"), yes_no("long"), yes_no("worse"), rules=(SWELLS, same, other))

    assert asked(whole, ANSWERS) == ["problem", "swollen", "worse"]


def test_a_question_that_opens_another_is_asked() -> None:
    opened = yes_no("worse", ask_when=includes("long", "yes"))
    worst = rule("worst", URGENT, includes("worse", "yes"), tell="At once.")
    whole = check(yes_no("swollen"), yes_no("long"), opened, rules=(SWELLS, worst))

    assert asked(whole, ANSWERS) == ["problem", "swollen", "long", "worse"]
    assert asked(whole, {**ANSWERS, **given(long="no")}) == ["problem", "swollen", "long"]


def test_a_note_still_to_be_shown_is_asked_for() -> None:
    shown = note("long", URGENT, show_when=includes("long", "yes"))
    whole = check(yes_no("swollen"), yes_no("long"), rules=(SWELLS,), notes=(shown,))
    calmer = note("long", ROUTINE, show_when=includes("long", "yes"))
    hidden = check(yes_no("swollen"), yes_no("long"), rules=(SWELLS,), notes=(calmer,))

    assert asked(whole, ANSWERS) == ["problem", "swollen", "long"]
    assert asked(hidden, ANSWERS) == ["problem", "swollen"]


def test_an_answer_that_is_given_anyway_counts_as_a_reason() -> None:
    slow = rule("slow", SOON, includes("long", "yes"))
    whole = check(yes_no("swollen"), yes_no("long"), rules=(SWELLS, slow))

    seen = assess(whole, ANSWERS)

    assert seen.urgency is URGENT
    assert [reason.rule.id for reason in seen.reasons] == ["swells", "slow", "base"]


def test_what_changes_nothing_is_left_out_of_a_joint_page() -> None:
    signs = tuple(
        multi(name, options=(option("yes"), option("none", is_exclusive=True)), ask_when=when)
        for name, when in (("long", None), ("worse", None))
    )
    slow = rule("slow", SOON, includes("long", "yes"))
    worst = rule("worst", URGENT, includes("worse", "yes"), tell="At once.")
    joint = Page("signs", "Is any of this true?", ("long", "worse"))
    whole = check(yes_no("swollen"), *signs, rules=(SWELLS, slow, worst), pages=(joint,))
    some = given(problem="soreness", swollen="yes")

    opened = replay(whole, some).next_page

    assert opened is not None
    assert (opened.page, opened.questions) == (joint, ("worse",))


# The proof finds a rule of leaving out that goes too far


def advice_is_forgotten(outlook: object, rule_: Rule) -> bool:
    """As if only the urgency mattered."""
    assert isinstance(outlook, _Outlook)
    return outlook.top is None or rule_.urgency > outlook.top


def advice_is_forgotten_in_formulas(outlook: Outlook, rule_: Rule) -> int:
    as_urgent = (other for other in outlook._whole.rules if other.urgency >= rule_.urgency)
    return -outlook._any(as_urgent)


@pytest.fixture
def told_twice() -> Questionnaire:
    other = rule("other", URGENT, includes("long", "yes"), tell="Something else.")
    return check(yes_no("swollen"), yes_no("long"), rules=(SWELLS, other))


def leave_out_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relevance._Outlook, "could_tell", advice_is_forgotten)
    monkeypatch.setattr(Outlook, "_could_tell", advice_is_forgotten_in_formulas)


def test_leaving_out_too_much_is_refuted_with_the_answers_that_show_it(
    monkeypatch: pytest.MonkeyPatch, told_twice: Questionnaire
) -> None:
    assert prove(told_twice).proof("leaving out").counter_examples == ()

    leave_out_too_much(monkeypatch)

    (found,) = prove(told_twice).proof("leaving out").counter_examples
    assert found.place == "the advice"
    assert found.answers == given(problem="soreness", swollen="yes")
    assert found.changed == given(problem="soreness", swollen="yes", long="yes")


def test_formulas_and_engine_that_leave_out_differently_are_found(
    monkeypatch: pytest.MonkeyPatch, told_twice: Questionnaire
) -> None:
    monkeypatch.setattr(Outlook, "_could_tell", advice_is_forgotten_in_formulas)

    with pytest.raises(Disagreement):
        prove(told_twice)
