"""Check: everything there is to say of a draft, with the answers that show it."""

import json
import re
from functools import partial
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Edition
from tests.triage.desk.small import TEXT, change_rule, person, signed_in, small_draft, spoil
from triage.desk import checking, drafts
from triage.desk.checking import CheckReport
from triage.desk.findings import REPAIRS
from triage.engine.proofs import Limits, prove
from triage.models import Draft, DraftPage, DraftPromise, DraftQuestion, DraftRule

pytestmark = pytest.mark.django_db


def address(draft: Draft) -> str:
    return f"/admin/self-check/{draft.check_slug}/check/"


def report_of(draft: Draft) -> CheckReport:
    return checking.checked(drafts.build(draft), drafts.places(draft))


def words(client: Client, draft: Draft) -> str:
    page = client.get(address(draft)).content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def found(draft: Draft) -> set[tuple[str, str]]:
    return {(each.about, each.place) for each in report_of(draft).refusals}


def test_a_sound_draft_is_ready_and_the_page_says_what_was_proved(
    draft: Draft, desk: Client
) -> None:
    said = words(desk, draft)

    assert "Ready to be published" in said
    assert "Proved over every possible set of answers (16), not a sample" in said
    assert re.search(r"\d+ claims in \d+\.\d seconds", said)
    assert "One more warning, or one rank up, never lowers the urgency" in said


