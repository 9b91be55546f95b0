"""Content comes in by file: Markdown with front matter, and YAML registers."""

from articles.intake.loading import Loading, load_folder
from groundwork.problems import BrokenFile, Problem

__all__ = ["BrokenFile", "Loading", "Problem", "load_folder"]
