"""What a file cannot hold is refused by name, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DataError, connection, transaction

from articles.intake.files import QUESTIONS_LINE
from articles.models import (
    Article,
    Claim,
    Page,
    RedFlag,
    Source,
    Term,
    Topic,
)
from articles.outgoing import CannotWrite, export_folder, yaml_text
from tests.articles.outgoing.exports import files

pytestmark = pytest.mark.django_db


def _in_article(**changes: str) -> Callable[[], object]:
    return lambda: Article.objects.filter(slug="night-cramps").update(**changes)


def _ask(question: str, answer: str) -> Callable[[], object]:
    return lambda: Article.objects.get(slug="night-cramps").questions.create(
        question=question, answer=answer, order=9
    )


REFUSED = [
    (_in_article(body=f"A\n{QUESTIONS_LINE}\nB"), "article night-cramps, text, line 2", "begins"),
    (_in_article(short_answer=" \r\n"), "article night-cramps", "“short_answer” is empty"),
    (_in_article(slug="../night"), "article ../night", "name of a file"),
    (_in_article(slug="Calf-Stretch"), "article calf-stretch", "capital letters"),
    (_ask("Is it?\nIs it not?", "Yes."), "article night-cramps, question 2", "longer than a line"),
    (_ask("Is it?", " \n"), "article night-cramps, question 2", "answer is empty"),
    (_ask("Is it?", "Yes.\n### No?\nNo."), "question 2, line 2 of the answer", "next question"),
    (lambda: Page.objects.update(body=QUESTIONS_LINE), "page about, text, line 1", "begins"),
    (lambda: Topic.objects.update(introduction=""), "topic cramps", "“introduction” is empty"),
    (lambda: Claim.objects.get().sources.clear(), "claim stretch-01", "no source"),
    (lambda: Term.objects.update(article="gone"), "term dvt", "which is gone"),
    (
        lambda: Term.objects.create(slug="b", term="No", meaning="The name of another term."),
        "The glossary",
        "already",
    ),
]


@pytest.mark.parametrize(("spoil", "where", "said"), REFUSED)
def test_what_would_not_come_back_is_refused_by_name_and_nothing_is_written(
    exported: Path, spoil: Callable[[], object], where: str, said: str
) -> None:
    Source.objects.filter(key="trial-2020").update(year=1999)  # sound, and would be written
    before = files(exported)
    spoil()

    with pytest.raises(CannotWrite) as refused:
        export_folder(exported, drafts=True)

    assert any(where in str(r) and said in r.problem for r in refused.value.refusals), refused.value
    assert all(refusal.remedy for refusal in refused.value.refusals)
    assert files(exported) == before
    assert [path.name for path in exported.parent.iterdir() if "exporting" in path.name] == []


def test_a_nul_is_refused_by_the_export_or_by_the_database_before(exported: Path) -> None:
    """SQLite keeps one, PostgreSQL never takes it in."""
    try:
        with transaction.atomic():
            _in_article(title="A\x00B")()
    except (DataError, ValueError):
        assert connection.vendor == "postgresql"
        return

    with pytest.raises(CannotWrite) as refused:
        export_folder(exported, drafts=True)

    assert any("NUL" in refusal.problem for refusal in refused.value.refusals)


def test_a_red_flag_that_is_gone_is_refused(exported: Path) -> None:
    before = files(exported)
    RedFlag.objects.all().delete()

    with pytest.raises(CannotWrite) as refused:
        export_folder(exported)

    assert [str(refusal) for refusal in refused.value.refusals] == [
        "article calf-stretch: It shows the red flag “leg-clot”, which is gone. "
        "Take it out and publish the article again.",
        "article night-cramps: It shows the red flag “leg-clot”, which is gone. "
        "Take it out and publish the article again.",
    ]
    assert files(exported) == before


def test_what_nobody_thought_of_is_found_by_reading_back(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(exported)
    monkeypatch.setattr("articles.outgoing.yaml_text._is_plain", lambda text, in_flow: True)

    with pytest.raises(CannotWrite, match="YAML"):
        export_folder(exported)

    assert files(exported) == before


def test_a_record_that_reads_otherwise_is_named_with_its_fields(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, quoted = files(exported), yaml_text._quoted
    monkeypatch.setattr(yaml_text, "_quoted", lambda text: quoted(text.replace("odd", "even")))
    Claim.objects.update(why="A trial: odd")

    with pytest.raises(CannotWrite, match=r"claim stretch-01: It would come back .* \(why, note\)"):
        export_folder(exported)

    assert files(exported) == before


def test_a_text_that_became_a_number_is_named(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "_quoted", lambda text: "1.10")

    with pytest.raises(CannotWrite, match=r"sources\.yaml:\d+: “\w+” must be text"):
        export_folder(exported)
