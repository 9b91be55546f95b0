"""What the checks find in a version, each finding with the way to its place in the form."""

from dataclasses import dataclass

from django.urls import reverse

from articles import snapshot
from articles.checks import check, place_of
from articles.checks.gathering import facts_about
from articles.markdown import Finding
from articles.models import ArticleVersion


@dataclass(frozen=True)
class Found:
    """A finding in finished words, and the address of the field it stands in."""

    place: str
    reason: str
    repair: str
    url: str


@dataclass(frozen=True)
class Findings:
    """`stops`: what would harm a reader; `advice`: what to think about; `numbers`: how it reads."""

    stops: tuple[Found, ...]
    advice: tuple[Found, ...]
    numbers: str = ""


def findings_in(version: ArticleVersion) -> Findings:
    """Everything the checks say of a version."""
    text = snapshot.text_of(version.content)
    described = {"description": version.content["description"], "slug": version.article.slug}
    report = check(text, facts_about(text), **described)
    return Findings(
        told(version, report.blocking),
        told(version, report.advice),
        report.numbers if report.reading.words else "",
    )


def told(version: ArticleVersion, found: tuple[Finding, ...]) -> tuple[Found, ...]:
    form = reverse("admin:articles_article_change", args=[version.article_id])
    return tuple(
        Found(place_of(each), each.problem, each.remedy, f"{form}#id_{_control(each.field)}")
        for each in found
    )


def _control(field: str) -> str:
    """`question 2` -> `questions-1-answer`, as the form numbers its rows."""
    name, _, number = field.partition(" ")
    return f"questions-{int(number) - 1}-answer" if name == "question" and number else name
