"""What a questionnaire is made of: immutable values that refuse nonsense when built."""

import re
from dataclasses import dataclass

from triage.engine.conditions import Condition
from triage.engine.numbers import BadMeasure, Measure, is_number
from triage.engine.urgency import Urgency
from triage.engine.wording import check_wording

SINGLE = "single"
MULTI = "multi"
NUMBER = "number"
KINDS = (SINGLE, MULTI, NUMBER)

# The words of the condition language, and the pages that stand beside the questions of a run.
LANGUAGE = frozenset(
    {"and", "or", "not", "is", "any", "of", "at", "least", "most", "more", "less", "than"}
)
OTHER_PAGES = frozenset({"answers", "result", "summary", "clear"})
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class BadQuestionnaire(ValueError):
    """A part that makes no sense; the message names it and says how to mend it.

    `where`: the part among others, such as “rule u-clot”, when it is only wrong among them.
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


def check_name(where: str, name: str) -> None:
    """Refuse a name that conditions or addresses could not hold. Raises `BadQuestionnaire`."""
    if not _NAME.fullmatch(name):
        said = f"“{name[:40]}” is no name. Use up to 40 small letters, digits and _."
        raise BadQuestionnaire(f"{where}: {said}", where)
    if name in LANGUAGE:
        said = f"“{name}” is a word of the condition language. Choose another name."
        raise BadQuestionnaire(f"{where}: {said}", where)


def refuse_blank(where: str, **texts: str) -> None:
    """Refuse a text that readers need and that says nothing. Raises `BadQuestionnaire`."""
    for name, text in texts.items():
        if not text.strip():
            raise BadQuestionnaire(f"{where}: the {name} is empty. Fill it in.")


@dataclass(frozen=True)
class Section:
    """A stretch of the journey, shown as progress."""

    id: str
    title: str

    def __post_init__(self) -> None:
        refuse_blank(f"section {self.id}", title=self.title)


@dataclass(frozen=True)
class Option:
    """An answer a reader may choose.

    `flag`: the least urgency once it is chosen. `rank`: its place in an ordered question, where
    more never means less urgent. `group`: the sub-heading it stands under, or nothing.
    """

    id: str
    label: str
    is_exclusive: bool = False
    is_not_sure: bool = False
    flag: Urgency | None = None
    rank: int | None = None
    group: str = ""

    def __post_init__(self) -> None:
        check_name("option", self.id)
        refuse_blank(f"option {self.id}", label=self.label)
        check_wording(self.label)
        check_wording(self.group)
        if self.is_exclusive and (self.is_not_sure or self.flag is not None):
            raise BadQuestionnaire(
                f"option {self.id}: what rules all others out cannot be a warning or “not sure”."
            )


@dataclass(frozen=True)
class Question:
    """What is asked. `harmless` is the option, or the number, that raises nothing.

    `is_fact`: the answer will not be another one tomorrow, as with an age or a past operation.
    A question for a number has a `unit`, limits (`least` and `most`, both included) and a number
    of `decimals`; options are for doubt alone.
    """

    id: str
    section: str
    kind: str
    text: str
    options: tuple[Option, ...]
    harmless: str
    hint: str = ""
    why: str = ""
    error: str = ""
    ask_when: Condition | None = None
    is_red_flag: bool = False
    not_sure_floor: Urgency | None = None
    is_ordered: bool = False
    is_fact: bool = False
    unit: str = ""
    least: str = ""
    most: str = ""
    decimals: int = 0

    def __post_init__(self) -> None:
        self._refuse_odd_name()
        refuse_blank(f"question {self.id}", text=self.text)
        for text in (self.text, self.hint, self.why, self.error, self.unit):
            check_wording(text)
        self._refuse_odd_kind()
        self._refuse_odd_measure()
        self._refuse_odd_options()
        self._refuse_odd_harmless()
        self._refuse_odd_floor()
        self._refuse_odd_order()

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    @property
    def measure(self) -> Measure:
        """The numbers it takes. Raises `BadMeasure` if it asks for none."""
        return Measure(self.unit, self.least, self.most, self.decimals)

    def option(self, option_id: str) -> Option:
        """The option; KeyError if it is not offered."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def _refuse_odd_name(self) -> None:
        check_name("question", self.id)
        if self.id in OTHER_PAGES:
            raise BadQuestionnaire(f"question {self.id}: a page of that name exists. Rename it.")

    def _refuse_odd_kind(self) -> None:
        if self.kind not in KINDS:
            said = f"{self.id}: “{self.kind}” is no kind; use single, multi or number."
            raise BadQuestionnaire(said)
        exclusive = sum(option.is_exclusive for option in self.options)
        if self.kind == MULTI and exclusive != 1:
            raise BadQuestionnaire(
                f"{self.id}: a question with many choices needs exactly one “none of these” "
                f"(exclusive); it has {exclusive}."
            )
        if self.kind != MULTI and exclusive:
            raise BadQuestionnaire(f"{self.id}: only a question with many choices excludes.")

    def _refuse_odd_measure(self) -> None:
        if self.kind != NUMBER:
            if self.unit or self.least or self.most or self.decimals:
                said = f"{self.id}: only a question for a number has a unit, limits or decimals."
                raise BadQuestionnaire(said)
            return
        try:
            complaint = is_number(self.harmless) and self.measure.complaint(self.harmless)
        except BadMeasure as error:
            raise BadQuestionnaire(f"{self.id}: {error}") from error
        if not is_number(self.harmless) or complaint:
            said = f"{self.id}: the harmless number “{self.harmless[:20]}” is no answer to it."
            raise BadQuestionnaire(said)

    def _refuse_odd_options(self) -> None:
        if len(set(self.option_ids)) != len(self.options):
            raise BadQuestionnaire(f"{self.id}: two options share an id.")
        if self.kind == NUMBER:
            if not all(option.is_not_sure and option.rank is None for option in self.options):
                said = "beside a number there may only be “not sure”, without a rank."
                raise BadQuestionnaire(f"{self.id}: {said}")
        elif len(self.options) < 2:
            raise BadQuestionnaire(f"{self.id}: offer at least two options.")

    def _refuse_odd_harmless(self) -> None:
        if self.kind == NUMBER:
            return
        if self.harmless not in self.option_ids:
            raise BadQuestionnaire(f"{self.id}: the harmless option “{self.harmless}” is unknown.")
        harmless = self.option(self.harmless)
        if harmless.flag is not None or harmless.is_not_sure:
            raise BadQuestionnaire(
                f"{self.id}: the harmless option “{self.harmless}” is a warning or “not sure”."
            )

    def _refuse_odd_floor(self) -> None:
        """On a safety question, doubt must never end in self-care."""
        if not self.is_red_flag:
            return
        has_not_sure = any(option.is_not_sure for option in self.options)
        if has_not_sure and self.not_sure_floor is None:
            raise BadQuestionnaire(f"{self.id}: say the least urgency of “not sure”.")
        if self.not_sure_floor is Urgency.SELF_CARE:
            raise BadQuestionnaire(f"{self.id}: “not sure” must be routine at least.")

    def _refuse_odd_order(self) -> None:
        if self.kind == NUMBER:
            return
        if self.is_ordered and self.kind == MULTI:
            raise BadQuestionnaire(f"{self.id}: only a question with one answer can be ordered.")
        ranks = [option.rank for option in self.options]
        if self.is_ordered and (None in ranks or len(set(ranks)) != len(ranks)):
            raise BadQuestionnaire(f"{self.id}: an ordered question ranks every option once.")


