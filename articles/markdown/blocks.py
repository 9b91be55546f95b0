"""A field's blocks, settled one after the other: headings, care cards, placed questions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markdown_it.token import Token

from articles.markdown.cards import card_from_container
from articles.markdown.containers import DRAWING
from articles.markdown.entries import LEVELS
from articles.markdown.figures import FIGURE_END, figure_start, misplaced_figure
from articles.markdown.findings import broken_line, nearest
from articles.markdown.headings import (
    ANSWER_LEVEL,
    DEEPEST_WITH_ID,
    PAGE_LEVEL,
    Heading,
    heading_title,
    unique_id,
)
from articles.markdown.inlines import settle_inline
from articles.markdown.parser import Passage, lines
from articles.markdown.pictures import let_stand_alone
from articles.markdown.rendering import Rendering
from articles.markdown.unseen import report_unseen

QUESTIONS = "questions"
_TITLES = {"heading_open", "th_open"}


@dataclass(frozen=True)
class Allowed:
    """What a field may hold. `place_questions` renders the common questions where asked for."""

    headings: bool = True
    cards: bool = True
    term_links: bool = True
    place_questions: Callable[[], str] | None = None


def settle(rendering: Rendering, passage: Passage, allowed: Allowed) -> None:
    """Resolve everything in a passage that needs the register or the rest of the page."""
    if allowed.cards:
        let_stand_alone(passage.tokens)
    heading: Token | None = None
    opening = ""
    for line, token in lines(passage.tokens):
        rendering.in_field, rendering.line = passage.field, line
        if token.type == "heading_open":
            heading = token
            _lower(token, allowed)
        elif token.type == "heading_close" and heading is not None:
            token.tag, heading = heading.tag, None
        elif token.type == "inline":
            settle_inline(rendering, token, in_heading=heading is not None)
            if heading is not None:
                _name_heading(rendering, heading, heading_title(token), allowed)
            if allowed.term_links and opening not in _TITLES:
                rendering.terms.link(token)
        elif token.type == "container":
            token.type, token.content = "html_block", _container(rendering, token, allowed)
        elif token.type == "drawing_open":
            token.type, token.content = "html_block", _drawing(rendering, token, allowed)
        elif token.type == "drawing_close":
            token.type, token.content = "html_block", FIGURE_END
        opening = token.type
    report_unseen(rendering, passage)


def _lower(heading: Token, allowed: Allowed) -> None:
    top = PAGE_LEVEL if allowed.headings else ANSWER_LEVEL
    heading.tag = f"h{max(int(heading.tag[1]), top)}"


def _name_heading(rendering: Rendering, heading: Token, title: str, allowed: Allowed) -> None:
    if not title:
        rendering.report(_("A heading has no words."), _("Write the heading, or delete its line."))
        return
    if not allowed.headings:
        rendering.report(
            _("There is a heading where none can be."),
            _("Make it a sentence, or move it to the body."),
        )
    level = int(heading.tag[1])
    if level <= DEEPEST_WITH_ID:
        anchor = unique_id(title, rendering.heading_ids)
        heading.attrSet("id", anchor)
        rendering.headings.append(Heading(anchor, title, level))


def _container(rendering: Rendering, token: Token, allowed: Allowed) -> str:
    _report_shape(rendering, token)
    if token.meta["fault"] == "stray":
        return broken_line(":::")
    name, *keys = token.info.split()
    if name in LEVELS and allowed.cards:
        return card_from_container(rendering, name, keys)
    if name == QUESTIONS and allowed.place_questions is not None:
        return allowed.place_questions()
    if name in (*LEVELS, QUESTIONS):
        _report_misplaced(rendering, name)
    elif name != DRAWING:
        problem = _("There is no block called “%(name)s”.") % {"name": name}
        rendering.report(problem, nearest(name, (*LEVELS, QUESTIONS, DRAWING)))
    return broken_line(f":::{token.info}")


def _drawing(rendering: Rendering, token: Token, allowed: Allowed) -> str:
    _report_shape(rendering, token)
    if not allowed.cards:
        _report_misplaced(rendering, DRAWING)
        return misplaced_figure()
    return figure_start(rendering, token.info.split()[1:])


def _report_misplaced(rendering: Rendering, name: str) -> None:
    problem = _("“:::%(name)s” cannot stand here.") % {"name": name}
    rendering.report(problem, _("Move it to the body."))


def _report_shape(rendering: Rendering, token: Token) -> None:
    fault = token.meta["fault"]
    if fault == "open":
        rendering.report(_("This block is not closed."), _("Write ::: on the next line."))
    elif fault == "filled":
        rendering.report(
            _("There is text inside a block; its words come from the register alone."),
            _("Move the text below the closing :::"),
        )
    elif fault == "wordless":
        rendering.report(
            _("No words stand beside this drawing."),
            _("Say on the line before ::: what to look at in it."),
        )
    elif fault == "stray":
        rendering.report(_("This ::: closes nothing."), _("Delete the line."))
    if token.level:
        rendering.report(
            _("A block stands inside a list or a quotation."),
            _("Put it on lines of its own, with an empty line before it."),
        )
