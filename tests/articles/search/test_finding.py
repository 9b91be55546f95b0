"""What is found for somebody's words, and in which order: the same on every database."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import SearchDocument, Synonym
from articles.search import indexing
from articles.search.finding import ON_A_PAGE, Wanted, find
from tests.articles.search.corpus import found, put, thing

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]

NIGHT = thing("night", "What helps cramps at night?", "Stretch the calf before bed.")
CRAMP = thing("cramp", "What is a cramp?", "A muscle tightens by itself, often at night in bed.")
CLOT = thing(
    "clot",
    "Is it a blood clot?",
    "A clot is no cramp. The calf swells.",
    phrases=("deep vein thrombosis", "DVT"),
    questions=("Can I rub a swollen calf?",),
)
SHIN = thing("shin", "Why do my shins hurt?", "Running. Café visits help.", headings=("Rest",))
THINGS = (NIGHT, CRAMP, CLOT, SHIN)


@pytest.fixture(autouse=True)
def _four_things(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, THINGS)


def means(words: str, ours: str) -> None:
    indexing.put_synonym(Synonym.objects.create(words=words, means=ours))


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("cramp", ["cramp", "night", "clot"]),
        ("Cramping at NIGHT", ["night", "cramp"]),
        ("night cramp bed", ["night", "cramp"]),
        ("cafe", ["shin"]),
        ("CAFÉS", ["shin"]),
        ("calf", ["clot", "night"]),
        ("dvt", ["clot"]),
        ("can i rub my swollen calf", ["clot"]),
        ("is it a clot or a cramp", ["clot", "cramp", "night"]),
        ("running shin", ["shin"]),
    ],
)
def test_what_fits_best_comes_first(typed: str, keys: list[str]) -> None:
    assert found(typed) == keys


def test_a_synonym_leads_to_our_word_and_its_parts_alone_do_not() -> None:
    means("charley horse", "cramp")

    assert found("bad Charley-Horse")[:2] == ["cramp", "night"]
    assert found("horse") == []


def test_a_synonym_may_mean_several_things_in_several_words() -> None:
    means("went solid", "cramp, swollen calf")

    assert set(found("it went solid")) == {"cramp", "night", "clot"}


def test_words_written_apart_or_together_are_found() -> None:
    means("shinbone", "shin")

    assert found("shin bone")[0] == "shin"
    assert found("nightcramp")[0] == "night"


def test_a_mistyped_word_is_mended_and_said_so() -> None:
    answer = find("trombosis of the calf")

    assert [(each.typed, each.meant) for each in answer.query.mendings] == [
        ("trombosis", "thrombosis")
    ]
    assert answer.query.mended == "thrombosis of the calf"
    assert answer.results[0].page_url == "/clot/"


def test_a_word_we_know_is_never_mended() -> None:
    assert find("clot").query.mendings == ()


def test_a_word_nobody_knows_does_not_hide_what_the_others_find() -> None:
    answer = find("shin xylophone")

    assert answer.query.unknown == ("xylophone",)
    assert answer.results[0].page_url == "/shin/"


@pytest.mark.parametrize("typed", ["xylophone", "the and is", "🙂", "", "\0", "''", "_"])
def test_nothing_is_found_for_nothing_and_nothing_breaks(typed: str) -> None:
    answer = find(typed)

    assert (answer.results, answer.total, answer.is_near) == ((), 0, False)


@pytest.mark.parametrize(
    "typed",
    [
        'cramp" OR "clot',
        "cramp AND NOT night*",
        "title_words: cramp",
        "{exact}: cramp ^ NEAR(a b)",
        "cramp & !night | (clot",
        "cramp'::tsquery --",
        "'; DROP TABLE articles_searchdocument; -- cramp",
        "cramp\\",
        "cramp <script>alert(1)</script>",
        "cramp \u202e \U0001f9b5 تشنج",
        "cramp " + "a" * 5000,
        "cramp " * 900,
    ],
)
def test_no_query_is_read_as_anything_but_words(typed: str) -> None:
    keys = found(typed)

    assert "cramp" in keys
    assert SearchDocument.objects.count() == len(THINGS)


def test_only_the_first_words_of_a_long_text_are_looked_for() -> None:
    answer = find(" ".join(f"word{number}" for number in range(60)) + " cramp")

    assert len(answer.query.unknown) == 12
    assert answer.results == ()


def test_the_page_made_for_the_question_is_found_among_hundreds_with_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crowd = [thing(f"c{n}", f"Cramp at night, case {n}", "cramp night leg") for n in range(400)]

    put(monkeypatch, [*crowd[:200], thing("it", "Night, cramp"), *crowd[200:]])

    assert found("cramp night")[0] == "it"


def test_a_search_costs_the_same_queries_however_much_there_is(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Counts
) -> None:
    with django_assert_num_queries(4):
        find("cramp at night")

    put(monkeypatch, [thing(f"c{n}", f"Cramp at night {n}") for n in range(120)])

    with django_assert_num_queries(4):
        assert find("cramp at night").total > ON_A_PAGE


def test_results_come_in_pages_and_a_page_that_is_not_there_is_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, [thing(f"c{n:02}", f"Cramp {n:02}") for n in range(25)])

    pages = [find("cramp", Wanted(page=number)) for number in (1, 2, 3, 9)]

    assert [len(each.results) for each in pages] == [10, 10, 5, 5]
    assert [each.page for each in pages] == [1, 2, 3, 3]
    shown = {result.page_url for each in pages for result in each.results}
    assert len(shown) == 25


def test_the_words_that_were_asked_for_are_marked_in_title_and_text() -> None:
    result = find("cramps in bed").results[0]

    marked = [piece.text for piece in (*result.title, *result.about) if piece.is_marked]
    assert marked == ["cramps", "bed"] or marked == ["cramp", "bed"]


def test_what_hardly_fits_is_left_out_when_something_fits() -> None:
    assert "shin" not in found("cramp at night in bed")


def test_what_is_near_is_told_from_what_is_far() -> None:
    assert find("cramp at night").is_near
    assert not find("cramp xylophone trombone violin").is_near


def test_an_age_in_years_is_read_as_old_or_young(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, [thing("old", "Legs of older people"), thing("child", "Legs of a child")])

    assert found("legs 78 year old")[0] == "old"
    assert found("78yo legs")[0] == "old"
    assert found("legs of my 6 year old")[0] == "child"
