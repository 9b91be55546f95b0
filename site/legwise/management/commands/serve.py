"""Serve the site with granian, the production server (docs/adr/0002-server.md)."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from groundwork import metrics

# A worker told to end that still waits for a client after this long is killed: a reload and a
# stop come to their end whoever is connected. Below systemd's TimeoutStopSec (docs/deploy.md).
SECONDS_TO_END = 20


class Command(BaseCommand):
    help = "Serve the site on HOST and PORT with WEB_WORKERS processes."
    # They would load every page of the desk first; `prepare`, which comes before, makes them.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self._refuse_taken_port()
        self.stdout.write(self._welcome())
        self.stdout.flush()
        os.chdir(settings.HOUSE)
        metrics.share_folder()
        server = [sys.executable, "site/legwise/server.py", *self._arguments()]
        os.execv(sys.executable, server)  # noqa: S606 - our own server, no shell

    def _arguments(self) -> list[str]:
        return [
            *("--interface", "wsgi"),
            *("--host", settings.HOST),
            *("--port", str(settings.PORT)),
            *("--workers", str(settings.WEB_WORKERS)),
            *("--blocking-threads", str(settings.WEB_THREADS)),
            *("--workers-kill-timeout", str(SECONDS_TO_END)),
            *("--log-level", "error"),
            "--no-ws",
            "site/legwise/wsgi.py:application",
        ]

    def _refuse_taken_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"{settings.HOST}:{settings.PORT} cannot be used ({error.strerror}). "
                    "Choose another with PORT, for example: PORT=8001 make run"
                ) from error

    def _welcome(self) -> str:
        return (
            "\n"
            f"  Legwise is at      http://{settings.HOST}:{settings.PORT}/\n"
            f"  The editors' desk  http://{settings.HOST}:{settings.PORT}/admin/\n"
            "  Make an editor's account with `make editor` "
            "(or: python manage.py createsuperuser)\n"
            "  Stop with Ctrl+C.\n"
        )
