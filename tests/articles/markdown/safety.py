"""What readers may be sent: a list kept apart from the cleaner's, so that one tests the other."""

import re
from collections.abc import Iterator

from justhtml import JustHTML
from justhtml.dom import Element

TEXT = {"a", "br", "code", "em", "img", "mark", "s", "span", "strong", "sup"}
BLOCKS = {"blockquote", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "section", "ul"}
FIGURES = {"figure", "figcaption"}
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
FOLDS = {"details", "summary"}
ELEMENTS = TEXT | BLOCKS | HEADINGS | TABLES | FOLDS | FIGURES
ATTRIBUTES = {
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "decoding",
    "height",
    "href",
    "id",
    "loading",
    "role",
    "scope",
    "sizes",
    "src",
    "srcset",
    "start",
    "tabindex",
    "title",
    "type",
    "width",
}
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[^:]*\Z|[^:]*[/?#])", re.IGNORECASE)
OUR_SIZES = re.compile(r"(/media/pictures/[0-9a-z-]+\.webp [0-9]+w(, )?)+")
CONTROL = re.compile(r"[\x00-\x20]")


def elements(html: str) -> list[Element]:
    """Every element, parsed as a browser would, with nothing taken out."""
    page = JustHTML(html, fragment=True, sanitize=False)
    return [node for node in page.query("*") if isinstance(node, Element)]


def faults(html: str) -> list[str]:
    """Everything in this HTML that no reader may be sent."""
    comments = ["a comment"] if "<!--" in html else []
    return comments + [fault for element in elements(html) for fault in _faults(element)]


def _faults(element: Element) -> Iterator[str]:
    if element.name not in ELEMENTS or element.namespace not in (None, "html"):
        yield f"element {element.name}"
    for name, value in element.attrs.items():
        if name not in ATTRIBUTES:
            yield f"attribute {name} on {element.name}"
        if name in {"href", "src"} and not ADDRESS.match(CONTROL.sub("", value or "")):
            yield f"address {value} on {element.name}"
        if name == "srcset" and not OUR_SIZES.fullmatch(value or ""):
            yield f"sizes {value} on {element.name}"


def text_of(html: str) -> str:
    """The words people read."""
    return JustHTML(html, fragment=True, sanitize=False).to_text(separator="", strip=False)


def ids(html: str) -> list[str]:
    return [value for element in elements(html) if (value := element.attrs.get("id"))]
