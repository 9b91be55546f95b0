"""A small, sound content folder to load, break and load again."""

from pathlib import Path

import pytest

from tests.articles.content import write_content


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")
