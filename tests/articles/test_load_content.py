"""Content comes in by file: whole files or none of them, and never over an editor's change."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import publishing, rendering
from articles.intake import load_folder
from articles.intake.exported import UNFINISHED, WORKING_COPIES
from articles.models import Article, Claim, Edition, Page, RedFlag, Source, Topic
from tests.articles.content import edit
from tests.articles.standing import edition_of, public_slugs

pytestmark = pytest.mark.django_db


def test_everything_in_a_sound_folder_comes_in(content: Path) -> None:
    loading = load_folder(content)

    article = Article.objects.get(slug="night-cramps")
    assert loading.problems == []
    assert public_slugs() == ["calf-stretch", "night-cramps"]
    assert [q.question for q in article.questions.all()] == ["Is it a clot?"]
    assert [r.other.slug for r in article.related_choices.all()] == ["calf-stretch"]
    assert "One leg swollen" in edition_of("night-cramps").help_html
    assert "Stretch before bed." in edition_of("night-cramps").body_html
    assert set(article.cites_sources.values_list("key", flat=True)) == {"trial-2020", "guide-2021"}
    assert (
        Topic.objects.get(slug="cramps").introduction_html
        == "<p>Start <strong>here</strong>.</p>\n"
    )
    assert "Editors." in Page.objects.get(slug="about").body_html


def test_a_first_load_makes_each_article_once_and_as_it_should_be(content: Path) -> None:
    loading = load_folder(content)

    made = list(Edition.objects.order_by("pk").values(*rendering.MADE))
    rendering.make_all(Edition.objects.select_related("version"))
    assert loading.rendered_again == 0
    assert list(Edition.objects.order_by("pk").values(*rendering.MADE)) == made


def test_loading_again_changes_nothing_and_says_so(content: Path) -> None:
    load_folder(content)
    before = {a.pk: a.updated_at for a in Article.objects.all()}

    again = load_folder(content)

    assert again.changes == []
    assert again.rendered_again == 0
    assert {a.pk: a.updated_at for a in Article.objects.all()} == before


def test_a_changed_file_changes_its_row_alone(content: Path) -> None:
    load_folder(content)
    edit(content / "articles" / "night-cramps.md", "Stretch before bed.", "Stretch your calf.")

    again = load_folder(content)

    assert again.changes == [("changed", "article", "night-cramps")]
    assert "Stretch your calf." in edition_of("night-cramps").body_html


def test_what_an_editor_changed_is_kept_unless_told_otherwise(content: Path) -> None:
    load_folder(content)
    Article.objects.filter(slug="night-cramps").update(title="An editor's title")
    Source.objects.filter(key="trial-2020").update(title="An editor's source")
    edit(content / "articles" / "night-cramps.md", "order: 10", "order: 30")

    kept = load_folder(content)
    assert ("kept", "article", "night-cramps") in kept.changes
    assert ("kept", "source", "trial-2020") in kept.changes
    assert Article.objects.get(slug="night-cramps").title == "An editor's title"

    load_folder(content, overwrite=True)
    assert Article.objects.get(slug="night-cramps").title == "Why do my legs cramp at night?"
    assert Source.objects.get(key="trial-2020").title == "A trial of stretching"


def test_what_readers_have_already_does_not_set_the_working_copy_back(content: Path) -> None:
    night_cramps = content / "articles" / "night-cramps.md"
    load_folder(content)
    older = Article.objects.get(slug="night-cramps").head
    edit(night_cramps, "Stretch before bed.", "Stretch your calf.")
    load_folder(content)
    assert older
    publishing.publish(older, by=None)  # readers get the older words again
    edit(night_cramps, "Stretch your calf.", "Stretch before bed.")

    again = load_folder(content)

    article = Article.objects.get(slug="night-cramps")
    assert again.changes == [("kept", "article", "night-cramps")]
    assert "Stretch your calf." in article.body
    assert article.versions.count() == 2
    load_folder(content, overwrite=True)
    assert "Stretch before bed." in Article.objects.get(slug="night-cramps").body


def test_a_file_that_goes_back_to_older_words_is_loaded(content: Path) -> None:
    night_cramps = content / "articles" / "night-cramps.md"
    load_folder(content)
    edit(night_cramps, "Stretch before bed.", "Stretch your calf.")
    load_folder(content)
    edit(night_cramps, "Stretch your calf.", "Stretch before bed.")

    again = load_folder(content)

    assert again.changes == [("changed", "article", "night-cramps")]
    assert "Stretch before bed." in edition_of("night-cramps").body_html


def test_a_question_an_editor_added_is_kept(content: Path) -> None:
    load_folder(content)
    article = Article.objects.get(slug="night-cramps")
    article.questions.create(question="Is it my age?", answer="It may be.", order=9)

    again = load_folder(content)

    assert again.changes == [("kept", "article", "night-cramps")]
    assert article.questions.count() == 2


def test_new_wording_of_a_red_flag_reaches_the_articles_that_show_it(content: Path) -> None:
    load_folder(content)
    edit(content / "red_flags.yaml", "One leg swollen", "One calf swollen")

    again = load_folder(content)

    assert again.rendered_again == 2
    assert "One calf swollen" in edition_of("night-cramps").help_html


def test_an_article_may_lead_to_one_that_comes_later_in_the_alphabet(content: Path) -> None:
    load_folder(content)

    for slug, other in (("night-cramps", "calf-stretch"), ("calf-stretch", "night-cramps")):
        article = Article.objects.get(slug=slug)
        assert [r.other.slug for r in article.related_choices.all()] == [other]


def test_a_related_article_whose_file_was_broken_is_found_once_it_is_mended(content: Path) -> None:
    second = content / "articles" / "calf-stretch.md"
    edit(second, "topic: cramps", "topic: cramp")
    load_folder(content)
    edit(second, "topic: cramp", "topic: cramps")

    again = load_folder(content)

    article = Article.objects.get(slug="night-cramps")
    assert ("changed", "article", "night-cramps") in again.changes
    assert [r.other.slug for r in article.related_choices.all()] == ["calf-stretch"]


BROKEN = [
    ("topics.yaml", "title: Cramps", "titel: Cramps", 2, "titel", "Did you mean “title”"),
    ("sources.yaml", "year: 2020", "year: soon", 6, "whole number", "soon"),
    ("sources.yaml", "  doi: 10.1000/1\n", "", 2, "address or a DOI", ""),
    ("sources.yaml", "kind: rct", "kind: rumour", 8, "rumour", ""),
    ("sources.yaml", "guide-2021", "trial-2020", 2, "twice", ""),
    ("sources.yaml", "title: A trial", "title: A: trial", 4, "not YAML", "quotation"),
    ("claims.yaml", "[trial-2020]", "[trial-2002]", 7, "trial-2002", "spelling"),
    ("claims.yaml", "[trial-2020]", "[]", 7, "no source", "policy: true"),
    ("claims.yaml", "stance: may-help", "stance: perhaps", 4, "perhaps", ""),
    ("red_flags.yaml", "urgency: urgent", "urgency: whenever", 5, "whenever", ""),
    ("articles/night-cramps.md", "---\ntitle", "title", 1, "front matter", "---"),
    ("articles/night-cramps.md", "topic: cramps", "topic: cramp", 3, "cramp", "spelling"),
    ("articles/night-cramps.md", "[leg-clot]", "[leg-clog]", 8, "leg-clog", "spelling"),
    ("articles/night-cramps.md", "get_help: [leg-clot]", "get_help: []", 8, "get_help", "Fill"),
    ("articles/night-cramps.md", "[calf-stretch]", "[no-such]", 10, "no-such", "related"),
    ("articles/night-cramps.md", "bed. [@stretch-01]", "bed. [@stretch-02]", 17, "stretch-02", ""),
    ("articles/night-cramps.md", "not. [@guide-2021]", "not. [@guide-2012]", 23, "guide-2012", ""),
    ("articles/night-cramps.md", "harmless. [@stretch-01]", "harmless. [@x]", 4, "x", ""),
    ("articles/night-cramps.md", "problem: cramps_recurrent", "problem: cramp", 11, "cramp", ""),
    ("articles/night-cramps.md", "### Is it a clot?", "Is it a clot?", 21, "question", "###"),
    ("pages/about.md", "title: About Legwise", "title:", 2, "title", "Fill"),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "said", "remedy"), BROKEN)
def test_a_broken_file_names_line_and_remedy_and_loads_nothing_of_it(
    content: Path, name: str, old: str, new: str, line: int, said: str, remedy: str
) -> None:
    edit(content / name, old, new)

    problems = [p for p in load_folder(content).problems if p.file == name]

    assert problems, "the broken file was not noticed"
    assert problems[0].line == line, problems[0]
    assert said in problems[0].problem + problems[0].remedy
    assert remedy in problems[0].remedy
    if name.startswith("articles/"):
        assert not Article.objects.filter(slug="night-cramps").exists()
        assert Article.objects.filter(slug="calf-stretch").exists()
    assert name != "sources.yaml" or not Source.objects.exists()
    assert name != "claims.yaml" or not Claim.objects.exists()
    assert name != "red_flags.yaml" or not RedFlag.objects.exists()
    assert name != "pages/about.md" or not Page.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "front matter is missing"),
        (b"---\ntitle: x\n", "no end"),
        (b"---\n- a\n---\n", "no fields"),
        (b"---\ntitle: \xff\n---\n", "UTF-8"),
        (b"---\ntitle: a\x00\n---\n", "NUL"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_file_that_is_not_an_article_is_refused_kindly(
    content: Path, data: bytes, said: str
) -> None:
    (content / "articles" / "night-cramps.md").write_bytes(data)

    problems = load_folder(content).problems

    assert any(said in p.problem and p.file == "articles/night-cramps.md" for p in problems)


def test_the_command_says_what_changed_and_fails_when_a_file_is_broken(content: Path) -> None:
    out, err = StringIO(), StringIO()
    call_command("load_content", content, stdout=out)
    edit(content / "claims.yaml", "stance: may-help", "stance: perhaps")

    with pytest.raises(CommandError, match=r"1 problem\(s\)"):
        call_command("load_content", content, stdout=StringIO(), stderr=err)

    assert "new article night-cramps" in out.getvalue()
    assert "claims.yaml:4:" in err.getvalue()


@pytest.mark.parametrize(
    ("line", "said", "remedy"),
    [
        (WORKING_COPIES, "loading would publish every one of them", "without --drafts"),
        (UNFINISHED, "stopped here before its end", "Export into the folder again"),
    ],
    ids=["working copies", "unfinished"],
)
@pytest.mark.parametrize("overwrite", [False, True])
def test_nothing_is_loaded_from_a_folder_that_says_it_is_not_for_readers(
    content: Path, line: str, said: str, remedy: str, overwrite: bool
) -> None:
    (content / "export.txt").write_text(f"# Written.\n{line}claims.yaml\n", encoding="utf-8")
    err = StringIO()

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_content", content, overwrite=overwrite, stdout=StringIO(), stderr=err)

    assert err.getvalue().startswith("export.txt:2: ")
    assert said in err.getvalue()
    assert remedy in err.getvalue()
    assert not Article.objects.exists()
    assert not Claim.objects.exists()


def test_the_command_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not a folder"):
        call_command("load_content", tmp_path / "nowhere")


def test_what_may_not_be_published_is_refused_with_its_line_and_nothing_of_it_comes_in(
    content: Path,
) -> None:
    edit(
        content / "articles" / "night-cramps.md", "Stretch before bed.", "See [it](/articles/no/)."
    )

    loading = load_folder(content)

    (problem,) = loading.problems
    assert (problem.file, problem.line) == ("articles/night-cramps.md", 17)
    assert not Article.objects.filter(slug="night-cramps").exists()
    assert public_slugs() == ["calf-stretch"]
