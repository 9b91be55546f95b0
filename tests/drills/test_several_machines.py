"""Two web processes on PostgreSQL and Redis behind nginx as a caching proxy, and what if one fails.

All of them are started here, on free ports. Runs with PostgreSQL and in the drill; a missing
program is a failure where CI is set.
"""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.articles.content import edit, write_content
from tests.drill import IS_DRILL
from tests.processes import (
    Process,
    ask,
    ended,
    free_port,
    listens,
    manage,
    nginx,
    program,
    serving,
    site_environment,
    until,
)

SETTINGS = "tests.drills.settings"
ARTICLE = "/articles/night-cramps/"
NEEDED = ("initdb", "postgres", "redis-server", "nginx")
RULES = """
proxy_cache_path {folder}/pages keys_zone=pages:1m use_temp_path=off;
upstream site {{ server 127.0.0.1:{first}; server 127.0.0.1:{second}; }}
server {{
  listen 127.0.0.1:{port};
  location / {{
    proxy_pass http://site;
    proxy_http_version 1.1;
    proxy_set_header Host 127.0.0.1;
    proxy_set_header Connection "";
    proxy_next_upstream error timeout http_502 http_503;
    proxy_cache pages;
    proxy_cache_use_stale error timeout updating http_500 http_503;
    add_header X-Cache $upstream_cache_status;
  }}
}}
"""
SIGN_IN = """
from django.contrib.auth import get_user_model
from django.test import Client
from legwise.sign_in import sittings
client = Client()
client.force_login(get_user_model().objects.create_user("drill", is_staff=True))
session = client.session
session[sittings.SITTING] = sittings.marks(with_code=False)
session.save()
print(client.cookies["sessionid"].value)
"""


@dataclass
class Machines:
    """What stands, so that a drill can take it away and bring it back."""

    stack: ExitStack
    folder: Path
    content: Path
    postgres_port: int
    redis_port: int
    environments: tuple[dict[str, str], dict[str, str]]
    word: str = "before bed"

    def postgres(self) -> Process:
        command = [program("postgres"), "-D", str(self.folder / "pg"), "-p"]
        command += [str(self.postgres_port), "-h", "127.0.0.1", "-k", str(self.folder)]
        process = Process([*command, "-c", "fsync=off"], self.folder, os.environ, user=_owner())
        self.stack.enter_context(ended(process))
        process.wait_for(lambda: _accepts_queries(self.environments[0]))
        return process

    def redis(self) -> Process:
        command = [program("redis-server"), "--port", str(self.redis_port), "--bind", "127.0.0.1"]
        process = Process([*command, "--save", ""], self.folder, os.environ)
        self.stack.enter_context(ended(process))
        process.wait_for(lambda: listens(self.redis_port))
        return process

    def port(self, number: int) -> int:
        return int(self.environments[number]["PORT"])

    def publish(self, word: str) -> None:
        """By a process of its own, as from a third machine."""
        edit(self.content / "articles" / "night-cramps.md", self.word, word)
        self.word = word
        manage(self.environments[0], "load_content", str(self.content))


