"""What a browser would send of a page's largest form: every field as it was filled in."""

from html.parser import HTMLParser
from typing import Any

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = [{}]
        self.select, self.text = "", ""
        self.is_first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "form":
            self.forms.append({})
        elif tag == "input" and name and told.get("type") not in {"submit", "file", "button"}:
            is_switch = told.get("type") in {"checkbox", "radio"}
            if not is_switch or "checked" in told:
                self._add(name, told.get("value", "on" if is_switch else ""))
        elif tag == "select":
            self.select, self.is_first = name, "multiple" not in told
        elif tag == "option" and self.select and "selected" in told:
            self._add(self.select, told.get("value", ""))
        elif tag == "textarea":
            self.text = name
            self._add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.text = ""

    def handle_data(self, data: str) -> None:
        if self.text:
            self.forms[-1][self.text][-1] += data

    def _add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def filled(page: Any, **changes: Any) -> dict[str, Any]:
    """The fields of the form with the most of them, with changes; without its proof of origin."""
    return {**fields_of(page.content.decode()), **changes}


def fields_of(html: str) -> dict[str, Any]:
    """The fields of the form with the most of them, without its proof of origin."""
    forms = _Forms()
    forms.feed(html)
    longest: Fields = max(forms.forms, key=len)
    fields: dict[str, Any] = {**longest}
    fields.pop("csrfmiddlewaretoken", None)
    return fields
