"""`make bench`: measures within five minutes and prints it; `--write` keeps it in docs.

Settings first, then what needs them. What there was no time for is named.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests.bench import web

MOST_SECONDS = 300
KEPT_IN = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGINS = "<!-- figures: written by `make bench ARGS=--write` -->\n"
# With what each of them may take at most, so that all end within the five minutes.
MEASURED = {"tests.bench.proofs": 60, "tests.bench.growth": 90, "tests.bench.search": 120}


def main(arguments: list[str]) -> int:
    missing = web.missing()
    if missing:
        names = " ".join(missing)
        print(f"The bench needs {names}: apt-get install {names}", file=sys.stderr)
        return 1
    began = time.monotonic()
    with TemporaryDirectory(prefix="bench-") as folder:
        figures = web.run(Path(folder))
    lines = [web.table(figures), "", web.about_one_worker(figures)]
    print("\n".join(lines), flush=True)
    lines += ["", *_others(lambda: MOST_SECONDS - (time.monotonic() - began))]
    if "--write" in arguments:
        _write(lines, figures)
    return 0


def _others(seconds_left: Callable[[], float]) -> list[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legwise.settings")
    django.setup()
    said = []
    for name, most in MEASURED.items():
        if seconds_left() < most:
            said.append(f"Left out, the five minutes being over: {name}")
            print(said[-1])
            continue
        said += [f"- {line.strip()}" for line in import_module(name).main()]
    return said


def _write(lines: list[str], figures: dict[str, dict[str, float]]) -> None:
    words = KEPT_IN.read_text(encoding="utf-8").partition(BEGINS)[0]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    machine = f"{os.cpu_count()} processors, {memory:.0f} GB of memory"
    heading = f"{datetime.now(UTC):%Y-%m-%d}, {machine}, `make bench ARGS=--write`.\n"
    whole = ["", heading, *lines, "", "```json", json.dumps(figures, indent=1), "```", ""]
    KEPT_IN.write_text(words + BEGINS + "\n".join(whole), encoding="utf-8")
    print(f"Written: {KEPT_IN}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