@dataclass(frozen=True)
class Page:
    """What a reader answers at once: one question, or several joined under sub-headings.

    `title`, `hint` and `error` speak for all of them; what a joined question leaves out, its
    harmless option, is shared as one “None of these”.
    """

    id: str
    title: str
    questions: tuple[str, ...]
    hint: str = ""
    error: str = ""

    def __post_init__(self) -> None:
        where = f"page {self.id}"
        check_name(where, self.id)
        if self.id in OTHER_PAGES:
            raise BadQuestionnaire(f"{where}: a page of that name exists. Rename it.", where)
        refuse_blank(where, title=self.title)
        for text in (self.title, self.hint, self.error):
            check_wording(text)
        if not self.questions:
            raise BadQuestionnaire(f"{where} has no question. Name one.", where)

    @property
    def is_joint(self) -> bool:
        return self.questions != (self.id,)


@dataclass(frozen=True)
class Rule:
    """When these answers, then this urgency, for this reason. `tell` replaces the pattern's."""

    id: str
    urgency: Urgency
    pattern: str
    when: Condition
    reason: str
    tell: str = ""

    def __post_init__(self) -> None:
        check_wording(self.reason)
        check_wording(self.tell)
        if not self.reason.strip():
            raise BadQuestionnaire(f"Rule {self.id} gives no reason.")


@dataclass(frozen=True)
class Pattern:
    """What a group of rules looks for, what to do about it, and where to read on.

    `is_policy`: it rests, in part or alone, on a decision of ours that no source stands behind.
    """

    key: str
    name: str
    tell: str
    topics: tuple[str, ...]
    sources: tuple[str, ...] = ()
    is_policy: bool = False

    def __post_init__(self) -> None:
        refuse_blank(f"pattern {self.key}", name=self.name)
        check_wording(self.tell)
        if not self.topics:
            raise BadQuestionnaire(f"Pattern {self.key} leads to no topic.")


@dataclass(frozen=True)
class Outcome:
    """What a reader is told at one urgency. The safety net is never empty."""

    urgency: Urgency
    title: str
    lead: str
    when: str
    do: tuple[str, ...]
    do_not: tuple[str, ...]
    safety_net: tuple[str, ...]
    topics: tuple[str, ...]

    def __post_init__(self) -> None:
        where = f"outcome {self.urgency.key}"
        refuse_blank(where, title=self.title, lead=self.lead, when=self.when)
        for text in (self.title, self.lead, self.when, *self.do, *self.do_not, *self.safety_net):
            check_wording(text)
        if not self.safety_net:
            raise BadQuestionnaire(f"The outcome {self.urgency.key} has no safety net.")


@dataclass(frozen=True)
class Note:
    """A sentence added to results at some levels, when its condition holds (or always)."""

    key: str
    text: str
    levels: tuple[Urgency, ...]
    show_when: Condition | None = None

    def __post_init__(self) -> None:
        refuse_blank(f"note {self.key}", text=self.text)
        check_wording(self.text)


@dataclass(frozen=True)
class SelfCare:
    """How to look after one problem at home, and when that is no longer enough."""

    problem: str
    title: str
    expect: str
    do: tuple[str, ...]
    come_back: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_blank(f"self-care for {self.problem}", title=self.title, expect=self.expect)
        for text in (self.title, self.expect, *self.do, *self.come_back):
            check_wording(text)
        if not (self.do and self.come_back):
            raise BadQuestionnaire(f"Self-care for {self.problem} needs advice and a way back.")
