"""Versions of tables: what one process says, the others know, in a file and in Redis."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings

from groundwork.pages import redis_versions
from groundwork.pages.redis_versions import RedisVersions
from groundwork.pages.shared import REDIS_BACKEND
from groundwork.pages.versions import LONGEST_FILE, FileVersions, Unreachable, Versions

TABLE = "articles_edition"
OTHER = "articles_term"
KINDS = ["file", *(["redis"] if settings.CACHES["default"]["BACKEND"] == REDIS_BACKEND else [])]


@pytest.fixture(params=KINDS)
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Versions]]:
    """Makes what one more process would go by."""
    if request.param == "file":
        yield lambda: FileVersions(tmp_path / "versions")
        return
    url = str(settings.CACHES["default"]["LOCATION"])
    redis.Redis.from_url(url).delete(redis_versions.REDIS_KEY, redis_versions.REDIS_MARK)
    yield lambda: RedisVersions(url)


def test_nothing_written_nothing_new(process: Callable[[], Versions]) -> None:
    versions = process()

    assert versions.now() is versions.now()


def test_what_one_process_writes_another_knows_at_once(process: Callable[[], Versions]) -> None:
    writer, reader = process(), process()
    before = reader.now()

    writer.renew([TABLE])
    after = reader.now()

    assert not before.agrees_with(after, {TABLE})
    assert before.agrees_with(after, {OTHER})
    assert before.agrees_with(after, set())


def test_every_write_counts(process: Callable[[], Versions]) -> None:
    writer, reader = process(), process()
    states = [reader.now()]

    for _ in range(5):
        writer.renew([TABLE])
        states.append(reader.now())

    assert not any(
        one.agrees_with(other, {TABLE})
        for place, one in enumerate(states)
        for other in states[place + 1 :]
    )


def test_everything_is_every_table(process: Callable[[], Versions]) -> None:
    writer, reader = process(), process()
    before = reader.now()

    writer.renew(["*"])

    assert not before.agrees_with(reader.now(), {TABLE})


def test_processes_agree_on_where_they_start(process: Callable[[], Versions]) -> None:
    one, other = process(), process()

    assert one.now().agrees_with(other.now(), {TABLE})


def test_another_real_process_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "versions"
    reader = FileVersions(path)
    before = reader.now()
    told = (
        f"from groundwork.pages.versions import *; FileVersions(Path({str(path)!r})).renew(['x'])"
    )

    subprocess.run(
        [sys.executable, "-c", told], check=True, env={"PYTHONPATH": "site"}, cwd=settings.HOUSE
    )

    assert not before.agrees_with(reader.now(), {"x"})


def test_a_long_file_is_begun_anew_and_trusted_no_more(tmp_path: Path) -> None:
    writer, reader = FileVersions(tmp_path / "versions"), FileVersions(tmp_path / "versions")
    before = reader.now()

    for _ in range(LONGEST_FILE // len(TABLE)):
        writer.renew([TABLE])
    writer.renew([TABLE])

    assert (tmp_path / "versions").stat().st_size < LONGEST_FILE
    assert not before.agrees_with(reader.now(), {OTHER})


def test_a_line_half_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "versions"
    reader = FileVersions(path)
    reader.now()

    with path.open("a") as file:
        file.write("articles_")
        file.flush()
        half = reader.now()
        file.write("edition\n")
        file.flush()
        whole = reader.now()

    assert half.versions == {}
    assert whole.versions == {TABLE: 1}


def test_a_folder_that_is_gone_is_not_trusted(tmp_path: Path) -> None:
    versions = FileVersions(tmp_path / "gone" / "versions")

    with pytest.raises(Unreachable):
        versions.now()


def test_without_redis_no_page_is_trusted_and_a_write_is_owed() -> None:
    versions = RedisVersions("redis://127.0.0.1:1/0")

    versions.renew([TABLE])

    with pytest.raises(Unreachable):
        versions.now()
    assert versions._owed == {TABLE}


@pytest.mark.skipif("redis" not in KINDS, reason="SQLite's run has no Redis; PostgreSQL's has")
@pytest.mark.parametrize("process", ["redis"], indirect=True)
def test_what_is_owed_is_told_first(process: Callable[[], RedisVersions]) -> None:
    writer, reader = process(), process()
    before = reader.now()
    writer._owed, writer._away_until = {TABLE}, 0.1

    writer.now()

    assert not before.agrees_with(reader.now(), {TABLE})
    assert writer._owed == set()
