"""What every test stands on: plain static files, an empty upload folder, a shut network."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from groundwork.audit import guard
from groundwork.pages import remembering
from groundwork.pages.versions import FileVersions
from legwise.sign_in import sittings
from tests import drill, purity
from tests.drill import IS_DRILL, times
from tests.midday import MIDDAY
from tests.restoring import as_migrated, take_all
from tests.triage.kept_proofs import use_kept_proofs

# A busy machine makes examples slowly; that says nothing about them.
hypothesis_settings.register_profile(
    "unhurried",
    max_examples=times(25, 100),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("unhurried")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


# Made to be slow against thieves, the usual one takes half a second for every sign-in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_addoption(parser: pytest.Parser) -> None:
    purity.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    purity.set_up(config)
    _take_an_own_redis_database(django_settings.CACHES["default"])


def _take_an_own_redis_database(shared: dict[str, Any]) -> None:
    """Each process of a run its own: a test's end empties the cache, and not only for itself."""
    process = os.environ.get("PYTEST_XDIST_WORKER")
    url = urlsplit(str(shared["LOCATION"]))
    if process and url.scheme.startswith("redis"):
        number = int(url.path.strip("/") or 0) + 1 + int(process.removeprefix("gw"))
        shared["LOCATION"] = os.environ["CACHE_URL"] = url._replace(path=f"/{number}").geturl()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if drill.is_heavier(item):
            item.add_marker(pytest.mark.drill)
    purity.leave_out(config, items)


def pytest_collection_finish() -> None:
    """Everything that imports `prove` has been imported by now."""
    if not IS_DRILL:
        use_kept_proofs()


@pytest.fixture(autouse=True, scope="session")
def _plain_static_files() -> Iterator[None]:
    """Before `collectstatic` every page with a hashed static file would be a 500."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with override_settings(STORAGES=STORAGES, PASSWORD_HASHERS=PASSWORD_HASHERS):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After a test without a transaction only what it wrote goes, and what it took comes back."""
    with django_db_blocker.unblock():
        migrated = take_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: as_migrated(migrated))
        yield


@pytest.fixture(autouse=True)
def _own_uploads(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.AUDIT_HEAD = tmp_path / "audit-head"


@pytest.fixture(autouse=True, scope="session")
def _trail_that_can_be_emptied() -> Iterator[None]:
    """Some tests empty the database at their end, which the trail's guard refuses."""
    flushed = type(connection.ops).sql_flush

    def unguarded(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        vendor = self.connection.vendor
        return [*guard.down(vendor), *flushed(self, style, tables, **options), *guard.up(vendor)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "sql_flush", unguarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def _signed_in_with_both_steps() -> Iterator[None]:
    """`force_login` is a whole sign-in, code included; tests/legwise/sign_in does it truly."""
    signed_in = Client.force_login

    def with_both(self: Client, user: Any, backend: str | None = None) -> None:
        signed_in(self, user, backend)
        session = self.session
        session[sittings.SITTING] = sittings.marks(with_code=True)
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", with_both)
        yield


@pytest.fixture(autouse=True)
def _mail_waits(settings: Settings) -> None:
    """Until a test sends it: a thread of its own would not see the test's transaction."""
    settings.SEND_MAIL_AT_ONCE = False


@pytest.fixture
def at_midday() -> Iterator[None]:
    """For tests that count within an hour or a day: no such stretch ends half way through one."""
    with time_machine.travel(MIDDAY):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()
    remembering.forget_everything()


@pytest.fixture(name="remembering")
def _remembering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileVersions:
    """A process that remembers small answers, though a test is one long transaction."""
    own = FileVersions(tmp_path / "remembered")
    monkeypatch.setattr(remembering, "versions", lambda: own)
    monkeypatch.setattr(remembering, "_is_settled", lambda: True)
    return own
