"""Which way a sentence points: does it say that something helps, that it doesn't, or neither?

No grammar in here: words of effect, words that turn them round, and words that make a sentence
too unsure to judge. Where two readings are possible the answer is `UNCLEAR`, so that a finding
that stops publishing is one anybody would agree with.
"""

import re
from enum import Enum

NEGATED = re.compile(
    r"\b(?:not|no|never|nothing|none|neither|nor|nobody|without|cannot|hardly|barely|scarcely"
    r"|unknown|unclear|uncertain|disputed|unlikely|disproved|unproven|fail(?:s|ed)?|lacks?"
    r"|little or no|far from|avoid(?:s|ed|ing)?|rather than|instead of|less likely|in vain"
    r"|doubt(?:s|ful|ed)?)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_NOT_A_NEGATION = re.compile(
    r"(?:\bnot|n['’]t) (?:only|just)\b|\bno doubt\b|\bwithout (?:a )?doubt\b", re.IGNORECASE
)
# “… but magnesium does not”: the verb is in another clause.
_LEFT_OPEN = re.compile(r"\b(?:does|do|did|is|are|will|can)(?: not|n['’]t)\W*$", re.IGNORECASE)

WORKS = re.compile(
    r"\b(?:helps?|helped|helpful|works?(?= well| best)|works|worked|prevents?|prevented|eases?"
    r"|eased|relieves?|relieved|reduces?|reduced|cures?|cured|heals?|healed|treats|improves?"
    r"|improved|protects?|stops|stopped|cuts|lowers|lowered|shortens?|shortened|speeds? up"
    r"|sped up|gets? rid of|fix(?:es|ed)|effective|beneficial|(?:is|are) good for"
    r"|best (?:remedy|cure)|(?:will|can|do|does|to|and|always|they|these|which|tablets|pills)"
    r" (?:stop|cut|lower|treat|work|fix))\b",
    re.IGNORECASE,
)
_A_NOUN = re.compile(
    r"\b(?:(?:get|getting|seek|call for|ask for|need|medical|urgent|more|emergency|for|your|with"
    r"|some|of|the) help|help (?:today|now|soon|at once|from)|massage works)\b",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(r"\([^()]{0,200}\)")
_USELESS = re.compile(
    r"\b(?:useless|worthless|ineffective|pointless|no use|no good|no help|no effect|no benefit"
    r"|(?:does|do|did) nothing|makes? no difference|made no difference|waste of"
    r"|little or no difference|little or nothing)\b",
    re.IGNORECASE,
)
SAFE = re.compile(
    r"\b(?<!to be )(?:safe|safely|harmless|risk-free|gentle remedy|good for you"
    r"|(?:can|could|will|does|do) no harm|no (?:risks?|dangers?|side effects|harm)"
    r"|cannot (?:harm|hurt)|without (?:any )?(?:risks?|dangers?|side effects))\b",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|maybe|probably|seems?|seemed|appears?|appeared"
    r"|slightly|a little|small|a bit|some|sometimes|somewhat|about \d|than|chance|fewer|trials?"
    r"|stud(?:y|ies)|test(?:s|ed)?|mixed|conflict)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:myths?|beliefs?|believ(?:e|es|ed)|claims?|claimed|idea|said to|so-called|supposed(?:ly)?"
    r"|people (?:say|think)|many (?:say|think|people|blame)|rumours?|wrong|false|untrue|if"
    r"|whether|unless|ask|once thought|used to|until|would)\b|\?|[“\"‘]",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[;:—–]|,? (?:but|although|though|while|whereas|yet|because|so)\b")


class Points(Enum):
    WORKS = "says that it helps"
    FAILS = "says that it does not help"
    SAFE = "says that it is safe"
    UNCLEAR = "cannot be told"


def points(sentence: str) -> Points:
    """What a plain sentence says of the thing it is about."""
    found = all_points(sentence)
    return found.pop() if len(found) == 1 else Points.UNCLEAR


def all_points(sentence: str) -> set[Points]:
    """What its clauses say; empty where none speaks of an effect."""
    return {found for clause in CLAUSE.split(sentence) if (found := _of(clause))}


def negations(words: str) -> int:
    """How many words turn the sense round, without what is said in passing, in brackets."""
    return len(NEGATED.findall(_NOT_A_NEGATION.sub(" ", _IN_PASSING.sub(" ", words))))


def _of(clause: str) -> Points | None:
    clause = _A_NOUN.sub(" ", clause)
    if _USELESS.search(clause):
        return Points.FAILS if negations(_USELESS.sub(" ", clause)) == 0 else Points.UNCLEAR
    if safe := SAFE.search(clause):
        return Points.SAFE if negations(clause[: safe.start()]) == 0 else None
    works = WORKS.search(clause)
    if works is None:
        return Points.FAILS if _LEFT_OPEN.search(clause) else None
    turned = negations(clause[: works.start()])
    if turned > 1 or (turned and "," in clause[: works.start()]):
        return Points.UNCLEAR
    return Points.FAILS if turned else Points.WORKS
