"""Walks a self-check through its pages as a browser without script would."""

import re
from html import unescape
from typing import Any

from django.test import Client

START = "/self-check/legs/"


class Walker:
    """One reader in one browser. `url` is where they are, `page` what they see."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client(enforce_csrf_checks=True)
        self.url = ""
        self.page = ""
        self.status = 0

    @property
    def step(self) -> str:
        """The last part of the address: the page's id, `answers` or `result`."""
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @property
    def run_url(self) -> str:
        return self.url.rstrip("/").rsplit("/", 1)[0] + "/"

    @property
    def title(self) -> str:
        match = re.search(r"<title>(.*?)</title>", self.page, re.DOTALL)
        return unescape(match.group(1)).strip() if match else ""

    @property
    def words(self) -> str:
        """What the page says, without marks."""
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page)))

    def get(self, url: str) -> "Walker":
        return self._arrive(self.client.get(url, follow=True), url)

    def start(self, problem: str = "") -> "Walker":
        query = f"?problem={problem}" if problem else ""
        return self.get(f"{START}start/{query}")

    def answer(self, *options: str, **extra: Any) -> "Walker":
        """Send answers to the page; an option of a joint page is found by its id alone."""
        sent = [self._value(option) for option in options]
        data = {"answer": sent, "csrfmiddlewaretoken": self.token, **extra}
        return self._arrive(self.client.post(self.url, data, follow=True), self.url)

    def post(self, url: str) -> "Walker":
        data = {"csrfmiddlewaretoken": self.token}
        return self._arrive(self.client.post(url, data, follow=True), url)

    def answer_all(self, answers: dict[str, list[str]], harmless: dict[str, str]) -> "Walker":
        """Answer every page, harmlessly where nothing else is said, to the end."""
        for _ in range(60):
            if self.step in {"answers", "result"}:
                return self
            if self.step in harmless:
                self.answer(*answers.get(self.step, [harmless[self.step]]))
            else:
                self.answer(*self._ticked(answers))
        raise AssertionError(f"still asking after 60 answers, at {self.url}")

    @property
    def values(self) -> list[str]:
        """What the page's boxes send."""
        return re.findall(r'name="answer" value="([^"]+)"', self.page)

    def _value(self, option: str) -> str:
        """`breathless` for `em_breathing:breathless` on this page; else as it is."""
        if option in self.values:
            return option
        fitting = [value for value in self.values if value.endswith(f":{option}")]
        return fitting[0] if len(fitting) == 1 else option

    def _ticked(self, answers: dict[str, list[str]]) -> list[str]:
        """The boxes of a joint page that these answers tick, or “none of these”."""
        wanted = {f"{name}:{option}" for name, chosen in answers.items() for option in chosen}
        return [value for value in self.values if value in wanted] or ["none"]

    @property
    def token(self) -> str:
        match = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        return match.group(1) if match else ""

    def _arrive(self, response: Any, url: str) -> "Walker":
        chain = getattr(response, "redirect_chain", [])
        self.url = chain[-1][0] if chain else url
        self.status = response.status_code
        self.page = response.content.decode()
        self.response = response
        return self