@pytest.fixture
def machines() -> Iterator[Machines]:
    if not (IS_DRILL or os.environ.get("DATABASE_URL", "").startswith("postgres")):
        pytest.skip("runs with PostgreSQL and in the drill")
    missing = [name for name in NEEDED if not program(name)]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"not here: {', '.join(missing)}")
    assert not missing, missing
    folder = Path(tempfile.mkdtemp(prefix="machines-"))
    try:
        with ExitStack() as stack:
            yield _started(stack, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(stack: ExitStack, folder: Path) -> Machines:
    if _owner():
        shutil.chown(folder, _owner())
    database, cache = free_port(), free_port()
    first, second = (_environment(folder, name, database, cache) for name in ("one", "two"))
    content = write_content(folder / "content")
    machines = Machines(stack, folder, content, database, cache, (first, second))
    made = Process(
        [program("initdb"), "-D", str(folder / "pg"), "-U", "legwise", "-A", "trust", "-N"],
        folder,
        {**os.environ, "LC_ALL": "C.UTF-8"},
        user=_owner(),
    )
    assert made.popen.wait() == 0, made.last_words()
    return machines


def _environment(folder: Path, name: str, database: int, cache: int) -> dict[str, str]:
    own = folder / name
    own.mkdir()
    return site_environment(
        own,
        free_port(),
        DJANGO_SETTINGS_MODULE=SETTINGS,
        DATABASE_URL=f"postgres://legwise@127.0.0.1:{database}/postgres",
        CACHE_URL=f"redis://127.0.0.1:{cache}/0",
        SECRET_KEY="the same on both",
    )


def test_readers_go_on_whatever_fails_and_all_recovers_by_itself(machines: Machines) -> None:
    stack, (first, second) = machines.stack, machines.environments
    postgres, redis = machines.postgres(), machines.redis()
    manage(first, "migrate", "--verbosity=0")
    manage(first, "load_content", str(machines.content))
    one = stack.enter_context(serving(Path(first["VAR_DIR"]), first))
    stack.enter_context(serving(Path(second["VAR_DIR"]), second))
    ports = machines.port(0), machines.port(1)
    proxy = free_port()
    rules = RULES.format(folder=machines.folder, first=ports[0], second=ports[1], port=proxy)
    stack.enter_context(nginx(machines.folder, proxy, rules))

    # Signed in on one is signed in on the other.
    session = {"Cookie": f"sessionid={manage(first, 'shell', '-v0', code=SIGN_IN).split()[-1]}"}
    assert [ask(port, "/admin/", headers=session).status for port in ports] == [200, 200]
    assert ask(ports[0], "/admin/").status == 302

    # Published by one process, read from every other at once; the proxy keeps it for a minute.
    assert all(b"before bed" in ask(port, ARTICLE).body for port in ports)
    machines.publish("at dusk")
    assert all(b"at dusk" in ask(port, ARTICLE).body for port in ports)
    assert ask(proxy, ARTICLE).status == 200
    assert ask(proxy, ARTICLE).headers["x-cache"] == "HIT"

    # Without Redis nothing kept is trusted; the site goes on, and what is published is seen.
    redis.kill()
    assert all(b"at dusk" in ask(port, ARTICLE).body for port in ports)
    machines.publish("at noon")
    assert all(b"at noon" in ask(port, ARTICLE).body for port in ports)
    redis = machines.redis()
    until(lambda: all(_is_fresh(port, b"at noon") for port in ports), "Redis is used again")
    machines.publish("at dawn")
    assert all(b"at dawn" in ask(port, ARTICLE).body for port in ports)

    # Without PostgreSQL kept pages are sent; forms say kindly that it is not possible now.
    postgres.kill()
    assert all(b"at dawn" in ask(port, ARTICLE).body for port in ports)
    assert all(ask(port, "/healthz").status == 503 for port in ports)
    assert all(ask(port, "/livez").status == 200 for port in ports)
    machines.postgres()
    until(lambda: all(ask(port, "/healthz").status == 200 for port in ports), "both are well")
    machines.publish("at six")
    assert all(b"at six" in ask(port, ARTICLE).body for port in ports)

    # One web process gone: readers who come through the proxy see nothing of it.
    one.kill()
    through_proxy = [ask(proxy, path) for path in ("/self-check/", "/glossary/", ARTICLE) * 5]
    assert {answer.status for answer in through_proxy} == {200}


def _is_fresh(port: int, word: bytes) -> bool:
    return word in ask(port, ARTICLE).body


def _accepts_queries(environment: dict[str, str]) -> bool:
    try:
        psycopg.connect(environment["DATABASE_URL"]).close()
    except psycopg.OperationalError:
        return False
    return True


def _owner() -> str:
    """PostgreSQL refuses to run as root; then it runs as the account Debian made for it."""
    return pwd.getpwnam("postgres").pw_name if os.getuid() == 0 else ""
