"""One page of a draft as readers would see it, in any voice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from triage.desk.building import lined
from triage.desk.sentences import in_words
from triage.engine.parts import Page
from triage.engine.wording import VOICES
from triage.files.reader import Reader, vocabulary_of
from triage.pages import page_words

VOICE_TITLES: Mapping[str, Promise | str] = {
    "me": _("for themselves"),
    "someone": _("for someone they care for"),
    "child": _("for a child"),
}


@dataclass(frozen=True)
class Preview:
    """The page's words, as `components/question_field.html` takes them; or why there are none."""

    question: Mapping[str, Any] | None
    problems: tuple[str, ...]
    section: str
    section_number: int
    section_count: int


def preview(document: Mapping[str, Any], question_id: str, voice: str) -> Preview:
    """The page a question stands on. `voice`: one nobody has counts as the reader's own."""
    fields = lined(document)
    reader = Reader("draft")
    reader.vocabulary = vocabulary_of(fields)
    parts = reader.parts(fields)
    questions = {question.id: question for question in parts.questions}
    page = next((page for page in parts.pages if question_id in page.questions), None)
    page = page or Page(question_id, question_id, (question_id,))
    missing = [name for name in page.questions if name not in questions]
    asked = [questions[name] for name in page.questions if name in questions]
    titles = {section.id: section.title for section in parts.sections}
    place = asked[0].section if asked else ""
    blamed = {f"question {name}" for name in missing}
    return Preview(
        question=None
        if missing
        else page_words(page, asked, voice if voice in VOICES else VOICES[0], frozenset()),
        problems=tuple(
            f"{in_words(problem.problem)} {in_words(problem.remedy)}"
            for problem in reader.problems
            if problem.part in blamed
        ),
        section=titles.get(place, ""),
        section_number=list(titles).index(place) + 1 if place in titles else 0,
        section_count=len(titles),
    )
