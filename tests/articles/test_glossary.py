"""The glossary: its page, its file, its desk, and the articles that follow when a term changes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from justhtml import JustHTML

from articles import glossary, readability, rendering
from articles.intake import load_folder
from articles.models import Article, Source, Term
from tests.articles.content import edit
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, give, put_off, take_back

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]

GLOSSARY = """terms:
- slug: calf
  term: Calf
  other_names: [calves, Wade]
  meaning: The back of the leg below the knee.
  article: calf-stretch
- slug: stretch
  term: Stretch
  meaning: To pull a muscle long, and hold it there.
  sources: [trial-2020]
"""
SHIPPED = settings.HOUSE / "articles" / "content" / "glossary.yaml"
FEWEST_TERMS = 85
HARDEST_MEANING = 10.0
MEAN_GRADE = 6.0


@pytest.fixture
def folder(content: Path) -> Path:
    (content / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    load_content(content)
    return content


@pytest.fixture
def desk(folder: Path) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "", "a long password"))
    return client


def page(address: str = "/glossary/") -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def term(slug: str, **changes: Any) -> Term:
    values = {"term": slug.title(), "meaning": "What this word means.", **changes}
    return Term.objects.create(slug=slug, **values)


def body_of(slug: str) -> str:
    return edition_of(slug).body_html


# --- the page ---------------------------------------------------------------------------------


def test_a_term_shows_its_names_its_meaning_its_article_where_it_is_used_and_its_source(
    folder: Path,
) -> None:
    html = page()

    places = [
        html.index(words)
        for words in (
            '<a href="#C">C</a>',
            '<h2 id="C">C</h2>',
            '<dt id="t-calf"><a href="/articles/calf-stretch/">Calf</a></dt>',
            "The back of the leg below the knee.",
            "Also: calves, Wade",
            'Used in <a href="/articles/?term=calf">1 article</a>',
            '<dt id="t-stretch">Stretch</dt>',
            'Used in <a href="/articles/?term=stretch">2 articles</a>',
            'Source: <a href="https://doi.org/10.1000/1">A Journal</a>',
        )
    ]
    assert places == sorted(places)


def test_the_page_is_public_small_and_sound(
    folder: Path, django_assert_num_queries: Counts
) -> None:
    for number in range(40):
        term(f"word-{number}").sources.set(Source.objects.all())

    with django_assert_num_queries(3):
        response = Client().get("/glossary/")

    document = JustHTML(response.content.decode(), strict=True, sanitize=False)
    ids = re.findall(r'\bid="([^"]+)"', response.content.decode())
    assert len(document.query("h1")) == 1
    assert len(set(ids)) == len(ids) > 40
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_an_empty_glossary_leads_to_the_articles() -> None:
    html = page()

    assert "No words explained yet" in html
    assert 'href="/articles/"' in html.partition("<main")[2].partition("</main>")[0]


def test_terms_stand_from_a_to_z_whatever_their_accents_and_capitals() -> None:
    for number, word in enumerate(("zinc", "Œdème", "Éclair", "eczema", "2,3-DPG", "apple")):
        term(f"t{number}", term=word)

    order = [(letter.name, [e.term for e in letter.entries]) for letter in glossary.letters()]

    assert [name for name, _ in order] == ["0-9", "A", "E", "Z"]
    assert dict(order)["E"] == ["Éclair", "eczema"]


def test_other_names_are_shown_once_whatever_their_hyphens_and_plurals() -> None:
    term("dvt", term="DVT", other_names="DVTs\nleg clot\nleg-clots\nleg clots\nThrombosis")

    assert "Also: leg clot, Thrombosis<" in page()


@pytest.mark.parametrize("change", ["draft", "tomorrow"])
def test_articles_that_are_not_public_are_neither_named_nor_counted(
    folder: Path, change: str
) -> None:
    (take_back if change == "draft" else put_off)("calf-stretch")

    html = page()

    assert '<dt id="t-calf">Calf</dt>' in html
    assert "/articles/?term=calf" not in html
    assert 'term=stretch">1 article</a>' in html


def test_hostile_words_are_shown_as_words() -> None:
    term("bad", term="<script>alert(1)</script>", meaning='"><img src=x onerror=alert(1)>')

    html = page()

    assert "<script>alert(1)" not in html
    assert "<img" not in html


def test_where_a_term_is_used_is_a_list_of_articles(folder: Path) -> None:
    html = page("/articles/?term=calf")

    assert "Showing articles that use “Calf”" in html
    assert 'href="/glossary/#t-calf"' in html
    assert "How do I stretch my calf?" in html
    assert "Why do my legs cramp at night?" not in html


def test_a_term_there_is_not_finds_no_article(folder: Path) -> None:
    assert "No article fits all of these" in page("/articles/?term=none")


def test_the_footer_and_the_articles_lead_to_the_glossary() -> None:
    main, footer = page("/articles/").split("</main>")

    assert 'href="/glossary/"' in main
    assert 'href="/glossary/"' in footer


# --- in articles ------------------------------------------------------------------------------


def test_an_article_links_the_first_use_and_remembers_it(folder: Path) -> None:
    article = edition_of("night-cramps")

    assert '<a href="/glossary/#t-stretch">Stretch</a> before bed.' in article.body_html
    assert [used.slug for used in article.uses_terms.all()] == ["stretch"]
    assert [used.slug for used in edition_of("calf-stretch").uses_terms.all()] == [
        "calf",
        "stretch",
    ]


def test_a_new_term_leans_on_the_articles_that_hold_one_of_its_names(folder: Path) -> None:
    Article.objects.filter(slug="calf-stretch").update(body="## A\n\nGo to\nBED’s end.\n")
    give("calf-stretch")

    found = rendering.leaning_on(term("none", other_names="to bed's"))

    assert list(found.values_list("article__slug", flat=True)) == ["calf-stretch"]


# --- the file ---------------------------------------------------------------------------------


def test_loading_again_changes_nothing(folder: Path) -> None:
    again = load_folder(folder)

    assert (again.changes, again.rendered_again) == ([], 0)


def test_a_term_that_an_editor_changed_is_kept(folder: Path) -> None:
    Term.objects.filter(slug="calf").update(other_names="shank")
    edit(folder / "glossary.yaml", "The back of the leg", "The hind part of the leg")

    kept = load_folder(folder)
    assert kept.changes == [("kept", "term", "calf")]
    assert Term.objects.get(slug="calf").other_names == "shank"

    load_folder(folder, overwrite=True)
    assert Term.objects.get(slug="calf").names == ("Calf", "calves", "Wade")


def test_a_changed_term_reaches_the_articles(folder: Path) -> None:
    edit(folder / "glossary.yaml", "term: Stretch", "term: Before bed")

    again = load_folder(folder)

    assert again.rendered_again == 2
    assert '<a href="/glossary/#t-stretch">before bed</a>' in body_of("night-cramps")


@pytest.mark.parametrize(
    ("old", "new", "line", "said", "remedy"),
    [
        ("term: Calf", "therm: Calf", 3, "therm", "Did you mean “term”"),
        ("  term: Calf\n", "", 2, "“term” is missing", "Fill it in"),
        ("[calves, Wade]", "calves", 4, "must be a list", "calves"),
        ("[calves, Wade]", "[on]", 4, "True", "quotation marks"),
        ("[calves, Wade]", "['']", 4, "''", "quotation marks"),
        ("[calves, Wade]", "[stretch]", 8, "“Stretch” is a name of “calf” already", "one of"),
        ("[calves, Wade]", f"[{'x' * 61}]", 4, "longer than 60", ""),
        ("article: calf-stretch", "article: calf-strech", 6, "calf-strech", "spelling"),
        ("[trial-2020]", "[trial-2002]", 10, "trial-2002", "spelling"),
        ("slug: stretch", "slug: calf", 2, "twice", "Keep one"),
        ("slug: stretch", "slug: a stretch", 7, "slug", ""),
        ("term: Stretch", "term: calf", 8, "“calf” is a name", ""),
        ("The back of the leg below the knee.", "x" * 301, 5, "300", ""),
        ("The back of the leg below the knee.", "Leg.", 5, "10", ""),
        ("- slug: calf", "- slug: [calf", 3, "not YAML", "quotation"),
    ],
)
def test_a_broken_glossary_names_line_and_remedy_and_loads_nothing(
    content: Path, old: str, new: str, line: int, said: str, remedy: str
) -> None:
    (content / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    edit(content / "glossary.yaml", old, new)

    problems = load_folder(content).problems

    assert any(
        p.file == "glossary.yaml" and p.line == line and said in f"{p.problem} {p.remedy}"
        for p in problems
    ), problems
    assert remedy in "".join(p.remedy for p in problems)
    assert not Term.objects.exists()
    assert Article.objects.count() == 2


# --- the rows ---------------------------------------------------------------------------------


def test_a_term_is_in_the_glossary_once(folder: Path) -> None:
    with pytest.raises(IntegrityError):
        term("calf-again", term="CALF")


@pytest.mark.parametrize("field", ["term", "meaning"])
def test_a_term_without_word_or_meaning_is_refused(field: str) -> None:
    with pytest.raises(IntegrityError):
        term("empty", **{field: ""})


@pytest.mark.parametrize("names", ["\n".join(map(str, range(21))), "x" * 61])
def test_names_are_few_and_short(names: str) -> None:
    with pytest.raises(ValidationError):
        Term(slug="a", term="A", meaning="What it means.", other_names=names).full_clean()


# --- the desk ---------------------------------------------------------------------------------


def save_term(desk: Client, slug: str, **changes: Any) -> Any:
    """Send the form of a term: a new one, or the one with this slug."""
    row = Term.objects.filter(slug=slug).first()
    place = f"{row.pk}/change" if row else "add"
    form = {"term": slug.title(), "slug": slug, "meaning": "What this word means.", **changes}
    return desk.post(f"/admin/articles/term/{place}/", form)


def test_a_new_term_is_linked_in_the_articles_at_once(desk: Client) -> None:
    assert save_term(desk, "bed").status_code == 302

    assert '<a href="/glossary/#t-bed">bed</a>' in body_of("night-cramps")


def test_a_term_with_a_new_name_leaves_the_old_and_is_linked_at_the_new(desk: Client) -> None:
    assert save_term(desk, "stretch", term="Before bed").status_code == 302

    assert 'Stretch <a href="/glossary/#t-stretch">before bed</a>' in body_of("night-cramps")


def test_a_term_that_no_text_names_any_more_loses_its_links(desk: Client) -> None:
    assert save_term(desk, "stretch", term="Something else").status_code == 302

    assert "Stretch before bed." in body_of("night-cramps")


def test_a_term_may_keep_its_own_names(desk: Client) -> None:
    assert save_term(desk, "calf", other_names="calves\nWade").status_code == 302


def test_a_deleted_term_leaves_its_word_and_takes_its_link(desk: Client) -> None:
    row = Term.objects.get(slug="stretch")

    response = desk.post(f"/admin/articles/term/{row.pk}/delete/", {"post": "yes"})

    assert response.status_code == 302
    assert "Stretch before bed." in body_of("night-cramps")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"other_names": "a\nCALVES"}, "other_names", "it is a name of that term already"),
        ({"term": "wade"}, "other_names", "Take “wade” out, or change “Calf”"),
        ({"article": "none"}, "article", "none has this slug"),
        ({"meaning": "x" * 301}, "meaning", "300"),
    ],
)
def test_a_term_the_glossary_cannot_take_is_refused_with_the_reason(
    desk: Client, changes: dict[str, Any], field: str, said: str
) -> None:
    response = save_term(desk, "new", **changes)

    errors = response.context["adminform"].form.errors
    assert list(errors) == [field]
    assert said in str(errors[field])


def test_the_desk_finds_a_term_by_any_name_and_keeps_its_slug(desk: Client) -> None:
    row = Term.objects.get(slug="calf")

    listed = desk.get("/admin/articles/term/?q=wade").content.decode()
    form = desk.get(f"/admin/articles/term/{row.pk}/change/").content.decode()

    assert "The back of the leg below the knee." in listed
    assert "To pull a muscle long" not in listed
    assert 'name="slug"' not in form
    assert "How do I stretch my calf?" in form


# --- what we ship -----------------------------------------------------------------------------


def shipped() -> list[dict[str, Any]]:
    return list(yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["terms"])


def test_the_shipped_glossary_is_long_and_in_order() -> None:
    slugs = [entry["slug"] for entry in shipped()]

    assert len(slugs) >= FEWEST_TERMS
    assert slugs == sorted(slugs)


def test_a_shipped_meaning_is_one_or_two_plain_sentences() -> None:
    readings = {entry["slug"]: readability.read(entry["meaning"]) for entry in shipped()}
    hard = {
        slug: reading.grade
        for slug, reading in readings.items()
        if len(reading.sentences) > 2 or reading.grade > HARDEST_MEANING
    }

    assert hard == {}
    assert readability.read("\n\n".join(e["meaning"] for e in shipped())).grade <= MEAN_GRADE
