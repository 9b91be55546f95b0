"""Hears everything a browser complains of, whoever caused it, and every dialog a script opens."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

ON_THIS_MACHINE = ("data:", "blob:", "about:")


class Ears:
    """`complaints`: breaches of the policy, errors of scripts, dialogs, requests to others."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("request", self._see)
        context.on("page", self._listen)
        context.on("dialog", self._refuse)

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", *ON_THIS_MACHINE)):
            self.complaints.append(f"a request left the site: {request.url}")

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
