"""The last step for everything readers get: only what is listed here passes."""

import re

import nh3

from articles.markdown.entries import LEVELS, STRENGTHS
from articles.markdown.parser import URL_SCHEMES
from articles.markdown.pictures import FOLDER, SIZES

_CARD = "care-card"
_ALIGNED = {"align-right", "align-center"}

_TEXT_TAGS = {"a", "br", "code", "em", "img", "mark", "s", "span", "strong", "sup"}
_BLOCK_TAGS = {
    *("blockquote", "dd", "details", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "section"),
    *("summary", "ul", "figure", "figcaption"),
}
_HEADING_TAGS = {"h2", "h3", "h4", "h5", "h6"}
_TABLE_TAGS = {"table", "tbody", "td", "th", "thead", "tr"}
TAGS = frozenset(_TEXT_TAGS | _BLOCK_TAGS | _HEADING_TAGS | _TABLE_TAGS)

ATTRIBUTES = {
    "a": {"href", "title", "id", "aria-label"},
    "div": {"aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"src", "srcset", "alt", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"aria-labelledby"},
}

CLASSES = {
    "a": {"citation", "evidence"} | {f"evidence--{name}" for name in (*STRENGTHS, "policy")},
    "details": {f"{_CARD}__more"},
    "div": {"table-scroll", _CARD} | {f"{_CARD}--{level}" for level in LEVELS},
    "figure": {"drawing", "picture"},
    "h2": {"care-card__title"},
    "h3": {"care-card__title"},
    "mark": {"broken"},
    "ol": {"sources"},
    "p": {f"{_CARD}__number"},
    "section": {_CARD, "questions", "notes"} | {f"{_CARD}--{level}" for level in LEVELS},
    "span": {f"{_CARD}__icon", f"{_CARD}__do", "sources__kind", "picture__credit"},
    "td": _ALIGNED,
    "th": _ALIGNED,
    "ul": {f"{_CARD}__list"},
}

_CANDIDATES = re.compile(rf"{FOLDER}[0-9a-z-]+\.webp [0-9]+w(?:, (?!$)|$)")


def _only_our_sizes(tag: str, attribute: str, value: str) -> str | None:
    """The sanitiser reads no addresses in `srcset`, so only our own pattern passes."""
    if (tag, attribute) != ("img", "srcset"):
        return value
    return None if _CANDIDATES.sub("", value) else value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    tag_attribute_values={
        "div": {"role": {"region"}, "tabindex": {"0"}},
        "img": {"sizes": {SIZES}, "decoding": {"async"}},
        "ol": {"type": {"a"}},
        "span": {"aria-hidden": {"true"}},
    },
    set_tag_attribute_values={"th": {"scope": "col"}, "img": {"loading": "lazy"}},
    url_schemes=set(URL_SCHEMES),
    attribute_filter=_only_our_sizes,
    link_rel=None,
)


def clean(html: str) -> str:
    """Sanitised HTML: safe to store, and to show without escaping."""
    return _CLEANER.clean(html)
