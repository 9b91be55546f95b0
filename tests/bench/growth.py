"""What a page costs with a thousand articles and with many more, and what an import of many costs.

In a test database of its own on whatever `DATABASE_URL` names, nothing kept from page to page, in
processor time of the one process. GROWTH_ARTICLES sets the larger size, GROWTH_IMPORT how many
articles are read from files.
"""

import os
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases

from articles.intake import load_folder
from articles.models import Article
from groundwork.pages import remembering
from legwise.sign_in import sittings
from tests.articles.content import ARTICLE, write_content
from tests.growing import grow

FEW = 1_000
MANY = int(os.environ.get("GROWTH_ARTICLES", "10000"))
IMPORTED = int(os.environ.get("GROWTH_IMPORT", "1000"))
TRIES = 5
PAGES = {
    "article": "/articles/night-cramps/",
    "list": "/articles/",
    "list, last page": "/articles/?page={last}",
    "topic": "/topics/cramps/",
    "A to Z": "/articles/a-to-z/",
    "comments": "/articles/night-cramps/comments/",
    "search": "/search/?q=night+cramps",
    "feed": "/feed/",
    "sitemap, a part": "/sitemap-articles-1.xml",
    "API, list": "/api/v1/articles/",
    "desk, front": "/admin/",
    "desk, list": "/admin/articles/article/",
    "desk, history": "/admin/articles/article/{pk}/history/",
}
STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
FILES = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def main() -> list[str]:
    said: list[str] = []
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with (
            TemporaryDirectory(prefix="growth-") as folder,
            override_settings(
                STORAGES={"default": FILES, "staticfiles": STATIC}, ALLOWED_HOSTS=["testserver"]
            ),
        ):
            _measure(Path(folder), said)
    finally:
        teardown_databases(databases, verbosity=0)
    return said


def _measure(folder: Path, said: list[str]) -> None:
    content = write_content(folder)
    assert load_folder(content).problems == []
    client = _editor()
    grow(articles=FEW, versions=FEW, comments=FEW)
    few = _costs(client)
    grow(articles=MANY - FEW, versions=MANY - FEW, comments=MANY - FEW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = _costs(client)
    for name, seconds in few.items():
        _say(
            said,
            f"{name}: {seconds * 1000:.1f} ms with {FEW:,} articles, versions and comments, "
            f"{many[name] * 1000:.1f} ms with {MANY:,} ({many[name] / seconds:.1f} times)",
        )
    seconds = _import_of(IMPORTED, content)
    _say(
        said,
        f"import of {IMPORTED:,} new articles into a site of {MANY:,}: {seconds:.1f} s, "
        f"{seconds / IMPORTED * 1000:.1f} ms each",
    )


def _editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    session = client.session
    session[sittings.SITTING] = sittings.marks(with_code=True)
    session.save()
    return client


def _costs(client: Client) -> dict[str, float]:
    pk = Article.objects.get(slug="night-cramps").pk
    last = _last_page(client)
    paths = {name: path.format(pk=pk, last=last) for name, path in PAGES.items()}
    return {name: _cost(partial(_get, client, path)) for name, path in paths.items()}


def _last_page(client: Client) -> int:
    page = client.get("/articles/").content.decode()
    return max(map(int, re.findall(r'href="\?page=(\d+)"', page)), default=1)


def _get(client: Client, path: str) -> None:
    cache.clear()
    remembering.forget_everything()
    status = client.get(path).status_code
    assert status == 200, (path, status)


def _cost(ask: Callable[[], None]) -> float:
    """Seconds of the processor, the middle of a few tries."""
    ask()
    return median(_seconds(ask) for _ in range(TRIES))


def _seconds(do: Callable[[], None]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


def _import_of(count: int, content: Path) -> float:
    for number in range(count):
        text = ARTICLE.replace("at night?", f"at night, in case {number}?")
        path = content / "articles" / f"in-case-{number}.md"
        path.write_text(text, encoding="utf-8")

    def load() -> None:
        assert load_folder(content).problems == []

    return _seconds(load)


def _say(said: list[str], line: str) -> None:
    said.append(line)
    print(line, flush=True)
