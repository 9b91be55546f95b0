"""What an article must have around its text: help, a short answer, a description, a title."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.blocks import Sentence
from articles.checks.manuscript import Manuscript, about, at
from articles.markdown import Finding

MOST_CHARACTERS = 100_000
"""Of all fields together: beyond it no reader reaches the end, and checks would be slow."""

LONGEST_TITLE = 70
"""Characters; search engines show about 60 to 70 of a title."""

_ASKED = re.compile(
    r"\b(?:my|me|i|you|your|we|our|when|how|what|why|which|who|where|is|are|can|could|should|do"
    r"|does|did|will|or|and|for|in|after|during|from|about)\b|\?",
    re.IGNORECASE,
)


def too_long(manuscript: Manuscript) -> Iterator[Finding]:
    if sum(map(len, manuscript.fields.values())) > MOST_CHARACTERS:
        most = {"most": f"{MOST_CHARACTERS:,}"}
        problem = _("The text is longer than %(most)s characters.") % most
        remedy = _("Make two articles of it. Nothing else was checked.")
        yield about("body", "text-length", problem, remedy, blocks=True)


def missing_help(manuscript: Manuscript) -> Iterator[Finding]:
    if not manuscript.text.get_help:
        problem = _("Nothing says when to get help.")
        remedy = _("Choose the red flags a reader of this article must know.")
        yield about("get_help", "missing-help", problem, remedy, blocks=True)


def missing_parts(manuscript: Manuscript) -> Iterator[Finding]:
    if not manuscript.text.short_answer.strip():
        problem = _("There is no short answer.")
        remedy = _("Say in a sentence or two what a reader in a hurry must know.")
        yield about("short_answer", "missing-part", problem, remedy)
    if not manuscript.text.body.strip():
        problem = _("There is no text.")
        yield about("body", "missing-part", problem, _("Write it, with ## before each section."))
    if manuscript.description is not None and not manuscript.description.strip():
        problem = _("There is no description, so search engines choose words themselves.")
        remedy = _("Say in one sentence what a reader finds here.")
        yield about("description", "missing-part", problem, remedy)


def unasked_title(manuscript: Manuscript) -> Iterator[Finding]:
    title = manuscript.text.title.strip()
    whole = Sentence("title", 0, 0, len(manuscript.text.title), title)
    if len(title) > LONGEST_TITLE:
        problem = _("The title has %(count)s characters.") % {"count": len(title)}
        remedy = _("Keep it to %(most)s: longer ones are cut off in search results.")
        yield at(whole, "title", problem, remedy % {"most": LONGEST_TITLE})
    if not title:
        problem = _("There is no title.")
        yield about("title", "title", problem, _("Ask what the reader asks."))
    elif title.isupper() or title.endswith((".", "!")) or not _ASKED.search(title):
        problem = _("Nobody would ask it in these words.")
        remedy = _("Write the title as a reader would say it: “Why do my legs cramp at night?”")
        yield at(whole, "title", problem, remedy)
