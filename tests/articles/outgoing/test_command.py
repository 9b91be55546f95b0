"""The command says what it did, what it would do, and why it does not."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.intake.exported import LIST
from articles.intake.files import QUESTIONS_LINE
from articles.models import Article
from articles.outgoing import compare_folder
from tests.articles.content import edit
from tests.articles.outgoing.exports import files, hide, run

pytestmark = pytest.mark.django_db


def test_a_check_passes_what_an_export_wrote(exported: Path) -> None:
    said = run(exported, "--check")

    assert "0 new, 0 changed, 0 removed" in said


def test_a_check_names_what_would_change_fails_and_writes_nothing(exported: Path) -> None:
    edit(exported / "claims.yaml", "may-help", "helps")
    (exported / "topics.yaml").unlink()
    hide("calf-stretch")
    before = files(exported)
    out = StringIO()

    with pytest.raises(CommandError, match="not what an export would write") as refused:
        call_command("export_content", str(exported), "--check", stdout=out)

    assert refused.value.returncode == 1
    assert "changed claims.yaml" in out.getvalue()
    assert "new topics.yaml" in out.getvalue()
    assert "removed articles/calf-stretch.md" in out.getvalue()
    assert files(exported) == before


def test_a_check_fails_for_an_article_nobody_loaded_yet(exported: Path) -> None:
    (exported / "README.md").write_text("About this repository.", encoding="utf-8")
    assert not compare_folder(exported).differs
    (exported / "articles" / "new.md").write_text("---\n---\n", encoding="utf-8")

    assert compare_folder(exported).strays == ("articles/new.md",)
    assert compare_folder(exported).differs


def test_a_check_of_a_folder_that_is_not_there_fails(loaded: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not what an export would write"):
        run(tmp_path / "nowhere", "--check")

    assert not (tmp_path / "nowhere").exists()


def test_the_command_names_each_refusal(exported: Path) -> None:
    Article.objects.filter(slug="night-cramps").update(body=QUESTIONS_LINE)
    err = StringIO()

    with pytest.raises(CommandError, match=r"1 problem\(s\)\. Nothing was written"):
        call_command("export_content", str(exported), "--drafts", stdout=StringIO(), stderr=err)

    assert "article night-cramps, text, line 1:" in err.getvalue()


def test_a_folder_of_somebody_else_is_refused_unless_told(loaded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "thesis.md").write_text("Mine.", encoding="utf-8")

    with pytest.raises(CommandError, match="--into-existing"):
        run(folder)
    assert list(files(folder)) == ["thesis.md"]

    run(folder, "--into-existing")
    assert {"thesis.md", LIST, "claims.yaml"} <= set(files(folder))
    run(folder)  # an earlier export now


@pytest.mark.parametrize(("name", "said"), [("a-file", "is a file"), ("no/folder", "not there")])
def test_a_place_that_cannot_be_written_to_is_refused(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a-file").write_text("x", encoding="utf-8")

    with pytest.raises(CommandError, match=said):
        run(tmp_path / name)
