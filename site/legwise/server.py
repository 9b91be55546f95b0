"""Granian with one listening socket for all its workers (docs/adr/0002-server.md).

By itself it gives each worker a socket of its own. While a worker is started anew, whoever the
system had put in that worker's queue is cut off, and with one worker everybody is refused. With one
socket that the parent holds they wait in its queue, and the next worker takes them.
"""

import socket

from granian import cli
from granian._granian import ListenerSpec
from granian.server.mp import MPServer


class OneSocketServer(MPServer):
    def _init_shared_socket(self) -> None:
        """As granian itself does it on systems where sockets cannot share a port."""
        held = ListenerSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._shd = held  # type: ignore[assignment]  # granian leaves its type to a first None
        self._sfd = held.get_fd()
        self._ssp = None
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)


if __name__ == "__main__":
    # What granian's command line starts; so all its options and variables go on working.
    cli.Server = OneSocketServer  # type: ignore[attr-defined]
    cli.entrypoint()  # type: ignore[no-untyped-call]  # the library's own omission
