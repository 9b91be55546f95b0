"""Content goes out to a folder and comes back the same, and only what readers get."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import publishing
from articles.intake import load_folder
from articles.intake.exported import LIST
from articles.models import (
    Article,
    BodyPart,
    Claim,
    RelatedArticle,
    Source,
    Term,
    Topic,
)
from articles.outgoing import export_folder
from tests.articles.outgoing.exports import ODD_NOTE, empty_the_database, files, hide, run, states
from tests.articles.standing import give, put_off, take_back

pytestmark = pytest.mark.django_db


def test_an_export_fills_an_empty_database_with_the_same(exported: Path, tmp_path: Path) -> None:
    before, texts = states(), files(exported)
    empty_the_database()

    loading = load_folder(exported)

    assert [str(problem) for problem in loading.problems] == []
    assert states() == before
    export_folder(tmp_path / "again")
    assert files(tmp_path / "again") == texts


def test_loading_an_export_back_changes_nothing(exported: Path) -> None:
    loading = load_folder(exported)

    assert (loading.changes, loading.problems) == ([], [])


def test_the_same_content_gives_the_same_files_whatever_its_rows(
    exported: Path, tmp_path: Path
) -> None:
    texts = files(exported)
    order = tuple(reversed(list(Source.objects.values_list("key", flat=True))))
    for key in order:  # made again in another order, with other ids
        source = Source.objects.get(key=key)
        claims, flags = list(source.claims.all()), list(source.red_flags.all())
        source.delete()
        source.pk = None
        source.save()
        source.claims.set(claims)
        source.red_flags.set(flags)

    export_folder(tmp_path / "again")

    assert files(tmp_path / "again") == texts


def test_records_are_sorted_by_key_however_the_database_sorts_them(
    loaded: Path, tmp_path: Path
) -> None:
    Term.objects.create(slug="a-vein", term="Vein", meaning="A tube that leads to the heart.")
    Topic.objects.create(slug="a-topic", title="Later", introduction="Later.", order=9)

    export_folder(tmp_path / "out")

    texts = files(tmp_path / "out")
    assert re.findall(rb"slug: (.+)", texts["glossary.yaml"]) == [b"a-vein", b"dvt"]
    assert re.findall(rb"slug: (.+)", texts["topics.yaml"]) == [b"cramps", b"a-topic"]


def test_exporting_twice_into_a_folder_touches_nothing(exported: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in exported.rglob("*")}

    planned = export_folder(exported)

    assert (planned.new, planned.changed, planned.removed) == ((), (), ())
    assert {path: path.stat().st_mtime_ns for path in exported.rglob("*")} == before


def test_the_line_ends_of_a_browser_are_written_as_any_other(
    exported: Path, tmp_path: Path
) -> None:
    """A text typed in the admin has CR LF and no line end at its end; nobody could mend that."""
    texts = files(exported)
    article = Article.objects.get(slug="night-cramps")
    article.body = article.body.strip().replace("\n", "\r\n")
    article.save()
    give("night-cramps")
    Claim.objects.update(note=ODD_NOTE.replace("\n", "\r\n"))

    export_folder(tmp_path / "public")
    export_folder(tmp_path / "drafts", drafts=True)

    assert files(tmp_path / "public") == texts
    assert files(tmp_path / "drafts") == {**texts, LIST: files(tmp_path / "drafts")[LIST]}
    load_folder(tmp_path / "public", overwrite=True)
    assert Article.objects.get(slug="night-cramps").body.endswith("[@stretch-01]\n")


def test_an_empty_database_goes_out_and_comes_back(tmp_path: Path) -> None:
    export_folder(tmp_path / "out")

    loading = load_folder(tmp_path / "out")

    assert (loading.changes, loading.problems) == ([], [])


def test_readers_words_go_out_and_with_drafts_the_working_copy(
    exported: Path, tmp_path: Path
) -> None:
    before = files(exported)
    Article.objects.filter(slug="night-cramps").update(title="A title nobody published")

    export_folder(tmp_path / "public")
    said = run(tmp_path / "drafts", "--drafts")

    assert files(tmp_path / "public") == before
    drafts = files(tmp_path / "drafts")
    assert b"title: A title nobody published\n" in drafts["articles/night-cramps.md"]
    assert [name for name in before if before[name] != drafts[name]] == [
        "articles/night-cramps.md",
        LIST,
    ]
    assert b"working copies" in drafts[LIST]
    assert "load_content would publish" in said


def test_an_article_readers_do_not_have_goes_out_with_the_drafts_alone(
    exported: Path, tmp_path: Path
) -> None:
    text = files(exported)["articles/calf-stretch.md"]
    hide("calf-stretch")

    export_folder(tmp_path / "public")
    export_folder(tmp_path / "drafts", drafts=True)

    assert "articles/calf-stretch.md" not in files(tmp_path / "public")
    assert files(tmp_path / "drafts")["articles/calf-stretch.md"] == text


@pytest.mark.parametrize(
    "put_away",
    [
        lambda: put_off("calf-stretch"),
        lambda: publishing.archive(
            Article.objects.get(slug="calf-stretch"), by=User.objects.create_user("publisher")
        ),
    ],
    ids=["scheduled", "archived"],
)
def test_what_is_not_public_now_does_not_go_out(
    exported: Path, put_away: Callable[[], object]
) -> None:
    hide_links_to_calf_stretch()

    put_away()

    assert export_folder(exported).removed == ("articles/calf-stretch.md",)


def hide_links_to_calf_stretch() -> None:
    RelatedArticle.objects.filter(other__slug="calf-stretch").delete()
    Term.objects.update(article="")
    give("night-cramps")


def test_a_way_to_an_article_readers_do_not_have_is_left_out(
    exported: Path, tmp_path: Path
) -> None:
    take_back("calf-stretch")

    export_folder(tmp_path / "public")
    export_folder(tmp_path / "drafts", drafts=True)

    public, drafts = files(tmp_path / "public"), files(tmp_path / "drafts")
    assert b"related:" not in public["articles/night-cramps.md"]
    assert b"article:" not in public["glossary.yaml"]
    assert b"related: [calf-stretch]\n" in drafts["articles/night-cramps.md"]
    assert b"article: calf-stretch\n" in drafts["glossary.yaml"]


def test_what_was_left_out_for_readers_is_not_taken_from_editors(
    exported: Path, tmp_path: Path
) -> None:
    load_folder(exported, overwrite=True)  # every row is as it was last loaded
    take_back("calf-stretch")
    export_folder(tmp_path / "public")

    loading = load_folder(tmp_path / "public")

    assert loading.changes == [("kept", "term", "dvt"), ("kept", "article", "night-cramps")]
    assert Term.objects.get().article == "calf-stretch"
    assert RelatedArticle.objects.filter(other__slug="calf-stretch").count() == 1


def test_a_subject_that_was_renamed_goes_out_under_its_new_name(
    exported: Path, tmp_path: Path
) -> None:
    Topic.objects.update(slug="leg-cramps")
    BodyPart.objects.update(slug="lower-leg")

    export_folder(tmp_path / "out")

    text = files(tmp_path / "out")["articles/night-cramps.md"]
    assert b"topic: leg-cramps\n" in text
    assert b"body_parts: [lower-leg]\n" in text
    empty_the_database()
    assert load_folder(tmp_path / "out").problems == []


def test_what_is_gone_from_the_database_goes_and_what_is_not_ours_stays(exported: Path) -> None:
    notes = ["README.md", "articles/notes.txt", "articles/not-loaded-yet.md"]
    for name in notes:
        (exported / name).write_text("Ours.", encoding="utf-8")
    hide("calf-stretch")

    said = run(exported)

    assert not (exported / "articles" / "calf-stretch.md").exists()
    assert all((exported / name).read_text(encoding="utf-8") == "Ours." for name in notes)
    assert "removed articles/calf-stretch.md" in said
    assert "left alone: README.md, articles/not-loaded-yet.md, articles/notes.txt" in said


def test_a_folder_for_articles_that_is_empty_now_goes_too(exported: Path) -> None:
    hide("calf-stretch", "night-cramps")

    export_folder(exported)

    assert not (exported / "articles").exists()


def test_the_number_of_queries_does_not_grow_with_the_articles(
    loaded: Path, tmp_path: Path
) -> None:
    few = _queries_of(lambda: export_folder(tmp_path / "few"))
    _write_articles(40)

    many = _queries_of(lambda: export_folder(tmp_path / "many"))

    assert many == few
    assert len(list((tmp_path / "many" / "articles").iterdir())) == 42


def _queries_of(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        act()
    return len(queries)


def _write_articles(count: int) -> None:
    pattern = Article.objects.get(slug="night-cramps")
    flags = list(pattern.get_help.all())
    for number in range(count):
        pattern.pk, pattern.slug, pattern.head = None, f"article-{number}", None
        pattern.save()
        pattern.get_help.set(flags)
        pattern.questions.create(question="Is it?", answer="It is.")
        give(pattern.slug)
