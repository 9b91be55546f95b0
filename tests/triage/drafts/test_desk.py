"""An editor at the desk: nothing breaks in silence, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.triage.drafts.desk import editor, filled, typed, url
from triage.desk import drafts
from triage.models import (
    Draft,
    DraftDefinition,
    DraftOption,
    DraftPage,
    DraftPattern,
    DraftQuestion,
    DraftRule,
    DraftSection,
    Release,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    return editor("view_draft", "change_draft", "add_draft")


@pytest.fixture
def draft() -> Draft:
    return filled()


def text_of(response: Any) -> str:
    return str(response.content.decode())


def saved(response: Any) -> bool:
    return bool(response.status_code == 302)


def add_url(draft: Draft, kind: str) -> str:
    return f"{reverse(f'admin:triage_draft{kind}_add')}?draft={draft.pk}"


def test_a_draft_begins_from_what_readers_have(desk: Client, release: Release) -> None:
    response = desk.post(reverse("admin:triage_draft_add"), {"check_slug": "legs"}, follow=True)

    begun = Draft.objects.get()
    assert begun.began_from == release
    assert "The draft is begun from legs release 1." in text_of(response)
    assert drafts.build(begun).findings == ()


def test_a_second_draft_of_a_check_is_refused(desk: Client, draft: Draft) -> None:
    response = desk.post(reverse("admin:triage_draft_add"), {"check_slug": "small"})

    assert "This check has a draft already. Change that one." in text_of(response)


def test_the_drafts_page_leads_to_every_part(desk: Client, draft: Draft) -> None:
    page = text_of(desk.get(url(draft)))

    for row in (*DraftQuestion.objects.all(), DraftSection.objects.get()):
        assert url(row) in page
    for kind in ("rule", "definition", "pattern", "note", "selfcare", "topic", "vignette"):
        assert reverse(f"admin:triage_draft{kind}_changelist") in page


def test_a_rule_is_added_to_its_draft_and_checked(desk: Client, draft: Draft) -> None:
    sent = {
        "key": "s-other",
        "urgency": "soon",
        "pattern": DraftPattern.objects.get().pk,
        "condition": "problem is othr",
        "reason": "It is something else.",
    }

    refused = desk.post(add_url(draft, "rule"), sent)
    accepted = desk.post(add_url(draft, "rule"), {**sent, "condition": "problem is other"})

    assert "I don&#x27;t know “othr” as an answer to problem. Did you mean “other”?" in text_of(
        refused
    )
    assert "problem is othr</textarea>" in text_of(refused)
    assert saved(accepted)
    added = DraftRule.objects.get(key="s-other")
    assert (added.draft, added.position) == (draft, 1)
    assert drafts.build(draft).findings == ()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("key", "Two words", "is no name"),
        ("key", "any", "is a word of the condition language"),
        ("key", "problem", "There is another question of that name."),
        ("text", "What hurts {you|them?", "is not closed"),
        ("ask_when", "not problem is other", "There is no “not”"),
    ],
)
def test_a_question_that_could_not_stand_is_refused_at_its_field(
    desk: Client, draft: Draft, field: str, value: str, said: str
) -> None:
    row = DraftQuestion.objects.get(key="signs")

    response = desk.post(url(row), typed(row, **{field: value}))

    assert response.status_code == 200
    assert said in text_of(response)
    assert value in text_of(response)


def test_a_half_done_question_may_be_saved(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="signs")

    assert saved(desk.post(url(row), typed(row, text="", harmless="", not_sure_floor="")))
    assert drafts.build(draft).findings


def test_a_renamed_question_takes_everything_along(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="signs")

    response = desk.post(url(row), typed(row, key="marks"), follow=True)

    assert DraftDefinition.objects.get().condition == "marks is any of (swollen, not_sure)"
    assert "“signs” is now “marks” in 1 other place, too." in text_of(response)
    assert drafts.build(draft).findings == ()


def test_a_renamed_option_takes_everything_along(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="problem")
    change = {"options-0-key": "ache", "harmless": "ache"}

    desk.post(url(row), typed(row, **change))

    built = drafts.build(draft)
    assert built.findings == ()
    assert built.questionnaire is not None
    assert built.questionnaire.selfcare[0].problem == "ache"


def test_a_name_that_others_still_use_is_never_changed_in_silence(
    desk: Client, draft: Draft
) -> None:
    row = DraftQuestion.objects.get(key="signs")

    response = desk.post(url(row), typed(row, key="marks", rename=False), follow=True)

    assert "“signs” is still used by definition alarming." in text_of(response)
    assert [f.place for f in drafts.build(draft).findings] == ["definition alarming"]


def test_an_option_that_rules_use_is_not_deleted_under_them(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="signs")

    response = desk.post(url(row), typed(row, **{"options-0-DELETE": True}))

    assert "“swollen” is used by definition alarming. Take it out there first" in text_of(response)
    assert DraftOption.objects.filter(key="swollen").exists()


def test_a_question_that_rules_use_is_not_deleted_under_them(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="signs")

    page = desk.post(url(row, "delete"), {"post": "yes"})

    assert "cannot be deleted yet" in text_of(page)
    assert url(DraftDefinition.objects.get()) in text_of(page)
    assert DraftQuestion.objects.filter(key="signs").exists()


def test_a_pattern_with_rules_is_not_deleted(desk: Client, draft: Draft) -> None:
    desk.post(url(DraftPattern.objects.get(), "delete"), {"post": "yes"})

    assert DraftPattern.objects.exists()


def test_what_nothing_leans_on_is_deleted(desk: Client, draft: Draft) -> None:
    before = Draft.objects.get().revision

    response = desk.post(url(DraftRule.objects.get(), "delete"), {"post": "yes"})

    assert response.headers["Location"] == url(draft)
    assert not DraftRule.objects.exists()
    assert Draft.objects.get().revision == before + 1


def test_a_question_moves_up_and_down_without_script(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="signs")

    desk.post(
        reverse("admin:triage_draft_move", args=[draft.pk]), {"move": f"question-{row.pk}-up"}
    )

    assert [q["id"] for q in drafts.document(draft)["questions"]] == ["signs", "problem"]


def test_an_option_moves_and_what_was_typed_is_kept(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="problem")
    option = DraftOption.objects.get(key="other")

    response = desk.post(url(row), typed(row, text="Where?", _move=f"option-{option.pk}-up"))

    question = drafts.document(draft)["questions"][0]
    assert saved(response)
    assert question["text"] == "Where?"
    assert [each["id"] for each in question["options"]] == ["other", "soreness"]


def test_a_copy_stands_right_after_with_its_options(desk: Client, draft: Draft) -> None:
    row = DraftQuestion.objects.get(key="problem")

    desk.post(url(row), typed(row, _copy="1"))

    questions = drafts.document(draft)["questions"]
    assert [question["id"] for question in questions] == ["problem", "problem_2", "signs"]
    assert questions[1]["options"] == questions[0]["options"]


def test_the_second_of_two_editors_sees_both_texts_and_saves_knowingly(
    desk: Client, draft: Draft
) -> None:
    row = DraftRule.objects.get()
    opened = typed(row)
    desk.post(url(row), {**opened, "reason": "Theirs."})

    refused = desk.post(url(row), {**opened, "reason": "Mine."})
    page = text_of(refused)
    kept = DraftRule.objects.get().reason
    over = page.split('name="over" id="over" value="')[1].split('"')[0]
    accepted = desk.post(url(row), {**opened, "reason": "Mine.", "over": over})

    assert "Somebody changed this while you were editing." in page
    assert "<td>Theirs.</td><td>Mine.</td>" in page
    assert "Mine.</textarea>" in page
    assert kept == "Theirs."
    assert saved(accepted)
    assert DraftRule.objects.get().reason == "Mine."


def test_a_third_change_is_not_written_over_unseen(desk: Client, draft: Draft) -> None:
    row = DraftRule.objects.get()
    opened = typed(row)
    desk.post(url(row), {**opened, "reason": "Theirs."})
    page = text_of(desk.post(url(row), {**opened, "reason": "Mine."}))
    over = page.split('name="over" id="over" value="')[1].split('"')[0]
    DraftRule.objects.update(reason="A third.")

    refused = desk.post(url(row), {**opened, "reason": "Mine.", "over": over})

    assert "<td>A third.</td><td>Mine.</td>" in text_of(refused)


def test_changes_to_different_parts_do_not_meet(desk: Client, draft: Draft) -> None:
    question = DraftQuestion.objects.get(key="problem")
    rule = DraftRule.objects.get()
    opened = typed(question, text="Where?")
    desk.post(url(rule), typed(rule, reason="Theirs."))

    assert saved(desk.post(url(question), opened))


def test_an_option_somebody_changed_counts_as_a_change_of_its_question(
    desk: Client, draft: Draft
) -> None:
    row = DraftQuestion.objects.get(key="problem")
    opened = typed(row, text="Where?")
    DraftOption.objects.filter(key="other").update(label="Theirs")

    assert "other: Theirs" in text_of(desk.post(url(row), opened))


def test_what_was_typed_for_a_part_that_is_gone_is_shown(desk: Client, draft: Draft) -> None:
    row = DraftRule.objects.get()
    opened, address = typed(row, reason="Long thought of."), url(row)
    row.delete()

    response = desk.post(address, opened)

    assert response.status_code == 409
    assert "Long thought of." in text_of(response)


def test_the_first_lines_of_a_draft_are_guarded_too(desk: Client, draft: Draft) -> None:
    from triage.admin.forms import mark_of

    opened = {"opened": mark_of(draft), "scope": "", "not_for": ""}
    desk.post(url(draft), {**opened, "title": "Theirs"})

    refused = desk.post(url(draft), {**opened, "title": "Mine"})

    assert "<td>Theirs</td><td>Mine</td>" in text_of(refused)
    assert Draft.objects.get().title == "Theirs"


def test_who_may_only_look_changes_nothing(draft: Draft) -> None:
    looker = editor("view_draft")
    rule = DraftRule.objects.get()

    page = text_of(looker.get(url(rule)))
    refused = looker.post(url(rule), typed(rule, reason="Mine."))

    assert rule.reason in page
    assert "<textarea" not in page
    assert refused.status_code == 403
    assert "Move" not in text_of(looker.get(url(draft)))
    assert looker.get(url(DraftQuestion.objects.first())).status_code == 200
    for address in (
        reverse("admin:triage_draft_import", args=[draft.pk]),
        add_url(draft, "rule"),
    ):
        assert looker.get(address).status_code == 403
    assert looker.post(reverse("admin:triage_draft_move", args=[draft.pk])).status_code == 403


def test_who_has_no_permission_sees_nothing(draft: Draft) -> None:
    stranger = editor()

    for address in (
        url(draft),
        url(DraftRule.objects.get()),
        reverse("admin:triage_draftrule_changelist"),
        reverse("admin:triage_draft_file", args=[draft.pk]),
        url(DraftQuestion.objects.first(), "preview"),
    ):
        assert stranger.get(address).status_code == 403


def test_the_preview_speaks_in_every_voice(desk: Client, draft: Draft) -> None:
    DraftQuestion.objects.filter(key="problem").update(
        text="Where {do you|do they|does the child} hurt?"
    )
    row = DraftQuestion.objects.get(key="problem")

    assert "Where do you hurt?" in text_of(desk.get(url(row, "preview")))
    child = text_of(desk.get(url(row, "preview") + "?voice=child"))
    assert "Where does the child hurt?" in child
    assert "Sore muscles" in child


def test_the_preview_of_a_half_done_question_says_what_is_missing(
    desk: Client, draft: Draft
) -> None:
    DraftQuestion.objects.filter(key="problem").update(text="")
    row = DraftQuestion.objects.get(key="problem")

    page = text_of(desk.get(url(row, "preview")))

    assert "It cannot be shown yet" in page
    assert "“text” is missing or empty. Fill it in." in page


def test_an_address_that_is_no_number_leads_back_to_the_desk(desk: Client, draft: Draft) -> None:
    for kind in ("draft", "draftrule"):
        assert desk.get(f"/admin/triage/{kind}/odd/change/").headers["Location"] == "/admin/"


@pytest.mark.parametrize("kind", ["rule", "definition", "note", "promise", "question"])
def test_whoever_writes_a_condition_sees_every_word_for_it(
    desk: Client, draft: Draft, kind: str
) -> None:
    page = text_of(desk.get(add_url(draft, kind)))

    shown = page.partition('class="condition-words"')[2]
    for question in DraftQuestion.objects.prefetch_related("options"):
        assert f"<code>{question.key}</code>" in shown
        for option in question.options.all():
            assert f"<code>{option.key}</code>" in shown


def test_a_joint_page_shows_its_questions_and_how_they_join_it(desk: Client, draft: Draft) -> None:
    page = DraftPage.objects.create(draft=draft, key="both", title="Both")
    question = DraftQuestion.objects.first()
    assert question is not None
    empty = text_of(desk.get(url(page)))

    DraftQuestion.objects.filter(pk=question.pk).update(page=page)

    assert "Nothing yet. To ask a question here, choose this page in the question." in empty
    assert f'<a href="{url(question)}">{question.key}</a>' in text_of(desk.get(url(page)))
