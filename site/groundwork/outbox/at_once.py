"""Sends what was just written without making its reader wait: a thread, started after the commit.

It is a convenience and may die at any time: mail that it leaves is sent by `manage.py send_mail`.
"""

import logging
import threading

from django.conf import settings
from django.db import connections, transaction

from groundwork.outbox import sending

logger = logging.getLogger(__name__)


class _Sender:
    """One thread in a process, however many ask for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_running = False
        self._is_wanted = False

    def start(self) -> None:
        with self._lock:
            self._is_wanted = True
            if self._is_running:
                return
            self._is_running = True
        threading.Thread(target=self._run, name="outbox", daemon=True).start()

    def _run(self) -> None:
        try:
            while self._is_still_wanted():
                done = sending.send_waiting()
                if done.needs_a_look:
                    logger.warning("Mail: %s", done)
        except Exception as error:
            # Only its kind: an error's words may hold an address.
            logger.error("The sender of mail stopped: %s", type(error).__name__)
            with self._lock:
                self._is_running = False
        finally:
            connections.close_all()

    def _is_still_wanted(self) -> bool:
        with self._lock:
            self._is_running, self._is_wanted = self._is_wanted, False
            return self._is_running


_sender = _Sender()


def send_soon() -> None:
    """Once what is being written now is committed. Costs the caller nothing to wait for."""
    if settings.SEND_MAIL_AT_ONCE:
        transaction.on_commit(_sender.start)
