"""`make drill`: the heavy tests with all their counts, and a report of them under var/drill/."""

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

HOUSE = Path(__file__).resolve().parents[1]
REPORTS = Path(os.environ.get("VAR_DIR", HOUSE / "var")) / "drill"
_COUNT = re.compile(r"\btimes\(([\d_]+), ([\d_]+)\)")


def main(arguments: list[str]) -> int:
    REPORTS.mkdir(parents=True, exist_ok=True)
    results = REPORTS / "results.xml"
    results.unlink(missing_ok=True)
    began = datetime.now(UTC)
    command = [sys.executable, "-m", "pytest", "-m", "drill", f"--junitxml={results}"]
    spread = ["-n", "2", "--dist", "worksteal"]
    ended = subprocess.run(
        [*command, *spread, *arguments], cwd=HOUSE, env={**os.environ, "DRILL": "1"}, check=False
    )
    seconds = round((datetime.now(UTC) - began).total_seconds())
    lines = [
        f"Drill of {began:%Y-%m-%d %H:%M} UTC, {seconds} seconds, at {_commit()}",
        f"Ended with {ended.returncode}.",
        *("", "Counts (in every run, in the drill):", *_counts()),
        *("", "Results (tests, failed, skipped, seconds):", *_results(results)),
    ]
    (REPORTS / "report.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"Written: {REPORTS / 'report.txt'}")
    return ended.returncode


def _counts() -> list[str]:
    return [
        f"{usual:>7} {most:>7}  {path.relative_to(HOUSE)}:{number}"
        for path in sorted((HOUSE / "tests").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for usual, most in _COUNT.findall(line)
    ]


def _results(path: Path) -> list[str]:
    if not path.exists():
        return ["none: the run did not come to its end"]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    for case in ElementTree.parse(path).iter("testcase"):
        name = case.get("classname", "")
        counts[name]["tests"] += 1
        counts[name].update({part.tag for part in case} & {"failure", "error", "skipped"})
        seconds[name] += round(float(case.get("time", "0")) * 1000)
    return [
        f"{found['tests']:>5} {found['failure'] + found['error']:>4} {found['skipped']:>4} "
        f"{seconds[name] / 1000:>8.1f}  {name}"
        for name, found in sorted(counts.items())
    ]


def _commit() -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(
        asked, cwd=HOUSE, capture_output=True, text=True, check=False
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
