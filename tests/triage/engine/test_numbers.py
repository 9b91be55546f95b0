"""Questions for a number: what counts as an answer, how it is compared, and how it is proved."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.engine.brute_force import BruteForce, answers_possible
from tests.triage.engine.factory import (
    both,
    compares,
    either,
    given,
    includes,
    number,
    option,
    questionnaire,
    rule,
    single,
)
from tests.triage.engine.generated import questionnaires
from tests.triage.engine.provable import small_questionnaire, some_promises
from triage.engine.assessment import Assessment, assess
from triage.engine.conditions import BadCondition, Truth, because, evaluate
from triage.engine.journey import AnswerError, check_answer, fill_clean, replay
from triage.engine.numbers import BadNumber, Band, Measure, Relation, Span, canonical, is_number
from triage.engine.parts import NUMBER, BadQuestionnaire, Page
from triage.engine.proofs import AtLeast, BadPromise, Verdict, prove
from triage.engine.questionnaire import Questionnaire
from triage.engine.sooner import changes_that_raise
from triage.engine.storage import condition_data, condition_from
from triage.engine.urgency import Urgency

MADE_UP = times(60, 150)
FEWEST = times(3, 10)
AT_LEAST, AT_MOST, MORE_THAN, LESS_THAN = Relation
DOUBT = option("not_sure", label="I'm not sure", is_not_sure=True)
FEVER = number(
    "fever", "34", "43", unit="°C", decimals=1, harmless="36.5", options=(DOUBT,), is_ordered=True
)
HOT = compares("fever", AT_LEAST, "38.5")


def feverish(**changes: Any) -> Questionnaire:
    """Fever from 38.5 is soon, above 40 urgent; doubt is soon; `walk` is asked of the feverish."""
    parts: dict[str, Any] = {
        "questions": (FEVER, single("walk", "yes", "no", ask_when=HOT)),
        "definitions": (),
        "rules": (
            rule("well", Urgency.SELF_CARE, compares("fever", LESS_THAN, "38.5")),
            rule("hot", Urgency.SOON, HOT),
            rule("unsure", Urgency.SOON, includes("fever", "not_sure")),
            rule("burning", Urgency.URGENT, compares("fever", MORE_THAN, "40")),
            rule("down", Urgency.URGENT, includes("walk", "no")),
        ),
        "selfcare": (),
    }
    return questionnaire(**{**parts, **changes})


# What a number is


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("38", "38"), ("38.5", "38.5"), ("38,5", "38.5"), (" 38.50 ", "38.5"), ("38.0", "38"),
        ("38.", "38"), ("038", "38"), ("0", "0"), ("0.05", "0.05"), ("-0", "0"), ("100", "100"),
        ("999999.99", "999999.99"),
    ],
)  # fmt: skip
def test_a_number_is_kept_in_one_way_only(typed: str, kept: str) -> None:
    assert canonical(typed) == kept
    assert is_number(kept)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not_a_number"), ("a", "not_a_number"), ("3 8", "not_a_number"),
        ("1e3", "not_a_number"), ("nan", "not_a_number"), ("٣٨", "not_a_number"),
        (".5", "not_a_number"), ("1.5.2", "not_a_number"), ("9" * 5_000, "not_a_number"),
        ("-1", "too_small"), ("\u22121", "too_small"), ("1000000", "too_large"),
        ("1,000", "too_many_decimals"), ("1.234", "too_many_decimals"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_the_reason(typed: str, code: str) -> None:
    with pytest.raises(BadNumber) as refusal:
        canonical(typed)

    assert refusal.value.code == code


@pytest.mark.parametrize("text", ["38.50", "38,5", "038", "-1", "1e3", "", "1.234", "1234567"])
def test_nothing_else_counts_as_kept(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(BadCondition, match=r"Write a number such as 38\.5"):
        compares("fever", AT_LEAST, text)


# What a question for a number may be


def test_a_question_for_a_number_takes_numbers_within_its_limits() -> None:
    for typed, kept in [
        ("34", "34"),
        ("43,0", "43"),
        ("38.5 °C", "38.5"),
        ("not_sure", "not_sure"),
    ]:
        assert check_answer(FEVER, [typed]) == {kept}


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ([], "missing"), (["33.9"], "too_small"), (["43.1"], "too_large"),
        (["38.55"], "too_many_decimals"), (["hot"], "not_a_number"), (["38", "39"], "too_many"),
        (["38", "not_sure"], "too_many"), (["-3"], "too_small"), (["9" * 400], "not_a_number"),
    ],
)  # fmt: skip
def test_another_answer_is_refused(chosen: list[str], code: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        check_answer(FEVER, chosen)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"least": ""}, "the least number “” is none"),
        ({"most": "hot"}, "the most number “hot” is none"),
        ({"most": "43.55"}, "43.55 has more decimals than answers may"),
        ({"least": "43"}, "must be below the most"),
        ({"decimals": 3}, "0 to 2 decimals"),
        ({"harmless": "33"}, "the harmless number “33” is no answer"),
        ({"harmless": "not_sure"}, "the harmless number “not_sure” is no answer"),
        ({"harmless": "36.50"}, "the harmless number “36.50” is no answer"),
        ({"options": (option("high"),)}, "there may only be “not sure”"),
        ({"options": (replace(DOUBT, rank=1),)}, "there may only be “not sure”"),
        ({"options": (DOUBT, DOUBT)}, "two options share an id"),
        ({"options": (DOUBT,), "is_red_flag": True}, "say the least urgency of “not sure”"),
        ({"unit": "{a"}, "is not closed"),
    ],
)
def test_an_odd_question_for_a_number_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(FEVER, **changes)


@pytest.mark.parametrize(
    "changes", [{"unit": "°C"}, {"least": "1"}, {"most": "1"}, {"decimals": 1}]
)
def test_only_a_number_has_limits(changes: dict[str, Any]) -> None:
    with pytest.raises(BadQuestionnaire, match="only a question for a number"):
        single("trend", "better", "worse", **changes)


def test_a_number_has_a_page_of_its_own() -> None:
    page = Page("joint", "Both?", ("fever", "walk"))

    with pytest.raises(BadQuestionnaire, match="Ask it on a page of its own"):
        feverish(pages=(page,))


# Conditions


@pytest.mark.parametrize(
    ("relation", "holds"),
    [
        (AT_LEAST, (False, True, True)),
        (AT_MOST, (True, True, False)),
        (MORE_THAN, (False, False, True)),
        (LESS_THAN, (True, False, False)),
    ],
)
def test_a_number_is_compared_as_a_number(relation: Relation, holds: tuple[bool, ...]) -> None:
    """As text, “9.9” would be more than “10”."""
    condition = compares("fever", relation, "10")

    found = [evaluate(condition, given(fever=each), {}) for each in ("9.9", "10", "10.1")]

    assert found == [Truth.TRUE if each else Truth.FALSE for each in holds]


def test_a_number_not_given_is_unknown_and_doubt_is_no_number() -> None:
    assert evaluate(HOT, {}, {}) is Truth.UNKNOWN
    assert evaluate(HOT, given(fever="not_sure"), {}) is Truth.FALSE
    assert evaluate(HOT, {"fever": frozenset()}, {}) is Truth.FALSE


def test_the_number_given_is_the_reason() -> None:
    condition = either(HOT, both(compares("fever", LESS_THAN, "35"), includes("walk", "no")))

    assert because(condition, given(fever="39.1", walk="no"), {}) == {"fever": ("39.1",)}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (compares("walk", AT_LEAST, "38"), "walk asks for no number"),
        (compares("fever", AT_LEAST, "43.1"), "fever: 43.1 is not among its numbers, 34 to 43"),
        (compares("fever", AT_LEAST, "38.55"), "fever: 38.55 has too many decimals"),
        (compares("fever", MORE_THAN, "43"), "no number of fever is more than 43"),
        (compares("fever", LESS_THAN, "34"), "no number of fever is less than 34"),
        (includes("fever", "38"), "fever has no option “38”"),
    ],
)
def test_a_condition_that_fits_no_question_is_refused(condition: Any, said: str) -> None:
    with pytest.raises(BadQuestionnaire, match=f"rule odd: {said}"):
        feverish(rules=(rule("odd", Urgency.SOON, condition),))


def test_a_comparison_comes_back_from_plain_data() -> None:
    assert condition_data(HOT) == {"question": "fever", "relation": "at_least", "number": "38.5"}
    assert condition_from(condition_data(HOT)) == HOT
    with pytest.raises(BadQuestionnaire, match="no condition"):
        condition_from({"question": "fever", "relation": "about", "number": "38.5"})


# A journey


def test_a_number_is_asked_counted_and_decides() -> None:
    whole = feverish()

    assert replay(whole, {}).next_question == FEVER
    assert assess(whole, given(fever="38,50")).journey.counted == given(fever="38.5")
    assert replay(whole, given(fever="38.5")).next_question == whole.question("walk")
    assert assess(whole, given(fever="38.4")).urgency is Urgency.SELF_CARE
    assert assess(whole, given(fever="40", walk="yes")).urgency is Urgency.SOON
    assert assess(whole, given(fever="40.1", walk="yes")).urgency is Urgency.URGENT


def test_a_number_beyond_the_limits_counts_as_not_given() -> None:
    assert replay(feverish(), given(fever="44")).next_question == FEVER


def test_numbers_that_would_raise_the_result_are_said_as_stretches() -> None:
    whole = feverish()
    seen = assess(whole, given(fever="37"))

    found = [(each.urgency, each.numbers) for each in changes_that_raise(whole, seen)]

    assert found == [
        (Urgency.URGENT, Span("40.1", "43", is_highest=True)),
        (Urgency.SOON, Span("38.5", "40")),
    ]


def test_a_number_that_is_a_fact_cannot_change() -> None:
    walk = feverish().question("walk")
    whole = feverish(questions=(replace(FEVER, is_fact=True), walk))

    assert changes_that_raise(whole, assess(whole, given(fever="37"))) == ()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span("38.5", "40"), "38.5 to 40 °C"),
        (Span("40.1", "43", is_highest=True), "40.1 °C or more"),
        (Span("34", "35", is_lowest=True), "35 °C or less"),
        (Span("38", "38"), "38 °C"),
        (Span("34", "43", is_lowest=True, is_highest=True), "any number"),
    ],
)
def test_a_stretch_is_said_in_words(span: Span, words: str) -> None:
    assert span.words(FEVER.measure) == words


# Numbers that make no difference


def test_bands_end_exactly_where_a_condition_says_something_else() -> None:
    assert feverish().bands == {
        "fever": (
            Band("34", "38.4", "36.5"),
            Band("38.5", "40", "38.5"),
            Band("40.1", "43", "40.1"),
        )
    }
    assert feverish().classes == {"fever": ("36.5", "38.5", "40.1")}
    assert feverish().choices["fever"] == ("36.5", "38.5", "40.1", "not_sure")


def test_at_least_and_more_than_part_the_number_itself() -> None:
    whens = [compares("fever", AT_LEAST, "38"), compares("fever", MORE_THAN, "38")]
    whole = feverish(rules=tuple(rule(f"r{n}", Urgency.SOON, c) for n, c in enumerate(whens)))

    assert Band("38", "38", "38") in whole.bands["fever"]


def alike(seen: Assessment) -> tuple[object, ...]:
    """All that a result says but for the number itself."""
    rules = tuple(reason.rule for reason in seen.reasons)
    return seen.path, rules, seen.urgency, seen.tells, seen.notes, seen.selfcare, seen.is_complete


@settings(max_examples=times(15, 60), deadline=None, derandomize=True)
@for_all(st.data())
def test_numbers_of_one_band_lead_to_the_same(data: st.DataObject) -> None:
    whole = data.draw(questionnaires().filter(lambda each: each.bands))
    asked = whole.question(data.draw(st.sampled_from(sorted(whole.bands))))
    measure, band = asked.measure, data.draw(st.sampled_from(whole.bands[asked.id]))
    step = data.draw(st.integers(measure.step(band.first), measure.step(band.last)))
    answers = fill_clean(whole, {})

    one, other = (
        assess(whole, {**answers, asked.id: frozenset({said})})
        for said in (measure.at(step), band.example)
    )

    assert alike(one) == alike(other)


@settings(max_examples=times(12, 40), deadline=None, derandomize=True)
@for_all(questionnaires().filter(lambda each: bool(each.bands)))
def test_every_number_is_in_one_band(whole: Questionnaire) -> None:
    for name, found in whole.bands.items():
        measure = whole.question(name).measure
        ends = [(measure.step(band.first), measure.step(band.last)) for band in found]
        assert ends[0][0] == measure.step(measure.least)
        assert ends[-1][1] == measure.step(measure.most)
        assert all(one[1] + 1 == other[0] for one, other in pairwise(ends))
        examples = [Decimal(band.example) for band in found]
        assert all(
            Decimal(band.first) <= example <= Decimal(band.last)
            for band, example in zip(found, examples, strict=True)
        )
        assert whole.question(name).harmless in whole.classes[name]


# Proofs


def test_proofs_agree_with_trying_every_single_number() -> None:
    tried = Counter[str]()
    for seed in range(MADE_UP):
        whole = small_questionnaire(seed, share_of_numbers=0.7)
        promises = some_promises(seed, whole)
        report = prove(whole, promises=promises)
        brute = BruteForce(whole, promises)

        faults = {(p.name, e.place) for p in report.proofs for e in p.counter_examples}
        findings = {(p.name, e.place) for p in report.proofs for e in p.findings}
        assert faults == brute.faults(), f"seed {seed}"
        assert findings == brute.findings(), f"seed {seed}"
        numbers = {f"question {each.id}" for each in whole.questions if each.kind == NUMBER}
        tried.update(f"{name} refuted" for name, place in faults if place in numbers)
        tried["numbers"] += sum(len(answers_possible(whole.question(n))) for n in whole.bands)
        ordered = [each for each in whole.questions if each.kind == NUMBER and each.is_ordered]
        tried["ratchet kept"] += sum(("ratchet", f"question {q.id}") not in faults for q in ordered)

    assert min(tried["numbers"], tried["ratchet refuted"], tried["ratchet kept"]) >= FEWEST


def test_a_larger_number_that_calms_is_refuted() -> None:
    cold = rule("cold", Urgency.EMERGENCY, compares("fever", AT_MOST, "35"))
    calmer = feverish(rules=(*feverish().rules, cold))

    (example,) = prove(calmer).proof("ratchet").counter_examples

    assert example.place == "question fever"
    assert example.answers == given(fever="34")


def test_what_grows_with_the_number_is_proved() -> None:
    assert prove(feverish()).proof("ratchet").verdict is Verdict.PROVED


def test_a_promise_may_compare_where_no_rule_does() -> None:
    """Without a class of its own the number of the promise would be proved at another one."""
    kept = AtLeast("kept", compares("fever", AT_LEAST, "38.5"), Urgency.SOON)
    broken = AtLeast("broken", compares("fever", AT_LEAST, "38.4"), Urgency.SOON)

    (example,) = prove(feverish(), promises=[kept, broken]).proof("promises").counter_examples

    assert example.place == "promise broken"
    assert example.answers == given(fever="38.4")


def test_a_promise_on_a_number_that_nobody_gives_is_refused() -> None:
    with pytest.raises(BadPromise, match="promise p: fever: 44 is not among its numbers"):
        prove(feverish(), promises=[AtLeast("p", compares("fever", AT_MOST, "44"), Urgency.SOON)])


def test_a_measure_without_a_unit_says_the_number_alone() -> None:
    assert Measure("", "0", "10").with_unit("3") == "3"
