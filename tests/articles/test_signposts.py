"""The one door other rooms use into the articles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articles import signposts
from articles.signposts import Ours
from tests.articles.loaded import load_content
from tests.articles.standing import take_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _articles(content: Path) -> None:
    load_content(content)


def test_references_lead_to_articles_and_sections_in_the_order_given(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    with django_assert_num_queries(1):
        found = signposts.resolve(["night-cramps#s-what-may-help", "calf-stretch"])

    assert [(s.title, s.section, s.url) for s in found] == [
        (
            "Why do my legs cramp at night?",
            "What may help",
            "/articles/night-cramps/#s-what-may-help",
        ),
        ("How do I stretch my calf?", "", "/articles/calf-stretch/"),
    ]


def test_references_that_lead_nowhere_are_left_out_and_named() -> None:
    references = ["night-cramps#s-gone", "gone", "calf-stretch", "night-cramps"]

    assert [s.reference for s in signposts.resolve(references)] == ["calf-stretch", "night-cramps"]
    assert signposts.missing(references) == ["night-cramps#s-gone", "gone"]


def test_what_is_not_published_leads_nowhere() -> None:
    take_back("calf-stretch")

    assert signposts.missing(["calf-stretch"]) == ["calf-stretch"]


def test_a_reference_given_twice_leads_there_once() -> None:
    assert len(signposts.resolve(["calf-stretch", "calf-stretch"])) == 1


def test_red_flags_come_with_their_words_and_sources() -> None:
    flags = signposts.red_flags(["leg-clot", "gone"])

    assert list(flags) == ["leg-clot"]
    assert flags["leg-clot"].what_to_do == "Get seen today."
    assert flags["leg-clot"].sources == ("guide-2021",)


def test_another_room_can_say_what_leans_on_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signposts, "_finders", [])

    def finder(kind: Ours, key: str) -> list[signposts.Lean]:
        return [
            signposts.Lean(f"draft for the {kind} {key}", "/admin/draft/1/", is_public=False),
            signposts.Lean(f"rule for the {kind} {key}", "/admin/rule/1/"),
        ]

    signposts.register_finder(finder)
    signposts.register_finder(finder)

    leans = signposts.what_leans_on(Ours.ARTICLE, "night-cramps")
    assert [lean.what for lean in leans] == [
        "rule for the article night-cramps",
        "draft for the article night-cramps",
    ]
