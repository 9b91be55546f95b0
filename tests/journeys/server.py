"""The site as it is run: its own process, its own database and folder, everything switched on."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

HOUSE = Path(__file__).resolve().parents[2]
SETTINGS = "tests.journeys.everything_on"
PATIENCE_SECONDS = 60
METRICS_TOKEN = "a token for figures"
# Headers that make the server misbehave.
BREAKS = "X-Break"
GOSSIPS = "X-Gossip"


@dataclass(frozen=True)
class Server:
    """`folder` holds whatever it writes; `database_url` is empty for a file in that folder."""

    port: int
    folder: Path
    database_url: str
    cache_url: str


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Prepared and started the way `make run` does it."""
    with _own_database() as database_url:
        server = Server(_free_port(), folder, database_url, os.environ.get("CACHE_URL", ""))
        quiet = _environment(server)
        talkative = {**quiet, "DJANGO_SETTINGS_MODULE": SETTINGS}
        manage = [sys.executable, "manage.py"]
        with (folder / "said.txt").open("wb") as said:
            # A fault in an article, of which this tells, keeps nobody from a self-check.
            subprocess.run([*manage, "prepare"], cwd=HOUSE, env=quiet, stdout=said, stderr=said)
            process = subprocess.Popen(
                [*manage, "serve"], cwd=HOUSE, env=talkative, stdout=said, stderr=said
            )
            try:
                _wait_for(server, process)
                yield server
            finally:
                process.terminate()
                process.wait(PATIENCE_SECONDS)


def _environment(server: Server) -> dict[str, str]:
    scratch = server.folder / "scratch"
    scratch.mkdir()
    own = {
        "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
        "VAR_DIR": str(server.folder),
        "TMPDIR": str(scratch),
        "PORT": str(server.port),
        "WEB_WORKERS": "1",
        "GRANIAN_LOG_ACCESS_ENABLED": "true",
        "PYTHONUNBUFFERED": "1",
        "LOG_REQUESTS": "true",
        "METRICS_TOKEN": METRICS_TOKEN,
    }
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | own | ({"DATABASE_URL": server.database_url} if server.database_url else {})


@contextmanager
def _own_database() -> Iterator[str]:
    """A database of its own where the tests have PostgreSQL; else nothing, for a file."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    name = f"legwise_amnesia_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Until it answers. Asking again and again is all an operating system offers here."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
            connection.request("GET", "/self-check/legs/")
            assert connection.getresponse().status == 200, _last_words(server.folder)
            return
        except OSError:
            _go_on_unless_ended(server, process)
    raise AssertionError("The server never answered.")


def _go_on_unless_ended(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Waits a moment for the process to end, which it should not."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.1)
        raise AssertionError(_last_words(server.folder))


def _last_words(folder: Path) -> str:
    return (folder / "said.txt").read_text(encoding="utf-8")[-2000:]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
