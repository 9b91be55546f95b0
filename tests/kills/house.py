"""A site of its own that is served for real, killed, looked at, and started again."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.db import connection

HOUSE = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
TOKEN = "a" * 32


class Killed(Exception):
    """The server is gone; whether it did the last thing it was asked nobody knows."""


class House:
    """SQLite: a copy of the tests' database in a file. PostgreSQL: the tests' own."""

    def __init__(self, folder: Path, mail_port: int) -> None:
        self.folder = folder
        self.file = folder / "site.sqlite3"
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(self.file)])
            self.database_url = f"sqlite:///{self.file}"
        else:
            known = connection.settings_dict
            who = f"{known['USER']}:{known['PASSWORD']}@"
            self.database_url = f"postgres://{who}{known['HOST']}:{known['PORT']}/{known['NAME']}"
        self.mail_port = mail_port
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def environment(self, kill_at: int) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.kills.settings",
            "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
            "DATABASE_URL": self.database_url,
            "VAR_DIR": str(self.folder),
            "SECRET_KEY": settings.SECRET_KEY,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "KILL_AT": str(kill_at),
        }

    def start(self, kill_at: int) -> None:
        """Serve; returns once it answers."""
        self.port = _free_port()
        granian = Path(sys.executable).with_name("granian")
        self.process = subprocess.Popen(
            [
                *(str(granian), "--interface", "wsgi", "--no-ws", "--log-level", "error"),
                *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"),
                *("--blocking-threads", "2", "site/legwise/wsgi.py:application"),
            ],
            cwd=HOUSE,
            env=self.environment(kill_at),
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "said.txt").open("ab"),
            start_new_session=True,
        )
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            with suppress(Killed):
                assert self.ask("GET", "/livez")[0] == 200
                return
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.1)
                break
        raise AssertionError((self.folder / "said.txt").read_text(encoding="utf-8")[-2000:])

    def kill(self) -> None:
        """Whatever of it is left; what it had confirmed must be there afterwards."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE_SECONDS)
        self.process = None

    def ask(
        self, method: str, path: str, fields: dict[str, Any] | None = None, session: str = ""
    ) -> tuple[int, str, str]:
        """Status, where it leads, and the page. Raises `Killed`."""
        told = {
            "Cookie": f"csrftoken={TOKEN}; sessionid={session}",
            "X-Forwarded-For": f"2001:db8:{os.urandom(2).hex()}:{os.urandom(2).hex()}::1",
        }
        body = None
        if fields is not None:
            told["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}, doseq=True)
        try:
            with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)) as line:
                line.request(method, path, body, told)
                answer = line.getresponse()
                page = answer.read().decode()
                return answer.status, answer.headers.get("Location", ""), page
        except (OSError, HTTPException) as error:
            raise Killed from error

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read past Django, in a connection of its own."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.file)) as opened:
                return opened.execute(query).fetchall()
        with psycopg.connect(self.database_url.replace("postgres:", "postgresql:")) as opened_too:
            return opened_too.execute(query).fetchall()

    def run(self, *command: str) -> str:
        """A command of the site, which must succeed."""
        ended = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=HOUSE,
            env=self.environment(0),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
