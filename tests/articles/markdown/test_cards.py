"""Care cards say what the register says, and no text can soften them."""

import pytest
from justhtml.dom import Element

from articles.markdown import Finding, care_card
from tests.articles.markdown.registers import REGISTER, render, whole
from tests.articles.markdown.safety import elements, ids, text_of


def cards(html: str) -> list[Element]:
    return [e for e in elements(html) if "care-card" in (e.attrs.get("class") or "").split()]


def levels(html: str) -> list[str]:
    return [str(card.attrs["class"]).split("care-card--")[1] for card in cards(html)]


def titles(html: str) -> list[tuple[str, str]]:
    named = [e for e in elements(html) if e.attrs.get("class") == "care-card__title"]
    return [(e.name, " ".join(e.to_text().split())) for e in named]


def test_help_has_one_card_for_each_level_most_urgent_first() -> None:
    keys = ("night-pain", "leg-clot", "clot-lung", "deep-graze")

    rendered = render(get_help=keys)

    assert titles(rendered.help_html) == [
        ("h2", "Emergency: call 112 now for this"),
        ("h2", "Urgent: get help today for any of these"),
        ("h2", "Soon: get help within 1 to 3 days for this"),
    ]
    assert set(rendered.shown_red_flags) == set(keys)


def test_a_card_lists_signs_and_what_to_do_from_the_register() -> None:
    html = render(":::emergency clot-lung\n:::").body_html

    (item,) = [e for e in elements(html) if e.name == "li"]
    assert item.to_text() == "Short of breath or chest pain Sit down."
    assert titles(html) == [("h3", "Emergency: call 112 now for this")]


@pytest.mark.parametrize(
    "container", [":::emergency clot-lung", ":::urgent leg-clot", ":::soon night-pain"]
)
def test_every_card_leads_to_the_emergency_number_and_to_other_countries(container: str) -> None:
    html = render(f"{container}\n:::").body_html

    links = [(e.attrs["href"], e.to_text()) for e in elements(html) if e.name == "a"]
    assert links == [("tel:112", "112"), ("/about/emergency-numbers/", "Other countries")]


def test_a_card_before_the_text_is_a_place_named_by_its_title() -> None:
    html = whole(render(get_help=("leg-clot", "clot-lung")))

    names = [card.attrs["aria-labelledby"] for card in cards(html)]
    assert len(set(names)) == 2
    assert set(names) <= set(ids(html))


def test_cards_in_the_text_are_no_places_of_their_own_so_that_none_share_a_name() -> None:
    html = whole(render(":::urgent leg-clot\n:::\n\n:::urgent leg-clot\n:::"))

    assert [(card.name, "aria-labelledby" in card.attrs) for card in cards(html)] == [
        ("div", False),
        ("div", False),
    ]


def test_no_text_can_talk_a_red_flag_down() -> None:
    rendered = render(":::soon clot-lung night-pain\n:::")

    assert levels(rendered.body_html) == ["emergency", "soon"]
    assert rendered.findings == (
        Finding(
            "body",
            1,
            "“clot-lung” is emergency in the register, but this card says soon.",
            "Move it to a card of its own: :::emergency clot-lung",
        ),
    )


def test_an_unknown_red_flag_is_shown_and_reported_and_the_others_stay() -> None:
    rendered = render("Text.\n\n:::urgent leg-clott deep-graze\n:::")

    assert "leg-clott: no such red flag" in text_of(rendered.body_html)
    assert "A wound that gapes" in text_of(rendered.body_html)
    assert [(f.line, f.remedy) for f in rendered.findings] == [(3, "Did you mean “leg-clot”?")]


def test_an_unknown_red_flag_in_get_help_is_shown_and_reported() -> None:
    rendered = render(get_help=("nonsense",))

    assert "nonsense: no such red flag" in text_of(rendered.help_html)
    assert [(f.field, f.line) for f in rendered.findings] == [("get_help", 0)]


def test_text_inside_a_card_is_refused_but_not_lost() -> None:
    rendered = render(":::urgent leg-clot\nNever *mind*.\n:::\n\nAfter.")

    assert "Never mind." in text_of(rendered.body_html)
    assert levels(rendered.body_html) == ["urgent"]
    assert [f.line for f in rendered.findings] == [1]


def test_a_card_left_open_swallows_nothing() -> None:
    rendered = render(":::urgent leg-clot\n\n## Next\n\n:::soon night-pain\n:::\n\nLast.")

    assert levels(rendered.body_html) == ["urgent", "soon"]
    assert [heading.title for heading in rendered.headings] == ["Next"]
    assert [(f.line, f.remedy) for f in rendered.findings] == [(1, "Write ::: on the next line.")]


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        (":::urgnt leg-clot\n:::", "Did you mean “urgent”?"),
        (":::urgent\n:::", "Write keys after the level: :::urgent key-of-a-red-flag"),
        ("Text.\n\n:::\n\nText.", "Delete the line."),
        (
            "- :::urgent leg-clot\n  :::",
            "Put it on lines of its own, with an empty line before it.",
        ),
        (
            "> :::urgent leg-clot\n> :::",
            "Put it on lines of its own, with an empty line before it.",
        ),
    ],
)
def test_a_faulty_container_is_reported(body: str, remedy: str) -> None:
    assert [f.remedy for f in render(body).findings] == [remedy]


def test_a_card_needs_no_empty_line_before_it() -> None:
    rendered = render("Text\n:::urgent leg-clot\n:::\nmore")

    assert levels(rendered.body_html) == ["urgent"]
    assert rendered.findings == ()


def test_a_short_answer_holds_no_card() -> None:
    rendered = render(short_answer=":::urgent leg-clot\n:::")

    assert cards(rendered.short_answer_html) == []
    assert [f.remedy for f in rendered.findings] == ["Move it to the body."]


def test_a_card_can_be_made_for_other_pages() -> None:
    html = care_card(
        "urgent",
        [REGISTER.red_flags["leg-clot"]],
        emergency_number="999",
        card_id="from-home",
    )

    assert ids(html) == ["from-home"]
    assert "tel:999" in html
