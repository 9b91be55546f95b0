"""What is measured on a page as a browser laid it out, in whatever mode it is.

Each finding names the element at fault. Axe looks at meaning; this looks at boxes.
"""

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

# Targets in a sentence are exempt (WCAG 2.5.8), as is what only screen readers get.
SMALLEST_TARGET = 24
PATIENCE_MILLISECONDS = 2_000
# What a thumb is sent to on a phone (WCAG 2.5.5). The places beside the leg are lower, so that the
# question fits one screen.
SMALLEST_CONTROL = 44
CONTROLS = (
    ".button, button, .option:not(.pointing .option), [type='text'], [type='search'], "
    "[type='email'], select, textarea, .masthead a, .foot li a, .breadcrumbs a, .back a, .pills a, "
    "summary"
)
FOCUSABLE = (
    "a[href], button:not([disabled]), input:not([type='hidden'], [disabled]), select, textarea, "
    "summary, [tabindex='0']"
)
_FAULTS = """() => {
  const found = [];
  const root = document.documentElement;
  const told = (what, element) =>
    found.push(`${what}: ${element.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`);
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true })
    && !element.closest(".visually-hidden, .skip-link, .trap");
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const isInABox = (element) => {
    for (let here = element; here && here !== document.body; here = here.parentElement) {
      if (scrolls(here)) return true;
    }
    return false;
  };

  if (root.scrollWidth > root.clientWidth) {
    found.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (!isSeen(element) || element.matches("svg *, input, select, textarea")) continue;
    const style = getComputedStyle(element);
    const isWide = element.scrollWidth > element.clientWidth + 1;
    const isHigh = element.scrollHeight > element.clientHeight + 1;
    const hides = (flow) => flow === "hidden" || flow === "clip";
    if ((hides(style.overflowX) && isWide) || (hides(style.overflowY) && isHigh)) {
      told("clips what it holds", element);
    }
    if (scrolls(element) && isWide && element.tabIndex < 0) told("no key scrolls it", element);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !isSeen(around) || isInABox(around)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    if (box.right > root.clientWidth + 1 || box.left < -1) told("runs off the screen", around);
  }
  return found;
}"""
_SMALL_TARGETS = """([focusable, smallest]) => {
  const found = [];
  for (const element of document.querySelectorAll(focusable)) {
    if (!element.checkVisibility({ visibilityProperty: true })
      || element.closest(".visually-hidden, .skip-link")) continue;
    const target = (element.matches("[type='checkbox'], [type='radio']") && element.labels[0])
      || element;
    const box = target.getBoundingClientRect();
    if (Math.min(box.width, box.height) >= smallest - 0.1) continue;
    let line = element.parentElement;
    while (getComputedStyle(line).display === "inline") line = line.parentElement;
    const isInASentence = getComputedStyle(element).display.startsWith("inline")
      && line.textContent.trim().length > element.textContent.trim().length;
    if (isInASentence) continue;
    const size = `${Math.round(box.width)} x ${Math.round(box.height)}`;
    found.push(`a target of ${size}: ${element.outerHTML.replace(/\\s+/g, " ").slice(0, 120)}`);
  }
  return found;
}"""
_FRAME = """() => {
  const found = [];
  const one = (selector) => {
    const count = document.querySelectorAll(selector).length;
    if (count !== 1) found.push(`${count} of ${selector}`);
  };
  ["h1", "main", "head > title", "html[lang]"].forEach(one);
  const isInError = Boolean(document.querySelector(".error-summary"));
  if (document.title.startsWith("Error: ") !== isInError) found.push(`title: ${document.title}`);
  for (const script of document.querySelectorAll("script:not([type='application/ld+json'])")) {
    found.push(`needs script: ${script.outerHTML}`);
  }
  return found;
}"""
# Icons are masks over a ground; a system that forces its colours takes the ground away.
_BLANK_ICONS = """() => {
  const page = getComputedStyle(document.body).backgroundColor;
  const found = [];
  for (const element of document.querySelectorAll(".icon, .care-card__icon")) {
    const style = getComputedStyle(element);
    if (element.checkVisibility() && style.backgroundColor === page) {
      found.push(`a blank icon: ${element.parentElement.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}"""
_STOPS = """(focusable) => {
  const radios = new Set();
  const isAStop = (element) => {
    if (element.type !== "radio") return true;
    const group = [...document.getElementsByName(element.name)];
    const stop = group.find((radio) => radio.checked) || group[0];
    return element === stop && !radios.has(element.name) && Boolean(radios.add(element.name));
  };
  window.stops = [...document.querySelectorAll(focusable)].filter((element) =>
    element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true })
    && isAStop(element));
  return window.stops.length;
}"""
# Which stop has the focus (-1: none of them), and whether a reader sees that it has.
_HERE = """() => {
  const here = document.activeElement;
  const around = here.closest("label") || here;
  const isMarked = [here, around].some((element) => {
    const style = getComputedStyle(element);
    // A part of the leg map shows it by its line, three times as thick as at rest.
    if (element.closest("svg")) return parseFloat(style.strokeWidth) >= 12;
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = here.getBoundingClientRect();
  const isInView = box.bottom > 0 && box.top < innerHeight;
  return [window.stops.indexOf(here), isMarked && isInView, here.outerHTML.slice(0, 120)];
}"""


def faults_of_layout(page: Page) -> list[str]:
    """Sideways scrolling, and words that are cut off."""
    page.wait_for_load_state()
    return list(page.evaluate(_FAULTS))


def small_targets(page: Page) -> list[str]:
    page.wait_for_load_state()
    return list(page.evaluate(_SMALL_TARGETS, [FOCUSABLE, SMALLEST_TARGET]))


def small_controls(page: Page) -> list[str]:
    """Main controls that are smaller than a thumb; a field counts with its label."""
    page.wait_for_load_state()
    return list(page.evaluate(_SMALL_TARGETS, [CONTROLS, SMALLEST_CONTROL]))


def faults_of_frame(page: Page) -> list[str]:
    """One h1, one main, a title that tells of an error; and nothing that needs script."""
    page.wait_for_load_state()
    return list(page.evaluate(_FRAME))


def blank_icons(page: Page) -> list[str]:
    page.wait_for_load_state()
    return list(page.evaluate(_BLANK_ICONS))


def _is_shown_at_last(page: Page) -> bool:
    """A browser brings into view what has the focus, but need not be done with it at once."""
    try:
        page.wait_for_function(f"() => ({_HERE})()[1]", polling=100, timeout=PATIENCE_MILLISECONDS)
    except PlaywrightTimeoutError:
        return False
    return True


def faults_of_keyboard(page: Page) -> list[str]:
    """Tab from the top to the end: every stop in order, each one seen, and out again."""
    page.wait_for_load_state()
    count = page.evaluate(_STOPS, FOCUSABLE)
    found: list[str] = []
    for number in range(count):
        page.keyboard.press("Tab")
        stop, is_shown, element = page.evaluate(_HERE)
        if stop != number:
            return [*found, f"stop {number + 1} of {count} is stop {stop + 1}: {element}"]
        if not is_shown and not _is_shown_at_last(page):
            found.append(f"focus cannot be seen: {element}")
    page.keyboard.press("Tab")
    return found if page.evaluate(_HERE)[0] == -1 else [*found, "the keyboard cannot leave"]
