"""Statements that need a source and have none. Advice: only a reader can tell what is medicine.

Two measures, so that plain advice stays free. Words about research (trials, studies, numbers of
people) need a citation in their own paragraph or list. Words about effects (causes, prevents,
raises the risk) need one somewhere in their section, or a link to the article that has it.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from articles.checks.blocks import Block, Sentence
from articles.checks.manuscript import Manuscript, at
from articles.markdown import Finding
from articles.readability import plain_text

_RESEARCH = re.compile(
    r"\b(?:(?:one|in an?|large|small|recent|many|most|several|some|\d+|two|three|four|five|ten"
    r"|twelve) (?:trials?|stud(?:y|ies)|reviews?|surveys?)"
    r"|research(?:ers)? (?:shows?|found|finds?|suggests?)|(?:good|strong|weak) evidence|scientists"
    r"|guidelines? (?:says?|advises?)|\d[\d,.]* (?:in|out of|of) (?:every )?\d[\d,]*"
    r"|\d+(?:\.\d+)? ?(?:%|per ?cent))(?!\w)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:(?<!the )causes?|caused|prevents?|prevented|cures?|treats|reduces?|reduced|lowers"
    r"|eases|relieves|raises?|increases?|risk of|more likely|less likely|works|side effects?"
    r"|dangerous|proven|leads? to|linked to|heals?)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"\b(?:our policy|our (?:rule|choice|advice)|we (?:infer|suggest|think|found|have|know|take"
    r"|did|do|chose|mean|say)|above|if|when|ask|tell|call|phone|see|stop|nobody|not know)\b|\?",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\(/(?:articles|about)/|\]\(#")


def research_without_source(manuscript: Manuscript) -> Iterator[Finding]:
    for section in _sections(manuscript):
        for unit in _units(section):
            if not _is_backed(unit) and (place := _first(unit, _RESEARCH)):
                problem = _("This speaks of research and names no source.")
                remedy = _("Cite it after the sentence: [@key]. Or say it without numbers.")
                yield at(place, "unsourced", problem, remedy)


def effects_without_source(manuscript: Manuscript) -> Iterator[Finding]:
    for section in _sections(manuscript):
        if _is_backed(section) or any(_first(unit, _RESEARCH) for unit in _units(section)):
            continue
        if place := _first(section, _EFFECT):
            problem = _("This says what causes, helps or harms; its section names no source.")
            remedy = _("Cite the claim after the sentence: [@key]. Or link to where it is cited.")
            yield at(place, "unsourced", problem, remedy)


def _sections(manuscript: Manuscript) -> Iterator[list[Block]]:
    """The stretches between headings; every field begins one."""
    number = 0
    numbered = []
    name = ""
    for block in manuscript.blocks:
        number += block.kind == "heading" or block.field != name
        name = block.field
        if block.kind != "heading":
            numbered.append((number, block))
    for _number, pairs in groupby(numbered, key=lambda pair: pair[0]):
        yield [block for _n, block in pairs]


def _units(section: list[Block]) -> Iterator[list[Block]]:
    """Paragraphs one by one, lists and tables as wholes with the paragraph that leads to them."""
    unit: list[Block] = []
    for block in section:
        leads = bool(unit) and unit[-1].group == 0 and unit[-1].typed.rstrip().endswith(":")
        joins = bool(unit) and block.group != 0 and block.group == unit[-1].group
        if unit and not joins and not (leads and block.group):
            yield unit
            unit = []
        unit.append(block)
    if unit:
        yield unit


def _is_backed(blocks: list[Block]) -> bool:
    return any(block.citations or _LINK.search(block.typed) for block in blocks)


def _first(blocks: list[Block], pattern: re.Pattern[str]) -> Sentence | None:
    """The first sentence with such words, unless it is our own advice or a question."""
    for block in blocks:
        for sentence in block.sentences:
            words = plain_text(sentence.typed)
            if pattern.search(words) and not _OWN_WORDS.search(words):
                return sentence
    return None
