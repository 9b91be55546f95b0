"""Real servers for drills and the bench: ours, nginx, PostgreSQL, Redis; each on a free port.

Every process is ours, in a folder of ours, and ended by its own id; the machine's are not touched.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 90
BETWEEN_LOOKS = 0.05
LONGEST_LOOK = 5
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str:
    """Where a program is, Debian's own places for servers included; empty if there is none."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/sbin")]
    return next(
        (found for place in (None, *map(str, places)) if (found := shutil.which(name, path=place))),
        "",
    )


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something to hold, for as long as a slow machine may need."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"It never came to this: {what}")
        time.sleep(BETWEEN_LOOKS)


@dataclass(frozen=True)
class Answer:
    """`cookies`: those it set, as a browser would send them back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: str


def ask(
    port: int,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Answer:
    """One request on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request(method, path, body=body, headers=dict(headers or {}))
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        set_ones = response.headers.get_all("Set-Cookie", [])
        cookies = "; ".join(each.strip().partition(";")[0] for each in set_ones)
        return Answer(response.status, told, response.read(), cookies)
    finally:
        connection.close()


def answers(port: int, path: str) -> bool:
    try:
        return ask(port, path, patience=LONGEST_LOOK).status < 500
    except (OSError, HTTPException):
        return False


class Process:
    """A server process and all its children."""

    def __init__(
        self, command: list[str], folder: Path, environment: Mapping[str, str], user: str = ""
    ) -> None:
        self.said = folder / f"said-{Path(command[0]).name}-{time.monotonic_ns()}.txt"
        with self.said.open("wb") as said:
            self.popen = subprocess.Popen(
                command,
                cwd=folder if user else HOUSE,
                env=dict(environment),
                stdout=said,
                stderr=said,
                user=user or None,
            )

    @property
    def pid(self) -> int:
        return self.popen.pid

    def wait_for(self, holds: Callable[[], bool]) -> None:
        def so_far() -> bool:
            if self.popen.poll() is not None:
                raise AssertionError(f"It ended: {self.last_words()}")
            return holds()

        until(so_far, self.last_words())

    def last_words(self) -> str:
        return self.said.read_text(encoding="utf-8", errors="replace")[-2000:]

    def children(self) -> list[int]:
        """The processes it started, seen by their parent; the workers of a web server."""
        return [pid for pid, parent in _parents() if parent == self.pid]

    def family(self) -> list[int]:
        return [self.pid, *self.children()]

    def cpu_seconds(self) -> float:
        return sum(map(_cpu_seconds, self.family()))

    def kill(self) -> None:
        """As when the machine fails: children first, so that none is left behind."""
        for pid in [*self.children(), self.pid]:
            _signal(pid, signal.SIGKILL)
        self.popen.wait()

    def end(self) -> None:
        self.popen.terminate()
        try:
            self.popen.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def ended(process: Process) -> Iterator[Process]:
    try:
        yield process
    finally:
        if process.popen.poll() is None:
            process.end()


def memory_mb(pid: int) -> float:
    """What a process has for itself, and its part of what it shares (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError(f"{pid} says nothing of its memory")


def site_environment(folder: Path, port: int, **settings: str) -> dict[str, str]:
    """Nothing of the outer environment's settings goes in but what is named here."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {
        "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "WEB_WORKERS": "1",
        "PYTHONUNBUFFERED": "1",
    }
    return kept | own | settings


def manage(environment: Mapping[str, str], *arguments: str, code: str | None = None) -> str:
    """Run one of the site's commands; `code` goes to the shell's input."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=HOUSE,
        env=dict(environment),
        input=code,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"{arguments}: {done.stdout[-1000:]} {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def serving(folder: Path, environment: Mapping[str, str]) -> Iterator[Process]:
    """The site as `make run` starts it, once it answers."""
    port = int(environment["PORT"])
    with ended(Process([sys.executable, "manage.py", "serve"], folder, environment)) as process:
        process.wait_for(lambda: answers(port, "/livez"))
        yield process


NGINX = """
daemon off; master_process off; error_log stderr error; pid {folder}/nginx.pid;
worker_rlimit_nofile 4096;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; }} default_type application/octet-stream;
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  client_body_temp_path {folder}/nginx-body; proxy_temp_path {folder}/nginx-proxy;
  fastcgi_temp_path {folder}/nginx-f; uwsgi_temp_path {folder}/nginx-u;
  scgi_temp_path {folder}/nginx-s;
  {rules}
}}
"""


@contextmanager
def nginx(folder: Path, port: int, rules: str) -> Iterator[Process]:
    """`rules` go into `http { … }` and hold a server that listens on `port`."""
    conf = folder / f"nginx-{port}.conf"
    conf.write_text(NGINX.format(folder=folder, rules=rules), encoding="utf-8")
    command = [program("nginx"), "-p", str(folder), "-c", str(conf), "-e", "stderr"]
    process = Process(command, folder, os.environ)
    try:
        process.wait_for(lambda: listens(port))
        yield process
    finally:
        process.kill()  # without a master process it does not heed a request to end


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _parents() -> Iterator[tuple[int, int]]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(status.parent.name), int(_fields(status)[1])
        except OSError:
            continue


def _cpu_seconds(pid: int) -> float:
    try:
        fields = _fields(Path(f"/proc/{pid}/stat"))
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _fields(status: Path) -> list[str]:
    """After the name, which may hold spaces: state, parent, …; see proc(5)."""
    return status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
