"""Pictures of every kind of page: where they are taken, and what is listed."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import Resolver404, resolve
from justhtml import JustHTML

from legwise.management.commands import screens
from legwise.screens import temporary
from legwise.screens.kinds import KINDS


def leads_somewhere(path: str) -> bool:
    try:
        resolve(path.split("?")[0])
    except Resolver404:
        return False
    return True


def test_every_kind_of_page_is_at_an_address_of_ours() -> None:
    lost = [name for name, kind in KINDS.items() if not leads_somewhere(kind.path)]

    assert lost == ["no-such-page"]


def test_the_real_database_and_folder_are_out_of_reach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "VAR_DIR", "SECRET_KEY"):
        monkeypatch.setenv(name, "postgres://the-real-one/")

    environment = temporary._environment(tmp_path, 8000, temporary.USUAL)

    assert [name for name, value in environment.items() if "the-real-one" in value] == []
    assert environment["DATABASE_URL"] == f"sqlite:///{tmp_path / 'screens.sqlite3'}"
    assert environment["VAR_DIR"] == str(tmp_path)


def test_the_index_shows_what_was_pictured_narrowest_first(tmp_path: Path) -> None:
    for name in ("home-light-1280.png", "home-light-320.png", "home-dark-320.png", "odd.png"):
        (tmp_path / name).touch()

    index = screens._index(tmp_path)

    JustHTML(index, strict=True)
    places = [index.find(f'href="home-{rest}.png"') for rest in ("light-320", "light-1280")]
    assert 0 < places[0] < places[1] < index.find('href="home-dark-320.png"')
    assert "odd.png" not in index


def test_a_width_that_is_none_is_refused_before_anything_is_begun() -> None:
    with pytest.raises(CommandError, match="200 or more"):
        call_command("screens", "--widths", "12")


def test_a_missing_browser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)

    with pytest.raises(CommandError, match="chromium"):
        screens._chromium()
