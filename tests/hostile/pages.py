"""What any page of ours may be made of; a list kept apart from the templates it tests."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from justhtml import JustHTML
from justhtml.dom import Element

from tests.articles.markdown.safety import ELEMENTS as IN_TEXTS

LAYOUT = {"html", "head", "body", "header", "footer", "main", "nav", "article", "aside", "h1"}
HEAD = {"title", "meta", "link"}
FORMS = {"form", "input", "label", "button", "textarea", "fieldset", "legend", "select", "option"}
DRAWN = {"svg", "g", "path", "use", "circle", "rect", "text", "tspan", "line", "polygon", "desc"}
WORDS = {"abbr", "address", "b", "bdi", "cite", "del", "dfn", "ins", "search", "small", "time"}
LISTS = {"caption", "colgroup", "col", "tfoot", "optgroup", "picture", "source", "i", "output"}
ELEMENTS = IN_TEXTS | LAYOUT | HEAD | FORMS | DRAWN | WORDS | LISTS | {"script", "symbol", "defs"}
FRAMED = re.compile(r"/admin/[\w/-]+")
DATA_BLOCKS = {"application/ld+json", "application/json"}
DATA_BLOCK = re.compile(r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', re.DOTALL)
REFERENCES = ("href", "src", "action", "formaction", "data", "poster", "background", "xlink:href")
OURS_OR_WEB = re.compile(r"(?:https?:|mailto:|tel:|[^:]*\Z|[^:]*[/?#])", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x20]")
PLACED = ("rel", "target", "http-equiv")
POISONED = {"refresh", "content-security-policy", "prefetch", "dns-prefetch", "modulepreload"}


def faults(html: str, *, has_scripts: bool = False) -> list[str]:
    """Everything in a whole page that no reader may be sent. The desk `has_scripts` of its own."""
    for block in DATA_BLOCK.findall(html):
        json.loads(block)
    page = JustHTML(html, sanitize=False)
    found = (node for node in page.query("*") if isinstance(node, Element))
    return [fault for element in found for fault in _faults(element, has_scripts)]


def _faults(element: Element, has_scripts: bool) -> Iterator[str]:
    frames = has_scripts and FRAMED.fullmatch(element.attrs.get("src") or "")
    if element.name not in ELEMENTS and not (element.name == "iframe" and frames):
        yield f"element {element.name}"
    if element.name == "script":
        yield from _faults_of_script(element, has_scripts)
    for name, value in element.attrs.items():
        if name.startswith("on") or name in {"style", "srcdoc", "ping", "is"}:
            yield f"attribute {name} on {element.name}"
        if name in REFERENCES and not _leads_somewhere(value or ""):
            yield f"{name}={value} on {element.name}"
        if name in PLACED and POISONED & set((value or "").lower().split()):
            yield f"{name}={value} on {element.name}"


def _faults_of_script(element: Element, has_scripts: bool) -> Iterator[str]:
    kind, source = element.attrs.get("type"), element.attrs.get("src")
    if kind in DATA_BLOCKS and source is None:
        return
    if not (has_scripts and re.fullmatch(r"/(?:static/[\w/.-]+|admin/jsi18n/)", source or "")):
        yield f"script {kind} {source}"


@lru_cache(maxsize=10_000)
def _leads_somewhere(address: str) -> bool:
    return bool(OURS_OR_WEB.match(UNSEEN.sub("", address)))
