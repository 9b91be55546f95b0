"""The diagram shows the whole questionnaire, and its page says the same in words."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import settings

from tests.drill import times
from tests.triage.desk.small import person, signed_in, small_draft, spoil
from tests.triage.engine.factory import includes, multi, named, questionnaire, rule, single
from tests.triage.engine.generated import questionnaires
from triage.desk.diagram import Box, Diagram, cut, diagram, followers, lanes_of, short
from triage.desk.outline import outline
from triage.engine.parts import Page, Section
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.files.questionnaire import load
from triage.models import Release

CONTENT = Path(__file__).resolve().parents[2] / "triage" / "content"
STYLES = CONTENT.parents[1] / "static" / "css"
URGENCY_SHEETS = ("urgency.css", "check/urgency.css")
SVG = "{http://www.w3.org/2000/svg}"
modestly = settings(max_examples=times(14, 50), deadline=None, derandomize=True)


def many(count: int) -> Questionnaire:
    """Questions in sections of ten; every third hangs on the one five before it."""
    asked = tuple(
        single(f"q{n}", "a", "b", section=f"s{n // 10}",
               ask_when=includes(f"q{n - 5}", "b") if n % 3 == 0 and n >= 5 else None)
        for n in range(count)
    )  # fmt: skip
    return questionnaire(
        questions=asked,
        sections=tuple(Section(f"s{n}", f"Part {n}") for n in range(count // 10 + 1)),
        rules=tuple(
            rule(f"r{n}-{place}", Urgency(n % 5), includes(f"q{n}", "b"))
            for n in range(count)
            for place in range(n % 7)
        ),
        definitions=(),
        selfcare=(),
    )


def drawn(asked: Questionnaire) -> ElementTree.Element:
    """The drawing as a browser gets it, read as XML, so nothing in it is left open."""
    page = render_to_string("admin/triage/_diagram.html", {"diagram": diagram(asked)})
    found = re.search(r"<svg.*</svg>", page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found.group().replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def texts(boxes: tuple[Box, ...]) -> list[str]:
    return [words.text for box in boxes for words in box.words]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def inside(box: Box, whole: Diagram) -> bool:
    return (
        box.x >= 0 and box.x + box.width <= whole.width
        and box.y >= 0 and box.y + box.height <= whole.height
    )  # fmt: skip


@pytest.mark.parametrize("check", ["legs", "massage"])
def test_every_page_and_rule_of_a_shipped_check_is_drawn(check: str) -> None:
    shipped = load(CONTENT / f"{check}.yaml")
    picture = diagram(shipped)

    assert len(picture.pages) == len(shipped.steps)
    assert sorted(texts(picture.rules)) == sorted(rule.id for rule in shipped.rules)


@pytest.mark.parametrize("check", ["legs", "massage"])
def test_a_rule_stands_under_its_urgency(check: str) -> None:
    shipped = load(CONTENT / f"{check}.yaml")
    levels = {rule.id: rule.urgency.key for rule in shipped.rules}

    for box in diagram(shipped).rules:
        assert {levels[words.text] for words in box.words} == {box.kind}


@pytest.mark.parametrize("count", [32, 200])
def test_no_box_covers_another_and_none_is_cut_off(count: int) -> None:
    picture = diagram(many(count))
    boxes = (*picture.pages, *picture.rules, *picture.levels)

    assert len(picture.pages) == count
    assert all(inside(box, picture) for box in boxes)
    assert not any(
        overlap(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :]
    )


@pytest.mark.parametrize("count", [7, 32, 200])
def test_lines_in_one_lane_never_meet(count: int) -> None:
    asked = many(count)
    whole = outline(asked)
    order = asked.question_ids
    lanes = lanes_of(whole)
    spans = {
        source: range(order.index(source), max(map(order.index, targets)) + 1)
        for source, targets in followers(whole).items()
    }

    assert set(lanes) == set(spans)
    for one in lanes:
        for other in lanes:
            if one != other and lanes[one] == lanes[other]:
                assert not set(spans[one]) & set(spans[other])


@modestly
@for_all(questionnaires())
def test_every_questionnaire_can_be_drawn(asked: Questionnaire) -> None:
    picture = diagram(asked)

    assert len(picture.pages) == len(asked.steps)
    assert sum(len(box.words) for box in picture.rules) == len(asked.rules)
    assert len(picture.trunks) == len(followers(picture.outline))


def test_a_line_leads_from_a_question_to_all_it_decides_through_definitions() -> None:
    asked = (
        single("age", "child", "adult"),
        single("school", "yes", "no", ask_when=named("young")),
        single("play", "yes", "no", ask_when=includes("age", "child")),
    )
    picture = diagram(
        questionnaire(questions=asked, definitions=(("young", includes("age", "child")),),
                      rules=(), selfcare=())
    )  # fmt: skip

    assert followers(picture.outline) == {"age": ["school", "play"]}
    assert [len(trunk.joins) for trunk in picture.trunks] == [2]


def test_a_rule_stands_where_its_last_question_is_asked() -> None:
    found = {
        rule.id: question.id
        for page in outline(questionnaire()).pages
        for question in page.questions
        for rule in question.rules
    }

    assert found["throb"] == "signs"
    assert found["throb-growing"] == "trend"


def test_a_joint_page_is_one_box_with_its_questions() -> None:
    asked = (multi("lips", "blue"), multi("foot", "cold"), single("trend", "better", "worse"))
    page = Page("look", "Look first", ("lips", "foot"))
    picture = diagram(
        questionnaire(questions=asked, pages=(page,), rules=(), definitions=(), selfcare=())
    )

    assert [[words.text for words in box.words] for box in picture.pages] == [
        ["1. Look first", "• Any of lips?", "• Any of foot?"],
        ["2. What about trend?"],
    ]


def test_long_words_are_cut_with_a_mark() -> None:
    assert cut("one two three", 5) == ["one", "two", "three"]
    assert cut("one two three four", 5) == ["one", "two", "thre…"]
    assert short("a-long-name", 11) == "a-long-name"
    assert short("a-long-name", 8) == "a-long-…"


def test_the_drawing_has_no_script_no_style_and_a_name() -> None:
    picture = drawn(many(32))
    names = {node.tag.removeprefix(SVG) for node in picture.iter()}
    attributes = {name for node in picture.iter() for name in node.attrib}

    assert names == {"svg", "title", "desc", "g", "rect", "text", "path", "circle"}
    assert not {name for name in attributes if name == "style" or name.startswith("on")}
    named_by = picture.attrib["aria-labelledby"].split()
    assert [node.attrib["id"] for node in picture if "id" in node.attrib] == named_by
    assert "32 pages" in "".join(picture.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]


def test_words_that_look_like_markup_stay_words() -> None:
    asked = (single("a", "x", "y", text='Is <b>this</b> & "that" so?'),)
    picture = drawn(questionnaire(questions=asked, rules=(), definitions=(), selfcare=()))

    assert '1. Is <b>this</b> & "that" so?' in ["".join(node.itertext()) for node in picture.iter()]


@pytest.fixture
def desk(db: None) -> Client:
    return signed_in(person("somebody", "view_release"))


def test_the_page_says_the_same_in_words_and_every_link_leads_somewhere(
    desk: Client, release: Release, legs: Questionnaire
) -> None:
    answer = desk.get(reverse("desk:release-diagram", args=["legs", release.number]))
    page = answer.content.decode()
    marks = re.findall(r' id="([^"]+)"', page)
    words = page[page.index('id="in-words"') :]

    assert len(marks) == len(set(marks))
    assert set(re.findall(r'href="#([^"]+)"', words)) <= set(marks)
    assert all(f'id="question-{name}"' in words for name in legs.question_ids)
    assert all(f"<code>{rule.id}</code>" in words for rule in legs.rules)
    assert all(f"<code>{name}</code>" in words for name, _ in legs.definitions)
    assert " style=" not in page[page.index('class="diagram"') :]
    assert "no-store" in answer["Cache-Control"]


def test_every_stylesheet_of_the_page_is_served(desk: Client, release: Release) -> None:
    page = desk.get(reverse("desk:release-diagram", args=["legs", 1])).content.decode()
    sheets = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', page)

    assert "css/admin/diagram.css" in sheets
    assert [sheet for sheet in sheets if not finders.find(sheet)] == []


def test_the_urgency_colours_are_those_that_readers_see() -> None:
    sheets = [(STYLES / name).read_text(encoding="utf-8") for name in URGENCY_SHEETS]
    light = "".join(sheet[: sheet.index("@media")] for sheet in sheets)
    drawn = (STYLES / "admin" / "diagram.css").read_text(encoding="utf-8")

    for level in Urgency:
        for name in ("ground", "on"):
            (colour,) = re.findall(rf"--{level.key}-{name}: (\S+);", light)
            block = drawn[drawn.index(f":is(.diagram__level--{level.key}") :].partition("}")[0]
            assert f"--{name}: {colour};" in block


def test_the_region_can_be_reached_and_has_a_name(desk: Client, release: Release) -> None:
    page = desk.get(reverse("desk:release-diagram", args=["legs", 1])).content.decode()

    assert re.search(r'class="diagram" role="region" aria-label="[^"]+" tabindex="0"', page)


def test_the_releases_page_leads_to_the_diagram(desk: Client, release: Release) -> None:
    page = desk.get(reverse("admin:triage_release_change", args=[release.pk])).content.decode()

    assert reverse("desk:release-diagram", args=["legs", release.number]) in page


def test_there_is_no_diagram_of_a_release_that_is_not_there(desk: Client) -> None:
    assert desk.get(reverse("desk:release-diagram", args=["legs", 7])).status_code == 404


def test_who_may_not_see_drafts_sees_no_diagram_of_one(desk: Client) -> None:
    assert desk.get(reverse("desk:draft-diagram", args=["legs"])).status_code == 403


def test_a_draft_is_drawn_too(db: None) -> None:
    small_draft()
    page = drafts_desk().get(reverse("desk:draft-diagram", args=["small"])).content.decode()

    assert "<svg" in page
    assert 'id="question-signs"' in page


def test_a_draft_whose_parts_do_not_fit_says_so(db: None) -> None:
    spoil(small_draft(), "when: alarm is blue", "when: alarm is green")
    page = drafts_desk().get(reverse("desk:draft-diagram", args=["small"])).content.decode()

    assert 'class="diagram"' not in page
    assert "nothing to draw" in page


def drafts_desk() -> Client:
    return signed_in(person("editor", "view_draft"))
