"""Turns one Markdown file into an article's (or a page's) state, or says what is wrong with it."""

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles import checks
from articles.checks.gathering import facts_about
from articles.intake.article_kind import ARTICLE, FRONT, TOPIC
from articles.intake.files import MarkdownFile, read_markdown
from articles.intake.kinds import PAGE, Link, State
from articles.markdown import ArticleText, Finding, QuestionText, Register, render_article
from groundwork.problems import BrokenFile, Problem
from groundwork.shapes import Shape
from groundwork.yaml_lines import LinedDict

_PAGE_FRONT = Shape({"title": str, "description": str}, {"order": int})


@dataclass(frozen=True)
class ArticleRecord:
    """A sound article file: its state, and where its fields stand."""

    slug: str
    file: str
    state: State
    front: LinedDict
    parts: MarkdownFile
    text: ArticleText

    def line_of(self, name: str) -> int:
        return self.front.line_of(name)


def read_article(path: Path, register: Register, slugs: Set[str]) -> ArticleRecord:
    """The article in a file. `slugs` are all it may name as related. Raises `BrokenFile`."""
    name = f"articles/{path.name}"
    parts = read_markdown(path, name)
    problems = FRONT.check(name, parts.front)
    if problems:
        raise BrokenFile(problems)
    values = FRONT.values(parts.front)
    text = _text(values, parts)
    problems = [
        *_dead_links(name, parts.front, values, slugs),
        *_findings(name, parts, text, register),
    ]
    if problems:
        raise BrokenFile(problems)
    state = _state(path.stem, values, parts)
    return ArticleRecord(path.stem, name, state, parts.front, parts, text)


def refuse_harm(record: ArticleRecord, register: Register, slugs: Set[str]) -> None:
    """Hold a file to what publishing is held to, since loading publishes. Raises `BrokenFile`."""
    found = checks.blocking(
        record.text,
        facts_about(record.text, register, slugs),
        description=record.state["description"],
        slug=record.slug,
    )
    if found:
        raise BrokenFile([_problem(record.file, record.parts, finding) for finding in found])


def read_page(path: Path) -> tuple[LinedDict, State]:
    """The front matter and state of a page under /about/. Raises `BrokenFile`."""
    name = f"pages/{path.name}"
    parts = read_markdown(path, name)
    problems = _PAGE_FRONT.check(name, parts.front)
    if problems:
        raise BrokenFile(problems)
    values = {**_PAGE_FRONT.values(parts.front), "slug": path.stem, "body": parts.body.text}
    return parts.front, PAGE.shape.values(values)


def _state(slug: str, values: dict[str, Any], parts: MarkdownFile) -> State:
    return ARTICLE.state_from(
        {
            **values,
            "slug": slug,
            "body": parts.body.text,
            "order": 50 if values["order"] is None else values["order"],
            "questions": [[entry.question, entry.answer.text] for entry in parts.questions],
        }
    )


def _text(values: dict[str, Any], parts: MarkdownFile) -> ArticleText:
    return ArticleText(
        title=values["title"],
        short_answer=values["short_answer"],
        body=parts.body.text,
        questions=tuple(QuestionText(q.question, q.answer.text) for q in parts.questions),
        get_help=tuple(values["get_help"]),
    )


def _dead_links(
    name: str, front: LinedDict, values: dict[str, Any], slugs: Set[str]
) -> list[Problem]:
    wanted = [(field, link, values[field]) for field, link in ARTICLE.links.items()]
    problems = [
        problem
        for field, link, keys in [*wanted, ("topic", TOPIC, [values["topic"]])]
        for problem in dead_links(name, front.line_of(field), field, link, keys)
    ]
    line = front.line_of("related")
    problems += [
        Problem(name, line, f"There is no article “{slug}”.", "Take it out of “related”.")
        for slug in values["related"]
        if slug not in slugs
    ]
    return problems


def dead_links(file: str, line: int, field: str, link: Link, keys: list[Any]) -> list[Problem]:
    """Problems for keys that no row has. One query."""
    known = link.keys()
    label = link.model._meta.verbose_name
    return [
        Problem(file, line, f"There is no {label} “{key}” (in “{field}”).", "Check its spelling.")
        for key in keys
        if key not in known
    ]


def _findings(
    name: str, parts: MarkdownFile, text: ArticleText, register: Register
) -> list[Problem]:
    """What the renderer found, at the lines of the file."""
    return [_problem(name, parts, finding) for finding in render_article(text, register).findings]


def _problem(name: str, parts: MarkdownFile, finding: Finding) -> Problem:
    return Problem(name, _line(parts, finding), finding.problem, finding.remedy)


def _line(parts: MarkdownFile, finding: Finding) -> int:
    if finding.field == "body":
        return parts.body.line + finding.line - 1
    if finding.field.startswith("question "):
        entry = parts.questions[int(finding.field.split()[1]) - 1]
        return entry.answer.line + finding.line - 1
    return parts.front.line_of(finding.field)
