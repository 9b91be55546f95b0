"""What is installed: pinned, with hashes, naming no registry, and nothing imported beside it."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests import licences
from tests.test_house import tracked_files

pytestmark = pytest.mark.alike

HOUSE = Path(__file__).resolve().parents[1]
HASHED = ("requirements.txt", "requirements-dev.txt")
OURS = {"articles", "triage", "groundwork", "legwise", "tests", "docs", "manage"}
PIN = r"[a-z0-9.\-]+==[\w.]+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+"
# A command takes pictures for those who develop; it says what to install when there is none.
MAY_NEED_MORE = ("site/legwise/screens/", "site/legwise/management/commands/screens.py")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", HASHED)
def test_every_file_that_may_be_installed_is_known_by_its_hash(name: str) -> None:
    text = (HOUSE / name).read_text(encoding="utf-8").replace("\\\n", " ")
    wrong = [
        line
        for line in text.splitlines()
        if not re.fullmatch(
            r"[a-z0-9.\-]+==[\w.]+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", line
        )
    ]

    assert wrong == []
    assert len(licences.pins(name)) > 30


@pytest.mark.parametrize("name", [*HASHED, "requirements.in", "requirements-dev.in"])
def test_no_registry_is_named(name: str) -> None:
    text = (HOUSE / name).read_text(encoding="utf-8")

    assert not re.search(r"https?:|file:|index|find-links|git\+|@", text)


@pytest.mark.parametrize(
    ("chosen", "hashed"), [("requirements.in", HASHED[0]), ("requirements-dev.in", HASHED[1])]
)
def test_the_hashes_are_of_what_was_chosen(chosen: str, hashed: str) -> None:
    lines = (HOUSE / chosen).read_text(encoding="utf-8").splitlines()
    wanted = dict(
        re.sub(r"\[\w+\]", "", line).split("==") for line in lines if line and line[0] not in "-#"
    )

    assert wanted.items() <= licences.pins(hashed).items()


def test_both_files_pin_the_same_versions() -> None:
    assert licences.pins(HASHED[0]).items() <= licences.pins(HASHED[1]).items()


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    beside = {each.stem for each in path.parent.glob("*.py")}
    return found - OURS - beside - set(sys.stdlib_module_names)


def test_nothing_is_imported_that_is_not_pinned() -> None:
    whose = packages_distributions()
    running, developing = (set(licences.pins(name)) for name in HASHED)
    beside = {}

    for name in tracked_files():
        if not name.endswith(".py"):
            continue
        is_extra = name.startswith(("tests/", "docs/", *MAY_NEED_MORE))
        pinned = developing if is_extra else running
        for module in imported(HOUSE / name):
            if not pinned & set(map(plain, whose.get(module, [module]))):
                beside[name] = module

    assert beside == {}


def test_the_list_of_licences_is_what_the_packages_say() -> None:
    assert licences.table() in licences.DOC.read_text(encoding="utf-8")


def test_nothing_that_runs_is_under_a_licence_we_cannot_keep() -> None:
    running = licences.for_every_machine(HASHED[0])

    assert not [each for each in running if re.search(r"(?<!L)A?GPL", licences.licence_of(each))]
