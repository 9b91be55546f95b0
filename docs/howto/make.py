"""Makes the pictures of `docs/howto-editors.md`: python docs/howto/make.py [name of a picture ...]

It runs a site of its own with the shipped content in a folder that is thrown away, does what the
page tells editors to do, as three people of the usual groups, and photographs what they see.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from scenes import SCENES

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))

from legwise.screens.second_step import set_up_if_asked

HOUSE = Path(__file__).resolve().parents[2]
PICTURES = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
PATIENCE_SECONDS = 60
WIDTH = 1000
MARGIN = 16
MOST_BYTES = 60_000
QUALITIES = (80, 65, 50, 35)
PEOPLE = """
from django.contrib.auth.models import Group, User
for name in ("editor", "reviewer", "publisher"):
    user = User.objects.create_user(name, password="{password}", is_staff=True)
    user.groups.add(Group.objects.get(name=name.capitalize()))
"""


class Camera:
    """The desk, for one person after another, and what they see."""

    def __init__(self, browser: Browser, site: str, password: str, wanted: list[str]) -> None:
        self.browser, self.site = browser, site
        self.password, self.wanted = password, wanted

    def at_the_desk(self, name: str, width: int = 1280) -> Page:
        size = {"width": width, "height": 800}
        page = self.browser.new_context(base_url=self.site, viewport=size).new_page()
        page.goto("/admin/")
        self.sign_in(page, name)
        return page

    def sign_in(self, page: Page, name: str) -> None:
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Log in").click()
        set_up_if_asked(page)
        page.wait_for_load_state()

    def take(self, name: str, page: Page, part: Locator | None = None, height: int = 800) -> None:
        """The top of a page, or one part of it and what stands below."""
        if self.wanted and name not in self.wanted:
            return
        page.evaluate("scrollTo(0, 0)")
        whole = Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled")))
        left, top, right = 0, 0, whole.width
        if part is not None and (box := part.bounding_box()):
            left, top = max(0, int(box["x"]) - MARGIN), max(0, int(box["y"]) - MARGIN)
            right = min(whole.width, int(box["x"] + box["width"]) + MARGIN)
        cut = whole.crop((left, top, right, min(top + height, whole.height)))
        _save(cut, PICTURES / f"{name}.webp")


def _save(picture: Image.Image, path: Path) -> None:
    """As good as fits into a page that is quick to load."""
    scale = min(1.0, WIDTH / picture.width)
    size = (round(picture.width * scale), round(picture.height * scale))
    smaller = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    for quality in QUALITIES:
        smaller.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= MOST_BYTES:
            break
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def site_of_its_own(folder: Path, password: str) -> Iterator[str]:
    """The address of a site with the shipped content and three accounts."""
    port = _free_port()
    database = f"sqlite:///{folder / 'howto.sqlite3'}"
    given = {"VAR_DIR": str(folder), "DATABASE_URL": database, "PORT": str(port)}
    run = [sys.executable, str(HOUSE / "manage.py")]
    settings = {**os.environ, **given, "WEB_WORKERS": "1"}
    for command in (["prepare"], ["shell", "-c", PEOPLE.format(password=password)]):
        # Our own commands, with nothing that anybody typed.
        subprocess.run([*run, *command], env=settings, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    # Our own command, as above.
    server = subprocess.Popen([*run, "serve"], env=settings, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    for _ in range(PATIENCE_SECONDS):
        try:
            urlopen(url).close()  # noqa: S310
        except URLError:
            time.sleep(1)
        else:
            return
    raise SystemExit("The site did not start. Run `manage.py serve` to see why.")


def main(wanted: list[str]) -> None:
    password = secrets.token_urlsafe(16)
    with (
        tempfile.TemporaryDirectory() as folder,
        site_of_its_own(Path(folder), password) as site,
        sync_playwright() as playwright,
    ):
        arguments = ["--disable-background-networking"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        camera = Camera(browser, site, password, wanted)
        for scene in SCENES:
            scene(camera)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
