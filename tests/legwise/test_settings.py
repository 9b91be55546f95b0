"""Settings are read strictly, and every one is in the documented table."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from legwise.mail_server import refuse_traps

pytestmark = pytest.mark.alike

HOUSE = Path(__file__).resolve().parents[2]
SETTINGS = HOUSE / "site" / "legwise" / "settings.py"
TABLE = HOUSE / "docs" / "settings.md"


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, with these variables set."""
    code = (
        "import legwise.settings as s; "
        "print(s.DATABASES['default']['ENGINE'], s.CACHES['default']['BACKEND'], "
        "len(s.SECRET_KEY), s.EMAIL_USE_TLS, s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS, "
        "s.MEDIA_ROOT)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
        "VAR_DIR": str(tmp_path / "var"),
        **variables,
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_is_in_the_table_and_nothing_else_is() -> None:
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS.read_text(encoding="utf-8")))
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE))

    assert read == listed
    assert len(read) > 10


def test_it_starts_with_nothing_set_and_keeps_the_key_it_made(tmp_path: Path) -> None:
    first = start(tmp_path)
    key = (tmp_path / "var" / "secret-key").read_text()
    second = start(tmp_path)

    assert first.returncode == 0, first.stderr
    assert "sqlite3" in first.stdout
    assert "locmem" in first.stdout
    assert second.returncode == 0
    assert (tmp_path / "var" / "secret-key").read_text() == key
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BEHIND_TLS", "ture"),
        ("DEBUG", "maybe"),
        ("PORT", "80000"),
        ("PORT", "http"),
        ("WEB_WORKERS", "0"),
        ("SECOND_FACTOR_FOR", "nobody"),
        ("DATABASE_URL", "nonsense"),
        ("CACHE_URL", "nonsense"),
        ("SECURITY_CONTACT", "someone@legwise.example"),
        ("EMAIL_URL", "smtp+tls://user:secret-word@host"),
    ],
)
def test_nonsense_stops_the_start_and_names_the_variable(
    tmp_path: Path, name: str, value: str
) -> None:
    started = start(tmp_path, **{name: value})

    assert started.returncode != 0
    assert name in started.stderr
    assert "secret-word" not in started.stderr


def test_the_two_variables_move_the_site_to_postgresql_and_redis(tmp_path: Path) -> None:
    started = start(
        tmp_path,
        DATABASE_URL="postgres://user:word@db.example:5432/legwise",
        CACHE_URL="redis://cache.example:6379/1",
    )

    assert started.returncode == 0, started.stderr
    assert "postgresql" in started.stdout
    assert "RedisCache" in started.stdout


def test_one_variable_moves_uploads_to_a_volume(tmp_path: Path) -> None:
    assert start(tmp_path).stdout.strip().endswith(f"{tmp_path}/var/media")
    assert start(tmp_path, UPLOADS_DIR="/mnt/shared").stdout.strip().endswith(" /mnt/shared")


def test_no_variable_is_explained_twice() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(listed) == len(set(listed))


def test_mail_over_tls_really_sets_tls(tmp_path: Path) -> None:
    started = start(tmp_path, EMAIL_URL="submission://user:word@mail.example")

    assert started.stdout.split()[3] == "True", started.stderr


@pytest.mark.parametrize(
    "url",
    [
        "smtps://user:secret-word@host",
        "smtp://user:secret-word@host",
        "smtp://user:secret-word@host?tls=ture",
        "smtp://user:secret-word@host?use_tls=True",
        "smtp://user:secret-word@host?tls=False",
        "smtp://user:secret#word@host?tls=True",
        "smtp://host?timeout=soon",
        "smtp://host:port",
    ],
)
def test_a_mail_server_that_would_get_less_than_it_seems_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL") as told:
        refuse_traps(url)

    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "url",
    [
        "console://",
        "file:///srv/mails",
        "smtp://127.0.0.1:1025",
        "smtp://relay.example:25",
        "smtp://user:word@localhost",
        "smtp://user:word@host:465?ssl=True",
        "smtp://user:word@host:587?tls=True&timeout=10",
        "submission://user:word@host",
    ],
)
def test_a_mail_server_that_gets_what_it_seems_is_taken(url: str) -> None:
    refuse_traps(url)


def test_host_names_lose_the_space_after_the_comma(tmp_path: Path) -> None:
    started = start(tmp_path, ALLOWED_HOSTS="legwise.example, www.legwise.example")

    assert "['legwise.example', 'www.legwise.example']" in started.stdout


def test_a_damaged_key_file_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").write_text("short")

    started = start(tmp_path)

    assert started.returncode != 0
    assert "secret-key" in started.stderr


@pytest.mark.parametrize(("behind_tls", "prefix"), [("true", "__Secure-"), ("false", "")])
def test_behind_tls_every_cookie_says_so_in_its_name(
    tmp_path: Path, behind_tls: str, prefix: str
) -> None:
    code = (
        "import django; django.setup(); from django.conf import settings as s; "
        "from legwise.sign_in import known_browsers as k; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, k.COOKIE)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
        "DJANGO_SETTINGS_MODULE": "legwise.settings",
        "VAR_DIR": str(tmp_path / "var"),
        "BEHIND_TLS": behind_tls,
    }
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )

    assert told.returncode == 0, told.stderr
    names = told.stdout.split()
    assert names == [f"{prefix}{name}" for name in ("sessionid", "csrftoken", "known-browser")]
