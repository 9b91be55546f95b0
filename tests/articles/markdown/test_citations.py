"""Numbers, evidence marks, and citations that lead nowhere."""

import pytest

from articles.markdown import Finding
from tests.articles.markdown.registers import ask, render, whole
from tests.articles.markdown.safety import elements, ids, text_of


def numbers(html: str) -> list[str]:
    return [e.to_text() for e in elements(html) if e.attrs.get("class") == "citation"]


def marks(html: str) -> list[str]:
    return [e.to_text() for e in elements(html) if "evidence" in (e.attrs.get("class") or "")]


def test_a_citation_is_a_link_to_its_source_and_says_so() -> None:
    rendered = render("Stretching helps.[@trial-2020]")

    (link,) = elements(rendered.body_html)[1:]
    assert link.attrs == {
        "class": "citation",
        "id": "c1-1",
        "href": "#s1-1",
        "aria-label": "Source 1",
    }
    assert link.to_text() == "[1]"
    assert ids(rendered.sources_html) == ["s1-1"]


def test_every_citation_leads_to_a_way_back_of_its_own() -> None:
    rendered = render(
        "Body.[@guide-2021] Claim.[@stretch-01]",
        short_answer="Yes.[@trial-2020]",
        questions=ask("So.[@guide-2021]"),
    )
    text = rendered.short_answer_html + rendered.body_html + rendered.questions_html

    there = [
        (e.attrs["id"], e.attrs["href"])
        for e in elements(text)
        if e.attrs.get("class") == "citation"
    ]
    back = [
        (e.attrs["href"], e.attrs["id"]) for e in elements(rendered.sources_html) if "id" in e.attrs
    ]

    assert len(there) == 5
    assert sorted((f"#{at}", (to or "").removeprefix("#")) for at, to in there) == sorted(back)


def test_a_text_cannot_pass_itself_off_as_a_citation() -> None:
    html = render('<a class="citation" href="#s1">x</a> So.[@trial-2020]').body_html

    assert [e.attrs.get("id") for e in elements(html) if e.name == "a"] == ["c1-1"]


def test_a_source_keeps_one_number_over_short_answer_body_and_questions() -> None:
    rendered = render(
        "Body.[@guide-2021] Again.[@trial-2020]",
        short_answer="Yes.[@trial-2020]",
        questions=ask("So.[@guide-2021]"),
    )

    assert numbers(rendered.short_answer_html) == ["[1]"]
    assert numbers(rendered.body_html) == ["[2]", "[1]"]
    assert numbers(rendered.questions_html) == ["[2]"]
    assert rendered.cited_sources == ("trial-2020", "guide-2021")


def test_placed_questions_are_numbered_where_they_stand() -> None:
    rendered = render(
        ":::questions\n:::\n\nAfter.[@trial-2020]", questions=ask("First.[@guide-2021]")
    )

    assert rendered.cited_sources == ("guide-2021", "trial-2020")
    assert numbers(rendered.body_html) == ["[1]", "[2]"]


def test_a_note_is_numbered_where_readers_find_it() -> None:
    rendered = render("A[^1]\n\n[^1]: In a note.[@guide-2021]\n\nLater.[@trial-2020]")

    assert rendered.cited_sources == ("trial-2020", "guide-2021")


@pytest.mark.parametrize(
    ("key", "shown", "kind"),
    [
        ("stretch-01", "strong evidence", "strong"),
        ("rest-02", "expert opinion", "expert-opinion"),
        ("lost-04", "moderate evidence", "moderate"),
    ],
)
def test_a_claim_shows_how_strong_its_evidence_is_in_words(key: str, shown: str, kind: str) -> None:
    html = render(f"So.[@{key}]").body_html

    (mark,) = [e for e in elements(html) if "evidence" in (e.attrs.get("class") or "")]
    assert mark.to_text() == shown
    assert mark.attrs["class"] == f"evidence evidence--{kind}"
    assert mark.attrs["href"] == "/about/how-we-write/#s-how-we-grade-evidence"


def test_a_claim_cites_all_its_sources() -> None:
    rendered = render("So.[@stretch-01] And.[@rest-02]")

    assert numbers(rendered.body_html) == ["[1]", "[2]", "[2]"]
    assert rendered.cited_claims == ("stretch-01", "rest-02")


