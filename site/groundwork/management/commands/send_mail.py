"""Send the mail that waits: once through, or on and on."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from groundwork.outbox import keeping, sending

PAUSE_SECONDS = 10


class Command(BaseCommand):
    requires_system_checks = []  # run every few minutes, it should start quickly
    help = (
        "Send the mail that waits in the outbox. Run it every few minutes, or once with --forever. "
        "Any number may run at once: each mail is sent by one of them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="go on until told to stop")
        parser.add_argument(
            "--every",
            type=int,
            default=PAUSE_SECONDS,
            metavar="SECONDS",
            help=f"how long to pause between two passes ({PAUSE_SECONDS})",
        )
        parser.add_argument(
            "--again",
            metavar="NUMBER",
            help="first let this mail wait again, by its number at the desk: one that was given "
            "up, or was perhaps sent; “all” for all of them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            self._let_wait_again(options["again"])
        if options["forever"]:
            self._go_on(options["every"])
        else:
            self._report(self._pass(Event()), is_last=True)

    def _let_wait_again(self, told: str) -> None:
        if told != "all" and not told.isdecimal():
            raise CommandError("Say the number of a mail, or “all”.")
        found = keeping.send_again(None if told == "all" else int(told))
        if not found:
            raise CommandError("There is no such mail whose words are still kept.")
        self.stdout.write(f"{found} to be sent again.")

    def _go_on(self, seconds: int) -> None:
        """Until SIGTERM or Ctrl+C; the mail that is being sent is sent to its end."""
        told_to_stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_told: told_to_stop.set())
        while not told_to_stop.is_set():
            self._report(self._pass(told_to_stop), is_last=False)
            told_to_stop.wait(max(seconds, 1))

    def _pass(self, told_to_stop: Event) -> sending.Pass:
        keeping.tidy()
        return sending.send_waiting(go_on=lambda: not told_to_stop.is_set())

    def _report(self, done: sending.Pass, *, is_last: bool) -> None:
        if done.needs_a_look and is_last:
            raise CommandError(str(done))
        if is_last or done != sending.Pass():
            (self.stderr if done.needs_a_look else self.stdout).write(str(done))
