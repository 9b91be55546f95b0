"""A site of its own to take pictures of: own folder, own database, gone afterwards."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings

from legwise.screens.kinds import PASSWORD, USER

PATIENCE_SECONDS = 120
USUAL = "legwise.settings"
PSEUDO = "legwise.screens.pseudo_settings"


@contextmanager
def site(folder: Path, settings_module: str) -> Iterator[str]:
    """Prepared and served below `folder`; the address to find it at."""
    folder.mkdir()
    port = _free_port()
    environment = _environment(folder, port, settings_module)
    manage = [sys.executable, "manage.py"]
    with (folder / "said.txt").open("wb") as said:
        for command in (["prepare"], ["createsuperuser", "--noinput"]):
            subprocess.run(  # noqa: S603 - our own commands, no shell
                [*manage, *command],
                cwd=settings.HOUSE,
                env=environment,
                stdout=said,
                stderr=said,
                check=True,
            )
        server = subprocess.Popen(  # noqa: S603
            [*manage, "serve"], cwd=settings.HOUSE, env=environment, stdout=said, stderr=said
        )
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(PATIENCE_SECONDS)


def _environment(folder: Path, port: int, settings_module: str) -> dict[str, str]:
    """Everything that could lead to the real site is named, so that no .env file is heard."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "PYTHONPATH": f"{settings.HOUSE / 'site'}{os.pathsep}{settings.HOUSE}",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'screens.sqlite3'}",
        "CACHE_URL": "locmem://screens",
        "EMAIL_URL": "console://",
        "SECRET_KEY": "for pictures in a temporary folder, and for nothing else at all",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_TLS": "false",
        "WEB_WORKERS": "1",
        "DJANGO_SUPERUSER_USERNAME": USER,
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "DJANGO_SUPERUSER_EMAIL": "",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("The temporary site did not answer.")
