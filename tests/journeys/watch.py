"""Looks over a reader's shoulder: what the browser complains of, and whom it talks to."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

POLICY = "Content Security Policy"
ON_THIS_MACHINE = ("data:", "blob:", "about:")


class Watch:
    """Gathers complaints about everything the watched browsers do."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        self._is_looking = True
        self._page: Response | None = None

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._hear)
        context.on("request", self._see)
        context.on("response", self._keep)

    @contextmanager
    def looking_away(self) -> Iterator[None]:
        """For axe, which puts styles of its own into the page."""
        assert self.complaints == []
        self._is_looking = False
        yield
        self._is_looking = True

    def html(self) -> str:
        """The page that came last, as it was sent: a browser mends what it reads."""
        assert self._page is not None
        return self._page.text()

    def _keep(self, response: Response) -> None:
        is_page = response.headers.get("content-type", "").startswith("text/html")
        if is_page and response.request.is_navigation_request():
            self._page = response

    def _hear(self, message: ConsoleMessage) -> None:
        if self._is_looking and POLICY in message.text:
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", *ON_THIS_MACHINE)):
            self.complaints.append(f"a request left the site: {request.url}")
