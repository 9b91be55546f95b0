"""Runs every check over an article."""

from collections.abc import Callable, Iterable
from itertools import islice

from django.utils.text import slugify

from articles.checks.broken import broken_parts
from articles.checks.facts import CheckFacts
from articles.checks.headings import empty_sections, equal_headings, headings_out_of_order
from articles.checks.jargon import unexplained_words
from articles.checks.links import dead_external_links, dead_internal_links
from articles.checks.manuscript import Manuscript
from articles.checks.markup import typed_html
from articles.checks.reading import hard_sentences, hardest, long_sentences, reading_of, too_hard
from articles.checks.report import Report, in_place_order
from articles.checks.sources import (
    claims_without_source,
    partly_checked_claims,
    retracted_sources,
    unchecked_sources,
    undated_sources,
    unreachable_sources,
)
from articles.checks.stance import against_the_register, too_certain
from articles.checks.unsourced import effects_without_source, research_without_source
from articles.checks.whole import missing_help, missing_parts, too_long, unasked_title
from articles.markdown import ArticleText, Finding, RenderedArticle

MOST_OF_A_KIND = 200
"""Findings of one check; whoever has as many begins with the first."""

Check = Callable[[Manuscript], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    broken_parts,
    missing_help,
    missing_parts,
    unasked_title,
    headings_out_of_order,
    empty_sections,
    equal_headings,
    dead_internal_links,
    dead_external_links,
    typed_html,
    retracted_sources,
    claims_without_source,
    undated_sources,
    unchecked_sources,
    unreachable_sources,
    partly_checked_claims,
    research_without_source,
    effects_without_source,
    against_the_register,
    too_certain,
    unexplained_words,
    too_hard,
    hard_sentences,
    long_sentences,
)


def check(
    text: ArticleText,
    facts: CheckFacts,
    *,
    description: str | None = None,
    slug: str = "",
    rendered: RenderedArticle | None = None,
) -> Report:
    """Everything found in an article. `rendered` is its page, where it has been made already.

    A text beyond all bounds is not read: that it is too long is then the one finding.
    """
    address = slug if slug == slugify(slug) else ""
    manuscript = Manuscript(text, facts, description, address, rendered)
    if findings := tuple(too_long(manuscript)):
        return Report(findings)
    return Report(
        in_place_order(
            finding for one in CHECKS for finding in islice(one(manuscript), MOST_OF_A_KIND)
        ),
        reading_of(manuscript),
        tuple(sentence.typed for _grade, sentence in hardest(manuscript)),
    )


def blocking(
    text: ArticleText, facts: CheckFacts, *, description: str | None = None, slug: str = ""
) -> tuple[Finding, ...]:
    """What stops an article from being published."""
    return check(text, facts, description=description, slug=slug).blocking
