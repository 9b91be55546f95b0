"""Pages as readers get them, beside nginx and a bare Django view that send the same bytes.

Every server has one process. What to compare is the ratio to the bare view, taken
from the processor time the servers spent: it holds on a busy machine too, where seconds do not.
"""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.loads import FEW_CONNECTIONS, Target, measure
from tests.processes import (
    HOUSE,
    Process,
    answers,
    ask,
    ended,
    free_port,
    manage,
    memory_mb,
    nginx,
    program,
    serving,
    site_environment,
)

ROUNDS, SECONDS = 3, 2
SLOW_ONES = 6
ARTICLE = "/articles/leg-cramps/"
SEARCH = "/search/?q=night+cramps"
CHECK = "/self-check/legs/start/"
DESK = "/admin/articles/article/"
BROTLI = {"Accept-Encoding": "br"}
NEEDED = {"wrk": "wrk", "nginx": "nginx"}
SIGN_IN = """
from django.contrib.auth.models import Permission, User
from django.test import Client
from legwise.sign_in import sittings
who = User.objects.create_user("bench", is_staff=True)
who.user_permissions.set(Permission.objects.filter(codename="change_article"))
client = Client()
client.force_login(who)
session = client.session
session[sittings.SITTING] = sittings.marks(with_code=False)
session.save()
print("sessionid=" + client.cookies["sessionid"].value)
"""


def missing() -> list[str]:
    """The Debian packages whose programs are not there."""
    return [package for name, package in NEEDED.items() if not program(name)]


def run(folder: Path) -> dict[str, dict[str, float]]:
    """Name of what was asked for -> its figures; needs an empty folder."""
    quiet = site_environment(folder, free_port())
    manage(quiet, "prepare")
    cookie = manage(quiet, "shell", code=SIGN_IN).strip().splitlines()[-1]
    with ExitStack() as stack:
        began = time.monotonic()
        site = stack.enter_context(serving(folder, quiet))
        cold_start = time.monotonic() - began
        port = int(quiet["PORT"])
        page = ask(port, ARTICLE, headers=BROTLI)
        (folder / "page.html").write_bytes(page.body)
        cold = site_environment(folder, free_port(), PAGE_CACHE_MB="0")
        uncached = stack.enter_context(serving(folder, cold))
        bare_port, plain_port, nginx_port = free_port(), free_port(), free_port()
        bare = stack.enter_context(_bare(folder, bare_port))
        plain = stack.enter_context(_bare(folder, plain_port, BARE_PLAIN="1"))
        static = stack.enter_context(nginx(folder, nginx_port, _static(folder, nginx_port)))

        known = {**BROTLI, "If-None-Match": page.headers["etag"]}
        targets = [
            Target("nginx, the same bytes", static, nginx_port, "/page.html"),
            Target("bare Django view, the same bytes", bare, bare_port, "/"),
            Target("the same without middleware", plain, plain_port, "/"),
            Target("article", site, port, ARTICLE, BROTLI),
            Target("article, 304", site, port, ARTICLE, known),
            Target("home", site, port, "/", BROTLI),
            *_with_django("cache off: ", uncached, int(cold["PORT"]), folder, cookie),
        ]
        for slow in targets[len(targets) - SLOW_ONES :]:
            slow.connections = FEW_CONNECTIONS
        measure(targets, rounds=ROUNDS, seconds=SECONDS)
        figures = {target.name: target.figures() for target in targets}
        figures["one worker"] = {
            "memory_mb": round(memory_mb(site.children()[0])),
            "seconds_to_first_answer": round(cold_start, 2),
        }
    return _with_ratios(figures)


def _with_django(
    prefix: str, process: Process, port: int, folder: Path, cookie: str
) -> Iterator[Target]:
    """What Django makes anew each time."""
    yield Target(f"{prefix}article", process, port, ARTICLE, BROTLI)
    yield Target(f"{prefix}home", process, port, "/", BROTLI)
    yield Target(f"{prefix}search", process, port, SEARCH, BROTLI)
    begun = ask(port, CHECK)
    place, journey = begun.headers["location"], {"Cookie": begun.cookies, **BROTLI}
    yield Target("self-check step, GET", process, port, place, journey)
    form = ask(port, place, headers={"Cookie": begun.cookies})
    script = folder / "answer.lua"
    script.write_text(_posting(form.body.decode()), encoding="utf-8")
    with_token = {**journey, "Cookie": f"{begun.cookies}; {form.cookies}"}
    yield Target("self-check step, POST", process, port, place, with_token, str(script))
    yield Target("desk, list of articles", process, port, DESK, {"Cookie": cookie, **BROTLI})


def _posting(form: str) -> str:
    """A wrk script that answers the first page with "none of these"."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None, form[:500]
    answer = urlencode({"csrfmiddlewaretoken": token[1], "answer": "none"})
    return (
        f'wrk.method = "POST"\nwrk.body = "{answer}"\n'
        'wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'
    )


@contextmanager
def _bare(folder: Path, port: int, **settings: str) -> Iterator[Process]:
    """Under the same server, with the same threads as the site."""
    granian = str(Path(sys.executable).with_name("granian"))
    options = ["--interface", "wsgi", "--blocking-threads", "8", "--no-ws", "--log-level", "error"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(HOUSE),
        "BARE_BODY": str(folder / "page.html"),
        **settings,
    }
    command = [granian, *options, "--port", str(port), "tests.bench.bare:application"]
    with ended(Process(command, folder, environment)) as process:
        process.wait_for(lambda: answers(port, "/"))
        yield process


def _static(folder: Path, port: int) -> str:
    return f"server {{ listen 127.0.0.1:{port}; root {folder}; }}"


def _with_ratios(figures: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    whole = figures["bare Django view, the same bytes"]["cpu_us"]
    plain = figures["the same without middleware"]["cpu_us"]
    static = figures["nginx, the same bytes"]["cpu_us"]
    for each in figures.values():
        if own := each.get("cpu_us"):
            each["to_bare"] = round(whole / own, 3)
            each["to_plain"] = round(plain / own, 3)
            each["to_nginx"] = round(static / own, 3)
    return figures


def table(figures: dict[str, dict[str, float]]) -> str:
    lines = [
        "| asked for | CPU µs | to bare Django | without middleware | to nginx | a second "
        "| p50 ms | p99 ms |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {name} | {each['cpu_us']:,.0f} | {each['to_bare']:.3g}× | {each['to_plain']:.3g}× "
        f"| {each['to_nginx']:.3g}× | {each['a_second']:,.0f} | {each['p50_ms']:.2f} "
        f"| {each['p99_ms']:.2f} |"
        for name, each in figures.items()
        if "cpu_us" in each
    ]
    return "\n".join(lines)


def about_one_worker(figures: dict[str, dict[str, float]]) -> str:
    worker = figures["one worker"]
    return (
        f"A worker holds {worker['memory_mb']:.0f} MB after all this; the first answer came "
        f"{worker['seconds_to_first_answer']:.1f} s after the command."
    )
