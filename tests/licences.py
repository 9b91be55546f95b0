"""Under which licence each package is, as its own metadata says: `python -m tests.licences`.

Writes the table into docs/dependencies.md, between its two marks.
"""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
DOC = HOUSE / "docs" / "dependencies.md"
START, END = "<!-- licences -->\n", "<!-- end of licences -->\n"
PINNED = re.compile(r"^([a-z0-9.\-]+)==([\w.]+)( ; [^\\]+)?", re.MULTILINE)
LONGEST = 40


def pins(name: str) -> dict[str, str]:
    """Package -> version, of one file of requirements."""
    text = (HOUSE / name).read_text(encoding="utf-8")
    return {found[1]: found[2] for found in PINNED.finditer(text)}


def for_every_machine(name: str) -> list[str]:
    """Packages that are installed whatever the system and the version of Python."""
    text = (HOUSE / name).read_text(encoding="utf-8")
    return sorted(found[1] for found in PINNED.finditer(text) if not found[3])


def licence_of(package: str) -> str:
    """By expression, else by classifier, else as it is written. Raises `PackageNotFoundError`."""
    told = metadata(package).json
    names = [str(each) for each in told.get("classifier", [])]
    classified = [
        each.rpartition(" :: ")[2]
        for each in names
        if each.startswith("License ::") and not each.endswith("OSI Approved")
    ]
    written = str(told.get("license", "")).strip().splitlines()
    short = written[0] if written and len(written[0]) <= LONGEST else ""
    expression = str(told.get("license_expression", ""))
    return expression or ", ".join(sorted(classified)) or short or "not said"


def table() -> str:
    """Every package of the running site first, then those for developing alone."""
    running = for_every_machine("requirements.txt")
    developing = set(for_every_machine("requirements-dev.txt")) - set(running)
    lines = ["| Package | Licence | For |", "|---|---|---|"]
    for packages, purpose in ((running, "running"), (sorted(developing), "developing")):
        lines += [f"| {each} | {_known(each)} | {purpose} |" for each in packages]
    return "\n".join(lines) + "\n"


def _known(package: str) -> str:
    try:
        return licence_of(package)
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    before, _, rest = DOC.read_text(encoding="utf-8").partition(START)
    DOC.write_text(f"{before}{START}{table()}{END}{rest.partition(END)[2]}", encoding="utf-8")
