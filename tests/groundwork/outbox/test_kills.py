"""Senders that are killed, and senders that meet: each mail arrives once."""

import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.groundwork.outbox.post_office import PostOffice, open_post_office

HOUSE = Path(__file__).resolve().parents[3]
SETTINGS = "tests.groundwork.outbox.only_the_outbox"
PATIENCE_SECONDS = 60
# Longer than what two sockets hold, so that its sender is still in the middle of it.
LONG = 6_000_000
FILL = """
from django.core.management import call_command
from groundwork.outbox.writing import post
call_command("migrate", "groundwork", verbosity=0)
for number in range({count}):
    lines = {length} // 20 if number % 2 == 0 else 1
    text = "Cramps come and go.\\n" * lines
    print(post(purpose="T", to=f"r{{number}}@reader.example", subject="S", text=text).message_id)
"""
# Where a sender dies, and how many mails the server has by then.
EVERY_KILL = [
    ("connect", 0),
    ("ehlo", 0),
    ("mail", 0),
    ("rcpt", 0),
    ("data", 0),
    ("first line", 0),
    ("dot", 1),
    ("accepted", 2),
    ("first line", 2),
]
# A process takes a second to start: DRILL=1 kills one at every step.
KILLS = EVERY_KILL if os.environ.get("DRILL") else [EVERY_KILL[3], *EVERY_KILL[5:8]]


class Outbox:
    """Mail in a database of its own, and senders in processes of their own."""

    def __init__(self, database_url: str, folder: Path, office: PostOffice) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
            "DATABASE_URL": database_url,
            "VAR_DIR": str(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
        }

    def fill(self, count: int, length: int = 100) -> list[str]:
        """Write mail, every other one of this length; their Message-IDs."""
        told = self._run("shell", "--no-imports", "-c", FILL.format(count=count, length=length))
        return sorted(told.communicate(timeout=PATIENCE_SECONDS)[0].split())

    def sender(self) -> "subprocess.Popen[str]":
        return self._run("send_mail")

    def _run(self, *command: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=HOUSE,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


@pytest.fixture
def outbox(post_office: PostOffice, tmp_path: Path) -> Iterator[Outbox]:
    with _own_database(tmp_path) as database_url:
        yield Outbox(database_url, tmp_path, post_office)


@contextmanager
def _own_database(folder: Path) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'outbox.sqlite3'}"
        return
    name = f"legwise_outbox_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def killer(step: str, victim: Callable[[], int]) -> Callable[[str], None]:
    def at(name: str) -> None:
        if name == step:
            os.kill(victim(), signal.SIGKILL)

    return at


def test_each_mail_arrives_once_wherever_its_senders_are_killed(
    outbox: Outbox, post_office: PostOffice
) -> None:
    written = outbox.fill(3, LONG)
    victims: list[int] = []

    for step, arrived in KILLS:
        started = threading.Event()

        def victim(started: threading.Event = started) -> int:
            started.wait(PATIENCE_SECONDS)
            return victims[-1]

        post_office.at = killer(step, victim)
        sender = outbox.sender()
        victims.append(sender.pid)
        started.set()
        said = sender.communicate(timeout=PATIENCE_SECONDS)[0]
        assert sender.returncode == -signal.SIGKILL, f"{step}: {said}"
        assert len(post_office.letters) == arrived, step
    post_office.at = lambda _step: None
    outbox.sender().communicate(timeout=PATIENCE_SECONDS)

    assert post_office.ids() == written


def test_two_senders_at_once_send_each_mail_once(outbox: Outbox, post_office: PostOffice) -> None:
    written = outbox.fill(8)
    both_are_here = threading.Barrier(2)

    def meet(step: str) -> None:
        if step == "connect":
            both_are_here.wait(PATIENCE_SECONDS)

    post_office.at = meet
    senders = [outbox.sender(), outbox.sender()]
    said = [sender.communicate(timeout=PATIENCE_SECONDS)[0] for sender in senders]

    assert [sender.returncode for sender in senders] == [0, 0], said
    assert post_office.ids() == written
    assert all(" sent, 0 put off, 0 refused, 0 given up, 0 perhaps sent." in told for told in said)
    assert post_office.connections == 2
