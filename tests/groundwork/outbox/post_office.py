"""A small SMTP server on this machine: keeps what it accepted, and lets a test look at each step.

It accepts a letter when it has read the line with the single dot, as the protocol has it; what is
cut off before is thrown away.
"""

import email
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default

# Small, so that a sender of a long letter has to wait until it is read.
BUFFER = 8192


class PostOffice(socketserver.ThreadingTCPServer):
    """`says`: what it answers at a step instead of yes. `at`: called at each step, before that."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.connections = 0
        self.steps: list[str] = []
        self.says: dict[str, str] = {}
        self.at: Callable[[str], None] = lambda _step: None
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Counter)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def mails(self) -> list[EmailMessage]:
        """What was accepted, read as a mail program reads it."""
        return [email.message_from_bytes(letter, policy=default) for letter in self.letters]

    def ids(self) -> list[str]:
        return sorted(str(mail["Message-ID"]) for mail in self.mails)

    def handle_error(self, *_told: object) -> None:
        """A killed sender is no news here."""


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        with self.server.lock:
            self.server.connections += 1
        if self.step("connect", "220 post office"):
            return
        while line := self.rfile.readline():
            word = line[:4].decode("ascii", "replace").lower()
            if word == "data":
                if not self.take_letter():
                    return
            elif self.step(
                word, "250-post office\r\n250 8BITMIME" if word == "ehlo" else "250 yes"
            ):
                return

    def take_letter(self) -> bool:
        if self.step("data", "354 go ahead"):
            return False
        if "data" in self.server.says:
            return True
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            if not lines:
                self.server.at("first line")
                if "first line" in self.server.says:
                    return False
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        refused = self.server.says.get("dot", "")[:1] in {"4", "5"}
        with self.server.lock:
            self.server.letters += [] if refused else [b"".join(lines)]
        gone = self.step("dot", "250 accepted")
        self.server.at("accepted")
        return not gone

    def step(self, name: str, answer: str) -> bool:
        """Answer; True if that was to hang up."""
        with self.server.lock:
            self.server.steps.append(name)
        self.server.at(name)
        said = self.server.says.get(name, answer)
        if said == "hang up":
            return True
        self.wfile.write(f"{said}\r\n".encode())
        return name == "quit"


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
