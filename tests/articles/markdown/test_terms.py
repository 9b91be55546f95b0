"""The first use of a term in an article leads to the glossary; nothing else is touched."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markdown import (
    ArticleText,
    Glossary,
    QuestionText,
    Register,
    RenderedArticle,
    TermEntry,
    render_article,
)
from articles.markdown.terms import MOST_LINKS
from tests.articles.markdown.registers import REGISTER, ask
from tests.articles.markdown.safety import faults, text_of

TERMS = (
    TermEntry("ck", ("CK", "creatine kinase")),
    TermEntry("cyst", ("Baker's cyst",)),
    TermEntry("dvt", ("Deep vein thrombosis", "DVT")),
    TermEntry("rice", ("RICE",)),
    TermEntry("strain", ("Strain", "strains")),
    TermEntry("calf-strain", ("Calf strain",)),
    TermEntry("vein", ("Vein", "veins")),
)
_LINK = re.compile(r'<a href="/glossary/#t-([^"]+)">([^<]*)</a>')


def article(body: str = "", **fields: Any) -> ArticleText:
    values: dict[str, Any] = {"title": "Why?", "short_answer": "", **fields}
    return ArticleText(body=body, **values)


def render(body: str = "", terms: tuple[TermEntry, ...] = TERMS, **fields: Any) -> RenderedArticle:
    register = Register(
        REGISTER.sources, REGISTER.claims, REGISTER.red_flags, "112", Glossary(terms)
    )
    return render_article(article(body, **fields), register)


def links(body: str, **fields: Any) -> list[tuple[str, str]]:
    """Every link to the glossary in an article: the term's slug, and the words that lead there."""
    rendered = render(body, **fields)
    parts = (rendered.short_answer_html, rendered.help_html, rendered.body_html)
    return _LINK.findall("".join((*parts, rendered.questions_html, rendered.sources_html)))


def test_the_first_use_is_linked_and_no_other() -> None:
    html = render("A strain hurts. Two strains hurt more.\n\nA strain heals.").body_html

    assert html == (
        '<p>A <a href="/glossary/#t-strain">strain</a> hurts. Two strains hurt more.</p>\n'
        "<p>A strain heals.</p>\n"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("STRAIN or strain", [("strain", "STRAIN")]),
        ("A calf strain, then a strain", [("calf-strain", "calf strain"), ("strain", "strain")]),
        ("A calf straining", []),
        ("A restrained, strain-free, strain's calf", []),
        ("(strain)", [("strain", "strain")]),
        ("“Strain”, she said", [("strain", "Strain")]),
        ("A deep vein", [("vein", "vein")]),
        ("A deep vein thrombosis", [("dvt", "deep vein thrombosis")]),
        ("A Baker’s cyst", [("cyst", "Baker’s cyst")]),
        ("A Baker&#39;s cyst", [("cyst", "Baker&#39;s cyst")]),
        ("Eat rice. The ck.", []),
        ("RICE and CK", [("rice", "RICE"), ("ck", "CK")]),
        ("Creatine Kinase", [("ck", "Creatine Kinase")]),
        ("a deep\nvein\nthrombosis", [("dvt", "deep\nvein\nthrombosis")]),
        ("a deep  \nvein thrombosis", [("vein", "vein")]),
        ("**strain** and *veins*", [("strain", "strain"), ("vein", "veins")]),
        ("- a strain\n- a vein", [("strain", "strain"), ("vein", "vein")]),
        ("Word.[^1]\n\n[^1]: A strain.", [("strain", "strain")]),
    ],
)
def test_names_are_whole_words_and_the_longest_wins(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(slug, words.replace("'", "&#39;")) for slug, words in links(text)] == found


def test_a_short_name_does_not_hide_a_longer_one_nor_the_other_way_round() -> None:
    terms = (TermEntry("calf", ("calf",)), TermEntry("calf-strain", ("calf strain",)))

    assert links("calf strain, calf", terms=terms) == [
        ("calf-strain", "calf strain"),
        ("calf", "calf"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## A strain",
        "### A *strain*",
        "[a strain](/now/)",
        "[a **strain**](https://a.example)",
        "`strain`",
        "    strain",
        "```\nstrain\n```",
        "![a strain](/media/x.webp)",
        "So.[@strain]",
        "[@strain",
        ":::emergency strain\n:::",
        "| strain |\n|---|\n| - |",
    ],
)
def test_links_headings_code_pictures_and_marks_are_left_alone(body: str) -> None:
    assert links(body) == []
    assert links(f"{body}\n\nThen a strain.") == [("strain", "strain")]


