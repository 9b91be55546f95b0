"""The server as it is run, and requests to it byte by byte, which no honest client would send."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
HOST = "legs.example"
PATIENCE_SECONDS = 120
"""Longer than any answer takes on a busy machine: what is silent for so long hangs."""

END = b"\r\n\r\n"


@dataclass(frozen=True)
class Reply:
    """The first answer, and all that came on the line. A status of 0: none, the line was cut."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bytes = b""
    cookies: tuple[str, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Made by the application, not by the server in front of it."""
        return "x-request-id" in self.headers or "etag" in self.headers


@dataclass(frozen=True)
class Server:
    """Where the application listens, and the folder in which it may write."""

    port: int
    folder: Path

    def send(self, raw: bytes, *, is_half: bool = False) -> Reply:
        """`is_half`: nothing more follows, and the server is told so."""
        line = socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)
        return talk(line, raw, is_half=is_half)

    def ask(self, path: bytes | str, method: str = "GET", *lines: bytes, **more: bytes) -> Reply:
        return self.send(request(path, method, *lines, **more))


@dataclass(frozen=True)
class Proxy:
    """nginx in front of it, as docs/deploy.md has it, on sockets instead of ports."""

    folder: Path

    def send(self, raw: bytes, *, is_half: bool = False, name: str = HOST) -> Reply:
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        line = trusting.wrap_socket(self._line("tls"), server_hostname=name)
        return talk(line, raw, is_half=is_half)

    def send_in_clear(self, raw: bytes) -> Reply:
        return talk(self._line("clear"), raw)

    def _line(self, name: str) -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE_SECONDS)
        line.connect(str(self.folder / name))
        return line


def request(
    path: bytes | str,
    method: str = "GET",
    *lines: bytes,
    body: bytes = b"",
    host: bytes = HOST.encode(),
) -> bytes:
    """A whole request, as it comes from a proxy with TLS. `lines`: headers besides."""
    target = path.encode("latin-1") if isinstance(path, str) else path
    sized = [b"Content-Length: %d" % len(body)] if body else []
    usual = [b"Host: " + host, b"X-Forwarded-Proto: https", b"Connection: close"]
    first = method.encode() + b" " + target + b" HTTP/1.1"
    return b"\r\n".join([first, *usual, *sized, *lines]) + END + body


def talk(line: socket.socket, raw: bytes, *, is_half: bool = False) -> Reply:
    """Send it all, and hear the answer to its end. A line that is cut is an answer, too."""
    heard = b""
    with line:
        try:
            line.sendall(raw)
            if is_half:
                # Below TLS, which would otherwise stop reading, too.
                socket.socket.shutdown(line, socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            pass
        try:
            while part := line.recv(65536):
                heard += part
        except (ConnectionResetError, ssl.SSLError):
            pass
    return read(heard)


def read(heard: bytes) -> Reply:
    if not heard.startswith(b"HTTP/1."):
        return Reply(whole=heard)
    head, _, body = heard.partition(END)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [
        (name.lower(), value.strip()) for name, _, value in (row.partition(":") for row in lines)
    ]
    cookies = tuple(value for name, value in pairs if name == "set-cookie")
    return Reply(int(first.split()[1]), dict(pairs), body, heard, cookies)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Behind TLS, with a database of its own in a file; one worker."""
    server = Server(_free_port(), folder)
    environment = _environment(server)
    fill = [sys.executable, "-m", "tests.hostile.filling", str(folder / "content")]
    static = folder / "static"
    static.mkdir()
    (static / "legwise.css").write_text("p {}")
    (folder / "scratch").mkdir()
    with (folder / "said.txt").open("wb") as said:
        subprocess.run(fill, check=True, cwd=HOUSE, env=environment, stdout=said, stderr=said)
        serve = [sys.executable, "manage.py", "serve"]
        process = subprocess.Popen(serve, cwd=HOUSE, env=environment, stdout=said, stderr=said)
        try:
            _wait_for(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _environment(server: Server) -> dict[str, str]:
    own = {
        "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
        "DJANGO_SETTINGS_MODULE": "tests.hostile.served",
        "VAR_DIR": str(server.folder),
        "TMPDIR": str(server.folder / "scratch"),
        "PORT": str(server.port),
        "WEB_WORKERS": "1",
        "SITE_URL": f"https://{HOST}",
        "ALLOWED_HOSTS": HOST,
        "BEHIND_TLS": "true",
        "PROXIES": "1",
        "PYTHONUNBUFFERED": "1",
    }
    elsewhere = {"DATABASE_URL", "CACHE_URL"}
    return {name: value for name, value in os.environ.items() if name not in elsewhere} | own


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, (server.folder / "said.txt").read_text()[-2000:]
        try:
            assert server.ask("/livez").status == 200
            return
        except OSError:
            process.poll()
            _breathe(process)
    raise AssertionError("The server never answered.")


def _breathe(process: subprocess.Popen[bytes]) -> None:
    """A moment, or until the process ends, which it should not."""
    try:
        process.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def proxied(server: Server) -> Iterator[Proxy]:
    """nginx with the very lines of docs/deploy.md, but for its addresses and certificate."""
    # A socket's whole path has to fit into some hundred bytes.
    folder = Path(tempfile.mkdtemp(prefix="legwise-"))
    try:
        _make_certificate(folder)
        (folder / "nginx.conf").write_text(_configuration(server, folder))
        command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        with (folder / "said.txt").open("wb") as said:
            subprocess.run([*command, "-t"], check=True, stdout=said, stderr=said)
            process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            _wait_for_socket(folder / "clear", process)
            yield Proxy(folder)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)
    finally:
        shutil.rmtree(folder)


def documented() -> str:
    """The server blocks in docs/deploy.md."""
    text = (HOUSE / "docs" / "deploy.md").read_text(encoding="utf-8")
    return text.partition("```nginx")[2].partition("```")[0]


def _configuration(server: Server, folder: Path) -> str:
    places = {
        "listen 443": f"listen unix:{folder}/tls",
        "listen 80": f"listen unix:{folder}/clear",
        f"/etc/letsencrypt/live/{HOST}/fullchain.pem": f"{folder}/certificate",
        f"/etc/letsencrypt/live/{HOST}/privkey.pem": f"{folder}/key",
        "http://127.0.0.1:8000": f"http://127.0.0.1:{server.port}",
    }
    blocks = documented()
    for old, new in places.items():
        assert old in blocks, old
        blocks = blocks.replace(old, new)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return (
        f"daemon off;\npid {folder}/pid;\nworker_processes 1;\n"
        f"events {{ worker_connections 64; }}\nhttp {{\naccess_log off;\n{folders}{blocks}}}\n"
    )


def _make_certificate(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    command = [*made, *files, "-subj", f"/CN={HOST}"]
    subprocess.run(command, check=True, capture_output=True)


def _wait_for_socket(path: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not path.exists() and time.monotonic() < end:
        assert process.poll() is None, (path.parent / "said.txt").read_text()[-2000:]
        _breathe(process)
