"""What the other tests measure with is itself tried on pages that are wrong."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import measuring

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2


@pytest.fixture
def bad(page: Page) -> Callable[[str], Page]:
    def shown(body: str) -> Page:
        page.set_viewport_size({"width": 320, "height": 568})
        page.set_content(f"<html lang=en><title>A</title><main><h1>A</h1>{body}</main></html>")
        return page

    return shown


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (f"<p>{LONG}</p>", "the page scrolls sideways"),
        (f"<div style='overflow: hidden'><p>{LONG}</p></div>", "clips what it holds"),
        ("<p style='overflow: clip; height: 9px'>A<br>B</p>", "clips what it holds"),
        (f"<div style='overflow: auto'><p>{LONG}</p></div>", "no key scrolls it"),
        ("<p style='position: absolute; left: -40px'>Words</p>", "runs off the screen"),
    ],
)
def test_what_is_cut_off_is_found(bad: Callable[[str], Page], body: str, fault: str) -> None:
    found = measuring.faults_of_layout(bad(body))

    assert any(each.startswith(fault) for each in found), found


def test_a_page_that_scrolls_where_it_may_is_fine(bad: Callable[[str], Page]) -> None:
    page = bad(f"<div style='overflow: auto' tabindex=0><p>{LONG}</p></div>")

    assert measuring.faults_of_layout(page) == []


def test_a_small_target_is_found_unless_it_stands_in_a_sentence(
    bad: Callable[[str], Page],
) -> None:
    page = bad("<p>See <a href=/a>a</a> too.</p><p><a href=/b>b</a></p>")

    assert [each.split(": ")[1] for each in measuring.small_targets(page)] == ['<a href="/b">b</a>']


def test_a_frame_without_its_parts_is_told_of(bad: Callable[[str], Page]) -> None:
    page = bad("<h1>B</h1><div class=error-summary>Wrong</div><script>1</script>")

    assert measuring.faults_of_frame(page) == [
        "2 of h1",
        "title: A",
        "needs script: <script>1</script>",
    ]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href=/a>a</a><a href=/b style='order: -1' tabindex=5>b</a>", "stop 1 of 2 is stop 2"),
        ("<a href=/a style='outline: 0'>a</a>", "focus cannot be seen"),
        (
            "<input onkeydown='event.preventDefault()' style='outline: 3px solid'><a href=/b>b</a>",
            "stop 2",
        ),
    ],
)
def test_a_keyboard_that_goes_astray_is_told_of(
    bad: Callable[[str], Page], body: str, fault: str
) -> None:
    (found,) = measuring.faults_of_keyboard(bad(body))

    assert found.startswith(fault)