def test_a_cell_of_a_table_may_lead_to_the_glossary() -> None:
    assert links("| a |\n|---|\n| strain |") == [("strain", "strain")]


def test_a_short_answer_a_care_card_and_a_question_hold_no_links_to_the_glossary() -> None:
    questions = (QuestionText("Is it a strain?", "Yes."),)

    assert links("", short_answer="A strain.", questions=questions, get_help=("strain",)) == []


def test_what_the_title_names_is_used_and_not_linked() -> None:
    rendered = render("A strain. A vein.", title="Is it a strain?")

    assert _LINK.findall(rendered.body_html) == [("vein", "vein")]
    assert rendered.used_terms == ("strain", "vein")


def test_an_answer_comes_after_the_text_unless_the_text_places_it() -> None:
    questions = ask("A strain.")

    after = render("A strain.", questions=questions)
    before = render(":::questions\n:::\n\nA strain.", questions=questions)

    assert _LINK.findall(after.questions_html) == []
    assert before.body_html.index("/glossary/#t-strain") < before.body_html.index("</section>")


def test_only_so_many_are_linked_and_the_others_still_count_as_used() -> None:
    many = tuple(TermEntry(f"t{number}", (f"term{number}",)) for number in range(MOST_LINKS + 3))
    body = " ".join(entry.names[0] for entry in many)

    rendered = render(body, many)

    assert len(_LINK.findall(rendered.body_html)) == MOST_LINKS
    assert rendered.used_terms == tuple(entry.slug for entry in many)


def test_a_name_that_two_terms_share_leads_to_the_first() -> None:
    two = (TermEntry("one", ("sprain",)), TermEntry("two", ("Sprain",)))

    assert links("A sprain.", terms=two) == [("one", "sprain")]


HOSTILE = (
    ".*",
    "(a+)+$",
    "[strain",
    "C++",
    "\\",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&amp;",
    "a" * 60,
    "—",
    "İ",
    "",
    "  ",
    "\n",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_plain_words(name: str) -> None:
    entry = TermEntry("hostile", (name,))
    text = f"Before {name} after. aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"

    with_term, without = render(text, (entry,)).body_html, render(text, ()).body_html

    assert faults(with_term) == []
    assert text_of(with_term) == text_of(without)


def test_marks_are_names_as_good_as_words() -> None:
    assert links("Written in C++.", terms=(TermEntry("cpp", ("C++",)),)) == [("cpp", "C++")]


def test_a_hostile_slug_cannot_leave_its_attribute() -> None:
    html = render("A strain.", (TermEntry('"><script>', ("strain",)),)).body_html

    assert faults(html) == []


@given(text=st.text(alphabet="strain calfveindp\n*_[]()`#|-'’.@:", max_size=200))
def test_links_to_the_glossary_change_no_word(text: str) -> None:
    assert text_of(render(text).body_html) == text_of(render(text, ()).body_html)


@given(st.lists(st.sampled_from(["deep", "vein", "thrombosis", "calf", "strain", "x"]), max_size=9))
def test_uses_do_not_overlap_and_are_found_where_they_say(words: list[str]) -> None:
    text = " ".join(words)
    names = {name.casefold(): entry.slug for entry in TERMS for name in entry.names}

    uses = list(Glossary(TERMS).uses(text))

    assert all(names[text[use.start : use.end].casefold()] == use.slug for use in uses)
    assert all(use.end <= then.start for use, then in pairwise(uses))


class Counting(dict[str, str]):
    """A dictionary that counts how often something is looked up in it."""

    asked = 0

    def get(self, *args: object) -> object:  # type: ignore[override]
        self.asked += 1
        return super().get(*args)  # type: ignore[call-overload]


@pytest.mark.parametrize("text", ["muscle " * 5_000, "muscle of kind 12 " * 1_000])
def test_ten_thousand_terms_cost_no_more_looking_up_than_ten(text: str) -> None:
    asked = []
    for count in (10, 10_000):
        names = [f"muscle of kind {'x' * (number % 10)}{number}" for number in range(count)]
        glossary = Glossary(TermEntry(f"t{n}", (name,)) for n, name in enumerate(names))
        glossary._slugs = Counting(glossary._slugs)
        list(glossary.uses(text))
        asked.append(glossary._slugs.asked)

    assert asked[0] == asked[1] <= 2 * len(text.split())
