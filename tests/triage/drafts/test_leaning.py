"""Who uses a name, and renaming it everywhere: by word, not by chance of letters."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from tests.triage.drafts.desk import filled
from tests.triage.engine.generated import conditions
from tests.triage.test_grammar import WORDS
from triage.desk import drafts, leaning
from triage.desk.leaning import Name
from triage.engine.conditions import AllOf, AnyOf, Condition, Includes, names, write
from triage.models import DraftPromise, DraftQuestion, DraftRule, DraftSelfCare, DraftVignette


def said(text: str) -> list[tuple[str, str, str]]:
    return [
        (each.name.kind, each.name.question, text[each.start : each.end])
        for each in leaning.in_condition(text)
    ]


def test_the_words_of_a_condition_are_told_apart() -> None:
    text = "(a is any of (b, c) or d) and a IS b"

    assert said(text) == [
        ("question", "", "a"),
        ("option", "a", "b"),
        ("option", "a", "c"),
        ("definition", "", "d"),
        ("question", "", "a"),
        ("option", "a", "b"),
    ]


def test_a_comparison_with_a_number_names_its_question_alone() -> None:
    assert said("fever is at least 38.5 and a is b") == [
        ("question", "", "fever"),
        ("question", "", "a"),
        ("option", "a", "b"),
    ]


def test_a_condition_that_cannot_be_read_is_searched_all_the_same() -> None:
    assert ("option", "a", "b") in said("a is b and (and not c")


@given(conditions(dict(WORDS.questions), tuple(sorted(WORDS.definitions))))
@settings(deadline=None)
def test_every_word_that_is_found_in_a_written_condition_is_one_it_has(
    condition: Condition,
) -> None:
    found = [each.name for each in leaning.in_condition(write(condition))]

    leaves = list(_own_leaves(condition))
    assert sorted(n.key for n in found if n.kind == "question") == sorted(q for q, _ in leaves)
    assert sorted((n.question, n.key) for n in found if n.kind == "option") == sorted(
        (question, option) for question, options in leaves for option in options
    )
    assert sorted(n.key for n in found if n.kind == "definition") == sorted(names(condition))


def _own_leaves(condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    match condition:
        case Includes(question, options):
            yield question, options
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _own_leaves(part)


@pytest.mark.django_db
def test_a_question_under_a_new_name_is_renamed_in_every_kind_of_row() -> None:
    draft = filled()
    DraftVignette.objects.create(draft=draft, key="t1", answers="problem: other\nsigns: swollen")
    DraftPromise.objects.create(
        draft=draft, key="p", kind="never_calmer_than", question="signs", options="swollen"
    )
    DraftQuestion.objects.filter(key="signs").update(key="marks")

    leaning.rename(draft, Name("question", "signs"), "marks")

    assert drafts.document(draft)["definitions"] == {
        "alarming": "marks is any of (swollen, not_sure)"
    }
    assert DraftVignette.objects.get().answers == "problem: other\nmarks: swollen"
    assert DraftPromise.objects.get().question == "marks"


@pytest.mark.django_db
def test_an_option_is_renamed_for_its_own_question_alone() -> None:
    draft = filled()
    DraftRule.objects.update(condition="problem is other and signs is any of (none, other)")
    DraftSelfCare.objects.update(key="other")

    leaning.rename(draft, Name("option", "other", "problem"), "elsewhere")

    assert DraftRule.objects.get().condition == (
        "problem is elsewhere and signs is any of (none, other)"
    )
    assert DraftSelfCare.objects.get().key == "elsewhere"


@pytest.mark.django_db
def test_a_name_within_a_longer_name_is_left_alone() -> None:
    draft = filled()
    DraftRule.objects.update(condition="signs_more is swollen")

    leaning.rename(draft, Name("question", "signs"), "marks")

    assert DraftRule.objects.get().condition == "signs_more is swollen"
