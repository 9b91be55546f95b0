"""Every check has a fault planted for it, selects its very words, and is needed to find it."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from articles.checks import CHECKS, CheckFacts, blocking, checking
from articles.markdown import ArticleText
from tests.articles.checks.manuscripts import CLEAN, DESCRIPTION, FACTS, report, selected

LONG = "The cat sat on the mat and the dog sat on the log " * 3
HARD = (
    "Individualised pharmacological recommendations notwithstanding, epidemiological "
    "considerations demonstrate heterogeneity."
)


@dataclass(frozen=True)
class Fault:
    """What is planted: words after the body, or another value of a field; and what is found."""

    by: str
    check: str
    words: str
    body: str = ""
    blocks: bool = False
    changes: dict[str, Any] = field(default_factory=dict)
    facts: CheckFacts = FACTS

    @property
    def text(self) -> ArticleText:
        return replace(CLEAN, **({"body": f"{CLEAN.body}\n{self.body}\n"} | self.text_changes))

    @property
    def text_changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.changes.items() if name != "description"}

    @property
    def description(self) -> str:
        return str(self.changes.get("description", DESCRIPTION))

    @property
    def found(self) -> list[tuple[str, str, bool]]:
        made = checking.check(
            self.text, self.facts, description=self.description, slug="night-cramps"
        )
        return [
            (one.check, selected(one, self.text, self.description), one.blocks)
            for one in made.findings
        ]


FAULTS = [
    Fault("broken_parts", "page", "[@nobody-1999]", "It is so. [@nobody-1999]", blocks=True),
    Fault("broken_parts", "page", "no-such-flag", ":::urgent no-such-flag\n:::", True),
    Fault(
        "broken_parts", "page", "![](/media/pictures/a.webp)", "![](/media/pictures/a.webp)", True
    ),
    Fault("missing_help", "missing-help", "", blocks=True, changes={"get_help": ()}),
    Fault("missing_parts", "missing-part", "", changes={"short_answer": " "}),
    Fault("missing_parts", "missing-part", "", changes={"description": ""}),
    Fault("missing_parts", "missing-part", "", changes={"body": "\n"}),
    Fault("unasked_title", "title", "Leg cramps", changes={"title": "Leg cramps"}),
    Fault("unasked_title", "title", f"Why {'so ' * 25}?", changes={"title": f"Why {'so ' * 25}?"}),
    Fault("headings_out_of_order", "heading-order", "Deep", "#### Deep\n\nText."),
    Fault("headings_out_of_order", "heading-order", "High", "# High\n\nText."),
    Fault("headings_out_of_order", "heading-order", "Low", changes={"body": "### Low\n\nText."}),
    Fault("empty_sections", "empty-section", "Nothing here", "## Nothing here\n\n## More\n\nText."),
    Fault("empty_sections", "empty-section", "The last", "## The last"),
    Fault("equal_headings", "equal-headings", "What  may Help", "## What  may Help\n\nText."),
    Fault("dead_internal_links", "dead-link", "/nowhere/", "See [it](/nowhere/).", True),
    Fault("dead_internal_links", "dead-link", "/articles/no/", "See [it](/articles/no/).", True),
    Fault("dead_internal_links", "dead-link", "/topics/no/", "See [it](/topics/no/).", True),
    Fault("dead_internal_links", "dead-link", "/about/no/", "See [it](/about/no/).", True),
    Fault("dead_internal_links", "dead-link", "/admin/", "See [it](/admin/).", True),
    Fault(
        "dead_internal_links",
        "dead-link",
        "/articles/draft-article/",
        "See [it](/articles/draft-article/).",
        True,
    ),
    Fault("dead_internal_links", "dead-section", "#s-no", "See [it](#s-no).", True),
    Fault(
        "dead_internal_links", "dead-section", "/glossary/#t-no", "A [word](/glossary/#t-no).", True
    ),
    Fault(
        "dead_internal_links",
        "dead-section",
        "/articles/leg-cramps/#s-no",
        "See [it](/articles/leg-cramps/#s-no).",
        True,
    ),
    Fault(
        "dead_internal_links",
        "renamed-link",
        "/articles/old-name/",
        "See [it](/articles/old-name/).",
    ),
    Fault("dead_internal_links", "renamed-link", "/now", "See [what to do](/now)."),
    Fault(
        "dead_external_links",
        "dead-external-link",
        "https://dead.example/page",
        "See [it](https://dead.example/page).",
    ),
    Fault("typed_html", "typed-html", "<b>", "Rest is <b>good."),
    Fault("typed_html", "typed-html", "<br/>", "Rest is good.<br/>"),
    Fault(
        "retracted_sources", "retracted-source", "[@guide-2021]", "It is so. [@guide-2021]", True
    ),
    Fault("retracted_sources", "retracted-source", "[@rub-07]", "Do not rub it. [@rub-07]", True),
    Fault("claims_without_source", "claim-without-source", "[@bare-02]", "So. [@bare-02]", True),
    Fault("undated_sources", "undated-source", "[@undated]", "It is so. [@undated]"),
    Fault(
        "unchecked_sources",
        "unchecked-source",
        "[@stretch-01]",
        facts=replace(FACTS, unchecked=frozenset({"trial-2020"})),
        changes={"short_answer": "Yes.", "questions": ()},
    ),
    Fault("unreachable_sources", "unreachable-source", "[@gone-page]", "It is so. [@gone-page]"),
    Fault(
        "partly_checked_claims",
        "partly-checked",
        "[@stretch-01]",
        facts=replace(FACTS, partly_checked=frozenset({"stretch-01"})),
    ),
    Fault(
        "research_without_source",
        "unsourced",
        "In two trials it went away.",
        "Rest. [@stretch-01]\n\nThey rest. In two trials it went away.",
    ),
    Fault(
        "effects_without_source",
        "unsourced",
        "Cold water causes cramps.",
        "## Cold\n\nCold water causes cramps.",
    ),
    Fault(
        "against_the_register",
        "stance",
        "Salt tablets prevent cramps.",
        "Salt tablets prevent cramps. [@salt-04]",
        True,
    ),
    Fault(
        "too_certain", "too-certain", "Stretching is proven.", "Stretching is proven. [@stretch-01]"
    ),
    Fault("unexplained_words", "jargon", "myositis", "It may be myositis."),
    Fault("unexplained_words", "jargon", "CECS", "It may be CECS."),
    Fault("unexplained_words", "jargon", "diclofenac", "Some take diclofenac."),
    Fault("too_hard", "reading-grade", "", f"{HARD}\n\n" * 9),
    Fault("hard_sentences", "hard-sentence", HARD, HARD),
    Fault("long_sentences", "long-sentence", f"{LONG.strip()}.", f"{LONG.strip()}."),
]


def named(fault: Fault) -> str:
    return f"{fault.check}-{fault.words[:20]}"


def test_a_clean_article_has_no_finding() -> None:
    assert report().findings == ()


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_a_planted_fault_is_found_at_its_words(fault: Fault) -> None:
    assert (fault.check, fault.words, fault.blocks) in fault.found


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_without_its_check_nothing_finds_it(fault: Fault, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(one for one in CHECKS if one.__name__ != fault.by)

    monkeypatch.setattr(checking, "CHECKS", others)

    assert (fault.check, fault.words, fault.blocks) not in fault.found


def test_every_check_has_a_fault_planted_for_it() -> None:
    assert {fault.by for fault in FAULTS} == {one.__name__ for one in CHECKS}


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_every_finding_names_its_place_reason_and_repair(fault: Fault) -> None:
    made = checking.check(fault.text, fault.facts, description=fault.description)

    for finding in made.findings:
        assert finding.field
        assert finding.problem.endswith((".", "?", "”"))
        assert finding.remedy.endswith((".", "?", "]", ":", "”"))


def test_only_what_blocks_stops_publishing() -> None:
    text = replace(CLEAN, title="Leg cramps", get_help=())

    stopped = blocking(text, FACTS, description="")

    assert [finding.check for finding in stopped] == ["missing-help"]


def test_a_text_beyond_all_bounds_is_not_read_any_further() -> None:
    made = report(body="a" * 99_999 + " [@no]", get_help=())

    assert [(finding.check, finding.blocks) for finding in made.findings] == [("text-length", True)]


def test_findings_come_in_the_order_of_the_page() -> None:
    made = report(
        body="## One\n\nB. [@no-b]\n\nA. [@no-a]",
        short_answer="C. [@no-c]",
        title="Cramps",
        description="",
        get_help=(),
    )

    assert [finding.field for finding in made.findings] == [
        *("title", "description", "short_answer", "get_help", "body", "body"),
    ]
    assert "no-b" in made.findings[4].problem
