"""Starting again is quick: static files are collected only when one of them changed."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from legwise.management.commands import prepare


@pytest.fixture
def collected(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT.mkdir()
    calls: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_options: calls.append(name))
    return calls


def test_static_files_are_collected_once(collected: list[str]) -> None:
    assert prepare.collect_static_files()
    assert not prepare.collect_static_files()
    assert collected == ["collectstatic"]


def test_a_changed_file_is_collected_again(
    collected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.collect_static_files()
    monkeypatch.setattr(prepare, "static_files_mark", lambda: "another")

    assert prepare.collect_static_files()
    assert collected == ["collectstatic", "collectstatic"]


def test_the_fingerprint_covers_our_own_files() -> None:
    assert (settings.HOUSE / "static" / "js").is_dir()
    assert prepare.static_files_mark() == prepare.static_files_mark()
