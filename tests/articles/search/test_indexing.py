"""The index says what readers have: after every act, and as if it were made again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from articles import addresses, editing, publishing
from articles.intake import load_folder
from articles.models import Article, SearchDocument, SearchWord, Synonym, Term
from articles.search import indexing
from tests.articles.content import edit
from tests.articles.search.corpus import found, put, thing
from tests.articles.standing import edition_of, give, put_off, take_back

pytestmark = pytest.mark.django_db
NIGHT = "articles/night-cramps"
GLOSSARY = """terms:
- slug: dvt
  term: Deep vein thrombosis
  meaning: A blood clot in a deep vein, most often in the leg.
  other_names: [DVT]
"""
SYNONYMS = "synonyms:\n- {words: went solid, means: cramp}\n"


@pytest.fixture(autouse=True)
def _loaded(content: Path) -> None:
    edit(content / "articles" / "night-cramps.md", "Stretch before", "Stretch zealously before")
    (content / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (content / "synonyms.yaml").write_text(SYNONYMS, encoding="utf-8")
    assert load_folder(content).problems == []


@pytest.fixture
def by() -> User:
    return User.objects.create_user("publisher")


def counted() -> dict[str, tuple[int, int]]:
    rows = SearchWord.objects.values_list("stem", "documents", "heads")
    return {stem: (documents, heads) for stem, documents, heads in rows}


def texts() -> list[tuple[str, ...]]:
    fields = ("kind", "key", "exact", "title_words", "head_words", "body_words")
    return sorted(SearchDocument.objects.values_list(*fields))


def save_as(title: str, by: User) -> Article:
    article = Article.objects.get(slug="night-cramps")
    article.title = title
    article.save()
    editing.save_version(article, by=by)
    return article


def test_what_came_in_by_file_is_found_article_question_term_and_synonym() -> None:
    assert found("zealously") == [NIGHT]
    assert NIGHT in found("is it a clot")
    assert found("dvt") == ["glossary/#t-dvt"]
    assert NIGHT in found("my leg went solid")


def test_a_published_edit_is_found_and_the_words_before_it_are_not(by: User) -> None:
    save_as("Why xenial legs?", by)
    assert found("xenial") == []

    give("night-cramps", by=by)

    assert found("xenial") == [NIGHT]
    assert SearchDocument.objects.filter(kind="article").count() == 2


def test_an_edition_to_come_is_found_from_its_hour_on_and_the_present_until_then(by: User) -> None:
    article = save_as("Why xenial legs?", by)
    article.refresh_from_db()
    tomorrow = timezone.now() + timedelta(days=1)
    assert article.head is not None
    publishing.publish(article.head, by=by, at=tomorrow)

    assert found("xenial") == []
    assert found("zealously") == [NIGHT]
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        assert found("xenial") == [NIGHT]
        assert found("zealously") == [NIGHT]


def test_what_is_taken_off_the_schedule_or_archived_is_found_no_more(by: User) -> None:
    article = save_as("Why xenial legs?", by)
    article.refresh_from_db()
    assert article.head is not None
    publishing.publish(article.head, by=by, at=timezone.now() + timedelta(days=1))

    publishing.unschedule(article, by=by)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert found("xenial") == []

    publishing.archive(article, by=by, replacement=Article.objects.get(slug="calf-stretch"))
    assert found("zealously") == []


def test_a_renamed_article_is_found_at_its_new_address(by: User) -> None:
    addresses.rename(Article.objects.get(slug="night-cramps"), slug="at-night", by=by)

    assert found("zealously") == ["articles/at-night"]


def test_an_edition_that_begins_later_or_is_gone_by_whatever_way_is_not_found() -> None:
    put_off("night-cramps")
    assert found("zealously") == []

    take_back("night-cramps")
    assert found("zealously") == []
    assert not SearchDocument.objects.filter(title__startswith="Why do my").exists()


def test_a_term_is_found_by_its_new_words_and_gone_with_its_row() -> None:
    term = Term.objects.get(slug="dvt")
    term.meaning = "A xenial clot in a vein."
    term.save()
    indexing.put_term(term)
    assert found("xenial") == ["glossary/#t-dvt"]

    indexing.take_term(term)
    term.delete()
    assert found("xenial") == []
    assert counted().get("xenial") is None


def test_a_synonym_that_is_deleted_means_nothing_any_more() -> None:
    Synonym.objects.get(words="went solid").delete()

    assert NIGHT not in found("went solid")


def test_pages_of_another_room_follow_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, [thing("one", "Xenial one"), thing("two", "Xenial two")])
    assert sorted(found("xenial")) == ["one", "two"]

    put(monkeypatch, [thing("two", "Xenophile two")])
    assert found("xenial") == []
    assert found("xenophile") == ["two"]


def test_after_all_that_the_index_is_as_if_it_were_made_again(
    by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(monkeypatch, [thing("one", "Xenial one"), thing("two", "Xenial cramp two")])
    save_as("Why xenial legs?", by)
    give("night-cramps", by=by)
    put(monkeypatch, [thing("two", "Cramp two")])
    term = Term.objects.get(slug="dvt")
    term.meaning = "A clot in a vein."
    term.save()
    indexing.put_term(term)
    kept = (texts(), counted())

    call_command("reindex", verbosity=0)

    assert (texts(), counted()) == kept


def test_making_an_edition_again_without_a_change_writes_nothing(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    edition, before = edition_of("night-cramps"), counted()

    with django_assert_max_num_queries(3):
        indexing.put_edition(edition)

    assert counted() == before
