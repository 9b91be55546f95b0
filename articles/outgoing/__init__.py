"""Content goes out by file: the same Markdown and YAML that `articles.intake` reads."""

from articles.outgoing.exporting import compare_folder, export_folder
from articles.outgoing.folder import FolderRefused, Plan
from articles.outgoing.refusals import CannotWrite, Refusal

__all__ = [
    "CannotWrite",
    "FolderRefused",
    "Plan",
    "Refusal",
    "compare_folder",
    "export_folder",
]
