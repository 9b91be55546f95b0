"""One machine with SQLite: a reload, clients that dawdle, and a crowd that comes at once."""

import os
import signal
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPException, RemoteDisconnected
from pathlib import Path

import pytest

from tests.drill import times
from tests.processes import Process, ask, free_port, manage, serving, site_environment, until

# The server has a file of its own for a database.
pytestmark = pytest.mark.alike
SETTINGS = "tests.drills.settings"
PAGE = "/self-check/"
CROWD = 200
READERS = 4
RELOADS = times(1, 5)
# One fewer than the threads of the one worker: each of them holds a thread for as long as it likes.
SLOW_SENDERS = 7
SLOW_READERS = times(20, 200)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, int]]:
    folder = tmp_path_factory.mktemp("one-machine")
    environment = site_environment(folder, free_port(), DJANGO_SETTINGS_MODULE=SETTINGS)
    manage(environment, "migrate", "--verbosity=0")
    with serving(folder, environment) as process:
        port = int(environment["PORT"])
        assert ask(port, PAGE).status == 200
        yield process, port


def test_a_reload_under_load_fails_no_reader(site: tuple[Process, int]) -> None:
    process, port = site
    seen: Counter[str] = Counter()
    has_ended = threading.Event()
    readers = [
        threading.Thread(target=_read_on, args=(port, seen, has_ended)) for _ in range(READERS)
    ]
    for reader in readers:
        reader.start()

    try:
        for _ in range(RELOADS):
            _reload(process)
            _wait_for_more(seen)
    finally:
        has_ended.set()
        for reader in readers:
            reader.join()

    assert set(seen) == {"200"}


def test_clients_who_send_or_read_slowly_keep_nobody_waiting(site: tuple[Process, int]) -> None:
    _, port = site
    with ExitStack() as stack:
        for _ in range(SLOW_SENDERS):
            _begin(stack, port, "POST /updates/ HTTP/1.1", "Content-Length: 1000\r\n\r\na")
        for _ in range(SLOW_READERS):
            _begin(stack, port, f"GET {PAGE} HTTP/1.1", "\r\n")

        assert ask(port, PAGE).status == 200
        assert ask(port, "/healthz").status == 200


def test_a_burst_of_connections_is_answered_to_the_last(site: tuple[Process, int]) -> None:
    _, port = site
    with ExitStack() as stack:
        crowd = [
            _begin(stack, port, f"GET {PAGE} HTTP/1.1", "Connection: close\r\n\r\n")
            for _ in range(CROWD)
        ]

        first_lines = Counter(_whole(reader).partition(b"\r\n")[0] for reader in crowd)

    assert first_lines == {b"HTTP/1.1 200 OK": CROWD}


def _read_on(port: int, seen: Counter[str], has_ended: threading.Event) -> None:
    while not has_ended.is_set():
        try:
            seen[str(_status(port))] += 1
        except (OSError, HTTPException) as error:
            seen[repr(error)] += 1


def _reload(process: Process) -> None:
    before = _workers(process)
    os.kill(process.pid, signal.SIGHUP)
    until(lambda: not before & _workers(process), "new workers in place of the old")


def _wait_for_more(seen: Counter[str]) -> None:
    answered = seen["200"]
    until(lambda: seen["200"] > answered + READERS, "the new workers answer")


def _status(port: int) -> int:
    """As a browser asks: once more if the connection was closed before a word was said on it.

    A server that ends may not have seen a request that is on its way (RFC 9112, section 9.3.1).
    """
    try:
        return ask(port, PAGE).status
    except (RemoteDisconnected, ConnectionResetError):
        return ask(port, PAGE).status


def _workers(process: Process) -> set[int]:
    return {pid for pid in process.children() if _is_worker(pid)}


def _is_worker(pid: int) -> bool:
    """Multiprocessing's own watcher of shared things is a child, too."""
    try:
        return b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _begin(stack: ExitStack, port: int, first_line: str, rest: str) -> socket.socket:
    client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=90))
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    client.sendall(f"{first_line}\r\nHost: 127.0.0.1:{port}\r\n{rest}".encode())
    return client


def _whole(client: socket.socket) -> bytes:
    parts = []
    while part := client.recv(65_536):
        parts.append(part)
    return b"".join(parts)
