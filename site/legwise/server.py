"""Granian with one listening socket for all its workers (docs/adr/0002-server.md).

By itself it gives each worker a socket of its own. While a worker is started anew, whoever the
system had put in that worker's queue is cut off, and with one worker everybody is refused. With one
socket that the parent holds they wait in its queue, and the next worker takes them.
"""

import socket

from granian import cli
from granian._granian import ListenerSpec
from granian.server import Server


class OneSocketServer(Server):
    def _init_shared_socket(self) -> None:
        """As granian itself does it on systems where sockets cannot share a port."""
        self._shd = ListenerSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._sfd = self._shd.get_fd()
        self._ssp = None
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)


if __name__ == "__main__":
    cli.Server = OneSocketServer
    cli.entrypoint()
