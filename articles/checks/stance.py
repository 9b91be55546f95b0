"""A claim used against the register: the sentence says one thing, the cited entry another.

Two ways to see it. A sentence that says of a thing that it helps, fails or is safe is held against
the claim's stance. A sentence that repeats the claim's own words, but with a “not” more or less, is
held against its wording. What is clear stops publishing; what only may be so is advice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.checks.blocks import Block, Sentence
from articles.checks.manuscript import Manuscript, at
from articles.checks.polarity import CLAUSE, REPORTED, UNSURE, Points, all_points, negations, points
from articles.markdown import ClaimEntry, Finding
from articles.readability import plain_text

SAME_WORDS = 0.75
"""The share of words of substance that two clauses hold in common if they are about the same."""

FEWEST_SHARED = 3

_AGAINST = {
    "does-not-help": {Points.WORKS},
    "is-a-myth": {Points.WORKS},
    "unknown": {Points.WORKS},
    "harms": {Points.SAFE},
    "helps": {Points.FAILS},
    "may-help": {Points.FAILS},
}
_STANCES = {
    "helps": "helps",
    "may-help": "may help",
    "does-not-help": "does not help",
    "harms": "harms",
    "is-so": "is so",
    "is-a-myth": "is a myth",
    "unknown": "is not known",
}
_STRONG = re.compile(
    r"\b(?:prov(?:es?|en|ed)|certain(?:ly)?|definite(?:ly)?|undoubtedly|guarantee[sd]?|no doubt"
    r"|without (?:a )?doubt|conclusive(?:ly)?|cures?|100 ?(?:%|percent)"
    r"|always (?:works?|helps?))\b",
    re.IGNORECASE,
)
_WEAK = {"limited", "expert-opinion"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDING = re.compile(r"(?:ing|ed|es|s|e|ly)$")
_EMPTY_WORDS = frozenset(
    [
        *("the", "and", "for", "that", "this", "with", "you", "your", "are", "was", "were", "has"),
        *("have", "had", "its", "from", "they", "them", "their", "can", "will", "does", "did"),
        *("not", "but", "who", "which", "when", "what", "how", "any", "all", "one", "also", "than"),
        *("then", "there", "here", "very", "too", "into", "out", "about", "over", "just", "only"),
        *("more", "most"),
    ]
)
_SPLIT = re.compile(r"(?<=[.!?])\s+")
# “Does it stop cramps?” holds the verb without the ending that shows it is one.
_BARE = re.compile(r"\b(?:stop|cut|lower|treat|work|fix)\b", re.IGNORECASE)
_YES_OR_NO = re.compile(r"\A(yes|no)\b[,.: ]*", re.IGNORECASE)


@dataclass(frozen=True)
class Use:
    """A claim cited: `words` are what it stands behind, `lead` what was said just before them.

    The lead is the heading, the words that open a list, and the start of the paragraph: “Who must
    not take them” turns round everything that follows.
    """

    claim: ClaimEntry
    place: Sentence
    words: str
    lead: str


def against_the_register(manuscript: Manuscript) -> Iterator[Finding]:
    for use in claim_uses(manuscript):
        if (found := _contradiction(use)) is None:
            continue
        is_clear = found == "clear"
        said = {"key": use.claim.key, "stance": _STANCES.get(use.claim.stance, use.claim.stance)}
        if is_clear:
            problem = _("This is not what “%(key)s” says: by the register it %(stance)s.") % said
        else:
            problem = _("This may say more than “%(key)s”: by the register it %(stance)s.") % said
        remedy = _("Say what the register says (“%(wording)s”), or cite another claim.")
        wording = {"wording": use.claim.wording[:200]}
        yield at(use.place, "stance", problem, remedy % wording, blocks=is_clear)


def too_certain(manuscript: Manuscript) -> Iterator[Finding]:
    for use in claim_uses(manuscript):
        strong = _STRONG.search(use.words)
        is_weak = use.claim.strength in _WEAK and not use.claim.policy
        if strong and is_weak and not negations(use.words):
            named = {"word": strong[0], "key": use.claim.key}
            problem = _("“%(word)s” is stronger than the evidence for “%(key)s”.") % named
            remedy = _("Say that it may be so, or that a study found it.")
            yield at(use.place, "too-certain", problem, remedy)


def claim_uses(manuscript: Manuscript) -> Iterator[Use]:
    """Every citation of a claim, in reading order."""
    claims = manuscript.facts.register.claims
    heading = opening = ""
    for block in manuscript.blocks:
        if block.kind == "heading":
            heading, opening = block.typed, ""
        for start, place, key in _cited(block):
            if key in claims:
                lead = f"{heading} {opening} {block.typed[:start]}"
                words = plain_text(place.typed).strip(" ,;")
                yield Use(claims[key], place, _with_question(manuscript, place, words), lead)
        if not block.group:
            opening = block.typed


def _cited(block: Block) -> Iterator[tuple[int, Sentence, str]]:
    """The words back to the citation or the sentence before; keys side by side share them."""
    starts = [start for start, _end in block.cuts]
    start = end = read_to = 0
    for index, token in block.citations:
        if block.typed[read_to:index].strip():
            start, end = max([read_to, *(s for s in starts if s <= index)]), index
        read_to = index + len(token.markup)
        yield start, block.part(start, end), token.content


def _with_question(manuscript: Manuscript, place: Sentence, words: str) -> str:
    """“Yes.” and “No.” mean nothing without the question they answer."""
    answer = _YES_OR_NO.match(words)
    if answer is None or not place.field.startswith("question "):
        return words
    question = manuscript.text.questions[int(place.field.split()[1]) - 1].question
    asked = _BARE.sub(r"do \g<0>", question.rstrip("? "))
    turned = "" if answer[1].lower() == "yes" else "not "
    return f"{turned}{asked}; {words[answer.end() :]}"


def _contradiction(use: Use) -> str | None:
    """ "clear", "maybe", or None."""
    words, claim = use.words, use.claim
    if claim.policy or not words or REPORTED.search(words):
        return None
    if _turns_the_wording(words, claim) and not negations(use.lead):
        return "clear"
    said = points(words)
    if said not in _AGAINST.get(claim.stance, set()) or _says_so_itself(said, claim):
        return None
    if _is_unsure(words, claim):
        return None if claim.stance in {"unknown", "may-help"} else "maybe"
    return "clear" if substance(words) & substance(claim.wording) else "maybe"


def _is_unsure(words: str, claim: ClaimEntry) -> bool:
    """Whether it hedges more than the register does."""
    return bool(_hedges(words) - _hedges(claim.wording))


def _hedges(words: str) -> set[str]:
    return {found.lower() for found in UNSURE.findall(words)}


def _says_so_itself(said: Points, claim: ClaimEntry) -> bool:
    """Whether a part of the wording points the same way: it eases soreness, but not stiffness.

    A myth is worded as the false belief, so that pointing its way is the fault.
    """
    if claim.stance == "is-a-myth":
        return False
    return any(said in all_points(wording) for wording in _SPLIT.split(claim.wording))


def _turns_the_wording(words: str, claim: ClaimEntry) -> bool:
    """Whether it repeats a sentence of the claim, and turns its sense round."""
    if _is_unsure(words, claim):
        return False
    return any(
        _is_the_same(said, worded) and _is_turned(negations(said), negations(worded), claim.stance)
        for said in _clauses(words)
        for worded in _clauses(claim.wording)
    )


def _clauses(words: str) -> list[str]:
    return [clause for sentence in _SPLIT.split(words) for clause in CLAUSE.split(sentence)]


def _is_the_same(said: str, worded: str) -> bool:
    these, those = substance(said), substance(worded)
    enough = max(FEWEST_SHARED, SAME_WORDS * len(these), SAME_WORDS * len(those))
    return len(these & those) >= enough


def _is_turned(said: int, worded: int, stance: str) -> bool:
    if stance == "is-a-myth":
        return said % 2 == worded % 2
    if stance == "is-so":
        return said % 2 != worded % 2
    # Against something that fails, harms or is unknown, one more “not” says the same again.
    return stance not in {"helps", "may-help"} and said < worded and worded % 2 == 1


def substance(words: str) -> frozenset[str]:
    """The words that carry the sense, without their endings."""
    found = (word.lower() for word in _WORD.findall(words))
    return frozenset(_ENDING.sub("", word) for word in found if word not in _EMPTY_WORDS)
