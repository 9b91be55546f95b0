"""One rendering under way: what has been numbered, named, counted and found so far."""

from collections import Counter
from dataclasses import dataclass, field

from articles.markdown.entries import Register
from articles.markdown.findings import Finding
from articles.markdown.headings import Heading
from articles.markdown.terms import TermLinks

MOST_FINDINGS = 500
"""Nobody mends more at a sitting; all of them are still marked as broken in the text."""


@dataclass
class Rendering:
    """Shared by all fields of one page. `in_field` and `line` say where we are, for findings."""

    register: Register
    in_field: str = ""
    line: int = 0
    findings: list[Finding] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    heading_ids: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    times_cited: Counter[int] = field(default_factory=Counter)
    red_flags: list[str] = field(default_factory=list)
    cited: dict[str, str] = field(default_factory=dict)
    claims: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    cards: int = 0
    words: int = 0
    terms: TermLinks = field(init=False)

    def __post_init__(self) -> None:
        self.terms = TermLinks(self.register.glossary)

    def report(self, problem: str, remedy: str) -> None:
        """Add a finding about the place we are at."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(self.in_field, self.line, problem, remedy))

    def number(self, source_key: str) -> int:
        """The source's number on this page: its own, or the next one free."""
        return self.numbers.setdefault(source_key, len(self.numbers) + 1)

    def place_of_citation(self, number: int) -> str:
        """The next citation of this source, such as `3-2`: source 3, cited for the second time."""
        self.times_cited[number] += 1
        return f"{number}-{self.times_cited[number]}"

    def next_card_id(self) -> str:
        self.cards += 1
        return f"care-card-{self.cards}"
