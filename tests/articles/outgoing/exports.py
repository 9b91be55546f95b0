"""What tests of exports share: one odd text, and ways to look at a database and at a folder."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

from articles.intake.article_kind import ARTICLE
from articles.intake.kinds import PAGE, State
from articles.models import Article, Edition, LoadedRecord, RelatedArticle, Term
from articles.outgoing.contents import LISTS
from tests.articles.standing import give, public_slugs, take_back

KINDS = (*LISTS, PAGE, ARTICLE)
ODD_NOTE = """“Yes”: it's *odd*. # not a comment
---
\t- 2026-11-21
    كلمة 👩🏽‍⚕️ \u202e turned

=== Common questions ===
no"""


def states() -> dict[str, dict[str, State]]:
    return {k.name: {key: k.state_of(row) for key, row in k.rows().items()} for k in KINDS}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def empty_the_database() -> None:
    Edition.objects.all().delete()
    Article.objects.update(head=None)
    Article.objects.all().delete()
    for kind in (*KINDS, None):
        (kind.model if kind else LoadedRecord)._default_manager.all().delete()


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("export_content", *map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def hide(*slugs: str) -> None:
    """Readers never got these articles, and nothing leads there."""
    for slug in slugs:
        take_back(slug)
    RelatedArticle.objects.filter(other__slug__in=slugs).delete()
    Term.objects.update(article="")
    for slug in public_slugs():
        give(slug)
