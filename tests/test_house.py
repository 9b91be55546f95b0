"""The house plan: which folders there are, and which room may open which door."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
TOP_LEVEL = {
    "manage.py",
    "requirements.in",
    "requirements.txt",
    "requirements-dev.in",
    "requirements-dev.txt",
    "pyproject.toml",
    "Makefile",
    "README.md",
    "LICENSE",
    ".gitignore",
    ".ci",
    "site",
    "articles",
    "triage",
    "templates",
    "static",
    "tests",
    "docs",
}
ROOMS = {
    "legwise": HOUSE / "site" / "legwise",
    "groundwork": HOUSE / "site" / "groundwork",
    "articles": HOUSE / "articles",
    "triage": HOUSE / "triage",
}
# Room -> the rooms of ours it may import.
DOORS = {
    "legwise": {"legwise", "groundwork", "articles", "triage"},
    "groundwork": {"groundwork"},
    "articles": {"articles", "groundwork"},
    "triage": {"triage", "groundwork", "articles"},
}
ENGINE = HOUSE / "triage" / "engine"
# Folder of the engine -> the packages it may import beside the standard library.
SOLVER_LIVES_IN = {ENGINE / "proofs": {"pysat"}}
RELEASES = HOUSE / "triage" / "releases.py"


def imports_of(path: Path) -> set[str]:
    """The dotted names a file imports, each `from a import b` as `a.b`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import; write the whole name"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def files_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def tracked_files() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True)
    return listed.stdout.splitlines()


def test_the_top_level_is_the_one_we_agreed_on() -> None:
    found = {name.split("/", 1)[0] for name in tracked_files()}

    assert found - TOP_LEVEL == set()


def test_site_is_a_plain_folder_and_git_keeps_it() -> None:
    assert not (HOUSE / "site" / "__init__.py").exists()
    assert any(name.startswith("site/legwise/") for name in tracked_files())


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_only_its_own_doors(room: str) -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in files_of(ROOMS[room])
        for name in imports_of(path)
        if name.split(".")[0] in ROOMS and name.split(".")[0] not in DOORS[room]
    ]

    assert wrong == []


def test_triage_knows_articles_through_signposts_alone() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in files_of(ROOMS["triage"])
        for name in imports_of(path)
        if name.split(".")[0] == "articles" and not name.startswith("articles.signposts")
    ]

    assert wrong == []


def test_the_engine_needs_only_the_standard_library() -> None:
    from sys import stdlib_module_names

    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in files_of(ENGINE)
        for name in imports_of(path)
        if name.split(".")[0] not in stdlib_module_names | SOLVER_LIVES_IN.get(path.parent, set())
        and not name.startswith("triage.engine")
    ]

    assert wrong == []


def test_only_releases_knows_both_rows_and_engine() -> None:
    both = [
        path.name
        for path in files_of(ROOMS["triage"])
        if any(name.startswith("triage.models") for name in imports_of(path))
        and any(name.startswith("triage.engine") for name in imports_of(path))
    ]

    assert both == [RELEASES.name]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = [
        name
        for name in tracked_files()
        if name.endswith(".py")
        and "/migrations/" not in name
        and len((HOUSE / name).read_text(encoding="utf-8").splitlines()) > 400
    ]

    assert long == []


def test_every_module_says_what_it_decides() -> None:
    silent = [
        name
        for name in tracked_files()
        if name.endswith(".py")
        and "/migrations/" not in name
        and (HOUSE / name).read_text(encoding="utf-8").strip()
        and ast.get_docstring(ast.parse((HOUSE / name).read_text(encoding="utf-8"))) is None
    ]

    assert silent == []


def test_every_requirement_is_pinned_exactly() -> None:
    lines = [
        line
        for name in ("requirements.in", "requirements-dev.in")
        for line in (HOUSE / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "-r "))
    ]

    assert [
        line for line in lines if not re.fullmatch(r"[a-z0-9\-]+(\[\w+\])?==[\w.]+", line)
    ] == []
