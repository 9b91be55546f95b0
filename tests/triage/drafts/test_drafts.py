"""Between rows, files and questionnaires: nothing is lost, and everything wrong is named."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from tests.triage.drafts.desk import filled, url
from tests.triage.test_questionnaire_file import SOUND
from triage.desk import drafts
from triage.engine.storage import content_hash, to_data
from triage.engine.urgency import Urgency
from triage.files.questionnaire import document_of, read
from triage.models import (
    Draft,
    DraftDefinition,
    DraftOutcome,
    DraftPromise,
    DraftQuestion,
    DraftRule,
    DraftSection,
    DraftTopic,
    DraftVignette,
    Level,
    Release,
)

pytestmark = pytest.mark.django_db


def places(draft: Draft) -> list[str]:
    return [finding.place for finding in drafts.build(draft).findings]


def reasons(draft: Draft) -> str:
    return "\n".join(finding.reason for finding in drafts.build(draft).findings)


def test_a_release_becomes_a_draft_and_the_same_questionnaire_again(release: Release) -> None:
    draft = drafts.begin("legs", None)

    built = drafts.build(draft)

    assert built.findings == ()
    assert built.questionnaire is not None
    frozen = release.content["questionnaire"]
    assert content_hash(to_data(built.questionnaire)) == content_hash(frozen)
    assert draft.began_from == release


def test_a_draft_from_the_first_release_keeps_the_shipped_promises(release: Release) -> None:
    built = drafts.build(drafts.begin("legs", None))

    assert "p6-under-5" in {promise.id for promise in built.promises}
    assert built.vignettes


def test_filling_a_draft_with_its_own_document_changes_nothing(release: Release) -> None:
    draft = drafts.begin("legs", None)
    DraftTopic.objects.create(draft=draft, key="cramps", references="leg-cramps\nfaq#s-one")
    before = drafts.document(draft)

    drafts.fill(draft, before)

    assert drafts.document(draft) == before


def test_a_file_becomes_a_draft_and_the_same_questionnaire_again() -> None:
    draft = filled()

    assert drafts.build(draft).questionnaire == read(SOUND, "small.yaml")


def test_what_a_file_has_no_word_on_stays() -> None:
    draft = filled()
    DraftVignette.objects.create(draft=draft, key="t1", answers="signs: swollen")
    DraftPromise.objects.create(draft=draft, key="p1", kind="at_least", condition="alarming")

    drafts.fill(draft, document_of(SOUND, "small.yaml"))

    assert DraftVignette.objects.get().key == "t1"
    assert DraftPromise.objects.get().key == "p1"


def test_a_check_without_a_release_begins_empty() -> None:
    draft = drafts.begin("arms", None)

    assert drafts.document(draft) == {"name": "arms"}
    assert drafts.build(draft).questionnaire is None


def test_a_check_has_one_draft() -> None:
    drafts.begin("arms", None)

    with pytest.raises(IntegrityError):
        drafts.begin("arms", None)


def test_every_change_raises_the_revision() -> None:
    draft = filled()
    before = draft.revision

    with drafts.changed(draft, by=None) as revision:
        pass

    assert revision == before + 1
    assert Draft.objects.get().revision == before + 1


def test_everything_that_is_wrong_is_found_at_once_and_leads_to_its_page() -> None:
    draft = filled()
    DraftQuestion.objects.filter(key="problem").update(text="")
    DraftDefinition.objects.create(draft=draft, key="odd", condition="nobody")
    DraftRule.objects.update(condition="signs is swolen", reason="")
    DraftOutcome.objects.filter(urgency="soon").delete()
    DraftOutcome.objects.filter(urgency="urgent").update(safety_net="")
    DraftVignette.objects.create(draft=draft, key="t1")

    built = drafts.build(draft)

    assert built.questionnaire is None
    assert set(places(draft)) == {
        "question problem",
        "definition odd",
        "rule u-swollen",
        "outcome urgent",
        "",
        "vignette t1",
    }
    assert "Did you mean “swollen”?" in reasons(draft)
    assert "“Reason” is missing or empty" in reasons(draft)
    assert "no outcome for “soon”" in reasons(draft)
    links = {finding.place: finding.url for finding in built.findings}
    assert links["rule u-swollen"] == url(DraftRule.objects.get())
    assert links["question problem"] == url(DraftQuestion.objects.get(key="problem"))
    assert links[""] == url(draft)


def test_circles_and_looking_ahead_are_all_found_beside_each_other() -> None:
    draft = filled()
    for name, condition in (("a", "b"), ("b", "a"), ("c", "c")):
        DraftDefinition.objects.create(draft=draft, key=name, condition=condition)
    DraftQuestion.objects.filter(key="problem").update(ask_when="signs is swollen")

    assert places(draft) == ["definition a", "definition c", "question problem"]


def test_a_circle_of_questions_is_found() -> None:
    """`signs` is asked when the problem is soreness, and `problem` when the signs are …"""
    draft = filled()
    DraftQuestion.objects.filter(key="problem").update(ask_when="alarming")

    assert places(draft) == ["question problem"]
    assert "depends on signs" in reasons(draft)


def test_a_question_in_no_section_and_a_rule_of_no_pattern_are_found() -> None:
    draft = filled()
    DraftQuestion.objects.filter(key="signs").update(section=None)
    DraftRule.objects.update(pattern=None)

    assert places(draft) == ["question signs", "rule u-swollen"]


def test_texts_that_a_browser_sent_have_plain_line_ends() -> None:
    draft = filled()
    DraftQuestion.objects.filter(key="problem").update(why="One.\r\nTwo.")

    questionnaire = drafts.build(draft).questionnaire

    assert questionnaire is not None
    assert questionnaire.question("problem").why == "One.\nTwo."


def test_a_text_too_long_for_its_place_leaves_the_draft_as_it_was() -> None:
    draft = filled()
    document = drafts.document(draft)
    document["sections"][0]["title"] = "x" * 121

    with pytest.raises(drafts.DoesNotFit, match="section s1: the title is longer than 120"):
        drafts.fill(draft, document)

    assert DraftSection.objects.get().title == "One"


def test_a_part_nobody_has_leads_to_the_draft() -> None:
    draft = filled()

    assert drafts.places(draft)("rule gone") == reverse(
        "admin:triage_draft_change", args=[draft.pk]
    )


def test_a_document_takes_as_many_queries_for_a_long_draft(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    draft = filled()
    section = DraftSection.objects.get()
    DraftQuestion.objects.bulk_create(
        DraftQuestion(draft=draft, section=section, key=f"q{number}", position=number + 2)
        for number in range(200)
    )

    with django_assert_num_queries(13):
        drafts.document(draft)


def test_the_levels_editors_choose_from_are_those_of_the_engine() -> None:
    assert list(Level.values) == [level.key for level in sorted(Urgency, reverse=True)]


def test_a_question_for_a_number_comes_back_the_same() -> None:
    draft = filled()
    DraftQuestion.objects.create(
        draft=draft,
        section=DraftSection.objects.get(),
        position=5,
        key="fever",
        kind="number",
        text="How warm?",
        harmless="37",
        unit="°C",
        least="34",
        most="43.5",
        decimals=1,
    )
    DraftRule.objects.update(condition="fever is at least 38.5")
    before = drafts.document(draft)

    built = drafts.build(draft)
    drafts.fill(draft, before)

    assert built.findings == ()
    assert built.questionnaire is not None
    assert built.questionnaire.question("fever").most == "43.5"
    assert drafts.document(draft) == before
