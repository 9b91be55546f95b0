"""Granian with one listening socket for all its workers (docs/adr/0002-server.md).

By itself it gives each worker a socket of its own. While a worker is started anew, whoever the
system had put in that worker's queue is cut off, and with one worker everybody is refused. With one
socket that the parent holds they wait in its queue, and the next worker takes them.

The parent loads what we stand on, and its workers share that memory. Our own code each worker loads
for itself, so that a reload brings new code; new libraries need a restart.
"""

import gc
import socket
from importlib import import_module

from granian import cli
from granian._granian import ListenerSpec
from granian.server.mp import MPServer

LIBRARIES = (
    "asyncio",
    "brotli",
    "django.contrib.admin",
    "django.contrib.messages.middleware",
    "django.contrib.sessions.middleware",
    "django.contrib.staticfiles.storage",
    "django.core.cache.backends.locmem",
    "django.core.handlers.wsgi",
    "django.core.mail",
    "django.db.backends.sqlite3.base",
    "django.forms",
    "django.template.defaultfilters",
    "django.template.defaulttags",
    "django.template.loader_tags",
    "django.templatetags.i18n",
    "environs",
    "markdown_it",
    "nh3",
    "whitenoise.middleware",
    "yaml",
)
"""Those that every worker loads, and that ask for no setting while they are loaded."""


class OneSocketServer(MPServer):
    def _init_shared_socket(self) -> None:
        """As granian itself does it on systems where sockets cannot share a port."""
        held = ListenerSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._shd = held  # type: ignore[assignment]  # granian leaves its type to a first None
        self._sfd = held.get_fd()
        self._ssp = None
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)


def load_for_all_workers() -> None:
    """What is loaded is left alone by the collector, which would write to every page of it."""
    for name in LIBRARIES:
        import_module(name)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    load_for_all_workers()
    # What granian's command line starts; so all its options and variables go on working.
    cli.Server = OneSocketServer  # type: ignore[attr-defined]
    cli.entrypoint()  # type: ignore[no-untyped-call]  # the library's own omission
