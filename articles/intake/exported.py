"""What the list of an export says of its folder, and which exports must not be loaded."""

from pathlib import Path

from groundwork.problems import Problem

LIST = "export.txt"
WORKING_COPIES = (
    "# These are working copies. `load_content` would publish them, also those nobody published.\n"
)
UNFINISHED = "# An export was stopped here before its end. Run `manage.py export_content` again.\n"
_REFUSED = {
    WORKING_COPIES: (
        "These are working copies, and loading would publish every one of them.",
        "Load a folder that was exported without --drafts.",
    ),
    UNFINISHED: (
        "An export was stopped here before its end, so old and new files may stand together.",
        "Export into the folder again.",
    ),
}


def why_not_to_load(folder: Path) -> list[Problem]:
    """Empty for a folder that may be loaded, whoever wrote it."""
    path = folder / LIST
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        Problem(LIST, lines.index(line.strip()) + 1, *said)
        for line, said in _REFUSED.items()
        if line.strip() in lines
    ]
