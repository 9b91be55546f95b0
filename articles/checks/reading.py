"""How hard the words are: the grade, the hardest sentences, the longest ones. All of it advice."""

from collections.abc import Iterator
from heapq import nlargest

from django.utils.translation import gettext as _

from articles import readability
from articles.checks.blocks import Sentence
from articles.checks.manuscript import Manuscript, about, at
from articles.markdown import Finding
from articles.readability import AIM_GRADE, LONG_SENTENCE_WORDS, WORRY_GRADE

MOST_HARD = 3
"""Sentences marked as the hardest; mending a few does most of the work."""

HARD_GRADE = 12.0
"""A sentence of its own may be harder than a text: beyond this it needs schooling to follow."""

FEWEST_WORDS = 8
"""In a shorter sentence one long word decides the grade."""


def reading_of(manuscript: Manuscript) -> readability.Reading:
    """What was counted over the short answer, the body and the answers."""
    return readability.read("\n\n".join(manuscript.fields.values()))


def too_hard(manuscript: Manuscript) -> Iterator[Finding]:
    grade = reading_of(manuscript).grade
    if grade > WORRY_GRADE:
        problem = _("The text reads at grade %(grade)s, beyond %(worry)s.")
        said = problem % {"grade": grade, "worry": f"{WORRY_GRADE:g}"}
        remedy = _("Aim for %(aim)s: begin with the sentences marked as the hardest.")
        yield about("body", "reading-grade", said, remedy % {"aim": f"{AIM_GRADE:g}"})


def hard_sentences(manuscript: Manuscript) -> Iterator[Finding]:
    for grade, sentence in hardest(manuscript):
        problem = _("One of the hardest sentences here: grade %(grade)s.") % {"grade": grade}
        yield at(
            sentence,
            "hard-sentence",
            problem,
            _("Take a shorter word for the longest one, or make two sentences of it."),
        )


def hardest(manuscript: Manuscript) -> list[tuple[float, Sentence]]:
    """The few hardest sentences with their grades, the hardest first."""
    graded = ((readability.read(s.typed), s) for s in manuscript.sentences())
    hard = (
        (reading.grade, sentence)
        for reading, sentence in graded
        if reading.words >= FEWEST_WORDS and reading.grade > HARD_GRADE
    )
    return nlargest(MOST_HARD, hard, key=lambda pair: pair[0])


def long_sentences(manuscript: Manuscript) -> Iterator[Finding]:
    for sentence in manuscript.sentences():
        words = readability.longest_sentence(sentence.typed)
        if words > LONG_SENTENCE_WORDS:
            problem = _("This sentence has %(words)s words.") % {"words": words}
            remedy = _("Make two of it: more than %(most)s words are hard to hold in mind.")
            said = remedy % {"most": LONG_SENTENCE_WORDS}
            yield at(sentence, "long-sentence", problem, said)
