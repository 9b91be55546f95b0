"""A claim that changes its meaning puts the articles that lean on it before their editors."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from articles import editing, publishing, rechecks, signposts
from articles.models import Article, Claim, Edition, Recheck, RedFlag, Source
from articles.signposts import Lean, Ours
from tests.articles.loaded import load_content
from tests.articles.standing import take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(content: Path) -> Client:
    load_content(content)
    client = Client()
    client.force_login(User.objects.create_superuser("editor", "", "a long password"))
    return client


def waiting() -> list[tuple[str, str]]:
    rows = Recheck.objects.waiting().order_by("article__title")
    return [(row.article.slug, row.reason) for row in rows]


def save_claim(desk: Client, **changes: Any) -> Any:
    claim = Claim.objects.get(key="stretch-01")
    form = {
        "wording": claim.wording,
        "stance": claim.stance,
        "strength": claim.strength,
        "why": claim.why,
        "checked": claim.checked,
        "sources": [source.pk for source in claim.sources.all()],
        **changes,
    }
    return desk.post(f"/admin/articles/claim/{claim.pk}/change/", form, follow=True)


def save_source(desk: Client, **changes: Any) -> Any:
    source = Source.objects.get(key="guide-2021")
    form = {"title": source.title, "url": source.url, "kind": source.kind, **changes}
    return desk.post(f"/admin/articles/source/{source.pk}/change/", form, follow=True)


def test_another_stance_lists_the_articles_and_puts_them_on_the_desk(desk: Client) -> None:
    page = save_claim(desk, stance="does-not-help").content.decode()

    said = "Claim stretch-01 changed. stance: may help → does not help"
    assert waiting() == [("calf-stretch", said), ("night-cramps", said)]
    assert "Look at these again" in page
    assert "Why do my legs cramp at night?</a>" in page


def test_another_wording_alone_asks_nobody(desk: Client) -> None:
    save_claim(desk, wording="Stretching before bed may cut night cramps somewhat.")

    assert waiting() == []


def test_two_changes_in_a_row_wait_once_with_the_newest_reason(desk: Client) -> None:
    save_claim(desk, strength="strong")
    save_claim(desk, strength="moderate")

    assert [reason for _, reason in waiting()] == [
        "Claim stretch-01 changed. strength of evidence: strong → moderate"
    ] * 2


def test_a_draft_that_leans_on_it_is_looked_at_too(desk: Client) -> None:
    take_back("night-cramps")

    save_claim(desk, stance="harms")

    assert "night-cramps" in dict(waiting())


def test_a_retracted_source_names_what_cites_it(desk: Client) -> None:
    save_source(desk, retracted_on="2026-11-01", retraction_note="The notice in A Journal 2:2")

    assert dict(waiting())["night-cramps"] == (
        "Source guide-2021 changed. retraction: none → 1 November 2026"
    )


def test_a_retraction_says_where_it_was_read(desk: Client) -> None:
    response = save_source(desk, retracted_on="2026-11-01")

    assert "Say where you read that it was retracted." in response.content.decode()
    assert waiting() == []
    with pytest.raises(ValidationError, match="where you read"):
        Source(
            key="x",
            title="X",
            kind="rct",
            url="https://x.example",
            retracted_on=timezone.localdate(),
        ).full_clean()


def test_a_red_flag_that_became_more_urgent_is_looked_at(desk: Client) -> None:
    flag = RedFlag.objects.get(key="leg-clot")
    form = {
        "name": flag.name,
        "wording": flag.wording,
        "urgency": "emergency",
        "what_to_do": flag.what_to_do,
        "sources": [source.pk for source in flag.sources.all()],
    }

    desk.post(f"/admin/articles/redflag/{flag.pk}/change/", form)

    assert set(dict(waiting())) == {"calf-stretch", "night-cramps"}


def test_settled_is_settled_once(desk: Client) -> None:
    save_claim(desk, stance="harms")
    editor = User.objects.get(username="editor")
    recheck = Recheck.objects.get(article__slug="night-cramps")

    assert rechecks.settle(recheck, by=editor)
    assert not rechecks.settle(recheck, by=editor)
    assert list(dict(waiting())) == ["calf-stretch"]


def test_a_coming_edition_that_would_be_refused_now_is_taken_off_the_schedule(
    desk: Client,
) -> None:
    editor = User.objects.get(username="editor")
    article = Article.objects.get(slug="night-cramps")
    article.title = "Another title"
    article.save()
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.publish(editing.save_version(article, by=editor), by=editor, at=tomorrow)

    save_source(desk, retracted_on="2026-11-01", retraction_note="The notice in A Journal 2:2")

    assert not Edition.objects.to_come().exists()
    assert "Taken off the schedule" in dict(waiting())["night-cramps"]
    assert Edition.objects.public().filter(article=article).exists()


def test_readers_see_that_a_source_was_retracted(desk: Client) -> None:
    save_source(desk, retracted_on="2026-11-01", retraction_note="The notice in A Journal 2:2")

    page = Client().get("/articles/night-cramps/").content.decode()
    assert page.count("<strong>Retracted.</strong>") == 1


def test_nothing_is_settled_while_readers_have_what_would_be_refused(desk: Client) -> None:
    save_source(desk, retracted_on="2026-11-01", retraction_note="The notice in A Journal 2:2")
    recheck = Recheck.objects.get(article__slug="night-cramps")
    settle = f"/admin/articles/article/{recheck.article_id}/rechecks/{recheck.pk}/settle/"

    said = desk.post(settle, follow=True).content.decode()

    assert "What readers have would be refused now" in said
    assert "night-cramps" in dict(waiting())


def test_an_entry_that_a_rule_leans_on_says_so_and_stays(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source.objects.create(key="alone", title="Alone", kind="rct", url="https://x.example")

    def finder(kind: Ours, key: str) -> list[Lean]:
        return [Lean(f"Pattern of {kind} {key}", "/admin/")] if key == "alone" else []

    monkeypatch.setattr(signposts, "_finders", [finder])
    page = desk.get(f"/admin/articles/source/{source.pk}/change/").content.decode()
    deletion = desk.post(f"/admin/articles/source/{source.pk}/delete/", {"post": "yes"})

    assert "Pattern of source alone" in page
    assert deletion.status_code == 403


def test_what_is_asked_of_an_archived_or_renamed_article_is_found_by_its_row(desk: Client) -> None:
    Article.objects.filter(slug="night-cramps").update(slug="another")

    save_claim(desk, stance="harms")

    assert "another" in dict(waiting())