@pytest.mark.parametrize("key", ["wait-03", "our-choice"])
def test_what_rests_on_policy_shows_our_policy_and_no_number(key: str) -> None:
    rendered = render(f"Wait a week.[@{key}]")

    assert marks(rendered.body_html) == ["our policy"]
    assert numbers(rendered.body_html) == []
    assert rendered.sources_html == ""


def test_an_unknown_key_is_shown_and_reported_with_its_line_and_the_nearest_key() -> None:
    rendered = render("One.\n\nTwo\nthree [@stretch-1].")

    assert "[@stretch-1]: no such source or claim" in text_of(rendered.body_html)
    assert rendered.findings == (
        Finding(
            field="body",
            line=4,
            problem="No source or claim has the key “stretch-1”.",
            remedy="Did you mean “stretch-01”?",
        ),
    )


def test_a_claim_on_a_source_that_is_gone_is_reported() -> None:
    rendered = render("So.[@lost-04]")

    assert "gone-1999: no such source" in text_of(rendered.body_html)
    assert [f.line for f in rendered.findings] == [1]


@pytest.mark.parametrize(
    "typed", ["[@]", "[@trial-2020, guide-2021]", "[@trial-2020; @guide-2021]"]
)
def test_brackets_hold_one_key(typed: str) -> None:
    rendered = render(f"So.{typed}")

    assert "broken" in rendered.body_html
    assert [f.remedy for f in rendered.findings] == [
        "Put one key in each pair of brackets: [@first-key][@second-key]"
    ]


def test_a_citation_without_its_closing_bracket_is_reported() -> None:
    rendered = render("So.[@trial-2020\nand on")

    assert "[@trial-2020" in text_of(rendered.body_html)
    assert [(f.line, f.remedy) for f in rendered.findings] == [
        (1, "End it with a square bracket: [@key]")
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Rest [@trial-2020]",
        "[see [@trial-2020]](/now/)",
        "![a leg [@trial-2020]](/media/leg.webp)",
        "[@trial-2020]: /now/",
        "Text.\n\n[^1]: A note nobody refers to.[@trial-2020]",
    ],
)
def test_a_citation_where_none_can_be_is_reported(body: str) -> None:
    findings = render(body).findings

    assert findings
    assert all(finding.field == "body" and finding.line > 0 for finding in findings)


def test_an_escaped_or_quoted_citation_is_plain_text() -> None:
    rendered = render("Type \\[@key] or `[@key]`.")

    assert text_of(rendered.body_html).strip() == "Type [@key] or [@key]."
    assert rendered.findings == ()


def test_a_footnote_is_lettered_and_leads_back() -> None:
    rendered = render(
        "One[^a] and again[^a].\n\n[^a]: A note.",
        questions=ask("Two[^b].\n\n[^b]: Another."),
    )
    html = whole(rendered)

    links = [e for e in elements(html) if e.name == "a"]
    assert [e.attrs.get("aria-label") for e in links] == [
        "Note a",
        "Note a",
        "Back to the text of note a",
        "Back to the text of note a",
        "Note a",
        "Back to the text of note a",
    ]
    assert {e.attrs["href"] for e in links} <= {f"#{name}" for name in ids(html)}
    assert len(ids(html)) == len(set(ids(html)))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("short_answer", {"short_answer": "\n\nSo [@no]"}),
        ("body", {"body": "a\n\n- b\n- c [@no]"}),
        ("body", {"body": "a\n\n> b\n> c [@no]"}),
        ("body", {"body": "| a |\n|---|\n| [@no] |"}),
        ("body", {"body": "`a\nb` *c\nd*\n\nx[^1]\n\n[^1]: [@no]"}),
        ("body", {"body": "`a\nb` [@no]"}),
        ("body", {"body": "a  \nb\\\n[@no]"}),
        ("question 2", {"questions": ask("Fine.", "a\n\nb [@no]")}),
    ],
)
def test_a_finding_names_the_field_and_the_line(field: str, changes: dict[str, str]) -> None:
    text = changes.get(field, "a\n\nb [@no]")
    line = text[: text.index("[@no]")].count("\n") + 1

    (finding,) = render(**changes).findings

    assert (finding.field, finding.line) == (field, line)
