"""Which tests touch nothing outside: no database, cache, other process or network.

They say the same whatever database is in use. A run with `--note-pure FILE` finds them by watching
and writes them down; a run with `--skip-pure FILE` leaves exactly those out, and the tests marked
`alike`. Two passes over two databases so run each of them once. A test that asks for the database,
that drives a browser, that did not pass, or whose file sets something up outside for several of its
tests, is never pure.
"""

import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache.backends.base import BaseCache
from django.db.backends.base.base import BaseDatabaseWrapper

OUTSIDE = ("subprocess.", "os.posix_spawn", "os.fork", "os.exec", "socket.connect", "socket.bind")
OF_THE_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


def add_options(parser: pytest.Parser) -> None:
    parser.addoption("--note-pure", type=Path, help="write the tests that touch nothing there")
    parser.addoption("--skip-pure", type=Path, help="leave the tests written there out")


def set_up(config: pytest.Config) -> None:
    if config.getoption("note_pure") is not None:
        config.pluginmanager.register(Watching() if is_worker(config) else Noting(config))
        if not is_worker(config) and not config.getoption("numprocesses", 0):
            config.pluginmanager.register(Watching())


def is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What another run found pure, and what is `alike`, if that run wrote anything down."""
    path = config.getoption("skip_pure")
    if path is None or not path.exists():
        return
    pure = set(path.read_text(encoding="utf-8").splitlines())
    left_out = [i for i in items if i.nodeid in pure or i.get_closest_marker("alike")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


class Watching:
    """Sees what a test touches, and says so in its reports."""

    def __init__(self) -> None:
        self.touched = False
        sys.addaudithook(self._hear)
        self._notice(BaseCache, "make_and_validate_key")
        self._notice(BaseDatabaseWrapper, "_cursor")

    def _notice(self, owner: type, name: str) -> None:
        """See every call of this method."""
        method = getattr(owner, name)

        def noticed(*given: Any, **named: Any) -> Any:
            self.touched = True
            return method(*given, **named)

        pytest.MonkeyPatch().setattr(owner, name, noticed)

    def _hear(self, event: str, _: tuple[Any, ...]) -> None:
        if event.startswith(OUTSIDE):
            self.touched = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.touched = False

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        asks = asks_for_the_database(item)
        if call.when == "setup" and self.touched and not asks:
            report.user_properties.append(("sets up outside", True))
        if self.touched or asks or item.get_closest_marker("browser"):
            report.user_properties.append(("touches", True))
        return report


def asks_for_the_database(item: pytest.Item) -> bool:
    """Without asking, pytest-django would refuse it."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & OF_THE_DATABASE)


class Noting:
    """Gathers what the workers saw, and writes it down at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self.path: Path = config.getoption("note_pure")
        self.seen: set[str] = set()
        self.impure: set[str] = set()
        self.impure_files: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = {name for name, _ in report.user_properties}
        self.seen.add(report.nodeid)
        if told or not report.passed:
            self.impure.add(report.nodeid)
        if "sets up outside" in told:
            self.impure_files.add(file_of(report.nodeid))

    def pytest_sessionfinish(self) -> None:
        pure = {name for name in self.seen - self.impure if file_of(name) not in self.impure_files}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # A name with a line break in it could not be read back: such a test runs again.
        lines = sorted(name for name in pure if len(name.splitlines()) == 1)
        self.path.write_text("".join(f"{name}\n" for name in lines), encoding="utf-8")


def file_of(nodeid: str) -> str:
    return nodeid.split("::")[0]
