"""Versions and reviews: no change is lost, and a sign-off binds to exactly what was read."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import editing, snapshot
from articles.editing import Refused
from articles.models import Article, ArticleVersion, Person, Review
from articles.models.version import Unchangeable
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


@pytest.fixture
def writer() -> User:
    return User.objects.create_user("writer")


@pytest.fixture
def reviewer() -> User:
    return User.objects.create_user("reviewer")


def changed(article: Article, by: User | None, **changes: object) -> ArticleVersion:
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    return editing.save_version(article, by=by)


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


def test_the_first_version_came_from_the_files(article: Article) -> None:
    (version,) = article.versions.all()

    assert (version.number, version.written_by) == (1, "content files")
    assert article.head_id == version.pk


def test_a_version_holds_everything_an_editor_can_set(article: Article) -> None:
    assert article.head is not None
    set_by_editors = {
        field.name
        for field in [*Article._meta.fields, *Article._meta.many_to_many]
        if field.editable and field.name not in {"id", "slug"}
    }

    assert set(article.head.content) == set_by_editors - {"head"} | {"questions"}


def test_every_change_is_a_version_and_no_change_is_none(article: Article, writer: User) -> None:
    second = changed(article, writer, title="Why do legs cramp at night?")
    again = editing.save_version(article, by=writer)

    assert second.number == 2
    assert again == second
    assert article.versions.count() == 2


def test_a_changed_question_is_a_version(article: Article, writer: User) -> None:
    article.questions.update(answer="Nearly never. [@guide-2021]")

    assert editing.save_version(article, by=writer).number == 2


def test_a_renamed_article_leaves_the_versions_of_others_as_they_were(
    article: Article, writer: User
) -> None:
    Article.objects.filter(slug="calf-stretch").update(slug="stretch-your-calf")

    assert editing.save_version(article, by=writer).number == 1


def test_a_version_is_never_changed(article: Article) -> None:
    assert article.head is not None

    with pytest.raises(Unchangeable):
        article.head.save()


def test_a_number_is_given_once(article: Article) -> None:
    assert article.head is not None

    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleVersion.objects.create(article=article, number=1, content={}, content_hash="x")


def test_any_version_comes_back_whole_as_a_new_one(article: Article, writer: User) -> None:
    first = article.head
    assert first is not None
    article.questions.all().delete()
    article.related_choices.all().delete()
    article.get_help.clear()
    changed(article, writer, title="Another", body="Another.\n", keywords="")

    restored = editing.restore(first, by=writer)

    assert (restored.number, restored.note) == (3, "Restored version 1.")
    assert restored.content == first.content
    assert snapshot.of(Article.objects.get(pk=article.pk)) == first.content


def test_what_is_gone_since_is_left_out_of_a_restored_version(
    article: Article, writer: User
) -> None:
    first = article.head
    assert first is not None
    changed(article, writer, title="Another")
    article.audiences.get().delete()

    assert editing.restore(first, by=writer).content["audiences"] == []


# --- reviews ----------------------------------------------------------------------------------


def test_nobody_approves_a_text_they_wrote_on(article: Article, writer: User) -> None:
    version = changed(article, writer, title="Another title")
    review = editing.ask_for_review(version, by=writer)

    with pytest.raises(Refused, match="You wrote on this text"):
        editing.approve(review, by=writer, review_due=in_a_year())


def test_a_small_edit_on_top_does_not_make_ones_own_text_anothers(
    article: Article, writer: User, reviewer: User
) -> None:
    changed(article, reviewer, body="All of it by the reviewer.\n")
    version = changed(article, writer, title="One word by the writer")
    review = editing.ask_for_review(version, by=writer)

    with pytest.raises(Refused, match="You wrote on this text"):
        editing.approve(review, by=reviewer, review_due=in_a_year())


def test_who_wrote_before_the_last_sign_off_may_approve_what_came_after(
    article: Article, writer: User, reviewer: User
) -> None:
    first = changed(article, reviewer, title="By the reviewer")
    editing.approve(editing.ask_for_review(first, by=reviewer), by=writer, review_due=in_a_year())
    second = changed(article, writer, title="By the writer")

    review = editing.ask_for_review(second, by=writer)

    assert editing.approve(review, by=reviewer, review_due=in_a_year()).decision == "approved"


def test_an_edit_voids_the_sign_off_and_its_way_back_finds_it_again(
    article: Article, writer: User, reviewer: User
) -> None:
    version = changed(article, writer, title="Signed")
    signed = editing.approve(
        editing.ask_for_review(version, by=writer), by=reviewer, review_due=in_a_year()
    )
    edited = changed(article, writer, title="Edited")
    restored = editing.restore(version, by=writer)

    assert editing.sign_off_of(version) == signed
    assert editing.sign_off_of(edited) is None
    assert editing.sign_off_of(restored) == signed


def test_an_edit_overtakes_the_review_that_waits(
    article: Article, writer: User, reviewer: User
) -> None:
    review = editing.ask_for_review(changed(article, writer, title="First"), by=writer)

    changed(article, writer, title="Second")

    assert not Review.objects.waiting().exists()
    with pytest.raises(Refused, match="no longer waits"):
        editing.approve(review, by=reviewer, review_due=in_a_year())


def test_only_the_newest_version_goes_to_review(article: Article, writer: User) -> None:
    first = article.head
    assert first is not None
    changed(article, writer, title="Newer")

    with pytest.raises(Refused, match="changed since"):
        editing.ask_for_review(first, by=writer)


def test_two_who_decide_at_once_decide_once(article: Article, writer: User, reviewer: User) -> None:
    review = editing.ask_for_review(changed(article, writer, title="First"), by=writer)
    same = Review.objects.get(pk=review.pk)
    editing.approve(review, by=reviewer, review_due=in_a_year())

    with pytest.raises(Refused, match="no longer waits"):
        editing.return_with_remarks(same, by=reviewer, remarks="Wait.")


@pytest.mark.parametrize("days", [-1, 0, 365 * 4])
def test_the_next_review_is_on_a_day_that_makes_sense(
    article: Article, writer: User, reviewer: User, days: int
) -> None:
    review = editing.ask_for_review(changed(article, writer, title="First"), by=writer)

    with pytest.raises(Refused, match="at most 36 months ahead"):
        editing.approve(review, by=reviewer, review_due=timezone.localdate() + timedelta(days=days))


def test_a_return_without_remarks_is_refused(
    article: Article, writer: User, reviewer: User
) -> None:
    review = editing.ask_for_review(changed(article, writer, title="First"), by=writer)

    with pytest.raises(Refused, match="Write what should change"):
        editing.return_with_remarks(review, by=reviewer, remarks=" ")


def test_one_signs_in_ones_own_name_alone(article: Article, writer: User, reviewer: User) -> None:
    somebody = Person.objects.create(slug="somebody", name="Somebody", role="A role")
    review = editing.ask_for_review(changed(article, writer, title="First"), by=writer)

    with pytest.raises(Refused, match="your own name"):
        editing.approve(review, by=reviewer, review_due=in_a_year(), person=somebody)


# --- what readers are told --------------------------------------------------------------------


def signed(article: Article, writer: User, reviewer: User, *, with_name: bool) -> Review:
    person = None
    if with_name:
        person = Person.objects.create(
            slug="reviewer", name="A Reviewer", role="Their role", account=reviewer
        )
    version = changed(article, writer, title="Signed title")
    give(article.slug, by=writer)
    review = editing.ask_for_review(version, by=writer)
    return editing.approve(review, by=reviewer, review_due=in_a_year(), person=person)


def test_no_page_claims_a_review_that_has_not_happened(article: Article) -> None:
    assert edition_of(article.slug).signed_review is None


def test_a_review_in_nobodys_name_is_not_told(
    article: Article, writer: User, reviewer: User
) -> None:
    signed(article, writer, reviewer, with_name=False)

    assert edition_of(article.slug).signed_review is None


def test_a_sign_off_shows_on_the_page_readers_have(
    article: Article, writer: User, reviewer: User
) -> None:
    review = signed(article, writer, reviewer, with_name=True)

    assert edition_of(article.slug).signed_review == review


def test_an_edit_after_the_sign_off_takes_the_badge_away(
    article: Article, writer: User, reviewer: User
) -> None:
    signed(article, writer, reviewer, with_name=True)
    changed(article, writer, title="Edited title")

    give(article.slug, by=writer)

    assert edition_of(article.slug).signed_review is None


def test_a_review_holds_to_the_end_of_its_day_and_then_is_late(
    article: Article, writer: User, reviewer: User
) -> None:
    review = signed(article, writer, reviewer, with_name=True)
    Review.objects.filter(pk=review.pk).update(review_due=timezone.localdate())
    last_day = edition_of(article.slug)
    Review.objects.filter(pk=review.pk).update(review_due=timezone.localdate() - timedelta(days=1))
    day_after = edition_of(article.slug)

    assert (last_day.signed_review, last_day.overdue_review) == (review, None)
    assert (day_after.signed_review, day_after.overdue_review) == (None, review)
