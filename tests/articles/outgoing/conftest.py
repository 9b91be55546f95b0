"""A database with one of everything, some of it odd, and its export."""

from pathlib import Path

import pytest

from articles.models import Claim, Source, Term
from articles.outgoing import export_folder
from tests.articles.content import edit
from tests.articles.loaded import load_content
from tests.articles.outgoing.exports import ODD_NOTE


@pytest.fixture
def loaded(content: Path) -> Path:
    """One of everything in the database, some of it odd; the folder it came from."""
    terms = "terms:\n- {slug: dvt, term: DVT, meaning: A clot in a deep vein., sources: []}\n"
    (content / "glossary.yaml").write_text(terms, encoding="utf-8")
    edit(
        content / "articles" / "night-cramps.md", "Stretch before bed.", "\tTab\n\n---\n\nStretch."
    )
    load_content(content)
    Claim.objects.update(note=ODD_NOTE, why="One: trial. " * 20 + "End.")
    Source.objects.filter(key="trial-2020").update(note=ODD_NOTE, title="yes", publisher="1.10")
    Term.objects.update(other_names="no\n2026-11-21\nblood clot: deep", article="calf-stretch")
    return content


@pytest.fixture
def exported(loaded: Path, tmp_path: Path) -> Path:
    export_folder(tmp_path / "out")
    return tmp_path / "out"
