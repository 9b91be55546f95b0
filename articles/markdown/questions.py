"""Common questions: plain headings and answers, so that they can be read, searched and printed."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles.markdown.blocks import QUESTIONS, Allowed, settle
from articles.markdown.entries import QuestionText
from articles.markdown.findings import broken_line
from articles.markdown.headings import Heading, unique_id
from articles.markdown.parser import read, to_html
from articles.markdown.rendering import Rendering
from articles.stored_words import questions_title


class Questions:
    """An article's common questions, shown once: where the text places them, or after it."""

    def __init__(self, rendering: Rendering, questions: Sequence[QuestionText]) -> None:
        self.rendering = rendering
        self.questions = questions
        self.are_placed = False

    def place(self) -> str:
        """What stands in the text for a `:::questions` container."""
        if self.questions and not self.are_placed:
            self.are_placed = True
            return self.html()
        self.rendering.report(
            _("The common questions are placed twice.")
            if self.are_placed
            else _("There are no common questions to place here."),
            _("Delete this block."),
        )
        return broken_line(f":::{QUESTIONS}")

    def html(self) -> str:
        """The whole section, or nothing if there are no questions."""
        if not self.questions:
            return ""
        title = questions_title()
        section = {"title": title, "id": self._heading(title, 2)}
        rows = [self._row(number, text) for number, text in enumerate(self.questions, start=1)]
        return render_to_string("components/questions.html", {**section, "rows": rows})

    def _row(self, number: int, text: QuestionText) -> dict[str, str]:
        field = f"question {number}"
        row = {"question": text.question, "id": self._heading(text.question, 3)}
        answer = read(text.answer, field, part=f"q{number}")
        settle(self.rendering, answer, Allowed(headings=False))
        html = mark_safe(to_html(answer))  # noqa: S308 (the whole section is cleaned at the end)
        return {**row, "answer": html}

    def _heading(self, title: str, level: int) -> str:
        anchor = unique_id(title, self.rendering.heading_ids)
        self.rendering.headings.append(Heading(anchor, title, level))
        return anchor
