"""A draft of 200 questions and 500 rules is as quick to list as a short one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.triage.drafts.desk import editor, filled, url
from triage.models import Draft, DraftOption, DraftPattern, DraftQuestion, DraftRule, DraftSection

pytestmark = pytest.mark.django_db


def lengthened(draft: Draft, questions: int, rules: int) -> None:
    section, pattern = DraftSection.objects.get(), DraftPattern.objects.get()
    made = DraftQuestion.objects.bulk_create(
        DraftQuestion(draft=draft, section=section, key=f"q{n}", text="Is it?", position=n + 2)
        for n in range(questions)
    )
    DraftOption.objects.bulk_create(
        DraftOption(question=each, key=key, label=key) for each in made for key in ("yes", "no")
    )
    DraftRule.objects.bulk_create(
        DraftRule(draft=draft, pattern=pattern, key=f"r{n}", urgency="soon", position=n + 1)
        for n in range(rules)
    )


def queries(client: Client, address: str, counted: Any) -> int:
    with counted as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("page", ["hub", "question", "rule", "one question"])
def test_a_page_takes_as_many_queries_however_long_the_draft(
    page: str, django_assert_max_num_queries: Any
) -> None:
    draft, desk = filled(), editor("view_draft", "change_draft")
    lengthened(draft, 10, 10)
    listed = f"?draft__id__exact={draft.pk}"
    address = {
        "hub": url(draft),
        "question": reverse("admin:triage_draftquestion_changelist") + listed,
        "rule": reverse("admin:triage_draftrule_changelist") + listed,
        "one question": url(DraftQuestion.objects.get(key="signs")),
    }[page]
    desk.get(address)  # Django remembers its content types from the first page on
    short = queries(desk, address, django_assert_max_num_queries(40))

    DraftQuestion.objects.filter(key__regex=r"^q\d").delete()
    DraftRule.objects.filter(key__startswith="r").delete()
    lengthened(draft, 200, 500)

    assert queries(desk, address, django_assert_max_num_queries(40)) == short


def test_rules_are_found_by_their_words_and_filtered(django_assert_max_num_queries: Any) -> None:
    draft, desk = filled(), editor("view_draft", "change_draft")
    lengthened(draft, 0, 20)
    address = reverse("admin:triage_draftrule_changelist")

    found = desk.get(f"{address}?draft__id__exact={draft.pk}&q=alarming").content.decode()
    urgent = desk.get(f"{address}?urgency__exact=urgent").content.decode()

    assert "1 result" in found
    assert "u-swollen" in found
    assert "u-swollen" in urgent
    assert ">r1<" not in urgent


def test_a_long_draft_says_that_checking_takes_a_while() -> None:
    draft, desk = filled(), editor("view_draft")
    warning = "can take some minutes"
    short = desk.get(url(draft)).content.decode()

    lengthened(draft, 100, 0)

    assert warning not in short
    assert warning in desk.get(url(draft)).content.decode()