# Spoilt in one piece -> where it is found.
SPOILT = {
    "a rule that no answers meet": (
        ("when: problem is other,", "when: problem is other and signs is throb,"),
        {
            ("reachable", "rule r-other"),
            ("ends", "the rules"),
            ("promises", "promise other-is-seen"),
        },
    ),
    "an emergency that does not end at once": (
        ("e-blue, urgency: emergency", "e-blue, urgency: urgent"),
        {
            ("emergency stops", "question alarm, option blue"),
            ("flags are floors", "question alarm, option blue"),
        },
    ),
    "a red flag that does not raise": (
        ("u-swollen, urgency: urgent", "u-swollen, urgency: routine"),
        {("flags are floors", "question signs, option swollen"), ("vignettes", "vignette v1")},
    ),
    "a case that fails": (
        ("lowest: urgent\n  highest: urgent", "lowest: soon\n  highest: soon"),
        {("vignettes", "vignette v1")},
    ),
    "a promise that is broken": (
        ("at_least: routine", "at_least: soon"),
        {("promises", "promise other-is-seen")},
    ),
    "an outcome that says nothing to do": (
        (
            "at urgent\n    lead: This is why.\n    when: Then\n    do: [Do this.]",
            "at urgent\n    lead: This is why.\n    when: Then\n    do: []",
        ),
        {("complete results", "outcome urgent")},
    ),
    "a section nobody published": (
        ("night-cramps#s-what-may-help", "night-cramps#s-gone"),
        {
            ("links", "topic cramps"),
            ("links", "pattern plain"),
            ("links", "self-care for soreness"),
            *(
                ("links", f"outcome {level}")
                for level in ("emergency", "urgent", "soon", "routine", "self-care")
            ),
        },
    ),
    "a topic that leads nowhere": (
        ("topics: [cramps]\n    policy", "topics: [cramps, rest]\n    policy"),
        {("links", "pattern plain")},
    ),
    "a source nobody entered": (
        ("policy: true", "policy: true\n    sources: [hearsay]"),
        {("sources", "pattern plain")},
    ),
    "a case without its source": (
        ("source: own-cases", "source: hearsay"),
        {("sources", "vignette v1")},
    ),
    "a word nobody knows": (
        ("when: signs is swollen", "when: signs is swolen"),
        {("structure", "rule u-swollen")},
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_found_there_and_nowhere_else(draft: Draft, name: str) -> None:
    (old, new), places = SPOILT[name]

    spoil(draft, old, new)

    assert found(draft) == places
    assert not report_of(draft).is_publishable


def test_every_finding_has_a_place_a_reason_and_a_repair_and_leads_to_its_row(
    draft: Draft, desk: Client
) -> None:
    for (old, new), _ in SPOILT.values():
        spoil(draft, old, new)
        for each in report_of(draft).refusals:
            assert each.place
            assert each.reason
            assert each.repair
            assert each.url.startswith("/admin/triage/")


def test_every_property_has_a_repair(draft: Draft) -> None:
    proof = report_of(draft).proof

    assert proof is not None
    assert {each.name for each in proof.proofs} == set(REPAIRS)


def test_a_finding_on_an_option_leads_to_its_question(draft: Draft) -> None:
    spoil(draft, "u-swollen, urgency: urgent", "u-swollen, urgency: routine")
    question = DraftQuestion.objects.get(draft=draft, key="signs")

    (each,) = [f for f in report_of(draft).refusals if f.about == "flags are floors"]

    assert each.url == f"/admin/triage/draftquestion/{question.pk}/change/"


def test_a_counter_example_is_told_in_words_and_shortened_to_what_tells(
    draft: Draft, desk: Client
) -> None:
    spoil(draft, "u-swollen, urgency: urgent", "u-swollen, urgency: routine")

    (each,) = [f for f in report_of(draft).refusals if f.about == "flags are floors"]
    (shown,) = each.shown

    assert [(told.question, told.answers) for told in shown.telling] == [
        ("Any of these?", ("Swollen on one side",))
    ]
    assert [told.question for told in shown.rows] == [
        "Is your leg blue?",
        "What hurts?",
        "Any of these?",
    ]
    assert json.loads(shown.sent) == {
        "alarm": ["none"],
        "problem": ["soreness"],
        "signs": ["swollen"],
    }
    assert "Try it with these answers" in words(desk, draft)


def test_a_property_of_two_walks_shows_both(draft: Draft) -> None:
    spoil(draft, "when: problem is soreness, reason", "when: signs is none, reason")
    change_rule(draft, "h-sore", urgency="urgent")

    ratchet = [f for f in report_of(draft).refusals if f.about == "ratchet"]

    assert [shown.heading for shown in ratchet[0].shown] == [
        "With these answers",
        "But with these",
    ]


def test_advice_does_not_stand_in_the_way(draft: Draft, desk: Client) -> None:
    rule = "- {id: s-again, urgency: soon, pattern: plain, when: signs is throb, reason: Again.}\n"
    spoil(draft, "notes: {}", f"{rule}notes: {{}}")

    report = report_of(draft)

    assert report.is_publishable
    assert {f.about for f in report.advice} == {"decisive"}
    assert "Worth a look" in words(desk, draft)


def test_a_draft_that_does_not_hold_together_is_told_so_and_nothing_is_proved(
    draft: Draft, desk: Client
) -> None:
    DraftRule.objects.filter(draft=draft, key="u-swollen").update(condition="signs is swolen")

    said = words(desk, draft)

    assert "Nothing is proved." in said
    assert "Did you mean “swollen”?" in said


def test_too_large_to_prove_is_refused_with_the_reason(
    draft: Draft, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = Limits(variables=10)
    monkeypatch.setattr(checking, "prove", partial(prove, limits=tiny))
    checking._proved.cache_clear()

    said = words(desk, draft)
    checking._proved.cache_clear()

    assert "It is too large to prove, so nothing is proved. It needs more than 10" in said
    assert "Nothing is proved." in said


def test_an_article_taken_back_is_noticed_at_the_next_check(draft: Draft) -> None:
    assert report_of(draft).is_publishable

    Edition.objects.all().delete()

    assert ("links", "topic cramps") in found(draft)


def test_the_fingerprint_changes_with_anything_that_is_checked(draft: Draft) -> None:
    before = report_of(draft).mark
    pieces = {
        "It throbs.": "It throbs a lot.",
        "at_least: routine": "can_be: routine",
        "id: v2": "id: v3",
        "cramps: [night-cramps#s-what-may-help]": "cramps: [night-cramps]",
    }

    marks = set()
    for old, new in pieces.items():
        spoil(draft, old, new)
        marks.add(report_of(draft).mark)

    assert len({before, *marks}) == len(pieces) + 1


def test_only_staff_who_may_see_drafts_see_the_report(draft: Draft) -> None:
    nobody = Client().get(address(draft))
    reader = signed_in(person("reader", "view_draft", is_staff=False)).get(address(draft))
    other = signed_in(person("other", "view_article")).get(address(draft))
    seer = signed_in(person("seer", "view_draft")).get(address(draft))

    assert nobody.status_code == 302
    assert nobody["Location"].startswith("/admin/login/?next=/admin/self-check/")
    assert (reader.status_code, other.status_code, seer.status_code) == (403, 403, 200)
    assert "Publish</a>" not in seer.content.decode()


def test_a_draft_that_is_not_there_is_not_found(desk: Client, editor: User) -> None:
    assert desk.get("/admin/self-check/arms/check/").status_code == 404


def test_two_hundred_questions_are_checked(db: None) -> None:
    extra = "".join(
        f"- {{id: q{n}, section: s1, kind: single, text: 'Number {n}?', harmless: well,\n"
        "   options: [{id: well, label: Well}, {id: sore, label: Sore}]}\n"
        for n in range(200)
    )

    report = report_of(small_draft(TEXT.replace("patterns:\n", f"{extra}patterns:\n", 1)))

    assert report.proof is not None
    assert report.said_ways == "a number of 62 digits"


def test_a_counter_example_has_no_choice_it_does_not_need(draft: Draft) -> None:
    """Of several warnings on one page, only the one that shows the fault."""
    spoil(draft, "s-throb, urgency: soon", "s-throb, urgency: routine")
    change_rule(draft, "u-swollen", urgency="routine")

    found_on = {
        each.place: each.shown[0].answers["signs"]
        for each in report_of(draft).refusals
        if each.about == "flags are floors"
    }

    assert found_on == {
        "question signs, option swollen": {"swollen"},
        "question signs, option throb": {"throb"},
    }


def test_a_finding_says_what_should_hold_in_a_sentence(draft: Draft, desk: Client) -> None:
    change_rule(draft, "s-throb", urgency="routine")

    said = words(desk, draft)

    assert "What should hold: An option's flag is the least urgency" in said
    assert "or change the answer's red flag" in said
    assert "flags are floors" not in said


def test_what_is_missing_is_called_what_the_form_calls_it(draft: Draft) -> None:
    DraftQuestion.objects.filter(draft=draft, key="problem").update(harmless="")
    DraftRule.objects.filter(draft=draft, key="s-throb").update(condition="")

    reasons = {each.place: each.reason for each in drafts.build(draft).findings}

    assert reasons["question problem"] == "“Harmless option” is missing or empty."
    assert reasons["rule s-throb"] == "“When” is missing or empty."


def test_a_joint_page_without_questions_says_how_they_join_it(draft: Draft) -> None:
    DraftPage.objects.create(draft=draft, key="empty", title="Empty")

    (missing,) = [each for each in drafts.build(draft).findings if each.place == "page empty"]

    assert missing.reason == "No question is asked on it."
    assert missing.repair == "Choose this page in two questions or more, or delete it."


def test_no_repair_sends_an_editor_to_a_file(draft: Draft) -> None:
    DraftRule.objects.filter(draft=draft, key="s-throb").update(condition="signs is thrb")
    DraftPromise.objects.filter(draft=draft).update(condition="problem is othr")
    DraftQuestion.objects.filter(draft=draft, key="signs").update(harmless="nothing")

    repairs = [each.repair for each in drafts.build(draft).findings]

    assert len(repairs) >= 3
    assert not [each for each in repairs if "docs/" in each]
