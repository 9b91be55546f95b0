"""A page as its reader meets it: its links, and its words with the language they are marked as."""

import re
from collections.abc import Collection
from html.parser import HTMLParser

_WITHOUT_END = {"meta", "link", "input", "br", "img", "use", "path", "hr"}
_UNSEEN = {"head", "script", "style"}
# Words no Spanish sentence has; names and titles of content hold few of them.
_ENGLISH = re.compile(
    r"\b(?:the|and|your|you|of|with|this|that|what|when|how|are|for|from|get|help|read)\b",
    re.IGNORECASE,
)


class Reading(HTMLParser):
    """`links`: address and language of each; `words`: text and language; `forms`: their actions."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.langs: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.forms: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.canonical = ""
        self.feed(html)
        self.close()

    @property
    def lang(self) -> str:
        return self.langs[-1][1] if self.langs else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        lang = named.get("lang", self.lang)
        if tag == "a":
            self.links.append((named.get("href", ""), lang))
        if tag == "form":
            self.forms.append(named.get("action", ""))
        if named.get("rel") == "canonical":
            self.canonical = named["href"]
        for name in ("aria-label", "alt", "title", "placeholder"):
            self._say(named.get(name, ""), lang)
        if tag not in _WITHOUT_END:
            self.langs.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<use/>` in a drawing: nothing to read."""

    def handle_endtag(self, tag: str) -> None:
        while self.langs and self.langs.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(tag in _UNSEEN for tag, _ in self.langs):
            self._say(data, self.lang)

    def _say(self, words: str, lang: str) -> None:
        if words.strip():
            self.words.append((" ".join(words.split()), lang))

    def left_in(self, texts: Collection[str]) -> list[str]:
        """These texts, where they are not marked as English."""
        return [words for words, lang in self.words if not lang.startswith("en") and words in texts]

    def in_english(self) -> list[str]:
        """Words that sound English and are not marked as such."""
        return [
            words
            for words, lang in self.words
            if not lang.startswith("en") and sounds_english(words)
        ]


def sounds_english(words: str) -> bool:
    return bool(_ENGLISH.search(words))
